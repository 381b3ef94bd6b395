"""Files that were made to hurt: each gives its contents or a reason, in bounded time and memory, and never an exception."""

from __future__ import annotations

import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import GIF, PDF, archive
from office_legacy import doc, ppt, record, xls
from office_pictures import exif, iptc, jpg, png_with, webp_with, xmp, xmp_text
from office_texts import (
    cell,
    cell_formats,
    core,
    docx,
    para,
    pdf,
    pptx,
    row,
    run,
    shape,
    sheet,
    show,
    story,
    stream,
    table,
    value,
    words,
    xlsx,
)  # fmt: skip
from rounds import times

from xuanlan.office import read as reading
from xuanlan.office.contents import Budget, Contents, Unreadable
from xuanlan.office.pdf import READER
from xuanlan.office.read import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODS = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:'
    'opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>{}'
    "</table:table></office:document>"
)
ODS_ROW = (
    '<table:table-row table:number-rows-repeated="99999"><table:table-cell table:number-columns-repeated="9999">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)


def packed(content: bytes) -> bytes:
    made = zlib.compress(content, 9)
    return f"<</Filter/FlateDecode/Length {len(made)}>>stream\n".encode() + made + b"\nendstream"


def bomb(text: bytes) -> bytes:
    return archive({"word/document.xml": f"<w:document {W}>".encode() + text}, packed=True)


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text that unpacks to 130 MB": ("docx", lambda: bomb(b"<w:p><w:r><w:t>" + b"x" * 130_000_000)),
    "elements in elements": ("docx", lambda: bomb(b"<w:p>" * 100_000)),
    "one attribute of 50 MB": ("docx", lambda: bomb(b'<w:p a="' + b"x" * 50_000_000)),
    "entities of entities": ("docx", lambda: archive({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'})),
    "an entity from outside": ("xlsx", lambda: archive({"xl/workbook.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'})),
    "one long string in every cell": (
        "xlsx",
        lambda: xlsx(("a", "", sheet(*(row(n, value("", "0", kind="s")) for n in range(1, 9000)))), strings=("字" * 32_000,)),
    ),
    "cells that stand for many": ("ods", lambda: archive({"content.xml": ODS.format(ODS_ROW * 50).encode()})),
    "a list of names that is too long": ("zip", lambda: archive({f"{n}.txt": b"" for n in range(20_001)})),
    "an archive of archives of text": ("zip", lambda: archive({"a.txt": b"\n" * 60_000_000}, packed=True)[:-30]),
    "a password": ("docx", lambda: _locked(docx(para(run("x"))))),
    "a method of packing that nobody uses": ("docx", lambda: _repacked(docx(para(run("x"))), zipfile.ZIP_LZMA)),
    "more pages than a book has": ("pdf", lambda: pdf(*[b""] * 3001)),
    "noise": ("pdf", lambda: b"%PDF-1.7\n" + Random(1).randbytes(300_000)),
}  # fmt: skip
READ: dict[str, tuple[str, Callable[[], bytes]]] = {
    "quotes without end": ("csv", lambda: b'"' * 2_000_000),
    "a sheet that claims to be the largest": (
        "xlsx",
        lambda: xlsx(("a", "", sheet(row(1_048_576, cell("XFD1048576", "x")), row(1, cell("A1", "x")),
                                     before='<dimension ref="A1:XFD1048576"/><cols>' + '<col min="2" max="16383" hidden="1"/>' * 9000 + "</cols>"))),
    ),
    "a cell at the end of every row": ("xlsx", lambda: xlsx(("a", "", sheet(*(row(n, cell(f"XFD{n}", "x")) for n in range(1, 9000)))))),
    "cells beyond the last": ("xlsx", lambda: xlsx(("a", "", sheet(row(2_000_000, cell("ZZZ2000000", "x")), row(1, cell("A1", "x")))))),
    "styles that rest on each other": (
        "docx",
        lambda: docx(para(run("x", '<w:rStyle w:val="A"/>')), word__styles__xml=story(
            "styles", "".join(f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")))),
    ),
    "a segment of nothing, many times": ("jpg", lambda: b"\xff\xd8" + b"\xff\xe1\0\2" * 20_000),
    "marks without end": ("jpg", lambda: jpg(*[b"AIGC={Label" * 5000] * 30)),
    "packed texts in a PNG": ("png", lambda: png_with(*[(b"zTXt", b"a\0\0" + zlib.compress(b"AIGC" * 9_000_000, 9))] * 20)),
    "a form that draws itself": (
        "pdf",
        lambda: pdf(b"/X1 Do", objects={6: stream(b"/X1 Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 6 0 R>>>>")}),
    ),
    "an archive of damaged PDFs": ("zip", lambda: archive({f"{n}.pdf": b"%PDF-1.7\n" for n in range(500)})),
    "pages that are their own parents": ("pdf", lambda: pdf(b"x").replace(b"/Kids[1000 0 R]", b"/Kids[2 0 R   ]")),
    "arrays in arrays": ("pdf", lambda: pdf(b"", root="/A" + "[" * 100_000 + "]" * 100_000)),
}  # fmt: skip


def _locked(content: bytes) -> bytes:
    """The same, whose files say that they have a password."""
    made = bytearray(content)
    for head, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = made.find(head)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(head, at + 1)
    return bytes(made)


def _repacked(content: bytes, method: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(made, "w", method) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return made.getvalue()


MEASURED = """
import resource, sys
from xuanlan.office.contents import Unreadable
from xuanlan.office.read import read
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        found = read(path.rpartition(".")[2], stream, stream.seek(0, 2))
    print(found.reason if isinstance(found, Unreadable) else sum(map(bool, (*found.pieces(), *found.hidden()))))
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What comes of each file in a process that has half a gigabyte: the reason, or how many pieces there are."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {}
    for number, (name, (suffix, make)) in enumerate({**REFUSED, **READ}.items()):
        files[name] = folder / f"{number}.{suffix}"
        files[name].write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", MEASURED, *map(str, files.values())],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return dict(zip(files, done.stdout.splitlines(), strict=True))


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_bounded_is_refused_with_a_reason(name: str, outcomes: dict[str, str]) -> None:
    assert not outcomes[name].isascii()


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_terrible_is_read(name: str, outcomes: dict[str, str]) -> None:
    assert int(outcomes[name]) < 10_000


class Short(Budget):
    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.7


def test_a_pdf_that_takes_for_ever_or_all_memory_is_given_up_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = b"PLACE"
    endless = pdf(place).replace(stream(place), packed(b"BT /F1 1 Tf <4e004e00> Tj ET\n" * 1_000_000))
    greedy = pdf(place).replace(stream(place), packed(b" " * 500_000_000))
    monkeypatch.setattr(reading, "Budget", Short)
    for content in (endless, greedy):
        assert isinstance(read("pdf", BytesIO(content), len(content)), Unreadable)
    monkeypatch.undo()
    content = pdf(show("一"))
    found = read("pdf", BytesIO(content), len(content))
    assert isinstance(found, Contents)
    assert [piece.text for piece in found.pieces()] == ["一"]


def test_a_helper_that_was_killed_is_followed_by_another() -> None:
    content = pdf(show("一"))
    first = read("pdf", BytesIO(content), len(content))
    assert READER._process
    READER._process.kill()
    READER._process.wait()
    assert read("pdf", BytesIO(content), len(content)) == first
    assert isinstance(first, Contents)


def test_pdfium_is_never_loaded_by_the_process_that_reads() -> None:
    code = (
        "import io, sys\nfrom xuanlan.office.read import read\nfile = sys.stdin.buffer.read()\n"
        "read('pdf', io.BytesIO(file), len(file))\n"
        "print([name for name in sys.modules if name.startswith('pypdfium2')])"
    )
    done = subprocess.run([sys.executable, "-c", code], input=PDF, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


SOUND = {
    "docx": docx(para(run("字", "<w:vanish/>")) + table((para(run("a")),)), docProps__core__xml=core(creator="某人"),
                 word__styles__xml=story("styles", "")),
    "xlsx": xlsx(("甲", "", sheet(row(1, cell("A1", "x"), value("B1", "1.5", 1)), before="<cols><col min='1' max='2'/></cols>")),
                 styles=cell_formats("", 'numFmtId="14"')),
    "pptx": pptx(shape("字")),
    "ods": archive({"content.xml": ODS.format(ODS_ROW.replace("9999", "3")).encode(), "meta.xml": b"<a/>"}),
    "zip": archive({"a.csv": b"a,b", "b.docx": docx(para(run("x")))}),
    "doc": doc("一二三", comment="批", narrow="abc", author="某人"),
    "xls": xls(["甲", "乙" * 9], [("名", 0, [record(0xFD, bytes(10)), record(0x203, bytes(14))])], 16),
    "ppt": ppt("字"),
    "pdf": pdf(show("字"), info={"Author": "某人"}, notes=f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents{words('批')}>>"),
    "jpg": jpg(exif(artist="a", place=(1.5, 2.5), comment="字"), xmp("<dc:a/>"), iptc(n80="a")),
    "png": png_with((b"eXIf", exif(owner="a", order="<")), xmp_text(xmp("")), (b"zTXt", b"a\0\0" + zlib.compress(b"x"))),
    "webp": webp_with((b"EXIF", exif(artist="a"))),
    "gif": GIF,
    "csv": "a,\"b\"\n甲".encode("gb18030"),
}  # fmt: skip


def spoiled(content: bytes, chance: Random) -> bytes:
    """`content` with some bytes changed, taken away, put in, or said twice."""
    raw = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(raw) + 1)
        match chance.randrange(4):
            case 0:
                raw[at : at + 1] = bytes((chance.choice((0, 1, 0x7F, 0x80, 0xFF, 0x3C, 0x22, chance.randrange(256))),))
            case 1:
                del raw[at : at + chance.randrange(1, 9)]
            case 2:
                raw[at:at] = chance.randbytes(chance.randrange(1, 9))
            case _:
                raw[at:at] = raw[at : at + chance.randrange(1, 64)]
    return bytes(raw[: chance.randrange(len(raw) + 1)] if chance.randrange(6) == 0 else raw)


@settings(max_examples=times(250))
@given(st.sampled_from(sorted(SOUND)), st.integers(0, 2**40), st.booleans())
def test_a_file_that_chance_has_spoiled_is_read_or_refused(suffix: str, seed: int, inside: bool) -> None:
    chance, content = Random(seed), SOUND[suffix]
    if inside and content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        name = chance.choice(sorted(parts))
        content = archive({**parts, name: spoiled(parts[name], chance)})
    else:
        content = spoiled(content, chance)
    assert isinstance(read(suffix, BytesIO(content), len(content)), (Contents, Unreadable))
