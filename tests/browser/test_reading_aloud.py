"""Reading aloud in the version for elders: what is said, by which voice, and how it is stopped."""

from __future__ import annotations

from typing import Any

import pytest
from browsers import complaints_of
from cases import every
from looks import violations
from pages import PageFolder
from playwright.sync_api import Browser, Page, expect
from twin import vectors

from xuanlan.channels.facts import facts
from xuanlan.channels.speech import _spelled
from xuanlan.render import bundles
from xuanlan.render.scripts import bundle, modules

ROWS: list[tuple[str, str]] = vectors("aloud.json")["rows"]
SWITCH = '<button type="button" data-elder-switch aria-pressed="false">长辈版</button>'
ARTICLE = """<main><article class="xl-article"><header class="xl-article__head"><h1>关于放<wbr>假的通知</h1></header>
<p>放假三天。<b>请锁好</b>门窗；电话 <span class="xl-tel">12345</span>。</p><p hidden>看不见。</p><button>打印</button></article></main>"""
STYLE = f'<link rel="stylesheet" href="{bundles.address("xuanlan.css")}">'
VOICES = """
window.said = [];
const voices = %s;
const speech = { getVoices: () => voices, cancel() { window.said.push("cancel"); },
  speak(one) { window.last = one; window.said.push(`${one.text}|${one.voice.name}|${one.rate}`); },
  addEventListener(name, heard) { window.heard = heard; } };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
OWN = {"name": "本机", "lang": "zh-CN", "localService": True}
FAR = {"name": "远处", "lang": "zh-CN", "localService": False}
ENGLISH = {"name": "Own", "lang": "en-US", "localService": True}


def opened(page_folder: PageFolder, *voices: dict[str, Any]) -> Page:
    """The page of an article in the version for elders, in a browser with these voices."""
    address = page_folder.write(SWITCH + ARTICLE, head=STYLE)
    page = page_folder.page(before=VOICES % repr(list(voices)).replace("True", "true").replace("False", "false"))
    page.goto(address)
    page.get_by_role("button", name="长辈版").click()
    return page


def said(page: Page) -> list[str]:
    return [line.split("|")[0] for line in page.evaluate("window.said") if line != "cancel"]


def go_on(page: Page) -> None:
    page.evaluate("window.last.onend()")


@every(("written", "spoken"), ROWS)
def test_a_page_says_what_a_broadcast_says_of_dates_times_and_numbers(written: str, spoken: str) -> None:
    assert _spelled(written, facts(written)) == spoken


def test_the_browser_says_the_same(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    complaints = complaints_of(page)
    entry = 'import { say } from "./aloud-say.js";\nwindow.say = say;\n'
    page.evaluate(bundle(modules() | {"page/entry.js": entry}, "page/entry.js"))
    assert page.evaluate("rows => rows.map(([written]) => say(written))", ROWS) == [spoken for _, spoken in ROWS]
    assert complaints == []
    context.close()


def test_it_reads_sentence_by_sentence_and_marks_each(page_folder: PageFolder) -> None:
    page = opened(page_folder, FAR, ENGLISH, OWN)
    before = page.locator("article p").first.inner_html()
    page.get_by_role("button", name="朗读").click()
    now = page.locator(".xl-said--now")
    marked = []
    for _ in range(4):
        marked.append("".join(now.all_inner_texts()))
        go_on(page)
    assert marked == ["关于放假的通知", "放假三天。", "请锁好门窗；", "电话 12345。"]
    assert said(page) == ["关于放假的通知", "放假三天。", "请锁好门窗；", "电话 幺二三四五。"]
    assert {line.split("|")[1] for line in page.evaluate("window.said") if line != "cancel"} == {"本机"}
    expect(page.get_by_role("button", name="朗读")).to_be_visible()
    assert page.locator("article p").first.inner_html() == before


def test_it_pauses_goes_on_changes_speed_and_stops_by_keyboard(page_folder: PageFolder) -> None:
    page = opened(page_folder, OWN)
    button = page.locator(".xl-aloud button").first
    button.press("Enter")
    go_on(page)
    expect(button).to_have_text("暂停")
    page_folder.foreseen = ""  # axe asks for the style sheet, which a page from a folder may not
    assert violations(page) == []
    button.press("Enter")
    expect(button).to_have_text("继续")
    assert page.evaluate("window.said").pop() == "cancel"
    button.press("Enter")
    page.get_by_label("语速").select_option("快速")
    assert page.evaluate("window.said")[-1] == "放假三天。|本机|1.3"
    page.keyboard.press("Escape")
    expect(button).to_have_text("朗读")
    assert page.locator(".xl-said").count() == 0
    page.reload()
    expect(page.get_by_label("语速")).to_have_value("1.3")


def test_it_stops_when_the_reader_leaves_the_page_or_the_version(page_folder: PageFolder) -> None:
    page = opened(page_folder, OWN)
    for leave in (
        "window.dispatchEvent(new Event('pagehide'))",
        "document.querySelector('[data-elder-switch]').click()",
    ):
        page.locator(".xl-aloud button").first.click()
        page.evaluate(leave)
        expect(page.locator(".xl-said")).to_have_count(0)
        assert page.evaluate("window.said").pop() == "cancel"
    expect(page.locator(".xl-aloud")).to_be_hidden()


@pytest.mark.parametrize("voices", [[], [FAR], [ENGLISH]])
def test_without_a_chinese_voice_of_the_machine_there_is_no_button(
    page_folder: PageFolder, voices: list[dict[str, Any]]
) -> None:
    page = opened(page_folder, *voices)
    page.wait_for_timeout(200)
    assert page.locator(".xl-aloud").count() == 0


def test_voices_that_come_later_are_heard_of(page_folder: PageFolder) -> None:
    page = opened(page_folder)
    page.evaluate("one => { speechSynthesis.getVoices = () => [one]; window.heard(); }", OWN)
    expect(page.get_by_role("button", name="朗读")).to_be_visible()
