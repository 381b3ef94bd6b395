"""Kinds (文种) and columns (栏目): data that a site may add to."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from xuanlan.reading import shipped
from xuanlan.reading.fields import Flag, Ident, Model, Text, TextList, choice, declare

LAYOUTS = ("notice", "letter", "rules", "quiz", "inspection", "reply")


Layout = Annotated[str, choice({name: name for name in LAYOUTS})]


class Column(Model):
    """Where kinds are listed; `slug` is its address."""

    slug: Ident = declare("网址", "栏目的网址，英文。", "notices", ...)
    title: Text = declare("名称", "栏目的名称。", "通知公告", ...)
    description: Text = declare("说明", "一句话说明登什么内容。", "本单位发布的通知、公告、通告等", ...)
    keywords: TextList = declare("关键词", "栏目的关键词。", "通知, 公告", ())
    type: Text = declare("类别", "政府网站网页标签 ColumnType 的取值。", "工作动态", "工作动态")


class Kind(Model):
    """A kind of notice: its column, its layout, the fields it requires and those it expects."""

    name: Text = declare("名称", "文种的名称。", "启事", ...)
    column: Ident = declare("栏目", "登在哪个栏目（栏目的网址）。", "notices", ...)
    about: Text | None = declare("用处", "一句话说明什么时候用这个文种，写稿台的卡片上看得到。", "招聘人员时用")
    example: Text | None = declare("例题", "一个标题作例子。", "关于招聘校医的启事")
    layout: Layout = declare(
        "版式",
        "notice 公文式、letter 书信式、rules 条文式、quiz 问答式、inspection 督查式、reply 整改回复式。",
        "notice",
        "notice",
    )
    official: Flag = declare("公文", "是否《党政机关公文处理工作条例》所列的公文种类。", "否", False)
    requires: TextList = declare("必填", "缺了就报错的字段。", "open_from, open_until", ())
    expects: TextList = declare("应填", "缺了就提醒的字段。", "contact", ())


class ShippedKinds(Model):
    """The columns and kinds that ship with the engine."""

    columns: tuple[Column, ...] = declare("栏目", "随软件提供的栏目。", "通知公告", ...)
    kinds: tuple[Kind, ...] = declare("文种", "随软件提供的文种。", "通知", ...)


@cache
def shipped_kinds() -> ShippedKinds:
    return shipped.read("kinds.yml", ShippedKinds)
