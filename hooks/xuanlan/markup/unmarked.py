"""Emphasis with a slip, whose delimiters stay on the page as written: the author is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from xuanlan.diagnostics.report import Fix, Report
from xuanlan.markup.emphasis import Run, begins_word, masks, over_lines, runs, underlined
from xuanlan.markup.places import Locator

_BLANKS = " \t\u3000\xa0"
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_STOPS = "，。、：；！？,.:;!?"
_SIGNS = re.compile(r"[*＊＝～]|__|==|~~")
"""A line with none of these, as most, has nothing to report."""
_NARROW = str.maketrans("＊＝～", "*=~")


def check(markdown: str, locator: Locator, report: Report) -> None:
    """Report all in `markdown`, from which fenced code blocks and comments were blanked."""
    lines = markdown.split("\n") if _SIGNS.search(markdown) else []
    waiting: dict[tuple[int, int], tuple[int, str]] = {}
    offsets = accumulate((len(line) + 1 for line in lines), initial=0)
    for number, (line, offset) in enumerate(zip(lines, offsets, strict=False)):
        if not _SIGNS.search(line):
            continue
        told: set[int] = set()
        found = runs(line)
        for first, last in (*_spaced(line, found), *_uneven(line, found), *_wide(line)):
            told |= {first.start, last.start}
            length = max(first.kind[1], last.kind[1])
            sign = first.sign * (length if length < 4 else 2)
            fix = Fix(line[first.start : last.end], sign + line[first.end : last.start].strip(_BLANKS) + sign)
            report.add_with_fix(fix, "mark-form", locator.at(offset + first.start), found=fix.found, right=fix.put)
        literal = {run.start for run in found if not run.role}
        for match in underlined(line) if "__" in line else ():
            if match.start() in literal:
                report.add("mark-or-gap", locator.at(offset + match.start()), found=match[0], words=match[1])
        for run in found:
            if run.start not in told and _begins(line, run):
                waiting[number, run.start] = offset + run.start, line[run.start : run.end]
    for opening, closing, _ in over_lines(lines) if waiting else ():
        waiting.pop(opening, None)
        waiting.pop(closing, None)
    for at, signs in waiting.values():
        escaped = "".join(f"\\{sign}" for sign in signs)
        report.add("bold-unclosed", locator.at(at), found=signs, plain=escaped)


def _begins(line: str, run: Run) -> bool:
    """Whether `run` was meant to open emphasis and is never closed; with a colon behind, it explains a table's mark."""
    if run.role or not run.opens or run.kind not in (("*", 2), ("*", 3), ("=", 2)) or not begins_word(line, run.start):
        return False
    after = line[run.end]
    return not after.isdigit() and (after.isalnum() or (run.sign == "*" and after not in _STOPS))


def _spaced(line: str, found: tuple[Run, ...]) -> Iterator[tuple[Run, Run]]:
    """Pairs of delimiters with blanks between them and the words inside: ** 重点 **; not 王** 李** or 3 ** 2 ** 1."""
    done = -1
    for first, last in pairwise(run for run in found if not run.role and run.kind[1] <= 3):
        content = line[first.end : last.start]
        words = content.strip(_BLANKS)
        if first.start < done or first.kind != last.kind or not words or words == content:
            continue
        before, after = line[: first.start].rstrip(_BLANKS), line[last.end :].lstrip(_BLANKS)
        prose = _HANZI.search(words) and not words[0].isdigit() and not words[-1].isdigit()
        whole = first.first and not after and first.kind[1] > 1 and first.sign != "_"
        if "|" in words or not (prose or whole) or masks(line, first, last):
            continue
        if first.sign == "_" or first.kind[1] == 1:
            apart = first.first and not after and first.kind != ("_", 1)
        elif first.sign == "*":
            apart = begins_word(line, first.start) or content[-1] in _BLANKS
        else:
            apart = begins_word(before, len(before)) or not after or not after[0].isalnum()
        if apart:
            done = last.end
            yield first, last


def _uneven(line: str, found: tuple[Run, ...]) -> Iterator[tuple[Run, Run]]:
    """A whole line between one and two asterisks, in either order, or between more than three."""
    if len(found) == 2 and found[0].first and not line[found[1].end :].strip(_BLANKS):
        first, last = found
        words, lengths = line[first.end : last.start], {first.kind[1], last.kind[1]}
        differ = lengths == {1, 2} and first.opens and last.closes and len(words) > 1 and "\\" not in words
        if first.sign == last.sign == "*" and (differ or (len(lengths) == 1 and min(lengths) > 3)):
            yield first, last


def _wide(line: str) -> Iterator[tuple[Run, Run]]:
    """Pairs with a full-width character that would be emphasis with half-width ones."""
    narrow = line.translate(_NARROW)
    opened: list[Run] = []
    for run in runs(narrow) if narrow != line else ():
        if run.role == "open":
            opened.append(run)
        elif run.role == "close" and opened:
            first = opened.pop()
            written = line[first.start : first.end] + line[run.start : run.end]
            closed = run.end == len(line) or begins_word(line[run.end :], 1) or (run.kind[1] > 1 and run.sign == "*")
            if not written.isascii() and closed and (begins_word(line, first.start) or run.kind == ("*", 2)):
                yield first, run
