"""Pictures of a notice for chats and for the 公众号: a card, a cover, and a card of every item of a rule set"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.ai_label import WORDS, as_json
from xuanlan.render.entries import list_gone
from xuanlan.render.pages import Pages
from xuanlan.sheets.colours import colours
from xuanlan.sheets.common import about, code
from xuanlan.sheets.gist import beginning, item_paragraphs
from xuanlan.sheets.lines import ems
from xuanlan.sheets.poster import STATE, divisions
from xuanlan.sheets.setting import blaming, setter_of
from xuanlan.sheets.typeset import Sheet
from xuanlan.sheets.versions import gists
from xuanlan.tree.out import Out

TITLE = "图片卡"
CARD, COVER = "card.png", "cover.png"
DOTS = 72
"""An inch: a point of the templates is a pixel."""
_LARGER = 2.1
"""How much larger type is here than on a poster: least sizes of texts (`sheets.versions`) times this."""
_MOST_FACTS = 5
_LINE = 11
"""Hanzi of a title that fill the middle of a cover."""


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """Raises MachineError or ContentError as `setting` does."""
    library = pages.library
    sheets = sheets_of(library, entry)
    with blaming(library, entry.path, entry.places.start):
        made = setter_of(library).pictures(list(sheets.values()), DOTS)
    for name, picture in zip(sheets, made, strict=True):
        yield Out(name, _labelled(picture, as_json(entry.notice.aigc)))


def sheets_of(library: Library, entry: Entry) -> dict[str, Sheet]:
    """What each picture is made of, by its name."""
    return {CARD: _card(library, entry), COVER: _cover(library, entry), **_rules(library, entry)}


def _about(library: Library, entry: Entry) -> dict[str, Any]:
    facts = about(library, entry)
    # How many days are left would be wrong tomorrow.
    words = "" if entry.state in ("open", "current") else "".join(beginning([facts["state_words"]], STATE))
    told = [fact for fact in facts["facts"] if fact["key"] != "aigc"]
    contact = facts["contact"] if facts["contact"] and any(facts["contact"].values()) else None
    return facts | {
        "divisions": divisions(entry),
        "colours": colours(library),
        "state_words": words,
        "state": "" if entry.listed else schedule.label(entry.state),
        "contact": contact,
        "facts": [] if entry.state == "withdrawn" else told[:_MOST_FACTS],
        "label": WORDS if entry.notice.aigc else "",
    }


def _card(library: Library, entry: Entry) -> Sheet:
    found = gists(library, entry, counted=False)
    plain = [text for text in found if not any("table" in part for part in text["parts"])]  # a chat shows no tables
    texts = [text | {"least": text["least"] * _LARGER} for text in plain]
    return Sheet("picture-card", _about(library, entry) | {"texts": [*texts, {"least": 1, "parts": []}]}, entry.path)


def _cover(library: Library, entry: Entry) -> Sheet:
    """A chat may show the square in its middle only, so a title that can be divided is."""
    facts = _about(library, entry)
    ways = facts["divisions"]
    shorter = ways[1:] if ems(entry.notice.title) > _LINE and ways[1:] else ways
    return Sheet("picture-cover", facts | {"divisions": shorter}, entry.path)


def _rules(library: Library, entry: Entry) -> dict[str, Sheet]:
    """A card of each item of a rule set, with the code of its place on the page."""
    if library.kinds[entry.notice.kind].layout != "rules" or list_gone(library, entry):
        return {}
    facts = _about(library, entry) | {"facts": [], "contact": None}
    return {
        f"card-{item.number}.png": Sheet(
            "picture-rule",
            facts
            | {
                "number": str(item.number),
                "parts": item_paragraphs(item.html),
                "code": code(library, entry.address, f"#{item.anchor}"),
            },
            entry.path,
        )
        for item in entry.rendered.items
    }


def _labelled(picture: bytes, label: str) -> bytes:
    """The PNG `picture` with the label of AI-generated content as a text of its own (iTXt, before its end)."""
    if not label:
        return picture
    kind, content = b"iTXt", b"AIGC\0\0\0\0\0" + label.encode()
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return picture[:-12] + chunk + picture[-12:]
