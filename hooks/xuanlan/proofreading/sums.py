"""Totals in tables: whether a row or a column of totals is the sum of what it stands below or beside"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import Table, tables

_TOTAL = re.compile(r"[合总共]计(?:[（(][^（）()]{1,6}[）)])?[:：]?")
_SUBTOTAL = re.compile(r"小计(?:[（(][^（）()]{1,6}[）)])?[:：]?")
_NUMBER = re.compile(r"[¥￥]?(-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?)([\u4e00-\u9fff㎡]{0,3})")
_NOTHING = frozenset(("", "—", "——", "-", "－", "–", "/", "／", "无"))
_NO_AMOUNTS = re.compile(
    "序|编号|代码|号码|科目|日期|时间|年份|年度|电话|单价|价格|标准|均|率|比|占|％|%|‰|名次|排名|年龄|等级|级别|分数|成绩|得分|增长|增幅|累计|指数|系数"
    "|温度|最|密度|强度|备注|说明|周期|次序|余额|结余|期初|期末|定额"
)
"""Columns whose figures nobody adds up, or that go on from row to row."""
_PARTS = re.compile("其中|含|扣除|减[：:]|加[：:]|累计|比上年|同比|平均|占比|重复|超出|缺口|本页|上年|去年|增减")
"""Words of rows that are parts of others or no items at all."""
_ROUNDED = re.compile("[万亿千]")
_COUNTED_ONCE = re.compile("重复|去重|四舍五入|单位换算")
_LEVELS = tuple(
    re.compile(level)
    for level in (
        r"[一二三四五六七八九十]{1,3}、",
        r"[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\d{1,2}[.．、]\D",
        r"[（(]\d{1,2}[）)]",
    )
)
_MOST_COLUMNS, _MOST_TOTALS = 40, 6
_FEWEST, _MOSTLY = 3, 0.75
"""A column is the sum of others when that is true of so many rows, and of this share of all."""


class _Amount(NamedTuple):
    value: Decimal
    unit: str
    written: bool
    """whether a number stands there, and not a dash or nothing"""


class _Column(NamedTuple):
    """Items that have been added up, and what is written as their sum."""

    sum: Decimal
    added: int
    finest: int
    """exponent of the last digit of the items"""
    total: _Amount
    rounded: bool = False
    """whether whole numbers may have been rounded, as those in ten thousands are"""

    def fits(self) -> bool:
        """Whether the total is the sum; figures with decimals may each be rounded, the total to fewer of them."""
        last = int(self.total.value.as_tuple().exponent)
        finest = min(self.finest, last)
        slack = Decimal(0)
        if finest < 0 or self.rounded:
            slack = (self.added * Decimal(10) ** finest + Decimal(10) ** last) / 2
        return abs(self.sum - self.total.value) <= slack

    def more(self, item: _Amount) -> _Column:
        """The same with one more item."""
        finest = min(self.finest, int(item.value.as_tuple().exponent))
        return self._replace(sum=self.sum + item.value, added=self.added + 1, finest=finest)


def _amount(cell: str) -> _Amount | None:
    words = cell.strip()
    if words in _NOTHING:
        return _Amount(Decimal(0), "", written=False)
    found = _NUMBER.fullmatch(words.replace(" ", ""))
    return _Amount(Decimal(found[1].replace(",", "")), found[2], written=True) if found else None


def _label(row: Sequence[str]) -> str:
    """The words before the figures of a row."""
    words: list[str] = []
    for cell in row[:_MOST_COLUMNS]:
        amount = _amount(cell)
        if amount and amount.written and words:
            break
        if not amount or amount.written:
            words.append("".join(cell.split()))
    return " ".join(words)


def _kind(row: Sequence[str]) -> str:
    label = _label(row)
    return "total" if _TOTAL.fullmatch(label) else "sub" if _SUBTOTAL.fullmatch(label.rpartition(" ")[2]) else ""


def _sums(text: str) -> Iterator[Hit]:
    if "计" in text:
        for table in tables(text):
            if not _COUNTED_ONCE.search(table.caption):
                found = sorted({*_rows(table), *_columns(table)})
                for row, column, total in found:
                    cell = table.rows[row][column]
                    start = table.place(row, column)[0] + len(cell) - len(cell.lstrip())
                    yield Hit(start, start + len(cell.strip()), {"sum": f"{total:f}"})


def _rows(table: Table) -> Iterator[tuple[int, int, Decimal]]:
    """Cells of rows of totals that are no sums, and what the sum is."""
    kinds = [_kind(row) for row in table.rows]
    first, items = 1, []
    subs: list[int] = []
    for number, kind in enumerate(kinds[1:], 1):
        if not kind:
            items.append(number)
        elif kind == "sub":
            yield from _row(table, items[-(number - first) :] if number > first else [], number)
            subs.append(number)
            first = number + 1
        else:
            if subs:
                yield from _over_subtotals(table, items, subs, number)
            else:
                yield from _row(table, items, number)
            first, items, subs = number + 1, [], []


def _row(table: Table, items: Sequence[int], total: int) -> Iterator[tuple[int, int, Decimal]]:
    columns = _added(table, items, total)
    wrong = [(column, found) for column, found in columns if not found.fits()]
    if len(wrong) < len(columns) or len(columns) == 1:
        for column, found in wrong:
            yield total, column, found.sum


def _over_subtotals(
    table: Table, items: Sequence[int], subs: Sequence[int], total: int
) -> Iterator[tuple[int, int, Decimal]]:
    """A total below subtotals is the sum of all items, or of the subtotals and what follows them."""
    groups = dict(_added(table, [*subs, *(item for item in items if item > subs[-1])], total))
    columns = [(column, found, groups[column]) for column, found in _added(table, items, total) if column in groups]
    told = [(column, all_.sum) for column, all_, group in columns if all_.sum == group.sum and not all_.fits()]
    if len(told) < len(columns) or len(columns) == 1:
        yield from ((total, column, found) for column, found in told)


def _added(table: Table, items: Sequence[int], total: int) -> list[tuple[int, _Column]]:
    """The columns whose items can be added up to the row `total`; none where the rows are of several levels."""
    rows, last = [table.rows[item] for item in items], table.rows[total]
    labels = [_label(row) for row in rows]
    levels = sum(any(level.match(label) for label in labels) for level in _LEVELS)
    if len(rows) < 2 or levels > 1 or any(len(row) != len(last) for row in (*rows, table.rows[0])):
        return []
    if any(_PARTS.search(label) for label in (*labels, _label(last))):
        return []
    found = []
    for column, head in enumerate(table.rows[0][:_MOST_COLUMNS]):
        if not head.strip() or _amount(head) or _NO_AMOUNTS.search(head):
            continue
        amounts = [_amount(row[column]) for row in (*rows, last)]
        if any(amount is None for amount in amounts):
            continue
        known = [amount for amount in amounts if amount]
        units = {amount.unit for amount in known if amount.written}
        written = sum(amount.written for amount in known[:-1])
        if (
            known[-1].written
            and written > 1
            and len(units - {""}) < 2
            and not _parents([each.value for each in known[:-1]])
        ):
            rounded = _ROUNDED.search(table.caption + head + "".join(units)) is not None
            whole = _Column(Decimal(0), 0, 0, known[-1], rounded)
            for item in known[:-1]:
                whole = whole.more(item)
            found.append((column, whole))
    return found


def _parents(values: Sequence[Decimal]) -> bool:
    """Whether an item is the sum of those that follow it, as a group is of its parts."""
    for at, value in enumerate(values[:_MOST_COLUMNS]):
        left = value
        for number, part in enumerate(values[at + 1 : at + 1 + _MOST_COLUMNS]):
            left -= part
            if left <= 0 or not part:
                if left == 0 and number and value:
                    return True
                break
    return False


def _columns(table: Table) -> Iterator[tuple[int, int, Decimal]]:
    """Cells of columns of totals that are no sums of the columns beside them, where nearly all others are."""
    head = ["".join(words.split()) for words in table.rows[0][:_MOST_COLUMNS]]
    totals = [column for column, words in enumerate(head) if _TOTAL.fullmatch(words) or _SUBTOTAL.fullmatch(words)]
    if not 0 < len(totals) <= _MOST_TOTALS or any(len(row) != len(table.rows[0]) for row in table.rows):
        return
    rows = [[_amount(cell) for cell in row[:_MOST_COLUMNS]] for row in table.rows[1:]]
    for column in totals:
        yield from _beside(rows, column, range(column - 1, 0, -1))
        yield from _beside(rows, column, range(column + 1, len(head)))


def _beside(
    rows: Sequence[Sequence[_Amount | None]], total: int, parts: Sequence[int]
) -> Iterator[tuple[int, int, Decimal]]:
    """The same of one side: the span of `parts`, beginning at the total, that most rows add up."""
    sums = {
        number: _Column(Decimal(0), 0, 0, there)
        for number, row in enumerate(rows)
        if (there := row[total]) and there.written
    }
    best: tuple[int, list[tuple[int, Decimal]]] = (0, [])
    for width, part in enumerate(parts, 1):
        amounts = ((number, found, rows[number][part]) for number, found in sums.items())
        sums = {number: found.more(amount) for number, found, amount in amounts if amount}
        if len(sums) < _FEWEST:
            break
        wrong = [(number, found.sum) for number, found in sums.items() if not found.fits()]
        right = sum(found.sum != 0 for found in sums.values()) - len(wrong)
        if width > 1 and right > best[0]:
            best = right, wrong
    right, wrong = best
    if right >= _FEWEST and right >= _MOSTLY * (right + len(wrong)):
        yield from ((number + 1, total, found) for number, found in wrong)


RULES: tuple[Rule, ...] = (
    Rule(
        "sum-differs",
        "表格里的合计、小计要等于各项相加；各行有分有总、百分比、单价等加不起来的栏不算。",
        "核对",
        _sums,
        (
            "项目\t金额\n办公费\t1,200.50元\n培训费\t800元\n合计\t2,100.50元",
            "班级\t男\t女\n一班\t20\t21\n二班\t22\t19\n合 计\t42\t41",
            "班级\t男\t女\t合计\n一班\t20\t21\t41\n二班\t22\t19\t41\n三班\t18\t20\t39\n四班\t20\t20\t40",
        ),
        (
            "项目\t金额\n办公费\t1,200.50元\n培训费\t800元\n合计\t2,000.50元",
            "项目\t金额\n支出\t300\n其中：办公费\t100\n合计\t300",
            "指标\t占比\n甲\t50%\n乙\t49%\n合计\t100%",
            "项目\t单价\t数量\n甲\t5\t2\n乙\t6\t3\n合计\t\t5",
        ),
        everywhere=True,
    ),
)
