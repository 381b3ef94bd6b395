"""Validation: a YAML document becomes a model; every mistake is reported at its place, worded for the author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading.fields import Model, ModelT, nested_model, shown
from xuanlan.reading.keys import aliases, key_beside, near_keys, nearest
from xuanlan.reading.yaml_marks import Loc, Marked

_FOREIGN = {
    "template",
    "search",
    "icon",
    "hide",
    "status",
    "comments",
    "social",
    "subtitle",
    "layout",
    "permalink",
    "slug",
}
"""Fields of other programs, for which no similar name of ours is suggested: it would only confuse."""


_HINTED = 20
"""How many unknown fields get a similar name suggested; finding one is slow."""
_MOST = 200
"""How many fields one mapping may have; no document of ours has as many."""


def _instead(key: str, names: Iterable[str], near: Mapping[str, str]) -> str:
    """A Chinese sentence: what to write instead of the unknown `key`."""
    if right := near.get(key.strip()):
        return f"是不是“{right}”？"
    if "：" in key:
        return "名称里有全角冒号“：”，请改成半角冒号加一个空格。"
    if key.lower() in _FOREIGN:
        return "这是别的软件的字段，这里用不到，请删去。"
    alike = 0.6 if key.isascii() else 0.5  # of two characters one may be wrong
    return nearest(key.strip().lower(), names, alike=alike) or "可用的字段见《字段说明》。"


def validate(model: type[ModelT], marked: Marked, report: Report, loc: Loc = ()) -> ModelT | None:
    """The value at `loc` of a YAML document as a `model`; None when it has errors (all reported)."""
    value = marked.value
    for step in loc:
        value = value[step]
    if not isinstance(value, dict):
        report.add("front-matter-not-mapping", marked.position(loc))
        return None
    before = report.error_count
    written: dict[Loc, Loc] = {}
    plain = _translate(model, value, marked, report, loc, (), written)
    try:
        result = model.model_validate(plain)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            _report_item(model, item, marked, report, loc, written, list(value))
        return None
    return result if report.error_count == before else None


def _translate(
    model: type[BaseModel],
    value: dict[str, Any],
    marked: Marked,
    report: Report,
    loc: Loc,
    to: Loc,
    written: dict[Loc, Loc],
) -> dict[str, Any]:
    """`value` with field names for keys, empty values left out. Fills `written`: the model's loc to the author's."""
    names = aliases(model)
    unknown = 0
    plain: dict[str, Any] = {}
    seen: dict[str, str] = {}
    if len(value) > _MOST:
        report.add("fields-too-many", marked.position(loc), found=len(value), limit=_MOST)
        return plain
    for key, item in value.items():
        here = (*loc, key)
        name = names.get(key)
        if name is None:
            unknown += 1
            instead = _instead(key, names if unknown <= _HINTED else (), near_keys(model))
            report.add("field-unknown", marked.keys.get(here, marked.start), key=shown(key), suggestion=instead)
        elif name in seen:
            report.add("field-twice", marked.keys.get(here, marked.start), key=key, other=seen[name])
        else:
            seen[name] = key
            written[(*to, name)] = here
            if item is not None and not (isinstance(item, str) and not item.strip()):
                plain[name] = _translate_value(model, name, item, marked, report, here, (*to, name), written)
    return plain


def _translate_value(
    model: type[BaseModel],
    name: str,
    item: Any,
    marked: Marked,
    report: Report,
    loc: Loc,
    to: Loc,
    written: dict[Loc, Loc],
) -> Any:
    inner = nested_model(model, name)
    known = {**aliases(model), **(aliases(inner) if inner else {})}
    for place, line in marked.loose.get(loc, ()):
        match = re.match(r"\s*(?:- +)?([^\s：]+)：", line)
        if match and match[1] in known:
            advice = f"字段名后面要用半角冒号加一个空格，例如 {match[1]}: 内容"
            here = Position(place.file, place.line, place.column + match.end() - 1)
            report.add("yaml-syntax", here, problem="用了全角冒号“：”", advice=advice)
    if isinstance(item, dict) and inner:
        return _translate(inner, item, marked, report, loc, to, written)
    if not isinstance(item, list):
        return item
    parts: list[Any] = []
    for number, part in enumerate(item):
        at = (*loc, number)
        if part is None or (isinstance(part, str) and not part.strip()):
            label = model.model_fields[name].title
            report.add("field-item-empty", marked.position(at), label=label, number=number + 1)
        elif isinstance(part, dict) and inner:
            parts.append(_translate(inner, part, marked, report, at, (*to, len(parts)), written))
        else:
            parts.append(part)
    return parts


def _report_item(
    model: type[BaseModel],
    item: Any,
    marked: Marked,
    report: Report,
    loc: Loc,
    written: dict[Loc, Loc],
    keys: list[str],
) -> None:
    steps = tuple(item["loc"])
    info, name, known = model.model_fields.get(str(steps[0])) if steps else None, "", ()
    owner: type[BaseModel] | None = model
    for depth, step in enumerate(steps, start=1):
        if isinstance(step, str) and owner is not None and step in owner.model_fields:
            info, name, known = owner.model_fields[step], step, steps[:depth]
            owner = nested_model(owner, step)
        elif isinstance(step, int):
            known = steps[:depth]
    place = _written_place(known, marked, loc, written)
    label = (info.title if info else "") or name
    example = str((info.examples or [""])[0]) if info else ""
    key = key_beside(keys, name, label)
    values = {"label": label, "key": key, "example": example, "found": "", "suggestion": "", **item.get("ctx", {})}
    code = item["type"]
    if code == "missing":
        report.add("field-missing", place, **values)
    elif "-" in code:
        report.add(code, place, **values)
    else:
        report.add("field-type", place, **{**values, "expected": "另一种写法", "found": shown(item.get("input"))})


def _written_place(known: Loc, marked: Marked, loc: Loc, written: dict[Loc, Loc]) -> Any:
    tail: Loc = ()
    while known:
        if known in written:
            return marked.position((*written[known], *tail))
        tail = (known[-1], *tail) if isinstance(known[-1], int) else ()
        known = known[:-1]
    return marked.position(loc)


def written_at(marked: Marked, model: type[Model], steps: Sequence[str | int], start: Loc = ()) -> Position:
    """Where the value that `steps` (field names, list indexes) lead to was written, or the nearest parent.

    They begin at `start`, where there is a `model`.
    """
    value, loc, inside = marked.value, list(start), model
    for step in start:
        value = value[step]
    for step in steps:
        key = step
        if isinstance(step, str):
            names = aliases(inside)
            key = next((written for written in value if names.get(written) == step), step)
            inside = nested_model(inside, step) or inside
        loc.append(key)
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            break
    return marked.position(tuple(loc))
