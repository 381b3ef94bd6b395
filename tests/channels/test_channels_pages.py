"""The pages of the channels in a browser: they ask for nothing outside, copy what they show, and survive the editor."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from channel_sources import demo_pages, demo_sources
from playwright.sync_api import Browser, Page

from xuanlan.channels import folder, wechat
from xuanlan.channels.wechat_blocks import DESIGNS
from xuanlan.diagnostics.report import Report

IDENT = "2026-021"
FILTER = """html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("style, link, script, form, iframe").forEach(one => one.remove());
  for (const one of page.body.querySelectorAll("*")) {
    for (const name of ["class", "id"]) one.removeAttribute(name);
    if (one instanceof HTMLElement) one.style.removeProperty("position");
    if (one.localName === "a") one.replaceWith(...one.childNodes);
  }
  return page.body.innerHTML;
}"""
"""What the editor of 公众号 does when an article is saved."""
DIFFER = """async ([one, two]) => {
  const read = async data => {
    const image = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return canvas.getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await read(one), await read(two)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let others = 0;
  for (let i = 0; i < a.data.length; i += 4) others += [0, 1, 2].some(k => a.data[i + k] !== b.data[i + k]);
  return others / (a.data.length / 4);
}"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("channel")
    pages = demo_pages()
    for out in folder(pages, pages.library.by_id[IDENT], Report()):
        file = root / out.path
        file.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(out.content, bytes)
        file.write_bytes(out.content)
    return root


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    yield page
    page.close()


def test_an_article_looks_the_same_after_the_editor_s_filter(page: Page) -> None:
    for ident in (IDENT, "2026-012", "2026-022", "2026-007", "2024-006"):
        for design in DESIGNS:
            html = wechat.html(demo_sources()[ident], design)
            shots = []
            for body in (html, page.evaluate(FILTER, html)):
                page.set_content(f'<body style="width:400px;margin:0">{body}</body>')
                shots.append(base64.b64encode(page.screenshot(full_page=True)).decode())
            assert page.evaluate(DIFFER, shots) <= 0.01, (ident, design)


def test_an_article_has_only_inline_styles_and_no_marker_of_the_browser() -> None:
    for source in demo_sources().values():
        for design in DESIGNS:
            html = wechat.html(source, design)
            assert not re.search(r"<(?:style|link|script|a|ul|ol|li)\b|\s(?:class|id)=|position:", html)
            assert set(re.findall(r"<(\w+)", html)) <= {
                "section", "p", "span", "br", "img", "table", "tbody", "tr", "td",
            }  # fmt: skip


@pytest.mark.parametrize("width", [1366, 360])
def test_the_pages_fit_ask_nothing_of_others_and_say_nothing_wrong(page: Page, written: Path, width: int) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("index.html", "wechat.html"):
        page.goto((written / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert asked
    assert not [url for url in asked if not url.startswith("file:")]
    assert not faults


def test_every_button_copies_its_text(page: Page, written: Path) -> None:
    page.goto((written / "index.html").as_uri())
    buttons = page.locator("[data-copy]")
    assert buttons.count() >= 5
    for number in range(buttons.count()):
        button = buttons.nth(number)
        with_text = page.locator(f"#{button.get_attribute('data-copy')}").inner_text()
        button.click()
        assert button.locator("xpath=..").locator("[role=status]").inner_text() == "已复制"
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')")
        page.locator("#paste").focus()
        page.keyboard.press("Control+V")
        assert page.locator("#paste").input_value().strip() == with_text.strip()
        page.evaluate("document.getElementById('paste').remove()")


def test_the_article_is_copied_with_its_styles(page: Page, written: Path) -> None:
    page.goto((written / "wechat.html").as_uri())
    page.locator("[data-copy='article-plain']").click()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div id=paste contenteditable></div>')")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    assert "国际志愿者日" in page.locator("#paste").inner_text()
    assert page.locator("#paste [style*='line-height']").count() > 10
