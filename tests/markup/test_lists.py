"""Lists come out as they were meant, whichever way they were indented; rules across the page are rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from cases import every
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rendering import render

from xuanlan.markup.listing import lists_of

Tree = list[tuple[str, str, "Tree"]]
"""Items: the sign of each (ul or ol), its words, and the items within it."""


class _Reader(HTMLParser):
    """Reads the lists of a page back into a tree."""

    def __init__(self) -> None:
        super().__init__()
        self.top: Tree = []
        self._lists: list[tuple[str, Tree]] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in ("ul", "ol"):
            inside = self._lists[-1][1][-1][2] if self._lists else self.top
            self._lists.append((tag, inside))
        elif tag == "li":
            self._lists[-1][1].append((self._lists[-1][0], "", []))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._lists and data.strip():
            items = self._lists[-1][1]
            kind, words, inner = items[-1]
            items[-1] = (kind, words + data.strip(), inner)


def tree_of(html: str) -> Tree:
    reader = _Reader()
    reader.feed(html)
    return reader.top


def tree(body: str) -> Tree:
    return tree_of(render(body)[0].html)


WORDS = st.text(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=3)


def _lists(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Items of one list each, every item with the list inside it."""
    return st.sampled_from(["ul", "ol"]).flatmap(
        lambda kind: st.lists(st.tuples(st.just(kind), WORDS, inner), min_size=1, max_size=3)
    )


TREES = _lists(st.recursive(st.just([]), _lists, max_leaves=6))
STYLES: dict[str, Callable[[str], str]] = {
    "content": lambda marker: " " * len(marker),
    "three": lambda marker: " " * max(3, len(marker)),
    "four": lambda _marker: "    ",
    "tab": lambda _marker: "\t",
    "two": lambda _marker: "  ",
}


def written(items: Tree, style: str, bullet: str, dot: str, blank: str, before: str = "") -> str:
    lines = []
    for number, (kind, words, inner) in enumerate(items, 1):
        marker = f"{bullet} " if kind == "ul" else f"{number}{dot} "
        lines.append(f"{before}{marker}{words}")
        if inner:
            lines.append(written(inner, style, bullet, dot, blank, before + STYLES[style](marker)))
    return f"\n{blank}".join(lines)


@settings(max_examples=150)
@given(
    items=TREES,
    style=st.sampled_from(sorted(STYLES)),
    bullet=st.sampled_from("-*+"),
    dot=st.sampled_from(".)"),
    blank=st.sampled_from(["", "\n"]),
)
@example(items=[("ol", "甲", [("ol", "子", []), ("ol", "丑", [])])], style="two", bullet="-", dot=".", blank="")
@example(items=[("ol", "甲", [("ul", "子", [("ol", "孙", [])])])], style="tab", bullet="*", dot=")", blank="\n")
def test_a_list_nests_as_it_was_meant_in_every_way_of_indenting(
    items: Tree, style: str, bullet: str, dot: str, blank: str
) -> None:
    body = written(items, style, bullet, dot, blank)
    assert tree(body) == items
    assert not list(render(body)[1])


@settings(max_examples=100)
@given(items=_lists(st.recursive(st.just([]), _lists, max_leaves=4)), style=st.sampled_from(sorted(STYLES)))
def test_the_items_of_a_rule_set_are_those_at_the_top_each_with_its_line(items: Tree, style: str) -> None:
    items = [("ol", words, inner) for _, words, inner in items]
    body = "第一行\n" + written(items, style, "-", ".", "")
    rendered, _ = render(body)
    assert [item.text.split("\n")[0] for item in rendered.items] == [words for _, words, _ in items]
    for item in rendered.items:
        assert re.match(rf"{item.number}\. ", body.split("\n")[item.position.line - 1])


PIECES = [
    "- 甲", "1. 甲", "2) 乙", "* * *", "  - 子", "   1. 子", "\t- 子", "    续", " 续", "文", "", "", "```", "| 甲 | 乙 |", "|--|--|", "> 引", "!!! note",
    "    - 注", "　　1. 甲", "１. 甲", "-", "3.", "2026. 11. 1", "## 题", "[^1]: 注", ": 义", "<div>", "</div>", "- [ ] 办",
]  # fmt: skip


@settings(max_examples=200)
@given(lines=st.lists(st.sampled_from(PIECES), max_size=14))
@example(lines=["[^1]: 注", "", "    - 注", "- 甲"])
@example(lines=["!!! note", "    - 注", "", "    1. 注", "1. 甲"])
def test_an_item_stands_on_a_line_that_begins_with_a_number(lines: list[str]) -> None:
    rendered, _ = render("\n".join(lines))
    places = [item.position.line for item in rendered.items if item.position.line > 1]
    assert places == sorted(places)
    for place in places:
        assert re.match(r"[ \t　]*[0-9１]+[.)]", lines[place - 1])


@settings(max_examples=150)
@given(lines=st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_word_of_a_list_is_lost(lines: list[str]) -> None:
    assume(lines.count("[^1]: 注") < 2)  # the same footnote twice is another matter
    rendered, findings = render("\n".join(lines))
    told = {item.position.line for item in findings}
    for sign in "甲乙子续文引题办":
        wanted = sum(line.count(sign) for number, line in enumerate(lines, 1) if number not in told)
        assert rendered.text.count(sign) >= wanted, sign


@every(
    ("body", "html"),
    [
        ("１. 甲\n２. 乙", "<li>甲</li><li>乙</li>"),
        ("1.　甲\n2.　乙", "<li>甲</li><li>乙</li>"),
        ("　　1. 甲\n　　2. 乙", "<li>甲</li><li>乙</li>"),
        ("1) 甲\n2) 乙", "<li>甲</li><li>乙</li>"),
        ("9. 甲\n10. 乙", "<li>甲</li><li>乙</li>"),
        (" 9. 甲\n10. 乙", "<li>甲</li><li>乙</li>"),
        ("1. 甲\n   续\n2. 乙", "<li>甲<br>续</li><li>乙</li>"),
        ("1. 甲\n 续\n2. 乙", "<li>甲<br>续</li><li>乙</li>"),
        ("1. 甲\n2.\n3. 丙", "<li>甲</li><li></li><li>丙</li>"),
        ("1. 甲\n\n   续\n\n2. 乙", "<li><p>甲</p><p>续</p></li><li><p>乙</p></li>"),
        ("1. 甲\n   > 引\n2. 乙", "<li>甲<blockquote><p>引</p></blockquote></li><li>乙</li>"),
        ("1. 甲\n   ```\n   码\n    码\n   ```\n2. 乙", "<li>甲<pre><code>码 码</code></pre></li><li>乙</li>"),
        ("1. ```\n   码\n   ```\n2. 乙", "<li><pre><code>码</code></pre></li><li>乙</li>"),
        ("1. 甲\n\n   !!! note \"注意\"\n       文\n2. 乙", "<li><p>甲</p><div><p>注意</p><p>文</p></div></li><li><p>乙</p></li>"),
        ("- * * *\n- 乙", "<li><hr></li><li>乙</li>"),
        ("- - 甲\n  - 乙", "<li><ul><li>甲</li><li>乙</li></ul></li>"),
        ("- 甲\n  ***\n- 乙", "<li>甲<hr></li><li>乙</li>"),
    ],
)  # fmt: skip
def test_an_item_holds_what_stands_in_it(body: str, html: str) -> None:
    bare = re.sub(r"<(\w+)[^>]*>", r"<\1>", render(body)[0].html).replace("\n", "")
    inner = re.sub(r"^<[ou]l>|</[ou]l>$", "", bare)
    assert inner == html


@pytest.mark.parametrize(
    "body", ["1. 甲\n2. 乙\n完", "1. 甲\n\n完", "- 甲\n  - 子\n完", "　　1. 甲\n　　完", "  - 甲\n  完"]
)
def test_a_line_that_does_not_stand_further_in_than_the_list_ends_it(body: str) -> None:
    assert render(body)[0].html.endswith("l>\n<p>完</p>")


def test_a_list_begins_with_its_number_written_in_plain_digits() -> None:
    assert '<ol class="xl-items" start="3">' in render("３. 丙\n４. 丁")[0].html


def test_other_signs_begin_another_list() -> None:
    html = render("1. 甲\n- 子\n2. 乙")[0].html
    assert re.findall(r"<([ou]l)\b[^>]*?(start=\"2\")?>", html) == [("ol", ""), ("ul", ""), ("ol", 'start="2"')]


@every("line", ["2026. 11. 1", "2026. 3. 9", "2026. 11 月", "2026.11.1", "2026. 3. 9—2026. 3. 11", "  2026. 12. 31  "])
@every("before", ["", "甲学校\n", "甲学校\n\n", "1. 甲\n\n"])
def test_a_date_is_no_item(before: str, line: str) -> None:
    rendered, _ = render(before + line)
    assert line.strip() in rendered.text
    assert [item.text for item in rendered.items] == (["甲"] if "1. 甲" in before else [])


# Rules across the page


@every(
    "line",
    ["***", "---", "___", "* * *", "- - -", "_ _ _", " **  * ** * ** *", "*\t*\t*", "-   -   -   -", "   * * *  "],
)
@every("around", ["{}", "上文\n{}\n下文", "上文\n\n{}\n\n下文", "- 甲\n{}\n- 乙", "> {}"])
def test_a_rule_is_a_rule_wherever_it_stands(around: str, line: str) -> None:
    rendered, _ = render(around.format(line))
    assert rendered.html.count("<hr>") == 1
    assert not re.search(r"[*_-]", rendered.text)


@pytest.mark.parametrize("line", ["* * 甲", "+++", "--", "* *", "***甲***", "- - - 甲"])
def test_what_only_begins_like_a_rule_is_none(line: str) -> None:
    assert "<hr>" not in render(line)[0].html


# What is said about rules and is none


@every(
    "head",
    ["## 附则", "附则：", "## 三、附则", "三、附则", "说明：", "附：", "## 附件1", "【附则】", "备注：", "附　则", "## 名词解释", "（三）说明"],
)  # fmt: skip
def test_the_list_of_an_appendix_has_no_rules_yet_is_on_the_page(head: str) -> None:
    rendered, _ = render(f"总则一句。\n\n1. 甲\n2. 乙\n\n{head}\n\n1. 自发布之日起施行。\n2. 由办公室解释。")
    assert [(item.text, item.position.line) for item in rendered.items] == [("甲", 3), ("乙", 4)]
    assert rendered.html.count('class="xl-items"') == 1
    assert rendered.html.count("item-") == 2
    before, after = rendered.around_items or ("", "")
    assert (before, "由办公室解释" in after) == ("<p>总则一句。</p>", True)


def test_a_chapter_after_an_appendix_has_rules_again() -> None:
    rendered, _ = render("说明：\n\n1. 本规定适用于全校。\n\n## 规定\n\n1. 甲\n2. 乙")
    assert [item.text for item in rendered.items] == ["甲", "乙"]
    assert rendered.around_items
    assert "适用于全校" in rendered.around_items[0]


def test_a_list_that_is_all_there_is_has_the_rules_whatever_its_heading() -> None:
    assert [item.text for item in render("## 说明\n\n1. 甲\n2. 乙")[0].items] == ["甲", "乙"]


def test_the_rules_of_two_chapters_are_counted_on() -> None:
    rendered, _ = render("一、甲章\n\n1. 甲\n2. 乙\n\n二、乙章\n\n3. 丙")
    assert [(item.number, item.text, item.position.line) for item in rendered.items] == [
        (1, "甲", 3), (2, "乙", 4), (3, "丙", 8),
    ]  # fmt: skip


def test_lists_in_html_and_in_code_do_not_move_the_places_of_the_rules() -> None:
    body = "<ol>\n<li>网页</li>\n</ol>\n\n```\n1. 码\n2. 码\n3. 码\n```\n\n1. 甲\n   ```\n1. 码\n   ```\n"
    rendered, _ = render('<div class="a">\n1. 网页\n</div>\n\n```\n1. 码\n2. 码\n3. 码\n```\n\n1. 甲\n2. 乙')
    assert [item.position.line for item in rendered.items] == [11, 12]
    assert render(body)[0].items[0].position.line == 11


@pytest.mark.parametrize(
    "body",
    [
        "\n".join("  " * depth + "- 项" for depth in range(1000)),
        "\n".join("\t" * depth + "- 项" for depth in range(1000)),
        "\n".join("   " * depth + "1. 项" for depth in range(1000)),
        "\n".join("　" * depth + "- 项" for depth in range(1000)),
        "- " * 1000 + "项",
        "1. " * 1000 + "项",
        "> - " * 500 + "项",
    ],
    ids=["two", "tab", "three", "wide", "one line", "one line of numbers", "quotes"],
)
def test_a_list_without_a_floor_is_refused(body: str) -> None:
    rendered, findings = render("正常的一段。\n\n" + body)
    assert rendered.html == ""
    assert [(item.code, item.position.line > 2) for item in findings] == [("body-too-deep", True)]


def test_thirty_levels_are_not_too_many() -> None:
    assert render("\n".join("  " * depth + "- 项" for depth in range(30)))[0].text.count("项") == 30


@pytest.mark.parametrize(
    "body",
    ["- 甲\n* 乙\n" * 5000, "文\n- 甲\n" * 8000, "- 甲\n\n" * 8000, "* * *\n" * 20_000, ("- 甲\n" + "\n" * 1000) * 100],
    ids=["signs", "text between", "loose", "rules", "gaps"],
)
def test_many_lists_cost_no_more_than_their_size(body: str) -> None:
    assert render(body)[0].html


@settings(max_examples=200)
@given(lines=st.lists(st.sampled_from(PIECES), max_size=14))
def test_every_item_is_on_the_line_that_is_said(lines: list[str]) -> None:
    for _, items in lists_of("\n".join(lines)):
        for item in items:
            assert item.lines[0].strip() in lines[item.line].replace("　", " ")
