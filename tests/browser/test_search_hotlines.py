"""Hotlines as results: whom to call stands before what there is to read, and is no notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cases import every
from pages import PageFolder
from playwright.sync_api import Browser, expect
from search_pages import SearchSite, card, search_site

from xuanlan.models.hours import parse_hours, to_json


def hotline(name: str, number: str, unit: str, purpose: str, hours: str = "", **more: str) -> dict[str, str]:
    windows = parse_hours(hours) if hours else None
    facts = {"hours": hours, "hours_facts": to_json(windows) if windows else ""}
    tel = number.replace("-", "")
    return {
        "name": name,
        "number": number,
        "extension": "",
        "tel": tel,
        "unit": unit,
        "purpose": purpose,
        "note": "",
        "href": f"hotlines/index.html#h-{tel}",
        **facts,
        **more,
    }


HOTLINES = [
    hotline("政务服务便民热线", "12345", "地方人民政府", "各类非紧急诉求", "24小时"),
    hotline("水电报修", "0000-8888010", "后勤保障处", "水、电、门窗报修", "周一至周五 8:00—17:00"),
    hotline("食堂监督", "0000-8888034", "后勤保障处", "饭菜质量的投诉"),
    hotline("教务服务", "0000-8888014", "教务处", "考试、成绩", extension="801", tel="00008888014;ext=801"),
    hotline("环保举报", "12369", "生态环境部", "已停用", note="号码已取消，请拨 12345", tel=""),
    *(hotline(f"值班{number}", f"0000-777700{number}", "党政办公室", "夜间值班") for number in range(4)),
]
CARDS = [card("a", "寒假值班安排", "报修请拨12345。"), card("b", "关于考试的通知", "正文")]
FOUND = {
    "12345": ["12345"],
    "１２３４５热线": ["12345"],
    "1234": [],
    "0000-8888010": ["0000-8888010"],
    "00008888010": ["0000-8888010"],
    "8888010": ["0000-8888010"],
    "88010": ["0000-8888010"],
    "8010": [],
    "报修": ["0000-8888010"],
    "报修电话": ["0000-8888010"],
    "水电报修联系电话": ["0000-8888010"],
    "后勤保障处": ["0000-8888010", "0000-8888034"],
    "后勤保障处 投诉": ["0000-8888034"],
    "教务处": ["0000-8888014"],
    "教务": ["0000-8888014"],
    "处": [],
    "电话": [],
    "通知": [],
    "值班": [f"0000-777700{number}" for number in range(4)],
}


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchSite]:
    folder = PageFolder(browser, tmp_path_factory.mktemp("site"))
    yield search_site(folder, CARDS, now="2026-03-10T09:00", hotlines=HOTLINES)
    folder.close()


@every(("query", "numbers"), FOUND.items())
def test_a_number_a_name_a_department_and_a_purpose_give_the_hotline(
    site: SearchSite, query: str, numbers: list[str]
) -> None:
    page = site.open(query)
    shown = [one.get_attribute("data-hotline-hit") for one in page.locator("[data-hotline-hit]").all()]
    assert shown == numbers[:3]
    assert (page.get_by_role("link", name="查看全部").count() == 1) == (len(numbers) > 3)
    assert [
        one["number"] for one in page.evaluate("(q) => xuanlan.search(q).then((a) => a.hotlines)", query)
    ] == numbers


def test_the_card_stands_first_can_be_tapped_and_says_when_it_is_answered(site: SearchSite) -> None:
    page = site.open("报修")
    assert page.locator("#search-results h2").all_inner_texts() == ["电话", "找到 1 篇文稿"]
    card_ = page.locator("[data-hotline-hit]")
    expect(card_.get_by_role("link", name="0000-8888010")).to_have_attribute("href", "tel:00008888010")
    expect(card_.get_by_role("link", name="水电报修")).to_have_attribute("href", "../hotlines/index.html#h-00008888010")
    for words in ("周一至周五 8:00—17:00", "正在接听", "后勤保障处；水、电、门窗报修"):
        expect(card_).to_contain_text(words)
    expect(page.get_by_role("status")).to_have_text("电话，水电报修，0000-8888010，找到 1 篇文稿")
    site.box.focus()
    page.keyboard.press("ArrowDown")
    expect(card_.get_by_role("link", name="0000-8888010")).to_be_focused()
    page = site.open("教务处")
    expect(page.locator("[data-hotline-hit]")).to_contain_text("0000-8888014转 801")
    expect(page.locator("[data-hotline-hit] .xl-tel a")).to_have_attribute("href", "tel:00008888014;ext=801")


def test_hotlines_are_no_notices(site: SearchSite) -> None:
    page = site.open("报修")
    expect(page.locator("#search-results")).to_have_attribute("data-total", "1")
    assert site.hits() == ["a"]
    page = site.open("后勤保障处 投诉")
    expect(page.locator("#search-results")).to_have_attribute("data-total", "0")
    expect(page.locator("[data-count]")).to_have_text("没有文稿含有“后勤保障处 投诉”，电话见上")
    assert page.locator(".xl-none").count() == 0


def test_a_number_that_cannot_be_dialled_is_no_link_and_says_why(site: SearchSite) -> None:
    page = site.open("12369")
    assert page.locator("[data-hotline-hit] .xl-tel a").count() == 0
    expect(page.locator("[data-hotline-hit]")).to_contain_text("号码已取消，请拨 12345")
