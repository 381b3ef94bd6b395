"""What a file holds, as values: what its readers see, and apart from it what they do not see and get all the same"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

HIDDEN_SHEET, HIDDEN_ROW, HIDDEN_COLUMN = "隐藏的工作表", "隐藏的行", "隐藏的列"
HIDDEN_FORMAT, WHITE, TINY = "不显示内容的单元格格式", "和底色一样的文字", "小得看不见的文字"
MERGED = "被合并单元格盖住的值"
VANISHED, COVERED, OUTSIDE = "隐藏文字", "被遮盖的文字", "页面以外的文字"
HIDDEN_SLIDE, HIDDEN_SHAPE, NOTES = "隐藏的幻灯片", "隐藏的图形", "备注"
COMMENT, DELETED, INSERTED = "批注", "修订（删除的文字）", "修订（插入未接受）"
LINK, NAME, CACHE = "外部链接", "定义的名称", "数据透视表的缓存"
TARGET = "链接的网址"
"""Pages of the web that have a long number in their address: read like a text, and no secret of the file."""
UNUSED = "没有显示的部分"
"""Words in a part of the file that no program shows: a header that no page has, a building block, a property."""
REST = "文件内部的文字"
"""Anything else that stands in a file and is not shown, such as names of styles: read like a text, and not told."""
ONLY_READ = frozenset((TARGET, REST))
"""Kinds that are read like a text and are no secret of the file."""
OLDER = "以前保存的版本"
EMBEDDED, SCRIPT = "嵌入的文件", "自动运行的程序"
AUTHOR, EDITOR, COMPANY = "文档属性（作者）", "文档属性（上次保存者）", "文档属性（单位）"
PROPERTY = "文档属性"
LOCATION, PHOTOGRAPHER, OWNER, CAPTION = "照片的拍摄位置", "照片的作者", "照片的设备所有者", "照片里的说明"
KINDS = (
    HIDDEN_SHEET, HIDDEN_ROW, HIDDEN_COLUMN, HIDDEN_FORMAT, MERGED, WHITE, TINY, VANISHED, COVERED, OUTSIDE,
    HIDDEN_SLIDE, HIDDEN_SHAPE, NOTES, COMMENT, DELETED, INSERTED, LINK, TARGET, NAME, CACHE, UNUSED, REST, OLDER,
    EMBEDDED, SCRIPT, AUTHOR, EDITOR, COMPANY, PROPERTY, LOCATION, PHOTOGRAPHER, OWNER, CAPTION,
)  # fmt: skip
"""Every kind of `Hidden`, as a clerk calls it."""


class Piece(NamedTuple):
    """A text that readers see. `where` is the place as a clerk finds it: 第3段, 页眉, 工作表“名单” C5."""

    text: str
    where: str


class Hidden(NamedTuple):
    """Something that readers do not see and get with the file; `kind` is one of `KINDS`, or more than 文档属性."""

    kind: str
    where: str
    text: str


class Row(NamedTuple):
    """A row of a table: its number, and its cells that are not empty by the numbers of their columns, all from 1."""

    number: int
    cells: dict[int, str]


class Table(NamedTuple):
    """Rows in their order. `where` is the place of the whole: 工作表“名单”, 第1个表格."""

    where: str
    rows: tuple[Row, ...]
    lettered: bool = True
    """whether cells are called C5, as in sheets, or 第5行第3列"""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """cells that are shown as one: first row and column, last row and column"""

    def cell(self, row: int, column: int) -> str:
        """The place of one cell."""
        if self.lettered:
            return f"{self.where} {letters(column)}{row}".strip()
        return f"{self.where}第{row}行第{column}列"

    def pieces(self) -> Iterator[Piece]:
        for row in self.rows:
            for column, text in row.cells.items():
                yield Piece(text, self.cell(row.number, column))


class Facts(NamedTuple):
    """What a file says of itself; "" where it does not."""

    author: str = ""
    editor: str = ""
    """who saved it last"""
    company: str = ""
    owner: str = ""
    """of the camera"""
    location: tuple[float, float] | None = None
    """where a photograph was taken: degrees north and east"""
    ai: str = ""
    """the mark of what a machine has made, as the metadata have it: JSON after GB 45438-2025, or a term of IPTC"""
    unread: str = ""
    """which part of it could not be looked at and why, in Chinese"""


class Contents(NamedTuple):
    """Everything that is in a file. No text of `asides` or `hidden_tables` is in `prose` or `tables`, but for that of
    `INSERTED`, which readers see with a mark."""

    prose: tuple[Piece, ...] = ()
    """what is seen outside tables, in the order of reading"""
    tables: tuple[Table, ...] = ()
    asides: tuple[Hidden, ...] = ()
    hidden_tables: tuple[tuple[str, Table], ...] = ()
    """cells that are not seen, by the kind of what hides them"""
    facts: Facts = Facts()

    def pieces(self) -> Iterator[Piece]:
        """All that is seen, cells included."""
        yield from self.prose
        for table in self.tables:
            yield from table.pieces()

    def hidden(self) -> Iterator[Hidden]:
        """All that is not seen, cells included."""
        yield from self.asides
        for kind, table in self.hidden_tables:
            for text, where in table.pieces():
                yield Hidden(kind, where, text)


class Unreadable(NamedTuple):
    """Why a file could not be read, in Chinese, to follow “：”."""

    reason: str


class UnreadableError(Exception):
    """The same, on its way out of a reader."""


MOST_BYTES = 50_000_000
"""Largest file that is read."""
DAMAGED = "文件的结构不完整"
TOO_MUCH = "内容太多，没有检查"


class Budget:
    """What may be spent on one file and all files inside it: ten seconds and 500 MB on a small machine."""

    def __init__(self) -> None:
        self.unpacked = 120_000_000
        """bytes"""
        self.elements = 1_500_000
        """of XML: 60,000 rows of eight cells"""
        self.text = 20_000_000
        """characters"""
        self.loose = 16_000_000
        """the same, of what readers make nothing of"""
        self.seconds = 6.0
        """of a processor, for the process that reads PDF; an ordinary page takes it a hundredth"""

    def spend(self, what: str, amount: float = 1) -> None:
        """Raises UnreadableError when there is not so much left."""
        left = getattr(self, what) - amount
        setattr(self, what, left)
        if left < 0:
            raise UnreadableError(TOO_MUCH)


_PLACE = 20
"""Characters that every text costs beside its own: a place must be kept with it."""


class Collector:
    """What a reader has found so far, within a budget."""

    def __init__(self, budget: Budget | None = None, *, as_shown: bool = False) -> None:
        """`as_shown` says that numbers are wanted as a sheet shows them, and not with all their digits."""
        self.budget = budget or Budget()
        self.as_shown = as_shown
        self.prose: list[Piece] = []
        self.tables: list[Table] = []
        self.asides: list[Hidden] = []
        self.hidden_tables: list[tuple[str, Table]] = []
        self.facts: dict[str, object] = {}
        self._formulas, self._formula = 0, ""
        """cells without a result, and where the first of them is"""

    def count(self, text: str) -> str:
        """`text`, which goes into the result. Raises UnreadableError when there is too much."""
        self.budget.spend("text", len(text) + _PLACE)
        return text

    def see(self, text: str, where: str) -> None:
        if text := text.strip():
            self.prose.append(Piece(self.count(text), where))

    def hide(self, kind: str, where: str, text: str) -> None:
        if text := text.strip():
            self.asides.append(Hidden(kind, where, self.count(text)))

    def tell(self, kind: str, where: str, text: str) -> None:
        """A text that readers see, or that `kind` hides from them."""
        if kind:
            self.hide(kind, where, text)
        else:
            self.see(text, where)

    def lead(self, where: str, address: str) -> None:
        """A link to a page of the web."""
        if _LONG_NUMBER.search(address):
            self.hide(TARGET, where, unquote(address))

    def own_word(self, label: str, where: str, text: str) -> None:
        """A property that somebody has filled in: what programs write there of themselves is not told."""
        if SAYING.search(text):
            self.hide(f"{PROPERTY}（{label}）", where, text)

    def fact(self, key: str, value: str, where: str) -> None:
        """Something that the file says of itself, which nobody sees who only reads it."""
        value = value.strip()
        if value and value.lower() not in _NOBODY:
            self.facts.setdefault(key, value)
            self.hide(_OF_FACTS[key], where, value)

    def miss(self, what: str) -> None:
        """A part that could not be looked at, and why, in Chinese."""
        before = self.facts.get("unread", "")
        if what not in str(before):
            self.facts["unread"] = f"{before}；{what}" if before else what

    def lack_result(self, where: str) -> None:
        """A cell with a formula whose result was not stored: programs reckon it when they open the file."""
        self._formulas, self._formula = self._formulas + 1, self._formula or where

    def take(self, inner: Contents, where: str, kind: str = "") -> None:
        """What a file inside this one holds; with `kind` all of it is hidden."""
        for text, place in inner.pieces():
            if kind:
                self.hide(kind, f"{where} › {place}", text)
        if not kind:
            self.prose += [Piece(self.count(text), f"{where} › {place}") for text, place in inner.prose]
            self.tables += [
                table._replace(where=f"{where} › {table.where}" if table.where else where) for table in inner.tables
            ]
        self.asides += [Hidden(one, f"{where} › {place}", self.count(text)) for one, place, text in inner.hidden()]

    def contents(self) -> Contents:
        """A title that everybody reads in the text is not told as hidden."""
        if self._formulas:
            places = f"（如{self._formula}）" if self._formulas > 1 else f"（{self._formula}）"
            self.miss(f"{self._formulas} 个公式没有存下结果{places}，请用 Excel 或 WPS 打开、保存一次")
        facts = Facts(**self.facts)  # type: ignore[arg-type]
        found = Contents(tuple(self.prose), tuple(self.tables), tuple(self.asides), tuple(self.hidden_tables), facts)
        if not any(one.kind.startswith(_OWN_WORDS) for one in self.asides):
            return found
        seen = _BLANK.sub("", "\n".join(piece.text for piece in found.pieces()))
        told = (
            one for one in self.asides if not one.kind.startswith(_OWN_WORDS) or _BLANK.sub("", one.text) not in seen
        )
        return found._replace(asides=tuple(told))


_LONG_NUMBER = re.compile(r"(?:\d|%3\d){11}", re.IGNORECASE)
SAYING = re.compile(r"[\u4e00-\u9fff]|[0-9]{8}|@|[A-Za-z]:\\")
"""Without any of which a property or a caption is what programs and cameras write of themselves."""
_NOBODY = frozenset(
    ("administrator", "admin", "user", "pc", "microsoft", "microsoft office user", "windows user", "windows 用户",
     "微软用户", "unknown", "openpyxl", "python-docx", "apache poi", "wps office", "anonymous", "匿名用户", "作者")
)  # fmt: skip
"""Names that programs give to whoever has not given one."""
_BLANK = re.compile(r"\s+")
_OWN_WORDS = f"{PROPERTY}（标题", f"{PROPERTY}（主题", f"{PROPERTY}（关键词", f"{PROPERTY}（类别"
_OF_FACTS = {"author": AUTHOR, "editor": EDITOR, "company": COMPANY, "owner": OWNER}


def letters(column: int) -> str:
    """The letters of a column of a sheet: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
