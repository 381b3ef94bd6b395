"""A clerk at the desk, in a real browser: writes, sees, corrects, saves, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import clerk, desk_of, ready
from playwright.sync_api import Browser, Page
from sites import Site, sample

SAVED = "html[data-saved='true']"
UNSAVED = "html[data-saved='false']"
TEXTS = ("corrected", "changed", "versions", "undone", "waived", "linked", "earlier")
"""The texts of the office, by their ids: one for each test."""


def source(ident: str) -> bytes:
    text = sample("\n各部门：\n\n请按时到场。\n", "失效日期: 2026-12-31  # 到年底").replace("id: case", f"id: {ident}")
    return (
        text.replace("开放日", f"开放日{TEXTS.index(ident) if ident in TEXTS else ''}").replace("\n", "\r\n").encode()
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("office")
    return Site(folder / "网站").write({f"notices/{ident}.md": source(ident) for ident in TEXTS})


def text_page(page: Page, ident: str) -> None:
    page.goto(f"http://{page.url.split('/')[2]}/")
    ready(page)
    page.click(f"[data-notice='{ident}'] a")
    page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)


def typed(page: Page, words: str) -> None:
    """Types behind the last word of the text."""
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def shown(page: Page, words: str) -> None:
    """Waits until the preview shows these words."""
    page.frame_locator("iframe[data-preview='page']").get_by_text(words).last.wait_for(timeout=20_000)


def content(office: Site, ident: str) -> bytes:
    return (office.root / f"notices/{ident}.md").read_bytes()


def test_what_is_typed_is_shown_checked_corrected_and_saved_with_everything_else_as_it_was(
    office: Site, page: Page
) -> None:
    before = content(office, "corrected")
    text_page(page, "corrected")
    typed(page, "请各单位布署到位。")
    shown(page, "请各单位布署到位。")
    page.locator("[data-finding='wording-slip']").wait_for()
    page.click("[data-finding='wording-slip'] [data-act='correct']")
    shown(page, "请各单位部署到位。")
    page.wait_for_selector("[data-finding='wording-slip']", state="detached")
    page.fill("[data-field='title']", "关于校园开放日的通知")
    page.wait_for_selector(UNSAVED)
    page.click("[data-action='save']")
    page.wait_for_selector(SAVED)
    assert page.locator("[data-field='title']").input_value() == "关于校园开放日的通知"
    expected = before.replace("开放日0的通知".encode(), "校园开放日的通知".encode()) + "请各单位部署到位。".encode()
    assert content(office, "corrected") == expected


def test_a_text_that_somebody_else_has_changed_is_not_overwritten(office: Site, page: Page) -> None:
    text_page(page, "changed")
    theirs = content(office, "changed").replace("请按时到场".encode(), "请提前到场".encode())
    (office.root / "notices/changed.md").write_bytes(theirs)
    typed(page, "我的话。")
    page.click("[data-action='save']")
    page.wait_for_selector("#conflict:not([hidden])")
    assert content(office, "changed") == theirs
    sides = {name: page.locator(f"#conflict [data-side='{name}']") for name in ("mine", "theirs")}
    assert "请提前到场" in sides["theirs"].input_value()
    assert "我的话。" in sides["mine"].input_value()
    page.click("#reload")
    page.wait_for_selector(SAVED)
    shown(page, "请提前到场。")


def test_a_new_text_is_written_from_a_card(office: Site, page: Page) -> None:
    page.goto(f"http://{page.url.split('/')[2]}/")
    page.click("[data-action='new']")
    ready(page)
    page.fill("[data-field='title']", "关于新学期开学的通知")
    page.click(".card:has(input[value='通知'])")
    page.click("button[data-action='new']")
    page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
    shown(page, "关于新学期开学的通知")
    (made,) = office.root.rglob("关于新学期开学的通知.md")
    assert made.read_text(encoding="utf-8").endswith("---\n\n")


def test_an_earlier_version_comes_back_with_one_click(office: Site, page: Page) -> None:
    before = content(office, "versions")
    text_page(page, "versions")
    typed(page, "写坏了。")
    page.click("[data-action='save']")
    page.wait_for_selector(SAVED)
    page.click("#versions summary")
    page.click("#versions li:last-child [data-act='look']")
    page.wait_for_selector(".changes")
    assert page.locator(".changes").inner_text().split("\n") == ["删去 空行", "加上 写坏了。"]
    page.click("#versions li:last-child [data-version]")
    page.wait_for_selector(UNSAVED)
    page.click("[data-action='save']")
    page.wait_for_selector(SAVED)
    assert content(office, "versions") == before


def test_another_text_is_linked_by_its_title(office: Site, page: Page) -> None:
    text_page(page, "linked")
    typed(page, "另见")
    page.click("summary:text-is('链接文稿')")
    page.fill("[aria-label='找要链接的文稿']", "开放日4")
    page.click("[data-link='waived']")
    shown(page, "关于开放日4的通知")
    page.click("[data-action='save']")
    page.wait_for_selector(SAVED)
    assert content(office, "linked").decode().endswith("另见[关于开放日4的通知](waived.md)")


def test_what_was_typed_can_be_given_up(office: Site, page: Page) -> None:
    before = content(office, "undone")
    text_page(page, "undone")
    typed(page, "不要的话。")
    page.wait_for_selector(UNSAVED)
    page.click("[data-action='undo']")
    page.wait_for_selector(SAVED)
    assert "不要的话" not in page.locator(".cm-content").inner_text()
    page.click("#take")
    shown(page, "不要的话。")
    page.click("[data-action='undo']")
    page.click("#leave")
    text_page(page, "undone")
    assert page.locator("#recovered").is_hidden()
    assert content(office, "undone") == before


def test_what_was_typed_earlier_is_overwritten_by_nothing_and_overwrites_nothing(office: Site, page: Page) -> None:
    text_page(page, "earlier")
    with page.expect_response("**/keep"):
        typed(page, "我的话。")
    theirs = content(office, "earlier").replace("请按时到场".encode(), "请提前到场".encode())
    (office.root / "notices/earlier.md").write_bytes(theirs)
    text_page(page, "earlier")
    assert page.locator("#recovered").is_visible()
    assert page.evaluate("['#form', '.write'].every((one) => document.querySelector(one).inert)")
    page.keyboard.press("Control+s")
    page.click("#take")
    page.wait_for_selector("#conflict:not([hidden])")
    sides = {name: page.locator(f"#conflict [data-side='{name}']") for name in ("mine", "theirs")}
    assert "我的话。" in sides["mine"].input_value()
    assert "请提前到场" in sides["theirs"].input_value()
    assert content(office, "earlier") == theirs
    page.check("#conflict input[value='mine']")
    page.click("#over")
    page.wait_for_selector("#conflict", state="hidden")
    page.wait_for_selector(SAVED)
    page.wait_for_function("() => document.getElementById('state').textContent === '已保存'")
    assert content(office, "earlier").decode().endswith("请按时到场。\r\n我的话。")


def test_what_is_no_mistake_is_answered_for_once(office: Site, page: Page) -> None:
    text_page(page, "waived")
    typed(page, "请各单位布署到位。")
    page.click("[data-finding='wording-slip'] [data-act='waive']")
    page.fill("[name='who']", "宣传部编辑室")
    page.fill("[name='why']", "引用原文")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-finding='wording-slip']", state="detached")
    page.click("[data-action='save']")
    page.wait_for_selector(SAVED)
    text = content(office, "waived").decode()
    assert "words: 布署" in text
    assert "宣传部编辑室" in text
    found = [item for item in office.inspect().report if item.position.file == "notices/waived.md"]
    assert [item for item in found if item.code == "wording-slip"] == []


def test_after_a_power_cut_what_was_typed_is_offered_again_and_wrong_texts_are_edited_as_written(
    browser: Browser, tmp_path: Path
) -> None:
    site = Site(tmp_path / "网站").write({"notices/cut.md": source("cut")})
    kept, before = tmp_path / "kept", content(site, "cut")
    with desk_of(site.root, kept) as desk, clerk(browser, desk) as page:
        text_page(page, "cut")
        typed(page, "还没有保存的话。")
        page.wait_for_function("() => document.getElementById('state').textContent === '有没保存的内容'")
        while not list(kept.rglob("unsaved/*.json")):
            page.wait_for_timeout(50)
        desk.kill()
    assert content(site, "cut") == before
    (site.root / "notices/wrong.md").write_text("---\ntitle 少了冒号\nid: wrong\n---\n\n正文。\n", encoding="utf-8")
    with desk_of(site.root, kept) as again, clerk(browser, again) as page:
        assert "有没保存的内容" in page.locator("[data-notice='cut']").inner_text()
        text_page(page, "cut")
        page.click("#take")
        shown(page, "还没有保存的话。")
        page.click("[data-action='save']")
        page.wait_for_selector(SAVED)
        assert content(site, "cut") == before + "还没有保存的话。".encode()

        page.goto(again.home)
        ready(page)
        page.click("[data-notice='wrong'] a")
        page.wait_for_selector("#findings [data-finding='yaml-syntax']")
        assert "去看：第 3 行" in page.locator("#findings").inner_text()
        assert page.locator("#form").is_hidden()
        page.click(".cm-content")
        page.keyboard.press("Control+Home")
        page.keyboard.press("ArrowDown")
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        page.keyboard.type(":")
        page.wait_for_selector("#findings [data-finding='yaml-syntax']", state="detached")
