"""A text as HTML whose lines end between its phrases: what readers copy and search for is the text itself"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import pairwise

from markupsafe import Markup, escape

from xuanlan.text.phrases import Phrases

_LOOSE = re.compile(r"(?<=.)\W(?=.)", re.DOTALL)
"""A mark within a phrase, where a browser might end a line although words are kept whole (`word-break: keep-all`)."""
_TAGS = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)\b")


def in_phrases(phrases: Phrases) -> Markup:
    """The phrases with <wbr> between them, for an element with `word-break: keep-all`.

    A phrase with marks in it, and phrases that are tied, stand in an element that is divided only where it is wider
    than a line (`.xl-phrase`).
    """
    made, plain = "", False
    for whole in phrases.wholes:
        if len(whole) > 1:
            made, plain = made + _kept("<wbr>".join(map(_part, whole))), False
        elif (part := _part(whole[0])).startswith("<"):
            made, plain = made + part, False
        else:
            made, plain = made + ("<wbr>" if plain else "") + part, True
    return Markup(made)


def _part(phrase: str) -> str:
    words = str(escape(phrase))
    return _kept(words) if _LOOSE.search(phrase) else words


def _kept(words: str) -> str:
    return f'<span class="xl-phrase">{words}</span>'


def html_in_phrases(html: str, phrases: Callable[[str], Phrases]) -> str:
    """Sanitised `html` with each stretch of its text in `phrases`, whatever elements stand within the stretch."""
    pieces = _TAGS.split(html)
    made: list[str] = []
    run: list[str] = []
    for number, piece in enumerate([*pieces, "<>"]):
        if number % 2 and not _INLINE.match(piece):
            made += [*_run(run, phrases), piece]
            run = []
        else:
            run.append(piece)
    return "".join(made).removesuffix("<>")


def _run(pieces: Sequence[str], phrases: Callable[[str], Phrases]) -> Iterator[str]:
    """Texts and tags, in turn, of one stretch of text."""
    texts = [unescape(piece) for piece in pieces[::2]]
    ends, at = list[int](), 0
    for part in phrases("".join(texts)).parts:
        at += len(part)
        ends.append(at)
    at = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            yield piece
            continue
        stop = at + len(texts[number // 2])
        inner = [end for end in ends if at < end < stop]
        yield "<wbr>".join(_part(texts[number // 2][a - at : b - at]) for a, b in pairwise((at, *inner, stop)))
        yield "<wbr>" if stop in ends and number + 1 < len(pieces) else ""
        at = stop
