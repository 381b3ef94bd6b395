"""照片页: a picture a page, with time, place, persons, subject, background and cause as far as its text says them"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xuanlan import text
from xuanlan.checks.picture_words import says_nothing
from xuanlan.dossier.contents import Dossier, Measured
from xuanlan.dossier.pieces import Photo
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.render.facts import fact_of

LABELS = ("时间", "地点", "人物", "主题", "背景", "事由")
_BEFORE = r"(?:[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])?\s*"
_SAID = {
    "时间": re.compile(_BEFORE + r"(?:活动|会议|培训|检查|演练)?时\s*间[：:]\s*(.+)"),
    "地点": re.compile(_BEFORE + r"(?:活动|会议|培训|集合)?地\s*点[：:]\s*(.+)"),
    "人物": re.compile(_BEFORE + r"(?:参加|参会|参与|出席|参训)(?:人员|对象|单位|部门|领导)?[：:]\s*(.+)"),
}
"""Lines of a text that say it: 时间：3月8日上午9时."""
_WHO = ("单位", "部门", "职务", "领导")
MOST = 60
"""Most characters of what such a line says; a longer one is a paragraph, and no name of a time or place."""


def photo_page(library: Library, dossier: Dossier, measured: Measured, photo: Photo) -> dict[str, Any]:
    """The page of `photo` for its template; a value that nothing says is "", a line to be filled in."""
    said = dict(_captions(library, dossier, measured, photo))
    return {
        "number": photo.number,
        "picture": photo.block,
        "width": round(photo.width, 2),
        "rows": [{"label": label, "words": said.get(label, "")} for label in LABELS],
        "from": photo.entry.id,
    }


def _captions(library: Library, dossier: Dossier, measured: Measured, photo: Photo) -> Iterator[tuple[str, str]]:
    entry, alt = photo.entry, photo.words
    yield "时间", _fact(library, entry, "event") or _line(entry, "时间") or _own_date(entry)
    yield "地点", _fact(library, entry, "place") or _line(entry, "地点")
    yield "人物", _line(entry, "人物") or "、".join(_named(library, alt))
    yield "主题", entry.notice.title
    indicator = measured.indicator
    yield "背景", f"{dossier.planned.campaign.title}，指标 {indicator.id} {indicator.name}"
    yield "事由", "" if says_nothing(alt) else alt


def _fact(library: Library, entry: Entry, key: str) -> str:
    fact = fact_of(library, entry, key)
    return fact.words if fact else ""


def _own_date(entry: Entry) -> str:
    return f"{text.chinese_date(entry.notice.date)}（文稿的成文日期）"


def _line(entry: Entry, what: str) -> str:
    """What a line of the text says under one of the usual names."""
    for line in entry.rendered.text.split("\n"):
        found = _SAID[what].fullmatch(line.strip())
        if found and len(found[1]) <= MOST:
            return found[1].rstrip("。；;，,")
    return ""


def _named(library: Library, words: str) -> list[str]:
    """The registered units, posts and leaders in `words`; of names that hold each other only the longest."""
    found: list[str] = []
    forms = {form for row in library.names.rows if row.kind in _WHO for form in row.forms}
    for form in sorted(forms, key=lambda one: (-len(one), one)):
        if len(form) > 1 and form in words and not any(form in other for other in found):
            found.append(form)
    return sorted(found, key=words.find)
