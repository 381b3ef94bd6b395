"""A docx (ECMA-376) of a document's values: the same values give the same bytes"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuanlan.channels.word_styles import STYLES
from xuanlan.channels.word_values import Document, Paragraph, Picture, Run, Table
from xuanlan.models.settings import Settings
from xuanlan.render.texts import printed
from xuanlan.sheets.fonts import ROLES
from xuanlan.tree import packages

_PARTS = {
    "[Content_Types].xml": "types",
    "_rels/.rels": "package_rels",
    "docProps/core.xml": "core",
    "word/_rels/document.xml.rels": "document_rels",
    "word/document.xml": "document",
    "word/styles.xml": "styles",
    "word/fontTable.xml": "fontTable",
    "word/settings.xml": "settings",
}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that a document names: those of the standard, or the site's own."""

    names: dict[str, str]
    """by role"""
    others: dict[str, str]
    """for each name what a program may take that does not have it, divided by commas"""


def fonts_of(settings: Settings) -> Fonts:
    own = settings.fonts.model_dump() if settings.fonts else {}
    names = {role: own.get(role) or known.standard[0] for role, known in ROLES.items()}
    others = {names[role]: ",".join([*known.standard[1:], known.family]) for role, known in ROLES.items()}
    return Fonts(names, others)


def packed(document: Document, fonts: Fonts) -> bytes:
    """The file of `document`."""
    pictures = list(_pictures(document))
    values: Mapping[str, Any] = {
        "document": document,
        "fonts": fonts.names,
        "families": list(fonts.others.items()),
        "styles": STYLES,
        "pictures": pictures,
        "feet": list(_feet(document)),
        "names": ["styles", "fontTable", "settings"],
    }
    return packages.packed(_written(document, values))


def _written(document: Document, values: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    for name, template in {**_PARTS, **({"docProps/custom.xml": "custom"} if document.label else {})}.items():
        yield name, printed(f"docx/{template}.xml", values).encode()
    for name, (side, runs) in _feet(document).items():
        yield f"word/{name}.xml", printed("docx/footer.xml", {**values, "side": side, "runs": runs}).encode()
        if own := [run.picture for run in runs if run.picture]:
            rels = printed("docx/document_rels.xml", {**values, "feet": [], "pictures": own, "names": []})
            yield f"word/_rels/{name}.xml.rels", rels.encode()
    for picture in {picture.name: picture for picture in values["pictures"]}.values():
        yield f"word/media/{picture.name}", picture.content


def _feet(document: Document) -> dict[str, tuple[str, Sequence[Run]]]:
    """The feet of odd, of even and of first pages: on which side each stands, and what it says."""
    first = {"first": ("left", document.foot)} if document.foot else {}
    return {"odd": ("right", ()), "even": ("left", ()), **first}


def _pictures(document: Document) -> Iterator[Picture]:
    paragraphs = [part for part in document.parts if isinstance(part, Paragraph)]
    tables = [part for part in document.parts if isinstance(part, Table)]
    paragraphs += [inner for table in tables for row in table.rows for cell in row.cells for inner in cell.paragraphs]
    for runs in (*(paragraph.runs for paragraph in paragraphs), document.foot):
        yield from (run.picture for run in runs if run.picture)
