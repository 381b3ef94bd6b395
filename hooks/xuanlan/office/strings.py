"""Words in bytes of no known form: long numbers and marks of secrecy, in every encoding that programs write"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from xuanlan.office.contents import Budget

_CODES = ("utf-16-le", "utf-16-be", "utf-8", "gb18030")
_DIGITS = (
    re.compile(rb"(?<![0-9.])[0-9]{11,40}[Xx]?"),
    re.compile(rb"(?:[0-9]\0){11,40}(?:[Xx]\0)?"),
    re.compile(rb"(?<![0-9])(?:\0[0-9]){11,40}(?:\0[Xx])?"),
)
_STARS = tuple(
    (
        code,
        re.compile(
            b"(?:" + b"|".join(re.escape(f"{level}密{star}".encode(code)) for level in "绝机秘" for star in "★☆") + b")"
        ),
    )
    for code in _CODES
)
_BEHIND = 24
"""Bytes behind the star of a mark that may belong to it."""
_TIME = re.compile(r"..[★☆](?:\d{1,2}|[一二三四五六七八九十]{1,3})?(?:年|个?月|天|长期)?", re.DOTALL)
_MOST_UNPACKED = 20_000_000


def strings(data: bytes, budget: Budget) -> Iterator[str]:
    """What of `data` must not go out, each as a line of its own. What is packed by itself (emz, wmz) is unpacked."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(31).decompress(data, _MOST_UNPACKED)
        except zlib.error:
            return
        budget.spend("unpacked", len(data))
    for digits in _DIGITS:
        for found in digits.finditer(data):
            yield found[0].replace(b"\0", b"").decode("ascii")
    for code, mark in _STARS:
        for found in mark.finditer(data):
            text = data[found.start() : found.end() + _BEHIND].decode(code, "replace")
            if whole := _TIME.match(text):
                yield whole[0]
