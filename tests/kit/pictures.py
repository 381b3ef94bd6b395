"""Takes the pictures of the manual from the demo site: ten of the desk, six from Word to a signed notice, two of channels,
one of posters.

python tests/kit/pictures.py
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from browsers import BROWSERS, FLAGS, LIGHT, WINDOWLESS
from commands import run
from desks import DeskProcess, clerk, desk_of, ready
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright
from sites import DEMO_NOW, REPO, copy_demo
from word_official import circular

ASSETS = REPO / "docs" / "assets"
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
    aim(page, target)


def choose(page: Page) -> None:
    ready(page)
    page.click("a[data-action='import']")
    ready(page)


def compare(page: Page) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("button[data-action='import']")
    chooser.value.set_files([FilePayload(name="冬季校园安全.docx", mimeType="", buffer=circular().paper.bytes())])
    page.wait_for_selector("[data-desk='imported']")
    ready(page)


def taken(page: Page) -> None:
    page.click("[data-action='take']")
    page.frame_locator("iframe[data-preview='page']").get_by_text("宿舍、食堂、实训室逐一检查").first.wait_for(
        timeout=60_000
    )
    page.wait_for_selector("#approval:not([hidden])", timeout=60_000)


def send(page: Page) -> None:
    page.fill("#approval [name=by]", "宣传部编辑")
    page.hover("[data-word='送审']")


def form(page: Page) -> None:
    """The form as it is printed lies before the clerk."""
    page.click("[data-word='送审']")
    page.get_by_text("等初审").wait_for()
    with page.expect_download() as download:
        page.click("#approval a[download]")
    paper = subprocess.run(
        ["pdftoppm", "-png", "-r", "110", download.value.path()], capture_output=True, check=True
    ).stdout
    page.goto("about:blank")
    sheet = f"<img src='data:image/png;base64,{base64.b64encode(paper).decode()}' style='box-shadow:0 2px 12px #888'>"
    page.set_content(f"<body style='margin:0;padding:12px;text-align:center;background:#ddd'>{sheet}")
    page.evaluate("document.querySelector('img').style.height = '740px'")


def signed(page: Page, target: Path) -> None:
    page.go_back()
    page.wait_for_selector("#approval:not([hidden])", timeout=60_000)
    for who in ("党委办公室", "分管领导"):
        page.fill("#approval [name=by]", who)
        page.fill("#approval [name=note]", "纸质已签")
        page.click("[data-word='同意']")
        page.get_by_text("等终审" if who == "党委办公室" else "审批：待发").wait_for()
    page.wait_for_timeout(3000)
    page.click("a[data-action='publish']")
    aim(page, target)


def copy(page: Page) -> None:
    """A short message is copied of a notice that is public."""
    page.goto("/".join(page.url.split("/")[:3]) + "/t/2026-021")
    page.wait_for_selector("iframe[data-preview='page']", timeout=120_000)
    page.click("[data-medium='channels']")
    page.wait_for_selector("#channels[data-closed='false']", timeout=60_000)
    page.click("#channels-nav .link:text-is('短信')")
    page.click("[data-copy='sms-1']")
    page.get_by_text("已复制").wait_for()


def agree(page: Page, _: Path) -> None:
    """What stands in a group has another day than the notice."""
    page.select_option("#agree-channel", "group")
    page.fill("#agree-pasted", page.locator("#group-1").inner_text().replace("12月5日8时30分", "12月6日8时30分"))
    page.click("[data-action='agree']")
    page.wait_for_selector("#agreed table")
    page.click("#channels-nav .link:text-is('核对、更正')")
    page.evaluate("document.activeElement.blur()")


def aim(page: Page, target: Path) -> None:
    ready(page)
    page.fill("[name='folder']", str(target))
    page.click("#target button")
    page.wait_for_selector("#changes:not([hidden])", timeout=60_000)
    page.fill("[name='folder']", "/srv/宣传栏")


Step = Callable[[Page], None]
DESK: dict[str, Step] = {
    "1-list": begin, "2-find": search, "3-card": card, "4-write": write, "5-table": table, "6-correct": correct,
    "7-phone": phone, "8-sheet": sheet, "9-screen": screen,
}  # fmt: skip
"""What is done for each picture, one after the other, in one text; then it is published."""
IMPORT: dict[str, Step] = {"1-choose": choose, "2-compare": compare, "3-text": taken, "4-send": send, "5-form": form}
"""The same for a document of Word."""
LAST = {"desk": ("10-publish", publish), "import": ("6-publish", signed), "channels": ("2-agree", agree)}
SETS: dict[str, dict[str, Step]] = {"desk": DESK, "import": IMPORT, "channels": {"1-copy": copy}}


def names(which: str) -> list[str]:
    """The names of the pictures of a set, in the order of the manual."""
    return [*SETS[which], LAST[which][0]]


def office(root: Path, which: str) -> Path:
    """The demo site at `root`, as it is for the pictures of a set."""
    copy_demo(root)
    if which == "import":
        file = root / "notices" / "settings.yml"
        steps = "审批: [{名称: 初审}, {名称: 终审}]\n"
        text = re.sub(r"^审批:\n(?:  .+\n)+", steps, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
        done = run("xuanlan", "approve", "--all-published", "--by", "校长办公室", cwd=root)
        assert done.returncode == 0, done.stderr
    return root


def take(browser: Browser, desk: DeskProcess, which: str, folder: Path, target: Path, *, drawn: int = 500) -> None:
    """Write the pictures of a set into `folder`; the desk is told to publish to `target`. `drawn` is how many
    milliseconds what is drawn last has: the text of a frame, a slide."""
    with clerk(browser, desk, WIDTH, HEIGHT) as page:
        name, last = LAST[which]
        steps: dict[str, Step] = {**SETS[which], name: lambda page: last(page, target)}
        for name, step in steps.items():
            step(page)
            page.wait_for_timeout(drawn)
            session = page.context.new_cdp_session(page)
            clip = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "scale": SCALE}
            shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": 70, "clip": clip})
            (folder / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))


POSTERS = {"2026-016": "红金", "2026-019": "蓝绿安全", "2026-026": "节日", "2026-024": "紧急红", "2026-022": "公文素白"}
"""Notices of the demo, and in which designs they hang beside each other."""


def posters(browser: Browser, folder: Path) -> None:
    """Write the picture of posters into `folder`."""
    sheets = []
    with tempfile.TemporaryDirectory() as temporary:
        for ident, design in POSTERS.items():
            made = f"{temporary}/{ident}.pdf"
            words = ("--as", "海报", "--design", design, "--proof", "--now", DEMO_NOW, "--out", made)
            done = run("xuanlan", "print", ident, *words, cwd=REPO)
            assert done.returncode == 0, done.stderr
            paper = subprocess.run(["pdftoppm", "-png", "-r", "60", made], capture_output=True, check=True).stdout
            sheets.append(f"<img src='data:image/png;base64,{base64.b64encode(paper).decode()}'>")
    page = browser.new_page(viewport={"width": 1300, "height": 400})
    page.set_content(
        "<style>img { height: 340px; margin: 8px; box-shadow: 0 1px 6px #777 }</style>"
        f"<body style='margin: 0; padding: 10px; background: #ddd; white-space: nowrap; width: max-content'>{''.join(sheets)}"
    )
    box = page.locator("body").bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    clip = {"x": 0, "y": 0, "width": box["width"], "height": box["height"], "scale": 1}
    shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": 70, "clip": clip})
    (folder / "posters.webp").write_bytes(base64.b64decode(shot["data"]))
    page.close()


def main() -> None:
    program = next(filter(None, map(shutil.which, (WINDOWLESS, *BROWSERS))))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        os.environ["XUANLAN_CACHE"] = f"{temporary}/cache"
        running = playwright.chromium.launch(executable_path=program, args=[*FLAGS, LIGHT])
        for which in sys.argv[1:] or (*SETS, "printing"):
            place = ASSETS / which
            place.mkdir(parents=True, exist_ok=True)
            if which == "printing":
                posters(running, place)
                continue
            root = office(Path(temporary) / which / "宣传栏", which)
            with desk_of(root, Path(temporary) / which / "kept") as opened:
                take(running, opened, which, place, Path(temporary) / which / "published")
        running.close()


if __name__ == "__main__":
    main()
