"""The form for a notice, made from the declared fields: what each is called, what is written in it, which are needed"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, get_args

from xuanlan.desk.edits import divided
from xuanlan.diagnostics.report import Report
from xuanlan.models.kinds import Kind
from xuanlan.models.notice import Attachment, Contact, Notice, field_names
from xuanlan.reading.field_edits import NotEditableError
from xuanlan.reading.fields import LONGEST, LongText, aliases, nested_model
from xuanlan.reading.source import source_of

_NOT_IN_FORMS = frozenset(("waivers", "aigc"))
"""Written beside a finding, or by other programs; kept as they are."""
_LONG = LongText.__metadata__[0]  # type: ignore[attr-defined]
"""What a field of several lines is known by."""
_ALWAYS = ("title", "kind", "date", "unit", "contact", "attachments")


def form(kind: Kind) -> list[dict[str, Any]]:
    """The fields for notices of a kind, as rows for the browser, the needed ones first."""
    required, expected = field_names(kind.requires), field_names(kind.expects)
    first = list(dict.fromkeys(("title", "kind", "date", *required, *expected, *_ALWAYS)))
    rest = [name for name in Notice.model_fields if name not in first and name not in _NOT_IN_FORMS]
    always = [name for name, info in Notice.model_fields.items() if info.is_required()]
    return [
        {**_row(name), "required": name in required or name in always, "first": name in first}
        for name in (*first, *rest)
    ]


@cache
def _row(name: str) -> dict[str, Any]:
    info = Notice.model_fields[name]
    inner = nested_model(Notice, name)
    parts = [
        {"name": part, "label": str(one.title), "example": str((one.examples or [""])[0])}
        for part, one in (inner.model_fields.items() if inner in (Contact, Attachment) and inner else ())
    ]
    return {
        "name": name,
        "label": str(info.title),
        "about": str(info.description),
        "example": str((info.examples or [""])[0]),
        "type": _type(name),
        "parts": parts,
        "longest": LONGEST,
    }


def _type(name: str) -> str:
    """How the value of a field is written: line, text, list, day, moment, flag, contact, files, kind."""
    if name == "kind":
        return "kind"
    kinds = set(_types(Notice.model_fields[name].annotation))
    for one, word in ((Contact, "contact"), (Attachment, "files"), (datetime, "moment"), (date, "day"), (bool, "flag")):
        if one in kinds:
            return word
    if tuple in kinds:
        return "list"
    info = Notice.model_fields[name]
    return "text" if _LONG in (*info.metadata, *_checks(info.annotation)) else "line"


def _checks(annotation: Any) -> Iterator[Any]:
    """What validates a value, in a union too."""
    yield from getattr(annotation, "__metadata__", ())
    for one in get_args(annotation):
        yield from _checks(one)


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
