"""Signs of symbol fonts, which Word keeps as numbers that mean something in their font alone"""

from __future__ import annotations

BULLET, UNKNOWN = "•", "〓"
_PRIVATE = 0xF000
"""Where Word puts the 256 places of a symbol font (U+F020 to U+F0FF)."""
_SYMBOL = {
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒",
    0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3E: "✇", 0x3F: "✍", 0x46: "☞", 0x4A: "☺",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "◻", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x80: "⓪", 0x9F: "•", 0xA1: "○", 0xA2: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪",
    0xA8: "□", 0xAB: "★", 0xB2: "⟡", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + at: chr(ord("①") + at) for at in range(10)}, **{0x8C + at: chr(ord("❶") + at) for at in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○",
    0xA2: "■", 0xA3: "□", 0xA9: "■", 0xAA: "□", 0xAE: "◆",
    **{0x6A + at: chr(ord("①") + at) for at in range(10)}, **{0x75 + at: chr(ord("❶") + at) for at in range(10)},
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign(place: int, font: str) -> str:
    """The character that a font shows at `place`, itself where it is no symbol font; "" where it is not known."""
    known = _FONTS.get(font.lower())
    own = place - _PRIVATE if _PRIVATE <= place < _PRIVATE + 256 else place
    if known is not None and own < 256:
        return known.get(own, "")
    return chr(place) if 0x20 <= place < 0xD800 or 0xF900 <= place < 0x110000 else ""


def is_private(character: str) -> bool:
    """Whether a character is a place of a symbol font."""
    return _PRIVATE + 0x20 <= ord(character) < _PRIVATE + 256


def bullet(text: str, font: str) -> str:
    """What a list shows before its items: `text` as its font has it."""
    if font.lower() in ("courier new", "courier") and text == "o":
        return "○"
    if font.lower() in _FONTS or any(map(is_private, text)):
        return "".join(sign(ord(one), font) or BULLET for one in text)
    return text
