"""Traditional characters and their simplified forms."""

from __future__ import annotations

from functools import cache

_RANGES = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32000))
"""The blocks of CJK ideographs and their extensions."""


@cache
def simplified_table() -> str:
    """Every character with a different simplified form, each followed by that form, by OpenCC's table t2s."""
    import opencc  # here, because it takes 0.05 s and the file made of this hardly ever changes

    signs = [chr(point) for block in _RANGES for point in block]
    simple = opencc.OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return "".join(sign + form for sign, form in zip(signs, simple, strict=True) if form != sign and len(form) == 1)
