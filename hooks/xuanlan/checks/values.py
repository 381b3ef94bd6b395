"""Core values: the words that a notice is tagged with, and those that its text lists."""

from __future__ import annotations

from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.markup.places import Locator
from xuanlan.models.core_values import core_values, miswritings
from xuanlan.models.notice import field_position
from xuanlan.reading.fields import nearest


def check(library: Library, report: Report) -> None:
    for entry in library.entries:
        if entry.notice.values:
            _tags(entry, report)


def _tags(entry: Entry, report: Report) -> None:
    values = core_values()
    meant = {slip.wrong: f"是不是“{slip.right}”？" for slip in values.slips}
    for word in entry.notice.values:
        if word not in values.words:
            suggestion = meant.get(word) or nearest(word, values.words)
            place = field_position(entry.places, "values")
            report.add("value-unknown", place, found=word, suggestion=suggestion, choices="、".join(values.words))


def lists(manuscript: Manuscript, report: Report) -> None:
    """Report mistakes where a text lists the core values: a word that is wrong, missing or out of order."""
    locator = Locator(manuscript.body, manuscript.entry.path, manuscript.entry.body_line)
    words = core_values().words
    for slip in miswritings(manuscript.body):
        code = "value-order" if slip.found in words else "value-slip"
        report.add(
            code if slip.found else "value-missing", locator.at(slip.offset), found=slip.found, expected=slip.expected
        )
