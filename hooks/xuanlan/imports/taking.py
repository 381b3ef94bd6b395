"""Drafts become notices of a site, with ids, files, and pictures beside them; what the site has already is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from xuanlan.diagnostics.report import CallError, Report
from xuanlan.imports import markdown
from xuanlan.imports.draft import Draft
from xuanlan.library.idents import titles
from xuanlan.library.new_notice import NewNotices, require_read_back
from xuanlan.library.placing import put
from xuanlan.library.site_settings import SiteSettings
from xuanlan.models.notice import Notice
from xuanlan.reading.field_edits import with_fields
from xuanlan.reading.source import read_bytes, source_of
from xuanlan.text.folding import fold

_BLANK, _TARGET = re.compile(r"\s+"), re.compile(r"\]\([^()\n]*\)")


class Taken(NamedTuple):
    """A draft that has become a notice; `path` is that of its file, from the site's root."""

    ident: str
    path: str


class TwiceError(Exception):
    """The site has this text already; the error says in which file."""


class Taker:
    """Takes drafts into the site at `root`, one after the other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._new = NewNotices(root, SiteSettings.read(root, Report()))
        self.kinds = self._new.kinds
        self._titled: dict[str, list[str]] = {}
        """paths by folded titles"""
        self._seen: dict[tuple[str, str], str] = {}
        """the names of files that were looked at and would be taken, by what is compared of them"""
        for path, title in titles(root, self._new.paths):
            self._titled.setdefault(fold(title), []).append(path)

    def require_kind(self, kind: str) -> None:
        """Raises CallError for a kind that the site does not have."""
        self._new.require_kind(kind)

    def take(self, draft: Draft, changed: Mapping[str, str] | None = None, *, attach: bool = False) -> Taken:
        """Write a draft, with these fields `changed`, as a new notice; with `attach`, a table goes as an attachment.

        Raises TwiceError, CallError, MachineError.
        """
        fields: dict[str, Any] = {**draft.fields, **(changed or {})}
        kind = fields.pop("kind")
        title = self._required(draft, kind, fields.pop("title"), attach=attach)
        try:
            day = date.fromisoformat(fields.pop("date"))
        except ValueError:
            raise CallError("成文日期要写成 2026-03-08 的样子。") from None
        ident, path = self._new.place(title, day.year, beside=True)
        head = self._new.text(kind, title, ident, day, bare=True)
        require_read_back(self.kinds, title, path, _with(head, fields).encode())
        body, files = ("", (draft.whole,)) if attach and draft.whole else (draft.body, draft.original.files)
        if placed := [put(self.root, path, one.name, one.data) for one in files]:
            fields["attachments"] = [{"file": one.path, "title": one.title} for one in placed]
        if body and draft.original.pictures:
            pictures = {one.name: put(self.root, path, one.name, one.data).path for one in draft.original.pictures}
            body = markdown.body(draft.blocks, pictures)
        self._new.write(ident, path, f"{_with(head, fields).rstrip()}\n\n{body.strip()}\n".encode())
        self._titled.setdefault(fold(title), []).append(path)
        return Taken(ident, path)

    def look(self, draft: Draft, *, attach: bool = False) -> None:
        """What `take` would say of the draft, which stays out of the site. Raises TwiceError, CallError."""
        title = self._required(draft, str(draft.fields["kind"]), draft.title, attach=attach)
        key = fold(title), "" if attach else _words(draft.body)
        if twin := self._seen.get(key):
            raise TwiceError(twin)
        self._seen[key] = draft.file

    def _required(self, draft: Draft, kind: str, title: str, *, attach: bool) -> str:
        """The title as it is written. Raises CallError for what cannot be, TwiceError where the site has the text."""
        title = self._new.require(kind, title)
        if attach and not draft.whole:
            raise CallError("不是表格，或者里面有读者看不见的内容，不能作附件。请在 Excel 里删去隐藏的内容，再导入。")
        words = "" if attach else _words(draft.body)
        if twin := next((path for path in self._titled.get(fold(title), ()) if self._words(path) == words), ""):
            raise TwiceError(twin)
        return title

    def _words(self, path: str) -> str:
        content = read_bytes(self.root / path, path, Report())
        source = source_of(content, path, Report()) if content else None
        return _words(source.body) if source else ""


def _with(head: str, fields: Mapping[str, Any]) -> str:
    """Front matter with more fields."""
    more = {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value}
    return with_fields(head, more, Notice)


def _words(body: str) -> str:
    """What is compared of two bodies: neither blanks, nor how the pictures between the words are called."""
    return fold(_BLANK.sub("", _TARGET.sub("]()", body)))
