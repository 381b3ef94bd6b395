"""Invisible characters, and characters that are written in place of others."""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Control characters, line and paragraph separators, noncharacters."""

_ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f"
)
_PICTURE = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_NAME = r"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]"
_FLAG = "".join(f"(?<!{_NAME}{{{count}}})(?<!{_NAME}{{{count}}}\U000e007f)" for count in range(1, 7))
UNSEEN = re.compile(f"[{_ZERO_WIDTH}](?<!{_PICTURE}\u200d(?={_PICTURE})){_FLAG}")
"""Zero-width characters and direction marks, but not variation selectors (forms of an ideograph), joiners inside an
emoji, such as a family, and the tags behind a flag that name its region."""

LOST = re.compile("\ufffd|锟斤拷|烫烫烫")
"""What remains of text that a conversion between encodings has destroyed."""

RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
        "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爬丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
        "聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""The CJK Radicals Supplement, found in text copied from PDFs in place of ideographs: Equivalent_Unified_Ideograph of
the Unicode Character Database 14.0. Kangxi radicals need no table: NFKC maps them."""

_DOUBLES = "\u2e80-\u2fdf\uf900-\ufaff"
_DOUBLE = re.compile(f"[{_DOUBLES}]")
_STRANGE = re.compile(
    f"{CONTROL.pattern}|[{_ZERO_WIDTH}]|[\ufffd锟烫]|[{_DOUBLES}]|[\u00a1-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u07ff]"
)
"""A text without any of these has nothing that this room looks for, mojibake included."""


def plain(text: str) -> bool:
    """Whether `text` has nothing that this room looks for; most texts have nothing."""
    return not _STRANGE.search(text)


def label(sign: str) -> str:
    """One character for a diagnostic: U+200B（ZERO WIDTH SPACE）."""
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f"（{name}）" if name else "")


def seen(text: str) -> str:
    """`text` without invisible characters."""
    return text if plain(text) else UNSEEN.sub("", CONTROL.sub("", text))


def ideograph(sign: str) -> str:
    """The ideograph that `sign`, a radical or a compatibility ideograph, looks like; any other `sign` itself."""
    return RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)


def doubles(line: str) -> tuple[int, str, str] | None:
    """The part of `line` from its first to its last radical or compatibility ideograph: offset, the part as written,
    the part in ideographs. None when there is none."""
    offsets = [found.start() for found in _DOUBLE.finditer(line) if ideograph(found[0]) != found[0]]
    if not offsets:
        return None
    piece = line[offsets[0] : offsets[-1] + 1]
    return offsets[0], piece, _DOUBLE.sub(lambda found: ideograph(found[0]), piece)
