"""What readers see of a page as the rules of proofreading read it, and where its words stand in the source."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import unquote

from xuanlan.markup.losses import without_markup
from xuanlan.markup.places import without_code

_CODE = re.compile(r"<code\b[^>]*>.*?</code>", re.DOTALL)
CODE = "\ufffc"
"""Stands for code in the text that is read for its wording."""
_CELL = re.compile(r"\s*</t[dh]>\s*(?=<t)")
_INSIDE_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_BLOCKS = re.compile(
    r"<(?:br|/?(?:p|li|ul|ol|h[1-6]|div|tr|table|thead|tbody|tfoot|caption|blockquote|pre|dl|dt|dd|hr|figure|figcaption|"
    r"details|summary|section|article|address|aside|center))\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_PART = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
_SPOKEN = re.compile(r"""<[^>]*?\s(?:alt|title)="([^"]+)\"""")
_TARGET = re.compile(r"""\s(?:href|src)="([^"#]+)""")
_MARKS = r"(?:[*_~=`\\]|<[^<>\n]{0,200}>|&(?:nbsp|zwnj|zwj|shy|emsp|ensp);|[\u200b-\u200f\u2060\ufeff\xad])*"
_GAPS = {"\t": r"[ \t\u3000\xa0]*\|[ \t\u3000\xa0]*", "\n": r"[ \t\u3000]*(?:<[^<>\n]{0,200}>|\n|[ \t\u3000>])*"}
_BLANK = r"[ \t\u3000\xa0]*(?:\n[ \t\u3000>]*)?"
_LONGEST = 200
"""Characters of a finding that are looked for in the source."""
_BUDGET = 300_000_000
"""Characters of a source that are looked through for the places of all its findings: about two seconds."""
_BY_PATTERN = 20
"""How many times as long a pattern takes."""


@dataclass(frozen=True)
class Visible:
    """A safe fragment as text: a line for each paragraph and each line of it; cells of a row are divided by tabs."""

    fragment: str

    @cached_property
    def all(self) -> str:
        """Everything, code included."""
        return _text(self.fragment)

    @cached_property
    def wording(self) -> str:
        """What is prose: each piece of code is one sign (`CODE`), which no rule about words knows."""
        return _text(_CODE.sub(CODE, self.fragment)) if "<code" in self.fragment else self.all

    @cached_property
    def unseen(self) -> tuple[str, ...]:
        """What programs and assistive technology are told beside the text: alternative texts, titles, addresses."""
        spoken = [html.unescape(words) for words in _SPOKEN.findall(self.fragment)] if '="' in self.fragment else []
        return (*spoken, *self.targets)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Where its links lead and its pictures come from, decoded."""
        return tuple(unquote(html.unescape(target)) for target in _TARGET.findall(self.fragment))

    @cached_property
    def tables(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Its tables as rows of cells."""
        if "<table" not in self.fragment:
            return ()
        found = _TABLE.findall(self.fragment)
        return tuple(tuple(tuple(map(_text, _PART.findall(row))) for row in _ROW.findall(table)) for table in found)


def _text(fragment: str) -> str:
    text = fragment.replace("\n", " ")
    if "<tr" in text:
        text = _INSIDE_ROW.sub(lambda row: _CELL.sub("\t", row[0]), text)
    text = html.unescape(_TAG.sub("", _BLOCKS.sub("\n", text)))
    lines = (" ".join(filter(None, re.split(r"[ \r\f\v]+", line))) for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())


class Source:
    """The text behind a page, in which the words of findings are looked for."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._budget = _BUDGET
        self._last: dict[tuple[str, bool], tuple[int, int]] = {}
        """number and place of the last occurrence of words that was asked for"""

    @cached_property
    def _written(self) -> str:
        """The body with blanks for its comments, tags and addresses, every word in its place."""
        return without_markup(self._body)

    @cached_property
    def _prose(self) -> str:
        """The same with blanks for code, too."""
        return without_code(self._written)

    def find(self, words: str, number: int, code: bool = True) -> tuple[int, int] | None:
        """The occurrence `number` (from 0) of `words`, in code too unless `code` is false: start and end in the body.

        The last one if there are fewer; None if readers see them nowhere, or the search has taken long enough.
        """
        words = words[:_LONGEST].strip()
        if not words or self._budget < 0:
            return None
        written = self._written if code else self._prose
        if "\t" not in words and "\n" not in words and (at := self._nth(words, number, written, code)) >= 0:
            return at, at + len(words)
        pattern = re.compile(_pattern(words))
        for text in (written, self._body):
            self._budget -= len(text) * _BY_PATTERN
            found = [match.span() for match in islice(pattern.finditer(text), number + 1)]
            if found:
                return found[-1]
        return None

    def _nth(self, words: str, number: int, text: str, code: bool) -> int:
        """Where the occurrence `number` (from 0) of `words` begins in `text`; -1 if there are fewer."""
        last, at = self._last.get((words, code), (-1, -len(words)))
        if last > number:
            last, at = -1, -len(words)
        start = at
        while last < number:
            at = text.find(words, at + len(words))
            if at < 0:
                self._budget -= len(text) - start
                return -1
            last += 1
        self._budget -= at - start
        self._last[words, code] = number, at
        return at


def _pattern(words: str) -> str:
    """What finds `words` where marks stand between them."""
    parts = []
    for sign in words:
        if sign in _GAPS:
            parts.append(_GAPS[sign])
        elif sign.isspace():
            parts.append(_BLANK)
        else:
            parts.append(re.escape(sign) if sign not in "<>&" else f"(?:{sign}|&{_ENTITY[sign]};)")
    return _MARKS.join(parts)


_ENTITY = {"<": "lt", ">": "gt", "&": "amp"}
