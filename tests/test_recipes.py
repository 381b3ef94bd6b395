"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the engine: each does what it says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import paper
import pytest
from commands import run
from sites import REPO, new_site, notice
from trees import Tree, line

_FENCE = re.compile(r"^```python\n(# hooks/.*?)^```$", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"^# (hooks/[\w./]+)(?:, after ([^\n]+))?\n(.*?)(?=^# hooks/|\Z)", re.MULTILINE | re.DOTALL)
OPEN_DAY = notice(
    "开放日活动通知", "2026-03-08",
    id="open-day", pinned_until="2026-03-31", event_from="2026-03-20 14:00", seats="30 人",
)  # fmt: skip


class Scratch(NamedTuple):
    """A copy of the engine with every recipe in it, and what it has built."""

    engine: Path
    built: CompletedProcess[str]
    tree: Tree


def follow(recipe: str, root: Path) -> None:
    """Write the new modules of `recipe` below `root`, and its lines after each line that begins as it says."""
    for name, after, code in _PART.findall(recipe):
        file = root / name
        assert file.exists() == bool(after), name
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if after else [""]
        new = [row + code if row.lstrip().startswith(after) else row for row in lines]
        assert new != lines, f"{name}: no line begins with {after}"
        file.write_text("".join(new), encoding="utf-8")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    root = tmp_path_factory.mktemp("recipes")
    shutil.copytree(REPO / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    recipes = _FENCE.findall((REPO / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(recipes) == 4
    for recipe in recipes:
        follow(recipe, root)
    site, engine = new_site(root / "site", {"2026/open-day.md": OPEN_DAY}), root / "hooks"
    words = ("build", "--out", str(root / "out"), "--now", "2026-03-10T09:00")
    built = run("xuanlan", *words, cwd=site, PYTHONPATH=str(engine))
    assert built.returncode == 0, built.stdout + built.stderr
    return Scratch(engine, built, Tree(root / "out"))


def row(scratch: Scratch) -> dict[str, str]:
    (found,) = json.loads(scratch.tree.text("api/notices.json"))["notices"]
    assert isinstance(found, dict)
    return found


def test_a_new_field_is_on_the_page_under_its_name(scratch: Scratch) -> None:
    facts = scratch.tree.main(row(scratch)["path"] + "index.html").css(".xl-facts > div")
    assert "名额30 人" in [line(fact) for fact in facts]


def test_a_new_field_is_on_the_sheet_of_paper(scratch: Scratch) -> None:
    (sheet,) = scratch.tree.folder.rglob("*.pdf")
    assert "名额：30人。" in re.sub(r"\s", "", paper.text(sheet.read_bytes()))


def test_a_new_field_is_on_screens(scratch: Scratch) -> None:
    call = scratch.tree.text("kiosk/default/show.js").strip()
    show = json.loads(json.loads(call.removeprefix("xlPart(").rstrip(");")))
    assert ["名额", "30 人"] in show["items"]["notice:open-day"]["rows"]


def test_a_new_field_is_given_to_programs(scratch: Scratch) -> None:
    assert row(scratch)["seats"] == "30 人"


def test_a_new_rule_speaks_at_its_place(scratch: Scratch) -> None:
    said = scratch.built.stdout + scratch.built.stderr
    assert "open-day.md:7:13: 提醒 写了活动时间，没有写地点 [event-nowhere]" in said
    assert "请补写“地点”。" in said


def test_a_new_medium_has_its_file(scratch: Scratch) -> None:
    assert scratch.tree.text("titles.txt") == f"{row(scratch)['path']}index.html 开放日活动通知\n"


def test_what_is_new_stands_on_the_pages_of_reference(scratch: Scratch, tmp_path: Path) -> None:
    done = run("xuanlan.reference", str(tmp_path), cwd=tmp_path, PYTHONPATH=str(scratch.engine))
    assert done.returncode == 0, done.stderr
    assert "名额" in (tmp_path / "fields.md").read_text(encoding="utf-8")
    assert "event-nowhere" in (tmp_path / "codes.md").read_text(encoding="utf-8")
