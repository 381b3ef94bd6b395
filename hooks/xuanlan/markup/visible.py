"""What readers see of a page as the rules of proofreading read it, and where its words stand in the source."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import unquote

from xuanlan.diagnostics.report import Position
from xuanlan.markup.entities import Decoded
from xuanlan.markup.losses import without_markup
from xuanlan.markup.places import Locator, without_code

_CODE = re.compile(r"<code\b[^>]*>.*?</code>", re.DOTALL)
CODE = "\ufffc"
"""Stands for code in the text that is read for its wording."""
_ADDRESS = re.compile(r"(?<=://)[^\s，。；：、！？“”（）《》]+")
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
_BLANKS = re.compile(r"[ \r\f\v]+")
_SPOKEN = re.compile(r"""<[^>]*?\s(?:alt|title)="([^"]+)\"""")
_TARGET = re.compile(r"""\s(?:href|src)="([^"#]+)""")
_MARKS = (
    r"(?:[*_~=`\\]|<[^<>\n]{0,200}>|&(?:nbsp|zwnj|zwj|shy|emsp|ensp);|[\xa0\u2002\u2003\u200b-\u200f\u2060\ufeff\xad])*"
)
_GAPS = {"\t": r"[ \t\u3000\xa0]*\|[ \t\u3000\xa0]*", "\n": r"[ \t\u3000]*(?:<[^<>\n]{0,200}>|\n|[ \t\u3000>])*"}
_BLANK = r"[ \t\u3000\xa0]*(?:\n[ \t\u3000>]*)?"
_LONGEST = 200
"""Characters of a finding that are looked for in the source."""
BESIDE = 12
"""Characters on either side of a finding that tell its place among others."""
_ENOUGH = BESIDE // 2
"""With fewer signs on one side a line or a cell is told to end there."""
_NEAR = 8
"""So far from its number on the page an occurrence may be in the source."""
_REACH = 60
"""Characters of the source, marks and addresses included, in which as many signs of the page are."""
_UNSEEN = re.compile(r"[\s*_~=`\\|\[\]()#>!]+|<[^<>]*>")
"""What stands between the words of a source and those of a page."""
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
        """What is prose: each piece of code is one sign (`CODE`) and so is each sign of an address. No rule about words
        knows it."""
        text = _text(_CODE.sub(CODE, self.fragment)) if "<code" in self.fragment else self.all
        return _ADDRESS.sub(lambda address: CODE * len(address[0]), text) if "://" in text else text

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
    text = _BLANKS.sub(" ", html.unescape(_TAG.sub("", _BLOCKS.sub("\n", text))))
    lines = (line.strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())


class Source:
    """The text behind a page, in which the words of findings are looked for."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._budget = _BUDGET
        self._known: dict[tuple[str, bool], list[int]] = {}
        """where words stand that were looked for, with or without code"""

    @cached_property
    def _decoded(self) -> Decoded:
        """The body with blanks for its comments, tags and addresses, and the same with blanks for code, too."""
        written = without_markup(self._body)
        return Decoded(written, without_code(written))

    def find(
        self, words: str, number: int, code: bool = True, beside: tuple[str, str] | None = None
    ) -> tuple[int, int] | None:
        """The occurrence `number` (from 0) of `words`, in code too unless `code` is false: start and end in the body.

        The last one if there are fewer; None if readers see them nowhere, or the search has taken long enough. `beside`
        is what stands before and behind them on the page: of the occurrences near that number the one that has most of
        it, for a source has words that the page shows elsewhere or not at all, such as the title of the page and the
        texts of its notes.
        """
        words = words[:_LONGEST]
        decoded = self._decoded
        written = decoded.written if code else decoded.prose
        for exact in (words, words.strip()):
            if exact and "\t" not in exact and "\n" not in exact and (starts := self._starts(exact, code)):
                spans = [
                    (at, at + len(exact)) for at in starts[max(number - _NEAR, 0) : number + _NEAR + 1] or starts[-1:]
                ]
                return decoded.span(*_best(written, spans, min(number, _NEAR), beside))
        if not words.strip() or self.given_up:
            return None
        pattern = re.compile(_pattern(words.strip()))
        for text in (written, self._body):
            self._budget -= len(text) * _BY_PATTERN
            found = [match.span() for match in islice(pattern.finditer(text), number + _NEAR + 1)]
            if found:
                low = max(number - _NEAR, 0)
                best = _best(text, found[low:] or found[-1:], number - low, beside)
                return best if text is self._body else decoded.span(*best)
        return None

    def _starts(self, words: str, code: bool) -> list[int]:
        """Where all occurrences of `words` begin in the source."""
        starts = self._known.get((words, code))
        if starts is None and not self.given_up:
            text = self._decoded.written if code else self._decoded.prose
            starts = self._known[words, code] = self.all_in(text, words)
        return starts or []

    @property
    def given_up(self) -> bool:
        """Whether the search has taken long enough: no more words are found."""
        return self._budget < 0

    def all_in(self, text: str, words: str) -> list[int]:
        """Where all occurrences of `words` in a `text` begin, from left to right; none of them overlap."""
        self._budget -= len(text)
        starts, at = [], text.find(words)
        while at >= 0:
            starts.append(at)
            at = text.find(words, at + len(words))
        return starts


def _best(text: str, spans: Sequence[tuple[int, int]], number: int, beside: tuple[str, str] | None) -> tuple[int, int]:
    """Of the places in a source the one with most of what stands `beside` the words; of equals that nearest to
    `number`."""
    number = min(number, len(spans) - 1)
    if len(spans) == 1 or beside is None:
        return spans[number]
    before, after = (_UNSEEN.sub("", words) for words in beside)
    alike = []
    for at, (start, end) in enumerate(spans):
        head = text[max(text.rfind("\n", 0, start) + 1, start - _REACH) : start].rpartition("|")[2]
        stop = text.find("\n", end, end + _REACH)
        tail = text[end : stop if stop >= 0 else end + _REACH].partition("|")[0]
        likeness = _same(before[::-1], _UNSEEN.sub("", head)[::-1]) + _same(after, _UNSEEN.sub("", tail))
        alike.append((likeness, -abs(at - number), at))
    return spans[max(alike)[2]]


def _same(seen: str, written: str) -> int:
    """How much the signs next to a place speak for it: two for each in common, less one if the line or the cell should
    end there and goes on."""
    least = min(len(seen), len(written))
    common = next((at for at in range(least) if seen[at] != written[at]), least)
    return 2 * common - (common == len(seen) < min(len(written), _ENOUGH))


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


class Shown:
    """A text as readers see it, and as it is written in its file: made once for all rules that look at it."""

    def __init__(self, html: str, body: str, file: str, first_line: int) -> None:
        self.body = body
        self.visible = Visible(html)
        self.source = Source(body)
        self.locator = Locator(body, file, first_line)
        self._start = Position(file, first_line, 1)
        self._seen: dict[str, list[int]] = {}

    def place(self, span: tuple[int, int] | None) -> Position:
        """Where `span` of the body begins; the first line of the body when there is none."""
        return self.locator.at(span[0]) if span else self._start

    def place_of(self, words: str, number: int = 0) -> Position:
        """Where `words` stand for the time `number` (from 0); the first line when readers see them nowhere."""
        return self.place(self.source.find(words, number))

    def place_seen(self, start: int, end: int) -> Position:
        """Where that is written which readers see from `start` to `end` of `visible.all`."""
        text = self.visible.all
        words = text[start:end]
        if self.source.given_up:
            return self._start
        if words not in self._seen:  # counted once for all places of the same words
            self._seen[words] = self.source.all_in(text, words)
        return self.place_of(words, bisect_left(self._seen[words], start))
