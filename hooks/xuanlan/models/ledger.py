"""The ledger `notices/ledger.yml`: every id that was ever published or printed, so that no address disappears unnoticed."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from xuanlan import addresses
from xuanlan.diagnostics.report import ContentError, Position, Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import Flag, Ident, LongText, Model, Text, declare
from xuanlan.reading.saving import save
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate
from xuanlan.reading.written_rows import escaped
from xuanlan.text.dates import SHANGHAI

if sys.platform != "win32":
    import fcntl

PATH = "notices/ledger.yml"
MAX_BYTES = 50_000_000
"""Enough for a quarter of a million entries: the ledger only ever grows."""
_HEAD = "# 已发布网址登记簿：由发布命令写入，请随网站内容一起保存；撤下或改址时才需手工填写“撤回说明”或“转到”。\n"


class LedgerEntry(Model):
    """One id that was published."""

    id: Ident = declare("编号", "文稿的永久编号。", "2026-017", ...)
    address: Text | None = declare("网址", "从网站根目录起的网址。", "/n/2026-017/")
    title: Text | None = declare("标题", "最近一次发布时的标题。", "关于做好寒假值班工作的通知")
    first_published: Text | None = declare("首次发布", "第一次发布的时间。", "2026-03-08T09:00:00+08:00")
    printed: Flag = declare("已印刷", "带二维码的纸质件已经发出。", "是", False)
    moved_to: Text | None = declare("转到", "改由哪一份文稿（写编号）或哪个网址代替。", "2026-031")
    withdrawn: LongText | None = declare("撤回说明", "撤下的原因。", "内容有误，已撤回。")


@dataclass(slots=True)
class Ledger:
    """The entries by id, and where each stands in the file."""

    entries: dict[str, LedgerEntry] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    """each entry as written, by its id, where the file has one entry a line"""
    notes: dict[str, str] = field(default_factory=dict)
    """the comments and empty lines above an entry, by its id; those at the end by "" """
    head: str = ""
    """the comments and empty lines above the first entry"""


def load(root: Path, report: Report) -> Ledger:
    """The ledger of the site at `root`; empty when there is none. Mistakes are reported."""
    file = root / PATH
    text = read_text(file, PATH, report, MAX_BYTES) if os.path.lexists(file) else None
    return parse(text or "", report)


def parse(text: str, report: Report) -> Ledger:
    """The ledger that `text` holds: a list of entries, or entries under their ids."""
    ledger = by_lines(text)
    return _whole(text, report) if ledger is None else ledger


_STRING = r'"(?P<{0}>[^"\\ ][^"\\]*)"'
_PARTS = {name: "(?P<printed>是)" if name == "printed" else _STRING.format(name) for name in LedgerEntry.model_fields}
_WRITTEN = re.compile(
    r"- \{id: " + _PARTS.pop("id") + "".join(f"(?:, {name}: {part})?" for name, part in _PARTS.items()) + r"\}"
)
"""A line as `dump` writes it, without escapes."""
_NOTE = re.compile(r" *(?:#.*)?")


def by_lines(text: str) -> Ledger | None:
    """Does the same as `_whole` in a tenth of the time; None unless the file is faultless and has one entry a line."""
    ledger, above = Ledger(head=_head(text)), ""
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if not line.startswith("-") and _NOTE.fullmatch(line):
            above += f"{line}\n"
            continue
        entry = _of_line(line, number)
        if entry is None or entry.id in ledger.entries:
            return None
        if above and ledger.entries:
            ledger.notes[entry.id] = above
        ledger.entries[entry.id] = entry
        ledger.positions[entry.id] = Position(PATH, number, 3)
        ledger.lines[entry.id] = line
        above = ""
    if ledger.entries:
        ledger.notes[""] = above
    return ledger


def _head(text: str) -> str:
    lines = takewhile(_NOTE.fullmatch, text.removesuffix("\n").split("\n"))
    return "".join(f"{line}\n" for line in lines) if text else ""


def _of_line(line: str, number: int) -> LedgerEntry | None:
    match = _WRITTEN.fullmatch(line)
    if match and line.isprintable():
        try:
            return LedgerEntry.model_validate({name: text for name, text in match.groupdict().items() if text})
        except ValidationError:
            return None
    if not line.startswith("- {"):
        return None
    report = Report()
    marked = yaml_marks.parse(line, PATH, report, first_line=number, remarks=True)
    alone = marked is not None and isinstance(marked.value, list) and len(marked.value) == 1
    return validate(LedgerEntry, marked, report, (0,)) if marked and alone else None


def _whole(text: str, report: Report) -> Ledger:
    ledger = Ledger(head=_head(text))
    marked = yaml_marks.parse(text, PATH, report, remarks=True)
    if marked is None or marked.value is None:
        return ledger
    value = marked.value
    if isinstance(value, dict):
        for key, fields in value.items():
            if isinstance(fields, dict) and not {"id", "编号"} & fields.keys():
                fields["id"] = key
                marked.values[(key, "id")] = marked.keys[(key,)]
    elif not isinstance(value, list):
        report.add(
            "register-not-list", marked.position(()), example="- {id: 2026-017, title: 关于做好寒假值班工作的通知}"
        )
        return ledger
    for step in value if isinstance(value, dict) else range(len(value)):
        entry = validate(LedgerEntry, marked, report, (step,))
        if entry is None:
            continue
        here = marked.keys.get((step,), marked.position((step,)))
        if entry.id in ledger.entries:
            report.add("ledger-twice", here, id=entry.id, first=ledger.positions[entry.id].line)
            continue
        ledger.entries[entry.id] = entry
        ledger.positions[entry.id] = here
    return ledger


def enter(entries: Iterable[LedgerEntry], published: Mapping[str, str], now: datetime) -> list[LedgerEntry]:
    """`entries` brought up to date with what is published at `now` (id to title), sorted by id.

    The time of first publication stays, titles are updated, an entry is never removed.
    """
    known = {entry.id: entry for entry in entries}
    for ident, title in published.items():
        entry = known.get(ident)
        if entry is None:
            moment = now.astimezone(SHANGHAI).isoformat(timespec="seconds")
            known[ident] = LedgerEntry(
                id=ident, address=addresses.of_file(addresses.notice(ident)), title=title, first_published=moment
            )
        elif entry.title != title:
            known[ident] = entry.model_copy(update={"title": title})
    return [known[ident] for ident in sorted(known)]


Change = Callable[[Iterable[LedgerEntry]], list[LedgerEntry]]


@contextmanager
def entering(root: Path, published: Mapping[str, str], now: datetime) -> Iterator[int]:
    """Enter what is `published` at `now` (id to title) if the block succeeds; yields how many entries are new.

    Everything that can fail is tried before the block. Raises ContentError and MachineError.
    """
    change = partial(enter, published=published, now=now)
    yield _rewrite(root, change, rehearsal=True)
    _rewrite(root, change)


class Notices(Protocol):
    """What `mark_printed` needs of a library, whose class this room may not import."""

    @property
    def by_id(self) -> dict[str, Any]: ...


def mark_printed(root: Path, ids: Iterable[str], library: Notices, now: datetime) -> None:
    """Enter that sheets of the public notices `ids` were printed at `now`: from then on their addresses are promised.

    Raises ContentError when the ledger has mistakes, MachineError when it cannot be written.
    """
    printed = {ident: library.by_id[ident].notice.title for ident in ids}

    def change(before: Iterable[LedgerEntry]) -> list[LedgerEntry]:
        entries = enter(before, printed, now)
        return [entry.model_copy(update={"printed": True}) if entry.id in printed else entry for entry in entries]

    _rewrite(root, change)


def withdraw(root: Path, ident: str, why: str | None) -> None:
    """Write into the entry of a notice that is no longer there why it was withdrawn; None takes that back.

    Raises ContentError when the ledger has mistakes, MachineError when it cannot be written.
    """

    def change(before: Iterable[LedgerEntry]) -> list[LedgerEntry]:
        return [one.model_copy(update={"withdrawn": why}) if one.id == ident else one for one in before]

    _rewrite(root, change)


def _rewrite(root: Path, change: Change, *, rehearsal: bool = False) -> int:
    """Replace the entries by what `change` makes of them, in one step; returns how many are added.

    A `rehearsal` stops before that step. Raises ContentError, so that nothing unreadable is lost, and MachineError.
    """
    with locked(root):
        report = Report()
        ledger = load(root, report)
        if report.errors:
            raise ContentError(report)
        entries = change(ledger.entries.values())
        if {entry.id: entry for entry in entries} == ledger.entries:
            return 0
        save(root, PATH, dump(entries, ledger).encode(), rehearsal=rehearsal)
    return len(entries) - len(ledger.entries)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the lock for rewriting the ledgers of the site at `root`; Windows, which cannot lock folders, has none."""
    if sys.platform == "win32":
        yield
        return
    number = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):  # some shares have no locks
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def dump(entries: Iterable[LedgerEntry], before: Ledger | None = None) -> str:
    """The file's text: one entry a line, so that changes of different people merge. `parse` reads it back.

    What has not changed since `before` stays as it was written.
    """
    before = before or Ledger()
    rows = []
    for entry in entries:
        same = before.entries.get(entry.id) == entry and entry.id in before.lines
        rows.append(before.notes.get(entry.id, "") + (before.lines[entry.id] if same else _line(entry)) + "\n")
    return (before.head or _HEAD) + "".join(rows) + before.notes.get("", "")


def _line(entry: LedgerEntry) -> str:
    fields = entry.model_dump(exclude_none=True)
    pairs = [f"{name}: {_scalar(value)}" for name, value in fields.items() if value is not False]
    return f"- {{{', '.join(pairs)}}}"


def _scalar(value: object) -> str:
    if value is True:
        return "是"
    return escaped(json.dumps(str(value), ensure_ascii=False))
