"""The text of a file for the search: what is seen, a paragraph or a row a line, bounded."""

from __future__ import annotations

from io import BytesIO

import pytest
from office_texts import cell, docx, para, pdf, row, run, sheet, show, xlsx

from xuanlan.office.contents import Contents, Hidden, Piece, Row, Table
from xuanlan.office.read import read
from xuanlan.office.text import MOST, plain_text
from xuanlan.text.folding import fold


def text(suffix: str, data: bytes) -> str:
    found = read(suffix, BytesIO(data), len(data))
    assert isinstance(found, Contents)
    return plain_text(found)


def test_paragraphs_are_lines_and_the_cells_of_a_row_stand_side_by_side() -> None:
    rows = (row(1, cell("A1", "序号"), cell("C1", "责任区")), row(3, cell("A3", "1"), cell("C3", "行政楼\n一层")))
    assert text("xlsx", xlsx(("表", "", sheet(*rows)))) == "序号 责任区\n1 行政楼 一层"
    assert text("docx", docx(para(run("第一段")) + para(run("第二"), run("段  完")))) == "第一段\n第二段 完"


def test_what_nobody_sees_is_not_in_it() -> None:
    hidden = Table("", (Row(1, {1: "藏"}),))
    found = Contents((Piece("看", ""),), (), (Hidden("批注", "", "藏"),), (("隐藏的行", hidden),))
    assert plain_text(found) == "看"


def test_a_paragraph_of_a_pdf_is_one_line_again() -> None:
    lines = ("关于开展活动的通知", "请各单位认真组织，按时报送材料，逾期", "不候。", "联系人：办公室")
    page = b"".join(show(line, 700 - 20 * at) for at, line in enumerate(lines))
    assert text("pdf", pdf(page)) == "\n".join((lines[0], lines[1] + lines[2], lines[3]))


@pytest.mark.parametrize("lines", [("甲，", "戊己"), ("abc甲", "乙x"), ("12", "34"), ("甲。", "乙"), ("甲", "（乙）")])
def test_to_join_lines_does_not_change_what_is_found(lines: tuple[str, ...]) -> None:
    long = ("宣传栏" * 10 + lines[0], *lines[1:])
    assert fold(plain_text(Contents((Piece("\r\n".join(long), ""),)))) == fold("\n".join(long))


def test_a_column_of_short_lines_stays_one() -> None:
    assert plain_text(Contents((Piece("王小明\n李小红\n赵小刚", ""),))) == "王小明\n李小红\n赵小刚"


def test_what_no_file_of_the_index_can_hold_is_left_out() -> None:
    assert plain_text(Contents((Piece("甲\x00乙\ud800丙\u2028丁\v戊", ""),))) == "甲乙丙\n丁\n戊"


def test_a_long_file_ends_at_the_bound() -> None:
    found = Contents(tuple(Piece("宣" * 999, "") for _ in range(MOST)))
    assert plain_text(found) == (("宣" * 999 + "\n") * MOST)[:MOST].rstrip()
    assert len(plain_text(Contents((Piece("宣" * (MOST + 5), ""),)))) == MOST
