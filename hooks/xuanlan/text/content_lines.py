"""Content lines as iCalendar (RFC 5545) and vCard (RFC 2426) write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def calendar(name: str, events: Iterable[str]) -> bytes:
    """A whole calendar (RFC 5545) called `name`; `events` are the lines of its events."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Xuanlan//Xuanlan//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escape(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
    ]
    return join([*head, *events, "END:VCALENDAR"]).encode()
