"""Masked numbers of persons that are none: masks that hide too little, and rows that give back what a mask hides"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from xuanlan.proofreading.masks import ENOUGH, Masked, forms, hidden, masked, numbers_that_fit, shows_birth, too_weak
from xuanlan.proofreading.personal_data import person
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import REACH, around, line_at, line_before, table_at

_FEW = 1000
"""With fewer numbers to try, a mask hides nothing: three digits of four."""
_BIRTHS = 4
"""Birth dates in one row that are looked at."""
_WORDS = re.compile("身份证|证件|手机|电话|号码|联系|姓名")
_BORN = re.compile("出生|生日|生于")
_DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:[-./年]([01]?[0-9])(?:[-./月]([0-3]?[0-9]))?|([01][0-9])([0-3][0-9])?)(?![0-9])"
)
_NAME_BEFORE = re.compile(
    r"([\u4e00-\u9fff·]{2,8}?)[\s，,：:（(]*"
    r"(?:(?:的|其)?(?:公民|居民)?(?:身份证|身份|证件|手机|联系电话|电话|联系方式)(?:号码?)?[\s：:为是]*)?$"
)
_SEX = re.compile("[男女]")


def _shown(form: str) -> str:
    """A form for a message, masked as it should have been."""
    return masked("id" if len(form) == 18 else "mobile", form)


def _weak(text: str) -> Iterator[Hit]:
    for start, end, form in forms(text):
        if too_weak(form) and (len(form) == 18 or "**" in form or _WORDS.search(around(text, start, end))):
            yield Hit(
                start, end, {"found": _shown(form), "hidden": str(hidden(form)), "least": str(ENOUGH)}, _shown(form)
            )


def _birth(text: str) -> Iterator[Hit]:
    for start, end, form in forms(text):
        if shows_birth(form):
            yield Hit(start, end, {"found": _shown(form)}, _shown(form))


def _rows(text: str) -> Iterator[Hit]:
    known: dict[int, tuple[Sequence[str], str]] = {}
    """what each row of a table tells beside its masks: a row may have thousands"""
    for start, end, form in forms(text):
        if len(form) != 18 or too_weak(form) or shows_birth(form):
            continue
        line = line_at(text, start, end)
        table = table_at(text, start) if "\t" in line else None
        if table:
            row = table.row(start)
            if row not in known:
                known = {row: birth_and_sex(table.rows[row], table.rows[0])}
            found = rebuilt(form, *known[row])
        else:
            found = _BORN.search(line) is not None and _few(form, line, line)
        if found:
            yield Hit(start, end, {"found": _shown(form)})


def birth_and_sex(cells: Sequence[str], heads: Sequence[str]) -> tuple[Sequence[str], str]:
    """The cells of a row that tell when somebody was born, by the heads of their columns, and 男, 女 or ""."""
    born = (cell[:REACH] for cell, head in zip(cells, heads, strict=False) if _BORN.search(head))
    return tuple(islice(born, _BIRTHS)), next((cell.strip() for cell in cells if cell.strip() in ("男", "女")), "")


def rebuilt(form: str, born: Sequence[str], sex: str) -> bool:
    """Whether the birth dates and the sex that stand beside `form` leave but few ID numbers that fit it."""
    return any(_few(form, cell, sex) for cell in born)


def _few(form: str, birth: str, sex: str) -> bool:
    found = _SEX.search(sex)
    for date in _DATE.finditer(birth):
        month, day = date[2] or date[4] or "", date[3] or date[5] or ""
        digits = date[1] + (month.zfill(2) + (day.zfill(2) if day else "") if month else "")
        if numbers_that_fit(form, digits, found[0] if found else "") < _FEW:
            return True
    return False


def with_names(text: str) -> Iterator[tuple[Masked, str]]:
    """Every masked number of a text with the full name beside it, "" where none is: what `masks.joined` asks for."""
    for each in forms(text):
        before = line_before(text, each.start)
        cells = before.split("\t")[:-1]
        name = _NAME_BEFORE.search(before)
        beside = [cell.strip() for cell in cells] or ([name[1]] if name else [])
        yield each, next(filter(person, beside), "")


_LAW = "《个人信息保护法》第七十三条"
RULES: tuple[Rule, ...] = (
    Rule(
        "personal-mask-weak",
        "身份证号、手机号遮去的不到 4 位：试几百次就能补全，等于没有遮。",
        f"{_LAW}；永安市 2023 年的遮盖格式",
        _weak,
        ("9999991949123100**", "手机 199000**000", "9999991949123100XX", "手机 199000*0000", "手机 1990000……00"),
        ("99*************05X", "199****0000", "板材 1500*200*20", "2000*1500*1200*800"),
    ),
    Rule(
        "personal-mask-birth",
        "遮过的身份证号还看得见地区和完整的出生日期：只剩顺序码可猜，请遮去中间各位。",
        f"{_LAW}；永安市 2023 年的遮盖格式",
        _birth,
        ("99999919491231****", "99999919491231XXXX", "身份证号 99999919491231……"),
        ("99*************05X", "999999********005X", "99999919******005X", "身份证号 999999……005X"),
    ),
    Rule(
        "personal-row",
        "遮过的身份证号旁边写着出生日期或性别，两样合起来又能补全号码。",
        f"{_LAW}；GB/T 37964-2019《个人信息去标识化指南》",
        _rows,
        (
            "姓名\t出生日期\t身份证号\n王某\t1949-12-31\t999999********005X",
            "王某，女，1949年12月31日出生，身份证号 999999********005X",
        ),
        (
            "姓名\t出生日期\t身份证号\n王某\t1949-12-31\t99*************05X",
            "姓名\t登记日期\t身份证号\n王某\t1949-12-31\t999999********005X",
        ),
    ),
)
