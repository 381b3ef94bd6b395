"""Search over titles, document numbers and units on the results page, opened from a folder."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from pages import Desk, facts
from playwright.sync_api import Page, expect

IN_FORCE = facts()
PAST = facts(expires="2026-02-20")
EXPIRES_LATER = facts(expires="2026-03-05")
ROWS = [
    ["a1", "门前三包", "", "城管办", "规定", "2024-05-01", IN_FORCE],
    ["a2", "门前三包责任书", "", "城管办", "通知", "2023-05-01", IN_FORCE],
    ["a3", "关于落实门前三包的通知", "云职院〔2026〕17号", "后勤处", "通知", "2025-01-01", PAST],
    ["a4", "关于门前三包检查的通报", "", "后勤处", "通报", "2024-01-01", IN_FORCE],
    ["a5", "关于门前三包的补充通知", "", "后勤处", "通知", "2025-02-01", IN_FORCE],
    ["a6", "放假安排", "云职院〔2026〕18号", "门前三包办公室", "通知", "2026-01-01", IN_FORCE],
    ["a7", "值班<b>安排</b>&amp;", "", "", "通知", "2026-01-02", EXPIRES_LATER],
    ["a8", "将来的事", "", "", "通知", "2027-01-01", facts("2027-01-01")],
]
BODY = '<form data-search action="index.html"><input name="q"></form><div id="search-results" data-ready="false" aria-live="polite"></div>'


def ask(desk: Desk, query: str, rows: list[list[str]] | None = ROWS, now: str = "2026-03-10") -> Page:
    """The results page for `query`; without `rows` the list of titles is missing."""
    address = desk.write(BODY, name="search/index.html", root="../")
    if rows is not None:
        text = f"window.xuanlanTitles={json.dumps(rows, ensure_ascii=False)};"
        (desk.folder / "search" / "titles.js").write_text(text, encoding="utf-8")
    page = desk.page(now)
    page.goto(f"{address}?q={quote(query)}")
    return page


def hits(page: Page) -> list[str | None]:
    page.locator("#search-results[data-ready='true']").wait_for()
    return [link.get_attribute("data-hit") for link in page.locator("a[data-hit]").all()]


def test_ranking(desk: Desk) -> None:
    page = ask(desk, "门前三包")
    assert hits(page) == ["a1", "a2", "a5", "a4", "a3", "a6"]
    results = page.locator("#search-results")
    expect(results).to_have_attribute("data-total", "6")
    expect(page.get_by_role("status")).to_have_text("找到6条与“门前三包”有关的文稿。")
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    expect(results).to_have_attribute("aria-live", "off")


def test_links_lead_to_the_notice_from_the_results_page(desk: Desk) -> None:
    page = ask(desk, "责任书")
    expect(page.locator("a[data-hit]")).to_have_attribute("href", "../n/a2/index.html")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("云职院[2026]17号", ["a3"]),
        ("（２０２６）", ["a6", "a3"]),
        ("后勤处 通知", ["a5", "a3"]),
        ("  门前　落实 ", ["a3"]),
        ("后勤处 没有", []),
        ("<b>", ["a7"]),
        ("&amp;", ["a7"]),
        ("将来", []),
    ],
)
def test_what_matches(desk: Desk, query: str, found: list[str]) -> None:
    assert hits(ask(desk, query)) == found


def test_hits_are_marked_and_markup_stays_text(desk: Desk) -> None:
    page = ask(desk, "安排 B")
    assert hits(page) == ["a7"]
    link = page.locator("a[data-hit]")
    expect(link).to_have_text("值班<b>安排</b>&amp;")
    assert link.locator("mark").all_inner_texts() == ["b", "安排", "b"]
    assert link.locator("b").count() == 0


def test_a_query_with_markup_is_only_text(desk: Desk) -> None:
    query = "<img src=x onerror=alert(1)>"
    page = ask(desk, query)
    assert hits(page) == []
    expect(page.get_by_role("status")).to_contain_text(f"没有找到与“{query}”有关的文稿")
    expect(page.locator("input")).to_have_value(query)
    assert page.locator("#search-results img").count() == 0


def test_state_is_of_today(desk: Desk) -> None:
    page = ask(desk, "值班", now="2026-03-04")
    assert hits(page) == ["a7"]
    assert page.locator(".xl-tag").count() == 0
    page = ask(desk, "值班", now="2026-03-05")
    expect(page.locator(".xl-tag")).to_have_text("已失效")
    expect(page.locator(".xl-tag")).to_have_class("xl-tag xl-tag--expired")


@pytest.mark.parametrize("query", ["", "   ", "\u200b"])
def test_without_a_query_nothing_is_loaded(desk: Desk, query: str) -> None:
    page = ask(desk, query, rows=None)
    assert hits(page) == []
    expect(page.get_by_role("status")).to_have_text("请输入标题、文号或单位中的字词。")
    assert page.locator("script[src]").count() == 1


def test_many_hits_come_in_batches_by_keyboard(desk: Desk) -> None:
    rows = [[f"n{number:03}", f"通知{number:03}", "", "", "通知", "2026-01-01", IN_FORCE] for number in range(120)]
    page = ask(desk, "通知", rows)
    assert len(hits(page)) == 50
    expect(page.locator("#search-results")).to_have_attribute("data-total", "120")
    more = page.get_by_role("button", name="再显示50条")
    more.press("Enter")
    expect(page.locator("a[data-hit='n050']")).to_be_focused()
    page.get_by_role("button", name="再显示20条").press("Enter")
    assert len(hits(page)) == 120
    expect(page.locator("button")).to_be_hidden()


def test_a_missing_list_is_admitted(desk: Desk) -> None:
    desk.foreseen = "ERR_FILE_NOT_FOUND"  # said by the browser itself
    page = ask(desk, "通知", rows=None)
    expect(page.get_by_role("status")).to_contain_text("暂时无法查找")
    expect(page.locator("#search-results")).to_have_attribute("data-failed", "true")
    expect(page.locator("#search-results")).to_have_attribute("data-ready", "false")
    (desk.folder / "search" / "titles.js").write_text("window.xuanlanTitles=[];", encoding="utf-8")
    assert page.evaluate("window.xuanlan.search('通知').then(answer => answer.total)") == 0


def test_other_scripts_can_search_on_any_page(desk: Desk) -> None:
    ask(desk, "")
    (desk.folder / "search" / "titles.js").write_text(f"window.xuanlanTitles={json.dumps(ROWS)};", encoding="utf-8")
    page = desk.open("<p>页</p>", name="n/a1/index.html", root="../../")
    answer = page.evaluate("window.xuanlan.search('门前三包 责任')")
    assert answer["total"] == 1
    assert answer["ids"] == ["a2"]
    assert answer["hits"][0]["state"] == "current"
    assert page.evaluate("window.xuanlan.search('').then(answer => answer.total)") == 0
