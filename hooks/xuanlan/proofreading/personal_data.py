"""What the rules on personal data know of names, columns and kinds of lists: `data/personal.yml`"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Text, TextList, declare


class Column(Model):
    """A kind of datum, and the heads of the columns that hold it."""

    kind: Text = declare("种类", "这一栏是什么。", "身份证号", ...)
    heads: TextList = declare("栏名", "栏名里有其中一个词。", "身份证、证件号", ...)
    unless: TextList = declare("不是", "栏名里有其中一个词就不是。", "监督", ())


class ListKind(Model):
    """A kind of list, and which columns somebody has laid down for it."""

    name: Text = declare("名称", "名单的种类。", "学生资助名单", ...)
    titles: TextList = declare("标题", "标题里有其中一个词。", "助学金", ...)
    forbidden: TextList = declare("禁止", "不能有的栏。", "身份证号", ())
    allowed: TextList = declare("允许", "可以有的敏感栏。", "困难", ())
    allowed_words: TextList = declare("允许的词", "名单不因为以这些字开头的词成为敏感名单。", "困难", ())
    source: Text = declare("依据", "哪份文件的要求。", "教财厅函〔2017〕28号", ...)
    confidence: Text = declare("把握", "V 已核对原文、K 确知而未重新核对。", "V", ...)


class PersonalData(Model):
    """The shipped table."""

    surnames: Text = declare("单姓", "常见单姓。", "王李张", ...)
    long_surnames: TextList = declare("复姓", "常见复姓。", "欧阳", ...)
    not_last: Text = declare("非名末字", "不会是名字最后一字的字。", "村", ...)
    addressed: TextList = declare("称呼", "姓后面的称呼。", "老师", ...)
    not_names: TextList = declare("非名", "像姓名而不是的词。", "高中", ...)
    columns: tuple[Column, ...] = declare("栏", "表格各栏的种类。", "姓名", ...)
    sensitive: TextList = declare("敏感", "与姓名并列时敏感的栏。", "病情", ...)
    lists: tuple[ListKind, ...] = declare("名单", "名单的种类。", "学生资助名单", ...)
    list_words: TextList = declare("敏感词", "名单因此敏感的词。", "贫困生", ...)
    minors: TextList = declare("未成年人", "说到未成年人的词。", "学生", ...)
    list_other: TextList = declare("其他词", "名单因此是别的名单的词。", "先进", ...)

    def list_kind(self, title: str) -> ListKind | None:
        """The kind of a list with these words above it."""
        return next((kind for kind in self.lists if any(word in title for word in kind.titles)), None)

    def column(self, head: str) -> str:
        """The kind of a column with this head; "" for one of no concern."""
        words = re.sub(r"\s", "", head)
        for column in self.columns:
            if any(word in words for word in column.heads) and not any(word in words for word in column.unless):
                return column.kind
        return ""


@cache
def personal_data() -> PersonalData:
    return shipped.read("personal.yml", PersonalData)


_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}")
_DOTS = re.compile("[·•・]")


def person(cell: str) -> bool:
    """Whether a cell or an item of a list looks like the full name of a person. Never to be asked of prose."""
    name = "".join(cell.split())
    if len(name) < 2 or not "\u4e00" <= name[0] <= "\u9fff" or not _NAME.fullmatch(name):
        return False
    if _DOTS.search(name):
        return True
    data = personal_data()
    if name in data.not_names or name[-1] in data.not_last or "某" in name or name.endswith(data.addressed):
        return False
    return name[:2] in data.long_surnames or (name[0] in data.surnames and len(name) < 4)


_ITEM = re.compile(r"\s*(?:[（(]?[0-9]{1,4}[）).．、]?\s*)?([\u4e00-\u9fff·]{2,10})(?=[\s，,：:、（(0-9])")


def item_of_person(line: str) -> bool:
    """Whether a line begins, behind a number perhaps, with the name of a person, as those of a list do."""
    item = _ITEM.match(line)
    return item is not None and person(item[1])


def persons(cells: Iterable[str]) -> int:
    """How many of the cells look like names of persons."""
    return sum(map(person, cells))
