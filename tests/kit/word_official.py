"""Twenty documents as public bodies make them, each with what it is to become"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from office_files import png
from office_pictures import jpg
from office_texts import para, run, story
from word_paper import (
    BODY,
    CENTRED,
    INDENTED,
    RED,
    RIGHT,
    Paper,
    boxed,
    coded,
    level,
    lists,
    pictured,
)

CHINESE = (
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3．") + level(3, "decimal", "（%4）")
)  # fmt: skip


class Official(NamedTuple):
    """A document; the fields that are recognised; the lines of the body as `shown` (test_word_official) has them."""

    paper: Paper
    fields: Mapping[str, object]
    lines: tuple[str, ...]


def circular() -> Official:
    """红头文件: number, addressees, automatic numbers of four levels, 落款 by right alignment, 版记."""
    paper = Paper()
    paper.parts["word/numbering.xml"] = lists(CHINESE)
    paper.line("云山职业技术学院文件", CENTRED, RED).line("云职院〔2026〕17号", CENTRED, BODY)
    paper.title("云山职业技术学院").title("关于做好冬季校园安全工作的通知").line("各系部、各处室：", "", BODY)
    paper.text("为做好冬季校园安全工作，现将有关事项通知如下。")
    paper.item("加强组织领导").item("明确责任分工", 1).item("各部门主要负责人是第一责任人。", 2).item(
        "建立台账，每周更新。", 3
    )
    paper.item("抓好隐患排查", 1).item("宿舍、食堂、实训室逐一检查。", 2).item("严格值班值守").text(
        "实行24小时值班制度。"
    )
    paper.line("附件：1.值班安排表", INDENTED, BODY).line("云山职业技术学院", RIGHT, BODY).line(
        "2026年11月20日", RIGHT, BODY
    )
    paper.line("（此件公开发布）", INDENTED, BODY)
    paper.line("抄送：市教育局。", "", BODY).line("云山职业技术学院办公室　　　2026年11月20日印发", "", BODY)
    lines = (
        "为做好冬季校园安全工作，现将有关事项通知如下。", "# 一、加强组织领导", "## （一）明确责任分工",
        "1．各部门主要负责人是第一责任人。", "（1）建立台账，每周更新。", "## （二）抓好隐患排查", "1．宿舍、食堂、实训室逐一检查。",
        "# 二、严格值班值守", "实行24小时值班制度。", "附件：1.值班安排表", "（此件公开发布）",
    )  # fmt: skip
    fields = {"title": "云山职业技术学院关于做好冬季校园安全工作的通知", "kind": "通知", "doc_no": "云职院〔2026〕17号",
              "to": "各系部、各处室", "unit": "云山职业技术学院", "date": "2026-11-20"}  # fmt: skip
    return Official(paper, fields, lines)


def by_spaces() -> Official:
    """落款 pushed by blanks, numbers typed by hand, a deletion that was never accepted."""
    paper = Paper()
    gone = f"<w:del><w:r><w:delText>{paper.secret()}</w:delText></w:r></w:del>"
    paper.title("关于召开秋季运动会的通知").line("各系部：", "", BODY)
    paper.add(paper.show("经研究，定于10月15日举行秋季运动会。", BODY), gone, look=INDENTED)
    paper.text("一、比赛项目").text("田径、拔河。").text("二、报名办法").text("各系部于10月8日前报体育部。")
    paper.line(" " * 48 + "体育部", "", BODY).line("　" * 18 + "2026年9月20日", "", BODY)
    lines = (
        "经研究，定于10月15日举行秋季运动会。",
        "# 一、比赛项目",
        "田径、拔河。",
        "# 二、报名办法",
        "各系部于10月8日前报体育部。",
    )
    return Official(
        paper,
        {"title": "关于召开秋季运动会的通知", "kind": "通知", "to": "各系部", "unit": "体育部", "date": "2026-09-20"},
        lines,
    )


def by_tabs() -> Official:
    """落款 by tabs, at a tab stop of its own and at those of the document; comments beside the text."""
    paper = Paper()
    paper.parts["word/comments.xml"] = story(
        "comments", f'<w:comment w:id="0" w:author="{paper.secret()}">{para(run(paper.secret()))}</w:comment>')  # fmt: skip
    tab = "<w:r><w:tab/></w:r>"
    paper.title("停水通知").text("因管网检修，9月21日8:00至18:00全校停水，请提前储水。")
    paper.add(tab, paper.show("后勤处", BODY), look='<w:tabs><w:tab w:val="left" w:pos="5800"/></w:tabs>')
    paper.add(tab * 16, paper.show("2026年9月20日", BODY))
    lines = ("因管网检修，9月21日8:00至18:00全校停水，请提前储水。",)
    return Official(paper, {"title": "停水通知", "kind": "通知", "unit": "后勤处", "date": "2026-09-20"}, lines)


def by_indent() -> Official:
    """落款 by indents in characters; a title whose style has the centring; headings by outline levels."""
    paper = Paper()
    paper.parts["word/styles.xml"] = story(
        "styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:basedOn w:val="2"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>',
    )
    paper.line("学生宿舍管理办法", '<w:pStyle w:val="T"/>').line("总体要求", '<w:pStyle w:val="2"/>').line(
        "宿舍是学生的家。", ""
    )
    paper.line("入住和退宿", '<w:pStyle w:val="2"/>').line("入住", '<w:pStyle w:val="3"/>').line("凭录取通知书入住。")
    paper.line("第一条以外的规定由学生工作处另行制定，并报学院批准后施行。", '<w:outlineLvl w:val="1"/>')
    paper.line("学生工作处", '<w:ind w:leftChars="1500" w:left="4800"/>').line(
        "二〇二六年三月八日", '<w:ind w:firstLineChars="1500" w:firstLine="4800"/>'
    )
    lines = (
        "# 总体要求",
        "宿舍是学生的家。",
        "# 入住和退宿",
        "## 入住",
        "凭录取通知书入住。",
        "第一条以外的规定由学生工作处另行制定，并报学院批准后施行。",
    )
    return Official(paper, {"title": "学生宿舍管理办法", "unit": "学生工作处", "date": "2026-03-08"}, lines)


def public_list() -> Official:
    """公示 with a table of merged cells, a hidden row, a period."""
    paper = Paper()
    paper.title("关于2026年先进班集体推荐名单的公示")
    paper.text("经各系部推荐，现将名单予以公示。公示期为2026年3月8日至3月14日。")
    whole = '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>' + para(paper.show("先进班集体"))
    down = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para(paper.show("机电系"))
    under = "<w:tcPr><w:vMerge/></w:tcPr>" + para(run(paper.secret()))
    paper.rows((whole,), ("系部", "班级", "人数"), (down, "机电1班", "42"), (under, "机电2班", "40"))
    paper.body = paper.body.replace(
        "</w:tbl>", f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{para(run(paper.secret()))}</w:tc></w:tr></w:tbl>"
    )
    paper.line("学生工作处", RIGHT, BODY).line("2026年3月8日", RIGHT, BODY)
    lines = ("经各系部推荐，现将名单予以公示。公示期为2026年3月8日至3月14日。",
             "|先进班集体<3x1>|", "|系部|班级|人数|", "|机电系<1x2>|机电1班|42|", "|机电2班|40|")  # fmt: skip
    fields = {"title": "关于2026年先进班集体推荐名单的公示", "kind": "公示", "unit": "学生工作处", "date": "2026-03-08",
              "open_from": "2026-03-08", "open_until": "2026-03-14"}  # fmt: skip
    return Official(paper, fields, lines)


def letter() -> Official:
    """A letter: greeting, pictures with names, header and footer, white words."""
    paper = Paper()
    paper.parts["word/media/image1.png"] = png(4, 2)
    paper.parts["word/media/image1.jpeg"] = jpg()
    first, second = paper.linked("image", "media/image1.png"), paper.linked("image", "media/image1.jpeg")
    head, foot = paper.secret(), paper.secret()
    paper.linked("header", "header1.xml"), paper.linked("footer", "footer1.xml")
    paper.parts["word/header1.xml"] = story("hdr", para(run(head)))
    paper.parts["word/footer1.xml"] = story("ftr", para(run(foot), coded("PAGE", "1")))
    paper.title("致全体家长的一封信").line("尊敬的家长：", "", BODY).text("新学期就要开始了。")
    paper.add(run(paper.secret(), '<w:color w:val="FFFFFF"/>'), pictured(first, alt="校门"), look=CENTRED)
    paper.add(paper.show("请看"), pictured(second, kind="anchor"), paper.show("这张图。"))
    paper.line("云山小学", RIGHT, BODY).line("2026年8月28日", RIGHT, BODY)
    lines = ("新学期就要开始了。", "[image1.png 校门]", "请看[image1.jpg]这张图。")
    return Official(
        paper,
        {"title": "致全体家长的一封信", "kind": "公开信", "to": "尊敬的家长", "unit": "云山小学", "date": "2026-08-28"},
        lines,
    )


def boxes() -> Official:
    """The red head in a text box, written twice in the file; another box within the text."""
    paper = Paper()
    head = boxed(para(paper.show("云山市中心医院文件", RED), look=CENTRED))
    box = boxed(para(paper.show("咨询台在一楼大厅", BODY)), para(run(paper.secret())))
    paper.add(head).line("云医发〔2026〕3号", CENTRED, BODY).title("关于调整门诊时间的公告")
    paper.add(paper.show("自4月1日起，门诊时间为8:00至17:30。", BODY), box, look=INDENTED).text("特此公告。")
    paper.line("云山市中心医院", RIGHT, BODY).line("2026年3月25日", RIGHT, BODY)
    lines = ("自4月1日起，门诊时间为8:00至17:30。", "咨询台在一楼大厅", "特此公告。")
    fields = {
        "title": "关于调整门诊时间的公告",
        "kind": "公告",
        "doc_no": "云医发〔2026〕3号",
        "unit": "云山市中心医院",
        "date": "2026-03-25",
    }
    return Official(paper, fields, lines)


def plan() -> Official:
    """A notice that issues a plan: the signature stands in the middle, and the plan follows with a title of its own."""
    paper = Paper()
    paper.line("云职院〔2026〕9号", CENTRED, BODY)
    paper.add(
        paper.show("关于印发《创建文明校园", '<w:sz w:val="44"/>'),
        "<w:r><w:br/></w:r>",
        paper.show("工作方案》的通知", '<w:sz w:val="44"/>'),
        look=CENTRED,
    )
    paper.line("各处室、各学院：", "", BODY).text("现将《创建文明校园工作方案》印发给你们，请认真执行。")
    paper.line("云山职业技术学院", RIGHT, BODY).line("2026年2月10日", RIGHT, BODY)
    paper.add(
        '<w:r><w:br w:type="page"/></w:r>', paper.show("创建文明校园工作方案", '<w:sz w:val="44"/>'), look=CENTRED
    )
    paper.text("一、指导思想").text("坚持立德树人。").text("（一）宣传发动（2月—3月）").text("召开动员会。")
    lines = ("现将《创建文明校园工作方案》印发给你们，请认真执行。", "> 云山职业技术学院", "> 2026年2月10日", "# 创建文明校园工作方案",
             "# 一、指导思想", "坚持立德树人。", "## （一）宣传发动（2月—3月）", "召开动员会。")  # fmt: skip
    fields = {"title": "关于印发《创建文明校园工作方案》的通知", "kind": "通知", "doc_no": "云职院〔2026〕9号", "to": "各处室、各学院",
              "unit": "云山职业技术学院", "date": "2026-02-10"}  # fmt: skip
    return Official(paper, fields, lines)


def restarted() -> Official:
    """Several lists: one that begins anew, one that goes on, one by style, a paragraph that is taken out of its list."""
    paper = Paper()
    again = '<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    paper.parts["word/numbering.xml"] = lists(
        level(0, "decimal", "%1."), level(0, "japaneseCounting", "第%1条", '<w:pStyle w:val="Z"/><w:suff w:val="space"/>'), nums=again)  # fmt: skip
    paper.parts["word/styles.xml"] = story(
        "styles", '<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>')  # fmt: skip
    by_style = '<w:pStyle w:val="Z"/>'
    paper.title("食堂管理规定").line("食堂应当公示菜价。", by_style).line("采购实行双人验收：", by_style)
    paper.item("查验票证；").item("登记台账。").line(
        "不合格的食品一律退回。", f'{by_style}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    )
    paper.line("留样应当做到：", by_style).item("每样不少于125克；", 0, 9).item("保存48小时。", 0, 9).item(
        "专人负责。", 0, 9
    )
    lines = ("第一条 食堂应当公示菜价。", "第二条 采购实行双人验收：", "1. 查验票证；", "2. 登记台账。", "不合格的食品一律退回。",
             "第三条 留样应当做到：", "1. 每样不少于125克；", "2. 保存48小时。", "3. 专人负责。")  # fmt: skip
    return Official(paper, {"title": "食堂管理规定", "kind": "规定"}, lines)


def notes() -> Official:
    """Footnotes and endnotes, a deleted one among them."""
    paper = Paper()
    paper.linked("footnotes", "footnotes.xml"), paper.linked("endnotes", "endnotes.xml")
    one, gone, two = paper.show("　不含寒暑假。"), run(paper.secret()), paper.show("见校历。")
    paper.parts["word/footnotes.xml"] = story("footnotes", (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{para("<w:r><w:footnoteRef/></w:r>", one)}</w:footnote><w:footnote w:id="2">{para(gone)}</w:footnote>'))  # fmt: skip
    paper.parts["word/endnotes.xml"] = story("endnotes", f'<w:endnote w:id="1">{para(two)}</w:endnote>')
    paper.title("图书馆开放时间公告")
    paper.add(paper.show("周一至周五8:00至21:00开放"), '<w:r><w:footnoteReference w:id="1"/></w:r>', paper.show("，考试周"),
              '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del><w:r><w:endnoteReference w:id="1"/></w:r>', paper.show("延长到22:00。"))  # fmt: skip
    paper.line("图书馆", RIGHT).line("2026年3月1日", RIGHT)
    lines = ("周一至周五8:00至21:00开放[1]，考试周[2]延长到22:00。", "[1] 不含寒暑假。", "[2] 见校历。")
    return Official(
        paper, {"title": "图书馆开放时间公告", "kind": "公告", "unit": "图书馆", "date": "2026-03-01"}, lines
    )


FIRST: dict[str, Callable[[], Official]] = {
    "红头文件，自动编号四级，右对齐落款": circular, "空格落款，有修订": by_spaces, "制表符落款，有批注": by_tabs,
    "缩进落款，样式标题": by_indent, "公示，合并单元格，隐藏行": public_list, "公开信，图片，页眉，白字": letter,
    "红头在文本框里": boxes, "印发方案，落款在中间": plan, "几个列表，重新编号，按样式编号": restarted, "脚注和尾注": notes,
}  # fmt: skip
