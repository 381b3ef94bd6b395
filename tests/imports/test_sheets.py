"""Tables of Excel, WPS and CSV files come in as they are shown, and what nobody sees is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from workbooks import Number, Other, Sheet, workbook

from xuanlan.imports.markdown import body
from xuanlan.imports.original import Original, Table
from xuanlan.imports.sheets import read, suits_text
from xuanlan.office.contents import Unreadable
from xuanlan.office.number_formats import shown

HERE = Path(__file__).parent
DAY = "46082"
"""1 March 2026."""
SHEETS: dict[str, tuple[Sheet, list[list[str]]]] = {
    "名单": (Sheet([["姓名", "班级"], ["甲", "一班"], ["乙", "二班"]]), [["姓名", "班级"], ["甲", "一班"], ["乙", "二班"]]),
    "标题": (Sheet([["值班表", None], ["日期", "姓名"], ["1日", "甲"]], ["A1:B1"]), [["值班表@2x1"], ["日期", "姓名"], ["1日", "甲"]]),
    "两行表头": (Sheet([["序号", "人数", None], [None, "男", "女"], [Number("1"), Number("2"), Number("3")]], ["A1:A2", "B1:C1"]), [["序号@1x2", "人数@2x1"], ["男", "女"], ["1", "2", "3"]]),
    "竖着合并": (Sheet([["科室", "姓名"], ["内科", "甲"], [None, "乙"], [None, "丙"]], ["A2:A4"]), [["科室", "姓名"], ["内科@1x3", "甲"], ["乙"], ["丙"]]),
    "合并一块": (Sheet([["甲", "乙", "丙"], ["丁", None, "戊"], [None, None, "己"]], ["A2:B3"]), [["甲", "乙", "丙"], ["丁@2x2", "戊"], ["己"]]),
    "换行": (Sheet([["要求", "说明"], ["一、甲\n二、乙", "丙\r\n丁"]]), [["要求", "说明"], ["一、甲\n二、乙", "丙\n丁"]]),
    "日期": (Sheet([["开始", "结束"], [Number(DAY, 14), Number(DAY, 31)], [Number(DAY, "yyyy-mm-dd"), Number(DAY, 'm"月"d"日"')]]), [["开始", "结束"], ["2026/3/1", "2026年3月1日"], ["2026-03-01", "3月1日"]]),
    "时间": (Sheet([["时间", "时长"], [Number("0.604166666666667", 20), Number("1.25", 46)], [Number(DAY + ".375", "yyyy-mm-dd hh:mm"), Number("0.5", "h:mm:ss")]]), [["时间", "时长"], ["14:30", "30:00:00"], ["2026-03-01 09:00", "12:00:00"]]),
    "金额": (Sheet([["金额", "合计"], [Number("1234.5", 4), Number("1000000", 3)], [Number("-20", '"¥"#,##0.00;"¥"-#,##0.00'), Number("3", '0.00"元"')]]), [["金额", "合计"], ["1,234.50", "1,000,000"], ["¥-20.00", "3.00元"]]),
    "百分比": (Sheet([["率", "差"], [Number("0.956", 10), Number("0.5", 9)], [Number("-0.031", "0.0%"), Number("1", 9)]]), [["率", "差"], ["95.60%", "50%"], ["-3.1%", "100%"]]),
    "小数": (Sheet([["均分", "名次"], [Number("87.333333333333329", 2), Number("1")], [Number("0.1"), Number("88.5", "0")]]), [["均分", "名次"], ["87.33", "1"], ["0.1", "89"]]),
    "前面的零": (Sheet([["编号", "代码"], ["007", Number("7", "000")], ["0012", Number("12", "00000")]]), [["编号", "代码"], ["007", "007"], ["0012", "00012"]]),
    "长数字": (Sheet([["账号", "数"], ["110000000000000001", Number("12345678901")]]), [["账号", "数"], ["110000000000000001", "12345678901"]]),
    "公式": (Sheet([["甲", "乙", "和"], [Number("1"), Number("2"), Number("3", 0, "A2+B2")], [Number("2"), Number("5"), Other("str", "优秀", 'IF(B3>4,"优秀","")')]]), [["甲", "乙", "和"], ["1", "2", "3"], ["2", "5", "优秀"]]),
    "错误": (Sheet([["甲", "乙"], [Other("e", "#DIV/0!", "1/0"), Other("e", "#N/A", "NA()")]]), [["甲", "乙"], ["#DIV/0!", "#N/A"]]),
    "真假": (Sheet([["甲", "乙"], [Other("b", "1"), Other("b", "0")]]), [["甲", "乙"], ["TRUE", "FALSE"]]),
    "中文数字": (Sheet([["日期"], [Number(DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日"')]]), [["日期"], ["二〇二六年三月一日"]]),
    "空行空列": (Sheet([["甲", None, "乙"], [None, None, None], ["丙", None, "丁"], [None], [" "]]), [["甲", "乙"], ["丙", "丁"]]),
    "空格子": (Sheet([["甲", "乙", "丙"], [None, "丁", None], ["戊", None, None]]), [["甲", "乙", "丙"], ["", "丁", ""], ["戊", "", ""]]),
    "隐藏": (Sheet([["姓名", "证件", "班级"], ["甲", "秘密一", "一班"], ["乙", "秘密二", "二班"]], [], frozenset({3}), frozenset({2})), [["姓名", "班级"], ["甲", "一班"]]),
    "合并遇隐藏": (Sheet([["总表", None, None], ["甲", "乙", "丙"], ["丁", "戊", "己"]], ["A1:C1"], frozenset(), frozenset({2})), [["总表@2x1"], ["甲", "丙"], ["丁", "己"]]),
    "符号": (Sheet([["a|b", "<c>"], ["*甲*", "# 乙"]]), [["a|b", "<c>"], ["*甲*", "# 乙"]]),
    "底稿": (Sheet([["底稿一"], ["底稿二"]], state="hidden"), []),
}  # fmt: skip
REWRITTEN = {
    "日期": [["开始", "结束"], ["3/1/2026", "3/1/2026"], ["2026-03-01", "3月1日"]],
    "中文数字": [["日期"], ["2026年3月1日"]],
}
"""Formats that LibreOffice has written as others into the xls, after its own language."""
HIDDEN = {
    "隐藏的列 证件", "隐藏的列 秘密一", "隐藏的行 乙", "隐藏的行 秘密二", "隐藏的行 二班", "隐藏的列 乙", "隐藏的列 戊",
    "隐藏的工作表 底稿", "隐藏的工作表 底稿一", "隐藏的工作表 底稿二",
}  # fmt: skip
CSV: dict[str, tuple[bytes, list[list[str]]]] = {
    "GBK": ("姓名,班级\r\n甲,一班\r\n".encode("gbk"), [["姓名", "班级"], ["甲", "一班"]]),
    "UTF-8": ("姓名,班级\n甲,一班\n".encode(), [["姓名", "班级"], ["甲", "一班"]]),
    "UTF-8 with its mark": ("\ufeff姓名,班级\n甲,007\n".encode(), [["姓名", "班级"], ["甲", "007"]]),
    "UTF-16 with tabs": ("姓名\t班级\r\n甲\t一班\r\n".encode("utf-16"), [["姓名", "班级"], ["甲", "一班"]]),
    "tabs": ("姓名\t班级\n甲\t一,二\n".encode("gb18030"), [["姓名", "班级"], ["甲", "一,二"]]),
    "breaks within": ('要求,说明\n"一\n二","说""明"""\n'.encode(), [["要求", "说明"], ["一\n二", '说"明"']]),
    "full-width commas": ("姓名，班级\n甲，一班\n".encode("gbk"), [["姓名", "班级"], ["甲", "一班"]]),
    "rows of several lengths": ("甲,乙,丙\n丁\n\n,戊\n".encode("gbk"), [["甲", "乙", "丙"], ["丁", "", ""], ["", "戊", ""]]),
}  # fmt: skip


def original(suffix: str, data: bytes) -> Original:
    found = read(suffix, data)
    assert isinstance(found, Original), found
    return found


def grid(table: Table) -> list[list[str]]:
    return [
        [
            "\n".join(paragraph.text for paragraph in cell.paragraphs).replace("\r\n", "\n")
            + (f"@{cell.across}x{cell.down}" if (cell.across, cell.down) != (1, 1) else "")
            for cell in row
        ]
        for row in table.rows
    ]


def found_in(suffix: str) -> Original:
    if suffix == "xlsx":
        return original("xlsx", workbook({name: sheet for name, (sheet, _) in SHEETS.items()}))
    return original("xls", (HERE / "tables.xls").read_bytes())


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_every_cell_is_as_it_is_shown(suffix: str) -> None:
    """`tables.xls` is the same workbook, saved by LibreOffice as Excel 97 has it."""
    found = found_in(suffix)
    tables = {block.where: grid(block) for block in found.blocks if isinstance(block, Table)}
    rewritten = REWRITTEN if suffix == "xls" else {}
    assert tables == {f"工作表“{name}”": rewritten.get(name, rows) for name, (_, rows) in SHEETS.items() if rows}
    told = {f"{one.kind} {one.text}" for one in found.hidden if not one.kind.startswith("文档属性")}
    assert told == HIDDEN
    assert "秘密" not in body(found.blocks)
    assert "底稿" not in body(found.blocks)


@every("name", CSV)
def test_csv_in_every_form_becomes_one_table(name: str) -> None:
    data, expected = CSV[name]
    assert [grid(block) for block in original("csv", data).blocks if isinstance(block, Table)] == [expected]


FORMATS = {
    ("1234.5", "#,##0.00"): "1,234.50", ("-5", "0;(0)"): "(5)", ("0", '0;-0;"无"'): "无", ("12345678.9", "0.00,,"): "12.35",
    ("1.5", "# ?/?"): "1 1/2", ("12345", "0.00E+00"): "1.23E+04", ("13800000000", "000 0000 0000"): "138 0000 0000",
    (DAY, "aaaa"): "星期日", ("80", '[>=60]"合格";"不合格"'): "合格", ("50", '[>=60]"合格";"不合格"'): "不合格",
    ("123", '[DBNum2][$-804]G/通用格式"元"'): "壹佰贰拾叁元", ("2.5", "0"): "3", ("3", "0.0##"): "3.0", ("12345", '0!.0,"万"'): "1.2万",
    ("0.75", '上午/下午h"时"mm"分"'): "下午6时00分", ("0.333333333333", "General"): "0.333333333", ("45.678", "mm:ss.0"): "16:19.2",
    ("1", '_ "¥"* #,##0.00_ '): "¥1.00", ("abc", "0"): "abc", ("nan", "0"): "nan", ("1e400", "0"): "1e400", ("-1", "yyyy"): "-1",
}  # fmt: skip


@every("case", FORMATS)
def test_numbers_are_shown_by_their_formats(case: tuple[str, str]) -> None:
    assert shown(*case, False) == FORMATS[case]


_CODES = st.lists(
    st.sampled_from(["0", "#", "?", ".", ",", "%", "E+", "E-", "/", "@", ";", '"元"', "\\", "_ ", "* ", "[h]", "[>=5]", "[DBNum1]", "[", "y", "m", "d", "h", "s", "AM/PM", "General", "!", " "])
).map("".join)  # fmt: skip


@given(st.floats().map(repr) | st.integers().map(str) | st.text(max_size=5), _CODES | st.text(max_size=8))
def test_any_number_is_shown_in_any_format(raw: str, code: str) -> None:
    assert isinstance(shown(raw, code, False), str)


def test_large_tables_are_better_files() -> None:
    assert suits_text(Table(original("xlsx", workbook({"甲": SHEETS["名单"][0]})).blocks[0].rows))  # type: ignore[union-attr]
    assert not suits_text(Table(((),) * 61))


def test_a_table_of_a_sheet_becomes_markdown() -> None:
    found = original("xlsx", workbook({"甲": SHEETS["换行"][0]}))
    assert body(found.blocks) == "| 要求 | 说明 |\n|---|---|\n| 一、甲<br>二、乙 | 丙<br>丁 |\n"


def test_what_is_no_workbook_is_said_in_words() -> None:
    for data in (b"", b"PK\3\4", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"<html>"):
        assert isinstance(read("xlsx", data), Unreadable)


def test_formulas_without_results_are_told_with_what_to_do() -> None:
    found = original("xlsx", workbook({"甲": Sheet([["人数"], [Number("", 0, "1+1")]])}))
    assert [(one.what, one.why) for one in found.lost] == [
        ("没有读出来的内容", "1 个公式没有存下结果（工作表“甲” A2），请用 Excel 或 WPS 打开、保存一次")
    ]
