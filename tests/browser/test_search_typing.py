"""Typing on the results page: answers as one types, the address, the keys, and what is announced."""

from __future__ import annotations

import pytest
from pages import PageFolder
from playwright.sync_api import Page, expect
from search_pages import HOME, NOW, SearchSite, card, search_site

from xuanlan.models.schedule import parse_now

CARDS = [
    card("a1", "门前三包责任书", "各单位签订责任书。", "2024-05-01"),
    card("a2", "关于检查卫生的通知", "请落实门前三包责任。", "2025-01-01"),
    card("a3", "关于检查安全的通知", "请检查消防设施。", "2025-02-01"),
]


@pytest.fixture
def site(page_folder: PageFolder) -> SearchSite:
    return search_site(page_folder, CARDS)


def compose(page: Page, letters: str) -> None:
    """What an input method shows while its user spells a word."""
    keyboard = page.context.new_cdp_session(page)
    place = len(letters)
    keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": place, "selectionEnd": place})


def test_results_follow_what_is_typed_and_so_does_the_address(site: SearchSite) -> None:
    page = site.open()
    before = page.evaluate("history.length")
    site.box.press_sequentially("检查")
    assert site.hits() == ["a3", "a2"]
    assert site.query() == "search/?q=检查"
    site.box.press_sequentially(" 消防")
    assert site.hits() == ["a3"]
    assert site.query() == "search/?q=检查+消防"
    assert page.evaluate("history.length") == before
    expect(page.get_by_role("search", name="站内查找").get_by_role("searchbox")).to_have_value("检查 消防")


def test_from_the_first_letter_on_the_old_answer_does_not_count(site: SearchSite) -> None:
    page = site.open("检查")
    site.box.press("1")
    assert page.locator("#search-results").get_attribute("data-ready") == "false"
    assert site.hits() == []


def test_the_header_s_box_answers_in_place_too(site: SearchSite) -> None:
    page = site.open()
    header = page.get_by_role("search", name="站内查找").get_by_role("searchbox")
    header.press_sequentially("责任书")
    assert site.hits() == ["a1"]
    expect(header).to_be_focused()
    expect(site.box).to_have_value("责任书")


def test_an_input_method_is_waited_for(site: SearchSite) -> None:
    page = site.open()
    site.box.focus()
    for letters in ("j", "ji", "jian cha"):
        compose(page, letters)
    expect(site.box).to_have_value("jian cha")
    page.clock.run_for(2000)
    assert site.asked == []
    assert site.query() == "search/"
    page.context.new_cdp_session(page).send("Input.insertText", {"text": "检查"})
    expect(site.box).to_have_value("检查")
    expect(page.locator("a[data-hit]")).to_have_count(2)
    assert site.query() == "search/?q=检查"


def test_an_answer_that_comes_late_is_dropped(site: SearchSite) -> None:
    site.held = lambda _: True
    page = site.open()
    with page.expect_request("**/search/index.js?*"):
        site.box.fill("检查")
    site.box.fill("责任书")
    page.clock.run_for(1000)
    site.held = lambda route: "text/" in route.request.url
    for route in site.waiting:
        site.fulfil(route)
    expect(page.locator("#search-results")).to_have_text("正在查找……")
    site.held = lambda _: False
    site.waiting, late = [], site.waiting
    for route in late:
        if "text/" in route.request.url:
            site.fulfil(route)
    assert site.hits() == ["a1"]
    expect(page.locator("#search-results")).to_have_attribute("data-total", "1")


def test_sending_the_form_answers_in_place(site: SearchSite) -> None:
    page = site.open()
    page.evaluate("window.stays = true")
    site.box.fill("责任书")
    site.box.press("Enter")
    assert site.hits() == ["a1"]
    assert page.evaluate("window.stays")
    expect(site.box).to_be_focused()


def test_an_empty_box_that_is_sent_asks_for_words(site: SearchSite) -> None:
    page = site.open()
    site.box.press("Enter")
    expect(page.locator("#search-results")).to_have_text("请先输入要找的字词。")
    expect(page.get_by_role("status")).to_have_text("请先输入要找的字词。")
    assert site.asked == []


def test_on_another_page_the_form_leads_to_the_results(site: SearchSite) -> None:
    page = site.page
    page.goto(f"{HOME}index.html")
    page.get_by_role("searchbox").fill("责任书")
    page.get_by_role("searchbox").press("Enter")
    assert site.hits() == ["a1"]
    assert site.query() == "search/?q=责任书"


def test_an_address_brings_query_and_order_back_as_does_the_back_button(site: SearchSite) -> None:
    page = site.open("检查", sort="date")
    expect(site.box).to_have_value("检查")
    site.box.fill("责任")
    assert site.hits() == ["a2", "a1"]
    page.goto(f"{HOME}search/?q=%E6%B6%88%E9%98%B2")
    assert site.hits() == ["a3"]
    page.go_back()
    expect(site.box).to_have_value("责任")
    assert site.hits() == ["a2", "a1"]
    assert site.query() == "search/?q=责任&sort=date"
    page.go_forward()
    expect(site.box).to_have_value("消防")
    assert site.hits() == ["a3"]


def test_a_browser_that_keeps_its_history_shut_still_searches(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    site.page.add_init_script(
        'for (const name of ["history", "localStorage"]) {'
        ' Object.defineProperty(window, name, { get() { throw new DOMException("denied"); } }); }'
    )
    # The short address of a page depends on history, too.
    site.page.goto(f"{HOME}search/?q=%E6%A3%80%E6%9F%A5")
    assert site.hits() == ["a3", "a2"]
    site.box.fill("责任书")
    assert site.hits() == ["a1"]


def test_arrows_lead_from_the_box_through_the_hits_and_back(site: SearchSite) -> None:
    page = site.open("检查")
    hits = page.locator("a[data-hit]")
    site.box.press("ArrowDown")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(site.box).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    expect(site.box).to_be_focused()


def test_tab_reaches_the_hits_as_well(site: SearchSite) -> None:
    page = site.open("责任书")
    site.box.focus()
    for _ in range(4):  # the button, the filters, the order, the hit
        page.keyboard.press("Tab")
    expect(page.locator("a[data-hit]")).to_be_focused()


def test_escape_empties_the_box_and_then_leaves_it(site: SearchSite) -> None:
    page = site.open("责任书")
    site.box.press("Escape")
    expect(site.box).to_have_value("")
    expect(site.box).to_be_focused()
    expect(page.locator("a[data-hit]")).to_have_count(0)
    assert site.query() == "search/"
    site.box.press("Escape")
    expect(site.box).not_to_be_focused()


def test_the_slash_selects_what_stands_in_the_box(site: SearchSite) -> None:
    page = site.open("责任书")
    page.keyboard.press("/")
    expect(site.box).to_be_focused()
    page.keyboard.type("检查")
    assert site.hits() == ["a3", "a2"]


def test_only_a_count_that_stands_is_announced(site: SearchSite) -> None:
    page = site.open()
    page.clock.pause_at(parse_now(f"{NOW}T01:00"))
    page.evaluate(
        "window.said = []; const status = document.querySelector('[role=status]');"
        "new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });"
    )
    for letter in "责任":
        site.box.press_sequentially(letter)
        page.clock.run_for(300)
        site.settle()
    assert page.evaluate("said") == []
    page.clock.run_for(1000)
    assert page.evaluate("said") == ["找到 2 篇文稿"]
