"""The ledger: read, brought up to date, written back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from sites import findings, notice

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import ContentError, MachineError, Report
from xuanlan.library.site import SiteFacts
from xuanlan.models.ledger import Ledger, LedgerEntry, dump, enter, entering, load, mark_printed, parse
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import is_ident
from xuanlan.text.dates import SHANGHAI

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=SHANGHAI)
IDENTS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,20}", fullmatch=True).filter(is_ident)
# What a file may hold: no control characters, nothing unseen (a title comes from a file that was checked for both).
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"])
LINES = st.text(SIGNS, max_size=40).map(lambda text: " ".join(text.split()))
ENTRIES = st.builds(
    LedgerEntry,
    id=IDENTS,
    address=st.none(),
    title=LINES.filter(bool) | st.none(),
    first_published=st.none() | st.just("2026-03-08T09:00:00+08:00"),
    printed=st.booleans(),
    moved_to=st.none() | IDENTS,
    withdrawn=st.none() | st.text(SIGNS, max_size=40).map(str.strip).filter(bool),
)


def read(text: str) -> list[LedgerEntry]:
    report = Report()
    ledger = parse(text, report)
    assert not list(report), [item.message for item in report]
    return list(ledger.entries.values())


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.id, max_size=4))
def test_what_is_written_is_read_back(entries: list[LedgerEntry]) -> None:
    assert read(dump(entries)) == entries


def test_one_entry_stands_on_one_line() -> None:
    text = dump([LedgerEntry(id="a", title="甲\u2028乙"), LedgerEntry(id="b", withdrawn="一\n二")])
    assert len(text.splitlines()) == 3


def test_a_list_and_a_mapping_say_the_same() -> None:
    listed = "- {id: a, title: 甲}\n- {id: b, 标题: 乙, 已印刷: 是}\n"
    mapped = "a:\n  title: 甲\nb:\n  title: 乙\n  printed: 是\n"
    assert (
        read(listed) == read(mapped) == [LedgerEntry(id="a", title="甲"), LedgerEntry(id="b", title="乙", printed=True)]
    )


def test_every_entry_knows_its_line() -> None:
    ledger = parse("a:\n  title: 甲\n\nb:\n  title: 乙\n", Report())
    assert {ident: place.line for ident, place in ledger.positions.items()} == {"a": 1, "b": 4}


def test_a_site_without_a_ledger_has_an_empty_one(tmp_path: Path) -> None:
    assert load(tmp_path, Report()).entries == {}


def test_mistakes_in_the_ledger_are_reported_with_their_lines() -> None:
    report = Report()
    ledger = parse("- {id: a, title: 甲}\n- {id: a, title: 乙}\n- {id: 第三, title: 丙}\n- {id: d, moved: e}\n", report)
    assert list(ledger.entries) == ["a"]
    assert [(item.code, item.position.line) for item in report] == [
        ("ledger-twice", 2),
        ("id-invalid", 3),
        ("field-unknown", 4),
    ]


def test_a_ledger_that_is_one_line_of_text_is_an_error() -> None:
    report = Report()
    assert parse("登记簿\n", report).entries == {}
    assert [item.code for item in report] == ["register-not-list"]


def test_a_bad_entry_of_a_mapping_is_an_error() -> None:
    report = Report()
    assert parse("a: 甲\nb: {title: 乙}\n", report).entries.keys() == {"b"}
    assert [(item.code, item.position.line) for item in report] == [("front-matter-not-mapping", 1)]


def test_a_first_publication_enters_id_address_title_and_time() -> None:
    [entry] = enter([], {"2026-017": "关于寒假值班的通知"}, NOW)
    assert entry == LedgerEntry(
        id="2026-017", address="/n/2026-017/", title="关于寒假值班的通知", first_published="2026-03-01T09:00:00+08:00"
    )


def test_the_time_is_that_of_shanghai_on_every_machine() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-5)))
    assert enter([], {"a": "甲"}, elsewhere) == enter([], {"a": "甲"}, NOW)


def test_a_later_publication_keeps_the_first_time_and_takes_the_new_title() -> None:
    first = enter([], {"a": "甲"}, NOW)
    later = enter(first, {"a": "甲（修订）"}, NOW + timedelta(days=3))
    assert [(entry.title, entry.first_published) for entry in later] == [("甲（修订）", first[0].first_published)]


@given(
    st.lists(ENTRIES, unique_by=lambda entry: entry.id, max_size=4),
    st.dictionaries(IDENTS, LINES.filter(bool), max_size=4),
)
def test_nothing_is_ever_removed_and_entering_twice_changes_nothing(
    entries: list[LedgerEntry], published: dict[str, str]
) -> None:
    once = enter(entries, published, NOW)
    assert {entry.id for entry in once} == {entry.id for entry in entries} | published.keys()
    assert [entry.id for entry in once] == sorted(entry.id for entry in once)
    assert enter(once, published, NOW + timedelta(days=1)) == once
    for old in entries:
        new = next(entry for entry in once if entry.id == old.id)
        assert (new.moved_to, new.withdrawn, new.printed) == (old.moved_to, old.withdrawn, old.printed)


HAND = (
    "",
    "# 甲",
    "  # 乙",
    "- {id: x, 标题: 甲：乙, 已印刷: 是}",
    "- {id: y, title: 甲}  # 乙",
    "- {id: z, withdrawn: '甲'}",
)


@given(
    st.lists(ENTRIES.map(lambda entry: dump([entry]).splitlines()[1]) | st.sampled_from(HAND), max_size=5)
    | st.lists(st.text("- {}id:a,\"'\\\n#&*[]", max_size=20), max_size=4)
)
def test_reading_line_by_line_finds_what_reading_as_one_document_finds(lines: list[str]) -> None:
    text = "\n".join(lines)
    report, alike = Report(), Report()
    ledger = parse(text, report)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xuanlan.models.ledger.by_lines", lambda _: None)
        whole = parse(text, alike)
    assert (ledger.entries, ledger.positions, list(report)) == (whole.entries, whole.positions, list(alike))


def test_what_this_program_has_written_is_read_without_a_look_at_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_marks, "parse", None)
    text = dump([LedgerEntry(id=f"a-{n}", title="关于值班的通知", printed=True, moved_to="b") for n in range(3)])
    assert len(read(text)) == 3


def test_a_ledger_may_be_larger_than_any_other_file(tmp_path: Path) -> None:
    entries = [LedgerEntry(id=f"a-{n}", title="关于做好寒假值班工作的通知" * 9) for n in range(6000)]
    write(tmp_path, dump(entries))
    report = Report()
    assert len(load(tmp_path, report).entries) == 6000
    assert not list(report)
    assert (tmp_path / "notices/ledger.yml").stat().st_size > 2_000_000


def write(root: Path, text: str) -> Path:
    file = root / "notices" / "ledger.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


BY_HAND = "# 我们的登记簿\n\n- {id: b, 标题: 乙, 撤回说明: 内容有误}  # 张贴在一楼\n# 下面这份印过\n- {id: c, title: 丙}\n\n# 完\n"


def test_entering_leaves_what_people_have_written_as_it_is(tmp_path: Path) -> None:
    file = write(tmp_path, BY_HAND)
    with entering(tmp_path, {"a": "甲", "c": "丙（修订）"}, NOW) as number:
        assert number == 1
        assert file.read_text(encoding="utf-8") == BY_HAND
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines == [
        "# 我们的登记簿",
        "",
        '- {id: "a", address: "/n/a/", title: "甲", first_published: "2026-03-01T09:00:00+08:00"}',
        "- {id: b, 标题: 乙, 撤回说明: 内容有误}  # 张贴在一楼",
        "# 下面这份印过",
        '- {id: "c", title: "丙（修订）"}',
        "",
        "# 完",
    ]
    assert [item.name for item in file.parent.iterdir()] == ["ledger.yml"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# 甲\n", ["# 甲", "- ..."]),
        ("", ["# 已发布...", "- ..."]),
        ("# 甲\n\nb:\n  title: 乙\n", ["# 甲", "", "- ...", '- {id: "b", title: "乙"}']),
    ],
)
def test_what_stands_at_the_top_stays_there(tmp_path: Path, text: str, lines: list[str]) -> None:
    file = write(tmp_path, text)
    with entering(tmp_path, {"a": "甲"}, NOW):
        pass
    found = file.read_text(encoding="utf-8").splitlines()
    assert [one.startswith(other.removesuffix("...")) for one, other in zip(found, lines, strict=True)].count(
        False
    ) == 0


def test_nothing_is_entered_when_the_publication_fails(tmp_path: Path) -> None:
    file = write(tmp_path, BY_HAND)
    with pytest.raises(MachineError), entering(tmp_path, {"a": "甲"}, NOW):
        raise MachineError("磁盘满了")
    assert file.read_text(encoding="utf-8") == BY_HAND
    assert [item.name for item in file.parent.iterdir()] == ["ledger.yml"]


def test_what_others_enter_during_a_publication_stays(tmp_path: Path) -> None:
    write(tmp_path, BY_HAND)
    with entering(tmp_path, {"a": "甲"}, NOW):
        mark_printed(tmp_path, ["d"], library(d="丁"), NOW)
    entries = load(tmp_path, Report()).entries
    assert list(entries) == ["a", "b", "c", "d"]
    assert entries["d"].printed


def test_of_many_who_print_at_once_nobody_loses_a_mark(tmp_path: Path) -> None:
    file = write(tmp_path, BY_HAND)
    ids = [f"n{number:03}" for number in range(60)]
    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda ident: mark_printed(tmp_path, [ident], library(**{ident: "某"}), NOW), ids))
    assert [entry.id for entry in load(tmp_path, Report()).entries.values() if entry.printed] == ids
    assert [item.name for item in file.parent.iterdir()] == ["ledger.yml"]


def test_what_a_run_that_was_cut_off_has_left_is_cleared_away(tmp_path: Path) -> None:
    file = write(tmp_path, BY_HAND)
    file.with_name("ledger.yml.123.part").write_text("- {id: half", encoding="utf-8")
    mark_printed(tmp_path, ["a"], library(a="甲"), NOW)
    assert [item.name for item in file.parent.iterdir()] == ["ledger.yml"]


def test_a_ledger_that_says_it_all_is_not_written_again(tmp_path: Path) -> None:
    file = write(tmp_path, BY_HAND)
    before = file.stat()
    with entering(tmp_path, {"c": "丙"}, NOW) as number:
        assert number == 0
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("text", ["- {id: a, tilte: 甲}\n", "- {id: a\n", "登记簿\n", "- {id: a}\n- {id: a}\n"])
def test_a_ledger_with_mistakes_is_never_written_over(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(ContentError), entering(tmp_path, {"b": "乙"}, NOW):
        pytest.fail("nothing is published")
    with pytest.raises(ContentError):
        mark_printed(tmp_path, ["b"], library(b="乙"), NOW)
    assert file.read_text(encoding="utf-8") == text


def library(**titles: str) -> SimpleNamespace:
    return SimpleNamespace(by_id={i: SimpleNamespace(notice=SimpleNamespace(title=t)) for i, t in titles.items()})


def test_a_printed_notice_is_marked_and_one_that_is_not_there_yet_is_entered(tmp_path: Path) -> None:
    write(tmp_path, "- {id: a, title: 甲, moved_to: b, first_published: 很久以前}\n")
    mark_printed(tmp_path, ["a", "b"], library(a="甲", b="乙", c="丙"), NOW)
    report = Report()
    assert list(load(tmp_path, report).entries.values()) == [
        LedgerEntry(id="a", title="甲", moved_to="b", first_published="很久以前", printed=True),
        LedgerEntry(id="b", address="/n/b/", title="乙", first_published="2026-03-01T09:00:00+08:00", printed=True),
    ]
    assert not list(report)


def test_an_id_that_differs_from_a_published_one_only_in_case_is_an_error(tmp_path: Path) -> None:
    files = {"a.md": notice(id="Open-Day"), "ledger.yml": "- {id: open-day, title: 关于开放日的通知}\n"}
    [finding] = findings(tmp_path, files)
    assert (finding.code, finding.position.file, finding.position.line) == ("ledger-case", "notices/a.md", 5)
    assert "open-day" in finding.hint


def test_two_entries_that_differ_only_in_case_are_an_error(tmp_path: Path) -> None:
    files = {"ledger.yml": "- {id: a, withdrawn: 重复}\n- {id: A, withdrawn: 重复}\n"}
    [finding] = findings(tmp_path, files)
    assert (finding.code, finding.position.file, finding.position.line) == ("ledger-case", "notices/ledger.yml", 2)


@every("ident", ["con", "LPT1", "a/b", "a b", "甲", "a.", "-a", "a" * 61])
def test_an_id_that_not_every_disk_can_store_is_an_error(ident: str) -> None:
    report = Report()
    assert parse(f"- {{id: {ident!r}}}\n", report).entries == {}
    assert [item.code for item in report] == ["id-invalid"]


def test_the_ledger_is_read_once_in_a_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = []

    def counted(text: str, report: Report) -> Ledger:
        times.append(text)
        return parse(text, report)

    monkeypatch.setattr("xuanlan.models.ledger.parse", counted)
    write(tmp_path, "- {id: a}\n- {id: a}\n")
    inspected = inspect(SiteFacts(tmp_path, "云山职业技术学院", "https://www.college.example/"), NOW)
    assert [item.code for item in inspected.report] == ["ledger-vanished", "ledger-twice"]
    assert set(inspected.library.ledger.entries) == {"a"}
    assert len(times) == 1


def test_a_notice_that_is_still_there_is_neither_withdrawn_nor_moved_by_the_ledger(tmp_path: Path) -> None:
    def said(entry: str, **fields: str) -> list[str]:
        ledger = f"- {{id: a, title: 甲, {entry}}}\n"
        found = findings(
            tmp_path, {"a.md": notice(id="a", **fields), "b.md": notice(body="乙。\n", id="b"), "ledger.yml": ledger}
        )
        return [f"{item.severity} {item.code} {item.position}" for item in found if item.code != "title-twice"]

    still = ["warning ledger-still-there notices/ledger.yml:1:3"]
    assert said("withdrawn: 发错了") == still
    assert said("moved_to: b") == still
    assert said("withdrawn: 发错了", withdrawn="发错了") == []
