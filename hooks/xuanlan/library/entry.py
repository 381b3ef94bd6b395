"""One notice as the library holds it: front matter, state by the build's clock, what is known of its text, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from xuanlan import addresses
from xuanlan.library.attachments import Attached
from xuanlan.markup import Rendered
from xuanlan.models import schedule
from xuanlan.models.notice import Notice
from xuanlan.reading.source import Places
from xuanlan.runtime.cache import Key

EXCERPT = 100
"""Characters of a text that stand for it in feeds and page tags."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a rendered text without having it in memory."""

    html: Key = b""
    """stands for all of it"""
    plain: Key = b""
    """stands for what readers see of it"""
    length: int = 0
    """characters that readers see"""
    excerpt: str = ""


class Texts(Protocol):
    """Where rendered texts are."""

    def rendered(self, entry: Entry) -> Rendered: ...

    def folded(self, entry: Entry) -> str: ...


@dataclass(slots=True)
class Entry:
    """One notice in the library."""

    notice: Notice
    places: Places
    body_line: int
    content: Key
    """stands for the content of its file"""
    id: str
    facts: schedule.Facts
    state: str
    texts: Texts
    text: Text = field(default_factory=Text)
    files: dict[str, Attached] = field(default_factory=dict)
    """files of the text by their path in the site's folder"""
    attachments: list[tuple[str, Attached]] = field(default_factory=list)
    """the files of the front matter with their titles"""
    replaced_by: Entry | None = None

    @property
    def rendered(self) -> Rendered:
        """The text as it is printed; fetched anew each time, so that a large site need not be in memory."""
        return self.texts.rendered(self) if self.text.html else Rendered("", "")

    @property
    def folded(self) -> str:
        """The text as search sees it."""
        return self.texts.folded(self) if self.text.html else ""

    @property
    def path(self) -> str:
        return self.places.file

    @property
    def address(self) -> str:
        return addresses.notice(self.id)

    @property
    def public(self) -> bool:
        """Whether it has a page now."""
        return self.state not in ("draft", "scheduled")

    @property
    def listed(self) -> bool:
        """Whether lists, feeds and screens name it now."""
        return schedule.is_listed(self.state)
