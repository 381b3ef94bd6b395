"""A file that is brought in as a text of the site: its fields, its Markdown, and what a person must look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from xuanlan.imports import markdown
from xuanlan.imports.any_file import is_sheet, read
from xuanlan.imports.official import recognise
from xuanlan.imports.original import Beside, Block, Lost, Original, Paragraph, Picture, Table
from xuanlan.imports.sheets import suits_text
from xuanlan.office.contents import Hidden, UnreadableError
from xuanlan.text.dates import chinese_date
from xuanlan.text.mojibake import misread
from xuanlan.text.person_numbers import without_numbers

USUAL = "通知"
"""The kind of a text whose title tells none."""
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_./年]?)(0?[1-9]|1[0-2])(?:[-_./月]?)(0?[1-9]|[12]\d|3[01])(?:日|(?!\d))"
)
_PUBLISHED = re.compile(
    r"(?:发布|发文|公布|更新|成文)(?:时间|日期|于)\s*[:：]?\s*(?=\d{4})|"
    r"(?<![\u4e00-\u9fff])(?:日期|时间)\s*[:：]\s*(?=\d{4})|(?<!\d)(?=\d{4}-\d\d-\d\d \d\d:\d\d\s*$)"
)
"""Before a day on which a page says it was published; public accounts show the day and the time alone."""
_BY_PAGE = "按网页上的发布时间"
_MOST_CELLS, _FEWEST = 20_000, 2
_HEAD = 12
"""Paragraphs among which an old page says when it was published."""
_OF_FILES = re.compile(r"(?:\(\d+\)|（\d+）|[-_ ]?副本|[-_ ]?(?:终稿|定稿|最终版|修改稿?|v\d+))+$", re.I)
"""What people add to the names of files."""


class Draft(NamedTuple):
    """A text as it would be taken in."""

    file: str
    """the name of the original"""
    original: Original
    fields: dict[str, str | tuple[str, ...]]
    """of the front matter, by their English names, as they are to be written: title, kind and date always"""
    blocks: tuple[Block, ...]
    """what of the original is no field"""
    body: str
    """the same as Markdown; pictures are named as in the original"""
    because: tuple[str, ...]
    """what was recognised as what, and why, one Chinese sentence each"""
    look: tuple[str, ...]
    """what a person has to decide or to look at, likewise"""
    whole: Picture | None
    """the file itself, where it is a table that may go as an attachment: nothing in it is hidden"""
    lost: tuple[Lost, ...]
    """what readers of the original see and the text does not have"""

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        return self.original.hidden

    @property
    def told(self) -> dict[str, list[dict[str, str]]]:
        """What was not taken, as pages and reports show it: numbers of persons are masked in what nobody was to see."""
        hidden = [{**one._asdict(), "text": without_numbers(one.text)} for one in self.hidden]
        return {"lost": [one._asdict() for one in self.lost], "hidden": hidden}

    @property
    def title(self) -> str:
        return str(self.fields["title"])


def draft(
    name: str, data: bytes, kinds: Sequence[str], last_changed: date, kind: str = "", beside: Beside = lambda _: None
) -> Draft:
    """The file called `name` as a text of one of these `kinds`; of the kind `kind` where one is given.

    `last_changed` is the day when the file was, `beside` has the files beside it. Raises UnreadableError, whose reason
    follows “：”.
    """
    original = _with_title(read(name, data, beside))
    if _cells(original) > _MOST_CELLS:
        return _too_large(name, data, original, kind or _usual(kinds), last_changed)
    found = recognise(original, kinds)
    fields, look = dict(found.fields), []
    stem = PurePosixPath(name).stem
    if not fields.get("title"):
        fields["title"] = _title(original, stem)
        look.append(f"没有认出标题，先用“{fields['title']}”，请改成正式的标题。")
    fields["title"] = " ".join(str(fields["title"]).split())
    if kind:
        fields["kind"] = kind
    elif not fields.get("kind"):
        fields["kind"] = _usual(kinds)
        look.append(f"标题没有说是哪个文种，先按“{fields['kind']}”，请核对。")
    because = list(found.because)
    if not fields.get("date"):
        day, said = _day(original, stem, last_changed)
        fields["date"] = day.isoformat()
        words = f"正文里没有成文日期，{said}写作{chinese_date(day)}"
        if said == _BY_PAGE:
            because.append(f"{words}。")
        else:
            look.append(f"{words}，请核对。")
    body = markdown.body(found.blocks)
    if not body.strip():
        look.append("正文是空的，请看原文件里是不是只有图片。")
    lost = (*found.lost, *original.lost)
    if "\ufffd" in body or next(misread(body), None):
        look.append("有认不出的字，原文件的编码多半不对，请用记事本另存为 UTF-8 再导入。")
    look += _remarks(original, lost)
    whole = Picture(name, data) if is_sheet(name) and not original.hidden else None
    large = [block for block in original.blocks if isinstance(block, Table) and not suits_text(block)]
    if is_sheet(name) and large:
        look.append(f"表格有 {max(len(table.rows) for table in large)} 行，放在正文里太大，可以改作附件。")
    return Draft(name, original, fields, found.blocks, body, tuple(because), tuple(look), whole, lost)


def _usual(kinds: Sequence[str]) -> str:
    return USUAL if USUAL in kinds else kinds[0]


def _cells(original: Original) -> int:
    return sum(len(row) for block in original.blocks if isinstance(block, Table) for row in block.rows)


def _too_large(name: str, data: bytes, original: Original, kind: str, day: date) -> Draft:
    """A table that no page can show: it can only be an attachment. Raises UnreadableError."""
    if not is_sheet(name) or original.hidden:
        raise UnreadableError("表格太大，放不进正文；里面又有读者看不见的内容，也不能作附件，请删去以后再导入")
    title = _title(original._replace(blocks=()), PurePosixPath(name).stem)
    fields: dict[str, str | tuple[str, ...]] = {"title": title, "kind": kind, "date": day.isoformat()}
    look = ("表格太大，放不进正文，整个文件作附件。", "请核对标题、文种和日期，再写几句说明。")
    whole = Picture(name, data)
    return Draft(name, Original(files=(whole,)), fields, (), "", (), look, whole, original.lost)


def _with_title(original: Original) -> Original:
    """Where a table begins the text, a first row of one cell is no row of it but the line above."""
    for place, block in enumerate(original.blocks):
        if isinstance(block, Paragraph) and block.text.strip():
            return original
        if isinstance(block, Table):
            told = [cell for row in block.rows[:1] for cell in row if any(one.text.strip() for one in cell.paragraphs)]
            if len(told) != 1 or len(block.rows) < _FEWEST or len(block.rows[1]) < _FEWEST:
                return original
            above = tuple(one._replace(align="center") for one in told[0].paragraphs)
            rest = (block._replace(rows=block.rows[1:]),)
            return original._replace(blocks=(*original.blocks[:place], *above, *rest, *original.blocks[place + 1 :]))
    return original


def _title(original: Original, stem: str) -> str:
    first = next((one.text.strip() for one in original.blocks if isinstance(one, Paragraph) and one.text.strip()), "")
    named = _OF_FILES.sub("", _DAY.sub("", stem)).strip(" -_.　") or stem
    return original.title or (named if re.search(r"[\u4e00-\u9fff]{2}", named) else first[:60] or named)


def _day(original: Original, stem: str, last_changed: date) -> tuple[date, str]:
    head = (one.text for one in original.blocks[:_HEAD] if isinstance(one, Paragraph))
    published = next((text[match.end() :] for text in head if (match := _PUBLISHED.search(text))), "")
    for words, said in ((published, _BY_PAGE), (stem, "按文件名")):
        for match in _DAY.finditer(words):
            try:
                return date(*map(int, match.groups())), said
            except ValueError:
                continue
    return last_changed, "按文件最后改动的日子"


def _remarks(original: Original, lost: Sequence[Lost]) -> Iterator[str]:
    if lost:
        yield f"有 {len(lost)} 处没有带过来，请对照原文件看要不要补。"
    if original.hidden:
        kinds = "、".join(dict.fromkeys(one.kind for one in original.hidden))
        yield f"原文件里有读者看不见的内容（{kinds}），没有导入。"
    if original.files:
        yield f"链接指向的 {len(original.files)} 个文件作为附件放在一起。"
    if original.pictures:
        yield f"有 {len(original.pictures)} 张图片，请给每张写一句说明。"
