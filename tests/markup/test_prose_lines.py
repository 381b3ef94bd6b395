"""Lines of prose: signs that are text, signatures however they are set, and what only other programs obey."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from cases import every
from rendering import FILE, render, shown, told

from xuanlan.diagnostics.report import Fix, Report
from xuanlan.library.docs import Docs
from xuanlan.sheets.blocks import blocks_of, text_of
from xuanlan.sheets.official import split_signature

DAY = date(2026, 11, 1)
ENTRY: Any = SimpleNamespace(notice=SimpleNamespace(date=DAY))
"""All that is asked of an entry for its signature."""


@every(
    "line",
    [
        "#3楼今晚停水",
        "#话题#",
        "#1教学楼",
        "#",
        "##",
        "######",
        "#C",
        "＃",
        "＃ 甲",
        "##话题##",
        "##话题#",
        "####### 甲",
        "#️甲",
        "甲 # 乙",
    ],
)
@every("before", ["", "甲\n", "> ", "- ", "!!! note\n    "])
def test_a_number_sign_without_a_blank_is_text(line: str, before: str) -> None:
    rendered, findings = render(before + line)
    assert rendered.text.endswith(line)
    assert rendered.outline == ()
    assert findings == []


@every(
    ("line", "title"),
    [
        ("# C#", "C#"),
        ("## C# ##", "C#"),
        ("# 活动 #", "活动"),
        ("## 活动 ##", "活动"),
        ("## 活动 ###", "活动"),
        ("## 几号 #", "几号 #"),
        ("### C #", "C #"),
        ("## C#", "C#"),
        ("## 活动##", "活动##"),
        ("## 活动 # ##", "活动 #"),
        ("## 关于 #3 楼", "关于 #3 楼"),
        ("# \\#3楼", "#3楼"),
        ("# #", "#"),
        ("## C \\#", "C #"),
        ("#\t甲", "甲"),
        ("#　甲", "甲"),
        ("#\xa0甲", "甲"),
        ("  ## 甲", "甲"),
        ("　　## 甲", "甲"),
    ],
)
@every("before", ["", "文\n", "文\n\n"])
def test_a_heading_keeps_the_signs_that_do_not_close_it(line: str, title: str, before: str) -> None:
    assert [heading.title for heading in render(before + line)[0].outline] == [title]


@every("line", ["##活动安排", "###（一）细目", "##**重点**", "######甲"])
@every("before", ["", "> ", "!!! note\n    "])
def test_signs_that_want_a_blank_are_a_heading_and_told(line: str, before: str) -> None:
    rendered, findings = render(f"文\n\n{before}{line}\n\n文")
    number, column = 3 + before.count("\n"), len(before.split("\n")[-1]) + 1
    signs = line[: len(line) - len(line.lstrip("#"))]
    assert len(rendered.outline) == 1
    assert [(item.code, str(item.position), item.fix) for item in findings] == [
        ("heading-blank", f"{FILE}:{number}:{column}", Fix(signs, signs + " "))
    ]


@pytest.mark.parametrize(
    ("line", "title"), [("# C#", "C#"), ("# 关于 #", "关于"), ("# #3楼#", "#3楼#"), ("#3楼", "页")]
)
def test_a_page_written_by_hand_has_its_title_whole(tmp_path: Any, line: str, title: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/页.md").write_text(f"{line}\n\n正文。\n", encoding="utf-8")
    docs = Docs.read(tmp_path, tmp_path / "docs", as_folders=False, columns=set(), report=Report())
    assert [page.title for page in docs.pages.values()] == [title]


UNITS = ["云山学院", "教务处", "学生会（筹）", "物业服务中心", "云山市人民政府办公室", "某某党委"]
SET = [
    "{unit}\n{day}",
    "{unit}\n\n{day}",
    "{unit} {day}",
    "{unit}　　　{day}",
    "{unit}&emsp;&emsp;{day}",
    "　　　　{unit}　{day}　",
    "&emsp;&emsp;{unit}\n&nbsp;{day}",
    "**{unit}** **{day}**",
    "**{unit}**\n**{day}**",
    "**{unit}　{day}**",
    "{unit}<br>\n{day}<br>",
    "{unit}<br>{day}",
    "<br><br>{unit}<br/><br>{day}",
    "{unit}  \n{day}",
    '<div align="right">{unit}<br>{day}</div>',
    '<div align="right">\n{unit}<br>\n{day}\n</div>',
    '<div align="right">\n\n{unit}\n\n{day}\n\n</div>',
    '<p align="right">{unit}</p>\n<p align="right">{day}</p>',
    '<p align="right">{unit}<br/>{day}</p>',
    '<p style="text-align: right">{unit}<BR>{day}</p>',
    "<P ALIGN=right>{unit} {day}</P>",
    '<div style="text-align:right">\n    {unit}\n    {day}\n</div>',
    "<right>{unit}<br>{day}</right>",
    "<right>\n{unit}\n{day}\n</right>",
    '<div class="right">{unit}<br>{day}</div>',
    '<div class="right">\n\n{unit} {day}\n</div>',
    '<section><p align="right">{unit}</p><p align="right">{day}</p></section>',
    '<p style="text-align:right"><span style="font-size:16px">{unit}</span></p><p><span>{day}</span></p>',
    '<p align="right"><b>{unit}</b><br><b>{day}</b></p>',
    '<div align="right"><strong>{unit}<br/>{day}</strong></div>',
    "<b>{unit}</b>\n{day}",
]
DAYS = [
    "2026年11月1日",
    "2026 年 11 月 1 日",
    "二〇二六年十一月一日",
    "2026. 11. 1",
    "2026 . 11 . 1",
    "2026.11.1",
    "2026.11.01",
    "２０２６．１１．１",
    "2026/11/1",
    "2026-11-01",
    "2026年11月1号",
    "二〇二六年十一月一日（印章）",
    "2026年11月1日（盖章）",
    "2026年11月1日 (加盖公章)",
]


@every("form", SET)
@every("day", DAYS)
def test_a_signature_is_known_however_it_is_set(form: str, day: str) -> None:
    rendered, findings = render("请遵照执行。\n\n" + form.format(unit="云山学院", day=day))
    assert rendered.html.count('class="xl-signed"') == 2, rendered.html
    assert rendered.is_signed(DAY)
    assert findings == []
    before, signature, after = split_signature(blocks_of(rendered.html), ENTRY)
    assert (text_of(before), signature["names"], after) == ("请遵照执行。", ["云山学院"], [])
    assert rendered.text.split("\n")[1] == "云山学院"


@every("seal", ["（印章）", "（盖章）", "(公章)", "（章）", "（单位盖章处）", "（盖　章）"])
@every(
    "lines",
    [
        "云山学院\n2026年11月1日\n{}",
        "云山学院\n{}\n2026年11月1日",
        '<div align="right">\n云山学院\n2026年11月1日\n{}\n</div>',
    ],
)
def test_a_line_for_the_seal_is_part_of_the_signature(lines: str, seal: str) -> None:
    rendered, findings = render("请遵照执行。\n\n" + lines.format(seal))
    assert rendered.html.count('class="xl-signed"') == 3, rendered.html
    assert (seal in rendered.html, findings) == (True, [])


@pytest.mark.parametrize("line", ["2026年11月1日（星期日）", "2026年11月1日（第三章）", "2026年11月1日（复印件）"])
def test_other_words_behind_a_date_make_no_signature(line: str) -> None:
    assert "xl-signed" not in shown(f"云山学院\n{line}\n（盖章）")


@pytest.mark.parametrize("form", SET[:2])
def test_all_units_of_a_signature_are_part_of_it(form: str) -> None:
    html = shown("特此通知。\n\n" + form.format(unit="\n".join(UNITS), day=DAYS[0]))
    assert html.count('class="xl-signed"') == len(UNITS) + 1
    before, signature, _ = split_signature(blocks_of(html), ENTRY)
    assert signature["names"] == UNITS
    assert text_of(before) == "特此通知。"


def test_lines_of_an_item_stay_in_it() -> None:
    html = shown("- 甲\n  教务处 2026年11月1日\n  乙<br>\n  丙\n- 丁")
    assert html.count("<ul>") == html.count("<p>") + 1 == 1
    assert "xl-signed" not in html


def test_a_note_about_a_date_is_no_signature() -> None:
    html = shown('!!! note "办理日期"\n    2026年11月1日')
    assert html.startswith('<div class="admonition note">')
    assert "xl-signed" not in html


@pytest.mark.parametrize("unit", UNITS)
def test_an_office_signs_in_one_line_even_before_other_text(unit: str) -> None:
    assert shown(f"甲\n{unit} 2026年11月1日\n附件：名单").count("xl-signed") == 2


@pytest.mark.parametrize(
    "line",
    [
        "报名时间 2026年11月1日",
        "截止日期　2026年11月1日",
        "有效期至 2026年11月1日",
        "会议定于 2026年11月1日",
        "他说，学院 2026年11月1日",
        "- 云山学院 2026年11月1日",
        "> 云山学院 2026年11月1日",
    ],
)
def test_a_line_that_tells_a_date_is_no_signature(line: str) -> None:
    assert "xl-signed" not in shown(f"甲\n{line}\n\n后文")
    assert "xl-signed" not in shown(f"甲\n{line}")


@pytest.mark.parametrize("line", ["特此通知", "此致", "附件：名单"])
def test_words_that_end_a_letter_are_no_unit(line: str) -> None:
    assert shown(f"{line}\n2026年11月1日").count("xl-signed") == 1


@every("before", ["", "- ", "1. ", "> "])
@every("day", ["2026. 11. 1", "2026. 11.1", "2026． 11． 1"])
def test_a_date_with_points_begins_no_list(before: str, day: str) -> None:
    rendered = render(f"{before}{day} 开会")[0]
    assert rendered.text.replace(" ", "") == day.replace(" ", "") + "开会"
    assert rendered.html.count("<ol") == (before == "1. ")


@pytest.mark.parametrize("rule", ["===", "=====", "  ====  "])
def test_a_line_of_equal_signs_is_a_rule(rule: str) -> None:
    assert shown(f"甲\n{rule}\n乙") == "<p>甲</p>\n<hr>\n<p>乙</p>"
    assert told(f"甲\n{rule}\n乙") == []


@pytest.mark.parametrize("place", ["[TOC]", "[toc]", "[[toc]]", "[[_TOC_]]", "@[toc]", "  [TOC]"])
def test_the_place_of_the_contents_is_known(place: str) -> None:
    assert shown(f"{place}\n\n## 甲").startswith('<div class="toc">')


@every(
    "order",
    [
        '--8<-- "a.md"',
        ';--8<-- "a.md"',
        '-8<- "a.md"',
        "{% include 'a' %}",
        "{{ 单位 }}",
        "{!a.md!}",
        "@import 'a'",
        "\\newpage",
    ],
)
@every("before", ["", "> ", "!!! note\n    "])
def test_an_order_to_another_program_stays_and_is_told(order: str, before: str) -> None:
    rendered, findings = render(before + order + "\n\n后文")
    assert rendered.text.split("\n")[-2] == order
    line, column = before.count("\n") + 1, len(before.split("\n")[-1]) + 1
    assert [(item.code, str(item.position)) for item in findings] == [("syntax-foreign", f"{FILE}:{line}:{column}")]


@pytest.mark.parametrize("order", ['--8<-- "a.md"', "{{ 甲 }}", "{% 甲 %}"])
def test_an_order_within_code_is_code(order: str) -> None:
    assert told(f"`{order}`\n\n```\n{order}\n```") == []


@every(
    ("head", "language", "caption"),
    [
        ('```python title="甲.py"', "python", "甲.py"),
        ('```python title="甲.py" linenums="1" hl_lines="2 3"', "python", "甲.py"),
        ("```python title='甲 乙' ", "python", "甲 乙"),
        ("```python title=“甲”", "python", "甲"),
        ('``` title="甲"', "", "甲"),
        ('~~~ {.yaml title="甲" hl_lines="1"}', "yaml", "甲"),
        ('``` { .yaml .annotate title="甲" }', "yaml", "甲"),
        ("```js:甲.js", "js", "甲.js"),
        ("```ts [甲.ts] {1,3} showLineNumbers", "ts", "甲.ts"),
        ("```通知模板", "", "通知模板"),
        ("```bash 在终端里运行", "bash", "在终端里运行"),
        ('```python linenums="1"', "python", ""),
        ("```python hl_lines='1'", "python", ""),
        ("```python", "python", ""),
        ('```py title="__init__.py"', "py", "<code>__init__.py</code>"),
    ],
)
@every("place", ["", "- 甲\n\n    ", "!!! note\n    ", "> "])
def test_a_fence_keeps_its_title_whatever_else_its_head_says(
    head: str, language: str, caption: str, place: str
) -> None:
    prefix = "> " if place == "> " else "    " if place else ""
    body = f"{place}{head}\n{prefix}码\n{prefix}{head[:3]}"
    named = f' class="language-{language}"' if language else ""
    html = shown(body)
    assert f'<pre class="highlight"><code{named}>码</code></pre>' in html
    assert (f"<p>{caption}</p>\n<pre" in html) == bool(caption)
    assert told(body) == []


def test_a_fence_that_never_ends_takes_no_note_with_it() -> None:
    assert "admonition" in shown("```py\n码\n\n!!! note\n    甲")


def test_many_footnotes_in_a_line_are_refused_for_what_they_are() -> None:
    line = "文" + "".join(f"[^{number}]" for number in range(3000))
    rendered, findings = render(f"甲\n{line}\n")
    assert rendered.html == ""
    assert [(item.code, str(item.position)) for item in findings] == [
        ("body-line-brackets", f"{FILE}:2:{line.index('[^199]') + 1}")
    ]
    assert "3000" in findings[0].message


@every("before", ["1. 甲", "- 甲", "- 甲\n  - 乙", "1. 甲\n   乙", "> - 甲", "甲"])
@every("gap", ["\n", "\n\n"])
@every("blanks", [" " * 16, "\t\t\t\t", "　　　　　　　"])
def test_a_signature_that_is_pushed_to_the_right_is_in_no_item(before: str, gap: str, blanks: str) -> None:
    quote = "> " * (before[0] == ">")
    html = shown(f"{before}{gap}{quote}{blanks}云山学院\n{quote}{blanks}教务处\n{quote}{blanks}2026年11月1日")
    inside = html[: html.rindex("</li>")] if "</li>" in html else ""
    assert "学院" not in inside
    assert re.search(r"<p[^>]*>云山学院</p>\n<p[^>]*>教务处</p>\n<p[^>]*>2026年11月1日</p>", html)


@pytest.mark.parametrize(
    "body", ["1. 截止日期：\n{}2026年11月1日", "1. 甲\n{}2026年11月1日\n2. 乙", "- 甲\n{}时间：2026年11月1日"]
)
def test_a_date_that_an_item_asks_for_stays_in_it(body: str) -> None:
    assert "2026" in shown(body.replace("{}", " " * 16)).split("</li>")[0]
