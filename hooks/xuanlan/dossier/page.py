"""The first page of a dossier: what is missing, what is weak, then every indicator with all that proves it"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from xuanlan.campaigns.due import due_tasks
from xuanlan.dossier.contents import Dossier, Measured
from xuanlan.dossier.copies import Copied
from xuanlan.dossier.words import Words, gap_words, moment, task_words, weak_words
from xuanlan.library.render import Library
from xuanlan.models.indicators import Indicator
from xuanlan.render.texts import printed
from xuanlan.text.dates import SHANGHAI

GAP_HEAD = ("编号", "指标", "类别", "上级", "要求", "任务", "牵头单位", "说明")


class Filed(NamedTuple):
    """An indicator with its folder, and a copy of each of its proofs."""

    measured: Measured
    folder: str
    copies: tuple[Copied, ...]


def gap_rows(dossier: Dossier) -> list[tuple[str, ...]]:
    """The indicators that nothing proves, a row each."""
    rows: list[tuple[str, ...]] = []
    for one in dossier.gaps:
        leads = dict.fromkeys(unit for task in one.tasks for unit in task.lead)
        rows.append(
            (
                one.indicator.id,
                one.indicator.name,
                one.indicator.grade or "",
                " / ".join(f"{over.id} {over.name}" for over in one.above),
                one.indicator.wanted or "",
                "；".join(f"{task.id} {task.text}" for task in one.tasks),
                "、".join(leads),
                gap_words(one),
            )
        )
    return rows


def weak_rows(dossier: Dossier) -> list[tuple[str, str]]:
    """What proves little, and what is not done in time: the indicator, and the words."""
    today = dossier.made.astimezone(SHANGHAI).date()
    over = {row.task.id: row for row in due_tasks([dossier.planned], today, 0) if row.left < 0}
    rows = []
    for one in dossier.measured:
        name = f"{one.indicator.id} {one.indicator.name}"
        for proof in one.proofs:
            if why := weak_words(dossier, proof):
                rows.append((name, f"《{proof.entry.notice.title}》：{why}"))
        for task in one.tasks:
            if row := over.get(task.id):
                who = "、".join(task.lead)
                rows.append((name, f"任务 {task.id} {task.text}（{who}）：时限 {row.day}，{row.words}"))
    return rows


def index(library: Library, dossier: Dossier, filed: Sequence[Filed], files: Sequence[str]) -> bytes:
    """index.html; `files` are the other files at the top."""
    words = Words.of(library)
    anchors = {one.measured.indicator.id: f"i{number}" for number, one in enumerate(filed, 1)}
    values = {
        "title": dossier.planned.campaign.title,
        "unit": library.settings.unit or library.site.name,
        "made": moment(dossier.made),
        "checked": dossier.checked,
        "total": len(dossier.measured),
        "proved": len(dossier.measured) - len(dossier.gaps),
        "texts": len({proof.entry.id for one in dossier.measured for proof in one.proofs}),
        "gaps": [
            {
                "name": f"{row[0]} {row[1]}",
                "grade": row[2],
                "above": row[3],
                "lead": row[6],
                "why": row[7],
                "href": f"#{anchors[row[0]]}",
            }
            for row in gap_rows(dossier)
        ],
        "weak": weak_rows(dossier),
        "told": dossier.told,
        "files": files,
        "rows": list(_rows(filed, anchors, words, dossier)),
    }  # fmt: skip
    return printed("dossier/index.html", values).encode()


def _rows(
    filed: Sequence[Filed], anchors: Mapping[str, str], words: Words, dossier: Dossier
) -> Sequence[dict[str, Any]]:
    """The tree in its order: the heads above an indicator before the first that is below them."""
    rows: list[dict[str, Any]] = []
    before: tuple[Indicator, ...] = ()
    for one in filed:
        above = one.measured.above
        for level, over in enumerate(above):
            if over not in before:
                rows.append({"head": f"{over.id} {over.name}", "grade": over.grade or "", "level": min(level, 2) + 3})
        before = above
        indicator = one.measured.indicator
        rows.append(
            {
                "head": "",
                "name": f"{indicator.id} {indicator.name}",
                "level": min(len(above), 2) + 3,
                "anchor": anchors[indicator.id],
                "grade": indicator.grade or "",
                "wanted": indicator.wanted or "",
                "folder": quote(f"{one.folder}/"),
                "tasks": [task_words(task) for task in one.measured.tasks],
                "gap": gap_words(one.measured) if one.measured.is_gap else "",
                "proofs": [
                    {
                        "title": proof.entry.notice.title,
                        "href": quote(f"{one.folder}/{copy.page}"),
                        "number": "，".join(filter(None, (proof.entry.notice.doc_no, f"编号 {proof.entry.id}"))),
                        "sections": [
                            {"title": part.title, "href": f"{quote(f'{one.folder}/{copy.page}')}#{quote(part.anchor)}"}
                            for part in proof.sections
                        ],
                        "shown": moment(proof.shown) if proof.shown else "",
                        "places": [words.stretch(stretch, release=False) for stretch in proof.stood],
                        "plays": [words.plays(plays) for plays in proof.plays],
                        "weak": weak_words(dossier, proof),
                        "files": [
                            {"title": title, "href": quote(f"{one.folder}/{path}")} for title, path in copy.files
                        ],
                    }
                    for proof, copy in zip(one.measured.proofs, one.copies, strict=True)
                ],
            }
        )
    return rows
