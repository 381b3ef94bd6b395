"""The cells of one sheet: which are seen, which are hidden and by what"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from xuanlan.office.conditions import Area, Condition, Conditions, hidden_by
from xuanlan.office.contents import HIDDEN_COLUMN, HIDDEN_FORMAT, HIDDEN_ROW, MERGED, WHITE, Collector, Row, Table
from xuanlan.office.format_codes import BUILT_IN
from xuanlan.office.formats import Format, Formats, float_of, number_text
from xuanlan.office.number_formats import shown, text_shown
from xuanlan.office.xml import Event

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})?(?::\$?([A-Z]{1,3})\$?([0-9]{1,7})?)?")
_MOST_AREAS = 100
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_CODES = re.compile(r'&(?:[LCRPNDTAFGZEXYSBIUOH+&-]|"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3})')
"""What in a header stands for something else: the page's number, a typeface."""
_ESCAPED = re.compile(r"_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
_HEADS = {"oddHeader": "页眉", "evenHeader": "页眉", "firstHeader": "页眉",
          "oddFooter": "页脚", "evenFooter": "页脚", "firstFooter": "页脚"}  # fmt: skip
_LOWEST, _NARROWEST = 1.0, 0.2
"""Points and signs: of what is in a row or column of less nobody sees anything."""
_PLAIN = Format()


def areas(ref: str) -> list[Area]:
    """What a reference such as A1:C9 or A:A names."""
    found = []
    for word in ref.split()[:_MOST_AREAS]:
        if sides := _AREA.fullmatch(word):
            first, top, last, bottom = sides.groups()
            rows = int(top or 1), int(bottom or top or _LAST_ROW)
            found.append((rows[0], _column(first), rows[1], _column(last or first)))
    return found


class Grid:
    """The cells of a sheet, seen and hidden ones apart."""

    def __init__(self, found: Collector) -> None:
        self._found = found
        self._hidden = bytearray(_LAST_COLUMN + 1)
        """1 for each column that is hidden"""
        self._ranges = 0
        self._rows: dict[str, list[Row]] = {}
        self._merged: list[Area] = []
        self._grounded: set[tuple[int, int]] = set()

    def hide_columns(self, first: int, last: int) -> None:
        """Columns, counted from 1, that nobody sees."""
        self._ranges += 1
        last = min(last, _LAST_COLUMN)
        if first <= last and self._ranges <= _LAST_COLUMN:
            self._hidden[first : last + 1] = b"\1" * (last + 1 - first)

    def show_columns(self, first: int, last: int) -> None:
        """Columns that are seen where all others are not."""
        self._hidden[first : min(last, _LAST_COLUMN) + 1] = bytes(max(min(last, _LAST_COLUMN) + 1 - first, 0))

    def put(self, row: int, column: int, text: str, row_kind: str, kind: str, *, is_grounded: bool = False) -> None:
        """A cell, with the kinds of what hides its row and the cell itself."""
        if not text or text.isspace() or not (0 < row <= _LAST_ROW and 0 < column <= _LAST_COLUMN):
            return
        hidden = row_kind or (HIDDEN_COLUMN if self._hidden[column] else kind)
        rows = self._rows.setdefault(hidden, [])
        if not rows or rows[-1].number != row:
            rows.append(Row(row, {}))
        rows[-1].cells[column] = self._found.count(text)
        if is_grounded:
            self._grounded.add((row, column))

    def merge(self, ref: str) -> None:
        """Cells that are shown as one: of their values only the first is seen."""
        self._merged += areas(ref)

    def merge_area(self, area: Area) -> None:
        """The same by rows and columns."""
        self._merged.append(area)

    def _cover(self) -> None:
        """Take what lies under merged cells out of what is seen. Raises UnreadableError when there is too much."""
        if not self._merged:
            return
        rows = list(_sorted(self._rows.get("", [])))
        numbers = [row.number for row in rows]
        covered: dict[tuple[int, int], str] = {}
        for top, first, bottom, last in self._merged:
            within = rows[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
            self._found.budget.spend("elements", len(within) + 1)
            for row in within:
                for column in [column for column in row.cells if first <= column <= last]:
                    if (row.number, column) != (top, first):
                        covered[row.number, column] = row.cells.pop(column)
        for (number, column), text in covered.items():
            self.put(number, column, text, "", MERGED)

    def _by_conditions(self, conditions: Sequence[Condition]) -> None:
        """Take what a condition makes white out of what is seen. Where it cannot be told whether one holds, what is
        seen elsewhere in the sheet hides nothing: a name that is shown once for all rows it belongs to."""
        hidden: list[tuple[int, int, str, str]] = []
        doubtful: list[tuple[Row, int, str]] = []
        for row in self._rows.get("", []) if conditions else ():
            for column, text in list(row.cells.items()):
                self._found.budget.spend("elements", len(conditions))
                place = row.number, column
                kind, is_certain = hidden_by(conditions, place, text, place in self._grounded)
                if kind and is_certain:
                    hidden.append((*place, row.cells.pop(column), kind))
                elif kind and len(text) > 1:
                    doubtful.append((row, column, kind))
        apart = {(row.number, column) for row, column, _ in doubtful}
        seen = {
            text
            for row in (self._rows.get("", []) if doubtful else ())
            for column, text in row.cells.items()
            if (row.number, column) not in apart
        }
        hidden += [
            (row.number, column, row.cells.pop(column), kind)
            for row, column, kind in doubtful
            if row.cells[column] not in seen
        ]
        for number, column, text, kind in hidden:
            self.put(number, column, text, "", kind)

    def close(self, where: str, conditions: Sequence[Condition] = ()) -> None:
        """The sheet goes into what was found."""
        self._cover()
        self._by_conditions(conditions)
        for kind, rows in self._rows.items():
            table = Table(where, tuple(_sorted(rows)))
            if kind:
                self._found.hidden_tables.append((kind, table))
            else:
                self._found.tables.append(table._replace(merged=tuple(self._merged)))


class Cells:
    """A sheet that is being read."""

    def __init__(
        self,
        strings: list[str],
        used: bytearray,
        formats: Formats,
        is_1904: bool,
        painted: list[Area],
        found: Collector,
    ) -> None:
        """In `used` is noted which of `strings` a cell has; `painted` has grounds of their own, by a style of tables or
        a condition."""
        self._painted = painted
        self._used = used
        self._strings, self._formats, self._is_1904, self._found = strings, formats, is_1904, found
        self._grid = Grid(found)
        self._conditions = Conditions(formats.conditions)
        self._all_hidden = False

    def read(self, events: Iterable[Event], where: str, kind: str) -> None:
        """The sheet goes into what was found; `kind` says that all of it is hidden, and by what."""
        number = column = 0
        row_kind = words = ""
        cell: dict[str, str] = {}
        reading = has_formula = False
        for mark, what, given in events:
            if mark == "<":
                if what == "c":
                    cell, words, has_formula = given, "", False
                    place = _PLACE.fullmatch(given.get("r", ""))
                    column = _column(place[1]) if place else column + 1
                elif what in ("v", "t"):
                    reading = True
                elif what == "f":
                    has_formula = True
                elif what == "row":
                    told = given.get("r", "")
                    number = int(told) if told.isdecimal() and len(told) < 8 else number + 1
                    column = 0
                    row_kind = kind or (HIDDEN_ROW if self._is_hidden_row(given) else "")
                elif what == "rPh":
                    reading = False
                elif what in _HEADS or what in ("formula1", "formula"):
                    reading, words = True, ""
                elif what == "conditionalFormatting":
                    self._conditions.of(areas(given.get("sqref", "")))
                elif what == "cfRule":
                    self._conditions.add(given)
                elif what == "col":
                    self._column(given)
                elif what == "mergeCell":
                    self._grid.merge(given.get("ref", ""))
                elif what == "sheetFormatPr":
                    self._all_hidden = given.get("zeroHeight") in ("1", "true")
                    if float_of(given.get("defaultColWidth", "9")) < _NARROWEST:
                        self._grid.hide_columns(1, _LAST_COLUMN)
            elif not mark:
                if reading:
                    words += what
            elif what == "c":
                if words:
                    self._put(number, column, words, cell, row_kind)
                elif has_formula and cell.get("t") != "str":
                    self._found.lack_result(f"{where} {cell.get('r', '')}".rstrip())
                cell, words = {}, ""
            elif what in ("v", "t"):
                reading = False
            elif what == "formula1":
                reading = False
                self._found.tell(kind, f"{where} 下拉选项", words[1:-1] if words.startswith('"') else "")
            elif what == "formula":
                reading = False
                self._conditions.formula(words)
            elif what in _HEADS:
                reading = False
                self._heading(words, f"{where} {_HEADS[what]}", kind)
        self._grid.close(where, self._conditions.hiding())

    def _is_hidden_row(self, given: dict[str, str]) -> bool:
        if "hidden" in given:
            return given["hidden"] in ("1", "true")
        if "ht" in given:
            return float_of(given["ht"]) < _LOWEST
        return self._all_hidden

    def _column(self, given: dict[str, str]) -> None:
        first, last = given.get("min", ""), given.get("max", "")
        if not (first.isdecimal() and last.isdecimal() and len(first) < 7 and len(last) < 7):
            return
        if given.get("hidden") in ("1", "true") or ("width" in given and float_of(given["width"]) < _NARROWEST):
            self._grid.hide_columns(int(first), int(last))
        elif "width" in given:
            self._grid.show_columns(int(first), int(last))

    def _heading(self, words: str, where: str, kind: str) -> None:
        self._found.tell(kind, where, _CODES.sub(" ", words))

    def _put(self, row: int, column: int, words: str, cell: dict[str, str], row_kind: str) -> None:
        style = cell.get("s", "")
        form = _PLAIN
        if style and style.isdecimal() and len(style) < 6 and int(style) < len(self._formats.cells):
            form = self._formats.cells[int(style)]
        kind = cell.get("t", "n")
        if kind == "s":
            at = int(words) if words.isdecimal() and len(words) < 8 else -1
            text = ""
            if 0 <= at < len(self._strings):
                text, self._used[at] = self._strings[at], 1
        elif kind == "n":
            text = self._number(words.strip(), form)
        elif kind == "b":
            text = "TRUE" if words == "1" else "FALSE"
        elif kind == "e" and not self._found.as_shown:
            return
        else:
            text = words
        if self._found.as_shown and kind in ("s", "str", "inlineStr"):
            text = text_shown(text, form.code)
        if "_x" in text:
            text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        hides = form.hides
        if form.hides_text and kind not in ("n", "b"):
            hides = HIDDEN_FORMAT
        is_painted = any(a <= row <= c and b <= column <= d for a, b, c, d in self._painted)
        if hides == WHITE and is_painted:
            hides = ""
        self._grid.put(row, column, text, row_kind, hides, is_grounded=is_painted or bool(form.ground))

    def _number(self, raw: str, form: Format) -> str:
        if not self._found.as_shown:
            return number_text(raw, form.is_date, self._is_1904)
        return shown(raw, form.code or BUILT_IN.get(form.number, ""), self._is_1904)


def _sorted(rows: list[Row]) -> list[Row]:
    """In the order of their numbers, each number once, as sound files have them."""
    if all(one.number < other.number for one, other in pairwise(rows)):
        return rows
    together: dict[int, dict[int, str]] = {}
    for row in rows:
        together.setdefault(row.number, {}).update(row.cells)
    return [Row(number, together[number]) for number in sorted(together)]


def _column(word: str) -> int:
    number = 0
    for letter in word:
        number = 26 * number + ord(letter) - 64
    return number
