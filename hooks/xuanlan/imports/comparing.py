"""A draft beside its original, for a person who accepts it: what becomes what, and what is not taken, and why."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from xuanlan.diagnostics.report import Report
from xuanlan.imports.draft import Draft
from xuanlan.imports.original import Block, Cell, Paragraph, Run
from xuanlan.library.attachments import IMAGES
from xuanlan.markup.links import Reference
from xuanlan.markup.render import Renderer
from xuanlan.models.notice import Notice
from xuanlan.render.texts import printed
from xuanlan.text.dates import chinese_date

_MOST_SHOWN = 300_000
"""Bytes of a picture that a page shows; of a larger one it has the name."""
_ORDER = list(Notice.model_fields)
_DAYS = ("date", "open_from", "open_until")
_IMAGE = re.compile(r'<img\b[^>]*?\bsrc="#([^"]*)"[^>]*>')


def compared(draft: Draft) -> dict[str, Any]:
    """What the page shows of one draft, as values for its template."""
    return {
        "file": draft.file,
        "title": draft.title,
        "fields": [
            {"label": Notice.model_fields[name].title, "value": _value(name, value)}
            for name, value in sorted(draft.fields.items(), key=lambda field: _ORDER.index(field[0]))
        ],
        "around": {name: _value(name, draft.fields.get(name, "")) for name in ("doc_no", "to", "unit", "date")},
        "because": draft.because,
        "look": draft.look,
        "is_attachable": draft.whole is not None,
        **draft.told,
        "before": Markup("").join(map(_block, draft.original.blocks)),
        "after": _rendered(draft),
    }


def comparison(drafts: Sequence[Draft]) -> str:
    """The page of all drafts, complete and without a script."""
    return printed("imports/compare.html", {"drafts": [compared(draft) for draft in drafts]})


def _value(name: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    return chinese_date(date.fromisoformat(value)) if value and name in _DAYS else value


def _block(block: Block) -> Markup:
    if isinstance(block, Paragraph):
        style = f"h{min(block.level, 4)}" if block.level else block.align or ("list" if block.depth else "plain")
        return Markup('<p class="{}">{}{}</p>').format(style, block.number, _runs(block.runs))
    rows = (Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, row))) for row in block.rows)
    return Markup("<table>{}</table>").format(Markup("").join(rows))


def _cell(cell: Cell) -> Markup:
    inside = Markup("").join(map(_block, cell.paragraphs))
    return Markup('<td colspan="{}" rowspan="{}">{}</td>').format(cell.across, cell.down, inside)


def _runs(runs: Sequence[Run]) -> Markup:
    return Markup("").join(_run(run) for run in runs)


def _run(run: Run) -> Markup:
    if run.picture:
        return Markup("<i>［图片：{}］</i>").format(run.picture)
    text = Markup("<br>").join(run.text.split("\n"))
    if run.raised:
        text = Markup("<{0}>{1}</{0}>").format(run.raised, text)
    return Markup("<b>{}</b>").format(text) if run.is_bold else text


def _rendered(draft: Draft) -> Markup:
    """The text as its page will have it; pictures are in it, for nothing is written yet."""

    def there(reference: Reference) -> str:
        return "#" + reference.target

    found = Renderer().render(draft.body, draft.title, draft.file, 1, there, Report())
    pictures = {one.name: one.data for one in draft.original.pictures}

    def image(match: re.Match[str]) -> str:
        name = match[1]
        data, suffix = pictures.get(name, b""), PurePosixPath(name).suffix.lower()[1:]
        if suffix in IMAGES and 0 < len(data) <= _MOST_SHOWN:
            kind = "jpeg" if suffix == "jpg" else suffix
            return f'<img alt="" src="data:image/{kind};base64,{b64encode(data).decode()}">'
        return str(Markup("<i>［图片：{}］</i>").format(name))

    return Markup(_IMAGE.sub(image, found.html))
