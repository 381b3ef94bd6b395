"""What all texts of a docx share: styles, numbering, pictures, notes, and what is told of the whole"""

from __future__ import annotations

from pathlib import PurePosixPath

from xuanlan.imports.numbering import Numbering
from xuanlan.imports.original import Lost, Picture
from xuanlan.imports.word_styles import Styles
from xuanlan.office.contents import MOST_BYTES
from xuanlan.office.package import Package

_PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_MOST_LOST = 500
_TAB = 420
"""Twips between tabs where the document does not say it: two characters of its usual size."""


class Document:
    """A docx that is being read."""

    def __init__(self, package: Package, folder: str) -> None:
        self.package = package
        self.styles = Styles(package, f"{folder}/styles.xml")
        self.numbering = Numbering(package, f"{folder}/numbering.xml", self.styles.lists)
        self.tab = _TAB
        for mark, what, attributes in package.events(f"{folder}/settings.xml"):
            value = attributes.get("w:val", "")
            if mark == "<" and what == "w:defaultTabStop" and value.isdecimal() and 0 < int(value[:6]) < 99999:
                self.tab = int(value[:6])
        self.lost: dict[Lost, None] = {}
        self.references: dict[tuple[str, str], str] = {}
        """how notes are marked, by kind (footnote, endnote) and id, in the order in which the text refers to them"""
        self._pictures: dict[str, Picture] = {}
        self._names: set[str] = set()
        self._notes = 0

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(self._pictures.values())

    def lose(self, one: Lost) -> None:
        if len(self.lost) < _MOST_LOST:
            self.lost[one] = None

    def refer(self, kind: str, ident: str, is_marked: bool) -> str:
        """The mark of a note; "" where the text itself has one."""
        if (kind, ident) not in self.references:
            self._notes += not is_marked
            self.references[kind, ident] = "" if is_marked else f"[{self._notes}]"
        return self.references[kind, ident]

    def picture(self, part: str) -> tuple[str, str]:
        """The name of the picture in a part, or "" and why it is not taken, in Chinese."""
        if part in self._pictures:
            return self._pictures[part].name, ""
        if not self.package.size(part) or self.package.size(part) > MOST_BYTES:
            return "", "文件里没有这张图片的内容"
        data = self.package.read(part)
        suffix = "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""
        suffix = suffix or next((one for head, one in _PICTURES if data.startswith(head)), "")
        if not suffix:
            own = PurePosixPath(part).suffix[1:].upper()
            return "", f"网页显示不了这种格式（{own or '格式不明'}），请另存为 PNG 再插入"
        stem, number = PurePosixPath(part).stem or "image", 1
        name = f"{stem}.{suffix}"
        while name.casefold() in self._names:
            number += 1
            name = f"{stem}-{number}.{suffix}"
        self._names.add(name.casefold())
        self._pictures[part] = Picture(name, data)
        return name, ""
