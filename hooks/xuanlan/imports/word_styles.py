"""Styles of Word: what each says of paragraphs and of characters, with all that it is based on"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from xuanlan.office.looks import inherited, twips
from xuanlan.office.package import Package

_DEEPEST, _MOST_STOPS = 20, 64
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")


class Shape(NamedTuple):
    """How a paragraph lies, and how its characters look; None where nothing is said."""

    align: str | None = None
    left: int | None = None
    """twips"""
    first: int | None = None
    """twips that its first line begins further in"""
    left_signs: int | None = None
    """hundredths of a character, which count before twips"""
    first_signs: int | None = None
    level: int | None = None
    """of an outline, from 1; 0 is the text"""
    number: str | None = None
    """which list; "0" is none"""
    depth: int | None = None
    """which level of the list, from 0"""
    stops: tuple[tuple[int, str], ...] | None = None
    """where tabs lead: twips, and to which side the text behind goes from there"""
    size: int | None = None
    """half points"""
    is_bold: bool | None = None
    is_italic: bool | None = None
    is_struck: bool | None = None
    is_capital: bool | None = None
    is_red: bool | None = None
    is_underlined: bool | None = None
    raised: str | None = None
    font: str | None = None
    """of symbols"""

    def over(self, below: Shape) -> Shape:
        """This one, and where it says nothing the one below."""
        return Shape._make(other if own is None else own for own, other in zip(self, below, strict=True))


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, package: Package, part: str) -> None:
        self._own: dict[str, Shape] = {}
        self._based: dict[str, str] = {}
        self.lists: dict[str, str] = {}
        """lists by the styles of lists that name them"""
        self._known: dict[str, Shape] = {}
        self.names: dict[str, str] = {}
        self.default = Shape()
        """what is said of the whole document"""
        ident, kind, is_default, usual = "", "", False, ""
        for mark, what, attributes in package.events(part):
            value = attributes.get("w:val", "")
            if mark == "<" and what == "w:style":
                ident, kind = attributes.get("w:styleId", ""), attributes.get("w:type", "")
                self._own[ident] = Shape()
                if attributes.get("w:default") in ("1", "true") and kind == "paragraph":
                    usual = ident
            elif mark == ">" and what == "w:style":
                ident = ""
            elif what == "w:docDefaults":
                is_default = mark == "<"
            elif mark != "<":
                continue
            elif is_default:
                self.default = shaped(self.default, what, attributes)
            elif ident and what == "w:basedOn":
                self._based[ident] = value
            elif ident and what == "w:name":
                self.names[ident] = value
                if match := _HEADING.fullmatch(value):
                    own = self._own[ident]
                    self._own[ident] = own._replace(level=own.level or int(match[1]))
            elif ident:
                self._own[ident] = shaped(self._own[ident], what, attributes)
                if kind == "numbering" and what == "w:numId":
                    self.lists[ident] = value
        self._usual, self._whole = usual, dict[str, Shape]()

    def whole(self, ident: str) -> Shape:
        """What holds for a paragraph of a style; "" is that of paragraphs which name none."""
        if ident not in self._whole:
            self._whole[ident] = self.shape(ident or self._usual).over(self.default)
        return self._whole[ident]

    def shape(self, ident: str) -> Shape:
        """What a style says with all that it is based on."""
        if ident not in self._known:
            self._known[ident] = inherited(self._own, self._based, ident, Shape())
        return self._known[ident]

    def numbering_style(self, ident: str) -> str:
        """The style that puts paragraphs of the style `ident` into a list: it or one that it is based on."""
        one = ident
        for _ in range(_DEEPEST):
            if one not in self._own or self._own[one].number is not None:
                break
            one = self._based.get(one, "")
        return one


def shaped(shape: Shape, what: str, attributes: dict[str, str]) -> Shape:
    """`shape` after one more element of its w:pPr or w:rPr."""
    if change := _MARKS.get(what):
        return shape._replace(**change(attributes))
    if what == "w:tab" and (at := twips(attributes.get("w:pos"))) is not None:
        stop = (at, attributes.get("w:val", "left"))
        stops = shape.stops or ()
        return shape._replace(stops=tuple(sorted({*stops, stop}))) if len(stops) < _MOST_STOPS else shape
    return shape


def _given(attributes: dict[str, str], *names: str) -> int | None:
    return next((found for name in names if (found := twips(attributes.get(name))) is not None), None)


def _indent(attributes: dict[str, str]) -> dict[str, Any]:
    found = {
        "left": _given(attributes, "w:left", "w:start"),
        "left_signs": _given(attributes, "w:leftChars", "w:startChars"),
        "first": _given(attributes, "w:firstLine"),
        "first_signs": _given(attributes, "w:firstLineChars"),
    }
    if "w:hanging" in attributes or "w:hangingChars" in attributes:
        found |= {"first": 0, "first_signs": 0}
    return {name: value for name, value in found.items() if value is not None}


def _switch(name: str) -> Callable[[dict[str, str]], dict[str, Any]]:
    return lambda attributes: {name: attributes.get("w:val", "").lower() not in _OFF}


def _align(attributes: dict[str, str]) -> dict[str, Any]:
    return {"align": {"center": "center", "right": "right", "end": "right"}.get(attributes.get("w:val", ""), "")}


def _level(attributes: dict[str, str]) -> dict[str, Any]:
    value = attributes.get("w:val", "")
    return {"level": int(value) + 1 if value in tuple("012345678") else 0}


def _colour(attributes: dict[str, str]) -> dict[str, Any]:
    """Whether it is the red of red heads."""
    value = attributes.get("w:val", "")
    try:
        red, green, blue = bytes.fromhex(value)
    except ValueError:
        return {"is_red": False}
    return {"is_red": red >= 160 and green < 90 and blue < 90}


def _size(attributes: dict[str, str]) -> dict[str, Any]:
    found = _given(attributes, "w:val")
    return {"size": found} if found is not None and found > 0 else {}


_MARKS: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "w:jc": _align,
    "w:ind": _indent,
    "w:outlineLvl": _level,
    "w:numId": lambda attributes: {"number": attributes.get("w:val", "0")},
    "w:ilvl": lambda attributes: {"depth": _given(attributes, "w:val") or 0},
    "w:sz": _size,
    "w:b": _switch("is_bold"),
    "w:i": _switch("is_italic"),
    "w:strike": _switch("is_struck"),
    "w:dstrike": _switch("is_struck"),
    "w:caps": _switch("is_capital"),
    "w:u": _switch("is_underlined"),
    "w:color": _colour,
    "w:vertAlign": lambda attributes: {
        "raised": {"superscript": "sup", "subscript": "sub"}.get(attributes.get("w:val", ""), "")
    },
    "w:rFonts": lambda attributes: {"font": attributes.get("w:ascii") or attributes.get("w:hAnsi") or ""},
}  # fmt: skip
