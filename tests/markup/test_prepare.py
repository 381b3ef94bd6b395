"""What people write without knowing Markdown comes out as they meant it."""

from __future__ import annotations

import pytest
import rendering

from xuanlan.diagnostics.report import Report
from xuanlan.markup.links import Reference
from xuanlan.markup.prepare import prepare
from xuanlan.markup.render import Renderer
from xuanlan.markup.rendered import Rendered


def render(body: str) -> tuple[Rendered, list[str]]:
    rendered, found = rendering.render(body, rendering.nowhere)
    return rendered, [item.code for item in found]


@pytest.mark.parametrize(
    "text",
    ["李*、王**同学", "名单：张*、李*、王*共三人", "3*4*5=60", "2*3，4*5", "a ** b ** c", "| 张* | 李** |", "共计*"],
)
def test_asterisks_that_embrace_nothing_stay(text: str) -> None:
    assert render(text)[0].text == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**重点**内容和*斜体*字", "<p><strong>重点</strong>内容和<em>斜体</em>字</p>"),
        ("**“九不准”**内容", "<p><strong>“九不准”</strong>内容</p>"),
        ("**一、**说明", "<p><strong>一、</strong>说明</p>"),
        ("`a*b` *c*", "<p><code>a*b</code> <em>c</em></p>"),
        ("* 项目\n* 项目二", "<ul>\n<li>项目</li>\n<li>项目二</li>\n</ul>"),
        ("***", "<hr>"),
    ],
)
def test_asterisks_that_mean_something_keep_their_meaning(text: str, html: str) -> None:
    assert render(text)[0].html == html


def test_a_line_flush_left_ends_a_list() -> None:
    rendered, _ = render("一、总则\n1. 甲\n2. 乙\n二、要求\n请执行。\n特此通知。")
    assert [heading.title for heading in rendered.outline] == ["一、总则", "二、要求"]
    assert [item.text for item in rendered.items] == ["甲", "乙"]
    assert rendered.text.endswith("请执行。\n特此通知。")


def test_an_indented_line_goes_on_with_its_item() -> None:
    assert render("- 甲\n  续\n完")[0].html == "<ul>\n<li>甲<br>\n续</li>\n</ul>\n<p>完</p>"


def test_a_line_of_text_ends_a_table() -> None:
    rendered, _ = render("| 甲 |\n|--|\n| 乙 |\n以上。")
    assert rendered.html.count("<tr>") == 2
    assert rendered.html.endswith("<p>以上。</p>")


def test_a_list_needs_no_empty_line_before_it() -> None:
    assert [item.text for item in render("要求如下：\n1. 甲\n2. 乙")[0].items] == ["甲", "乙"]


def test_code_is_left_alone() -> None:
    code = "```\n李*、王*\n- a\nb\n~~~\n```"
    assert prepare(code) == code


@pytest.mark.parametrize(
    "body",
    [
        "报送值班表。 <!-- 内部：甲\n身份证略 -->",
        "| 甲 | <!-- 内部：甲 | 身份证略 --> |\n|--|--|\n| 一 | 二 |",
        "- 项\n- <!-- 内部：甲\n- 身份证略 --> 项",
        "> 引文 <!-- 内部：甲\n> 身份证略 -->",
        "文 <!-- 内部：甲 <!-- 身份证略 --> 完",
    ],
)
def test_a_comment_reaches_no_page_wherever_it_stands(body: str) -> None:
    rendered, _ = render(body)
    for secret in ("内部", "身份证", "&lt;!--", "--&gt;"):
        assert secret not in rendered.html


def test_a_number_of_thousands_of_digits_is_reported() -> None:
    assert render("## 标题 &#" + "1" * 5000 + ";")[1] == ["body-too-deep"]


@pytest.mark.parametrize("target", ["a%00/b.md", "a" * 300 + ".md"])
def test_an_impossible_file_name_is_a_missing_link(target: str) -> None:
    def resolve(reference: Reference) -> str | None:
        raise OSError(36, "File name too long", reference.target)

    report = Report()
    rendered = Renderer().render(f"[附件]({target})", "标题", "notices/a.md", 7, resolve, report)
    assert "href" not in rendered.html
    assert [item.code for item in report] == ["link-missing"]


def test_a_class_of_the_page_cannot_be_smuggled_in() -> None:
    rendered, _ = render('<span class="m&#x3164;d-consent__overlay xl-header note">字</span>')
    assert 'class="note"' in rendered.html
