"""Channels for staff: one text as it is pasted, sent, read out and shown elsewhere; `CHANNELS` names them

Each module has a `TITLE` and `files(pages, entry)`, which yields its files by their paths from the channel's folder. It
may have `note(pages, entry)`, a few words for the start page; `findings(pages, entry, report)`; and `text(source)`, all
that it says, for what was pasted somewhere to be compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from xuanlan.channels import banners, broadcast, cards, docx, group, index, led, look, sms, wechat
from xuanlan.diagnostics.report import Report
from xuanlan.library.entry import Entry
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out


class Channel(Protocol):
    TITLE: str

    def files(self, pages: Pages, entry: Entry) -> Iterator[Out]: ...


CHANNELS: Mapping[str, Channel] = {
    "wechat": wechat, "group": group, "sms": sms, "broadcast": broadcast, "led": led, "docx": docx, "card": cards,
    "banner": banners,
}  # fmt: skip


def folder(pages: Pages, entry: Entry, report: Report) -> list[Out]:
    """The files of all channels of `entry`, and their start page. What the clerk should know goes to `report`.

    Raises ContentError when a text has what the notice has not.
    """
    made = {}
    for name, channel in CHANNELS.items():
        note = channel.note(pages, entry) if hasattr(channel, "note") else ""
        made[name] = (channel.TITLE, str(note), list(channel.files(pages, entry)))
        if hasattr(channel, "findings"):
            channel.findings(pages, entry, report)
    told = [item.as_text for item in report if item.severity != "info"]
    start = index.page(pages, entry, made, told)
    return [start, *look.own_files(), *(file for _, _, files in made.values() for file in files)]
