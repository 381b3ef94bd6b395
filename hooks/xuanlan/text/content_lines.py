"""Content lines as iCalendar (RFC 5545) and vCard (RFC 2426) write them."""

from __future__ import annotations

import re

_LONGEST = 75
"""octets in a line, without its line break"""


def escape(text: str) -> str:
    """`text` as a property's value."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def join(lines: list[str]) -> str:
    """The lines with CRLF ends; long ones are folded (continued after a space), never inside a character."""
    return "".join(_fold(line) + "\r\n" for line in lines)


def _fold(line: str) -> str:
    pieces, piece, room = [], "", _LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _LONGEST - 1
        piece += sign
        room -= size
    return "\r\n ".join([*pieces, piece])
