"""The year's days as readers and staff see them: the page, the calendar, the slides, the week, the materials."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cases import every
from commands import call, call_build
from icalendar import Calendar
from sites import new_site, notice
from trees import Built, Tree, line, one

from xuanlan import addresses
from xuanlan.library.occasions import between

DAYS = "- {名称: 校庆日, 日期: 3月18日, 关键词: 校庆, 标语: [共贺校庆]}\n- {名称: 七夕节, 不用: 是}\n"
NOW = "2026-03-04T09:00"
TEXTS = {
    "old.md": notice("关于学雷锋纪念日活动的通知", "2020-11-02", id="old"),
    "near.md": notice("志愿服务倡议书", "2025-02-20", id="near", expires="2025-04-01"),
    "tag.md": notice("关于周六集合的通知", "2025-03-04", id="tag", tags="志愿者"),
    "far.md": notice("志愿服务总结", "2025-06-20", id="far"),
    "gone.md": notice("学雷锋纪念日安排", "2025-03-01", id="gone", withdrawn="有误"),
    "draft.md": notice("学雷锋纪念日草稿", "2026-03-01", id="draft", draft="是"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = new_site(
        tmp_path_factory.mktemp("year") / "site", {f"notices/{name}": text for name, text in TEXTS.items()}
    )
    (place / "notices/calendar.yml").write_text(DAYS, encoding="utf-8")
    (place / "notices/visits.yml").write_text("- {事项: 演练, 日期: 2026-03-06, 依据: 甲}\n", encoding="utf-8")
    (place / "notices/screens.yml").write_text(
        "- {编号: lobby, 播放: [{内容: 年历, 结束: 2026-12-31}]}\n", encoding="utf-8"
    )
    return place


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(call_build(root, tmp_path_factory.mktemp("out") / "site", "--now", NOW))


def names(tree: Tree) -> list[str]:
    return [line(name).split(" ")[0] for name in tree.main(addresses.YEAR).css(".xl-day__name")]


def test_the_page_has_the_days_of_twelve_months_in_order(tree: Tree) -> None:
    dates = [item.attributes["data-day"] or "" for item in tree.main(addresses.YEAR).css("[data-day]")]
    assert dates == sorted(dates)
    assert dates[0] >= "2026-03-01"
    assert dates[-1] < "2027-03-01"
    found = names(tree)
    assert {"学雷锋纪念日", "校庆日", "中秋节", "春节"} <= set(found)
    assert "七夕节" not in found
    assert {name for name in found if found.count(name) > 1} <= {"元宵节"}  # which comes eleven days earlier in 2027


def test_a_day_names_what_was_published_for_it_by_title_tag_and_date(tree: Tree) -> None:
    day = next(item for item in tree.main(addresses.YEAR).css(".xl-day") if "学雷锋纪念日" in line(item))
    links = [(link.attributes["href"], line(link)) for link in day.css("a")]
    assert links == [
        ("../n/tag/index.html", "2025年：关于周六集合的通知"), ("../n/near/index.html", "2025年：志愿服务倡议书"),
        ("../n/old/index.html", "2020年：关于学雷锋纪念日活动的通知"),
    ]  # fmt: skip
    assert "1963年3月5日" in line(one(day, ".xl-day__basis"))


def test_the_calendar_has_each_day_of_this_year_and_the_next_as_whole_days(demo: Built) -> None:
    library = demo.library
    events: list[Any] = list(Calendar.from_ical(demo.tree.text(addresses.YEAR_DAYS)).walk("VEVENT"))
    expected = between(library, date(2026, 1, 1), date(2027, 12, 31))
    assert [
        (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt - timedelta(days=1)) for event in events
    ] == [(day.day.name, day.first, day.last) for day in expected]
    assert len({event["UID"] for event in events}) == len(events)
    assert {str(event["TRANSP"]) for event in events} == {"TRANSPARENT"}


def test_a_screen_shows_a_day_and_its_slogan_from_a_week_before_until_it_is_over(tree: Tree) -> None:
    text = tree.text(addresses.screen("lobby", addresses.SHOW))
    show = json.loads(json.loads(text[text.index("(") + 1 : text.rindex(")")]))
    plays = [
        (play["from"], play["until"], [show["items"][key]["text"] for key in play["items"]])
        for play in show["playlist"]
    ]
    assert (1773158400, 1773849600, ["3月18日\u3000校庆日", "共贺校庆"]) in plays
    assert all(until - start > 0 for start, until, _ in plays)
    assert max(until for _, until, _ in plays) <= 1798732800


def test_this_week_tells_of_its_days_and_of_what_comes_into_the_school(root: Path) -> None:
    shown = call("this-week", "--now", NOW, cwd=root).stdout
    assert [words for words in ("3月5日", "学雷锋纪念日", "进校园", "2026-03-06", "演练") if words not in shown] == []
    assert "校庆日" not in shown


def test_days_lists_what_is_coming_and_the_materials_of_one(root: Path) -> None:
    rows = json.loads(call("days", "--days", "15", "--json", "--now", NOW, cwd=root).stdout)
    assert [row["name"] for row in rows] == ["学雷锋纪念日", "妇女节", "植树节", "国际消费者权益日", "校庆日"]
    assert [text["id"] for text in rows[0]["published"]] == ["tag", "near", "old"]
    told = call("days", "学雷锋纪念日", "--now", NOW, cwd=root).stdout
    wanted = (
        "xuanlan new 倡议书 学雷锋志愿服务倡议书",
        "2025-02-20　near　志愿服务倡议书",
        "xuanlan card 学雷锋纪念日",
        "1963年",
    )
    assert [words for words in wanted if words not in told] == []


@every(("words", "told"), [(["腊八"], "年历里没有“腊八”"), (["国庆"], "是不是“国庆节”？"), (["--days", "0"], "--days")])
def test_a_day_that_is_not_known_is_told(words: list[str], told: str, root: Path) -> None:
    done = call("days", *words, "--now", NOW, cwd=root)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
