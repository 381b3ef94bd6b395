"""The shell: the host's real page, rendered once, with slots that are filled for every notice."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from xuanlan.diagnostics.report import ContentError, Position, Report
from xuanlan.library.site import SiteFacts

SLOTS = {"title": "标题", "head": "文件头", "main": "正文"}
"""The slots, and what messages call them."""
_TOKEN = secrets.token_hex(8)
"""Unknown to every author and gone once the shell is cut, so that no text can pretend to be a slot."""
_FIND = re.compile(f"xuanlan-slot-({'|'.join(SLOTS)})-{_TOKEN}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the host's template prints: ready HTML, and the styles and scripts by their path from the root."""

    title: Markup
    head: Markup
    header: Markup
    main: Markup
    footer: Markup
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


def slot(name: str) -> Markup:
    """The mark that stands in a shell where `name` will be filled in."""
    return Markup(f"xuanlan-slot-{name}-{_TOKEN}")


@dataclass(frozen=True, slots=True)
class Shell:
    """A host page cut at its slots. Filling is joining strings."""

    parts: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def cut(cls, page: str, site: SiteFacts) -> Shell:
        """Raises ContentError when a slot is missing, since the pages of `site` would come out empty."""
        pieces = _FIND.split(page)
        shell = cls(tuple(pieces[::2]), tuple(pieces[1::2]))
        missing = [words for name, words in SLOTS.items() if name not in shell.names]
        if missing:
            report = Report()
            report.add("template-frame", Position(site.named(site.overrides / "main.html")), missing="、".join(missing))
            raise ContentError(report)
        return shell

    def fill(self, title: Markup, head: Markup, main: Markup) -> str:
        """The whole page."""
        values = {"title": title, "head": head, "main": main}
        pieces = [self.parts[0]]
        for name, part in zip(self.names, self.parts[1:], strict=True):
            pieces += (values[name], part)
        return "".join(pieces)


class ShellMaker(Protocol):
    """How a host makes its page around `frame`, for the page at `address` (relative to the output's root)."""

    def __call__(self, address: str, frame: Frame) -> str: ...
