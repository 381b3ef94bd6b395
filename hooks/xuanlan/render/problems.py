"""Problems of inspections on pages: in the table of their notice how each stands, below it who answers and what did"""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.problem_tables import ROW, problem_rows
from xuanlan.library.problems import Problems, is_about_problems, is_inspection, named_by, problems_of
from xuanlan.library.render import Library
from xuanlan.models.problems import BACK, DONE, LATE, OPEN, WORKING, Problem, Standing, over
from xuanlan.models.schedule import INTERNAL
from xuanlan.text.dates import chinese_date
from xuanlan.views import AnsweredView, LinkView, ProblemsView, UnitProblemsView

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_FIRST = re.compile(r"<t[dh]\b.*?</t[dh]>", re.DOTALL)
_HEAD, _WORDS = "进展", {OPEN: "待整改", LATE: "已超期", DONE: "已整改"}
_LOOKS = {OPEN: " xl-tag--open", LATE: " xl-tag--urgent", DONE: ""}
_SHOWN = 24
"""Characters of a problem that a link to it has."""


def known(library: Library, entry: Entry) -> Problems:
    """The problems that the page of `entry` may speak of: those that readers may see, or for staff all."""
    return Problems(library, public=entry.state != INTERNAL)


def body(library: Library, entry: Entry, among: Problems, fragment: str) -> str:
    """The text of an inspection, with how each problem stands in a column of its table: the second, which every screen
    shows, or where cells are merged the last. Any other text as it is."""
    rows = {(row.table, row.at): number for number, row in enumerate(problem_rows(entry.text.notes))}
    if not rows or not is_inspection(library, entry):
        return fragment
    now = max(library.now, entry.facts.publish)
    found = problems_of(library, entry)
    cells = {place: (found[number], among.standing(entry, found[number], now)) for place, number in rows.items()}
    parts, end = [], 0
    for number, table in enumerate(_TABLE.finditer(fragment)):
        own = {at: cell for (where, at), cell in cells.items() if where == number}
        parts += [fragment[end : table.start()], _table(among, entry, table[0], own) if own else table[0]]
        end = table.end()
    return "".join([*parts, fragment[end:]])


_Cells = dict[int, tuple[Problem, Standing | None]]


def _table(among: Problems, entry: Entry, table: str, cells: _Cells) -> str:
    first, merged = min(cells), "span=" in table
    lines = list(ROW.finditer(table))
    titled = [at for at in range(first) if "<th" in lines[at][0]] or [max(first - 1, 0)]
    parts, end = [], 0
    for at, line in enumerate(lines):
        new, ident = "", ""
        if at in cells:
            problem, standing = cells[at]
            anchor = f' id="{problem.anchor}"'
            ident = "" if 'id="' in line[1] else anchor  # an author's own HTML may name a row
            told = _progress(among, entry, standing) if standing else ""
            new = f'<td class="xl-progress"{"" if ident else anchor}>{told}</td>'
        elif at in titled and at < first:
            new = f'<th scope="col">{_HEAD}</th>' if "<th" in line[0] else f"<td>{_HEAD}</td>"
        inside = line[2] + new if merged else _FIRST.sub(lambda cell, new=new: cell[0] + new, line[2], count=1)
        parts += [table[end : line.start()], f"<tr{line[1]}{ident}>{inside}</tr>"]
        end = line.end()
    return "".join([*parts, table[end:]])


def _progress(among: Problems, entry: Entry, standing: Standing) -> Markup:
    """How a problem stands, and what said so. Until its last day is over, readers' clocks tell when it is."""
    until = ""
    if standing.state == OPEN and standing.due:
        until = f' data-problem-until="{int(over(standing.due).timestamp())}" data-problem-late="{_WORDS[LATE]}"'
    label = Markup('<span class="xl-tag{}"{}>{}</span>').format(
        _LOOKS[standing.state], Markup(until), _WORDS[standing.state]
    )
    said = standing.said
    if said is None:
        return label
    what = {
        DONE: "复查确认" if said.checked else "回复",
        WORKING: "正在整改",
        BACK: "复查：没有整改到位" if said.checked else "回复：还没有整改",
    }[said.word]
    if said.word == WORKING and said.until:
        what += f"，{_day(said.until)}前" if not said.checked else f"，改到{_day(said.until)}"
    if said.word == BACK and said.until:
        what += f"，{_day(said.until)}前改好"
    there = among.by_id[said.notice]
    link = Markup('<a href="{}">{}{}</a>').format(addresses.relative(entry.address, there.address), _day(said.at), what)
    return label + Markup('<span class="xl-progress__said">{}</span>').format(link)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def view(library: Library, entry: Entry, among: Problems) -> ProblemsView | None:
    """What the page of `entry` says of problems beside its text; None where there is nothing to say."""
    if not is_about_problems(library, entry):
        return None
    page = entry.address
    own = problems_of(library, entry) if is_inspection(library, entry) else []
    units = dict.fromkeys(unit for problem in own for unit in problem.units)
    those = [one for one in reversed(among.entries) if entry.id in one.notice.answers and one.id != entry.id]
    found = ProblemsView(
        units=[
            UnitProblemsView(unit, [LinkView(one.number, f"#{one.anchor}") for one in own if unit in one.units])
            for unit in units
        ],
        replies=[_line(page, one) for one in those if not is_inspection(library, one)],
        checks=[_line(page, one) for one in those if is_inspection(library, one)],
        answered=list(_answered(library, entry, among)),
        is_check=is_inspection(library, entry),
    )
    return found if found.units or found.replies or found.checks or found.answered else None


def _line(page: str, entry: Entry) -> LinkView:
    words = f"{entry.notice.title}（{chinese_date(entry.facts.publish.date())}）"
    return LinkView(words, addresses.relative(page, entry.address))


def _answered(library: Library, entry: Entry, among: Problems) -> list[AnsweredView]:
    """The inspections that `entry` answers, of those that readers may see."""
    rows = list(named_by(library, entry))
    found = []
    for ident in entry.notice.answers:
        there = among.by_id.get(ident)
        if there is None:
            continue
        numbers = {number for row in rows if row.list_id == ident for number in row.numbers}
        problems = [one for one in among.by_list.get(ident, ()) if one.number in numbers]
        found.append(
            AnsweredView(
                _line(entry.address, there),
                [
                    LinkView(_words(one), addresses.relative(entry.address, f"{there.address}#{one.anchor}"))
                    for one in problems
                ],
            )
        )
    return found


def _words(problem: Problem) -> str:
    words = f"{problem.place} {problem.what}".strip()
    words = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    return f"第{problem.number}项 {words}"


def key(library: Library, entry: Entry, among: Problems) -> str:
    """What the page of `entry` depends on beyond its own text."""
    if not is_about_problems(library, entry):
        return ""
    now = max(library.now, entry.facts.publish)
    own = problems_of(library, entry) if is_inspection(library, entry) else []
    return repr((view(library, entry, among), [among.standing(entry, one, now) for one in own]))
