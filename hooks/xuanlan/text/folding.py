"""Folding for search: texts that a reader takes for the same become the same.

`fold` has a twin in `theme/browser/shared/folding.js`; both are held together by `tests/vectors/fold.json` and by a
sweep over every assigned character. Change them together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from xuanlan.text.characters import RADICALS

# Invisible characters: soft hyphen, zero-width characters, direction marks, variation selectors, byte order mark.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# Characters that typists mix, each with the one that it becomes: brackets, quotes, dashes, dots, colons, the round zero
# of years; and the radicals that PDFs hold in place of ideographs.
SAME = {
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
FAMILIES = re.compile(f"[{re.escape(''.join(SAME))}]")  # several times as fast as str.translate
# Most characters fold to themselves and combine with nothing. Runs of all others are folded one by one, white space
# last. ASCII letters and < = > are among the others: they take combining marks.
_STRANGE = re.compile(r"([^\s!-;?@\\^_`|~\xb7\u3001\u3002\u3007\u300a\u300b\u4e00-\u9fff]+)")
_PLAIN = re.compile(r"[!-;?@\\^_`|~\xb7\u3001\u3002\u3007\u300a\u300b\u4e00-\u9fff]*+")
"""A run of characters that fold to themselves."""
_LONE_SPACE = re.compile(r" (?:(?![0-9a-z])|(?<![0-9a-z] ))")


def fold(text: str) -> str:
    """`text` as search compares it. What changes:

    - compatibility forms and width: NFKC, so ２０１８ is 2018 and （ is (;
    - case: lower, upper, lower (ẞ needs all three): casefold, but for the dotless i, by means that JavaScript has too;
    - all brackets are round: 金教院[2018]51号 is 金教院〔2018〕51号; quotes, dashes, middle dots likewise one each,
      ○ is 〇;
    - radicals are the ideographs that they look like: ⻚ is 页, whichever of the two blocks it comes from;
    - invisible characters vanish;
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
    """`fold`, but for white space. Cached: most pieces are the same few punctuation marks."""
    wide = unicodedata.normalize("NFKC", UNSEEN.sub("", piece))
    return FAMILIES.sub(_family, unicodedata.normalize("NFKC", wide.lower().upper().lower()))


def _family(sign: re.Match[str]) -> str:
    return SAME[sign[0]]
