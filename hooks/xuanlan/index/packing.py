"""Bytes as a plain script: the only kind of data file that a page opened from a folder may load.

A script is UTF-8 text, so bytes travel as its characters, seven bits in each. A string in a script cannot or should not
hold five of these characters: each of the five is joined with the seven bits that follow it into one character of two
bytes, from U+0100 on; at the end of a file, where nothing follows, it becomes one from U+0380 on. So seven eighths of a
file are content, nearly the most that UTF-8 allows; base 64 would give three quarters. The reader is
`theme/browser/search/bits.js`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import deflate
import numpy as np
from numpy.typing import NDArray

from xuanlan.index.blocks import CALL

_HEAD, _TAIL = f'{CALL}("'.encode(), b'")\n'
_REFUSED = (0x00, 0x0A, 0x0D, 0x22, 0x5C)
_TWO_BYTES = 0x100
_PLACES = np.zeros(128, dtype=np.uint8)
_PLACES[list(_REFUSED)] = np.arange(1, 6)
_SPREAD = ((0xFFFFFFF0000000, 15), (0x0FFFC0000FFFC000, 3), (0x3F803F803F803F80, 1))
"""How 56 bits become eight times seven: the upper half of each part is shifted by four bits, then two, then one. To
add 2^n - 1 times a number to itself is to shift it by n bits."""
_MOVED = re.compile("[\u1e3f\u9fb4-\u9fbb\ufe10-\ufe19\ue000-\uf8ff]")
"""What the editions of GB 18030 (2000, 2005, 2022) map differently, private use included: decoders disagree on it."""
_CONTROLS = re.compile("[\x01-\x09\x0b-\x1f]")
_SHORT = "，。、的：；（）“”一不日月学生工人有时在和为作院部务及理请"
_SHORTENED = np.arange(1 << 16, dtype="<u2")
_SHORTENED[[ord(sign) for sign in _SHORT]] = [at + 1 if at < 9 else at + 2 for at in range(len(_SHORT))]
"""What each UTF-16 code unit is replaced by: signs that are common in Chinese notices by control characters other than
the line feed. Several times as fast as str.translate."""


def script(content: bytes) -> bytes:
    """A data file with `content`."""
    return scripts([content])[0]


def scripts(contents: Sequence[bytes]) -> list[bytes]:
    """One data file for each of `contents`; quicker than `script` for each."""
    if not contents:
        return []
    filled = b"".join(content + bytes(7 - len(content) % 7) for content in contents)
    rows = np.zeros((len(filled) // 7, 8), dtype=np.uint8)
    rows[:, 1:] = np.frombuffer(filled, dtype=np.uint8).reshape(-1, 7)
    bits = rows.view(">u8").astype(np.uint64)
    for upper, factor in _SPREAD:
        bits += (bits & np.uint64(upper)) * np.uint64(factor)
    table = bits.astype(">u8").view(np.uint8)
    signs = table.ravel()
    used = np.fromiter(((8 * len(content) + 6) // 7 for content in contents), np.int64, len(contents))
    starts = np.concatenate(([0], np.cumsum([len(content) // 7 * 8 + 8 for content in contents])))
    ends = starts[:-1] + used
    for at in range(8):  # padding is never a refused character
        signs[np.minimum(ends + at, starts[1:] - 1)] = 1
    text = _taken_along(signs, ends - 1).tobytes()
    return [
        _HEAD + text[start : _end(text, end)] + _TAIL
        for start, end in zip(starts.tolist(), ends.tolist(), strict=False)
    ]


def _taken_along(signs: NDArray[np.uint8], last: NDArray[np.int64]) -> NDArray[np.uint8]:
    """`signs` as UTF-8: a refused sign and the next one become the two bytes of one character; a refused one at a place
    in `last` takes the unused byte behind it."""
    refused = np.flatnonzero(_PLACES[signs])
    order = np.arange(len(refused))
    run = order - np.maximum.accumulate(np.where(np.diff(refused, prepend=-2) != 1, order, 0))
    leads = refused[run % 2 == 0]  # the second of two neighbours is taken along
    point = _TWO_BYTES + (_PLACES[signs[leads]].astype(np.int32) - 1) * 128 + signs[leads + 1]
    ends = np.zeros(len(signs), dtype=bool)
    ends[last] = True
    ending = ends[leads]
    point[ending] = _TWO_BYTES + (_PLACES[signs[leads[ending]]].astype(np.int32) + len(_REFUSED) - 1) * 128
    signs[leads] = 0xC0 | point >> 6
    signs[leads + 1] = 0x80 | point & 63
    return signs


def _end(text: bytes, end: int) -> int:
    """The end of the UTF-8 text of the file whose signs end at `end`."""
    return end + 1 if end and text[end - 1] >= 0xC0 else end


def packed_text(text: str) -> bytes:
    """`text` deflated (RFC 1950) behind a byte of flags: 1 for UTF-8 instead of GB 18030, 2 when nothing is shortened.

    GB 18030 gives a hanzi two bytes where UTF-8 takes three, and the commonest signs are replaced by control
    characters, which texts hardly have: together a fifth less. The packer is a pinned library and not Python's own
    zlib, whose output differs from machine to machine.
    """
    utf8, plain = _MOVED.search(text) is not None, _CONTROLS.search(text) is not None
    units = np.frombuffer(text.encode("utf-16-le"), dtype="<u2")
    short = text if plain else _SHORTENED[units].tobytes().decode("utf-16-le")
    return bytes([utf8 + 2 * plain]) + deflate.zlib_compress(short.encode("utf-8" if utf8 else "gb18030"), 9)


def packed_json(value: object) -> bytes:
    """`value` as JSON, deflated as `packed_text` does."""
    return packed_text(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
