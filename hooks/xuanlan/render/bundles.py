"""The engine's styles and scripts as they are published: each under a name with a digest of its content.

So browsers may cache them for ever, and no page ever gets the style of another release.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from xuanlan import addresses
from xuanlan.render.scripts import FOLDER as BROWSER
from xuanlan.render.scripts import scripts

THEME = BROWSER.parent
ASSETS = THEME / "assets"
_SHEETS = {"xuanlan.css": ASSETS, "kiosk.css": THEME / "kiosk", "feed.css": THEME / "feeds"}
_PLAIN = {"worker.js": addresses.WORKER}
"""Bundles with a fixed address: a service worker keeps its name, and controls only pages beside it or below."""


@cache
def bundles() -> dict[str, tuple[str, bytes]]:
    """Address and content of each bundle, by its plain name. Raises ValueError as `scripts` does."""
    found = {name: styles(folder).encode() for name, folder in _SHEETS.items()}
    found |= {name: text.encode() for name, text in scripts(_address).items()}
    return {name: (_address(name, content), content) for name, content in found.items()}


def address(name: str) -> str:
    """Where the bundle `name` lies, from the root."""
    return bundles()[name][0]


def _address(name: str, content: bytes) -> str:
    stem, dot, kind = name.rpartition(".")
    stamped = f"{addresses.ASSETS}{stem}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{kind}"
    return _PLAIN.get(name, stamped)


def styles(folder: Path) -> str:
    """All style sheets of `folder` in the order of its styles.txt."""
    names = (folder / "styles.txt").read_text(encoding="utf-8").split("\n")
    files = [folder / name.strip() for name in names if name.strip() and not name.startswith("#")]
    return "".join(file.read_text(encoding="utf-8") for file in files)
