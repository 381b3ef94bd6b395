"""Fields of a front matter changed where they stand: order, comments, quotes and all other lines stay as they are"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from xuanlan.diagnostics.report import Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import Model, aliases, nested_model
from xuanlan.reading.source import closing

Value = str | Sequence[Any] | Mapping[str, Any] | None
"""What is written for a field: text, a list, or the parts of a contact or an attachment; None takes the field away."""
_HANZI = re.compile("[\u4e00-\u9fff]")
_SEPARATORS = re.compile("[、，,；;]")
_STEP = "  "


class NotEditableError(Exception):
    """The front matter has mistakes, or a form whose fields cannot be changed one by one: it is edited as text."""


def with_fields(text: str, changes: Mapping[str, Value], model: type[Model]) -> str:
    """The `text` of a file, with LF line ends, with these values of fields of `model`, by their English names.

    A key that is there keeps its language, a new one has that of the others and stands behind those that are declared
    before it. Raises NotEditableError.
    """
    lines = text.split("\n")
    end = closing(text)
    if end is None and text.lstrip("\n \t\ufeff").startswith("---"):
        raise NotEditableError
    inside = [] if end is None else lines[1:end]
    before = _parsed(inside)
    made = _with_values(_Block(inside, _node(inside, before), model, 0, len(inside)), changes)
    wanted = {name: value for name, value in changes.items() if not _is_nothing(value)}
    if not _reads_back(_parsed(made), before, changes.keys(), wanted, model):
        raise NotEditableError
    if end is None:
        return "\n".join(["---", *made, "---", "", *lines]) if made else text
    return "\n".join([lines[0], *made, *lines[end:]])


def _parsed(lines: Sequence[str]) -> dict[str, Any]:
    marked = yaml_marks.parse("\n".join(lines), "", Report())
    if marked is None or not isinstance(marked.value or {}, dict):
        raise NotEditableError
    return marked.value or {}


def _node(lines: Sequence[str], values: Mapping[str, Any]) -> Any:
    """The mapping that the lines hold, as a node; None where they hold nothing."""
    node = yaml.compose("\n".join(lines), Loader=yaml_marks.LOADER) if values else None
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        raise NotEditableError
    return node


def _reads_back(
    after: Mapping[str, Any], before: Mapping[str, Any], changed: Iterable[str], wanted: Mapping[str, Value],
    model: type[Model],
) -> bool:  # fmt: skip
    """Whether what was written is what was meant, and everything else as it was."""
    names, changed = aliases(model), set(changed)
    kept = {key: value for key, value in before.items() if names.get(key) not in changed}
    if any(after.get(key) != value for key, value in kept.items()):
        return False
    there = {names[key]: value for key, value in after.items() if names.get(key) in changed}
    return there.keys() == wanted.keys() and all(
        _same(there[name], value, nested_model(model, name)) for name, value in wanted.items()
    )


def _same(read: Any, meant: Any, model: type[Model] | None) -> bool:
    if isinstance(meant, Mapping):
        names = aliases(model) if model else {}
        own = {names.get(key, key): value for key, value in read.items()} if isinstance(read, dict) else {}
        return own == {key: value for key, value in meant.items() if not _is_nothing(value)}
    if not isinstance(meant, str) and isinstance(read, (str, dict)) and len(meant) == 1 and model is not None:
        read = [read]
    if isinstance(meant, str):
        return isinstance(read, str) and read.strip() == meant.strip()
    if isinstance(read, str) and model is None:
        read = [part.strip() for part in _SEPARATORS.split(read)]
    return (
        isinstance(read, list)
        and len(read) == len(meant)
        and all(_same(one, other, model) for one, other in zip(read, meant, strict=True))
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """A mapping in block style: its `node`, None for an empty one, in the lines from `first` to before `stop`."""

    lines: Sequence[str]
    node: Any
    model: type[Model]
    first: int
    stop: int

    @property
    def pairs(self) -> Sequence[tuple[Any, Any]]:
        return self.node.value if self.node is not None else ()

    @property
    def indent(self) -> str:
        return " " * self.node.start_mark.column if self.node is not None else ""

    def label(self, name: str) -> str:
        """The key for a field that is not there yet."""
        chinese = sum(1 for key, _ in self.pairs if _HANZI.search(key.value))
        return str(self.model.model_fields[name].title) if 2 * chinese > len(self.pairs) else name

    def parts(self) -> Iterator[_Part]:
        """All lines, in order: those of each field, and what lies between them, which has no name."""
        names, at = aliases(self.model), self.first
        starts = [key.start_mark.line for key, _ in self.pairs]
        for (key, value), start, after in zip(self.pairs, starts, [*starts[1:], self.stop], strict=False):
            if at < start:
                yield _Part("", at, start)
            at = _end(self.lines, start, after, value)
            yield _Part(names.get(key.value, ""), start, at, key, value)
        if at < self.stop:
            yield _Part("", at, self.stop)


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines from `start` to before `stop`."""

    name: str
    start: int
    stop: int
    key: Any = None
    value: Any = None


def _with_values(block: _Block, changes: Mapping[str, Value]) -> list[str]:
    """The lines of a mapping with other values of its fields."""
    left = dict(changes)
    chunks = [
        (part.name, _changed(block, part, left.pop(part.name)))
        if part.name in left
        else (part.name, list(block.lines[part.start : part.stop]))
        for part in block.parts()
    ]
    order = list(block.model.model_fields)
    for name in sorted((name for name, value in left.items() if not _is_nothing(value)), key=order.index):
        names = [there for there, _ in chunks]
        before = [at for at, there in enumerate(names) if there and order.index(there) < order.index(name)]
        at = before[-1] + 1 if before else next((at for at, there in enumerate(names) if there), len(names))
        inner = nested_model(block.model, name)
        chunks.insert(at, (name, _dumped(f"{block.indent}{block.label(name)}:", left[name], inner, block.indent)))
    return [line for _, lines in chunks for line in lines]


def _end(lines: Sequence[str], start: int, after: int, value: Any) -> int:
    """The line behind the value of a key in line `start`: blank lines and comments before the next key are not its."""
    column = len(lines[start]) - len(lines[start].lstrip(" "))
    is_literal = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
    end = after
    while end > start + 1:
        words = lines[end - 1].lstrip(" ")
        is_inside = is_literal and len(lines[end - 1]) - len(words) > column
        if words.strip() and (is_inside or not words.startswith("#")):
            break
        end -= 1
    return end


def _changed(block: _Block, part: _Part, value: Value) -> list[str]:
    """The lines of a field with another value, in the form that it has where that will do."""
    if _is_nothing(value):
        return []
    node, line = part.value, block.lines[part.start]
    head = line[: line.index(":", part.key.end_mark.column) + 1]
    inner = nested_model(block.model, part.name)
    if isinstance(value, Mapping) and isinstance(node, yaml.MappingNode) and not node.flow_style and inner:
        parts = _Block(block.lines, node, inner, part.start + 1, part.stop)
        old = {aliases(inner).get(key): one for key, one in _value(node).items()}
        changes = {name: value.get(name) for name in inner.model_fields if value.get(name) != old.get(name)}
        return [line, *_with_values(parts, changes)]
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and not isinstance(value, (str, Mapping)):
        return [line, *_items(block, part, value or (), inner)]
    if (new := _in_place(value, node)) and node.start_mark.line == node.end_mark.line == part.start:
        start = max(node.start_mark.column, len(head))
        rest = line[max(node.end_mark.column, start) :] if _ends_there(line, node) else ""
        return [f"{line[:start].rstrip()} {new}{rest}"]
    return _dumped(head, value, inner, block.indent)


def _in_place(value: Value, node: Any) -> str:
    """What takes the place of the value `node` in its line; "" where that is not of the same form."""
    if isinstance(node, yaml.ScalarNode) and isinstance(value, str):
        return "" if node.style in ("|", ">") or "\n" in value else _scalar(value, node.style)
    is_flow = isinstance(node, yaml.SequenceNode) and node.flow_style and isinstance(value, (list, tuple))
    if is_flow and all(isinstance(item, str) and "\n" not in item for item in value or ()):
        return f"[{', '.join(_scalar(item, within='[{}]') for item in value or ())}]"
    return ""


def _ends_there(line: str, node: Any) -> bool:
    """Whether the value ends where YAML says, and what follows is a comment: words behind a # may belong to it."""
    if isinstance(node, yaml.SequenceNode) or node.style:
        return True
    marked = yaml_marks.parse(line.lstrip(), "", Report(), remarks=True)
    return marked is None or [node.value.strip() or None] == list(marked.value.values())


def _items(block: _Block, part: _Part, values: Sequence[Any], inner: type[Model] | None) -> Iterator[str]:
    """The lines of a list with these items: those that were in it keep theirs."""
    nodes = part.value.value
    starts = [node.start_mark.line for node in nodes]
    old = [
        (_value(node), block.lines[start:stop])
        for node, start, stop in zip(nodes, starts, [*starts[1:], part.stop], strict=True)
    ]
    yield from block.lines[part.start + 1 : starts[0]]
    dash = block.lines[starts[0]]
    indent = dash[: len(dash) - len(dash.lstrip(" "))]
    is_chinese = bool(_HANZI.search(str(part.key.value)))
    for value in values:
        same = next((number for number, (there, _) in enumerate(old) if _same(there, value, inner)), None)
        yield from _item(indent, value, inner, is_chinese) if same is None else old.pop(same)[1]


def _dumped(head: str, value: Value, inner: type[Model] | None, indent: str) -> list[str]:
    """A field as it is written anew; `head` is its key with the colon."""
    is_chinese = bool(_HANZI.search(head))
    if isinstance(value, str):
        if "\n" not in value:
            return [f"{head} {_scalar(value)}"]
        literal = [f"{head} |-", *(f"{indent}{_STEP}{line}" if line else "" for line in value.split("\n"))]
        marked = yaml_marks.parse("\n".join(line.removeprefix(indent) for line in literal), "", Report())
        read = next(iter(marked.value.values())) if marked else None
        return literal if read == value else [f"{head} {json.dumps(value, ensure_ascii=False)}"]
    if isinstance(value, Mapping):
        return [head, *(f"{indent}{_STEP}{line}" for line in _lines_of(value, inner, is_chinese))]
    items = list(value or ())
    if inner and len(items) == 1 and isinstance(items[0], str):
        return [f"{head} {_scalar(items[0])}"]
    if inner is None and not any(_SEPARATORS.search(item) for item in items):
        return [f"{head} {_scalar('、'.join(items))}"]
    return [head, *(line for item in items for line in _item(indent + _STEP, item, inner, is_chinese))]


def _item(indent: str, value: Any, inner: type[Model] | None, is_chinese: bool) -> Iterator[str]:
    lines = [_scalar(value)] if isinstance(value, str) else _lines_of(value, inner, is_chinese)
    for number, line in enumerate(lines):
        yield f"{indent}{'  ' if number else '- '}{line}"


def _lines_of(value: Mapping[str, Any], inner: type[Model] | None, is_chinese: bool) -> list[str]:
    fields = inner.model_fields if inner else {}
    labels = {name: str(fields[name].title) if is_chinese and name in fields else name for name in value}
    return [f"{labels[name]}: {_scalar(one)}" for name, one in value.items() if not _is_nothing(one)]


def _scalar(value: str, style: str | None = None, within: str = "{}") -> str:
    """A text on one line, in quotes of the given style or as plain as it may stand `within` others."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    plain = Report()
    marked = None if style else yaml_marks.parse(f"k: {within.format(value)}", "", plain)
    if marked and marked.value == {"k": value if within == "{}" else [value]} and not list(plain):
        return value
    return json.dumps(value, ensure_ascii=False)


def _value(node: Any) -> Any:
    """What a node holds, as plain values."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    return [_value(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def _is_nothing(value: Value) -> bool:
    return value is None or (not isinstance(value, Mapping) and not value) or value == {}
