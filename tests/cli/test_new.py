"""`xuanlan new`: for any title there is a file that the checks accept and that says that title, or there is no file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from commands import call
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import NOW, bare, notice

from xuanlan.build.build import inspect
from xuanlan.checks.rules import CODES
from xuanlan.diagnostics.report import CallError, Report
from xuanlan.library import front_matter
from xuanlan.library.file_names import name_problem, unstorable
from xuanlan.library.front_matter import read_one
from xuanlan.library.new_notice import create_notice
from xuanlan.library.site import SiteFacts
from xuanlan.library.site_settings import SiteSettings
from xuanlan.markup.render import Renderer
from xuanlan.reading import yaml_marks
from xuanlan.runtime.cache import Cache

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
    path = create_notice(root, kind, title, NOW)
    inspected = inspect(site(root), NOW)
    library, report = inspected.library, inspected.report
    about = [item for item in report if item.position.file == path]
    harmless = ("field-expected", "rules-no-items", "title-twice")
    assert [str(item) for item in about if item.code not in CODES.union(harmless)] == []
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
        create_notice(tmp_path, "通知", title, NOW)
    assert files(tmp_path) == []


@settings(max_examples=60)
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
        create_notice(tmp_path, "通知", title, NOW)
    assert files(tmp_path) == before


def numbered(root: Path, *others: bytes) -> str:
    """The id of a new notice beside files that hold `others`."""
    folder = root / "notices/2026"
    folder.mkdir(parents=True)
    for number, content in enumerate(others):
        (folder / f"{number}.md").write_bytes(content)
    path = create_notice(root, "通知", "停水", NOW)
    front = read_one(root, path, SiteSettings.read(root, Report()).kinds, Cache(), Report())
    assert front is not None
    return front.notice.id or ""


@pytest.mark.parametrize(
    "head",
    [
        "id: 2026-017", 'id: "2026-017"', "编号: 2026-017", "'id' : 2026-017  # 第十七号", "{title: 停电, id: 2026-017}",
        "title: 停电\r\nid: 2026-017\r\ndate: 2026-13-01", "title: 停电\nid：2026-017", f"note: {'长' * 5000}\nid: 2026-017",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_the_next_number_follows_every_one_in_use_in_faulty_notices_too(
    tmp_path: Path, head: str, encoding: str
) -> None:
    assert numbered(tmp_path, f"---\n{head}\n---\n正文。\n".encode(encoding)) == "2026-018"


def test_a_number_in_a_text_or_in_another_field_is_not_in_use(tmp_path: Path) -> None:
    other = "---\ntitle: 停电\nid: 2026-003\nreplaces: 2026-002\ndate: 2026-01-05\n---\n\nid: 2026-017\n"
    assert numbered(tmp_path, other.encode()) == "2026-004"


def test_a_number_that_only_the_ledger_or_the_name_of_a_file_says_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices/ledger.yml").write_text('- {id: "2026-021"}\n', encoding="utf-8")
    (tmp_path / "notices/2026-030.md").write_text(notice(title="停电"), encoding="utf-8")
    assert numbered(tmp_path) == "2026-031"


def test_no_notice_is_rendered_or_even_read_as_yaml_to_find_the_next_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("this is not needed for a new notice")

    read: list[str] = []
    parse = yaml_marks.parse

    def noted(text: str, name: str, *more: object, **named: object) -> object:
        read.append(name)
        return parse(text, name, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render", never)
    monkeypatch.setattr(front_matter, "read_all", never)
    monkeypatch.setattr(yaml_marks, "parse", noted)
    folder = tmp_path / "notices/2026"
    folder.mkdir(parents=True)
    for number in range(50):
        (folder / f"{number}.md").write_text(notice(title=f"停水{number}", id=f"2026-{number:03}"), encoding="utf-8")
    path = create_notice(tmp_path, "通知", "停水", NOW)
    assert 'id: "2026-050"' in (tmp_path / path).read_text(encoding="utf-8")
    assert {name for name in read if name.endswith(".md")} == {path}  # the new one, read back


@pytest.mark.parametrize(
    "config", ["site_name: 网站\n", "site_name: [\n", "site_name: !!python/object/apply:os.abort []\n"]
)
def test_whatever_stands_in_the_configuration_a_notice_can_be_begun(tmp_path: Path, config: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = call("new", "通知", "停水", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "notices/2026/停水.md\n"), done.stderr
    assert (tmp_path / "notices/2026/停水.md").is_file()


def test_where_no_site_is_nothing_is_written(tmp_path: Path) -> None:
    done = call("new", "通知", "停水", cwd=tmp_path)
    assert done.returncode == 2
    assert "mkdocs.yml" in done.stderr
    assert files(tmp_path) == []
