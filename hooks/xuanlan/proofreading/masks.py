"""Masks over numbers of persons: the standard form, masks that hide too little, and masks that together hide nothing"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from xuanlan.proofreading.proofs import exists
from xuanlan.proofreading.surroundings import line_after, line_before, table_at
from xuanlan.text.person_numbers import masked_id, masked_mobile

PlaceT = TypeVar("PlaceT")
ENOUGH = 4
"""Digits that a mask has to hide: with fewer, there are a thousand numbers to try, or a hundred by the check digit."""


def masked(kind: str, value: str) -> str:
    """A value as it may be shown: an `id` by its first two and last three signs, a `mobile` by three and four.

    So the form of 永安市 (2023). A `card` shows its last four, `digits` their words alone, an `email` its host, any
    other its first sign and, where it is long, its last.
    """
    if kind == "id":
        return masked_id(value)
    if kind == "mobile":
        return masked_mobile(value)
    if kind == "card":
        return "*" * (len(value) - 4) + value[-4:]
    if kind == "email":
        return value[:1] + "***" + value[value.rfind("@") :]
    if kind == "digits":
        return re.sub(r"\d", "*", value)
    return value[:1] + "*" * (len(value) - 2) + value[-1:] if len(value) > 5 else value[:1] + "*" * (len(value) - 1)


_HIDING = "*＊﹡✱×•●○■□█#＃"
_FORM = re.compile(
    rf"[0-9{_HIDING}Xx](?<![0-9A-Za-z{_HIDING}.][0-9{_HIDING}Xx])(?:[ -]?[0-9{_HIDING}Xx]){{10,17}}+"
    rf"(?![0-9A-Za-z{_HIDING}])"
)
_LOOSE = re.compile(
    rf"(?<![0-9A-Za-z{_HIDING}…·.．-])([0-9](?:[ -]?[0-9]){{1,16}}+)[ ]?"
    rf"(?:…{{1,8}}|[·•]{{2,12}}|[.．]{{3,12}}|。{{3,12}}|[{_HIDING}Xx]{{2,12}}?)[ ]?"
    rf"((?:[0-9](?:[ -]?[0-9]){{0,9}})?[0-9Xx]?)"
    rf"(?![0-9A-Za-z{_HIDING}…·])"
)
"""A number whose mask may have more signs than it hides, or fewer."""
_OF_ID = ("身份证", "证件", "身份号")
_NUMBER_OF = re.compile("|".join((*_OF_ID, "手机", "电话", "联系方式", "致电", "拨打")))
_BORN, _PREFIX = 14, 3
"""Digits of an ID number that end with its birth date; digits of a mobile number that tell one."""
_SIGNS = (*_HIDING, "XX", "xx", "…", "··", "••", "...", "．．．", "。。。")
_HIDDEN = str.maketrans(dict.fromkeys(_HIDING, "*"))
_ID, _MOBILE = 18, 11


class Masked(NamedTuple):
    """A masked number in a text."""

    start: int
    end: int
    form: str
    """its 11 (mobile) or 18 (ID) signs, a `*` for each that is hidden"""


@lru_cache(maxsize=4)
def forms(text: str) -> tuple[Masked, ...]:
    """All masked ID and mobile numbers: those whose masks have a sign for each digit, and those whose masks have any
    number of signs, as `……`, where words or a birth date say what number it is."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    found = [Masked(match.start(), match.end(), _form(match[0])) for match in _FORM.finditer(text)]
    known = {each.start: each for each in found if each.form}
    for match in _LOOSE.finditer(text):
        if match.start() not in known and (form := _stretched(match, said(text, match.start()))):
            known[match.start()] = Masked(*match.span(), form)
    return tuple(known[start] for start in sorted(known))


def said(text: str, at: int) -> str:
    """What number stands at the place `at`, by the head of its column or by the words before it: id, mobile or ""."""
    before = line_before(text, at)
    table = table_at(text, at) if "\t" in before or "\t" in line_after(text, at) else None
    if table:
        row, column = table.cell(at)
        before = table.rows[0][column] if row and column < len(table.rows[0]) else ""
    words = _NUMBER_OF.findall(before)
    return ("id" if words[-1] in _OF_ID else "mobile") if words else ""


def _stretched(match: re.Match[str], kind: str) -> str:
    """The form of a number whose mask has not a sign for each digit."""
    head, tail = (re.sub("[ -]", "", part).upper() for part in match.groups())
    seen = len(head) + len(tail)
    born = len(head) >= _BORN and head[0] != "0" and exists(head[6:14])
    if kind == "mobile" and not born:
        usual = len(head) >= _PREFIX and ENOUGH + _PREFIX <= seen < _MOBILE
        return head + "*" * (_MOBILE - seen) + tail if usual and re.match("1[3-9]", head) else ""
    if not ENOUGH < seen < _ID or not (kind == "id" or born):
        return ""
    form = head + "*" * (_ID - seen) + tail
    return form if _id_shaped(form) else ""


def _form(written: str) -> str:
    signs = re.sub("[ -]", "", written).translate(_HIDDEN).upper()
    body, last = signs[:-1].replace("X", "*"), signs[-1]
    if last == "X" and (len(signs) != _ID or signs[-2] == "X"):
        last = "*"
    signs = body + last
    if "*" not in signs or len(signs) - signs.count("*") < ENOUGH:
        return ""
    if len(signs) == _MOBILE:
        return signs if re.match("1[3-9*]|[*]", signs) else ""
    return signs if len(signs) == _ID and _id_shaped(signs) else ""


def _id_shaped(form: str) -> bool:
    """Whether what is seen can be of an ID number: no birth date is impossible."""
    year, month, day = form[6:10], form[10:12], form[12:14]
    return (
        form[0] != "0"
        and re.match("(?:19|20)|[*]|[12][*]", year) is not None
        and re.match("0[1-9*]|1[0-2*]|[*]", month) is not None
        and re.match("[0-2][0-9*]|3[01*]|[*]", day) is not None
    )


def hidden(form: str) -> int:
    """How many signs are hidden."""
    return form.count("*")


def too_weak(form: str) -> bool:
    """Whether fewer than four digits are hidden, in one place: `1500*200*20` are measures."""
    stars = re.findall(r"\*+", form)
    return hidden(form) < ENOUGH and len(stars) == 1


def shows_birth(form: str) -> bool:
    """Whether an ID number shows area and birth date in full: three digits and the check digit are hidden at most."""
    return len(form) == _ID and "*" not in form[:14] and not too_weak(form) and exists(form[6:14])


class Joined(NamedTuple, Generic[PlaceT]):
    """Two masked forms that fit one number and together hide fewer than four of its digits."""

    first: PlaceT
    second: PlaceT
    left: int
    """how many digits both hide"""


def joined(masks: Iterable[tuple[PlaceT, str, str]]) -> Iterator[Joined[PlaceT]]:
    """Masks that undo each other: of (place, form, name of the person or "") those that are of one person.

    One person is who has the same name, or the same four digits in that part of the number that differs from person to
    person: all of an ID number but the area, all of a mobile number but the first three. Linear in the number of masks
    for each pair of ways to mask, of which there are few.
    """
    shapes: dict[tuple[bool, ...], list[tuple[PlaceT, str, str]]] = defaultdict(list)
    for place, form, name in masks:
        shape = tuple(sign == "*" for sign in form)
        if sum(shape) >= ENOUGH:
            shapes[shape].append((place, form, name))
    ways = list(shapes)
    for at, one in enumerate(ways):
        for other in ways[at + 1 :]:
            if len(one) == len(other) and sum(map(bool.__and__, one, other)) < ENOUGH:
                yield from _pairs(one, other, shapes)


def _pairs(
    one: tuple[bool, ...], other: tuple[bool, ...], shapes: dict[tuple[bool, ...], list[tuple[PlaceT, str, str]]]
) -> Iterator[Joined[PlaceT]]:
    left = sum(map(bool.__and__, one, other))
    seen = [at for at, (here, there) in enumerate(zip(one, other, strict=True)) if not here and not there]
    telling = sum(at >= (6 if len(one) == _ID else 3) for at in seen) >= ENOUGH
    # The first place for each name, and for any; a list of all would be gone through for each of the others.
    by_digits: dict[tuple[str, ...], dict[str | None, tuple[int, PlaceT]]] = defaultdict(dict)
    for order, (place, form, name) in enumerate(shapes[one]):
        found = by_digits["" if telling else name, *(form[at] for at in seen)]
        found.setdefault(name, (order, place))
        found.setdefault(None, (order, place))
    for place, form, name in shapes[other]:
        if telling or name:
            known = by_digits.get(("" if telling else name, *(form[at] for at in seen)), {})
            fitting = [known[each] for each in ((name, "") if name else (None,)) if each in known]
            if fitting:
                yield Joined(min(fitting, key=lambda row: row[0])[1], place, left)


def numbers_that_fit(form: str, birth: str, sex: str = "") -> float:
    """How many ID numbers fit a masked `form`, for one who knows the birth date (YYYYMMDD, or YYYYMM) and perhaps the
    `sex` (男, 女). Infinite when the form shows another date."""
    known = form[6 : 6 + len(birth)]
    if any(seen not in ("*", real) for seen, real in zip(known, birth, strict=True)):
        return float("inf")
    filled = form[:6] + birth + form[6 + len(birth) :]
    fit = 10.0 ** hidden(filled[:17])
    if filled[17] != "*":
        fit = max(1.0, fit / 11)
    if sex and filled[16] == "*":
        fit /= 2
    return fit
