"""Parts told in a sentence that do not make the whole: more than it behind 其中, something else behind 分别为"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from xuanlan.proofreading.counts import BOTH
from xuanlan.proofreading.rule import MOST, Hit, Rule

_MONEY = {"亿元": 10**8, "万元": 10**4, "千元": 10**3, "元": 1}
_PERSONS = ("万人次", "人次", "万人", "人", "名", "位")
_UNITS = "|".join(
    (*_MONEY, *_PERSONS, "万户", "平方米", "公里", "公顷", *"户家个项件台套册篇起处所辆张份场次条批箱亩吨间栋株盏本")
)
_NUMBER = (
    rf"(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,12}}(?:\.\d+)?)[ ]?({_UNITS})"
    r"(?![/／每多余左上以次]|[\u4e00-\u9fff]?[/／])"
)
_ASIDE = r"(?:[（(][^（）()\n\d]{0,12}(?:\d+(?:\.\d+)?[%％])?[）)])?"
_KEY = re.compile(r"[，,；;：:。（( ]{0,2}(其中|分别为|分别是|包括)[：:，, ]{0,2}")
_WHOLE = re.compile(rf"(?<![\d.,第]){_NUMBER}(?P<rest>[\u4e00-\u9fff]{{0,8}}){_ASIDE}\Z")
_PART = re.compile(rf"(?P<label>[^\d，,、；;：:。（）()\n\t]{{0,14}})[：: ]?{_NUMBER}{_ASIDE}")
_AFTER_NOUN = re.compile(_ASIDE)
_NEXT = re.compile(r"[、，,；;]?(?:以及|和|及|与)?")
_END = re.compile(r"[ ]?(?:[。；;）)\n]|\Z)")
_SUM = re.compile(
    rf"[，,](?:以上)?(?:两|三|四|五|六|各|几)?(?:项|者|类|部分)?(?:合计|共计|总计)(?:为|是)?[ ]?{_NUMBER}"
)
_CLAUSE = re.compile(r"[。；;\n\t（(]")
_TOTAL = re.compile("共|合计|总")
_LOOSE = re.compile(
    "约|近|超|余|多|至少|最|不少于|不低于|以上|已|未|尚|完成|到位|支付|比上|比去|同比|增|减|降|净|涉及|同时|另|还|平均|每|人均|均|累计|结余|剩余|节约|按|其中|含|占"
    "|分别|各|以|较|为期|原|调整|再|又|折"
)
"""Words with which a number is no part of the whole, or no exact one."""
_TOTAL_WITHIN = 10
"""Signs before the whole in which a word says that it is one."""
_ALL = re.compile("各[\u4e00-\u9fff]{1,6}?(?=共|合计|总)")
_MOST_PARTS = 60
_REACH = 80
"""Signs before 其中 in which the whole is told."""
_SENTENCE = 200
"""Signs before 合计 in which all the parts are told."""
_DIMENSIONS = tuple(
    re.compile(words)
    for words in (
        "^(?:男|女)",
        "博士|硕士|研究生|本科|专科|大专|中专|学历|学位",
        "正高|副高|高级|中级|初级|教授|讲师|助教|职称|研究员|主任医师|主治",
        "党员|团员|群众|民主党派|无党派",
        "[特一二三四五六]等奖|[金银铜]奖|优秀奖|优胜奖|鼓励奖|纪念奖",
        "[一二三四五六七八九]年级|[初高大][一二三四]|小学|中学|初中|高中|中职|高职|幼儿|学前|普高|职高",
        "财政|自筹|补助|上级|中央|省级?|市级?|县级?|区级?|地方|配套|社会资本|捐|贷款|债券",
        r"\d?季度|上半年|下半年|今年|去年|本年|上年|上月|本月|[一二三四五六七八九十]月份?",
        "[公民][立办营]|国有|私[立营]|集体",
        "语文|数学|英语|物理|化学|生物|政治|历史|地理|音乐|体育|美术|信息技术|科学",
        "[内外妇儿产眼骨]科|急诊|中医|口腔|康复",
        "[教学]师|教[职工]|学生|家长|医[生师]|护[士理]|药师|技师|干部|职工|工人|农民|行政|教辅|工勤|后勤",
        "设备|工程|基建|土建|材料|人员|公用|劳务|差旅|培训|印刷|场地|宣传|维修|采购|安装|服务|办公|会议",
    )
)
"""What whole is divided by: by one of these it is divided once, parts by two of them may overlap (党员20人、女18人)."""
_OVERLAP = re.compile(
    "民族|贫困|低保|低收入|特困|优秀|先进|文明|示范|特色|标兵|达标|合格|农村|随迁|失业|就业|创业|通过|参加|残疾|退役|退休|骨干|志愿|新|留守|"
    "寄宿|住校|外地|本地|户籍|岁|进口|国产|小微|中小|专门|重点|民生|节能|专职|兼职|主任|获|外[教籍]"
)
"""Traits that say nothing of the other parts: who has one may be in any of them."""

_OTHERS = frozenset(("其他", "其它", "其余"))


class _Part(NamedTuple):
    label: str
    value: Decimal
    unit: str
    scale: int
    """by what the number was multiplied"""
    slack: Decimal
    """how far the value may be from what was rounded"""
    end: int


def _part(label: str, number: str, unit: str, end: int) -> _Part:
    value = Decimal(number.replace(",", ""))
    last = Decimal(10) ** int(value.as_tuple().exponent)
    rounded = last / 2 if last < 1 or unit[0] in "万亿千" else Decimal(0)
    scale = _MONEY.get(unit, 1)
    kind = "元" if unit in _MONEY else "人" if unit in ("人", "名", "位") else unit
    return _Part(label.strip(" 为是有达共"), value * scale, kind, scale, rounded * scale, end)


def _differ(text: str) -> Iterator[Hit]:
    for key in islice(_KEY.finditer(text), MOST):
        start = max(key.start() - _REACH, 0)
        before = re.split(r"[。；;\n\t]", text[start : key.start()])[-1]
        if found := _WHOLE.search(before):
            clause = re.split("[，,、：:（(]", before[: found.start()])[-1]
            whole = _part(clause, found[1], found[2], key.start())
            parts, at = _parts(text, key.end(), whole.unit, found["rest"])
            if parts and not _LOOSE.search(_ALL.sub("", clause) + found["rest"]):
                yield from _told(text, key.start() - len(before) + found.start(), key[1], whole, parts, at)
    for last in islice(_SUM.finditer(text), MOST):
        first = max(last.start() - _SENTENCE, 0)
        opened = [match.end() for match in _CLAUSE.finditer(text, first, last.start())]
        whole = _part("", last[1], last[2], last.end())
        if opened or not first:
            start = opened[-1] if opened else 0
            parts, end = _parts(text, start, whole.unit, "", last.start())
            if len(parts) > 1 and end == last.start():
                yield from _hit(start, last.end(), whole, parts)


def _parts(text: str, at: int, unit: str, noun: str, stop: int | None = None) -> tuple[list[_Part], int]:
    """The parts that stand from `at` on, all of one unit, and where they end; none where a word makes one doubtful.
    `noun` is what was counted: 12个班级，其中七年级5个班."""
    parts: list[_Part] = []
    end = at
    while len(parts) < _MOST_PARTS and (match := _PART.match(text, at, len(text) if stop is None else stop)):
        part = _part(match["label"], match[2], match[3], match.end())
        if part.unit != unit or _LOOSE.search(match["label"]):
            return [], at
        parts.append(part)
        end = match.end()
        said = next((size for size in range(len(noun), 0, -1) if text.startswith(noun[:size], end)), 0)
        aside = _AFTER_NOUN.match(text, end + said) if said else None
        end = aside.end() if aside else end
        step = _NEXT.match(text, end)
        at = step.end() if step else end
        if at == end:
            break
    return parts, end


def _told(text: str, start: int, key: str, whole: _Part, parts: Sequence[_Part], end: int) -> Iterator[Hit]:
    if BOTH.search(text, max(start - _TOTAL_WITHIN, 0), end + 1):
        return  # told by the rule over counts
    ended = _END.match(text, end) is not None
    if key.startswith("分别"):
        if len(parts) > 1 and ended and _TOTAL.search(text[max(start - _TOTAL_WITHIN, 0) : start]):
            yield from _hit(start, end, whole, parts)
    elif ended and _divided(parts, whole.unit) and sum(part.value for part in parts) > whole.value:
        yield from _hit(start, end, whole, parts)


def _divided(parts: Sequence[_Part], unit: str) -> bool:
    """Whether none of the parts can be in another: the whole is divided by one thing alone."""
    labels = [part.label for part in parts]
    if len(parts) == 1:
        return True
    if any(map(_OVERLAP.search, labels)) or len(set(labels)) < len(labels):
        return False
    named = [label for label in labels if label not in _OTHERS]
    kinds = [
        {at: found[0] for at, words in enumerate(_DIMENSIONS) if (found := words.search(label))} for label in named
    ]
    if any(kinds):
        shared = frozenset.intersection(*map(frozenset, kinds))
        # 一线教师 and 农村教师 are both 教师, and may be the same
        return any(unit == "元" or len({kind[at] for kind in kinds}) == len(kinds) for at in shared)
    return unit == "元" or all(len(label) == 1 for label in named) or len({label[-1:] for label in named}) == 1


def _hit(start: int, end: int, whole: _Part, parts: Sequence[_Part]) -> Iterator[Hit]:
    total = sum((part.value for part in parts), Decimal(0))
    coarse = whole.scale > max(part.scale for part in parts) and whole.value % whole.scale == 0
    slack = whole.slack / (_ROUND if coarse else 1) + sum(part.slack for part in parts)
    if abs(total - whole.value) > slack:
        yield Hit(start, end, {"sum": _shown(total, whole.unit), "whole": _shown(whole.value, whole.unit)})


_ROUND = 10
"""How much less a round 1亿元 beside parts in 万元 is rounded than it may be: of 1.1亿元 nobody hides the tenth."""


def _shown(value: Decimal, unit: str) -> str:
    if unit == "元" and value >= _MONEY["万元"] and value % 100 == 0:
        value, unit = value / _MONEY["万元"], "万元"
    return f"{value.normalize():f}{unit}"


RULES: tuple[Rule, ...] = (
    Rule(
        "parts-differ",
        "“其中”后面各部分加起来不能比总数多，“分别为”后面各部分、“合计”前面各部分加起来应当等于总数。",
        "核对",
        _differ,
        (
            "共100万元，其中甲60万元、乙50万元。",
            "总投资1亿元，其中中央资金6000万元，地方配套5000万元。",
            "招聘教师30人，其中一年级20人、二年级18人。",
            "本次共检查学校12所，其中小学5所、中学8所。",
            "两个项目共100万元，分别为60万元、50万元。",
            "学费5000元，住宿费1000元，合计6500元。",
            "共10项（其中甲类6项，乙类5项）。",
            "共30人，其中女35人。",
            "共12个班级，其中七年级5个班、八年级4个班、九年级4个班。",
            "教职工260人，其中专任教师220人、行政人员30人、工勤人员20人。",
        ),
        (
            "共100万元，其中甲60万元、乙40万元。",
            "共100万元，其中甲60万元。",
            "共30人，其中党员20人、女教师18人。",
            "共投入100万元，其中财政资金80万元、设备采购50万元。",
            "两个项目共110万元，分别为60万元、50万元。",
            "学费5000元，住宿费1000元，合计6000元。",
            "共约100万元，其中甲60万元、乙50万元。",
            "共100万元，其中甲60万元、乙40万元，已支付30万元。",
            "每人每天50元，住宿费100元，合计450元。",
            "共1.1亿元，其中甲0.55亿元、乙0.56亿元。",
        ),
    ),
)
