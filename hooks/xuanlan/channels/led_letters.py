"""What controllers of LED screens can show, characters of GBK, and what stands for all others; each change is told"""

from __future__ import annotations

import re
import unicodedata

from xuanlan.reading.shipped import DATA

UNKNOWN = "□"
_PHRASES = {"m²": "㎡", "km²": "平方公里", "m³": "立方米", "cm²": "平方厘米"}
_SIGNS = dict(
    row.split(" ") for row in (DATA / "led_letters.txt").read_text(encoding="utf-8").splitlines() if row[0] != "#"
)
_SIGNS |= {chr(0x246A + number): chr(0x2492 + number) for number in range(10)}  # ⑪ is ⒒
_SIGNS |= {chr(0x3251 + number): f"（{21 + number}）" for number in range(15)}  # ㉑
_SIGNS |= {chr(0x32B1 + number): f"（{36 + number}）" for number in range(15)}  # ㊱
_SIGNS |= {chr(0x2776 + number): chr(0x2460 + number) for number in range(10)}  # ❶ is ①
_PHRASE = re.compile("|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True))) + r"(?![A-Za-z0-9])")


def shown(text: str) -> tuple[str, dict[str, str]]:
    """`text` in characters of GBK, and what was replaced by what."""
    changed: dict[str, str] = {}

    def phrase(match: re.Match[str]) -> str:
        changed[match[0]] = _PHRASES[match[0]]
        return _PHRASES[match[0]]

    made = []
    for sign in _PHRASE.sub(phrase, text):
        if not fits(sign):
            changed[sign] = _instead(sign)
            sign = changed[sign]
        made.append(sign)
    return "".join(made), changed


def fits(text: str) -> bool:
    """Whether `text` can be written in GBK, without control characters other than the ends of lines."""
    if any((sign < " " and sign not in "\r\n\t") or sign == "\x7f" for sign in text):
        return False
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _instead(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp"):  # nobody sees it
        return ""
    wide = unicodedata.normalize("NFKC", sign)
    if wide != sign and fits(wide) and not any(one.isdigit() for one in wide):
        return wide
    bare = "".join(one for one in unicodedata.normalize("NFD", sign) if not unicodedata.combining(one))
    if bare and bare != sign and fits(bare):
        return bare
    return " " if unicodedata.category(sign) == "Zs" else UNKNOWN
