"""HTML around Markdown: what stands within is read like the rest of the text, and no tag takes words away."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render, shown, told

INNER = "**粗**\n\n- 一\n- 二\n\n| 甲 |\n|---|\n| 乙 |\n\n[链](b.md)"
PLAIN = shown(INNER)
WRAPPERS = ["div", "center", "section", "article", "aside", "header", "main", "address", "right", "fieldset", "DIV"]


@every("name", WRAPPERS)
@every("gap", ["\n", "\n\n"])
def test_what_a_wrapper_holds_is_markdown(name: str, gap: str) -> None:
    body = f'<{name} align="center" style="color:red">{gap}{INNER}{gap}</{name}>\n后文'
    assert shown(body) == PLAIN + "\n<p>后文</p>"
    assert told(body) == []


@pytest.mark.parametrize("name", ["details", "blockquote", "figure"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_an_element_holds_is_markdown(name: str, gap: str) -> None:
    assert shown(f"<{name}>{gap}{INNER}{gap}</{name}>\n后文") == f"<{name}>\n{PLAIN}\n</{name}>\n<p>后文</p>"


@pytest.mark.parametrize("name", ["div", "section", "center"])
def test_a_wrapper_with_a_class_or_a_name_keeps_it(name: str) -> None:
    html = shown(f"<{name} class='a' id=\"b\" onclick=x>\n    - 一\n    - 二\n</{name}>")
    assert html == '<div class="a" id="s-b">\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n</div>'


@every(
    ("body", "html"),
    [
        ("<center>**粗**</center>", "<p><strong>粗</strong></p>"),
        ("前 <div>**中**</div> 后", "<p>前</p>\n<p><strong>中</strong></p>\n<p>后</p>"),
        ("<p>甲 **乙**</p>", "<p>甲 <strong>乙</strong></p>"),
        ('<p class="a">甲</p><p>乙</p>', '<p class="a">甲</p>\n<p>乙</p>'),
        ("<p>甲<p>乙", "<p>甲</p>\n<p>乙</p>"),
        ("<h3>标 **题**</h3>", '<h2 id="s-标-题">标 <strong>题</strong></h2>'),
        ("<div\n  class='a'>\n甲\n</div>", '<div class="a">\n<p>甲</p>\n</div>'),
        (
            "<details><summary>标 **题**</summary>甲</details>",
            "<details>\n<summary>标 <strong>题</strong></summary>\n<p>甲</p>\n</details>",
        ),
        (
            "<details open>\n<summary>\n标题\n</summary>\n甲\n</details>",
            '<details open="">\n<summary>标题</summary>\n<p>甲</p>\n</details>',
        ),
        ("- 甲 <div>**乙**</div>", "<ul>\n<li>甲 <div><strong>乙</strong></div></li>\n</ul>"),
        ("`<div>` 甲 `</div>`", "<p><code>&lt;div&gt;</code> 甲 <code>&lt;/div&gt;</code></p>"),
        ("```\n<div>\n**甲**\n```", '<pre class="highlight"><code>&lt;div&gt;\n**甲**</code></pre>'),
        ("<div><!-- 内部 -->\n**甲**</div>", "<p><strong>甲</strong></p>"),
        ("<foo>**甲**</foo>", "<p>&lt;foo&gt;<strong>甲</strong>&lt;/foo&gt;</p>"),
        ("<div/>\n**甲**", "<p><strong>甲</strong></p>"),
    ],
)
def test_html_around_words_leaves_them_markdown(body: str, html: str) -> None:
    assert shown(body) == html


@pytest.mark.parametrize("name", ["div", "details", "center", "section", "blockquote", "right"])
def test_an_element_that_never_ends_is_told_and_the_text_goes_on(name: str) -> None:
    body = f"前\n\n <{name}>\n**甲**\n\n## 节\n\n- 一"
    assert shown(body) == shown("前\n\n**甲**\n\n## 节\n\n- 一")
    assert told(body) == ["html-unclosed 3:2"]


@pytest.mark.parametrize("body", ["</div>\n**甲**", "**甲**\n</details>", "<div>\n**甲**\n</div></div>"])
def test_an_end_without_a_beginning_goes(body: str) -> None:
    assert shown(body) == "<p><strong>甲</strong></p>"


def test_what_is_indented_with_its_element_is_read_as_if_it_were_not() -> None:
    inner = "!!! note\n    - 甲\n\n```\n码\n  码\n```\n\n> 引\n\n- 乙\n    - 丙"
    indented = "\n".join("    " + line if line else "" for line in inner.split("\n"))
    twice = "\n".join("    " + line if line else "" for line in indented.split("\n"))
    html = '<div class="a">\n' + shown(inner) + "\n</div>"
    assert shown(f"<div class='a'>\n{indented}\n</div>") == html
    assert shown(f"<section>\n    <div class='a'>\n{twice}\n    </div>\n</section>") == html


def test_elements_that_overlap_are_put_in_order() -> None:
    assert shown("<div class='a'>\n<details>\n甲\n</div>\n乙\n</details>\n丙") == (
        '<div class="a">\n<p>甲</p>\n</div>\n<p>乙</p>\n<p>丙</p>'
    )


def test_an_element_torn_apart_by_another_block_falls_away() -> None:
    assert shown("> <div class='a'>\n> 甲\n\n乙</div>") == "<blockquote>\n<p>甲</p>\n</blockquote>\n<p>乙</p>"


TABLE = '<table>\n<tr><td><p>甲</p></td><td align="right">乙</td></tr>\n</table>'


def test_a_table_of_html_stays_whole() -> None:
    assert '<td><p>甲</p></td><td align="right">乙</td>' in shown(f"<div>\n\n{TABLE}\n\n**后**</div>")
    assert told(TABLE) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (TABLE.replace("乙", "**乙**"), "2:40"),
        ("<ul>\n<li>甲</li>\n<li>[乙](b.md)</li></ul>", "3:5"),
        ("文\n\n<ol><li>==甲==</li></ol>", "3:9"),
    ],
)
def test_markdown_that_means_nothing_within_a_table_or_list_is_told(body: str, place: str) -> None:
    assert told(body) == [f"html-markdown {place}"]


@pytest.mark.parametrize(
    "body", ["| a |\n|---|\n| <ul><li>**甲**</li></ul> |", "- <table><tr><td>**甲**</td></tr></table>"]
)
def test_markdown_within_html_in_a_cell_or_item_is_read(body: str) -> None:
    assert "<strong>甲</strong>" in shown(body)
    assert told(body) == []


@pytest.mark.parametrize("name", ["pre", "table", "ul"])
def test_what_must_stay_whole_is_left_as_it_is(name: str) -> None:
    inner = "!!! note\n    甲\n##乙\n===\n> 丙\n云山学院 2026年3月8日\n::: 丁"
    rendered = render(f"<{name}>\n{inner}\n</{name}>\n\n**后**")[0]
    assert Counter(re.findall(r"\S", inner)) == Counter(re.findall(r"\S", rendered.text[:-2]))
    assert rendered.html.endswith("<p><strong>后</strong></p>")


@every(
    "inner",
    [
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |",
        "```\n甲\n```",
        "~~~",
        "甲\\",
        "*甲\n乙*",
        "- 甲\n      - 乙",
        "甲\n\n    乙",
    ],
)
@every("start", ["<pre>", '<PRE class="a">'])
def test_what_stands_in_pre_stays_as_it_is_written(inner: str, start: str) -> None:
    html = shown(f"前\n\n{start}\n{inner}\n</pre>\n\n**后**")
    assert re.findall(r"<pre[^>]*>\n?(.*)</pre>", html, re.DOTALL) == [f"{inner}\n"]
    assert html.endswith("<p><strong>后</strong></p>")
    assert told(f"{start}\n{inner}\n</pre>\n\n后") == []


@pytest.mark.parametrize("name", ["table", "ul", "ol", "dl"])
def test_a_table_or_list_that_never_ends_is_told_and_its_tag_goes(name: str) -> None:
    body = f"前\n\n<{name}>\n\n**后**"
    assert shown(body) == shown("前\n\n**后**")
    assert told(body) == ["html-unclosed 3:1"]


PIECES = [
    "<div>", "</div>", "<div class='a'>", "<details>", "</details>", "<summary>", "</summary>", "<p>", "</p>", "<center>", "</center>", "<blockquote>", "</blockquote>",
    "<h2>", "</h2>", "<table>", "<tr><td>", "</table>", "<ul><li>", "</ul>", "<br>", "<span>", "</span>", "\n", "\n\n", "\n    ", "\n- ", "\n> ", "\n1. ", " ",
    "甲", "乙", "**丙**", "`<div>`", "\n```\n", "2026年3月8日",
]  # fmt: skip


@settings(max_examples=250)
@given(text=st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_word_around_or_within_html_is_lost(text: str) -> None:
    rendered = render(text)[0]
    assert Counter(re.findall(r"[\u4e00-\u9fff]", text)) == Counter(re.findall(r"[\u4e00-\u9fff]", rendered.text))


@every("before", ["", "　　", "> ", "- ", "1. ", "- - ", "> 1. ", "[^1]: "])
@every("tag", ["<p>", "<P>", '<p align="center">'])
def test_paragraphs_that_are_left_open_are_paragraphs(before: str, tag: str) -> None:
    body = f"{before}{tag}甲{tag}乙" + "\n\n丙[^1]" * (before[0:1] == "[")
    html, found = shown(body), told(body)
    assert re.search(r"<p[^>]*>甲(</p>)?\s*<p[^>]*>乙", html), html
    assert "&lt;" not in html
    assert found == []


@pytest.mark.parametrize("body", ["<table><tr><td><p>甲<p>乙</td></tr></table>", "<ul>\n<li><p>甲\n<li><p>乙\n</ul>"])
def test_paragraphs_in_html_may_be_left_open(body: str) -> None:
    assert "&lt;" not in shown(body)
    assert told(body) == []


@pytest.mark.parametrize(
    "body", ["甲</p>乙", "甲</p>\n乙", '甲<p class="a">乙', "- 甲</p>", "甲\n<p>\n乙", "甲\n\n<p>\n\n乙"]
)
def test_half_a_paragraph_is_not_said_to_stand_on_the_page(body: str) -> None:
    assert "&lt;" not in shown(body)
    assert told(body) == []


@pytest.mark.parametrize("body", ["按<P>键", "- 按<P>键", "方案<p>"])
def test_a_letter_in_angle_brackets_within_a_line_is_text(body: str) -> None:
    assert "&lt;" in shown(body)


@pytest.mark.parametrize(
    "part", ["<li>甲", "<li>甲</li>", "<tr><td>甲</td></tr>", "<td>甲", "<dt>甲", "<table>\n<tr><td>甲"]
)
def test_a_part_without_its_table_or_list_takes_nothing_with_it(part: str) -> None:
    assert shown(f"{part}\n\n## 乙\n\n- **丙**") == shown("甲\n\n## 乙\n\n- **丙**")
    inside = shown(f"1. 丁\n   {part.replace(chr(10), chr(10) + '   ')}\n2. 戊")
    assert inside.count("<ol") == 1
    assert "<p>甲</p>" in inside
    assert [finding.split()[0] for finding in told(part)] == ["html-unclosed"] * part.startswith("<table>")


def test_the_reading_of_a_word_stays_with_it() -> None:
    assert shown("甲<ruby>乙<rt>yi</rt></ruby>丙") == "<p>甲乙yi丙</p>"
