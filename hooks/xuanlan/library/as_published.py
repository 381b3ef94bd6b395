"""A text as it would be published, whatever its file says of drafts and days, and whoever has to approve it first"""

from __future__ import annotations

from dataclasses import replace

from xuanlan.diagnostics.report import Report
from xuanlan.library.attachments import sha256_of
from xuanlan.library.entry import Entry
from xuanlan.library.front_matter import Front
from xuanlan.library.read import source_of_front
from xuanlan.library.render import Library, values_of
from xuanlan.models import schedule


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


def complete(library: Library, entry: Entry, report: Report, data: bytes | None = None) -> None:
    """Give `entry` its text and its files; `data` is what its file would hold."""
    library.texts.render_one(entry, report, data)
    for path, attached in entry.files.items():
        attached.sha256 = sha256_of(library.root, path, attached.stamp).hex()
