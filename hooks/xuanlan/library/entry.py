"""One notice in the library: its source, what is known of its text, its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from xuanlan import addresses
from xuanlan.library.approved_copies import beside, digest
from xuanlan.library.attachments import Attached
from xuanlan.library.read import NoticeSource
from xuanlan.markup.rendered import Rendered
from xuanlan.runtime.cache import Key

EXCERPT = 100
"""Most characters of a text's excerpt, for feeds and <meta> tags."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is kept in memory of a rendered text."""

    html: Key = b""
    """cache key of the rendered text"""
    plain: Key = b""
    """cache key of its visible text"""
    length: int = 0
    """characters of the visible text"""
    excerpt: str = ""
    notes: tuple[list[Any], ...] = ()
    """rows of JSON values that rules over several texts need (`bodies.Rules.notes`)"""


class Texts(Protocol):
    """Where rendered texts are."""

    def rendered(self, entry: Entry) -> Rendered: ...

    def folded(self, entry: Entry) -> str: ...


@dataclass(slots=True, repr=False)
class Entry(NoticeSource):
    """One notice in the library."""

    texts: Texts
    text: Text = field(default_factory=Text)
    files: dict[str, Attached] = field(default_factory=dict)
    """files of the text by their path in the site's folder"""
    attachments: list[tuple[str, Attached]] = field(default_factory=list)
    """the files of the front matter with their titles"""
    replaced_by: Entry | None = None

    @property
    def files_by_address(self) -> dict[str, tuple[str, Attached]]:
        """The files of the text by the addresses that it has for them, each with its path in the site's folder."""
        return {
            addresses.relative(self.address, addresses.attachment(self.id, one.name)): (path, one)
            for path, one in self.files.items()
        }

    @property
    def digest(self) -> str:
        """The digest of what readers get: of the text, and of the files that go with it (`approved_copies`)."""
        stands_for = {kept: path for path, kept in self.kept.items()}
        files = ((beside(self.path, stands_for.get(path, path)), one.sha256) for path, one in self.files.items())
        return digest(self.text_sha, files)

    @property
    def rendered(self) -> Rendered:
        """The rendered text; fetched each time, so that a large site need not be in memory."""
        return self.texts.rendered(self) if self.text.html else Rendered("", "")

    @property
    def folded(self) -> str:
        """The text, folded for search."""
        return self.texts.folded(self) if self.text.html else ""
