"""A text as HTML whose lines end between its phrases: what readers copy and search for is the text itself"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import pairwise

from markupsafe import Markup, escape

from xuanlan.text.phrases import Phrases
from xuanlan.text.wholes import CLOSING, OPENING

_LOOSE = re.compile(
    rf"(?:[^\s{re.escape(OPENING)}](?=[^\w\s{re.escape(CLOSING)}])|[^\w\s{re.escape(OPENING)}](?=[^\s{re.escape(CLOSING)}]))+."
)
"""A mark within a phrase, with what stands beside it, where a browser might end a line although words are kept whole
(`word-break: keep-all`); it ends none behind an opening mark and before a closing one."""
_TAGS = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)\b")


ONE_LINE = 8
"""Characters of a text that fits into any line."""


def in_phrases(phrases: Phrases) -> Markup:
    """The phrases with <wbr> between them, for an element with `word-break: keep-all`.

    No element is more than inline, or the browser's own search in the page would end at its edges.
    """
    if sum(map(len, phrases.parts)) <= ONE_LINE:
        return escape("".join(phrases.parts))
    wholes = ("<wbr>".join(map(_part, whole)) for whole in phrases.wholes)
    return Markup("<wbr>".join(f'<span class="xl-tied">{one}</span>' if "<wbr>" in one else one for one in wholes))


def _part(phrase: str) -> str:
    made, at = "", 0
    for match in _LOOSE.finditer(phrase):
        made += f'{escape(phrase[at : match.start()])}<span class="xl-kept">{escape(match[0])}</span>'
        at = match.end()
    return made + str(escape(phrase[at:]))


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
