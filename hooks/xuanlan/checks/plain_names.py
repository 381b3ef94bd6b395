"""When two names of a unit or a file are one"""

from __future__ import annotations

import re

from xuanlan.text.dates import SEAL
from xuanlan.text.folding import fold

_MARKS = re.compile(r"[\W_]+")


def plain_name(words: str) -> str:
    """A name of a unit or a file without marks, and without what says where a seal is set, as names are compared."""
    return _MARKS.sub("", fold(SEAL.sub("", words)))
