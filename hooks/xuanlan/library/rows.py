"""Findings, notices and rendered texts as JSON for the cache, and back, without loss."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter

from xuanlan.diagnostics.report import Diagnostic, Fix, Position
from xuanlan.markup.rendered import Heading, Item, Rendered
from xuanlan.models.notice import Notice
from xuanlan.reading.fields import Ident, Model, nested_model
from xuanlan.text.dates import SHANGHAI

_COMPOUND = (dict, list)
_BLANK = Notice.model_construct()
_IDENT = TypeAdapter(Ident)
_REQUIRED = {name for name, info in Notice.model_fields.items() if info.is_required()}


def _types(annotation: Any) -> set[type]:
    """The classes that values with this annotation may have."""
    inner = get_args(annotation)
    if get_origin(annotation) is tuple:
        return {tuple}
    return {kind for one in inner for kind in _types(one)} if inner else {annotation}


_TYPES = {name: _types(info.annotation) for name, info in Notice.model_fields.items()}
_NESTED = {name: nested_model(Notice, name) for name in Notice.model_fields}


def place_row(place: Position) -> list[Any]:
    return [place.file, place.line, place.column]


def finding_rows(findings: Iterable[Diagnostic]) -> list[list[Any]]:
    return [
        [
            item.code,
            item.severity,
            *place_row(item.position),
            item.message,
            item.hint,
            item.fix,
            item.words,
            item.beside,
            item.mark,
        ]
        for item in findings
    ]


def findings_of(rows: Iterable[list[Any]]) -> list[Diagnostic]:
    return [
        Diagnostic(code, severity, Position(*place), message, hint, Fix(*fix) if fix else None, words, (*beside,), mark)
        for code, severity, *place, message, hint, fix, words, beside, mark in rows
    ]


def notice_row(notice: Notice) -> dict[str, Any]:
    """The fields of `notice` that differ from their defaults."""
    values = notice.__dict__
    return {name: _plain(values[name]) for name, info in Notice.model_fields.items() if values[name] != info.default}


def notice_of(row: dict[str, Any]) -> Notice:
    """The inverse of `notice_row`; the requirements of the notice's kind are not checked again."""
    values = {name: _typed(name, value) if type(value) in _COMPOUND else value for name, value in row.items()}
    if not values.keys() >= _REQUIRED or any(type(value) not in _TYPES[name] for name, value in values.items()):
        raise ValueError("not a notice")
    if "id" in values:
        _IDENT.validate_python(values["id"])
    return _model(values)


def _model(values: dict[str, Any]) -> Notice:
    """Does the same as `Notice.model_construct`, in a tenth of the time, for values that are known to be valid."""
    made = Notice.__new__(Notice)
    set_ = object.__setattr__
    set_(made, "__dict__", {**_BLANK.__dict__, **values})
    set_(made, "__pydantic_fields_set__", set(values))
    set_(made, "__pydantic_extra__", None)
    set_(made, "__pydantic_private__", None)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Model):
        fields = type(value).model_fields
        return {name: _plain(inner) for name, inner in value.__dict__.items() if inner != fields[name].default}
    return value


def _typed(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_typed(name, item) for item in value)
    if not isinstance(value, dict):
        return value
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "moment" in value:
        return datetime.fromisoformat(value["moment"]).astimezone(SHANGHAI)
    model = _NESTED[name]
    if model is None:
        raise ValueError("not a notice")
    return model.model_construct(**{key: _typed(name, inner) for key, inner in value.items()})


def rendered_row(found: Rendered) -> list[Any]:
    """`found` without its plain text."""
    return [
        found.html,
        [[heading.title, heading.anchor, heading.level] for heading in found.outline],
        sorted(found.anchors),
        [[item.number, item.anchor, item.html, item.text, *place_row(item.position)] for item in found.items],
        found.around_items,
        found.signed,
        found.addressees,
        found.media,
    ]


def rendered_of(row: list[Any], text: str) -> Rendered:
    html, outline, anchors, items, around, signed, addressees, media = row
    return Rendered(
        html=html,
        text=text,
        outline=tuple(Heading(*heading) for heading in outline),
        anchors=frozenset(anchors),
        items=tuple(Item(number, anchor, inner, plain, Position(*at)) for number, anchor, inner, plain, *at in items),
        around_items=tuple(around) if around else None,
        signed=tuple(signed),
        addressees=tuple(addressees),
        media=media,
    )
