"""Styles, scripts and icons of the engine, under assets/xuanlan/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from xuanlan import addresses
from xuanlan.outputs.pages import THEME, Out, Pages, Unit
from xuanlan.outputs.scripts import scripts

FOLDER, KIOSK = THEME / "assets", THEME / "kiosk"
_PLACES = {"worker.js": addresses.WORKER}
"""Scripts that must lie elsewhere: a worker serves only what is beside it or below."""


def units(_: Pages) -> Iterator[Unit]:
    yield Unit("assets", _make)


def _make(pages: Pages) -> Iterator[Out]:
    yield Out(addresses.ASSETS + "xuanlan.css", styles(FOLDER).encode())
    yield Out(addresses.ASSETS + "kiosk.css", styles(KIOSK).encode())
    for name, text in scripts().items():
        yield Out(_PLACES.get(name, addresses.ASSETS + name), text.encode())
    # The time of the build stands in a file of its own, so that a build without changes changes no page.
    built = json.dumps(pages.library.now.isoformat())
    yield Out(addresses.ASSETS + "built.js", f"window.xuanlanBuilt={built};\n".encode())
    for file in sorted(FOLDER.iterdir()):
        if file.suffix not in (".css", ".txt"):
            yield Out(addresses.ASSETS + file.name, file)


def styles(folder: Path) -> str:
    """All style sheets of `folder` in the order of its styles.txt."""
    names = (folder / "styles.txt").read_text(encoding="utf-8").split("\n")
    files = [folder / name.strip() for name in names if name.strip() and not name.startswith("#")]
    return "".join(file.read_text(encoding="utf-8") for file in files)
