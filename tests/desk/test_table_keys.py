"""Tables are written with keys and with buttons: from cell to cell, rows and columns come and go, and undo takes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cases import every
from desks import clerk, desk_of, ready
from looks import violations
from playwright.sync_api import Browser, Page
from sites import Site, sample

TABLE = "| 姓名 | 班级 |\n|:--|--:|\n| 甲 | 一班 |\n| 乙\\|丙 | 二班 |\n"
BEFORE, AFTER = "名单如下。\n\n", "\n\n就是这些。\n"
CASES = {
    "a row below": ("甲", ["Alt+Enter"], "|:--|--:|\n| 甲 | 一班 |\n| 字 | 　 |\n| 乙"),
    "a row below the head": ("姓名", ["Alt+Enter"], "|:--|--:|\n| 字 | 　 |\n| 甲"),
    "a column on the right": ("甲", ["Alt+Shift+Enter"], "| 姓名 | 　 | 班级 |\n|:--|---|--:|\n| 甲 | 字 | 一班 |\n| 乙\\|丙 | 　 | 二班 |"),
    "a last column": ("一班", ["Alt+Shift+Enter"], "| 姓名 | 班级 | 　 |\n|:--|--:|---|\n| 甲 | 一班 | 字 |"),
    "the row gone": ("甲", ["Alt+Delete"], "|:--|--:|\n| 字 | 二班 |\n\n\n就是"),
    "the column gone": ("班级", ["Alt+Shift+Delete"], "| 字 |\n|:--|\n| 甲 |\n| 乙\\|丙 |\n"),
    "the head stays": ("姓名", ["Alt+Delete"], "| 字姓名 | 班级 |\n|:--|--:|\n| 甲"),
    "the next cell": ("甲", ["Tab"], "| 甲 | 字 |\n| 乙"),
    "the next row, past the rule": ("班级", ["Tab"], "| 姓名 | 班级 |\n|:--|--:|\n| 字 | 一班 |"),
    "back past the rule": ("甲", ["Shift+Tab"], "| 姓名 | 字 |\n|:--|--:|\n| 甲"),
    "a row behind the last cell": ("二班", ["Tab"], "| 乙\\|丙 | 二班 |\n| 字 | 　 |\n\n"),
    "all of it taken back": ("甲", ["Alt+Shift+Enter", "Alt+Enter", "Control+z", "Control+z"], TABLE.replace("甲", "字甲")),
}  # fmt: skip
"""Where the cursor is, what is pressed before 字 is typed, and what is then in the text."""
OPEN = ["加一行", "加一列", "删这行", "删这列"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    site = Site(tmp_path_factory.mktemp("tables") / "网站").write({"notices/a.md": sample(BEFORE + TABLE + AFTER)})
    with desk_of(site.root, site.root.parent / "kept") as desk, clerk(browser, desk) as page:
        page.goto(f"{desk.home}t/case")
        ready(page)
        yield page


def put(page: Page, words: str) -> None:
    """Puts the cursor before these words of the text as it was."""
    page.click("[data-action='undo']", force=True)
    if page.locator("#recovered").is_visible():
        page.click("#leave")
    page.click(".cm-content")
    page.keyboard.press("Control+Home")
    lines = (BEFORE + TABLE + AFTER).split("\n")
    line = next(number for number, line in enumerate(lines) if words in line)
    for key in ["ArrowDown"] * line + ["Home"] + ["ArrowRight"] * lines[line].index(words):
        page.keyboard.press(key)


def text(page: Page) -> str:
    return "\n".join(line.text_content() or "" for line in page.locator(".cm-line").all())


@every("name", CASES)
def test_a_key_changes_the_table_and_keeps_the_rule_under_its_head(name: str, page: Page) -> None:
    words, keys, expected = CASES[name]
    put(page, words)
    for key in keys:
        page.keyboard.press(key)
    page.keyboard.type("字")
    page.wait_for_selector("html[data-saved='false']")
    assert expected in text(page)
    assert text(page).startswith(BEFORE)


def test_a_new_table_is_chosen_in_a_grid(page: Page) -> None:
    put(page, "名单")
    page.click("summary:text-is('表格')")
    cell = page.locator(".cells i").nth(2 * 8 + 3)
    cell.hover()
    assert page.locator(".cells .on").count() == 3 * 4
    cell.click()
    assert "| 项目 | 项目 | 项目 | 项目 |\n|---|---|---|---|\n" + "| 　 | 　 | 　 | 　 |\n" * 3 in text(page) + "\n"


def test_buttons_for_the_table_are_there_while_the_cursor_is_in_one(page: Page) -> None:
    put(page, "名单")
    buttons = page.locator(".in-table button")
    assert page.locator(".in-table").is_hidden()
    put(page, "甲")
    assert [button.inner_text() for button in buttons.all() if button.is_visible()] == OPEN
    page.click("[data-medium='sheet']")  # in place of the frame, which is looked at elsewhere
    page.wait_for_selector("#made img")
    assert violations(page) == []
    buttons.nth(1).click()
    page.keyboard.type("女")
    assert "| 甲 | 女 | 一班 |" in text(page)
    buttons.nth(3).click()
    buttons.nth(2).click()
    assert "甲" not in text(page)
    page.click("button:text-is('撤销')")
    assert "| 甲 | 一班 |" in text(page)


def test_tab_leaves_the_editor_outside_tables_and_inside_behind_escape(page: Page) -> None:
    inside = "document.activeElement.classList.contains('cm-content')"
    put(page, "名单")
    page.keyboard.press("Tab")
    assert page.evaluate(inside) is False
    put(page, "甲")
    page.keyboard.press("Tab")
    assert page.evaluate(inside) is True
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate(inside) is False
    page.click("[data-action='undo']", force=True)
