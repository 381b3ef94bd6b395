"""How the pages of the channels look: their templates, their style, and the main colour of the site"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xuanlan.library.render import Library
from xuanlan.render.pages import THEME, Pages, environment_of
from xuanlan.tree.out import Out

FOLDER = THEME / "channels"
_FILES = ("channels.css", "copy.js")
_MAIN = re.compile(r"--xl-main:\s*(#[0-9a-fA-F]{6})\b")


def main_colour(library: Library) -> str:
    """The site's main colour, from its own style or else the engine's."""
    for file in (library.site.overrides / "assets" / "brand.css", THEME / "assets" / "tokens.css"):
        if file.is_file() and (found := _MAIN.search(file.read_text(encoding="utf-8", errors="replace"))):
            return found[1]
    raise ValueError("tokens.css has no --xl-main")


def printed(pages: Pages, template: str, **values: Any) -> str:
    found = pages.once(_environment).get_template(f"channels/{template}")
    return str(found.render(main_colour=main_colour(pages.library), **values))


def _environment(pages: Pages) -> Any:
    return environment_of(pages.library.site.templates)


def own_files() -> Iterator[Out]:
    """The style and the script of all pages."""
    return (Out(name, (FOLDER / name).read_bytes()) for name in _FILES)
