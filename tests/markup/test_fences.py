"""Boxes of code: they end where they were meant to; one that never ends swallows nothing and is told at its line."""

from __future__ import annotations

import re

import pytest
import rendering
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanlan.markup.fences import fences, spans
from xuanlan.markup.rendered import Rendered


def render(body: str) -> tuple[Rendered, list[tuple[str, int, int]]]:
    rendered, found = rendering.render(body, rendering.nowhere)
    return rendered, [(item.code, item.position.line, item.position.column) for item in found]


def boxes(html: str) -> list[str]:
    return re.findall(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", html, re.DOTALL)


@every("signs", ["```", "~~~", "````", "```bash", '``` {.py title="x"}', "~~~ 代码 `x`"])
@every(
    ("body", "place"),
    [
        ("{}\n正文\n\n## 题\n\n- 项\n\n完", (1, 1)),
        ("上文\n\n{}\n正文\n\n## 题\n\n- 项\n\n完", (3, 1)),
        ("  {}\n正文\n\n## 题\n\n- 项\n\n完", (1, 3)),
        ("> {}\n> 正文\n\n## 题\n\n- 项\n\n完", (1, 3)),
        ("1. 前\n   {}\n   正文\n\n## 题\n\n- 项\n\n完", (2, 4)),
        ("1. {}\n   正文\n\n## 题\n\n- 项\n\n完", (1, 4)),
        ("> - {}\n>   正文\n\n## 题\n\n- 项\n\n完", (1, 5)),
    ],
)  # fmt: skip
def test_a_box_that_never_ends_is_told_and_what_follows_is_text(signs: str, body: str, place: tuple[int, int]) -> None:
    rendered, found = render(body.format(signs))
    assert found == [("fence-unclosed", *place)]
    assert not boxes(rendered.html)
    assert "`" not in rendered.text.replace("`x`", "")
    assert "~~~" not in rendered.text
    assert [heading.title for heading in rendered.outline] == ["题"]
    assert "<li>项</li>" in rendered.html
    assert rendered.html.endswith("<p>完</p>")
    assert "正文" in rendered.text
    assert "代码" not in signs or "代码" in rendered.text


def test_a_box_whose_end_is_forgotten_before_the_next_does_not_swallow_what_is_between() -> None:
    rendered, found = render("```bash\n甲\n\n正文\n\n```bash\n乙\n```\n\n完")
    assert found == [("fence-unclosed", 1, 1)]
    assert boxes(rendered.html) == ["乙"]
    assert "<p>正文</p>" in rendered.html


@every(
    ("body", "code"),
    [
        ("```\n码\n```", "码"),
        ("~~~\n码\n~~~~~", "码"),
        ("````\n```\n码\n```\n````", "```\n码\n```"),
        ("~~~\n```bash\n码\n~~~", "```bash\n码"),
        ("```\n码\n  ```", "码"),
        ("```py title=\"x\"\n码\n```", "码"),
        ("```\n\n码\n\n\n码\n```", "码\n\n\n码"),
        ("> ```\n> 码\n>\n>  码\n> ```", "码\n\n 码"),
        ("- 项\n  ```\n  码\n\n    码\n  ```", "码\n\n  码"),
        ("- ```\n  码\n  ```", "码"),
        ("1. 项\n\n\t```\n\t码\n\t```", "码"),
        ("> - ```\n>   码\n>   ```", "码"),
        ("```\n- 项\n| a | b |\n* * *\n李*\n# 题\n<b>\n```", "- 项\n| a | b |\n* * *\n李*\n# 题\n&lt;b&gt;"),
    ],
)  # fmt: skip
def test_a_box_holds_its_lines_as_they_were_typed(body: str, code: str) -> None:
    rendered, found = render(f"上文\n\n{body}\n\n完")
    assert boxes(rendered.html) == [code]
    assert found == []
    assert rendered.html.endswith("<p>完</p>")


@pytest.mark.parametrize("text", ["文```码```文", "```码```", "``", "~~", "a ``` b"])
def test_signs_within_a_line_open_no_box(text: str) -> None:
    assert render(text)[1] == []


PIECES = [
    "```",
    "~~~",
    "````",
    "```bash",
    "> ```",
    "- ```",
    "  ```",
    "甲",
    "",
    "  乙",
    "> 丙",
    "- 丁",
    "`",
    "<!--",
    "-->",
]


@settings(max_examples=300)
@given(lines=st.lists(st.sampled_from(PIECES), max_size=14))
def test_a_line_is_in_a_box_or_read_as_text_and_never_lost(lines: list[str]) -> None:
    for box in fences(lines):
        assert box.last < 0 or box.first < box.last < len(lines)
    body = "\n".join(lines)
    for start, end in spans(body):
        assert (start == 0 or body[start - 1] == "\n") and (end == len(body) or body[end] == "\n")  # noqa: PT018
    if "<!--" not in lines and "-->" not in lines:
        rendered, _ = render(body)
        for sign in "甲乙丙丁":
            assert rendered.text.count(sign) == body.count(sign)


@pytest.mark.parametrize(
    "body",
    ["```a\n" * 5000, "> ```a\n" * 5000, "- ```a\n" * 5000, "\n".join("`" * (1500 - at) + "a" for at in range(1490))],
    ids=["text", "quotes", "items", "shorter and shorter"],
)
def test_many_boxes_that_never_end_cost_no_more_than_their_size(body: str) -> None:
    assert {code for code, _, _ in render(body)[1]} == {"fence-unclosed"}
