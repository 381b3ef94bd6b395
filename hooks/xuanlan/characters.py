"""Characters that nobody sees: those that are refused, and those that are taken out with a word to the author."""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Control characters, line separators that only some programs obey, and what is no character at all."""

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f]"
)
"""Zero-width characters and direction marks. Variation selectors stay: they choose among forms of an ideograph."""

LOST = re.compile("\ufffd|锟斤拷|烫烫烫")
"""What stands where a conversion between encodings has destroyed the text."""

_STRANGE = re.compile(f"{CONTROL.pattern}|{UNSEEN.pattern}|[\ufffd锟烫]")
"""Signs without any of which a text has nothing of the above."""


def plain(text: str) -> bool:
    """Whether nothing of the above is in `text`, which is so of most."""
    return not _STRANGE.search(text)


def label(sign: str) -> str:
    """One character for a diagnostic: U+200B（ZERO WIDTH SPACE）."""
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f"（{name}）" if name else "")


def seen(text: str) -> str:
    """`text` without the characters that nobody sees."""
    return text if plain(text) else UNSEEN.sub("", CONTROL.sub("", text))
