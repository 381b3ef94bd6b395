"""Limits: texts for which the parser would take minutes or fail are refused before it runs.

No office writes such texts; they come from a broken paste or malice. The limits are far above any real document: the
parser's time grows with the square of these counts.
"""

from __future__ import annotations

import re

from xuanlan.diagnostics.report import Report
from xuanlan.markup.places import Locator

PER_LINE = 200
"""Opening brackets on one line."""
UNCLOSED = 200
"""Tags without their > in the whole text."""
LINES = 60_000
"""Lines that are not empty; the parser takes some 40 microseconds for each."""
NESTED = 500
"""Elements of one name nested in each other."""
COMMENTS = 2000
"""HTML comments in the whole text."""
CONTENTS = 200
"""Markers for a table of contents."""
DEEPEST = 80
"""Columns by which a list item may be indented."""

WORK = 1_000_000_000
"""Characters of a line times its markup characters: the parser copies the line for each of them."""

QUOTES = 30
"""Quotes and lists nested in each other on one line; deeper ones overflow the parser's stack."""

_BRACKETS = re.compile(rf"^(?:[^\[\n]*\[){{{PER_LINE}}}", re.MULTILINE)
_UNCLOSED = re.compile(r"<[A-Za-z/!][^<>]*(?=<|\Z)")
_DEEP = re.compile(rf"^[ \t\u3000\xa0]{{{DEEPEST},}}(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)
_QUOTED = re.compile(
    rf"^(?![ \t]*([-*+])(?:[ \t]*\1)*[ \t]*$)(?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}[.)])(?=[ \t]))){{{QUOTES}}}", re.MULTILINE
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ENDLESS = frozenset(
    (
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("caption", "colgroup", "dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
"""Elements without an end tag, or whose end tag may be left out."""
_SIGN = re.compile(
    r"[\\`*_=~\[&@]|://|www\.|<(?!/?(?:table|thead|tbody|tr|td|th|p|div|section|[uo]l|li|h[1-6])\b)", re.IGNORECASE
)
_BLANK = re.compile(r"\n{50,}")


def acceptable(body: str, locator: Locator, report: Report) -> bool:
    """Whether `body` may be given to the parser; the first place beyond each limit is reported."""
    before = report.error_count
    lines = body.count("\n") + 1
    if lines > LINES:
        lines = sum(1 for line in body.split("\n") if line and not line.isspace())
    if lines > LINES:
        report.add("body-too-long", locator.at(0), found=lines, limit=LINES)
    if body.count("[") >= PER_LINE and (match := _BRACKETS.search(body)):
        end = body.find("\n", match.end())
        line = body[match.start() : end if end >= 0 else len(body)]
        if line.count("[") > line.count("]") or line.count("](") > line.count(")"):
            report.add("body-too-complex", locator.at(match.start()), sign="[", limit=PER_LINE)
        else:
            place = locator.at(match.end() - 1)
            report.add("body-line-brackets", place, found=line.count("["), limit=PER_LINE - 1)
    if body.count(" ") + body.count("\t") > DEEPEST and (match := _DEEP.search(body)):
        report.add("body-too-deep", locator.at(match.start()))
    if body.count(">") + body.count(" ") + body.count("\t") >= QUOTES and (match := _QUOTED.search(body)):
        report.add("body-too-deep", locator.at(match.start()))
    tags = body.count("<")
    for number, match in enumerate(_UNCLOSED.finditer(body) if tags > UNCLOSED else (), start=1):
        if number > UNCLOSED:
            report.add("body-too-complex", locator.at(match.start()), sign="<", limit=UNCLOSED)
            break
    if tags > NESTED and report.error_count == before and (match := _nested(body)):
        report.add("body-too-complex", locator.at(match.start()), sign=f"<{match[2].lower()}>", limit=NESTED)
    if body.count("<!--") > COMMENTS:
        report.add("body-too-complex", locator.at(body.index("<!--")), sign="<!--", limit=COMMENTS)
    if body.count("[TOC]") > CONTENTS:
        report.add("body-too-complex", locator.at(body.index("[TOC]")), sign="[TOC]", limit=CONTENTS)
    if len(body) ** 2 > WORK and report.error_count == before:
        _look_for_long_lines(body, locator, report)
    return report.error_count == before


def _look_for_long_lines(body: str, locator: Locator, report: Report) -> None:
    start = 0
    for line in body.split("\n"):
        if len(line) ** 2 > WORK and (signs := sum(1 for _ in _SIGN.finditer(line))) * len(line) > WORK:
            report.add("body-line-long", locator.at(start), found=len(line), signs=signs)
            return
        start += len(line) + 1


def _nested(body: str) -> re.Match[str] | None:
    """The first tag that exceeds NESTED; None when there is none."""
    depths: dict[str, int] = {}
    for match in _TAG.finditer(body):
        name = match[2].lower()
        if name in _ENDLESS:
            continue
        depths[name] = max(depths.get(name, 0) + (-1 if match[1] else 1), 0)
        if depths[name] > NESTED:
            return match
    return None


def without_gaps(body: str) -> str:
    """`body` with very long runs of empty lines shortened: they would cost the parser seconds."""
    return _BLANK.sub("\n\n\n", body) if "\n" * 50 in body else body
