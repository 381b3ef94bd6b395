"""The tab of the channels: what is copied and taken away of a text, when nothing may be, and what comes afterwards."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import every
from desks import DeskProcess, clerk, desk_of, ready
from hostile_texts import TEXTS
from looks import STICKING_OUT, set_text, violations
from playwright.sync_api import Browser, Page
from sites import NOW, Site, notice, sample

from xuanlan.channels import CHANNELS
from xuanlan.desk import projecting
from xuanlan.desk.comparing import corrected
from xuanlan.desk.projecting import MOST_SIGNS, closed, download, projected
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.render.pages import Pages

SCREENS = "- {编号: gate, 名称: 门口条屏, 尺寸: 320×32, 播放: [{内容: 标语, 文字: [平安回家]}]}\n"
EVENT = ("event_from: 2026-03-20 09:00", "地点: 图书馆报告厅", "联系方式: 0000-8888040")
LIST = ("open_from: 2026-01-06", "open_until: 2026-01-16", "期满撤下名单: 是", "result: 没有异议。")
OTHERS = {
    "notices/plain.md": notice(id="plain", body="请于2026年3月20日到场。\n"),
    "notices/draft.md": notice("关于草稿的通知", id="draft", draft="是"),
    "notices/later.md": notice("关于以后的通知", id="later", publish_at="2026-04-01 08:00"),
    "notices/past.md": notice("关于过期的通知", id="past", expires="2026-02-01"),
    "notices/gone.md": notice("关于撤回的通知", id="gone", withdrawn="日期有误。", body="甲某某。\n"),
    "notices/list.md": notice("拟录取名单的公示", kind="公示", body="| 姓名 |\n|---|\n| 甲某某 |\n", id="list",
                              **dict(line.split(": ") for line in LIST)),
    "notices/wrong.md": notice("关于错误的通知", id="wrong", body="[附表](没有.docx)\n"),
    "notices/campaign.md": notice("关于安全月的通知", id="campaign", body="## 标语\n\n- 安全第一\n- 预防为主\n"),
}  # fmt: skip
WAIT = "高兴就来。\n"


def office_of(folder: Path) -> Site:
    text = sample("请按时到场，共120人。\n\n| 时间 | 内容 |\n|---|---|\n| 9:00 | 报到 |\n", *EVENT)
    return Site(folder / "网站").write({"notices/a.md": text, "notices/screens.yml": SCREENS, **OTHERS})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    folder = tmp_path_factory.mktemp("channels")
    site = office_of(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        options = Options(now=NOW, keep_going=True, force=True, strict=False, console=Console(io.StringIO()))
        yield run.build_pages(site.root, folder / "out", options)[0]


def saved(pages: Pages, ident: str) -> tuple[str, bytes]:
    path = "notices/a.md" if ident == "case" else f"notices/{ident}.md"
    return path, (pages.library.root / path).read_bytes()


STANDINGS = {
    "case": ("", "", True),
    "draft": ("没有公开（草稿）", "", True),
    "later": ("没有公开（待发布）", "", True),
    "past": ("", "失效", True),
    "gone": ("", "日期有误", False),
    "list": ("", "公示", False),
    "wrong": ("还有要改的错误", "", True),
}
"""Texts, why nothing of them may go out, what is said of all channels, and whether their bodies are in any."""


@every("ident", STANDINGS)
def test_what_may_not_go_out_says_why_and_what_is_withheld_is_in_no_channel(ident: str, pages: Pages) -> None:
    path, data = saved(pages, ident)
    why, told, has_body = STANDINGS[ident]
    found = projected(pages, path, data)
    said = closed(pages, path, data, data, wrong=ident == "wrong")
    assert (why in said) if why else said == ""
    assert told in "".join(found.told)
    shown = repr(found.rows) + repr(found.article)
    assert ("甲某某" not in shown) or has_body
    names = {row["name"] for row in found.rows}
    assert names == CHANNELS.keys() - {"banner"}
    assert not any(row["why"] for row in found.rows)


def test_what_is_typed_or_not_built_yet_is_shown_and_may_not_go_out(pages: Pages) -> None:
    path, data = saved(pages, "case")
    typed = data.replace("120人".encode(), "121人".encode())
    assert "121人" in repr(projected(pages, path, typed).rows)
    assert closed(pages, path, typed, data, wrong=False).startswith("有没保存的改动")
    assert closed(pages, path, typed, typed, wrong=False).startswith("刚刚保存")
    assert projected(pages, path, data.replace(b"date: 2026", b"date: x")).words.startswith("文件头还有错误")
    long = projected(pages, path, data + b"a\n" * MOST_SIGNS)
    assert [row["name"] for row in long.rows] == ["docx", "card"]
    assert "xuanlan channel" in long.told[0]


def test_nothing_goes_out_that_nobody_has_agreed_to(tmp_path: Path) -> None:
    site = Site(tmp_path / "网站").write(
        {"notices/settings.yml": "审批: [{名称: 初审}]\n", "notices/a.md": sample("正文。\n")}
    )
    options = Options(now=NOW, keep_going=True, force=True, strict=False, console=Console(io.StringIO()))
    pages = run.build_pages(site.root, tmp_path / "out", options)[0]
    path, data = saved(pages, "case")
    assert projected(pages, path, data).rows
    assert closed(pages, path, data, data, wrong=False).startswith("还没有审批同意")


def test_a_channel_that_cannot_be_made_says_why_and_the_others_are_there(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, data = saved(pages, "case")

    def refuse(*_: object) -> None:
        report = Report()
        report.add("channel-fact", pages.library.by_path[path].places.start, channel="广播稿", found="13时")
        raise ContentError(report)

    monkeypatch.setattr(CHANNELS["broadcast"], "files", refuse)
    rows = {row["name"]: row for row in projected(pages, path, data).rows}
    assert "没有的内容“13时”" in rows["broadcast"]["why"]
    assert rows["sms"]["texts"]


def test_all_channels_of_a_text_take_less_than_a_third_of_a_second(pages: Pages) -> None:
    path, data = saved(pages, "case")
    data += "请各单位在2026年3月20日14:30前报送材料，电话0000-8888040，共120人参加。\n\n".encode() * 40
    projected(pages, path, data)
    began = time.process_time()
    assert len(projected(pages, path, data).rows) == len(CHANNELS) - 1
    assert time.process_time() - began < 0.3


def test_files_have_names_that_every_disk_takes_and_are_whole(pages: Pages) -> None:
    word = download(pages, "notices/a.md", "docx")
    assert word.name == "关于开放日的通知-Word 文稿.docx"
    assert zipfile.ZipFile(io.BytesIO(word.content)).testzip() is None
    banner = download(pages, "notices/campaign.md", "banner")
    assert (banner.name[-7:], banner.content[:5]) == ("-横幅.pdf", b"%PDF-")
    every = download(pages, "notices/a.md", projecting.ALL)
    with zipfile.ZipFile(io.BytesIO(every.content)) as pack:
        assert {"index.html", "wechat.html", "group.txt", "sms.txt", "broadcast.txt", "led/gate.txt", "notice.docx",
                "card.png", "cover.png"} <= set(pack.namelist())  # fmt: skip


def test_a_correction_is_written_for_the_channels_that_had_the_old_fact(pages: Pages) -> None:
    path, data = saved(pages, "case")
    old = [pages.library.root.parent / "out" / place for place in ("none.html", "n/case/index.html")]
    assert corrected(pages, path, data, old)["rows"] == []
    found = corrected(pages, path, data.replace(b"03-20", b"03-27"), old)
    assert found["rows"] == [{"fact": "日期", "here": "2026年3月27日", "there": "2026年3月20日"}]
    texts = {one["title"]: one["text"] for one in found["texts"]}
    assert texts.keys() == {"公众号", "群消息", "短信", "广播稿", "电子屏"}
    assert "“2026年3月20日”应为“2026年3月27日”" in texts["短信"]


@pytest.fixture(scope="module")
def page(desk: DeskProcess, browser: Browser) -> Iterator[Page]:
    with clerk(browser, desk, refused=None) as page:
        yield page


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return office_of(tmp_path_factory.mktemp("office"))


def opened(page: Page, desk: DeskProcess, ident: str) -> None:
    page.goto(f"{desk.home}t/{ident}")
    ready(page)
    page.wait_for_selector("iframe[data-preview='page']", timeout=60_000)
    page.click("[data-medium='channels']")
    page.wait_for_selector("#channels[data-made='true']", timeout=20_000)


def is_open(page: Page, words: str) -> None:
    """Waits until what has `words` may go out."""
    page.wait_for_selector("#channels[data-closed='false']", timeout=60_000)
    page.locator("#sms-1").get_by_text(words).wait_for()


PASTED = """() => document.addEventListener("paste", (event) => {
  window.pasted = ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
})"""


def pasted(page: Page) -> list[str]:
    """What is in the clipboard, as words and as HTML."""
    page.fill("#agree-pasted", "")
    page.focus("#agree-pasted")
    page.keyboard.press("Control+V")
    found = page.evaluate("window.pasted")
    assert isinstance(found, list)
    return found


def test_every_button_copies_its_text_and_the_article_with_its_styles(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "case")
    assert page.evaluate("window.isSecureContext") or page.evaluate("!navigator.clipboard")
    page.evaluate(PASTED)
    buttons = page.locator("#channels-list [data-copy]")
    assert buttons.count() >= 9
    for number in range(buttons.count()):
        button = buttons.nth(number)
        place = str(button.get_attribute("data-copy"))
        button.click()
        assert button.locator("xpath=..").locator("[role=status]").inner_text() == "已复制"
        words, html = pasted(page)
        assert words.strip() == page.locator(f"#{place}").evaluate("one => one.textContent").strip()
        assert ("style=" in html) == (place == "wechat-article")
    assert "群" in page.locator("[data-channel='group'] h2").first.inner_text()
    assert "  \n" in page.locator("#group-2").evaluate("one => one.textContent"), "钉钉 breaks lines at two blanks"
    frame = page.frame_locator("iframe.article")
    frame.get_by_text("图书馆报告厅").wait_for()
    light = page.locator("iframe.article").get_attribute("src")
    page.check(".looks input")
    page.select_option(".looks select", index=1)
    frame.get_by_text("图书馆报告厅").wait_for()
    assert page.locator("iframe.article").get_attribute("src") != light


def test_what_is_typed_is_copied_once_it_is_saved(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "plain")
    is_open(page, "关于开放日")
    page.fill("[data-field='title']", "关于参观日的通知")
    page.locator("#sms-1").get_by_text("关于参观日").wait_for()
    assert "有没保存的改动" in page.locator("#channels-told").inner_text()
    for one in page.locator("#channels-list button").all():
        assert one.is_disabled()
    page.click("[data-action='save']")
    is_open(page, "关于参观日")
    with page.expect_download() as download:
        page.click("[data-download='docx']")
    assert download.value.suggested_filename == "关于参观日的通知-Word 文稿.docx"
    assert page.locator("[data-download='docx']").inner_text() == "下载 Word 文稿"


def test_nothing_is_taken_away_of_a_draft_by_whatever_way(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "draft")
    assert "还没有公开（草稿）" in page.locator("#channels-told").inner_text()
    assert page.locator("#channels-list button:enabled").count() == 0
    refused = page.evaluate("fetch('/api/texts/draft/channels/all').then((one) => [one.status, one.url])")
    assert refused[0] == 409
    missing = page.evaluate("fetch('/api/texts/case/channels/..%2Fsave').then((one) => one.status)")
    assert missing == 404


def test_a_signature_that_is_missing_leads_to_the_place_where_it_is_written(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "case")
    note = page.locator("[data-channel='sms'] .note.warn")
    assert "没有登记短信签名" in note.inner_text()
    page.goto(desk.home + str(note.locator("a").get_attribute("href"))[1:])
    ready(page)
    page.wait_for_function("() => document.activeElement.dataset.field === 'sms_signature'")


def rows(page: Page, place: str) -> list[list[str]]:
    page.wait_for_selector(f"{place} p")
    return [row.locator("th, td").all_inner_texts() for row in page.locator(f"{place} tbody tr").all()]


def test_what_stands_elsewhere_is_compared_and_the_correction_is_copied(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "case")
    sent = page.locator("#sms-1").inner_text()
    page.select_option("#agree-channel", "sms")
    page.fill("#agree-pasted", sent)
    page.click("[data-action='agree']")
    assert rows(page, "#agreed") == []
    assert "都一致" in page.locator("#agreed").inner_text()
    page.fill("#agree-pasted", sent.replace("3月20日", "3月21日"))
    page.click("[data-action='agree']")
    page.wait_for_selector("#agreed table")
    assert rows(page, "#agreed") == [["日期", "2026年3月20日", "2026年3月21日"]]
    assert "“2026年3月21日”应为“2026年3月20日”" in page.locator("#agreed pre").inner_text()
    page.evaluate(PASTED)
    page.click("#agreed [data-copy]")
    assert "应为“2026年3月20日”" in pasted(page)[0]
    page.fill("#agree-pasted", WAIT)
    page.click("[data-action='agree']")
    page.get_by_text("是不是贴错了").wait_for()


def test_without_anything_published_it_is_said_what_a_correction_needs(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "case")
    page.click("[data-action='correct']")
    page.wait_for_selector("#problem:not([hidden])")
    assert "请先在“发布”页设好文件夹" in page.locator("#problem-words").inner_text()
    page.click("#problem-seen")


def test_a_site_without_this_text_is_told_before_it_is_sent(page: Page, desk: DeskProcess, tmp_path: Path) -> None:
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    desk.ask(cookie, "/api/publish/target", {"folder": str(tmp_path / "published"), "upload": ""})
    opened(page, desk, "campaign")
    page.get_by_text("读者的网站上还没有这篇文稿").wait_for()
    assert page.locator("[data-channel='banner'] [data-download]").is_enabled()


HOSTILE = [text for texts in TEXTS.values() for text in texts]


def test_a_hostile_text_runs_nothing_in_the_tab(tmp_path: Path, browser: Browser) -> None:
    body = "\n\n".join(HOSTILE)
    title = "<img src=x onerror=alert(1)>\"'`&lt;script&gt;关于\\u003cscript>的通知"
    site = Site(tmp_path / "网站").write(
        {
            "notices/a.md": notice(f"'{title.replace(chr(39), chr(39) * 2)}'", id="case", body=f"{body}\n"),
            "notices/screens.yml": SCREENS.replace("门口条屏", "<b onclick=alert(1)>屏"),
        }
    )
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        opened(page, desk, "case")
        assert page.locator("#channels script, #channels [onerror], #channels [onclick], #channels b").count() == 0
        assert title in page.locator("#wechat-title").inner_text()
        frame = next(one for one in page.frames if "article-" in one.url)
        assert frame.locator("script, [onerror], [onclick], iframe, form, a").count() == 0
        page.fill("#agree-pasted", title + body)
        page.click("[data-action='agree']")
        page.wait_for_selector("#agreed p")
        assert page.locator("#agreed img, #agreed script").count() == 0


def test_the_tab_is_for_everybody(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "case")
    page.locator("#agree-pasted").fill("2026年3月21日")
    page.click("[data-action='agree']")
    page.wait_for_selector("#agreed table")
    page.evaluate("for (const frame of document.querySelectorAll('iframe')) frame.remove()")  # looked at elsewhere
    assert violations(page) == []
    set_text(page, 32)
    assert violations(page) + page.evaluate(STICKING_OUT) == []
    set_text(page, 16)
    page.locator("#channels-nav .link").get_by_text("短信").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.channel") == "sms"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("[data-channel='sms'] .copied").first.inner_text() == "已复制"
