"""The reader of web pages: tags one by one, as a browser takes them, into paragraphs and tables"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from xuanlan.imports import html_lists
from xuanlan.imports.html_lists import Listing
from xuanlan.imports.html_paragraphs import Named, Paragraphs
from xuanlan.imports.html_stack import BLOCKS, CELLS, LISTS, PARTS, Scope, Stack
from xuanlan.imports.html_styles import Look
from xuanlan.imports.html_tables import TableReader
from xuanlan.imports.html_tokens import Token, attributes_of, tokens
from xuanlan.imports.neighbours import STYLES, file_name
from xuanlan.imports.original import Beside, Original
from xuanlan.office.contents import COMMENT, HIDDEN_COLUMN, HIDDEN_ROW, SAYING, SCRIPT, VANISHED, UnreadableError

_IGNORED = frozenset(
    ["html", "head", "body", "meta", "link", "base", "area", "param", "source", "track", "wbr", "colgroup"]
)
_FILMS = {
    "iframe": "嵌入的网页",
    "video": "视频",
    "audio": "声音",
    "embed": "嵌入的内容",
    "canvas": "画出来的图形",
    "svg": "矢量图形",
}
_NOT_TAKEN = "正文只能有文字、表格、图片和链接"
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
_MOST_PARTS = 500_000
"""Tags and texts of a page: so many take some seconds."""
_MOST_COUNTED = 500_000
"""Parts of a page that are looked at to count the items of lists."""


class Reader(Stack):
    """A page that has been read."""

    def __init__(self, page: str, named: Named, beside: Beside) -> None:
        """`named` gives the pictures that the page only names, `beside` the files that it links. Raises
        UnreadableError."""
        super().__init__(Paragraphs(named, beside))
        self._beside = beside
        self._left_to_count = _MOST_COUNTED
        self._table_count = 0
        self._raw = ""
        parts = list(islice(tokens(page.replace("\0", "")), _MOST_PARTS + 1))
        if len(parts) > _MOST_PARTS:
            raise UnreadableError("网页太长，请拆成几个文件")
        for at, (mark, what, written) in enumerate(parts):
            if mark == "<":
                self._begin(what, written, parts, at)
            elif mark == ">":
                self._end(what)
            elif mark == "!":
                self._remark(what)
            else:
                self._text(what)
        while len(self._frames) > 1:
            self._pop()
        self._flush()

    @property
    def unfound(self) -> int:
        """How many pictures the page only names."""
        return self._paragraphs.unfound

    def original(self) -> Original:
        found = self._paragraphs
        found.uncover()
        return Original(
            tuple(self._scopes[0].blocks), tuple(found.pictures), tuple(found.hidden), tuple(found.lost),
            tuple(found.files.values()), found.title,
        )  # fmt: skip

    def _begin(self, tag: str, written: str, parts: list[Token], at: int) -> None:
        if tag in _RAW:
            self._begin_raw(tag)
        elif tag == "br":
            self._add("\n")
        elif tag == "hr":
            self._flush()
        elif tag in ("img", "image", "v:imagedata"):
            self._place()
            self._paragraphs.picture(attributes_of(written), self._frames[-1].look)
        elif tag == "link":
            self._style_sheet(attributes_of(written))
        elif tag == "input":
            self._input(attributes_of(written))
        elif tag == "col":
            if self._is_between_cells:
                given, style, look = self._seen(tag, written, Look())
                is_gone = bool(look.hides) or given.get("width") == "0" or style.get("width") in ("0", "0px", "0pt")
                self._tables[-1].column(html_lists.whole(given.get("span", ""), 1), is_gone)
        elif tag not in _IGNORED:
            self._open(tag, written, parts, at)

    def _begin_raw(self, tag: str) -> None:
        self._raw = tag
        if tag in _FILMS:
            self._paragraphs.lose(_FILMS[tag], _NOT_TAKEN)
        elif tag == "textarea":
            self._paragraphs.lose("表单的输入框", _NOT_TAKEN)

    def _style_sheet(self, given: Mapping[str, str]) -> None:
        """A style sheet in a file of its own, if it lies beside the page."""
        address, medium = given.get("href", ""), given.get("media", "").strip().lower()
        if "stylesheet" in given.get("rel", "").lower() and medium in ("", "all", "screen"):
            css = self._beside(address) if file_name(address).lower().endswith(STYLES) else None
            self._sheet.read((css or b"").decode("utf-8", "replace"))

    def _input(self, given: Mapping[str, str]) -> None:
        if given.get("type", "").lower() == "hidden":
            self._paragraphs.cover(VANISHED, given.get("value", ""))
        else:
            self._paragraphs.lose("表单的输入框", _NOT_TAKEN)

    def _open(self, tag: str, written: str, parts: list[Token], at: int) -> None:
        scope = self._scopes[-1]
        if tag in BLOCKS:
            if scope.open.get("p") and not self._hides_within_paragraph():
                self._close("p", reopen=tag == "p")
            self._flush()
        if tag == "li" and scope.lists and scope.lists[-1].in_item:
            self._close("li")
        if tag in ("dt", "dd"):
            opened = [name for name in ("dt", "dd") if scope.open.get(name)]
            if opened and scope.open.get("dl", 0) <= len(opened):
                self._close(opened[0])
        if self._tables and tag in ("tr", *CELLS, *PARTS, "caption"):
            self._begin_part(tag, written)
            return
        given, style = self._push(tag, written)
        told = style.get("list-style-type", style.get("list-style", ""))
        if tag == "table":
            self._table_count += 1
            self._tables.append(TableReader(f"第{self._table_count}个表格"))
        elif tag in LISTS:
            items = self._items(parts, at) if "reversed" in given else 0
            scope.lists.append(Listing.of(tag, given, told, items))
        elif tag == "li":
            now = scope.lists[-1] if scope.lists else Listing("")
            self._paragraphs.number_next(*now.item(given, told, max(len(scope.lists), 1)))
        elif tag in _FILMS:
            self._paragraphs.lose(_FILMS[tag], _NOT_TAKEN)

    def _hides_within_paragraph(self) -> bool:
        """Whether something in the open paragraph hides what follows. A browser would show it in a paragraph of its
        own; whoever has hidden it does not want that."""
        frame = next(frame for frame in reversed(self._frames) if frame.tag == "p")
        return bool(self._frames[-1].look.hides) and not frame.look.hides

    def _items(self, parts: list[Token], at: int) -> int:
        """How many items the list has that begins at a place."""
        depth = count = 0
        for mark, what, _ in parts[at + 1 : at + 1 + self._left_to_count]:
            self._left_to_count -= 1
            if what in LISTS and mark in ("<", ">"):
                depth += 1 if mark == "<" else -1
            if depth < 0:
                break
            count += mark == "<" and what == "li" and not depth
        return count

    def _begin_part(self, tag: str, written: str) -> None:
        """A part of the innermost table."""
        table = self._tables[-1]
        if table.in_cell:
            self._pop_until(*CELLS)
        self._flush()
        if tag not in CELLS and table.in_row:
            self._pop_until("tr")
        if tag == "caption" or tag in PARTS:
            self._push(tag, written)
        elif tag == "tr":
            self._begin_row(written)
        else:
            if not table.in_row:
                self._begin_row("")
            given, _, look = self._seen(tag, written, self._frames[-1].look)
            across, down = (html_lists.whole(given.get(name, ""), 1) for name in ("colspan", "rowspan"))
            is_gone = bool(look.hides or look.is_invisible)
            is_seen = table.begin_cell(across, down, is_gone, tag == "th")
            self._push(tag, written, "" if is_seen or is_gone else HIDDEN_COLUMN)
            self._scopes.append(Scope(is_seen=is_seen))

    def _begin_row(self, written: str) -> None:
        given, style, look = self._seen("tr", written, self._frames[-1].look)
        is_flat = "0" in (given.get("height"), style.get("height", "").removesuffix("px").removesuffix("pt"))
        is_gone = bool(look.hides or look.is_invisible) or is_flat
        self._push("tr", written, HIDDEN_ROW if is_gone else "")
        self._tables[-1].begin_row(is_gone)

    def _end(self, tag: str) -> None:
        scope = self._scopes[-1]
        if tag in _RAW:
            self._raw = ""
        elif tag == "br":
            self._add("\n")
        elif tag == "p" and not scope.open.get("p"):
            self._flush()
        elif self._tables and tag in (*CELLS, "tr", "table", *PARTS):
            self._end_part(tag)
        elif scope.open.get(tag):
            self._close(tag)

    def _end_part(self, tag: str) -> None:
        table = self._tables[-1]
        if tag == "table":
            self._pop_until("table")
            return
        if table.in_cell:
            self._pop_until(*CELLS)
        if tag not in CELLS and table.in_row:
            self._pop_until("tr")
        if tag in PARTS and self._scopes[-1].open.get(tag) and self._frames[-1].tag == tag:
            self._pop()

    def _remark(self, words: str) -> None:
        if not words.lstrip().startswith(("[if", "[endif", "StartFragment", "EndFragment")) and SAYING.search(words):
            self._paragraphs.cover(COMMENT, words)

    def _text(self, words: str) -> None:
        if not self._raw:
            self._add(words)
        elif self._raw == "style":
            self._sheet.read(words)
        elif self._raw == "title" and not self._scopes[-1].open.get("svg"):
            self._paragraphs.title = self._paragraphs.title or " ".join(words.split())
        elif self._raw == "script" and SAYING.search(words):
            self._paragraphs.cover(SCRIPT, words)
        elif self._raw in ("xmp", "textarea"):
            self._add(words)
