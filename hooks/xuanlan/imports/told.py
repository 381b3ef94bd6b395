"""In a few words, what a text that was brought in does not have of its original"""

from __future__ import annotations

from xuanlan.imports.original import Original
from xuanlan.office.contents import COMMENT, DELETED, HIDDEN_COLUMN, HIDDEN_ROW, HIDDEN_SHEET, SCRIPT, UNUSED

_PICTURE = "图片"
_WORDS = {
    DELETED: "修订里删去的文字", COMMENT: COMMENT, HIDDEN_ROW: HIDDEN_ROW, HIDDEN_COLUMN: HIDDEN_COLUMN,
    HIDDEN_SHEET: HIDDEN_SHEET, SCRIPT: "", UNUSED: "",
}  # fmt: skip
"""How a clerk calls what hides; programs and the like nobody has written into a text."""
_UNSEEN = "看不见的文字"


def left_out(original: Original) -> list[str]:
    """What was not taken, each kind once: 2 张图片, 看不见的文字."""
    pictures = sum(one.what == _PICTURE for one in original.lost)
    words = [f"{pictures} 张图片"] if pictures else []
    words += [one.what for one in original.lost if one.what != _PICTURE]
    words += [_WORDS.get(one.kind, _UNSEEN) for one in original.hidden]
    return [word for word in dict.fromkeys(words) if word]
