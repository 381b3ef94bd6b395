"""What every sheet of a notice says, as plain values for the templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from xuanlan import addresses, qr, text
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.schedule import INTERNAL
from xuanlan.render.contacts import contact_view
from xuanlan.render.entries import state_view
from xuanlan.render.facts import facts_of
from xuanlan.sheets import lines
from xuanlan.sheets.blocks import Block
from xuanlan.sheets.typeset import ROOMS

FIRST = ("open", "event", "place", "deadline", "audience", "expires")
"""Keys of the facts that come first, in the order in which somebody in front of a board needs them."""
ELSEWHERE = ("units", "date", "published", "result")
"""Keys of facts that have a place of their own on a sheet, or are left out."""


def code(library: Library, page: str, anchor: str = "") -> dict[str, str] | None:
    """The QR code of `page`, an address from the root, and the address as text; None for a site without a `site_url`.

    `anchor` is a place on the page, with its #.
    """
    address = addresses.public(library.site.url, page)
    address += anchor if address else ""
    return {"svg": qr.svg(address, caption=False).decode(), "address": address} if address else None


def code_of(library: Library, entry: Entry, anchor: str = "") -> dict[str, str] | None:
    """The code of the page of `entry`; None for what only staff may read, which has no page."""
    return None if entry.state == INTERNAL else code(library, entry.address, anchor)


def about(library: Library, entry: Entry) -> dict[str, Any]:
    """Head, dates, unit, contact and code of `entry`."""
    notice, facts = entry.notice, entry.facts
    return {
        "id": entry.id,
        "title": notice.title,
        "kind": notice.kind,
        "layout": library.kinds[notice.kind].layout,
        "official": library.kinds[notice.kind].official,
        "doc_no": notice.doc_no or "",
        "to": (notice.to or "").rstrip(":："),
        "units": list(library.units(entry)),
        "site": library.settings.unit or library.site.name,
        "date": text.chinese_date(notice.date),
        "published": text.chinese_date(facts.publish.date()),
        "state": entry.state,
        "state_words": state_view(library, entry, entry.address).sentence,
        "urgent": notice.urgent,
        "facts": _facts(library, entry),
        "contact": _contact(library, entry),
        "code": code_of(library, entry),
    }


def titled(library: Library, title: str, template: str) -> str:
    """`title` for a sheet of `template`, whose typesetter ends its lines between phrases."""
    return lines.in_phrases(library.phrasing.of(title), ROOMS.get(template, ROOMS["official"]))


def _facts(library: Library, entry: Entry) -> list[dict[str, str]]:
    return [
        {"key": fact.row.key, "label": fact.row.short, "value": fact.words}
        for fact in facts_of(library, entry, FIRST, ELSEWHERE)
    ]


def _contact(library: Library, entry: Entry) -> dict[str, str] | None:
    contact = entry.notice.objections if entry.state == "open" else None
    view = contact_view(library, contact or entry.notice.contact, entry.address)
    return {"name": view.name, "phone": view.phone} if view else None


def with_pictures(blocks: list[Block], entry: Entry) -> list[Block]:
    """`blocks` with pictures named by the digest of their content; a picture that is no file of the text is not."""
    files = entry.files_by_address

    def place(block: Block) -> Block:
        if block["src"] not in files:
            return block | {"src": "", "path": "", "sha256": ""}
        path, file = files[block["src"]]
        name = f"{file.sha256}{PurePosixPath(path).suffix.lower()}"
        return block | {"src": name, "path": path, "sha256": file.sha256}

    return each(blocks, lambda block: place(block) if block["t"] == "image" else block)


def each(blocks: list[Block], change: Callable[[Block], Block]) -> list[Block]:
    """`blocks` with `change` applied to every block, nested ones too."""
    changed = []
    for block in blocks:
        new = change(block)
        if "blocks" in new:
            new = new | {"blocks": each(new["blocks"], change)}
        if "items" in new:
            new = new | {"items": [each(item, change) for item in new["items"]]}
        if "rows" in new:
            new = new | {"rows": [each(row, change) for row in new["rows"]]}
        changed.append(new)
    return changed
