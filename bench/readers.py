"""Readers who search: on a first visit, many times in one page, and in files opened without a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import Browser, Error

from bench.browser import Load, Server, visit
from bench.contenders import Contender
from bench.queries import WORDS, Score

TOO_LONG = 20
"""Seconds after which an answer over file:// is given up."""
SHOWN = """(most) => {
    const results = document.querySelector('#search-results[data-ready="true"]');
    if (!results) return false;
    const hits = [...results.querySelectorAll("a[data-hit]")];
    const told = hits.filter((hit) => hit.closest("li").querySelector(".xl-hit__text"));
    return told.length >= Math.min(most, Number(results.dataset.total));
}"""


@dataclass(slots=True)
class Reading:
    """The measurements of one contender: milliseconds for each query, and what a first query loads."""

    score: Score = field(default_factory=Score)
    cold: list[float] = field(default_factory=list)
    first: list[Load] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    over_files: str = ""


def stay(browser: Browser, server: Server, contender: Contender, right: Mapping[str, set[str]], into: Reading) -> None:
    """One reader asks all queries in one page, then all again: the second round gives the warm times."""
    queries = list(right)[: contender.asked]
    with visit(browser, contender.before) as page:
        page.goto(server.address + contender.start)
        for query in queries:
            into.score.add(right[query], contender.answer(page, query)[1])
        into.warm = [contender.answer(page, query)[0] for query in queries]


def come(browser: Browser, server: Server, contender: Contender, queries: Sequence[str], into: Reading) -> None:
    """For every query a reader with an empty cache opens the first page and asks there: the time of the answer, and all
    that was loaded for searching, also before the query.
    """
    for query in queries[: contender.visits]:
        with visit(browser, contender.before) as page:
            server.taken_below()
            page.goto(server.address + contender.start)
            into.cold.append(contender.answer(page, query)[0])
            into.first.append(server.taken_below(*contender.data))


def open_results(browser: Browser, server: Server, queries: Sequence[str]) -> list[Load]:
    """For every query a reader with an empty cache opens our results page: all that is loaded from /search/, the page
    included, until ten hits are shown with their excerpts.
    """
    taken = []
    for query in queries:
        with visit(browser) as page:
            server.taken_below()
            page.goto(f"{server.address}search/?q={quote(query)}")
            page.wait_for_function(SHOWN, arg=10)
            taken.append(server.taken_below("/search/"))
    return taken


def without_server(browser: Browser, contender: Contender, right: Mapping[str, set[str]]) -> str:
    """The domain words asked over file://: how many answers are right, or the error instead."""
    complaints: list[str] = []
    late = f"new Promise((_, fail) => setTimeout(fail, {TOO_LONG}e3, Error('no answer within {TOO_LONG} s')))"
    patient = f"(query) => Promise.race([({contender.ask})(query), {late}])"
    with visit(browser, contender.before) as page:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((contender.root / contender.start).as_uri())
        try:
            good = 0
            for word in WORDS:
                found = [name for name in map(contender.names, page.evaluate(patient, word)) if name]
                good += right[word] == set(found) and len(right[word]) == len(found)
        except Error as error:
            root = contender.root.as_uri()
            told = (complaints or [error.message])[0].splitlines()[0]
            return "no: " + told.removeprefix("Page.evaluate: ").removeprefix("Error: ").replace(root, "…")
    return f"{good} of {len(WORDS)} answers right"
