"""Registers that a program writes come back as they were, whatever stands in them, and read as YAML too."""

from __future__ import annotations

from pathlib import Path
from random import Random

import yaml
from cases import every
from rounds import times

from xuanlan.diagnostics.report import Report
from xuanlan.models.approvals import PATH, REGISTER, Decision

SIGNS = "甲乙 \"'\\{}[]:,#&*!|>%@`-?\t\u2028\u0085\U0001f600é=0"
ROW = Decision(
    id="a", digest="0123456789abcdef", decision="同意", by="党办", at="2026-03-01T09:00:00+08:00", final=True
)


def loaded(root: Path, content: bytes) -> tuple[list[Decision], Report]:
    (root / "notices").mkdir(exist_ok=True)
    (root / PATH).write_bytes(content)
    report = Report()
    return REGISTER.load(root, report), report


def test_what_is_written_comes_back_as_it_was(tmp_path: Path) -> None:
    chance = Random(7)
    for _ in range(times(200)):
        words = "".join(chance.choice(SIGNS) for _ in range(chance.randrange(1, 30)))
        rows = [ROW.model_copy(update={"by": " ".join(f"甲{words}乙".split()), "note": f"甲{words}乙"})]
        found, report = loaded(tmp_path, REGISTER.dump(rows))
        assert (found, list(report)) == (rows, []), words
        assert yaml.safe_load(REGISTER.dump(rows))[0]["note"] == rows[0].note


def test_a_file_that_somebody_has_edited_is_read_too(tmp_path: Path) -> None:
    written = (
        "- id: a\n  摘要: 0123456789abcdef\n  意见: 同意\n  谁: 党办\n  时间: 2026-03-01T09:00:00+08:00\n  审结: 是\n"
    )
    assert loaded(tmp_path, written.encode()) == ([ROW], Report())


@every("content", ["- {id: a}\n", "id: a\n", "- {id: a, digest: [}\n", '- {"id": "a", "digest": 3}\n', "-\n", "- {\n"])
def test_what_is_no_register_is_reported(tmp_path_factory, content: str) -> None:  # type: ignore[no-untyped-def]
    found, report = loaded(tmp_path_factory.mktemp("site"), content.encode())
    assert found == []
    assert report.errors
