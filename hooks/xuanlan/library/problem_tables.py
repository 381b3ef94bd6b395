"""Tables of problems and of answers in a rendered text, each row with the line on which it is written"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple

from xuanlan.library.bodies import Manuscript, Notes
from xuanlan.models.problems import DONE, WORKING, word_of
from xuanlan.text.folding import fold
from xuanlan.text.table_heads import fields_of
from xuanlan.text.terms import read_term

PROBLEMS, ANSWERS = "inspection", "reply"
"""The layouts of kinds of notices that name problems, and that answer them."""
_PROBLEM, _ANSWER = "problem", "problem-answer"
_NUMBER = r"序号|(?:问题)?编号|问题序号|号|项次"
_HEADS = {
    "number": _NUMBER,
    "place": r"(?:检查|问题|存在|所在|具体|督查)*(?:地点|点位|位置|场所|部位|区域)|检查点|所在地",
    "what": r"(?:存在|发现|查出|主要|具体|突出|督查|检查|整改)*(?:的|中的)?(?:问题|隐患|不足)"
    r"(?:描述|表现|内容|清单|情况|及表现|隐患)?|整改(?:内容|事项)",
    "clause": r"(?:检查|违反|对应|整改|扣分)?(?:的)?(?:依据|条款|标准)|依据条款|依据及?条款|对应标准",
    "unit": r"(?:责任|整改|牵头|主责|受检|被检查?|被督查|落实|承办)(?:责任)?(?:单位|部门|科室|处室|主体)|单位|部门",
    "term": r"(?:整改|完成|办结|回复|限期)*(?:时限|期限|时间|日期|时间要求)|限期",
    "picture": r"(?:现场|问题|附|佐证|取证)?(?:图片|照片|图示|影像)",
}
_REPLIES = {
    "number": _NUMBER,
    "result": r"(?:整改|复查|核查|回头看|办理|完成|落实|检查)*(?:结果|结论|情况|进展|进展情况|状态|落实情况|完成情况)",
    "term": r"(?:预计|计划|承诺|新的|整改|完成|办结)*(?:时限|期限|时间|日期)",
}
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr\b([^>]*)>(.*?)</tr>", re.DOTALL)
"""A row of a table, its attributes and what is in it, as the sanitiser writes it."""
_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)</t[dh]>", re.DOTALL)
_WIDEST = 100
"""Most columns or rows that one cell goes over."""
_BREAK, _TAG = re.compile(r"<br\b[^>]*>|</p>|</li>"), re.compile(r"<[^>]*>")
_MARKS = re.compile(r"[*_~`\\=]+|<[^>]*>")
_DAY = re.compile(r"(?:\d{4}\s*年)?\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*[日号]|底|中旬|下旬|上旬)?\s*(?:前|以前|之前)?")
_SOON = 180
"""Days in which a day without a year comes again; one that is further away is over."""
_DITTO = re.compile(r"同上(?:[行项格])?|同前|[〃″”＂]|[\"]")
"""What stands in a cell instead of the words above it."""
_SAME = 12
"""Characters of a cell by which its line is found."""
_AHEAD = 300
"""Lines behind the last row among which the next is looked for."""


class Cell(NamedTuple):
    """A cell as readers see it."""

    text: str
    """a line for each line of it"""
    html: str


class Told(NamedTuple):
    """A row that cannot be read: the code of a diagnostic, and the line."""

    code: str
    line: int
    found: str


@dataclass(slots=True)
class Row:
    """A row of a table of problems or of answers, as it is written."""

    line: int
    """of the file, from 1"""
    number: str = ""
    place: str = ""
    what: str = ""
    clause: str = ""
    unit: str = ""
    term: str = ""
    result: str = ""
    pictures: list[str] = field(default_factory=list)
    """where its pictures are, as the page refers to them"""
    table: int = 0
    """which table of the text it is in, and which row of that, from 0: the head counts"""
    at: int = 0


def notes(manuscript: Manuscript) -> Notes:
    """The problems and answers of a text, as rows of the form that all notes have."""
    if manuscript.layout not in (PROBLEMS, ANSWERS) or "<table" not in manuscript.rendered.html:
        return []
    found: Notes = []
    finder = _Lines(manuscript)
    answering = bool(manuscript.entry.notice.answers)
    for number, rows in enumerate(tables(manuscript.rendered.html)):
        heads, kind = _REPLIES, _ANSWER
        first, fields = _head(rows, heads, ("number", "result")) if answering else (0, [])
        if not fields and manuscript.layout == PROBLEMS:
            heads, kind = _HEADS, _PROBLEM
            first, fields = _head(rows, heads, ("what",))
        above: Row | None = None
        for at, line in enumerate(rows[first:] if fields else (), first):
            if row := _row(fields, line, finder, above):
                above = row
                row.table, row.at = number, at
                found.append([kind, asdict(row), "", row.line, 1])
    return found


def problem_rows(notes_of: Sequence[Sequence[Any]]) -> list[Row]:
    """The rows that name problems, out of the notes of a text."""
    return [Row(**value) for what, value, *_ in notes_of if what == _PROBLEM]


def answer_rows(notes_of: Sequence[Sequence[Any]]) -> list[Row]:
    """The rows that answer problems."""
    return [Row(**value) for what, value, *_ in notes_of if what == _ANSWER]


def said(row: Row, day: date) -> str:
    """What a row of answers of a notice of `day` says (`word_of`): 12月5日完成 is not done before."""
    word = word_of(row.result)
    if word != DONE or "已" in row.result:
        return word
    terms = (read_term(found[0], day) for found in _DAY.finditer(row.result))
    ahead = any(term and term.last and 0 < (term.last - day).days <= _SOON for term in terms)
    return WORKING if ahead else word


def until(row: Row, day: date) -> date | None:
    """The day that a row of answers names: in a column of its own, or among the words of the result."""
    for words in (row.term, *(found[0] for found in _DAY.finditer(row.result))):
        if words and (term := read_term(words, day)) and term.last and (row.term or said(row, day) != DONE):
            return term.last
    return None


def tables(fragment: str) -> list[list[list[Cell]]]:
    """The tables of a safe fragment: rows of cells, where a cell over several rows or columns stands in each."""
    return [_cells(table) for table in _TABLE.findall(fragment)]


def _cells(table: str) -> list[list[Cell]]:
    lines: list[list[Cell]] = []
    below: dict[int, tuple[int, Cell]] = {}
    for row in ROW.finditer(table):
        line: list[Cell] = []
        cells = _CELL.finditer(row[0])
        while True:
            left, above = below.get(len(line), (0, Cell("", "")))
            if left:
                below[len(line)] = left - 1, above
                line.append(above)
                continue
            written = next(cells, None)
            if written is None:
                break
            cell = _cell(written[2])
            for _ in range(_span(written[1], "colspan")):
                below[len(line)] = _span(written[1], "rowspan") - 1, cell
                line.append(cell)
        lines.append(line)
    return lines


def _cell(inner: str) -> Cell:
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", inner)))
    return Cell("\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n")))), inner)


def _span(attributes: str, name: str) -> int:
    written = re.search(rf'\b{name}="([0-9]{{1,3}})"', attributes)
    return min(max(int(written[1]), 1), _WIDEST) if written else 1


def _head(rows: Sequence[Sequence[Cell]], heads: dict[str, str], needed: Sequence[str]) -> tuple[int, list[str]]:
    """The first row below the head, and the fields of the columns; no fields where there is no such head."""
    for number, line in enumerate(rows[:4]):
        fields = fields_of([cell.text for cell in line], heads)
        if all(name in fields for name in needed) and len([name for name in fields if name]) > 1:
            return number + 1, fields
    return 0, []


def _row(fields: Sequence[str], line: Sequence[Cell], finder: _Lines, above: Row | None) -> Row | None:
    """None for an empty row, and for the title of a part, which goes over all columns."""
    cells = {name: cell for name, cell in zip(fields, line, strict=False) if name}
    if not any(cell.text or "<img" in cell.html for cell in line) or (len(line) > 1 and len(set(line)) == 1):
        return None
    row = Row(finder.of([cell.text for cell in line]))
    for name, cell in cells.items():
        if name != "picture":
            ditto = above and name != "number" and _DITTO.fullmatch(cell.text)
            setattr(row, name, getattr(above, name) if ditto else cell.text)
    row.pictures = list(_pictures(line))
    return row


def _pictures(line: Sequence[Cell]) -> Iterator[str]:
    for cell in dict.fromkeys(line):
        for match in re.finditer(r'<img\b[^>]*?\bsrc="([^"]*)"', cell.html):
            yield html.unescape(match[1])


class _Lines:
    """Where the rows of a text stand in its source, one after the other."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.first = manuscript.entry.body_line
        self.lines = [fold(_MARKS.sub("", line)) for line in manuscript.body.split("\n")]
        self.at = 0

    def of(self, cells: Sequence[str]) -> int:
        """The line of the file that has most of these cells, from the last one found on."""
        words = [fold(cell.partition("\n")[0])[:_SAME] for cell in cells if cell]
        ahead = enumerate(self.lines[self.at : self.at + _AHEAD], self.at)
        counts = [(sum(word in line for word in words), -at) for at, line in ahead]
        most, at = max(counts, default=(0, -self.at))
        self.at = -at + 1 if most else self.at
        return self.first + (-at if most else max(self.at - 1, 0))
