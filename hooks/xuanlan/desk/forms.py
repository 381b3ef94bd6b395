"""Forms made from the declared fields: what each is called, what is written in it, which are needed"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, get_args

from xuanlan.checks.screens import FIELDS
from xuanlan.desk.edits import divided
from xuanlan.desk.offers import OFFERED
from xuanlan.diagnostics.report import Report
from xuanlan.models.kinds import Kind
from xuanlan.models.names import RegisteredName
from xuanlan.models.notice import PERIODS, Attachment, Contact, Notice, field_names
from xuanlan.models.screens import Lines, Play
from xuanlan.reading.edit_values import NotEditableError, inner_of, is_nothing, named
from xuanlan.reading.fields import LONGEST, Choice, LongText, Model, TextList, nested_model
from xuanlan.reading.keys import aliases
from xuanlan.reading.source import source_of

_NOT_IN_FORMS = frozenset(("waivers", "aigc"))
"""Written beside a finding, or by other programs; kept as they are."""
_KNOWN_BY = {get_args(one)[1]: word for one, word in ((LongText, "text"), (Lines, "lines"), (TextList, "list"))}
"""What checks the values of a type, and how they are written."""
_ALWAYS = ("title", "kind", "date", "unit", "contact", "attachments")
_ONLY: dict[tuple[type[Model], str], tuple[str, list[str]]] = {
    **{
        (Play, name): ("show", [show for show in FIELDS if name in FIELDS[show]])
        for name in set().union(*FIELDS.values())
    },
    (RegisteredName, "posts"): ("kind", ["leader"]),
}
"""Fields that are for some values of another alone; with no values, for all."""
_FIRST = 6
"""Fields of a register's entry that are shown though nothing is written in them."""


def form(kind: Kind) -> list[dict[str, Any]]:
    """The fields for notices of a kind, as rows for the browser, the needed ones first."""
    required, expected = field_names(kind.requires), field_names(kind.expects)
    first = list(dict.fromkeys(("title", "kind", "date", *required, *expected, *_ALWAYS)))
    rest = [name for name in Notice.model_fields if name not in first and name not in _NOT_IN_FORMS]
    always = [name for name, info in Notice.model_fields.items() if info.is_required()]
    return [
        {**_row(Notice, name), "required": name in required or name in always, "first": name in first}
        for name in (*first, *rest)
    ]


@cache
def fields(model: type[Model]) -> list[dict[str, Any]]:
    """The fields of a model, as rows for the browser, in the order in which they are declared."""
    return [
        {
            **_row(model, name),
            "required": info.is_required(),
            "first": info.is_required() or number < _FIRST or _only(model, name) is not None,
        }
        for number, (name, info) in enumerate(model.model_fields.items())
    ]


@cache
def _row(model: type[Model], name: str) -> dict[str, Any]:
    info = model.model_fields[name]
    inner, kind = nested_model(model, name), _type(model, name)
    chosen = next((one.words for one in _functions(model, name) if isinstance(one, Choice)), {})
    return {
        "name": name,
        "label": str(info.title),
        "about": str(info.description),
        "example": str((info.examples or [""])[0]),
        "type": kind,
        "parts": fields(inner) if inner else [],
        "longest": LONGEST,
        "choices": list(chosen.items()),
        "default": info.default is True,
        "offer": OFFERED.get((model, name), ""),
        "only": _only(model, name),
        "since": PERIODS.get(name, "") if model is Notice else "",
    }


def _only(model: type[Model], name: str) -> tuple[str, list[str]] | None:
    """For which values of which field this one is, in all their spellings; None for all."""
    other, meant = _ONLY.get((model, name), ("", []))
    if not meant:
        return None
    chosen: Mapping[str, str] = next(one.words for one in _functions(model, other) if isinstance(one, Choice))
    return other, [*meant, *(word for word, value in chosen.items() if value in meant)]


def _type(model: type[Model], name: str) -> str:
    """How the value of a field is written: line, text, lines, list, day, moment, flag, choice, pairs, a contact, files,
    a kind, the fields of a group, or items, each with fields."""
    if model is Notice and name == "kind":
        return "kind"
    kinds = set(_types(model.model_fields[name].annotation))
    for one, word in ((Contact, "contact"), (Attachment, "files"), (datetime, "moment"), (date, "day"), (bool, "flag")):
        if one in kinds:
            return word
    if nested_model(model, name):
        return "items" if tuple in kinds else "group"
    if any(isinstance(one, Choice) for one in _functions(model, name)):
        return "choice"
    if dict in kinds:
        return "pairs"
    return next((word for check, word in _KNOWN_BY.items() if check in _checks(model, name)), "line")


def _functions(model: type[Model], name: str) -> list[Any]:
    return [getattr(check, "func", None) for check in _checks(model, name)]


def _checks(model: type[Model], name: str) -> list[Any]:
    """What validates the values of a field."""
    info = model.model_fields[name]
    return [*info.metadata, *_metadata(info.annotation)]


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for one in get_args(annotation):
        yield from _metadata(one)


def _types(annotation: Any) -> Iterator[type]:
    origin = getattr(annotation, "__origin__", None)
    if isinstance(origin, type):
        yield origin
    if isinstance(annotation, type):
        yield annotation
    for one in get_args(annotation):
        yield from _types(one)


def values(written: dict[str, Any]) -> dict[str, Any]:
    """The values of a front matter by the English names of their fields, as they are written."""
    names = aliases(Notice)
    return {names[key]: _named(names[key], value) for key, value in written.items() if key in names}


def _named(name: str, value: Any) -> Any:
    inner = nested_model(Notice, name)
    if isinstance(value, list):
        return [_named(name, one) for one in value]
    if isinstance(value, dict) and inner:
        names = aliases(inner)
        return {names.get(key, key): one for key, one in value.items()}
    return value


def entry(written: Any, model: type[Model]) -> dict[str, Any]:
    """The values of a register, or of one entry of it, with those within them, by the English names of their fields."""
    return {
        name: _within(value, inner_of(model, name), tuple in set(_types(model.model_fields[name].annotation)))
        for name, value in named(written, model).items()
        if name in model.model_fields
    }


def _within(value: Any, inner: type[Model] | None, is_list: bool) -> Any:
    if inner is None:
        return value
    if is_list:
        return [entry(one, inner) for one in (value if isinstance(value, list) else [value])]
    return entry(value, inner) if isinstance(value, Mapping) and not is_nothing(value) else {}


def parts(text: str, path: str) -> dict[str, Any]:
    """A text in the parts that the browser edits: fields and body, or all of it where it cannot be taken apart."""
    try:
        _, body = divided(text)
        source = source_of(text.encode(), path, Report())
        if source is None and body != text:
            raise NotEditableError
        return {"text": None, "body": body, "fields": values(source.meta.value) if source else {}}
    except NotEditableError:
        return {"text": text, "body": "", "fields": {}}
