"""What stands in documents of Word beside plain words: fields, symbols, pictures, drawings, notes, properties"""

from __future__ import annotations

from cases import every
from office_files import png
from office_texts import core, docx, para, relations, run, story
from word_paper import Paper, boxed, coded, pictured
from word_shown import shown

from xuanlan.imports.original import Original, Paragraph
from xuanlan.imports.word import read
from xuanlan.imports.word_fields import Field, equation, web

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CROP = '<a:srcRect l="{}"/>'
TAB = "<w:r><w:tab/></w:r>"


def one(*runs: str, look: str = "", **parts: str | bytes) -> Original:
    """A document of one paragraph."""
    return read(docx(para(*runs, look=look), **parts))


def pictures(body: str, target: str = "media/a.png", data: bytes = b"") -> Original:
    parts: dict[str, str | bytes] = {f"word/{target}": data or png()}
    return read(docx(body, **parts, **{"word/_rels/document.xml.rels": relations(("image", target))}))


def told(original: Original) -> list[str]:
    return [lost.what for lost in original.lost]


@every(("code", "text"), (
    ("\\o\\ac(○,8)", "⑧"), ("\\o\\ac(○,二)", "㊁"), ("\\o\\ac(□,甲)", "□甲"), ("\\f(1,2)", "1/2"), ("\\r(3,x)", "3√(x)"), ("\\r(,x)", "√(x)"),
    ("\\o\\ad(\\s\\up 9(yǔ),雨)", "雨（yǔ）"), ("\\s\\do 3(下)", "下"), ("\\b(甲)", "甲"), ("甲,乙", "甲,乙"), ("\\f(1", "1"), ("", ""), ("\\", ""),
))  # fmt: skip
def test_equations_are_text_in_one_line(code: str, text: str) -> None:
    assert equation(code) == text


@every(("code", "text"), (
    (" MACROBUTTON 宏 请点这里 ", "请点这里"), (' SYMBOL 254 \\f "Wingdings" \\s 12', "☑"), ("SYMBOL 0x41", "A"), (" PAGE ", ""), ("", ""),
    (" eq \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(à),啊)", "啊（à）"),
))  # fmt: skip
def test_fields_without_a_result_print_what_their_instruction_says(code: str, text: str) -> None:
    assert Field(code).shown() == text


@every(("address", "is_link"), (
    ("https://a.example/x", True), ("mailto:a@b.example", True), ("tel:0000-8888001", True), ("javascript:alert(1)", False),
    ("file:///c:/a.docx", False), ("\\\\server\\a", False), ("https://a.example/ x", False), ("", False), ("https://" + "x" * 9999, False),
))  # fmt: skip
def test_links_lead_to_the_web_to_a_mail_or_to_a_telephone(address: str, is_link: bool) -> None:
    assert web(address) == (address if is_link else "")


def test_symbols_are_the_characters_that_their_font_shows() -> None:
    font = '<w:rFonts w:ascii="Wingdings"/>'
    original = one('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("\uf0fc", font), run("\uf0ff", font))
    assert shown(original.blocks) == ["≥✓〓"]
    assert told(original) == ["符号"]


def test_only_pictures_that_pages_can_show_are_taken() -> None:
    line = para(pictured(alt="校门"))
    assert pictures(line).pictures[0].name == "a.png"
    assert shown(pictures(line).blocks) == ["[a.png 校门]"]
    assert not pictures(line, "media/a.emf", b"\1\0\0\0").pictures
    assert not pictures(line, "media/a.png", b"BM").pictures
    assert "BMP" in pictures(line, "media/a.bmp", b"BM").lost[0].why
    assert pictures(line, "media/a.emf", png()).pictures[0].name == "a.png"


@every("line", (
    para(pictured(link=True)), para(pictured(crop=CROP.format(20000))), para(pictured(crop=CROP.format("20%"))),
    para(pictured().replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")), para(f"<w:del>{pictured()}</w:del>"),
    para('<w:r><w:pict><v:shape><v:imagedata r:id="rId1" cropleft="9000f"/></v:shape></w:pict></w:r>'),
    para(pictured().replace('name="图片 1"', 'name="图片 1" hidden="1"')),
))  # fmt: skip
def test_pictures_that_are_not_in_the_file_not_seen_or_seen_in_part_are_told(line: str) -> None:
    original = pictures(line)
    assert not original.pictures
    assert len(original.lost) == 1


def test_a_picture_that_is_cropped_by_a_hair_is_taken() -> None:
    assert pictures(para(pictured(crop=CROP.format(900)))).pictures


def test_older_pictures_are_taken_too() -> None:
    line = para('<w:r><w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>')
    assert [picture.name for picture in pictures(line).pictures] == ["a.png"]


def test_words_of_charts_and_diagrams_are_taken_and_their_form_is_told() -> None:
    chart = f'<c:chartSpace xmlns:c="{CHART}"><c:v>一月</c:v><c:v>12</c:v></c:chartSpace>'
    data = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>受理</a:t></a:p><a:p><a:t>办结</a:t></a:p></x>'
    links = relations(("chart", "charts/chart1.xml"), ("diagramData", "diagrams/data1.xml"))
    original = one(
        f'<w:r><w:drawing><c:chart xmlns:c="{CHART}" r:id="rId1"/></w:drawing></w:r>',
        f'<w:r><w:drawing><dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="rId2"/></w:drawing></w:r>',
        **{"word/_rels/document.xml.rels": links, "word/charts/chart1.xml": chart, "word/diagrams/data1.xml": data},
    )
    assert shown(original.blocks) == ["一月、12", "受理", "办结"]
    assert told(original) == ["图表", "图示"]


def test_objects_of_other_programs_and_embedded_texts_are_told() -> None:
    body = (
        para('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object><w:control/></w:r>')
        + '<w:altChunk r:id="rId1"/>'
    )
    assert told(read(docx(body)))[:3] == ["嵌入的对象", "控件", "嵌入的另一个文件"]


def test_a_contents_field_over_paragraphs_is_left_out_and_what_follows_is_not() -> None:
    paper = Paper()
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    paper.add(begin, run("一、目的 1")).add(coded("PAGEREF a", "2")).add(
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ).line("正文")
    original = read(paper.bytes())
    assert shown(original.blocks) == ["正文"]
    assert told(original) == ["目录"]


def test_text_boxes_keep_their_place_before_and_behind_words() -> None:
    assert shown(one(boxed(para(run("框"))), run("文")).blocks) == ["框", "文"]
    assert shown(one(run("文"), boxed(para(run("框")))).blocks) == ["文", "框"]


def test_white_words_on_a_ground_that_is_not_known_are_taken_and_told() -> None:
    original = one(boxed(para(run("白字", '<w:color w:val="FFFFFF"/>'))))
    assert shown(original.blocks) == ["白字"]
    assert told(original) == ["白色的文字"]


def test_tabs_before_words_say_where_these_stand() -> None:
    def where(*runs: str, look: str = "") -> tuple[str, float, str]:
        block = one(*runs, look=look).blocks[0]
        assert isinstance(block, Paragraph)
        return block.align, block.indent, block.text

    size = '<w:sz w:val="21"/>'
    assert where(TAB, run("处", size)) == ("", 2.0, "处")
    assert where(TAB * 2, run("处", size), look='<w:tabs><w:tab w:val="left" w:pos="4200"/></w:tabs>') == (
        "",
        22.0,
        "处",
    )
    assert where(TAB, run("处", size), look='<w:tabs><w:tab w:val="right" w:pos="8000"/></w:tabs>') == (
        "right",
        0.0,
        "处",
    )
    assert where(run("处", size), TAB, run("日", size)) == ("", 0.0, "处\t日")
    assert where(run("处", size), look='<w:ind w:leftChars="1000" w:left="9"/>') == ("", 10.0, "处")
    assert where(run("处", size), look='<w:ind w:firstLineChars="200"/>') == ("", 0.0, "处")
    assert where(run("处", size), look='<w:ind w:start="2100"/>') == ("", 10.0, "处")


def test_capitals_and_lines_to_write_on_are_what_readers_see() -> None:
    original = one(
        run("abc", "<w:caps/>"), run("    ", '<w:u w:val="single"/>'), run("  ", '<w:u w:val="none"/>'), run("x")
    )
    assert shown(original.blocks) == ["ABC____  x"]


def test_headers_are_told_and_numbers_of_pages_are_not() -> None:
    links = relations(("header", "header1.xml"), ("footer", "footer1.xml"))
    original = one(
        run("正文"),
        **{"word/_rels/document.xml.rels": links, "word/header1.xml": story("hdr", para(run("内部讨论稿"))),
           "word/footer1.xml": story("ftr", para(run("— "), coded("PAGE", "1"), run(" —")))},
    )  # fmt: skip
    assert [(one.kind, one.text) for one in original.hidden] == [("页眉", "内部讨论稿")]


def test_properties_are_hidden_and_give_no_title() -> None:
    original = one(run("正文"), docProps__core__xml=core(title="内部讨论稿", creator="某人"))
    assert original.title == ""
    assert {one.text for one in original.hidden} == {"内部讨论稿", "某人"}


def test_a_path_that_a_program_left_beside_a_picture_is_not_read_aloud() -> None:
    original = pictures(para(pictured(alt="C:\\Users\\某人\\a.png")))
    assert shown(original.blocks) == ["[a.png]"]
    assert [one.kind for one in original.hidden] == ["外部链接"]


def test_a_choice_of_a_form_is_text() -> None:
    begin = '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="是"/><w:listEntry w:val="否"/></w:ddList></w:ffData></w:fldChar>'
    end = '<w:fldChar w:fldCharType="end"/>'
    assert shown(
        one(f"<w:r>{begin}</w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r>{end}</w:r>").blocks
    ) == ["否"]
