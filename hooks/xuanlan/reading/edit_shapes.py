"""Where the fields of a mapping and the items of a list stand in a file, and what stands between them"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from xuanlan.reading.edit_writing import item, label, written_flow
from xuanlan.reading.fields import Model
from xuanlan.reading.keys import aliases, is_chinese


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping in block style: its `node`, None for an empty one, in the lines from `first` to before `stop`."""

    lines: Sequence[str]
    node: Any
    model: type[Model] | None
    first: int
    stop: int

    @property
    def pairs(self) -> Sequence[tuple[Any, Any]]:
        return self.node.value if self.node is not None else ()

    @property
    def indent(self) -> str:
        return " " * self.node.start_mark.column if self.node is not None else ""

    @property
    def names(self) -> Mapping[str, str]:
        """The keys of the model, or without one those that are there."""
        return aliases(self.model) if self.model else {key.value: key.value for key, _ in self.pairs}

    def label(self, name: str) -> str:
        """The key for a field that is not there yet."""
        return label(name, self.model, is_chinese([key.value for key, _ in self.pairs]))

    def parts(self) -> Iterator[Part]:
        """All lines, in order: those of each field, and what lies between them, which has no name."""
        names, at = self.names, self.first
        starts = [key.start_mark.line for key, _ in self.pairs]
        for (key, value), start, after in zip(self.pairs, starts, [*starts[1:], self.stop], strict=False):
            if at < start:
                yield Part("", at, start)
            at = _end(self.lines, start, after, value)
            yield Part(names.get(key.value, ""), start, at, key, value)
        if at < self.stop:
            yield Part("", at, self.stop)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines from `start` to before `stop`."""

    name: str
    start: int
    stop: int
    key: Any = None
    value: Any = None


def _end(lines: Sequence[str], start: int, after: int, value: Any) -> int:
    """The line behind a value that begins in line `start`: blank lines and comments before the next are not its."""
    column = len(lines[start]) - len(lines[start].lstrip(" "))
    while isinstance(value, yaml.CollectionNode) and value.value and not value.flow_style:
        key, value = value.value[-1] if isinstance(value, yaml.MappingNode) else (value, value.value[-1])
        column = key.start_mark.column
    is_literal = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
    end = after
    while end > start + 1:
        words = lines[end - 1].lstrip(" ")
        is_inside = is_literal and len(lines[end - 1]) - len(words) > column
        if words.strip() and (is_inside or not words.startswith("#")):
            break
        end -= 1
    return end


def keys_in(node: Any) -> Iterator[Any]:
    """The keys of a mapping, or of those in a list."""
    for one in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(one, yaml.MappingNode):
            yield from (key for key, _ in one.value)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list in block style: the `nodes` of its items, in the lines from `first` to before `stop`."""

    lines: Sequence[str]
    nodes: Sequence[Any]
    first: int
    stop: int
    model: type[Model] | None
    is_chinese: bool | None = None
    """whether new keys are Chinese; None: as most of those that are there"""

    def spans(self) -> list[tuple[int, int]]:
        """The lines of each item, without the blank lines and comments behind it."""
        starts = [self._dash(node) for node in self.nodes]
        every = zip(starts, [*starts[1:], self.stop], self.nodes, strict=False)
        return [(start, _end(self.lines, start, after, node)) for start, after, node in every]

    def _dash(self, node: Any) -> int:
        """The line of an item's dash, which may stand above it."""
        line = node.start_mark.line
        while line > self.first and not self.lines[line].lstrip(" ").startswith("-"):
            line -= 1
        return int(line)

    def new(self, indent: str, value: Any) -> list[str]:
        """A new item, in the form of most others."""
        keys = [key.value for node in self.nodes for key in keys_in(node)]
        chinese = is_chinese(keys) if self.is_chinese is None or keys else self.is_chinese
        flows = sum(1 for node in self.nodes if isinstance(node, yaml.MappingNode) and node.flow_style)
        if 2 * flows > len(self.nodes) and isinstance(value, Mapping):
            return [f"{indent}- {written_flow(value, self.model, chinese)}"]
        return list(item(indent, value, self.model, chinese))


@dataclass(frozen=True, slots=True)
class Gaps:
    """What stands before, between and behind the items of a list."""

    every: Sequence[Sequence[str]]

    @classmethod
    def of(cls, listed: Listed, spans: Sequence[tuple[int, int]]) -> Gaps:
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        return cls([listed.lines[a:b] for a, b in zip([listed.first, *ends], [*starts, listed.stop], strict=True)])

    @property
    def are_blank(self) -> bool:
        """Whether most items have a blank line between them."""
        inner = self.every[1:-1]
        return 2 * sum(1 for gap in inner if not all(map(str.strip, gap))) > len(inner)

    def around(self, stay: Sequence[int]) -> list[list[str]]:
        """What stands before each of the items that stay, in whatever order, and behind the last. Blank lines go with
        an item that goes, comments do not."""
        ends = [*stay, len(self.every) - 1] if stay else [len(self.every) - 1]
        found, start = [], 0
        for end in ends:
            gaps = self.every[start : end + 1]
            told = [gap for gap in gaps if any(map(str.strip, gap))] or gaps[-1:]
            found.append([line for gap in told for line in gap])
            start = end + 1
        return found if stay else [*found, []]
