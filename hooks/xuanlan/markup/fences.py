"""Fenced code blocks: where each begins and ends, in lists and quotes too. One that is never closed is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_MARKER = r"(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]))"
_OPENING = re.compile(
    rf"(?P<prefix>(?:[ \t]*{_MARKER})*[ \t]*)(?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})[ \t]*(?P<info>.*?)[ \t\r]*$"
)
_CLOSING = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t\r]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_PRE = re.compile(r"[ ]{0,3}<pre(?=[\s>])", re.IGNORECASE)
_LONGEST = 20
"""Longer fences count as this long (characters)."""
_QUOTE = re.compile(r"[ \t]*>[ ]?")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block, or an opening fence that is never closed."""

    first: int
    """index of the line with the opening fence"""
    last: int
    """index of the line with the closing fence; -1 when there is none"""
    prefix: str
    """what stands before the opening fence: spaces, quote and list markers"""
    signs: str
    info: str
    """what stands behind the opening fence (the info string), usually a language"""
    code: tuple[str, ...] = ()


def fences(lines: Sequence[str]) -> list[Fence]:
    """Every fenced code block in a text of `lines`, in order.

    As in CommonMark, the closing fence has at least as many of the same characters, in the same quote and item. If
    an equal fence with an info string comes before it, the block counts as unclosed: its closing fence was forgotten.
    """
    found: list[Fence] = []
    if not any("```" in line or "~~~" in line for line in lines):
        return found
    hopeless: dict[tuple[str, int], tuple[int, int]] = {}
    ends = _pre_ends(lines)
    in_list = False
    at = 0
    while at < len(lines):
        line = lines[at]
        match = _OPENING.match(line) if "```" in line or "~~~" in line else None
        if end := _pre_end(lines, at, ends):
            at = end
            continue
        if _ITEM.match(line):
            in_list = True
        elif line and not line[0].isspace():
            in_list = False
        if not match:
            at += 1
            continue
        prefix, signs = match["prefix"], match["fence"]
        quotes, own = prefix.count(">"), _QUOTE.split(prefix)[-1]
        item = bool(own) and (in_list or not own.isspace())
        # A search that failed from an earlier line is not repeated, or a text of opening fences alone would be slow.
        until, fewest = hopeless.get((signs[0], quotes), (0, 0))
        last = -1
        length = min(len(signs), _LONGEST)
        if at >= until or length < fewest:
            last, end = _end(lines, at, signs[:_LONGEST], quotes, item)
            if last < 0:
                hopeless[signs[0], quotes] = (end, length)
        code = tuple(inner(line, quotes, len(own.expandtabs(4))) for line in lines[at + 1 : max(last, at + 1)])
        found.append(Fence(at, last, prefix, signs, match["info"], code if last >= 0 else ()))
        at = max(last, at) + 1
    return found


def verbatim(lines: Sequence[str]) -> set[int]:
    """Indexes of the `lines` that are not Markdown: fenced code blocks and <pre> elements."""
    boxes = {box.first: box.last + 1 for box in fences(lines) if box.last >= 0}
    found = {at for first, end in boxes.items() for at in range(first, end)}
    ends = _pre_ends(lines)
    at = 0
    while ends and at < len(lines):
        end = boxes.get(at) or _pre_end(lines, at, ends)
        found.update(range(at, end))
        at = end or at + 1
    return found


def _pre_ends(lines: Sequence[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if "</" in line and "</pre" in line.lower()]


def _pre_end(lines: Sequence[str], at: int, ends: Sequence[int]) -> int:
    """Index of the line after the <pre> element that begins in line `at`; 0 when none does."""
    place = bisect_left(ends, at) if ends and _PRE.match(lines[at]) else len(ends)
    return ends[place] + 1 if place < len(ends) else 0


def _end(lines: Sequence[str], first: int, signs: str, quotes: int, item: bool) -> tuple[int, int]:
    """Index of the closing fence, or -1; and the index up to which there is none."""
    for at in range(first + 1, len(lines)):
        line = lines[at]
        for _ in range(quotes):
            match = _QUOTE.match(line)
            if not match:
                return -1, at
            line = line[match.end() :]
        if item and line and not line[0].isspace():
            return -1, at
        if signs[:3] not in line:
            continue
        closing = _CLOSING.match(line)
        if closing and closing[1][0] == signs[0] and len(closing[1]) >= len(signs):
            return at, at
        opening = _OPENING.match(line)
        if opening and opening["fence"][:_LONGEST] == signs and opening["info"]:
            return -1, at
    return -1, len(lines)


def inner(line: str, quotes: int, column: int) -> str:
    """A line of code without its quote markers and the indent of its item."""
    for _ in range(quotes):
        match = _QUOTE.match(line)
        line = line[match.end() :] if match else line
    line = line.expandtabs(4)
    return line[min(column, len(line) - len(line.lstrip(" "))) :]


def spans(text: str) -> list[tuple[int, int]]:
    """Offsets in `text` at which closed fenced code blocks begin and end."""
    if "```" not in text and "~~~" not in text:
        return []
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return [(starts[box.first], starts[box.last + 1] - 1) for box in fences(lines) if box.last >= 0]


def masked(text: str) -> str:
    """`text` with one backtick, as far in as the block, in place of each line of a fenced code block."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    for box in fences(lines):
        lines[box.first] = box.prefix + "`"
        inner = " " * len(box.prefix.expandtabs(4)) + "`"
        for at in range(box.first + 1, box.last + 1):
            lines[at] = inner
    return "\n".join(lines)
