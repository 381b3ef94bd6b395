"""Pure text: folding for search, dates in words, excerpts, sizes.

`fold` has a twin in `theme/browser/fold.js`; both are held together by `tests/vectors/fold.json` and by a sweep over
every assigned character. Change them together.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from xuanlan.characters import RADICALS

# Characters nobody sees: soft hyphen, zero-width, direction and variation marks, byte order mark.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# One sign for each family that typists mix: brackets, quotes, dashes, dots, colons, the round zero of years; and what
# PDFs write in place of ideographs.
_SAME = {
    **dict.fromkeys("[{\u3014\u3010\u3016\u3018\u301a", "("),
    **dict.fromkeys("]}\u3015\u3011\u3017\u3019\u301b", ")"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u301d\u301e", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500", "-"),
    **dict.fromkeys("\u2022\u2027\u22c5\u30fb", "\u00b7"),
    "\u301c": "~",
    "\u2236": ":",
    "\u25cb": "\u3007",
    "\u03c2": "\u03c3",
    **RADICALS,
}
_FAMILIES = re.compile(f"[{re.escape(''.join(_SAME))}]")  # several times as fast as str.translate
# What folds to itself and combines with nothing, most of any text; the rest folds piece by piece. White space is
# folded last. ASCII letters and < = > are not here: they take combining marks.
_STRANGE = re.compile(r"([^\s!-;?@\\^_`|~\xb7\u3001\u3002\u3007\u300a\u300b\u4e00-\u9fff]+)")
_PLAIN = re.compile(r"[!-;?@\\^_`|~\xb7\u3001\u3002\u3007\u300a\u300b\u4e00-\u9fff]*+")
"""What is neither strange nor white space."""
_LONE_SPACE = re.compile(r" (?:(?![0-9a-z])|(?<![0-9a-z] ))")


def fold(text: str) -> str:
    """`text` as search compares it: two texts that a reader takes for the same fold to the same.

    - compatibility forms and width: NFKC, so ２０１８ is 2018 and （ is (;
    - case: lower, upper, lower (ẞ needs all three), which equals casefold for all but the dotless i, and which
      JavaScript has too;
    - all brackets are round: 金教院[2018]51号 is 金教院〔2018〕51号; quotes, dashes, middle dots likewise one each,
      ○ is 〇;
    - radicals are the ideographs that they look like: ⻚ is 页, whichever of the two blocks it comes from;
    - unseen characters vanish;
    - white space vanishes, save one space between two ASCII letters or digits: 共 5 天 is 共5天, but the neighbouring
      cells 12 and 345 do not become the number 12345.
    """
    if _PLAIN.fullmatch(text):  # most titles
        return text
    pieces = _STRANGE.split(text)
    pieces[1::2] = map(_fold_strange, pieces[1::2])
    return _LONE_SPACE.sub("", " ".join("".join(pieces).split()))


@lru_cache(1 << 12)
def _fold_strange(piece: str) -> str:
    """`fold` but for white space; the pieces are mostly the same few punctuation marks."""
    wide = unicodedata.normalize("NFKC", _UNSEEN.sub("", piece))
    return _FAMILIES.sub(_family, unicodedata.normalize("NFKC", wide.lower().upper().lower()))


def _family(sign: re.Match[str]) -> str:
    return _SAME[sign[0]]


def chinese_date(day: date) -> str:
    """2026年3月8日, without leading zeros, as 公文 are dated."""
    return f"{day.year}年{day.month}月{day.day}日"


_WRITTEN_DATE = re.compile(
    r"(\d{4})(?:\s{0,3}年\s{0,3}(\d{1,2})\s{0,3}月\s{0,3}(\d{1,2})\s{0,3}[日号]"
    r"|\s{0,3}([.．/／-])\s{0,3}(\d{1,2})\s{0,3}\4\s{0,3}(\d{1,2}))"
)
SEAL = re.compile(r"[ \u3000]*[（(](?!第)(?:[\u4e00-\u9fff \u3000]{0,8}章[ \u3000]?处?|印)[）)]")
"""What says where a seal is set, in a line of its own or behind a date."""
_SEALED = re.compile(SEAL.pattern + r"\Z")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def read_date(text: str) -> date | None:
    """The day that 2026年3月8日, 二〇二六年三月八日（盖章）, 2026.3.8 or 2026. 3. 8 means; None for anything else."""
    text = text.strip()
    if text[-1:] in ("）", ")") and len(text) <= 60:
        text = _SEALED.sub("", text)
    if len(text) > 40 or (
        text[-1:] not in ("日", "号") and not text[-1:].isdecimal()
    ):  # most paragraphs that are asked about
        return None
    match = _WRITTEN_DATE.fullmatch(arabic(text))
    if match is None or (match[4] and not 1900 < int(match[1]) < 2200):  # a number of another kind
        return None
    try:
        return date(int(match[1]), int(match[2] or match[5]), int(match[3] or match[6]))
    except ValueError:
        return None


def arabic(text: str) -> str:
    """`text` with the Chinese numerals of dates and times as digits: 二〇二六年十二月三十日 is 2026年12月30日."""
    plain = re.sub(r"(?<![一二三四五六七八九])十(?![一二三四五六七八九])", "10", text)
    plain = re.sub(r"(?<![一二三四五六七八九])十", "1", plain)
    return re.sub(r"十(?![一二三四五六七八九])", "0", plain).replace("十", "").translate(_DIGITS)


_CLAUSE_ENDS = "。！？；，、：.!?;,:"
_LATIN = re.compile(r"[A-Za-z0-9]")


def excerpt(text: str, length: int) -> str:
    """The beginning of `text` on one line, at most `length` characters (at least 2) including the … of a cut.

    The cut falls at the end of a clause if one ends in the second half, else not inside a Latin word, a number or a
    character with its marks.
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    room = length - 1
    for end in range(room, room // 2, -1):
        if line[end] in _CLAUSE_ENDS and not _inside_word(line, end):
            return line[:end].rstrip(_CLAUSE_ENDS + " ") + "…"
    end = room
    while end > room // 2 and (_inside_word(line, end) or _joins(line, end)):
        end -= 1
    return line[:end].rstrip() + "…"


def _inside_word(line: str, at: int) -> bool:
    """Whether a cut before `at` would divide a Latin word or a number such as 3.5."""
    before = line[max(at - 2, 0) : at].rstrip(".:,")[-1:]
    after = line[at : at + 2].lstrip(".:,")[:1]
    return bool(_LATIN.match(before)) and bool(_LATIN.match(after))


_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of these letters are one flag."""


def _joins(line: str, at: int) -> bool:
    """Whether a cut before `at` would tear marks off their letter, a skin from its hand, a family or a flag apart."""
    sign = line[at]
    if unicodedata.category(sign)[0] == "M" or _UNSEEN.match(sign) or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return True
    if line[at - 1] == "\u200d":
        return True
    return sign in _FLAGS and (at - len(line[:at].rstrip(_FLAGS))) % 2 == 1


def size_words(size: int) -> str:
    """A file size of `size` bytes for readers: 512 字节, 86 KB, 1.2 MB (1 KB is 1024 bytes)."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1023.5 * 1024:
        return f"{size / 1024:.0f} KB"
    if size < 1023.95 * 1024**2:
        return f"{size / 1024**2:.1f} MB"
    return f"{size / 1024**3:.1f} GB"
