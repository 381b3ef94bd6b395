"""Blocks within the items of lists: notes, HTML, paragraphs; and what looks like an item and is none."""

from __future__ import annotations

import re

import pytest
from markupkit import shown, told
from test_notes import box

NOTES = [
    '!!! note "甲"\n    乙\n\n    丙',
    "> [!NOTE] 甲\n> 乙\n>\n> 丙",
    "[!NOTE] 甲\n    乙\n\n    丙",
    "::: note 甲\n乙\n\n丙\n:::",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize(
    "sign", ["- ", "* ", "+ ", "1. ", "1) ", "-   ", "- - ", "1. - ", "> - ", "　　1. ", "1.　", "-\t"]
)
def test_a_note_may_begin_an_item_and_ends_with_it(note: str, sign: str) -> None:
    first, *others = note.split("\n")
    quote = "> " if sign[0] == ">" else ""
    wide = len(sign.replace("　　", "    ").expandtabs(4)) - len(quote)
    body = "\n".join([sign + first, *(quote + " " * wide + line if line else quote for line in others)])
    last = sign.replace("- -", "-").replace("1. -", "1.").replace("1", "2")
    html = shown(f"{body}\n{last}丁")
    assert box("note", "甲", "乙", "丙") in html
    assert html.count("<li") == sign.count("-") + sign.count("1") + sum(map(sign.count, "*+")) + 1
    assert re.search(r"<li[^>]*>\n?(<p>)?丁(</p>\n)?</li>", html)
    assert told(f"{body}\n{last}丁") == []


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_note_stands_in_the_later_lines_of_an_item(note: str, gap: str) -> None:
    inner = "\n".join(f"   {line}" if line else "" for line in note.split("\n"))
    body = f"1. 丁{gap}{inner}\n2. 戊"
    assert "<p>丁</p>\n" + box("note", "甲", "乙", "丙") + "\n</li>" in shown(body)
    assert told(body) == []


def test_a_container_around_a_list_does_not_end_within_an_item() -> None:
    html = shown("::: tip\n- ::: danger\n  甲\n  :::\n- 乙\n:::\n丙")
    assert html.endswith("</ul>\n</div>\n<p>丙</p>")
    assert box("danger", "警告", "甲") in html
