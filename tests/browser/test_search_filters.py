"""Filters and order on the results page."""

from __future__ import annotations

import pytest
from pages import PageFolder
from playwright.sync_api import Page, expect
from search_pages import SearchSite, card, expires, search_site

CARDS = [
    card("a1", "检查卫生", "检查。", "2024-05-01", unit="后勤处"),
    card("a2", "关于检查的通知", "检查。", "2025-01-01", unit="保卫处", changes=expires("2025-06-01")),
    card("a3", "检查规定", "检查。", "2026-02-01", unit="保卫处", column="rules"),
    card("a4", "值班安排", "无关。", "2026-02-01"),
]
PAGES = [card("about.html", "关于检查", "本站。")]
FACETS = "/facets.js"


@pytest.fixture
def site(page_folder: PageFolder) -> SearchSite:
    return search_site(page_folder, CARDS, PAGES)


def options(page: Page, label: str) -> list[str]:
    return page.get_by_label(label, exact=True).locator("option").all_inner_texts()


def counted(site: SearchSite) -> bool:
    return any(path.endswith(FACETS) for path in site.asked)


def test_choices_are_counted_when_the_filters_are_opened_and_not_before(site: SearchSite) -> None:
    page = site.open("检查")
    opener = page.get_by_role("button", name="筛选", exact=True)
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_label("栏目", exact=True)).to_be_hidden()
    assert not counted(site)
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_label("栏目", exact=True).locator("option")).to_have_text(
        ["全部栏目", "通知公告（2）", "规章制度（1）"]
    )
    assert options(page, "单位") == ["全部单位", "保卫处（2）", "后勤处（1）"]
    assert options(page, "年份") == ["全部年份", "2026（1）", "2025（1）", "2024（1）"]
    assert options(page, "状态") == ["全部状态", "现行有效（2）", "已失效（1）"]
    expect(page.locator("[data-sift-note]")).to_be_hidden()
    opener.click()
    expect(page.get_by_label("栏目", exact=True)).to_be_hidden()


def test_open_filters_are_counted_anew_for_what_is_typed(site: SearchSite) -> None:
    page = site.open("检查")
    page.get_by_role("button", name="筛选", exact=True).click()
    site.box.fill("检查卫生")
    assert site.hits() == ["a1"]
    expect(page.get_by_label("单位").locator("option")).to_have_text(["全部单位", "后勤处（1）"])


def test_a_filter_leaves_fewer_and_the_count_says_of_how_many(site: SearchSite) -> None:
    page = site.open("检查")
    expect(page.locator("a[data-page-hit]")).to_have_count(1)
    page.get_by_role("button", name="筛选", exact=True).click()
    page.get_by_label("单位").select_option(label="保卫处（2）")
    assert site.hits() == ["a3", "a2"]
    expect(page.get_by_role("status")).to_have_text("共 3 篇，筛选后 2 篇")
    expect(page.locator("#search-results")).to_have_attribute("data-total", "2")
    expect(page.locator("a[data-page-hit]")).to_have_count(0)
    page.get_by_label("状态").select_option("expired")
    assert site.hits() == ["a2"]
    assert site.query() == "search/?q=检查&unit=保卫处&state=expired"
    # Counts are of all that was found, so that another choice can be judged.
    assert options(page, "年份") == ["全部年份", "2026（1）", "2025（1）", "2024（1）"]


def test_filters_are_cleared_together_and_the_order_stays(site: SearchSite) -> None:
    page = site.open("检查", unit="保卫处", year="2026", sort="date")
    assert site.hits() == ["a3"]
    page.get_by_role("button", name="清除筛选").press("Enter")
    assert site.hits() == ["a3", "a2", "a1"]
    assert site.query() == "search/?q=检查&sort=date"
    expect(page.get_by_role("button", name="清除筛选")).to_be_hidden()
    expect(page.get_by_role("button", name="筛选", exact=True)).to_be_focused()
    expect(page.get_by_label("单位")).to_have_value("")


def test_results_can_be_had_newest_first(site: SearchSite) -> None:
    page = site.open("检查")
    assert site.hits()[-1] == "a2"
    page.get_by_label("排序").select_option(label="发布时间")
    assert site.hits() == ["a3", "a2", "a1"]
    assert site.query() == "search/?q=检查&sort=date"
    assert not counted(site)


def test_an_address_with_filters_opens_them(site: SearchSite) -> None:
    page = site.open("检查", column="rules", year="2026")
    assert site.hits() == ["a3"]
    expect(page.get_by_label("栏目", exact=True).locator("option:checked")).to_have_text("规章制度（1）")
    expect(page.get_by_label("年份")).to_have_value("2026")
    expect(page.get_by_role("button", name="清除筛选")).to_be_visible()
    page.get_by_role("button", name="筛选", exact=True).click()
    site.box.fill("检查规定")
    assert site.hits() == ["a3"]
    expect(page.get_by_label("栏目", exact=True)).to_be_hidden()


def test_a_filter_that_nothing_meets_can_be_seen_and_taken_away(site: SearchSite) -> None:
    page = site.open("检查", year="1999")
    assert site.hits() == []
    expect(page.get_by_role("status")).to_have_text("共 3 篇，筛选后 0 篇")
    expect(page.get_by_label("年份").locator("option:checked")).to_have_text("1999（0）")
    page.get_by_role("button", name="清除筛选").click()
    assert len(site.hits()) == 3


def test_filters_that_cannot_be_counted_say_so(page_folder: PageFolder, site: SearchSite) -> None:
    page_folder.foreseen = "ERR_FAILED"  # said by the browser itself
    page = site.open("检查")
    site.down = True
    opener = page.get_by_role("button", name="筛选", exact=True)
    opener.click()
    expect(page.locator("[data-sift-note]")).to_have_text("暂时无法统计，请稍后再试。")
    site.down = False
    opener.click()
    opener.click()
    expect(page.get_by_label("栏目", exact=True).locator("option")).to_have_count(3)
    expect(page.locator("[data-sift-note]")).to_be_hidden()


def test_without_hits_there_is_nothing_to_filter(site: SearchSite) -> None:
    page = site.open("没有的词")
    expect(page.locator("[data-sift]")).to_be_hidden()
