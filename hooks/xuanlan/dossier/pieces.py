"""The pieces (件) of a bound dossier: each text once, where it first proves something, with what of it is cited"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from xuanlan.dossier.contents import Dossier, Measured, Proof
from xuanlan.dossier.underlining import Passage, Subject, Tells, subject, tells, underlined
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.office.scaling import SCALED, size_of
from xuanlan.render.related import tell_nothing
from xuanlan.sheets.blocks import Block, blocks_of
from xuanlan.sheets.common import each, with_pictures
from xuanlan.sheets.official import split_signature
from xuanlan.sheets.typeset import DRAWN, JPEG

DOTS = 150
"""Dots per inch of a picture: of more it is scaled down, so that hundreds of photographs fit into memory; one that has
fewer is printed smaller, not in squares."""
WIDTH, HEIGHT = 156.0, 150.0
"""Room of a picture on its page, in millimetres."""
_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a text, which has a page of its own."""

    number: int
    block: Block
    width: float
    """on paper, in millimetres"""
    entry: Entry

    @property
    def words(self) -> str:
        """What the author says of it."""
        return str(self.block["alt"]).strip()


@dataclass(frozen=True, slots=True)
class Piece:
    """A text as it lies in the book."""

    number: int
    entry: Entry
    proofs: tuple[tuple[Measured, Proof], ...]
    """what it proves, in the order of the plan; the first one is where it lies"""
    passages: Mapping[str, Sequence[Passage]]
    """what is cited of it for each indicator, by its id"""
    blocks: list[Block]
    signature: Block
    after: list[Block]
    """what follows the signature"""
    photos: tuple[Photo, ...]

    @property
    def part(self) -> str:
        """The name of its first page."""
        return f"piece-{self.number}"


def pieces_of(library: Library, dossier: Dossier) -> dict[str, Piece]:
    """Every text of `dossier` by its id, in the order in which they lie in the book."""
    told = _tells(library, dossier)
    uses: dict[str, list[tuple[Measured, Proof]]] = {}
    for measured in dossier.measured:
        for proof in measured.proofs:
            uses.setdefault(proof.entry.id, []).append((measured, proof))
    photos: dict[str, Photo] = {}
    return {ident: _piece(number, proofs, told, photos) for number, (ident, proofs) in enumerate(uses.items(), 1)}


def lying(measured: Measured, pieces: Mapping[str, Piece]) -> list[Piece]:
    """The pieces that lie at `measured`, each once; what proves it beside them lies at an indicator before it."""
    named = dict.fromkeys(proof.entry.id for proof in measured.proofs)
    return [pieces[ident] for ident in named if pieces[ident].proofs[0][0] is measured]


def _tells(library: Library, dossier: Dossier) -> dict[str, Tells]:
    """For each indicator, by its id, whether a sentence tells of it or of a task that serves it."""
    texts = {one.indicator.id: [one.indicator.name, *(task.text for task in one.tasks)] for one in dossier.measured}
    words = library.phrasing.words(text for some in texts.values() for text in some)
    site = library.phrasing.words([library.site.name, library.settings.unit or ""])
    nothing = tell_nothing().union(library.kinds, *site.values())
    subjects: dict[str, list[Subject]] = {
        ident: [subject(text, set(words[text]) - nothing) for text in some] for ident, some in texts.items()
    }
    return {ident: tells(some) for ident, some in subjects.items()}


def _piece(
    number: int,
    proofs: Sequence[tuple[Measured, Proof]],
    told: Mapping[str, Tells],
    photos: dict[str, Photo],
) -> Piece:
    entry = proofs[0][1].entry
    plain = with_pictures(blocks_of(entry.rendered.html), entry)
    before, signature, after = split_signature(plain, entry)
    whole = [*before, *after]
    passages = {
        measured.indicator.id: underlined(whole, _anchors(proof), _words(measured, proof, told))[1]
        for measured, proof in proofs
    }
    anchors = {anchor for _, proof in proofs for anchor in _anchors(proof)}
    sentences = [found for measured, proof in proofs if (found := _words(measured, proof, told))]

    def cited(sentence: str) -> bool:
        return any(one(sentence) for one in sentences)

    marked, _ = underlined(whole, anchors, cited if sentences else None)
    own: list[Photo] = []
    lined = each(marked, lambda block: _without(block, entry, photos, own) if block["t"] == "image" else block)
    cut = len(before)
    return Piece(number, entry, tuple(proofs), passages, lined[:cut], signature, lined[cut:], tuple(own))


def _anchors(proof: Proof) -> frozenset[str]:
    return frozenset(section.anchor for section in proof.sections)


def _words(measured: Measured, proof: Proof, told: Mapping[str, Tells]) -> Tells | None:
    return None if proof.sections else told[measured.indicator.id]


def _without(block: Block, entry: Entry, photos: dict[str, Photo], own: list[Photo]) -> Block:
    """What stands in the text for the picture `block`: the number of its photograph. A decoration stays."""
    fitted, width = _fitted(block, entry)
    if not block["src"] or not block["alt"].strip():
        return fitted
    photo = photos.get(block["sha256"])
    if photo is None:
        photo = photos[block["sha256"]] = Photo(len(photos) + 1, fitted, width, entry)
        own.append(photo)
    words = f"〔照片 {photo.number}：{block['alt'].strip()}〕"
    return {"t": "p", "role": "", "sign": "", "i": [{"s": words, "i": True}]}


def _fitted(block: Block, entry: Entry) -> tuple[Block, float]:
    """The picture `block` with no more dots than its page can show, and its width there in millimetres."""
    attached = entry.files.get(block["path"])
    size = size_of(attached.file) if attached else None
    if not size or not size.width or not size.height:
        return block, WIDTH
    width = min(WIDTH, size.width * _INCH / DOTS, HEIGHT * size.width / size.height)
    dots = max(round(width / _INCH * DOTS), 1)
    path = PurePosixPath(block["path"])
    if dots >= size.width or size.moves or path.suffix.lower()[1:] not in SCALED:
        return block, width
    high = max(round(size.height * dots / size.width), 1)
    suffix = DRAWN if path.suffix.lower() in JPEG else path.suffix.lower()
    changed: dict[str, Any] = {"src": f"{block['sha256']}-{dots}{suffix}", "dots": (dots, high)}
    return block | changed, width
