"""The searches that are compared, each asked in a browser through its own interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

Answer = tuple[float, list[str]]
"""Milliseconds, and the ids of all that was found, best first."""


SAMPLE = 100
"""Number of questions for the slower measurements: the domain words and sixty substrings."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One search, built."""

    name: str
    root: Path
    """the folder to serve"""
    data: tuple[str, ...]
    """folders of the files that are loaded for a search, as paths from the server's root"""
    ask: str
    """a JavaScript function from a query to a promise of what was found; then the first ten can be shown"""
    start: str = "index.html"
    asked: int | None = None
    """how many of the questions it is asked; None for all"""
    visits: int = SAMPLE
    """how many of them are asked with an empty cache"""
    results_page: bool = False
    """whether it has a results page that says when all is shown: then that page is what is loaded and counted"""
    before: str = ""
    """a script that runs ahead of the page's own"""
    names: Callable[[str], str] = field(default=lambda found: found)
    """turns an item that `ask` gives into an article's id; "" for anything else"""

    def answer(self, page: Page, query: str) -> Answer:
        """Ask in `page`, which shows `start`; the time is measured in the page."""
        script = (
            f"async (query) => {{ const ask = {self.ask}; const start = performance.now();"
            " const found = await ask(query); return [performance.now() - start, found]; }"
        )
        taken, found = page.evaluate(script, query)
        return taken, [name for name in map(self.names, found) if name]


def ours(site: Path) -> Contender:
    ask = "async (query) => (await window.xuanlan.search(query)).ids"
    return Contender("Xuanlan", site, ("/search/",), ask, results_page=True)


def pagefind(folder: Path, ids: Mapping[str, str]) -> Contender:
    """`ids` are the articles by the names of Pagefind's results."""
    (folder / "index.html").write_text('<!doctype html><html lang="zh-CN"><title>Bench</title>\n', encoding="utf-8")
    ask = """async (query) => {
        const pagefind = await import("./pagefind/pagefind.js");
        const { results } = await pagefind.search(query);
        await Promise.all(results.slice(0, 10).map((result) => result.data()));
        return results.map((result) => result.id);
    }"""
    return Contender("Pagefind", folder, ("/pagefind/",), ask, asked=SAMPLE, names=ids.__getitem__)


def material(site: Path) -> Contender:
    """The theme's own page; the questions go straight to its worker, as its search box sends them."""
    before = """window.Worker = class extends Worker {
        constructor(...given) {
            super(...given);
            window.searchWorker = this;
            window.searchReady = new Promise((ready) => this.addEventListener("message", (message) => {
                if (message.data.type === 1) ready();
            }));
        }
    };"""
    ask = """async (query) => {
        while (!window.searchReady) await new Promise((later) => setTimeout(later, 5));
        await window.searchReady;
        const answer = new Promise((known) => window.searchWorker.addEventListener("message", function hear(message) {
            if (message.data.type !== 3) return;
            window.searchWorker.removeEventListener("message", hear);
            known(message.data.data);
        }));
        window.searchWorker.postMessage({ type: 2, data: query });
        return [...new Set((await answer).items.flat().map((item) => item.location.split("#")[0]))];
    }"""
    data = ("/search/", "/assets/javascripts/workers/", "/assets/javascripts/lunr/")
    # Every first query loads the same, which takes a second or two; an answer has the texts of all that was found.
    return Contender("Material", site, data, ask, asked=SAMPLE, visits=3, before=before, names=_page)


def _page(location: str) -> str:
    """The id of the article whose page is at `location`; "" for the home page."""
    return location.removeprefix("n/").removesuffix(".html") if location.startswith("n/") else ""
