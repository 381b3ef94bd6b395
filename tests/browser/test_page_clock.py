"""Pages by the reader's clock: notices, lists, hotlines."""

from __future__ import annotations

import pytest
from pages import PageFolder, entry, facts
from playwright.sync_api import Page, expect

from xuanlan.models.hours import parse_hours, to_json
from xuanlan.models.schedule import parse_now
from xuanlan.models.tally import Tally

ZONES = ("America/New_York", "Asia/Shanghai")
PERIOD = facts(open_from="2026-03-02", open_until="2026-03-09", expires="2026-04-01", list_goes=True)


def notice(facts_json: str, state: str, sentence: str = "", label: str = "") -> str:
    hidden = "" if sentence else " hidden"
    return (
        f'<article data-notice="n1" data-state="{state}" data-facts=\'{facts_json}\'>'
        f'<div class="xl-state xl-state--{state}" data-state-banner{hidden}><span data-state-label>{label}</span>'
        f"<span data-state-sentence>{sentence}</span></div>"
        '<nav><ol><li><a href="#s-list">名单</a></li></ol></nav>'
        '<div data-removable><h2 id="s-list">名单</h2><p>甲乙丙</p></div></article>'
        '<details><nav><ol><li><a href="#s-list">名单</a></li><li><a href="#foot">联系</a></li></ol></nav></details>'
    )


def shown(page: Page) -> tuple[str | None, str, str]:
    """State, label and sentence that a reader meets."""
    state = page.locator("article").get_attribute("data-state")
    return state, page.locator("[data-state-label]").inner_text(), page.locator("[data-state-sentence]").inner_text()


@pytest.mark.parametrize("zone", ZONES)
def test_a_page_built_last_week_shows_todays_state(page_folder: PageFolder, zone: str) -> None:
    page = page_folder.open(notice(PERIOD, "current"), now="2026-03-02T00:00:00+08:00", zone=zone)
    assert shown(page) == ("open", "公示中", "本公示正在进行，2026年3月8日结束，还剩6天。")
    expect(page.locator("[data-state-banner]")).to_have_class("xl-state xl-state--open")
    expect(page.locator("[data-removable]")).to_contain_text("甲乙丙")


def test_before_the_period_nothing_is_said(page_folder: PageFolder) -> None:
    page = page_folder.open(notice(PERIOD, "current"), now="2026-03-01T23:59:00+08:00")
    expect(page.locator("[data-state-banner]")).to_be_hidden()


def test_the_state_changes_under_the_readers_eyes(page_folder: PageFolder) -> None:
    page = page_folder.open(notice(PERIOD, "open"), now="2026-03-08T23:59:30+08:00")
    assert shown(page)[2] == "本公示正在进行，今天是最后一天，2026年3月8日结束。"
    page.clock.run_for(31_000)
    assert shown(page) == ("closed", "公示结束", "本公示已结束，公示期至2026年3月8日。名单已按规定撤下。")


def test_a_reader_who_comes_back_finds_the_page_up_to_date(page_folder: PageFolder) -> None:
    page = page_folder.open(notice(PERIOD, "open"), now="2026-03-08T12:00:00+08:00")
    page.clock.set_system_time(parse_now("2026-03-10"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert shown(page)[0] == "closed"


def test_the_list_goes_from_the_page_and_its_outline(page_folder: PageFolder) -> None:
    page = page_folder.open(notice(PERIOD, "open"), now="2026-03-09T00:00:00+08:00")
    expect(page.locator("[data-removable]")).to_be_hidden()
    assert "甲乙丙" not in page.content()
    expect(page.locator("article nav")).to_be_hidden()
    expect(page.locator("details nav li:visible")).to_have_count(0)
    assert page.locator("details nav li:not([hidden])").all_text_contents() == ["联系"]


def test_expiry_with_the_date(page_folder: PageFolder) -> None:
    page = page_folder.open(notice(PERIOD, "open"), now="2026-04-20T00:00:00+08:00")
    assert shown(page)[:2] == ("expired", "已失效")
    assert shown(page)[2].startswith("本文有效期至2026年3月31日，现已失效")


def test_what_the_author_wrote_about_a_withdrawal_stays(page_folder: PageFolder) -> None:
    written = notice(facts(fixed="withdrawn"), "withdrawn", "本文已撤回：数字有误。", "已撤回")
    assert shown(page_folder.open(written, now="2026-03-20")) == ("withdrawn", "已撤回", "本文已撤回：数字有误。")


@pytest.mark.parametrize("clock", ["1970-01-01", "2026-02-28", "2099-01-01"])
def test_an_implausible_clock_gives_way_to_the_build(page_folder: PageFolder, clock: str) -> None:
    page = page_folder.open(notice(PERIOD, "open"), now=clock, built="2026-03-05T08:00:00+08:00")
    assert shown(page)[2] == "本公示正在进行，2026年3月8日结束，还剩3天。"


def test_unreadable_facts_leave_the_page_as_it_was_built(page_folder: PageFolder) -> None:
    page = page_folder.open(notice("{", "open", "原来的话。", "公示中"), now="2026-04-20")
    assert shown(page) == ("open", "公示中", "原来的话。")


def listing(*entries: str, column: str = "notices") -> str:
    return f"<div data-list='{column}'><ul>{''.join(entries)}</ul><p data-empty hidden>暂无内容。</p></div>"


def visible(page: Page, scope: str) -> list[str]:
    return page.locator(f"{scope} li:visible a").all_inner_texts()


def test_lists_drop_what_is_out_of_force(page_folder: PageFolder) -> None:
    names = {
        "stays": facts(),
        "expires": facts(expires="2026-03-10"),
        "opens": facts(open_from="2026-03-09", open_until="2026-03-20"),
        "closes": facts(open_until="2026-03-10"),
        "withdrawn": facts(fixed="withdrawn"),
        "superseded": facts(fixed="superseded"),
        "repealed": facts(fixed="repealed"),
    }
    page = page_folder.open(listing(*(entry(*item) for item in names.items())), now="2026-03-10")
    assert visible(page, "[data-list]") == ["stays", "opens", "closes"]
    labels = page.locator("[data-list] [data-state-label]:visible")
    assert labels.all_inner_texts() == ["公示中", "公示结束"]
    expect(labels.first).to_have_class("xl-tag xl-tag--open")
    expect(page.locator("[data-empty]")).to_be_hidden()


def test_an_archive_greys_and_labels_what_is_out_of_force_and_counts_anew(page_folder: PageFolder) -> None:
    entries = (
        entry("stays", facts()),
        entry("expires", facts(expires="2026-03-10")),
        entry("withdrawn", facts(fixed="withdrawn")),
        entry("later", facts("2026-03-20")),
    )
    tally = Tally(3, 1, ((int(parse_now("2026-03-10").timestamp()), 1),)).to_json()
    counts = "".join(f"<p data-tally='{tally}' data-tally-form='{form}'></p>" for form in ("", "short", "listed"))
    page = page_folder.open(
        counts + listing(*entries).replace("data-list", "data-complete data-list"), now="2026-03-09T23:59:30+08:00"
    )
    gone = page.locator("li.xl-entry--gone a")
    assert (visible(page, "[data-list]"), gone.all_inner_texts()) == (["stays", "expires", "withdrawn"], ["withdrawn"])
    assert page.locator("[data-tally]").all_inner_texts() == [
        *("共 3 条（现行 2，已失效 1）", "（现行 2，已失效 1）", "共 2 条")
    ]
    page.clock.run_for(31_000)
    assert gone.all_inner_texts() == ["expires", "withdrawn"]
    assert page.locator("li:visible [data-state-label]:visible").all_inner_texts() == ["已失效", "已撤回"]
    assert page.locator("[data-tally]").all_inner_texts() == [
        *("共 3 条（现行 1，已失效 2）", "（现行 1，已失效 2）", "共 1 条")
    ]


def test_an_empty_list_says_so_when_the_last_entry_goes(page_folder: PageFolder) -> None:
    page = page_folder.open(listing(entry("one", facts(expires="2026-03-10"))), now="2026-03-09T23:59:30+08:00")
    expect(page.locator("[data-empty]")).to_be_hidden()
    page.clock.run_for(31_000)
    assert visible(page, "[data-list]") == []
    expect(page.locator("[data-empty]")).to_be_visible()


def test_an_urgent_banner_goes_with_its_last_entry(page_folder: PageFolder) -> None:
    banner = f"<section data-urgent-list><b>紧急</b><ul>{entry('storm', facts(expires='2026-03-05'))}</ul></section>"
    expect(page_folder.open(banner, now="2026-03-04").locator("section")).to_be_visible()
    expect(page_folder.open(banner, now="2026-03-05").locator("section")).to_be_hidden()


def pinned(*entries: str) -> str:
    return f"<section data-pinned-list><h2>置顶</h2><ul>{''.join(entries)}</ul></section>"


def test_an_unpinned_entry_takes_its_place_by_date(page_folder: PageFolder) -> None:
    still, fallen = facts(pinned_until="2026-03-20"), facts(pinned_until="2026-03-10")
    body = pinned(entry("still", still), entry("fallen", fallen, "2026-02-10")) + listing(
        entry("newer", facts(), "2026-02-20"),
        entry("same", facts(), "2026-02-10"),
        entry("older", facts(), "2026-02-05"),
    )
    page = page_folder.open(body, now="2026-03-10")
    assert visible(page, "[data-pinned-list]") == ["still"]
    assert visible(page, "[data-list]") == ["newer", "same", "fallen", "older"]


def test_the_last_pin_takes_the_block_along(page_folder: PageFolder) -> None:
    page = page_folder.open(pinned(entry("fallen", facts(pinned_until="2026-03-10"))) + listing(), now="2026-03-10")
    expect(page.locator("[data-pinned-list]")).to_be_hidden()
    assert visible(page, "[data-list]") == ["fallen"]
    expect(page.locator("[data-empty]")).to_be_hidden()


def test_with_several_lists_a_fallen_pin_goes_to_its_own_columns(page_folder: PageFolder) -> None:
    fallen = entry("fallen", facts(pinned_until="2026-03-10"), column="public")
    page = page_folder.open(pinned(fallen) + listing() + listing(column="public"), now="2026-03-10")
    assert visible(page, "[data-list=public]") == ["fallen"]
    assert visible(page, "[data-list=notices]") == []


def test_a_fallen_pin_without_a_list_only_leaves_the_block(page_folder: PageFolder) -> None:
    page = page_folder.open(pinned(entry("fallen", facts(pinned_until="2026-03-10"))), now="2026-03-10")
    expect(page.locator("li:visible")).to_have_count(0)


def hotline(hours: str) -> str:
    parsed = parse_hours(hours)
    json = to_json(parsed) if parsed else "?"
    label = '<span class="xl-tag xl-tag--off" data-hours-label>现在无人接听</span>'
    return f'<ul><li data-hours="{json}">12345 {label}</li></ul>'


@pytest.mark.parametrize("zone", ZONES)
def test_hotlines_open_and_close_by_shanghais_clock(page_folder: PageFolder, zone: str) -> None:
    page = page_folder.open(hotline("工作日 8:30—17:00"), now="2026-03-09T08:29:30+08:00", zone=zone)
    label = page.locator("[data-hours-label]")
    expect(label).to_have_text("现在无人接听")
    page.clock.run_for(31_000)
    expect(label).to_have_text("正在接听")
    expect(label).to_have_class("xl-tag xl-tag--on")


def test_unknown_hours_have_no_label(page_folder: PageFolder) -> None:
    expect(page_folder.open(hotline("以公布为准")).locator("[data-hours-label]")).to_be_hidden()


def test_related_notices_that_have_all_expired_leave_no_empty_heading(page_folder: PageFolder) -> None:
    listed = f'<div data-list=""><ul>{entry("n2", facts(expires="2026-03-05"))}</ul><p data-empty hidden>暂无内容。</p></div>'
    body = f'<section class="xl-related"><h2>相关文稿</h2>{listed}</section>'
    expect(page_folder.open(body, now="2026-03-04T00:00:00+08:00").locator("section")).to_be_visible()
    expect(page_folder.open(body, now="2026-03-09T00:00:00+08:00").locator("section")).to_be_hidden()


def test_a_problem_is_late_once_its_last_day_is_over_for_the_reader(page_folder: PageFolder) -> None:
    until = int(parse_now("2026-03-09").timestamp())
    label = f'<span class="xl-tag xl-tag--open" data-problem-until="{until}" data-problem-late="已超期">待整改</span>'
    page = page_folder.open(label, now="2026-03-08T23:59:30+08:00")
    expect(page.locator("[data-problem-until]")).to_have_text("待整改")
    page.clock.run_for(31_000)
    expect(page.locator("[data-problem-until]")).to_have_text("已超期")
    expect(page.locator("[data-problem-until]")).to_have_class("xl-tag xl-tag--urgent")
