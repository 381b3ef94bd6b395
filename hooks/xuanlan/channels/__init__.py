"""Channels for staff: one text as it is pasted, sent, read out and shown elsewhere; `CHANNELS` names them

Each module has a `TITLE` and `files(pages, entry)`, which yields its files by their paths from the channel's folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from xuanlan.channels import broadcast, group, led, sms
from xuanlan.library.entry import Entry
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out


class Channel(Protocol):
    TITLE: str

    def files(self, pages: Pages, entry: Entry) -> Iterator[Out]: ...


CHANNELS: Mapping[str, Channel] = {"group": group, "sms": sms, "broadcast": broadcast, "led": led}
