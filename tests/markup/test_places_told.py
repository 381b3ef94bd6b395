"""Where findings are said to be: tables, notes and HTML around them add and take lines, yet each is told where it
stands in the file."""

from __future__ import annotations

from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render

Told = set[tuple[str, int, int]]

BEFORE = [
    "正文一段。\n\n", "今晚停水。\n", "# 标题\n", "#3楼停水\n", "* * *\n\n", "甲  \n乙\n\n", "**粗\n粗**\n\n", "某某学校\n2026. 11. 1\n\n",
    "!!! note\n    甲\n\n", '!!! note "题"\n\n    - 甲\n    - 乙\n\n', "> [!NOTE]\n> 甲\n\n", "??? 折叠\n    乙\n\n",
    '=== "甲"\n    乙\n\n', "::: tip\n甲\n:::\n\n", "- 甲\n  !!! note\n      乙\n\n", "1. 甲\n   - 乙\n   > 丙\n\n",
    "<details><summary>概</summary>\n\n甲\n</details>\n\n", '<div align="right">甲</div>\n\n', "甲<div>乙</div>丙\n\n",
    '<div\n class="x"\n>\n甲\n</div>\n\n', "<center>\n\n甲\n\n</center>\n\n", "<p>甲\n<p>乙\n\n", "<pre>\n```\n| 甲 |\n</pre>\n\n",
    "<table>\n<tr><td>甲</td></tr>\n</table>\n\n", "<!-- 注释\n多行 -->\n\n", "```\n代码\n```\n\n", '``` title="题"\n代码\n```\n\n',
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n", "甲 | 乙\n---|---\n1 | 2\n\n", "- 甲\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n",
    "| 甲 | 乙 |\n\n|---|---|\n\n| 1 | 2 |\n\n", "｜甲｜乙｜\n｜——｜——｜\n｜1｜2｜\n\n", "　　| 甲 | 乙 |\n　　|---|---|\n　　| 1 | 2 |\n\n",
]  # fmt: skip
"""Texts about which nothing is to be told."""

FAULTS: list[tuple[str, str, int, int]] = [
    ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n\n", "table-row", 3, 1),
    ("> | 甲 | 乙 |\n> |---|---|\n> | 1 | 2 | 3 |\n\n", "table-row", 3, 3),
    ("1. 甲\n   | 甲 | 乙 |\n   |---|---|\n   | 1 | 2 | 3 |\n\n", "table-row", 4, 4),
    ("!!! note\n    | 甲 | 乙 |\n    |---|---|\n    | 1 | 2 | 3 |\n\n", "table-row", 4, 5),
    ("<details>\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n\n</details>\n\n", "table-row", 5, 1),
    ("!!! note\n\n", "note-empty", 1, 1),
    ("> [!NOTE]\n\n", "note-empty", 1, 3),
    ("- 甲\n  !!! note\n\n", "note-empty", 2, 3),
    ("!!! warning 急\n甲\n\n", "note-flush", 2, 1),
    ("<div>\n甲\n\n", "html-unclosed", 1, 1),
    ("::: tip\n甲\n\n", "container-unpaired", 1, 1),
    ("```\n甲\n\n", "fence-unclosed", 1, 1),
    ('<iframe src="x"></iframe>\n\n', "html-removed", 1, 1),
    ("甲 [看](C:\\a.txt)\n\n", "link-local-disk", 1, 7),
    ("甲 ++插++\n\n", "mark-foreign", 1, 3),
    ("[见]（https://a.example/）\n\n", "link-form", 1, 1),
]


def findings(text: str) -> Told:
    return {(item.code, item.position.line, item.position.column) for item in render(text)[1]}


@every("text", BEFORE)
def test_nothing_is_told_of_an_ordinary_text(text: str) -> None:
    assert findings(text) == set()


@settings(max_examples=150)
@given(st.lists(st.sampled_from(BEFORE), max_size=6), st.sampled_from(FAULTS), st.sampled_from(["", "正文。\n\n"]))
def test_a_fault_is_told_at_its_line_and_column_whatever_stands_before(
    before: list[str], fault: tuple[str, str, int, int], after: str
) -> None:
    text, code, line, column = fault
    start = "".join(before) + "\n"
    assert findings(start + text + after) == {(code, start.count("\n") + line, column)}


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(BEFORE), st.sampled_from(FAULTS[:9])), max_size=8))
def test_faults_of_one_text_are_told_each_at_its_own_place(parts: list[str | tuple[str, str, int, int]]) -> None:
    text, expected = "", set()
    for part in parts:
        text += "\n" * (not isinstance(part, str) or not text.endswith("\n\n"))
        if not isinstance(part, str):
            expected.add((part[1], text.count("\n") + part[2], part[3]))
        text += part if isinstance(part, str) else part[0] + "后文。\n\n"
    assert findings(text) == expected
