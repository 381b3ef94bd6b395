"""Fields changed where they stand, in front matter and registers: order, comments, quotes and all other lines stay"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from xuanlan.diagnostics.report import Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.edit_shapes import Block, Gaps, Listed, Part, keys_in
from xuanlan.reading.edit_values import (
    KEPT,
    SEPARATORS,
    NotEditableError,
    Value,
    full,
    inner_of,
    is_nothing,
    number_of,
    same,
    value_of,
)
from xuanlan.reading.edit_writing import (
    changes_of,
    dumped,
    flow,
    in_order,
    is_behind,
    scalar,
)
from xuanlan.reading.fields import Model
from xuanlan.reading.keys import is_chinese
from xuanlan.reading.source import closing


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
    node = _node(inside, before)
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        raise NotEditableError
    made = _with_values(Block(inside, node, model, 0, len(inside)), changes)
    _read_back(made, before, {KEPT: "", **changes}, model)
    if end is None:
        return "\n".join(["---", *made, "---", "", *lines]) if made else text
    return "\n".join([lines[0], *made, *lines[end:]])


def with_register(text: str, change: Value, model: type[Model]) -> str:
    """The `text` of a register, with LF line ends, with a change: of its fields, or of its items where it is a list.

    Raises NotEditableError.
    """
    words = text.rstrip("\n \t")
    lines = words.split("\n") if words else []
    before = _parsed(lines, type(change))
    node = _node(lines, before)
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        made = _in_flow(lines, node, change, model)
    elif isinstance(change, Mapping):
        made = _with_values(Block(lines, node, model, 0, len(lines)), changes_of(change, before, model))
    else:
        made = list(_items(Listed(lines, node.value if node else (), 0, len(lines), model), change or ()))
    _read_back(made, before, change, model)
    return "\n".join(made) + (text[len(words) :] or "\n" * (not words))


def _parsed(lines: Sequence[str], kind: type = dict) -> Any:
    """What the lines hold: a mapping, or a list where `kind` is one."""
    marked = yaml_marks.parse("\n".join(lines), "", Report())
    if marked is None or not isinstance(marked.value or kind(), kind):
        raise NotEditableError
    return marked.value or kind()


def _node(lines: Sequence[str], values: Any) -> Any:
    """What the lines hold, as a node; None where they hold nothing."""
    return yaml.compose("\n".join(lines), Loader=yaml_marks.LOADER) if values else None


def _read_back(made: Sequence[str], before: Any, change: Value, model: type[Model]) -> None:
    """Raise NotEditableError unless what was written is what was meant, and everything else as it was."""
    wanted = full(before, change, model)
    if not same(_parsed(made, type(before)), wanted, model):
        raise NotEditableError


def _with_values(block: Block, changes: Mapping[str, Value]) -> list[str]:
    """The lines of a mapping with other values of its fields."""
    left = dict(changes)
    chunks = [
        (part.name, _changed(block, part, left.pop(part.name)))
        if part.name in left
        else (part.name, list(block.lines[part.start : part.stop]))
        for part in block.parts()
    ]
    order = list(block.model.model_fields) if block.model else []
    for name, value in in_order(left, block.model):
        names = [there for there, _ in chunks]
        before = [at for at, there in enumerate(names) if there and is_behind(name, there, order)]
        at = before[-1] + 1 if before else next((at for at, there in enumerate(names) if there), len(names))
        inner = inner_of(block.model, name)
        made = dumped(f"{block.indent}{block.label(name)}:", full(None, value, inner), inner, block.indent)
        chunks.insert(at, (name, made))
    return [line for _, lines in chunks for line in lines]


def _changed(block: Block, part: Part, value: Value) -> list[str]:
    """The lines of a field with another value, in the form that it has where that will do."""
    node, line = part.value, block.lines[part.start]
    inner = inner_of(block.model, part.name)
    whole = full(value_of(node), value, inner)
    if is_nothing(whole):
        return []
    head = line[: line.index(":", part.key.end_mark.column) + 1]
    if isinstance(node, yaml.CollectionNode) and node.flow_style and not isinstance(value, str):
        lines = block.lines[: part.stop]
        return _in_flow(lines, node, value, inner)[part.start :]
    if isinstance(value, Mapping) and isinstance(node, yaml.MappingNode):
        parts = Block(block.lines, node, inner, part.start + 1, part.stop)
        return [line, *_with_values(parts, changes_of(value, value_of(node), inner))]
    if isinstance(node, yaml.SequenceNode) and not isinstance(value, (str, Mapping)):
        listed = Listed(block.lines, node.value, part.start + 1, part.stop, inner, bool(is_chinese([part.key.value])))
        return [line, *_items(listed, value or ())]
    if isinstance(value, (list, tuple)) and inner is None and not any(map(SEPARATORS.search, value)):
        value = "、".join(value)
    if (new := _in_place(value, node)) and node.start_mark.line == node.end_mark.line == part.start:
        start = max(node.start_mark.column, len(head))
        rest = line[max(node.end_mark.column, start) :] if _ends_there(line, node) else ""
        return [f"{line[:start].rstrip()} {new}{rest}"]
    return dumped(head, whole, inner, block.indent)


def _in_place(value: Value, node: Any) -> str:
    """What takes the place of the text `node` in its line; "" where that is not of the same form."""
    if not isinstance(node, yaml.ScalarNode) or not isinstance(value, str):
        return ""
    return "" if node.style in ("|", ">") or "\n" in value else scalar(value, node.style)


def _in_flow(lines: Sequence[str], node: Any, change: Value, model: type[Model] | None) -> list[str]:
    """The lines with a change of what stands between the braces of `node`."""
    start, end = node.start_mark, node.end_mark
    chinese = is_chinese([key.value for key in keys_in(node)])
    words = flow(lines, node, change, model, chinese)
    made = f"{lines[start.line][: start.column]}{words}{lines[end.line][end.column :]}"
    return [*lines[: start.line], *made.split("\n"), *lines[end.line + 1 :]]


def _ends_there(line: str, node: Any) -> bool:
    """Whether the value ends where YAML says, and what follows is a comment: words behind a # may belong to it."""
    if node.style:
        return True
    marked = yaml_marks.parse(line.lstrip(" -"), "", Report(), remarks=True)
    return marked is None or [node.value.strip() or None] == list(marked.value.values())


def _items(every: Listed, rows: Sequence[Any]) -> Iterator[str]:
    """The lines of a list with these items. What stands between items, comments above all, stays in its place."""
    spans = every.spans()
    first = every.lines[spans[0][0]] if spans else ""
    indent = first[: len(first) - len(first.lstrip(" "))]
    chosen = [one for one in _numbered(every, rows) if not _is_gone(every, *one)]
    gaps = Gaps.of(every, spans)
    before = iter(gaps.around(sorted(number for number, _ in chosen if number is not None)))
    yield from next(before)
    is_first = True
    for at, (number, row) in enumerate(chosen):
        if number is None or is_first:
            yield from [""] * bool(at and gaps.are_blank)
        else:
            yield from next(before)
        if number is None:
            yield from every.new(indent, full(None, row, every.model))
        else:
            yield from _one(every, number, spans[number], row)
            is_first = False
    for gap in before:
        yield from gap


def _numbered(every: Listed, rows: Sequence[Any]) -> Iterator[tuple[int | None, Any]]:
    """Each row with the number of the item that it is, or changes; None for a new one."""
    left = dict(enumerate(map(value_of, every.nodes)))
    for row in rows:
        number = number_of(row)
        if number is None:
            number = next((at for at, there in left.items() if same(there, row, every.model)), None)
        if number is not None and number not in left:
            raise NotEditableError
        left.pop(number if number is not None else -1, None)
        yield number, row


def _is_gone(every: Listed, number: int | None, row: Any) -> bool:
    old = None if number is None else value_of(every.nodes[number])
    return is_nothing(full(old, row, every.model))


def _one(every: Listed, number: int, span: tuple[int, int], row: Any) -> list[str]:
    """The lines of an item that stays, with its changes."""
    start, stop = span
    node, lines = every.nodes[number], list(every.lines[:stop])
    if not isinstance(row, Mapping) or KEPT not in row or len(row) == 1:
        return lines[start:]
    column = len(lines[start]) - len(lines[start].lstrip(" "))
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        lines[start] = lines[start].replace("-", " ", 1)
        made = _with_values(Block(lines, node, every.model, start, stop), changes_of(row, None, every.model))
        first = next(at for at, line in enumerate(made) if line.strip() and not line.lstrip().startswith("#"))
        made[first] = f"{made[first][:column]}-{made[first][column + 1 :]}"
        return made
    if isinstance(node, yaml.MappingNode):
        return _in_flow(lines, node, row, every.model)[start:]
    return every.new(" " * column, full(value_of(node), row, every.model))
