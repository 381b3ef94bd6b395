"""Titles, numbers and addressees of official documents: what they say of their kind, and whether that fits"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.models.kinds import shipped_kinds
from xuanlan.models.notice import field_position
from xuanlan.proofreading.rule import SiteRule

_YEAR = re.compile(r"[〔\[［【（(]((?:19|20)\d{2})[〕\]］】）)]")
_ALSO = ("公示", "倡议书", "公开信", "启事", "声明")
"""Kinds beside those of the regulation that a title names as plainly."""
_BRACKET = re.compile(r"[（(][^（）()]{1,20}[）)]\Z")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
_MARK = re.compile(r"[。；！？，,;!?]|(?<!\d)[:：](?!\d)")
_PUBLIC = ("公告", "通告", "公示")
"""Kinds that are for everybody."""
_SHOWN = 30


def check(manuscript: Manuscript, report: Report) -> None:
    """The title, the number and the addressees of a document, each against its kind and its date."""
    entry, own = manuscript.entry, manuscript.entry.notice
    if own.withdrawn:
        return
    if own.doc_no and (match := _YEAR.search(own.doc_no)) and not _fits(int(match[1]), own.date.year, own.date.month):
        report.add("docno-year", field_position(entry.places, "doc_no"), found=own.doc_no, year=own.date.year)
    place = field_position(entry.places, "title")
    for code, values in _title(own.title, own.kind):
        report.add(code, place, **values)
    to = own.to or next(iter(manuscript.rendered.addressees), "")
    if own.kind in _PUBLIC and to:
        where = field_position(entry.places, "to" if own.to else "kind")
        report.add("addressees-needless", where, kind=own.kind, found=to)


def _fits(numbered: int, year: int, month: int) -> bool:
    """Whether a document of that month may have a number of that year; some are dated after its turn."""
    return numbered == year or (month == 1 and numbered == year - 1)


@cache
def _statutory() -> tuple[str, ...]:
    """The kinds of the regulation."""
    return tuple(kind.name for kind in shipped_kinds().kinds if kind.official)


@cache
def _known() -> tuple[str, ...]:
    return tuple(kind.name for kind in shipped_kinds().kinds)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a kind that is said twice, and the kind at the end of a title."""
    kinds = "|".join(sorted((*_statutory(), *_ALSO), key=len, reverse=True))
    return re.compile(rf"的({kinds})的\1\Z"), re.compile(rf"的({kinds})\Z")


def _title(title: str, kind: str) -> Iterator[tuple[str, dict[str, str]]]:
    official = kind in _statutory()
    whole = _BRACKET.sub("", title.strip(" 。！"))
    twice, last = _patterns()
    if match := twice.search(whole):
        yield "title-doubled", {"found": match[0]}
    elif official and whole.endswith(("请示报告", "请示的报告")):
        yield "title-two-kinds", {"found": whole[-4:] if whole.endswith("请示报告") else whole[-5:]}
    elif match := last.search(whole):
        if match[1] != kind and (official or kind in _ALSO) and not _same(match[1], kind, whole):
            yield "title-kind", {"found": match[1], "kind": kind}
    elif (
        official
        and whole.startswith("关于")
        and not whole.endswith((*_known(), "令", "书", "表", "批示", "讣告", "答复"))
    ):
        yield "title-no-kind", {"found": title[:_SHOWN], "kind": kind}
    if official and (mark := _MARK.search(_QUOTED.sub("", title))):
        yield "title-mark", {"found": mark[0]}


def _same(said: str, kind: str, title: str) -> bool:
    """Whether a title that ends with `said` may well be of `kind`: answers and announcements go by several names."""
    return (said, kind) in (("通知", "函"), ("意见", "函"), ("意见", "通知"), ("倡议书", "公开信")) or kind in title[
        -4:
    ]


_REGULATION = "《党政机关公文处理工作条例》（中办发〔2012〕14号）"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "docno-year",
        "发文字号的年份是成文的年份。",
        "GB/T 9704-2012 7.2.5",
        (notice("正文。", "doc_no: 云职院〔2025〕17号"),),
        (
            notice("正文。", "doc_no: 云职院〔2026〕17号"),
            notice("正文。", "doc_no: 云职院〔2025〕97号", date="2026-01-04"),
        ),
    ),
    SiteRule(
        "title-doubled",
        "转发、印发时标题里的文种容易写重。",
        _REGULATION + "第九条",
        (notice(title="关于转发市教育局关于做好防汛工作的通知的通知"),),
        (
            notice(title="关于转发《关于做好防汛工作的通知》的通知"),
            notice(title="关于印发做好防汛工作意见的通知"),
        ),
    ),
    SiteRule(
        "title-two-kinds",
        "请示和报告是两个文种，不能连用。",
        _REGULATION + "第八条、第十五条",
        (notice(title="关于增加经费的请示报告", kind="请示"),),
        (notice(title="关于增加经费的请示", kind="请示"), notice(title="关于建立请示报告制度的通知")),
    ),
    SiteRule(
        "title-kind",
        "标题末尾的文种和文件头里的文种应当一致，版式和栏目都按文件头。",
        _REGULATION + "第九条",
        (notice(title="关于表彰先进集体的通报"), notice(title="关于拟录用人员的公示")),
        (notice(), notice(title="关于表彰先进集体的通报", kind="通报"), notice(title="停水通知", kind="公告")),
    ),
    SiteRule(
        "title-no-kind",
        "公文标题由发文机关、事由和文种组成。",
        _REGULATION + "第九条",
        (notice(title="关于做好防汛工作"),),
        (notice(title="关于做好防汛工作的通知（第二号）"), notice(title="防汛须知", kind="须知")),
    ),
    SiteRule(
        "title-mark",
        "公文标题除书名号、引号、括号和顿号外，一般不用标点。",
        "GB/T 9704-2012 7.3.1；GB/T 15834-2011",
        (notice(title="关于提高认识，做好防汛工作的通知"),),
        (notice(title="关于印发《防火、防汛工作方案》的通知"), notice(title="关于开展“安全，我先行”活动的通知")),
    ),
    SiteRule(
        "addressees-needless",
        "公告、通告、公示面向公众，一般不写主送机关。",
        _REGULATION + "第八条",
        (notice("正文。", "to: 各系部", title="关于停水的公告", kind="公告"),),
        (notice("正文。", title="关于停水的公告", kind="公告"), notice("正文。", "to: 各系部")),
    ),
)
