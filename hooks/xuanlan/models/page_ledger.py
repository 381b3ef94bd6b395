"""The second ledger, pages.yml: pages, registers and screens that were published.

Notices have a ledger of their own (`ledger`); both are written by `xuanlan publish` and kept with the content.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from xuanlan.diagnostics.report import ContentError, Position, Report
from xuanlan.models.ledger import locked
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import LongText, Model, Text, declare
from xuanlan.reading.saving import save
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate

PATH = "notices/pages.yml"
_HEAD = "# 已发布网页登记簿：由发布命令写入，请随网站内容一起保存；撤下一个网页时才需手工填写“撤下说明”。\n"


class PageEntry(Model):
    """One page that was published and is no notice."""

    address: Text = declare("网址", "从网站根目录起的网址。", "/about.html", ...)
    title: Text | None = declare("标题", "最近一次发布时的标题。", "关于我们")
    file: Text | None = declare("文件", "网页出自哪个文件。", "docs/about.md")
    withdrawn: LongText | None = declare("撤下说明", "撤下的原因；写了就不再核对这个网页。", "机构已撤销。")


@dataclass(slots=True)
class PageLedger:
    """The entries by address, and where each stands in the file."""

    entries: dict[str, PageEntry] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    """each entry as written, with the comments above it, by its address, where the file has one entry a line"""
    rest: str = ""
    """the comments below the last entry"""

    @property
    def withdrawn(self) -> set[str]:
        """The addresses of the pages that are declared withdrawn."""
        return {address for address, entry in self.entries.items() if entry.withdrawn}


def load(root: Path, report: Report) -> PageLedger:
    """The ledger of the site at `root`; empty when there is none. Mistakes are reported."""
    file = root / PATH
    text = read_text(file, PATH, report) if os.path.lexists(file) else None
    return parse(text or "", report)


def parse(text: str, report: Report) -> PageLedger:
    """The ledger that `text` holds: a list of entries."""
    ledger = PageLedger()
    marked = yaml_marks.parse(text, PATH, report, remarks=True) if text else None
    if marked is None or marked.value is None:
        return ledger
    if not isinstance(marked.value, list):
        report.add("register-not-list", marked.position(()), example="- {address: /about.html, title: 关于我们}")
        return ledger
    for number in range(len(marked.value)):
        entry, place = validate(PageEntry, marked, report, (number,)), marked.position((number,))
        if entry and entry.address in ledger.entries:
            report.add("page-twice", place, address=entry.address, first=ledger.positions[entry.address].line)
        elif entry:
            ledger.entries[entry.address] = entry
            ledger.positions[entry.address] = place
    _keep_lines(ledger, text.removesuffix("\n").split("\n"))
    return ledger


def _keep_lines(ledger: PageLedger, lines: list[str]) -> None:
    """Fill `lines` and `rest` of `ledger`, unless entries share a line or take several."""
    at = {place.line: address for address, place in ledger.positions.items()}
    kept, above = {}, ""
    for number, line in enumerate(lines, start=1):
        above += f"{line}\n"
        if number in at and line.startswith("- {"):
            kept[at[number]], above = above, ""
        elif line.strip() and not line.startswith("#"):
            return
    if kept.keys() == ledger.entries.keys():
        ledger.lines, ledger.rest = kept, above


@contextmanager
def entering(root: Path, published: Mapping[str, PageEntry]) -> Iterator[int]:
    """Enter what is `published` (by address) if the block succeeds; yields how many addresses are new.

    No entry is ever removed, and what was written about a withdrawal stays. Everything that can fail is tried before
    the block. Raises ContentError, so that nothing unreadable is lost, and MachineError.
    """
    yield _rewrite(root, published, rehearsal=True)
    _rewrite(root, published)


def _rewrite(root: Path, published: Mapping[str, PageEntry], *, rehearsal: bool = False) -> int:
    with locked(root):
        report = Report()
        ledger = load(root, report)
        before = ledger.entries
        if report.errors:
            raise ContentError(report)
        after = before | {
            address: entry.model_copy(update={"withdrawn": before[address].withdrawn}) if address in before else entry
            for address, entry in published.items()
        }
        if after != before:
            save(root, PATH, _dump(ledger, after).encode(), rehearsal=rehearsal)
    return len(after) - len(before)


def _dump(before: PageLedger, after: Mapping[str, PageEntry]) -> str:
    """The file's text: one entry a line. Comments stay, and so do the lines of entries that have not changed."""
    text = "" if before.lines else _HEAD
    for address in (*before.entries, *sorted(after.keys() - before.entries.keys())):
        line = before.lines.get(address, "")
        if after[address] != before.entries.get(address):
            line = line[: line.rfind("\n- {") + 1] + _line(after[address])
        text += line or _line(after[address])
    return text + before.rest


def _line(entry: PageEntry) -> str:
    pairs = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.model_dump().items() if value)
    return f"- {{{', '.join(pairs)}}}\n"
