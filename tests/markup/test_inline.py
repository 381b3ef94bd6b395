"""Marks within a line: what is one is read as one, what is none stays on the page, and what was meant as one is told."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render

from xuanlan.diagnostics.messages import MESSAGES


def codes(body: str) -> list[str]:
    return [f"{item.position.line}:{item.position.column} {item.code}" for item in render(body)[1]]


def html(body: str) -> str:
    rendered, found = render(body)
    assert found == []
    return rendered.html.replace(' class="xl-address"', "").removeprefix("<p>").removesuffix("</p>")


TEXTS_WITH_SIGNS = [
    "加入<QQ群>、使用<A4纸>打印，在<A座>集合", "若x<y且y>z", "<2026>", "<b座>", "<p站>", "<张三>", "<b 3>", "<i 18>", "<a b>", "a<b && c>d",
    "方案<A>和方案<B>", "按<Menu>键，再按<P>键", "<abc>", "<custom-tag>", "<！注意>", "<!注意>", "<?甲?>", "<![CDATA[甲]]>", "1<2", "甲<", "<", "</",
    "甲&乙", "A&B;", "{必填}", "{报名}", "{1}", "{}", "{ }", "{第 2 段}", "{.}", "{#}", "{必填=是}", "*[注]: 说明", "[温馨提示]: 今晚八点停水",
    "[时间]: 上午/下午", "[注]：无", "[注]: 见附件1.docx", "[注]: 《通知》.pdf", "snake_case_name", "__init__", "报名表_最终_版.docx", "姓名：____ 年龄：__", "2026年__月__日", "共__人，__元",
    "电话：__，地址：__", "（__）班", "报名表__最终__版.docx", "见报名表__最终__版2026.docx、附件",
    "自__年__月__日至__年__月__日", "兹有__同志前往__联系", "地址__路__号", "学号__姓名__班级__", "第__页共__页", "家乡在__省__市，距此__公里", "请__参加活动__谢谢____", "李*、王**同学", "李*同学、王*同学", "张*军、李*华", "张*军 李*华", "王**同学、李**同学、赵**同学", "张**、李**共两人",
    "王*（男）、李*（女）", "尾号**12、**34", "尾号****12和****34", "138****5678", "3**2", "3*4*5=60", "***", "8:00~~10:00和14:00~~16:00", "3~5人，8~10时",
    "a==b==c", "$100和$200", "C++和C++", "m^2", "10:30:20", "C:\\资料\\通知", "D:\\", "\\\\资料\\", "https://…", "http://", "[2018] (试行)", "【通知】(2026-03)",
    "〔2026〕（第5号）", "[[2018]]", "[甲]（乙）", "[甲][乙]", "**", "甲 ** 乙",
]  # fmt: skip


@every("text", [text for text in TEXTS_WITH_SIGNS if not text.startswith(("***", "\\\\"))])
@every("place", ["{}", "甲{}乙", "## {}", "- {}", "1. {}", "> {}", "| 甲 | {} |\n|---|---|\n| 乙 | {} |"])
def test_signs_that_are_no_marks_stay_as_they_were_written_wherever_they_stand(text: str, place: str) -> None:
    rendered, found = render(place.replace("{}", text))
    assert text in rendered.text.replace("\n", " ")
    assert found == []


@every("text", TEXTS_WITH_SIGNS)
def test_code_holds_all_signs(text: str) -> None:
    assert render(f"``{text}``")[0].text == text.strip()
    assert render(f"```\n{text}\n```")[0].text == text.strip()


def test_a_heading_with_signs_keeps_them_in_the_outline_and_has_an_anchor_of_all_its_words() -> None:
    rendered, _ = render("## 加入<QQ群> 张*军 {报名}")
    assert [(heading.title, heading.anchor) for heading in rendered.outline] == [
        ("加入<QQ群> 张*军 {报名}", "s-加入-qq群-张-军-报名")
    ]


def test_the_title_may_stand_above_the_text_once_more_with_its_signs() -> None:
    rendered, _ = render("# 加入<QQ群>\n\n文", title="加入<QQ群>")
    assert rendered.text == "文"


@every(
    ("body", "expected"),
    [
        ("<b>甲</b><BR>乙<br/>", "<b>甲</b><br>乙<br>"),
        ("<u>甲</u> <SUB>2</SUB>", "<u>甲</u> <sub>2</sub>"),
        ('<span title="a>b" lang=zh>甲</span>', '<span title="a&gt;b" lang="zh">甲</span>'),
        ("<font color=red>红</font><o:p>词</o:p>", "红词"),
        ("<abc>文</abc>", "&lt;abc&gt;文&lt;/abc&gt;"),
        ("[见<A座>](a.md)", '<a href="a.md">见&lt;A座&gt;</a>'),
        ("[x](<a b.md>) [y](<a>)", '<a href="a b.md">x</a> <a href="a">y</a>'),
        ("<http://a.example/x> <me@a.example>",
         '<a href="http://a.example/x">http://a.example/x</a> <a href="mailto:me@a.example">me@a.example</a>'),
        ("<tel:0000-8888001> <mailto:me@a.example>",
         '<a href="tel:0000-8888001">tel:0000-8888001</a> <a href="mailto:me@a.example">mailto:me@a.example</a>'),
        ("<www.danwei.example>", '&lt;<a href="http://www.danwei.example">www.danwei.example</a>&gt;'),
    ],
)  # fmt: skip
def test_what_html_knows_is_html(body: str, expected: str) -> None:
    assert html(body) == expected


@every(
    ("body", "expected"),
    [
        ('甲<span class="a">乙', ["1:2 tag-alone"]),
        ("甲</b>乙", ["1:2 tag-alone"]),
        ("文\n<a href='a.md'>甲", ["2:1 tag-alone"]),
        ("甲<script>乙</script>", ["1:2 html-removed"]),
        ("<form>甲</form>", ["1:1 html-removed"]),
        ("<b onclick=x>甲</b>", ["1:1 html-removed"]),
        ("<svg/onload=x>", ["1:1 html-removed"]),
        ("\\<script>", []),
        ("`<script>`", []),
    ],
)
def test_tags_that_do_not_work_are_told_at_their_place(body: str, expected: list[str]) -> None:
    assert codes(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## 甲 {#yi}", '<h2 id="s-yi">甲</h2>'),
        ("## 甲{#yi .x}", '<h2 class="x" id="s-yi">甲</h2>'),
        ("**甲**{.x}{必填}", '<p><strong class="x">甲</strong>{必填}</p>'),
        ("[甲](a.md){报名}", '<p><a href="a.md">甲</a>{报名}</p>'),
        ("甲\n{: #yi }", '<p id="s-yi">甲</p>'),
        ("甲\n{第二段}", "<p>甲</p>\n<p>{第二段}</p>"),
        ('甲\n{title="乙 丙"}', '<p title="乙 丙">甲</p>'),
    ],
)
def test_only_attributes_are_attributes(body: str, expected: str) -> None:
    assert render(body)[0].html == expected


@every("sign", list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))
@every("place", ["甲\\{}乙", "- 甲\\{}乙", "| 甲\\{}乙 |\n|---|\n| 丙 |", "## 甲\\{}乙"])
def test_every_mark_of_ascii_may_be_escaped(sign: str, place: str) -> None:
    rendered, found = render(place.replace("{}", sign))
    assert rendered.text.split("\n")[0] == f"甲{sign}乙"
    assert found == []


def test_a_backslash_at_the_end_of_a_line_breaks_it_and_is_not_seen() -> None:
    assert render("甲\\\n乙\\")[0].html == "<p>甲</p>\n<p>乙</p>"
    assert render("- 甲\\\n  乙")[0].html == "<ul>\n<li>甲<br>\n乙</li>\n</ul>"
    assert render("```\n甲\\\n```")[0].text == "甲\\"
    assert render("甲\\\\")[0].text == "甲\\"
    assert render("甲\\_乙\\")[0].text == "甲_乙"
    assert render("共享盘\\\\资料\\通知\\")[0].text.endswith("\\通知\\")


@every(
    ("body", "expected"),
    [
        ("*注意：*周二", "<em>注意：</em>周二"),
        ("_注意：_周二", "<em>注意：</em>周二"),
        ("__联系人：__张三", "<strong>联系人：</strong>张三"),
        ("请__务必__参加", "请<strong>务必</strong>参加"),
        ("请__务必__于今天__准时__参加", "请<strong>务必</strong>于今天<strong>准时</strong>参加"),
        ("__严禁烟火__违者重罚", "<strong>严禁烟火</strong>违者重罚"),
        ("（__联系人__）", "（<strong>联系人</strong>）"),
        ("***重点。***后", "<strong><em>重点。</em></strong>后"),
        ("***甲**乙*后", "<em><strong>甲</strong>乙</em>后"),
        ("***甲*乙**后", "<strong><em>甲</em>乙</strong>后"),
        ("**甲*乙***后", "<strong>甲<em>乙</em></strong>后"),
        ("见：*甲**乙***", "见：<em>甲<strong>乙</strong></em>"),
        ("***甲**乙*、***丙**丁*", "<em><strong>甲</strong>乙</em>、<em><strong>丙</strong>丁</em>"),
        ("**，甲**乙", "<strong>，甲</strong>乙"),
        ("~~旧价：~~100元", "<del>旧价：</del>100元"),
        ("原价~~100元~~80元", "原价<del>100元</del>80元"),
        ("==重点：==后", "<mark>重点：</mark>后"),
        ("==**重点**==和**==重点==**", "<mark><strong>重点</strong></mark>和<strong><mark>重点</mark></strong>"),
        ("由**张三、李四**负责", "由<strong>张三、李四</strong>负责"),
        ("见*“甲”*和*（乙）*。", "见<em>“甲”</em>和<em>（乙）</em>。"),
        ("**见`a*b`**后", "<strong>见<code>a*b</code></strong>后"),
        ("**https://a.example**见", '<strong><a href="https://a.example">https://a.example</a></strong>见'),
        ("[a_b_](a_b_c.md) <span title='_x_'>_y_</span>", '<a href="a_b_c.md">a_b_</a> <span title="_x_"><em>y</em></span>'),
        ("**甲\n乙**", "<strong>甲</strong></p>\n<p><strong>乙</strong>"),
        ("__甲\n乙\n丙。__后", "<strong>甲</strong></p>\n<p><strong>乙</strong></p>\n<p><strong>丙。</strong>后"),
        ("==甲\n乙==", "<mark>甲</mark></p>\n<p><mark>乙</mark>"),
        ("~~甲\n乙~~", "<del>甲</del></p>\n<p><del>乙</del>"),
    ],
)  # fmt: skip
def test_emphasis_around_chinese_is_emphasis(body: str, expected: str) -> None:
    assert html(body) == expected


@pytest.mark.parametrize("body", ["- **甲\n  乙**", "> **甲\n> 乙**", "1. **甲\n   乙**"])
def test_bold_over_lines_of_an_item_or_a_quotation_makes_each_line_bold(body: str) -> None:
    assert render(body)[0].html.count("<strong>") == 2
    assert render(body)[1] == []


@pytest.mark.parametrize(
    "body", ["李**\n王**", "张**同学\n李**同学", "**甲\n\n乙", "**甲\n- 乙", "| **甲 |\n|---|\n| 乙** |"]
)
def test_what_does_not_belong_together_is_not_made_bold(body: str) -> None:
    assert "<strong>" not in render(body)[0].html


@every(
    ("body", "expected"),
    [
        ("**请注意，明天停水", ["1:1 bold-unclosed"]),
        ("文\n各位，**请注意\n\n文**", ["2:4 bold-unclosed"]),
        ("- **请注意", ["1:3 bold-unclosed"]),
        ("- ***请注意", ["1:3 bold-unclosed"]),
        ("见：==请注意", ["1:3 bold-unclosed"]),
        ("**甲\\**", ["1:1 bold-unclosed"]),
        ("| **甲 | 乙** |\n|---|---|\n| 1 | 2 |", ["1:3 bold-unclosed"]),
        ("李**、王**，3**2，**、** 甲", []),
        ("注：*：p<0.05，**：p<0.01\n**：表示缺失，**：同上\n==> 见下", []),
        ("`**甲` **见`x`**", []),
        ("```\n**甲\n```", []),
        ("\\**甲", []),
    ],
)
def test_bold_that_has_no_end_is_told(body: str, expected: list[str]) -> None:
    assert codes(body) == expected


@every("before", ["", "见", "（", "：", "“", "网址:"])
@every("after", ["", "，请", "。", "）", "后", "”", ". ", "; ", "?", "…", "、"])
@every(
    ("written", "href"),
    [
        ("https://a.example/x_y?b=1&c=(2)", "https://a.example/x_y?b=1&amp;c=(2)"),
        ("http://a.example", "http://a.example"),
        ("HTTPS://A.example:8080/", "HTTPS://A.example:8080/"),
        ("www.a.example/x", "http://www.a.example/x"),
        ("bm-01@a.example", "mailto:bm-01@a.example"),
    ],
)
def test_a_bare_address_is_linked_up_to_the_first_sign_that_cannot_belong_to_it(
    before: str, after: str, written: str, href: str
) -> None:
    text = written.replace("&", "&amp;")
    assert html(before + written + after) == f'{before}<a href="{href}">{text}</a>{after.rstrip()}'


@every(
    ("body", "marked"),
    [
        ("https://a.example/x?a=1&b=2", True), ("www.a.example", True), ("me@a.example", True), ("<https://a.example>", True),
        ("[https://a.example](https://a.example)", True), ("[查询](https://a.example)", False),
        ("[https://a.example](https://b.example)", False), ('<a class="xl-address" href="https://a.example">查询</a>', False),
    ],
)  # fmt: skip
def test_an_address_that_is_its_own_words_is_marked_so_that_it_may_be_broken_anywhere(body: str, marked: bool) -> None:
    assert ('<a class="xl-address" href="' in render(body)[0].html) == marked


@every(
    "body",
    [
        "`https://a.example`", "[https://a.example](b.md)", '<a href="https://a.example">https://a.example</a>', "<code>https://a.example</code>",
        "<kbd>www.a.example</kbd>", '<span title="https://a.example">甲</span>', "```\nhttps://a.example\n```", "[x](https://a.example)",
        "<https://a.example>", "[x]\n\n[x]: https://a.example", "![www.a.example](b.png)", "a@b", "x@y@z.example", "awww.a.example",
    ],
)  # fmt: skip
def test_an_address_is_not_linked_twice_nor_within_code_and_tags(body: str) -> None:
    made = html(body)
    assert made.count("<a ") == made.count("</a>") <= 1
    assert "<code><a" not in made
    assert "<kbd><a" not in made


@every(
    ("body", "found"),
    [
        ("见https://a.example/通知/a.html查看", ["1:2 address-hanzi"]),
        ("文\n- 网址：http://a.example/x?name=报名表.docx", ["2:6 address-hanzi"]),
        ("https://a.example/2026/附件1.pdf", ["1:1 address-hanzi"]),
        ("见https://a.example/查看，或 https://a.example/b下载a.docx", []),
        ("https://a.example/或https://b.example/", []),
        ("[甲](https://a.example/通知/a.html)、<https://a.example/通知/b.html>", []),
        ("[甲]\n\n[甲]: https://a.example/通知/a.html", []),
        ("`https://a.example/通知/a.html`", []),
    ],
)
def test_an_address_that_goes_on_behind_hanzi_is_told(body: str, found: list[str]) -> None:
    assert codes(body) == found


def test_bare_addresses_are_looked_at_like_links() -> None:
    assert codes("见 https://x@a.example/ 和 https://b.example/") == ["1:3 link-disguised"]
    assert codes("见 www.a.example/") == []


@pytest.mark.parametrize("body", ["见[^注 1]\n\n[^注 1]: 乙", '见<a href="#a b">甲</a><span id="a b">乙</span>'])
def test_a_name_with_a_blank_is_valid_html(body: str) -> None:
    page = html(body)
    names = re.findall(r'id="([^"]*)"', page)
    assert names
    assert not any(" " in name for name in names)
    assert {unquote(link) for link in re.findall(r'href="#([^"]*)"', page)} <= set(names)


@pytest.mark.parametrize(
    "body", ["- 甲\n\n    <table><tr><td>乙</td></tr></table>\n\n    丁", "> 甲\n> <ul><li>乙</li></ul>"]
)
def test_html_within_an_item_or_a_quotation_leaves_no_empty_paragraphs(body: str) -> None:
    assert "<p></p>" not in html(body)


def test_an_address_with_a_blank_is_valid_html() -> None:
    assert html("[x](https://a.example/b c) [y](tel:000 8888)") == (
        '<a href="https://a.example/b%20c">x</a> <a href="tel:0008888">y</a>'
    )


@every(
    ("body", "expected"),
    [
        ("[甲]: a.md", ["1:1 link-definition-unused"]),
        ("文\n- [甲]: https://a.example/", ["2:3 link-definition-unused"]),
        ("1. [甲]: <a b.md>", ["1:4 link-definition-unused"]),
        ("[甲]: a.md\n[甲]: b.md\n\n[x][甲]", ["2:1 link-definition-twice"]),
        ('[甲]: a.md "题"\n\n[甲]', []),
        ('[甲]: 附件1.docx "说明"\n\n见[甲]', []),
        ("见[乙][甲]\n\n- [甲]: 附件1.docx", []),
        ("[甲]: https://a.example/通知/a.html\n[乙]: ./附件/乙.docx\n\n[甲]、[乙]", []),
        ("> [甲]: <附件 1.docx>\n\n[甲]", []),
        ("[甲]: 附件1.docx\n[甲]: 附件2.docx\n\n[甲][]", ["2:1 link-definition-twice"]),
        ("[a_]: a_b_.md\n\n[a_] 和 ![x][a_]", []),
    ],
)
def test_definitions_of_links_are_used_or_told(body: str, expected: list[str]) -> None:
    assert codes(body) == expected


@every(
    ("body", "expected"),
    [
        ("见[^1]。", ["1:2 footnote-missing"]),
        ("见[^1]。\n\n[^1]：甲", ["3:1 footnote-form"]),
        ("见[^1]。\n\n[^1]:", ["3:1 footnote-empty"]),
        ("文\n\n[^1]: 甲", ["3:1 footnote-unused"]),
        ("见[^1]。\n\n[^1]: 甲\n[^1]: 乙", ["3:7 text-lost", "4:1 footnote-twice"]),
        ("见【^1】\n\n[^1]: 甲", ["1:2 footnote-form", "3:1 footnote-unused"]),
        ("见[^a_]。\n\n[^a_]: 甲", []),
        ("见[^1]和[^1]。\n\n[^1]: 甲", []),
    ],
)
def test_notes_have_a_text_and_a_place(body: str, expected: list[str]) -> None:
    assert codes(body) == expected


FORMS = [
    ("[平台]（https://a.example/）", "[平台](https://a.example/)"),
    ("【平台】(https://a.example/)", "[平台](https://a.example/)"),
    ("［表］（附件/表.docx）", "[表](附件/表.docx)"),
    ("[表] (附件/表.docx)", "[表](附件/表.docx)"),
    ("[表](附件/表.docx）", "[表](附件/表.docx)"),
    ("！[图](图.png)", "![图](图.png)"),
    ("！[图]（图.png）", "![图](图.png)"),
    ("![图] (图.png)", "![图](图.png)"),
    ("（平台）[https://a.example/]", "[平台](https://a.example/)"),
    ("![[图.png]]", "![图](图.png)"),
    ("[[通知.md|文字]]", "[文字](通知.md)"),
    ("【^1】", "[^1]"),
    ("[＾1]", "[^1]"),
    ("［＾注１］", "[^注1]"),
    ("[^1］", "[^1]"),
    ("[^1", "[^1]"),
    ("「平台」(https://a.example/)", "[平台](https://a.example/)"),
    ("（平台）(https://a.example/)", "[平台](https://a.example/)"),
    ("《办法》(https://a.example/)", "[《办法》](https://a.example/)"),
    ("[平台]【https://a.example/】", "[平台](https://a.example/)"),
    ("[平台]<https://a.example/>", "[平台](https://a.example/)"),
    ("[平台(https://a.example/)", "[平台](https://a.example/)"),
    ("https：//a.example/x", "https://a.example/x"),
    ("http:／／a.example", "http://a.example"),
    ("ｈｔｔｐ：／／a．example／x", "http://a.example/x"),
    ("https:/a.example/x", "https://a.example/x"),
    ("https//a.example", "https://a.example"),
    ("http:// a.example", "http://a.example"),
    ("http:\\\\a.example\\x", "http://a.example/x"),
    ("www。danwei。example", "www.danwei.example"),
    ("www.danwei。example", "www.danwei.example"),
    ("bm＠danwei．example", "bm@danwei.example"),
    ("** 重点 **", "**重点**"),
    ("**重点 **", "**重点**"),
    ("~~ 旧 ~~", "~~旧~~"),
    ("== 重点 ==", "==重点=="),
    ("＊＊重点＊＊", "**重点**"),
    ("**重点＊＊", "**重点**"),
    ("![[图/图.png|300]]", "![图](图/图.png)"),
    ("H~2~O", "H<sub>2</sub>O"),
    ("x^2^", "x<sup>2</sup>"),
    ("10^-3^", "10<sup>-3</sup>"),
    ("Ca^2+^", "Ca<sup>2+</sup>"),
    ("Na^+^", "Na<sup>+</sup>"),
]


@every(("written", "right"), FORMS)
@every("place", ["{}", "见{}。", "- 见 {}", "文\n\n> {}"])
def test_near_forms_are_told_with_a_correction_that_stands_where_they_stand(
    written: str, right: str, place: str
) -> None:
    body = place.replace("{}", written)
    found = [item for item in render(body)[1] if item.fix]
    assert len(found) == 1
    fix, position = found[0].fix, found[0].position
    assert fix is not None
    lines = body.split("\n")
    line = lines[position.line - 1]
    assert line.startswith(fix.found, position.column - 1)
    lines[position.line - 1] = line[: position.column - 1] + fix.put + line[position.column - 1 + len(fix.found) :]
    assert "\n".join(lines) == place.replace("{}", right)


@every(
    ("body", "expected"),
    [
        ("请** 务必 **参加", ["1:2 mark-form"]),
        ("## ** 重点 **", ["1:4 mark-form"]),
        ("| ** 时间 ** | ~~ 旧 ~~新 |\n|---|---|\n| 1 | 2 |", ["1:3 mark-form", "1:14 mark-form"]),
        ("__ 重点 __", ["1:1 mark-form"]),
        ("- ** 2026年11月1日 **", ["1:3 mark-form"]),
        ("** Note **", ["1:1 mark-form"]),
        ("**　重点**", ["1:1 mark-form"]),
        ("*重点 *", ["1:1 mark-form"]),
        ("*重点**", ["1:1 mark-form"]),
        ("- ****重点****", ["1:3 mark-form"]),
        ("＊重点＊", ["1:1 mark-form"]),
        ("请__务必__。", ["1:2 mark-or-gap"]),
        ("姓名__电话__", ["1:3 mark-or-gap"]),
        ("见__报名须知__，并__准时__", ["1:2 mark-or-gap", "1:12 mark-or-gap"]),
        ("[平台](https://a.example/\n文", ["1:1 link-form"]),
        ("见平台](https://a.example/)", ["1:4 link-form"]),
        ("! [图](图.png)", ["1:1 link-form"]),
        ("文[](a.md)", ["1:2 link-empty"]),
        ("见[^１]。\n\n[^1]: 甲", ["1:2 footnote-form", "3:1 footnote-unused"]),
        ("［＾1］：甲", ["1:1 footnote-form"]),
        ("见^[说明文字]", ["1:2 mark-foreign"]),
    ],
)
def test_marks_that_nearly_are_some_are_told_and_stay(body: str, expected: list[str]) -> None:
    assert codes(body) == expected


@every(
    "body",
    [
        "3 ** 2 ** 1", "数量 * 单价 * 折扣", "9月 ~~ 10月 和 11月 ~~ 12月", "王** 李** 张**", "王** 男 25岁 李** 女 30岁", "获奖：王** 、李**", "__ 年 __ 月 __ 日", "电话 __ 地址 __", "姓名____电话____",
        "| 张** | 李** |\n|---|---|\n| * | ** |", "** 表示显著，* 表示较显著", "*姓名 *电话", "张＊＊同学、李＊＊同学", "尾号＊＊12和＊＊34", "带＊的为必填，带＊的为选填", "好的～～谢谢～～", "上午～～下午，上午～～下午",
        "王*、李**、张***", "张***同学、李**同学、王*同学", "登录www.a.example。Example是例子", "1．bm@a.example", "网址：www.a.example：请", "HTTP/1.1、http/2.0", "甲https://a.example／https://b.example", "《办法》（https://a.example/）",
        "[见平台(https://a.example/)]", "[平台](https://a.example/通知.html)", "x^[2]", "x^2+y^2", "a~b-c~d", "- [ ] 甲", "注意！ [甲](a.md)",
    ],
)  # fmt: skip
def test_what_is_nearly_a_mark_and_means_none_is_left_alone(body: str) -> None:
    assert codes(body) == []


@every("body", ["[[通知]]", "[[通知#一]]", ":smile:", "好:heart:", "$x^2$", "$$E=mc^2$$", "$\\alpha$", "$$", "++甲++", "^^甲^^", "{++甲++}", "{--甲--}"])  # fmt: skip
def test_marks_of_other_programs_are_told_and_stay(body: str) -> None:
    rendered, found = render(f"文\n{body}")
    assert [item.code for item in found] in (["mark-foreign"], ["link-wiki"])
    assert (found[0].position.line, found[0].fix) == (2, None)
    assert rendered.text == f"文\n{body}"


def test_a_formula_in_brackets_is_told() -> None:
    assert codes("面积 \\(x^2\\) 和 \\[\\alpha\\]") == ["1:4 mark-foreign", "1:14 mark-foreign"]
    assert codes("\\(注\\) \\[2018\\]") == []


@pytest.mark.parametrize("body", ["【附件】（见附件1.docx）", "注意！[报名表](a.docx)", "`[x] (a.md)` `:a:` `$x^2$`", "https://a.example/a~b~c", "\\[x] (a.md)", "[x](a.md) ![x](a.png)"])  # fmt: skip
def test_right_forms_are_not_nagged(body: str) -> None:
    assert codes(body) == []


WORDS = ["甲", "乙一", "3", "ab", "x", "通知", "，", "：", "。", "（", "）", "、", " ", "b", "报名表.docx"]
MARKS = [
    "<", ">", "</", "[", "]", "(", ")", "![", "！[", "]:", "]：", "[^", "*", "**", "***", "_", "__", "~", "~~", "=", "==", "`", "``", "\\", "{", "}",
    "{#", "{.", "$", "$$", ":", "\n", "\n\n", "\n- ", "\n> ", "\n## ", "https://x.example/", "www.x.example", "a@b.example", "&", "&amp;",
    "【", "】", "<b>", "</b>", "<A>", "*[", "<br>", "!", "[x]: a.md", "\n[^1]: ", "[^1]", "[x]", "[[", "]]",
]  # fmt: skip


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=14).map("".join))
def test_every_hanzi_is_on_the_page_or_in_a_line_that_has_a_finding(text: str) -> None:
    rendered, found = render(text)
    told = {item.position.line for item in found}
    where = rendered.text + rendered.html  # an address or a name of an attribute is on the page, too
    for number, line in enumerate(text.split("\n"), start=1):
        if number not in told:
            for sign in {sign for sign in line if "\u4e00" <= sign <= "\u9fff"}:
                assert where.count(sign) >= line.count(sign), (text, sign)


@every(
    "name",
    [
        "link-form",
        "link-empty",
        "link-wiki",
        "footnote-form",
        "address-form",
        "mark-form",
        "mark-or-gap",
        "mark-foreign",
        "tag-alone",
    ],
)
def test_what_stays_on_the_page_is_a_warning(name: str) -> None:
    assert MESSAGES[name].severity == "warning"
