"""Blocks for paper: every word of a text is in them, in order, and nothing in them can leave the sheet."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from random_texts import MARKDOWN_TEXTS, ODD_TEXTS
from rendering import render, there

from xuanlan.markup.items import plain_text
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.lines import DIVIDER, bare, kept, narrowed
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.tables import table
from xuanlan.text.segmenter import usual_phrases

ARROW = re.compile(r'<a class="footnote-backref"[^>]*>.*?</a>')
HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
CELLS = st.builds(
    lambda words, th, cs, rs: {"t": "cell", "th": th, "cs": cs, "rs": rs, "align": "", "blocks": _paragraph(words)},
    st.text(HANZI | st.sampled_from("aW0. "), max_size=20),
    st.booleans(),
    st.integers(1, 5),
    st.integers(1, 5),
)


def _paragraph(words: str) -> list[Block]:
    return [{"t": "p", "role": "", "i": [{"s": words}]}]


def letters(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def blocks(body: str) -> list[Block]:
    return blocks_of(render(body, there)[0].html)


@settings(max_examples=800)
@given(text=ODD_TEXTS | MARKDOWN_TEXTS)
@example(text="文[^1]字\n\n[^1]: 注\n\n- [x] 甲\n- [ ] 乙\n\n| 甲 |\n|---|\n| 乙 |")
@example(text="<ul>甲<li>乙</li>丙</ul><li>丁</li>")
@example(text="<table><tr><td>甲<table><tr><td>乙</td></tr></table><ul><li>丙</ul></td></tr></table>")
@example(text="<pre>甲<pre>乙</pre>丙</pre>")
@example(text="<blockquote>甲<blockquote><p>乙</blockquote>丙")
def test_the_blocks_of_a_text_hold_its_words_and_no_others(text: str) -> None:
    html = render(text, there)[0].html
    assert letters(text_of(blocks_of(html))) == letters(plain_text(ARROW.sub("", html)))


def test_what_a_text_is_made_of_becomes_blocks_of_its_kind() -> None:
    body = "各部门：\n\n一、要求\n\n文**重**字\n\n（一）细目\n\n> 引文\n\n---\n\n![图](a.png)\n\n```\n码  1\n```\n\n学生会\n\n2026年3月8日\n"
    assert [(b["t"], b.get("level") or b.get("role")) for b in blocks(body)] == [
        ("p", "addressees"), ("h", 2), ("p", ""), ("h", 3), ("quote", None), ("rule", None), ("image", None), ("pre", None),
        ("p", "signed"), ("p", "signed"),
    ]  # fmt: skip


def test_runs_keep_their_marks_where_they_are_nested() -> None:
    (block,) = blocks("甲**乙<sup>丙</sup>**丁<br>戊\n")
    assert block["i"] == [
        {"s": "甲"}, {"s": "乙", "b": True}, {"s": "丙", "b": True, "sup": True}, {"s": "丁"}, {"br": True}, {"s": "戊"},
    ]  # fmt: skip


def test_lists_are_numbered_as_official_documents_number_levels() -> None:
    (top,) = blocks("3. 甲\n    1. 乙\n        1. 丙\n        2. 丁\n4. 戊\n")
    (inner,) = top["items"][0][1:]
    (innermost,) = inner["items"][0][1:]
    assert (top["signs"], inner["signs"], innermost["signs"]) == (["3.", "4."], ["（1）"], ["①", "②"])
    (lettered,) = blocks('<ol type="a"><li>甲<li value="5">乙<li>丙</ol>')
    assert lettered["signs"] == ["a.", "e.", "f."]
    assert blocks("- 甲\n")[0]["signs"] == ["·"]


def test_a_footnote_has_its_number_in_the_text_and_in_the_list_and_no_arrow() -> None:
    paragraph, rule, notes = blocks("文字[^甲]。\n\n[^甲]: 注释。\n")
    assert [(run["s"], run.get("sup", False)) for run in paragraph["i"]] == [
        ("文字", False),
        ("1", True),
        ("。", False),
    ]
    assert (rule["t"], notes["signs"], text_of([notes])) == ("rule", ["1."], "注释。")


def test_tasks_are_boxes_to_be_ticked() -> None:
    (tasks,) = blocks("- [ ] 甲\n- [x] 乙\n")
    assert [item[0]["i"][0] for item in tasks["items"]] == [{"task": False}, {"task": True}]


@pytest.mark.parametrize(
    "long", ["https://www.example.cn/" + "a" * 200, "_" * 100, "—" * 100, "é" * 50, "&nbsp;" * 60, "。" * 40]
)
def test_a_long_run_without_a_space_may_be_broken_every_few_signs(long: str) -> None:
    (block,) = blocks(f"网址{long}在此\n")
    assert max(map(len, kept(block["i"][0]["s"], 26).split(DIVIDER))) <= 5 + len("网址在此")
    (code,) = blocks(f"```\n{long}\n```\n")
    assert max(map(len, kept(code["text"], 26).split(DIVIDER))) <= 5 if ";" not in long else code["text"]


@given(word=st.text(), room=st.integers(1, 9))
def test_a_word_that_is_divided_in_a_cell_is_the_same_word(word: str, room: int) -> None:
    (run,) = narrowed([{"s": word}], room)
    assert bare(run["s"]) == bare(word)
    assert "e\u0301" in narrowed([{"s": "e\u0301" * 3}], 1)[0]["s"]


@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=12))
def test_every_cell_of_a_table_has_a_place_of_its_own_inside_it(rows: list[list[Block]]) -> None:
    words = letters("".join(text_of(cell["blocks"]) for row in rows for cell in row))
    made = table(rows)
    assert letters(text_of(made)) == words
    for found in made:
        head, height = found["head"], len(found["rows"])
        taken: set[tuple[int, int]] = set()
        for cell in (cell for row in found["rows"] for cell in row):
            places = {(cell["x"] + dx, cell["y"] + dy) for dx in range(cell["cs"]) for dy in range(cell["rs"])}
            assert not places & taken
            taken |= places
            assert cell["x"] + cell["cs"] <= found["columns"]
            assert cell["y"] + cell["rs"] <= (head if cell["y"] < head else height)
        assert sum(found["widths"]) == pytest.approx(225 if found["turned"] else 156, abs=0.5)
        assert min(found["widths"]) > 2.8 + found["size"] * 25.4 / 72 * 0.99 or found["columns"] > 30


def test_columns_get_room_by_what_they_hold_and_short_ones_are_centred() -> None:
    (found,) = blocks("| 序号 | 单位 | 说明 |\n|---|---|---|\n| 1 | 后勤保障处 | " + "说明" * 30 + " |\n")
    narrow, middle, wide = found["widths"]
    assert narrow < middle < wide
    assert [cell["align"] for cell in found["rows"][1]] == ["center", "center", "left"]
    assert found["size"] == 14


TITLES = st.text(HANZI | st.sampled_from("的、《》“”（）〔〕0123456789年月日A—"), min_size=1, max_size=90)


@given(title=TITLES)
def test_a_title_is_divided_without_losing_a_sign(title: str) -> None:
    lines = title_lines(usual_phrases(title), 20)
    assert not lines or "".join(lines) == title
    assert all(len(line) <= 20 / 0.6 for line in lines)
    for before, after in pairwise(lines):
        assert before[-1] not in "《“（〔第"
        assert after[0] not in "》”）〕、年月日"
        assert not re.fullmatch(r"[0-9A]{2}", before[-1] + after[0])


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于停电的通告", ["关于停电的通告"]),
        ("关于做好2026年中秋国庆假期安全工作的通知", ["关于做好2026年中秋", "国庆假期安全工作的通知"]),
        ("关于加强校园电动自行车停放和充电管理的通告", ["关于加强校园电动自行车", "停放和充电管理的通告"]),
    ],
)
def test_the_lines_of_a_title_end_between_words(title: str, lines: list[str]) -> None:
    assert title_lines(usual_phrases(title), 20) == lines
