"""The documents say what is so: references are as generated, examples are valid, names exist."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
import pytest
from commands import every_command
from office_files import DOCX, png
from office_texts import cell, row, sheet, xlsx
from sites import bare, write

from xuanlan import reference
from xuanlan.build.build import inspect
from xuanlan.cli.app import xuanlan
from xuanlan.diagnostics.report import Diagnostic
from xuanlan.library.site import SiteFacts
from xuanlan.models.core_values import core_values
from xuanlan.models.hotline_register import NationalRegister
from xuanlan.models.hotlines import Hotline
from xuanlan.models.notice import Notice
from xuanlan.reading.keys import aliases
from xuanlan.reference.fields import schema
from xuanlan.text.dates import SHANGHAI

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "docs" / "manual"
ENGINEERS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BESIDE = {
    "附件/报名表.docx": DOCX,
    "附件/名单.xlsx": xlsx(("名单", "", sheet(row(1, cell("A1", "班级"))))),
    "图片/校园平面示意图.png": png(),
}
"""Files that the examples speak of."""
MADE_LATER = re.compile(
    r"^(site|api|\.venv|build|dist)(/|$)|^[\w.]*(YEAR|NAME|my-|demo)|^notices/((ledger|baseline|approvals|publications)\.yml$|approved/)"
)
"""Paths that only a build, a user or a later step brings into being."""


def example_blocks(language: str) -> list[tuple[str, str]]:
    pages = sorted(MANUAL.glob("*.md"))
    return [
        (f"{page.name}-{number}", match[2])
        for page in pages
        for number, match in enumerate(FENCE.finditer(page.read_text(encoding="utf-8")), 1)
        if match[1] == language
    ]


NOTICES = [block for block in example_blocks("markdown") if block[1].startswith("---\n")]
REGISTERS = example_blocks("yaml")
SHOWN = ("settings.yml", "hotlines.yml", "screens.yml", "calendar.yml", "visits.yml")


def findings(root: Path) -> list[Diagnostic]:
    report = inspect(bare(root), NOW).report
    return [item for item in report if item.code != "id-derived"]


def test_there_are_examples_to_check() -> None:
    assert len(NOTICES) >= 15
    assert len(REGISTERS) >= 4


@pytest.mark.parametrize(("name", "text"), NOTICES, ids=[name for name, _ in NOTICES])
def test_a_notice_in_the_manual_has_nothing_to_complain_about(name: str, text: str, tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    write(folder, BESIDE)
    shutil.copy(ROOT / "notices" / "hotlines.yml", folder)
    (folder / "例.md").write_text(text, encoding="utf-8")
    assert [f"{name}: {item.position} {item.message}" for item in findings(tmp_path)] == []


@pytest.mark.parametrize(("name", "text"), REGISTERS, ids=[name for name, _ in REGISTERS])
def test_a_register_in_the_manual_has_nothing_to_complain_about(name: str, text: str, tmp_path: Path) -> None:
    first = text.split("\n", 1)[0]
    file = tmp_path / first.removeprefix("# ")
    assert file.name in SHOWN, "the first line of a yaml block names its file"
    if file.name == "screens.yml":  # it names notices and pictures, those of the demo site
        shutil.copytree(ROOT / "notices", file.parent)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    found = [item for item in findings(tmp_path) if item.position.file == first.removeprefix("# ")]
    assert [f"{name}: {item.position} {item.message}" for item in found] == []


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_a_reference_page_is_what_the_generator_gives(name: str) -> None:
    again = "run: python -m xuanlan.reference docs/manual"
    assert (MANUAL / name).read_text(encoding="utf-8") == reference.pages()[name], again


def test_the_manual_is_in_the_navigation() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in MANUAL.glob("*.md"):
        assert f"manual/{page.name}\n" in config


def test_the_manual_and_the_pages_it_links_to_are_sound() -> None:
    report = inspect(SiteFacts(ROOT, "云山职业技术学院", "https://board.college.example/", ROOT / "docs"), NOW).report
    wrong = [item for item in report if item.position.file.startswith("docs/")]
    assert [f"{item.position} {item.message}" for item in wrong] == []


def command_words() -> Iterator[str]:
    context = click.Context(xuanlan)
    for name, command in every_command().items():
        inside = command.commands.items() if isinstance(command, click.Group) else ()
        for words, one in ((name, command), *((f"{name} {word}", below) for word, below in inside)):
            yield f"xuanlan {words}"
            for parameter in one.get_params(context):
                yield from (option for option in parameter.opts if option.startswith("--"))
    for parameter in xuanlan.get_params(context):
        yield from parameter.opts


def test_every_command_and_option_is_in_the_manual() -> None:
    text = (MANUAL / "commands.md").read_text(encoding="utf-8")
    assert [word for word in command_words() if word not in text] == []


def test_no_option_in_the_manual_is_made_up() -> None:
    known = set(command_words())
    for page in MANUAL.glob("*.md"):
        prose = re.sub(r":root \{.*?\}", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        prose = re.sub(
            r"\brsync [^`\"]*|^python -m pip .*|`--upgrade`", "", prose, flags=re.MULTILINE
        )  # other programs'
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", prose)) <= known, page.name


def test_every_field_that_the_kinds_page_names_is_a_field() -> None:
    text = (MANUAL / "kinds.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\u4e00-\u9fff]+): [^`]*`", text)
    assert len(named) >= 8
    assert set(named) <= aliases(Notice).keys()


def test_the_manual_lists_every_cancelled_hotline() -> None:
    text = (MANUAL / "hotlines.md").read_text(encoding="utf-8")
    rows = [row for row in NationalRegister.shipped().entries.values() if row.status == "cancelled"]
    assert [row.number for row in rows if f"| {row.number} | {row.name} | {row.replaced_by} |" not in text] == []


def test_the_manual_lists_the_twelve_values_in_order() -> None:
    text = (MANUAL / "values.md").read_text(encoding="utf-8")
    for level in core_values().levels:
        assert f"| {level.title} | {'、'.join(word.word for word in level.words)} |" in text


def test_the_schema_knows_every_spelling_of_every_field() -> None:
    for model in (Notice, Hotline):
        found = schema(model)
        assert found["properties"].keys() == aliases(model).keys()
        assert found["additionalProperties"] is False


def test_the_schema_asks_for_the_required_fields_in_either_language() -> None:
    asked = [[option["required"][0] for option in row["anyOf"]] for row in schema(Notice)["allOf"]]
    assert asked == [["标题", "title"], ["文种", "kind"], ["成文日期", "date"]]


def named_paths(text: str) -> Iterator[str]:
    """Words in code marks that look like paths, and targets of links."""
    prose = FENCE.sub("", text)
    for word in re.findall(r"`([^`\s]+)`", prose):
        if re.fullmatch(r"[\w.*/-]+", word) and (
            "/" in word.strip("/") or re.search(r"\.(md|py|toml|yml|js|css)$", word)
        ):
            yield word
    for target in re.findall(r"\]\(([^)#\s]+)\)", prose):
        if ":" not in target:
            yield target


def exists(path: str) -> bool:
    bases = (ROOT, ROOT / "hooks" / "xuanlan", ROOT / "hooks" / "xuanlan" / "theme", ROOT / "docs" / "manual")
    return any(next(base.glob(path.rstrip("/")), None) for base in bases)


@pytest.mark.parametrize("name", ENGINEERS)
def test_the_files_that_a_document_names_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = [path.lstrip("/") for path in named_paths(text) if not path.startswith("/n/")]
    assert paths
    assert [path for path in paths if not MADE_LATER.match(path) and not exists(path)] == []


@pytest.mark.parametrize("name", ENGINEERS)
def test_the_make_targets_that_a_document_names_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z-]+)`?(?=[`\s,.;:)])", _code(name))) <= targets


def _code(name: str) -> str:
    """What stands in code marks and code blocks."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return (
        "\n".join([*re.findall(r"`([^`\n]+)`", FENCE.sub("", text)), *(match[2] for match in FENCE.finditer(text))])
        + "\n"
    )


def test_the_names_that_the_architecture_page_uses_exist() -> None:
    text = FENCE.sub("", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    words = set(re.findall(r"`([A-Za-z_][\w.]*)`", text))
    engine = {file.relative_to(ROOT / "hooks" / "xuanlan").with_suffix("").as_posix().replace("/", ".")
              for file in (ROOT / "hooks" / "xuanlan").rglob("*.py")}  # fmt: skip
    dotted = [
        word for word in words if word.rpartition(".")[0] in engine and word not in engine and not word.endswith(".py")
    ]
    assert len(dotted) >= 5
    for word in dotted:
        module, _, name = word.rpartition(".")
        assert hasattr(importlib.import_module(f"xuanlan.{module}"), name), word
    classes = [word for word in words if re.fullmatch(r"([A-Z][a-z]+){2,}", word)]
    assert len(classes) >= 4
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "hooks" / "xuanlan").rglob("*.py"))
    assert [word for word in classes if f"class {word}" not in sources] == []
