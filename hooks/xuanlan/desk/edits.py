"""What was typed in a text, put into the bytes of its file"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import islice
from typing import Any

from xuanlan.models.notice import Notice
from xuanlan.reading.edit_values import NotEditableError, Value
from xuanlan.reading.field_edits import with_fields
from xuanlan.reading.source import closing
from xuanlan.reading.written import Written

_MOST_FIELDS, _MOST_ITEMS = 60, 1000
_MOST_CHANGES = 400
"""Lines that are shown of what differs."""
LONGEST = 2_000_000
"""Characters of a text; the engine reads no longer one."""


class RefusedEditError(ValueError):
    """What was sent is no edit of a text; the message is for engineers."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What was typed since the text with the digest `base` was opened."""

    base: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    """fields with other values than in the file, as they are to be written; None takes one away"""
    body: str | None = None
    text: str | None = None
    """the whole text, where the front matter cannot be taken apart into fields"""

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> Edit:
        """Raises RefusedEditError."""
        base, fields, body, text = (sent.get(key) for key in ("base", "fields", "body", "text"))
        fields = {} if fields is None else fields
        is_text = all(one is None or (isinstance(one, str) and len(one) <= LONGEST) for one in (body, text))
        if not isinstance(base, str) or not isinstance(fields, dict) or not is_text or len(fields) > _MOST_FIELDS:
            raise RefusedEditError("an edit has base, fields, body, text")
        if not fields.keys() <= Notice.model_fields.keys() or not all(map(_is_value, fields.values())):
            raise RefusedEditError("no such field, or no value for one")
        return cls(base, fields, plain(body), plain(text))


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def applied(data: bytes, edit: Edit) -> bytes:
    """The file `data` with the edit; the same bytes when nothing was typed. Raises NotEditableError."""
    written = Written(data)
    if edit.text is not None:
        return written.with_text(edit.text)
    text = with_fields(written.text, edit.fields, Notice) if edit.fields else written.text
    if edit.body is not None:
        head, old = divided(text)
        gap = "\n" if edit.body and not old and head.endswith("---\n") else ""
        text = head + gap + edit.body
    return written.with_text(text)


def divided(text: str) -> tuple[str, str]:
    """The front matter with its last delimiter and the blank lines behind it, and the body. Raises NotEditableError."""
    end = closing(text)
    if end is None:
        if text.lstrip().startswith("---"):
            raise NotEditableError
        return "", text
    lines = text.split("\n")
    first = next((at for at in range(end + 1, len(lines)) if lines[at].strip()), len(lines))
    head = "\n".join(lines[:first])
    return (f"{head}\n" if first < len(lines) else head), "\n".join(lines[first:])


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ: "-" and a line that is no more, "+" and one that is new, and " " between places."""
    found: list[tuple[str, str]] = []
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    for line in islice(lines, 2, None):  # the names of the files come first
        if line.startswith("@@"):
            found += [(" ", "")] if found else []
        else:
            found.append((line[0], line[1:]))
        if len(found) >= _MOST_CHANGES:
            break
    return found


def plain(text: str | None) -> str | None:
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def _is_value(value: Any) -> bool:
    def is_text(one: Any) -> bool:
        return isinstance(one, str) and len(one) <= LONGEST

    def is_row(one: Any) -> bool:
        return is_text(one) or (isinstance(one, dict) and all(map(is_text, one)) and all(map(is_text, one.values())))

    is_list = isinstance(value, list) and len(value) <= _MOST_ITEMS
    return value is None or is_row(value) or (is_list and all(map(is_row, value)))
