"""Tables as offices fill them in: what a column is by the words of its head, and the units that a cell names"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SPACE, _NOTE = re.compile(r"[\s:：]+"), re.compile(r"(?<=.)[（(].*")
_NO_UNIT = re.compile(r"[—－–\-/、无]*")
_PERSONS = re.compile(r"[（(][^）)]*[）)]")
_SPLIT = re.compile(r"[、，,；;/\n]|\s{1,}|(?<=[处部室院会委系科组办团])(?:和|及|与)(?=[\u4e00-\u9fff]{2,})")


def fields_of(line: Sequence[str], heads: Mapping[str, str]) -> list[str]:
    """The fields of the columns below the cells `line`, "" for a column that is none; `heads` has for each field the
    pattern of what its column may be called. Spaces, colons and notes between brackets do not count."""
    fields: list[str] = []
    for words in line:
        plain = _NOTE.sub("", _SPACE.sub("", words))
        names = (field for field, pattern in heads.items() if field not in fields and re.fullmatch(pattern, plain))
        fields.append(next(names, ""))
    return fields


def units_in(words: str) -> tuple[str, ...]:
    """The units that a cell names, each once; persons between brackets are none."""
    parts = _SPLIT.split(_PERSONS.sub("", words))
    return tuple(dict.fromkeys(part for part in map(str.strip, parts) if not _NO_UNIT.fullmatch(part)))
