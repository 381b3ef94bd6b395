"""What is refused before Markdown runs, because the parser would take minutes or give up on it.

No office writes such texts; a broken paste or malice does. The limits are far above any real document: the
parser's time grows with the square of these counts.
"""

from __future__ import annotations

import re

from xuanlan.diagnostics import Report
from xuanlan.markup.places import Locator

PER_LINE = 200
"""Opening brackets in one line."""
UNCLOSED = 200
"""Tags in the whole text that never end."""
DEEPEST = 80
"""Columns by which a list item may be indented."""

_BRACKETS = re.compile(rf"^(?:[^\[\n]*\[){{{PER_LINE}}}", re.MULTILINE)
_UNCLOSED = re.compile(r"<[A-Za-z/!][^<>]*(?=<|\Z)")
_DEEP = re.compile(rf"^[ \t]{{{DEEPEST},}}(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)
_BLANK = re.compile(r"\n{50,}")


def acceptable(body: str, locator: Locator, report: Report) -> bool:
    """Whether `body` may be handed to the parser; the first place of each excess is reported."""
    before = report.error_count
    if match := _BRACKETS.search(body):
        report.add("body-too-complex", locator.at(match.start()), sign="[", limit=PER_LINE)
    if match := _DEEP.search(body):
        report.add("body-too-deep", locator.at(match.start()))
    for number, match in enumerate(_UNCLOSED.finditer(body), start=1):
        if number > UNCLOSED:
            report.add("body-too-complex", locator.at(match.start()), sign="<", limit=UNCLOSED)
            break
    return report.error_count == before


def without_gaps(body: str) -> str:
    """`body` with very long runs of empty lines shortened, which cost the parser seconds and mean nothing."""
    return _BLANK.sub("\n\n\n", body)
