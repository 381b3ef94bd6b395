"""How sheets for walls look: their design, the emblem of the site, and words that are in no notice"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library

EMBLEMS = ("assets/logo.svg", "assets/logo.png")
"""The organisation's own picture, in its theme files, the first that is there."""
PAPERS = {"a4": 1.0, "a3": 2**0.5, "a2": 2.0, "a1": 2 * 2**0.5}
"""Papers of posters, and how much larger than A4 each is."""


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody wants of the sheets of an order beside their paper."""

    design: str = ""
    """a value of `models.designs.DESIGNS`; empty: that of each notice"""
    words: tuple[str, ...] = ()
    """slogans or festivals"""
    line: str = ""
    """what is said of the festivals"""


AS_USUAL = Look()


def design_of(library: Library, look: Look, entry: Entry | None = None) -> str:
    """The name of a design: as ordered, else as the notice says; an urgent one is red; else as the settings say."""
    notice = entry.notice if entry else None
    own = (notice.poster or ("urgent" if notice.urgent else "")) if notice else ""
    return look.design or own or library.settings.poster


def dressed(library: Library, design: str) -> dict[str, Any]:
    """`design` and the site's emblem as a template takes them; the plain one has none."""
    return {"design": design, "emblem": None if design == "plain" else _emblem(library)}


def emblem_digest(library: Library) -> str:
    """Changes with the emblem."""
    return hashlib.sha256(repr(_emblem(library)).encode()).hexdigest()


def _emblem(library: Library) -> dict[str, str] | None:
    for name in EMBLEMS:
        file = library.site.overrides / name
        if not file.is_file():
            continue
        content = file.read_bytes()
        if file.suffix == ".svg":
            return {"svg": content.decode("utf-8", "replace")}
        if file.is_relative_to(library.root):
            digest = hashlib.sha256(content).hexdigest()
            path = file.relative_to(library.root).as_posix()
            return {"t": "image", "src": f"{digest}.png", "path": path, "sha256": digest}
    return None
