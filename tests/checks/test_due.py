"""What falls due: when, in which order, and as a table and a calendar."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from sites import bare, front, write

from xuanlan.build.build import inspect
from xuanlan.checks.due import Due, due
from xuanlan.cli.due import calendar, table
from xuanlan.library.render import Library
from xuanlan.models.schedule import parse_now

HEAD = ("title: 关于开放日的通知", "kind: 通知", "id: case")
PERIOD = ("open_from: 2026-02-20", "open_until: 2026-03-05", "objections: {phone: 0000-8888001}")
WAIVER = "{rule: word-twice, words: 关于关于, who: 宣传部, why: 引用原文, until: 2026-03-20}"


def library(root: Path, files: dict[str, str], now: str = "2026-03-01T09:00") -> Library:
    write(root, files)
    return inspect(bare(root), parse_now(now)).library


def rows(root: Path, files: dict[str, str], until: str, now: str = "2026-03-01T09:00") -> list[Due]:
    return due(library(root, files, now), parse_now(until))


def shown(found: list[Due]) -> list[str]:
    return [f"{row.kind} {row.day} {row.days} {row.position}" for row in found]


def notice(*lines: str, date: str = "2026-02-20") -> dict[str, str]:
    return {"notices/a.md": front(*HEAD, f"date: {date}", *lines)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("deadline: 2026-03-04 17:00", "deadline 2026-03-04 3 notices/a.md:6:11"),
        ("deadline: 2026-03-04", "deadline 2026-03-04 3 notices/a.md:6:11"),
        ("expires: 2026-03-31", "expires 2026-03-31 30 notices/a.md:6:10"),
        ("置顶至: 2026-03-01", "pinned 2026-03-01 0 notices/a.md:6:6"),
        ("publish_at: 2026-03-08 09:00", "publish 2026-03-08 7 notices/a.md:6:13"),
    ],
)
def test_the_dates_of_a_notice_are_told_beforehand(tmp_path: Path, line: str, expected: str) -> None:
    assert expected in shown(rows(tmp_path, notice(line), "2026-12-31"))


@pytest.mark.parametrize(
    "line", ["deadline: 2026-02-27", "expires: 2026-02-27", "pinned_until: 2026-02-27", "publish_at: 2026-02-27"]
)
def test_what_has_happened_by_itself_needs_nobody(tmp_path: Path, line: str) -> None:
    assert {row.kind for row in rows(tmp_path, notice(line), "2026-12-31")} <= {"home", "column"}


@pytest.mark.parametrize("line", ["draft: 是", "withdrawn: 内容有误。"])
def test_nobody_waits_for_the_dates_of_what_is_not_public(tmp_path: Path, line: str) -> None:
    assert not rows(tmp_path, notice(line, "deadline: 2026-03-04", f"waivers: [{WAIVER}]"), "2026-12-31")


def test_a_period_ends_and_its_list_comes_down(tmp_path: Path) -> None:
    files = notice(*PERIOD, "list_until_closed: 是")
    row = next(row for row in rows(tmp_path, files, "2026-03-05") if row.kind == "period")
    assert (str(row.day), row.days, row.what, row.overdue) == ("2026-03-05", 4, "公示期满，名单撤下", False)


def test_a_period_that_is_over_wants_a_result(tmp_path: Path) -> None:
    files = notice(*PERIOD)
    late = [row for row in rows(tmp_path, files, "2026-03-10", "2026-03-08") if row.overdue]
    assert [(row.kind, str(row.day), row.days) for row in late] == [
        ("home", "2026-03-05", -3),
        ("result", "2026-03-05", -3),
    ]
    told = rows(tmp_path, notice(*PERIOD, "result: 未收到异议。"), "2026-03-10", "2026-03-08")
    assert [row.kind for row in told if row.overdue] == ["home"]


def test_the_home_page_and_columns_fall_due_from_their_newest_notice(tmp_path: Path) -> None:
    found = rows(tmp_path, notice(), "2026-12-31")
    assert shown(found) == ["home 2026-03-05 4 notices/a.md:5:7", "column 2026-08-19 171 notices/a.md:5:7"]
    assert [row.who for row in found] == ["首页", "通知公告"]
    own = {**notice(), "notices/settings.yml": "审读: {栏目期限: {首页: 不查, 通知公告: 1周}}\n"}
    assert shown(rows(tmp_path, own, "2026-12-31")) == ["column 2026-02-26 -3 notices/a.md:5:7"]


def test_a_hotline_is_to_be_checked_every_year(tmp_path: Path) -> None:
    register = "- {name: 值班室, number: 0000-8888001, checked_on: 2025-03-10}\n- {name: 门诊, number: 0000-8888002}\n"
    found = rows(tmp_path, {"notices/hotlines.yml": register}, "2026-12-31")
    assert [(row.kind, str(row.day), row.who, str(row.position)) for row in found] == [
        ("hotline", "2026-03-09", "值班室", "notices/hotlines.yml:1:3")
    ]


def test_waivers_fall_due_wherever_they_are_written(tmp_path: Path) -> None:
    files = {**notice(f"waivers: [{WAIVER}]"), "notices/waivers.yml": f"- {WAIVER.replace('03-20', '02-20')}\n"}
    found = [row for row in rows(tmp_path, files, "2026-12-31") if row.kind == "waiver"]
    assert [(str(row.day), row.days, row.position.file) for row in found] == [
        ("2026-02-20", -9, "notices/waivers.yml"),
        ("2026-03-20", 19, "notices/a.md"),
    ]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ((2026,), ["2026-12-31 False 2027年节假日"]),
        ((2025,), ["2025-12-31 True 2026年节假日"]),
        ((2026, 2027), []),
    ],
)
def test_the_first_year_without_known_holidays_falls_due(
    tmp_path: Path, known: tuple[int, ...], expected: list[str]
) -> None:
    found = due(library(tmp_path, {}), parse_now("2026-12-31"), known)
    assert [f"{row.day} {row.overdue} {row.who}" for row in found] == expected
    assert all(("暂算" in row.what) == ("2027" in row.who) for row in found)


def test_the_day_that_is_asked_for_counts_and_overdue_things_come_first(tmp_path: Path) -> None:
    files = {
        **notice("deadline: 2026-03-05 17:00"),
        "notices/b.md": front("title: 甲", "kind: 通知", "id: b", "date: 2026-02-20", "deadline: 2026-03-04"),
        "notices/hotlines.yml": "- {name: 值班室, number: 0000-8888001, checked_on: 2024-03-10}\n",
    }
    assert [row.kind for row in rows(tmp_path, files, "2026-03-05")] == ["hotline", "deadline", "deadline", "home"]
    assert [row.kind for row in rows(tmp_path, files, "2026-03-04")] == ["hotline", "deadline"]
    assert [row.kind for row in rows(tmp_path, files, "2026-01-01")] == ["hotline"]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def test_a_table_is_aligned_by_what_characters_take_on_a_screen(tmp_path: Path) -> None:
    files = {
        **notice("deadline: 2026-03-05 17:00"),
        "notices/b.md": front(
            f"title: {'很长的标题' * 20}", "kind: 通知", "id: b", "date: 2026-02-20", "deadline: 2026-03-01"
        ),
        "notices/hotlines.yml": '- {name: "Duty \\u202E office", number: 0000-8888001, checked_on: 2024-03-10}\n',
    }
    lines = table(rows(tmp_path, files, "2026-03-31"))
    assert len({width(line[: line.rindex("  ")]) for line in lines}) == 1
    assert max(map(width, lines)) < 130
    assert [re.split(r" {2,}", line)[1] for line in lines] == ["期限", "已过 357 天", "今天", "还有 4 天", "还有 4 天"]
    assert "\u202e" not in "".join(lines)


def test_a_table_of_nothing_says_so() -> None:
    assert table([]) == ["没有要到期的事项。"]


def events(data: bytes) -> list[dict[str, str]]:
    text = data.decode().replace("\r\n ", "")
    return [dict(line.split(":", 1) for line in part.split("\r\n") if line) for part in re.findall(_EVENT, text, re.S)]


_EVENT = r"BEGIN:VEVENT\r\n(.*?)END:VEVENT"


def test_a_calendar_has_whole_days_and_what_is_overdue_today(tmp_path: Path) -> None:
    files = {
        **notice("deadline: 2026-03-05 17:00"),
        "notices/hotlines.yml": "- {name: '值班室, 夜间', number: 0000-8888001, checked_on: 2024-03-10}\n",
    }
    site = library(tmp_path, files)
    data = calendar(site, due(site, parse_now("2026-03-31")))
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found = events(data)
    assert [(one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) for one in found] == [
        ("20260301", "20260302"),
        ("20260305", "20260306"),
        ("20260305", "20260306"),
    ]
    assert found[0]["SUMMARY"] == "已过期，拨打核对电话：值班室\\, 夜间"


def test_an_event_keeps_its_id_when_its_date_changes(tmp_path: Path) -> None:
    def ids(deadline: str, now: str) -> list[str]:
        site = library(tmp_path, notice(f"deadline: {deadline}"), now)
        return [one["UID"] for one in events(calendar(site, due(site, parse_now("2026-12-31"))))]

    first = ids("2026-03-04", "2026-03-01")
    assert len(set(first)) == len(first) == 3
    assert sorted(ids("2026-04-04", "2026-03-02")) == sorted(first)


def test_events_of_two_sites_have_different_ids(tmp_path: Path) -> None:
    write(tmp_path, notice())
    found = []
    for url in ("https://a.college.example/", "https://b.college.example/"):
        made = inspect(replace(bare(tmp_path), url=url), parse_now("2026-03-01")).library
        found.append({one["UID"] for one in events(calendar(made, due(made, parse_now("2026-12-31"))))})
    assert [len(ids) for ids in found] == [2, 2]
    assert not found[0] & found[1]
