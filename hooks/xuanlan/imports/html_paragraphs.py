"""The paragraph of a page that is being read, and what is told of the page beside its paragraphs"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from xuanlan.imports import html_lists
from xuanlan.imports.html_styles import Look, hidden
from xuanlan.imports.neighbours import file_name
from xuanlan.imports.original import Beside, Block, Lost, Paragraph, Picture, Run
from xuanlan.office.contents import Hidden
from xuanlan.text.characters import UNSEEN

_DATA = re.compile(r"\s*data:image/(png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_IDEOGRAPH = r"\u2e80-\u303f\u3400-\u9fff\uff00-\uffef"
_BROKEN = re.compile(rf"(?<=[{_IDEOGRAPH}])[ \t]*[\r\n][ \t\r\n\f]*(?=[{_IDEOGRAPH}])")
"""Where programs break the lines of a source between ideographs, which means nothing."""
_HEADING = re.compile(r"h([1-6])")
_LEVEL = re.compile(r"level([1-9])")
_LINK = re.compile(r"(?:https?:|mailto:|tel:)", re.IGNORECASE)
_NO_FILES = frozenset(("", ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".do", ".action"))
"""What addresses of pages end with."""
Named = Callable[[str], tuple[str, bytes] | None]
_EDGES = " \t\n\u3000\xa0"
_KINDS_OF_LOST = frozenset(("按钮", "下拉选项"))
_LONGEST = 2000
"""Characters of one hidden text that are told."""


class Paragraphs:
    """What has been read of the current paragraph, and everything that is no paragraph."""

    def __init__(self, named: Named, beside: Beside) -> None:
        """`named` gives the pictures that the page only names: suffix and bytes; `beside` the files that it links."""
        self._named, self._beside = named, beside
        self.pictures: list[Picture] = []
        self.files: dict[str, Picture] = {}
        """files that links lead to, by their addresses"""
        self.hidden: list[Hidden] = []
        self.lost: list[Lost] = []
        self.title = ""
        self.unfound = 0
        """pictures that the page only names"""
        self.place = ""
        """of the cell; "" outside of tables"""
        self._count = 0
        self._runs: list[Run] = []
        self._number = self._next_number = ""
        self._depth = self._next_depth = self._level = self._counted_depth = 0
        self._align = ""
        self._has_words = False
        self._covered: tuple[str, str] | None = None
        self._covered_words: list[str] = []

    def begin(self, tag: str, style: Mapping[str, str]) -> None:
        """A block begins, and with it a paragraph."""
        if self._covered_words:
            self._covered_words.append(" ")
        if heading := _HEADING.fullmatch(tag):
            self._level = int(heading[1])
        found = _LEVEL.search(style.get("mso-list", ""))
        self._counted_depth = int(found[1]) if found else 0

    def end(self, tag: str) -> None:
        if _HEADING.fullmatch(tag):
            self._level = 0

    def number_next(self, number: str, depth: int) -> None:
        """What the page shows before the next paragraph."""
        self._next_number, self._next_depth = number, depth

    @property
    def _where(self) -> str:
        return self.place or f"第{self._count + 1}段"

    def add(self, words: str, look: Look, link: str) -> None:
        """Text of the paragraph, or text that nobody sees."""
        if not look.is_pre and words != "\n":
            words = _SPACE.sub(" ", _BROKEN.sub("", words))
        if kind := hidden(look):
            self.cover(kind, words)
            return
        if look.is_number:
            self._number += html_lists.symbol(words.strip(_EDGES), look.font)
            return
        if words.strip(_EDGES):
            self.uncover()
            if look.is_struck:
                self.lose("删除线", "文字留下了，线没有")
        if not self._has_words:
            self._align = look.align
        self._has_words = self._has_words or bool(words.strip(_EDGES))
        if link and not _LINK.match(link):
            self._follow(link, words)
            link = ""
        self._runs.append(Run(words, look.is_bold, look.is_italic, look.raised, link))

    def _follow(self, link: str, words: str) -> None:
        """A link to a file beside the page, which then goes with the text; of any other only the words stay."""
        name = file_name(link)
        if link in self.files or not words.strip(_EDGES) or PurePosixPath(name).suffix.lower() in _NO_FILES:
            return
        data = self._beside(link)
        if data is None:
            self.lose(f"附件“{name}”", "链接指向的文件不在原来的位置，请另外加")
        else:
            self.files[link] = Picture(name, data)

    def cover(self, kind: str, words: str) -> None:
        """Text that nobody sees. What stands together is told as one."""
        if self._covered != (kind, self._where):
            if not words.strip():
                return
            self.uncover()
            self._covered = kind, self._where
        self._covered_words.append(words)

    def uncover(self) -> None:
        """What was hidden so far is told."""
        if self._covered:
            kind, where = self._covered
            words = UNSEEN.sub("", _SPACE.sub(" ", "".join(self._covered_words)).strip())[:_LONGEST]
            if kind in _KINDS_OF_LOST:
                self.lost.append(Lost(f"{kind}“{words}”", where, "网页的正文里不能有表单"))
            elif words:
                self.hidden.append(Hidden(kind, where, words))
        self._covered, self._covered_words = None, []

    def lose(self, what: str, why: str) -> None:
        """Something that the text will not have; the same thing in one place is told once."""
        found = Lost(what, self._where, why)
        if found not in self.lost[-3:]:
            self.lost.append(found)

    def picture(self, given: Mapping[str, str], look: Look) -> None:
        source = given.get("src", given.get("data-src", ""))
        if look.hides:
            return
        found = None
        if head := _DATA.match(source):
            found = _decoded(head[1].lower().replace("jpeg", "jpg"), source[head.end() :])
        elif not source.strip().lower().startswith("data:"):
            self.unfound += 1
            found = self._named(source)
        if found is None:
            self.lost.append(Lost("图片", self._where, "原文里只有它的地址，没有它本身；请另存以后再加"))
            return
        name = f"图片{len(self.pictures) + 1}.{found[0]}"
        self.pictures.append(Picture(name, found[1]))
        self._runs.append(Run("", picture=name, alt=given.get("alt", "").strip()))

    def flush(self) -> list[Block]:
        """The paragraph as far as it has come, if there is anything in it. The next one begins."""
        runs, self._runs, self._has_words = _trimmed(self._runs), [], False
        number, self._number = self._number, ""
        depth, self._depth = self._counted_depth if number else 0, 0
        if not runs and not number:
            return []
        if self._next_number:
            if not number:
                number, depth = self._next_number, self._next_depth
            self._next_number = ""
        where = self._where
        if not self.place:
            self._count += 1
        return [Paragraph(runs, where, number, depth, self._level, self._align)]


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Runs without blanks at both ends, and none without anything in it."""
    first, last = 0, len(runs)
    while first < last and _is_blank(runs[first]):
        first += 1
    while first < last and _is_blank(runs[last - 1]):
        last -= 1
    kept = [run for run in runs[first:last] if run.text or run.picture]
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip(_EDGES))
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(_EDGES))
    return tuple(kept)


def _is_blank(run: Run) -> bool:
    return not run.picture and not UNSEEN.sub("", run.text).strip(_EDGES)


def _decoded(suffix: str, written: str) -> tuple[str, bytes] | None:
    try:
        data = base64.b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return (suffix, data) if data else None
