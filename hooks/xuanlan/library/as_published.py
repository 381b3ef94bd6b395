"""A text as it would be published, whatever its file says of drafts and days, and whoever has to approve it first"""

from __future__ import annotations

from dataclasses import replace

from xuanlan.diagnostics.report import Report
from xuanlan.library.attachments import sha256_of
from xuanlan.library.entry import Entry
from xuanlan.library.front_matter import Front, read_data
from xuanlan.library.read import source_of_front
from xuanlan.library.render import Library, values_of
from xuanlan.models import schedule
from xuanlan.reading.source import read_bytes


def as_published(library: Library, front: Front, report: Report) -> Entry:
    """The notice as it will be when it is published: neither a draft nor waiting for its day. It has no text yet."""
    known = library.by_path.get(front.places.file)
    successors = {known.id: known.successor} if known and known.successor else {}
    source = source_of_front(front, library.now, successors, report)
    entry = Entry(**values_of(source), texts=library.texts)
    entry.replaced_by = known.replaced_by if known else None
    if entry.facts.fixed == "draft":
        entry.facts = replace(entry.facts, fixed=schedule.without_draft(entry.notice))
    entry.state = schedule.state(entry.facts, max(library.now, entry.facts.publish))
    return entry


def with_text(library: Library, entry: Entry) -> Entry:
    """`entry` itself, or, of a draft, which is not rendered with the others, what it would be with its text."""
    if entry.state != "draft":
        return entry
    data = read_bytes(library.root / entry.path, entry.path, Report())
    front = read_data(data, entry.path, library.kinds, Report()) if data is not None else None
    if front is None:
        return entry
    found = as_published(library, front, Report())
    complete(library, found, Report(), data)
    return found


def complete(library: Library, entry: Entry, report: Report, data: bytes | None = None) -> None:
    """Give `entry` its text and its files; `data` is what its file would hold."""
    library.texts.render_one(entry, report, data)
    for path, attached in entry.files.items():
        attached.sha256 = sha256_of(library.root, path, attached.stamp).hex()
