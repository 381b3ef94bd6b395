"""What tells of one person by the words beside it: passports, plates, numbers of students, births, homes, accounts"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuanlan.proofreading.masks import masked
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import around, line_at

_NUMERAL = "[0-9０-９一二三四五六七八九十]"
_IS = r"[^\S\n]{0,4}(?:[:：]|是|为|\t)?[^\S\n]{0,4}"
_REST = r"[^，。；;：:\s]"


def behind(*words: str) -> str:
    """A pattern for the end of one of the words. It follows a class of their last signs: a text is run through for
    these few signs alone, which is four times as fast as an alternative of words."""
    return "(?:" + "|".join(f"(?<={word})" for word in words) + ")"


_TRAVEL = ("护照", "通行证", "台胞证", "回乡证", "assport")
_TRAVEL_NUMBER = re.compile(
    r"[A-Z](?<![A-Za-z0-9][A-Z])(?:(?<=[EGDSPHMCKL])[0-9]{8}|(?<=[EC])[A-HJ-NP-Z][0-9]{7})(?![A-Za-z0-9])"
)

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.\- ]?(?=[A-HJ-NP-Z]{0,3}[0-9])"
    r"[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9警学挂试领使应])"
)
_UNITS_CARS = re.compile("公务|公车|执法车|救护车|校车|公交|拍卖|报废|处置|采购|租赁|单位车辆|工作用车|消防车")

_NUMBER_WORDS = (
    "学籍号",
    "学号",
    "工号",
    "警号",
    "病历号",
    "住院号",
    "门诊号",
    "就诊卡号",
    "医保号",
    "社保号",
    "残疾证号",
    "低保证号",
)
_NUMBER = re.compile(rf"号{behind(*_NUMBER_WORDS)}码?{_IS}([A-Za-z]?[0-9]{{5,20}}[Xx]?)(?![A-Za-z0-9*＊])")
_EXAM = re.compile(
    rf"[证号]{behind('准考证', '准考证号', '考生号', '考号')}码?{_IS}([A-Za-z]?[0-9]{{6,20}})(?![A-Za-z0-9*＊])"
)

_YEAR = "(?:19|20)[0-9]{2}"
_DAY = rf"{_YEAR}(?:年[0-9]{{1,2}}月[0-9]{{1,2}}日|(?:[-./][0-9]{{1,2}}){{2}}(?![0-9])|[01][0-9][0-3][0-9](?![0-9]))"
_BIRTH_FIELD = re.compile(rf"(?:出生(?:日期|年月日?|时间)|生日){_IS}({_DAY})")
_BIRTH = re.compile(rf"生(?:(?<![发产诞]生)于({_DAY})|(?<=[日0-9]生)(?=[，。；）)])|(?<=出生))")
_BIRTH_DAY = re.compile(rf"(?<![0-9至到—])({_DAY})出?$")
_DEAD = re.compile("[逝去]世|病逝|享年|终年|牺牲|烈士|遗体")
_LONGEST_DAY = 12
_LIMIT = re.compile(r"\s*[（(]?(?:含|以后|以前|之后|之前|及|至|前|后|起|止|—|-|期间|的?(?:公民|人员|考生|儿童|幼儿))")

_HOME_WORDS = ("住址", "家庭地址", "详细地址", "居住地址", "户籍地址", "户籍所在地")
_HOME = re.compile(
    rf"[址地住](?:(?<=家住)|{behind(*_HOME_WORDS)}[^\S\n]{{0,4}}[:：是为在\t])[^\S\n]{{0,4}}"
    rf"({_REST}{{1,40}}?{_NUMERAL}(?:号|室|栋|幢|单元){_REST}{{0,20}})"
)
_DOOR = re.compile(rf"(?:号楼|[栋幢座号]){_REST}{{0,3}}?{_NUMERAL}{{1,2}}单元{_REST}{{0,3}}?[0-9]{{2,4}}(?:室|号|房)?")
_LONGEST_WAY = 30
_WAY = re.compile(rf"{_REST}*$")
_OFFICE = re.compile(
    "办公|地点|居委会|居民委员会|社区服务|我[校院局园]|本[校院局园]|公司|门店|诊所|站点|报到|现场|改造|维修|工程|项目|停水|停电|施工"
)


def _any(words: tuple[str, ...], text: str) -> bool:
    """Whether one of the words is there. Most texts have none, and for one sign that is known twenty times as fast."""
    return any(word[0] in text and word in text for word in words)


def _travel(text: str) -> Iterator[Hit]:
    if _any(_TRAVEL, text):
        for found in _TRAVEL_NUMBER.finditer(text):
            if _any(_TRAVEL, around(text, *found.span())):
                yield Hit(*found.span(), {"found": masked("", found[0])}, masked("", found[0]))


def _plates(text: str) -> Iterator[Hit]:
    for found in _PLATE.finditer(text):
        digits = sum(sign.isdigit() for sign in found[0])
        if digits > 1 and not _UNITS_CARS.search(around(text, *found.span())):
            shown = found[0][:2] + masked("", found[0][2:].lstrip("·•.- "))
            yield Hit(*found.span(), {"found": shown}, shown)


def _numbers(text: str) -> Iterator[Hit]:
    if "号" in text:
        for found in _NUMBER.finditer(text):
            what = next(word for word in _NUMBER_WORDS if text.endswith(word, 0, found.start() + 1))
            yield Hit(*found.span(1), {"what": what, "found": masked("", found[1])}, masked("", found[1]))


def _exams(text: str) -> Iterator[Hit]:
    if "考" in text:
        for found in _EXAM.finditer(text):
            yield Hit(*found.span(1), {"found": masked("", found[1])}, masked("", found[1]))


def _births(text: str) -> Iterator[Hit]:
    if _any(("出生", "生日"), text):
        for found in _BIRTH_FIELD.finditer(text):
            if not _LIMIT.match(text, found.end()):
                yield Hit(*found.span(1), {"found": masked("digits", found[1])})


def _births_in_prose(text: str) -> Iterator[Hit]:
    if _any(("出生", "生于", "日生"), text):
        for found in _BIRTH.finditer(text):
            day = found if found[1] else _BIRTH_DAY.search(text, max(0, found.start() - _LONGEST_DAY), found.start())
            if day and not _LIMIT.match(text, found.end()) and not _DEAD.search(line_at(text, *day.span(1))):
                yield Hit(*day.span(1), {"found": masked("digits", day[1])})


def _homes(text: str) -> Iterator[Hit]:
    end = 0
    for start, stop in sorted([*_named_homes(text), *_listed_homes(text)]):
        if start >= end:
            end = stop
            yield Hit(start, stop, {"found": masked("digits", re.sub(_NUMERAL, "0", text[start:stop]))})


def _named_homes(text: str) -> Iterator[tuple[int, int]]:
    if _any(("住址", "家庭", "居住", "户籍", "家住"), text):
        for found in _HOME.finditer(text):
            yield found.span(1)


def _listed_homes(text: str) -> Iterator[tuple[int, int]]:
    """Doors behind the stairs of a block: offices have none of these, flats have."""
    if "单元" in text:
        for found in _DOOR.finditer(text):
            if not _OFFICE.search(around(text, *found.span())):
                way = _WAY.search(text, max(0, found.start() - _LONGEST_WAY), found.start())
                yield (way.start() if way else found.start()), found.end()


_LAW = "《个人信息保护法》第六条"
RULES: tuple[Rule, ...] = (
    Rule(
        "personal-passport",
        "护照、通行证的号码不能公开。",
        _LAW,
        _travel,
        ("护照号码：E00000000", "姓名\t护照\n王某\tG00000000"),
        ("课程代码 E00000000", "请带好护照和 E0000 号表", "护照：E******00"),
    ),
    Rule(
        "personal-plate",
        "私人车辆的号牌能查到车主；单位车辆、拍卖和报废的车辆不算。",
        _LAW,
        _plates,
        ("京A00000", "违停车辆：川Z·0000A"),
        ("公务用车京A00000", "京ICP备00000000号", "京A班00000", "京A0000警"),
    ),
    Rule(
        "personal-number",
        "学号、学籍号、工号、病历号等只用于本单位的管理，不宜公开。",
        _LAW,
        _numbers,
        ("学号：0000000000", "病历号 0000000"),
        ("请填写学号", "学号：0000****00", "班级 0000000000"),
    ),
    Rule(
        "personal-exam-number",
        "准考证号、考号：按规定公布录用、录取结果的名单可以有，别的地方最好不写。",
        _LAW,
        _exams,
        ("准考证号：00000000", "考号 000000"),
        ("请带准考证", "准考证号：0000****"),
    ),
    Rule(
        "personal-birth",
        "写明是出生日期的年月日不能公开：它是身份证号的一部分。",
        f"{_LAW}；教财厅函〔2017〕28号",
        _births,
        ("出生日期：2010年10月10日", "生日 2010-10-10"),
        ("出生日期：2010年10月", "出生日期为2010年10月10日以后的"),
    ),
    Rule(
        "personal-birth-prose",
        "正文里某人的出生年月日：写到年月一般就够了；去世的人和公众人物的生平不算。",
        _LAW,
        _births_in_prose,
        ("王某，2010年10月10日出生", "王某生于2010年10月10日，"),
        (
            "2010年10月10日以后出生",
            "王某，2010年10月出生",
            "王某1933年8月15日出生于某某县，享年93岁。",
            "发生于2010年10月10日的",
            "1990年1月1日至2010年10月10日出生的公民",
        ),
    ),
    Rule(
        "personal-address",
        "写到门牌、单元、房号的家庭住址不能公开，写到乡镇、街道为止。",
        f"{_LAW}；教财厅函〔2017〕28号；永安市 2023 年的要求",
        _homes,
        ("家住某某路0号", "家庭住址：某某镇某某村00号", "王某\t某某小区0栋0单元000室"),
        ("地址：某某路0号", "报名地点：某某小区0栋0单元000室", "家庭住址：某某镇", "行政楼0号楼000室"),
    ),
)
