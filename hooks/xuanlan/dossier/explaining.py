"""说明页: what is known of an indicator: basis, measures, numbers, results; only what texts, plan and records say

Each statement names the text that it is from. What nothing is known of is a line to be filled in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xuanlan import text
from xuanlan.dossier.contents import Dossier, Measured, Plays, Proof
from xuanlan.dossier.pieces import Piece
from xuanlan.dossier.underlining import Passage
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.campaign import Task

NUMBERS, CITED = 12, 8
"""Most sentences with numbers, and most cited passages, that a page quotes."""
LENGTH = 120
"""Most characters of a quotation."""
_MEASURE = (
    "[%％‰]|个百分点|(?:平方|立方)?(?:千|公|厘|毫)?米|公?里|亩|公?顷|公?斤|千?克|吨|升|度|(?:万|亿|千)?元|"
    "(?:余|多|万)*(?:人次|人|名|位|次|场|期|份|篇|件|处|户|家|辆|台|套|间|栋|幢|层|项|条|块|小时|分钟|天|学时|课时|支|所|班|床|例|"
    "张|本|册|批|起|组|场次|座|盏|棵|株|只|个|字|幅|面|对|遍|轮|车|桶|箱|袋)"
)
_FIGURE = re.compile(
    rf"(?:(?<![第\d.])\d+(?:[.,]\d+)*|(?<![第一二三四五六七八九十百千])[两二三四五六七八九十百千]{{2,}})\s*(?:{_MEASURE})"
)
"""A number with what it counts; a date, a number of a document or of an item is none."""
TABLE = "表中一行："
_DIGIT = re.compile("[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a page, and the number of the piece that it is from; 0 for what is from no text of the book."""

    words: str
    piece: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """The page of one indicator."""

    basis: tuple[Statement, ...]
    measures: tuple[Statement, ...]
    numbers: tuple[Statement, ...]
    results: tuple[Statement, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
        """With their titles, in order."""
        return (
            ("一、依据", self.basis), ("二、做法和措施", self.measures),
            ("三、数据", self.numbers), ("四、成效和结果", self.results),
        )  # fmt: skip

    @property
    def lacking(self) -> list[str]:
        """The titles of what has to be filled in."""
        return [title.partition("、")[2] for title, found in self.parts if not found]


def explained(library: Library, dossier: Dossier, measured: Measured, pieces: Mapping[str, Piece]) -> Explained:
    return Explained(
        tuple(_basis(library, dossier, measured, pieces)),
        tuple(_measures(measured, pieces)),
        tuple(_numbers(library, measured, pieces)),
        tuple(_results(measured, pieces)),
    )


def numbered(entry: Entry) -> str:
    """A text with its numbers: 《关于…的通知》（云职院〔2026〕17号，编号 2026-017）."""
    return f"{titled(entry.notice.title)}（{number_of(entry)}）"


def titled(title: str) -> str:
    """`title` between its marks, in which others become single ones."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def number_of(entry: Entry) -> str:
    return f"{entry.notice.doc_no}，编号 {entry.id}" if entry.notice.doc_no else f"编号 {entry.id}"


def _basis(library: Library, dossier: Dossier, measured: Measured, pieces: Mapping[str, Piece]) -> Iterator[Statement]:
    campaign = dossier.planned.campaign
    plan = library.by_id.get(campaign.plan or "")
    if plan and (not plan.public or plan.state == "withdrawn"):
        plan = None
    if plan:
        yield Statement(f"方案：{numbered(plan)}。", _piece(plan, pieces))
    elif campaign.plan:
        yield Statement(f"方案：{titled(campaign.title)}（编号 {campaign.plan}）。")
    if campaign.basis:
        yield Statement(f"开展这项工作的依据：{_ended(campaign.basis)}")
    for named in plan.notice.basis if plan else ():
        if named != campaign.basis:
            yield Statement(f"方案所依据的文件：{_ended(named)}")
    clauses: dict[str, list[str]] = {}
    for task in measured.tasks:
        if task.clause:
            clauses.setdefault(task.clause.lstrip("#"), []).append(task.id)
    for clause, tasks in clauses.items():
        yield Statement(f"方案中的出处：{clause}（任务 {'、'.join(tasks)}）。")


def _measures(measured: Measured, pieces: Mapping[str, Piece]) -> Iterator[Statement]:
    listed: set[str] = set()
    for task in measured.tasks:
        yield Statement(_task(task))
        for proof in measured.proofs:
            if task.id in {one.id for one in proof.tasks}:
                listed.add(proof.entry.id)
                yield Statement(f"　落实文稿：{_issued(proof.entry)}", _piece(proof.entry, pieces))
    for proof in measured.proofs:
        if proof.entry.id not in listed:
            yield Statement(f"文稿：{_issued(proof.entry)}", _piece(proof.entry, pieces))


def _task(task: Task) -> str:
    parts = [f"任务 {task.id}：{_ended(task.text)}"]
    if task.lead:
        parts.append(f"牵头单位：{'、'.join(task.lead)}。")
    if task.joint:
        parts.append(f"配合单位：{'、'.join(task.joint)}。")
    if task.term:
        parts.append(f"时限：{_ended(task.term)}")
    return "".join(parts)


def _issued(entry: Entry) -> str:
    return f"{numbered(entry)}，{text.chinese_date(entry.notice.date)}。"


def _numbers(library: Library, measured: Measured, pieces: Mapping[str, Piece]) -> Iterator[Statement]:
    entries = [proof.entry for proof in measured.proofs]
    if not entries:
        return
    kinds = Counter(entry.notice.kind for entry in entries)
    known = [kind for kind in library.kinds if kind in kinds]
    told = "、".join(f"{kind} {kinds[kind]} 篇" for kind in known)
    idents = "、".join(entry.id for entry in entries)
    yield Statement(f"有关文稿 {len(entries)} 篇：{told}（编号 {idents}）。")
    months = Counter((entry.notice.date.year, entry.notice.date.month) for entry in entries)
    when = "、".join(f"{year}年{month}月 {months[year, month]} 篇" for year, month in sorted(months))
    yield Statement(f"成文月份：{when}。")
    yield from _played(measured.proofs)
    found = [(sentence, proof.entry) for proof in measured.proofs for sentence in figures(measured, proof, pieces)]
    yield from (
        Statement(f"{_quoted(sentence)}（编号 {entry.id}）", _piece(entry, pieces))
        for sentence, entry in found[:NUMBERS]
    )
    if len(found) > NUMBERS:
        yield Statement(f"另有 {len(found) - NUMBERS} 句写有数字，见文稿中划线的地方。")


def _played(proofs: Sequence[Proof]) -> Iterator[Statement]:
    """How often each screen showed how many of the texts."""
    by_screen: dict[str, list[tuple[Entry, Plays]]] = {}
    for proof in proofs:
        for plays in proof.plays:
            by_screen.setdefault(plays.screen, []).append((proof.entry, plays))
    for screen in sorted(by_screen):
        rows = by_screen[screen]
        times = sum(plays.times for _, plays in rows)
        first, last = min(plays.first for _, plays in rows), max(plays.last for _, plays in rows)
        idents = "、".join(dict.fromkeys(entry.id for entry, _ in rows))
        yield Statement(f"屏幕“{screen}”播放 {times} 次，{between(first, last)}（编号 {idents}；屏幕播放记录）。")


def between(first: datetime, last: datetime) -> str:
    """Both days in words; one where they are the same."""
    begin, end = day_of(first), day_of(last)
    return begin if begin == end else f"{begin}至{end}"


def day_of(moment: datetime) -> str:
    return schedule.from_words(moment).partition("日")[0] + "日"


def figures(measured: Measured, proof: Proof, pieces: Mapping[str, Piece]) -> list[str]:
    """The sentences and rows of tables with numbers in what is cited of a text, each once."""
    passages = pieces[proof.entry.id].passages[measured.indicator.id]
    said = [sentence for passage in passages for sentence in passage.sentences if _FIGURE.search(sentence)]
    rows = [f"{TABLE}{row}" for passage in passages for row in passage.rows if _DIGIT.search(row)]
    return list(dict.fromkeys([*said, *rows]))


def _results(measured: Measured, pieces: Mapping[str, Piece]) -> Iterator[Statement]:
    for task in measured.tasks:
        if task.done:
            yield Statement(f"任务 {task.id} 登记的完成日期：{_days(task.done)}。")
    found = []
    for proof in measured.proofs:
        titles = {section.anchor: section.title for section in proof.sections}
        numbers = set(figures(measured, proof, pieces))
        for passage in pieces[proof.entry.id].passages[measured.indicator.id]:
            words = _cut(_first(passage, numbers))
            name = titles.get(passage.anchor, "")
            if words or name:
                where = f"“{name}”一段：" if name else ""
                quoted = f"“{words}”" if words else "见文稿中划线的地方。"
                found.append(Statement(f"{where}{quoted}（编号 {proof.entry.id}）", _piece(proof.entry, pieces)))
    yield from found[:CITED]
    if len(found) > CITED:
        yield Statement(f"另有 {len(found) - CITED} 处，见文稿中划线的地方。")


def _first(passage: Passage, numbers: set[str]) -> str:
    """How a passage begins, without the sentences that are told as numbers."""
    told = ""
    for sentence in passage.sentences:
        if sentence in numbers:
            continue
        if told and len(told) + len(sentence) > LENGTH:
            break
        told += sentence
    return told


def _days(days: Sequence[date]) -> str:
    return "、".join(text.chinese_date(day) for day in sorted(days))


def _ended(words: str) -> str:
    return words if words.endswith(("。", "！", "？")) else words.rstrip("；，、 ") + "。"


def _quoted(sentence: str) -> str:
    """A sentence between quotes; a row of a table, whose words stand apart in the text, without."""
    return _cut(sentence) if sentence.startswith(TABLE) else f"“{_cut(sentence)}”"


def _cut(sentence: str) -> str:
    """At most `LENGTH` characters, inner quotes as single ones."""
    plain = sentence.rstrip("；;，,、")
    words = plain if len(plain) <= LENGTH else plain[: LENGTH - 1] + "…"
    return words.replace("“", "‘").replace("”", "’")


def _piece(entry: Entry, pieces: Mapping[str, Piece]) -> int:
    return pieces[entry.id].number if entry.id in pieces else 0


def page(explained: Explained) -> list[dict[str, Any]]:
    """The page for its template."""
    return [
        {"title": title, "rows": [{"words": one.words, "piece": one.piece} for one in found]}
        for title, found in explained.parts
    ]
