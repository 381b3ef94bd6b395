"""Every rule that sees more than words: its own examples, built as little sites, and its wording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cases import every
from office_files import png
from sites import NOW, bare, write

from xuanlan.build.build import inspect
from xuanlan.checks.rules import CODES, FAMILIES, ONLINE, SITE
from xuanlan.diagnostics.messages import MESSAGES
from xuanlan.diagnostics.report import Diagnostic
from xuanlan.proofreading.rule import SiteRule
from xuanlan.proofreading.rules import OF_SITES, TEXT

_FILE = re.compile(r"^# notices/(\S+)\n", re.MULTILINE)
WITH_EXAMPLES = [pytest.param(rule, id=rule.code) for rule in SITE if rule.fires]
"""Those that a text can show; what is found in other files is shown by files, elsewhere."""
FIRES = [
    pytest.param(rule, text, id=f"{rule.code}-{number}") for rule in SITE for number, text in enumerate(rule.fires)
]
PASSES = [
    pytest.param(rule, text, id=f"{rule.code}-{number}") for rule in SITE for number, text in enumerate(rule.passes)
]


def files(example: str) -> dict[str, str]:
    """The files of an example by their paths in notices/, with something small for every file that they attach."""
    parts = _FILE.split(example)
    found = dict(zip(parts[1::2], parts[2::2], strict=True)) if len(parts) > 1 else {"例.md": example}
    named = re.findall(r"[\w/]+\.docx", example)
    return {**found, **{name.removesuffix(".docx") + ".txt": "内容\n" for name in named}}


def found(root: Path, example: str) -> list[Diagnostic]:
    texts = {name: text.replace(".docx", ".txt") for name, text in files(example).items()}
    write(root / "notices", {**texts, **dict.fromkeys(set(re.findall(r"[\w/]+\.png", example)), png())})
    return list(inspect(bare(root), NOW, keep_going=True).report)


@pytest.mark.parametrize(("rule", "example"), FIRES)
def test_what_a_rule_names_as_wrong_is_found_with_its_words(tmp_path: Path, rule: SiteRule, example: str) -> None:
    hits = [item for item in found(tmp_path, example) if item.code == rule.code]
    assert hits
    assert all(item.words and item.words in item.message for item in hits)
    assert all(item.position.line for item in hits if item.position.file.endswith(".md"))


@pytest.mark.parametrize(("rule", "example"), PASSES)
def test_what_a_rule_names_as_right_is_left_alone(tmp_path: Path, rule: SiteRule, example: str) -> None:
    assert rule.code not in [item.code for item in found(tmp_path, example)]


@every("rule", SITE)
def test_a_rule_says_why_and_shows_what_it_means(rule: SiteRule) -> None:
    assert rule.about.endswith("。")
    assert rule.source
    assert not rule.fires or len(rule.passes) >= 2
    assert rule.code in MESSAGES


def test_no_code_belongs_to_two_rules() -> None:
    assert len(CODES) == len(TEXT) + len(OF_SITES) + len(SITE) + len(ONLINE)


def test_every_rule_belongs_to_one_family() -> None:
    belonging = sorted(code for family in FAMILIES for code in family.codes)
    assert belonging == sorted(CODES)


@pytest.mark.parametrize("rule", WITH_EXAMPLES)
def test_a_waiver_of_its_words_silences_a_finding(tmp_path: Path, rule: SiteRule) -> None:
    hits = [item for item in found(tmp_path, rule.fires[0]) if item.code == rule.code]
    answers = "".join(
        f"- rule: {rule.code}\n  words: '{item.words}'\n  who: 办公室\n  why: 已核对\n  until: 2030-12-31\n"
        for item in hits
    )
    write(tmp_path / "notices", {"waivers.yml": answers})
    assert rule.code not in [item.code for item in inspect(bare(tmp_path), NOW, keep_going=True).report]
