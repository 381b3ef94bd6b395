"""What stands in a docx and is no text: pictures, charts, diagrams, objects of other programs"""

from __future__ import annotations

from collections.abc import Callable

from xuanlan.imports.original import Paragraph, Run
from xuanlan.imports.word_document import Document
from xuanlan.office.properties import is_disk

_CROPPED = 1000
"""Thousandths of a per cent that may be cut off a side: what is cut off goes out with the picture."""
ENDS = frozenset(
    ("blipFill", "imagedata", "chart", "relIds", "OLEObject", "control", "contentPart", "anchor", "inline")
)
"""Elements at whose end there may be something to put into the text."""
_OBJECTS = {
    "OLEObject": ("嵌入的对象", "是别的程序做的，网页显示不了；需要的话请截成图片，或者作为附件"),
    "control": ("控件", "按钮、输入框之类的控件，网页上没有用"),
    "contentPart": ("手写笔迹", "请截成图片再插入"),
}
_MOST_SHOWN = 200


class Drawings:
    """The drawing that is being read."""

    def __init__(self, document: Document, lose: Callable[[str, str], None]) -> None:
        """`lose` is told what is not taken, and why."""
        self._document, self._lose = document, lose
        self.relations: dict[str, tuple[str, str, bool]] = {}
        self._alt = ""
        self._ident = self._link = ""
        self._is_cropped = False

    def begin(self, what: str, attributes: dict[str, str]) -> None:
        if what == "docPr":
            words = attributes.get("descr", "")
            self._alt = "" if is_disk(words) else words
        elif what == "blip":
            self._ident, self._link = attributes.get("r:embed", ""), attributes.get("r:link", "")
            self._is_cropped = False
        elif what == "srcRect":
            self._is_cropped = any(_cut(value) for value in attributes.values())
        elif what == "imagedata":
            self._ident, self._link = attributes.get("r:id", ""), attributes.get("r:href", "")
            self._is_cropped = any(name.startswith("crop") and value.strip("0.") for name, value in attributes.items())
        elif what == "chart":
            self._ident = attributes.get("r:id", "")
        elif what == "relIds":
            self._ident = attributes.get("r:dm", "")

    def end(self, what: str, where: str, hides: str) -> list[Run | Paragraph]:
        """What is to stand at this place; what is not taken is told."""
        if what in ("anchor", "inline"):
            self._alt = ""
        ident, self._ident = self._ident, ""
        if what in _OBJECTS:
            self._lose(*_OBJECTS[what])
        elif hides:
            self._lose("图片或图表", f"属于{hides}，没有取")
        elif what in ("blipFill", "imagedata"):
            return self._picture(ident)
        elif what == "chart":
            return self._figure("图表", ident, where, ("c:v", ""))
        elif what == "relIds":
            return self._figure("图示", ident, where)
        return []

    def _picture(self, ident: str) -> list[Run | Paragraph]:
        _, part, is_outside = self.relations.get(ident, ("", "", False))
        if is_outside or (self._link and not part):
            self._lose("图片", "图片不在文件里，只有一个链接，请在 Word 里重新插入")
        elif part and self._is_cropped:
            self._lose("图片", "裁剪过，裁掉的部分还在文件里；请在 Word 里“压缩图片”并删除裁剪区域，再导入")
        elif part:
            name, why = self._document.picture(part)
            if name:
                return [Run("", picture=name, alt=self._alt)]
            self._lose("图片", why)
        return []

    def _figure(self, what: str, ident: str, where: str, *texts: tuple[str, str]) -> list[Run | Paragraph]:
        """The words of a chart or a diagram; its form is lost."""
        _, part, is_outside = self.relations.get(ident, ("", "", True))
        self._lose(what, "形状变不成文字，只取了里面的字；需要的话请截成图片再插入")
        if is_outside:
            return []
        found: list[str] = []
        for text, block in (("a:t", "a:p"), *texts):
            lines = [line for one in self._document.package.texts(part, text, block) if (line := one.strip())]
            found += lines if block else ["、".join(dict.fromkeys(lines))]
        return [Paragraph((Run(line),), where) for line in found if line]


def _cut(value: str) -> bool:
    digits = value.rstrip("%")
    return digits.isdecimal() and (int(digits[:7]) > _CROPPED if digits == value else int(digits[:3]) > 1)
