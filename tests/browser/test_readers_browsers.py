"""The browsers that readers have: the oldest Chromium, Firefox and WebKit, on the demo site, with the clock of today.

A short round in `make test`; `make browsers` goes through every type of page, and in more browsers.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from browsers import PAGES, place
from browsers import reading as reading_in_chromium
from playwright.sync_api import Browser, Playwright
from readers_browsers import BY_DEFAULT, READERS, Reader, opened
from titles import KEPT, LINES, USED, found, titles
from trees import Built

from xuanlan.models import schedule
from xuanlan.render.phrases import in_phrases
from xuanlan.text.dates import SHANGHAI

LONG_ROUND = "BROWSERS" in os.environ
ROUND = PAGES if LONG_ROUND else ("home", "notice", "rules", "publicity", "hotlines", "values", "doc")
WIDTHS = (320, 360, 768, 1366) if LONG_ROUND else (360,)
"""Windows of Firefox and WebKit are not as narrow as that; then they are as narrow as they get."""
QUERIES = ("通知", "门前三包", "九不准 教师", "2026", "诈骗", "沒有這樣的詞")
SCREENS = {"lobby": (1920, 1080), "corridor": (1080, 1920)}

OVERFLOW = """
const page = document.documentElement, failed = page.getAttribute("data-failed");
const wide = page.scrollWidth > page.clientWidth ? `wider than the window by ${page.scrollWidth - page.clientWidth}` : "";
return [wide, failed || "", document.body.innerText.trim() ? "" : "empty"].filter(Boolean);
"""
"""What is wrong with a page as it stands."""
ANSWERED = """
const results = document.getElementById("search-results");
while (results.getAttribute("data-ready") !== "true") await new Promise((go) => setTimeout(go, 20));
return Number(results.getAttribute("data-total"));
"""
"""How many notices the results page has found, once it has."""


@pytest.fixture(scope="module", params=list(READERS) if LONG_ROUND else BY_DEFAULT)
def reader(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Reader]:
    with opened(request.param, playwright) as found:
        yield found


def found_by(reader: Reader, query: str) -> list[str]:
    """The ids of all notices that the search finds."""
    ids: list[str] = reader.run(f"return (await window.xuanlan.search({query!r})).ids")
    return sorted(ids)


@pytest.fixture(scope="module")
def answers(browser: Browser, served: str) -> dict[str, list[str]]:
    """What the newest Chromium finds; that this is right is tested elsewhere."""
    ask = "async (query) => (await window.xuanlan.search(query)).ids"
    with reading_in_chromium(browser, served) as there:
        page = there.open("index.html")
        return {query: sorted(page.evaluate(ask, query)) for query in QUERIES}


def test_every_page_is_whole_and_no_wider_than_the_window(reader: Reader, demo: Built, served: str) -> None:
    wrong: list[Any] = []
    for width in WIDTHS:
        reader.size(width, 740)
        for name in ROUND:
            reader.open(served + place(demo, name))
            if name == "search":
                reader.run(ANSWERED)
            for elder in (False, True):
                if elder:
                    reader.run('document.querySelector("button[data-elder-switch]").click()')
                wrong += [(name, width, elder, one) for one in reader.run(OVERFLOW)]
            reader.run('document.querySelector("button[data-elder-switch]").click()')
            wrong += [(name, one) for one in reader.complaints() if not (name == "missing" and "404" in one)]
    assert wrong == []


def test_the_large_print_is_larger_and_stays_on_the_next_page(reader: Reader, served: str) -> None:
    size = 'return parseFloat(getComputedStyle(document.querySelector("main")).fontSize)'
    switch = 'document.querySelector("button[data-elder-switch]").click();'
    reader.open(f"{served}index.html")
    usual, large = reader.run(size), reader.run(switch + size)
    reader.open(f"{served}hotlines/index.html")
    kept = reader.run(size)
    reader.run(switch)
    assert usual < large == kept


def test_a_page_built_long_ago_says_what_is_true_today(reader: Reader, demo: Built, served: str) -> None:
    entry = next(entry for entry in demo.library.public if entry.state == "open")
    reader.open(served + entry.address)
    shown = reader.run('return document.querySelector("article[data-notice]").getAttribute("data-state")')
    assert shown == schedule.state(entry.facts, datetime.fromtimestamp(time.time(), SHANGHAI)) != "open"
    assert reader.complaints() == []


@pytest.mark.parametrize("width", [360, 1366])
def test_titles_end_their_lines_where_the_sense_does(reader: Reader, served: str, demo: Built, width: int) -> None:
    wanted = titles(USED) + titles(KEPT)
    html = [str(in_phrases(found(title.text))) for title in wanted]
    reader.size(width, 740)
    reader.open(served + place(demo, "notice"))
    lines = reader.run(f"return ({LINES})(['h1.xl-article__title', '', {json.dumps(html)}])")
    wrong = [place for title, line in zip(wanted, lines, strict=True) for place in title.wrong(set(line["ends"]))]
    alone = [line["text"] for line in lines if line["ends"] and len(line["text"]) - line["ends"][-1] < 2]
    assert (wrong, alone) == ([], [])
    assert [line["text"] for line in lines] == [title.text for title in wanted]


@pytest.mark.parametrize("inflated", ["by the browser", "by the library"])
def test_searching_finds_the_same(
    reader: Reader, served: str, demo: Built, answers: dict[str, list[str]], inflated: str
) -> None:
    for home in (served, f"{demo.tree.folder.as_uri()}/"):
        reader.open(f"{home}index.html")
        if inflated == "by the library":
            reader.run("delete window.DecompressionStream")
        assert {query: found_by(reader, query) for query in QUERIES} == answers
        assert reader.run("return typeof window.xuanlanInflate") == (
            "function" if inflated == "by the library" else "undefined"
        )
        reader.open(f"{home}search/index.html?q=%E9%80%9A%E7%9F%A5")
        assert reader.run(ANSWERED) == len(answers["通知"])
        assert reader.complaints() == []


def lines_on(paper: bytes, file: Path) -> list[list[str]]:
    """The lines of each sheet, without those that are empty."""
    file.write_bytes(paper)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return [[line.strip() for line in sheet.splitlines() if line.strip()] for sheet in told.split("\f")[:-1]]


def test_on_paper_no_sheet_is_empty_and_no_heading_stands_alone_at_a_foot(
    reader: Reader, served: str, tmp_path: Path
) -> None:
    reader.size(1366, 740)
    for page in ("core-values", "hotlines"):
        reader.open(f"{served}{page}/index.html")
        paper = reader.paper()
        if paper is None:
            return
        headings = reader.run("return [...document.querySelectorAll('h2')].map((heading) => heading.innerText.trim())")
        sheets = lines_on(paper, tmp_path / "paper.pdf")
        assert [page for page in sheets if not page] == []
        assert len(sheets) == 1 or page == "hotlines"
        assert [sheet[-1] for sheet in sheets if sheet[-1] in headings] == []


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_plays(reader: Reader, served: str, name: str) -> None:
    reader.size(*SCREENS[name])
    reader.open(f"{served}kiosk/{name}/index.html?clock=2026-12-01T12:00")
    # Long enough for WebKit's process to end over what it cannot lay out.
    wait = """
    const slides = () => document.querySelectorAll('[data-slide][data-current="true"]');
    while (!slides().length) await new Promise((go) => setTimeout(go, 50));
    await new Promise((go) => setTimeout(go, 2500));
    return [slides().length, Boolean(document.documentElement.dataset.release), document.compatMode];
    """
    try:
        assert reader.run(wait) == [1, True, "CSS1Compat"]
        assert [one for one in reader.complaints() if "Quirks" in one] == []
    finally:
        reader.open("about:blank")
