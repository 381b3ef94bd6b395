"""The form of official documents: numbered levels, the list of attachments, the signature"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import NamedTuple

from xuanlan.checks.examples import notice
from xuanlan.checks.where import place_of
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.markup.paragraphs import signs_for
from xuanlan.markup.places import without_code
from xuanlan.models.notice import Attachment
from xuanlan.models.rulesets import numeral as numeral_value
from xuanlan.proofreading.rule import SiteRule
from xuanlan.text.dates import SEAL, chinese_date, read_date
from xuanlan.text.folding import fold

_NUMERAL = "一二三四五六七八九十"
_LEVELS = re.compile(
    rf"(?m)^[ \t\u3000*]*(?P<hash>#{{1,6}}[ \t\u3000]*)?"
    rf"(?:(?P<one>[{_NUMERAL}]{{1,3}})、(?![{_NUMERAL}])|[（(](?P<two>[{_NUMERAL}]{{1,3}})[）)]"
    r"|(?P<three>\d{1,2})[.．](?!\d)(?P<listed>[ \t])?|(?P<new>附件|附录|附表))?"
)
_INSIDE = {
    1: re.compile(rf"[；;。]([{_NUMERAL}]{{1,3}})、"),
    2: re.compile(rf"[（(]([{_NUMERAL}]{{1,3}})[）)]"),
    3: re.compile(r"[；;。 \u3000](\d{1,2})[.．](?!\d)"),
}
_HEADING = re.compile(r"(?m)^[ \t\u3000]{0,3}#{1,6}[ \t\u3000]([^\n]*)$")
_LIST = re.compile(r"(?m)^[ \t\u3000*]*附[ \u3000]*件[ \u3000*]*[:：][ \t\u3000*]*")
_LISTED = re.compile(r"[ \t\u3000*]*(\d{1,2})[.．、）)][ \t\u3000]*(\S.*)")
_IN_LINE = re.compile(r"(?:(?<=[ \t\u3000；;，,。])|^)\d{1,2}[.．、](?!\d)[ ]*")
_ATTACHED_TEXT = re.compile(
    r"(?m)^[ \t\u3000*#]*附[ \u3000]{0,3}[件表录][ \u3000]{0,3}\d{0,2}(?:[ \u3000]|[:：]?[ \t*#]*$)"
    r"|^[ \t]*(?:\||<table)"
)
_ELSEWHERE = re.compile(r"无|略|如[下上]|见|请见|详见|请看|附后|另[附发行寄]|同前|点击|下载|[（(]略")
_ENDING = re.compile(r"[。；，、;,]\Z")
_NAME_MARKS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"\A附件\d*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ALIKE = 0.6
"""From this likeness (difflib ratio) on, a name in the list is that of a file."""
_SHOWN = 40
_LONGEST = 100
"""Characters by which names are compared."""
_MOST = 20
"""Findings of one rule in one text that are told, and attachments that are looked at."""


class _Name(NamedTuple):
    """An entry of the list of attachments: its words, and where they stand in the body."""

    words: str
    line: int
    column: int


def check(manuscript: Manuscript, report: Report) -> None:
    """The order of the numbered levels, the list of attachments against the files, the signature against the head."""
    if manuscript.entry.notice.withdrawn or not manuscript.rendered.text:
        return
    body = without_code(manuscript.body)
    _levels(manuscript, body, report)
    for match in islice(_HEADING.finditer(body), _MOST) if "#" in body else ():
        words = match[1].rstrip("# \t\u3000\r")
        if words.endswith("。"):
            at = match.start(1) + len(words) - 1
            _add(manuscript, report, "heading-stop", body, at, found=words.strip()[-_SHOWN:])
    if "件" in body:
        _attachments(manuscript, body, report)
    if manuscript.rendered.signed:
        _signature(manuscript, report)


def _add(manuscript: Manuscript, report: Report, code: str, body: str, at: int, **values: object) -> None:
    entry, start = manuscript.entry, body.rfind("\n", 0, at) + 1
    place = Position(entry.path, entry.body_line + body.count("\n", 0, start), at - start + 1)
    report.add(code, place, **values)


def _levels(manuscript: Manuscript, body: str, report: Report) -> None:
    """Numbers of a level that come twice or leave one out, in one sequence that began with the first. Lists, which
    pages number themselves, have a rule of their own."""
    last, shown, told = [0, 0, 0, 0], ["", "", "", ""], 0
    for match in _LEVELS.finditer(body):
        group = match.lastgroup if match.lastgroup != "listed" else "three"
        level = ("", "one", "two", "three").index(group) if group in ("one", "two", "three") else 0
        if not level:
            if match["new"] or match["hash"]:
                last[1:] = [0 if match["new"] else last[1], 0, 0]
            continue
        number = numeral_value(match[group or 0]) or 0
        words = match[0].lstrip("# \t\u3000*").rstrip()
        before = last[level]
        if number > 1 and before and number != before + 1 and not match["listed"] and told < _MOST:
            told += 1
            problem = "重复了" if number == before else "次序不对" if number < before else "中间缺了序号"
            at = match.end() - len(words)
            _add(manuscript, report, "level-order", body, at, found=words, before=shown[level], problem=problem)
        last[level], shown[level] = (number if number == 1 or before else 0), words
        last[level + 1 :] = [0] * (3 - level)
        end = body.find("\n", match.end())
        for inner in _INSIDE[level].finditer(body, match.end(), end if end >= 0 else len(body)):
            if last[level] and numeral_value(inner[1]) == last[level] + 1:
                last[level] += 1
                shown[level] = inner[0].lstrip("；;。 \u3000")


def _attachments(manuscript: Manuscript, body: str, report: Report) -> None:
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
    one, other = (_NUMBERED.sub("", _plain(words)) for words in (listed, there))
    if not one or not other:
        return False
    one, other = one[:_LONGEST], other[:_LONGEST]
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _signature(manuscript: Manuscript, report: Report) -> None:
    """The day and the units under the text. A line that is a day is a signature under a unit, or as the last words."""
    entry, signed = manuscript.entry, manuscript.rendered.signed
    own, text = entry.notice, manuscript.rendered.text.rstrip()
    if own.source or own.source_url or manuscript.layout == "rules":
        return
    units = [line for line in signed if not SEAL.fullmatch(line) and signs_for(line)]
    days = [
        line
        for above, line in zip(("", *signed), signed, strict=False)
        if read_date(line) and (signs_for(SEAL.sub("", above)) or text.endswith(("。\n" + line, "！\n" + line)))
    ]
    if days and own.date not in map(read_date, signed):
        place = place_of(manuscript, days[-1], text.count(days[-1]) - 1)
        report.add("signature-differs", place, what="日期", found=days[-1], expected=chinese_date(own.date))
    if own.unit and units and manuscript.layout == "notice":
        known = [_plain(unit) for unit in own.unit]
        written = "".join(map(_plain, units))
        if not any(unit in written or _plain(line) in unit for unit in known for line in units):
            place = place_of(manuscript, units[-1], text.count(units[-1]) - 1)
            values = {"what": "单位", "found": units[-1], "expected": "、".join(own.unit)}
            report.add("signature-differs", place, **values)


def _plain(words: str) -> str:
    return _NAME_MARKS.sub("", fold(SEAL.sub("", words)))


_FORM = "GB/T 9704-2012"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "level-order",
        "层次序号依次往下编，缺号、重号多半是漏了一段或者删改时没有改过来。",
        f"{_FORM} 7.3.3",
        (
            notice("一、时间\n\n三月九日。\n\n三、地点\n\n礼堂。"),
            notice("一、要求\n\n（一）准时。\n\n（二）安静。\n\n（二）整洁。"),
        ),
        (
            notice("一、时间\n\n三月九日。\n\n二、地点\n\n（一）礼堂；（二）操场。\n\n三、要求"),
            notice("一、二年级在礼堂，\n\n三、四年级在操场。"),
            notice("## 总则\n\n（一）准时。\n\n（二）安静。\n\n## 附则\n\n（一）整洁。"),
            notice("一、要求\n\n（一）准时；（二）安静；\n\n（三）整洁。"),
        ),
    ),
    SiteRule(
        "heading-stop",
        "小标题末尾不加标点。",
        f"{_FORM} 7.3.3；GB/T 15834-2011 附录",
        (notice("## 时间安排。\n\n三月九日。"),),
        (notice("## 时间安排\n\n三月九日。"), notice("一、请各部门准时参加。")),
    ),
    SiteRule(
        "attachment-mark",
        "附件名称后面不加标点。",
        f"{_FORM} 7.3.4",
        (notice("请填表。\n\n附件：1.报名表；\n2.回执。", "attachments: [表/报名表.docx, 表/回执.docx]"),),
        (
            notice("请填表。\n\n附件：1.报名表\n2.回执", "attachments: [表/报名表.docx, 表/回执.docx]"),
            notice("请填表，见附件：报名表，"),
        ),
    ),
    SiteRule(
        "attachment-count",
        "附件说明列出的附件要与随文发布的一样多。",
        f"{_FORM} 7.3.4",
        (notice("请填表。\n\n附件：1.报名表\n2.回执", "attachments: [表/报名表.docx]"),),
        (
            notice("请填表。\n\n附件：报名表", "attachments: [表/报名表.docx]"),
            notice("请填表。\n\n附件：1.报名表\n2.名单\n\n附件2\n\n名单", "attachments: [表/报名表.docx]"),
        ),
    ),
    SiteRule(
        "attachment-name",
        "附件说明写的名称要与随文发布的文件对得上。",
        f"{_FORM} 7.3.4",
        (notice("请填表。\n\n附件：考核办法", "attachments: [表/报名表.docx]"),),
        (
            notice("请填表。\n\n附件：云山职业技术学院春季运动会报名表", "attachments: [表/报名表.docx]"),
            notice("请填表。\n\n附件：考核办法", "attachments: [表/fj1.docx]"),
        ),
    ),
    SiteRule(
        "attachment-order",
        "附件的次序要与附件说明一致。",
        f"{_FORM} 7.3.4",
        (notice("请填表。\n\n附件：1.报名表\n2.回执单", "attachments: [表/回执单.docx, 表/报名表.docx]"),),
        (
            notice("请填表。\n\n附件：1.报名表\n2.回执单", "attachments: [表/报名表.docx, 表/回执单.docx]"),
            notice("请填表。\n\n附件：1.报名表 2.回执单", "attachments: [表/报名表.docx, 表/回执单.docx]"),
        ),
    ),
    SiteRule(
        "attachment-unsupplied",
        "正文说有附件，读者却找不到文件。",
        f"{_FORM} 7.3.4",
        (notice("请填表。\n\n附件：报名表"),),
        (
            notice("请填表。\n\n附件：报名表\n\n## 报名表\n\n| 姓名 | 班级 |\n| --- | --- |\n| | |"),
            notice("附件：略"),
        ),
    ),
    SiteRule(
        "signature-differs",
        "正文里的落款要与文件头一致，不然网页上有两个日期、两个单位。",
        f"{_FORM} 7.3.5",
        (
            notice("请遵照执行。\n\n学生工作处\n\n2026年3月19日"),
            notice("请遵照执行。\n\n学生工作处\n\n2026年3月9日", "unit: 教务处"),
        ),
        (
            notice("请遵照执行。\n\n学生工作处\n\n2026年3月9日", "unit: 云山职业技术学院学生工作处"),
            notice("请遵照执行。\n\n市教育局\n\n2026年3月5日", "source: 市教育局网站"),
            notice("决赛\n\n2026年3月20日"),
        ),
    ),
)
