"""Excerpts of texts, cut where a reader would, and file sizes in words."""

from __future__ import annotations

import re
import unicodedata

from xuanlan.text.folding import UNSEEN

_CLAUSE_ENDS = "。！？；，、：.!?;,:"
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’）》]*")
_HALF = re.compile(r"(?:[a-z]+://[!-~]*|〔[^〕]{0,4}|〔[^〕]{0,4}〕第?\d*)\Z")
_LATIN = re.compile(r"[A-Za-z0-9]")


def excerpt(text: str, length: int) -> str:
    """The beginning of `text` on one line, at most `length` characters (at least 2) including the … of a cut.

    The cut falls at the end of a clause if one ends in the second half, else not inside a Latin word, a number or a
    character with its marks.
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    room = length - 1
    for end in range(room, room // 2, -1):
        if line[end] in _CLAUSE_ENDS and not _inside_word(line, end):
            return _without_half(line, end).rstrip(_CLAUSE_ENDS + " ") + "…"
    end = room
    while end and (_inside_word(line, end) or _joins(line, end)) and (end > room // 2 or line[end].isdecimal()):
        end -= 1
    return _without_half(line, end).rstrip() + "…"


def first_sentences(text: str, length: int) -> str:
    """The first sentences of `text`, as many as fit into `length` characters; of a longer first one an excerpt."""
    line = " ".join(text.split())
    ends = [match.end() for match in _SENTENCE_END.finditer(line) if match.end() <= length]
    return line[: ends[-1]] if ends and len(line) > length else excerpt(line, length)


def _without_half(line: str, end: int) -> str:
    """`line` up to `end`, without the half of an address, or of a number such as 〔2026〕3号, that would be left."""
    half = _HALF.search(line, 0, end)
    divided = half and ("〔" in half[0] or "!" <= line[end] <= "~")
    return line[: half.start()] if half and divided else line[:end]


def _inside_word(line: str, at: int) -> bool:
    """Whether a cut before `at` would divide a Latin word or a number such as 3.5."""
    before = line[max(at - 2, 0) : at].rstrip(".:,")[-1:]
    after = line[at : at + 2].lstrip(".:,")[:1]
    return bool(_LATIN.match(before)) and bool(_LATIN.match(after))


_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Regional indicators: two of them make one flag."""


def _joins(line: str, at: int) -> bool:
    """Whether a cut before `at` would split a grapheme: a letter and its marks, an emoji sequence, a flag."""
    sign = line[at]
    if unicodedata.category(sign)[0] == "M" or UNSEEN.match(sign) or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return True
    if line[at - 1] == "\u200d":
        return True
    return sign in _FLAGS and (at - len(line[:at].rstrip(_FLAGS))) % 2 == 1


def size_words(size: int) -> str:
    """A file size of `size` bytes for readers: 512 字节, 86 KB, 1.2 MB (1 KB is 1024 bytes)."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1023.5 * 1024:
        return f"{size / 1024:.0f} KB"
    if size < 1023.95 * 1024**2:
        return f"{size / 1024**2:.1f} MB"
    return f"{size / 1024**3:.1f} GB"
