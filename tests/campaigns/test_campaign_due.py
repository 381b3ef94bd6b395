"""What is due of a plan, at any clock, against a plain count of days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from cases import every
from playwright.sync_api import Browser
from twin import ZONES, twin_page, vectors

from xuanlan.campaigns.due import due_tasks
from xuanlan.models.campaign import Campaign, Planned
from xuanlan.models.due import LATER, open_days
from xuanlan.reading.yaml_marks import Marked
from xuanlan.text.dates import SHANGHAI
from xuanlan.text.terms import Term, end_of

SINCE, UNTIL = date(2026, 3, 9), date(2028, 6, 30)


def plainly(term: Term, done: list[date], today: date) -> list[date]:
    """The same, day by day: every day on which the term ends is one piece of work, done since the last such day."""
    ends, day = [], SINCE
    while day <= max(UNTIL, term.last or UNTIL):
        if day == term.last or any(
            day == end_of(day.year, month, term.day) for month in term.monthly if month == day.month
        ):
            ends.append(day)
        day += timedelta(days=1)
    found = []
    for number, end in enumerate(ends):
        after = ends[number - 1] if number else date(1, 1, 1)
        settled = [one for one in done if after < one and one <= today]
        is_last_missed = end < today and (number + 1 == len(ends) or ends[number + 1] >= today)
        if not settled and (is_last_missed or 0 <= (end - today).days <= LATER):
            found.append(end)
    return found


Case = tuple[Term, list[date], date]


def clocks() -> Iterator[Case]:
    """Terms, when they were met, and days on which somebody asks."""
    chance = random.Random(23)
    days = (UNTIL - SINCE).days
    for _ in range(500):
        monthly = tuple(sorted(chance.sample(range(1, 13), chance.randint(1, 12)))) if chance.random() < 0.6 else ()
        last = None if monthly else SINCE + timedelta(days=chance.randint(-20, days + 60))
        term = Term(None, last, monthly, chance.choice((0, 0, 1, 25, 31)) if monthly else 0)
        done = [SINCE + timedelta(days=chance.randint(0, days)) for _ in range(chance.randint(0, 4))]
        today = SINCE + timedelta(days=chance.randint(-60, days + 90))
        yield term, done, today


def test_what_is_due_equals_a_plain_count_at_random_clocks() -> None:
    for term, done, today in clocks():
        days = list(term.days(SINCE, max(UNTIL, term.last or UNTIL)))
        assert list(open_days(days, done, today)) == plainly(term, done, today), (term, done, today)


ROWS = vectors("due.json")["rows"]


def moment(day: str | date) -> int:
    return int(datetime.combine(date.fromisoformat(f"{day}"), time(), SHANGHAI).timestamp())


@every(("row", "today"), [(row, today) for row in ROWS for today in row["at"]])
def test_the_vectors_hold(row: dict[str, Any], today: str) -> None:
    days, done = ([date.fromisoformat(day) for day in row[name]] for name in ("days", "done"))
    assert [f"{day}" for day in open_days(days, done, date.fromisoformat(today))] == row["at"][today]


@pytest.mark.parametrize("zone", ZONES)
def test_the_browser_tells_the_same_at_any_hour_of_any_day(browser: Browser, zone: str) -> None:
    asked: list[list[Any]] = []
    wanted = []
    for row in ROWS:
        for today, told in row["at"].items():
            asked.append([[moment(day) for day in row["days"]], [moment(day) for day in row["done"]], moment(today)])
            wanted.append([moment(day) for day in told])
    for number, (term, done, day) in enumerate(clocks()):
        days = list(term.days(SINCE, max(UNTIL, term.last or UNTIL)))
        hour = (0, 43_200, 86_399)[number % 3]
        asked.append([[moment(one) for one in days], [moment(one) for one in sorted(done)], moment(day) + hour])
        wanted.append([moment(one) for one in open_days(days, done, day)])
    with twin_page(browser, zone) as page:
        found = page.evaluate("(asked) => asked.map((one) => twin.due(...one).map(([day]) => day))", asked)
    assert found == wanted


def campaign(*tasks: dict[str, object]) -> Planned:
    made = Campaign.model_validate(
        {"title": "创建", "since": "2026-03-09", "until": "2026-12-31", "tasks": list(tasks)}
    )
    return Planned("plan", made, Marked())


def test_the_list_is_in_order_of_time_and_leaves_out_what_is_done_or_has_no_day() -> None:
    planned = campaign(
        {"id": "1", "text": "甲", "term": "9月底前"},
        {"id": "2", "text": "乙", "term": "6月底前"},
        {"id": "3", "text": "丙", "term": "6月底前", "done": ["2026-06-20"]},
        {"id": "4", "text": "丁", "term": "长期坚持"},
        {"id": "5", "text": "戊", "term": "每月"},
        {"id": "6", "text": "己", "term": "12月"},
    )
    found = due_tasks([planned], date(2026, 9, 25))
    assert [(one.task.id, one.day.isoformat(), one.left) for one in found] == [
        ("2", "2026-06-30", -87),
        ("5", "2026-08-31", -25),
        ("1", "2026-09-30", 5),
        ("5", "2026-09-30", 5),
    ]
