"""Numbers that are one person's: ID cards, bank cards and mobile telephones, in whatever form they are written"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from xuanlan.proofreading import mobiles
from xuanlan.proofreading.digits import Row, in_code, rows
from xuanlan.proofreading.disguises import alike, disguised, odd, parted
from xuanlan.proofreading.masks import masked
from xuanlan.proofreading.personal_data import person
from xuanlan.proofreading.proofs import id_shaped, is_id, is_unit, luhn, old_id_shaped
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import around, line_before

_GAP = r"[-\ .*nt]?"
_DIGIT = rf"[0-9]{_GAP}"
_DAY = rf"[01]{_GAP}{_DIGIT}[0-3]{_GAP}{_DIGIT}"
_ID = re.compile(
    rf"(?<![0-9])(?=([1-9]{_GAP}(?:{_DIGIT}){{5}}(?:1{_GAP}9|2{_GAP}0){_GAP}(?:{_DIGIT}){{2}}{_DAY}(?:{_DIGIT}){{3}}[0-9X])(?![0-9]))"
)
_OLD_ID = re.compile(rf"(?<![0-9])(?=([1-9]{_GAP}(?:{_DIGIT}){{7}}{_DAY}(?:{_DIGIT}){{2}}[0-9])(?!{_GAP}X|[0-9]))")
_CARDS = {
    size: re.compile(rf"(?<![0-9])(?=([3-9](?:{_GAP}[0-9]){{{size - 1}}})(?![0-9]))") for size in (19, 18, 17, 16)
}
_ID_PARTS = {
    (6, 8, 4), (6, 8, 3, 1), (6, 4, 4, 4), (6, 4, 2, 2, 4), (6, 4, 2, 2, 3, 1), (3, 3, 8, 4), (3, 3, 4, 4, 4),
    (6, 6, 6), (4, 4, 4, 4, 2), (2, 2, 2, 4, 2, 2, 3, 1), (2, 2, 2, 8, 4), (6, 2, 2, 2, 2, 4), (1,) * 18
}  # fmt: skip
"""Sizes of the parts in which an ID number is thought of. Six rooms of three digits each are none of them."""
_MOST_ALIKE = 2
"""Of more parts that begin alike, each is a number of its own: the last four digits of several cards."""
_MOBILE_PARTS = {(3, 4, 4), (3, 8), (1,) * 11}
_BY_THREES = re.compile("(?:[0-9]{3}[^0-9]){5}[0-9]{2}[0-9X]")
"""Six rooms or amounts side by side."""
_MOST_BREAKS = 2
_MOST_GAPS = 6
"""Of a number in more parts, such as one sign in each box of a form, nothing else may stand in the row."""
_TOGETHER = re.compile("[0-9]{2}")
_LEAST_PART = 4
"""Digits on either side of the end of a line or a cell: fewer are the number of the next row."""

_ID_WORDS = re.compile("身份证|公民身份|证件号")
_UNIT_CODE = re.compile("信用代码|税号|纳税人识别号|机构代码")
_CARD_WORDS = re.compile("卡号|银行卡|储蓄卡|借记卡|信用卡|工资卡|社保卡|一卡通|惠民卡|惠农卡")
_UNIT_ACCOUNT = re.compile(
    r"对公|基本户|国库|财政专户|单位账|(?:户名|开户名称?|账户名称?|收款人|收款单位|单位名称)\s*[：:\s]\s*[^\n]{0,30}"
    r"(?:校|学|幼儿园|院|局|委|厅|处|所|公司|中心|办公室|政府|协会|学会|基金会|工会|支部|合作社|馆|站|集团|财政|[一二三四五六七八九十][中小高幼])"
)
_PHONES = re.compile("电话|座机|传真|热线|分机|总机")
_LANDLINE = re.compile("[2-8][0-9]{6,7}")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_NAME_BEFORE = re.compile(r"([\u4e00-\u9fff·]{2,8})[\s，,：:（(]*$")
_PHONE_BEFORE = re.compile(r"(?:手机|电话|联系方式|微信|[Tt]el)[^，。；;、0-9\n\t]{0,6}$")
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]")
_FAR = 120
"""So far around an account may stand whose it is: in the lines above and below."""


class Number(NamedTuple):
    """A number that is one person's, or may be."""

    code: str
    kind: str
    start: int
    end: int
    value: str
    """its digits: in messages only masked"""
    whole: bool
    """whether it stands in one line and one cell"""

    def hit(self) -> Hit:
        put = masked(self.kind, self.value) if self.whole and self.code in _PUT else None
        return Hit(self.start, self.end, {"found": masked(self.kind, self.value)}, put)


_PUT = {"personal-id", "personal-id-old", "personal-bank-card", "personal-mobile"}
"""Certain enough that a machine may mask them."""


@lru_cache(maxsize=4)
def numbers(text: str) -> tuple[Number, ...]:
    """All numbers of persons in `text`, in order, none of them over another."""
    found = [
        *((row, *each) for row in rows(text) for each in _of_row(text, row)),
        *((row, *each) for row in disguised(text) for each in _of_row(text, row) if _surely(text, row, *each[1:])),
        *((row, *each) for row in parted(text) for each in _of_parts(text, row)),
    ]
    told: list[Number] = []
    end = 0
    for number in sorted(starmap(_number, found), key=lambda number: number.start):
        if number.start >= end:
            end = number.end
            told.append(number)
    contacts = mobiles.told_apart(text, [(each.start, each.end) for each in told if each.kind == "mobile"])
    return tuple(each._replace(code=contacts.get(each.start, each.code)) for each in told)


_Found = tuple[str, int, int, str]
"""The kind of a number, its span in the signs of a row, and the code that it is told by."""


def _of_row(text: str, row: Row) -> Iterator[_Found]:
    """The numbers in a row, none of them over another: first those that are surest."""
    used = bytearray(len(row.signs))
    for kind, finder in (("id", _ids), ("card", _cards), ("id", _old_ids), ("mobile", mobiles.find)):
        for start, end, code in finder(text, row):
            if not any(used[start:end]) and not in_code(text, *row.place(start, end)):
                used[start:end] = b"1" * (end - start)
                yield kind, start, end, code


def _surely(text: str, row: Row, start: int, end: int, code: str) -> bool:
    """Whether a number in digits of another kind is one: a check digit proves it, its look makes it likely."""
    return odd(text, *row.place(start, end)) and (code == "personal-id" or alike(text, row, start, end))


def _number(row: Row, kind: str, start: int, end: int, code: str) -> Number:
    signs = row.signs[start:end]
    value = "".join(sign for sign in signs if sign.isdigit() or sign == "X")
    return Number(code, kind, *row.place(start, end), value, "n" not in signs and "t" not in signs)


def _of_parts(text: str, row: Row) -> Iterator[_Found]:
    """A number that fills a row whose parts are divided as a list is: sizes and words tell it from a list."""
    value, sizes = row.signs.replace(",", ""), tuple(map(len, row.signs.split(",")))
    place = row.place(0, len(row.signs))
    if len(value) == 18:
        words = around(text, *place)
        natural = sizes in _ID_PARTS or (len(sizes) == 2 and min(sizes) >= _LEAST_PART)
        sure = is_id(value) and not (is_unit(value) and _UNIT_CODE.search(words))
        if sure and (natural or _ID_WORDS.search(words)):
            yield "id", 0, len(row.signs), "personal-id"
            return
    before = line_before(text, place[0])
    called = _PHONE_BEFORE.search(before) or (before.endswith("\t") and "手机" in around(text, *place))
    if called and sizes in _MOBILE_PARTS and _MOBILE.fullmatch(value):
        yield "mobile", 0, len(row.signs), "personal-mobile-alone"
    elif 16 <= len(value) <= 19 and set(sizes[:-1]) == {4} and "X" not in value and luhn(value):
        several = sum(part.startswith(value[:2]) for part in row.signs.split(",")) > _MOST_ALIKE
        if _CARD_WORDS.search(before) and not several and _is_card(text, *place, value, [value]):
            yield "card", 0, len(row.signs), "personal-bank-card"


def _windows(pattern: re.Pattern[str], size: int, row: Row) -> Iterator[tuple[int, int, str, list[str]]]:
    """Start, end, digits and parts of what may be a number of that many digits, from one group of digits to another."""
    most = len(row.signs) - size
    if most > size and not _TOGETHER.search(row.signs):
        return  # one digit after another: none but a whole row would have so many gaps
    for found in pattern.finditer(row.signs):
        start, end = found.span(1)
        gaps = end - start - size
        if gaps <= _MOST_GAPS or gaps == most:
            parts = re.split("[nt]", found[1])
            if len(parts) == 1 or not row.has_fraction(start, end):
                yield start, end, re.sub("[^0-9X]", "", found[1]), parts


def _ids(text: str, row: Row) -> Iterator[tuple[int, int, str]]:
    for start, end, value, parts in _windows(_ID, 18, row):
        in_boxes = max(map(len, parts)) == 1  # a form with a box for each sign
        if not id_shaped(value) or not (in_boxes or len(parts) - 1 <= _MOST_BREAKS):
            continue
        if _BY_THREES.fullmatch(row.signs, start, end):
            continue
        place = row.place(start, end)
        if text[place[1] : place[1] + 1].isalpha() and text[place[1]].isascii():
            continue
        if is_id(value):
            if not (is_unit(value) and _UNIT_CODE.search(around(text, *place))):
                yield start, end, "personal-id"
        elif len(parts) == 1 and _ID_WORDS.search(words := around(text, *place)) and not _UNIT_CODE.search(words):
            yield start, end, "personal-id-doubtful"


def _old_ids(text: str, row: Row) -> Iterator[tuple[int, int, str]]:
    for start, end, value, parts in _windows(_OLD_ID, 15, row):
        if not old_id_shaped(value) or len(parts) - 1 > _MOST_BREAKS:
            continue
        place = row.place(start, end)
        name = _NAME_BEFORE.search(line_before(text, place[0]))
        listed = name and person(name[1]) and _PROVINCES.match(value) and len(parts) == 1
        if listed or _ID_WORDS.search(around(text, *place)):
            yield start, end, "personal-id-old"


def _cards(text: str, row: Row) -> Iterator[tuple[int, int, str]]:
    found = [window for size, pattern in _CARDS.items() for window in _windows(pattern, size, row)]
    for start, end, value, parts in sorted(found, key=lambda window: len(window[3])):
        if luhn(value) and _grouped(row.signs[start:end]) and _is_card(text, *row.place(start, end), value, parts):
            yield start, end, "personal-bank-card"


def _grouped(signs: str) -> bool:
    """Whether the digits are in groups as people write them on cards: all alike but the last, or two."""
    if "*" in signs or signs.isdigit():
        return True
    *groups, last = (len(group) for group in re.split("[^0-9]", signs))
    alike = len(set(groups)) == 1 and last <= max(groups[0], 7)
    return alike or ("n" in signs or "t" in signs)


def _is_card(text: str, start: int, end: int, value: str, parts: list[str]) -> bool:
    words = around(text, start, end)
    named = _CARD_WORDS.search(words)
    if not (named or value.startswith("62")):
        return False
    if mobiles.other_number(line_before(text, start), cards=True):
        return False
    if len(parts) > 1 and not named and (len(parts) > 2 or not _one_number(words, *parts)):
        return False
    if len(parts) > 1 and min(map(len, parts)) < _LEAST_PART:
        return False
    return not _UNIT_ACCOUNT.search(text[max(0, start - _FAR) : end + _FAR // 2] + words)


def _one_number(words: str, one: str, other: str) -> bool:
    """Whether digits on both sides of a break belong together, and are not two telephone numbers."""
    if _PHONES.search(words) or _MOBILE.fullmatch(other):
        return False
    landlines = _LANDLINE.fullmatch(one) and _LANDLINE.fullmatch(other)
    return not (landlines and one[:3] == other[:3])


def _rule(code: str, about: str, source: str, fires: tuple[str, ...], passes: tuple[str, ...]) -> Rule:
    def find(text: str) -> Iterator[Hit]:
        return (number.hit() for number in numbers(text) if number.code == code)

    return Rule(code, about, source, find, fires, passes)


_LAW = "《个人信息保护法》第六条、第二十八条"
RULES: tuple[Rule, ...] = (
    _rule(
        "personal-id",
        "公民身份号码（18 位，校验码正确）不能公开：凭它可以冒用身份。"
        "写成全角、中文或带圈数字，分段、换行、分在两格里，都能认出。",
        f"GB 11643-1999；{_LAW}",
        (
            "身份证号：99999919491231005X",
            "某某，９９９９９９　19491231　005x，三班",
            "99999919491\n231005X",
            "九九九九九九一九四九一二三一〇〇五X",
            "999999/19491231/005X",
            "身份证号\t9\t9\t9\t9\t9\t9\t1\t9\t4\t9\t1\t2\t3\t1\t0\t0\t5\tX",
        ),
        ("统一社会信用代码：91350100M000100Y43", "99999919491231005", "编号 999999194912310051"),
    ),
    _rule(
        "personal-id-doubtful",
        "写明是身份证号的 18 位数字，校验码不对：多半是真号码抄错了一位，照样不能公开。",
        f"GB 11643-1999；{_LAW}",
        ("身份证号：999999194912310051",),
        ("编号：999999194912310051", "身份证号：99999919491231005X"),
    ),
    _rule(
        "personal-id-old",
        "15 位的旧身份证号不能公开：换成 18 位只差世纪和校验码，可以算出来。",
        f"GB 11643-1999；{_LAW}",
        ("身份证号 999999491231005",),
        ("订单 999999491231005", "身份证号 999999499931005"),
    ),
    _rule(
        "personal-bank-card",
        "个人的银行卡号不能公开（16 至 19 位，校验位正确）；单位的对公账户不算。",
        f"ISO/IEC 7812-1；{_LAW}",
        ("卡号：6200000000000000000", "打到 6200 0000 0000 0000 000"),
        ("订单号：6200000000000000000", "户名：永安一中\n账号：6200000000000000000", "卡号：6200000000000000003"),
    ),
    _rule(
        "personal-mobile",
        "人员名单里的手机号不能公开。",
        f"教财厅函〔2017〕28号；{_LAW}",
        ("姓名\t手机\n王某\t19900000000", "张三 19900000000\n李四 19900000001\n王五 19900000002"),
        ("联系人：张老师，19900000000", "学校\t联系人\t联系电话\n一小\t张老师\t19900000000"),
    ),
    _rule(
        "personal-mobile-alone",
        "正文里的手机号，看不出是单位公布的联系电话：请核对能不能公开。",
        _LAW,
        (
            "手机号：19900000000",
            "张某（199-0000-0000）是三班学生",
            "手机\t199\t0000\t0000",
            "手机号\t1\t9\t9\t0\t0\t0\t0\t0\t0\t0\t0",
        ),
        ("电话：19900000000", "共 19900000000 元", "编号 YS-1-19900000000-01", "收入\t支出\t结余\n199\t0000\t0000"),
    ),
    _rule(
        "personal-mobile-contact",
        "作为联系方式公布的手机号：能用办公电话的，最好不写个人手机。",
        _LAW,
        ("联系人：张老师，19900000000",),
        ("联系电话：0000-88880000", "姓名\t手机\n王某\t19900000000"),
    ),
)
