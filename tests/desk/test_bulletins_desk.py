"""A bulletin and banners are made at the desk, and what was written in a bulletin is there again."""

from __future__ import annotations

import io
import zipfile

import pytest
from cases import every
from desks import DeskProcess, ready
from looks import STICKING_OUT, set_text, violations
from playwright.sync_api import Page, ViewportSize
from sites import Site, notice

REMARK = "本期请各部门对照落实。"
NOTICES = {
    "notices/a.md": notice("关于开放日的通知", "2026-11-05", id="open", body="请按时到场。\n"),
    "notices/b.md": notice("关于<script>alert(1)</script>的公告", "2026-11-06", kind="公告", id="other"),
    "notices/c.md": notice("关于十月的通知", "2026-10-06", id="october"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("office") / "网站").write(NOTICES)


def opened(page: Page, desk: DeskProcess) -> None:
    page.goto(f"{desk.home}bulletin")
    ready(page)


def test_a_clerk_gathers_a_month_writes_a_remark_and_takes_the_files_away(page: Page, desk: DeskProcess) -> None:
    opened(page, desk)
    assert page.locator("#editing").is_hidden()
    assert page.locator("[name='first']").input_value() == "2026-11-01"
    page.fill("[name='issue']", "3")
    page.click("[data-action='gather']")
    page.wait_for_selector("#editing:not([hidden])")
    text = page.locator("#words").input_value()
    assert "第3期" in text
    assert "关于开放日的通知" in text
    assert "十月" not in text
    with page.expect_response("**/api/bulletin/keep"):
        page.fill("#words", text.replace("（在这里写按语；不写就删去这一行。）", REMARK))
    opened(page, desk)
    assert REMARK in page.locator("#words").input_value()
    page.fill("[name='first']", "2026-10-01")
    page.click("[data-action='gather']")
    page.get_by_text("编入 1 篇").wait_for()
    assert REMARK in page.locator("#words").input_value()
    with page.expect_download() as download:
        page.click("[data-action='make']")
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as pack:
        assert pack.namelist() == ["简报.md", "简报.html", "简报.pdf", "简报.docx"]
        html = pack.read("简报.html").decode()
        assert REMARK in pack.read("简报.md").decode()
    assert REMARK in html
    assert "<script>" not in html
    with page.expect_download() as download:
        page.click("[data-action='keep']")
    assert download.value.suggested_filename == "简报.md"
    page.set_input_files("#before", {"name": "简报.md", "mimeType": "", "buffer": "旧的一期\n".encode()})
    page.wait_for_function("() => document.getElementById('words').value === '旧的一期\\n'")
    page.click("[data-action='leave']")
    page.wait_for_selector("#editing", state="hidden")


def test_banners_are_made_of_lines(page: Page, desk: DeskProcess) -> None:
    opened(page, desk)
    page.fill("[name='lines']", "爱护校园，从我做起\n节约粮食")
    with page.expect_download() as download:
        page.click("[data-action='banner']")
    assert download.value.suggested_filename == "横幅.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")


REFUSED = {
    "a period that ends before it begins": ("", {"first": "2026-11-02", "last": "2026-11-01"}, "比开始的早"),
    "a day that is none": ("", {"first": "2026-02-30", "last": "2026-11-01"}, "请选开始和结束的日期"),
    "a period of nothing": ("", {"first": "2020-01-01", "last": "2020-01-02"}, "没有发布过文稿"),
    "an issue that is no number": ("", {"first": "2026-11-01", "last": "2026-11-30", "issue": "三"}, "期号请写"),
    "a bulletin with a mistake": ("/files", {"text": "---\n报头x: 甲\n---\n"}, "没有“报头x”这个字段"),
    "a notice that was taken back": (
        "/files",
        {"text": "---\n报头: 甲\n编印日期: 2026-11-01\n---\n<!-- 文稿 no -->\n"},
        "no",
    ),
}


@every("name", REFUSED)
def test_what_cannot_be_made_is_said_in_words(name: str, page: Page, desk: DeskProcess) -> None:
    path, given, words = REFUSED[name]
    assert words in asked(page, desk, f"/api/bulletin{path}", given)


@every(
    ("lines", "size", "words"),
    [
        ("\n", "0.7x8", "请写标语"),
        ("字" * 41, "0.7x8", "一行排不下"),
        ("节约", "8", "高和宽"),
        ("节约", "3x4", "高和宽"),
        ("甲\U00012000", "0.7x8", "字体里都没有"),
    ],
)
def test_a_banner_that_cannot_be_printed_is_refused(
    lines: str, size: str, words: str, page: Page, desk: DeskProcess
) -> None:
    assert words in asked(page, desk, "/api/banner", {"lines": lines, "size": size})


def asked(page: Page, desk: DeskProcess, path: str, given: object) -> str:
    """What is answered to a request that is refused, sent as the desk's page sends it."""
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    desk.until_read(cookie)
    with pytest.raises(AssertionError) as refused:
        desk.ask(cookie, path, given)
    return str(refused.value)


def test_the_page_is_for_everybody(page: Page, desk: DeskProcess) -> None:
    opened(page, desk)
    page.click("[data-action='gather']")
    page.wait_for_selector("#editing:not([hidden])")
    for size, text in ((1366, 16), (1366, 32), (360, 16)):
        page.set_viewport_size(ViewportSize(width=size, height=768))
        set_text(page, text)
        assert violations(page) + page.evaluate(STICKING_OUT) == []
    set_text(page, 16)
