"""The ledger `notices/pages.yml`: every hand-written page, column, screen and page of a register once published.

Notices have a ledger of their own (`ledger`); both are written by `xuanlan publish` and kept with the content.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xuanlan import yamlmarks
from xuanlan.diagnostics import ContentError, MachineError, Position, Report, reason
from xuanlan.fields import LongText, Model, Text, declare
from xuanlan.source import read_text
from xuanlan.validation import validate

PATH = "notices/pages.yml"
_HEAD = "# 已发布网页登记簿：由发布命令写入，请随网站内容一起保存；撤下一个网页时才需手工填写 withdrawn。\n"


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


def load(root: Path, report: Report) -> PageLedger:
    """The ledger of the site at `root`; empty when there is none. Mistakes are reported."""
    ledger, file = PageLedger(), root / PATH
    text = read_text(file, PATH, report) if os.path.lexists(file) else None
    marked = yamlmarks.parse(text, PATH, report, remarks=True) if text else None
    if marked is None or marked.value is None:
        return ledger
    if not isinstance(marked.value, list):
        report.add("register-not-list", marked.position(()), example="- {address: /about.html, title: 关于我们}")
        return ledger
    for number in range(len(marked.value)):
        if entry := validate(PageEntry, marked, report, (number,)):
            ledger.entries[entry.address] = entry
            ledger.positions[entry.address] = marked.position((number,))
    return ledger


def enter(root: Path, published: Mapping[str, PageEntry]) -> int:
    """Enter what is `published` (by address); returns how many addresses are new.

    Nothing is ever removed; what is published again is withdrawn no more. Raises ContentError rather than lose what
    cannot be read, and MachineError.
    """
    report = Report()
    before = load(root, report).entries
    if report.errors:
        raise ContentError(report)
    after = {**before, **published}
    if after == before:
        return 0
    file, part = root / PATH, root / f"{PATH}.{os.getpid()}.part"
    try:
        part.write_text(_HEAD + "".join(_line(after[key]) for key in sorted(after)), encoding="utf-8", newline="\n")
        part.replace(file)
    except OSError as error:
        raise MachineError(f"登记簿 {PATH} 没有更新：{reason(error)}。请解决以后再发布一次。") from error
    finally:
        part.unlink(missing_ok=True)
    return len(after) - len(before)


def _line(entry: PageEntry) -> str:
    pairs = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.model_dump().items() if value)
    return f"- {{{', '.join(pairs)}}}\n"
