"""What a rule of proofreading is, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

MOST = 500
"""Findings of one rule in one text that are told; nobody reads on, and the next run tells those that are left.
That there are more is told as well."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text that a rule has something to say about."""

    start: int
    end: int
    """offsets in the text that was read: where the words in question begin, and where they have ended"""
    values: Mapping[str, str] = field(default_factory=dict)
    """fill the wording of the rule's code; personal data only masked"""
    put: str | None = None
    """what a machine may write there instead; None where a person has to decide"""


@dataclass(frozen=True, slots=True)
class SiteRule:
    """A rule that sees more than one text's words. What finds it is in `checks`; its wording and strength stand in
    `diagnostics.messages` under `code`."""

    code: str
    about: str
    """one sentence in Chinese: what is looked for, and why"""
    source: str
    """the standard, document or custom that the rule rests on"""
    fires: tuple[str, ...]
    """whole notices, or registers that begin with a line `# notices/NAME.yml`, of which each has such a finding; where
    several files belong together, each begins with such a line"""
    passes: tuple[str, ...]
    """those that have none; at least two"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule over words. Its wording and strength stand in `diagnostics.messages` under `code`."""

    code: str
    about: str
    """one sentence in Chinese: what is looked for, and why"""
    source: str
    """the standard, document or custom that the rule rests on"""
    find: Callable[[str], Iterable[Hit]]
    """all hits in a text, in order. The text is what a reader sees of one passage (a body, a field, a cell):
    paragraphs end with a line feed, cells of a table row are divided by tabs. Takes time linear in its length."""
    fires: tuple[str, ...]
    """texts of which each has at least one hit"""
    passes: tuple[str, ...]
    """texts of which none has any; at least two"""
    everywhere: bool = False
    """whether code, addresses, alternative texts and attached files are read too, and not prose alone"""
    plain: bool = False
    """whether it speaks only of words that the source has without marks of Markdown between them"""

    def hits(self, text: str) -> Iterable[Hit | None]:
        """The hits in `text` that are told; None behind them when there are more."""
        found = iter(self.find(text))
        first = next(found, None)
        return () if first is None else _told(first, found)  # nearly every text: registers have thousands of values


def _told(first: Hit, others: Iterator[Hit]) -> Iterator[Hit | None]:
    yield first
    yield from islice(others, MOST - 1)
    if next(others, None):
        yield None


def found_by(pattern: re.Pattern[str], put: str | None) -> Callable[[str], Iterator[Hit]]:
    """A finder of every match of `pattern`, each to be replaced by `put`; None: a person decides."""

    def find(text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            yield Hit(*match.span(), {} if put is None else {"put": put}, put)

    return find
