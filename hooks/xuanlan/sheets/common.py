"""What every sheet of a notice says, as plain values for the templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from xuanlan import addresses, qr, text
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.render.contacts import hotline_by_name
from xuanlan.render.entries import event_words, state_view
from xuanlan.sheets.blocks import Block


def code(library: Library, page: str, anchor: str = "") -> dict[str, str] | None:
    """The code that leads to `page`, an address from the root, and that address in clear; None without a `site_url`.

    `anchor` is a place on the page, with its #.
    """
    address = addresses.public(library.site.url, page)
    address += anchor if address else ""
    return {"svg": qr.svg(address, caption=False).decode(), "address": address} if address else None


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
        "facts": [{"label": label, "value": value} for label, value in _facts(entry)],
        "contact": _contact(library, entry),
        "code": code(library, entry.address),
    }


def _facts(entry: Entry) -> list[tuple[str, str]]:
    notice, facts = entry.notice, entry.facts
    rows = []
    if facts.open_from and facts.open_until:
        rows.append(("公示期", f"{schedule.from_words(facts.open_from)}至{schedule.until_words(facts.open_until)}"))
    if notice.event_from:
        rows.append(("时间", event_words(notice)))
    if notice.place:
        rows.append(("地点", notice.place))
    if notice.deadline:
        rows.append(("截止", schedule.until_words(notice.deadline)))
    if notice.audience:
        rows.append(("面向", "、".join(notice.audience)))
    if facts.expires:
        rows.append(("有效期至", schedule.until_words(facts.expires)))
    return rows


def _contact(library: Library, entry: Entry) -> dict[str, str] | None:
    contact = entry.notice.objections if entry.state == "open" else None
    contact = contact or entry.notice.contact
    if contact is None:
        return None
    known = hotline_by_name(library, contact.name or "")
    phone = f"{known.number}{f' 转 {known.extension}' if known.extension else ''}" if known else contact.phone or ""
    return {"name": (known.name if known else contact.name) or "", "phone": phone}


def with_pictures(blocks: list[Block], entry: Entry) -> list[Block]:
    """`blocks` whose pictures are named by their content; one that is no file of the text has no name."""
    files = {attached.name: (path, attached.sha256) for path, attached in entry.files.items()}

    def place(block: Block) -> Block:
        path, sha256 = files.get(unquote(block["src"]).rsplit("/", 1)[-1], ("", ""))
        name = f"{sha256}{PurePosixPath(path).suffix.lower()}" if path else ""
        return block | {"src": name, "path": path, "sha256": sha256}

    return _each(blocks, lambda block: place(block) if block["t"] == "image" else block)


def _each(blocks: list[Block], change: Callable[[Block], Block]) -> list[Block]:
    """`change` made to every block, those inside others too."""
    changed = []
    for block in blocks:
        new = change(block)
        if "blocks" in new:
            new = new | {"blocks": _each(new["blocks"], change)}
        if "items" in new:
            new = new | {"items": [_each(item, change) for item in new["items"]]}
        if "rows" in new:
            new = new | {"rows": [_each(row, change) for row in new["rows"]]}
        changed.append(new)
    return changed
