"""Where a line of a sheet may end: never inside a number, a time, a date, a telephone number or an amount.

The typesetter knows where a line may end between words and beside marks, but not what belongs together in Chinese. So
`JOINER` stands where no line may end, and `DIVIDER` where one may that could not otherwise. Neither is set: the
templates take them for what they are, and nobody copies them from a sheet (`face` in theme/sheets/common.typ).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

JOINER, DIVIDER = "\u2060", "\u200b"
OPENING = "《〈“‘「『（〔【［｛([{"
CLOSING = "》〉”’」』）〕】］｝)]}，。、；：！？．,.;:!?…％%‰℃"

_D, _HAN = "[0-9０-９]", "[〇零一二三四五六七八九十廿卅]{1,4}"
_DASH = "(?:——?|[-–−－~～])"
_CLOCK, _RANGE = "[年月日号时点分秒]", rf"{_D}{{1,4}}(?: ?{_DASH} ?{_D}{{1,4}})?"
_NUMBER = rf"{_D}+(?:[.,．:：]{_D}++(?! ?{_CLOCK} ?{_RANGE} ?{_CLOCK}))*"
"""In 附件2：11月1日 and 3.11月1日 the first figure is none of the date's."""
_PART = rf"(?:{_RANGE}|{_HAN}) ?{_CLOCK}"
_DATE = rf"{_PART}(?: ?{_PART}){{0,5}}(?:{_DASH}(?={_D}|{_HAN}))?"
_DOCUMENT = rf"[〔［\[（(](?:19|20){_D}{{2}}[〕］\]）)] ?第?{_D}+号"
_UNIT = (
    "(?:[十百千万亿]{0,2}余?(?:元|角|人|名|个|位|件|份|张|台|套|户|家|所|间|层|楼|栋|幢|室|班|级|届|次|期|条|项|页|字|周|天|岁|倍"
    "|小时|分钟|平方米|立方米|公里|千米|厘米|毫米|米|公斤|千克|克|吨|亩|公顷|升|毫升|度|年|月|日|号|时|点|分|秒)|[十百千万亿]{1,2}"
    "|(?:kg|km|cm|mm|mg|mL|ml|kW|MB|GB|m|g|L|W|V)(?![A-Za-z])|[％%‰℃°㎡㎥㎏㎝㎜㎞])"
)
_GROUPS = rf"{_D}{{3,4}}(?: {_D}{{3,4}}(?!{_D})){{1,4}}"
_PHONE = rf"(?:\+{_D}{{1,3}}[- ])?(?:[（(]0{_D}{{2,3}}[）)][- ]?{_D}{{7,8}}|{_GROUPS}|{_D}+(?:-{_D}+)+)"
_ONE = rf"(?:[￥¥＄$€£±≥≤＞＜≈＋－№第] ?)?(?:{_PHONE}|{_NUMBER})"
_LINK = rf"(?:{_DASH}|[×xX*]|至|到|转|#)"
_CHAIN = rf"{_ONE}(?: ?(?:{_LINK}|[/／]) ?{_NUMBER}(?:-{_D}+)*){{0,3}}"
_SHORT_CHAIN = _CHAIN.replace("|[/／]", "")
_WHOLE = [
    re.compile(rf"{_DATE}|{_DOCUMENT}|{_CHAIN}(?: ?{_UNIT})?"),
    re.compile(rf"{_DATE}|{_DOCUMENT}|{_SHORT_CHAIN}(?: ?{_UNIT})?"),
    re.compile(rf"{_DATE}|{_PHONE}|{_NUMBER}"),
    re.compile(_NUMBER),
]
"""What is not to be divided; where that is wider than a line, its parts."""
_ANY_DIGIT = re.compile(rf"{_D}|{_HAN} ?{_CLOCK}")
_SOLID = re.compile(
    rf"[^ \t\n\r\f\v{DIVIDER}{JOINER}“”‘’—…\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]{16,}"
    rf"|[—…{re.escape(OPENING + CLOSING)}]{{16,}}"
)
"""Signs between which no line ends by itself, as in an address: somewhere one must, or it leaves the sheet."""
_STUCK = re.compile("(?<=[、，。；：！？）》」』】〕])[￥¥＄$￡£€±№＋+]")
"""Before such signs the typesetter ends no line after a mark, so that a list of amounts would be as long as it is."""
_DIVIDING = "/?&=._-"
_PIECE, _FORCED = 3, 2
_UNREAD = frozenset({"svg", "address", "src", "path", "sha256", "t", "role", "align", "template", "paper", "id"})
"""Values of a sheet that are not set as text, or that a template divides by itself."""


def ems(text: str) -> float:
    """About how wide `text` is: a hanzi is 1, and figures are a little more than half of that."""
    return sum(
        (1 if sign >= "\u2010" or sign in "±×÷°§·" else 0.85 if sign.isupper() or sign in "%@&mwMW" else 0.58)
        for sign in text
        if sign not in (JOINER, DIVIDER)
    )


def bare(text: str) -> str:
    """`text` as it is read, without what tells where its lines may end."""
    return text.replace(JOINER, "").replace(DIVIDER, "")


def wholes(text: str, room: float, level: int = 0, start: int = 0) -> Iterator[tuple[int, int]]:
    """Begin and end of all in `text` that is not to be divided where a line holds `room` ems."""
    for match in _WHOLE[level].finditer(text):
        length = match.end() - match.start()
        if length <= room or ems(match[0]) <= room:
            yield start + match.start(), start + match.end()
        elif level + 1 < len(_WHOLE):
            yield from wholes(match[0], room, level + 1, start + match.start())


def _marks(text: str, room: float, *, cell: bool = False) -> list[tuple[int, str]]:
    """Where in `text` a JOINER or a DIVIDER is needed for lines of at least `room` ems; in a cell that is the width."""
    spans = wholes(text, room) if _ANY_DIGIT.search(text) else ()
    inside = {at for start, end in spans for at in range(start + 1, end)}
    marks = [(at, JOINER) for at in inside if _parted(text[at - 1], text[at])]
    for match in (_WORD if cell else _SOLID).finditer(text):
        if not cell or ems(match[0]) > room:
            marks += [(at, DIVIDER) for at in _divisions(text, *match.span(), 1 if cell else _PIECE, inside)]
    marks += [(match.start(), DIVIDER) for match in _STUCK.finditer(text) if match.start() not in inside]
    return sorted(marks)


def kept(text: str, room: float) -> str:
    """`text` with JOINER and DIVIDER where they are needed for lines of at least `room` ems."""
    return _with(text, _marks(text, room))


def _with(text: str, marks: Sequence[tuple[int, str]]) -> str:
    parts, last = [], 0
    for at, mark in marks:
        parts += [text[last:at], mark]
        last = at
    return "".join([*parts, text[last:]])


def widest(text: str, room: float) -> float:
    """The ems of the widest thing in `text` that is not to be divided."""
    spans = wholes(text, room) if _ANY_DIGIT.search(text) else ()
    return max((ems(text[start:end]) for start, end in spans), default=0)


def _parted(before: str, after: str) -> bool:
    """Whether a line might end between the two: inside a word of plain Latin signs the typesetter ends none."""
    return after != " " and not ("!" <= before <= "~" and "!" <= after <= "~")


def _divisions(text: str, start: int, end: int, every: int, inside: Set[int]) -> Iterator[int]:
    """Places to divide that part of `text` at, none of them `inside`; beside marks only where nothing else is near."""
    last = start
    for at in range(start + 1, end):
        before, sign = text[at - 1], text[at]
        if at in inside:
            last = at
            continue
        if "\u200d" in (before, sign) or unicodedata.category(sign).startswith("M"):
            continue
        wanted = at - last >= every or (before in _DIVIDING and sign not in _DIVIDING) or at + 1 in inside
        legal = before not in OPENING and sign not in CLOSING
        if wanted and (legal or at - last >= every + _FORCED):
            yield at
            last = at


def kept_runs(runs: Sequence[Mapping[str, Any]], room: float, *, cell: bool = False) -> list[dict[str, Any]]:
    """The runs of a paragraph, looked at together: a number may begin in bold type and end outside of it."""
    texts = [str(run.get("s", "\n")) for run in runs]
    marks = _marks("".join(texts), room, cell=cell)
    if not marks:
        return [dict(run) for run in runs]
    made, begin, first = [], 0, 0
    for run, text in zip(runs, texts, strict=True):
        after = bisect_left(marks, (begin + len(text), ""))
        own = [(at - begin, mark) for at, mark in marks[first:after]]
        made.append({**run, "s": _with(text, own)} if "s" in run else dict(run))
        begin, first = begin + len(text), after
    return made


_WORD = re.compile(r"[!-~\u00a0-\u1fff\u2010-\u2e7f]+")


def latin_words(line: str) -> list[float]:
    """The ems of each word of Latin signs in `line`."""
    return list(map(ems, _WORD.findall(line)))


def narrowed(runs: Sequence[Mapping[str, Any]], room: float) -> list[dict[str, Any]]:
    """The runs of a cell of `room` ems: words that are wider may be divided anywhere but in a number that is not."""
    return kept_runs(runs, room, cell=True)


def kept_all(data: Any, room: float) -> Any:
    """All texts in the data of a sheet, `kept`; what is not set as text, or is in a table, stays as it is."""
    if isinstance(data, str):
        return kept(data, room)
    if isinstance(data, Mapping):
        if data.get("t") == "table":  # its cells are `narrowed`
            return data
        return {
            name: value if name in _UNREAD else kept_runs(value, room) if name == "i" else kept_all(value, room)
            for name, value in data.items()
        }
    return [kept_all(value, room) for value in data] if isinstance(data, (list, tuple)) else data


def widest_of(data: Any, room: float) -> float:
    """The largest `widest` of all texts in the data of a sheet: type must be small enough for it to fit."""
    if isinstance(data, str):
        return widest(data, room)
    if isinstance(data, Mapping):
        if "i" in data:
            return widest("".join(str(run.get("s", "\n")) for run in data["i"]), room)
        return max((widest_of(value, room) for name, value in data.items() if name not in _UNREAD), default=0)
    return max((widest_of(value, room) for value in data), default=0) if isinstance(data, (list, tuple)) else 0
