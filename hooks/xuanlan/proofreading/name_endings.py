"""Registered names with another word for an office at their end: 后勤保障部, where 后勤保障处 is registered"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from xuanlan.proofreading.rule import Hit

_ENDS = "部处科室院局厅司校馆所委"
_SHORTEST = 5
"""Signs of a name whose beginning is of one office."""
_HAN = re.compile("[\u4e00-\u9fff]")
_BEFORE = frozenset("请由向与至到在和及或报经是为送交给往询知告发抄，")
"""Signs before a name that belong to no longer one, which would be of another unit's office."""
_AFTER = frozenset("的和与及或负主召组统牵联等在于对将为向要应已也是收")


@lru_cache(2)
def find(forms: tuple[str, ...]) -> Callable[[str], Iterable[Hit]] | None:
    """What finds registered `forms` with another ending that is not registered; None when none can have one."""
    stems = {form[:-1]: form for form in forms if len(form) >= _SHORTEST and form[-1] in _ENDS}
    if not stems:
        return None
    known = frozenset(forms)
    pattern = re.compile(f"({'|'.join(map(re.escape, sorted(stems, key=len, reverse=True)))})[{_ENDS}]")

    def search(text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            alone = _stands(before, _BEFORE) and _stands(after, _AFTER)
            if alone and match[0] not in known:
                yield Hit(*match.span(), {"name": stems[match[1]]})

    return search


def _stands(sign: str, besides: frozenset[str]) -> bool:
    """Whether a name ends beside `sign`."""
    return not sign or not _HAN.match(sign) or sign in besides


ABOUT = (
    "与登记的名称只差末尾“处、部、院、校”一类的字，登记表里又没有这个名称的，请核对；可能确有这个部门，只在写稿时提示。"
)
