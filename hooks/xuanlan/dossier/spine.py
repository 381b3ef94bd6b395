"""脊背: a title in a column, one above the other, as the spine of a volume has it"""

from __future__ import annotations

import re

_UPRIGHT = str.maketrans("（）《》〈〉“”‘’—…-－~～()〔〕【】「」", "︵︶︽︾︿﹀﹁﹂﹃﹄︱︙︱︱︱︱︵︶︹︺︻︼﹁﹂")
"""Marks that look otherwise in a column."""
_CELL = re.compile(r"[0-9]{1,4}|[A-Za-z]{1,3}|\S")


def cells(words: str) -> list[str]:
    """What stands in a column, each in the place of one character: hanzi, short numbers and words, upright marks."""
    return [cell.translate(_UPRIGHT) for cell in _CELL.findall(words.replace("——", "—").replace("……", "…"))]
