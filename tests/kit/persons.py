"""Numbers as persons and units have them, made at random from an area, an issuer and an exchange that nobody has.

What is made from one seed is always the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from xuanlan.proofreading.proofs import id_check, luhn, unit_check

Make = Callable[[random.Random], str]


def id_number(chance: random.Random) -> str:
    """An ID number of area 999999."""
    day = date(1930, 1, 1) + timedelta(days=chance.randrange(33_000))
    body = f"999999{day:%Y%m%d}{chance.randrange(1, 999):03d}"
    return body + id_check(body)


def mobile(chance: random.Random) -> str:
    return f"1{chance.randrange(3, 10)}{chance.randrange(10)}0000{chance.randrange(10_000):04d}"


def card(chance: random.Random) -> str:
    """A bank card of sixteen to nineteen digits of an issuer 6299990."""
    body = "6299990" + "".join(str(chance.randrange(10)) for _ in range(chance.choice((8, 9, 10, 11))))
    return next(body + str(digit) for digit in range(10) if luhn(body + str(digit)))


def unit_code(chance: random.Random) -> str:
    body = chance.choice(("11", "12", "51", "91")) + "999999" + "".join(str(chance.randrange(10)) for _ in range(9))
    return body + unit_check(body)


PERSONAL: dict[str, Make] = {"id": id_number, "mobile": mobile, "card": card}


def _groups(number: str) -> list[str]:
    if len(number) == 11:
        return [number[:3], number[3:7], number[7:]]
    if len(number) == 18 and number.startswith("9"):
        return [number[:6], number[6:14], number[14:]]
    return [number[at : at + 4] for at in range(0, len(number), 4)]


def _wide(number: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in number)


def _halves(number: str) -> tuple[str, str]:
    half = len(number) // 2
    return number[:half], number[half:]


def _in(signs: str) -> Callable[[str], str]:
    """What writes a number in other signs for the ten digits."""
    return lambda number: number.translate(str.maketrans("0123456789", signs))


NAMES = {
    "id": ("身份证号", "证件号码：", "身份证"),
    "mobile": ("手机号", "本人手机：", "手机"),
    "card": ("银行卡号", "卡号：", "银行卡"),
}
FORMS: dict[str, Callable[[str, str], str]] = {
    "plain": lambda _kind, number: f"王某某 {number} 三班",
    "lower case": lambda _kind, number: f"（{number.lower()}）",
    "full width": lambda _kind, number: f"王某某，{_wide(number)}。",
    "groups with blanks": lambda _kind, number: f"王某某　{' '.join(_groups(number))}",
    "groups with hyphens": lambda _kind, number: f"王某某：{'-'.join(_groups(number))}；",
    "signs without width": lambda _kind, number: "王某某" + "\u200b".join(number),
    "two lines": lambda _kind, number: "王某某，" + "\n".join(_halves(number)) + "\n三班",
    "two cells": lambda kind, number: f"姓名\t{NAMES[kind][0]}\t\n王某某\t" + "\t".join(_halves(number)) + "\n",
    "marks of Markdown": lambda _kind, number: "王某某 **" + "**".join(_halves(number)),
    "behind its name": lambda kind, number: f"{NAMES[kind][1]}{number}（{NAMES[kind][2]}）",
    "between Chinese signs": lambda _kind, number: f"“{number}”、《{number}》",
    "Chinese numerals": lambda _kind, number: f"王小五{_in('〇一二三四五六七八九')(number)}。",
    "another nought": lambda _kind, number: f"王某某：{_in('零一二三四五六七八九')(number)}",
    "a ring for a nought": lambda _kind, number: f"王某某 {_in('○一二三四五六七八九')(number)}，三班",
    "numerals of cheques": lambda _kind, number: f"王某某（{_in('零壹贰叁肆伍陆柒捌玖')(number)}）",
    "numerals in groups": lambda _kind, number: (
        f"王某某　{' '.join(map(_in('〇一二三四五六七八九'), _groups(number)))}"
    ),
    "circles": lambda _kind, number: f"王某某 {_in('⓪①②③④⑤⑥⑦⑧⑨')(number)}",
    "black circles": lambda _kind, number: f"1、王某某{_in('⓿❶❷❸❹❺❻❼❽❾')(number)}",
    "superscripts": lambda _kind, number: f"王某某 {_in('⁰¹²³⁴⁵⁶⁷⁸⁹')(number)}",
    "mathematical digits": lambda _kind, number: f"王某某 {_in('𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗')(number)}",
    "digits of another script": lambda _kind, number: f"王某某 {_in('٠١٢٣٤٥٦٧٨٩')(number)}",
    "parts between strokes": lambda kind, number: f"王某某，{NAMES[kind][1]}{'/'.join(_groups(number))}",
    "parts between commas": lambda kind, number: f"王某某；{NAMES[kind][1]}{'，'.join(_groups(number))}。",
    "parts in a list": lambda kind, number: f"{NAMES[kind][1]}{'、'.join(_groups(number))}。",
    "in a file name": lambda _kind, number: f"附件/名单_{number}_2024.xlsx",
    "in an address": lambda _kind, number: f"https://www.school.example/u/{number}/photo.html?v=2",
}
"""Ways in which numbers stand in texts, by name: from the kind and the number to the text."""


def _price(chance: random.Random) -> str:
    value = chance.randrange(10**6, 10**12)
    return chance.choice(
        (f"预算 {value} 元", f"￥{value}.00", f"{value:,} 元", f"共{value}万元", f"¥ {value / 100:.2f}")
    )


def _order(chance: random.Random) -> str:
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
    tail = "".join(str(chance.randrange(10)) for _ in range(chance.choice((6, 8, 10, 12))))
    return chance.choice((f"订单号：{day:%Y%m%d}{tail}", f"{day:%Y%m%d}{tail}", f"运单号 {chance.randrange(10**14)}"))


def _isbn(chance: random.Random) -> str:
    group, middle, last = chance.randrange(100), chance.randrange(10**6), chance.randrange(10)
    return chance.choice((f"ISBN 978-7-{group:02d}-{middle:06d}-{last}", f"9787{group:02d}{middle:06d}{last}"))


def _account(chance: random.Random) -> str:
    number = chance.choice((card, lambda chance: str(chance.randrange(10**15, 10**19))))(chance)
    return chance.choice(
        (
            f"户名：某某市第一小学\n开户行：某某银行某某支行\n账号：{number}",
            f"单位名称：某某县人民医院，对公账户：{number}",
        )
    )


def _landline(chance: random.Random) -> str:
    one = f"8888{chance.randrange(10_000):04d}"
    return chance.choice(
        (f"0000-{one}", f"（0000）{one}", f"办公室\t{one}\t8888{chance.randrange(10_000):04d}", "拨打 12345、12320",
         f"电话：000-{one}、8888{chance.randrange(10_000):04d}", f"400-{chance.randrange(1000):03d}-{one[4:]}", f"800 {one[:3]} {one[3:7]}")
    )  # fmt: skip


def _file_number(chance: random.Random) -> str:
    year, number = chance.randrange(1990, 2027), chance.randrange(1, 2000)
    return chance.choice(
        (f"某教〔{year}〕{number}号", f"（{year}）某01民初{number}号", f"某财采备〔{year}〕{number:05d}号", f"{year}-{number:04d}-{number:04d}",
         f"ZB{year}{number:04d}{number:04d}", f"档案号 {year}·{number:04d}·{chance.randrange(10**4):04d}")
    )  # fmt: skip


def _course(chance: random.Random) -> str:
    code = chance.randrange(10**9)
    return chance.choice(
        (f"课程代码 {code:09d}", f"（{year}-{year + 1}-1）-{code:08d}-{code % 97}" if (year := 2000 + code % 26) else "",
         f"MATH{code % 10**6:06d}", f"{code % 10**8:08d}\t高等数学\t{code % 97}\t{code % 13}")
    )  # fmt: skip


def _unit(chance: random.Random) -> str:
    return chance.choice(("统一社会信用代码：{}", "社会信用代码\t{}", "（{}）", "税号 {}")).format(unit_code(chance))


def _series(chance: random.Random) -> str:
    """Many numbers side by side that are many numbers."""
    mark, first = chance.choice("、，,/ ；"), chance.randrange(1, 900)
    size = chance.choice((1, 2, 3, 4, 6, 8))
    several = [f"{chance.randrange(10 ** (size - 1), 10**size)}" for _ in range(chance.randrange(3, 25))]
    han = "一二三四五六七八九"
    return chance.choice((
        mark.join(str(first + step) for step in range(30)), f"房间：{mark.join(several)}",
        mark.join(f"{chance.randrange(10**7):,}" for _ in range(9)), mark.join(han[chance.randrange(9)] for _ in range(40)),
        "\t".join(han) + "\n" + "\t".join(several), "".join(f"第{sign}章、" for sign in han), "①②③④⑤⑥⑦⑧⑨" * 3,
        f"总分：{mark.join(several)}，平均 {first} 分", "一二三四五六七八九十" * 3, "二〇二六年一月一日至二〇二六年十二月三十一日",
        f"壹佰贰拾叁万{han[first % 9]}仟元整（{first}.00 元）", f"电话：8888{first:04d}、8888{first + 1:04d}、8888{first + 2:04d}",
        f"2026/{first % 12 + 1}/{first % 28 + 1}、2027/{first % 12 + 1:02d}/{first % 28 + 1:02d}", f"20{first:04d}/202601{first % 28 + 1:02d}/{first}.html",
        f"{chance.randrange(60, 70)}.{chance.randrange(10**12):012d}\t{chance.randrange(1000, 9999)}.{first}\t{first}.{chance.randrange(10**13)}",
        f"10:{first % 60:02d}:00、11:{first % 60:02d}:00、12:30:00", f"长/宽/高：{150 + first % 49}/{1000 + first}/{2000 + first}",
        f"一九九{han[first % 9]}年，八八八八〇〇{han[first % 9]}", f"三五七言绝句，{han[first % 9]}三五七九、二四六八〇",
    ))  # fmt: skip


HARMLESS: dict[str, Make] = {
    "file numbers": _file_number,
    "prices": _price,
    "course codes": _course,
    "codes of units": _unit,
    "ISBN": _isbn,
    "orders": _order,
    "accounts of units": _account,
    "landlines": _landline,
    "series": _series,
}
"""Texts with numbers that nobody need hide."""
