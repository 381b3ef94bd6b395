"""What `check --fix` writes into notices that declare no id: the one that they have from their path"""

from __future__ import annotations

from contextlib import suppress

from xuanlan.diagnostics.report import Report
from xuanlan.library.front_matter import content_of
from xuanlan.library.render import Library
from xuanlan.models.notice import Notice
from xuanlan.reading.edit_values import NotEditableError
from xuanlan.reading.field_edits import with_fields
from xuanlan.reading.saving import save
from xuanlan.reading.source import read_bytes
from xuanlan.reading.written import Written


def write_ids(library: Library) -> list[str]:
    """Write each notice's derived id into its file, so that renaming it moves no page; returns the paths.

    Approved texts stay as they were approved, and one whose front matter cannot be edited line by line stays as it is.
    Raises MachineError when a file cannot be written.
    """
    written = []
    for entry in library.entries:
        if entry.notice.id or (library.settings.approval and entry.public):
            continue
        data = read_bytes(library.root / entry.path, entry.path, Report())
        if data is None or content_of(data) != entry.content:
            continue
        file = Written(data)
        with suppress(NotEditableError):
            save(library.root, entry.path, file.with_text(with_fields(file.text, {"id": entry.id}, Notice)))
            written.append(entry.path)
    return sorted(written)
