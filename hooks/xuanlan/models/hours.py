"""Hours of a hotline: the text that an author writes, as windows of time that can be compared with a clock.

Hours that are not certain are None, and only shown as written. A wrong “正在接听” costs a citizen a call, so doubtful
texts are refused: office hours without days, ranges that run backwards, “节假日” (there is no calendar of them here).
工作日 means Monday to Friday. The twin of `is_open` is `theme/browser/shared/hours.js`, held to `tests/vectors/hours.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import datetime

from xuanlan.text.dates import SHANGHAI

Window = tuple[int, int]
"""Half-open, in minutes since 00:00 of its day: 0 ≤ from < until ≤ 1440."""
Hours = tuple[tuple[Window, ...], ...]
"""Seven rows, Monday first; the windows of a day ascend and do not touch."""

DAY = 24 * 60
NOON = 12 * 60
_EVERY_DAY = frozenset(range(7))
_NAMED_DAYS = {"工作日": range(5), "周末": (5, 6), "双休日": (5, 6)}
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}

_DASHES = re.compile("[-~\u2010-\u2015\u2212\u2500\u301c至到]+")
_ASIDE = re.compile(r"[,;(]?(?:法定)?节假日(?:休息|除外)\)?")
_NAME = "(?:周|星期)[一二三四五六日天]"
_DAYS = re.compile(
    rf"(?P<named>工作日|周末|双休日)|(?P<all>全年无休|全年|每天|每日|天天)|(?P<first>{_NAME})-(?P<last>(?:周|星期)?[一二三四五六日天])"
    rf"|(?P<single>{_NAME}(?:[、和及](?:周|星期)?[一二三四五六日天](?!-))*)"
)
_ALL_DAY = re.compile(r"(?:7[×x*]24(?:小时)?|24小时|全天候?(?:24小时)?)(?:值班|值守|接听|开通|服务)?")
_CLOCK = (
    "(?P<{0}next>次日|第二天)?(?P<{0}part>上午|下午|早上?|晚上?)?:?"
    "(?P<{0}hour>[0-9]{{1,2}})(?::(?P<{0}minute>[0-9]{{2}})|[点时](?:(?P<{0}spoken>[0-9]{{1,2}})分|(?P<{0}half>半))?)"
)
_RANGE = re.compile(_CLOCK.format("f") + "-" + _CLOCK.format("u"))
_CLOSED = re.compile(r"休息|不接听|不办公")
_BREAK = re.compile(r"[,;:、。()和及]")


def parse_hours(text: str) -> Hours | None:
    """The windows that `text` means, such as 工作日 8:30—11:30，14:00—17:30；周六 9:00—12:00; None when in doubt."""
    line = "".join(unicodedata.normalize("NFKC", text).split()).replace("\u2236", ":").lower()
    line = _ASIDE.sub("", _DASHES.sub("-", line)).rstrip("。;,")
    try:
        return _Reader(line).read()
    except _DoubtError:
        return None


def is_open(hours: Hours, now: datetime) -> bool:
    """Whether the call is answered at `now` (aware)."""
    local = now.astimezone(SHANGHAI)
    minute = local.hour * 60 + local.minute
    return any(start <= minute < end for start, end in hours[local.weekday()])


def to_json(hours: Hours) -> str:
    """The windows for the browser: seven lists of [from, until] in minutes, Monday first."""
    return json.dumps(hours, separators=(",", ":"))


class _DoubtError(Exception):
    """The text can be understood in more than one way, or not at all."""


class _Reader:
    """Reads one line from left to right: days, then ranges for those days, then other days …"""

    def __init__(self, line: str) -> None:
        self.line = line
        self.at = 0
        self.windows: list[list[Window]] = [[] for _ in range(7)]
        self.days: frozenset[int] = frozenset()
        self.used = True
        """whether hours were given for the days last named"""
        self.last_end = 0

    def read(self) -> Hours:
        while self.at < len(self.line):
            if match := self._take(_RANGE):
                self._range(match)
            elif self._take(_ALL_DAY):
                self._add(0, DAY, self.days or _EVERY_DAY)
            elif match := self._take(_DAYS):
                self._name(_days(match))
            elif self._take(_CLOSED):
                if self.used:
                    raise _DoubtError
                self.used = True
            elif not self._take(_BREAK):
                raise _DoubtError
        if not self.used or not any(self.windows):
            raise _DoubtError
        return tuple(_merged(day) for day in self.windows)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.line, self.at)
        if match:
            self.at = match.end()
        return match

    def _name(self, days: frozenset[int]) -> None:
        self.days = days if self.used else self.days | days
        self.used = False
        self.last_end = 0

    def _range(self, match: re.Match[str]) -> None:
        start = _minutes(match, "f", match["fpart"])
        end = _minutes(match, "u", match["upart"])
        if match["fpart"] and not match["upart"] and not match["unext"]:
            shifted = _minutes(match, "u", match["fpart"])
            end = shifted if start < shifted <= DAY else end
        if match["fnext"] or start >= DAY or start < self.last_end:
            raise _DoubtError
        overnight = end <= start
        # 9:00-5:00 is more likely a careless 17:00 than a watch of twenty hours.
        if (overnight and not match["unext"] and not end <= NOON <= start) or (match["unext"] and not overnight):
            raise _DoubtError
        days = self.days or (_EVERY_DAY if overnight or end - start == DAY else frozenset())
        if not days:
            raise _DoubtError
        self.last_end = DAY if overnight else end
        self._add(start, DAY if overnight else end, days)
        if overnight and end:
            for day in days:
                self.windows[(day + 1) % 7].append((0, end))

    def _add(self, start: int, end: int, days: frozenset[int]) -> None:
        for day in days:
            self.windows[day].append((start, end))
        self.used = True


def _days(match: re.Match[str]) -> frozenset[int]:
    if match["named"]:
        return frozenset(_NAMED_DAYS[match["named"]])
    if match["all"]:
        return _EVERY_DAY
    if match["first"]:
        first, last = _WEEKDAYS[match["first"][-1]], _WEEKDAYS[match["last"][-1]]
        return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(_WEEKDAYS[sign] for sign in match["single"] if sign in _WEEKDAYS)


def _minutes(match: re.Match[str], side: str, part: str | None) -> int:
    """A clock time in minutes since 00:00; with `part` 下午 2:00 is 14:00."""
    hour = int(match[side + "hour"])
    minute = 30 if match[side + "half"] else int(match[side + "minute"] or match[side + "spoken"] or 0)
    if part and part[0] in "下晚":
        if part[0] == "晚" and hour == NOON // 60:
            raise _DoubtError
        hour += 12 if hour < NOON // 60 else 0
    if minute > 59 or hour * 60 + minute > DAY:
        raise _DoubtError
    return hour * 60 + minute


def _merged(windows: list[Window]) -> tuple[Window, ...]:
    joined: list[Window] = []
    for start, end in sorted(windows):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
