"""The styles of a document in Word after GB/T 9704-2012: every element of an official document is one

Those that Word knows bear its own names for them, so that its list of styles and its outline show 标题 and 标题 1.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from xuanlan.channels.word_values import PITCH, twips

RED = "C00000"


class Style(NamedTuple):
    """A style of paragraphs; lengths in twips, `size` in half points."""

    id: str
    name: str
    face: str = "fangsong"
    """a role of `sheets.fonts.ROLES`"""
    size: int = 32
    side: Literal["left", "center", "right", "both"] = "both"
    indent: bool = False
    """whether its first line begins two hanzi further in"""
    line: int = PITCH
    """height of its lines; 0 for what they need"""
    before: int = 0
    after: int = 0
    level: int = 0
    """in the outline; 0 for none"""
    holds: bool = False
    own: bool = True
    """whether Word has no such style of its own"""
    aliases: str = ""
    colour: str = ""
    border: tuple[tuple[str, int, int, str], ...] = ()
    """edges: name, eighths of a point, white in points, colour"""
    on_grid: bool = True
    """whether its lines stand where the 22 of a page stand"""


_RULE, _THIN = 8, 6
"""0.35 mm and 0.25 mm in eighths of a point."""
STYLES = (
    Style("Normal", "Normal", indent=True, own=False),
    Style("Title", "Title", "title", 44, "center", holds=True, own=False, on_grid=False),
    Style("Heading1", "heading 1", "hei", indent=True, level=1, own=False, aliases="一级标题"),
    Style("Heading2", "heading 2", "kai", indent=True, level=2, own=False, aliases="二级标题"),
    Style("Heading3", "heading 3", indent=True, level=3, own=False, aliases="三级标题"),
    Style("Heading4", "heading 4", indent=True, level=4, own=False, aliases="四级标题"),
    Style("RedHead", "发文机关标志", "title", 92, "center", line=0, on_grid=False, colour=RED),
    Style("Urgency", "紧急程度", "hei", side="left"),
    Style("DocNo", "发文字号", side="center", on_grid=False),
    Style("DocNoRuled", "发文字号（红线）", side="center", on_grid=False, before=2 * PITCH - 210,
          border=(("bottom", 11, 5, RED),)),
    Style("State", "状态提示", "hei", 24, line=400, after=PITCH, on_grid=False,
          border=tuple((edge, 11, 6, "auto") for edge in ("top", "left", "bottom", "right"))),
    Style("Addressee", "主送", side="left"),
    Style("Attachment", "附件说明", side="left"),
    Style("Signature", "Signature", side="left", own=False, aliases="署名"),
    Style("Date", "Date", side="left", own=False, aliases="成文日期"),
    Style("Remark", "附注", indent=True),
    Style("Imprint", "版记", size=28, line=500, border=(("top", _RULE, 1, "auto"), ("bottom", _RULE, 1, "auto"),
          ("between", _THIN, 1, "auto"))),
    Style("Contents", "目录标题", "hei", 32, "center"),
    Style("ContentsColumn", "目录栏目", "hei", 28, "left"),
    Style("ContentsItem", "目录", size=28, side="left"),
    Style("Cell", "表格文字", size=28, side="left", line=0, on_grid=False),
    Style("Picture", "图片", side="center", line=0, before=290, after=290, on_grid=False),
    Style("Rule", "分隔线", line=PITCH // 2, after=PITCH // 2, border=(("bottom", _THIN, 0, "auto"),)),
    Style("Signing", "签名提示", "hei", 28, "left", before=twips(12), holds=True),
    Style("Line", "签名线", size=28, side="left", line=0, on_grid=False),
    Style("Between", "间隔", size=2, side="left", line=20, on_grid=False),
    Style("Footer", "footer", "song", 28, "left", line=280, own=False),
)  # fmt: skip
