"""How the pages of the channels look: their templates and their style, in the main colour of the site"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xuanlan.render.pages import THEME, Pages, environment_of
from xuanlan.sheets.colours import colours
from xuanlan.tree.out import Out

FOLDER = THEME / "channels"
_FILES = ("channels.css", "copy.js")


def printed(pages: Pages, template: str, **values: Any) -> str:
    found = pages.once(_environment).get_template(f"channels/{template}")
    return str(found.render(main_colour=colours(pages.library)["main"], **values))


def _environment(pages: Pages) -> Any:
    return environment_of(pages.library.site.templates)


def own_files() -> Iterator[Out]:
    """The style and the script of all pages."""
    return (Out(name, (FOLDER / name).read_bytes()) for name in _FILES)
