"""What an emergency says at a glance: what to do, until when, whom to call."""

from __future__ import annotations

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.outputs import show
from xuanlan.render.entries import visible_text
from xuanlan.sheets.common import about
from xuanlan.text.excerpts import first_sentences

LONGEST = 60
"""Most characters of the beginning of a text that stands where a summary is missing."""
MOST = 90
"""Most characters of a summary that are shown; a longer one is a finding for the clerk (`checks.screens`)."""
_TOLD = {"audience", "expires"}
"""Keys of facts that the slide says, or that nobody needs to know beside it."""


def alarm(library: Library, entry: Entry) -> show.Alarm:
    """The summary of `entry`, or the sentences with which its text begins; its end; its contact."""
    facts = about(library, entry)
    lines = _lines(library, entry)
    begun = first_sentences("".join(lines), LONGEST) or entry.notice.title
    told = first_sentences(entry.notice.summary, MOST) if entry.notice.summary else begun
    contact = facts["contact"] or {"name": "", "phone": ""}
    rows = [row for row in facts["facts"] if row["key"] not in _TOLD]
    more = "".join(lines) not in ("", told) or entry.rendered.media or entry.attachments or rows
    return {
        "text": told,
        "phrases": library.phrasing.of(told).lengths,
        "name": contact["name"],
        "phone": contact["phone"],
        "whole": not more,
    }


def _lines(library: Library, entry: Entry) -> list[str]:
    """The text, paragraph by paragraph, without the line that says whom it is for and the signature."""
    around = {*entry.rendered.addressees, *entry.rendered.signed}
    return [line.strip() for line in visible_text(library, entry).splitlines() if line.strip() not in {"", *around}]
