"""Mobile telephone numbers: which eleven digits are one, and whether they are a contact or stand in a list of people"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuanlan.proofreading.digits import Row
from xuanlan.proofreading.personal_data import item_of_person, person, persons
from xuanlan.proofreading.surroundings import Table, line_above, line_after, line_at, line_before, table_at

_GAP = r"[-\ .*nt]?"
_MOBILE = re.compile(rf"(?<![0-9])(?=(?:(?:00)?86{_GAP})?(1{_GAP}[3-9](?:{_GAP}[0-9]){{9}})(?![0-9]))")
_SHAPES = {(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (3, 5, 3), (4, 4, 3), (4, 7), (3, 4, 2, 2), (1,) * 11}
"""Sizes of the groups in which people write the eleven digits."""
_IN_CELLS = {(3, 4, 4), (1,) * 11}
"""The same where each stands in a cell of its own."""
_LEAST_PART = 3
_NEAR = 24
"""So many characters before a number may say what it is."""

_WORDS = re.compile("手机|电话|联系|号码|微信|短信")
_OTHER = (
    r"订单|单号|流水|运单|快递|合同|档案|项目|资产|发票|凭证|交易|受理号|编[号码]"
    r"|条码|货号|文号|序列号|学号|考号|工号|案号|批号|票号|许可证?号?|专利|ISBN|ISSN|IMEI|SN"
)
_OTHER_NUMBER = re.compile(rf"(?:{_OTHER}|代码|卡号|[账帐][号户]|QQ|群号?|[Nn][Oo][.．]?|第)[^，。；;、\n\t]{{0,4}}$")
_OTHER_CARD = re.compile(rf"(?:{_OTHER}|代码|第)[^，。；;、\n\t]{{0,4}}$")
_AMOUNT_BEFORE = re.compile(r"[¥￥$€£〔]\s?$")
_AMOUNT_AFTER = re.compile(r"\s*(?:[元万亿%％‰吨]|年|名|人次|千瓦|立方|平方|公里)|[A-Za-z]")
_LETTER_BEFORE = re.compile(r"[A-Za-z]$")
_PHONE_BEFORE = re.compile(r"(?<![A-Za-z])(?i:tel|mob|mobile|phone|wx|vx|sms|to)$")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile("(?:19|20)[0-9]{2}")

_CONTACT = re.compile(
    "联系|咨询|值班|监督|举报|热线|投诉|报修|拨打|致电|来电|电联|负责人|经办|承办|受理|求助|客服|救援|报名|预约|电话|tel:"
)
_PRIVATE = re.compile(
    "(?:家长|学生|本人|患者|家属|监护人|申请人|户主|考生|家庭|职工)[^，。；;\n]{0,4}(?:电话|手机|联系|号码)|身份证"
)
_PEOPLE = re.compile(
    r"(?<!联系人)(?<!负责人)姓名|身份证|学号|(?:^|\t)\s*(?:学生|家长|患者|户主|申请人|监护人|本人|考生)[^\t]{0,4}(?=\t|$)"
)
_OFFICIALS = re.compile("职务|岗位|责任|网格|河长|林长|负责|部门|科室")
_OFFICE_PHONE = re.compile("(?:联系|办公|监督|服务|咨询|责任)电话|联系方式")
_CALLED = re.compile("联系|负责人|值班|单位|部门|机构|科室|网点|点位|窗口|服务|电话")
_NAME_BEFORE = re.compile(r"([\u4e00-\u9fff·]{2,8})[\s：:（(]{0,3}$")
_IN_OFFICE = re.compile("(?:老师|主任|医生|大夫|护士|护士长|[科处局所站校园院股]长|书记|干事|警官|律师)$")
"""How somebody is called in office: whose number a notice gives is to be rung up."""
_SHORT = 20
_MANY = 3
"""So many numbers in lines that begin with a name, or behind names, are a list of people."""
_PERSON, _LISTED = "person", "listed-"


def find(text: str, row: Row) -> Iterator[tuple[int, int, str]]:
    """Spans of mobile numbers in the signs of a row, each with a code that says no more than that."""
    for found in _MOBILE.finditer(row.signs):
        start, end = found.span(1)
        place = row.place(*found.span(1))
        prefix = row.place(found.start(), end)[0]
        if _shaped(row.signs, start, end, abroad=start > found.start()) and _is_mobile(text, prefix, *place, found[1]):
            yield start, end, "personal-mobile-alone"


def other_number(before: str, cards: bool = False) -> bool:
    """Whether the words before a number say that it is an order, a file or the like."""
    return bool((_OTHER_CARD if cards else _OTHER_NUMBER).search(before[-_NEAR:]))


def _shaped(signs: str, start: int, end: int, abroad: bool) -> bool:
    """Whether the groups are those of a telephone number, and no part of a longer one joined by hyphens or points."""
    number = signs[start:end]
    if "*" in number or number.isdigit():
        if signs[start - 1 : start] == signs[end : end + 1] == "-":
            return False  # the middle of a longer code
        joins = "."
    elif "n" in number or "t" in number:
        parts = [re.sub("[^0-9]", "", part) for part in re.split("[nt]", number)]
        if "n" not in number and tuple(map(len, parts)) in _IN_CELLS:
            return signs[end : end + 1] != "t"  # in a row that goes on are figures of a table
        return len(parts) == 2 and min(map(len, parts)) >= _LEAST_PART
    else:
        joins = "-."
        sizes = tuple(map(len, re.split("[^0-9]", number)))
        if sizes not in _SHAPES or (max(sizes) == 1 and len(number) < len(signs)):
            return False  # one digit after another in a longer row are marks of a game or a test
    return (abroad or signs[start - 1 : start] not in tuple(joins)) and signs[end : end + 1] not in tuple(joins)


def _is_mobile(text: str, first: int, start: int, end: int, signs: str) -> bool:
    before = line_before(text, first)[-_NEAR:]
    if _AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(line_after(text, end)) or other_number(before):
        return False
    if _LETTER_BEFORE.search(before) and not _PHONE_BEFORE.search(before):
        return False
    return ("n" not in signs and "t" not in signs) or _one_number(text, start, end, signs)


def _one_number(text: str, start: int, end: int, signs: str) -> bool:
    """Whether digits on both sides of a break belong together: a room and its telephone do not, nor do two amounts."""
    line = line_at(text, start, end)
    if "\t" not in line:
        return True
    table = table_at(text, start)
    if table and len(table.rows) > 1 and not _DIGIT.search(table.head):
        row, column = table.cell(start)
        head = table.rows[0][column] if row and column < len(table.rows[0]) else ""
        if head.strip():
            return _WORDS.search(head) is not None
    if _WORDS.search(line):
        return True
    cells = line.split("\t")
    figures = sum(len(cell.strip()) >= _LEAST_PART and cell.strip().isdigit() for cell in cells)
    return figures == 2 and persons(cells) == 1 and not _YEAR.fullmatch(re.split("[nt]", signs)[1])


def told_apart(text: str, places: Sequence[tuple[int, int]]) -> dict[int, str]:
    """For the start of each number the code of what it is: in a list of people, a contact, or neither."""
    if not places:
        return {}
    lists: dict[int, str] = {}
    kinds = {start: _kind(text, start, end, lists) for start, end in places}
    listed = sum(kind.startswith(_LISTED) for kind in kinds.values()) >= _MANY
    return {
        start: "personal-mobile"
        if kind == _PERSON or (listed and kind.startswith(_LISTED))
        else "personal-mobile-" + kind.removeprefix(_LISTED)
        for start, kind in kinds.items()
    }


def _kind(text: str, start: int, end: int, lists: dict[int, str]) -> str:
    """What a number is: a contact, one of a list of people, or alone. `lists` remembers what each table is."""
    line = line_at(text, start, end)
    table = table_at(text, start) if "\t" in line else None
    if table:
        if table.start not in lists:
            lists[table.start] = _table_kind(table)
        return lists[table.start] or (_PERSON if persons(line.split("\t")) else "alone")
    before = line_before(text, start)
    above = line_above(text, start).strip()
    listed = _LISTED if item_of_person(line) else ""
    if not _PRIVATE.search(line) and (_CONTACT.search(before) or (len(above) <= _SHORT and _CONTACT.search(above))):
        return listed + "contact"
    name = _NAME_BEFORE.search(before)
    if name and _IN_OFFICE.search(name[1]):
        return "contact"
    return (_LISTED if name and person(name[1]) else listed) + "alone"


def _table_kind(table: Table) -> str:
    """What the numbers in a table are by its head and the words above it; "" when these do not tell."""
    if "值班" in table.head + table.caption:
        return "contact"
    if _OFFICIALS.search(table.head) and _OFFICE_PHONE.search(table.head) and not _PRIVATE.search(table.head):
        return "contact"
    if _PEOPLE.search(table.head):
        return _PERSON
    return "contact" if _CALLED.search(table.head) else ""
