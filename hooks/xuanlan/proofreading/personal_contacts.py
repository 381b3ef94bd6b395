"""How one person is reached beside telephones: mail at hosts for everybody, WeChat and QQ, in lists and tables"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xuanlan.proofreading.masks import masked
from xuanlan.proofreading.personal_data import item_of_person, persons
from xuanlan.proofreading.personal_words import behind
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import Table, line_above, line_at, line_before, table_at, tables

_MANY = 3
"""So many of a kind in one text are a list of people."""
_SHORT = 20
"""Characters of a line above that may say what is below."""
_FREE_MAIL = re.compile(
    r"@(?i:(?:vip\.)?(?:qq|163|126|sina|sohu|gmail|hotmail|outlook|foxmail|139|189|wo|yeah|aliyun|live|yahoo|icloud|msn|tom|21cn"
    r"|88|111|petalmail)\.(?:com|net|cn))(?:\.cn)?(?![A-Za-z0-9])"
)
_LONGEST_NAME = 64
_MAIL_NAME = re.compile(r"[A-Za-z0-9._%+-]+$")
_NAMES_HEAD = re.compile("(?<!联系人)(?<!负责人)姓名|学生|家长|患者")
_CONTACTS_HEAD = re.compile("联系人|负责人|联络员|联系方式|经办|承办|咨询|值班|服务|受理|窗口|办公")
_CONTACT = re.compile(
    "联系|咨询|投稿|来稿|报送|报名|发送|发至|寄至|提交|邮箱请|办公|监督|举报|受理|负责|经办|承办|值班|客服|服务|官方|本[校院局园]|我[校院局园]"
)
_OFFICE = re.compile(
    r"^\s*(?:[（(]?[0-9]{1,4}[）).．、]?\s*)?[\u4e00-\u9fff]{1,3}[办队旅团馆社网报中联会局科处室部委校院站所司]"
)

_WECHAT = re.compile(
    rf"[信t]{behind('微信', 'V信', 'v信', 'eChat', 'echat')}(?:号|ID|id)?(?:（同号）)?"
    r"(?:\s?[:：是为\t]\s?|[ ]?(?=[A-Za-z]+[0-9_]))([A-Za-z][-_A-Za-z0-9]{5,19})(?![-_A-Za-z0-9])"
)
_WECHAT_UNIT = re.compile("公众|官方|服务号|订阅号|小程序|企业微信|视频号|客服|服务微信|咨询微信|工作微信")
_WECHAT_WORDS = ("微信", "eChat", "echat", "V信", "v信")
_WECHAT_HEAD = re.compile("微信(?!公众|小程序|群|视频)")
_WECHAT_ID = re.compile(r"[A-Za-z][-_A-Za-z0-9]{5,19}")

_QQ = re.compile(r"(?:[Qq][Qq]|扣扣)(?:号码?|账号)?[ \u3000]?[:：]?[ \u3000]?([0-9]{5,11})(?![0-9A-Za-z@])")
_QQ_HEAD = re.compile("(?:[Qq][Qq]|扣扣)(?!群)")
_QQ_NUMBER = re.compile("[0-9]{5,11}")


def _of_people(table: Table, row: int) -> bool:
    """Whether the row of a table is one person's: by its head or by a name, unless the head is one of contacts."""
    return _row_of_people(table.head, table.cells(row))


@lru_cache(maxsize=4)
def _row_of_people(head: str, cells: tuple[str, ...]) -> bool:
    """A row is asked for once for each value in it."""
    return bool(_NAMES_HEAD.search(head)) or (not _CONTACTS_HEAD.search(head) and persons(cells) > 0)


def _item_of_list(text: str, start: int, end: int) -> bool:
    """Whether a line is one of a list of people, and tells nobody whom to write to."""
    line, above = line_at(text, start, end), line_above(text, start).strip()
    said = line + (above if len(above) <= _SHORT else "")
    return item_of_person(line) and not _CONTACT.search(said) and not _OFFICE.match(line)


def _mails(text: str) -> Iterator[Hit]:
    found = list(_addresses(text)) if "@" in text else []
    for start, end in found:
        line = line_at(text, start, end)
        table = table_at(text, start) if "\t" in line else None
        if table:
            told = _of_people(table, table.row(start))
        else:
            told = (len(found) >= _MANY and item_of_person(line)) or _item_of_list(text, start, end)
        if told:
            yield Hit(start, end, {"found": masked("email", text[start:end])}, masked("email", text[start:end]))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Mail addresses at hosts that give one to everybody."""
    for host in _FREE_MAIL.finditer(text):
        name = _MAIL_NAME.search(text, max(0, host.start() - _LONGEST_NAME), host.start())
        if name:
            yield name.start(), host.end()


def _column(text: str, head: re.Pattern[str], value: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Cells below such a head that hold such a value, in the rows of people."""
    for table in tables(text):
        for column, words in enumerate(table.cells(0)):
            if head.search(words):
                for number, row in enumerate(table.rows[1:], 1):
                    cell = row[column] if column < len(row) else ""
                    if value.fullmatch(cell.strip()) and _of_people(table, number):
                        start, end = table.place(number, column)
                        yield start + len(cell) - len(cell.lstrip()), end - len(cell) + len(cell.rstrip())


def _wechats(text: str) -> Iterator[Hit]:
    if any(word[0] in text and word in text for word in _WECHAT_WORDS):
        found = {match.span(1) for match in _WECHAT.finditer(text) if not _unit(text, match.start())}
        for start, end in sorted({*found, *_column(text, _WECHAT_HEAD, _WECHAT_ID)}):
            yield Hit(start, end, {"found": masked("", text[start:end])})


def _unit(text: str, place: int) -> bool:
    return _WECHAT_UNIT.search(line_before(text, place)) is not None


def _qqs(text: str) -> Iterator[Hit]:
    if not _QQ_HEAD.search(text):
        return
    found = {match.span(1) for match in _QQ.finditer(text) if _beside_name(text, *match.span())}
    for start, end in sorted({*found, *_column(text, _QQ_HEAD, _QQ_NUMBER)}):
        yield Hit(start, end, {"found": masked("", text[start:end])}, masked("", text[start:end]))


def _beside_name(text: str, start: int, end: int) -> bool:
    table = table_at(text, start)
    return _of_people(table, table.row(start)) if table else _item_of_list(text, start, end)


_LAW = "《个人信息保护法》第六条"
RULES: tuple[Rule, ...] = (
    Rule(
        "personal-email",
        "名单里的个人邮箱不能公开；单位用来办事的邮箱不算。",
        _LAW,
        _mails,
        ("姓名\t邮箱\n王某\tnobody0@qq.com", "参赛学生：\n张三 nobody0@163.com"),
        (
            "联系邮箱：nobody0@163.com",
            "学校\t邮箱\n一小\tnobody0@163.com",
            "name@school.example",
            "学校\t联系人\t邮箱\n一小\t张三\tnobody0@163.com",
            "张三负责投稿，邮箱：nobody0@163.com",
        ),
    ),
    Rule(
        "personal-wechat",
        "个人的微信号：请核对能不能公开；公众号不算。",
        _LAW,
        _wechats,
        ("微信号：nobody_000", "微信:nobody000", "姓名\t微信\n张三\tnobody_000", "加老师微信 nobody_000"),
        (
            "客服微信号：nobody_000",
            "微信公众号：nobody_000",
            "官方微信：nobody_000",
            "微信：请扫码",
            "单位\t微信公众号\n一小\tnobody_000",
        ),
    ),
    Rule(
        "personal-qq",
        "名单里个人的 QQ 号不能公开：能查到本人的姓名、照片和动态；单位办事用的、QQ 群不算。",
        _LAW,
        _qqs,
        ("姓名\tQQ\n张三\t0000000000", "参赛学生：\n张三，QQ：0000000000"),
        ("咨询 QQ：0000000000", "QQ群：0000000000", "单位\tQQ\n一小\t0000000000", "姓名\tQQ\n张三\t00******00"),
    ),
)
