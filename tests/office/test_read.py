"""What files say is read as their readers see it: numbers, encodings, older and foreign formats, files inside files."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from cases import every
from office_files import DOCX, archive
from office_legacy import compound_file, doc, ppt, record, xls
from office_pictures import AIGC, MARK, exif, jpg, xmp
from office_texts import (
    cell,
    cell_formats,
    core,
    docx,
    para,
    pdf,
    pptx,
    relations,
    row,
    run,
    shape,
    sheet,
    show,
    story,
    stream,
    table,
    value,
    xlsx,
)  # fmt: skip
from sites import REPO

from xuanlan.office import contents
from xuanlan.office.contents import MOST_BYTES, TOO_MUCH, Contents, Hidden, Row, Table, Unreadable, letters
from xuanlan.office.formats import number_text
from xuanlan.office.plain import text_of
from xuanlan.office.read import SUFFIXES, read

LONG = "000000199001010017"


def _table(where: str, rows: tuple[tuple[int, dict[int, str]], ...]) -> Table:
    return Table(where, tuple(Row(*one) for one in rows))


def found(suffix: str, content: bytes) -> Contents:
    made = read(suffix, BytesIO(content), len(content))
    assert isinstance(made, Contents), made
    return made


def seen(suffix: str, content: bytes) -> list[str]:
    return [piece.text for piece in found(suffix, content).pieces()]


def hidden(got: Contents) -> list[Hidden]:
    """What is told of what a file hides."""
    return [one for one in got.hidden() if one.kind not in contents.ONLY_READ]


def refused(suffix: str, content: bytes) -> str:
    made = read(suffix, BytesIO(content), len(content))
    assert isinstance(made, Unreadable), made
    return made.reason


@every(
    ("raw", "shown"),
    [
        ("13000000001", "13000000001"), ("1.3000000001E10", "13000000001"), ("0.1", "0.1"), ("1.10000199003071E+17", "110000199003071000"),
        ("110000199003071234", "110000199003071234"), ("0.30000000000000004", "0.3"), ("-5.0", "-5"), ("1e999", "1e999"), ("x", "x"),
        ("1E-300", "1E-300"), ("nan", "nan"), ("", ""), ("20", "20"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_its_cell_shows_it(raw: str, shown: str) -> None:
    assert number_text(raw, False, False) == shown


@pytest.mark.parametrize(("raw", "is_1904", "shown"), [("32874", False, "1990-01-01"), ("31412", True, "1990-01-01"),
                                                      ("45000.5", False, "2023-03-15"), ("0.5", False, "0.5"), ("9999999999", False, "9999999999")])  # fmt: skip
def test_a_number_with_the_format_of_a_date_is_a_date(raw: str, is_1904: bool, shown: str) -> None:
    assert number_text(raw, True, is_1904) == shown


@pytest.mark.parametrize(("column", "called"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16384, "XFD")])
def test_columns_are_called_as_sheets_call_them(column: int, called: str) -> None:
    assert letters(column) == called


def test_cells_of_every_kind_are_read() -> None:
    styles = cell_formats(
        "", 'numFmtId="14"', 'numFmtId="180"', codes='<numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m月"/>'
    )
    made = xlsx(
        ("甲", "", sheet(
            row(1, value("A1", "1", kind="s"), cell("B1", LONG), value("C1", "32874", 1), value("D1", "32874", 2), value("E1", "1.5")),
            row(3, value("B3", "文字", kind="str"), value("C3", "1", kind="b"), value("D3", "#N/A", kind="e"), value("E3", "9", kind="s")),
            after="<headerFooter><oddHeader>&amp;C&amp;\"宋体,常规\"&amp;12内部资料 &amp;P</oddHeader></headerFooter>")),
        strings=("", "共享"), styles=styles,
    )  # fmt: skip
    got = found("xlsx", made)
    assert got.tables == (_table("工作表“甲”", (
        (1, {1: "共享", 2: LONG, 3: "1990-01-01", 4: "1990-01-01", 5: "1.5"}), (3, {2: "文字", 3: "TRUE"}))),)  # fmt: skip
    assert [piece.where for piece in got.prose] == ["工作表“甲” 页眉", "工作表“甲”"]
    assert [piece.text.split() for piece in got.prose] == [["内部资料"], ["甲"]]
    assert got.tables[0].cell(3, 2) == "工作表“甲” B3"


def test_runs_phonetics_and_foreign_prefixes_of_sheets_are_read_right() -> None:
    made = xlsx(("甲", "", sheet(row(1, value("A1", "0", kind="s")))))
    strings = (b'<x:sst xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:si><x:r><x:t>\xe5\xbc\xa0</x:t></x:r><x:r><x:t>x</x:t></x:r>'
               b"<x:rPh><x:t>zhang</x:t></x:rPh></x:si></x:sst>")  # fmt: skip
    parts = {"xl/sharedStrings.xml": strings}
    assert (
        seen("xlsx", xlsx(("甲", "", sheet(row(1, value("A1", "0", kind="s")))), parts=parts))
        == ["甲", "张x"]
        != seen("xlsx", made)
    )


def test_the_places_of_cells_without_names_are_counted() -> None:
    part = sheet(
        '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>',
        "<row><c><v>1</v></c></row>",
    )
    assert [piece.where for piece in found("xlsx", xlsx(("甲", "", part))).pieces()] == [
        "工作表“甲”",
        "工作表“甲” A1",
        "工作表“甲” B1",
        "工作表“甲” A2",
    ]


def test_what_stands_in_boxes_fields_notes_and_nested_tables_of_word_is_read_once() -> None:
    box = f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{para(run('框里'))}</w:txbxContent></mc:Choice>" \
          f"<mc:Fallback><w:pict><w:txbxContent>{para(run('框里'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"  # fmt: skip
    inner = table((para(run("内")),))
    spread = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para(run("跨"))}'
    made = docx(
        para(run("前"), box, "<w:r><w:tab/></w:r>", run("后")) + table((spread, para(run("外")) + inner))
        + para('<w:r><w:instrText>PAGE</w:instrText></w:r>', '<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>'),
        word__footnotes__xml=story("footnotes", f"<w:footnote>{para(run('注'))}</w:footnote>"),
    )  # fmt: skip
    got = found("docx", made)
    assert [(piece.where, piece.text) for piece in got.prose] == [
        ("文本框", "框里"),
        ("第1段", "前\t后"),
        ("艺术字", "内部资料"),
        ("脚注", "注"),
    ]
    assert sorted(table[:3] for table in got.tables) == [
        ("第1个表格", ((1, {1: "跨", 3: "外"}),), False),
        ("第2个表格", ((1, {1: "内"}),), False),
    ]


def test_a_change_of_looks_does_not_hide_what_is_seen_now() -> None:
    old = run("看得见", "<w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
    mark = '<w:rPr><w:vanish/><w:del w:id="1"/></w:rPr>'
    assert seen("docx", docx(para(old) + para(run("也看得见"), look=mark))) == ["看得见", "也看得见"]


def test_white_in_a_table_whose_style_paints_cells_is_seen() -> None:
    style = '<w:style w:type="table" w:styleId="T"><w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>'
    made = docx(
        table((para(run("表头", '<w:color w:val="FFFFFF"/>')),), look='<w:tblStyle w:val="T"/>'),
        word__styles__xml=story("styles", style),
    )
    assert seen("docx", made) == ["表头"]


def test_a_title_that_stands_in_the_text_and_names_that_programs_give_are_not_hidden() -> None:
    quiet = docx(
        para(run("关于某事的通知")),
        docProps__core__xml=core(title="关于某事 的通知", creator="Administrator", subject="untitled"),
    )
    assert list(found("docx", quiet).hidden()) == []
    loud = found("docx", docx(para(run("关于某事的通知")), docProps__core__xml=core(title="某生的处分")))
    assert list(loud.hidden()) == [Hidden("文档属性（标题）", "文件属性", "某生的处分")]


def test_an_address_behind_a_link_is_told_where_it_is_not_read() -> None:
    links = {
        "word/_rels/document.xml.rels": relations(
            ("hyperlink", "mailto:a@b.example", True), ("hyperlink", "mailto:c@d.example", True)
        )
    }
    got = found("docx", docx(para(run("写信到 a@b.example")), **links))
    assert list(got.hidden()) == [Hidden(contents.LINK, "链接", "mailto:c@d.example")]


def test_slides_are_read_with_what_is_hidden_of_them() -> None:
    parts = {
        "ppt/slides/_rels/slide1.xml.rels": relations(("notesSlide", "../notesSlides/notesSlide1.xml")),
        "ppt/notesSlides/notesSlide1.xml": '<p:notes xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>备注</a:t></a:p><a:p><a:t>1</a:t></a:p></p:notes>',
    }  # fmt: skip
    got = found("pptx", pptx(shape("看得见") + shape("看不见", 'hidden="1"'), 'show="0"|' + shape("不放"), parts=parts))
    assert list(got.pieces()) == [("看得见", "第1张幻灯片")]
    assert [(one.kind, one.text) for one in got.hidden()] == [
        (contents.HIDDEN_SHAPE, "看不见"), (contents.NOTES, "备注"), (contents.HIDDEN_SLIDE, "不放")]  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        "姓名,号码\r\n甲,1\r\n".encode(),
        "姓名,号码\n甲,1".encode("utf-8-sig"),
        "姓名,号码\r甲,1".encode("gb18030"),
        "姓名\t号码\n甲\t1".encode("utf-16"),
    ],
)
def test_lists_are_read_in_whichever_encoding_they_are(raw: bytes) -> None:
    (got,) = found("csv", raw).tables
    assert got.rows == ((1, {1: "姓名", 2: "号码"}), (2, {1: "甲", 2: "1"}))
    assert got.cell(2, 2) == "B2"


def test_text_is_read_in_every_encoding_that_programs_write_without_saying_so() -> None:
    """Each line of the demo site's notices that is long enough to tell, whole notices, and a list with numbers."""
    bodies = [file.read_text("utf-8") for file in sorted((REPO / "notices").rglob("*.md"))]
    lines = [line for body in bodies for line in body.split("\n") if len(line) > 12]
    texts = [*bodies, *lines, "姓名,证件\n王某,99999919491231005X\n", "编号\t９９９９９９\r\n", "name,id\r\na,1\r\n"]
    codes = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")
    assert [(code, text) for code in codes for text in texts if text_of(text.encode(code)) != text] == []
    assert text_of("甲,\0乙".encode()) == "甲,乙"
    assert text_of("甲乙丙，丁\r\n".encode("utf-16-le") + b"x").startswith("甲乙丙，丁")


def test_text_is_read_line_by_line() -> None:
    assert list(found("txt", "甲\r\n\r\n乙".encode("gb18030")).pieces()) == [("甲", "第1行"), ("乙", "第3行")]


def test_documents_of_the_older_word_are_read_from_their_pieces() -> None:
    got = found(
        "doc",
        doc('第一段\r\x13 HYPERLINK "x" \x14链接\x15\r表\x07', narrow=f"\r{LONG}\r", comment="批语", author="某人"),
    )
    assert list(got.pieces()) == [("第一段", "第1段"), ("链接", "第2段"), ("表", "第3段"), (LONG, "第4段")]
    assert [(one.kind, one.text) for one in hidden(got)] == [(contents.COMMENT, "批语"), (contents.AUTHOR, "某人")]


@pytest.mark.parametrize("room", [16, 60, 101, 8000])
def test_sheets_of_the_older_excel_are_read_with_all_kinds_of_cells(room: int) -> None:
    strings = ["姓名", "某" * 70, LONG]
    cells = [
        record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)), record(0xFD, struct.pack("<HHHI", 0, 1, 0, 1)),
        record(0x203, struct.pack("<HHHd", 1, 0, 0, 13000000001.0)), record(0x27E, struct.pack("<HHHI", 1, 1, 0, 12 << 2 | 2)),
        record(0xBD, struct.pack("<HHHIHIH", 1, 2, 0, 150 << 2 | 3, 0, 5 << 2 | 2, 3)),
        record(0x06, struct.pack("<HHHdHI", 2, 0, 0, 2.5, 0, 0)),
        record(0x06, struct.pack("<HHH", 2, 1, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(6)), record(0x207, struct.pack("<HB", 2, 0) + b"ok"),
    ]  # fmt: skip
    unseen = [record(0x208, struct.pack("<6HHH", 0, 0, 1, 0, 0, 0, 0x20, 0)), record(0x7D, struct.pack("<6H", 1, 1, 9, 0, 1, 0)),
              record(0xFD, struct.pack("<HHHI", 0, 0, 0, 2)), record(0xFD, struct.pack("<HHHI", 3, 1, 0, 0))]  # fmt: skip
    got = found("xls", xls(strings, [("名单", 0, cells), ("底稿", 2, [cells[0]]), ("三", 0, unseen)], room))
    assert got.tables == (_table("工作表“名单”", (
        (1, {1: "姓名", 2: "某" * 70}), (2, {1: "13000000001", 2: "12", 3: "1.5", 4: "5"}), (3, {1: "2.5", 2: "ok"}))),)  # fmt: skip
    assert [piece.text for piece in got.prose] == ["名单", "三"]
    assert hidden(got) == [
        Hidden(contents.HIDDEN_SHEET, "工作表“底稿”", "底稿"), Hidden(contents.HIDDEN_SHEET, "工作表“底稿” A1", "姓名"), Hidden(contents.HIDDEN_ROW, "工作表“三” A1", LONG),
        Hidden(contents.HIDDEN_COLUMN, "工作表“三” B4", "姓名")]  # fmt: skip


def test_older_slides_and_unknown_compound_files_give_their_texts_or_at_least_long_numbers() -> None:
    assert seen("ppt", ppt("题目", "正文")) == ["题目", "正文"]
    got = found(
        "wps", compound_file({"Other": (LONG.encode("utf-16-le") + "正文".encode("utf-16-le")).ljust(5000, b"\0")})
    )
    assert [one.text for one in got.hidden()] == [LONG]
    assert got.facts.unread


def test_documents_of_libreoffice_are_read() -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    spaces += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    styles = ('<style:style style:name="W"><style:text-properties fo:color="#ffffff"/></style:style>'
              '<style:style style:name="H"><style:table-properties table:display="false"/></style:style>')  # fmt: skip
    tables = (
        '<table:table table:name="甲"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-row>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="13000000001"><text:p>1E10</text:p>'
        '</table:table-cell></table:table-row></table:table><table:table table:name="乙" table:style-name="H"><table:table-row><table:table-cell>'
        "<text:p>c</text:p></table:table-cell></table:table-row></table:table>")  # fmt: skip
    body = ('<text:tracked-changes><text:p>删</text:p></text:tracked-changes>'
            '<text:p>正<office:annotation><text:p>批</text:p></office:annotation>文<text:span text:style-name="W">白</text:span></text:p>')  # fmt: skip
    made = archive({"content.xml": f"<office:document {spaces}>{styles}{body}{tables}</office:document>".encode(),
                    "meta.xml": f"<office:meta {spaces}><dc:creator>某人</dc:creator></office:meta>".encode()})  # fmt: skip
    got = found("ods", made)
    assert list(got.pieces()) == [("正文", "第1段"), ("a", "工作表“甲” A1")]
    assert [(one.kind, one.text) for one in got.hidden()] == [
        (contents.DELETED, "删"), (contents.COMMENT, "批"), (contents.WHITE, "白"), (contents.EDITOR, "某人"),
        (contents.HIDDEN_COLUMN, "a"), (contents.HIDDEN_ROW, "13000000001"), (contents.HIDDEN_SHEET, "c")]  # fmt: skip


def test_radicals_that_a_pdf_has_for_ideographs_are_read_as_those() -> None:
    content = pdf(b"", notes="<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents<feff2f692f00>>>")
    assert seen("pdf", content) == ["白一"]


def test_a_line_through_a_text_and_the_head_of_a_page_whose_size_its_parent_tells_hide_nothing() -> None:
    struck = show("划掉的字", 835, size=7) + b"0 g 60 837.5 100 0.6 re f\n"
    content = (
        pdf(struck)
        .replace(b"/MediaBox[0 0 595 842]", b" " * 22)
        .replace(b"/Type/Pages", b"/Type/Pages/MediaBox[0 0 595 842]")
    )
    assert list(found("pdf", content).hidden()) == []
    assert seen("pdf", content) == ["划掉的字"]


def test_texts_in_forms_of_a_pdf_are_looked_at_where_they_are_painted() -> None:
    look = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>"
    ground = b"0.6 0 0 rg 50 190 300 40 re f\n"
    form = (
        show("黑", 300)
        + show("白", 500, before="1 g 0 Tr")
        + show("红底白", 200, before="1 g")
        + show("无", 100, before="3 Tr")
    )
    got = found("pdf", pdf(ground + b"/X1 Do\n", objects={6: stream(form, look)}))
    assert "".join(piece.text for piece in got.pieces()).split() == ["黑", "红底白"]
    assert {(one.kind, one.text) for one in got.hidden()} == {(contents.WHITE, "白"), (contents.VANISHED, "无")}


def test_pages_of_a_pdf_without_text_are_told() -> None:
    picture = b"0.5 g 0 0 500 500 re f\n"
    got = found("pdf", pdf(show("一"), picture, b"", picture))
    assert list(got.pieces()) == [("一", "第1页")]
    assert got.facts.unread == "第2、4页是图片，上面的字没有检查"


def test_what_a_machine_has_made_is_known_from_files_inside_too() -> None:
    marked = jpg(xmp(MARK))
    assert found("zip", archive({"a.jpg": marked})).facts.ai == found("jpg", marked).facts.ai
    assert found("docx", docx(para(run("x")), **{"word/media/image1.jpeg": marked})).facts.ai


def test_documents_say_too_that_a_machine_has_made_them() -> None:
    custom = f'<Properties xmlns="x"><property name="AIGC"><lpwstr>{AIGC}</lpwstr></property></Properties>'
    for suffix, content in (
        ("docx", docx(para(run("x")), docProps__custom__xml=custom)),
        ("pdf", pdf(b"", info={"AIGC": AIGC})),
    ):
        assert found(suffix, content).facts.ai == AIGC
        assert {one.kind for one in found(suffix, content).hidden()} <= contents.ONLY_READ
    denied = custom.replace('"Label":"1"', '"Label":"0"')
    assert not found("docx", docx(para(run("x")), docProps__custom__xml=denied)).facts.ai


def test_files_inside_an_archive_are_read_and_what_is_not_is_told() -> None:
    made = archive({"名单.docx": docx(para(run("甲"), run("乙", "<w:vanish/>"))), "b.zip": b"", "c.xlsx": b"PK", "d.exe": b"MZ",
                    "e.jpg": jpg(exif(artist="某人"))})  # fmt: skip
    got = found("zip", made)
    assert ("甲", "名单.docx › 第1段") in got.prose
    assert [(one.kind, one.where) for one in got.hidden()] == [
        (contents.VANISHED, "名单.docx › 第1段"),
        (contents.PHOTOGRAPHER, "e.jpg › EXIF"),
    ]
    assert got.facts.unread == "没有检查：b.zip（压缩包里的压缩包）、c.xlsx（文件的结构不完整）、d.exe"


def test_one_damaged_file_does_not_keep_the_others_from_being_read() -> None:
    made = archive({"a.txt": b"spoilt", "b.txt": "甲".encode()}).replace(b"spoilt", b"spoilT", 1)
    got = found("zip", made)
    assert ("甲", "b.txt › 第1行") in got.prose
    assert got.facts.unread == "没有检查：a.txt（文件的结构不完整）"


def test_names_that_chinese_programs_write_in_gbk_are_read() -> None:
    raw = archive({"xxxx.exe": b""}).replace(b"xxxx", "名单".encode("gbk"))
    assert seen("zip", raw) == ["名单.exe"]


def test_nothing_is_said_of_formats_that_are_not_known_and_too_large_files_are_refused() -> None:
    assert found("mp3", b"x") == Contents()
    assert "50 MB" in refused("docx", bytes(MOST_BYTES + 1))


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - {"txt", "csv", "gif"}))
@pytest.mark.parametrize(
    "content", [b"", b"PK", b"words", b"\xd0\xcf\x11\xe0", DOCX[:-10], b"%PDF-1.7\n"], ids=range(6)
)
def test_a_damaged_file_is_refused_with_a_reason(suffix: str, content: bytes) -> None:
    assert refused(suffix, content)


def at(x: int, y: int, words: str) -> str:
    """A shape of a slide with its place, in English metric units."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name=""/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="1000000" cy="500000"/></a:xfrm></p:spPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


@every(
    ("x", "y", "seen"),
    [(0, 0, True), (-500_000, 0, True), (12_191_999, 0, True), (0, 6_857_999, True),
     (12_192_000, 0, False), (0, 6_858_000, False), (-1_000_000, 0, False), (0, -500_000, False), (99_999_999, 0, False)],
)  # fmt: skip
def test_what_lies_beside_a_slide_is_not_seen(x: int, y: int, seen: bool) -> None:
    got = found("pptx", pptx(at(0, 0, "题目") + at(x, y, "内容")))
    assert ("内容" in [piece.text for piece in got.pieces()]) == seen
    assert [(one.kind, one.text) for one in got.hidden()] == ([] if seen else [(contents.OUTSIDE, "内容")])


def test_of_merged_cells_only_the_first_is_seen() -> None:
    rows = [
        row(number, *(cell(f"{column}{number}", f"{column}{number}值") for column in "ABC")) for number in (1, 2, 3)
    ]
    merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C2:C3"/></mergeCells>'
    got = found("xlsx", xlsx(("表", "", sheet(*rows, after=merged))))
    assert [piece.text for piece in got.pieces()] == ["A1值", "C1值", "C2值", "A3值", "B3值"]
    assert sorted((one.kind, one.text, one.where) for one in got.hidden()) == [
        (contents.MERGED, f"{place}值", f"工作表“表” {place}") for place in ("A2", "B1", "B2", "C3")
    ]


def test_merged_cells_without_end_are_refused() -> None:
    rows = [row(number, cell(f"A{number}", "甲"), cell(f"B{number}", "乙")) for number in range(1, 2000)]
    merged = "<mergeCells>" + '<mergeCell ref="A1:B2000"/>' * 2000 + "</mergeCells>"
    made = xlsx(("表", "", sheet(*rows, after=merged)))
    assert read("xlsx", BytesIO(made), len(made)) == Unreadable(TOO_MUCH)


def test_a_file_that_word_shows_as_part_of_the_text_is_told_as_unread() -> None:
    chunk = relations(("aFChunk", "afchunk.htm"))
    made = docx(para(run("甲")), **{"word/_rels/document.xml.rels": chunk, "word/afchunk.htm": "<p>乙</p>"})
    assert "嵌入了另一个文件" in found("docx", made).facts.unread
    assert found("docx", docx(para(run("甲")))).facts.unread == ""


@every(
    ("inside", "kind", "is_told"),
    [
        ("<f>A1&amp;1</f><v/>", "", True),  # as openpyxl writes it
        ("<f>A1</f><v></v>", "", True),  # as openpyxl writes it with blanks
        ('<f t="shared" si="0"/>', "", True),  # one for many cells
        ("<f>A1+1</f><v>3</v>", "", False),  # a result
        ('<f>""</f><v></v>', ' t="str"', False),  # no words, and that is the result
        ("<f>1/0</f><v>#DIV/0!</v>", ' t="e"', False),  # an error, which is a result
        ("", "", False),  # an empty cell
    ],
)
def test_formulas_are_told_whose_results_are_not_in_the_file(inside: str, kind: str, is_told: bool) -> None:
    made = xlsx(("名单", "", sheet(row(1, cell("A1", "甲"), f'<c r="B1"{kind}>{inside}</c>'))))
    told = "1 个公式没有存下结果（工作表“名单” B1），请用 Excel 或 WPS 打开、保存一次" if is_told else ""
    assert found("xlsx", made).facts.unread == told


def test_of_many_formulas_without_results_the_first_is_named_whatever_the_sheet() -> None:
    rows = [row(number, f'<c r="A{number}"><f>1+1</f><v/></c>') for number in (3, 4)]
    unread = found("xlsx", xlsx(("甲", "", sheet(*rows)), ("乙", "hidden", sheet(*rows)))).facts.unread
    assert unread.startswith("4 个公式没有存下结果（如工作表“甲” A3）")


def test_formulas_of_open_documents_are_told_too() -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    cells = (
        '<table:table-cell table:formula="of:=1"/><table:table-cell/>'
        '<table:table-cell table:formula="of:=2" office:value-type="string" office:string-value=""/>'
        '<table:table-cell table:formula="of:=3"><text:p>3</text:p></table:table-cell>'
    )
    table = f'<table:table table:name="甲"><table:table-row>{cells}</table:table-row></table:table>'
    made = archive({"content.xml": f"<office:document {spaces}>{table}</office:document>".encode()})
    assert found("ods", made).facts.unread.startswith("1 个公式没有存下结果（工作表“甲” A1）")
