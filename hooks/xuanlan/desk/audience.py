"""Open pages of the desk: who sits before each, which text it shows, and what they are told while they are open"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

from xuanlan.models.desk_settings import Person

_PULSE = 20.0
"""Seconds after which an open page is written to, so that one that has gone is noticed."""
_OWN = "另一个窗口"
"""How one's own other page is called."""


class _Page(NamedTuple):
    person: Person
    ident: str
    """of the text that it shows; "" for other pages"""


class Audience:
    """All open pages. To be used from the thread of the event loop."""

    def __init__(self) -> None:
        self._pages: dict[asyncio.Queue[str], _Page] = {}

    def __len__(self) -> int:
        return len(self._pages)

    async def events(self, person: Person, ident: str, may: Callable[[], bool]) -> AsyncIterator[str]:
        """What a page is told, as server-sent events, for as long as it is open and who sits before it `may` use it."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._pages[queue] = _Page(person, ident)
        self._tell_who_is_there(ident)
        try:
            while True:
                try:
                    words = f"data: {await asyncio.wait_for(queue.get(), _PULSE)}\n\n"
                except TimeoutError:
                    words = ": \n\n"
                if not may():
                    return
                yield words
        finally:
            del self._pages[queue]
            self._tell_who_is_there(ident)

    def tell(self, event: str, words: str = "") -> None:
        """Tell every page."""
        for queue in self._pages:
            queue.put_nowait(_said(event, words))

    def tell_of_save(self, person: Person, ident: str) -> None:
        """Tell those who have a text open that somebody else has saved it."""
        for queue, page in self._pages.items():
            if page.ident == ident and page.person != person:
                queue.put_nowait(_said("saved", person.shown))

    def _tell_who_is_there(self, ident: str) -> None:
        """Tell each page of a text who else has that text open: "" for nobody."""
        there = {queue: page for queue, page in self._pages.items() if ident and page.ident == ident}
        for queue, page in there.items():
            others = [one.person for place, one in there.items() if place is not queue]
            names = dict.fromkeys(_OWN if other == page.person else other.shown for other in others)
            queue.put_nowait(_said("people", "、".join(names)))


def _said(event: str, words: str) -> str:
    return json.dumps({"event": event, "words": words})
