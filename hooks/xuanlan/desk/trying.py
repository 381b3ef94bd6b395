"""A text while it is written: its page as it will be, and what there is to say about it, before anything is saved"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from xuanlan.checks import gate
from xuanlan.desk import findings
from xuanlan.desk.edits import divided
from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.library.as_published import as_published, complete
from xuanlan.library.entry import Entry
from xuanlan.library.faulty import body_findings
from xuanlan.library.front_matter import read_data
from xuanlan.library.read import Sources
from xuanlan.models.notice import Notice
from xuanlan.outputs import notices, pictures, qr_codes
from xuanlan.reading.edit_values import NotEditableError
from xuanlan.reading.keys import aliases
from xuanlan.reading.source import Places, Source, closing, source_of
from xuanlan.reading.written import Written
from xuanlan.render.entries import shown
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out

_UNWRITTEN, _NAME = ("field-missing", "field-expected"), re.compile("“([^”]+)”")
"""Findings of fields that are not there, and where their messages name them."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a text comes to. Without an `entry` its front matter has errors or the site is not built yet, and there are
    no `files`."""

    entry: Entry | None
    files: Mapping[str, Out]
    """its page and the files that it uses, by their addresses"""
    findings: list[Diagnostic]
    places: Places
    """of the fields that could be read"""
    body_line: int
    """where the body begins in the editor, which leaves out the blank lines above it"""
    is_whole: bool = True
    """whether there was a site to make the page with; without one only the front matter was looked at"""

    def row(self, item: Diagnostic) -> dict[str, Any]:
        """A finding for the browser, within the body and within the whole text."""
        line = item.position.line - self.body_line + 1
        is_here = item.position.file == self.places.file
        return findings.row(
            item,
            line=max(line, 0) if is_here else 0,
            at=item.position.line if is_here else 0,
            field=self._field(item) if line < 1 else "",
            waiver=gate.waivable(item),
        )

    def _field(self, item: Diagnostic) -> str:
        """The field in whose lines a finding is, or that is not written and should be; "" for none."""
        place = item.position
        if place.file != self.places.file:
            return ""
        names = aliases(Notice)
        if item.code in _UNWRITTEN and (match := _NAME.search(item.message)):
            return names.get(match[1], "")
        starts = sorted((spot[0], key.partition("/")[0]) for key, spot in self.places.keys.items())
        before = [key for line, key in starts if line <= place.line]
        return names.get(before[-1], "") if before and place.line > 1 else ""


def tried(pages: Pages, path: str, data: bytes) -> Tried:
    """What the file `path` of the site would come to with this content, published now."""
    library, report = pages.library, Report()
    try:
        found = read_typed(pages, path, data, report)
        if found.entry is None:
            return found
        seen = shown(found.entry)
        scaled = pictures.of_notice(library, seen)
        made = chain(notices.files(pages, seen), scaled, qr_codes.of_notice(pages, found.entry.id))
        files = {out.path: out for out in made}
    finally:
        library.cache.close()
    entries = [one for one in library.entries if one.path != path]
    settled = gate.settle_more(replace(library, entries=[*entries, found.entry]), report)
    return replace(found, files=files, findings=list(settled))


def read_typed(pages: Pages, path: str, data: bytes, report: Report) -> Tried:
    """What there is in the file `path` of the site with this content, without its page; whoever asks closes the
    library's cache."""
    library = pages.library
    front = read_data(data, path, library.kinds, report)
    if front is None:
        source = source_of(data, path, Report())
        report.extend(body_findings(library, path, data))
        return Tried(None, {}, list(report), _places(source, path), _body_line(data) if source else 1)
    entry = as_published(library, front, report)
    complete(library, entry, report, data)
    return Tried(entry, {}, [], front.places, _body_line(data))


def begun(sources: Sources, path: str, data: bytes) -> Tried:
    """What can be said of the file `path` with this content before the site is built: what is wrong above its text."""
    report = Report()
    front = read_data(data, path, sources.kinds, report)
    source = source_of(data, path, Report())
    places = front.places if front else _places(source, path)
    return Tried(None, {}, list(report), places, _body_line(data) if source else 1, is_whole=False)


def _body_line(data: bytes) -> int:
    """The line of the file at which the body begins that the browser edits: blank lines above it are none of it. One
    that is not written yet would begin below the front matter, so that what is said of it is said of no field."""
    text = Written(data).text
    try:
        head, body = divided(text)
    except NotEditableError:
        return 1
    end = None if body else closing(text)
    return head.count("\n") + 1 if end is None else end + 2


def _places(source: Source | None, path: str) -> Places:
    return source.places if source else Places(path, {}, {})
