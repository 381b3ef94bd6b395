"""The facts of a text: dates, times, telephone numbers, amounts, counts, registered names, however they are written

2026年3月5日, 二〇二六年三月五日 and 2026-03-05 are one fact, and so are 14:30 and 下午两点半, 120人 and 一百二十人,
12345 and 幺二三四五. A date that no numbers give is a fact as it stands, so that a changed sign is a changed fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from xuanlan.text.numerals import SIGNS, digits_of, value_of

LABELS = {
    "date": "日期", "weekday": "星期", "time": "时间", "number": "数字", "amount": "金额", "code": "号码",
    "document": "文号", "address": "网址", "name": "名称",
}  # fmt: skip
"""The kinds of facts, in words."""


class Fact(NamedTuple):
    """A fact, and where it stands in the text."""

    kind: str
    value: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The same for all forms of the fact."""
        return f"{self.kind} {self.value}"


_SAME = str.maketrans("０１２３４５６７８９：．，％＋－（）〜～−–", "0123456789:.,%+-()~~--")
"""Signs of which typists take one for the other, one for one, so that places stay."""
_C = f"[{SIGNS}]"
_N = rf"(?:\d{{1,2}}(?!\d)|{_C}{{1,3}})"
_YEAR = r"(?:(?<!\d)(?:1[89]|2[01])\d\d|[一二两][〇零○一八九][〇零○一二三四五六七八九]{2})"
_UNIT = (
    "余?(?:平方米|立方米|公里|千米|厘米|毫米|公斤|千克|公顷|毫升|小时|分钟|学时|课时|学分|个月|工作日|个工作日"
    "|人次|人|名|位|个|件|份|张|台|套|户|家|所|间|层|楼|栋|幢|室|班|级|届|次|期|条|项|页|字|周|天|岁|倍|年|号|部|门|路"
    "|米|克|吨|亩|升|度|分|秒|场|组|队|批|轮|本|册|种|类|辆|处|章|节|款|座|桌|盏|瓶|箱|盒|幅|篇|首|课|门课)"
)
_ALIASES = {
    "km": "公里", "千米": "公里", "kg": "公斤", "千克": "公斤", "cm": "厘米", "mm": "毫米", "m": "米", "g": "克",
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "℃": "度", "摄氏度": "度", "°C": "度", "L": "升", "t": "吨",
    "W": "瓦", "kW": "千瓦", "个工作日": "工作日", "min": "分钟", "h": "小时",
}  # fmt: skip
"""Other forms of units, above all those of Latin letters, which are not read out."""
_LATIN = rf"(?:{'|'.join(map(re.escape, sorted(_ALIASES, key=len, reverse=True)))})(?![A-Za-z])"
_UNITS = rf"元|千瓦|瓦|{_LATIN}|{_UNIT}"
_PART = "凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|当晚|今晚|明晚|晚"
_PATTERN = re.compile(
    r"(?P<address>https?://[!#-'*+\-.-;=?-~]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<document>[〔\[(](?P<dy>\d{{4}})[〕\])]第?(?P<dn>\d+)号|(?P<dy2>{_YEAR})年?第(?P<dn2>\d+|{_C}+)号)"
    rf"|(?P<date>(?P<y>{_YEAR})\s?年\s?(?P<m>{_N})\s?月(?:\s?(?P<d>{_N})\s?[日号](?!楼|馆|门|院|线))?"
    rf"|(?P<y2>(?:19|20)\d\d)(?P<sep>[-./])(?P<m2>\d{{1,2}})(?P=sep)(?P<d2>\d{{1,2}})(?!\d)"
    rf"|(?<![\d{SIGNS}])(?P<m3>{_N})\s?月\s?(?P<d3>{_N})\s?[日号](?!楼|馆|门|院|线)"
    rf"|(?P<y4>{_YEAR})\s?年(?!级)"
    rf"|(?<![\d{SIGNS}第])(?P<m5>{_N})\s?月(?!\w?刊|球|饼)"
    rf"|(?<![\d{SIGNS}第])(?P<d6>{_N})\s?日(?!元|语|本|常))"
    r"|(?P<weekday>(?:星期|礼拜|周)(?P<w>[一二三四五六日天])(?!期))"
    rf"|(?P<time>(?P<part>{_PART})?\s?(?:(?<!\d)(?<!\d:)(?P<h>\d{{1,2}})\s?:\s?(?P<mi>\d\d)(?::\d\d)?(?!\d|:\d)"
    rf"|(?<![\d{SIGNS}.第])(?P<h2>{_N})\s?[点时](?!效|代|段|间|期|刻)"
    rf"(?:(?P<rest>半|整|钟|[一三]刻|\s?(?P<mi2>{_N})分(?!之))|(?<=\d[点时])|(?!{_C}))))"
    r"|(?P<code>(?<![\d.])(?:0\d{2,3}[- ]?\d{7,8}|1\d{2}[- ]?\d{4}[- ]?\d{4}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
    r"|\d{3,4}[- ]\d{4}(?=\D|\Z)(?<!(?:19|20)\d\d[- ]\d{4}))(?!\d))"
    r"|(?P<amount>[¥￥]\s?(?P<a>\d[\d,]*(?:\.\d+)?)(?P<as>[万亿])?(?:元)?)"
    rf"|(?P<percent>(?P<p>\d+(?:\.\d+)?)\s?[%‰]|[百千]分之(?P<p2>{_C}+(?:点{_C}+)?))"
    rf"|(?P<number>(?<![\d.])(?P<n>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<f>\.\d+)?\s?(?P<s>[十百千万亿]*)\s?(?P<u>{_UNITS})?"
    rf"|(?P<c>[{SIGNS}]+(?:(?<=[{SIGNS}]) [{SIGNS}]{{3,}})*)(?:点(?P<cf>[{SIGNS}]+)(?!分))?(?P<cu>{_UNITS})?)"
)
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_LIST_SIGN = re.compile(
    rf"(?m)(?:^[ \t　]*|(?<=　　))(?:\d{{1,3}}[.、](?!\d)[ ]?|\((?:\d{{1,3}}|{_ORDINAL})\)|第{_ORDINAL}[，,])"
    r"|\[\d{1,2}\]"
)
"""Numbers of items and of notes, which count the text and are none of its facts."""
_LONG = 5
"""Digits from which on a number without a unit is one that is dialled or looked up."""
_SMALL_SPOKEN = 3
"""Digits named one by one that are a number and no words, such as 幺零五."""


def facts(text: str, names: Collection[str] = ()) -> list[Fact]:
    """The facts of `text`, in order; `names` are those that count as facts where they occur."""
    text = text.translate(_SAME)
    signs = _LIST_SIGN.sub(lambda match: "\0" * len(match[0]), text)
    found = [fact for match in _PATTERN.finditer(signs) if (fact := _read(match))]
    if names:
        found += [Fact("name", m[0], *m.span()) for m in named(frozenset(names)).finditer(text)]
    return sorted(found, key=lambda fact: fact.start)


@lru_cache(64)
def named(names: frozenset[str]) -> re.Pattern[str]:
    """Finds `names` in a text, the longest first."""
    known = sorted((name.translate(_SAME) for name in names if name.strip()), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, known)) or r"(?!)")


def keys(found: Iterable[Fact]) -> set[str]:
    return {fact.key for fact in found}


def implied(found: Iterable[Fact]) -> set[str]:
    """The keys of `found`, and of what they imply: who knows 2026-03-05 knows the year, the month and the 5th."""
    known = keys(found)
    for key in tuple(known):
        kind, _, value = key.partition(" ")
        if kind == "date":
            year, month, day = value.split("-")
            known |= {
                f"date {y}-{m}-{d}" for y in {year, "?"} for m in {month, "?"} for d in {day, "?"} if {y, m, d} != {"?"}
            }
    return known


def _read(match: re.Match[str]) -> Fact | None:
    kind = match.lastgroup or ""
    kind = next(name for name in _READERS if match[name] is not None)
    told = _READERS[kind](match)
    end = match.start() + len(match[0].rstrip())
    return Fact(*told, match.start(), end) if told else None


_Told = tuple[str, str] | None


def _number(signs: str) -> Decimal | None:
    return Decimal(signs) if signs.isascii() and signs.isdigit() else value_of(signs)


def _date(match: re.Match[str]) -> _Told:
    parts = []
    for names in (("y", "y2", "y4"), ("m", "m2", "m3", "m5"), ("d", "d2", "d3", "d6")):
        written = next((match[name] for name in names if match[name]), "")
        value = _number(written) if written else None
        if written and value is None:
            return "number", match[0]
        parts.append(f"{value:02.0f}" if value is not None else "?")
    return "date", "-".join(parts)


def _time(match: re.Match[str]) -> _Told:
    hour = _number(match["h"] or match["h2"])
    rest = match["rest"] or ""
    minute = _number(match["mi"] or match["mi2"] or "0")
    if hour is None or minute is None:
        return "number", match[0]
    if rest in ("半", "一刻", "三刻"):
        minute = Decimal({"半": 30, "一刻": 15, "三刻": 45}[rest])
    part = match["part"] or ""
    if hour < 12 and (part in ("下午", "傍晚") or "晚" in part or part == "夜间" or (part == "中午" and hour < 6)):
        hour += 12
    elif hour == 12 and ("晚" in part or part == "夜间"):
        hour = Decimal(24)
    elif hour == 12 and part == "凌晨":
        hour = Decimal(0)
    return "time", f"{hour}:{minute:02.0f}"


def _document(match: re.Match[str]) -> _Told:
    year, number = (_number(match[a] or match[b]) for a, b in (("dy", "dy2"), ("dn", "dn2")))
    return ("document", f"{year}-{number}") if year and number else ("number", match[0])


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _counted(value: Decimal, unit: str) -> _Told:
    unit = _ALIASES.get(unit, unit)
    return ("amount", _plain(value)) if unit == "元" else ("number", f"{_plain(value)} {unit}".strip())


_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _times(signs: str) -> int:
    product = 1
    for sign in signs:
        product *= _TIMES[sign]
    return product


def _count(match: re.Match[str]) -> _Told:
    unit = match["u"] or match["cu"] or ""
    if match["n"]:
        digits = match["n"].replace(",", "")
        plain = not (match["f"] or match["s"] or "," in match["n"])
        if plain and ((len(digits) >= _LONG and not unit) or (digits[0] == "0" and len(digits) > 1)):
            return "code", digits
        return _counted(Decimal(digits + (match["f"] or "")) * _times(match["s"]), unit)
    return _spelled(match, unit)


def _spelled(match: re.Match[str], unit: str) -> _Told:
    signs = match["c"].replace(" ", "")
    digits = digits_of(signs)
    if match["cf"] is not None:
        large = match["cf"].rstrip("十百千万亿")
        value, part = value_of(signs), digits_of(large)
        if value is None or not part:
            return None
        return _counted(Decimal(f"{value:f}.{part}") * _times(match["cf"][len(large) :]), unit)
    if digits and len(digits) > 1:
        if (len(digits) >= _LONG and not unit) or digits[0] == "0":
            return "code", digits
        return _counted(Decimal(digits), unit) if unit or len(digits) >= _SMALL_SPOKEN else None
    value = value_of(signs)
    return _counted(value, unit) if value is not None and (unit or len(signs) > 1) else None


def _percent(match: re.Match[str]) -> _Told:
    if match["p"]:
        return "number", f"{_plain(Decimal(match['p']))} {match[0][-1]}"
    whole, _, part = match["p2"].partition("点")
    value = value_of(whole)
    if value is None or (part and not digits_of(part)):
        return None
    return "number", f"{_plain(Decimal(f'{value:f}.{digits_of(part) or 0}'))} {'%' if match[0][0] == '百' else '‰'}"


def _money(match: re.Match[str]) -> _Told:
    return "amount", _plain(Decimal(match["a"].replace(",", "")) * _times(match["as"] or ""))


_READERS: dict[str, Callable[[re.Match[str]], _Told]] = {
    "address": lambda match: ("address", match[0].rstrip(".,:")),
    "document": _document,
    "date": _date,
    "weekday": lambda match: ("weekday", match["w"].replace("天", "日")),
    "time": _time,
    "code": lambda match: ("code", "".join(filter(str.isdigit, match[0]))),
    "amount": _money,
    "percent": _percent,
    "number": _count,
}


def whole(found: Iterable[Fact]) -> Iterator[tuple[int, int]]:
    """Where no text may be cut: the places of `found`."""
    return ((fact.start, fact.end) for fact in found)
