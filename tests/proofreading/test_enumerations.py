"""Enumerations in running text: whichever member is left out is missed, and a whole one is silent."""

from __future__ import annotations

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.proofreading.counts import RULES as COUNTS
from xuanlan.proofreading.enumerations import RULES

NUMERALS = "一二三四五六七八九十"
FORMS = ("{}是抓好落实；", "{}要抓好落实；", "其{}，抓好落实。", "第{}，抓好落实。\n", "{}是抓好落实。\n\n")


def said(text: str) -> list[tuple[str, str]]:
    """The member at which something is told, and what."""
    return [(text[hit.start : hit.end], hit.values["said"]) for hit in RULES[0].find(text)]


def written(form: str, numbers: list[int]) -> str:
    return "主要做法如下：" + "".join(form.format(NUMERALS[number]) for number in numbers)


@given(st.sampled_from(FORMS), st.integers(1, 10), st.integers(1, 3))
def test_whole_enumerations_one_behind_another_are_silent(form: str, size: int, times: int) -> None:
    assert said(written(form, [*range(size)] * times)) == []


@given(st.sampled_from(FORMS), st.integers(3, 10), st.data())
def test_the_member_behind_a_gap_is_told(form: str, size: int, data: st.DataObject) -> None:
    left = data.draw(st.integers(1, size - 2))
    ((word, what),) = said(written(form, [number for number in range(size) if number != left]))
    assert NUMERALS[left + 1] in word
    assert NUMERALS[left] in what


@given(st.text("一二三四是要其第，。；\n\t（）抓", max_size=60))
def test_no_text_breaks_the_rule(text: str) -> None:
    assert all(0 <= hit.start < hit.end <= len(text) for hit in RULES[0].find(text))


@every(
    "text",
    [
        "一是学习；二是调研；三查问题；四是整改。",
        "一是学习。二是调研。\n二、时间\n二是下午。",
        "第一小组、第三小组留下。",
        "甲\t一是学习\n乙\t三是整改",
        "首先，点名。然后，讲评。再次，解散。",
        "这是第二次，第四次也一样。",
    ],
)
def test_what_is_no_gap_is_silent(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("录取下列3名：王甲、李乙。", ["2"]),
        ("以下5人获奖：王甲、李乙、张丙、赵丁。", ["4"]),
        ("共3名：\n1.王小甲\n2.李小乙\n\n请按时报到，逾期不候，特此通知。", ["2"]),
        ("下列两名同学录取：王甲、李乙、张丙。", ["3"]),
        ("以下3名教师：\n王小甲 李小乙 张小丙\n", []),
        ("以下3名教师：\n王小甲\n李小乙\n阿依古丽\n", []),
        ("以下3名教师负责，组长：王甲。", []),
        ("共3名，其中女2名：王甲、李乙。", []),
    ],
)
def test_names_in_a_sentence_or_below_it_are_counted(text: str, counted: list[str]) -> None:
    assert [hit.values["counted"] for hit in COUNTS[0].find(text)] == counted
