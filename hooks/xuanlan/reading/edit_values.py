"""What somebody wants written in place of what a file has: values, and changes on top of values"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from xuanlan.reading.fields import Model, nested_model
from xuanlan.reading.keys import aliases

Value = str | Sequence[Any] | Mapping[str, Any] | None
"""What is written for a field: text, a list, or the parts of a contact or an attachment; None takes the field away."""
KEPT = "#"
"""A key of a row that says that it is a change: its other keys are only the fields that change. In a list its value is
the number, from 0, of the item that is changed; a row without it is a new one."""
SEPARATORS = re.compile("[、，,；;]")


class NotEditableError(Exception):
    """The file has mistakes, or a form whose fields cannot be changed one by one: it is edited as text."""


def is_nothing(value: Value) -> bool:
    return not value


def inner_of(model: type[Model] | None, name: str) -> type[Model] | None:
    """The model of the values of a field; None for plain ones, and for those of a key that no model declares."""
    return nested_model(model, name) if model and name in model.model_fields else None


def named(value: Any, model: type[Model] | None) -> dict[str, Any]:
    """The parts of a mapping by the English names of `model`. A single text is the first of them: a name, a file."""
    if isinstance(value, str) and model:
        value = {next(iter(model.model_fields)): value}
    names = aliases(model) if model else {}
    parts = value.items() if isinstance(value, Mapping) else ()
    return {names.get(str(key), str(key)): part for key, part in parts if not is_nothing(part)}


def full(old: Any, change: Value, model: type[Model] | None) -> Any:
    """The value that a change of the value `old`, as it was read, comes to. Raises NotEditableError."""
    if isinstance(change, Mapping):
        kept = named(old, model) if KEPT in change else {}
        parts = {
            name: full(kept.get(name), part, inner_of(model, name)) for name, part in change.items() if name != KEPT
        }
        return {name: part for name, part in {**kept, **parts}.items() if not is_nothing(part)}
    if isinstance(change, str) or change is None:
        return change
    if model is None and not all(isinstance(row, str) for row in change):
        raise NotEditableError  # rows in a list of plain words
    items = old if isinstance(old, list) else [] if old is None else [old]
    return [one for row in change if not is_nothing(one := full(_item(items, row), row, model))]


def _item(items: Sequence[Any], row: Any) -> Any:
    number = number_of(row)
    if number is None:
        return None
    if number >= len(items):
        raise NotEditableError
    return items[number]


def number_of(row: Any) -> int | None:
    """Which item of a list a row changes; None for a new one. Raises NotEditableError."""
    if not isinstance(row, Mapping) or KEPT not in row:
        return None
    written = row[KEPT]
    if not isinstance(written, str) or not re.fullmatch("[0-9]{1,6}", written):
        raise NotEditableError
    return int(written)


def same(read: Any, meant: Any, model: type[Model] | None) -> bool:
    """Whether what was read says what was meant."""
    if isinstance(meant, Mapping):
        there, wanted = named(read, model), named(meant, model)
        parts = ((there[name], wanted[name], inner_of(model, name)) for name in wanted.keys() & there.keys())
        is_mapping = isinstance(read, dict) or (isinstance(read, str) and len(wanted) < 2)
        return is_mapping and there.keys() == wanted.keys() and all(same(*part) for part in parts)
    if meant is None:
        return is_nothing(read)
    if isinstance(meant, str):
        return isinstance(read, str) and read.strip() == meant.strip()
    if isinstance(read, (str, dict)) and len(meant) == 1 and model is not None:
        read = [read]
    if isinstance(read, str) and model is None:
        read = [part.strip() for part in SEPARATORS.split(read)]
    items = [] if read is None else read
    return (
        isinstance(items, list)
        and len(items) == len(meant)
        and all(same(one, other, model) for one, other in zip(items, meant, strict=True))
    )


def value_of(node: Any) -> Any:
    """What a node holds, as plain values."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: value_of(value) for key, value in node.value}
    return [value_of(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value
