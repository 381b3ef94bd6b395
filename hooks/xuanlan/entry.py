"""One notice as the library holds it: its front matter, its state by the build's clock, its text, its files."""

from __future__ import annotations

from dataclasses import dataclass, field

from xuanlan import addresses, schedule
from xuanlan.attachments import Attached
from xuanlan.markup import Rendered
from xuanlan.notice import Notice
from xuanlan.source import Source


@dataclass(slots=True)
class Entry:
    """One notice in the library."""

    notice: Notice
    source: Source
    id: str
    facts: schedule.Facts
    state: str
    rendered: Rendered = field(default_factory=lambda: Rendered("", ""))
    files: dict[str, Attached] = field(default_factory=dict)
    """files of the text by their path in the site's folder"""
    attachments: list[tuple[str, Attached]] = field(default_factory=list)
    """the files of the front matter with their titles"""
    replaced_by: Entry | None = None

    @property
    def path(self) -> str:
        return self.source.path

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
