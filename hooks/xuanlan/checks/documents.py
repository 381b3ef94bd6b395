"""Documents: 发文字号, ids, titles, and which notice replaces which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from xuanlan.checks.examples import files, notice
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.markup.listing import lists_of
from xuanlan.models.notice import field_position
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.keys import nearest
from xuanlan.text.folding import fold

_DOC_NO = re.compile(r"[\u4e00-\u9fa5]{1,15}〔(?:19|20)\d{2}〕[1-9]\d*号")
_DOC_NO_LIKE = re.compile(r"([\u4e00-\u9fa5]+)([\[［【(（{｛〔])((?:19|20)\d{2})[\]］】)）}｝〕]第?0*([1-9]\d*)号?")
_NOT_STANDING = ("draft", "withdrawn", "superseded")


def check(library: Library, report: Report) -> None:
    entries = sorted(library.entries, key=lambda entry: entry.path)
    standing = [entry for entry in entries if entry.state not in _NOT_STANDING]
    _ids(entries, report)
    for entry in entries:
        if entry.notice.doc_no:
            _doc_no(entry, entry.notice.doc_no, report)
    for entry, first in _doubles((e for e in standing if e.notice.doc_no), _doc_key):
        place = field_position(entry.places, "doc_no")
        number = entry.notice.doc_no
        report.add("docno-twice", place, found=number, doc_no=number, other=_where(first, "doc_no"))
    for entry, first in _doubles(standing, lambda e: (fold(e.notice.title), e.notice.date)):
        place = field_position(entry.places, "title")
        title = entry.notice.title
        report.add("title-twice", place, found=title, title=title, other=_where(first, "title"))
    _replaced(entries, report)


def list_numbers(manuscript: Manuscript, report: Report) -> None:
    """Report the first item whose written number is not shown: a page numbers a list from its first number on."""
    if manuscript.layout == "rules":  # `rulesets` checks their items
        return
    entry = manuscript.entry
    for _, items in lists_of(manuscript.body):
        written = [item.marker.number for item in items]
        if written[0] < 0 or set(written) == {1}:
            continue
        for shown, (number, item) in enumerate(zip(written, items, strict=True), written[0]):
            if number != shown:
                place = Position(entry.path, entry.body_line + item.line, 1)
                report.add("list-number", place, found=number, written=number, shown=shown)
                return


def _ids(entries: list[Entry], report: Report) -> None:
    for entry, first in _doubles(entries, lambda e: e.id.lower()):
        code = "id-twice" if entry.id == first.id else "id-twice-case"
        report.add(code, field_position(entry.places, "id"), id=entry.id, first=first.id, other=_where(first, "id"))


def _doubles(entries: Iterable[Entry], key: Callable[[Entry], object]) -> Iterable[tuple[Entry, Entry]]:
    """Each entry whose key an earlier one has, with that first one."""
    seen: dict[object, Entry] = {}
    for entry in entries:
        first = seen.setdefault(key(entry), entry)
        if first is not entry:
            yield entry, first


def _where(entry: Entry, field: str) -> str:
    place = field_position(entry.places, field)
    return f"{place.file} 第 {place.line} 行"


def corrected(doc_no: str) -> str:
    """`doc_no` with 六角括号, and without 第, leading zeros and spaces; unchanged when it has another shape."""
    match = _DOC_NO_LIKE.fullmatch("".join(doc_no.split()))
    return f"{match[1]}〔{match[3]}〕{match[4]}号" if match else doc_no


def _doc_key(entry: Entry) -> object:
    return fold(corrected(entry.notice.doc_no or ""))


def _doc_no(entry: Entry, doc_no: str, report: Report) -> None:
    if _DOC_NO.fullmatch(doc_no):
        return
    right = corrected(doc_no)
    match = _DOC_NO_LIKE.fullmatch("".join(doc_no.split()))
    wrong = match is not None and not re.search(r"〔(?:19|20)\d{2}〕", doc_no)
    advice = f"应写成 {right}" if right != doc_no else "例如 云职院〔2026〕17号"
    report.add(
        "docno-brackets" if wrong else "docno-shape",
        field_position(entry.places, "doc_no"),
        found=doc_no,
        advice=advice,
    )


def _replaced(entries: list[Entry], report: Report) -> None:
    by_id = {entry.id: entry for entry in entries}
    for entry in (entry for entry in entries if entry.notice.replaces):
        place = field_position(entry.places, "replaces")
        for old in entry.notice.replaces:
            if old == entry.id:
                report.add("replaces-self", place, id=old)
            elif old not in by_id:
                report.add("replaces-unknown", place, id=old, suggestion=nearest(old, by_id))
            elif _comes_back(by_id, old, entry.id):
                report.add("replaces-circle", place, id=old, other=by_id[old].path)


def _comes_back(by_id: dict[str, Entry], start: str, end: str) -> bool:
    """Whether following `replaces` from `start` leads to `end`."""
    todo, seen = [start], {start}
    while todo:
        here = by_id.get(todo.pop())
        for old in here.notice.replaces if here else ():
            if old == end:
                return True
            if old not in seen:
                seen.add(old)
                todo.append(old)
    return False


_NUMBERS = "GB/T 9704-2012 7.2.5"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "docno-brackets",
        "发文字号的年份用六角括号〔〕括起来。",
        f"{_NUMBERS}；GB/T 15834-2011",
        (notice("正文。", 'doc_no: "云职院[2026]17号"'), notice("正文。", "doc_no: 云职院（2026）17号")),
        (notice("正文。", "doc_no: 云职院〔2026〕17号"), notice("根据云职院〔2025〕3号文件执行。")),
    ),
    SiteRule(
        "docno-shape",
        "发文字号由单位代字、四位年份和序号组成，序号不加“第”、不补零。",
        _NUMBERS,
        (notice("正文。", "doc_no: 云职院〔2026〕第17号"), notice("正文。", "doc_no: 云职院〔2026〕017号")),
        (notice("正文。", "doc_no: 云职院〔2026〕17号"), notice()),
    ),
    SiteRule(
        "docno-twice",
        "两份文件不能用同一个发文字号。",
        _NUMBERS,
        (
            files(
                ("a.md", notice("正文。", "doc_no: 云职院〔2026〕17号")),
                ("b.md", notice("正文。", "doc_no: 云职院〔2026〕17号", title="关于报到的通知")),
            ),
        ),
        (
            files(
                ("a.md", notice("正文。", "doc_no: 云职院〔2026〕17号", "withdrawn: 内容有误。", date="2026-02-09")),
                ("b.md", notice("正文。", "doc_no: 云职院〔2026〕17号")),
            ),
            notice("正文。", "doc_no: 云职院〔2026〕17号"),
        ),
    ),
    SiteRule(
        "title-twice",
        "标题和日期都相同的两份文稿，多半是同一份发了两次。",
        "核对",
        (files(("a.md", notice()), ("b.md", notice())),),
        (files(("a.md", notice()), ("b.md", notice(date="2026-03-10"))), notice()),
    ),
    SiteRule(
        "list-number",
        "列表的编号由网页依次往下数，写的编号不连续，网页上就不一样。",
        "核对",
        (notice("1. 报名\n2. 审核\n4. 公布"),),
        (notice("1. 报名\n2. 审核\n3. 公布"), notice("1. 报名\n1. 审核\n1. 公布")),
    ),
)
