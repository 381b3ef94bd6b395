"""The form of official documents: numbered levels, headings, the signature"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from xuanlan.checks.examples import notice
from xuanlan.checks.plain_names import plain_name
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.markup.paragraphs import signs_for
from xuanlan.markup.places import without_code
from xuanlan.models.rulesets import numeral
from xuanlan.proofreading.marks import RANGE
from xuanlan.proofreading.rule import SiteRule
from xuanlan.text.dates import SEAL, chinese_date, read_date

_NUMERAL = "一二三四五六七八九十"
_LEVELS = re.compile(
    rf"(?m)^(?:[ \t\u3000*]|&(?:nbsp|e[mn]sp);)*(?P<hash>#{{1,6}}[ \t\u3000]*)?"
    rf"(?:(?!{RANGE})(?P<one>[{_NUMERAL}]{{1,3}})、|[（(](?P<two>[{_NUMERAL}]{{1,3}})[）)]"
    r"|(?P<three>\d{1,2})[.．](?:(?P<listed>[ \t])|(?P<figure>(?=\d)))?|(?P<new>附件|附录|附表))?"
)
_ARTICLE = re.compile(
    r"(?m)^(?:[#* \t\u3000]|&(?:nbsp|e[mn]sp);)*"
    rf"(?:第(?P<article>[{_NUMERAL}百零]{{1,7}}|\d{{1,3}})条(?=[* \t\u3000【（(])|(?P<new>附件|附录|附[:：]|[>|“]))"
)
"""An article with what stands behind its number; a line that only speaks of one has other words there."""
_EXCERPT = re.compile("节选|摘[录编要]|有关条[款文]|相关条[款文]|部分条[款文]|修改|修正")
"""Words of a text that need not have all articles."""
_INDENT = re.compile(r"\A(?:[# \t\u3000*]|&(?:nbsp|e[mn]sp);)*")
_INSIDE = {
    1: re.compile(rf"[；;。]([{_NUMERAL}]{{1,3}})、"),
    2: re.compile(rf"[（(]([{_NUMERAL}]{{1,3}})[）)]"),
    3: re.compile(r"[；;。 \u3000](\d{1,2})[.．](?!\d)"),
}
_HEADING = re.compile(r"(?m)^[ \t\u3000]{0,3}#{1,6}[ \t\u3000]([^\n]*)$")
_SHOWN = 40
_MOST = 20
"""Findings of one rule in one text that are told."""


def check(manuscript: Manuscript, report: Report) -> None:
    """The order of the numbered levels, the ends of headings, the signature against the front matter."""
    if manuscript.entry.notice.withdrawn or not manuscript.rendered.text:
        return
    body = without_code(manuscript.body)
    _levels(manuscript, body, report)
    _articles(manuscript, body, report)
    for match in islice(_HEADING.finditer(body), _MOST) if "#" in body else ():
        words = match[1].rstrip("# \t\u3000\r")
        if words.endswith("。"):
            at = match.start(1) + len(words) - 1
            _add(manuscript, report, "heading-stop", body, at, found=words.strip()[-_SHOWN:])
    if manuscript.rendered.signed:
        _signature(manuscript, report)


def _add(manuscript: Manuscript, report: Report, code: str, body: str, at: int, **values: object) -> None:
    entry, start = manuscript.entry, body.rfind("\n", 0, at) + 1
    place = Position(entry.path, entry.body_line + body.count("\n", 0, start), at - start + 1)
    report.add(code, place, **values)


@cache
def _ordinal(words: str) -> int:
    """What a number of at most three signs comes to; 0 when it is none."""
    return numeral(words) or 0


def _levels(manuscript: Manuscript, body: str, report: Report) -> None:
    """Numbers of a level that come twice or leave one out, in one sequence that began with the first. Lists, which
    pages number themselves, have a rule of their own."""
    last, shown, told = [0, 0, 0, 0], ["", "", "", ""], 0
    for match in _LEVELS.finditer(body):
        level = 1 if match["one"] else 2 if match["two"] else 3 if match["three"] else 0
        if not level:
            if match["new"] or match["hash"]:
                last[1:] = [0 if match["new"] else last[1], 0, 0]
            continue
        number = _ordinal(match["one"] or match["two"] or match["three"])
        words = _INDENT.sub("", match[0]).rstrip()
        before = last[level]
        if match["figure"] is not None and number != before + 1:
            continue  # 3.5米 begins no item, 3.5月1日 does behind the second
        if number > 1 and before and number != before + 1 and not match["listed"] and told < _MOST:
            told += 1
            problem = "重复了" if number == before else "次序不对" if number < before else "中间缺了序号"
            at = match.end() - len(words)
            _add(manuscript, report, "level-order", body, at, found=words, before=shown[level], problem=problem)
        last[level], shown[level] = (number if number == 1 or before else 0), words
        last[level + 1 :] = [0] * (3 - level)
        end = body.find("\n", match.end())
        for inner in _INSIDE[level].finditer(body, match.end(), end if end >= 0 else len(body)):
            if last[level] and _ordinal(inner[1]) == last[level] + 1:
                last[level] += 1
                shown[level] = inner[0].lstrip("；;。 \u3000")


def _articles(manuscript: Manuscript, body: str, report: Report) -> None:
    """Articles of regulations, 第一条 and on, that come twice or leave one out; they count through all chapters."""
    last, shown, told, own = 0, "", 0, manuscript.entry.notice.title + body
    for match in _ARTICLE.finditer(body) if "第一条" in body and not _EXCERPT.search(own) else ():
        if match["new"]:
            last = 0
            continue
        number = _numeral(match["article"])
        if number > 1 and last and number != last + 1 and told < _MOST:
            told += 1
            problem = "重复了" if number == last else "次序不对" if number < last else "中间缺了序号"
            values = {"found": f"第{match['article']}条", "before": shown, "problem": problem}
            _add(manuscript, report, "level-order", body, match.start("article") - 1, **values)
        last, shown = (number if number == 1 or last else 0), f"第{match['article']}条"


def _numeral(words: str) -> int:
    return int(words) if words.isdigit() else _ordinal(words)


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
        place = manuscript.shown.place_of(days[-1], text.count(days[-1]) - 1)
        report.add("signature-differs", place, what="日期", found=days[-1], expected=chinese_date(own.date))
    if own.unit and units and manuscript.layout == "notice":
        known = [plain_name(unit) for unit in own.unit]
        written = "".join(map(plain_name, units))
        if not any(unit in written or plain_name(line) in unit for unit in known for line in units):
            place = manuscript.shown.place_of(units[-1], text.count(units[-1]) - 1)
            values = {"what": "单位", "found": units[-1], "expected": "、".join(own.unit)}
            report.add("signature-differs", place, **values)


_FORM = "GB/T 9704-2012"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "level-order",
        "层次序号依次往下编，缺号、重号多半是漏了一段或者删改时没有改过来。",
        f"{_FORM} 7.3.3",
        (
            notice("一、时间\n\n三月九日。\n\n三、地点\n\n礼堂。"),
            notice("一、要求\n\n（一）准时。\n\n（二）安静。\n\n（二）整洁。"),
            notice("第一条 准时。\n\n第二章 纪律\n\n第三条 安静。", title="课堂规定", kind="规定"),
        ),
        (
            notice("第一条 准时。\n\n第二章 纪律\n\n第二条 安静。\n\n第四条规定不变。", title="课堂规定", kind="规定"),
            notice("第一条 准时。\n\n第三条 安静。", title="课堂规定（节选）", kind="规定"),
            notice("一、时间\n\n三月九日。\n\n二、地点\n\n（一）礼堂；（二）操场。\n\n三、要求"),
            notice("一、二年级在礼堂，\n\n三、四年级在操场。"),
            notice("一、时间\n\n二、要求\n\n三、一科一辅\n\n四、其他"),
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
