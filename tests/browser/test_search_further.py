"""What the results page tries when nothing holds all of a query: initials of titles, then its longest part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cases import every
from pages import PageFolder
from playwright.sync_api import Browser, expect
from search_pages import SearchSite, card, search_site

TITLE = "关于做好国庆假期安全工作的通知"
CARDS = [
    card("holiday", TITLE, "正文。"),
    card("three", "校园“门前三包”责任制", "各单位落实。", "2024-05-01"),
    card("long", "加强校园电动自行车停放和充电管理通告", "WiFi 密码 ABCDEF。"),
    card("number", "其他", "电话 20261234。", doc_no="云职院〔2026〕17号"),
]
PARTS = {
    f"{TITLE}已经发布请查看": (TITLE, ["holiday"]),
    f"转发：{TITLE}（附件下载）": (TITLE, ["holiday"]),
    f"{TITLE} 学院办公室转发": (TITLE, ["holiday"]),
    "放假 校园“门前三包”责任制度": ("校园“门前三包”责任制", ["three"]),
    "云职院[2026]17号文件全文": ("云职院[2026]17号", ["number"]),
    "落实 没有": ("落实", ["three"]),
}
NOTHING = ("没有这个的词", "的，的", "ABCDEFG", "202612345", "无", "xyz", "mq")
INITIALS = {
    "mqsb": ["three"],
    "MQSB": ["three"],
    "gjqx": [],
    "qqxycdzxc": [],
    "xyddzxctfhcdgltg": ["long"],
    "gqjq": ["holiday"],
}


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchSite]:
    folder = PageFolder(browser, tmp_path_factory.mktemp("site"))
    yield search_site(folder, CARDS)
    folder.close()


@every(("query", "part", "ids"), [(query, *found) for query, found in PARTS.items()])
def test_a_title_with_more_words_around_it_finds_its_notice_and_the_page_says_so(
    site: SearchSite, query: str, part: str, ids: list[str]
) -> None:
    page = site.open(query)
    assert site.hits() == ids
    expect(page.locator("[data-further]")).to_have_text(f"没有同时包含全部文字的文稿，下面是包含“{part}”的。")
    expect(page.get_by_role("status")).to_contain_text("没有同时包含全部文字")
    expect(page.locator("#search-results")).to_have_attribute("data-total", str(len(ids)))
    expect(site.box).to_have_value(query)
    assert page.locator("[data-hit] mark, .xl-hit mark").count() >= 1


@every("query", [*NOTHING, TITLE])
def test_pieces_of_words_marks_and_too_little_are_no_part_worth_showing(site: SearchSite, query: str) -> None:
    page = site.open(query)
    assert site.hits() == (["holiday"] if query == TITLE else [])
    assert page.locator("[data-further]").count() == 0


@every(("query", "ids"), INITIALS.items())
def test_initials_of_the_pinyin_find_titles(site: SearchSite, query: str, ids: list[str]) -> None:
    page = site.open(query)
    assert site.hits() == ids
    said = f"没有找到“{query}”，下面是标题的拼音首字母含有“{query}”的文稿。"
    assert page.locator("[data-further]").all_inner_texts() == ([said] if ids else [])


def test_for_other_scripts_all_parts_are_required(site: SearchSite) -> None:
    page = site.open()
    for query in (f"{TITLE}全文", "mqsb"):
        assert page.evaluate("(query) => xuanlan.search(query).then((answer) => answer.total)", query) == 0


def test_letters_that_stand_in_a_text_are_found_there_and_nowhere_else(site: SearchSite) -> None:
    site.page_folder.page()
    before = len(site.asked)
    page = site.open("wifi")
    assert site.hits() == ["long"]
    assert page.locator("[data-further]").count() == 0
    assert [path for path in site.asked[before:] if "/i/" in path] == []
