"""The baseline `notices/baseline.yml`: findings that were there when a site began to be read, and do not count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.reading import registers
from xuanlan.reading.fields import Model, Number, Text, declare
from xuanlan.reading.saving import save

PATH = "notices/baseline.yml"
_MAX_BYTES = 50_000_000
_HEAD = (
    "# 旧问题清单：由 xuanlan check --baseline 写入。这里的问题不再提示，只提示新出现的；\n"
    "# 改好一条就可以删去一条，全部重新检查时删去这个文件。个人信息在这里只写遮盖以后的样子。\n"
)
_Place = tuple[str, str, str]


class Known(Model):
    """Findings of one rule about the same words in one file."""

    file: Text = declare("文件名", "从网站文件夹算起。", "notices/2026/a.md", ...)
    rule: Text = declare("规则", "规则的代码。", "wording-slip", ...)
    words: Text | None = declare("词句", "找到的词句。", "按装")
    count: Number = declare("次数", "有几处。", "1", 1)


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding was there, by file, rule and words."""

    counts: Counter[_Place] = field(default_factory=Counter)

    @classmethod
    def of(cls, findings: Iterable[Diagnostic]) -> Baseline:
        return cls(Counter(_place(item) for item in findings))

    def new(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Those of `findings` that were not there, in order: of the same words in a file, the last."""
        left = self.counts.copy()
        found = []
        for item in findings:
            place = _place(item)
            if left[place] > 0:
                left[place] -= 1
            else:
                found.append(item)
        return found

    def dump(self) -> str:
        """The file that says this, one line for each rule, file and words, sorted."""
        lines = []
        for (file, rule, words), count in sorted(self.counts.items()):
            parts = {"file": file, "rule": rule, "words": words}
            said = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in parts.items() if value)
            lines.append(f"- {{{said}, count: {count}}}\n")
        return _HEAD + ("".join(lines) or "[]\n")


def write(root: Path, found: Baseline) -> None:
    """Write the baseline of the site at `root`. Raises MachineError when the disk does not take it."""
    save(root, PATH, found.dump().encode())


def _place(item: Diagnostic) -> _Place:
    return item.position.file, item.code, " ".join(item.words.split())


def load(root: Path, report: Report) -> Baseline | None:
    """The baseline of the site at `root`; None when it has none. Mistakes are reported."""
    example = "- {file: notices/a.md, rule: wording-slip, words: 按装, count: 1}"
    marked = registers.listed(root, PATH, example, report, limit=_MAX_BYTES, remarks=True)
    if marked is None:
        return None
    counts: Counter[_Place] = Counter()
    for row, _ in registers.valid(marked, Known, report):
        counts[row.file, row.rule, row.words or ""] += row.count
    return Baseline(counts)
