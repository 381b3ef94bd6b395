"""Totals in tables: varied tables that are right are left alone, and of those that are wrong the cell is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

from xuanlan.proofreading.sums import RULES

(RULE,) = RULES
UNITS = ("", "元", "人", " 户", "万元", "个", "平方米", "㎡")
HEADS = ("人数", "户数", "金额（元）", "数量", "男", "女", "经费", "参加人数", "面积", "投入资金")
NO_SUMS = ("占比", "单价", "平均分", "年份", "联系电话", "同比增长", "排名", "及格率")
LABELS = ("合计", "合 计", "总计", "合　计", "共计", "合计：", "合计（元）")


def _written(value: Decimal, unit: str, thousands: bool) -> str:
    return f"{value:,}{unit}" if thousands else f"{value}{unit}"


def table(chance: random.Random, wrong: bool) -> tuple[list[list[str]], tuple[int, int] | None]:
    """Rows of a table with a row of totals below, and the cell whose total is wrong."""
    columns, rows = chance.randrange(1, 5), chance.randrange(2, 12)
    decimals, thousands, numbered = chance.choice((0, 0, 1, 2)), chance.random() < 0.3, chance.random() < 0.4
    head = (["序号"] if numbered else []) + ["项目"] + chance.sample(HEADS, columns)
    units = [chance.choice(UNITS) for _ in range(columns)]
    body: list[list[str]] = []
    sums = [Decimal(0)] * columns
    for number in range(rows):
        row = ([str(number + 1)] if numbered else []) + [f"第{number + 1}小学"]
        for column in range(columns):
            empty = chance.random() < 0.15 and number > 1
            value = Decimal(chance.randrange(100, 9_000_000)).scaleb(-decimals)
            sums[column] += 0 if empty else value
            row.append(chance.choice(("", "—", "/", "-")) if empty else _written(value, units[column], thousands))
        body.append(row)
    place = None
    last = (
        ["", chance.choice(LABELS)] if numbered and chance.random() < 0.5 else [chance.choice(LABELS)] + [""] * numbered
    )
    shown = chance.sample(range(columns), chance.randrange(1, columns + 1))
    for column in range(columns):
        value = sums[column]
        if wrong and column == shown[0] and len(shown) != 2:
            value, place = (
                value + chance.choice((-1, 1)) * chance.randrange(90, 99),
                (rows + 1, len(head) - columns + column),
            )
        last.append(_written(value, units[column], thousands) if column in shown else chance.choice(("", "—")))
    if chance.random() < 0.4:
        head.append(chance.choice(NO_SUMS))
        for row in body:
            row.append(f"{chance.randrange(1, 100)}" + chance.choice(("%", "", ".5")))
        last.append(chance.choice(("100%", "", "50", "98.2%")))
    head.append("备注") if chance.random() < 0.3 else None
    width = len(head)
    return [[*row, *[""] * (width - len(row))] for row in (head, *body, last)], place


def text_of(rows: list[list[str]]) -> str:
    return "经费情况\n" + "\n".join("\t".join(row) for row in rows) + "\n特此公示。"


def told(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in RULE.find(text)]


def test_right_totals_of_many_tables_are_left_alone_and_wrong_ones_told() -> None:
    chance = random.Random(8)
    alarms, missed, count = [], [], 0
    for _ in range(400):
        rows, _place = table(chance, wrong=False)
        alarms += [(found, text_of(rows)) for found in told(text_of(rows))]
        rows, place = table(chance, wrong=True)
        if place:
            count += 1
            cell = rows[place[0]][place[1]].strip()
            missed += [text_of(rows)] if told(text_of(rows)) != [cell] else []
    assert alarms == []
    assert count > 200
    assert missed == []


def _clean() -> Iterator[str]:
    yield "班级\t人数\n一班\t20\n二班\t22\n小计\t42\n三班\t18\n四班\t20\n小计\t38\n合计\t80"
    yield "学段\t班级\t人数\n小学\t一班\t20\n小学\t二班\t22\n小学\t小计\t42\n中学\t一班\t9\n中学\t二班\t8\n中学\t小计\t17\n合计\t\t59"
    yield "项目\t金额\n合计\t300\n甲\t100\n乙\t200"
    yield "项目\t金额\n一、工资\t300\n（一）基本\t100\n（二）津贴\t200\n二、办公\t50\n合计\t350"
    yield "项目\t金额\n支出\t300\n基本支出\t100\n项目支出\t200\n其他\t50\n合计\t350"
    yield "科目编码\t金额\n201\t300\n20101\t100\n20102\t200\n合计\t300"
    yield "项目\t金额（万元）\n甲\t33\n乙\t33\n丙\t33\n合计\t100"
    yield "项目\t金额\n甲\t33.33\n乙\t33.33\n丙\t33.33\n合计\t100.00"
    yield "单位：亿元\n项目\t金额\n甲\t3\n乙\t3\n合计\t7"
    yield "项目\t数量\t单位\n甲\t5\t台\n乙\t6\t把\n合计\t\t"
    yield "项目\t数量\n甲\t5台\n乙\t6把\n合计\t15件"
    yield "项目\t人数\n甲\t约20\n乙\t6\n合计\t30"
    yield "人数已去重\n活动\t人数\n甲\t20\n乙\t16\n合计\t30"
    yield "月份\t累计人数\n1月\t20\n2月\t36\n合计\t36"
    yield "项目\t最高\t最低\n甲\t20\t3\n乙\t36\t2\n合计\t36\t2"
    yield "年级\t男\t女\t合计\n一\t3\t4\t9\n二\t5\t6\t13"
    yield "年级\t班数\t人数\t合计\n一\t3\t40\t40\n二\t5\t61\t61\n三\t5\t62\t62"
    yield "项目\t金额\n收入\t900\n减：支出\t200\n合计\t700"
    yield "合计报告\n会计\t设计\n统计\t计划"
    yield "项目\t2024年\t2025年\n甲\t20\t30\n乙\t25\t35\n合计\t45\t65\n增长率\t—\t44%"
    yield "项目\t时间\t人数\n甲\t3月1日\t30\n乙\t3月2日\t35\n合计\t2天\t65"
    yield "项目\t数量\t数量\n甲\t3\t30\n乙\t3\n合计\t6\t30"


def test_tables_whose_totals_are_reckoned_otherwise_are_left_alone() -> None:
    assert [(text, told(text)) for text in _clean() if told(text)] == []


def test_wrong_subtotals_and_columns_of_totals_are_told() -> None:
    wrong = {
        "班级\t人数\n一班\t20\n二班\t22\n小计\t41\n三班\t18\n四班\t20\n小计\t38\n合计\t80": ["41"],
        "班级\t人数\n一班\t20\n二班\t22\n小计\t42\n三班\t18\n四班\t20\n小计\t38\n合计\t81": ["81"],
        "年级\t男\t女\t合计\n一\t3\t4\t7\n二\t5\t6\t12\n三\t2\t2\t4\n四\t1\t1\t2": ["12"],
        "年级\t合计\t男\t女\n一\t7\t3\t4\n二\t12\t5\t6\n三\t4\t2\t2\n四\t2\t1\t1": ["12"],
        "序号\t年级\t男\t女\t合计\t备注\n1\t一\t3\t4\t7\t\n2\t二\t5\t6\t11\t\n3\t三\t2\t2\t4\t\n合计\t\t10\t12\t21\t": [
            "21"
        ],
    }
    assert {text: told(text) for text in wrong} == wrong
