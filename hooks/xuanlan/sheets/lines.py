"""Where a line of a sheet may end: never inside a number, a time, a date, a telephone number or an amount.

The typesetter knows the usual line breaks between words and beside punctuation, but not what belongs together in
Chinese. So `JOINER` (U+2060) forbids a break and `DIVIDER` (U+200B) allows one. Neither becomes part of the text of a
PDF: the templates replace them (`face` in theme/sheets/common.typ).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from xuanlan.text.phrases import Phrases
from xuanlan.text.wholes import ANY_DIGIT, CLOSING, DIVIDER, JOINER, OPENING, ems, wholes

__all__ = ["CLOSING", "DIVIDER", "JOINER", "OPENING", "bare", "ems", "kept", "kept_all", "kept_runs", "latin_words",
           "narrowed", "signed", "wholes", "widest", "widest_of"]  # fmt: skip

_SOLID = re.compile(
    rf"[^ \t\n\r\f\v{DIVIDER}{JOINER}“”‘’—…\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]{16,}"
    rf"|[—…{re.escape(OPENING + CLOSING)}]{{16,}}"
)
"""Long runs without a line break, such as web addresses: they must be divided somewhere, or they leave the sheet."""
_STUCK = re.compile("(?<=[、，。；：！？）》」』】〕])[￥¥＄$￡£€±№＋+]")
"""Where a line may end, but the typesetter forbids it: a list of amounts would become one long line."""
_DIVIDING = "/?&=._-"
_PIECE, _FORCED = 3, 2
_UNREAD = frozenset(
    {
        "svg",
        "address",
        "src",
        "path",
        "sha256",
        "t",
        "role",
        "align",
        "template",
        "paper",
        "id",
        "ids",
        "bookmark",
        "part",
        "design",
        "divisions",
        "word",
    }
)
"""Values of a sheet that are not set as text, or that a template divides by itself."""


def signed(sign: str, words: str) -> str:
    """`words` behind the `sign` of an item: 1.本院, but 1. 11月, which would be another number else."""
    return f"{sign} {words}" if sign and re.match("[0-9A-Za-z０-９]", words) else sign + words


def bare(text: str) -> str:
    """`text` as it is read, without JOINER and DIVIDER."""
    return text.replace(JOINER, "").replace(DIVIDER, "")


def _marks(text: str, room: float, *, cell: bool = False) -> list[tuple[int, str]]:
    """Where `text` needs a JOINER or a DIVIDER in lines of at least `room` ems; a cell is exactly `room` ems wide."""
    spans = wholes(text, room) if ANY_DIGIT.search(text) else ()
    inside = {at for start, end in spans for at in range(start + 1, end)}
    marks = [(at, JOINER) for at in inside if _parted(text[at - 1], text[at])]
    for match in (_WORD if cell else _SOLID).finditer(text):
        if not cell or ems(match[0]) > room:
            marks += [(at, DIVIDER) for at in _divisions(text, *match.span(), 1 if cell else _PIECE, inside)]
    marks += [(match.start(), DIVIDER) for match in _STUCK.finditer(text) if match.start() not in inside]
    return sorted(marks)


def kept(text: str, room: float) -> str:
    """`text` with JOINER and DIVIDER where they are needed for lines of at least `room` ems, unless it has them."""
    return text if JOINER in text else _with(text, _marks(text, room))


def _with(text: str, marks: Sequence[tuple[int, str]]) -> str:
    parts, last = [], 0
    for at, mark in marks:
        parts += [text[last:at], mark]
        last = at
    return "".join([*parts, text[last:]])


def widest(text: str, room: float) -> float:
    """The width in ems of the widest thing in `text` that is not to be divided in lines of `room` ems."""
    if JOINER in text:
        return max((ems(part) for part in text.split(DIVIDER) if JOINER in part), default=0)
    spans = wholes(text, room) if ANY_DIGIT.search(text) else ()
    return max((ems(text[start:end]) for start, end in spans), default=0)


def in_phrases(phrases: Phrases, room: float) -> str:
    """A text whose lines end between `phrases` only; a phrase of more than `room` ems is divided as any text is."""
    return DIVIDER.join(_joined(part) if ems(part) <= room else kept(part, room) for part in phrases.parts)


def _joined(phrase: str) -> str:
    marks = [(at, JOINER) for at in range(1, len(phrase)) if _parted(phrase[at - 1], phrase[at])]
    return _with(phrase, marks)


def _parted(before: str, after: str) -> bool:
    """Whether the typesetter might break a line between the two characters; it breaks no word of ASCII characters."""
    return after != " " and not ("!" <= before <= "~" and "!" <= after <= "~")


def _divisions(text: str, start: int, end: int, every: int, inside: Set[int]) -> Iterator[int]:
    """Places to divide `text` between `start` and `end`, about `every` characters, none of them in `inside`; beside
    punctuation only where no other place is near."""
    last = start
    for at in range(start + 1, end):
        before, sign = text[at - 1], text[at]
        if at in inside:
            last = at
            continue
        if "\u200d" in (before, sign) or unicodedata.category(sign).startswith("M"):
            continue
        wanted = at - last >= every or (before in _DIVIDING and sign not in _DIVIDING) or at + 1 in inside
        legal = before not in OPENING and sign not in CLOSING
        if wanted and (legal or at - last >= every + _FORCED):
            yield at
            last = at


def kept_runs(runs: Sequence[Mapping[str, Any]], room: float, *, cell: bool = False) -> list[dict[str, Any]]:
    """`kept` for the runs of a paragraph together: a number may begin in bold type and end outside of it."""
    texts = [str(run.get("s", "\n")) for run in runs]
    marks = _marks("".join(texts), room, cell=cell)
    if not marks:
        return [dict(run) for run in runs]
    made, begin, first = [], 0, 0
    for run, text in zip(runs, texts, strict=True):
        after = bisect_left(marks, (begin + len(text), ""))
        own = [(at - begin, mark) for at, mark in marks[first:after]]
        made.append({**run, "s": _with(text, own)} if "s" in run else dict(run))
        begin, first = begin + len(text), after
    return made


_WORD = re.compile(r"[!-~\u00a0-\u1fff\u2010-\u2e7f]+")


def latin_words(line: str) -> list[float]:
    """The width in ems of each Latin word in `line`."""
    return list(map(ems, _WORD.findall(line)))


def narrowed(runs: Sequence[Mapping[str, Any]], room: float) -> list[dict[str, Any]]:
    """The runs of a cell of `room` ems: a wider word may be divided anywhere except inside a number that fits."""
    return kept_runs(runs, room, cell=True)


def kept_all(data: Any, room: float) -> Any:
    """The data of a sheet with `kept` applied to all texts, except in tables."""
    if isinstance(data, str):
        return kept(data, room)
    if isinstance(data, Mapping):
        if data.get("t") == "table":  # its cells are `narrowed`
            return data
        return {
            name: value if name in _UNREAD else kept_runs(value, room) if name == "i" else kept_all(value, room)
            for name, value in data.items()
        }
    return [kept_all(value, room) for value in data] if isinstance(data, (list, tuple)) else data


def widest_of(data: Any, room: float) -> float:
    """The largest `widest` of all texts in the data of a sheet, in ems: the type must be small enough for it."""
    if isinstance(data, str):
        return widest(data, room)
    if isinstance(data, Mapping):
        if "i" in data:
            return widest("".join(str(run.get("s", "\n")) for run in data["i"]), room)
        return max((widest_of(value, room) for name, value in data.items() if name not in _UNREAD), default=0)
    return max((widest_of(value, room) for value in data), default=0) if isinstance(data, (list, tuple)) else 0
