"""Pages of campaigns: what is public, what is done, who takes part, and when the phases are."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from cases import every
from icalendar import Calendar
from sites import Site, notice
from trees import Tree, line, one

from xuanlan import addresses
from xuanlan.addresses import campaign, campaign_calendar, campaign_feed, campaign_unit, file
from xuanlan.render.timeline import WIDTH, Span, bars, years

ATOM = "{http://www.w3.org/2005/Atom}"
PLAN = """\
title: 环境整治
plan: plan
since: 2026-01-05
until: 2026-12-31
hidden: [责任人, 指标]
phases:
- {name: 动员, term: 2026年1月—2月}
- {name: 整治, term: 3月—10月}
- {name: 总结, term: 择期}
tasks:
- {id: 1, text: 清理杂物, group: 环境, lead: 后勤处, joint: 各系, term: 6月底前, person: 张三, indicator: 甲一, done: 2026-02-20, notices: [plan]}
- {id: 2, text: 修补路面, group: 环境, lead: 基建处, term: 2026年9月}
- {id: 3, text: 更新专栏, group: 宣传, lead: 宣传部, joint: 后勤处, term: 每月, done: [2026-01-20, 2026-02-25]}
"""


SCREENS = """\
- {编号: office, 播放: [{内容: 近期任务}]}
- {编号: logistics, 播放: [{内容: 近期任务, 编号: tidy, 发布单位: 后勤处, 最新: 3}]}
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    site = Site(tmp_path_factory.mktemp("campaign") / "网站")
    site.write({
        "notices/plan.md": notice("关于印发整治方案的通知", "2026-01-05", id="plan"),
        "notices/campaigns/tidy.yml": PLAN,
        "notices/campaigns/secret.yml": "title: 内部检查\nsince: 2026-01-05\npublic: 否\ntasks:\n- {id: 1, text: 暗访, term: 每月}\n",
        "notices/screens.yml": SCREENS,
    })  # fmt: skip
    return Tree(site.build())


def words(tree: Tree, path: str) -> str:
    main = tree.page(path).css_first("#content")
    assert main
    return re.sub(r"\s+", " ", main.text())


def groups(tree: Tree, title: str) -> dict[str, list[str]]:
    """The lists of tasks under a heading of the page, by what each is named after."""
    part = next(node for node in tree.main(campaign("tidy")).css("section") if title in line(node))
    return {line(one(div, "dt")): [line(item) for item in div.css("dd")] for div in part.css("div")}


def test_what_is_not_public_is_nowhere_in_the_tree(tree: Tree) -> None:
    everything = "".join(
        (tree.folder / path).read_text(encoding="utf-8")
        for path in tree.files
        if path.endswith((".html", ".js", ".json", ".xml", ".ics"))
    )
    for hidden in ("内部检查", "暗访", "张三", "甲一"):
        assert hidden not in everything
    assert not [path for path in tree.files if "secret" in path]


def test_a_campaign_tells_its_phases_tasks_and_what_is_done(tree: Tree) -> None:
    told = words(tree, campaign("tidy"))
    for part in (
        "2026年1月5日—2026年12月31日", "任务 3 项，已完成 1 项", "总结", "择期", "2026年2月20日完成", "关于印发整治方案的通知",
        "2026年2月25日完成最近一次，共 2 次", "后勤处（2 项）", "2026年6月", "1. 清理杂物",
    ):  # fmt: skip
        assert part in told
    assert "动员" in told
    assert groups(tree, "按阶段看") == {"整治": ["1. 清理杂物", "2. 修补路面"], "各阶段都要做": ["3. 更新专栏"]}
    assert "3. 更新专栏" not in str(groups(tree, "按时限的月份看"))  # it has no month of its own
    assert [node.attributes["rowspan"] for node in tree.page(campaign("tidy")).css("th[rowspan]")] == ["2"]


def test_a_unit_has_its_own_tasks_only(tree: Tree) -> None:
    told = words(tree, campaign_unit("tidy", "后勤处"))
    assert ("清理杂物" in told, "修补路面" in told, "更新专栏" in told) == (True, False, True)
    assert campaign_unit("tidy", "各系") not in tree.files


def events(tree: Tree, unit: str = "") -> list[tuple[str, date, date, str]]:
    """What a calendar says: title, first day, last day, description."""
    found: list[Any] = list(Calendar.from_ical(tree.text(campaign_calendar("tidy", unit))).walk("VEVENT"))
    assert len({str(event["UID"]) for event in found}) == len(found)
    return [
        (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt - timedelta(days=1), str(event["DESCRIPTION"]))
        for event in found
    ]


def test_a_calendar_has_the_phases_and_every_day_of_the_tasks(tree: Tree) -> None:
    found = events(tree)
    assert found[:4] == [
        ("动员", date(2026, 1, 1), date(2026, 2, 28), "环境整治"),
        ("整治", date(2026, 3, 1), date(2026, 10, 31), "环境整治"),
        ("已完成，清理杂物", date(2026, 6, 30), date(2026, 6, 30), "环境整治，任务 1，后勤处、各系"),
        ("修补路面", date(2026, 9, 30), date(2026, 9, 30), "环境整治，任务 2，基建处"),
    ]
    assert [(title, day.month) for title, day, _, _ in found[4:]] == [
        ("已完成，更新专栏", 1), ("已完成，更新专栏", 2), *(("更新专栏", month) for month in range(3, 13)),
    ]  # fmt: skip
    assert [title for title, *_ in events(tree, "后勤处")] == [title for title, *_ in found if "路面" not in title][2:]
    assert campaign_calendar("tidy", "各系") not in tree.files


def test_pages_lead_to_what_may_be_subscribed_to(tree: Tree) -> None:
    calendar, feed = campaign_calendar("tidy"), campaign_feed("tidy")
    for page, wanted in (
        (campaign("tidy"), {calendar, feed}),
        (campaign_unit("tidy", "后勤处"), {campaign_calendar("tidy", "后勤处"), feed}),
        ("sitemap/index.html", {calendar, feed}),
    ):
        assert wanted <= {link.target for link in tree.links(page)}


def test_a_feed_has_the_texts_and_what_is_done_newest_first_with_ids_that_stay(tree: Tree) -> None:
    root = ElementTree.fromstring(tree.text(campaign_feed("tidy")))
    entries = [
        tuple(node.findtext(f"{ATOM}{name}") for name in ("title", "updated")) for node in root.iter(f"{ATOM}entry")
    ]
    assert entries == [
        ("完成：更新专栏", "2026-02-25T00:00:00+08:00"), ("完成：清理杂物", "2026-02-20T00:00:00+08:00"),
        ("完成：更新专栏", "2026-01-20T00:00:00+08:00"), ("关于印发整治方案的通知", "2026-01-05T00:00:00+08:00"),
    ]  # fmt: skip
    idents = [node.findtext(f"{ATOM}id") or "" for node in root.iter(f"{ATOM}entry")]
    assert [ident.partition("#")[2] for ident in idents] == [
        "campaigns/tidy/3/2026-02-25", "campaigns/tidy/1/2026-02-20", "campaigns/tidy/3/2026-01-20", "n/plan",
    ]  # fmt: skip
    links = [file(urlsplit(link.attrib["href"]).path) for link in root.iter(f"{ATOM}link")]
    assert [path for path in links if path not in tree.files] == []


def show(tree: Tree, screen: str) -> dict[str, Any]:
    text = tree.text(addresses.screen(screen, addresses.SHOW))
    found: dict[str, Any] = json.loads(json.loads(text[text.index("(") + 1 : text.rindex(")")]))
    return found


def test_a_screen_has_the_tasks_of_public_plans_with_all_their_days_and_no_other(tree: Tree) -> None:
    items = show(tree, "office")["items"]
    tasks = [
        (task["text"], task["who"], len(task["days"]), len(task["done"]))
        for one in items.values()
        for task in one["tasks"]
    ]
    assert tasks == [("清理杂物", "后勤处", 1, 1), ("修补路面", "基建处", 1, 0), ("更新专栏", "宣传部", 12, 2)]
    (own,) = show(tree, "logistics")["items"].values()
    assert [task["text"] for task in own["tasks"]] == ["清理杂物", "更新专栏"]
    assert own["most"] == 3
    assert own["code"]["address"].endswith("/campaigns/tidy/")


@pytest.mark.parametrize(("play", "told"), [
    ("编号: secret", "没有这个公开的方案：“secret”"), ("编号: tidi", "没有这个公开的方案：“tidi”"),
    ("发布单位: 后勤出", "没有这个有任务的单位：“后勤出”"), ("栏目: 通知公告", "“栏目”"),
])  # fmt: skip
def test_a_playlist_names_public_plans_and_units_that_have_tasks(play: str, told: str, site: Site) -> None:
    text = PLAN.replace("notices: [plan]", "group: 环境").replace(
        "group: 环境, lead: 后勤处, joint", "lead: 后勤处, joint"
    )
    site.write({
        "notices/campaigns/tidy.yml": text.replace("plan: plan\n", ""),
        "notices/campaigns/secret.yml": "title: 内部检查\nsince: 2026-01-05\npublic: 否\n",
        "notices/screens.yml": f"- {{编号: office, 播放: [{{内容: 近期任务, {play}}}]}}\n",
    })  # fmt: skip
    found = [item for item in site.inspect(keep_going=True).report if item.position.file == "notices/screens.yml"]
    assert [told in item.message for item in found] == [True], [item.message for item in found]


def test_the_notice_and_the_site_map_lead_there(tree: Tree) -> None:
    for page in ("n/plan/index.html", "sitemap/index.html", "campaigns/index.html"):
        assert campaign("tidy") in {link.target for link in tree.links(page)}


def test_a_site_without_plans_has_no_such_page(site: Site) -> None:
    assert not [path for path in Tree(site.build()).files if path.startswith("campaigns")]


def test_a_timeline_shows_each_span_in_proportion() -> None:
    drawn = bars([Span(date(2026, 1, 1), date(2026, 1, 1)), None, Span(date(2026, 1, 2), date(2026, 12, 31))])
    found = [
        tuple(map(float, bar)) for one in drawn for bar in re.findall(r'__bar" x="([\d.]+)" width="([\d.]+)"', one)
    ]
    assert found == [(0.0, 5.0), (pytest.approx(1.0, abs=0.1), pytest.approx(WIDTH - 1, abs=0.1))]
    assert drawn[1] == ""
    assert bars([None]) == [""]


YEARS = {
    "2026-03-09 2026-11-30": [(0.0, 2026)],
    "2026-01-01 2027-12-31": [(0.0, 2026), (50.0, 2027)],
    "2025-12-01 2027-12-31": [(0.0, 2025), (52.0, 2027)],
    "2020-01-01 2029-12-31": [(0.0, 2020), (30.0, 2023), (60.0, 2026)],
    "2026-01-01 2027-01-31": [(0.0, 2026)],
}
"""Times of phases, and the years over them with their places in hundredths: none over another or over the edge."""


@every("case", YEARS)
def test_years_are_told_where_they_begin_as_far_as_they_have_room(case: str) -> None:
    first, last = (date.fromisoformat(day) for day in case.split())
    told = re.findall(r'x="([\d.]+)%" y="1em">(\d+)<', years([Span(first, last), None]))
    assert [(float(left), int(year)) for left, year in told] == YEARS[case]
