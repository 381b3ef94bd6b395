"""Every place of an older document, workbook or presentation, and of a picture, in which words may stand unseen"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from office_files import GIF, archive
from office_legacy import compound_file, ppt_of, record, summary, xls
from office_pictures import creator, exif, iptc, jpg, png_with, webp_with, xmp
from office_texts import cell, docx, para, row, run, sheet, xlsx
from office_word97 import DELETED, INSERTED, VANISH, WHITE, Run, word97

Make = Callable[[str], bytes]
_OPEN = "名单如下\r"


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


WORD: dict[str, Make] = {
    "body": lambda text: word97(f"{text}\r"),
    "narrow piece": lambda text: word97(_OPEN, Run(f"{text}\r", narrow=text.isascii())),
    "two pieces": lambda text: word97(_OPEN, text[:9], Run(f"{text[9:]}\r", narrow=text.isascii())),
    "hidden": lambda text: word97(_OPEN, Run(f"{text}\r", look=VANISH)),
    "white": lambda text: word97(_OPEN, Run(f"{text}\r", look=WHITE)),
    "deleted": lambda text: word97(_OPEN, Run(f"{text}\r", look=DELETED)),
    "inserted": lambda text: word97(_OPEN, Run(f"{text}\r", look=INSERTED)),
    "hidden by its piece": lambda text: word97(_OPEN, Run(f"{text}\r", change=0x5C << 1 | 1 << 8)),
    "hidden by a change": lambda text: word97(_OPEN, Run(f"{text}\r", changes=VANISH)),
    "header": lambda text: word97(_OPEN, headers=(f"{text}\r",)),
    "footnote": lambda text: word97(_OPEN, footnotes=(f"\2{text}\r",)),
    "comment": lambda text: word97(_OPEN, comments=(f"\5{text}\r",)),
    "endnote": lambda text: word97(_OPEN, endnotes=(f"\2{text}\r",)),
    "box": lambda text: word97(_OPEN, boxes=(f"{text}\r",)),
    "box in a header": lambda text: word97(_OPEN, header_boxes=(f"{text}\r",)),
    "cell": lambda text: word97(f"甲\x07{text}\x07\x07", _OPEN),
    "code of a field": lambda text: word97(f'\x13 QUOTE "{text}" \x14某\x15\r', _OPEN),
    "left between the pieces": lambda text: word97("一\r", "二\r", "三\r", left=text),
    "one who saved it": lambda text: word97(_OPEN, savers=(text, "C:\\甲.doc")),
    "author": lambda text: word97(_OPEN, author=text),
    "table of names": lambda text: word97(_OPEN, streams={"0Table": _wide(text)}),
    "stream of data": lambda text: word97(_OPEN, streams={"Data": _wide(text)}),
    "text behind the texts": lambda text: word97(_OPEN).replace(_wide("名单"), _wide("名单")) + _wide(text).ljust(512, b"\0"),
    "document inside": lambda text: word97(_OPEN, streams={"ObjectPool/WordDocument": b"", "_1/Package": docx(para(run(text)))}),
    "packed file inside": lambda text: word97(
        _OPEN, streams={"_1/\1Ole10Native": b"\0" * 6 + b"a\0b\0" + docx(para(run(text)))}),
    "unknown file inside": lambda text: word97(_OPEN, streams={"_1/\1Ole10Native": b"\0" * 6 + b"a\0b\0" + text.encode("gb18030")}),
    "data of one's own": lambda text: word97(_OPEN, streams={"MsoDataStore/Item": f"<a>{text}</a>".encode()}),
    "photograph": lambda text: word97(_OPEN, streams={"Data": b"\0" * 68 + jpg(exif(artist=text))}),
    "Word 95": lambda text: word97(f"{text}\r", version=101),
    "property of one's own": lambda text: word97(_OPEN, streams={"\5DocumentSummaryInformation": summary({15: "", 14: text})}),
}  # fmt: skip


def _book(*records: bytes, before: tuple[bytes, ...] = (), strings: tuple[str, ...] = ("名单如下",),
          state: int = 0, name: str = "Sheet1", streams: dict[str, bytes] | None = None) -> bytes:  # fmt: skip
    shown = record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0))
    sheets = [("Sheet1", 0, [shown, *records])] if not state else [("Sheet1", 0, [shown]), (name, state, list(records))]
    return xls(list(strings), sheets, before=before, streams=streams)


def _label(row: int, column: int, text: str, form: int = 0) -> bytes:
    return record(0x204, struct.pack("<HHHHB", row, column, form, len(text), 1) + _wide(text))


def _unicode(text: str) -> bytes:
    """XLUnicodeString."""
    return struct.pack("<HB", len(text), 1) + _wide(text)


_CHART = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)) + record(0x0A, b"")
_FONTS = tuple(record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, colour, 400, 0, 0, 0, 134, 0, 1, 1) + _wide("宋"))
               for colour in (0x7FFF, 0x7FFF, 0x7FFF, 0x7FFF, 9))  # fmt: skip


def _form(font: int, code: int = 0) -> bytes:
    return record(0xE0, struct.pack("<HHHBBBBIIH", font, code, 0, 0, 0, 0, 0, 0, 0, 0x20C0))


def _note(text: str, author: str) -> bytes:
    return (
        record(0x5D, struct.pack("<HHHHH12x", 0x15, 18, 0x19, 1, 0))
        + record(0x1B6, struct.pack("<HH6xHH4x", 0, 0, len(text), 0))
        + record(0x3C, b"\1" + _wide(text))
        + record(0x1C, struct.pack("<HHHH", 0, 0, 0, 1) + _unicode(author) + b"\0")
    )


BOOK: dict[str, Make] = {
    "cell": lambda text: _book(_label(1, 0, text)),
    "shared string": lambda text: _book(record(0xFD, struct.pack("<HHHI", 1, 0, 0, 1)), strings=("名单如下", text)),
    "string that no cell shows": lambda text: _book(strings=("名单如下", text)),
    "string cut in two": lambda text: _book(record(0xFD, struct.pack("<HHHI", 1, 0, 0, 1)), strings=("某" * 4105, text)),
    "hidden sheet": lambda text: _book(_label(0, 0, text), state=1, name="甲"),
    "very hidden sheet": lambda text: _book(_label(0, 0, text), state=2, name="甲"),
    "name of a sheet": lambda text: _book(_label(0, 0, "甲"), state=1, name=text),
    "hidden row": lambda text: _book(record(0x208, struct.pack("<6HHH", 1, 0, 1, 0, 0, 0, 0x20, 0)), _label(1, 0, text)),
    "hidden column": lambda text: _book(record(0x7D, struct.pack("<6H", 1, 1, 9, 0, 1, 0)), _label(1, 1, text)),
    "white": lambda text: _book(_label(1, 0, text, 1), before=(*_FONTS, _form(0), _form(5))),
    "format that shows nothing": lambda text: _book(
        _label(1, 0, text, 1), before=(record(0x41E, struct.pack("<H", 170) + _unicode(";;;")), _form(0), _form(0, 170))),
    "covered by merged cells": lambda text: _book(
        _label(1, 0, "某"), _label(1, 1, text), record(0xE5, struct.pack("<5H", 1, 1, 1, 0, 1))),
    "comment": lambda text: _book(_note(text, "甲")),
    "comment behind a chart": lambda text: _book(_CHART, _note(text, "甲")),
    "author of a comment": lambda text: _book(_note("好", text)),
    "header": lambda text: _book(record(0x14, _unicode(f"&C{text}" if not text[0].isdigit() else f"&C {text}"))),
    "text of a formula": lambda text: _book(
        record(0x06, struct.pack("<HHHdHI", 1, 0, 0, 1.0, 0, 0) + struct.pack("<HBBB", 3 + 2 * len(text), 0x17, len(text), 1) + _wide(text))),
    "value of a formula": lambda text: _book(
        record(0x06, struct.pack("<HHH", 1, 0, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(6)), record(0x207, _unicode(text))),
    "defined name": lambda text: _book(before=(
        record(0x18, struct.pack("<HBBHHHBBBB", 0, 0, len(text), 0, 0, 0, 0, 0, 0, 0) + b"\1" + _wide(text)),)),
    "path of another workbook": lambda text: _book(before=(record(0x1AE, struct.pack("<H", 0) + _unicode(f"\1\1C甲\3{text}.xls")),)),
    "value of another workbook": lambda text: _book(before=(record(0x5A, struct.pack("<BBH", 0, 0, 0) + b"\2" + _unicode(text)),)),
    "list of choices": lambda text: _book(record(0x1BE, struct.pack("<I", 3) + _unicode(text))),
    "link": lambda text: _book(record(0x1B8, struct.pack("<4H", 0, 0, 0, 0) + _wide(text))),
    "cache of a pivot table": lambda text: _book(streams={"_SX_DB_CUR/0001": record(0xCD, _unicode(text)) + record(0x0A, b"")}),
    "document inside": lambda text: _book(streams={"MBD1/WordDocument": b"", "MBD2/Package": docx(para(run(text)))}),
    "workbook beside the document inside": lambda text: _book(_label(1, 0, text), streams={"MBD1/WordDocument": b"x" * 2000}),
    "property": lambda text: _book(streams={"\5SummaryInformation": summary({2: text})}),
    "behind the end": lambda text: _book() + _wide(text).ljust(512, b"\0"),
    "Excel 95": lambda text: compound_file({"Book": (record(0x809, struct.pack("<HH4x", 0x500, 5)) + _label(0, 0, text)).ljust(4096, b"\0")}),
}  # fmt: skip


def _atom(kind: int, data: bytes, instance: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4, kind, len(data)) + data


def _holder(kind: int, *inside: bytes, instance: int = 0) -> bytes:
    data = b"".join(inside)
    return struct.pack("<HHI", instance << 4 | 15, kind, len(data)) + data


def _text(text: str) -> bytes:
    return _atom(0x0FA0, _wide(text))


def _deck(*more: bytes, streams: dict[str, bytes] | None = None) -> bytes:
    return ppt_of(_holder(0x03EE, _text("题目")), *more, streams=streams)


SLIDES: dict[str, Make] = {
    "slide": lambda text: _deck(_holder(0x03EE, _text(text))),
    "narrow text": lambda text: _deck(_holder(0x03EE, _atom(0x0FA8, text.encode()) if text.isascii() else _text(text))),
    "text in an outline": lambda text: _deck(_holder(0x0FF0, _text(text))),
    "hidden slide": lambda text: _deck(_holder(0x03EE, _atom(0x03F9, struct.pack("<IIBBHI", 0, 0, 0, 0, 4, 0)), _text(text))),
    "notes": lambda text: _deck(_holder(0x03F0, _holder(0xF00D, _text(text)))),
    "notes in an outline": lambda text: _deck(_holder(0x0FF0, _text(text), instance=2)),
    "master": lambda text: _deck(_holder(0x03F8, _text(text))),
    "comment": lambda text: _deck(_holder(0x03EE, _holder(0x2EE0, _atom(0x0FBA, _wide("甲")), _atom(0x0FBA, _wide(text), 1)))),
    "author of a comment": lambda text: _deck(_holder(0x03EE, _holder(0x2EE0, _atom(0x0FBA, _wide(text))))),
    "name of a thing": lambda text: _deck(_atom(0x0FBA, _wide(text))),
    "slide of an earlier version": lambda text: _deck(_holder(0x03EE, _text(text)), _holder(0x03EE, _text("题目"))),
    "property": lambda text: _deck(streams={"\5SummaryInformation": summary({4: text})}),
    "photograph": lambda text: _deck(streams={"Pictures": b"\0" * 25 + jpg(exif(artist=text))}),
    "document inside": lambda text: _deck(_atom(0x1011, struct.pack("<I", 9) + zlib.compress(compound_file(
        {"WordDocument": b"\0" * 4096, "a": _wide(text)})), 1)),
    "encrypted": lambda text: _deck(_text(text), streams={"Current User": struct.pack("<IIII", 0, 0, 20, 0xF3D1C4DF)}),
}  # fmt: skip
OTHERS: dict[str, tuple[str, Make]] = {
    "jpg: author": ("jpg", lambda text: jpg(exif(artist=text))),
    "jpg: caption": ("jpg", lambda text: jpg(exif(comment=text))),
    "jpg: XMP": ("jpg", lambda text: jpg(xmp(creator(text)))),
    "jpg: property of XMP": ("jpg", lambda text: jpg(xmp(f"<dc:source>{text}</dc:source>"))),
    "jpg: IPTC": ("jpg", lambda text: jpg(iptc(n80=text))),
    "jpg: any dataset of IPTC": ("jpg", lambda text: jpg(iptc(n40=text))),
    "jpg: comment": ("jpg", lambda text: jpg(text.encode())),
    "jpg: segment of a program": ("jpg", lambda text: jpg().replace(b"\xff\xd8", b"\xff\xd8\xff\xec" + struct.pack(">H", 2 + 8 + len(text.encode())) + b"Ducky\0\0\0" + text.encode(), 1)),
    "jpg: behind the end": ("jpg", lambda text: jpg() + text.encode()),
    "png: text": ("png", lambda text: png_with((b"tEXt", b"Comment\0" + text.encode()))),
    "png: packed text": ("png", lambda text: png_with((b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())))),
    "png: international text": ("png", lambda text: png_with((b"iTXt", b"Description\0\0\0\0\0" + text.encode()))),
    "png: Software": ("png", lambda text: png_with((b"tEXt", b"Software\0" + text.encode()))),
    "png: Exif": ("png", lambda text: png_with((b"eXIf", exif(owner=text)))),
    "png: chunk of a program": ("png", lambda text: png_with((b"prVt", text.encode()))),
    "png: behind the end": ("png", lambda text: png_with() + text.encode()),
    "webp: Exif": ("webp", lambda text: webp_with((b"EXIF", exif(artist=text)))),
    "webp: XMP": ("webp", lambda text: webp_with((b"XMP ", xmp(creator(text))))),
    "webp: chunk of a program": ("webp", lambda text: webp_with((b"mine", text.encode() + b"\0" * (len(text.encode()) % 2)))),
    "gif: comment": ("gif", lambda text: GIF[:-1] + b"\x21\xfe" + bytes((len(text.encode()),)) + text.encode() + b"\0;"),
    "gif: behind the end": ("gif", lambda text: GIF + text.encode()),
    "csv in GBK": ("csv", lambda text: f"姓名,号码\n某,{text}\n".encode("gb18030")),
    "txt in UTF-16": ("txt", lambda text: f"名单\n{text}\n".encode("utf-16")),
    "zip: text in GBK": ("zip", lambda text: archive({"甲.txt": f"名单\n{text}\n".encode("gb18030")})),
    "zip: rtf": ("zip", lambda text: archive({"甲.rtf": text.encode()})),
    "zip: zip": ("zip", lambda text: archive({"甲.zip": archive({"a.txt": text.encode()})})),
    "zip: rar": ("zip", lambda text: archive({"甲.rar": text.encode()})),
    "zip: eml": ("zip", lambda text: archive({"甲.eml": text.encode()})),
    "zip: ofd": ("zip", lambda text: archive({"甲.ofd": text.encode()})),
    "zip: workbook in a document": ("zip", lambda text: archive({"甲.docx": docx(para(run("甲")), **{
        "word/embeddings/a.xlsx": xlsx(("甲", "", sheet(row(1, cell("A1", text)))))})})),
    "zip: remark": ("zip", lambda text: archive({"甲.txt": b"x"})[:-2] + len(text.encode()).to_bytes(2, "little") + text.encode()),
    "rar": ("rar", lambda text: b"Rar!" + text.encode()),
    "7z": ("7z", lambda text: b"7z\xbc\xaf" + text.encode()),
    "ofd": ("ofd", lambda text: archive({"OFD.xml": text.encode()})),
}  # fmt: skip
PLACES: dict[str, tuple[str, Make]] = {
    **{f"{suffix}: {name}": (suffix, make)
       for suffix, places in (("doc", WORD), ("xls", BOOK), ("ppt", SLIDES)) for name, make in places.items()},
    **OTHERS,
}  # fmt: skip
