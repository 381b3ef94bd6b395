"""Older files are read as their published formats lay them down, and what is usual in any file is not told."""

from __future__ import annotations

import struct
from io import BytesIO

import office_usual
from cases import every
from office_legacy import compound_file, ppt_of, record, summary, xls
from office_places_pdf import again
from office_texts import docx, para, pdf, run, show, stream
from office_word97 import DELETED, INSERTED, VANISH, WHITE, Run, Style, word97

from xuanlan.office import contents
from xuanlan.office.contents import Contents, Unreadable
from xuanlan.office.read import read


def found(suffix: str, content: bytes) -> Contents:
    made = read(suffix, BytesIO(content), len(content))
    assert isinstance(made, Contents), made
    return made


def hidden(got: Contents) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in got.hidden() if one.kind not in contents.ONLY_READ]


def test_a_document_of_word_97_is_put_together_from_pieces_in_any_order_with_what_each_hides() -> None:
    got = found("doc", word97(
        "第一段\r", Run("narrow\r", narrow=True), Run("隐藏", look=VANISH), "看得见\r", Run("删掉", look=DELETED),
        Run("新插\r", look=INSERTED), Run("按件隐藏\r", change=0x5C << 1 | 1 << 8), Run("按表隐藏\r", changes=VANISH),
        Run("白字\r", look=WHITE), "表里", Run("白字", look=WHITE), "\x07\x07", Run("关上了\r", look=b"\x3c\x08\x00"),
        Run("红字\r", look=b"\x70\x68\xff\x00\x00\x00"), Run("有底色\r", look=b"\x0c\x2a\x01" + WHITE),
        footnotes=("\2脚注\r",), headers=("页眉\r",), comments=("\5批语\r",), endnotes=("尾注\r",), boxes=("框\r",),
        header_boxes=("页眉框\r",), left="这一段话早就从正文里删去了", savers=("某人", "C:\\甲\\乙.doc"), author="作者甲"))  # fmt: skip
    assert [piece.text for piece in got.prose] == [
        "第一段", "narrow", "看得见", "新插", "表里白字", "关上了", "红字", "有底色", "脚注", "页眉", "尾注", "框", "页眉框",
    ]  # fmt: skip
    assert hidden(got) == [
        (contents.VANISHED, "隐藏"), (contents.DELETED, "删掉"), (contents.INSERTED, "新插"), (contents.VANISHED, "按件隐藏"),
        (contents.VANISHED, "按表隐藏"), (contents.WHITE, "白字"), (contents.COMMENT, "批语"), (contents.UNUSED, "这一段话早就从正文里删去了"),
        (contents.EDITOR, "某人"), (contents.LINK, "C:\\甲\\乙.doc"), (contents.AUTHOR, "作者甲"),
    ]  # fmt: skip


RED = b"\x70\x68\xff\x00\x00\x00"
AS_STYLE_NOT, OFF = b"\x3c\x08\x81", b"\x3c\x08\x00"
OF_STYLE = b"\x30\x4a"


def test_what_a_style_hides_in_word_97_is_told_unless_the_run_says_otherwise() -> None:
    styles = (Style(), Style(WHITE), Style(based=1), Style(VANISH), Style(WHITE, kind=2), Style(RED))
    got = found("doc", word97(
        "看得见\r", Run("白字段\r", style=1), Run("承袭的白字\r", style=2), Run("白段里的红字\r", style=2, look=RED),
        Run("隐藏段\r", style=3), Run("不隐藏\r", style=3, look=AS_STYLE_NOT), Run("关掉隐藏\r", style=3, look=OFF),
        Run("字符样式\r", look=OF_STYLE + struct.pack("<H", 4)), Run("红字段\r", style=5), styles=styles))  # fmt: skip
    assert [piece.text for piece in got.prose] == ["看得见", "白段里的红字", "不隐藏", "关掉隐藏", "红字段"]
    assert hidden(got) == [
        (contents.WHITE, "白字段"), (contents.WHITE, "承袭的白字"), (contents.VANISHED, "隐藏段"), (contents.WHITE, "字符样式"),
    ]  # fmt: skip
    twin = found("doc", word97("看得见\r", Run("也看得见\r", style=5), styles=styles))
    assert hidden(twin) == []


def test_a_plain_document_of_word_97_hides_nothing_whatever_its_number_of_pieces() -> None:
    many = [Run(f"第{number}段，都看得见\r") for number in range(40)]
    got = found("doc", word97(*many, headers=("\r",), streams={"\1CompObj": b"x", "MsoDataStore/Item": b"<b:Sources xmlns:b='x'/>"}))  # fmt: skip
    assert len(got.prose) == 40
    assert hidden(got) == []
    assert not got.facts.unread


def test_earlier_formats_are_told_as_unread() -> None:
    older = word97("一\r", version=101)
    assert "Word 95" in read("doc", BytesIO(older), len(older)).reason  # type: ignore[union-attr]
    locked = ppt_of(streams={"Current User": struct.pack("<IIII", 0, 0, 20, 0xF3D1C4DF)})
    assert isinstance(read("ppt", BytesIO(locked), len(locked)), Unreadable)


def test_a_file_inside_another_is_told_apart_from_it() -> None:
    inner = word97("里面的字\r")
    label = record(0x204, struct.pack("<HHHHB", 0, 0, 0, 3, 1) + "外面字".encode("utf-16-le"))
    book = xls([], [("Sheet1", 0, [label])], streams={"MBD1/Package": docx(para(run("内"))), "MBD2/Odd": b"?"})
    got = found("xls", book)
    assert [piece.text for piece in got.pieces()] == ["外面字"]
    assert hidden(got) == [(contents.EMBEDDED, "内")]
    assert "嵌入的文件" in got.facts.unread
    deck = found("ppt", ppt_of(struct.pack("<HHI", 0, 0x1011, len(inner)) + inner))
    assert hidden(deck) == [(contents.EMBEDDED, "里面的字")]


def test_a_storage_that_names_nothing_is_read_all_the_same() -> None:
    lost = bytearray(compound_file({"PowerPoint Document": struct.pack("<HHI", 0, 0x0FA0, 4) + "题目".encode("utf-16-le") + bytes(5000)}))  # fmt: skip
    at = lost.find("Root Entry".encode("utf-16-le"))
    struct.pack_into("<I", lost, at + 76, 0xFFFFFFFF)
    assert [piece.text for piece in found("ppt", bytes(lost)).prose] == ["题目"]


def test_properties_of_ones_own_in_an_older_file_are_told() -> None:
    own = summary({2: "单位内部编号"})
    both = own[:24] + struct.pack("<I", 2) + own[28:44] + struct.pack("<I16xI", 68, 68) + own[48:]
    got = found("doc", word97("一\r", streams={"\5DocumentSummaryInformation": both}))
    assert (f"{contents.PROPERTY}（自定义）", "单位内部编号") in hidden(got)


@every("content", [
    ("docx", office_usual.letter()), ("xlsx", office_usual.book()), ("pptx", office_usual.show()),
])  # fmt: skip
def test_what_programs_put_into_every_file_is_not_told(content: tuple[str, bytes]) -> None:
    got = found(*content)
    assert hidden(got) == []
    assert not got.facts.unread


def test_an_earlier_version_of_a_pdf_is_told_only_where_it_says_something_else() -> None:
    first = pdf(show("名单如下") + show("已经删去的一行", 600))
    got = found("pdf", again(first, 1001, stream(show("名单如下"))))
    assert hidden(got) == [(contents.OLDER, "已经删去的一行")]
    assert hidden(found("pdf", again(first, 1, b"<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)>>"))) == []


def test_a_text_before_or_beside_other_things_of_a_page_is_seen() -> None:
    ground = b"0.8 g 50 580 400 60 re f 0.2 0.4 0.6 rg 50 480 400 40 re f\n"
    light = b"/X1 Do q 300 0 0 60 320 280 cm /X1 Do Q\n"
    seen = (
        ground
        + show("灰底黑字", 600)
        + show("蓝底白字", 490, before="1 g")
        + show("图旁的字", 300)
        + light
        + show("一", 200)
    )
    picture = {6: stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")}  # fmt: skip
    got = found("pdf", pdf(seen, objects=picture))
    assert hidden(got) == []
    assert "".join(piece.text for piece in got.prose).split() == ["灰底黑字", "蓝底白字", "图旁的字", "一"]
