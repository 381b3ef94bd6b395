"""What Word, WPS, Excel and editors of public accounts put on the clipboard, and pages: nothing that is seen is lost."""

from __future__ import annotations

import base64
import re

from cases import every
from hypothesis import given
from hypothesis import strategies as st
from random_texts import ODD_TEXTS
from rendering import render

from xuanlan.imports.markdown import body
from xuanlan.imports.web import read

OFFICE = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:x">\r\n'
    '<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">'
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    "<style><!-- @font-face {font-family:宋体;} p.MsoNormal {margin:0cm; font-size:10.5pt;} .xl66 {font-weight:700; text-align:center}"
    " .away {display:none} --></style></head><body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->\r\n{}\r\n<!--EndFragment--></body></html>"
)
NUMBER = (
    "<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level{2} lfo1'><![if !supportLists]>"
    "<span lang=EN-US style='mso-fareast-font-family:宋体'><span style='mso-list:Ignore'>{0}<span style='font:7.0pt \"Times New Roman\"'>"
    "&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span style='font-family:宋体'>{1}<span lang=EN-US><o:p></o:p></span></span></p>"
)
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
FRAGMENTS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "Word: a letter": (
        "<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt;font-family:方正小标宋简体'>关于放假的<br>通知</span></b></p>"
        "<p class=MsoNormal>各处室：<span lang=EN-US><o:p></o:p></span></p><p class=MsoNormal style='text-indent:32.0pt'>请\r\n按时<b>报送</b>。</p>"
        "<p class=MsoNormal align=right style='text-align:right'>办公室</p>",
        "**关于放假的**\n\n**通知**\n\n各处室：\n\n请按时**报送**。\n\n办公室", (), ()),
    "Word: numbers that it has counted": (
        NUMBER.format("一、", "总体要求", 1) + NUMBER.format("（一）", "提高认识。", 2) + NUMBER.format("1.", "5月前报送。", 3) + NUMBER.format("①", "甲。", 4),
        "一、总体要求\n\n（一）提高认识。\n\n1\\. 5月前报送。\n\n①甲。", (), ()),
    "Word: points in a font of symbols": (
        NUMBER.format("<span style='font-family:Wingdings'>l</span>", "甲", 1) + NUMBER.format("<span style='font-family:Symbol'>·</span>", "乙", 1), "●甲\n\n- 乙", (), ()),
    "Word: changes, a comment and hidden words": (
        "<p class=MsoNormal>甲<s><span style='color:red'><del cite='mailto:x' datetime='2026'>乙</del></span></s><ins>丙</ins><span class=MsoCommentReference><span lang=EN-US>"
        "<a class=msocomanchor href='#_msocom_1'>[A1]</a></span></span><span style='display:none;mso-hide:all'>110101</span>丁</p>"
        "<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>请改</p></div></div>",
        "甲丙丁", ("修订（删除的文字） 乙", "批注 [A1]", "隐藏文字 110101", "批注 请改"), ()),
    "Word: a table": (
        "<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>项目</b></p></td><td><p class=MsoNormal><b>要求</b></p></td></tr>"
        "<tr><td><p class=MsoNormal>甲</p></td><td><p class=MsoNormal>第一行</p><p class=MsoNormal>第二行|完</p></td></tr></table>",
        "| 项目 | 要求 |\n|---|---|\n| 甲 | 第一行<br>第二行\\|完 |", (), ()),
    "Word: cells over others": (
        "<table><tr><td rowspan=2>序号</td><td colspan=2>人数</td></tr><tr><td>男</td><td>女</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
        '<table>\n<tr><th rowspan="2">序号</th><th colspan="2">人数</th></tr>\n<tr><th>男</th><th>女</th></tr>\n<tr><td>1</td><td>2</td><td>3</td></tr>\n</table>', (), ()),
    "Word: a footnote and a link": (
        "<p class=MsoNormal>见<a href='https://a.example/'>网页</a><a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a></p>",
        "见[网页](https://a.example/)[1]", (), ()),
    "Word: smart tags and pictures that it only names": (
        "<p class=MsoNormal><st1:chsdate w:st='on' Year='2026'>2026年3月1日</st1:chsdate><!--[if gte vml 1]><v:shape><v:imagedata src='file:///C:/a.png'/></v:shape><![endif]-->"
        "<![if !vml]><img width=3 src='file:///C:/clip_image002.png' v:shapes='x'><![endif]>完</p>", "2026年3月1日完", (), ("图片",)),
    "WPS: a letter": (
        "<p class='MsoNormal' style='text-indent:24.0000pt;mso-char-indent-count:2.0000;' ><span style='mso-spacerun:\"yes\";font-family:仿宋;font-size:16.0000pt;'>"
        "<font face='仿宋' >根据工作安排，</font></span><b><span style='font-family:黑体;'>现将</span></b><span style='font-family:仿宋'>事项通知如下：</span></p>"
        "<p class='MsoNormal' ><span><o:p>&nbsp;</o:p></span></p>", "根据工作安排，**现将**事项通知如下：", (), ()),
    "WPS: numbers": (
        "<p class='MsoNormal' style='mso-list:l0 level1 lfo1;' ><![if !supportLists]><span style='font-family:宋体;mso-list:Ignore;'>第一条<span>&nbsp;</span></span><![endif]><span>为了规范。</span></p>"
        "<p class='MsoNormal' style='mso-list:l0 level1 lfo1;' ><![if !supportLists]><span style='mso-list:Ignore;'>第二条<span>&nbsp;</span></span><![endif]><span>适用于全校。</span></p>",
        "第一条为了规范。\n\n第二条适用于全校。", (), ()),
    "WPS: a table with words over rows": (
        "<table class=MsoNormalTable style='border-collapse:collapse' ><tr><td width=70 valign=center><p><b><span>科室</span></b></p></td><td><p><b>姓名</b></p></td></tr>"
        "<tr><td rowspan=2><p>内科</p></td><td><p>甲</p></td></tr><tr><td><p>乙</p></td></tr></table>",
        "| 科室 | 姓名 |\n|---|---|\n| 内科 | 甲 |\n| 内科 | 乙 |", (), ()),
    "Excel: rows and columns that nobody sees": (
        "<table border=0 cellpadding=0 width=216><col width=72 style='width:54pt'><col width=0 style='display:none;mso-width-source:userset'><col width=72><tr height=19>"
        "<td class=xl66 height=19>姓名</td><td class=xl66>身份证号</td><td class=xl66>班级</td></tr><tr height=0 style='display:none'><td>丙</td><td>3</td><td>三班</td></tr>"
        "<tr height=19><td>甲</td><td x:str>110101</td><td x:num='0.5'>50%</td></tr></table>",
        "| 姓名 | 班级 |\n|---|---|\n| 甲 | 50% |", ("隐藏的列 身份证号", "隐藏的行 丙", "隐藏的行 3", "隐藏的行 三班", "隐藏的列 110101"), ()),
    "Excel: breaks, zeros and dates as shown": (
        "<table><tr><td class=xl66>编号</td><td class=xl66>日期</td></tr><tr><td style='mso-number-format:\"\\@\"'>007</td><td>2026年3月1日<br style='mso-data-placement:same-cell;'>周日</td></tr></table>",
        "| 编号 | 日期 |\n|---|---|\n| 007 | 2026年3月1日<br>周日 |", (), ()),
    "Excel: a title over the columns": (
        "<table><tr><td colspan=2 class=xl66>值班表</td></tr><tr><td>日期</td><td>姓名</td></tr><tr><td>1日</td><td>甲</td></tr></table>", "**值班表**\n\n| 日期 | 姓名 |\n|---|---|\n| 1日 | 甲 |", (), ()),
    "135: a frame around a title": (
        "<section class='_135editor' data-tools='135编辑器' data-id='1'><section style='text-align:center'><section style='display:inline-block;background-color:#c00000;padding:4px'>"
        "<p style='color:#ffffff;font-size:16px'><strong data-brushtype='text'>一、报名时间</strong></p></section></section><section style='padding:1em'><p style='text-indent:2em'><span style='color:rgb(63,63,63)'>3月1日至</span>"
        "<span style='font-weight: bold;'>3月5日</span></p><p><br/></p></section></section>", "一、报名时间\n\n3月1日至**3月5日**", (), ()),
    "135: numbers in circles and pictures": (
        f"<section data-role='outer'><section style='width:2em;border-radius:50%'><p>01</p></section><section><p>扫码</p><p><img src='data:image/png;base64,{DOT}' style='width:100%'></p>"
        "<p><img data-src='https://pic.example/a.gif'></p></section></section>", "01\n\n扫码\n\n![](图片1.png)", (), ("图片",)),
    "秀米: boxes whose own letters have no size": (
        "<section style='font-size:0px;line-height:0'><section style='display:inline-block;width:50%;font-size:16px'><p>左</p></section>"
        "<section style='display:inline-block;font-size:16px'><p>右</p></section>藏</section>", "左\n\n右", ("小得看不见的文字 藏",), ()),
    "秀米: a drawing with words": (
        "<section style='opacity: 0;'><p>先藏</p></section><section><svg viewBox='0 0 1 1'><title>图</title><text>点开</text></svg></section><section style='opacity:0.8'><p>正文</p></section>",
        "点开\n\n正文", ("隐藏文字 先藏",), ("矢量图形",)),
    "a public account: a list and a code": (
        "<ul class='list-paddingleft-1' style='list-style-type: disc;'><li><p><span>甲</span></p></li><li><p>乙</p><ul><li>丙</li></ul></li></ul><pre>一\n  二</pre>", "- 甲\n- 乙\n    - 丙\n\n一\n\n二", (), ()),
    "a page: numbers of every kind": (
        "<ol start=3 type=A><li>甲<li value=7>乙</ol><ol reversed><li>丙<li>丁</ol><ol style='list-style-type:cjk-ideographic'><li>戊</ol><ol type=i start=4><li>己</ol><ol style='list-style:none'><li>庚</ol>",
        "C.甲\n\nG.乙\n\n2.丙\n\n1.丁\n\n一、戊\n\niv.己\n\n庚", (), ()),
    "a page: terms, folds, a caption and a form": (
        "<dl><dt>时间<dd>周一<dt>地点<dd>礼堂</dl><details><summary>更多</summary>里面</details><table><caption>表一</caption><tr><th>甲<th>乙<tr><td>丙<td>丁</table>"
        "<form><input type=hidden value=暗号><select><option>一班<option>二班</select><button>提交</button></form>",
        "时间\n\n周一\n\n地点\n\n礼堂\n\n更多\n\n里面\n\n表一\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", ("隐藏文字 暗号",), ("下拉选项“一班二班”", "按钮“提交”")),
    "a page: everything that hides": (
        "<p hidden>一</p><p style='visibility:hidden'>二<span style='visibility:visible'>看得见</span></p><p class=away>三</p><p style='position:absolute;left:-9999px'>四</p><p style='color:transparent'>五</p>"
        "<p style='height:0;overflow:hidden'>六</p><p style='background:#000;color:#010101'>七</p><font color=white>八</font><noscript>九</noscript><template>十</template><script>var a='中文'</script><!-- 内部稿 -->",
        "看得见", ("隐藏文字 一 二", "隐藏文字 三", "页面以外的文字 四", "和底色一样的文字 五", "隐藏文字 六", "和底色一样的文字 七八", "隐藏文字 九十", "自动运行的程序 var a='中文'", "批注 内部稿"), ()),
    "a page: a table that only lays out": (
        "<table><tr><td>栏目<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>", "栏目\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", (), ()),
}  # fmt: skip


@every("name", FRAGMENTS)
def test_what_programs_put_on_the_clipboard_becomes_markdown(name: str) -> None:
    page, expected, hidden, lost = FRAGMENTS[name]
    found = read(OFFICE.replace("{}", page))
    assert body(found.blocks) == expected + "\n"
    assert [f"{one.kind} {one.text}" for one in found.hidden] == list(hidden)
    assert [one.what for one in found.lost] == list(lost)
    rendered, _ = render(body(found.blocks))
    assert "style=" not in rendered.html
    assert "Mso" not in rendered.html


def test_pages_in_every_encoding_are_read() -> None:
    page = "<meta charset=gb2312><title>通知</title><p>镕基街道，请按时报送。</p>"
    for data in (
        page.encode("gb18030"),
        page.replace("gb2312", "utf-8").encode(),
        ("\ufeff" + page).encode("utf-8"),
        page.encode("utf-16"),
        page[21:].encode("gbk"),
    ):
        found = read(data)
        assert body(found.blocks) == "镕基街道，请按时报送。\n"
        assert found.title == "通知"


def test_places_are_called_as_a_clerk_finds_them() -> None:
    found = read("<p>甲</p><p>乙<s>丙</s></p><table><tr><td>丁<td><i hidden>戊</i>己</table>")
    assert [one.where for one in found.lost] == ["第2段"]
    assert [one.where for one in found.hidden] == ["第1个表格第1行第2列"]
    assert [block.where for block in found.blocks] == ["第1段", "第2段", "第1个表格"]


def test_pictures_come_out_of_rtf_when_there_are_as_many() -> None:
    hexed = "\n".join(re.findall(".{1,64}", base64.b64decode(DOT).hex()))
    one = f"{{\\*\\shppict{{\\pict\\picw1\\pngblip\\bliptag-7{{\\*\\blipuid 00ff}}\n{hexed}}}}}{{\\nonshppict{{\\pict\\wmetafile8 0100}}}}"
    page = "<p>甲<img src='file:///C:/a.png'></p>"
    assert read(page, f"{{\\rtf1 {one}}}").pictures[0].data == base64.b64decode(DOT)
    assert body(read(page, f"{{\\rtf1 {one}}}").blocks) == "甲\n\n![](图片1.png)\n"
    assert read(page, f"{{\\rtf1 {one}{one}}}").pictures == ()
    assert read(page, "{\\rtf1 \\pngblip 00" + "{" * 1000).pictures == ()


HOSTILE = {
    "elements in each other": "<div>" * 100_000 + "甲",
    "looks in each other": "<span style='color:red;font-size:1.1em'>" * 100_000 + "甲",
    "fonts that never end": "".join(f"<p><font a={at}>" for at in range(10_000)) + "甲",
    "tables in each other": "<table><tr><td>" * 10_000 + "甲",
    "lists in each other": "<ul><li>" * 10_000 + "甲",
    "lists that count down": "<ol reversed><li>" * 2000 + "甲",
    "tags without an end": "甲" + "<a " * 300_000,
    "comments without an end": "甲" + "<!--" * 300_000,
    "quotes without an end": "甲" + "<a b='\">" * 100_000,
    "many attributes": "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + ">甲",
    "a long style": "<p style='" + "a:b;" * 500_000 + "'>甲",
    "a large picture": "甲<img src='data:image/png;base64," + "A" * 5_000_000 + "'>",
    "cells over everything": "<table>" + "<tr><td colspan=9999 rowspan=9999>甲" * 1000,
    "many rows": "<table>" + "<tr><td>甲<td>乙*" * 2000,
    "signs in a row": "甲" + "&lt;" * 500_000,
    "many pieces": "<span>甲</span><b>&nbsp;</b>" * 30_000,
    "many blanks": "<b>&nbsp;</b><i>&nbsp;</i>" * 30_000 + "甲",
    "many hidden pieces": "甲" + "<i hidden>乙</i>" * 30_000,
    "many pictures": "甲" + "<img src=a>" * 50_000,
    "odd signs": "\0<p\0>甲\0</p>\ud800&#0;&#xD800;&#x110000;&nosuch;&#99999999999;",
    "programs": "<svg onload=alert(1)><script>alert(1)</script></svg><iframe src=x>甲</iframe><a href='javascript:alert(1)'>甲</a><img src=x onerror=alert(1)><a href='data:text/html,x'>乙</a>",
    "ends of what never began": "</td></tr></table></p></ul></li>甲</svg></b></body></html>",
    "parts of a table without one": "<tr><td>甲<th>乙<caption>丙<tbody>丁",
}


@every("name", HOSTILE)
def test_hostile_pages_are_read_like_others(name: str) -> None:

    text = body(read(HOSTILE[name]).blocks)

    assert "甲" in text or name in ("quotes without an end", "tables in each other")
    assert "javascript:" not in text
    assert "<script" not in text


@given(ODD_TEXTS)
def test_any_page_is_read_and_what_it_shows_can_be_published(page: str) -> None:
    found = read(page)
    rendered, findings = render(body(found.blocks))
    assert not [item for item in findings if item.severity == "error" and item.code.startswith(("html", "tag"))]
    assert "<script" not in rendered.html


Made = tuple[str, str, str]
"""A page, what is seen of it, and what is not."""
_WORD = st.text(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=3).map(lambda word: (word, word, ""))
_AROUND = st.sampled_from(
    ["<b>{}</b>", "<span style='color:#333;font-size:12pt'>{}</span>", "<p>{}</p>", "<p>{}", "<div align=right>{}</div>", "<section>{}</section>",
     "<ul><li>{}</ul>", "<table><tr><td>{}</td></tr></table>", "<a href='https://a.example/'>{}</a>", "<h2>{}</h2>", "<font face=宋体>{}", "<i>{}</i>", "<center>{}</center>"]
)  # fmt: skip
_VEILS = st.sampled_from(
    ["<div hidden>{}</div>", "<div style='DISPLAY: none'>{}</div>", "<div style='visibility:hidden'>{}</div>", "<del>{}</del>", "<section style='opacity:0'>{}</section>",
     "<template>{}</template>", "<table style='display:none'><tr><td>{}</td></tr></table>", "<div style='position:absolute; left:-9999px'>{}</div>"]
)  # fmt: skip


def _joined(parts: list[Made]) -> Made:
    return tuple("".join(part[at] for part in parts) for at in range(3))  # type: ignore[return-value]


def _ideographs(page: str) -> str:
    return "".join(re.findall("[一-龥]", re.sub("<[^>]*>", "", page)))


def _rowed(rows: list[list[Made]]) -> Made:
    page = "".join("<tr>" + "".join(f"<td>{cell[0]}</td>" for cell in row) + "</tr>" for row in rows)
    _, seen, hidden = _joined([cell for row in rows for cell in row])
    return f"<table>{page}</table>", seen, hidden


_PAGES: st.SearchStrategy[Made] = st.deferred(
    lambda: (
        _WORD
        | st.lists(_PAGES, max_size=4).map(_joined)
        | st.builds(lambda around, made: (around.format(made[0]), made[1], made[2]), _AROUND, _PAGES)
        | st.builds(lambda veil, made: (veil.format(made[0]), "", _ideographs(made[0])), _VEILS, _PAGES)
        | st.lists(st.lists(_PAGES, min_size=2, max_size=2), min_size=1, max_size=3).map(_rowed)
    )
)


@given(_PAGES)
def test_what_is_seen_is_on_the_page_and_what_is_not_is_told(made: Made) -> None:
    page, seen, hidden = made
    found = read(page)
    rendered, _ = render(body(found.blocks), title="")
    assert re.sub("[\\s•◦▪]", "", rendered.text) == seen
    told = "".join("".join(one.text.split()) for one in found.hidden)
    assert sorted(told) == sorted(hidden)


STYLED: dict[str, tuple[str, str, list[str]]] = {
    "rules for paper and for telephones hide nothing": (
        "<style>@media print{.a{display:none}} @media (max-width:768px){.b{display:none}} @keyframes k{from{opacity:0}}</style>"
        "<p class=a>甲</p><p class=b>乙</p>", "甲\n\n乙", []),
    "rules for screens hide": ("<style>@media screen{.a{display:none}}</style><p>甲<span class=a>乙</span></p>", "甲", ["乙"]),
    "rules for what is within something": (
        "<style>.m .h{display:none} body>div.x{visibility:hidden} p[data-a='1']{display:none} .m.n{opacity:0}</style>"
        "<div class=m><p class=h>一</p><p>二</p></div><p class=h>三</p><div class=x>四</div><p data-a=1>五</p><p class='m n'>六</p>",
        "二\n\n三", ["一", "四 五 六"]),
    "rules that show again": ("<style>.l i{display:none} .l i.on{display:inline}</style><p class=l>甲<i>乙</i><i class=on>丙</i></p>", "甲<i>丙</i>", ["乙"]),
    "an article that a script shows": ("<div id=js_content style='visibility:hidden;opacity:0'><p>甲</p><p style='display:none'>乙</p></div>", "甲", ["乙"]),
    "new ways to hide": (
        "<p>甲<span style='clip-path:inset(100%)'>一</span><span style='transform:scale(0)'>二</span><span style='width:0;overflow:hidden'>三</span>"
        "<span style='filter:opacity(0)'>四</span></p><dialog>五</dialog><div style='content-visibility:hidden'>六</div>",
        "甲", ["一二三四", "五 六"]),
}  # fmt: skip


@every("name", STYLED)
def test_style_sheets_hide_what_they_hide_on_a_screen_and_no_more(name: str) -> None:
    page, text, gone = STYLED[name]
    found = read(f"<html><body>{page}</body></html>")
    assert body(found.blocks).strip() == text
    assert [one.text for one in found.hidden] == gone
