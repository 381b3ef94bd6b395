"""Characters that nobody sees, or that stand for others."""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Control characters, line separators that only some programs obey, and what is no character at all."""

_ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f"
)
_PICTURE = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_NAME = r"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]"
_FLAG = "".join(f"(?<!{_NAME}{{{count}}})(?<!{_NAME}{{{count}}}\U000e007f)" for count in range(1, 7))
UNSEEN = re.compile(f"[{_ZERO_WIDTH}](?<!{_PICTURE}\u200d(?={_PICTURE})){_FLAG}")
"""Zero-width characters and direction marks. Variation selectors stay: they choose among forms of an ideograph; so do
the joiners that make one picture of several, such as a family, and the few tags behind a flag that say whose it is."""

LOST = re.compile("\ufffd|锟斤拷|烫烫烫")
"""What stands where a conversion between encodings has destroyed the text."""

RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
        "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爬丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
        "聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""The CJK radicals supplement, which texts out of PDFs hold in place of ideographs: Equivalent_Unified_Ideograph of the
Unicode Character Database 14.0. Of Kangxi radicals the same is said by NFKC."""

_DOUBLES = "\u2e80-\u2fdf\uf900-\ufaff"
_DOUBLE = re.compile(f"[{_DOUBLES}]")
_STRANGE = re.compile(
    f"{CONTROL.pattern}|[{_ZERO_WIDTH}]|[\ufffd锟烫]|[{_DOUBLES}]|[\u00a1-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u07ff]"
)
"""Signs without any of which a text has nothing of the above or below."""


def plain(text: str) -> bool:
    """Whether nothing of the above or below is in `text`, which is so of most."""
    return not _STRANGE.search(text)


def label(sign: str) -> str:
    """One character for a diagnostic: U+200B（ZERO WIDTH SPACE）."""
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f"（{name}）" if name else "")


def seen(text: str) -> str:
    """`text` without the characters that nobody sees."""
    return text if plain(text) else UNSEEN.sub("", CONTROL.sub("", text))


def ideograph(sign: str) -> str:
    """The ideograph that `sign`, a radical or a compatibility ideograph, looks like; itself when it is none."""
    return RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)


def doubles(line: str) -> tuple[int, str, str] | None:
    """Where in `line` radicals stand for ideographs: the offset, what stands there from the first of them to the last,
    and the same in ideographs."""
    offsets = [found.start() for found in _DOUBLE.finditer(line) if ideograph(found[0]) != found[0]]
    if not offsets:
        return None
    piece = line[offsets[0] : offsets[-1] + 1]
    return offsets[0], piece, _DOUBLE.sub(lambda found: ideograph(found[0]), piece)
