"""What is typed in a text reaches its file, and nothing else of it changes."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cases import every
from hostile_texts import TEXTS
from sites import REPO, front

from xuanlan.desk.edits import Edit, RefusedEditError, applied, changes, digest_of, divided
from xuanlan.desk.folder import KEPT, VARIABLE, Folder
from xuanlan.desk.trying import Tried
from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading.edit_values import NotEditableError
from xuanlan.reading.source import Places
from xuanlan.reading.written import Written

DEMO = sorted((REPO / "notices").rglob("*.md"))
FORMS = {
    "LF": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "broken bytes": lambda text: text.encode() + b"\xff\xfe\x80",
}
BASE = "a" * 64


def opened_and_saved(data: bytes) -> bytes:
    """What a file is after its text was opened, given to the browser, and sent back as it was."""
    written = Written(data)
    try:
        _, body = divided(written.text)
    except NotEditableError:
        return applied(data, Edit(BASE, text=written.text))
    return applied(data, Edit(BASE, body=body))


@every("form", FORMS)
def test_every_text_of_the_demo_is_the_same_after_it_was_opened_and_saved(form: str) -> None:
    for file in DEMO:
        data = FORMS[form](file.read_text(encoding="utf-8"))
        assert opened_and_saved(data) == data, file.name


def test_a_thousand_hostile_files_are_the_same_after_they_were_opened_and_saved() -> None:
    chance = random.Random(7)
    bodies = [body for group in TEXTS.values() for body in group]
    for number in range(1000):
        text = front("id: a") + chance.choice(bodies)
        data = chance.choice(list(FORMS.values()))(text)
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(data))
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + chance.randrange(2) :]
        assert opened_and_saved(data) == data, number


def test_one_field_of_a_demo_text_is_changed_in_its_own_lines() -> None:
    chance = random.Random(11)
    tried = 0
    for _ in range(1000):
        data = chance.choice(list(FORMS.values())[:5])(chance.choice(DEMO).read_text(encoding="utf-8"))
        name, value = chance.choice(
            (("title", "关于甲的通知"), ("summary", "一两句话。"), ("tags", ["甲", "乙"]), ("expires", "2027-01-01"))
        )
        before = Written(data).text.split("\n")
        after = Written(applied(data, Edit(BASE, {name: value}))).text.split("\n")
        gone = [line for line in before if line not in after]
        come = [line for line in after if line not in before]
        keys = {
            "title": ("title", "标题"),
            "summary": ("summary", "摘要"),
            "tags": ("tags", "标签"),
            "expires": ("expires", "失效日期", "有效期至"),
        }[name]
        assert all(line.startswith(keys) for line in come), (come, gone)
        assert all(line.startswith((*keys, "  ", "- ")) for line in gone), (come, gone)
        tried += bool(come)
    assert tried > 900


@pytest.mark.parametrize(
    "sent",
    [{}, {"base": 1}, {"base": BASE, "fields": []}, {"base": BASE, "fields": {"nobody": "甲"}}, {"base": BASE, "body": 3},
     {"base": BASE, "fields": {"title": 3}}, {"base": BASE, "fields": {"tags": [["甲"]]}}, {"base": BASE, "body": "甲" * 2_000_001}],
)  # fmt: skip
def test_what_is_no_edit_is_refused(sent: dict[str, object]) -> None:
    with pytest.raises(RefusedEditError):
        Edit.of(sent)


def test_a_body_typed_under_a_front_matter_alone_has_a_blank_line_before_it() -> None:
    assert applied("---\ntitle: 甲\n---\n".encode(), Edit(BASE, body="正文")) == "---\ntitle: 甲\n---\n\n正文".encode()


def test_versions_are_kept_for_ninety_days_and_the_last_one_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "desk"))
    folder, start = Folder(tmp_path), datetime(2026, 3, 1, tzinfo=UTC)
    for day, words in ((0, "甲"), (0, "甲"), (1, "乙"), (2, "丙")):
        folder.keep_version("notices/a.md", words.encode(), start + timedelta(days=day))
    assert [folder.version("notices/a.md", one.name) for one in folder.versions("notices/a.md")] == [
        "丙".encode(),
        "乙".encode(),
        "甲".encode(),
    ]
    assert folder.version("notices/a.md", "../../key") is None
    folder.keep_version("notices/a.md", "丁".encode(), start + KEPT + timedelta(days=1, hours=1))
    assert len(folder.versions("notices/a.md")) == 2
    assert folder.versions("notices/b.md") == []


def test_what_is_typed_is_kept_until_it_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "desk"))
    folder = Folder(tmp_path)
    folder.keep_unsaved("notices/a.md", {"body": "半句"})
    assert folder.unsaved("notices/a.md") == {"body": "半句", "path": "notices/a.md", "account": ""}
    assert folder.all_unsaved() == ["notices/a.md"]
    folder.drop_unsaved("notices/a.md")
    assert (folder.unsaved("notices/a.md"), folder.all_unsaved()) == (None, [])
    assert len(digest_of(b"")) == 64


def test_changes_are_the_lines_that_differ() -> None:
    assert changes("甲\n乙\n丙\n丁", "甲\n己\n丙\n丁\n") == [("-", "乙"), ("+", "己"), (" ", ""), ("+", "")]
    assert changes("--- 甲", "+++ 乙") == [("-", "--- 甲"), ("+", "+++ 乙")]
    assert changes("甲", "甲") == []


def test_a_field_that_is_not_written_and_should_be_is_where_its_finding_stands() -> None:
    report = Report()
    values = {"label": "公示开始", "key": "open_from", "example": "2026-03-08"}
    report.add("field-expected", Position("a.md"), kind="公示", **values)
    report.add("field-missing", Position("a.md"), **values)
    tried = Tried(None, {}, list(report), Places("a.md", {}, {}), 4)
    assert [tried.row(item)["field"] for item in report] == ["open_from", "open_from"]
