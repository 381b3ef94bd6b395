"""The ledger: read, brought up to date, written back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from xuanlan.diagnostics import Report
from xuanlan.fields import SHANGHAI, is_ident
from xuanlan.ledger import LedgerEntry, dump, enter, load, parse

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
def test_what_is_written_is_read_back(entries):
    assert read(dump(entries)) == entries


def test_one_entry_stands_on_one_line():
    text = dump([LedgerEntry(id="a", title="甲\u2028乙"), LedgerEntry(id="b", withdrawn="一\n二")])
    assert len(text.splitlines()) == 3


def test_a_list_and_a_mapping_say_the_same():
    listed = "- {id: a, title: 甲}\n- {id: b, 标题: 乙, 已印刷: 是}\n"
    mapped = "a:\n  title: 甲\nb:\n  title: 乙\n  printed: 是\n"
    assert (
        read(listed) == read(mapped) == [LedgerEntry(id="a", title="甲"), LedgerEntry(id="b", title="乙", printed=True)]
    )


def test_every_entry_knows_its_line():
    ledger = parse("a:\n  title: 甲\n\nb:\n  title: 乙\n", Report())
    assert {ident: place.line for ident, place in ledger.positions.items()} == {"a": 1, "b": 4}


def test_a_site_without_a_ledger_has_an_empty_one(tmp_path):
    assert load(tmp_path, Report()).entries == {}


def test_mistakes_in_the_ledger_are_reported_with_their_lines():
    report = Report()
    ledger = parse("- {id: a, title: 甲}\n- {id: a, title: 乙}\n- {id: 第三, title: 丙}\n- {id: d, moved: e}\n", report)
    assert list(ledger.entries) == ["a"]
    assert [(item.code, item.position.line) for item in report] == [
        ("ledger-twice", 2),
        ("id-invalid", 3),
        ("field-unknown", 4),
    ]


def test_a_ledger_that_is_one_line_of_text_is_an_error():
    report = Report()
    assert parse("登记簿\n", report).entries == {}
    assert [item.code for item in report] == ["register-not-list"]


def test_a_bad_entry_of_a_mapping_is_an_error():
    report = Report()
    assert parse("a: 甲\nb: {title: 乙}\n", report).entries.keys() == {"b"}
    assert [(item.code, item.position.line) for item in report] == [("front-matter-not-mapping", 1)]


def test_a_first_publication_enters_id_address_title_and_time():
    [entry] = enter([], {"2026-017": "关于寒假值班的通知"}, NOW)
    assert entry == LedgerEntry(
        id="2026-017", address="/n/2026-017/", title="关于寒假值班的通知", first_published="2026-03-01T09:00:00+08:00"
    )


def test_the_time_is_that_of_shanghai_on_every_machine():
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-5)))
    assert enter([], {"a": "甲"}, elsewhere) == enter([], {"a": "甲"}, NOW)


def test_a_later_publication_keeps_the_first_time_and_takes_the_new_title():
    first = enter([], {"a": "甲"}, NOW)
    later = enter(first, {"a": "甲（修订）"}, NOW + timedelta(days=3))
    assert [(entry.title, entry.first_published) for entry in later] == [("甲（修订）", first[0].first_published)]


@given(
    st.lists(ENTRIES, unique_by=lambda entry: entry.id, max_size=4),
    st.dictionaries(IDENTS, LINES.filter(bool), max_size=4),
)
def test_nothing_is_ever_removed_and_entering_twice_changes_nothing(entries, published):
    once = enter(entries, published, NOW)
    assert {entry.id for entry in once} == {entry.id for entry in entries} | published.keys()
    assert [entry.id for entry in once] == sorted(entry.id for entry in once)
    assert enter(once, published, NOW + timedelta(days=1)) == once
    for old in entries:
        new = next(entry for entry in once if entry.id == old.id)
        assert (new.moved_to, new.withdrawn, new.printed) == (old.moved_to, old.withdrawn, old.printed)
