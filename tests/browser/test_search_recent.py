"""Recent searches, which stay on the reader's device."""

from __future__ import annotations

import json

import pytest
from pages import PageFolder
from playwright.sync_api import expect
from search_pages import SearchSite, card, search_site

CARDS = [card("a1", "门前三包责任书", "各单位签订责任书。"), card("a2", "检查的通知", "检查。")]


@pytest.fixture
def site(page_folder: PageFolder) -> SearchSite:
    site = search_site(page_folder, CARDS)
    (page_folder.folder / "n" / "a1").mkdir(parents=True)
    (page_folder.folder / "n" / "a1" / "index.html").write_text("<title>a1</title>", encoding="utf-8")
    return site


def kept(site: SearchSite) -> list[str]:
    found: list[str] = json.loads(site.page.evaluate("localStorage.getItem('xuanlan-recent') || '[]'"))
    return found


def test_a_search_is_kept_when_it_is_meant_and_not_for_each_letter(site: SearchSite) -> None:
    page = site.open()
    site.box.press_sequentially("责任")
    assert site.hits() == ["a1"]
    assert kept(site) == []
    site.box.press("Enter")
    assert kept(site) == ["责任"]
    site.box.press_sequentially("书")
    assert site.hits() == ["a1"]
    page.locator("a[data-hit]").click()
    expect(page).to_have_title("a1")
    assert kept(site) == ["责任书", "责任"]


def test_a_page_opened_with_a_query_keeps_it(site: SearchSite) -> None:
    site.open(" 检查 ")
    assert kept(site) == ["检查"]
    site.open("\u200b")
    assert kept(site) == ["检查"]


def test_the_newest_eight_are_kept_each_once(site: SearchSite) -> None:
    site.open()
    for word in [*"甲乙丙丁戊己庚辛壬", "丙"]:
        site.box.fill(word)
        site.box.press("Enter")
    assert kept(site) == list("丙壬辛庚己戊丁乙")


def test_they_are_offered_under_an_empty_box(site: SearchSite) -> None:
    page = site.open("责任书")
    recent = page.get_by_role("region", name="最近搜索")
    expect(recent).to_be_hidden()
    site.box.press("Escape")
    expect(recent).to_be_visible()
    expect(recent).to_contain_text("只保存在这台设备上")
    site.box.press_sequentially("检")
    expect(recent).to_be_hidden()
    site.open()
    recent.get_by_role("link", name="责任书").click()
    expect(page.locator("a[data-hit]")).to_have_count(1)
    expect(site.box).to_have_value("责任书")


def test_they_can_be_cleared(site: SearchSite) -> None:
    site.open("责任书")
    page = site.open()
    page.get_by_role("button", name="清除", exact=True).click()
    expect(page.get_by_role("region", name="最近搜索")).to_be_hidden()
    expect(site.box).to_be_focused()
    assert kept(site) == []


def test_without_any_there_is_no_list(site: SearchSite) -> None:
    page = site.open()
    expect(page.locator("[data-recent]")).to_be_hidden()


@pytest.mark.parametrize("rubbish", ["[1, null, {}]", "{}", "nonsense", "null"])
def test_what_others_have_left_there_does_no_harm(site: SearchSite, rubbish: str) -> None:
    page = site.open()
    page.evaluate("text => localStorage.setItem('xuanlan-recent', text)", rubbish)
    site.open()
    expect(page.locator("[data-recent]")).to_be_hidden()
    site.open("检查")
    assert kept(site) == ["检查"]
