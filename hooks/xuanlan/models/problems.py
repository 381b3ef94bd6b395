"""Problems (问题) that an inspection has found, and how each stands at a clock: a pure function of dated notices

An inspection names problems; units answer that they have dealt with them; a later inspection (回头看) says whether that
is so. What was said last counts; of the same moment, what the inspection says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unicodedata import normalize

from xuanlan.text.dates import SHANGHAI
from xuanlan.text.numerals import value_of

DONE, WORKING, BACK = "done", "working", "back"
"""What is said of a problem: it is gone, somebody is at it, it is there again or still."""
OPEN, LATE = "open", "late"
"""How a problem stands beside DONE: there is time left, or the last day is over."""
_GONE = r"整改|落实|解决|消除|改正|修复|清理|更换|拆除|到位|办结|销号|通过|合格|达标|符合|改善|好转|改"
"""What is done to a problem, or what its place is then."""
_HOW = r"(?:予|获|得到|被|及时|按时|按期|按要求|按规定|全部|全面|完全|彻底|真正|有效|同意|准){0,2}"
_WORDS = (
    (BACK, r"反弹|回潮|反复|再次出现|又出现|重新出现|依然存在|仍然存在|仍存在|未落实|不彻底|不属实|虚假|退回"
           rf"|(?<![尚还暂])(?:未|没有?|不){_HOW}(?:{_GONE})"),
    (WORKING, r"正在|整改中|推进中|进行中|办理中|未完成|没有完成|部分|基本(?:完成|整改|解决|消除|落实|到位)|持续(?:整改|推进)|长期坚持"
              r"|有待|待(?:整改|完成|批|审|采购|到货|施工|安装|更换|维修|资金|处理|办理|解决)|尚|暂[未缓不没]|还[没未]|无法|难以|[不未]能"
              r"|未(?:全部|全面|完全|按期|按时)*(?:完成|到货|安装|施工|开工|竣工|批复|验收)|预计|争取|力争|延期|延至|推迟|(?<![按急所必])需"
              r"|拟(?:于|在|定于|\d)|将(?:于|在|\d|尽快|继续|抓紧|进一步)|计划(?:于|在|\d)|(?:可以?|能够?)(?:完成|解决)"
              r"|(?:继续|限期|抓紧|加快)(?:整改|落实|推进|办理)|(?:完成|进度)\D{0,4}(?<!\d)\d{1,2}(?:\.\d+)?%"
              r"|^(?!.*已).*[日号月底旬年周天](?:之|以)?前"),
    (DONE, r"已|完成|到位|办结|销号|属实|合格|通过|解决|消除|改正|修复|清理|更换|拆除|完毕|达标|符合要求"),
)  # fmt: skip
_NOT_BACK = re.compile(r"(?:没有|未|无|未见|未发现|没有发现|不再|未再|没有再)(?:出现)?(?:反弹|回潮|反复|再次出现)")
_BEFORE = re.compile(rf"[^，,。；;]*(?=已经?(?:全部|全面|按要求|按规定)*(?:{_GONE}|完成))")
"""What comes before the word that it is done names the problem: 不合格的灭火器已更换."""
_BEGUN = re.compile(
    r"[^，,。；;]*已经?(?:及时|多次|立即)?(?:制[定订]|拟|安排|上报|报[修送告批备请]|[列纳]入|联系|责[成令]|下[发单]|启动|开展|着手|开始|进场|收[悉到]|知[晓悉]"
    r"|提醒|告知|通知|采购|购买|订购|申[请报]|部署|研究|要求|督[促办]|约谈|排查|检查|协调|沟通|委托|招标|立项|请示|签订|组织|转|交办)"
    r"[^，,。；;]*(?<!完毕)(?<!完成)(?<!到位)(?![^，,。；;])"
)
"""That somebody has begun, or has told others, says neither that it is done nor that it is not."""
_RANGE = re.compile(r"([^-至到]+)(?:-|至|到)([^-至到]+)")
_DASHES = str.maketrans(dict.fromkeys("—–－―─~～", "-"))
_ALL = re.compile(r"(?:以上|上述)?(?:全部|所有|各项|均)(?:问题|项)?")
_MOST = 1000
"""Numbers up to this are read in ranges."""
_LONGEST = 400
"""Characters of a result that are read."""


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
    plain = re.sub(r"\s", "", re.sub(r"\s*\n\s*", "，", result[:_LONGEST].strip()))
    left = _BEGUN.sub("", _NOT_BACK.sub("完成", plain))
    for word, pattern in _WORDS:
        if re.search(pattern, _BEFORE.sub("", left) if word == BACK else left):
            return word
    return ""


def plain_number(written: str) -> str:
    """A number as it is compared: 第1项, 1. and 1 are the same."""
    number = re.sub(r"\s", "", written.translate(_DASHES))
    return re.sub(r"^(?:第|问题|序号|编号)+|[项条号个]?问题$|[项条号个.．、。,，）)]+$|^[（(]", "", number)


def numbers_in(cell: str, known: Collection[str]) -> list[str]:
    """The numbers of problems that a cell names: 1、3, 1—3 or 全部; `known` are those that there are (`plain_number`), so
    that 2-1 may be one, and that 1 is 一 where there is no other."""
    whole = plain_number(cell)
    if whole in known:
        return [whole]
    if _ALL.fullmatch(whole) and known:
        return list(known)
    found: list[str] = []
    for part in re.split(r"[、，,；;\n和及与]|(?<=\S)\s+(?=\S)", cell):
        plain = plain_number(part.strip())
        match = _RANGE.fullmatch(plain)
        first, last = map(_value, match.groups()) if match and plain not in known else (0, 0)
        if 0 < first < last <= _MOST:
            found += [_same(f"{number}", known) for number in range(first, last + 1)]
        elif plain:
            found.append(_same(plain, known))
    return list(dict.fromkeys(found))


def _same(number: str, known: Collection[str]) -> str:
    """The one of `known` that is the same number, however it is written: 一, ① and 01 are 1."""
    if number in known or not (value := _value(number)):
        return number
    same = [other for other in known if _value(other) == value]
    return same[0] if len(same) == 1 else number


def _value(number: str) -> int:
    """0 for what is no whole number."""
    plain = normalize("NFKC", plain_number(number)).strip("()")
    found = Decimal(plain) if re.fullmatch(r"[0-9]{1,6}", plain) else value_of(plain) if len(plain) <= 5 else None
    return int(found) if found else 0
