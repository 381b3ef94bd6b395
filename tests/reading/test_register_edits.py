"""Registers are changed where they are: an item that stays keeps its lines, and one that changes all but the changed."""

from __future__ import annotations

from difflib import unified_diff
from typing import Any

import pytest
from cases import every

from xuanlan.models.hotlines import Hotline
from xuanlan.models.names import RegisteredName
from xuanlan.models.screens import Screen
from xuanlan.models.settings import Settings
from xuanlan.reading.edit_values import NotEditableError
from xuanlan.reading.field_edits import with_register
from xuanlan.reading.fields import Model

HOTLINES = """# 电话表

# 校内
- name: 总值班室   # 全天有人
  number: 0000-8888001

- 名称: 报修
  号码: '0000-8888010'
  受理: |
    水电
    # 这不是注释

# 校外
- national: "110"
# 完
"""
NAMES = """- {类别: 部门, 名称: 学生工作处,  简称: [学工处, "学工"]}
# 人名不登记
- {类别: 领导, 名称: 某某, 任职: [{职务: 院长, 起: 2024-03-01}, {职务: 副院长, 止: 2024-02-29}],
   曾用名: 某}
- 类别: 部门
  名称: 保卫处
  曾用名:
    - 保卫科   # 到 2019 年
    - {名称: 保卫组, 用到: 2010-01-01}
"""
SCREENS = """- 编号: lobby
  停留: {文稿: 20, 标语: 8}
  播放:
    - {内容: 文稿, 最新: 6}
    # 口号
    - 内容: 标语
      文字: |
        明德 笃学
        门前三包
- 编号: gate
"""
SETTINGS = """# 登记表
unit: 云山职业技术学院
badge:
  image: assets/badge.png   # 示例
审读: {单位类型: 学校, 轻重: {wording-variant: 不查}}

link_hosts: www.ysvc.example、a.example  # 兄弟单位
kinds:
  # 学院自己的
  - name: 讲座预告
    expects: event_from, place
"""
KEEP = {"#": "0"}


def item(at: int, /, **changes: Any) -> dict[str, Any]:
    return {"#": str(at), **changes}


def changes(text: str, change: Any, model: type[Model]) -> list[str]:
    """The lines that a change takes away and puts in."""
    lines = unified_diff(text.split("\n"), with_register(text, change, model).split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


CASES: dict[str, tuple[str, Any, type[Model], list[str]]] = {
    "nothing": (HOTLINES, [item(0), item(1), item(2)], Hotline, []),
    "one field of one item": (
        HOTLINES, [item(0, name="总机"), item(1), item(2)], Hotline, ["-- name: 总值班室   # 全天有人", "+- name: 总机   # 全天有人"]),
    "a text in quotes stays in quotes": (
        HOTLINES, [item(0), item(1, number="110"), item(2)], Hotline, ["-  号码: '0000-8888010'", "+  号码: '110'"]),
    "a new field, in the language of its item, in its place": (
        HOTLINES, [item(0, extension="801", hours="全天"), item(1, unit="后勤"), item(2)], Hotline,
        ['+  extension: "801"'.replace('"', ""), "+  hours: 全天", "+  单位: 后勤"]),
    "the first field of an item goes": (
        HOTLINES, [item(0, name=None), item(1), item(2)], Hotline,
        ["-- name: 总值班室   # 全天有人", "-  number: 0000-8888001", "+- number: 0000-8888001"]),
    "a field comes before the first": (
        HOTLINES, [item(0), item(1), item(2, name="报警")], Hotline, ['-- national: "110"', "+- name: 报警", '+  national: "110"']),
    "an item goes with its lines, comments stay": (
        HOTLINES, [item(0), item(2)], Hotline,
        ["-- 名称: 报修", "-  号码: '0000-8888010'", "-  受理: |", "-    水电", "-    # 这不是注释", "-"]),
    "an item whose fields all go is gone": (HOTLINES, [item(0), item(1), item(2, national=None)], Hotline, ['-- national: "110"']),
    "items change places, what is between them does not": (
        HOTLINES, [item(2), item(1), item(0)], Hotline,
        ["-- name: 总值班室   # 全天有人", "-  number: 0000-8888001", '+- national: "110"',
         '-- national: "110"', "+- name: 总值班室   # 全天有人", "+  number: 0000-8888001"]),
    "a new item stands apart as others do": (
        HOTLINES, [item(0), {"name": "门诊", "purpose": "看病\n急救"}, item(1), item(2)], Hotline,
        ["+", "+- name: 门诊", "+  purpose: |-", "+    看病", "+    急救"]),
    "an item of one line in braces": (
        NAMES, [item(0, name="学工部", short=["学工处"]), item(1), item(2)], RegisteredName,
        ['-- {类别: 部门, 名称: 学生工作处,  简称: [学工处, "学工"]}', "+- {类别: 部门, 名称: 学工部,  简称: [学工处]}"]),
    "a part is taken out of braces": (
        NAMES, [item(0, short=None), item(1), item(2)], RegisteredName,
        ['-- {类别: 部门, 名称: 学生工作处,  简称: [学工处, "学工"]}', "+- {类别: 部门, 名称: 学生工作处}"]),
    "lists in braces change by item": (
        NAMES, [item(0), item(1, posts=[item(1), item(0, until="2027-01-01"), {"post": "书记"}]), item(2)], RegisteredName,
        ["-- {类别: 领导, 名称: 某某, 任职: [{职务: 院长, 起: 2024-03-01}, {职务: 副院长, 止: 2024-02-29}],",
         "+- {类别: 领导, 名称: 某某, 任职: [{职务: 副院长, 止: 2024-02-29}, {职务: 院长, 起: 2024-03-01, 止: 2027-01-01}, {职务: 书记}],"]),
    "a text that stands for one item becomes a row": (
        NAMES, [item(0), item(1, former=[item(0, until="2001-01-01")]), item(2)], RegisteredName,
        ["-   曾用名: 某}", "+   曾用名: [{名称: 某, 用到: 2001-01-01}]}"]),
    "an item of a list within an item": (
        NAMES, [item(0), item(1), item(2, former=[item(0), item(1, until="2011-01-01")])], RegisteredName,
        ["-    - {名称: 保卫组, 用到: 2010-01-01}", "+    - {名称: 保卫组, 用到: 2011-01-01}"]),
    "a new item in braces where most are": (
        NAMES, [item(0), item(1), item(2), {"kind": "部门", "name": "教务处", "short": ["教务", "教务科"]}], RegisteredName,
        ["+- {类别: 部门, 名称: 教务处, 简称: [教务, 教务科]}"]),
    "a part of a value in braces": (
        SCREENS, [item(0, dwell={"#": "", "notice": "25", "clock": "9"}), item(1)], Screen,
        ["-  停留: {文稿: 20, 标语: 8}", "+  停留: {文稿: 25, 标语: 8, 时钟: 9}"]),
    "a list within an item": (
        SCREENS, [item(0, play=[item(0), {"show": "时钟"}, item(1, lines="明德\n笃学")]), item(1)], Screen,
        ["+    - 内容: 时钟", "-      文字: |", "-        明德 笃学", "-        门前三包",
         "+      文字: |-", "+        明德", "+        笃学"]),
    "a first list within an item": (
        SCREENS, [item(0), item(1, play=[{"show": "文稿", "columns": ["公示"]}])], Screen, ["+  播放:", "+    - 内容: 文稿", "+      栏目: 公示"]),
    "fields of a mapping": (
        SETTINGS, {"#": "", "unit": "云山学院", "phone": "0000-8888001"}, Settings, ["-unit: 云山职业技术学院", "+unit: 云山学院", "+phone: 0000-8888001"]),
    "words on one line keep the comment behind them": (
        SETTINGS, {"#": "", "link_hosts": ["www.ysvc.example", "b.example"]}, Settings,
        ["-link_hosts: www.ysvc.example、a.example  # 兄弟单位", "+link_hosts: www.ysvc.example、b.example  # 兄弟单位"]),
    "a part of a part": (
        SETTINGS, {"#": "", "badge": {"#": "", "image": "assets/a.png"}}, Settings,
        ["-  image: assets/badge.png   # 示例", "+  image: assets/a.png   # 示例"]),
    "a mapping without a model, in braces": (
        SETTINGS, {"#": "", "gate": {"#": "", "strengths": {"wording-variant": "提醒", "marks-blank": "不查"}}}, Settings,
        ["-审读: {单位类型: 学校, 轻重: {wording-variant: 不查}}", "+审读: {单位类型: 学校, 轻重: {wording-variant: 提醒, marks-blank: 不查}}"]),
    "a first item of a new list of a mapping": (
        SETTINGS, {"#": "", "columns": [{"slug": "party", "title": "党建"}]}, Settings, ["+columns:", "+  - slug: party", "+    title: 党建"]),
    "an item within a mapping": (
        SETTINGS, {"#": "", "kinds": [item(0, official="是")]}, Settings, ["+    official: 是"]),
    "all items of a list within a mapping": (
        SETTINGS, {"#": "", "kinds": []}, Settings,
        ["-kinds:", "-  # 学院自己的", "-  - name: 讲座预告", "-    expects: event_from, place"]),
    "an empty register of items": ("# 说明\n", [{"national": "110"}], Hotline, ['+- national: 110']),
    "a register that is not there": ("", {"#": "", "unit": "甲"}, Settings, ["+unit: 甲"]),
    "no last line end": ("- name: 甲", [item(0), {"name": "乙"}], Hotline, ["+- name: 乙"]),
}  # fmt: skip


@every("name", CASES)
def test_only_the_lines_that_change_are_written(name: str) -> None:
    text, change, model, expected = CASES[name]
    assert changes(text, change, model) == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [("- name: 甲\n- name 乙: 丙: 丁", [KEEP]), ("name: 甲\n", [KEEP]), ("- name: 甲\n", {"#": "", "unit": "甲"}),
     ("- name: 甲\n", [KEEP, KEEP]), ("- name: 甲\n", [{"#": "1"}]), ("- name: 甲\n", [{"#": "x"}]), ("- name: &a 甲\n", [{"#": "0", "name": "乙"}])],
)  # fmt: skip
def test_what_cannot_be_changed_item_by_item_is_left_alone(text: str, change: Any) -> None:
    with pytest.raises(NotEditableError):
        with_register(text, change, Hotline)
