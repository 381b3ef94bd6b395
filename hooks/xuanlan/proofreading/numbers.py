"""Numbers, dates and amounts: GB/T 15835-2011, the calendar, and sums."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from xuanlan.proofreading.marks import HAN
from xuanlan.proofreading.rule import Hit, Rule, found_by

_STANDARD = "GB/T 15835-2011《出版物上数字用法》"
# Each pattern begins with the signs that it is about and looks back from there: so a text is looked through quickly.
_DAY = re.compile(r"月(\d{1,2})日(?:[ ]?[（(]?(?:星期|周|礼拜)([一二三四五六日天])(?!期)[）)]?)?")
_MONTH = re.compile(r"(?:(?<!\d)(\d{4})年)?(?<![\d.])(\d{1,2})\Z")
_DAYS = "一二三四五六日"
_DOTTED = re.compile(rf"((?:19|20)\d\d)([./])(\d{{1,2}})\2(\d{{1,2}})(?=[{HAN}，。；：、）”\n—～]|\Z)")
_ZERO = re.compile(r"((?:19|20)\d\d年)(0?)([1-9]|1[0-2])月(0?)([1-9]\d?)日")
_NUMERALS = re.compile(
    r"[二一][Oo0○零〇九八ＯｏО０][Oo0○零〇一二三四五六七八九ＯｏО０][Oo0○零〇一二三四五六七八九ＯｏО０](?=年)"
)
_WRONG_ZERO = str.maketrans("Oo0○零ＯｏО０", "〇" * 9)
_MIXED = re.compile(
    r"[二一][〇○零九八][〇○一二三四五六七八九][〇○一二三四五六七八九]年\d{1,2}月|\d{4}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_ABOUT = re.compile(r"几(?<=\d几)(?=[个人名万年天元条项家])")
_THOUSAND = re.compile(
    rf"(?:千(?<=\d千)(?<![\d.,第]\d千)(?![米克瓦伏帕焦卡字赫兆分斤周升年])|百(?<=\d百)(?<![\d.,第]\d百)(?![分度货家姓年科合日万里强佳花草色搭货度米]))(?=[多余]?[{HAN}])"
)
_PERCENT = re.compile(r"[%％‰](?!\d)")
_RANGE = re.compile(r"(?<![\d.\-—～~])(\d+(?:\.\d+)?)[～~—–-](\d+(?:\.\d+)?)\Z")
_LOOKED_BACK = 24
"""Characters before a sign in which the rest of a number is looked for."""
_FROM = re.compile(
    r"(?:从|自)((?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[时点:：]\d{0,2}分?)(?:—|–|～|~|-|--|——)(?=\d)"
)
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?![０-９．、]*[．、])")
_IN_WORDS = r"([壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{1,30}[元圆][零壹贰叁肆伍陆柒捌玖角分]{0,8}[整正]?)"
_IN_FIGURES = r"([\d,，]{1,20}(?:\.\d{1,2})?)"
_AMOUNT = re.compile(
    rf"{_IN_WORDS}[ ]?[（(][ ]?(?:小写)?[:：]?[¥￥]?[ ]?{_IN_FIGURES}[ ]?元?[ ]?[）)]"
    rf"|(?<![\d.]){_IN_FIGURES}[ ]?元?[ ]?[（(](?:人民币)?(?:大写)?[:：]?(?:人民币)?[ ]?{_IN_WORDS}[）)]"
)
_CAPITAL = re.compile("[壹贰叁肆伍陆柒捌玖]")
_FIGURES = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def real(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year, in any year."""
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= calendar.monthrange(year if year and year > 0 else 2024, month)[1]


def days(text: str) -> Iterator[tuple[int, int, int | None, int, int, str]]:
    """The days that `text` names: start, end, year if it says one, month, day, and the day of the week or ""."""
    for match in _DAY.finditer(text):
        before = _MONTH.search(text[max(match.start() - 8, 0) : match.start()])
        if before:
            start = match.start() - (before.end() - before.start())
            yield (
                start,
                match.end(),
                int(before[1]) if before[1] else None,
                int(before[2]),
                int(match[1]),
                match[2] or "",
            )


def _no_such_day(text: str) -> Iterator[Hit]:
    for start, end, year, month, day, _ in days(text):
        if not real(year, month, day):
            yield Hit(start, end)


def weekday(day: date) -> str:
    return _DAYS[day.weekday()]


def _weekday(text: str) -> Iterator[Hit]:
    for start, end, year, month, day, said in days(text):
        if said and year and real(year, month, day):
            right = weekday(date(year, month, day))
            if said.replace("天", "日") != right:
                yield Hit(start, end, {"right": right})


def _dotted(text: str) -> Iterator[Hit]:
    for match in _DOTTED.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        before = text[match.start() - 1 : match.start()]
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        stands = not before or before in "，。；：、（“\n" or "\u3400" <= before <= "\u9fff"
        if stands and real(year, month, day) and "\t" not in line:
            put = f"{year}年{month}月{day}日"
            yield Hit(*match.span(), {"put": put}, put)


def _leading_zero(text: str) -> Iterator[Hit]:
    for match in _ZERO.finditer(text):
        if match[2] or match[4]:
            put = f"{match[1]}{match[3]}月{match[5]}日"
            yield Hit(*match.span(), {"put": put}, put)


def _numerals(text: str) -> Iterator[Hit]:
    for match in _NUMERALS.finditer(text):
        put = match[0].translate(_WRONG_ZERO)
        if put != match[0]:
            yield Hit(*match.span(), {"put": put}, put)


def _mixed(text: str) -> Iterator[Hit]:
    if "年" in text:
        yield from found_by(_MIXED, None)(text)


def _percent(text: str) -> Iterator[Hit]:
    for match in _PERCENT.finditer(text):
        before = _RANGE.search(text[max(match.start() - _LOOKED_BACK, 0) : match.start()])
        if before:
            put = f"{before[1]}{match[0]}～{before[2]}{match[0]}"
            yield Hit(match.start() - (before.end() - before.start()), match.end(), {"put": put}, put)


def _from(text: str) -> Iterator[Hit]:
    for match in _FROM.finditer(text):
        yield Hit(*match.span())


def _wide(text: str) -> Iterator[Hit]:
    for match in _WIDE.finditer(text):
        put = "".join(chr(ord(sign) - 0xFEE0) for sign in match[0])
        yield Hit(*match.span(), {"put": put}, put)


def capital(words: str) -> int | None:
    """What an amount in capitals (大写) comes to, in fen; None when it is none."""
    yuan, _, rest = words.replace("圆", "元").partition("元")
    total = section = digit = 0
    for sign in yuan:
        if sign in _FIGURES:
            digit = _FIGURES[sign]
        elif sign in _PLACES:
            section += (digit or 1) * _PLACES[sign]
            digit = 0
        elif sign == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        elif sign == "亿":
            total = (total + section + digit) * 100_000_000
            section = digit = 0
        else:
            return None
    fen = (total + section + digit) * 100
    for figure, unit in re.findall("([壹贰叁肆伍陆柒捌玖])([角分])", rest):
        fen += _FIGURES[figure] * (10 if unit == "角" else 1)
    return fen


def _amount(text: str) -> Iterator[Hit]:
    if not _CAPITAL.search(text):
        return
    for match in _AMOUNT.finditer(text):
        words, figures = match[1] or match[4], match[2] or match[3]
        number = re.sub("[,，]", "", figures)
        if not number.strip("."):
            continue
        fen = capital(words)
        if fen is not None and fen != round(float(number) * 100):
            yield Hit(*match.span(), {"words": words, "figures": figures})


RULES: tuple[Rule, ...] = (
    Rule(
        "date-impossible",
        "没有这一天，读者无从办理。",
        "公历",
        _no_such_day,
        ("2026年2月30日", "请于13月5日前报送", "6月31日截止"),
        ("2024年2月29日", "2月29日", "1月至3月5日"),
    ),
    Rule(
        "date-weekday",
        "日期和星期对不上，读者不知道该信哪个。",
        "公历",
        _weekday,
        ("2026年3月9日（星期日）", "2026年3月9日星期二"),
        ("2026年3月9日（星期一）", "2026年3月9日", "2026年3月8日（周日）"),
    ),
    Rule(
        "date-dotted",
        "正文里的日期写“2026年3月9日”，点和斜线只用在表格里。",
        _STANDARD,
        _dotted,
        ("于2026.3.9开始", "截至2026/3/9。"),
        ("2026年3月9日", "版本 2026.3.9", "序号\t2026.3.9"),
    ),
    Rule(
        "date-zero",
        "月和日前面不加零。",
        "GB/T 9704-2012 7.3.5.4",
        _leading_zero,
        ("2026年03月09日", "2026年3月09日"),
        ("2026年3月9日", "2026年10月20日", "2026-03-09"),
    ),
    Rule(
        "date-numerals",
        "汉字年份里的“〇”不写成“零”、字母 O 或数字 0。",
        f"{_STANDARD} 5.1.3",
        _numerals,
        ("二零二六年", "二O二六年"),
        ("二〇二六年", "二十六年", "2006年"),
    ),
    Rule(
        "date-mixed",
        "同一个日期不混用汉字和阿拉伯数字。",
        _STANDARD,
        _mixed,
        ("二〇二六年3月", "2026年三月九日"),
        ("二〇二六年三月", "2026年3月", "2026年八一建军节"),
    ),
    Rule(
        "number-about",
        "“几”表示的约数用汉字，不和阿拉伯数字连用。",
        f"{_STANDARD} 4.2.2",
        found_by(_ABOUT, None),
        ("来了10几人", "20几个单位"),
        ("十几人", "30人", "几十个"),
    ),
    Rule(
        "number-thousand",
        "阿拉伯数字后面只用“万”“亿”，不用“百”“千”。",
        f"{_STANDARD} 5.1",
        found_by(_THOUSAND, None),
        ("3千多人", "5百元"),
        ("3万人", "5千克", "3000人", "三千人", "1百分点"),
    ),
    Rule(
        "range-percent",
        "百分数的范围两边都写百分号。",
        f"{_STANDARD} 5.1.4",
        _percent,
        ("增长63～68%", "3-5%"),
        ("63%～68%", "5%", "3～5 天"),
    ),
    Rule(
        "range-from",
        "“从……”“自……”与“至”“到”配对，不与连接号配对。",
        "GB/T 15834-2011 4.13",
        _from,
        ("从2026年5月1日—5日", "自8时—17时"),
        ("从2026年5月1日至5日", "2026年5月1日—5日"),
    ),
    Rule(
        "character-wide",
        "数字和字母用半角，全角的查不到、断行也乱。",
        _STANDARD,
        _wide,
        ("联系电话８８８８", "Ａ座"),
        ("联系电话 8888", "１．总则", "A座"),
    ),
    Rule(
        "money-differs",
        "大写和小写的金额不一样。",
        "《会计基础工作规范》",
        _amount,
        ("壹万元整（¥1000）", "1200元（大写：壹仟元整）"),
        ("壹万元整（¥10,000.00）", "1250.50元（壹仟贰佰伍拾元伍角整）", "叁拾万元（300000元）"),
    ),
)
