"""Tables as people type them, rewritten in the form that the parser knows; what cannot be a table is reported.

The delimiter row may have other dashes, too few cells, or be missing; pipes may be full-width or doubled; rows may be
indented and have empty lines between them. A row with more or fewer cells than the head is an error: a browser would
show fewer words than were written, or put them into the wrong column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xuanlan.diagnostics.report import Report
from xuanlan.markup.fences import verbatim
from xuanlan.markup.places import Locator
from xuanlan.markup.rows import PIPES, SPACES, Row, narrowed, row, rule, written, written_rule

_PREFIX = re.compile(rf"(?:[{SPACES}]*>)*[{SPACES}]*(?:(?:[-*+]|[0-9０-９]{{1,9}}[.)])[{SPACES}]+(?=\S))*")
_SIGNED = re.compile(r"[-*+0-9０-９]")
_SIGNS = ("|", "｜", "\t", "┌", "╔", "┏", "╭", "+-", "-- ", "== ")
"""A text with none of these has no table, and nothing that looks like one."""
_GRID = re.compile(r"\+(?:[-=:]{2,}\+)+|[┌╔┏╭][^\w\s]+[┐╗┓╮]")
_GRID_LINE = re.compile(r"[+|│║┃├╠┣└╚┗╰]")
_COLUMNS = re.compile(r"[-=]{2,}(?: +[-=]{2,})+")
_GAP = re.compile(r"[^\s][ \u3000]{2,}\S|\S[ \u3000]*[\t\u3000][ \u3000]*\S")
_ITEM_SIGN = re.compile(
    r"[（(\[【]?第?(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4}|[A-Za-z])[）)\]】、.．条章节款]|\d{1,2}(?:[.．]\d{1,2})+[.．、]?"
    r"|[①-⓿❶-➓㈠-㉃]|[^\w\s]|[oØlnuvü]"
)
"""What Word puts before a tab at the beginning of an item, letters from its symbol fonts included."""
_NEAR = 2
"""Rows without a head that begin at most this many lines after a table belong to it."""


_DRAWN = re.compile(r"[ ]*\|?(?:[ ]*:?-{3,}:?[ ]*(?:\||$))+[ ]*")
"""A delimiter row. In a row of the body, a single dash in a cell means that it is empty."""
_TOLD = 50
"""How many wrong rows of one table are reported."""


@dataclass(slots=True)
class _Line:
    prefix: str
    text: str
    row: Row | None
    """its cells, where full-width pipes count too"""
    rule: list[str] | None
    plain: Row | None = None
    """its cells, where only ASCII pipes count, if it has both kinds"""

    def fit(self, width: int) -> None:
        """Take full-width pipes for text if there are `width` cells only then."""
        if self.plain and self.row and len(self.row.cells) != width and len(self.plain.cells) == width:
            self.row = self.plain

    @property
    def item(self) -> bool:
        """Whether it begins a list item."""
        return bool(_SIGNED.search(self.prefix))


def read(body: str, locator: Locator, report: Report) -> tuple[str, Sequence[int]]:
    """`body` with each table in the form that the parser knows, and for each line of the result the index of the line
    of `body` that it comes from; mistakes in tables go to `report`."""
    if not any(sign in body for sign in _SIGNS):
        return body, range(body.count("\n") + 1)
    reader = _Tables(body.split("\n"), locator, report)
    return "\n".join(reader.read()), reader.numbers


@dataclass(slots=True)
class _Tables:
    source: list[str]
    locator: Locator
    report: Report
    lines: list[_Line | None] = field(init=False)
    out: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """for each line of `out`, the index of the line that it comes from"""
    last: tuple[int, int] = (-9, 0)
    """index of the line after the last table, and its number of columns"""

    def __post_init__(self) -> None:
        self.lines = [_line(text) for text in self.source]
        for at in verbatim(self.source):
            self.lines[at] = None

    def read(self) -> list[str]:
        at = 0
        while at < len(self.source):
            end = self._table(at) or self._lookalike(at)
            if not end:
                self._put(at, self.source[at])
            at = end or at + 1
        return self.out

    def _at(self, at: int) -> _Line | None:
        return self.lines[at] if at < len(self.source) else None

    def _row(self, at: int) -> Row | None:
        line = self._at(at)
        return line.row if line else None

    def _next(self, at: int) -> int:
        """Index of the next line that is not empty."""
        at += 1
        while at < len(self.source) and not self.source[at].strip(SPACES + ">"):
            at += 1
        return at

    def _table(self, at: int) -> int:
        """Write the table that begins at `at`; returns the index of the line after it, 0 when there is none."""
        head = self._at(at)
        if not head or not head.row:
            return 0
        if head.rule is not None and head.row.left:  # some draw a line above the head
            head_at = self._next(at)
            if (below := self._row(head_at)) and not self._ruled(head_at):
                return self._told(at, self._rows(head_at, below)[-1] + 1)
            return self._table(head_at) if below and self._ruled(head_at) else 0
        if not self._ruled(at):
            return self._headless(at)
        rule_at = self._next(at)
        line = self.lines[rule_at]
        assert line is not None
        assert line.rule is not None
        head.fit(len(line.rule))
        assert head.row is not None
        places = self._body(rule_at + 1, at)
        if len(line.rule) != len(head.row.cells) and any(
            len(self._cells(place)) != len(head.row.cells) for place in places
        ):
            return self._told(at, (places or [rule_at])[-1] + 1)
        return self._write(at, line.rule, places, max([rule_at, *places]) + 1)

    def _ruled(self, at: int) -> bool:
        """Whether a delimiter row follows the line at `at`."""
        head, below = self._at(at), self._next(at)
        line = self._at(below)
        if not head or not head.row or head.rule is not None or not line or line.rule is None or line.item:
            return False
        if below > at + 1 and not head.row.closed:
            return False
        if line.row or len(line.rule) > 1:
            return not (line.row and line.row.left) or head.row.left or len(line.rule) == len(head.row.cells)
        after = self._row(below + 1)  # a line of dashes alone is usually a thematic break
        return head.row.closed and after is not None and len(after.cells) == len(head.row.cells)

    def _body(self, at: int, head_at: int) -> list[int]:
        """Indexes of the rows under a head, in order; lines between them are empty."""
        head = self._row(head_at)
        assert head is not None
        places: list[int] = []
        open_row = False
        while line := self._at(at):
            line.fit(len(head.cells))
            found = line.row
            if not line.text:
                below = self._next(at)
                after = self._row(below)
                same = after is not None and after.closed and len(after.cells) == len(head.cells)
                if not same or self._ruled(below):
                    break
                at = below
                continue
            if line.item and (head.left or not found or len(found.cells) != len(head.cells)):
                break
            if found and ((head.left or head.right) and not (found.left or found.right) and not open_row):
                break
            if not found and not (open_row and self._row(at + 1)):
                break
            if places and self._ruled(at) and at > places[-1] + 1:
                break
            places.append(at)
            open_row = head.right and not (found and found.right)
            at += 1
        return places

    def _cells(self, at: int) -> tuple[str, ...]:
        line = self.lines[at]
        assert line is not None
        return line.row.cells if line.row else (line.text,)

    def _write(self, head_at: int, alignments: list[str], places: list[int], end: int) -> int:
        head = self._cells(head_at)
        line = self.lines[head_at]
        assert line is not None
        width = len(head)
        counts = {len(self._cells(at)) for at in places}
        if len(places) > 1 and len(counts) == 1 and counts != {width}:
            self._report("table-head", head_at, found=width, expected=counts.pop())
        else:
            wrong = [at for at in places if len(self._cells(at)) != width]
            for at in wrong[:_TOLD]:
                self._report("table-row", at, found=len(self._cells(at)), expected=width)
        for at in [at for at in places if (row := self.lines[at]) and _DRAWN.fullmatch(row.text)][:_TOLD]:
            self._report("table-rule", at)
        under = re.sub(r"[^>]", " ", line.prefix.replace("\u3000", "  "))
        before = line.prefix.replace("\u3000", "  ").replace("\xa0", " ") if line.prefix.strip() else under
        self._put(head_at, before + written(list(head), width))
        self._put(head_at, under + written_rule(alignments, width))
        for at in places:
            self._put(at, under + written(list(self._cells(at)), width))
        if (line := self._at(end)) and line.row and line.row.left:  # the parser would take it for another row
            self._put(end - 1, under.rstrip() if ">" in under else "")
        self.last = (end, width)
        return end

    def _rows(self, at: int, first: Row) -> list[int]:
        """Indexes of the rows from `at` on, with no head among them."""
        places = [at]
        while True:
            below = self._next(places[-1])
            after, line = self._row(below), self._at(below)
            if not after or not line or line.item or self._ruled(below):
                return places
            if below > places[-1] + 1 and not (first.closed and after.closed and len(after.cells) == len(first.cells)):
                return places
            if (first.left or first.right) and not (after.left or after.right):
                return places
            places.append(below)

    def _headless(self, at: int) -> int:
        """Rows without a delimiter row: write a table if they clearly are one, report them if pipes would be seen."""
        first = self._row(at)
        assert first is not None
        places = self._rows(at, first)
        rows = [found for place in places if (found := self._row(place))]
        widths = {len(found.cells) for found in rows}
        bordered = all(found.left for found in rows) or all(found.right for found in rows)
        wide, even = min(widths) > 1, len(widths) == 1
        of_table = at <= self.last[0] + _NEAR and self.last[1] in widths
        if len(rows) > 1 and bordered and wide and even and not of_table:
            return self._write(at, [], places[1:], places[-1] + 1)
        if bordered:
            told = max(widths) > 1 and all(found.worded for found in rows) and (len(rows) > 1 or first.closed)
        else:
            told = even and wide and len(rows) > (2 if widths == {2} else 1)
            told = told and all(re.search(rf"[{SPACES}][|｜][{SPACES}]", self.source[place]) for place in places)
        if told:
            return self._told(at, places[-1] + 1)
        return self._kept(at, places[-1] + 1)

    def _told(self, at: int, end: int) -> int:
        self._report("table-not-table", at)
        return self._kept(at, end)

    def _kept(self, at: int, end: int) -> int:
        for place in range(at, end):
            self._put(place, self.source[place])
        return end

    def _put(self, at: int, text: str) -> None:
        self.out.append(text)
        self.numbers.append(at)

    def _report(self, code: str, at: int, **values: object) -> None:
        line = self.lines[at]
        self.report.add(code, self.locator.on_line(at, line.text if line else ""), **values)

    def _lookalike(self, at: int) -> int:
        """Report text in columns that is no table; returns the index of the line after it, 0 for anything else."""
        line = self._at(at)
        if not line or not line.text:
            return 0
        end = at + 1
        if _GRID.fullmatch(line.text):
            while (below := self._at(end)) and _GRID_LINE.match(below.text):
                end += 1
            return self._told(at, end) if end > at + 1 else 0
        if (below := self._at(end)) and _COLUMNS.fullmatch(below.text) and _GAP.search(self.source[at].strip()):
            while (below := self._at(end)) and below.text:
                end += 1
            return self._told(at, end)
        if "\t" in line.text:
            width = line.text.count("\t")
            while (below := self._at(end)) and below.text.count("\t") == width and not below.item:
                end += 1
            firsts = [self.source[place].strip(SPACES).split("\t")[0].rstrip() for place in range(at, end)]
            listed = width == 1 and all(map(_ITEM_SIGN.fullmatch, firsts))
            if end > at + 1 and not (line.item or listed or any(first.endswith(("：", ":")) for first in firsts)):
                self._report("table-tabs", at, count=end - at)
            return self._kept(at, end)
        return 0


def _line(text: str) -> _Line:
    prefix = _PREFIX.match(text)
    assert prefix is not None
    rest = text[prefix.end() :].rstrip(SPACES)
    if not any(sign in text for sign in PIPES) and not any(sign in text for sign in "-—－–﹣"):
        return _Line(prefix[0], rest, None, None)
    bare = text.lstrip(SPACES + ">")
    dashes = rule(bare)
    if dashes is not None:  # - | - is a delimiter row too
        return _Line(text[: len(text) - len(bare)], bare.rstrip(SPACES), row(narrowed(bare)), dashes)
    return _Line(prefix[0], rest, row(narrowed(rest)), None, row(rest) if "｜" in rest else None)
