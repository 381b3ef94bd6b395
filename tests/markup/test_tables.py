"""Tables are read as they were meant, however they were typed; what cannot be read is told at its line."""

from __future__ import annotations

import re

import pytest
import rendering
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanlan.markup.rendered import Rendered

HEAD = "| 姓名 | 电话 |\n| --- | --- |\n"
PLAIN = [["姓名", "电话"], ["甲", "一"], ["乙", "二"]]


def render(body: str) -> tuple[Rendered, list[tuple[str, int]]]:
    rendered, found = rendering.render(body, rendering.nowhere)
    return rendered, [(item.code, item.position.line) for item in found]


def cells(html: str) -> list[list[str]]:
    """Every row of the tables on a page."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


TYPED = {
    "as it should be": HEAD + "| 甲 | 一 |\n| 乙 | 二 |",
    "too few dashes": "| 姓名 | 电话 |\n|---|\n| 甲 | 一 |\n| 乙 | 二 |",
    "too many dashes": "| 姓名 | 电话 |\n|---|---|---|\n| 甲 | 一 |\n| 乙 | 二 |",
    "dashes without pipes": "| 姓名 | 电话 |\n---\n| 甲 | 一 |\n| 乙 | 二 |",
    "no dashes": "| 姓名 | 电话 |\n| 甲 | 一 |\n| 乙 | 二 |",
    "dashes above the head": "|---|---|\n| 姓名 | 电话 |\n|---|---|\n| 甲 | 一 |\n| 乙 | 二 |",
    "a long dash": "| 姓名 | 电话 |\n| — | — |\n| 甲 | 一 |\n| 乙 | 二 |",
    "two long dashes": "| 姓名 | 电话 |\n|——|——|\n| 甲 | 一 |\n| 乙 | 二 |",
    "wide dashes": "| 姓名 | 电话 |\n| －－ | －－－ |\n| 甲 | 一 |\n| 乙 | 二 |",
    "small dashes": "| 姓名 | 电话 |\n| ﹣﹣ | ﹣﹣ |\n| 甲 | 一 |\n| 乙 | 二 |",
    "one dash": "姓名|电话\n-|-\n甲|一\n乙|二",
    "wide pipes": "｜ 姓名 ｜ 电话 ｜\n｜ --- ｜ --- ｜\n｜ 甲 ｜ 一 ｜\n｜ 乙 ｜ 二 ｜",
    "wide pipes here and there": "| 姓名 ｜ 电话 |\n|---|---|\n| 甲 | 一 |\n｜ 乙 | 二 ｜",
    "all wide": "｜姓名｜电话｜\n｜——｜——｜\n｜甲｜一｜\n｜乙｜二｜",
    "empty lines": "| 姓名 | 电话 |\n\n| --- | --- |\n\n| 甲 | 一 |\n\n\n| 乙 | 二 |",
    "empty lines, no dashes": "| 姓名 | 电话 |\n\n| 甲 | 一 |\n\n| 乙 | 二 |",
    "wide spaces before": "　　| 姓名 | 电话 |\n　　| --- | --- |\n　　| 甲 | 一 |\n　　| 乙 | 二 |",
    "wide spaces before some": "　　| 姓名 | 电话 |\n| --- | --- |\n　| 甲 | 一 |\n| 乙 | 二 |",
    "wide spaces within": "|　姓名　|　电话　|\n|　---　|　---　|\n|　甲　|　一　|\n|　乙　|　二　|",
    "spaces before": "    | 姓名 | 电话 |\n    | --- | --- |\n  | 甲 | 一 |\n | 乙 | 二 |",
    "spaces that do not break": "\xa0| 姓名 | 电话 |\n\xa0| --- | --- |\n\xa0| 甲 | 一 |\n\xa0| 乙 | 二 |",
    "doubled pipes": "|| 姓名 || 电话 ||\n|| 甲 || 一 ||\n|| 乙 || 二 ||",
    "doubled in the head": "||姓名||电话||\n|甲|一|\n|乙|二|",
    "no pipe at the end": "| 姓名 | 电话\n| --- | ---\n| 甲 | 一\n| 乙 | 二",
    "no pipe at the beginning": "姓名 | 电话 |\n--- | --- |\n甲 | 一 |\n乙 | 二 |",
    "pipes at the ends of some": "姓名 | 电话\n--- | ---\n| 甲 | 一 |\n乙 | 二",
}
INDENTED = ("wide spaces before", "wide spaces before some", "spaces before", "spaces that do not break")
"""These belong to the item above them."""
AROUND = {
    "alone": "{}",
    "under a text": "上文\n{}",
    "over a text": "{}\n下文",
    "under an item": "- 项\n{}",
    "over a list": "{}\n- 项",
    "over a numbered list": "{}\n1. 项",
    "over a heading": "{}\n## 题",
    "over a quote": "{}\n> 引",
}


@every("around", AROUND)
@every("typed", TYPED)
def test_a_table_is_one_however_it_is_typed_and_whatever_stands_beside_it(typed: str, around: str) -> None:
    rendered, found = render(AROUND[around].format(TYPED[typed]))
    assert cells(rendered.html) == PLAIN
    assert "|" not in rendered.text
    assert "｜" not in rendered.text
    assert found == []
    if "list" in around or "item" in around:
        item = re.search(r"<li[^>]*>(.*?)</li>", rendered.html, re.DOTALL)
        assert item
        assert item[1].startswith("项")
        assert cells(item[1]) == (PLAIN if around == "under an item" and typed in INDENTED else [])


@every("typed", TYPED)
@every("sign", ["> ", "- ", "1. ", "> 1. "])
def test_a_table_is_one_in_a_quote_and_in_an_item(sign: str, typed: str) -> None:
    indent = re.sub(r"[^>]", " ", sign)
    lines = TYPED[typed].split("\n")
    body = "\n".join((indent if at else sign) + line for at, line in enumerate(lines))
    rendered, found = render(body)
    assert cells(rendered.html) == PLAIN
    assert found == []
    assert rendered.html.count("<li" if sign[-2] != ">" else "<blockquote") == 1


@pytest.mark.parametrize(
    ("rule", "ways"),
    [("|:--|--:|", ["left", "right"]), ("| :-: | --- |", ["center"]), ("|：--|--：|", ["left", "right"]), ("|:—:|:——：|", ["center"] * 2)],
)  # fmt: skip
def test_colons_say_on_which_side_a_column_stands(rule: str, ways: list[str]) -> None:
    html = render(f"| 姓名 | 电话 |\n{rule}\n| 甲 | 一 |")[0].html
    assert re.findall(r'<td align="(\w+)"', html) == ways


@every(
    ("rows", "found"),
    [
        ("| 甲 | 一 | 三 |", [("table-row", 3)]),
        ("| 甲 | 一 |\n| 乙 | 二 | 三 | 四 |\n| 丙 | 三 |", [("table-row", 4)]),
        ("| 甲 |\n| 乙 | 二 |", [("table-row", 3)]),
        ("| 甲 | 一 |\n| 乙 |", [("table-row", 4)]),
        ("| 甲 | 早上\n晚上 |\n| 乙 | 二 |", [("table-row", 4)]),
        ("| 甲 | 早上\n中午\n晚上 |\n| 乙 | 二 |", [("table-row", 4), ("table-row", 5)]),
        ("| 甲 |\n一 |\n| 乙 | 二 |", [("table-row", 3), ("table-row", 4)]),
        ("| 甲 | 一 | 三 |\n| 乙 | 二 | 四 |", [("table-head", 1)]),
        ("| 甲 | 一 |\n中间一句\n| 乙 | 二 |", [("table-not-table", 5)]),
        ("| 甲 | 一 |\n中间一句\n| 乙 | 二 |\n| 丙 | 三 |", [("table-not-table", 5)]),
        ("| 甲 | a\\|b |\n| 乙 | `c|d` |\n| 丙 | ``e`|f`` |", []),
        ("| 甲 | |\n| | 二 |", []),
        ("| 甲 | 丙｜丁 |\n| 乙 | 二 |", []),
        ("| - | —— |\n| 乙 | 二 |", []),
        ("| 甲 | 一 |\n| - | - |\n| —— | —— |\n| 乙 | --- |", []),
        ("| 甲 | 一 |\n|---|---|", [("table-rule", 4)]),
        ("| 甲 | 一 |\n| 地点 | 电话 |\n| :--- | ---: |\n| 乙 | 二 |", [("table-rule", 5)]),
    ],
)
@every("sign", ["", "> ", "- "])
def test_a_row_that_does_not_fit_its_head_is_told_and_loses_no_word(
    sign: str, rows: str, found: list[tuple[str, int]]
) -> None:
    indent = re.sub(r"[^>]", " ", sign)
    body = "\n".join((indent if at else sign) + line for at, line in enumerate((HEAD + rows).split("\n")))
    rendered, told = render(body)
    assert told == found
    for word in re.findall(r"\w", rows):
        assert word in rendered.text


NONE = {
    "grid": "+----+----+\n| 姓名 | 电话 |\n+====+====+\n| 甲 | 一 |\n+----+----+",
    "drawn": "┌──┬──┐\n│姓名│电话│\n├──┼──┤\n│甲│一│\n└──┴──┘",
    "simple": "姓名      电话\n------    ------\n甲        一\n乙        二",
    "simple, equals": "姓名  电话\n====  ====\n甲  一",
    "uneven": "| 姓名 | 电话 |\n| 甲 | 一 | 三 |\n| 乙 |",
    "wrong dashes and uneven": "| 姓名 | 电话 |\n|---|\n| 甲 | 一 | 三 |\n| 乙 | 二 |",
    "no head": "|---|---|\n| 甲 | 一 |\n| 乙 | 二 |",
    "one row": "| 姓名 | 电话 |",
    "without outer pipes": "序号 | 姓名 | 电话\n1 | 甲 | 一",
    "without outer pipes, two columns": "姓名 | 电话\n甲 | 一\n乙 | 二",
}


@every("around", ["{}", "上文\n\n{}\n\n下文", "{}\n\n下文"])
@every("written", NONE)
def test_what_is_like_a_table_and_cannot_be_read_is_told_once_at_its_first_line(written: str, around: str) -> None:
    rendered, found = render(around.format(NONE[written]))
    assert found == [("table-not-table", 3 if around.startswith("上文") else 1)]
    for word in re.findall(r"\w", NONE[written]):
        assert word in rendered.text


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("姓名\t电话\n甲\t一\n乙\t二", [("table-tabs", 1)]),
        ("上文\n\n姓名\t单位\t电话\n甲\t丙\t一", [("table-tabs", 3)]),
        ("甲方：\t乙方：\n日期：\t日期：", []),
        ("时间:\t三月八日\n地点:\t礼堂", []),
        ("1.\t甲\n2.\t乙", []),
        ("姓名\t电话", []),
        ("\t甲\n\t乙", []),
    ],
)
def test_lines_pasted_from_a_spreadsheet_are_told(body: str, found: list[tuple[str, int]]) -> None:
    assert render(body)[1] == found


@every(
    "body",
    [
        "选A|B均可。",
        "选 A | B 均可。\n再选 C | D。",
        "|x|+|y|=1",
        "语文｜数学｜英语",
        "首页 | 新闻 | 公告",
        "`a|b`\n`c|d`",
        "a\\|b\\|c\na\\|b\\|c",
        "```\n| a | b |\n| c |\n```",
        "> ```\n> | a | b |\n> ```",
        "├── 通知\n└── 公告",
        "— — —",
        "——\n| ",
        "甲  乙\n\n------",
        "电话：0000-88880000\n---\n地址：甲路1号",
        "- 甲 | 乙\n- 丙 | 丁\n- 戊 | 己",
        "李*|王*",
    ],
)
def test_pipes_and_dashes_in_a_text_are_not_nagged_about(body: str) -> None:
    rendered, found = render(body)
    assert found == []
    assert "<table" not in rendered.html


def test_two_tables_with_an_empty_line_between_stay_two() -> None:
    html = render(f"{HEAD}| 甲 | 一 |\n\n{HEAD}| 乙 | 二 |")[0].html
    assert html.count("<table") == 2
    assert cells(html) == [PLAIN[0], PLAIN[1], PLAIN[0], PLAIN[2]]


def test_the_place_of_a_wrong_row_is_right_where_a_comment_stood() -> None:
    assert render(f"<!-- 一\n二 -->\n\n{HEAD}| 甲 | 一 | <!-- 三 | --> 四 |")[1] == [("table-row", 6)]


CELL = st.text(st.sampled_from("甲乙 1*`\\|&<"), max_size=5)


@settings(max_examples=200)
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=4), width=st.integers(1, 3))
def test_no_word_of_any_row_is_lost(rows: list[list[str]], width: int) -> None:
    head = f"| {' | '.join('题' * width)} |\n|{'---|' * width}\n"
    body = head + "\n".join(f"| {' | '.join(row)} |" for row in rows)
    rendered, _ = render(body)
    for sign in "甲乙1":
        assert rendered.text.count(sign) == body.count(sign)


@pytest.mark.parametrize(
    "body",
    [
        "a|b\n" * 20_000,
        "| a | b |\n| a |\n" * 10_000,
        "| a | b |\n\n" * 10_000,
        "|---|---|\n" * 20_000,
        ("| a | b |\n" + "\n" * 1000) * 100,
        "a\tb\na\tb\tc\n" * 10_000,
        f"{HEAD}| 甲 | 一 | 三 |\n| 乙 |\n" + "| 甲 | 一 | 三 |\n| 乙 |\n" * 5000,
    ],
    ids=["loose", "uneven", "empty lines", "dashes", "gaps", "tabs", "wrong"],
)
def test_many_rows_cost_no_more_than_their_size_and_are_not_told_one_by_one(body: str) -> None:
    rendered, found = render(body)
    assert rendered.html
    assert len(found) <= 50


@every("signs", ["••", "1、 2、", "1. 2.", "（1） （2）", "①②", "一、 二、", "1.1 1.2", "第一条 第二条", "a) b)", "ØØ", "oo", "\uf0b7\uf0b7", "––"])  # fmt: skip
def test_items_as_word_writes_them_are_not_said_to_look_like_a_table(signs: str) -> None:
    one, two = signs.split() if " " in signs else list(signs)
    assert render(f"{one}\t甲\n{two}\t乙")[1] == []
    assert render(f"　　{one}\t甲\n　　{two}\t乙")[1] == []
