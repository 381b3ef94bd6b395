"""Slides of screens in a real browser, laid out as on a screen, and measured."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import unescape
from typing import Any

from browsers import complaints_of
from playwright.sync_api import Browser, Page, Request
from sites import REPO

from xuanlan import qr
from xuanlan.build.build import inspect
from xuanlan.hosts import run
from xuanlan.models.schedule import parse_now
from xuanlan.outputs.slides import Slides
from xuanlan.render.bundles import THEME, styles
from xuanlan.render.scripts import bundle, modules

NOW = 1795310000  # a Sunday morning in November 2026, in Shanghai
BLOCK = r"(?:p|li|ul|ol|td|th|tr|h\d|dt|dd|dl|figcaption|figure|summary|details|div|blockquote|thead|tbody|table|pre)"
BREAKS = re.compile(rf"</?{BLOCK}\b[^>]*>|<(?:br|hr|img|video|audio)\b[^>]*>|\u21a9")
ENTRY = """import { idle, layOut, ticker } from "./slides.js";
window.screens = { idle, layOut, ticker };
"""
PAGE = """<!doctype html><html lang="zh-CN" data-theme="{theme}"><meta charset="utf-8"><style>{css}</style>
<body class="kx"><main class="kx-stage"><div class="kx-measure"></div></main></body></html>"""
TOOLS = r"""(media) => {
  const stage = document.querySelector(".kx-stage"), host = document.querySelector(".kx-measure");
  const size = () => ({ width: stage.clientWidth, height: stage.clientHeight });
  window.now = NOW;
  window.context = (more) => Object.assign({ host, media: (key) => media[key] || "", now: () => window.now,
    screen: { site: "云山职业技术学院", night: "" }, removed: false }, more);
  window.lay = async (item, more) => (window.slides = await screens.layOut(item, size(), context(more)));
  window.show = (slide) => {
    for (const other of stage.querySelectorAll(".kx-slide")) other.remove();
    stage.append(slide.element);
    return slide.element;
  };
  const luminance = (rgb) => rgb.map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const parts = (color) => (color.match(/[\d.]+/g) || []).map(Number);
  const ground = (element) => {
    const [r, g, b, a] = parts(getComputedStyle(element).backgroundColor).concat(1);
    if (a === 1) return [r, g, b];
    const below = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
    return [r, g, b].map((c, i) => c * a + below[i] * (1 - a));
  };
  const contrast = (element) => {
    const [a, b] = [parts(getComputedStyle(element).color).slice(0, 3), ground(element)].map(luminance);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  window.look = (slide) => {
    const element = show(slide), { width, height } = size(), strip = height < 200, wrong = [];
    if (element.scrollWidth > width + 1 || element.scrollHeight > height + 1) wrong.push("scrolls");
    const inside = (one, box, x, y) => one.left >= box.left + x && one.right <= box.right - x && one.top >= box.top + y && one.bottom <= box.bottom - y;
    const area = element.getBoundingClientRect();
    for (const one of element.querySelectorAll("*:not(path)")) {
      if (strip && one.closest(".kx-strip__line")) continue;
      const box = one.getBoundingClientRect(), inline = getComputedStyle(one).display === "inline";
      if (!box.width || inline) continue;
      const [x, y] = strip ? [-1, -1] : [width * 0.02 - 1, height * 0.02 - 1];
      if (!inside(box, area, x, y)) wrong.push(`outside: ${one.className || one.tagName}`);
      if (!strip && one.clientWidth && one.scrollWidth > one.clientWidth + 1) wrong.push(`too wide: ${one.className || one.tagName}`);
      const side = one.closest(".kx-side");
      if (side && !inside(box, side.getBoundingClientRect(), -1, -1)) wrong.push(`out of its panel: ${one.className}`);
    }
    const boxes = [".kx-head", ".kx-text", ".kx-by", ".kx-code__picture", ".kx-address"].map((name) => element.querySelector(name))
      .filter((one) => one && !strip).map((one) => one.getBoundingClientRect()).filter((box) => box.width && box.height);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push("overlaps");
    }));
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.nodeValue.trim(), around = texts.currentNode.parentElement;
      if (!text || !around.getClientRects().length) continue;
      if (!strip && parseFloat(getComputedStyle(around).fontSize) < height * 0.035) wrong.push(`small: ${text.slice(0, 9)}`);
      if (contrast(around) < 4.5) wrong.push(`pale: ${text.slice(0, 9)}`);
    }
    const own = element.querySelector(".kx-text"), copy = own && own.cloneNode(true);
    if (copy) for (const again of copy.querySelectorAll(".kx-again")) again.remove();
    return { name: slide.name, wrong, text: copy ? copy.textContent : "", all: element.textContent,
      pictures: element.querySelectorAll("img").length, code: element.querySelectorAll(".kx-code__picture").length };
  };
  window.inspect = async (item, more) => {
    const found = (await lay(item, more)).map(look);
    return { slides: found, left: host.childNodes.length };
  };
}""".replace("NOW", str(NOW))
PICTURE = base64.b64encode((REPO / "notices/图片/校园平面示意图.png").read_bytes()).decode()
MEDIA = {"plan": f"data:image/png;base64,{PICTURE}", "broken": "data:image/png;base64,AAAA"}
CODE = {
    "svg": qr.svg("https://board.college.example/n/2026-001/", caption=False).decode(),
    "address": "board.college.example/n/2026-001/",
}


@cache
def demo() -> tuple[dict[str, Any], dict[str, str]]:
    """Every item that the demo site can show, and its pictures."""
    library = inspect(run.facts(REPO), parse_now("2026-11-22T12:00")).library
    slides = Slides(library)
    for entry in library.entries:
        slides.notice(entry)
    slides.items |= {
        "clock": {"kind": "clock"},
        "slogan": {"kind": "slogan", "text": "文明祭扫、绿色清明，平安过节", "phrases": "5,5,4"},
    }
    pictures = {
        key: "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode()
        for key, path in slides.pictures.items()
    }
    return slides.items, pictures


@cache
def program() -> str:
    return bundle(modules() | {"kiosk/entry.js": ENTRY}, "kiosk/entry.js")


class Screen:
    """A page in a browser that lays out slides; it may neither complain nor load anything."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints = complaints_of(page)
        page.on("request", self._watch)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith("data:"):
            self.complaints.append(f"asked for {request.url}")

    def leave(self) -> None:
        """Make the page as good as new; fails if it has complained."""
        said, self.complaints[:] = self.complaints[:], []
        self.page.goto("about:blank")
        assert said == []

    def open(self, size: tuple[int, int] = (1920, 1080), theme: str = "light", **media: str) -> Screen:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.set_content(PAGE.format(theme=theme, css=styles(THEME / "kiosk")))
        self.page.evaluate(program())
        self.page.evaluate(TOOLS, MEDIA | media)
        return self

    def slides(self, item: dict[str, Any], **context: Any) -> list[dict[str, Any]]:
        found = self.page.evaluate("([item, more]) => inspect(item, more)", [item, context])
        assert found["left"] == 0
        assert [(slide["name"], slide["wrong"]) for slide in found["slides"] if slide["wrong"]] == []
        slides: list[dict[str, Any]] = found["slides"]
        return slides


@contextmanager
def a_screen(browser: Browser, **settings: Any) -> Iterator[Screen]:
    """A screen in a new tab."""
    page = browser.new_page(**settings)
    screen = Screen(page)
    yield screen
    page.close()
    assert screen.complaints == []


def notice(html: str, **fields: Any) -> dict[str, Any]:
    head = {
        "kind": "notice",
        "id": "2026-001",
        "title": "关于开放日的通知",
        "label": "通知",
        "docNo": "",
        "unit": "办公室",
    }
    more = {"date": "2026年3月8日", "rows": [], "urgent": False, "code": CODE, "html": html}
    return head | more | fields


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pieces(html: str) -> list[str]:
    """The pieces of text between block elements, which a reader must find on the slides."""
    texts = (plain(unescape(re.sub(r"<[^>]+>", "", part))) for part in BREAKS.split(html))
    return [text for text in texts if text]


def assert_whole(item: dict[str, Any], slides: list[dict[str, Any]]) -> None:
    html, shown = item.get("html", ""), plain("".join(slide["text"] for slide in slides))
    at, ordered = 0, "<table" not in html  # a table may become records, in another order
    for piece in pieces(html):
        found = shown.find(piece, at if ordered else 0)
        assert found >= 0, piece[:30]
        at = found + len(piece)
    if item["kind"] == "notice":
        assert plain(item["title"]) in (plain(slides[0]["all"]) + shown)
