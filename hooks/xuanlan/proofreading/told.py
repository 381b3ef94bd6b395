"""What a text tells of numbers, days and places that stand elsewhere, too, and differently"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from xuanlan.proofreading.rule import Hit

Find = Callable[[str], Iterable[Hit]]
NUMBER = re.compile(r"(?<!\d)(?:0\d{2,3}[-－—– ]?)?[2-8]\d{6,7}(?!\d)")
_SEVERAL = re.compile(r"[ \u3000]*(?:、|/|／|或|，|,)[ \u3000]*(?=0?\d{3})")
_BETWEEN = (
    r"[ \u3000]*(?:[）)]|(?:的)?(?:值班|联系|咨询|服务|举报|监督|办公|热线|报修)?(?:电话|号码|热线)(?:为|是)?)?"
    r"[ \u3000]*[：:（(]?[ \u3000]*"
)
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")
_LEADS = frozenset("由请打拨系至与向和及或到询电")
"""Signs before a name that belong to no longer name."""
_LOCAL = 7
"""Fewest digits of a telephone number without its area code."""
_DAY = r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
DEADLINE = re.compile(rf"(?<!\d)截止(?:时间|日期)(?:为|是|到|至)?[ \u3000]*[：:]?[ \u3000]*{_DAY}")
PERIOD = re.compile(
    rf"公示(?:期|时间)(?:限)?(?:为|是|自|从)?[ \u3000]*[：:]?[ \u3000]*(?:自|从)?{_DAY}(?!起?[ \u3000]*，)"
)
EVENT = re.compile(rf"(?:活动|会议|讲座|比赛|培训|演出)时间(?:为|是)?[ \u3000]*[：:]?[ \u3000]*{_DAY}")
PLACE = re.compile(
    r"(?m)(?:活动|会议|讲座|比赛|培训|演出)?地点[ \u3000]*[：:][ \u3000]*(?P<place>[^。；;，,\n\t]{3,30})"
)
_ANYWHERE = re.compile("线上|线下|网络|腾讯|钉钉|会议号|另行|各|分会场|见|详")


_AMOUNT = r"(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<unit>亿元|万元|元|[名人个项篇家份场次])"
_VALUE = rf"(?P<phone>{NUMBER.pattern})|{_DAY}|{_AMOUNT}"
_LABELLED = re.compile(
    r"(?m)^[ \u3000]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．][ \u3000]*)?"
    rf"(?P<label>[\u4e00-\u9fff]{{2,10}})[ \u3000]*[：:\t][ \u3000]*(?:{_VALUE})(?P<rest>[^\n]*)$"
)
_MORE = re.compile(r"[\d\t]|[、至到—–~～-][ \u3000]*\d|[或及和]")


class Labelled(NamedTuple):
    """A number, a day, an amount or a count that stands in a line of its own behind the words that say what it is."""

    label: str
    value: str
    """what is compared: of a day with its year, of a number digits alone"""
    start: int
    end: int


def labelled(text: str, year: int) -> list[Labelled]:
    """Those of `text`, of a notice of that year, whose words stand there once: another may be about something else."""
    lines = list(_LABELLED.finditer(text))
    counts = Counter(line["label"] for line in lines)
    return [
        Labelled(line["label"], _plain(line, year), line.start("label"), line.start("rest"))
        for line in lines
        if counts[line["label"]] == 1 and not _MORE.search(line["rest"])
    ]


def _plain(line: re.Match[str], year: int) -> str:
    if line["phone"]:
        return re.sub(r"\D", "", line["phone"])
    if line["m"]:
        return f"{line['y'] or year}年{int(line['m'])}月{int(line['d'])}日"
    amount = line["amount"].replace(",", "")
    return amount + line["unit"]


def agree(one: str, other: str) -> bool:
    """Whether two labelled values are the same, as far as they can be compared."""
    kinds = {"".join(sign for sign in value if not sign.isdigit() and sign != ".") for value in (one, other)}
    if len(kinds) > 1:
        return True  # 2万元 and 20000元, or something else altogether
    return same(one, other) if kinds == {""} else one == other


Known = Mapping[str, tuple[tuple[str, str], ...]]
"""The numbers registered under each name, each with the place of its entry."""


class Numbers:
    """The registered `numbers` by their names, and what finds others beside these names."""

    def __init__(self, numbers: Known) -> None:
        self._numbers = numbers
        names = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
        self._ends = re.compile(rf"({names}){_BETWEEN}\Z")

    def find(self, text: str) -> Iterator[Hit]:
        """Every number behind a registered name that is not registered under it."""
        for number in NUMBER.finditer(text):
            first = max(number.start() - _NEAR, 0)
            name = self._ends.search(text[first : number.start()])
            if name is None or _SEVERAL.match(text, number.end()):
                continue
            start = first + name.start()
            before = text[start - 1 : start] if start else ""
            if before and _HAN.match(before) and before not in _LEADS:
                continue  # a longer name
            there = self._numbers[name[1]]
            if not any(same(number[0], known) for known, _ in there):
                known, where = there[0]
                yield Hit(start, number.end(), {"there": known, "where": where})


_NEAR = 40
"""Signs before a number among which its name is looked for."""


def same(written: str, known: str) -> bool:
    """Whether both reach the same telephone: one may lack the area code. What cannot be compared is the same."""
    here, there = (re.sub(r"\D", "", text) for text in (written, known))
    shorter, longer = sorted((here, there), key=len)
    return len(shorter) < _LOCAL or longer.endswith(shorter)


def days(text: str, pattern: re.Pattern[str], first: date, last: date) -> Iterator[Hit]:
    """The one day that `pattern` finds, if not from `first` to `last`; of several, one may be about something else."""
    matches = list(pattern.finditer(text))
    if len(matches) != 1:
        return
    match = matches[0]
    try:
        day = date(int(match["y"] or first.year), int(match["m"]), int(match["d"]))
    except ValueError:
        return  # told by another rule
    if not first <= day <= last:
        yield Hit(*match.span())


def places(text: str, place: str) -> Iterator[Hit]:
    """The one place that a text names, if it has nothing in common with `place`."""
    matches = list(PLACE.finditer(text))
    if len(matches) != 1 or _ANYWHERE.search(matches[0]["place"]) or _ANYWHERE.search(place):
        return
    here, there = _pairs(matches[0]["place"]), _pairs(place)
    if len(here) >= _TELLING and len(there) >= _TELLING and not here & there:
        yield Hit(*matches[0].span())


def _pairs(place: str) -> set[str]:
    return {one + two for one, two in pairwise(place) if _HAN.match(one) and _HAN.match(two)} - _COMMON


_COMMON = {"中心", "校区", "学院", "大楼", "一楼", "二楼", "三楼", "教室"}
_TELLING = 2
"""Pairs of signs that a place must have to be told from another."""
