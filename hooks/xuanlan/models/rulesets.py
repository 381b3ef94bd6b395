"""Official rule sets shipped with the engine, and the number that a rule set's name promises."""

from __future__ import annotations

import re
from functools import cache

from xuanlan.reading import shipped
from xuanlan.reading.fields import Flag, Ident, Model, Text, TextList, declare


class Origin(Model):
    """Where an official text comes from."""

    issuer: Text = declare("机关", "发布机关。", "教育部", ...)
    document: Text = declare("文件", "文件名称。", "中小学生守则（2015年修订）", ...)
    number: Text | None = declare("文号", "发文字号。", "教师〔2018〕16号")
    date: Text | None = declare("日期", "发布的年、月或日。", "2018-11")

    def __str__(self) -> str:
        return "，".join(part for part in (self.issuer, f"《{self.document}》", self.number, self.date) if part)


class OfficialRuleSet(Model):
    """A text that everybody copies and nobody may change."""

    id: Ident = declare("编号", "文稿的“官方文本”字段用它来引用。", "jiu-bu-zhun-2013", ...)
    title: Text = declare("名称", "完整名称。", "加强医疗卫生行风建设“九不准”", ...)
    names: TextList = declare("别名", "标题中常用的其他名称。", "医疗卫生“九不准”", ())
    source: Origin = declare("出处", "发布机关、文件、文号和日期。", "{issuer: 教育部, document: …}", ...)
    status: Text = declare("状态", "current 现行、superseded 已被取代。", "current", ...)
    superseded_by: Ident | None = declare("取代者", "取代它的那一套的编号。", "jiu-xiang-zhun-ze-2021")
    confidence: Text = declare("把握", "V 已核对原文、K 确知而未重新核对。", "V", ...)
    scope: Text = declare("范围", "适用于谁。", "全国医疗机构工作人员", ...)
    local: Flag = declare("地方", "只在一地适用。", "是", False)
    heads: Flag = declare("只收条目", "原文每条之后另有阐述，这里只收开头的条目。", "是", False)
    items: tuple[Text, ...] = declare("条目", "逐字的条目。", "不准开单提成", ...)

    def same(self, number: int, text: str) -> bool:
        """Whether `text` is item `number` (from 1); with `heads`, further explanation may follow."""
        return self.difference(number, text) is None

    def difference(self, number: int, text: str) -> tuple[int, str, str] | None:
        """First difference of `text` from item `number`: place (from 1), character found, character expected; either
        may be empty. None when there is no difference."""
        official, found = plain_item(self.items[number - 1]), plain_item(text)
        if self.heads and found.startswith(official) and not re.match(r"\w", found[len(official) :]):
            return None
        if found == official:
            return None
        pairs = zip(found, official, strict=False)
        shorter = min(len(found), len(official))
        at = next((place for place, (one, other) in enumerate(pairs) if one != other), shorter)
        return at + 1, found[at : at + 1], official[at : at + 1]


def plain_item(text: str) -> str:
    """An item without white space and final punctuation, which copies add and drop freely."""
    return "".join(text.split()).rstrip("。；;，,.！!")


@cache
def official_rulesets() -> dict[str, OfficialRuleSet]:
    """All shipped sets by id."""
    sets = (shipped.read(name, OfficialRuleSet) for name in shipped.names("rulesets"))
    return {item.id: item for item in sets}


_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_NUMERALS = "〇零一二三四五六七八九十百两俩"


def numeral(text: str) -> int | None:
    """The number, 0 to 999, that `text` writes: 12, １２, 十二, 二十四, 一百零八; None when it is no number (五四)."""
    text = text.translate({0xFF10 + digit: str(digit) for digit in range(10)})
    if re.fullmatch(r"[0-9]{1,3}", text):
        return int(text)
    match = re.fullmatch(
        r"(?:([一二三四五六七八九两])(百)[零〇]?)?(?:([一二三四五六七八九]?)(十))?([〇零一二三四五六七八九两俩]?)", text
    )
    if not match or not text or re.fullmatch(r".*百[零〇]", text) or (match[4] and match[5] in ("〇", "零")):
        return None
    hundreds = _DIGITS[match[1]] * 100 if match[1] else 0
    tens = (_DIGITS[match[3]] if match[3] else 1) * 10 if match[4] else 0
    return hundreds + tens + (_DIGITS[match[5]] if match[5] else 0)


_BANS = "不准|不得|不许|不能|不要|不允许|不放过|不伤害|不|严禁|禁止|必须|提倡|坚持|带头|要"
_UNIT = (
    rf"个(?:{_BANS}|严格|到位)|{_BANS}|项|条|(?<=门前.)包|(?<=门前[“\"].)包|"
    "点(?=要求|建议|希望|意见)|大(?=纪律|禁令|准则|措施|原则|承诺)"
)
_NUMBER = rf"(?<![第\d{_NUMERALS}])(?P<n>[\d０-９]{{1,3}}|[{_NUMERALS}]{{1,5}})"
_GROUP = re.compile(rf"{_NUMBER}(?P<unit>{_UNIT})")
_SECOND = re.compile(rf"(?P<n>[{_NUMERALS}]{{1,3}})(?P<unit>{_UNIT}|多|会|必|报告)")
_QUALITY = (
    "文明|行为|服务|廉洁|廉政|从业|工作|安全|管理|职业|师德|师风|基本|道德|便民|惠民|优化|学生|教师|职工|党员|干部"
)
_NOUN = (
    "规定|准则|规范|守则|要求|措施|举措|制度|承诺|公约|约定|纪律|禁令|责任制|原则|标准|提示|提醒|建议|希望|意见|"
    "倡议|红线|底线|铁律|须知|做法|口诀|戒律|内容"
)
_CLOSE = r"[”\"’』」》】）)\s]*"
_TAIL = re.compile(rf"{_CLOSE}(?:{_QUALITY}){{0,3}}(?:{_NOUN})?{_CLOSE}(?:[（(][^（）()]{{0,30}}[）)])?[。！!]?$")


# A title with one of these is about another document's rules: 关于贯彻落实中央八项规定, 严格执行“十不准”.
_ABOUT = re.compile("贯彻|落实|执行|学习|遵守|践行|转发|印发|宣传|解读")


_END = 100
"""How many characters at the end of a title are searched."""


def title_count(title: str) -> int | None:
    """How many items the name in `title` promises (九不准: 9, 三不一多: 4, 十项准则: 10), or None.

    Only the title's own name counts, and only at its end: “关于落实中央八项规定精神的实施细则” promises nothing.
    Years, dates, issue numbers, ordinals and fixed words (三好学生, 五四青年节, 十四五规划) are no counts; a pair
    such as 五要五不要 is unclear.
    """
    title = title[-_END:]
    groups = [match for match in _GROUP.finditer(title) if numeral(match["n"]) is not None]
    if not groups or _ABOUT.search(title, 0, groups[0].start()):
        return None
    counts = [numeral(match["n"]) or 0 for match in groups]
    second = _SECOND.match(title, groups[0].end())
    if second:
        total = counts[0] + (numeral(second["n"]) or 0)
        clear = len(groups) <= 2 and counts[0] * 2 != total and _TAIL.match(title, second.end())
        return total if clear else None
    if len(set(counts)) > 1 or counts[0] < 2 or not _TAIL.match(title, groups[-1].end()):
        return None
    return counts[0]
