"""Terms of tasks, from words to days."""

from __future__ import annotations

from datetime import date, timedelta

from cases import every
from hypothesis import given
from hypothesis import strategies as some

from xuanlan.text.terms import Term, read_term

BEGINS = date(2026, 3, 9)

ONE = {
    "2026年12月31日": "2026-12-31",
    "2026年12月31日前": "2026-12-31",
    "2026.6.30": "2026-06-30",
    "2026-06-30前": "2026-06-30",
    "二〇二六年六月三十日前": "2026-06-30",
    "2026年12月": "2026-12-31",
    "2026年12月底前": "2026-12-31",
    "2027年2月底": "2027-02-28",
    "12月底前完成": "2026-12-31",
    "2月底前": "2027-02-28",
    "6月前": "2026-05-31",
    "5月上旬": "2026-05-10",
    "5 月 18 日": "2026-05-18",
    "5月中旬前": "2026-05-20",
    "2026年第三季度": "2026-09-30",
    "二季度末": "2026-06-30",
    "2026年上半年": "2026-06-30",
    "下半年": "2026-12-31",
    "2026年底前": "2026-12-31",
    "年底前": "2026-12-31",
    "2027年": "2027-12-31",
    "2027年内": "2027-12-31",
    "即日起至10月31日": "2026-10-31",
    "截至2026年8月15日": "2026-08-15",
    "（2026年8月）": "2026-08-31",
}
RANGES = {
    "2026年3月—4月": ("2026-03-01", "2026-04-30"),
    "2026年5月—2027年6月": ("2026-05-01", "2027-06-30"),
    "2026年8月-9月": ("2026-08-01", "2026-09-30"),
    "2026年9月至2026年12月": ("2026-09-01", "2026-12-31"),
    "3月份-4月份": ("2026-03-01", "2026-04-30"),
    "5 月9 日至5 月18 日": ("2026-05-09", "2026-05-18"),
    "6月19日至8月底": ("2026-06-19", "2026-08-31"),
    "2026年3-4月": ("2026-03-01", "2026-04-30"),
    "11月至次年1月": ("2026-11-01", "2027-01-31"),
    "11月—1月": ("2026-11-01", "2027-01-31"),
    "2026年3月9日～20日": ("2026-03-09", "2026-03-20"),
}
EVERY = {
    "每年9月": ((9,), 0),
    "每年9月底前": ((9,), 0),
    "每月": (tuple(range(1, 13)), 0),
    "每月25日前": (tuple(range(1, 13)), 25),
    "每季度末": ((3, 6, 9, 12), 0),
    "每学期": ((1, 7), 0),
    "每学年": ((7,), 0),
    "每年": ((12,), 0),
    "每半年": ((6, 12), 0),
}
ALWAYS = ("长期坚持", "长期", "常年", "持续推进", "常态化开展", "全年", "日常工作", "按节点", "按要求完成")
NOTHING = ("20xx年2月", "2026年13月", "2026年6月31日", "待定", "", "每3月", "第五季度", "__年7月", "6")


@every("words", ONE)
def test_one_point_of_time_is_its_last_day(words: str) -> None:
    assert read_term(words, BEGINS) == Term(None, date.fromisoformat(ONE[words]))


@every("words", RANGES)
def test_a_span_is_its_first_and_last_day(words: str) -> None:
    first, last = map(date.fromisoformat, RANGES[words])
    assert read_term(words, BEGINS) == Term(first, last)


@every("words", EVERY)
def test_what_comes_again_is_due_at_the_ends_of_months(words: str) -> None:
    months, day = EVERY[words]
    assert read_term(words, BEGINS) == Term(monthly=months, day=day)


@every("words", ALWAYS)
def test_what_goes_on_has_no_day(words: str) -> None:
    assert read_term(words, BEGINS) == Term()


@every("words", NOTHING)
def test_words_without_a_day_are_not_guessed(words: str) -> None:
    assert read_term(words, BEGINS) is None


def test_without_a_year_and_without_a_plan_nothing_is_guessed() -> None:
    assert read_term("6月底前") is None
    assert read_term("2026年6月底前") == Term(None, date(2026, 6, 30))


@given(some.dates(date(2020, 1, 1), date(2040, 1, 1)), some.integers(0, 900))
def test_the_days_of_a_term_are_those_that_a_plain_count_finds(since: date, span: int) -> None:
    until = since + timedelta(days=span)
    term = Term(monthly=(2, 9), day=29)
    all_days = (since + timedelta(days=step) for step in range(span + 1))
    wanted = [
        day
        for day in all_days
        if (day.month == 9 and day.day == 29)
        or (day.month == 2 and (day.day == 29 or (day.day == 28 and (day + timedelta(days=1)).month == 3)))
    ]
    assert list(term.days(since, until)) == wanted


def test_a_time_that_is_counted_from_the_day_of_the_notice() -> None:
    def working(first: date, count: int) -> date:
        return date(first.year, 1, count)

    begins = date(2026, 11, 5)
    days = {
        "立行立改": date(2026, 11, 5),
        "立即整改到位": date(2026, 11, 5),
        "7日内": date(2026, 11, 12),
        "收到本通知之日起十日内": date(2026, 11, 15),
        "收到本通知后10日": date(2026, 11, 15),
        "两周内": date(2026, 11, 19),
        "半个月内": date(2026, 11, 20),
        "一个月内完成": date(2026, 12, 5),
        "三个工作日内": date(2026, 1, 3),
    }
    for words, day in days.items():
        assert read_term(words, begins, working) == Term(None, day), words
    for words in ("5日", "24小时内", "尽快", "个月底"):
        assert read_term(words, begins, working) is None, words
    assert read_term("7日内") is None
    assert read_term("3个工作日内", begins) is None


NAMED = {
    "月底前": "2026-11-30", "本月25日前": "2026-11-25", "下月10日前": "2026-12-10", "下个月底": "2026-12-31",
    "今年年底": "2026-12-31", "本年底": "2026-12-31", "明年3月底前": "2027-03-31", "11月30日17:00前": "2026-11-30",
    "11月30日下午5点前": "2026-11-30", "11月25日（周三）前": "2026-11-25", "12月10日前整改到位": "2026-12-10",
}  # fmt: skip


@every("words", NAMED)
def test_a_month_or_year_may_be_named_by_the_day_of_the_notice(words: str) -> None:
    assert read_term(words, date(2026, 11, 5)) == Term(None, date.fromisoformat(NAMED[words]))
