"""What files hide is found: crafted files, each with a twin that has the same words in sight or none."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from cases import every
from office_files import archive
from office_pictures import creator, exif, iptc, jpg, xmp
from office_texts import (
    app,
    cell,
    cell_formats,
    core,
    docx,
    para,
    pdf,
    relations,
    row,
    run,
    sheet,
    show,
    story,
    stream,
    table,
    value,
    words,
    xlsx,
)  # fmt: skip

from xuanlan.office import contents
from xuanlan.office.contents import Contents
from xuanlan.office.read import read

SECRET = "某生000011112222333X"
OPEN = "名单如下"


class Case(NamedTuple):
    """A file that hides `SECRET` where its twin hides nothing."""

    suffix: str
    kind: str
    hiding: Callable[[], bytes]
    clean: Callable[[], bytes]


def word(*runs: str, **parts: str | bytes) -> Callable[[], bytes]:
    return lambda: docx(para(run(OPEN)) + para(*runs), **parts)


def comments(text: str) -> str:
    return story("comments", f'<w:comment w:id="0" w:author="甲">{para(run(text))}</w:comment>')


def styled(look: str) -> str:
    return story("styles", f'<w:style w:type="character" w:styleId="S"><w:rPr>{look}</w:rPr></w:style>')


def changed(mark: str, text: str = SECRET) -> str:
    tag = "delText" if mark == "del" else "t"
    return f"<w:{mark}><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{mark}>"


def book(*rows: str, before: str = "", **more: object) -> Callable[[], bytes]:
    return lambda: xlsx(("名单", "", sheet(row(1, cell("A1", OPEN)), *rows, before=before)), **more)  # type: ignore[arg-type]


def formats(fonts: str, fills: str = "<fill/>", second: str = 'fontId="1"', codes: str = "") -> str:
    return cell_formats("", second, fonts=f"<font/>{fonts}", fills=fills, codes=codes)


def page(*parts: bytes, **more: object) -> Callable[[], bytes]:
    return lambda: pdf(show(OPEN) + b"".join(parts), **more)  # type: ignore[arg-type]


def painted(ref: str) -> dict[str, str | bytes]:
    return {"xl/worksheets/_rels/sheet1.xml.rels": relations(("table", "../tables/table1.xml")),
            "xl/tables/table1.xml": f'<table xmlns="{SPREAD}" ref="{ref}"/>'}  # fmt: skip


def anchor(behind: str) -> str:
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return f'<w:r><w:drawing><wp:anchor xmlns:wp="{space}" behindDoc="{behind}"/></w:drawing></w:r>'


def described(text: str) -> str:
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{space}"><wp:docPr id="1" descr="{text}"/></wp:inline></w:drawing></w:r>'
    )


def merged(below: str) -> str:
    """A table whose second row has a secret below a cell that goes on."""
    first = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para(run(OPEN))
    return table((first,), (f"<w:tcPr><w:vMerge {below}/></w:tcPr>{para(run(SECRET))}",))


def drawn(hidden: str) -> str:
    """A text box in a drawing."""
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{para(run(SECRET))}</w:txbxContent></wps:txbx></wps:wsp>"
    return para(
        run(OPEN),
        f'<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="a" hidden="{hidden}"/>{box}</wp:anchor></w:drawing></w:r>',
    )


THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    f'<threadedComment ref="B2"><text>{SECRET}</text></threadedComment></ThreadedComments>'
)
ROW = table((para(run(SECRET)),))
NARROW = '<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="{}" width="9"/></cols>'
WHITE = '<font><color rgb="FFFFFFFF"/></font>'
DARK = '<fill/><fill><patternFill patternType="solid"><fgColor rgb="FFC00000"/></patternFill></fill>'
SECOND = row(2, cell("B2", SECRET, 1))
PLAIN_SECOND = row(2, cell("B2", SECRET))
COLUMNS = '<cols><col min="2" max="2" width="9" {}/></cols>'
HAS_NOTE = relations(("comments", "../comments1.xml"))
NOTE = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author></author></authors>'
    f'<commentList><comment ref="B2" authorId="0"><text><t>{SECRET}</t></text></comment></commentList></comments>'
)
BOX = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para(run(SECRET))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
SPREAD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GREY = stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")
FORM = stream(
    show(SECRET, 600), "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/OC 7 0 R/Resources<</Font<</F1 4 0 R>>>>"
)
CASES = {
    "docx vanish": Case("docx", contents.VANISHED, word(run(SECRET, "<w:vanish/>")), word(run(SECRET, '<w:vanish w:val="0"/>'))),
    "docx vanish by a style": Case(
        "docx", contents.VANISHED,
        word(run(SECRET, '<w:rStyle w:val="S"/>'), word__styles__xml=styled("<w:vanish/>")),
        word(run(SECRET, '<w:rStyle w:val="S"/>'), word__styles__xml=styled("<w:b/>"))),
    "docx white": Case("docx", contents.WHITE, word(run(SECRET, '<w:color w:val="FFFFFF"/>')),
                       word(run(SECRET, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>'))),
    "docx white in a cell": Case(
        "docx", contents.WHITE,
        lambda: docx(table((para(run(SECRET, '<w:color w:val="FFFFFF"/>')),))),
        lambda: docx(table(('<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
                            + para(run(SECRET, '<w:color w:val="FFFFFF"/>')),)))),
    "docx red on red": Case("docx", contents.WHITE, word(run(SECRET, '<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/>')),
                            word(run(SECRET, '<w:color w:val="C00000"/>'))),
    "docx tiny": Case("docx", contents.TINY, word(run(SECRET, '<w:sz w:val="2"/>')), word(run(SECRET, '<w:sz w:val="16"/>'))),
    "docx deleted": Case("docx", contents.DELETED, word(changed("del")), word(run(SECRET))),
    "docx moved away": Case("docx", contents.DELETED, word(changed("moveFrom")), word(run(SECRET))),
    "docx deleted row": Case(
        "docx", contents.DELETED, lambda: docx(ROW.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")),
        lambda: docx(ROW.replace("<w:tr>", "<w:tr><w:trPr><w:ins/></w:trPr>"))),
    "docx hidden row": Case(
        "docx", contents.VANISHED, lambda: docx(ROW.replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")),
        lambda: docx(ROW)),
    "docx under the cell above": Case(
        "docx", contents.MERGED,
        lambda: docx(merged("")), lambda: docx(merged('w:val="restart"'))),
    "docx in a hidden drawing": Case(
        "docx", contents.HIDDEN_SHAPE, lambda: docx(drawn("1")), lambda: docx(drawn("0"))),
    "docx box on a hidden run": Case(
        "docx", contents.VANISHED, word(BOX.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)), word(BOX)),
    "docx under a black highlighter": Case(
        "docx", contents.WHITE, word(run(SECRET, '<w:highlight w:val="black"/>')),
        word(run(SECRET, '<w:highlight w:val="black"/><w:color w:val="FFFFFF"/>'))),
    "docx in the colour of the page": Case(
        "docx", contents.WHITE, word(run(SECRET, '<w:color w:val="auto" w:themeColor="background1"/>')),
        word(run(SECRET, '<w:color w:val="auto" w:themeColor="text1"/>'))),
    "xlsx comment of newer programs": Case(
        "xlsx", contents.COMMENT,
        book(parts={"xl/worksheets/_rels/sheet1.xml.rels": relations(("threadedComment", "../threadedComments/a.xml")),
                    "xl/threadedComments/a.xml": THREAD}),
        book(PLAIN_SECOND)),
    "docx path of a picture": Case(
        "docx", contents.LINK, word(described(f"C:\\Users\\{SECRET}\\a.jpg")), word(described(f"照片：{SECRET}"))),
    "docx inserted": Case("docx", contents.INSERTED, word(changed("ins")), word(run(SECRET))),
    "docx comment": Case("docx", contents.COMMENT, word(word__comments__xml=comments(SECRET)), word(word__comments__xml=story("comments", ""))),
    "docx author": Case("docx", contents.AUTHOR, word(docProps__core__xml=core(creator=SECRET)), word(docProps__core__xml=core(creator=""))),
    "docx editor": Case("docx", contents.EDITOR, word(docProps__core__xml=core(lastModifiedBy=SECRET)), word(docProps__core__xml=core())),
    "docx company": Case("docx", contents.COMPANY, word(docProps__app__xml=app(SECRET)), word(docProps__app__xml=app(""))),
    "docx template": Case(
        "docx", contents.LINK,
        word(**{"word/_rels/settings.xml.rels": relations(("attachedTemplate", f"file:///C:/Users/{SECRET}/a.dotx", True))}),
        word(**{"word/_rels/document.xml.rels": relations(("hyperlink", "https://www.example/a", True))})),
    "docx hidden in a text box": Case("docx", contents.VANISHED, word(BOX.replace("<w:rPr></w:rPr>", "<w:rPr><w:vanish/></w:rPr>")), word(BOX)),
    "docx hidden in a header": Case(
        "docx", contents.VANISHED, word(word__header1__xml=story("hdr", para(run(SECRET, "<w:vanish/>")))),
        word(word__header1__xml=story("hdr", para(run(SECRET))))),
    "docx workbook behind a chart": Case(
        "docx", contents.EMBEDDED,
        lambda: docx(para(run(OPEN)), **{"word/embeddings/a.xlsx": book(PLAIN_SECOND)()}),
        word(run(SECRET))),
    "docx photograph": Case(
        "docx", contents.PHOTOGRAPHER, lambda: docx(para(run(OPEN)), **{"word/media/image1.jpeg": jpg(exif(artist=SECRET))}),
        lambda: docx(para(run(OPEN)), **{"word/media/image1.jpeg": jpg()})),
    "xlsx hidden sheet": Case("xlsx", contents.HIDDEN_SHEET,
                              lambda: xlsx(("名单", "", sheet()), ("底稿", "hidden", sheet(PLAIN_SECOND))),
                              lambda: xlsx(("名单", "", sheet()), ("底稿", "", sheet(PLAIN_SECOND)))),
    "xlsx very hidden sheet": Case("xlsx", contents.HIDDEN_SHEET,
                                   lambda: xlsx(("名单", "", sheet()), ("底稿", "veryHidden", sheet(PLAIN_SECOND))),
                                   lambda: xlsx(("名单", "", sheet()), ("底稿", "", sheet(PLAIN_SECOND)))),
    "xlsx hidden row": Case("xlsx", contents.HIDDEN_ROW, book(row(2, cell("B2", SECRET), look='hidden="1"')),
                            book(row(2, cell("B2", SECRET), look='hidden="0"'))),
    "xlsx row without height": Case("xlsx", contents.HIDDEN_ROW, book(row(2, cell("B2", SECRET), look='ht="0" customHeight="1"')),
                                    book(row(2, cell("B2", SECRET), look='ht="14" customHeight="1"'))),
    "xlsx hidden column": Case("xlsx", contents.HIDDEN_COLUMN, book(PLAIN_SECOND, before=COLUMNS.format('hidden="1"')),
                               book(PLAIN_SECOND, before=COLUMNS.format(""))),
    "xlsx column without width": Case(
        "xlsx", contents.HIDDEN_COLUMN, book(PLAIN_SECOND, before='<cols><col min="2" max="3" width="0" customWidth="1"/></cols>'),
        book(PLAIN_SECOND, before='<cols><col min="3" max="3" width="0" customWidth="1"/></cols>')),
    "xlsx columns without width but one": Case(
        "xlsx", contents.HIDDEN_COLUMN, book(PLAIN_SECOND, before=NARROW.format("1")),
        book(PLAIN_SECOND, before=NARROW.format("2"))),
    "xlsx white": Case("xlsx", contents.WHITE, book(SECOND, styles=formats(WHITE)),
                       book(SECOND, styles=formats(WHITE, DARK, 'fontId="1" fillId="1"'))),
    "xlsx white by its theme": Case("xlsx", contents.WHITE, book(SECOND, styles=formats('<font><color theme="0"/></font>')),
                                    book(SECOND, styles=formats('<font><color theme="1"/></font>'))),
    "xlsx white beside a table": Case(
        "xlsx", contents.WHITE,
        book(SECOND, styles=formats(WHITE), parts=painted("C1:D9")), book(SECOND, styles=formats(WHITE), parts=painted("A1:B9"))),
    "docx white before a picture": Case(
        "docx", contents.WHITE, word(run(SECRET, '<w:color w:val="FFFFFF"/>'), anchor("0")),
        word(run(SECRET, '<w:color w:val="FFFFFF"/>'), anchor("1"))),
    "xlsx shows nothing": Case(
        "xlsx", contents.HIDDEN_FORMAT,
        book(SECOND, styles=formats("", second='numFmtId="170"', codes='<numFmt numFmtId="170" formatCode=";;;"/>')),
        book(SECOND, styles=formats("", second='numFmtId="170"', codes='<numFmt numFmtId="170" formatCode="0;;;@"/>'))),
    "xlsx shows no text": Case(
        "xlsx", contents.HIDDEN_FORMAT,
        book(SECOND, styles=formats("", second='numFmtId="170"', codes='<numFmt numFmtId="170" formatCode="0;-0;0;"/>')),
        book(SECOND, styles=formats("", second='numFmtId="170"', codes='<numFmt numFmtId="170" formatCode="0;-0;0;&quot;某&quot;@"/>'))),
    "docx header that nothing shows": Case(
        "docx", contents.UNUSED, word(**{"word/_rels/document.xml.rels": relations(), "word/header9.xml": story("hdr", para(run(SECRET)))}),
        word(word__header9__xml=story("hdr", para(run(SECRET))))),
    "docx custom XML": Case("docx", contents.UNUSED, word(customXml__item1__xml=f"<a><b>{SECRET}</b></a>"),
                            word(customXml__item1__xml="<a><b>1</b></a>")),
    "xlsx string that no cell has": Case("xlsx", contents.UNUSED, book(strings=("某", SECRET)),
                                         book(row(2, value("B2", "0", kind="s")), strings=("某",))),
    "pdf hidden layer": Case(
        "pdf", contents.VANISHED,
        page(b"/X1 Do\n", root="/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>", objects={7: b"<</Type/OCG/Name(a)>>", 6: FORM}),
        page(b"/X1 Do\n", root="/OCProperties<</OCGs[7 0 R]/D<</ON[7 0 R]>>>>", objects={7: b"<</Type/OCG/Name(a)>>", 6: FORM})),
    "pdf below a picture": Case(
        "pdf", contents.COVERED, page(show(SECRET, 600), b"q 400 0 0 40 60 590 cm /X1 Do Q\n", objects={6: GREY}),
        page(b"q 400 0 0 40 60 590 cm /X1 Do Q\n", show(SECRET, 600), objects={6: GREY})),
    "xlsx comment": Case(
        "xlsx", contents.COMMENT, book(parts={"xl/worksheets/_rels/sheet1.xml.rels": HAS_NOTE, "xl/comments1.xml": NOTE}),
        book(PLAIN_SECOND)),
    "xlsx name": Case("xlsx", contents.NAME, book(names=f'<definedName name="底稿" hidden="1">"{SECRET}"</definedName>'),
                      book(names='<definedName name="_xlnm.Print_Area" localSheetId="0">名单!$A$1:$B$9</definedName>')),
    "xlsx other workbook": Case(
        "xlsx", contents.LINK,
        book(parts={"xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{SPREAD}"><cell><v>{SECRET}</v></cell></externalLink>'}),
        book(PLAIN_SECOND)),
    "xlsx pivot": Case(
        "xlsx", contents.CACHE,
        book(parts={"xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords xmlns="{SPREAD}"><r><s v="{SECRET}"/></r></pivotCacheRecords>'}),
        book(PLAIN_SECOND)),
    "xlsx author": Case("xlsx", contents.AUTHOR, book(parts={"docProps/core.xml": core(creator=SECRET)}), book()),
    "pdf white": Case("pdf", contents.WHITE, page(show(SECRET, 600, before="1 g")),
                      page(b"0.5 0 0 rg 50 590 400 30 re f\n", show(SECRET, 600, before="1 g"))),
    "pdf neither filled nor drawn": Case(
        "pdf", contents.VANISHED, page(show(SECRET, 600, before="3 Tr")),
        lambda: pdf(b"q 595 0 0 842 0 0 cm /X1 Do Q\n" + show(OPEN) + show(SECRET, 600, before="3 Tr"),
             objects={6: stream(b"\xff", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")})),
    "pdf covered": Case("pdf", contents.COVERED, page(show(SECRET, 600), b"0 g 60 590 400 30 re f\n"),
                        page(b"0.9 g 60 590 400 30 re f\n", show(SECRET, 600), b"0 G 60 590 400 30 re S\n")),
    "pdf outside the page": Case("pdf", contents.OUTSIDE, page(show(SECRET, -100)), page(show(SECRET, 100))),
    "pdf tiny": Case("pdf", contents.TINY, page(show(SECRET, size=0.6)), page(show(SECRET, size=6))),
    "pdf comment": Case("pdf", contents.COMMENT,
                        page(notes=f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents{words(SECRET)}>>"),
                        page(notes=f"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents{words(SECRET)}>>")),
    "pdf author": Case("pdf", contents.AUTHOR, page(info={"Author": SECRET}), page(info={"Producer": "program"})),
    "pdf attachment": Case(
        "pdf", contents.EMBEDDED,
        page(root="/Names<</EmbeddedFiles<</Names[(a.txt) 7 0 R]>>>>",
             objects={7: b"<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 8 0 R>>>>", 8: stream(SECRET.encode(), "/Type/EmbeddedFile")}),
        page(show(SECRET, 500))),
    "jpg author": Case("jpg", contents.PHOTOGRAPHER, lambda: jpg(exif(artist=SECRET)), lambda: jpg(exif(turned=6))),
    "jpg author in XMP": Case("jpg", contents.PHOTOGRAPHER, lambda: jpg(xmp(creator(SECRET))), lambda: jpg(xmp(""))),
    "jpg author in IPTC": Case("jpg", contents.PHOTOGRAPHER, lambda: jpg(iptc(n80=SECRET)), lambda: jpg(iptc())),
    "jpg owner of the camera": Case("jpg", contents.OWNER, lambda: jpg(exif(owner=SECRET)), jpg),
    "jpg caption": Case("jpg", contents.CAPTION, lambda: jpg(exif(comment=SECRET)), lambda: jpg(exif(comment="CAMERA"))),
    "jpg comment": Case("jpg", contents.CAPTION, lambda: jpg(SECRET.encode()), lambda: jpg(b"made by a program")),
}  # fmt: skip


def contents_of(suffix: str, content: bytes) -> Contents:
    found = read(suffix, BytesIO(content), len(content))
    assert isinstance(found, Contents), found
    return found


@every("name", CASES)
def test_what_is_hidden_is_told_by_its_kind_and_its_place_and_is_not_taken_for_seen(name: str) -> None:
    case = CASES[name]
    found = contents_of(case.suffix, case.hiding())
    (one,) = [hidden for hidden in found.hidden() if SECRET in hidden.text and hidden.kind == case.kind]
    assert one.where
    seen = any(SECRET in piece.text for piece in found.pieces())
    assert seen == (case.kind == contents.INSERTED)


@every("name", CASES)
def test_a_file_that_hides_nothing_has_nothing_hidden(name: str) -> None:
    case = CASES[name]
    found = contents_of(case.suffix, case.clean()).hidden()
    assert [one for one in found if one.kind not in contents.ONLY_READ] == []


def test_there_are_at_least_forty_of_them_in_four_formats() -> None:
    assert len(CASES) >= 40
    assert {case.suffix for case in CASES.values()} == {"docx", "xlsx", "pdf", "jpg"}


def test_where_a_photograph_was_taken_is_told_in_degrees() -> None:
    found = contents_of("jpg", jpg(exif(place=(39.5, -116.25))))
    assert [(one.kind, one.text) for one in found.hidden()] == [(contents.LOCATION, "北纬39.5000°，西经116.2500°")]
    assert found.facts.location == (39.5, -116.25)


def test_what_is_seen_elsewhere_than_in_the_text_is_read_too() -> None:
    choice = (
        '<dataValidations><dataValidation type="list"><formula1>"甲,乙"</formula1></dataValidation></dataValidations>'
    )
    other = choice.replace('"甲,乙"', "$A$1:$A$9")
    book = xlsx(("丙的名单", "", sheet(after=choice)), ("Sheet1", "", sheet(after=other)))
    assert list(contents_of("xlsx", book).pieces()) == [
        ("甲,乙", "工作表“丙的名单” 下拉选项"),
        ("丙的名单", "工作表“丙的名单”"),
    ]
    assert list(contents_of("docx", docx(para(described("丁的照片"), described("image1")))).pieces()) == [
        ("丁的照片", "图片的替代文字")
    ]
    outline = {7: b"<</Type/Outlines/First 8 0 R/Last 9 0 R>>", 8: mark("戊的成绩", "/Next 9 0 R/First 10 0 R/Last 10 0 R"),
               9: mark(OPEN, "/Prev 8 0 R"), 10: mark("己的成绩", "/Next 10 0 R")}  # fmt: skip
    seen = list(contents_of("pdf", pdf(show(OPEN), root="/Outlines 7 0 R", objects=outline)).pieces())
    assert seen == [(OPEN, "第1页"), ("戊的成绩", "书签"), ("己的成绩", "书签")]


def mark(title: str, more: str) -> bytes:
    """A bookmark."""
    return f"<</Title{words(title)}/Parent 7 0 R{more}>>".encode()


def test_places_are_such_as_a_clerk_finds() -> None:
    letter = contents_of("docx", docx(
        para(run("一")) + para() + para(run("二")) + table((para(run("姓名")), para(run("号码"))), (para(run("甲")), para(run("1")))),
        word__header1__xml=story("hdr", para(run("页眉里")))))  # fmt: skip
    assert [(piece.where, piece.text) for piece in letter.pieces()] == [
        ("第1段", "一"), ("第2段", "二"), ("页眉", "页眉里"), ("第1个表格第1行第1列", "姓名"), ("第1个表格第1行第2列", "号码"),
        ("第1个表格第2行第1列", "甲"), ("第1个表格第2行第2列", "1"),
    ]  # fmt: skip
    sheets = contents_of("xlsx", xlsx(("名单", "", sheet(row(5, value("C5", "0", kind="s")))), strings=("甲",)))
    assert list(sheets.pieces()) == [("名单", "工作表“名单”"), ("甲", "工作表“名单” C5")]
    both = contents_of("zip", archive({"甲/名单.csv": "姓名,电话\n甲,1".encode("gb18030"), "b.txt": b"x"}))
    assert [piece.where for piece in both.pieces()] == [
        "压缩包里的文件名", "压缩包里的文件名", "b.txt › 第1行", *(f"甲/名单.csv {place}" for place in ("A1", "B1", "A2", "B2")),
    ]  # fmt: skip


def test_a_paragraph_whose_end_is_deleted_hides_no_other_words_of_its_row() -> None:
    marked = para(run(OPEN), look="<w:rPr><w:del/></w:rPr>")
    data = docx(table((marked, para(run("第二格")))))
    found = read("docx", BytesIO(data), len(data))
    assert isinstance(found, Contents)
    assert [piece.text for piece in found.pieces()] == [OPEN, "第二格"]
    assert not list(found.hidden())
