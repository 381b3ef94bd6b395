"""Text that an author wrote is on the page or in a finding; never neither."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import Any

import pytest
from cases import every
from hypothesis import example, given
from random_texts import TEXTS, missing_signs
from rendering import render, told

from xuanlan.markup.clean import Cleaned, clean
from xuanlan.markup.rendered import Rendered


@given(text=TEXTS)
@example(text="甲<乙>丙")
@example(text="| 甲 |\n|---|\n| 乙 | 丙 |")
@example(text="[甲]: 乙\n\n*[丙]: 丁\n\n[^1]: 戊")
@example(text="甲 {乙}\n\n## 丙 {丁}")
@example(text="```\n甲\n\n~~~\n乙")
@example(text="!!! 甲\n乙\n\n!!! note 丙\n    丁")
def test_every_sign_that_is_no_markup_is_on_the_page_or_in_a_line_with_a_finding(text: str) -> None:
    assert missing_signs(text) == Counter()


@every(
    "text",
    [
        "1.　甲\n2.　乙",
        "> 1)\xa0甲[^1]\n\n[^1]: 乙",
        "\xa0　3. 甲",
        '各部门：\n\n请于3月8日前报送[名单](名单.xlsx "表")。\n\n| 时间 | 地点 |\n|---|:-:|\n| 8:30 | 甲楼 |\n',
        "1. 甲\n2. 乙\n   - 丙\n\n> 丁\n\n![图](a.png)\n\n```python\nprint(1)\n```\n",
        '甲[^1]乙<br>丙&nbsp;丁&#21335;\n\n[^1]: 注\n\n<div align="right">戊</div>\n\n<!-- 备注 -->',
        '## 甲 {#one .two}\n\n[乙][a]\n\n[a]: https://www.example.cn/ "丙"\n\n- [x] 丁\n- [ ] 戊',
        '!!! warning "甲"\n    乙\n\n**丙***丁*\\*戊\\* ==己== `庚` <https://www.example.cn/>',
        "[TOC]\n\n## 甲\n\n乙",
        "> [[toc]]\n\n## 甲",
        "？？？ 折叠\n    甲\n\n> ？？？ 乙\n>     丙",
        "<p>甲\n<p>乙\n\n<p>丙<p>丁",
        "<p>1. 甲<p>2. 乙</p>3) 丙\n\n<div>4. 丁</div><div>　5. 戊</div>",
        "标题\n\n一、甲\n\n（一）乙\n\n图书馆\n\n2026年3月8日",
    ],
)
def test_a_sound_text_is_not_said_to_lose_anything(text: str) -> None:
    assert "text-lost" not in " ".join(told(text))


@pytest.mark.parametrize(("text", "lost"), [("甲乙丙丁", "丙"), ("一二 三四\n\n五六", "三四"), ("甲，甲，甲", "甲")])
def test_a_word_that_a_rule_has_swallowed_is_told_at_its_place(
    text: str, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swallowing(*arguments: Any) -> Cleaned:
        cleaned = clean(*arguments)
        cleaned.html = cleaned.html.replace(lost, "", 1)
        return cleaned

    monkeypatch.setattr("xuanlan.markup.render.clean", swallowing)
    assert [(item.code, item.position.line) for item in render(text)[1]] == [("text-lost", 1)]


def test_what_assistive_technology_says_counts_as_shown() -> None:
    page, findings = render('![合影](a.png "题")')
    assert findings == []
    assert Counter(re.findall("[合影题]", html.unescape(page.html))) == Counter("合影题")
    assert isinstance(page, Rendered)
