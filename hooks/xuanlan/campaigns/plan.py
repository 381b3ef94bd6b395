"""The plan of a campaign out of the notice that has issued it: phases, and tasks of a table in the text or attached"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from xuanlan.campaigns.prose import Stage, is_head, stage_of, task_of
from xuanlan.campaigns.tables import Row, rows_of
from xuanlan.diagnostics.report import Report
from xuanlan.imports import any_file, web
from xuanlan.imports.original import Block, Table
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.campaign import is_everybody
from xuanlan.office.contents import UnreadableError
from xuanlan.reading.source import read_text
from xuanlan.text.folding import fold
from xuanlan.text.terms import read_term

_COPIED = ("group", "indicator", "person", "clause", "term")


_ISSUED = re.compile(r"关于(?:印发|发布|转发)《(.+)》的?(?:通知|决定|公告)")
"""The title of a notice that issues a plan, which has a title of its own."""


class Told(NamedTuple):
    """Something that a person must look at."""

    where: str
    what: str


class Drawn(NamedTuple):
    """A campaign as its notice tells it."""

    fields: dict[str, Any]
    """of `models.campaign.Campaign`, as they are written"""
    told: list[Told]
    read: str
    """where the tasks were read, in Chinese"""


def drawn(library: Library, entry: Entry) -> Drawn:
    """What the notice `entry` tells of phases and tasks. Nothing is guessed: what has no unit or no day is told."""
    lines = _Lines(library, entry)
    told: list[Told] = []
    inside = list(web.read(f"<html><body>{entry.rendered.html}</body></html>".encode()).blocks)
    sources = [("正文", inside), *_attached(entry, told)]
    found = {name: list(_rows(blocks)) for name, blocks in sources}
    name = max(found, key=lambda one: len(found[one]))  # of equal ones the first: the text
    told += (
        Told(other, f"还有 {len(rows)} 项任务，没有用；用的是{name}的 {len(found[name])} 项")
        for other, rows in found.items()
        if other != name and rows
    )
    at = lines.place if name == "正文" else lambda row: f"{name}，{row.where}"
    paragraphs = [block for block in inside if not isinstance(block, Table)]
    stages = [stage for block in paragraphs if (stage := stage_of(block.text, block.where))]
    begins = entry.notice.date
    fields: dict[str, Any] = {
        "title": named[1] if (named := _ISSUED.fullmatch(entry.notice.title)) else entry.notice.title,
        "plan": entry.id,
        "since": f"{begins}",
        "phases": [{"name": stage.name, "term": stage.time} for stage in stages if stage.time],
        "tasks": list(_tasks(found[name])),
    }
    for stage in stages:
        if not stage.time or read_term(stage.time, begins) is None:
            told.append(Told(lines.of(stage.name), _untimed(stage)))
    for row in found[name]:
        told += (Told(at(row), what) for what in _missing(row, begins))
    if library.names.rows:
        told += _unknown(found[name], frozenset(library.names.forms), at)
    return Drawn(fields, told, name)


def _untimed(stage: Stage) -> str:
    said = f"写的时间“{stage.time}”读不出日子" if stage.time else "没有写时间"
    return f"“{stage.name}”{said}，请在方案文件里补上"


def _missing(row: Row, begins: date) -> Iterator[str]:
    """What of a task a person must look at."""
    if not row.units("lead"):
        yield "没有写牵头单位"
    term = row.values.get("term", "")
    if not term or read_term(term, begins) is None:
        yield f"时限“{term}”读不出日子" if term else "没有写时限"


def _unknown(rows: Sequence[Row], known: Collection[str], at: Callable[[Row], str]) -> Iterator[Told]:
    """Units that are not `known`, each once, where it is first."""
    first: dict[str, Row] = {}
    for row in rows:
        for unit in (*row.units("lead"), *row.units("joint")):
            if unit not in known and not is_everybody(unit):
                first.setdefault(unit, row)
    return (Told(at(row), f"单位“{unit}”没有登记") for unit, row in first.items())


def _rows(blocks: Sequence[Block]) -> Iterator[Row]:
    """The tasks of tables; of prose, where no table has any."""
    rows = [row for block in blocks if isinstance(block, Table) for row in rows_of(block) or ()]
    if rows:
        yield from rows
        return
    above = ""
    for block in blocks:
        if isinstance(block, Table):
            continue
        if row := task_of(block.text, block.where, above):
            yield row
        above = block.text if is_head(block.text) else above


def _tasks(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """The rows as tasks: those without numbers of their own, or with the same ones, are numbered from 1."""
    idents = [row.values.get("id", "") for row in rows]
    own = all(idents) and len(set(idents)) == len(idents)
    for number, row in enumerate(rows, 1):
        values = {"id": idents[number - 1] if own else f"{number}", "text": " ".join(row.values["text"].split())}
        units = {field: list(found) for field in ("lead", "joint") if (found := row.units(field))}
        more = {name: " ".join(row.values[name].split()) for name in _COPIED if name in row.values}
        yield {**values, **units, **more}


def _attached(entry: Entry, told: list[Told]) -> Iterator[tuple[str, Sequence[Block]]]:
    """The Word and Excel files beside the notice, each with what it says."""
    for path, attached in entry.files.items():
        name = PurePosixPath(path).name
        if PurePosixPath(name).suffix.lower()[1:] not in any_file.SUFFIXES:
            continue
        try:
            yield f"附件“{name}”", any_file.read(name, attached.file.read_bytes()).blocks
        except (UnreadableError, OSError) as error:
            told.append(Told(f"附件“{name}”", f"读不了：{error}"))


class _Lines:
    """Where words stand in the source of a notice."""

    def __init__(self, library: Library, entry: Entry) -> None:
        text = read_text(library.root / entry.path, entry.path, Report()) or ""
        self.path = entry.path
        self.lines = [fold(line) for line in text.split("\n")]

    def of(self, words: str) -> str:
        """The place of the first line with the beginning of `words`; the file where there is none."""
        sought = fold(words[:12])
        number = next((number for number, line in enumerate(self.lines, 1) if sought and sought in line), 0)
        return f"{self.path}:{number}" if number else self.path

    def place(self, row: Row) -> str:
        return self.of(row.values["text"])
