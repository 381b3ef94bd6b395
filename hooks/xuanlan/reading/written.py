"""A file as it was written, to the byte: where its text is changed, only the lines that are others are written anew"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

_ENDS = re.compile(rb"\r\n|\r|\n")
_WIDE_ENDS = re.compile(r"\r\n|\r|\n")
_UTF8_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_MOST_COMPARED = 4000
"""Lines between the first and the last change that are compared one by one; more are all written anew."""


@dataclass(frozen=True, slots=True)
class _Line:
    raw: bytes
    text: str
    end: bytes
    """the line's end; empty for the last"""


@dataclass(frozen=True)
class Written:
    """The bytes of a text file, in whatever encoding and with whatever line ends."""

    data: bytes

    @cached_property
    def encoding(self) -> str:
        """utf-8, gb18030 (as older Windows programs write), or with a mark utf-16-le, utf-16-be."""
        if wide := _WIDE_MARKS.get(self.data[:2]):
            return wide
        try:
            self.data.decode()
        except UnicodeDecodeError:
            with_gb = self.data.decode("gb18030", "replace").count("\ufffd")
            return "gb18030" if with_gb < self.data.decode(errors="replace").count("\ufffd") else "utf-8"
        return "utf-8"

    @property
    def text(self) -> str:
        """The text with LF line ends, without a byte order mark; bytes that mean nothing in it are U+FFFD each."""
        return "\n".join(line.text for line in self._lines)

    def with_text(self, text: str) -> bytes:
        """The file with this `text`, which has LF line ends: lines that are the same keep their bytes, others get the
        file's encoding, and the line end of the line in whose place they stand, or that most have."""
        new, old = text.split("\n"), self._lines
        if new == [line.text for line in old]:
            return self.data
        kept = list(_kept([line.text for line in old], new))
        parts = [
            self._encoded(words) if number is None else old[number].raw for words, number in zip(new, kept, strict=True)
        ]
        places = _places(kept, len(old))
        ends = [(old[place].end if place is not None else b"") or self._usual for place in places]
        return self._mark + b"".join(part + end for part, end in zip(parts, [*ends[:-1], b""], strict=True))

    @cached_property
    def _mark(self) -> bytes:
        wide = self.data[:2] in _WIDE_MARKS
        return self.data[:2] if wide else _UTF8_MARK if self.data.startswith(_UTF8_MARK) else b""

    @cached_property
    def _lines(self) -> Sequence[_Line]:
        return list(self._split())

    def _split(self) -> Iterator[_Line]:
        data, encoding = self.data[len(self._mark) :], self.encoding
        if encoding.startswith("utf-16"):
            text, start = data.decode(encoding, "replace"), 0
            for found in (*_WIDE_ENDS.finditer(text), None):
                line = text[start : found.start() if found else None]
                end = found[0] if found else ""
                yield _Line(self._encoded(line), line, end.encode(encoding))
                start = found.end() if found else start
            return
        start = 0
        for ending in (*_ENDS.finditer(data), None):
            raw = data[start : ending.start() if ending else None]
            yield _Line(raw, raw.decode(encoding, "replace"), ending[0] if ending else b"")
            start = ending.end() if ending else start

    @cached_property
    def _usual(self) -> bytes:
        ends = Counter(line.end for line in self._lines if line.end)
        return ends.most_common(1)[0][0] if ends else "\n".encode(self.encoding)

    def _encoded(self, words: str) -> bytes:
        return words.encode(self.encoding, "replace")


def _places(kept: Sequence[int | None], count: int) -> list[int | None]:
    """For each new line the one of `count` old lines that it is, or in whose place it stands among as many others."""
    found = list(kept)
    known = [(-1, -1), *((at, number) for at, number in enumerate(kept) if number is not None), (len(kept), count)]
    for (at, number), (next_at, next_number) in pairwise(known):
        if next_at - at == next_number - number:
            found[at + 1 : next_at] = range(number + 1, next_number)
    return found


def _kept(old: Sequence[str], new: Sequence[str]) -> Iterator[int | None]:
    """For each line of `new` the number of the line of `old` that it is, or None."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    last = next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)
    yield from range(first)
    middle: list[int | None] = [None] * (len(new) - first - last)
    between = old[first : len(old) - last]
    if len(between) + len(middle) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, between, new[first : len(new) - last], autojunk=False)
        for block in matcher.get_matching_blocks():
            middle[block.b : block.b + block.size] = range(first + block.a, first + block.a + block.size)
    yield from middle
    yield from range(len(old) - last, len(old))
