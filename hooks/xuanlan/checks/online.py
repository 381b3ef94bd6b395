"""`check --online`: every link to another site is asked for, a few hosts at a time, and the answers kept for a day."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from xuanlan.checks.asking import Answer, Asker, Outcome, host, plain
from xuanlan.checks.outside_links import Link, outside
from xuanlan.diagnostics.report import Report
from xuanlan.library.render import Library
from xuanlan.runtime.cache import Cache, Key, digest
from xuanlan.runtime.json_values import MISSHAPEN, dumps, mapping
from xuanlan.runtime.progress import Progress, silent

HOSTS = 8
"""Hosts that are asked at the same time."""
KEPT = 24 * 3600
"""Seconds for which an answer counts."""
_TRIES = 16
"""Addresses that nobody has answered for, from which on there seems to be no network: many names may be gone."""
OFFLINE = "外部链接一个也没有打开，这台电脑多半没有连上网，所以没有列出。"
"""What a command says when `check` finds no network."""


def check(
    library: Library,
    report: Report,
    progress: Progress = silent,
    *,
    asker: Asker | None = None,
    clock: Callable[[], float] = time.time,
) -> bool:
    """Ask for every link of `library` to another site. Returns whether there is a network; without one, nothing is
    reported but what is known of earlier today. `clock` gives the time of day, in seconds since the epoch."""
    links = outside(library)
    answers = _kept(library.cache, links, clock())
    asking = _Asking(asker or Asker(), progress, {link.address for link in links} - answers.keys())
    fresh = asking.run()
    connected = not asking.waiting or asking.heard
    if connected:
        answers |= fresh
        _keep(library.cache, fresh, clock())
    for link in links:
        if link.address in answers:
            _tell(link, answers[link.address], report)
    return connected


def _tell(link: Link, answer: Answer, report: Report) -> None:
    code = _CODES.get(answer.outcome)
    if code:
        report.add(code, link.position, found=link.address, answer=answer.words)
    elif answer.at and _site(answer.at) != _site(link.address):
        report.add("link-moved", link.position, found=link.address, target=answer.at)


_CODES: Mapping[Outcome, str] = {
    "gone": "link-dead",
    "nameless": "link-dead",
    "failed": "link-unanswered",
    "unreached": "link-unanswered",
    "refused": "link-refused",
}


def _site(address: str) -> str:
    return host(plain(address)).removeprefix("www.")


@dataclass(slots=True)
class _Asking:
    """One round over `waiting` addresses."""

    asker: Asker
    progress: Progress
    waiting: set[str]
    heard: bool = False
    """whether any server has answered"""
    _unheard: int = 0
    _over: bool = False
    _done: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> dict[str, Answer]:
        by_host: defaultdict[str, list[str]] = defaultdict(list)
        for address in sorted(self.waiting):
            by_host[host(address)].append(address)
        found: dict[str, Answer] = {}
        with ThreadPoolExecutor(max_workers=HOSTS, thread_name_prefix="links") as pool:
            try:
                for part in pool.map(self._host, by_host.values()):
                    found |= part
            finally:
                self._over = True  # after Ctrl+C, what has not begun is left
        return found

    def _host(self, addresses: Iterable[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for address in addresses:
            if self._over or (not self.heard and self._unheard >= _TRIES):
                break
            found[address] = self.asker.ask(address)
            with self._lock:
                unheard = found[address].outcome in ("nameless", "unreached") and not found[address].at
                self.heard |= not unheard
                self._unheard += unheard
                self._done += 1
                self.progress("打开外部链接", self._done, len(self.waiting))
        return found


def _kept(cache: Cache, links: Iterable[Link], now: float) -> dict[str, Answer]:
    """What servers have answered within the last day."""
    keys = {_key(link.address): link.address for link in links}
    found = {}
    for key, value in cache.many(keys).items():
        try:
            row = mapping(value)
            if 0 <= now - float(row["t"]) < KEPT:
                found[keys[key]] = Answer(row["o"], str(row["w"]), str(row["a"]))
        except MISSHAPEN:
            continue
    return found


def _keep(cache: Cache, answers: dict[str, Answer], now: float) -> None:
    """Keep what servers have answered; not what may be better in a minute."""
    sure = {address: answer for address, answer in answers.items() if answer.outcome in ("there", "gone", "refused")}
    cache.put(
        {
            _key(address): dumps({"t": now, "o": one.outcome, "w": one.words, "a": one.at})
            for address, one in sure.items()
        }
    )


def _key(address: str) -> Key:
    return digest("online", address)
