"""What readers may not see, or see no more, is in no file of a dossier: not in its texts, tables or book."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from commands import call
from dossiers import make, publish, site, tree
from sites import REPO, notice

from xuanlan.dossier import paper
from xuanlan.dossier.contents import Dossier
from xuanlan.library.render import Library

SECRET = "申小密"
PLAN = """title: 计划
since: 2026-01-05
plan: plan
tasks:
  - {id: 1, text: 评优, indicator: 一 评优, notices: [list]}
"""
PLAIN = {"id": "list", "kind": "公示", "open_from": "2026-01-10", "open_until": "2026-01-20", "to": f"{SECRET}同志"}
BODY = f"获评的有：\n\n| 姓名 |\n|--|\n| {SECRET} |\n\n![{SECRET}在领奖](图.png)\n"


def told(library: Library, dossier: Dossier) -> bytes:
    """All that the book would print, in place of it."""
    return repr([sheet.data for sheet in paper._sheets(library, dossier)]).encode()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has published a list of names, with a file and a picture."""
    text = notice("关于评优名单的公示", "2026-01-10", BODY, **PLAIN, summary=f"{SECRET}获评", attachments="名单.csv")
    plan = notice("关于评优的方案", "2026-01-05", "评优。\n", id="plan")
    root = site(tmp_path_factory.mktemp("site"), PLAN, {"list.md": text, "plan.md": plan})
    (root / "notices/名单.csv").write_text(f"姓名\n{SECRET}\n", encoding="utf-8")
    (root / "notices/图.png").write_bytes((REPO / "notices/图片/校园平面示意图.png").read_bytes())
    publish(root, root / "public", "2026-01-12T09:00")
    return root


def with_field(published: Path, root: Path, name: str, field: str) -> Path:
    """A copy of the site in which the notice `name` has one more `field`; what is a draft was never published."""
    shutil.copytree(published, root, symlinks=True)
    file = root / f"notices/{name}.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"id: {name}\n", f"id: {name}\n{field}\n"), encoding="utf-8")
    if field.startswith(("draft", "public")):
        (root / "notices/ledger.yml").unlink()
        (root / "notices/publications.yml").unlink()
    return root


WITHIN, AFTER = "2026-01-15T09:00", "2026-02-01T09:00"
GOES = "list_until_closed: true"


@pytest.mark.parametrize(
    ("field", "now", "more", "shown"),
    [
        pytest.param(GOES, WITHIN, (), True, id="a list within its period"),
        pytest.param(GOES, AFTER, (), False, id="a list after its period"),
        pytest.param(GOES, AFTER, ("--at", WITHIN), False, id="a list after its period, for a day within it"),
        pytest.param("withdrawn: 有误。", WITHIN, (), False, id="a withdrawn text"),
        pytest.param("draft: true", WITHIN, (), False, id="a draft"),
        pytest.param("public: false", WITHIN, (), False, id="a text for staff"),
    ],
)
def test_no_file_has_what_readers_may_not_see(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, now: str, more: Sequence[str],
    shown: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr("xuanlan.dossier.files.bound", told)
    root = with_field(published, tmp_path / "site", "list", field)
    make(root, tmp_path / "out", *more, "--releases", str(root / "public"), now=now)
    spelled = SECRET, quote(SECRET)
    found = [
        path
        for path, content in tree(tmp_path / "out").items()
        if any(words in path or words.encode() in content for words in spelled)
    ]
    assert bool(found) == shown, found


def test_a_plan_that_readers_may_not_see_is_not_named_as_basis(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xuanlan.dossier.files.bound", told)
    root = with_field(published, tmp_path / "site", "plan", "draft: true")
    make(root, tmp_path / "out", now=WITHIN)
    assert not [path for path, content in tree(tmp_path / "out").items() if "关于评优的方案".encode() in content]


def test_a_dossier_is_made_for_no_day_to_come(published: Path, tmp_path: Path) -> None:
    done = call("dossier", "tidy", str(tmp_path / "out"), "--at", AFTER, "--now", WITHIN, cwd=published)
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert "还没有到" in done.stderr
