"""The days of the year: the lunar table, the forms of a date, what ships, what a site adds, what cannot be read."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from cases import every
from lunar_python import LunarYear, Solar
from sites import lines, write

from xuanlan.diagnostics.report import Report
from xuanlan.models import day_rules, days, holidays, lunar
from xuanlan.models.days import PATH, Days, load, shipped_days
from xuanlan.models.gate import PROFILES
from xuanlan.models.kinds import shipped_kinds

THIS_YEAR = date(2026, 1, 1), date(2026, 12, 31)


def registered(root: Path, text: str = "") -> tuple[Days, list[str]]:
    report = Report()
    if text:
        write(root, {PATH: text})
    return load(root, report), lines(report)


def falls(found: Days, name: str, year: int, profile: str | None = None) -> list[tuple[str, str]]:
    every_day = found.between(date(year, 1, 1), date(year, 12, 31), profile)
    return [(f"{one.first}", f"{one.last}") for one in every_day if one.day.name == name]


def test_every_lunar_day_and_solar_term_of_the_table_is_as_another_program_computes_it() -> None:
    assert lunar.known() == range(2010, 2041)
    for year in lunar.known():
        days_of = [(one.getMonth(), _date(Solar.fromJulianDay(one.getFirstJulianDay())), one.getDayCount())
                   for one in LunarYear.fromYear(year).getMonths() if one.getYear() == year]  # fmt: skip
        for month, first, length in days_of:
            for number in range(1, length + 1):
                day = first + timedelta(days=number - 1)
                if month > 0 and day.year in lunar.known():
                    assert day in lunar.days(day.year, month, number), day
                    assert (day in lunar.days(day.year, month, 0)) == (number == length), day
        table = Solar.fromYmd(year, 7, 1).getLunar().getJieQiTable()
        theirs = {name: _date(moment) for name, moment in table.items() if moment.getYear() == year}
        ours = {name: lunar.term(year, name) for name in lunar.TERMS}
        assert sorted(filter(None, ours.values())) == sorted(theirs.values())
        assert {name: day for name, day in theirs.items() if name in ours}.items() <= ours.items()


def _date(solar: Solar) -> date:
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def test_festivals_by_moon_and_sun_are_days_off_in_every_year_that_was_laid_down() -> None:
    known, off = Days(shipped_days()), holidays.load(Path("/nowhere"), Report())
    for year in sorted(off.settled):
        for name in ("春节", "清明节", "端午节", "中秋节", "除夕" if year >= 2025 else "春节"):
            ((first, _),) = falls(known, name, year)
            assert date.fromisoformat(first) in off.years[year][0], (name, year)


@every(("words", "spans"), [
    ("12月4日", [("2026-12-04", "2026-12-04")]), (" 12 月 4 日 ", [("2026-12-04", "2026-12-04")]),
    ("12月1日至12月7日", [("2026-12-01", "2026-12-07")]), ("12月1日至7日", [("2026-12-01", "2026-12-07")]),
    ("12月25日至1月3日", [("2026-12-25", "2027-01-03")]), ("2月", [("2026-02-01", "2026-02-28")]),
    ("2月29日", []), ("农历正月初一", [("2026-02-17", "2026-02-17")]), ("农历除夕", [("2026-02-16", "2026-02-16")]),
    ("农历腊月初八", [("2026-01-26", "2026-01-26")]), ("农历九月初九", [("2026-10-18", "2026-10-18")]),
    ("农历二月三十", []), ("农历三月廿九", [("2026-05-15", "2026-05-15")]), ("清明", [("2026-04-05", "2026-04-05")]),
    ("冬至", [("2026-12-22", "2026-12-22")]), ("5月第三个星期日", [("2026-05-17", "2026-05-17")]),
    ("3月最后一个星期一", [("2026-03-30", "2026-03-30")]), ("2月第五个星期日", []),
    ("9月第三周", [("2026-09-21", "2026-09-27")]), ("5月15日所在周", [("2026-05-11", "2026-05-17")]),
])  # fmt: skip
def test_a_day_is_written_in_the_usual_forms(words: str, spans: list[tuple[str, str]]) -> None:
    assert [(f"{first}", f"{last}") for first, last in day_rules.read(words)(2026)] == spans


@every(
    "words",
    ["", "明天", "13月1日", "2月30日", "12月4", "农历十三月初一", "农历八月卅五", "农历八月", "9月第六周", "夏天"],
)
def test_what_is_no_day_is_told_at_its_place(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_rules.read(words)


def test_every_shipped_day_falls_once_in_every_year_and_says_what_laid_it_down() -> None:
    known, kinds = Days(shipped_days()), {kind.name for kind in shipped_kinds().kinds}
    names = [day.name for day in shipped_days()]
    assert len(set(names)) == len(names)
    for day in shipped_days():
        assert day.basis
        assert day.slogans
        assert {kind for kind, _ in day.texts} <= kinds
        for year in range(2024, 2041):
            assert len(falls(known, day.name, year)) == 1, (day.name, year)


def test_a_unit_sees_the_days_of_its_own_kind() -> None:
    known = Days(shipped_days())
    assert all(set(day.profiles) <= set(PROFILES.values()) for day in shipped_days())
    assert falls(known, "国际护士节", 2026, "hospital")
    assert not falls(known, "国际护士节", 2026, "school")
    assert falls(known, "国际护士节", 2026)


def test_a_site_adds_its_days_corrects_one_year_and_leaves_others_out(tmp_path: Path) -> None:
    found, told = registered(
        tmp_path,
        "- {名称: 校庆日, 日期: 10月18日}\n- {名称: 全国推广普通话宣传周, 年: 2026, 日期: 9月14日至9月20日}\n"
        "- {名称: 七夕节, 不用: 是}\n- {name: 校园开放日, year: 2026, when: 5月第一个星期六}\n",
    )
    assert told == []
    assert falls(found, "校庆日", 2026) == [("2026-10-18", "2026-10-18")]
    assert falls(found, "全国推广普通话宣传周", 2026) == [("2026-09-14", "2026-09-20")]
    assert falls(found, "全国推广普通话宣传周", 2027) == [("2027-09-20", "2027-09-26")]
    assert falls(found, "七夕节", 2026) == []
    assert [falls(found, "校园开放日", year) for year in (2025, 2026)] == [[], [("2026-05-02", "2026-05-02")]]
    one = next(one for one in found.between(*THIS_YEAR) if one.day.name == "全国推广普通话宣传周")
    assert one.day.basis == "《中华人民共和国国家通用语言文字法》（2025年修订）"
    assert one.words == "9月14日至20日"


@every(("row", "code", "column"), [
    ("{名称: 校庆日, 日期: 明天}", "day-unclear", 17), ("{名称: 校庆日}", "field-missing", 3),
    ("{名称: 腊八, 不用: 是}", "day-unknown", 3), ("{日期: 5月1日}", "field-missing", 3),
    ("{名称: 校庆日, 日期: 5月1日, 类别: 大事}", "choice-invalid", 27),
    ("{名称: 校庆日, 日期: 5月1日, 用于: 公司}", "choice-invalid", 27),
    ("{名称: 校庆日, 日期: 5月1日}\n- {名称: 校庆日, 日期: 6月1日}", "day-twice", 3),
])  # fmt: skip
def test_mistakes_in_the_register_are_told_where_they_stand(tmp_path: Path, row: str, code: str, column: int) -> None:
    report = Report()
    write(tmp_path, {PATH: f"- {row}\n"})
    load(tmp_path, report)
    assert [(item.code, item.position.column) for item in report] == [(code, column)]


def test_a_day_offers_texts_with_titles() -> None:
    day = next(day for day in shipped_days() if day.name == "清明节")
    assert day.texts[0] == ("倡议书", "文明祭扫倡议书")
    assert days.Day(name="校庆日", when="10月18日", material=("通知", "公告: 停课公告")).texts == [
        ("通知", "关于开展校庆日活动的通知"), ("公告", "停课公告")]  # fmt: skip
