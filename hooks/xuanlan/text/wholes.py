"""What stays on one line in every medium: numbers with their units, times, dates, telephone numbers, amounts"""

from __future__ import annotations

import re
from collections.abc import Iterator

JOINER, DIVIDER = "\u2060", "\u200b"
"""Signs for the typesetter of sheets: no line may end here, and a line may end here (`sheets.lines`)."""
OPENING = "《〈“‘「『（〔【［｛([{"
CLOSING = "》〉”’」』）〕】］｝)]}，。、；：！？．,.;:!?…％%‰℃"

_D, _HAN = "[0-9０-９]", "[〇零一二三四五六七八九十廿卅]{1,4}"
_DASH = "(?:——?|[-–−－~～])"
_CLOCK, _RANGE = "[年月日号时点分秒]", rf"{_D}{{1,4}}(?: ?{_DASH} ?{_D}{{1,4}})?"
_NUMBER = rf"{_D}+(?:[.,．:：]{_D}++(?! ?{_CLOCK} ?{_RANGE} ?{_CLOCK}))*"
"""A number; in 附件2：11月1日 and 3.11月1日 it ends before the date."""
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
"""What is not to be divided, by level: a match that is wider than a line is searched again with the next pattern."""
ANY_DIGIT = re.compile(rf"{_D}|{_HAN} ?{_CLOCK}")


def ems(text: str) -> float:
    """The approximate width of `text` in ems: a hanzi is 1, a digit a little more than a half."""
    return sum(
        (1 if sign >= "\u2010" or sign in "±×÷°§·" else 0.85 if sign.isupper() or sign in "%@&mwMW" else 0.58)
        for sign in text
        if sign not in (JOINER, DIVIDER)
    )


def wholes(text: str, room: float, level: int = 0, start: int = 0) -> Iterator[tuple[int, int]]:
    """Begin and end of everything in `text` that is not to be divided in lines of `room` ems."""
    for match in _WHOLE[level].finditer(text):
        length = match.end() - match.start()
        if length <= room or ems(match[0]) <= room:
            yield start + match.start(), start + match.end()
        elif level + 1 < len(_WHOLE):
            yield from wholes(match[0], room, level + 1, start + match.start())
