"""The dossier as one bound PDF: cover, spine, gaps, list of contents, the indicators with their proofs, remarks"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from xuanlan import text
from xuanlan.diagnostics.report import ContentError
from xuanlan.dossier import explaining
from xuanlan.dossier.contents import Dossier, Measured, Proof, Section
from xuanlan.dossier.explaining import Explained, number_of
from xuanlan.dossier.photos import photo_page
from xuanlan.dossier.pieces import Piece, lying, pieces_of
from xuanlan.dossier.records import gap_rows, groups, name_of
from xuanlan.dossier.refusals import refused, require_narrow
from xuanlan.dossier.spine import cells
from xuanlan.dossier.words import GONE
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.markup.clean import ID_PREFIX
from xuanlan.models import schedule
from xuanlan.render.entries import signatories, state_view
from xuanlan.render.facts import facts_of
from xuanlan.sheets.common import ELSEWHERE, FIRST
from xuanlan.sheets.setting import setter_of
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import CannotPrintError, Sheet

STOOD = 4
"""Most places that a page names at which a text stood."""
RUNNING = 40
"""Most characters of what stands over every page."""
TITLE_LINE = 18
"""Hanzi of a title in a line."""


def bound(library: Library, dossier: Dossier) -> bytes:
    """The whole dossier as one PDF/A. Raises ContentError, whose report says what of which file cannot be set, and
    MachineError where a font or the typesetter is missing."""
    setter = replace(setter_of(library), large=True)
    sheets = list(_sheets(library, dossier))
    require_narrow(library, sheets)
    try:
        return setter.pdf(sheets, dossier.planned.campaign.title, dossier.made)
    except CannotPrintError as error:
        raise ContentError(refused(library, sheets, error).stricter()) from error


def _sheets(library: Library, dossier: Dossier) -> Iterator[Sheet]:
    path = dossier.planned.path
    pieces = pieces_of(library, dossier)
    pages = [explaining.explained(library, dossier, measured, pieces) for measured in dossier.measured]
    about = _about(library, dossier, pieces)
    yield Sheet("dossier-cover", about, path)
    yield Sheet(
        "dossier-spine",
        about
        | {"cells": cells(about["title"]), "unit_cells": cells(about["unit"]), "year_cells": cells(about["years"])},
        path,
    )
    yield Sheet("dossier-gaps", about | {"gaps": gap_rows(dossier)}, path)
    yield Sheet("dossier-contents", about | {"groups": list(groups(library, dossier, pieces))}, path)
    for at, (measured, page) in enumerate(zip(dossier.measured, pages, strict=True)):
        name = text.excerpt(name_of(measured), RUNNING)
        yield Sheet("dossier-explaining", _explaining(measured, page, at), path)
        own = lying(measured, pieces)
        for piece in own:
            yield Sheet("dossier-text", _text(library, piece) | {"running": name}, piece.entry.path)
        photos = [photo for piece in own for photo in piece.photos]
        for photo in photos:
            data = photo_page(library, dossier, measured, photo) | {"running": name}
            first = {"part": f"photos-{at}", "bookmark": "照片"} if photo is photos[0] else {"part": "", "bookmark": ""}
            yield Sheet("dossier-photo", data | first, photo.entry.path)
    yield Sheet("dossier-remarks", about | _remarks(dossier, pages, pieces), path)


def _about(library: Library, dossier: Dossier, pieces: Mapping[str, Piece]) -> dict[str, Any]:
    campaign = dossier.planned.campaign
    days = [piece.entry.notice.date for piece in pieces.values()] or [campaign.since, dossier.planned.until]
    years = sorted({day.year for day in (min(days), max(days))})
    return {
        "title": campaign.title,
        "short": text.excerpt(campaign.title, RUNNING),
        "title_lines": title_lines(library.phrasing.of(campaign.title), 14),
        "unit": library.settings.unit or library.site.name,
        "period": f"{text.chinese_date(min(days))}至{text.chinese_date(max(days))}",
        "years": "—".join(map(str, years)) + "年",
        "made": schedule.from_words(dossier.made),
        "pieces": len(pieces),
        "photos": sum(len(piece.photos) for piece in pieces.values()),
        "indicators": len(dossier.measured),
    }


def _explaining(measured: Measured, page: Explained, at: int) -> dict[str, Any]:
    indicator = measured.indicator
    return {
        "part": f"indicator-{at}",
        "bookmark": name_of(measured) + ("（缺口）" if measured.is_gap else ""),
        "running": text.excerpt(name_of(measured), RUNNING),
        "name": indicator.name,
        "ident": indicator.id,
        "grade": indicator.grade or "",
        "wanted": indicator.wanted or "",
        "above": "　".join(f"{one.id} {one.name}" for one in measured.above),
        "gap": measured.is_gap,
        "sections": explaining.page(page),
    }


def _text(library: Library, piece: Piece) -> dict[str, Any]:
    entry = piece.entry
    signature = piece.signature or {"names": signatories(library, entry), "date": text.chinese_date(entry.notice.date)}
    first = piece.proofs[0][1]
    gone = first.gone
    facts = [] if gone else facts_of(library, entry, FIRST, ELSEWHERE)
    stood = list(dict.fromkeys(one for _, proof in piece.proofs for one in proof.stood))
    return {
        "part": piece.part,
        "bookmark": entry.notice.title,
        "number": piece.number,
        "title": entry.notice.title,
        "title_lines": title_lines(library.phrasing.of(entry.notice.title), TITLE_LINE),
        "numbers": number_of(entry).replace("，", "　"),
        "kind": entry.notice.kind,
        "state_words": state_view(library, entry, entry.address).sentence + (GONE if gone else ""),
        "rows": [
            {"label": "证明", "words": "；".join(_proved(measured, proof) for measured, proof in piece.proofs)},
            {"label": "公布", "words": _stood(stood) or "没有公布的记录"},
            {"label": "日期", "words": _dated(entry.notice.date, stood)},
            {"label": "数字摘要", "words": first.digest},
            *({"label": fact.row.short, "words": fact.words} for fact in facts),
        ],
        "to": "" if gone else (entry.notice.to or "").rstrip(":："),
        "addressed": entry.rendered.is_addressed((entry.notice.to or "").rstrip(":：")),
        "blocks": piece.blocks,
        "attachments": [title for title, _ in entry.attachments],
        "signature": {} if gone else signature,
        "after": piece.after,
    }


def _proved(measured: Measured, proof: Proof) -> str:
    told = f"指标 {measured.indicator.id}"
    if proof.sections:
        told += "（" + "、".join(_section(section, proof.entry) for section in proof.sections) + "）"
    return told


def _section(section: Section, entry: Entry) -> str:
    there = section.anchor.removeprefix(ID_PREFIX) in entry.rendered.anchors
    return f"“{section.title}”" + ("" if there else "，文中没有找到")


def _stood(stood: Sequence[Any]) -> str:
    told = [
        f"{one.place} {schedule.from_words(one.since)}"
        + (f"至{schedule.until_words(one.until)}" if one.until else "起")
        for one in stood[:STOOD]
    ]
    return "；".join(told) + (f"；另有 {len(stood) - STOOD} 处" if len(stood) > STOOD else "")


def _dated(day: Any, stood: Sequence[Any]) -> str:
    """What shows since when the text has been there."""
    if shown := [one for one in stood if one.release]:
        first = min(shown, key=lambda one: one.since)
        return f"发布版 {first.release} 里有摘要相同的文稿，{schedule.from_words(first.since)}已经公布"
    if stood:
        return f"信息发布台账记有摘要相同的文稿，{schedule.from_words(min(one.since for one in stood))}已经公布"
    return f"只有文稿自己写的成文日期（{text.chinese_date(day)}），没有发布版和台账证明"


def _remarks(dossier: Dossier, pages: Sequence[Explained], pieces: Mapping[str, Piece]) -> dict[str, Any]:
    lacking = [
        {"name": name_of(measured), "words": "、".join(page.lacking)}
        for measured, page in zip(dossier.measured, pages, strict=True)
        if page.lacking
    ]
    unproved = sum(not any(proof.stood for _, proof in piece.proofs) for piece in pieces.values())
    return {
        "gaps": [measured.indicator.id for measured in dossier.gaps],
        "lacking": lacking,
        "unproved": unproved,
        "sha256": digest(dossier, pieces),
    }


def digest(dossier: Dossier, pieces: Mapping[str, Piece]) -> str:
    """The SHA-256 of what the book was made from: the plan, and the texts with what of them is cited."""
    lines = [dossier.planned.campaign.model_dump_json()]
    for piece in pieces.values():
        cited = [[measured.indicator.id, *(one.anchor for one in proof.sections)] for measured, proof in piece.proofs]
        lines.append(f"{piece.entry.id} {piece.proofs[0][1].digest} {cited}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
