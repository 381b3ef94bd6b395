"""Blocks within the items of lists: notes, HTML, paragraphs; and what looks like an item and is none."""

from __future__ import annotations

import re

import pytest
from cases import every
from rendering import box, render, shown, told

NOTES = [
    '!!! note "甲"\n    乙\n\n    丙',
    "> [!NOTE] 甲\n> 乙\n>\n> 丙",
    "[!NOTE] 甲\n    乙\n\n    丙",
    "::: note 甲\n乙\n\n丙\n:::",
]


@every("note", NOTES)
@every("sign", ["- ", "* ", "+ ", "1. ", "1) ", "-   ", "- - ", "1. - ", "> - ", "　　1. ", "1.　", "-\t"])
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


@every("note", NOTES)
@every("gap", ["\n", "\n\n"])
def test_a_note_stands_in_the_later_lines_of_an_item(note: str, gap: str) -> None:
    inner = "\n".join(f"   {line}" if line else "" for line in note.split("\n"))
    body = f"1. 丁{gap}{inner}\n2. 戊"
    assert "<p>丁</p>\n" + box("note", "甲", "乙", "丙") + "\n</li>" in shown(body)
    assert told(body) == []


def test_a_container_around_a_list_does_not_end_within_an_item() -> None:
    html = shown("::: tip\n- ::: danger\n  甲\n  :::\n- 乙\n:::\n丙")
    assert html.endswith("</ul>\n</div>\n<p>丙</p>")
    assert box("danger", "警告", "甲") in html


HTML = {
    "<ul>\n<li>甲</li>\n</ul>": "<ul>\n<li>甲</li>\n</ul>",
    "<ol><li>甲</li></ol>": "<ol><li>甲</li></ol>",
    "<table>\n\n<tr><td>甲</td></tr>\n</table>": "<tr><td>甲</td></tr>\n</tbody></table>",
    "<pre>\n甲\n  乙\n</pre>": "<pre>甲\n  乙\n</pre>",
}
PLACES = [
    *("- 前\n  {}\n- 后", "1. 前\n   {}\n2. 后", "1. 前\n    {}\n2. 后", "- 前\n\n  {}\n\n- 后", "- {}\n- 后"),
    *("> - 前\n>   {}\n> - 后", "- - 前\n    {}\n  - 后", "1. {}\n\n2. 后"),
]


@every("element", HTML)
@every("place", PLACES)
def test_html_in_an_item_stays_in_it_and_whole(element: str, place: str) -> None:
    before = re.findall(r"(.*)\{\}", place)[0]
    under = re.sub(r"[^>]", " ", before)
    body = place.replace("{}", element.replace("\n", "\n" + under))
    html = shown(body)
    at = html.index(HTML[element])
    assert html.index("<li") < at < html.rindex("<li") < html.index("后")
    assert 'start="' not in html
    assert html.count("<blockquote>") == (place[0] == ">")
    assert told(body) == []


def test_words_behind_html_in_an_item_stay_in_it() -> None:
    html = shown("- 前\n  <ul><li>甲</li></ul>后文\n- 后")
    assert html == "<ul>\n<li>前\n<ul><li>甲</li></ul>\n后文</li>\n<li>后</li>\n</ul>"


def test_markdown_that_means_nothing_within_html_in_an_item_is_told() -> None:
    body = "- <table>\n  <tr><td>**甲**</td></tr>\n  </table>\n- [乙](b.md)"
    assert told(body) == ["html-markdown 2:11"]
    assert "**甲**" in shown(body)


@every("number", ["2026.", "12.", "1.", "12)", "１２.", "3. "])
@every(
    "place",
    ["{}", "截止于\n{}", "甲\n\n{}\n\n乙", "> 截止于\n> {}", "- 截止于\n{}", "- 截止于\n  {}", "!!! note\n    {}"],
)
def test_a_number_alone_is_text(place: str, number: str) -> None:
    body = place.replace("{}", number)
    page, found = render(body)
    assert number.strip() in page.text
    assert [item.code for item in found] == []
    assert page.items == ()


@pytest.mark.parametrize("line", ["2026.", "   2026.", "  2026.", "\n2026."])
def test_a_number_that_does_not_follow_on_is_no_item_of_the_list(line: str) -> None:
    page, found = render(f"1. 截止于\n{line}\n2. 乙")
    assert "2026." in page.text
    assert [item.text.split()[0] for item in page.items] == ["截止于", "乙"]
    assert page.html.count('start="2"') == ("<p>2026.</p>" in page.html)
    assert not found


@pytest.mark.parametrize(
    ("body", "count"), [("1. 甲\n2.\n3. 丙", 3), ("1.\n   甲\n2.\n   乙", 2), ("- 甲\n-\n- 乙", 3), ("1. 甲\n1.", 2)]
)
def test_an_empty_item_of_a_list_is_an_item_and_nothing_is_lost(body: str, count: int) -> None:
    assert shown(body).count("<li") == count
    assert told(body) == []


@every("sign", ["{}.　", "{}. ", "{}) ", "　　{}.　", "　　{}. ", "> {}.　"])
@every("gap", ["\n", "\n\n"])
def test_the_numbers_go_on_behind_a_paragraph_that_wide_blanks_indent(sign: str, gap: str) -> None:
    one, two = sign.replace("{}", "1"), sign.replace("{}", "2")
    quote = "> " * (sign[0] == ">")
    gap = gap.replace("\n\n", f"\n{quote}\n") + quote
    html = shown(f"{one}甲{gap}　　　　乙{gap.removesuffix(quote)}{two}丙{gap}　　　　丁")
    assert re.findall(r"<ol[^>]*?( start=\"\d\")?>|>([甲乙丙丁])<", html) == [
        ("", ""), ("", "甲"), ("", "乙"), (' start="2"', ""), ("", "丙"), ("", "丁"),
    ]  # fmt: skip


@pytest.mark.parametrize("blanks", ["&nbsp;&nbsp;", "&emsp;&emsp;", "　&nbsp;", "&#12288;", "\xa0\xa0", "　　"])
def test_blanks_before_the_sign_of_an_item_take_nothing_away(blanks: str) -> None:
    assert "<li" in shown(f"{blanks}1. 甲\n{blanks}2. 乙")
    assert told(f"{blanks}1. 甲\n{blanks}2. 乙") == []
