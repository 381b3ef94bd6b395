"""YAML that remembers where everything stood.

Every scalar stays the text that was written (no octal 8, no `False` for `no`); only an empty value is None.
Anchors, aliases, tags and duplicate keys are refused, so no document can grow or run anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from xuanlan.diagnostics import Position, Report

Loc = tuple[str | int, ...]
MAX_DEPTH = 8
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
}
_NULLS = {"", "~", "null", "Null", "NULL"}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Marked:
    """A YAML document as plain values (`str`, `None`, `list`, `dict`) with the position of every key and value."""

    value: Any = None
    keys: dict[Loc, Position] = field(default_factory=dict)
    values: dict[Loc, Position] = field(default_factory=dict)
    start: Position = Position("")

    def position(self, loc: Loc) -> Position:
        """Where `loc` stands: its value, else its key, else the nearest parent."""
        while loc:
            if loc in self.values:
                return self.values[loc]
            if loc in self.keys:
                return self.keys[loc]
            loc = loc[:-1]
        return self.start


def parse(text: str, file: str, report: Report, *, first_line: int = 1) -> Marked | None:
    """Read one YAML document that starts at `first_line` of `file`; None when it has errors (all reported)."""
    found = len(report.errors)
    marked = Marked(start=Position(file, first_line, 1))
    builder = _Builder(file, report, first_line - 1, marked)
    try:
        if _has_alias(text, builder):
            return None
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        builder.syntax(error, text)
        return None
    if node is not None:
        marked.value = builder.build(node, ())
    return marked if len(report.errors) == found else None


def _has_alias(text: str, builder: _Builder) -> bool:
    """Report the first anchor or alias, seen in the events, before anything is composed (an alias bomb never expands)."""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            builder.report.add("yaml-alias", builder.at(event.start_mark))
            return True
    return False


@dataclass(slots=True)
class _Builder:
    file: str
    report: Report
    offset: int
    marked: Marked

    def at(self, mark: Any) -> Position:
        return Position(self.file, mark.line + 1 + self.offset, mark.column + 1)

    def build(self, node: yaml.Node, loc: Loc) -> Any:
        here = self.at(node.start_mark)
        self.marked.values.setdefault(loc, here)
        if node.tag not in _PLAIN_TAGS:
            self.report.add("yaml-tag", here, tag=node.tag.replace("tag:yaml.org,2002:", "!!"))
            return None
        if len(loc) > MAX_DEPTH:
            self.report.add("yaml-too-deep", here, limit=MAX_DEPTH)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*loc, index)) for index, item in enumerate(node.value)]
        if node.style is None and node.value in _NULLS:
            return None
        return node.value

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            here = (*loc, key)
            if key in result:
                first = self.marked.keys[here].line
                self.report.add("yaml-duplicate-key", self.at(key_node.start_mark), key=key, first=first)
                continue
            self.marked.keys[here] = self.at(key_node.start_mark)
            result[key] = self.build(value_node, here)
        return result

    def syntax(self, error: yaml.YAMLError, text: str) -> None:
        """Word a syntax error for somebody who has never heard of YAML."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line if mark else 0
        column = mark.column if mark else 0
        problem, advice, where = _explain(text.split("\n"), line, str(getattr(error, "problem", "") or ""))
        if where != line:
            line, column = where, 0
        self.report.add(
            "yaml-syntax",
            Position(self.file, line + 1 + self.offset, column + 1),
            problem=problem,
            advice=advice,
        )


def _explain(lines: list[str], line: int, problem: str) -> tuple[str, str, int]:
    """(what is wrong, what to do, zero-based line to show) for a YAML error that the parser met at `line`."""
    for number, content in enumerate(lines):
        if re.match(r"^[ ]*\t", content):
            return "行首用了制表符（Tab）", "请把行首的 Tab 换成两个空格。", number
        if re.match(r"^\s*[\w\u4e00-\u9fff]+：", content) and ": " not in content:
            return "用了全角冒号“：”", "字段名后面要用半角冒号加一个空格，例如 title: 内容", number
        quote = re.match(r"^\s*[^#:]+:\s+([\"'])", content)
        if quote and content.count(quote[1]) % 2:
            return f"引号 {quote[1]} 没有成对", "请补上后一个引号；内容里不需要引号时，前一个也删去。", number
    for number in (line, line - 1):
        if 0 <= number < len(lines) and lines[number].count(": ") > 1:
            return "内容里有“冒号加空格”", "请给这一行的内容加上英文双引号，例如 title: \"通知: 某事\"", number
    for number in (line, line - 1):
        if 0 <= number < len(lines) and re.match(r"^\s*[^\s:#\-]+:\S", lines[number]):
            return "冒号后面缺一个空格", "请写成 title: 内容", number
    if "could not find expected ':'" in problem or "simple key" in problem:
        return "这一行没有写成“名称: 内容”", "请补上半角冒号和空格，例如 title: 内容", line
    if "found character" in problem:
        return "内容以特殊符号开头", "请给这一行的内容加上英文双引号。", line
    return "无法读懂这一行", "请检查冒号、引号和缩进；内容里有特殊符号时加英文双引号。", line
