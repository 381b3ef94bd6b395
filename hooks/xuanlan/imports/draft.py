"""A file that is brought in as a text of the site: its fields, its Markdown, and what a person must look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from xuanlan.imports import markdown
from xuanlan.imports.any_file import read
from xuanlan.imports.official import recognise
from xuanlan.imports.original import Block, Lost, Original, Paragraph
from xuanlan.office.contents import Hidden
from xuanlan.text.dates import chinese_date

USUAL = "通知"
"""The kind of a text whose title tells none."""
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_.年]?)(0?[1-9]|1[0-2])(?:[-_.月]?)(0?[1-9]|[12]\d|3[01])(?:日|(?!\d))")
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
    lost: tuple[Lost, ...]
    """what readers of the original see and the text does not have"""

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        return self.original.hidden

    @property
    def title(self) -> str:
        return str(self.fields["title"])


def draft(name: str, data: bytes, kinds: Sequence[str], last_changed: date, kind: str = "") -> Draft:
    """The file called `name` as a text of one of these `kinds`; of the kind `kind` where one is given.

    `last_changed` is the day when the file was. Raises UnreadableError, whose reason follows “：”.
    """
    original = read(name, data)
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
        fields["kind"] = USUAL if USUAL in kinds else next(iter(kinds))
        look.append(f"标题没有说是哪个文种，先按“{fields['kind']}”，请核对。")
    if not fields.get("date"):
        day, said = _day(original, stem, last_changed)
        fields["date"] = day.isoformat()
        look.append(f"正文里没有成文日期，{said}写作{chinese_date(day)}，请核对。")
    body = markdown.body(found.blocks)
    if not body.strip():
        look.append("正文是空的，请看原文件里是不是只有图片。")
    lost = (*found.lost, *original.lost)
    look += _remarks(original, lost)
    return Draft(name, original, fields, found.blocks, body, found.because, tuple(look), lost)


def _title(original: Original, stem: str) -> str:
    first = next((one.text.strip() for one in original.blocks if isinstance(one, Paragraph) and one.text.strip()), "")
    named = _OF_FILES.sub("", _DAY.sub("", stem)).strip(" -_.　") or stem
    return original.title or (named if re.search(r"[\u4e00-\u9fff]{2}", named) else first[:60] or named)


def _day(original: Original, stem: str, last_changed: date) -> tuple[date, str]:
    for words, said in ((stem, "按文件名"), (original.day, "按原文件的记录")):
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
    if original.pictures:
        yield f"有 {len(original.pictures)} 张图片，请给每张写一句说明。"
