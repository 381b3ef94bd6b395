"""YAML with the position of every key and value.

Every scalar stays the text that was written (no octal 8, no `False` for `no`); only an empty value is None.
Anchors, aliases, tags and duplicate keys are refused, so no document can grow or run anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading import yaml_comments, yaml_slips
from xuanlan.text.characters import CONTROL, UNSEEN, label

Loc = tuple[str | int, ...]
MAX_DEPTH = 8
MOST_ITEMS = 10_000
"""Items of a list that somebody writes by hand; one twenty times as long is a paste that went wrong."""
MOST_VALUES = 50_000
"""Values of a file that somebody writes by hand; each is read by every rule over words."""
_SHOWN = 30
"""How many characters of a comment a finding quotes."""
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
}
_SUSPECT = re.compile(rf"[&*\[{{\r\x85\u2028\u2029\ufeff]|^[-?:\s]{{{MAX_DEPTH // 2}}}", re.MULTILINE)
_NULLS = {"", "~", "null", "Null", "NULL"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where it is installed; both give the same results."""


@dataclass(slots=True)
class Marked:
    """A YAML document as plain values (`str`, `None`, `list`, `dict`) with the position of every key and value."""

    value: Any = None
    keys: dict[Loc, Position] = field(default_factory=dict)
    values: dict[Loc, Position] = field(default_factory=dict)
    start: Position = Position("")
    loose: dict[Loc, list[tuple[Position, str]]] = field(default_factory=dict)
    """the lines, as written, of each unquoted text that is not on one line with its key"""

    def position(self, loc: Loc) -> Position:
        """Where the value at `loc` is; else its key, else the nearest parent."""
        while loc:
            if loc in self.values:
                return self.values[loc]
            if loc in self.keys:
                return self.keys[loc]
            loc = loc[:-1]
        return self.start


def parse(text: str, file: str, report: Report, *, first_line: int = 1, remarks: bool = False) -> Marked | None:
    """Read one YAML document that starts at `first_line` of `file`; None when it has errors (all reported).

    Comments that share a line with something are reported, and lists of more than `MOST_ITEMS` and files of more than
    `MOST_VALUES`, unless a program writes such a file with its `remarks`.
    """
    found = report.error_count
    marked = Marked(start=Position(file, first_line, 1))
    builder = _Builder(file, report, first_line - 1, marked, text.split("\n"), None if remarks else MOST_ITEMS)
    try:
        if not (simple(text) or _harmless(text, builder)):
            return None
        if yaml_comments.may_be(text):
            builder.look_behind(yaml.parse(text, Loader=LOADER), remarks)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        builder.syntax(error)
        return None
    if isinstance(node, yaml.ScalarNode) and not node.style and (slip := yaml_slips.colon(builder.lines)):
        builder.slip(slip)
    elif node is not None:
        marked.value = builder.build(node, ())
        if not remarks and len(marked.values) > MOST_VALUES:
            report.add("yaml-too-many", marked.start, found=len(marked.values), limit=MOST_VALUES)
    return marked if report.error_count == found else None


def simple(text: str) -> bool:
    """Whether `text` is plainly harmless: no sign of an anchor, an alias or a flow collection, and small indents. These
    limit the depth: nested collections begin in different columns, except a list and the mapping whose value it is."""
    return not _SUSPECT.search(text)


def _harmless(text: str, builder: _Builder) -> bool:
    """Check the events before anything is composed: no alias bomb expands, no deep nesting recurses."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            builder.report.add("yaml-alias", builder.at(event.start_mark))
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            builder.report.add("yaml-too-deep", builder.at(event.start_mark), limit=MAX_DEPTH)
            return False
    return True


@dataclass(slots=True)
class _Builder:
    file: str
    report: Report
    offset: int
    marked: Marked
    lines: list[str]
    most: int | None
    """items of a list; None for any number"""
    rests: dict[tuple[int, int], str] = field(default_factory=dict)
    """see `yaml_comments.Behind`"""

    def look_behind(self, events: Iterable[Any], remarks: bool) -> None:
        """Keep the words behind a `#` that belong to a value; report the other comments, unless `remarks`."""
        self.rests, comments = yaml_comments.behind(events, self.lines)
        for comment in () if remarks else comments:
            place = Position(self.file, comment.line + 1 + self.offset, comment.column + 1)
            self.report.add("yaml-comment", place, found=comment.words[:_SHOWN])

    def at(self, mark: Any) -> Position:
        return Position(self.file, mark.line + 1 + self.offset, mark.column + 1)

    def build(self, node: Any, loc: Loc) -> Any:
        here = self.at(node.start_mark)
        self.marked.values.setdefault(loc, here)
        if not self._plain(node):
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            if self.most is not None and len(node.value) > self.most:
                self.report.add("yaml-list-too-long", here, found=len(node.value), limit=self.most)
                return []
            return [self.build(item, (*loc, index)) for index, item in enumerate(node.value)]
        value = node.value
        if not node.style:
            self._loose(node, loc)
            value = (value + self.rests.get((node.end_mark.line, node.end_mark.column), "")).strip()
            if value in _NULLS:
                if value:
                    self.report.add("yaml-null", here, found=value)
                return None
        return self._seen(value, here)

    def _plain(self, node: Any) -> bool:
        """Whether the node has no explicit tag; one, a lone exclamation mark included, is reported."""
        here = node.start_mark
        line = self.lines[here.line] if here.line < len(self.lines) else ""
        lone = line.startswith("!", here.column) and not line[here.column + 1 : here.column + 2].strip()
        if node.tag in _PLAIN_TAGS and not lone:
            return True
        tag = "!" if lone else node.tag.replace("tag:yaml.org,2002:", "!!")
        self.report.add("yaml-tag", self.at(here), tag=tag)
        return False

    def _seen(self, text: str, here: Position) -> str:
        """`text` without invisible characters, which escapes in quotes may have produced (reported)."""
        if control := CONTROL.search(text):
            self.report.add("character-control", here, name=label(control[0]))
        elif unseen := UNSEEN.search(text):
            self.report.add("character-zero-width", here, name=label(unseen[0]))
        return UNSEEN.sub("", text)

    def _loose(self, node: Any, loc: Loc) -> None:
        first, last = node.start_mark, node.end_mark
        key = self.marked.keys.get(loc)
        if last.line > first.line or (key is not None and key.line < self.at(first).line):
            rows = [(first.line, first.column), *((line, 0) for line in range(first.line + 1, last.line + 1))]
            self.marked.loose[loc] = [
                (Position(self.file, line + 1 + self.offset, column + 1), self.lines[line][column:])
                for line, column in rows
                if line < len(self.lines)
            ]

    def _mapping(self, node: Any, loc: Loc) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self.at(key_node.start_mark)
            if not self._plain(key_node):
                continue
            if not isinstance(key_node, yaml.ScalarNode):
                self.report.add("yaml-syntax", place, problem="名称不是一个词", advice="请写成 title: 内容")
                continue
            key = str(key_node.value)
            here = (*loc, key)
            if key in result:
                self.report.add("yaml-duplicate-key", place, key=key, first=self.marked.keys[here].line)
                continue
            self.marked.keys[here] = place
            result[key] = self.build(value_node, here)
        return result

    def syntax(self, error: yaml.YAMLError) -> None:
        """Word a syntax error for somebody who has never heard of YAML."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        self.slip(yaml_slips.explain(self.lines, line, column, str(getattr(error, "problem", "") or "")))

    def slip(self, slip: yaml_slips.Slip) -> None:
        """Report `slip` where it stands in the file."""
        place = Position(self.file, slip.line + 1 + self.offset, slip.column + 1)
        self.report.add("yaml-syntax", place, problem=slip.problem, advice=slip.advice)
