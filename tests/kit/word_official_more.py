"""The second ten of the documents as public bodies make them"""

from __future__ import annotations

from collections.abc import Callable

from office_texts import para, run, story, table
from word_official import FIRST, Official
from word_paper import (
    BIG,
    BODY,
    CENTRED,
    INDENTED,
    RED,
    RIGHT,
    Paper,
    boxed,
    coded,
    in_list,
    level,
    lists,
)

_FORMATS = (
    ("chineseCounting", "%1、", "一、"), ("ideographTraditional", "%1、", "甲、"), ("ideographZodiac", "%1、", "子、"),
    ("chineseLegalSimplified", "%1、", "壹、"), ("decimalEnclosedCircle", "%1", "①"),
    ("decimalEnclosedCircleChinese", "%1", "①"), ("decimalFullWidth", "%1．", "１．"), ("decimalZero", "%1", "01 "),
    ("upperRoman", "%1.", "I. "), ("lowerRoman", "%1.", "i. "), ("upperLetter", "%1)", "A) "), ("lowerLetter", "%1)", "a) "),
    ("ideographDigital", "第%1项", "第一项　"), ("taiwaneseCountingThousand", "%1、", "一、"), ("bullet", "\uf06c", "● "),
    ("bullet", "\uf0b7", "• "), ("none", "注：", "注："), ("japaneseCounting", "（%1）", "（一）"),
)  # fmt: skip


def formats() -> Official:
    """Every usual format of automatic numbers."""
    paper = Paper()
    own = {"\uf06c": "Wingdings", "\uf0b7": "Symbol"}
    abstract = [
        level(0, form, text).replace(
            "</w:lvl>", f'<w:rPr><w:rFonts w:ascii="{own.get(text, "宋体")}"/></w:rPr></w:lvl>'
        )
        for form, text, _ in _FORMATS
    ]
    paper.parts["word/numbering.xml"] = lists(*abstract)
    paper.title("编号样式说明")
    for number, _ in enumerate(_FORMATS, 1):
        paper.item("这一项用自动编号，后面是一句完整的话。", 0, number)
    lines = tuple(f"{shown}这一项用自动编号，后面是一句完整的话。" for _, _, shown in _FORMATS)
    return Official(paper, {"title": "编号样式说明"}, lines)


def fields() -> Official:
    """Fields: links, dates, ticked boxes, numbers in circles, and instructions that nobody sees."""
    paper = Paper()
    mail = paper.linked("hyperlink", "mailto:office@school.example", True)
    paper.title("网上报名须知")
    paper.add(paper.show("请登录"), coded('HYPERLINK "https://apply.school.example/"', "报名系统"), paper.show("，或者发到"),
              f'<w:hyperlink r:id="{mail}">{paper.show("邮箱")}</w:hyperlink>', paper.show("。"))  # fmt: skip
    paper.add(
        coded("eq \\o\\ac(○,1)"),
        paper.show("填写信息；"),
        coded('EQ \\* jc2 \\* "Font:宋体" \\o\\ad(\\s\\up 9(zhù),注)'),
        paper.show("意事项。"),
    )
    box = ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
           '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
    paper.add(box, paper.show("同意"), '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', paper.show("不同意"))
    paper.add(coded(f'COMMENTS "{paper.secret()}"', "备注"), paper.show("以系统为准。"))
    paper.add(coded('DATE \\@ "yyyy年M月d日"', "2026年6月1日"), look=RIGHT)
    lines = ("请登录<报名系统 https://apply.school.example/>，或者发到<邮箱 mailto:office@school.example>。",
             "①填写信息；注（zhù）意事项。", "☑同意□不同意", "备注以系统为准。")  # fmt: skip
    return Official(paper, {"title": "网上报名须知", "kind": "须知", "date": "2026-06-01"}, lines)


def controls() -> Official:
    """Content controls, sound above characters, formulas, hyphens, smart tags."""
    paper = Paper()
    empty = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入文字。')}</w:sdtContent></w:sdt>"
    )
    ruby = f"<w:r><w:ruby><w:rt><w:r><w:t>shèn</w:t></w:r></w:rt><w:rubyBase>{paper.show('慎')}</w:rubyBase></w:ruby></w:r>"
    half = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    title = para(paper.show("关于规范用电的通告", BIG), look=CENTRED)
    paper.body += f"<w:sdt><w:sdtPr/><w:sdtContent>{title}</w:sdtContent></w:sdt>"
    paper.add(ruby, paper.show("独用电，人走断电。"), empty)
    paper.add(
        f"<w:smartTag>{paper.show('计算')}</w:smartTag>",
        half,
        paper.show("，面积用m"),
        paper.show("2", '<w:vertAlign w:val="superscript"/>'),
    )
    paper.add(
        paper.show("电话0000"), "<w:r><w:noBreakHyphen/></w:r>", paper.show("8888001"), "<w:r><w:softHyphen/></w:r>"
    )
    paper.line("后勤处", RIGHT).line("2026.5.6", RIGHT)
    lines = ("慎（shèn）独用电，人走断电。", "计算(a+b)/2，面积用m2", "电话0000-8888001")
    return Official(
        paper, {"title": "关于规范用电的通告", "kind": "通告", "unit": "后勤处", "date": "2026-05-06"}, lines
    )


def revised() -> Official:
    """Insertions, moves, and a paragraph whose end is deleted, none of them accepted; numbers of what is deleted."""
    paper = Paper()
    paper.parts["word/numbering.xml"] = lists(level(0, "chineseCounting", "%1、"))
    paper.title("关于清明节放假的通知")
    gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    paper.add(paper.show("清明节放假三天，"), look=gone).add(paper.show("请注意安全。"))
    paper.item("离校前关好门窗。")
    paper.add(f"<w:del><w:r><w:delText>{paper.secret()}</w:delText></w:r></w:del>", look=in_list(0) + gone)
    paper.add(f"<w:ins>{paper.show('返校后向辅导员报到。')}</w:ins>", look=in_list(0))
    paper.add(f"<w:moveFrom>{run(paper.secret())}</w:moveFrom><w:moveTo>{paper.show('祝大家节日愉快。')}</w:moveTo>")
    paper.line("党政办公室", RIGHT).line("2026年4月1日", RIGHT)
    lines = ("清明节放假三天，请注意安全。", "一、离校前关好门窗。", "二、返校后向辅导员报到。", "祝大家节日愉快。")
    return Official(
        paper, {"title": "关于清明节放假的通知", "kind": "通知", "unit": "党政办公室", "date": "2026-04-01"}, lines
    )


def unseen() -> Official:
    """Words that nobody sees: vanished, by a style, tiny, white, black on black, in a hidden shape, deleted cells."""
    paper = Paper()
    paper.parts["word/styles.xml"] = story(
        "styles", '<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="I"><w:name w:val="i"/><w:basedOn w:val="H"/></w:style>')  # fmt: skip
    paper.title("关于表彰先进个人的通报")
    for look in (
        "<w:vanish/>",
        '<w:rStyle w:val="I"/>',
        '<w:sz w:val="2"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:highlight w:val="black"/>',
    ):
        paper.add(paper.show("表彰名单如下。"), run(paper.secret(), look), look=INDENTED)
    hidden = boxed(para(run(paper.secret()))).replace(
        "<wp:anchor>", '<wp:anchor><wp:docPr id="1" name="a" hidden="1"/>'
    )
    paper.add(hidden, boxed(para(run(paper.secret()))).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1))
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>' + para(
        paper.show("表头", '<w:color w:val="FFFFFF"/>')
    )
    out = f"<w:tcPr><w:cellDel/></w:tcPr>{para(run(paper.secret()))}"
    paper.rows((dark, "姓名"), ("序号", out))
    paper.line("人事处", RIGHT).line("2026年1月6日", RIGHT)
    lines = (*["表彰名单如下。"] * 5, "|表头|姓名|", "|序号||")
    return Official(
        paper, {"title": "关于表彰先进个人的通报", "kind": "通报", "unit": "人事处", "date": "2026-01-06"}, lines
    )


def tables() -> Official:
    """The red head in a table, tables in tables, numbers in cells, cells that are merged the old way."""
    paper = Paper()
    paper.parts["word/numbering.xml"] = lists(level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'))
    inner = table((para(paper.show("甲")), para(paper.show("乙"))))
    paper.title("值班安排表").text("各部门按下表值班。")
    numbered = para(look=in_list(0))
    paper.rows(("序号", "安排"), (numbered, "周一"), (numbered, inner + para()), look="")
    left = '<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>' + para(paper.show("合计"))
    right = "<w:tcPr><w:hMerge/></w:tcPr>" + para()
    paper.rows((left, right, "7天"))
    paper.body = paper.body.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    lines = ("各部门按下表值班。", "|序号|安排|", "|1|周一|", "|2|甲/乙|", "|合计<2x1>|7天|")
    return Official(paper, {"title": "值班安排表"}, lines)


def joint() -> Official:
    """Two units in the head and at the foot, the place of the seal, a report with a signer."""
    paper = Paper()
    paper.line("000012", "", BODY).line("特急", "", BODY)
    paper.line("云山县教育局", CENTRED, RED).line("云山县财政局文件", CENTRED, RED)
    paper.line("云教联〔2026〕5号　　　　签发人：李某某", "", BODY)
    paper.title("关于下拨免费午餐经费的通知").line("各中小学，各幼儿园：", "", BODY).text("现下拨2026年免费午餐经费。")
    paper.line("云山县教育局（盖章）", RIGHT, BODY).line("云山县财政局（盖章）", RIGHT, BODY).line(
        "2026年3月2日", RIGHT, BODY
    )
    lines = ("000012", "特急", "现下拨2026年免费午餐经费。")
    fields = {"title": "关于下拨免费午餐经费的通知", "kind": "通知", "doc_no": "云教联〔2026〕5号", "to": "各中小学，各幼儿园",
              "unit": ("云山县教育局", "云山县财政局"), "date": "2026-03-02"}  # fmt: skip
    return Official(paper, fields, lines)


def linked_lists() -> Official:
    """Headings that are numbered by styles of lists, legal numbers, numbers of levels that were never counted."""
    paper = Paper()
    three = (level(0, "chineseCountingThousand", "第%1章", '<w:pStyle w:val="A"/>') + level(1, "decimal", "%1.%2", '<w:pStyle w:val="B"/><w:isLgl/>')
             + level(2, "decimal", "%3）", '<w:lvlRestart w:val="0"/>'))  # fmt: skip
    paper.parts["word/numbering.xml"] = lists('<w:numStyleLink w:val="L"/>', f'<w:styleLink w:val="L"/>{three}')
    paper.parts["word/styles.xml"] = story("styles", (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 2"/><w:basedOn w:val="A"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'))  # fmt: skip
    chapter, part = '<w:pStyle w:val="A"/>', '<w:pStyle w:val="B"/>'
    paper.title("实验室安全手册").line("总则", chapter).line("目的", part).line("保障安全。").item(
        "戴护目镜。", 2
    ).line("依据", part)
    paper.line("管理", chapter).line("人员", part).item("先培训。", 2)
    lines = (
        "# 第一章　总则",
        "## 1.1 目的",
        "保障安全。",
        "1）戴护目镜。",
        "## 1.2 依据",
        "# 第二章　管理",
        "## 2.1 人员",
        "2）先培训。",
    )
    return Official(paper, {"title": "实验室安全手册"}, lines)


def as_wps() -> Official:
    """As WPS writes it: direct looks everywhere, runs cut anywhere, an empty paragraph for each blank line."""
    paper = Paper()
    for part in ("关于开展", "全民", "阅读活动的", "倡", "议书"):
        paper.body += "" if part != "关于开展" else '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        paper.body += paper.show(part, '<w:rFonts w:hint="eastAsia" w:eastAsia="方正小标宋"/><w:b/><w:sz w:val="44"/>')
    paper.body += "</w:p>"
    paper.add().line("亲爱的同学们：", "", BODY).add()
    paper.add(paper.show("读书", f"<w:b/>{BODY}"), paper.show("使人充实。", BODY), look=INDENTED).add(run("　　"))
    paper.text("让我们一起读书吧！").line("校团委　　　　2026年4月23日", RIGHT, BODY)
    fields = {
        "title": "关于开展全民阅读活动的倡议书",
        "kind": "倡议书",
        "to": "亲爱的同学们",
        "unit": "校团委",
        "date": "2026-04-23",
    }
    return Official(paper, fields, ("**读书**使人充实。", "让我们一起读书吧！"))


def web_style() -> Official:
    """The number under the title, a subtitle, contents of the text, struck words, lines to write on."""
    paper = Paper()
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>一、目标任务</w:t></w:r><w:r><w:tab/><w:t>1</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    paper.title("防汛应急工作方案").line("（试行）", CENTRED, BODY).line("云应急〔2026〕8号", CENTRED, BODY)
    paper.body += contents
    paper.text("一、目标任务").add(paper.show("确保"), paper.show("三天", "<w:strike/>"), paper.show("两天内完成。"))
    paper.add(paper.show("签名："), run("        ", '<w:u w:val="single"/>'))
    paper.line("云山街道办事处", RIGHT, BODY).line("（印章）", RIGHT, BODY).line("2026年5月20日", RIGHT, BODY)
    fields = {
        "title": "防汛应急工作方案（试行）",
        "kind": "方案",
        "doc_no": "云应急〔2026〕8号",
        "unit": "云山街道办事处",
        "date": "2026-05-20",
    }
    return Official(paper, fields, ("# 一、目标任务", "确保~~三天~~两天内完成。", "签名：________"))


ALL: dict[str, Callable[[], Official]] = {
    **FIRST, "每一种自动编号": formats, "域、链接、复选框": fields, "内容控件、拼音、公式": controls, "没有接受的修订": revised,
    "各种看不见的文字": unseen, "表格里的表格和编号": tables, "联合发文，签发人，盖章处": joint, "列表样式和章节编号": linked_lists,
    "WPS 的写法": as_wps, "副标题、目录、删除线": web_style,
}  # fmt: skip
