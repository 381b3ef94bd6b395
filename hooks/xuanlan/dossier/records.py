"""The lists of a dossier: 缺口清单, what nothing proves, and 卷内目录, what lies on which page"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xuanlan.dossier.contents import Dossier, Measured
from xuanlan.dossier.pieces import Piece, lying
from xuanlan.library.render import Library
from xuanlan.render.entries import signatories


def name_of(measured: Measured) -> str:
    return f"{measured.indicator.id} {measured.indicator.name}"


def gap_rows(dossier: Dossier) -> list[dict[str, str]]:
    return [
        {
            "id": one.indicator.id,
            "name": one.indicator.name,
            "above": "　".join(f"{above.id} {above.name}" for above in one.above),
            "grade": one.indicator.grade or "",
            "wanted": one.indicator.wanted or "",
            "tasks": "；".join(_duty(task.id, task.lead, task.term) for task in one.tasks),
            "part": f"indicator-{at}",
        }
        for at, one in enumerate(dossier.measured)
        if one.is_gap
    ]


def _duty(ident: str, lead: Sequence[str], term: str | None) -> str:
    more = "，".join(filter(None, ("、".join(lead), term or "")))
    return f"任务 {ident}" + (f"（{more}）" if more else "")


def groups(library: Library, dossier: Dossier, pieces: Mapping[str, Piece]) -> Iterator[dict[str, Any]]:
    """The list of contents: for each indicator its page, then its texts, then its photographs."""
    for at, measured in enumerate(dossier.measured):
        own = lying(measured, pieces)
        named = [pieces[ident] for ident in dict.fromkeys(proof.entry.id for proof in measured.proofs)]
        rows = [_row(library, piece, again=piece not in own) for piece in named]
        photos = [photo.number for piece in own for photo in piece.photos]
        if photos:
            some = f"照片 {photos[0]}" + (f"—{photos[-1]}" if len(photos) > 1 else "")
            rows.append(_cells("", "", "", some, "", f"photos-{at}", f"{len(photos)} 张"))
        yield {
            "name": name_of(measured),
            "above": "　".join(f"{above.id} {above.name}" for above in measured.above),
            "part": f"indicator-{at}",
            "gap": measured.is_gap,
            "rows": rows,
        }


def _row(library: Library, piece: Piece, *, again: bool) -> dict[str, Any]:
    """A row of the list. A text that lies elsewhere in the book has no number here."""
    entry = piece.entry
    remark = f"见顺序号 {piece.number}" if again else "、".join(_remark(piece))
    return _cells(
        "" if again else str(piece.number),
        "、".join(signatories(library, entry)),
        entry.notice.doc_no or "",
        entry.notice.title,
        f"{entry.notice.date:%Y%m%d}",
        piece.part,
        remark,
    )


def _remark(piece: Piece) -> Iterator[str]:
    yield f"编号 {piece.entry.id}"
    if piece.entry.attachments:
        yield f"附件 {len(piece.entry.attachments)} 个另存"


def _cells(number: str, who: str, doc_no: str, title: str, day: str, part: str, remark: str) -> dict[str, Any]:
    return {"number": number, "who": who, "doc_no": doc_no, "title": title, "day": day, "part": part, "remark": remark}
