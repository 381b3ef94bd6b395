"""What the results page shows of attached files, beside notices and pages."""

from __future__ import annotations

import pytest
from pages import PageFolder
from playwright.sync_api import expect
from search_pages import SearchSite, card, expires, file_of, lay, search_site

from xuanlan.models.schedule import parse_now

CLOSES = int(parse_now("2026-03-05").timestamp())
LISTED = f'{{"o":{CLOSES - 864_000},"c":{CLOSES},"r":1}}'
"""`changes` of a 公示 whose list goes when it closes, on 5 March 2026."""
PLAN = card("a1", "关于印发《检查办法》的通知", "请各单位对照检查。", "2025-05-01", unit="城管办")
DUTY = card("a2", "关于值班的通知", "落实门前三包责任。", "2026-01-06", changes=expires("2026-03-05"))
NAMES = card("a3", "关于名单的公示", "请看附件。", "2026-02-01", kind="公示", changes=LISTED)
CARDS = [PLAN, DUTY, NAMES]
FILES = [
    file_of(PLAN, "检查表 #1.xlsx", "序号 内容 牵头单位\n1 门前三包 城管办\n2 学府路照明 后勤处"),
    file_of(DUTY, "值班<b>表</b>.docx", "学府路岗亭：每天两人。<img src=x>"),
    file_of(NAMES, "名单.pdf", "学府路 甲组"),
]
MANY = [file_of(DUTY, f"表{number:02}.txt", "登记事项") for number in range(25)]


def site_of(page_folder: PageFolder, now: str = "2026-03-01", **more: object) -> SearchSite:
    return search_site(page_folder, CARDS, now=now, files=FILES, **more)  # type: ignore[arg-type]


def file_hits(site: SearchSite) -> list[str | None]:
    site.settle()
    return [link.get_attribute("data-file-hit") for link in site.page.locator("a[data-file-hit]").all()]


def test_a_file_is_named_with_its_text_and_the_notice_that_it_belongs_to(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    page = site.open("门前三包")
    assert site.hits() == ["a2"]
    section = page.get_by_role("region", name="附件里的内容")
    entry = section.locator("li")
    link = entry.locator("a[data-file-hit='n/a1/files/检查表 #1.xlsx']")
    expect(link).to_have_text("检查表 #1.xlsx")
    assert str(link.get_attribute("href")).endswith("../n/a1/files/%E6%A3%80%E6%9F%A5%E8%A1%A8%20%231.xlsx")
    notice = entry.locator("a[data-file-notice='a1']")
    expect(notice).to_have_text("《关于印发〈检查办法〉的通知》")
    expect(notice).to_have_attribute("href", "../n/a1/index.html")
    expect(entry).to_contain_text("附件")
    expect(entry).to_contain_text("序号 内容 牵头单位 1 门前三包 城管办 2 学府路照明 后勤处")
    assert entry.locator("mark").all_inner_texts() == ["门前三包"]
    for fact in ("城管办", "2025-05-01"):
        expect(entry).to_contain_text(fact)
    headings = page.locator("#search-results h2").all_inner_texts()
    assert headings == ["找到 1 篇文稿", "附件里的内容"]
    expect(page.locator("#search-results")).to_have_attribute("data-total", "1")
    expect(page.get_by_role("status")).to_have_text("找到 1 篇文稿，附件里也有，共 1 个")


def test_a_link_leads_past_the_notices_to_the_files_and_leaves_the_address_alone(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    page = site.open("门前三包")
    page.get_by_role("button", name="附件里也有，共 1 个").press("Enter")
    expect(page.locator("a[data-file-hit]")).to_be_focused()
    assert site.query() == "search/?q=门前三包"


def test_where_only_files_have_it_the_count_says_so_and_nobody_is_sent_to_call(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    page = site.open("学府路")
    assert site.hits() == []
    assert file_hits(site) == ["n/a3/files/名单.pdf", "n/a2/files/值班<b>表</b>.docx", "n/a1/files/检查表 #1.xlsx"]
    expect(page.get_by_role("status")).to_have_text("没有文稿含有“学府路”，附件里有")
    expect(page.locator("#search-results")).to_have_attribute("data-total", "0")
    assert page.get_by_role("link", name="投诉举报电话").count() == 0
    assert page.get_by_role("button", name="附件里也有").count() == 0


def test_where_files_and_pages_have_it_and_no_notice_the_count_says_so(page_folder: PageFolder) -> None:
    site = site_of(page_folder, pages=[card("about.html", "关于", "地址在学府路。")])
    page = site.open("学府路")
    expect(page.get_by_role("status")).to_have_text("没有文稿含有“学府路”，附件和本站其他页面里有")
    headings = page.locator("#search-results h2").all_inner_texts()[1:]
    assert headings == ["附件里的内容", "本站其他页面"]


def test_a_file_has_the_state_of_its_notice_and_goes_with_its_list(page_folder: PageFolder) -> None:
    site = site_of(page_folder, now="2026-03-05")
    page = site.open("学府路")
    assert file_hits(site) == ["n/a1/files/检查表 #1.xlsx", "n/a2/files/值班<b>表</b>.docx"]
    assert page.locator(".xl-tag").all_inner_texts() == ["已失效"]
    site.open("名单.pdf")
    assert file_hits(site) == []


def test_markup_in_a_file_stays_text(page_folder: PageFolder) -> None:
    page = site_of(page_folder).open("岗亭")
    expect(page.locator("a[data-file-hit]")).to_have_text("值班<b>表</b>.docx")
    expect(page.locator("#search-results")).to_contain_text("<img src=x>")
    assert page.locator("#search-results").locator("b, img").count() == 0


def test_filters_and_order_hold_for_files_too(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    page = site.open("学府路")
    page.get_by_role("button", name="筛选", exact=True).click()
    page.get_by_label("单位").select_option(label="城管办（附件 1）")
    assert file_hits(site) == ["n/a1/files/检查表 #1.xlsx"]
    expect(page.get_by_role("status")).to_have_text("没有文稿含有“学府路”，附件里有")
    site.open("学府路", year="2024")
    assert file_hits(site) == []
    expect(page.get_by_role("button", name="清除筛选")).to_be_visible()
    site.open("学府路", sort="date")
    assert [str(hit)[2:4] for hit in file_hits(site)] == ["a3", "a2", "a1"]


def test_counts_of_choices_are_of_notices_where_there_are_some(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    page = site.open("门前三包")
    page.get_by_role("button", name="筛选", exact=True).click()
    expect(page.get_by_label("单位").locator("option")).to_have_text(["全部单位", "后勤处（1）", "城管办（附件 1）"])


def test_more_files_come_by_a_button_that_leads_to_the_first_of_them(page_folder: PageFolder) -> None:
    site = search_site(page_folder, CARDS, files=MANY)
    page = site.open("登记事项")
    assert len(file_hits(site)) == 10
    page.get_by_role("button", name="再显示 10 个附件").press("Enter")
    expect(page.locator("a[data-file-hit]").nth(10)).to_be_focused()
    page.get_by_role("button", name="再显示 5 个附件").press("Enter")
    expect(page.locator("a[data-file-hit]").nth(20)).to_be_focused()
    assert len(set(file_hits(site))) == 25
    expect(page.locator("[data-more-files]")).to_be_hidden()


def test_arrow_keys_go_from_notices_to_files(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    page = site.open("门前三包")
    site.box.press("ArrowDown")
    expect(page.locator("a[data-hit]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("a[data-file-hit]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("a[data-hit]")).to_be_focused()


@pytest.mark.parametrize("all_", [True, False], ids=["of all files", "of one file"])
def test_a_text_that_is_no_longer_there_leaves_the_name_and_the_way_to_the_notice(
    page_folder: PageFolder, all_: bool
) -> None:
    page_folder.foreseen = "404"  # said by the browser itself
    site = site_of(page_folder)
    for file in (page_folder.folder / "search/a/text").glob("*" if all_ else "a3*"):
        file.unlink()
    page = site.open("学府路")
    assert len(file_hits(site)) == 3
    lost = page.locator("li", has=page.locator("a[data-file-notice='a3']"))
    expect(lost.locator("a[data-file-hit]")).to_have_text("名单.pdf")
    expect(lost.locator("a[data-file-notice]")).to_have_text("所属文稿")
    assert page.locator("#search-results[data-failed]").count() == 0


def test_an_index_without_the_set_of_files_is_searched_as_before(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    index = page_folder.folder / "search/index.js"
    text = index.read_text(encoding="utf-8")
    start = text.index(',"a":')
    index.write_text(text[:start] + text[text.index(',"simplified"') :], encoding="utf-8")
    site.open("门前三包")
    assert (site.hits(), file_hits(site)) == (["a2"], [])


def test_files_are_found_from_a_folder_and_by_other_scripts(page_folder: PageFolder) -> None:
    address = lay(page_folder, CARDS, files=FILES)
    page = page_folder.page("2026-03-01")
    page.goto(f"{address}?q=%E5%AD%A6%E5%BA%9C%E8%B7%AF")
    expect(page.locator("a[data-file-hit]")).to_have_count(3)
    answer = page.evaluate("window.xuanlan.search('门前三包')")
    assert (answer["total"], answer["ids"]) == (1, ["a2"])
    assert [(hit["id"], hit["notice"]["id"]) for hit in answer["files"]] == [("n/a1/files/检查表 #1.xlsx", "a1")]


def test_traditional_characters_find_what_only_a_file_has(page_folder: PageFolder) -> None:
    site = site_of(page_folder)
    page = site.open("學府路")
    assert len(file_hits(site)) == 3
    expect(page.locator("#search-results")).to_contain_text("以下是“学府路”的结果")
