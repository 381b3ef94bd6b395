"""The numbers that a page shows before the items of its lists, as text"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xuanlan.imports.number_formats import written
from xuanlan.office.contents import letters
from xuanlan.text.numerals import in_words

_CHINESE = frozenset(
    ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "japanese-informal")
)
_BRANCHES = {"cjk-heavenly-stem": "甲乙丙丁戊己庚辛壬癸", "cjk-earthly-branch": "子丑寅卯辰巳午未申酉戌亥"}
_POINTS = ("•", "◦", "▪")
_OF_TYPE = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_MOST = 4000
_SYMBOLS = {
    "l": "●", "n": "■", "u": "◆", "q": "□", "o": "○", "Ø": "➢", "ü": "✓", "§": "▪", "v": "❖", "·": "•", "Ÿ": "•",
    "à": "→", "F": "☞", "²": "✧", "¤": "○", "¨": "□", "þ": "☑", "J": "☺",
}  # fmt: skip
"""What Wingdings and Symbol show in the place of letters, of those with which Word and WPS begin items."""
_IN_NAME = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(slots=True)
class Listing:
    """A list that is open, and the number of its next item."""

    style: str
    """as style sheets call it; "" for the points of a list without numbers"""
    value: int = 1
    step: int = 1
    in_item: bool = False

    @classmethod
    def of(cls, tag: str, given: Mapping[str, str], told: str, items: int) -> Listing:
        """A list with so many items that begins with these attributes; a style sheet has `told` its style."""
        if tag != "ol":
            return cls(told)
        is_reversed = "reversed" in given
        first = whole(given.get("start", ""), items if is_reversed else 1)
        return cls(told or _OF_TYPE.get(given.get("type", ""), "decimal"), first, -1 if is_reversed else 1)

    def item(self, given: Mapping[str, str], told: str, depth: int) -> tuple[str, int]:
        """What stands before the next item of the list, and how deep it stands."""
        self.in_item = True
        self.value = whole(given.get("value", ""), self.value)
        style = told or (_OF_TYPE.get(given.get("type", "")) or self.style if self.style else "")
        found = number(self.value, style) if style else _POINTS[min(depth, len(_POINTS)) - 1]
        self.value += self.step
        return found, depth if found else 0


def whole(text: str, otherwise: int) -> int:
    found = re.fullmatch(r"\s*([+-]?[0-9]{1,7})\s*", text)
    return int(found[1]) if found else otherwise


def number(value: int, style: str) -> str:
    """The number of an item, with the sign behind it; "" where a list shows none."""
    words = style.split()
    kind = next((word for word in words if word not in ("inside", "outside", "!important")), "decimal")
    if kind == "none":
        return ""
    if quoted := _IN_NAME.fullmatch(kind):
        return quoted[0][1:-1]
    if kind in ("disc", "circle", "square"):
        return dict(zip(("disc", "circle", "square"), _POINTS, strict=True))[kind]
    if not 0 < value <= _MOST:
        return f"{value}."
    if kind in _CHINESE:
        return f"{in_words(value)}、"
    if kind in _BRANCHES and value <= len(_BRANCHES[kind]):
        return f"{_BRANCHES[kind][value - 1]}、"
    if kind.endswith(("alpha", "latin")):
        return f"{letters(value) if kind.startswith('upper') else letters(value).lower()}."
    if kind.endswith("roman"):
        return f"{written(value, 'upperRoman' if kind.startswith('upper') else 'lowerRoman')}."
    return f"{value:02d}." if kind == "decimal-leading-zero" else f"{value}."


def symbol(text: str, font: str) -> str:
    """What a font of symbols shows in the place of a letter."""
    return _SYMBOLS.get(text, text) if "wingdings" in font or "symbol" in font or text == "·" else text
