"""Fields and items written anew, and values between braces changed where they stand"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from xuanlan.diagnostics.report import Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.edit_values import (
    KEPT,
    SEPARATORS,
    Value,
    full,
    inner_of,
    is_nothing,
    named,
    number_of,
    same,
    value_of,
)
from xuanlan.reading.fields import Model
from xuanlan.reading.keys import aliases, is_chinese

STEP = "  "
_HANZI = re.compile("[\u4e00-\u9fff]")
_IN_LIST = "[{}]"


def dumped(head: str, value: Value, inner: type[Model] | None, indent: str) -> list[str]:
    """A field as it is written anew; `head` is its key with the colon."""
    if isinstance(value, str):
        if "\n" not in value:
            return [f"{head} {scalar(value)}"]
        literal = [f"{head} |-", *(f"{indent}{STEP}{line}" if line else "" for line in value.split("\n"))]
        marked = yaml_marks.parse("\n".join(line.removeprefix(indent) for line in literal), "", Report())
        read = next(iter(marked.value.values())) if marked else None
        return literal if read == value else [f"{head} {json.dumps(value, ensure_ascii=False)}"]
    chinese = bool(_HANZI.search(head))
    if isinstance(value, Mapping):
        return [head, *(f"{indent}{STEP}{line}" if line else "" for line in _lines_of(value, inner, chinese))]
    items = list(value or ())
    if inner and len(items) == 1 and isinstance(items[0], str):
        return [f"{head} {scalar(items[0])}"]
    if inner is None and not any(SEPARATORS.search(item) for item in items):
        return [f"{head} {scalar('、'.join(items))}"]
    return [head, *(line for one in items for line in item(indent + STEP, one, inner, chinese))]


def item(indent: str, value: Any, inner: type[Model] | None, chinese: bool) -> Iterator[str]:
    """An item of a list as it is written anew."""
    lines = [scalar(value)] if isinstance(value, str) else _lines_of(value, inner, chinese)
    for number, line in enumerate(lines):
        yield f"{indent}{'  ' if number else '- '}{line}" if line else ""


def _lines_of(value: Mapping[str, Any], inner: type[Model] | None, chinese: bool) -> list[str]:
    return [
        line
        for name, one in in_order(value, inner)
        for line in dumped(f"{label(name, inner, chinese)}:", one, inner_of(inner, name), "")
    ]


def label(name: str, model: type[Model] | None, chinese: bool) -> str:
    """The key under which a field is written anew."""
    known = bool(model and name in model.model_fields)
    written = str(model.model_fields[name].title) if model and known and chinese else name
    return written if known else scalar(written)


def in_order(value: Mapping[str, Any], model: type[Model] | None) -> list[tuple[str, Any]]:
    """The parts that hold something, in the order in which they are declared."""
    order = list(model.model_fields) if model else []
    parts = [(name, one) for name, one in value.items() if name != KEPT and not is_nothing(one)]
    return sorted(parts, key=lambda part: order.index(part[0]) if part[0] in order else len(order))


def scalar(value: str, style: str | None = None, within: str = "{}") -> str:
    """A text on one line, in quotes of the given style or as plain as it may stand `within` others."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    plain = Report()
    marked = None if style else yaml_marks.parse(f"k: {within.format(value)}", "", plain)
    if marked and marked.value == {"k": value if within == "{}" else [value]} and not list(plain):
        return value
    return json.dumps(value, ensure_ascii=False)


def written_flow(value: Value, model: type[Model] | None, chinese: bool) -> str:
    """A value written anew between braces."""
    if isinstance(value, Mapping):
        parts = (
            f"{label(name, model, chinese)}: {written_flow(one, inner_of(model, name), chinese)}"
            for name, one in in_order(value, model)
        )
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, str):
        return scalar(value, within=_IN_LIST)
    items = list(value or ())
    if len(items) == 1 and isinstance(items[0], str) and not SEPARATORS.search(items[0]):
        return scalar(items[0], within=_IN_LIST)
    return f"[{', '.join(written_flow(one, model, chinese) for one in items)}]"


def source(lines: Sequence[str], start: Any, end: Any) -> str:
    """What is written between two marks."""
    if start.line == end.line:
        return str(lines[start.line][start.column : end.column])
    between = lines[start.line + 1 : end.line]
    last = [lines[end.line][: end.column]] if end.line < len(lines) else []
    return "\n".join([lines[start.line][start.column :], *between, *last])


def flow(lines: Sequence[str], node: Any, change: Value, model: type[Model] | None, chinese: bool) -> str:
    """The source of a value between braces, with a change; what stays is as it was written."""
    if isinstance(node, yaml.MappingNode) and isinstance(change, Mapping) and node.value:
        return _flow_mapping(lines, node, change, model)
    if isinstance(node, yaml.SequenceNode) and not isinstance(change, (str, Mapping)):
        return f"[{', '.join(_flow_items(lines, node, change or (), model, chinese))}]"
    if isinstance(node, yaml.ScalarNode) and isinstance(change, str):
        return scalar(change, node.style, _IN_LIST)
    return written_flow(full(value_of(node), change, model), model, chinese)


def _flow_items(
    lines: Sequence[str], node: Any, change: Sequence[Any], model: type[Model] | None, chinese: bool
) -> Iterator[str]:
    left = list(node.value)
    for row in change:
        number = number_of(row)
        if number is not None:
            there = node.value[number]
            if not is_nothing(full(value_of(there), row, model)):
                yield (
                    source(lines, there.start_mark, there.end_mark)
                    if len(row) == 1
                    else flow(lines, there, row, model, chinese)
                )
        elif known := next((one for one in left if same(value_of(one), row, model)), None):
            left.remove(known)
            yield source(lines, known.start_mark, known.end_mark)
        elif not is_nothing(row):
            yield written_flow(row, model, chinese)


def _flow_mapping(lines: Sequence[str], node: Any, change: Mapping[str, Any], model: type[Model] | None) -> str:
    pairs = node.value
    chinese = is_chinese([key.value for key, _ in pairs])
    names = aliases(model) if model else {}
    left = changes_of(change, value_of(node), model)
    made: list[tuple[str, str, str]] = []
    end = None
    for key, value in pairs:
        name = names.get(key.value, key.value)
        before = source(lines, end, key.start_mark) if end else ""
        end = value.end_mark
        if name not in left:
            made.append((before, name, source(lines, key.start_mark, value.end_mark)))
        elif not is_nothing(full(value_of(value), left[name], inner_of(model, name))):
            words = flow(lines, value, left[name], inner_of(model, name), chinese)
            made.append((before, name, f"{source(lines, key.start_mark, key.end_mark)}: {words}"))
        left.pop(name, None)
    order = list(model.model_fields) if model else []
    for name, one in in_order(left, model):
        before_it = [at for at, (_, there, _) in enumerate(made) if is_behind(name, there, order)]
        words = written_flow(full(None, one, inner_of(model, name)), inner_of(model, name), chinese)
        made.insert(before_it[-1] + 1 if before_it else 0, (", ", name, f"{label(name, model, chinese)}: {words}"))
    opening = source(lines, node.start_mark, pairs[0][0].start_mark)
    closing = source(lines, pairs[-1][1].end_mark, node.end_mark)
    inside = "".join((before or ", ") * bool(at) + words for at, (before, _, words) in enumerate(made))
    return opening + inside + closing


def is_behind(name: str, there: str, order: Sequence[str]) -> bool:
    """Whether the field `name` belongs behind `there`: as they are declared, or where it is not, at the end."""
    return name not in order or (there in order and order.index(there) < order.index(name))


def changes_of(change: Mapping[str, Any], old: Any, model: type[Model] | None) -> dict[str, Any]:
    """The fields of a mapping that get another value: of a change those that it names, else all that are others."""
    if KEPT in change:
        return {name: value for name, value in change.items() if name != KEPT}
    there = named(old, model)
    every = model.model_fields if model else {**there, **change}
    return {name: change.get(name) for name in every if change.get(name) != there.get(name)}
