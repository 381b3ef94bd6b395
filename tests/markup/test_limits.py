"""Texts that would keep the parser busy for minutes are refused, with a place; large honest ones are not."""

from __future__ import annotations

import pytest
from cases import every
from rendering import render

EXCESSIVE = {
    "open brackets": ("[" * 20_000, "body-too-complex"),
    "open links": ("[a](" * 10_000, "body-too-complex"),
    "open tags": ("<a " * 20_000, "body-too-complex"),
    **{
        f"a long line of {sign}": (sign * (300_000 // len(sign)), "body-line-long")
        for sign in (
            "`| ",
            "`| `",
            "*_",
            "*甲* ",
            "甲*",
            "==甲",
            "~~甲~~",
            "\\",
            "\\|",
            "&",
            "&lt;",
            "www.a.b ",
            "a@b.example ",
            "`a` ",
        )
    },
    "a long line of tags": ("<b>甲</b>" * 30_000, "body-line-long"),
    "a very long line with some signs": (("甲" * 1000 + "*乙*") * 1000, "body-line-long"),
    "lists of contents": ("[TOC]\n" * 30_000, "body-too-complex"),
    "nested list": ("\n".join("    " * depth + "- 项" for depth in range(1000)), "body-too-deep"),
}
HONEST = {
    "long table": "|序号|姓名|\n|-|-|\n" + "|1|甲|\n" * 2000,
    "many headings": "\n\n".join(f"## 第{number}节" for number in range(1000)),
    "task list": "\n".join(f"- [ ] 第{number}项" for number in range(1000)),
    "empty lines": "上文" + "\n" * 200_000 + "下文",
    "long paragraph": "正文，" * 300_000 + "**完**",
    "html table in a line": "<table>" + "<tr><td>一</td><td>二</td></tr>" * 4000 + "</table>",
    "html table": "<table>" + "<tr><td>一</td></tr>\n" * 2000 + "</table>",
}


@every("name", EXCESSIVE)
def test_an_excess_is_refused_with_its_line(name: str) -> None:
    body, code = EXCESSIVE[name]
    rendered, findings = render("正常的一段。\n\n" + body)
    assert rendered.html == ""
    assert [item.code for item in findings] == [code]
    assert findings[0].position.line >= 3


@pytest.mark.parametrize("name", HONEST)
def test_a_large_honest_text_is_set(name: str) -> None:
    rendered, findings = render(HONEST[name])
    assert findings == []
    assert rendered.text
