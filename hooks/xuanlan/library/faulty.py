"""Texts below front matter that has errors: what there is to say about them is told at the same time"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from xuanlan.diagnostics.report import Diagnostic, MachineError, Report
from xuanlan.library.approved_copies import sha256
from xuanlan.library.as_published import as_published, complete
from xuanlan.library.front_matter import Front, content_of
from xuanlan.library.render import Library
from xuanlan.models.notice import Notice
from xuanlan.reading.keys import aliases
from xuanlan.reading.source import Source, read_bytes, source_in, text_of

_KIND, _TITLE = "通知", "通知"
"""What stands in for a kind and a title that cannot be used."""


def check(library: Library, report: Report) -> None:
    """Report what is wrong with the body of each notice that is in no library because of its front matter."""
    for path in sorted(report.files_with_errors() - library.by_path.keys()):
        if path.startswith("notices/") and path.endswith(".md") and (library.root / path).is_file():
            data = read_bytes(library.root / path, path, Report())
            if data is not None:
                report.extend(body_findings(library, path, data))


def body_findings(library: Library, path: str, data: bytes) -> Iterable[Diagnostic]:
    """What is wrong with the body of the file `path`, whose front matter has errors, with this content.

    Those of its fields that can be used count; what is found in the front matter is left out.
    """
    text = text_of(data, path, Report())
    source = source_in(text, path, Report()) if text is not None else None
    if text is None or source is None or not isinstance(source.meta.value, dict):
        return []
    notice = _usable(library, source)
    found, front = Report(), Front(notice, source.places, source.body_line, content_of(data), sha256(text))
    try:
        complete(library, as_published(library, front, Report()), found, data)
    except (OSError, MachineError):  # a file that the text uses is being replaced: the next look tells
        return []
    return [item for item in found if item.position.file == path and item.position.line >= source.body_line]


def _usable(library: Library, source: Source) -> Notice:
    """The notice as far as its fields can be used."""
    names = aliases(Notice)
    written = {names[key]: value for key, value in source.meta.value.items() if key in names and value is not None}
    fields: dict[str, Any] = {"title": _TITLE, "date": library.now.date(), "kind": _KIND, **written}
    if not isinstance(fields["kind"], str) or fields["kind"] not in library.kinds:
        fields["kind"] = _KIND
    try:
        return Notice.model_validate(fields)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            fields.pop(str(item["loc"][0]) if item["loc"] else "", None)
    return Notice.model_validate({"title": _TITLE, "date": library.now.date(), "kind": _KIND, **fields})
