"""Search measured against others, on the same notices, in a real browser: `make bench-search`.

Prints a table in Markdown. `--only` leaves contenders out, `--work` keeps corpus and sites for a look.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from playwright.sync_api import Browser

from bench import contenders, corpus, peers
from bench.browser import chromium, served
from bench.contenders import Contender
from bench.peers import Command, Cost, Size
from bench.queries import Article, questions, read, scan
from bench.readers import come, open_results, stay, without_server
from bench.report import Result, table

NAMES = ("Xuanlan", "Pagefind", "Material")
ROUNDS = 3
"""How often an index is built; the quickest counts, because other programs can only make it slower."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.search", description=__doc__)
    parser.add_argument("notices", nargs="*", type=int, default=[1_000, 10_000], help="sizes of the corpus")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--work", type=Path, help="an empty folder (default: one that is removed at the end)")
    wanted = parser.parse_args()
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        for number in wanted.notices:
            folder = (wanted.work or Path(temporary)) / str(number)
            folder.mkdir(parents=True)
            results += measured(number, folder, browser, wanted.only)
        print(table(results, browser.version))


def measured(number: int, work: Path, browser: Browser, names: Sequence[str]) -> Iterator[Result]:
    """Every contender over a corpus of `number` notices; `work` is empty."""
    say(f"{number:,} notices are written")
    corpus.write_site(work / "site", islice(corpus.notices(), number))
    say("  read and indexed")
    rounds = ROUNDS if "Xuanlan" in names else 0
    command: Command = [sys.executable, "-m", "bench.indexing", work / "site", work, str(rounds)]
    costs = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    articles = read(work / "articles.json")
    right = {query: scan(query, articles) for query in questions(articles)}
    for name in names:
        say(f"  {name} is built")
        contender, size, cost = built(name, work, articles)
        result = Result(name, number, cost or quickest(Cost(**seconds) for seconds in costs), size)
        say(f"  {name} is asked")
        ask(browser, contender, right, result)
        yield result


def built(name: str, work: Path, articles: Sequence[Article]) -> tuple[Contender, Size, Cost | None]:
    """The contender `name`, ready to be asked, its size and cost; no cost for ours, which is measured apart."""
    if name == "Pagefind":
        plain = work / "plain"
        peers.write_plain(articles, plain)
        cost = quickest(peers.pagefind(plain) for _ in range(ROUNDS))
        return contenders.pagefind(plain, peers.pagefind_ids(plain)), peers.size(plain / "pagefind"), cost
    if name == "Material":
        cost = peers.material(articles, work / "material")
        site = work / "material" / "site"
        return contenders.material(site), peers.size(site / "search"), cost
    command: Command = [sys.executable, "-m", "xuanlan", "build", "--site", work / "site", "--now", corpus.NOW]
    peers.run(command, work / "build.log")
    site = work / "site" / "site"
    return contenders.ours(site), peers.size(site / "search"), None


def quickest(costs: Iterable[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.wall)


def ask(browser: Browser, contender: Contender, right: Mapping[str, set[str]], result: Result) -> None:
    """Ask every query in every way; the measurements go into `result`."""
    queries = list(right)
    with served(contender.root) as server:
        stay(browser, server, contender, right, result.reading)
        come(browser, server, contender, queries, result.reading)
        if contender.results_page:
            result.reading.first = open_results(browser, server, queries)
    result.reading.over_files = without_server(browser, contender, right)


def say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
