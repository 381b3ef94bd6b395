"""Systems of indicators (测评体系) out of files: tables with a column for each level, or with numbers"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

from xuanlan.campaigns.differences import Difference
from xuanlan.campaigns.plan import Told
from xuanlan.campaigns.tables import seen
from xuanlan.imports import any_file
from xuanlan.imports.original import Table
from xuanlan.models.indicators import Indicator, loops, numbered
from xuanlan.office import contents
from xuanlan.office.contents import Unreadable, UnreadableError
from xuanlan.office.read import read as read_file
from xuanlan.reading.edit_values import KEPT
from xuanlan.reading.fields import LONGEST
from xuanlan.text.numerals import in_words

_SHEETS = ("xlsx", "xls", "et", "ods", "csv")
_HEADS = {
    "level1": r"(?:一级|[IⅠ]级|1级)(?:测评)?(?:指标|项目)?|测评项目|指标项目|项目|板块|方面",
    "level2": r"(?:二级|(?:II|Ⅱ)级|2级)(?:测评)?(?:指标|项目)?",
    "level3": r"(?:三级|(?:III|Ⅲ)级|3级)(?:测评)?(?:指标|项目)?",
    "level4": r"(?:四级|(?:IV|Ⅳ)级|4级)(?:测评)?(?:指标|项目)?",
    "above": r"上级(?:指标)?(?:的?编号)?|上一级(?:指标)?",
    "name": r"(?:测评|评价|考核|具体)?(?:指标|内容)(?:名称|内容)?",
    "id": r"(?:指标)?(?:编号|编码|代码|代号|序号)|项次",
    "grade": r"(?:指标)?(?:类别|类型|级别)|[AaＡ]/?[BbＢ]类?",
    "wanted": r"(?:测评|评价|考核|评分|达标|具体|指标)?(?:标准|要求|目标)(?:和要求|及要求)?|目标值|指标值",
}
_LEVELS = ("level1", "level2", "level3", "level4")
_TOP = 6
"""Rows in which the head may stand: a title may stand above it."""
_MOST_FILLED = 200_000
MOST = 2000
_NOTE = re.compile(r"(?<=.)[（(].*")
_GRADE = re.compile(r"([A-Za-z])类?")
_TASKS = re.compile(r"(?:主要|重点|具体|工作)*任务(?:分解|名称|内容)?")
_COMPARED = ("name", "grade", "above", "wanted")


class Line(NamedTuple):
    """A row of a table: its number as a clerk finds it, and its cells by the numbers of their columns."""

    number: int
    cells: Mapping[int, str]


@dataclass
class Drawn:
    """What a file tells."""

    rows: list[dict[str, str]] = field(default_factory=list)
    """by the fields of `Indicator`"""
    told: list[Told] = field(default_factory=list)


def drawn(name: str, data: bytes) -> Drawn:
    """The indicators in the file called `name`: of its tables the one that has most. Raises UnreadableError."""
    found = [_Reading(where).of(lines) for where, lines in _tables(name, data)]
    best = max((one for one in found if one is not None), key=lambda one: len(one.rows), default=None)
    if best is None or not best.rows:
        raise UnreadableError("没有找到指标表；表头要有“指标”，或者“一级指标”“二级指标”这样的列")
    return best


def _tables(name: str, data: bytes) -> Iterator[tuple[str, list[Line]]]:
    """Every table with its rows, words that go over several cells in each of them."""
    suffix = name.rpartition(".")[2].lower()
    if suffix not in _SHEETS or (not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) and suffix != "csv"):
        blocks = [block for block in any_file.read(name, data).blocks if isinstance(block, Table)]
        for table in blocks:
            rows = enumerate(seen(table.rows), 1)
            yield table.where, [Line(number, dict(enumerate(row, 1))) for number, row in rows]
        return
    found = read_file(suffix, BytesIO(data), len(data), as_shown=True)
    if isinstance(found, Unreadable):
        raise UnreadableError(found.reason)
    for sheet in found.tables:
        yield sheet.where, _filled(sheet)


def _filled(sheet: contents.Table) -> list[Line]:
    rows = {row.number: dict(row.cells) for row in sheet.rows}
    widest = max((max(cells, default=0) for cells in rows.values()), default=0)
    budget = _MOST_FILLED
    for top, first, bottom, last in sheet.merged:
        words = rows.get(top, {}).get(first, "")
        for number in [one for one in rows if top <= one <= bottom] if words else ():
            for column in range(first, min(last, widest) + 1):
                budget -= 1
                if budget > 0:
                    rows[number].setdefault(column, words)
    return [Line(number, cells) for number, cells in rows.items()]


class _Reading:
    """One table while it is read."""

    def __init__(self, where: str) -> None:
        self._where, self._made = where, Drawn()
        self._by_id: dict[str, dict[str, str]] = {}
        self._paths: dict[tuple[str, ...], dict[str, str]] = {}
        self._below: Counter[str] = Counter()

    def of(self, lines: Sequence[Line]) -> Drawn | None:
        """The indicators of the table; None when it is no table of indicators."""
        heads = ((at, columns) for at, line in enumerate(lines[:_TOP]) if (columns := _columns(line)))
        at, columns = next(heads, (0, {}))
        if not columns:
            return None
        levels = [columns[one] for one in _LEVELS if one in columns]
        if levels and "name" in columns:
            levels.append(columns["name"])
        for line in lines[at + 1 :]:
            read = {number: _line(words) for number, words in line.cells.items()}
            cells = {number: words for number, words in read.items() if words}
            if len(self._made.rows) >= MOST:
                self._tell(line, f"这一行起没有用：最多 {MOST} 项")
                break
            short = [cells.get(column, "") for name, column in columns.items() if name != "wanted"]
            if any(len(words) > LONGEST for words in short):
                self._tell(line, f"名称、编号或者类别超过 {LONGEST} 字，没有用")
            elif len(set(cells.values())) == 1 and len(cells) == max(len(columns), 2):
                self._tell(line, f"“{next(iter(cells.values()))}”像是标题，没有用")
            elif cells and levels:
                self._level(line, cells, levels, columns)
            elif cells:
                self._flat(line, cells, columns)
        if not levels and "above" not in columns:
            self._above_by_numbers()
        self._sound()
        return self._made

    def _level(self, line: Line, cells: Mapping[int, str], levels: Sequence[int], columns: Mapping[str, int]) -> None:
        """A row of a table that has a column for each level; a blank one goes on with what stands above it."""
        words = [cells.get(column, "") for column in levels]
        wanted = cells.get(columns.get("wanted", 0), "")
        last = next(reversed(self._paths), ())
        if not any(words):
            if wanted and last:
                _add(self._paths[last], wanted)
            else:
                self._tell(line, "没有指标的名称，没有用")
            return
        deepest = max(number for number, one in enumerate(words) if one)
        if deepest + 1 < len(last) and tuple(words[: deepest + 1]) == last[: deepest + 1]:
            words[deepest + 1 :] = last[deepest + 1 :] if wanted else words[deepest + 1 :]
            if not wanted:  # a cell over several rows says again what stands above, and the row says nothing of its own
                self._tell(line, "没有指标的名称，没有用")
                return
            deepest = len(last) - 1
        for number in range(deepest):
            words[number] = words[number] or (last[number] if number < len(last) else "")
        path = tuple(words[: deepest + 1])
        if not all(path):
            self._tell(line, f"“{words[deepest]}”上面一级没有写，没有用")
            return
        row: dict[str, str] = {}
        for depth in range(1, len(path) + 1):
            known = self._paths.get(path[:depth])
            if known is None:
                own = cells.get(columns.get("id", 0), "") if depth == len(path) else ""
                known = self._new(path[depth - 1], own, row.get("id", ""), line)
                self._paths[path[:depth]] = known
            row = known
        self._paths[path] = self._paths.pop(path)  # what comes next goes on with this one
        if wanted:
            _add(row, wanted)
        if grade := _grade(cells.get(columns.get("grade", 0), "")):
            row.setdefault("grade", grade)

    def _new(self, words: str, own: str, above: str, line: Line) -> dict[str, str]:
        ident, name = numbered(words)
        if ident and above and not re.search("[-.]", ident):
            ident = f"{above}-{ident}"  # 1. and 2. begin anew below each
        ident = ident or own
        if ident in self._by_id:
            self._tell(line, f"编号“{ident}”前面有了，这一项改了编号")
        if not ident or ident in self._by_id:
            number = 1 + self._below[above]
            ident = f"{above}-{number}" if above else in_words(number)
            while ident in self._by_id:
                ident = f"{ident}a"
        row = {"id": ident, "name": name, **({"above": above} if above else {})}
        self._by_id[ident] = row
        self._below[above] += 1
        self._made.rows.append(row)
        return row

    def _flat(self, line: Line, cells: Mapping[int, str], columns: Mapping[str, int]) -> None:
        """A row that is one indicator."""
        values = {name: cells[column] for name, column in columns.items() if column in cells}
        own, name = numbered(values.get("name", ""))
        ident = values.get("id") or own
        if not name:
            self._tell(line, "没有指标的名称，没有用")
        elif not ident:
            self._tell(line, f"“{name}”没有编号，没有用")
        elif ident in self._by_id:
            self._tell(line, f"编号“{ident}”前面有了，没有用")
        else:
            name = values["name"] if values.get("id") and own != values["id"] else name
            row = {"id": ident, "name": name}
            grade = _grade(values.get("grade", ""))
            row |= {"grade": grade} if grade else {}
            row |= {one: values[one] for one in ("above", "wanted") if one in values}
            self._by_id[ident] = row
            self._made.rows.append(row)

    def _above_by_numbers(self) -> None:
        """II-3 stands below II, 1.2 below 1, where these are there."""
        for row in self._made.rows:
            over = re.sub(r"[-.][^-.]+$", "", row["id"])
            if over != row["id"] and over in self._by_id:
                row["above"] = over

    def _sound(self) -> None:
        """Leave out what stands above nothing, or above itself."""
        above = {row["id"]: row.get("above") for row in self._made.rows}
        for row in self._made.rows:
            over = row.get("above")
            if over and (over not in above or loops(row["id"], above)):
                self._made.told.append(Told(self._where, f"指标“{row['id']}”的上级“{over}”不对，没有写上级"))
                del row["above"]
                above[row["id"]] = None

    def _tell(self, line: Line, what: str) -> None:
        self._made.told.append(Told(f"{self._where}第{line.number}行", what))


def _columns(line: Line) -> dict[str, int]:
    """The columns by their fields when the row is the head of a table of indicators; else nothing."""
    found: dict[str, int] = {}
    for number, words in sorted(line.cells.items()):
        plain = _NOTE.sub("", re.sub(r"[\s:：]+", "", words))
        if _TASKS.fullmatch(plain):
            return {}
        names = (name for name, pattern in _HEADS.items() if name not in found and re.fullmatch(pattern, plain))
        if name := next(names, ""):
            found[name] = number
    levels = [one for one in _LEVELS if one in found]
    enough = len(levels) > 1 or ("name" in found and (levels or {"id", "above", "grade", "wanted"} & set(found)))
    return found if enough else {}


def _line(words: str) -> str:
    return " ".join("".join(sign for sign in words if sign.isprintable() or sign.isspace()).split())


def _add(row: dict[str, str], wanted: str) -> None:
    if wanted not in row.get("wanted", "").split("；"):
        row["wanted"] = "；".join(filter(None, (row.get("wanted"), wanted)))


def _grade(words: str) -> str:
    match = _GRADE.fullmatch(words)
    return match[1].upper() if match else words


def differences(old: Sequence[Indicator], new: Sequence[Mapping[str, str]]) -> tuple[list[Difference], list[Any]]:
    """What `new` changes of the list in a plan, in words and as a list for `field_edits`. Proofs stay; one that is gone
    from the table goes only where no proof was entered for it."""
    told: list[Difference] = []
    rows: list[Any] = []
    fresh = {row["id"]: row for row in new}
    for number, one in enumerate(old):
        now = fresh.pop(one.id, None)
        if now is None:
            kept = "；已有佐证，留着" if one.proofs else ""
            told.append(Difference(one.id, f"表里没有了：{one.name}{kept}"))
            rows += [{KEPT: f"{number}"}] if kept else []
            continue
        changed = {name: now.get(name) for name in _COMPARED if getattr(one, name) != now.get(name)}
        for name, value in changed.items():
            title = Indicator.model_fields[name].title
            told.append(Difference(one.id, f"{title}由“{getattr(one, name) or '（没有）'}”改为“{value or '（没有）'}”"))
        rows.append({KEPT: f"{number}", **changed})
    for row in fresh.values():
        told.append(Difference(row["id"], f"新增：{row['name']}"))
        rows.append(dict(row))
    return told, rows
