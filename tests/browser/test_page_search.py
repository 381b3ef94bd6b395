"""What the results page shows of an answer."""

from __future__ import annotations

import pytest
from pages import PageFolder
from playwright.sync_api import Page, expect
from search_pages import card, expires, lay, search_site

CARDS = [
    card("a1", "门前三包责任书", "各单位签订责任书。", "2024-05-01", unit="城管办"),
    card(
        "a2",
        "关于检查卫生的通知",
        "各系部：\n请落实门前三包责任，每周检查一次。",
        "2025-01-01",
        doc_no="云职院〔2026〕17号",
    ),
    card("a3", "值班<b>安排</b>&amp;", "值班室<img src=x>电话。", changes=expires("2026-03-05")),
]
PAGES = [
    card("about.html", "关于本站", "门前三包的规定在规章制度里。"),
    card("manual/index.html", "手册", "值班<b>室</b>的写法。"),
]
MANY = [card(f"n{number:02}", f"通知{number:02}", "正文") for number in range(25)]


def status(page: Page) -> str:
    return page.get_by_role("status").text_content() or ""


def test_a_hit_has_its_title_number_unit_date_and_the_text_around_the_words(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    page = site.open("门前三包")
    assert site.hits() == ["a1", "a2"]
    entry = page.locator("li", has=page.locator("a[data-hit='a2']"))
    expect(entry.get_by_role("link")).to_have_text("关于检查卫生的通知")
    expect(entry.get_by_role("link")).to_have_attribute("href", "../n/a2/index.html")
    for part in ("请落实门前三包责任，每周检查一次。", "云职院〔2026〕17号", "后勤处", "2025-01-01"):
        expect(entry).to_contain_text(part)
    assert entry.locator("mark").all_inner_texts() == ["门前三包"]
    assert page.locator("a[data-hit='a1'] mark").all_inner_texts() == ["门前三包"]


def test_a_document_number_is_marked_however_its_brackets_are_typed(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    page = site.open("云职院[2026]１7号")
    assert site.hits() == ["a2"]
    assert page.locator("mark").all_inner_texts() == ["云职院〔2026〕17号"]


def test_the_count_is_a_heading_and_is_announced(page_folder: PageFolder) -> None:
    page = search_site(page_folder, CARDS).open("门前三包")
    expect(page.locator("#search-results")).to_have_attribute("data-total", "2")
    expect(page.get_by_role("heading", level=2, name="找到 2 篇文稿")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("找到 2 篇文稿")
    assert page.locator("#search-results[aria-live]").count() == 0


def test_pages_written_by_hand_have_a_section_below(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS, PAGES)
    page = site.open("门前三包")
    section = page.get_by_role("region", name="本站其他页面")
    link = section.locator("a[data-page-hit='about.html']")
    expect(link).to_have_attribute("href", "../about.html")
    expect(section).to_contain_text("门前三包的规定在规章制度里。")
    expect(page.locator("#search-results")).to_have_attribute("data-total", "2")
    headings = page.locator("#search-results h2").all_inner_texts()
    assert headings == ["找到 2 篇文稿", "本站其他页面"]


def test_where_only_a_page_has_it_the_count_says_so(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS, PAGES)
    page = site.open("写法")
    assert site.hits() == []
    expect(page.get_by_role("status")).to_have_text("没有文稿含有“写法”，本站其他页面里有")
    expect(page.locator("a[data-page-hit]")).to_have_count(1)
    assert page.get_by_role("link", name="投诉举报电话").count() == 0


def test_markup_in_a_notice_stays_text(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    page = site.open("安排 B")
    assert site.hits() == ["a3"]
    link = page.locator("a[data-hit]")
    expect(link).to_have_text("值班<b>安排</b>&amp;")
    assert link.locator("mark").all_inner_texts() == ["b", "安排", "b"]
    assert page.locator("#search-results").locator("b, img").count() == 0


def test_a_query_with_markup_is_only_text(page_folder: PageFolder) -> None:
    query = "<svg/onload=alert(1)>"
    site = search_site(page_folder, CARDS)
    page = site.open(query)
    assert site.hits() == []
    expect(page.get_by_role("status")).to_have_text(f"没有找到含有“{query}”的文稿")
    expect(site.box).to_have_value(query)
    assert page.locator("#search-results svg").count() == 0


def test_a_long_query_is_not_repeated_in_full(page_folder: PageFolder) -> None:
    page = search_site(page_folder, CARDS).open("无" * 150)
    assert status(page) == f"没有找到含有“{'无' * 40}…”的文稿"


@pytest.mark.parametrize(("today", "labels"), [("2026-03-04", []), ("2026-03-05", ["已失效"])])
def test_the_state_is_of_today(page_folder: PageFolder, today: str, labels: list[str]) -> None:
    page = search_site(page_folder, CARDS, now=today).open("值班")
    assert page.locator(".xl-tag").all_inner_texts() == labels
    assert page.locator(".xl-tag--expired").count() == len(labels)


@pytest.mark.parametrize("query", ["", "   ", "\u200b"])
def test_without_a_query_nothing_is_loaded(page_folder: PageFolder, query: str) -> None:
    site = search_site(page_folder, CARDS)
    page = site.open(query)
    assert site.asked == []
    expect(page.locator("#search-results")).to_have_attribute("data-total", "0")
    expect(page.locator("#search-results")).to_be_empty()


def test_more_hits_come_by_a_button_that_leads_to_the_first_of_them(page_folder: PageFolder) -> None:
    site = search_site(page_folder, MANY)
    page = site.open("通知")
    assert len(site.hits()) == 10
    expect(page.locator("#search-results")).to_have_attribute("data-total", "25")
    page.get_by_role("button", name="再显示 10 篇").press("Enter")
    expect(page.locator("a[data-hit]").nth(10)).to_be_focused()
    page.get_by_role("button", name="再显示 5 篇").press("Enter")
    expect(page.locator("a[data-hit]").nth(20)).to_be_focused()
    assert len(set(site.hits())) == 25
    expect(page.locator("[data-more]")).to_be_hidden()


def test_more_hits_that_cannot_be_had_are_tried_again(page_folder: PageFolder) -> None:
    page_folder.foreseen = "ERR_FAILED"  # said by the browser itself
    site = search_site(page_folder, MANY)
    page = site.open("通知")
    site.down = True
    page.locator("[data-more]").click()
    expect(page.locator("[data-more]")).to_have_text("再试一次")
    site.down = False
    page.locator("[data-more]").click()
    expect(page.locator("a[data-hit]")).to_have_count(20)


def test_who_comes_back_from_a_hit_sees_as_many_as_before(page_folder: PageFolder) -> None:
    site = search_site(page_folder, MANY)
    page = site.open("通知")
    page.locator("[data-more]").click()
    expect(page.locator("a[data-hit]")).to_have_count(20)
    page.goto("http://site.example/index.html")
    page.go_back()
    site.settle()
    expect(page.locator("a[data-hit]")).to_have_count(20)


def test_traditional_characters_find_simplified_text_and_the_page_says_so(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    page = site.open("門前三包")
    assert site.hits() == ["a1", "a2"]
    expect(page.locator("#search-results")).to_contain_text("没有找到“門前三包”，以下是“门前三包”的结果。")
    assert page.locator("a[data-hit='a1'] mark").all_inner_texts() == ["门前三包"]
    expect(site.box).to_have_value("門前三包")


def test_where_nothing_is_found_parts_of_the_query_are_offered_with_their_counts(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    page = site.open("门前四包责任")
    assert site.hits() == []
    shorter = page.locator("#search-results li")
    expect(shorter).to_have_text(["门前 2 篇", "责任 2 篇"])
    calls = page.locator("#search-results").get_by_role("link", name="投诉举报电话")
    expect(calls).to_have_attribute("href", "../hotlines/index.html")
    expect(page.get_by_role("region", name="也可以到栏目里找").get_by_role("link")).to_have_count(1)
    shorter.get_by_role("link", name="门前").click()
    expect(page.locator("#search-results")).to_have_attribute("data-total", "2")
    expect(site.box).to_have_value("门前")


def test_of_several_words_those_that_are_found_alone_are_offered(page_folder: PageFolder) -> None:
    page = search_site(page_folder, CARDS).open("门前三包 2026年 值班")
    expect(page.locator("#search-results .xl-none li")).to_have_text(["门前三包 2 篇", "值班 1 篇"])


def test_the_tab_and_the_paper_name_the_query(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    page = site.open("责任书")
    expect(page).to_have_title("责任书 - 页")
    expect(page.locator("#search-results .xl-print-only")).to_have_text("查找的字词：责任书")
    site.box.fill("")
    expect(page).to_have_title("页")


def test_until_the_answer_is_there_the_page_says_that_it_searches(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS)
    site.held = lambda _: True
    page = site.go("责任书")
    results = page.locator("#search-results")
    expect(results).to_have_text("正在查找……")
    expect(results).to_have_attribute("data-ready", "false")
    expect(page.get_by_role("status")).to_have_text("正在查找……")
    site.held = lambda _: False
    for route in site.waiting:
        site.fulfil(route)
    assert site.hits() == ["a1"]


def test_an_index_that_cannot_be_had_is_admitted_and_tried_again(page_folder: PageFolder) -> None:
    page_folder.foreseen = "ERR_FAILED"  # said by the browser itself
    site = search_site(page_folder, CARDS)
    site.down = True
    page = site.go("责任书")
    results = page.locator("#search-results")
    expect(results).to_have_attribute("data-failed", "true")
    expect(results).to_have_attribute("data-ready", "false")
    expect(page.get_by_role("status")).to_contain_text("暂时无法查找")
    site.down = False
    page.get_by_role("button", name="再试一次").press("Enter")
    assert site.hits() == ["a1"]
    assert page.locator("#search-results[data-failed]").count() == 0
    expect(page.locator("a[data-hit]")).to_be_focused()


WITHOUT_INFLATING = "delete window.DecompressionStream"


def test_a_browser_that_cannot_inflate_loads_what_can_and_only_that_one(page_folder: PageFolder) -> None:
    asked: list[str] = []
    for before in ("", WITHOUT_INFLATING):
        site = search_site(page_folder, CARDS)
        site.page.add_init_script(before)
        site.page.on("request", lambda request: asked.append(request.url))
        site.open("责任书")
        assert site.hits() == ["a1"]
        assert len([url for url in asked if "/inflate." in url]) == bool(before)


@pytest.mark.parametrize(
    ("before", "blocked", "words"),
    [
        (WITHOUT_INFLATING, "**/inflate.*.js", "请检查网络"),
        (f"{WITHOUT_INFLATING}; Object.defineProperty(window, 'xuanlanInflate', {{ set() {{}} }})", "", "浏览器太旧"),
        ("delete window.TextDecoder", "", "浏览器太旧"),
        ("Object.defineProperty(window, 'xuanlanSearch', { set() {} })", "", "浏览器太旧"),
        ("", "**/search.*.js", "请检查网络"),
    ],
)
def test_a_failure_names_its_own_cause(page_folder: PageFolder, before: str, blocked: str, words: str) -> None:
    page_folder.foreseen = "ERR_FAILED"
    site = search_site(page_folder, CARDS)
    site.page.add_init_script(before)
    if blocked:
        site.page.route(blocked, lambda route: route.abort())
    results = site.go("责任书").locator("#search-results")
    expect(results).to_have_attribute("data-failed", "true")
    expect(results).to_contain_text(words)


def test_the_page_works_from_a_folder(page_folder: PageFolder) -> None:
    address = lay(page_folder, CARDS, PAGES)
    page = page_folder.page()
    page.goto(f"{address}?q=%E9%97%A8%E5%89%8D")
    expect(page.locator("a[data-hit]")).to_have_count(2)
    page.get_by_role("searchbox").last.fill("责任书")
    expect(page.locator("a[data-hit]")).to_have_count(1)
    assert page.url == f"{address}?q=%E8%B4%A3%E4%BB%BB%E4%B9%A6"


def test_other_scripts_can_search_on_any_page(page_folder: PageFolder) -> None:
    site = search_site(page_folder, [*CARDS, *MANY], PAGES)
    page = site.page
    page.goto("http://site.example/index.html")
    answer = page.evaluate("window.xuanlan.search('门前 责任')")
    assert (answer["total"], answer["ids"]) == (2, ["a1", "a2"])
    assert [hit["state"] for hit in answer["hits"]] == ["current", "current"]
    assert [hit["id"] for hit in page.evaluate("window.xuanlan.search('本站')")["pages"]] == ["about.html"]
    many = page.evaluate("window.xuanlan.search('通知')")
    assert (many["total"], len(many["ids"]), len(many["hits"])) == (26, 26, 10)
    assert page.evaluate("window.xuanlan.search('').then(answer => answer.total)") == 0
