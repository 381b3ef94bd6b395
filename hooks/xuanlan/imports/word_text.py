"""One text of a docx as paragraphs and tables: its body, or its notes"""

from __future__ import annotations

from xuanlan.imports import word_around
from xuanlan.imports.original import Block, Lost, Paragraph, Run
from xuanlan.imports.symbols import UNKNOWN, is_private, sign
from xuanlan.imports.word_around import CONTENTS, Around
from xuanlan.imports.word_document import Document
from xuanlan.imports.word_drawings import ENDS, Drawings
from xuanlan.imports.word_fields import DATES, Field
from xuanlan.imports.word_maths import Maths
from xuanlan.imports.word_paragraph import Draft
from xuanlan.imports.word_tables import TableDraft, flat
from xuanlan.office.contents import MERGED, WHITE, Collector
from xuanlan.office.looks import Styles, unseen
from xuanlan.office.package import Package
from xuanlan.office.stories import Story
from xuanlan.office.xml import local

_OPEN_ENDS = ("w:del", "w:moveFrom", "w:vanish", "w:specVanish")
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}


class _Frame:
    """What holds blocks: the text itself, a cell, a text box, a note."""

    def __init__(self, is_cell: bool = False) -> None:
        self.blocks: list[Block] = []
        self.is_cell = is_cell
        """whether it is a cell or lies in one"""
        self.carried: list[Run] = []
        """runs of a paragraph whose end is not seen, so that it goes on in the next"""


class Text(Story):
    """Reads a part of the document; what it comes to is in `blocks` and `notes`."""

    def __init__(self, package: Package, looks: Styles, found: Collector, where: str, document: Document) -> None:
        super().__init__(package, looks, found, where)
        self._document = document
        self._frames = [_Frame()]
        self._drafts: list[Draft] = []
        self._drafted: list[TableDraft] = []
        self._around = Around()
        self._drawings = Drawings(document, self._lose)
        self._maths = Maths(self._show, lambda: self._drafts[-1].length, lambda at: self._drafts[-1].wrap(at))
        self._sounds: list[str] = []
        """what stands above words"""
        self._is_sound = False
        self._note = ""
        self._left_out: set[str] = set()
        """why something was left out that is told once"""
        self.notes: dict[str, list[Block]] = {}

    @property
    def blocks(self) -> list[Block]:
        return self._frames[0].blocks

    def read(self, part: str) -> None:
        self._around.relations = self._drawings.relations = self.package.relations(part)
        data = self.package.read(part)
        self.is_painted = (b"behindDoc" in data or b"\0" in data) and any(
            mark == "<" and local(what) == "anchor" and given.get("behindDoc") in ("1", "true")
            for mark, what, given in self.package.events(part)
        )
        super().read(part)
        self._flush(self._frames[0])

    def begin(self, what: str, attributes: dict[str, str]) -> None:
        super().begin(what, attributes)
        if what == "w:p":
            self._drafts.append(Draft(self._document.styles, self._document.tab))
        elif what in ("w:txbxContent", "w:footnote", "w:endnote", "w:tc"):
            self._frames.append(_Frame(what == "w:tc" or self._frames[-1].is_cell))
            self._note = attributes.get("w:id", "")
            if what == "w:tc" and self._drafted:
                self._drafted[-1].begin_cell()
        elif what == "w:tbl":
            self._drafted.append(TableDraft(self.grids[-1].table.where))
        elif what == "w:tr" and self._drafted:
            self._drafted[-1].begin_row()
        elif what == "w:altChunk":
            self._lose("嵌入的另一个文件", "没有打开它；请在 Word 里打开，另存一次再导入")
        elif what in word_around.BEGINS:
            if ended := self._around.begin(what, attributes):
                self._end_field(ended)
        elif self._drafts:
            self._begin_inside(what, attributes)

    def _begin_inside(self, what: str, attributes: dict[str, str]) -> None:
        """Something begins in a paragraph."""
        if what in ("w:r", "m:r"):
            self._drafts[-1].begin_run()
        elif what[:2] == "m:":
            self._maths.begin(what, attributes)
        elif what == "w:sym":
            self._symbol(attributes.get("w:char", ""), attributes.get("w:font", ""))
        elif what in _NOTES:
            if not self.hides() and not self._is_left_out():
                is_marked = attributes.get("w:customMarkFollows") in ("1", "true")
                label = self._document.refer(_NOTES[what], attributes.get("w:id", ""), is_marked)
                self._drafts[-1].runs.append(Run(label, raised="sup"))
        elif what == "w:rt":
            self._is_sound, self._sounds = True, []
        elif what[2:] == "textpath":
            self._show(attributes.get("string", ""))
        elif what[0] != "w":
            self._drawings.begin(local(what), attributes)

    def end(self, what: str) -> None:
        grid = self.grids[-1] if self.grids else None
        super().end(what)
        if what == "w:p" and self._drafts:
            self._end_draft(self._drafts.pop())
        elif what in ("w:txbxContent", "w:footnote", "w:endnote", "w:tc"):
            frame = self._frames.pop()
            self._flush(frame)
            if what == "w:tc" and self._drafted and grid:
                if not grid.hides:
                    is_covered = grid.cell_hides == MERGED
                    column = grid.column - grid.span + 1
                    self._drafted[-1].end_cell(column, tuple(flat(frame.blocks)), is_covered)
            elif what in ("w:footnote", "w:endnote"):
                self.notes[self._note] = frame.blocks
            elif self._drafts:
                draft = self._drafts[-1]
                (draft.behind if draft.is_begun else draft.before).extend(frame.blocks)
            else:
                self._frames[-1].blocks += frame.blocks
        elif what == "w:tr" and self._drafted and grid and not grid.hides:
            self._drafted[-1].end_row()
        elif what == "w:tbl" and self._drafted:
            self._end_table(self._drafted.pop())
        elif what in word_around.ENDS:
            if ended := self._around.end(what):
                self._end_field(ended)
        elif self._drafts:
            self._end_inside(what)

    def _end_inside(self, what: str) -> None:
        if what[:2] == "m:":
            self._maths.end(what)
            if what == "m:oMath":
                self._lose("公式", "公式排成了一行文字，请核对")
        elif what == "w:rt":
            self._is_sound = False
        elif what == "w:ruby":
            sound, self._sounds = "".join(self._sounds), []
            self._add(f"（{sound}）" if sound.strip() else "", "")
        elif local(what) in ENDS and not self._is_left_out(is_told=False):
            for one in self._drawings.end(local(what), self.place(), self.hides()):
                if isinstance(one, Run):
                    self._drafts[-1].runs.append(one)
                else:
                    self._drafts[-1].behind.append(one)

    def look(self, what: str, attributes: dict[str, str]) -> None:
        super().look(what, attributes)
        if self._drafts:
            self._drafts[-1].look(what, attributes)

    def property(self, inside: str, what: str, attributes: dict[str, str]) -> None:
        super().property(inside, what, attributes)
        if inside == "w:pPr" and self._drafts:
            self._drafts[-1].property(what, attributes)
        elif inside == "w:rPr" and self._drafts and what in _OPEN_ENDS:
            self._drafts[-1].is_open = attributes.get("w:val", "").lower() not in ("0", "false", "off")
        elif self._drafted:
            self._drafted[-1].property(inside, what, attributes)

    def put(self, text: str, kind: str) -> None:
        super().put(text, kind)
        self._add(text, kind)

    def instruct(self, text: str) -> None:
        super().instruct(text)
        fields = self._around.fields
        if fields and fields[-1].is_code and self._drafts and not self.hides():
            fields[-1].instruct(text)

    def _show(self, text: str) -> None:
        """A sign that stands here without being text of the file."""
        self._add(text, self.hides())

    def _add(self, text: str, kind: str) -> None:
        """Words at this place; nothing of what is hidden."""
        if not self._drafts or not text:
            return
        draft = self._drafts[-1]
        if kind and not (kind == WHITE and self.is_painted):
            return
        if not text.isspace() and self._is_left_out():
            if self._around.is_code:
                self._around.fields[-1].swallowed.append(text)
            return
        if any(map(is_private, text)):
            text = "".join(self._sign(ord(one), draft.font) if is_private(one) else one for one in text)
        if self._is_sound:
            self._sounds.append(text)
            return
        draft.add(text, self._around.link, self._maths.raised)
        if kind or self._may_be_unseen():
            self._lose("白色的文字", "要衬在图片或深色底上才看得见，请核对要不要")
        if draft.is_struck:
            self._lose("删除线", "带删除线的文字照样留着，请看看要不要")
        for field in self._around.fields:
            field.has_result = field.has_result or not text.isspace()

    def _may_be_unseen(self) -> bool:
        """Whether these are white words on a ground that is not known."""
        paragraph = self.paragraphs[-1]
        return not self.ground(paragraph) and unseen(paragraph.run, "FFFFFF") == WHITE

    def _is_left_out(self, is_told: bool = True) -> bool:
        """Whether what is being read is an instruction, or stands in what is left out as a whole, which is told."""
        reason = self._around.reason
        if reason and is_told and not self._around.is_code and reason not in self._left_out:
            self._left_out.update([reason] if reason == CONTENTS else ())
            self._lose("目录" if reason == CONTENTS else "填写框", reason)
        return bool(reason) or self._around.is_code

    def _symbol(self, place: str, font: str) -> None:
        if len(place) < 7 and place.isalnum():
            try:
                self._show("" if self.hides() else self._sign(int(place, 16), font))
            except ValueError:
                return

    def _sign(self, place: int, font: str) -> str:
        found = sign(place, font)
        if not found:
            self._lose("符号", f"程序不认得“{font[:40] or '符号字体'}”里的这个符号，原处写成了“{UNKNOWN}”")
        return found or UNKNOWN

    def _lose(self, what: str, why: str) -> None:
        if self._drafts:
            self._drafts[-1].lost[what, why] = None
        else:
            self._document.lose(Lost(what, self.place(), why))

    def _end_field(self, field: Field) -> None:
        if field.name in DATES:
            self._lose("自动更新的日期", "取的是文件上次保存时的日期，请核对")
        if not field.has_result and self._drafts:
            self._show(field.shown())

    def _end_draft(self, draft: Draft) -> None:
        draft.add(self._around.unended(), "", "")
        frame = self._frames[-1]
        where = self.place(more=draft.is_begun)
        for what, why in draft.lost:
            self._document.lose(Lost(what, where, why))
        frame.blocks += draft.before
        if draft.is_open:
            frame.carried += draft.runs
        else:
            draft.runs[:0] = frame.carried
            frame.carried = []
            if (found := draft.paragraph(where, self._document.numbering)) is not None:
                frame.blocks.append(found)
        frame.blocks += draft.behind

    def _flush(self, frame: _Frame) -> None:
        """The last paragraph has an end whatever is said of it."""
        if any(run.text.strip() or run.picture for run in frame.carried):
            frame.blocks.append(Paragraph(tuple(frame.carried), self.place()))
        frame.carried = []

    def _end_table(self, draft: TableDraft) -> None:
        table = draft.table()
        if self._frames[-1].is_cell:
            self._lose("表格里的表格", "里面的表格改成了一段一段的文字，请核对")
            self._frames[-1].blocks += flat([table])
        elif any(table.rows):
            self._frames[-1].blocks.append(table)
