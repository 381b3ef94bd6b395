"""How text looks in Word, as far as it may not be seen at all: styles, colours, sizes"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, Protocol, Self, TypeVar

from xuanlan.office.contents import TINY, VANISHED, WHITE
from xuanlan.office.package import Package
from xuanlan.office.xml import local

_TINIEST = 2
"""Half points: a letter of one point is a third of a millimetre high."""
_NEAR = 12
"""Of 255, between two colours that nobody tells apart."""
_NARROWEST = 5
"""Percent of its width to which a letter is pressed together."""
_HIGHLIGHTS = {
    "white": "FFFFFF", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF",
    "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080",
    "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""Colours of highlighters (ST_HighlightColor of ECMA-376 Part 1, 17.18.40); of black its name is kept."""
_LOWEST, _OFF_PAGE = 30, -4000
"""Twips: lines no higher than that show nothing, and a frame so far up or left is on no page."""
_EFFECTS = frozenset(("textFill", "textOutline", "glow", "shadow", "reflection"))
_WHOLE = re.compile(r"-?\d{1,6}")
_DEEPEST = 20


class Layer(Protocol):
    """What a style says of one thing or another, which may lie over what another style says."""

    def over(self, below: Self, /) -> Self: ...


LayerT = TypeVar("LayerT", bound=Layer)


def inherited(own: Mapping[str, LayerT], based: Mapping[str, str], ident: str, nothing: LayerT) -> LayerT:
    """What the style `ident` says with all that it is based on; `nothing` where there is no such style."""
    found = nothing
    for _ in range(_DEEPEST):
        if ident not in own:
            break
        found = found.over(own[ident])
        ident = based.get(ident, "")
    return found


def twips(value: str | None) -> int | None:
    """A length in twentieths of a point; None where there is none."""
    return int(value) if value is not None and _WHOLE.fullmatch(value) else None


class Look(NamedTuple):
    """What a style or a run says; None where it says nothing."""

    vanish: bool | None = None
    colour: str | None = None
    """RRGGBB, or "auto" """
    size: int | None = None
    """in half points"""
    fill: str | None = None
    """RRGGBB, "auto", or the name of a highlighter"""
    effect: str | None = None
    """the effect of DrawingML that is being read: what fills the letters, or what is drawn around them"""

    def over(self, below: Look) -> Look:
        """This one, and where it says nothing the one below."""
        return below._replace(**{name: own for name, own in self._asdict().items() if own is not None})


def with_mark(look: Look, what: str, attributes: dict[str, str]) -> Look:
    """`look` after one more element of its w:rPr, w:pPr or w:tcPr."""
    value = attributes.get("w:val", "")
    if what in ("w:vanish", "w:specVanish"):
        return look._replace(vanish=value.lower() not in ("0", "false", "off"))
    if what == "w:color":
        by_theme = "FFFFFF" if attributes.get("w:themeColor") in ("background1", "light1") else "auto"
        return look._replace(colour=(value if value not in ("", "auto") else by_theme).upper())
    if what == "w:sz" and value.isdecimal() and len(value) < 6:
        return look._replace(size=int(value))
    if what == "w:shd":
        solid = value == "solid"
        return look._replace(fill=attributes.get("w:color" if solid else "w:fill", "auto").upper())
    if what == "w:highlight" and value != "none":
        return look._replace(fill=_HIGHLIGHTS.get(value, value))
    if what == "w:spacing" and attributes.get("w:lineRule") == "exact" and _length(attributes, "w:line") <= _LOWEST:
        return look._replace(vanish=True)
    if what == "w:framePr" and min(_length(attributes, "w:x"), _length(attributes, "w:y")) < _OFF_PAGE:
        return look._replace(vanish=True)
    if local(what) in _EFFECTS:
        return look._replace(effect=local(what))
    if look.effect == "textFill" and local(what) == "noFill":
        return look._replace(vanish=True)
    if look.effect == "textFill" and local(what) == "srgbClr":
        return look._replace(colour=attributes.get("?:val", "").upper() or look.colour)
    if what == "w:w" and value.isdecimal() and int(value[:4]) <= _NARROWEST:
        return look._replace(size=_TINIEST)
    return look


def _length(attributes: dict[str, str], name: str) -> int:
    """The attribute `name` in twips, 0 where there is none."""
    return twips(attributes.get(name)) or 0


def unseen(look: Look, background: str) -> str:
    """The kind of what keeps a text of this look on this background from being seen, or ""."""
    if look.vanish:
        return VANISHED
    if look.size is not None and look.size <= _TINIEST:
        return TINY
    if look.fill == "black" and look.colour in (None, "AUTO", "000000"):
        return WHITE  # a highlighter over it hides nothing from those who take it away
    ground = background if look.fill in (None, "AUTO", "auto") else look.fill
    return WHITE if look.colour and ground and alike(look.colour, ground) else ""


def alike(one: str, other: str) -> bool:
    """Whether nobody tells two colours RRGGBB apart; of anything else it is not said."""
    try:
        first, second = (bytes.fromhex(colour[-6:]) for colour in (one, other))
    except ValueError:
        return False
    return len(first) == len(second) == 3 and all(abs(a - b) <= _NEAR for a, b in zip(first, second, strict=True))


class Styles:
    """The styles of a document, each with what those say that it is based on."""

    def __init__(self, package: Package, part: str) -> None:
        self._own: dict[str, Look] = {}
        self._based: dict[str, str] = {}
        self._known: dict[str, Look] = {}
        self.shaded: set[str] = set()
        """styles of tables that give cells a ground of their own"""
        self.default = Look()
        ident, usual, inside = "", "", ""
        for mark, what, attributes in package.events(part):
            if mark == "<" and what == "w:style":
                ident = attributes.get("w:styleId", "")
                self._own[ident] = Look()
                if attributes.get("w:default") in ("1", "true") and attributes.get("w:type") == "paragraph":
                    usual = ident
            elif mark == "<" and what == "w:basedOn":
                self._based[ident] = attributes.get("w:val", "")
            elif mark == "<" and what == "w:rPrDefault":
                inside = "default"
            elif mark == "<" and what == "w:shd" and attributes.get("w:fill", "auto").upper() not in ("AUTO", "FFFFFF"):
                self.shaded.add(ident)
            if mark == "<" and inside == "default":
                self.default = with_mark(self.default, what, attributes)
            elif mark == "<" and ident:
                self._own[ident] = with_mark(self._own[ident], what, attributes)
            elif mark == ">" and what == "w:rPrDefault":
                inside = ""
            elif mark == ">" and what == "w:style":
                ident = ""
        if usual:
            self.default = self.look(usual).over(self.default)

    def look(self, ident: str) -> Look:
        """What the style says with all that it is based on."""
        if ident not in self._known:
            self._known[ident] = inherited(self._own, self._based, ident, Look())
        return self._known[ident]
