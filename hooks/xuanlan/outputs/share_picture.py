"""The picture of the site, for chats that show a link with a picture: its own, its logo, or its name"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xuanlan import addresses
from xuanlan.diagnostics.report import Report
from xuanlan.office.scaling import emblem, squared
from xuanlan.render.pages import Pages, Unit
from xuanlan.runtime.cache import digest
from xuanlan.sheets.colours import colours
from xuanlan.sheets.plan import ready, typefaces, typesetter
from xuanlan.sheets.typeset import CannotPrintError, Sheet
from xuanlan.tree.out import Out

SIDE = 600
"""Pixels of the square; WeChat shows none below 300."""
_DOTS = 72
"""An inch: a point of the template is a pixel."""


def units(pages: Pages) -> Iterator[Unit]:
    faces = typefaces(pages.library)
    parts = [repr(sorted(_facts(pages).items())), str(faces.complete), repr(faces.stacks()) if faces.complete else ""]
    yield Unit("share", _make, digest(*parts, _file(pages, "share.png"), _file(pages, "logo.png")), 40)


def _make(pages: Pages) -> Iterator[Out]:
    yield Out(addresses.SHARE, _picture(pages))


def _picture(pages: Pages) -> bytes:
    library, facts = pages.library, _facts(pages)
    for name in ("share.png",) if facts["svg"] else ("share.png", "logo.png"):
        if made := squared(_file(pages, name), SIDE):
            return made
    faces = typefaces(library)
    if ready(faces, Report()):
        try:
            return typesetter(library, faces).pictures([Sheet("picture-share", facts, "mkdocs.yml")], _DOTS)[0]
        except CannotPrintError:  # a name with a sign that no font has, a logo that is no picture
            pass
    return emblem(facts["colours"]["main"], SIDE)


def _facts(pages: Pages) -> dict[str, Any]:
    library = pages.library
    return {
        "title": library.site.name,
        "name": list(library.phrasing.of(library.site.name).parts),
        "svg": _file(pages, "logo.svg").decode("utf-8", "replace"),
        "colours": colours(library),
    }


def _file(pages: Pages, name: str) -> bytes:
    """A file of the organisation's own; b"" when there is none."""
    file = pages.library.site.overrides / "assets" / name
    return file.read_bytes() if file.is_file() else b""
