"""Field types and validation: what may be written in each, and where a mistake is found."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from xuanlan.diagnostics.report import Report
from xuanlan.models.kinds import shipped_kinds
from xuanlan.models.notice import Notice, models, read_notice
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import (
    Day,
    Flag,
    FromMoment,
    Ident,
    LongText,
    Number,
    RelPath,
    Text,
    TextList,
    UntilMoment,
    Url,
    is_ident,
)
from xuanlan.reading.keys import aliases, nearest
from xuanlan.reading.source import split_source
from xuanlan.reading.validation import validate
from xuanlan.text.dates import SHANGHAI

TYPES: dict[str, Any] = {
    "text": Text, "long text": LongText, "flag": Flag, "number": Number, "day": Day, "from": FromMoment,
    "until": UntilMoment, "list": TextList, "id": Ident, "path": RelPath, "url": Url,
}  # fmt: skip
LEAVES = st.one_of(st.none(), st.text(max_size=20))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def code(kind: Any, value: Any) -> str:
    """The code of the refusal of `value`."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return str(caught.value.errors()[0]["type"])


@settings(max_examples=400)
@given(value=VALUES, kind=st.sampled_from(sorted(TYPES)))
def test_no_value_raises_anything_but_a_refusal(value: Any, kind: str) -> None:
    with suppress(ValidationError):
        read(TYPES[kind], value)


@settings(max_examples=200)
@given(
    day=st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    way=st.sampled_from(
        [
            "{0}-{1}-{2}",
            "{0}年{1}月{2}日",
            "{0}/{1:02}/{2:02}",
            "{0}. {1}. {2}",
            "{0} 年 {1} 月 {2} 号",
            "{0}－{1}－{2}",
        ]
    ),
)
def test_every_day_is_read_in_every_way_it_is_written(day: date, way: str) -> None:
    written = way.format(day.year, day.month, day.day)
    assert read(Day, written) == day
    assert read(FromMoment, written) == datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
    assert (read(UntilMoment, written) - read(FromMoment, written)).total_seconds() == 86400


CHINESE = "〇一二三四五六七八九"


def in_hanzi(number: int) -> str:
    """A number below 60 as dates are written: 十, 二十五."""
    tens, ones = divmod(number, 10)
    return (CHINESE[tens] if tens > 1 else "") + ("十" if tens else "") + (CHINESE[ones] if ones or not tens else "")


@settings(max_examples=200)
@given(moment=st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)), zero=st.sampled_from("〇○零"))
def test_a_moment_in_hanzi_with_its_weekday_is_read(moment: datetime, zero: str) -> None:
    year = "".join(CHINESE[int(digit)] for digit in str(moment.year)).replace("〇", zero)
    weekday = "一二三四五六日"[moment.weekday()]
    written = f"{year}年{in_hanzi(moment.month)}月{in_hanzi(moment.day)}日（星期{weekday}）"
    assert read(Day, written) == moment.date()
    clock = f"{written}{in_hanzi(moment.hour)}时{in_hanzi(moment.minute)}分"
    assert read(FromMoment, clock) == moment.replace(second=0, microsecond=0, tzinfo=SHANGHAI)


@every(
    ("clock", "hours"),
    [
        ("17时", 17), ("17时30分", 17.5), ("17 时 30 分", 17.5), ("17点半", 17.5), ("17点一刻", 17.25), ("17时整", 17),
        ("下午5点", 17), ("下午5:30", 17.5), ("晚7点", 19), ("晚上12点", 24), ("中午12点", 12), ("中午1点", 13),
        ("凌晨12点", 0), ("上午9：00", 9), ("十七时三十分", 17.5), ("24:00", 24), ("24时", 24), ("０９:００", 9),
        ("周日 9:00", 9), ("（星期日）下午3时", 15), ("下午15:00", 15),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(clock: str, hours: float) -> None:
    expected = datetime(2026, 3, 8, tzinfo=SHANGHAI) + timedelta(hours=hours)
    assert read(FromMoment, f"2026-03-08 {clock}") == read(UntilMoment, f"2026年3月8日{clock}") == expected


@pytest.mark.parametrize(
    "written", ["2026-03-08 09:30", "2026-03-08T09:30", "2026年3月8日9:30", "2026-03-08 09：30", "2026-3-8 9:30:00"]
)
def test_a_moment_with_a_time_is_that_moment_in_shanghai(written: str) -> None:
    expected = datetime(2026, 3, 8, 9, 30, tzinfo=SHANGHAI)
    assert read(FromMoment, written) == read(UntilMoment, written) == expected


@every(
    ("kind", "value", "found"),
    [
        (Text, "一行\n两行", "一行 两行"),
        (LongText, " 一行\n两行\n", "一行\n两行"),
        (Flag, "是", True),
        (Flag, "YES", True),
        (Flag, "否", False),
        (Number, " 12 ", 12),
        (TextList, "甲、乙，丙; 丁、甲", ("甲", "乙", "丙", "丁")),
        (TextList, ["甲", " 乙 "], ("甲", "乙")),
        (Ident, "2026-017", "2026-017"),
        (RelPath, " 附件/表.docx ", "附件/表.docx"),
        (Url, "https://www.example.cn/?a=b", "https://www.example.cn/?a=b"),
    ],
)
def test_a_value_is_read_as_it_is_meant(kind: Any, value: Any, found: Any) -> None:
    assert read(kind, value) == found


@every(
    ("kind", "value", "refusal"),
    [
        (Text, ["甲"], "field-type"),
        (Flag, "也许", "field-type"),
        (Number, "1e3", "field-type"),
        (Number, "-1", "field-type"),
        (TextList, {"甲": "乙"}, "field-type"),
        (TextList, [["甲"]], "field-type"),
        (Day, "2023-02-29", "date-invalid"),
        (UntilMoment, "9999-12-31", "date-invalid"),
        (FromMoment, "1899-12-31", "date-invalid"),
        (FromMoment, "2026-03-08 24:01", "date-invalid"),
        (FromMoment, "2026-03-08 9:75", "date-invalid"),
        (FromMoment, "2026-03-08 上午13点", "date-invalid"),
        (FromMoment, "2026-03-08 上午", "date-invalid"),
        (FromMoment, "2026-03-08 9:00-17:00", "date-invalid"),
        (Day, "2026-03-08至12日", "date-invalid"),
        (Day, "2026-03-08（周一）", "date-weekday"),
        (Ident, "../x", "id-invalid"),
        (Ident, "aux", "id-invalid"),
        (Ident, "编号", "id-invalid"),
        (Ident, "a" * 61, "id-invalid"),
        (RelPath, "C:\\a.doc", "path-invalid"),
        (RelPath, "/etc/passwd", "path-invalid"),
        (RelPath, "a\\b", "path-invalid"),
        (RelPath, "https://example.com/a", "path-invalid"),
        (Url, "javascript:alert(1)", "url-invalid"),
        (Url, "https://a b", "url-invalid"),
        (Url, 'https://x" onclick="a', "url-invalid"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_code(kind: Any, value: Any, refusal: str) -> None:
    assert code(kind, value) == refusal


@settings(max_examples=200)
@given(text=st.text(max_size=70))
def test_an_id_can_always_be_stored_and_linked(text: str) -> None:
    if is_ident(text):
        assert text.isascii()
        assert text.replace("-", "").isalnum()
        assert len(text) <= 60


def test_every_field_has_an_english_and_a_chinese_name_of_its_own() -> None:
    names = aliases(Notice)
    assert names["title"] == names["标题"] == "title"
    assert names["称呼"] == names["主送"] == "to"
    assert set(names.values()) == set(Notice.model_fields)


def test_the_nearest_word_is_offered_and_nothing_far_off() -> None:
    assert nearest("titel", ["title", "unit"]) == "是不是“title”？"
    assert nearest("完全不同", ["title", "unit"]) == ""


def problems(front: str) -> list[str]:
    report = Report()
    source = split_source(f"---\n{front}\n---\n正文。\n", "a.md", report)
    kinds = {kind.name: kind for kind in shipped_kinds().kinds}
    if source:
        read_notice(source, models(kinds), kinds, report)
    return [f"{item.code} {item.position.line}:{item.position.column}" for item in report.errors]


GOOD = "title: 甲\nkind: 通知\ndate: 2026-01-06\n"


@every(
    ("front", "found"),
    [
        (GOOD, []),
        ("标题: 甲\n文种: 通知\n成文日期: 2026-01-06", []),
        ("kind: 通知", ["field-missing 2:1", "field-missing 2:1"]),
        (GOOD + "contact: {name: 甲, email: [a]}", ["field-type 5:27"]),
        (GOOD + "attachments:\n  - file: a.pdf\n  - {file: /b.pdf}", ["path-invalid 7:12"]),
        (GOOD + "attachments:\n  - a.pdf\n  - title: 乙", ["field-missing 7:5"]),
        (GOOD + "attachments: [[a]]", ["field-type 5:15"]),
        (GOOD + "附件: 名单.xlsx\nattachments: b.pdf", ["field-twice 6:1"]),
        (GOOD + "publish_at: 2026-03-01\nexpires: 2026-02-01", ["date-order 6:10"]),
        (GOOD + "event_from: 2026-03-01 10:00\nevent_until: 2026-03-01 09:00", ["date-order 6:14"]),
        (GOOD + "event_from: 2026-03-01 10:00\nevent_until: 2026年3月1日10时", ["date-same 6:14"]),
        (GOOD + "event_from: 2026-03-02\nevent_until: 2026-03-01", ["date-order 6:14"]),
        (GOOD + "publish_at: 2026-03-01 24:00\nexpires: 2026-03-01", ["date-same 6:10"]),
        (GOOD + "open_from: 2026-03-01\nopen_until: 2026-03-01（周日）", []),
        ("title: 甲\nkind: 通加\ndate: 昨天", ["choice-invalid 3:7", "date-invalid 4:7"]),
        ("title: 甲\nkind: [通知]\ndate: 2026-01-06", ["field-type 3:7"]),
    ],
)
def test_each_mistake_of_a_notice_is_found_at_its_place(front: str, found: list[str]) -> None:
    assert problems(front) == found


@settings(max_examples=300)
@given(front=st.dictionaries(st.sampled_from(sorted(aliases(Notice))), VALUES, max_size=6))
def test_no_front_matter_raises_and_a_refusal_always_has_a_reason(front: dict[str, Any]) -> None:
    marked = yaml_marks.Marked(value=front)
    report = Report()
    result = validate(Notice, marked, report)
    assert (result is None) == bool(report.errors)
