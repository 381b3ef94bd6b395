"""What stands where in a finished tree: which notices the site lists, and which each screen may play"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from xuanlan import addresses
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.release import rows, shown

SITE, SCREEN = "网站", "屏幕 "
"""The places: the site, and a screen with its id."""
_LISTED = frozenset(("current", "open", "closed"))


class Stand(NamedTuple):
    """A notice that stands somewhere."""

    title: str
    digest: str
    until: datetime | None
    """when its time is over, by its own dates"""


Place = tuple[str, str]
"""The id of a notice, and a place."""


def standing(folder: Path) -> dict[Place, Stand] | None:
    """What stands where in the tree; None when it does not tell, because it is damaged or of an older engine."""
    known = rows(folder)
    if any("digest" not in row for row in known.values()) or not (folder / addresses.API).is_file():
        return None
    listed = {
        ident: Stand(row["title"], row["digest"] or "", _until(row.get("expires")))
        for ident, row in known.items()
        if row["state"] in _LISTED
    }
    found = {(ident, SITE): stand for ident, stand in listed.items()}
    for screen in sorted(folder.glob(addresses.screen("*", addresses.SHOW))):
        place = f"{SCREEN}{screen.parent.name}"
        found |= {(ident, place): listed[ident] for ident in _played(screen) if ident in listed}
    return found


def ending(folder: Path, ident: str) -> str:
    """Why a notice stands there no more, in a word."""
    return _ENDINGS.get(shown(folder, ident).state, "撤下")


_ENDINGS = {
    "withdrawn": "撤回",
    "moved": "改址",
    "superseded": "被替代",
    "repealed": "废止",
    "expired": "到期",
    "current": "下屏",
    "open": "下屏",
    "closed": "下屏",
}


def _until(value: Any) -> datetime | None:
    """The end that a row of api/notices.json gives as its last day, or as a moment."""
    with suppress(ValueError, TypeError):
        moment = datetime.fromisoformat(value)
        if len(value) > len("2026-03-08"):
            return moment
        return datetime.combine(moment.date() + timedelta(days=1), time(), SHANGHAI)
    return None


def _played(file: Path) -> Iterator[str]:
    """The ids of the notices in the show of a screen."""
    with suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
        text = file.read_text(encoding="ascii")
        show = json.loads(json.loads(text[text.index("(") + 1 : text.rindex(")")]))
        for item in show["items"].values():
            if isinstance(item.get("id"), str):
                yield item["id"]
