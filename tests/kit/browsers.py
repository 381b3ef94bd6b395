"""The browser of the tests, and readers in it, who open the demo's pages at a given time and collect complaints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize
from sites import DEMO_NOW
from trees import Built

from xuanlan.library.entry import Entry
from xuanlan.models.schedule import parse_now

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Names of the browser's program; the first that the system has is taken."""
WINDOWLESS = "chromium-headless-shell"
"""The same engine without windows, from the same package source. A tab of it takes two thirds of the processor time, a
page half, and what is tested is in the engine; where the system does not have it, the whole browser does the same."""
_OFF = (
    # Two pages for the list below the address bar, which every window loads anew: more than most of our pages cost.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    # What Playwright turns off. Chromium takes the last list that it is given, and ours comes after Playwright's.
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
)  # fmt: skip
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LIGHT = f"--disable-features={','.join(_OFF)}"
"""For a browser that Playwright drives: it does without what costs much and shows nothing."""
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
PAGES = (
    "home", "notice", "letter", "rules", "publicity", "expired", "column", "archive", "unit", "hotlines",
    "values", "campaign", "year", "search", "sitemap", "missing", "doc", "manual",
)  # fmt: skip
"""Names of all types of pages; `place` says where the demo site has one of each."""


LINE_ENDS = """(element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange(), ends = [];
  let at = 0, bottom = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let index = 0; index < node.data.length; index++, at++) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getClientRects()[0];
      if (!box) continue;
      if (bottom !== null && box.top > bottom - box.height / 2) ends.push(at);
      bottom = box.bottom;
    }
  }
  return ends;
}"""
"""Where the lines of an element end: a function of it, in JavaScript; the places count its characters."""


def place(demo: Built, name: str) -> str:
    """Path (and query) of the page type `name` in the demo's output."""
    fixed = {
        "home": "index.html",
        "column": "notices/index.html",
        "archive": "notices/2026/index.html",
        "hotlines": "hotlines/index.html",
        "values": "core-values/index.html",
        "campaign": "campaigns/wenming-xiaoyuan/index.html",
        "year": "year/index.html",
        "search": "search/index.html?q=%E9%80%9A%E7%9F%A5",
        "sitemap": "sitemap/index.html",
        "missing": "404.html",
        "doc": "about.html",
    }
    if name in fixed:
        return fixed[name]
    if name == "unit":
        return next(path for path in demo.tree.pages if path.startswith("notices/unit-"))
    if name == "manual":
        longest = max((doc for doc in demo.library.docs.pages.values()), key=lambda doc: len(doc.body))
        return longest.address
    return _richest(demo, name).address


def _richest(demo: Built, name: str) -> Entry:
    """The notice with the layout or the state `name` that has the most on its page."""

    def fits(entry: Entry) -> bool:
        kind = demo.library.kinds[entry.notice.kind]
        if name == "publicity":
            return entry.state == "open"
        if name == "expired":
            return entry.state == "expired"
        return kind.layout == name and kind.column != "public" and entry.state == "current"

    fitting = [entry for entry in demo.library.public if fits(entry)]
    return max(fitting, key=lambda entry: (len(entry.attachments), len(entry.rendered.html)))


def complaints_of(page: Page) -> list[str]:
    """The page's complaints from now on, a growing list: script errors and lines on the console."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    return said


@dataclass
class Reader:
    """One tab. `home` is the address of the site's root, ending in a slash."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for event, listener in self._listeners():
            self.page.on(event, listener)

    def _listeners(self) -> Iterator[tuple[Any, Any]]:
        yield "console", self._said
        yield "pageerror", self._error
        yield "requestfailed", self._failed
        yield "request", self._watch

    def _said(self, message: ConsoleMessage) -> None:
        self.complaints.append(f"{message.type}: {message.text}")

    def _error(self, error: Error) -> None:
        self.complaints.append(f"error: {error}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.complaints.append(f"asked for {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader has left the page before it was complete
            self.complaints.append(f"failed: {request.url}")

    def open(self, path: str) -> Page:
        """The page at `path`, once its script has run (and a query in it has been answered)."""
        self.page.goto(self.home + path)
        if "?q=" in path:
            self.page.wait_for_selector('#search-results[data-ready="true"]')
        return self.page

    def settle(self) -> None:
        """Fails when the page complained, asked for anything from elsewhere, or a part of its script did not start."""
        failed = self.page.evaluate("document.documentElement.getAttribute('data-failed')")
        assert (urlsplit(self.page.url).path, self.complaints, failed) == (urlsplit(self.page.url).path, [], None)

    def leave(self) -> None:
        """Makes the tab as good as new."""
        for event, listener in self._listeners():
            self.page.remove_listener(event, listener)
        settings = self.page.context.new_cdp_session(self.page)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.home))
        settings.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
        settings.detach()
        if self.page.url.startswith(origin):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        self.page.emulate_media(media="null")
        self.page.context.clear_cookies()
        self.page.goto("about:blank")


_FREE: dict[tuple[Browser, str], list[Page]] = {}
"""Used tabs that are as good as new, by browser and by the options with which their windows were opened."""


@contextmanager
def reading(browser: Browser, home: str, clock: str = DEMO_NOW, **options: Any) -> Iterator[Reader]:
    """A first visit by a reader in another time zone whose clock shows `clock`; fails at the end if there was a
    complaint. A new window takes the browser half a second, so tabs are used again.
    """
    size = options.pop("viewport", DESK)
    free = _FREE.setdefault((browser, repr(sorted(options.items()))), [])
    if not free:
        free.append(browser.new_context(timezone_id="America/New_York", locale="zh-CN", **options).new_page())
    page = free.pop()
    page.set_viewport_size(size)
    page.clock.set_fixed_time(parse_now(clock))
    reader = Reader(page, home)
    try:
        yield reader
        if options.get("java_script_enabled", True):
            reader.settle()
    except BaseException:
        page.context.close()
        raise
    reader.leave()
    free.append(page)
