"""Words behind a `#`, which a YAML parser drops: part of a value, or a comment, which is reported.

Only a comment on lines of its own goes unreported. `教学楼 #3 停水` is one value to the end of its line, as its author
reads it, and so is `C #`, with nothing behind the `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import yaml

_BEHIND = re.compile(r"\S[^\S\n]+#|\n[^\S\n]+#")
_HASH = re.compile(r"(?:^|(?<=[ \t]))#")
_BEFORE_TEXT = re.compile(r"[ ]*(?:-[ ]+)*")
_HEADER = re.compile(r"[|>][-+0-9]*")


class Comment(NamedTuple):
    """A comment; line and column count from 0, `words` begin with the `#`."""

    line: int
    column: int
    words: str


class Behind(NamedTuple):
    """What stands behind each `#`."""

    rests: dict[tuple[int, int], str]
    """rest of an unquoted value, to the end of the line, by the place (line, column) where the parser ends the value"""
    comments: list[Comment]
    """all others that share a line with a value, or look like the next line of one"""


def may_be(text: str) -> bool:
    """Whether `text` may have words behind a `#`; hardly any text has."""
    return "#" in text and bool(_BEHIND.search(text))


def behind(events: Iterable[Any], lines: list[str]) -> Behind:
    """The words behind each `#` in `lines`, of which `events` are the parser's; raises what the parser raises."""
    found = Behind({}, [])
    ends: set[tuple[int, int]] = set()
    texts: dict[int, int] = {}  # last line of each unquoted text that has lines of its own: its indent
    values: dict[int, int] = {}  # line of each other unquoted text, with its key or dash: least indent to continue it
    inside: dict[int, list[tuple[int, int]]] = {}
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += bool(depth or event.flow_style)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= bool(depth)
        elif isinstance(event, yaml.ScalarEvent):
            start, end = _marks(event)
            _cover(event.style, start, end, lines, inside)
            if not event.style:
                if not depth:
                    ends.add((end.line, end.column))
                line = lines[end.line] if end.line < len(lines) else ""
                first = len(line) - len(line.lstrip())
                alone = end.line > start.line or first == start.column
                if line[end.column :].strip():
                    continue
                if alone:
                    texts[end.line] = first
                elif not depth and (indent := _BEFORE_TEXT.match(line)):
                    values[end.line] = indent.end() + (indent.end() < start.column)
    last = -1
    for number, line in enumerate(lines):
        at = next((m.start() for m in _HASH.finditer(line) if not _within(m.start(), inside.get(number, ()))), -1)
        words = line[at:].rstrip() if at >= 0 else ""
        before = line[: max(at, 0)].rstrip()
        if at < 0:
            last = number
        elif not before:
            goes_on = last in values and at >= values[last] and words[1:2].strip(" \t#")
            if goes_on or (last in texts and at >= max(texts[last], 1)):
                found.comments.append(Comment(number, at, words))
        else:
            last = number
            if (number, len(before)) in ends and (words[1:2].strip(" \t#") or not words.strip("#")):
                found.rests[number, len(before)] = line[len(before) :].rstrip()
            elif words.strip("# \t"):
                found.comments.append(Comment(number, at, words))
    return found


def _marks(event: Any) -> tuple[Any, Any]:
    return event.start_mark, event.end_mark


def _cover(style: Any, first: Any, last: Any, lines: list[str], inside: dict[int, list[tuple[int, int]]]) -> None:
    """Add to `inside`, by line, the columns that the scalar from `first` to `last` takes."""
    for number in range(first.line, min(last.line, len(lines) - 1) + 1):
        start = first.column if number == first.line else 0
        end = last.column if number == last.line else len(lines[number])
        if style in ("|", ">") and number == first.line:
            header = _HEADER.match(lines[number], start)
            end = header.end() if header else start
        inside.setdefault(number, []).append((start, end))


def _within(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
