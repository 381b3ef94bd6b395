"""Projections as pieces, each of which knows what of the source it says; and the proof that they say nothing else"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xuanlan.channels.facts import facts, implied, keys, whole
from xuanlan.channels.source import Source, Span
from xuanlan.diagnostics.report import ContentError, Report

CUT = "……"
_SENTENCE = re.compile(r"[^。！？]+(?:[。！？]+[”’」』）)]*|\Z)")
_LEAD = re.compile(r"现(?:将|就|予)?[^，。]{0,20}(?:通知|公告|通告|公示|通报|说明|如下|倡议)[^，。]{0,6}如下|^如下")
_PAUSES = "。！？；，、：,;:　 "


class Piece(NamedTuple):
    """Words of a projection, and the parts of the source that they say; without any, the program's own words."""

    text: str
    spans: tuple[Span, ...] = ()


def said(span: Span) -> Piece:
    """The span as it is written."""
    return Piece(span.text, (span,))


def text_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def proven(source: Source, channel: str, pieces: Sequence[Piece]) -> str:
    """The text of `pieces`, of which each tells only facts of its spans, and all together only facts of the source.

    Raises ContentError with the first that is not: such a text must not go out.
    """
    for piece in pieces:
        there = source.told("\n".join(span.text for span in piece.spans)) if piece.spans else set()
        _require(source, channel, piece.text, there)
    made = text_of(pieces)
    _require(source, channel, made, source.known)
    return made


def _require(source: Source, channel: str, words: str, there: set[str]) -> None:
    for fact in source.facts(words):
        if fact.key not in there:
            report = Report()
            report.add("channel-fact", source.entry.places.start, channel=channel, found=words[fact.start : fact.end])
            raise ContentError(report)


def cut(span: Span, most: int, names: Iterable[str] = ()) -> Piece:
    """The beginning of `span` in at most `most` characters (at least 3), cut at a pause and never within a fact."""
    if len(span.text) <= most:
        return said(span)
    room = most - len(CUT)
    inside = {at for start, end in whole(facts(span.text, frozenset(names))) for at in range(start + 1, end)}
    ends = [at for at in range(1, room + 1) if at not in inside and not _within(span.text, at)]
    pauses = [at for at in ends if span.text[at] in _PAUSES or span.text[at - 1] in _PAUSES]
    at = pauses[-1] if pauses and pauses[-1] > room // 2 else ends[-1] if ends else 0
    kept = span.text[:at].rstrip(_PAUSES)
    return Piece(kept + CUT, (span.part(kept),)) if keys(facts(kept)) <= implied(facts(span.text)) else Piece(CUT)


def _within(text: str, at: int) -> bool:
    """Whether a cut before `at` would divide a Latin word, or a sign from what belongs to it."""
    before, after = text[at - 1], text[at]
    word = (before.isascii() and before.isalnum()) and (after.isascii() and after.isalnum())
    return word or (not after.isascii() and (after in "\u200d\ufe0f" or before == "\u200d"))


def sentences(span: Span) -> Iterator[Span]:
    """The sentences of `span`."""
    return (span.part(found[0].strip()) for found in _SENTENCE.finditer(span.text) if found[0].strip())


def gist(source: Source, most: int) -> Piece | None:
    """What the notice is about, in whole sentences of its summary or else of its beginning; None without any."""
    if "summary" in source.fields:
        return cut(source.fields["summary"], most, source.names)
    lines = [line.span for line in source.lines if not line.role and not line.head and not line.cells]
    kept = ""
    for span in lines[:1]:
        for sentence in sentences(span):
            if _LEAD.search(sentence.text) or not span.text.startswith(kept + sentence.text):
                break
            if len(kept + sentence.text) > most:
                return Piece(kept, (span,)) if kept else cut(sentence, most, source.names)
            kept += sentence.text
        if kept:
            return Piece(kept, (span.part(kept),))
    return None
