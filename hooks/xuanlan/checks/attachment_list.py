"""The list of attachments under a text (附件说明) against the files that are published with it"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import NamedTuple

from xuanlan.checks.examples import notice
from xuanlan.checks.plain_names import plain_name
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.markup.places import without_code
from xuanlan.models.notice import Attachment
from xuanlan.proofreading.rule import SiteRule

_LIST = re.compile(r"(?m)^[ \t\u3000*]*附[ \u3000]*件[ \u3000*]*[:：][ \t\u3000*]*")
_LISTED = re.compile(r"[ \t\u3000*]*(\d{1,2})[.．、）)][ \t\u3000]*(\S.*)")
_IN_LINE = re.compile(r"(?:(?<=[ \t\u3000；;，,。])|^)\d{1,2}[.．、](?!\d)[ ]*")
_ATTACHED_TEXT = re.compile(
    r"(?m)^[ \t\u3000*#]*附[ \u3000]{0,3}[件表录][ \u3000]{0,3}\d{0,2}(?:[ \u3000]|[:：]?[ \t*#]*$)"
    r"|^[ \t]*(?:\||<table)"
)
_ELSEWHERE = re.compile(
    r"无|略|如[下上]|见|请见|详见|请看|附后|另[附发行寄]|同前|点击|下载|.*[（(](?:略|附后|另[附发行寄])[）)]\Z"
)
_ENDING = re.compile(r"[。；，、;,]\Z")
_NUMBERED = re.compile(r"\A附件\d*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ALIKE = 0.6
"""From this likeness (difflib ratio) on, a name in the list is that of a file."""
_SHOWN = 40
_LONGEST = 100
"""Characters by which names are compared."""
_MOST = 99
"""Attachments that a list has at most: their numbers have two digits."""


class _Name(NamedTuple):
    """An entry of the list of attachments: its words, and where they stand in the body."""

    words: str
    line: int
    column: int


def check(manuscript: Manuscript, report: Report) -> None:
    """The list of attachments under a text against those published with it: how many, which, in which order."""
    if manuscript.entry.notice.withdrawn or "件" not in manuscript.body:
        return
    body = without_code(manuscript.body)
    match = _LIST.search(body)
    if match is None:
        return
    names = list(islice(_names(body, match.end()), _MOST))
    if not names or any(_ELSEWHERE.match(name.words) or "](" in name.words or "<" in name.words for name in names):
        return
    entry = manuscript.entry
    for number, name in enumerate(names):
        if ending := _ENDING.search(name.words):
            report.add("attachment-mark", _at(manuscript, name), found=name.words[:_SHOWN])
            names[number] = name._replace(words=name.words[: ending.start()])
    there = [_shown(attachment) for attachment in entry.notice.attachments]
    if _ATTACHED_TEXT.search(body, body.find("\n", match.end()) + 1 or len(body)):
        return
    if not there:
        if "](" not in body and "<a " not in body and "<img" not in body:
            for name in names:
                if body.count(name.words) == 1:  # another place may well be where it begins
                    report.add("attachment-unsupplied", _at(manuscript, name), found=name.words[:_SHOWN])
        return
    if len(there) != len(names):
        values = {"listed": len(names), "there": len(there), "found": names[0].words[:_SHOWN]}
        report.add("attachment-count", _at(manuscript, names[0]), **values)
        return
    for number, name in enumerate(names):
        if _alike(name.words, there[number]) or not _HAN.search(there[number]):
            continue
        found = next((other for other, title in enumerate(there) if _alike(name.words, title)), None)
        if found is not None:
            values = {"listed": number + 1, "there": found + 1, "found": name.words[:_SHOWN]}
            report.add("attachment-order", _at(manuscript, name), **values)
            return
        shown = {"there": "、".join(there), "found": name.words[:_SHOWN]}
        report.add("attachment-name", _at(manuscript, name), **shown)


def _names(body: str, start: int) -> Iterator[_Name]:
    """The attachments that are listed from `start` on: in its line, and in the numbered lines after it."""
    line_start = body.rfind("\n", 0, start) + 1
    line = body.count("\n", 0, line_start)
    end = body.find("\n", start)
    first = body[start : end if end >= 0 else len(body)]
    marks = list(_IN_LINE.finditer(first)) if _IN_LINE.match(first) else []
    spans = [(mark.end(), after.start()) for mark, after in pairwise(marks)]
    for begin, stop in [*spans, (marks[-1].end() if marks else 0, len(first))]:
        words = first[begin:stop].strip(" \t\u3000*")
        if words:
            yield _Name(words, line, start - line_start + begin)
    empty = 0
    for number, text in enumerate(body[end + 1 :].split("\n") if end >= 0 else (), line + 1):
        listed = _LISTED.fullmatch(text)
        if listed:
            empty = 0
            yield _Name(listed[2].rstrip(" \t\u3000*"), number, listed.start(2))
        elif text.strip() or empty:
            return
        else:
            empty += 1


def _at(manuscript: Manuscript, name: _Name) -> Position:
    return Position(manuscript.entry.path, manuscript.entry.body_line + name.line, name.column + 1)


def _shown(attachment: Attachment) -> str:
    return attachment.title or attachment.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _alike(listed: str, there: str) -> bool:
    one, other = (_NUMBERED.sub("", plain_name(words)) for words in (listed, there))
    if not one or not other:
        return False
    one, other = one[:_LONGEST], other[:_LONGEST]
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


_SOURCE = "GB/T 9704-2012 7.3.4"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "attachment-mark",
        "附件名称后面不加标点。",
        _SOURCE,
        (notice("请填表。\n\n附件：1.报名表；\n2.回执。", "attachments: [表/报名表.docx, 表/回执.docx]"),),
        (
            notice("请填表。\n\n附件：1.报名表\n2.回执", "attachments: [表/报名表.docx, 表/回执.docx]"),
            notice("请填表，见附件：报名表，"),
        ),
    ),
    SiteRule(
        "attachment-count",
        "附件说明列出的附件要与随文发布的一样多。",
        _SOURCE,
        (notice("请填表。\n\n附件：1.报名表\n2.回执", "attachments: [表/报名表.docx]"),),
        (
            notice("请填表。\n\n附件：报名表", "attachments: [表/报名表.docx]"),
            notice("请填表。\n\n附件：1.报名表\n2.名单\n\n附件2\n\n名单", "attachments: [表/报名表.docx]"),
        ),
    ),
    SiteRule(
        "attachment-name",
        "附件说明写的名称要与随文发布的文件对得上。",
        _SOURCE,
        (notice("请填表。\n\n附件：考核办法", "attachments: [表/报名表.docx]"),),
        (
            notice("请填表。\n\n附件：云山职业技术学院春季运动会报名表", "attachments: [表/报名表.docx]"),
            notice("请填表。\n\n附件：考核办法", "attachments: [表/fj1.docx]"),
        ),
    ),
    SiteRule(
        "attachment-order",
        "附件的次序要与附件说明一致。",
        _SOURCE,
        (notice("请填表。\n\n附件：1.报名表\n2.回执单", "attachments: [表/回执单.docx, 表/报名表.docx]"),),
        (
            notice("请填表。\n\n附件：1.报名表\n2.回执单", "attachments: [表/报名表.docx, 表/回执单.docx]"),
            notice("请填表。\n\n附件：1.报名表 2.回执单", "attachments: [表/报名表.docx, 表/回执单.docx]"),
        ),
    ),
    SiteRule(
        "attachment-unsupplied",
        "正文说有附件，读者却找不到文件。",
        _SOURCE,
        (notice("请填表。\n\n附件：报名表"),),
        (
            notice("请填表。\n\n附件：报名表\n\n## 报名表\n\n| 姓名 | 班级 |\n| --- | --- |\n| | |"),
            notice("附件：略"),
            notice("附件：1.报名表（略）\n2.回执（另发）"),
        ),
    ),
)
