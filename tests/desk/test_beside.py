"""The tabs beside a text: the printed sheet, the poster and the screens, made from what is typed and not yet saved."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cases import every
from desks import clerk, desk_of, ready
from looks import violations
from playwright.sync_api import Browser, Page
from sites import NOW, Site, notice, rules, sample

from xuanlan.desk.media import Medium, made
from xuanlan.desk.trying import tried
from xuanlan.diagnostics.console import Console
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.render.pages import Pages
from xuanlan.sheets import plan

SCREENS = """\
- {编号: lobby, 名称: 大厅, 尺寸: 1920×1080, 时间: 每天 6:30—6:40, 播放: [{内容: 文稿, 栏目: 通知公告, 最新: 2}]}
- {编号: strip, 名称: 条屏, 尺寸: 704×64, 播放: [{内容: 文稿, 文种: 公示}, {内容: 文稿, 文种: 通知, 全文: 否}]}
"""
NEWER = {
    f"notices/n{day}.md": notice(f"关于第{day}次会议的公告", f"2026-02-1{day}", kind="公告", id=f"n{day}")
    for day in "12"
}
WIDE = "| " + " | ".join("列" * 31) + " |\n" + "|---" * 31 + "|\n" + "| " + " | ".join("1" * 31) + " |\n"
RULES = rules(["不得在教学楼内喧哗打闹，不得把垃圾扔在楼道里。" * 9] * 30, "教学楼管理规定", id="case")
FEWER = rules(["不得在教学楼内喧哗打闹，不得把垃圾扔在楼道里。" * 9] * 9, "教学楼管理规定", id="case")
PAPERS = {"A4": (827, 1169), "A3": (1169, 1654)}
"""Dots of a page."""
CASES: dict[str, tuple[str, str, str, str]] = {
    "a sheet": ("sheet", sample("请按时到场。\n"), "A4 纸，共 1 页。", ""),
    "a poster": ("poster", sample("请按时到场。\n"), "A4 纸，共 1 页。", ""),
    "a long poster": ("poster", FEWER, "A3 纸（A4 放不下），共 1 页。", ""),
    "too long a poster": ("poster", RULES, "内容太多，一张海报排不下，请印纸样。", ""),
    "a character without a glyph": ("sheet", sample("甲\U00012000乙。\n"), "全文没有排出来：", "sheet-character 7:2"),
    "a table too wide": ("sheet", sample(WIDE), "全文没有排出来：", "sheet-table-too-wide 1:1"),
    "a book": ("sheet", sample("请按时到场。\n\n" * 7000), "内容太多，全文在这里不排。", ""),
    "a front matter with errors": ("sheet", sample("正文。\n", "失效日期: 后天"), "文件头还有错误", ""),
    "a text taken back": ("sheet", sample("正文。\n", "撤回说明: 取消"), "这篇文稿已经撤回", ""),
    "an expired text": ("screen", sample("正文。\n", "失效日期: 2026-02-01"), "这篇文稿已失效，屏幕不播。", ""),
    "a draft": ("screen", sample("正文。\n", "草稿: 是"), "这里只放这一篇", "条屏"),
    "a newer draft": ("screen", sample("正文。\n", "草稿: 是").replace("2026-01-06", "2026-02-27"), "这里只放这一篇", "大厅、条屏"),
    "a text to be published later": ("screen", sample("正文。\n", "发布时间: 2026-04-01 08:00"), "这里只放这一篇", "大厅、条屏"),
    "a text for no screen": ("screen", sample("正文。\n").replace("kind: 通知", "kind: 倡议书"), "没有一块屏幕会播这篇文稿", ""),
    "an urgent text": ("screen", sample("正文。\n", "紧急: 是", "失效日期: 2026-04-01").replace("kind: 通知", "kind: 倡议书"), "这里只放这一篇", "大厅、条屏"),
}  # fmt: skip
"""Medium, text, how its words begin; its findings, or the screens that show it."""


def pages_of(site: Site) -> Pages:
    options = Options(now=NOW, keep_going=True, force=True, strict=False, console=Console(io.StringIO()))
    return run.build_pages(site.root, site.root.parent / "out", options)[0]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    folder = tmp_path_factory.mktemp("media")
    site = Site(folder / "网站").write({"notices/a.md": sample("存的话。\n"), "notices/screens.yml": SCREENS, **NEWER})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield pages_of(site)


def found(medium: Medium) -> str:
    told = [f"{item.code} {item.position.line}:{item.position.column}" for item in medium.tried.findings]
    return "、".join(told or [screen.title or "" for screen in medium.screens])


@every("name", CASES)
def test_a_text_in_a_medium_or_one_sentence_why_not(name: str, pages: Pages) -> None:
    kind, text, words, told = CASES[name]
    medium = made(pages, "notices/a.md", text.encode(), kind)
    assert medium.words.startswith(words), medium.words
    assert found(medium) == told
    sizes = [struct.unpack_from(">II", picture, 16) for picture in medium.pictures]
    assert sizes == [PAPERS[paper] for paper in PAPERS if words.startswith(paper)]


def test_a_finding_stands_at_its_line_in_the_editor_whatever_is_above_it(pages: Pages) -> None:
    for blank in ("", "\n", "\n\n"):
        (row,) = rows_of(made(pages, "notices/a.md", sample(f"{blank}甲\U00012000乙。\n").encode(), "sheet"))
        assert (row["line"], row["column"]) == (1, 2)


def test_that_nothing_is_written_is_said_of_the_text_and_of_no_field(pages: Pages) -> None:
    for blank in ("", "\n", "\n\n"):
        found = tried(pages, "notices/a.md", sample(blank).encode())
        (row,) = [found.row(item) for item in found.findings]
        assert (row["code"], row["line"], row["field"]) == ("body-empty", 1, "")


def test_a_text_for_staff_is_shown_as_such_and_what_its_list_lacks_is_told_as_it_is_typed(pages: Pages) -> None:
    table = "| 序号 | 问题 | 责任单位 | 整改时限 |\n|---|---|---|---|\n| 1 | 灯不亮 | | 2月20日前 |\n"
    text = notice("关于检查情况的通报", "2026-02-02", table, kind="督查通报", id="case", 公开="否")
    found = tried(pages, "notices/a.md", text.encode())
    assert [item.code for item in found.findings] == ["problem-unit-none"]
    assert found.entry
    page = found.files["n/case/index.html"].content
    assert isinstance(page, bytes)
    for word, there in (
        ("本文不公开，只供工作人员使用", True),
        ("已超期", True),
        ("扫码看本页", False),
        ("永久网址", False),
    ):
        assert (word in page.decode()) == there, word


def rows_of(medium: Medium) -> list[dict[str, Any]]:
    return [medium.tried.row(item) for item in medium.tried.findings]


def test_without_a_typesetter_or_screens_it_is_said_what_is_missing(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(plan, "_typst", lambda: "")
    words = made(pages, "notices/a.md", sample("正文。\n").encode(), "sheet").words
    assert words.startswith("这台电脑上做不了全文：没有安装排版程序")
    bare = Site(tmp_path / "网站").write({"notices/a.md": sample("正文。\n"), "notices/screens.yml": "[]\n"})
    assert "还没有登记屏幕" in made(pages_of(bare), "notices/a.md", sample("正文。\n").encode(), "screen").words


def picture(page: Page) -> str:
    return str(page.locator("#made img").first.get_attribute("src"))


def test_a_clerk_looks_at_paper_and_screen_while_writing(tmp_path: Path, browser: Browser) -> None:
    site = Site(tmp_path / "网站").write({"notices/a.md": sample("请按时到场。\n"), "notices/screens.yml": SCREENS})
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        page.goto(f"{desk.home}t/case")
        ready(page)
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url.rpartition("/")[2]) if "/beside/" in one.url else None)
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        page.click("[data-medium='sheet']")
        page.wait_for_selector("#made img")
        assert page.locator("#made img").first.bounding_box()["width"] > 300  # type: ignore[index]
        assert violations(page) == []
        before = picture(page)
        page.click(".cm-content")
        page.keyboard.press("Control+End")
        page.keyboard.type("请带\U00012000伞。")
        page.locator("[data-finding='sheet-character']").wait_for(timeout=20_000)
        assert page.locator("#made img").count() == 0
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        page.keyboard.press("Delete")
        page.wait_for_selector("#made img", timeout=20_000)
        page.wait_for_selector("[data-finding='sheet-character']", state="detached")
        assert picture(page) != before
        page.click("[data-medium='screen']")
        shown = page.frame_locator("iframe[data-preview='screen']")
        shown.locator("[data-slide^='notice/case'][data-current='true']").wait_for(timeout=20_000)
        page.select_option("[aria-label='哪一块屏幕']", "条屏")
        page.wait_for_selector("iframe[data-preview='screen'][style*='704px']")
        shown.locator("[data-slide][data-current='true']").get_by_text("开放日").first.wait_for(timeout=20_000)
        page.click("[data-width='phone']")
        page.frame_locator("iframe[data-preview='page']").get_by_text("请带伞。").wait_for()
        assert set(asked) == {"sheet", "screen"}, "only what is open is made"
        page.click("[data-action='undo']")
    assert (site.root / "notices/a.md").read_text(encoding="utf-8") == sample("请按时到场。\n")
