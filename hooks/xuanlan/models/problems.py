"""Problems (问题) that an inspection has found, and how each stands at a clock: a pure function of dated notices

An inspection names problems; units answer that they have dealt with them; a later inspection (回头看) says whether that
is so. What was said last counts; of the same moment, what the inspection says.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from xuanlan.text.dates import SHANGHAI

DONE, WORKING, BACK = "done", "working", "back"
"""What is said of a problem: it is gone, somebody is at it, it is there again or still."""
OPEN, LATE = "open", "late"
"""How a problem stands beside DONE: there is time left, or the last day is over."""
_WORDS = (
    (BACK, r"反弹|回潮|反复|再次出现|又出现|重新出现|依然存在|仍然存在|仍存在|没有整改|(?<!尚)未整改|(?<!尚)未落实|整改不到位|整改不力"
           r"|不到位|不彻底|不合格|未通过|不属实|虚假|未销号|退回"),
    (WORKING, r"正在|整改中|推进中|进行中|办理中|未完成|没有完成|尚未|部分|基本完成|基本整改|持续(?:整改|推进)|长期坚持|有待|待整改"
              r"|预计|拟于|将于|计划(?:于|在|\d)"),
    (DONE, r"已|完成|整改到位|到位|办结|销号|属实|合格|通过|解决|消除|改正|修复|清理|更换|没有反弹|无反弹"),
)  # fmt: skip
_NOT_BACK = re.compile(r"(?:没有|未|无|未见|未发现|没有发现)(?:反弹|回潮|反复)")
_RANGE = re.compile(r"(\d{1,3})(?:-|至|到)(\d{1,3})")
_DASHES = str.maketrans(dict.fromkeys("—–－―─~～", "-"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, as the table of an inspection has it."""

    list_id: str
    """the id of the notice of the inspection"""
    number: str
    """as it is written there, by which answers name it"""
    row: int
    """which one it is there, from 1: part of its address"""
    what: str
    place: str
    clause: str
    units: tuple[str, ...]
    """who has to deal with it"""
    term: str
    """until when, as written"""
    due: date | None
    """the last day; None where there is none: 长期坚持"""
    line: int
    """where it is written, from 1"""

    @property
    def anchor(self) -> str:
        return f"problem-{self.row}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a notice says of one problem."""

    list_id: str
    number: str
    word: str
    """DONE, WORKING or BACK"""
    at: datetime
    """when the notice was published"""
    notice: str
    """its id"""
    checked: bool
    """whether an inspection says so, and not the unit itself"""
    until: date | None = None
    """until when the unit wants to be done; of an inspection, the new last day"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a problem stands at a clock."""

    problem: Problem
    state: str
    """OPEN, LATE or DONE"""
    due: date | None
    """the last day that counts: that of the inspection, or of the one that looked again"""
    said: Answer | None = None
    """what was said last"""

    @property
    def is_back(self) -> bool:
        return self.said is not None and self.said.word == BACK

    @property
    def promised(self) -> date | None:
        """Until when the unit that is at it wants to be done."""
        return self.said.until if self.said and self.said.word == WORKING and not self.said.checked else None

    def left(self, today: date) -> int | None:
        """Days from `today` to the last day, negative once that is over; None without one."""
        return (self.due - today).days if self.due else None


def standing(problem: Problem, issued: datetime, answers: Iterable[Answer], now: datetime) -> Standing | None:
    """How `problem`, which was told at `issued`, stands at `now`; None before it was told. `answers` may be of other
    problems too, and in any order."""
    if now < issued:
        return None
    own = (one for one in answers if (one.list_id, one.number) == (problem.list_id, problem.number))
    said = sorted((one for one in own if one.at <= now), key=lambda one: (one.at, one.checked, one.notice))
    due = next((one.until for one in reversed(said) if one.checked and one.until), problem.due)
    last = said[-1] if said else None
    if last and last.word == DONE:
        return Standing(problem, DONE, due, last)
    return Standing(problem, LATE if due and now >= over(due) else OPEN, due, last)


def over(due: date) -> datetime:
    """The moment at which the day `due` is over."""
    return datetime.combine(due + timedelta(days=due < date.max), time(), SHANGHAI)


def word_of(result: str) -> str:
    """DONE, WORKING or BACK, by how a result is worded; "" when it says none of them. Of several the worse counts."""
    plain = re.sub(r"\s", "", result)
    left = _NOT_BACK.sub("完成", plain)
    return next((word for word, pattern in _WORDS if re.search(pattern, left)), "")


def plain_number(written: str) -> str:
    """A number as it is compared: 第1项, 1. and 1 are the same."""
    return re.sub(r"^(?:第|问题)|[项条号个]?问题$|[项条号个.．、。,，）)]$|^[（(]|\s", "", written.translate(_DASHES))


def numbers_in(cell: str, known: Container[str]) -> list[str]:
    """The numbers of problems that a cell names: 1、3 or 1—3; `known` are those that there are (`plain_number`), so that
    2-1 may be one."""
    found: list[str] = []
    for part in re.split(r"[、，,；;\n]", cell):
        plain = plain_number(part.strip())
        match = _RANGE.fullmatch(plain)
        if match and plain not in known and int(match[1]) < int(match[2]):
            found += map(str, range(int(match[1]), int(match[2]) + 1))
        elif plain:
            found.append(plain)
    return list(dict.fromkeys(found))
