"""How text of a page looks, as far as its readers may not see it, or see it bold, raised or at the right"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from xuanlan.imports.html_selectors import Element, Selector, selector
from xuanlan.office.contents import COMMENT, DELETED, OUTSIDE, TINY, VANISHED, WHITE, UnreadableError
from xuanlan.office.looks import alike

_DECLARATION = re.compile(r"\s*([\w-]++)\s*+:([^;]*+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]++)\{([^{}]*+)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#])([\w-]+)", re.IGNORECASE)
_AT_RULE = re.compile(r"@(media|supports|keyframes|-webkit-keyframes|font-face|page)\b([^{};]*)\{", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_SHOWING = frozenset(("display", "visibility", "opacity"))
"""Properties by which a rule shows again what another has hidden."""
_MOST_RULES, _MOST_TRIED = 300, 3_000_000
_LENGTH = re.compile(r"(-?[0-9]*\.?[0-9]+)\s*(pt|px|em|rem|%|cm|mm|in)?")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([0-9.]+)(%?))?\s*\)")
_NAMED = {"white": "FFFFFF", "black": "000000", "windowtext": "000000", "red": "FF0000", "snow": "FFFAFA"}
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_FAR = -400.0
"""Points by which something is moved out of the page, and not merely to the left."""
_TINIEST = 1.0
"""Points: a letter of so many is a third of a millimetre high."""
_TO_POINTS = {"px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "rem": 12.0}
_DELETING = frozenset(("msodel",))
_REMARK = frozenset(("comment", "comment-list", "header", "footer"))
"""What an element of Word is, where it is no part of the text."""
_STRUCK = frozenset(("s", "strike"))
_INLINE_BOLD, _INLINE_ITALIC = frozenset(("b", "strong")), frozenset(("i", "em"))

Style = Mapping[str, str]


class Look(NamedTuple):
    """How the text within an element looks; an element within has what is not its own from here."""

    hides: str = ""
    """the kind of what hides all that is within, whatever that says of itself"""
    is_invisible: bool = False
    is_bold: bool = False
    is_italic: bool = False
    raised: str = ""
    colour: str = "000000"
    """RRGGBB; "" for none at all"""
    ground: str = "FFFFFF"
    """RRGGBB; "?" for a picture or a gradient"""
    size: float = 0.0
    """points; 0.0 where nothing is said"""
    is_tiny: bool = False
    align: str = ""
    is_pre: bool = False
    is_number: bool = False
    """whether it is the number of a paragraph that Word has counted"""
    is_struck: bool = False
    font: str = ""


@lru_cache(maxsize=4096)
def hidden(look: Look) -> str:
    """The kind of what hides text of this look, or ""."""
    if look.hides or look.is_invisible:
        return look.hides or VANISHED
    if look.is_tiny:
        return TINY
    if not look.colour or (look.ground != "?" and alike(look.colour, look.ground)):
        return WHITE
    return ""


class Sheet:
    """The style sheets of a page, as they apply on a screen of usual width."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[str, dict[str, str]]]] = {}
        self._within: list[tuple[Selector, dict[str, str]]] = []
        """rules that ask for more than one class or id"""
        self._left = _MOST_TRIED

    def read(self, css: str) -> None:
        plain = _of_screens(_COMMENT.sub("", css.replace("<!--", "").replace("-->", "")))
        for selectors, written in _RULE.findall(plain):
            style = declarations(written)
            for one in selectors.rpartition(";")[2].split(",") if style else ():
                if found := _SELECTOR.fullmatch(one.strip()):
                    self._rules.setdefault(found[2] + found[3], []).append(((found[1] or "").lower(), style))
                elif _matters(style) and len(self._within) < _MOST_RULES and (asked := selector(one.strip())):
                    self._within.append((asked, style))

    def within(self, element: Element, around: Sequence[Element]) -> dict[str, str]:
        """What the rules say of an element that depend on what is around it. Raises UnreadableError."""
        found: dict[str, str] = {}
        self._left -= len(self._within)
        if self._left < 0:
            raise UnreadableError("网页的样式太复杂，看不出哪些字读者看得见；请另存为 docx 再导入")
        for asked, style in self._within:
            if asked.fits(element, around):
                found |= style
        return found

    @property
    def looks_around(self) -> bool:
        """Whether any rule depends on what is around an element."""
        return bool(self._within)

    def style(self, tag: str, given: Mapping[str, str]) -> dict[str, str]:
        """What an element says of its look, and what style sheets say of its class."""
        found: dict[str, str] = {}
        if self._rules:
            names = ["." + name for name in given.get("class", "").split()]
            for name in [*names, "#" + given.get("id", "")]:
                for only, style in self._rules.get(name, ()):
                    if only in ("", tag):
                        found |= style
        return found | declarations(given.get("style", ""))


def _matters(style: Style) -> bool:
    """Whether a rule hides something, or shows it again."""
    return bool(_SHOWING & style.keys() or hidden(look_of("", {}, style, Look())))


def _of_screens(css: str) -> str:
    """Without the blocks of rules that apply on paper, on narrow screens, or by steps of an animation only."""
    parts, at = [], 0
    for match in _AT_RULE.finditer(css):
        if match.start() < at:
            continue
        end, depth = match.end(), 1
        while depth and (brace := _BRACE.search(css, end)):
            depth += 1 if brace[0] == "{" else -1
            end = brace.end()
        parts.append(css[at : match.start()])
        if match[1].lower() == "media" and match[2].strip().lower() in ("", "all", "screen", "only screen"):
            parts.append(css[match.end() : end - 1])
        at = max(end, match.end())
    return "".join([*parts, css[at:]])


def declarations(written: str) -> dict[str, str]:
    return {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(written)}


def look_of(tag: str, given: Mapping[str, str], style: Style, around: Look) -> Look:
    """How an element looks that stands within another."""
    size = _size(style, around)
    look = around._replace(
        hides=around.hides or _hides(tag, given, style),
        is_invisible=_is_invisible(style, around),
        is_bold=tag in _INLINE_BOLD or around.is_bold,
        is_italic=tag in _INLINE_ITALIC or around.is_italic,
        raised=_raised(tag, style, around),
        colour=_colour(style.get("color", given.get("color", "") if tag == "font" else ""), around.colour),
        ground=_ground(given, style, around),
        size=size,
        is_tiny=_is_tiny(size, style, around),
        align=_align(tag, given, style, around),
        is_pre=tag == "pre"
        or style.get("white-space", "")[:3] == "pre"
        or (around.is_pre and "white-space" not in style),
        is_number=around.is_number or "ignore" in style.get("mso-list", ""),
        is_struck=around.is_struck or tag in _STRUCK or "line-through" in _decoration(style),
        font=style.get("font-family", style.get("font", given.get("face", around.font))),
    )
    if weight := style.get("font-weight"):
        look = look._replace(is_bold=bool(_BOLD.match(weight)))
    if slant := style.get("font-style"):
        look = look._replace(is_italic=slant in ("italic", "oblique"))
    return look


def _decoration(style: Style) -> str:
    return style.get("text-decoration", "") + style.get("text-decoration-line", "")


def _hides(tag: str, given: Mapping[str, str], style: Style) -> str:
    """The kind of what hides everything in an element."""
    if tag == "del" or any(name.lower() in _DELETING for name in given.get("class", "").split()):
        return DELETED
    element = style.get("mso-element", "")
    if element in _REMARK or given.get("class", "").lower().startswith("msocom"):
        return COMMENT
    if style.get("display", "").startswith("none") or style.get("mso-hide", "") == "all" or "hidden" in given:
        return VANISHED
    if points(style.get("opacity", "1"), 1) == 0 and style.get("opacity", "1")[:1] in "0.":
        return VANISHED
    sizes = [_bare(style.get(name, "")) for name in ("height", "max-height", "width", "max-width")]
    if "hidden" in style.get("overflow", "") and "0" in sizes:
        return VANISHED
    if style.get("content-visibility") == "hidden" or (tag == "dialog" and "open" not in given):
        return VANISHED
    flat = [style.get(name, "").replace(" ", "") for name in ("transform", "filter", "clip-path")]
    if flat[0].startswith(("scale(0)", "scale(0,")) or flat[1].startswith("opacity(0") or flat[2] in _CLIPPED:
        return VANISHED
    if any(
        points(style.get(name, "0"), 12) < _FAR for name in ("left", "top", "text-indent", "margin-left", "margin-top")
    ):
        return OUTSIDE
    if style.get("clip", "").replace(" ", "") in ("rect(0,0,0,0)", "rect(0000)", "rect(0px,0px,0px,0px)"):
        return VANISHED
    return ""


_OFFSETS = ("left", "top", "text-indent", "margin-left", "margin-top")
_CLIPPED = frozenset(("inset(100%)", "inset(50%)", "circle(0)", "circle(0px)", "circle(0%)"))


def _bare(length: str) -> str:
    """A length without its unit."""
    found = _LENGTH.match(length)
    return f"{float(found[1]):g}" if found else ""


def _is_invisible(style: Style, around: Look) -> bool:
    told = style.get("visibility", "")
    return around.is_invisible if not told or told == "inherit" else told.startswith(("hidden", "collapse"))


def points(length: str, whole: float) -> float:
    """A length in points; parts are of `whole`. 0.0 where it is none."""
    found = _LENGTH.match(length)
    if not found or len(found[1]) > 9:
        return 0.0
    unit = found[2] or ""
    factor = whole if unit == "em" else whole / 100 if unit == "%" else _TO_POINTS.get(unit, 1.0)
    return float(found[1]) * factor


def _size(style: Style, around: Look) -> float:
    told = style.get("font-size", "")
    if _LENGTH.match(told):
        return points(told, around.size or 12.0)
    return around.size


def _is_tiny(size: float, style: Style, around: Look) -> bool:
    return size <= _TINIEST if _LENGTH.match(style.get("font-size", "")) else around.is_tiny


def _raised(tag: str, style: Style, around: Look) -> str:
    if tag in ("sup", "sub"):
        return tag
    told = style.get("vertical-align", "")
    return {"super": "sup", "sub": "sub", "baseline": ""}.get(told, around.raised)


def _colour(told: str, otherwise: str) -> str:
    """RRGGBB; "" where the letters have no colour at all."""
    told = told.replace("!important", "").strip()
    if told == "transparent":
        return ""
    if match := _RGB.match(told):
        share = float(match[4]) if match[4] and match[4].count(".") < 2 and match[4] != "." else 1.0
        return "".join(f"{min(int(part), 255):02X}" for part in match.group(1, 2, 3)) if share > 0 else ""
    digits = told.removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        return "".join(2 * digit for digit in digits).upper()
    if re.fullmatch(r"[0-9a-f]{6}", digits):
        return digits.upper()
    return _NAMED.get(told, otherwise if not told or told in ("inherit", "auto", "currentcolor") else "808080")


def _ground(given: Mapping[str, str], style: Style, around: Look) -> str:
    told = style.get("background-color", "") or style.get("background", given.get("bgcolor", "").lower())
    if "url(" in told or "gradient" in told or style.get("background-image", "none") != "none" or "background" in given:
        return "?"
    for word in [told, *told.split()] if told else ():
        if word not in ("none", "transparent", "repeat", "scroll", "no-repeat", "0", "0%", "initial", "unset"):
            found = _colour(word, "")
            if found and not (found == "808080" and word != "gray"):
                return found
    return (
        "?"
        if told and told not in _NO_GROUND and not told.startswith(("rgba(", "none", "transparent"))
        else around.ground
    )


_NO_GROUND = frozenset(("none", "transparent", "initial", "unset", "inherit", "0", "0 0"))


def _align(tag: str, given: Mapping[str, str], style: Style, around: Look) -> str:
    told = style.get("text-align", given.get("align", "center" if tag == "center" else "").lower())
    if not told:
        return around.align
    return {"center": "center", "middle": "center", "right": "right", "end": "right"}.get(told.split()[0], "")
