"""`xuanlan new`: for any title there is a file that the checks accept and that says that title, or there is no file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import NOW, bare, notice

from xuanlan.build.build import inspect
from xuanlan.cli.create import create_notice
from xuanlan.diagnostics.report import CallError
from xuanlan.library.attachments import name_problem, unstorable
from xuanlan.library.load import SiteFacts

TITLES = (
    "关于寒假值班的通知", "CON", "nul", "Aux", "com1.txt", "LPT¹", "/", "\\", "..", "../../x", "a/b", "a\\b", "甲\n乙",
    "题" * 300, "𠮷" * 200, "——！", "……", "😀", "-rf", "--help", ".hidden", "~$通知", "_", "a: b", "甲: 乙", "a #b",
    "@x", "- x", "? x", "'q'", '"q"', "“引”", 'a"b', "null", "~", "no", "010", "12:30", "2026-01-01", "1e3", "{a}",
    "[a]", "[a", "&a", "*a", "!a", "%a", "`a`", "|", ">", "a\tb", "　甲　", "---", "...", "<<", "=", "e\u0301",
    "甲\u3000乙", "通知 .", "通知。", "<b>甲</b>", "1. 甲", "# 甲", "README", "index",
)  # fmt: skip
REFUSED = ("", " ", "\n", "甲\udcff", "\ud800", "甲\u202e乙", "甲\u200b乙", "\ufeff甲", "甲\x00", "甲\x1b[31m", "甲\ufffd",
           "锟斤拷", "x" * 2000)  # fmt: skip


def site(root: Path) -> SiteFacts:
    return bare(root)


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


def made(root: Path, title: str, kind: str = "通知") -> str:
    """The file of a new notice, after all that must be so of it is found to be."""
    path = create_notice(site(root), kind, title, NOW)
    library, report = inspect(site(root), NOW)
    about = [item for item in report if item.position.file == path]
    harmless = ("field-expected", "rules-no-items", "title-twice")
    assert [str(item) for item in about if item.code not in harmless] == []
    (entry,) = [entry for entry in library.entries if entry.path == path]
    assert entry.notice.title == " ".join(title.split())
    assert entry.notice.kind == kind
    name = path.rpartition("/")[2]
    assert len(name.encode()) <= 255
    assert path.count("/") == 2
    assert name[0] not in "-.~$_ "
    assert name_problem(name) == unstorable(name) == ""
    return path


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_can_be_written_gives_a_file_that_says_it(tmp_path: Path, title: str) -> None:
    made(tmp_path, title)


@pytest.mark.parametrize("title", REFUSED)
def test_a_title_that_cannot_be_written_is_refused_and_leaves_nothing_behind(tmp_path: Path, title: str) -> None:
    with pytest.raises(CallError, match="标题"):
        create_notice(site(tmp_path), "通知", title, NOW)
    assert files(tmp_path) == []


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=80) | st.text("aA0:#-'\"[]{}&*!%@`,?|>~=.\\/ 通知", min_size=1, max_size=20))
def test_any_title_gives_a_sound_file_or_none(title: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        try:
            made(root, title)
        except CallError:
            assert files(root) == []


@pytest.mark.parametrize("kind", ["通知", "公示", "规定", "公开信"])
def test_every_kind_gives_a_sound_file(tmp_path: Path, kind: str) -> None:
    made(tmp_path, "关于开放日: 安排", kind)


def test_titles_that_begin_alike_get_files_of_their_own(tmp_path: Path) -> None:
    first, second = made(tmp_path, "通知" * 100 + "甲"), made(tmp_path, "通知" * 100 + "乙")
    assert first != second


@pytest.mark.parametrize(("there", "title"), [("ABC", "abc"), ("停水", "停水"), ("\u00e9", "e\u0301")])
def test_a_file_that_some_disk_would_take_for_another_is_not_made(tmp_path: Path, there: str, title: str) -> None:
    folder = tmp_path / "notices/2026"
    folder.mkdir(parents=True)
    (folder / f"{there}.md").write_text(notice(title=title, id="a"), encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(CallError, match="已经存在"):
        create_notice(site(tmp_path), "通知", title, NOW)
    assert files(tmp_path) == before
