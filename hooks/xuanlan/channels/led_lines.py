"""Where a line on an LED screen may end: not within a number, a date, a name, a Latin word, or between 《》 and “”"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from xuanlan.channels.facts import named
from xuanlan.sheets.lines import CLOSING, JOINER, OPENING, ems, wholes

Wholes = Callable[[str, float], Iterator[tuple[int, int]]]
"""Begin and end of everything in a text that is not to be divided in lines of so many ems."""
_TOGETHER = re.compile(r"《[^《》\n]{1,40}》|“[^“”\n]{1,40}”|[A-Za-z][A-Za-z0-9.'-]*")


def together(text: str, room: float, names: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Titles and quotations, known `names`, Latin words, numbers, dates; what is wider than a line may be divided."""
    for pattern in (_TOGETHER, named(frozenset(names))):
        for match in pattern.finditer(text):
            if ems(match[0]) <= room:
                yield match.span()
    yield from wholes(text, room)


def lined(text: str, room: float, parts: Wholes = together) -> str:
    """`text` with a JOINER wherever a line of `room` ems must not end; `parts` may be a better judge of words."""
    inside = {at for start, end in parts(text, room) for at in range(start + 1, end)}
    inside |= {at for at in range(1, len(text)) if text[at] in CLOSING or text[at - 1] in OPENING + "："}
    return "".join(f"{JOINER}{sign}" if at in inside else sign for at, sign in enumerate(text))
