"""What comes in as Markdown shows on the page what the original showed, character by character."""

from __future__ import annotations

import re

from cases import every
from hypothesis import given
from hypothesis import strategies as st
from random_texts import MARKDOWN_PIECES, PIECES
from rendering import render

from xuanlan.imports.inline import clean
from xuanlan.imports.markdown import body
from xuanlan.imports.original import Block, Cell, Paragraph, Run, Table


def line(*runs: str | Run, number: str = "", depth: int = 0, level: int = 0) -> Paragraph:
    parts = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Paragraph(parts, number=number, depth=depth, level=level)


def cell(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell((line(text),), across, down)


def bold(text: str) -> Run:
    return Run(text, is_bold=True)


WRITTEN: dict[str, tuple[list[Block], str]] = {
    "prose means itself": ([line("各单位："), line("请于3月1日（周日）前报送。")], "各单位：\n\n请于3月1日（周日）前报送。\n"),
    "an automatic number is text": ([line("总体要求", number="一、", depth=1), line("甲", number="1. ", depth=2)], "一、总体要求\n\n1.甲\n"),
    "a number before a digit keeps its blank": ([line("5人一组", number="1. ", depth=1)], "1\\. 5人一组\n"),
    "a written number stays text": ([line("1. 甲")], "1\\. 甲\n"),
    "points are a list": ([line("甲", number="•", depth=1), line("乙", number="•", depth=2), line("丙", number="•", depth=1), line("丁")], "- 甲\n    - 乙\n- 丙\n\n丁\n"),
    "an item that begins a level too deep": ([line("甲", number="•", depth=3)], "- 甲\n"),
    "headings": ([line("总则", level=1), line("甲\n乙", level=2), line("丙", level=7)], "## 总则\n\n### 甲乙\n\n#### 丙\n"),
    "a heading with signs": ([line("甲 #", level=1)], "## 甲 #\n"),
    "a heading by its number needs no bold": ([line(bold("一、总体要求"))], "一、总体要求\n"),
    "bold between ideographs": ([line("请", bold("务必"), bold("按时"), "报送")], "请**务必按时**报送\n"),
    "blanks stand outside of bold": ([line("请", bold(" 务必 "), "报送")], "请 **务必** 报送\n"),
    "bold beside a stroke": ([line(bold("甲**"), "乙")], "**甲\\*\\***乙\n"),
    "italic, raised and lowered": ([line(Run("甲", is_italic=True), "m", Run("2", raised="sup"), "H", Run("2", raised="sub"))], "<i>甲</i>m<sup>2</sup>H<sub>2</sub>\n"),
    "links": ([line("见", Run("网页[1]", link="https://a.example/(1)"), Run("这里", link="javascript:alert(1)"))], "见[网页\\[1\\]](https://a.example/%281%29)这里\n"),
    "an address stays bare": ([line("见 ", Run("https://a.example/b_c", link="https://a.example/b_c"))], "见 https://a.example/b_c\n"),
    "lines of a paragraph": ([line("甲\n乙")], "甲\n\n乙\n"),
    "blanks at the beginning": ([line("    甲"), line("　　乙")], "甲\n\n乙\n"),
    "a rule and a fence": ([line("---"), line("```"), line("***")], "\\---\n\n\\`\\`\\`\n\n\\*\\*\\*\n"),
    "masked names": ([line("张*军、李*华")], "张*军、李*华\n"),
    "a picture stands alone": ([line("甲", Run("", picture="图片1.png"), "乙")], "甲\n\n![](图片1.png)\n\n乙\n"),
    "a table": ([Table(((cell("姓名"), cell("班级")), (cell("甲|乙"), cell("一班\n二班")), (cell(""), cell(""))))], "| 姓名 | 班级 |\n|---|---|\n| 甲\\|乙 | 一班<br>二班 |\n"),
    "a short row": ([Table(((cell("甲"), cell("乙")), (cell("丙"),)))], "| 甲 | 乙 |\n|---|---|\n| 丙 |  |\n"),
    "a title over a table": ([Table(((cell("名单", 2),), (cell("甲"), cell("乙"))))], "名单\n\n| 甲 | 乙 |\n|---|---|\n"),
    "words over several rows are repeated": (
        [Table(((cell("部门"), cell("姓名")), (cell("教务处", 1, 2), cell("甲")), (cell("乙"),)))],
        "| 部门 | 姓名 |\n|---|---|\n| 教务处 | 甲 |\n| 教务处 | 乙 |\n"),
    "numbers over several rows are not": (
        [Table(((cell("金额"), cell("姓名")), (cell("500", 1, 2), cell("甲")), (cell("乙"),)))],
        '<table>\n<tr><th>金额</th><th>姓名</th></tr>\n<tr><td rowspan="2">500</td><td>甲</td></tr>\n<tr><td>乙</td></tr>\n</table>\n'),
    "a head of two rows": (
        [Table(((cell("甲", 1, 2), cell("乙", 2)), (cell("丙*"), cell("丁")), (cell("1"), cell("2"), cell("<3"))))],
        '<table>\n<tr><th rowspan="2">甲</th><th colspan="2">乙</th></tr>\n<tr><th>丙&#42;</th><th>丁</th></tr>\n<tr><td>1</td><td>2</td><td>&#60;3</td></tr>\n</table>\n'),
    "a table of one column": ([Table(((cell("甲"),), (cell("乙"),)))], "甲\n\n乙\n"),
    "nothing": ([line(""), line("\u200b"), Table(())], ""),
}  # fmt: skip


@every("name", WRITTEN)
def test_blocks_are_written_with_as_few_escapes_as_can_be(name: str) -> None:
    blocks, expected = WRITTEN[name]
    assert body(blocks) == expected


def test_pictures_are_named_as_the_caller_says_and_others_left_out() -> None:
    blocks = [line("甲", Run("", picture="a.png")), line(Run("", picture="b.png"))]
    assert body(blocks, {"a.png": "附件/图 1.png"}) == "甲\n\n![](附件/图%201.png)\n"


_SIGNS = st.sampled_from([*PIECES, *MARKDOWN_PIECES]) | st.text(max_size=4)
_TEXTS = st.lists(_SIGNS, max_size=6).map("".join)
_RUNS = st.builds(
    Run, _TEXTS, st.booleans(), st.booleans(), st.sampled_from(["", "", "", "sup", "sub"]),
    st.sampled_from(["", "", "https://a.example/甲(1)", "tel:12345"]), st.just(""),
)  # fmt: skip
_PARAGRAPHS = st.builds(
    lambda runs, number, depth, level: Paragraph(tuple(runs), number=number, depth=depth, level=level),
    st.lists(_RUNS, max_size=4), st.sampled_from(["", "", "一、", "（1）", "1.", "1) ", "*", "-", "•"]),
    st.integers(0, 3), st.sampled_from([0, 0, 0, 1, 3]),
)  # fmt: skip
_CELLS = st.builds(lambda runs: Cell((Paragraph(tuple(runs)),)), st.lists(_RUNS, max_size=2))
_TABLES = st.lists(st.lists(_CELLS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(
    lambda rows: Table(tuple(rows))
)
_WIDE = st.builds(
    lambda one, other, last: Table(((Cell(one.paragraphs, 2, 1), other), (last, other, one))), _CELLS, _CELLS, _CELLS
)


def _visible(blocks: list[Block]) -> str:
    words = ""
    for block in blocks:
        if isinstance(block, Table):
            words += "".join(paragraph.text for row in block.rows for one in row for paragraph in one.paragraphs)
        elif block.number == "•" and block.depth and not block.level:
            words += block.text.removeprefix("•")
        else:
            words += block.text
    return re.sub(r"\s+", "", clean(words))


@given(st.lists(_PARAGRAPHS | _TABLES | _WIDE, max_size=6))
def test_the_page_shows_every_character_of_any_text_in_order(blocks: list[Block]) -> None:
    rendered, _ = render(body(blocks), title="")
    assert re.sub(r"\s+", "", rendered.text) == _visible(blocks)
