"""Terms of tasks as plans write them: 2026年6月底前, 5月—7月, 第三季度, 每年9月, 长期坚持"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

from xuanlan.text.dates import arabic


@dataclass(frozen=True, slots=True)
class Term:
    """When something has to be done. Without any of the four it has no day: 长期坚持."""

    first: date | None = None
    """the day on which it begins, where one is written"""
    last: date | None = None
    """the last day on which it is in time"""
    monthly: tuple[int, ...] = ()
    """the months, from 1, at whose ends it is due every year"""
    day: int = 0
    """the day in each of `monthly`; 0: its last"""

    def days(self, since: date, until: date) -> Iterator[date]:
        """Every last day of the term from `since` to `until`, both included, in order."""
        if self.last and since <= self.last <= until:
            yield self.last
        for year in range(since.year, until.year + 1) if self.monthly else ():
            for month in self.monthly:
                day = end_of(year, month, self.day)
                if since <= day <= until:
                    yield day


def end_of(year: int, month: int, day: int = 0) -> date:
    """The day `day` of a month, or its last where it has fewer, or for 0."""
    length = monthrange(year, month)[1]
    return date(year, month, min(day or length, length))


_ALWAYS = re.compile(
    r"按(?:照)?(?:节点|计划|进度|要求|时序|规定|通知|需)(?:要求|进行|完成|推进|开展|落实|实施)*|"
    r"(?:长期|常年|全年|全程|持续|常态化?|经常性?|日常|始终|贯穿)(?:坚持|整改|推进|开展|进行|落实|实施|保持|有效|全年|全程|工作|化)*"
)
_MONTHS = {"月": range(1, 13), "季度": (3, 6, 9, 12), "季": (3, 6, 9, 12), "半年": (6, 12), "年": (12,), "学期": (1, 7),
           "学年": (7,)}  # fmt: skip
"""At the ends of which months something is due that is due every …; terms of schools end in January and July."""
_EVERY = re.compile(
    r"每(?:个)?(月|季度?|半年|年度?|学期|学年)(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?(?:份|底|末)?(?:前|之前|以前)?(?:一次|开展|完成)?"
)
_YEAR = r"(?:(?P<y{0}>\d{{4}})年?度?)?"
_POINT = (
    r"(?:(?P<y{0}>\d{{4}})[年./-])?(?:"
    r"(?P<m{0}>\d{{1,2}})(?:月份?|[./-](?=\d))(?:(?P<d{0}>\d{{1,2}})[日号]?|(?P<part{0}>上旬|中旬|下旬|初|底|末))?"
    r"|第?(?P<q{0}>[1-4])季度?末?|(?P<half{0}>[上下])半年|(?P<whole{0}>年[底末内中]|全年|年(?=$|[前内底]))"
    r")"
)
_END = r"(?:(?:止|为止|前|之前|以前|内|完成|底前|末前|结束)*)(?:(?:完成)?整改(?:到位|完毕|完成)?)?"
_ONE = re.compile(r"(?:于|在|截至|截止到?|即日起至|现在起至|起至|至)?" + _POINT.format(1) + _END)
_TWO = re.compile(_POINT.format(1) + r"(?:起|开始)?(?:至|到|-)" + _POINT.format(2) + _END)
_MONTH_ONLY = re.compile(r"(?P<from>(?:\d{4}年)?\d{1,2})(?:至|到|-)(?P<to>\d{1,2}月.*)")
_DAY_ONLY = re.compile(r"(?P<from>(?:\d{4}年)?(?P<month>\d{1,2}月)\d{1,2}[日号]?)(?:至|到|-)(?P<to>\d{1,2}[日号].*)")
_PLAIN = str.maketrans(dict.fromkeys("—–－―─~～", "-"))
_PARTS = {"初": 5, "上旬": 10, "中旬": 20, "下旬": 0, "底": 0, "末": 0}
_SPACE = re.compile(r"\s+")
_CLOCK = re.compile(
    r"(?<=[日号])\((?:星期|周)[1-6日天]\)|(?<=[日号])(?:上午|下午|晚上?|中午)?\d{1,2}(?:[时点](?:\d{1,2}分|整|半)?|:\d\d)(?=前|之前|以前|止|$)"
    r"|(?<=[日号])(?:上午|下午)?下班(?=前|之前|以前)"
)
"""A time of the day, or which day of the week a date is: the day counts as a whole."""
_AT_ONCE = re.compile(
    r"(?:立行立改|立查立改|即知即改|边查边改|即查即改|立即|马上|当场|即时|当[日天])(?:整改|改正|完成|办理|落实)*(?:到位|完毕)?"
)
_WITHIN = re.compile(
    r"(?P<after>(?:自|从|接|收)?[^\d]{0,16}(?:之?日起|起|后|以后))?(?:(?P<count>\d{1,3})(?P<what>个?工作日|[日天]|周|个星期|个月)|(?P<half>半个月))"
    r"(?(after)(?:[之以]?内)?|[之以]?内)(?:完成|整改|改正|办结|回复|反馈|报送)*(?:到位|完毕)?"
)
_DAYS = {"日": 1, "天": 1, "周": 7, "个星期": 7}
Working = Callable[[date, int], date]
"""The last of so many working days after a day."""


def read_term(words: str, begins: date | None = None, working: Working | None = None) -> Term | None:
    """What `words` say; None when they say no day that is understood.

    `begins` is when the plan begins: it gives the year where none is written, and it is the day from which 7日内 is
    counted; `working` counts working days.
    """
    text = _SPACE.sub("", arabic(normalize("NFKC", words))).translate(_PLAIN).strip("。;；,，()（）")
    text = _CLOCK.sub("", re.sub(r"-+", "-", text))
    if len(text) > 40:
        return None
    if _ALWAYS.fullmatch(text):
        return Term()
    if begins and _AT_ONCE.fullmatch(text):
        return Term(None, begins)
    if match := _EVERY.fullmatch(text):
        return _every(match)
    try:
        if begins and (match := _WITHIN.fullmatch(text.replace("两", "2"))):
            return _within(match, begins, working)
        return _dated(_named(text, begins) if begins else text, begins)
    except (ValueError, OverflowError):  # the 31st of June, a month of the year 10000
        return None


def _named(text: str, begins: date) -> str:
    """`text` with the year or month that it names by `begins`: 明年3月底, 今年年底, 本月底, 下月10日."""
    text = re.sub(r"今年|本年", f"{begins.year}年", text)
    text = re.sub(r"明年", f"{begins.year + 1}年", text)
    after = end_of(begins.year, begins.month) + timedelta(days=1)
    text = re.sub(r"下个?月份?", f"{after.year}年{after.month}月", text)
    return re.sub(r"(?<![\d下个每次各当])(?:本月|月(?=[底末]))(?:份)?", f"{begins.year}年{begins.month}月", text)


def _within(match: re.Match[str], begins: date, working: Working | None) -> Term | None:
    """So many days after `begins`, which itself does not count."""
    if match["half"]:
        return Term(None, begins + timedelta(days=15))
    count, what = int(match["count"]), match["what"]
    if what.endswith("工作日"):
        return Term(None, working(begins, count)) if working and count else None
    if what == "个月":
        months = begins.month - 1 + count
        return Term(None, end_of(begins.year + months // 12, months % 12 + 1, begins.day))
    return Term(None, begins + timedelta(days=count * _DAYS[what]))


def _every(match: re.Match[str]) -> Term | None:
    unit, month, day = match[1].removesuffix("度") if match[1] == "年度" else match[1], match[2], int(match[3] or 0)
    if month and (unit != "年" or not 1 <= int(month) <= 12):
        return None
    months = (int(month),) if month else tuple(_MONTHS[unit])
    return Term(monthly=months, day=day) if day <= 31 else None


def _dated(text: str, begins: date | None) -> Term | None:
    text = text.replace("次年", "")  # the second point is the next of its kind anyway
    if match := _DAY_ONLY.fullmatch(text):  # 3月9日至20日
        text = f"{match['from']}-{match['month']}{match['to']}"
    if match := _MONTH_ONLY.fullmatch(text):  # 3-4月, 2026年3-4月
        text = f"{match['from']}月-{match['to']}"
    if match := _TWO.fullmatch(text):
        year = int(match["y1"] or 0) or _year(match, 1, begins)
        first = _first(match, 1, year) if year else None
        after = int(match["y2"] or 0) or (first.year if first else 0)
        last = _last(match, 2, after) if after else None
        if first and last and last < first and not match["y2"]:
            last = _last(match, 2, after + 1)
        return Term(first, last) if first and last and first <= last else None
    if match := _ONE.fullmatch(text):
        year = int(match["y1"] or 0) or _year(match, 1, begins)
        if not year:
            return None
        last = _last(match, 1, year)
        bare = match["m1"] and not match["d1"] and not match["part1"]
        if bare and re.search(r"月份?(?:之|以)?前", text):  # 6月前: before its first day
            last = date.fromordinal(_first(match, 1, year).toordinal() - 1)
        return Term(None, last)
    if match := re.fullmatch(rf"{_YEAR.format(1)}年?[底末]?{_END}", text):
        return Term(None, date(int(match["y1"]), 12, 31)) if match["y1"] else None
    return None


def _year(match: re.Match[str], number: int, begins: date | None) -> int:
    """The year of a point without one: the first after the plan begins in which it is not over; 0 when unknown."""
    if begins is None:
        return 0
    return begins.year if _last(match, number, begins.year) >= begins else begins.year + 1


def _first(match: re.Match[str], number: int, year: int) -> date:
    month, day = _month(match, number)[0], int(match[f"d{number}"] or 0)
    part = match[f"part{number}"]
    return date(year, month, day or {"中旬": 11, "下旬": 21, "底": 21, "末": 21}.get(part or "", 1))


def _last(match: re.Match[str], number: int, year: int) -> date:
    month, day = _month(match, number)[1], int(match[f"d{number}"] or 0)
    if day:
        return date(year, month, day)
    return end_of(year, month, _PARTS.get(match[f"part{number}"] or "", 0))


def _month(match: re.Match[str], number: int) -> tuple[int, int]:
    """The first and the last month of a point."""
    if month := match[f"m{number}"]:
        return int(month), int(month)
    if quarter := match[f"q{number}"]:
        return int(quarter) * 3 - 2, int(quarter) * 3
    if half := match[f"half{number}"]:
        return (1, 6) if half == "上" else (7, 12)
    return (1, 6) if match[f"whole{number}"] == "年中" else (1, 12)
