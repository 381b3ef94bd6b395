"""Takes the ten pictures of the desk that the manual begins with, from the demo site.

    python tests/kit/pictures.py [FOLDER]

FOLDER is where they go; by default to where the manual has them.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from browsers import BROWSERS, FLAGS, LIGHT, WINDOWLESS
from desks import DeskProcess, clerk, desk_of, ready
from playwright.sync_api import Browser, Page, sync_playwright
from sites import REPO, copy_demo

FOLDER = REPO / "docs" / "assets" / "desk"
WIDTH, HEIGHT, SCALE = 1366, 768, 0.75
TITLE = "关于元旦假期值班安排的通知"
BODY = "各部门：\n\n元旦假期请按下表值班，布署好安全检查。\n\n| 日期 | 值班人 |\n|---|---|\n| 1月1日 | 办公室 |\n| 1月2日 | 保卫处 |\n"


def begin(page: Page) -> None:
    page.wait_for_function("() => !document.getElementById('state').textContent", timeout=120_000)


def search(page: Page) -> None:
    page.fill("[name='words']", "寒假")
    page.wait_for_selector("#rows[data-found='寒假'] mark")


def card(page: Page) -> None:
    page.click("a[data-action='new']")
    ready(page)
    page.fill("[data-field='title']", TITLE)
    page.check("input[value='通知']")
    page.evaluate("scrollTo(0, 0)")


def write(page: Page) -> None:
    page.click("button[data-action='new']")
    page.wait_for_selector("iframe[data-preview='page']", timeout=60_000)
    page.click(".cm-content")
    page.keyboard.insert_text(BODY)
    page.frame_locator("iframe[data-preview='page']").get_by_text("保卫处").wait_for(timeout=30_000)


def table(page: Page) -> None:
    page.get_by_text("| 1月2日").click()
    page.wait_for_selector(".in-table:not([hidden])")
    page.click("button:text-is('加一行')")
    page.keyboard.insert_text("1月3日")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("后勤处")
    page.frame_locator("iframe[data-preview='page']").get_by_text("后勤处").wait_for(timeout=30_000)


def correct(page: Page) -> None:
    page.locator("[data-finding='wording-slip'] [data-act='correct']").first.focus()


def phone(page: Page) -> None:
    page.click("[data-finding='wording-slip'] [data-act='correct']")
    page.click("[data-width='phone']")
    page.wait_for_selector("[data-finding='wording-slip']", state="detached")


def sheet(page: Page) -> None:
    page.click("[data-medium='sheet']")
    page.wait_for_selector("#made img", timeout=60_000)


def screen(page: Page) -> None:
    page.click("[data-medium='screen']")
    shown = page.frame_locator("iframe[data-preview='screen']")
    shown.locator("[data-slide][data-current='true']").wait_for(timeout=60_000)


def publish(page: Page, target: Path) -> None:
    page.click("[data-action='save']")
    page.wait_for_selector("html[data-saved='true']")
    page.click("a[data-action='publish']")
    ready(page)
    page.fill("[name='folder']", str(target))
    page.click("#target button")
    page.wait_for_selector("#changes:not([hidden])", timeout=60_000)
    page.fill("[name='folder']", "/srv/宣传栏")


STEPS: dict[str, Callable[[Page], None]] = {
    "1-list": begin, "2-find": search, "3-card": card, "4-write": write, "5-table": table, "6-correct": correct,
    "7-phone": phone, "8-sheet": sheet, "9-screen": screen,
}  # fmt: skip
"""What is done for each picture, one after the other, in one text; then it is published."""
LAST = "10-publish"


def take(browser: Browser, desk: DeskProcess, folder: Path, target: Path) -> None:
    """Write the pictures into `folder`; the desk is told to publish to `target`."""
    with clerk(browser, desk, WIDTH, HEIGHT) as page:
        steps: dict[str, Callable[[Page], None]] = {**STEPS, LAST: partial(publish, target=target)}
        for name, step in steps.items():
            step(page)
            page.wait_for_timeout(500)  # what is drawn last: the text of a frame, a slide
            session = page.context.new_cdp_session(page)
            clip = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "scale": SCALE}
            shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": 70, "clip": clip})
            (folder / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    place = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    place.mkdir(parents=True, exist_ok=True)
    program = next(filter(None, map(shutil.which, (WINDOWLESS, *BROWSERS))))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        os.environ["XUANLAN_CACHE"] = f"{temporary}/cache"
        running = playwright.chromium.launch(executable_path=program, args=[*FLAGS, LIGHT])
        with desk_of(copy_demo(Path(temporary) / "宣传栏"), Path(temporary) / "kept") as opened:
            take(running, opened, place, Path(temporary) / "published")
        running.close()
