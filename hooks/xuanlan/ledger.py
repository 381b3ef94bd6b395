"""The ledger `notices/ledger.yml`: every id that was ever published, so that no address disappears unnoticed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xuanlan import yamlmarks
from xuanlan.diagnostics import Position, Report
from xuanlan.fields import SHANGHAI, Flag, Ident, LongText, Model, Text, declare
from xuanlan.source import read_text
from xuanlan.validation import validate

PATH = "notices/ledger.yml"
_HEAD = "# 已发布网址登记簿：由发布命令写入，请随网站内容一起保存；撤下或改址时才需手工填写 withdrawn 或 moved_to。\n"


class LedgerEntry(Model):
    """One id that was published."""

    id: Ident = declare("编号", "文稿的永久编号。", "2026-017", ...)
    address: Text | None = declare("网址", "从网站根目录起的网址。", "/n/2026-017/")
    title: Text | None = declare("标题", "最近一次发布时的标题。", "关于做好寒假值班工作的通知")
    first_published: Text | None = declare("首次发布", "第一次发布的时间。", "2026-03-08T09:00:00+08:00")
    printed: Flag = declare("已印刷", "带二维码的纸质件已经发出。", "是", False)
    moved_to: Text | None = declare("转到", "改由哪一份文稿（写编号）或哪个网址代替。", "2026-031")
    withdrawn: LongText | None = declare("撤回说明", "撤下的原因。", "内容有误，已撤回。")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries by id, and where each stands in the file."""

    entries: dict[str, LedgerEntry]
    positions: dict[str, Position]


def load(root: Path, report: Report) -> Ledger:
    """The ledger of the site at `root`; empty when there is none. Mistakes are reported."""
    file = root / PATH
    text = read_text(file, PATH, report) if file.exists() else None
    return parse(text or "", report)


def parse(text: str, report: Report) -> Ledger:
    """The ledger that `text` holds: a list of entries, or entries under their ids."""
    ledger = Ledger({}, {})
    marked = yamlmarks.parse(text, PATH, report)
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

    What was first published when stays; titles follow; an entry is never removed.
    """
    known = {entry.id: entry for entry in entries}
    for ident, title in published.items():
        entry = known.get(ident)
        if entry is None:
            moment = now.astimezone(SHANGHAI).isoformat(timespec="seconds")
            known[ident] = LedgerEntry(id=ident, address=f"/n/{ident}/", title=title, first_published=moment)
        elif entry.title != title:
            known[ident] = entry.model_copy(update={"title": title})
    return [known[ident] for ident in sorted(known)]


def dump(entries: Iterable[LedgerEntry]) -> str:
    """The file's text: one entry a line, so that changes of different people merge. `parse` reads it back."""
    rows = []
    for entry in entries:
        fields = entry.model_dump(exclude_none=True)
        pairs = [f"{name}: {_scalar(value)}" for name, value in fields.items() if value is not False]
        rows.append(f"- {{{', '.join(pairs)}}}\n")
    return _HEAD + "".join(rows)


def _scalar(value: object) -> str:
    if value is True:
        return "是"
    quoted = json.dumps(str(value), ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in quoted)


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
