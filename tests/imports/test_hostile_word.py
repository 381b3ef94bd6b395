"""Documents of Word that were made to hurt: each is read, or refused with a reason, within bounds"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from cases import every
from office_files import archive, compound, png
from office_texts import docx, para, relations, run, story, table
from word_official_more import ALL
from word_paper import Paper, coded, in_list, level, lists, pictured

from xuanlan.imports.official import recognise
from xuanlan.imports.word import read
from xuanlan.office.contents import UnreadableError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = para(run("正文"))
OUTSIDE = "file:///etc/passwd"
NUMBER = '<w:abstractNum w:abstractNumId="{0}"><w:numStyleLink w:val="{1}"/><w:styleLink w:val="{0}"/></w:abstractNum>'


def bomb(text: bytes) -> bytes:
    return archive({"word/document.xml": f"<w:document {W}>".encode() + text}, packed=True)


def entities(definition: str) -> bytes:
    return archive({"word/document.xml": f"<!DOCTYPE a [{definition}]><w:document {W}>&b;</w:document>".encode()})


def with_parts(body: str = TEXT, more: Mapping[str, str | bytes] | None = None, **parts: str | bytes) -> bytes:
    return docx(body, **parts, **(more or {}))


def many_notes() -> bytes:
    paper = Paper()
    paper.linked("footnotes", "footnotes.xml")
    note = f'<w:footnote w:id="1">{para(run("注")) * 3000}</w:footnote>'
    paper.parts["word/footnotes.xml"] = story("footnotes", note)
    return paper.add('<w:r><w:footnoteReference w:id="1"/></w:r>' * 3000).bytes()


REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "noise": lambda: Random(1).randbytes(100_000),
    "an older document": lambda: compound("WordDocument"),
    "no archive behind its head": lambda: b"PK\3\4" + bytes(1000),
    "an archive without a text": lambda: archive({"a.txt": b"x"}),
    "text that unpacks to 130 MB": lambda: bomb(b"<w:p><w:r><w:t>" + b"x" * 130_000_000),
    "elements in elements": lambda: bomb(b"<w:p>" * 100_000),
    "ten thousand tables, each in the one before": lambda: bomb(b"<w:tbl><w:tr><w:tc>" * 10_000),
    "more paragraphs than a text has": lambda: bomb(b"<w:p/>" * 400_000 + b"</w:document>"),
    "entities of entities": lambda: entities('<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;">'),
    "an entity from outside": lambda: entities(f'<!ENTITY b SYSTEM "{OUTSIDE}">'),
    "damaged text": lambda: archive({"word/document.xml": f"<w:document {W}><w:p></w:r></w:document>".encode()}),
    "text that ends too early": lambda: archive({"word/document.xml": f"<w:document {W}><w:p>".encode()}),
    "damaged styles": lambda: with_parts(word__styles__xml="<w:styles"),
    "damaged numbers": lambda: with_parts(word__numbering__xml="<a></b>"),
    "damaged relations": lambda: with_parts(TEXT, {"word/_rels/document.xml.rels": "<"}),
}
READ: dict[str, Callable[[], bytes]] = {
    "nothing in it": lambda: docx(""),
    "styles that rest on each other": lambda: with_parts(
        para(run("正文"), look='<w:pStyle w:val="A"/>'),
        word__styles__xml=story("styles", "".join(f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")))),
    "lists that are each other's styles": lambda: with_parts(
        para(run("正文"), look=in_list(0)),
        word__numbering__xml=story("numbering", NUMBER.format("0", "1") + NUMBER.format("1", "0") + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')),
    "a number that is a long text": lambda: with_parts(para(run("正文"), look=in_list(0)), word__numbering__xml=lists(level(0, "lowerRoman", "%1" * 500, start=32767))),
    "a megabyte before every paragraph": lambda: with_parts(
        para(run("正文"), look=in_list(0)) * 3000, word__numbering__xml=lists(level(0, "decimal", "字" * 300_000))),
    "levels and numbers that do not exist": lambda: with_parts(para(run("正文"), look=in_list(77, 99)) + para(run("正文"), look=in_list(-3, -9))),
    "numbers that are none": lambda: with_parts(para(run("正文", '<w:sz w:val="x"/>'), look='<w:ind w:left="9999999999" w:leftChars="-x"/><w:outlineLvl w:val="99"/>')),
    "cells of many columns": lambda: with_parts(table(("<w:tcPr><w:gridSpan w:val=\"99999\"/></w:tcPr>" + TEXT,) * 50)),
    "rows, cells and boxes without what is around them": lambda: with_parts(f"<w:tr><w:tc>{TEXT}</w:tc></w:tr><w:txbxContent>{TEXT}</w:txbxContent>{TEXT}"),
    "fields that never end": lambda: with_parts(para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000, run("正文")) + TEXT),
    "fields that never began": lambda: with_parts(para('<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>' * 50, run("正文"))),
    "an equation in equations": lambda: with_parts(para(coded("EQ " + "\\f(" * 5000), run("正文"))),
    "an instruction in ten thousand pieces": lambda: with_parts(para(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + "<w:r><w:instrText>\\o\\ac(○,</w:instrText></w:r>" * 10_000 + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', run("正文"))),
    "a note that is meant three thousand times": many_notes,
    "a paragraph of fifty thousand tabs": lambda: with_parts(para("<w:r><w:tab/></w:r>" * 20_000, run("正文"), look="<w:tabs>" + '<w:tab w:val="left" w:pos="5"/>' * 20_000 + "</w:tabs>")),
    "symbols of nowhere": lambda: with_parts(para('<w:r><w:sym w:font="X" w:char="FFFFFFFF"/><w:sym w:char="-1"/><w:sym w:font="Wingdings" w:char="zz"/></w:r>', run("正文"))),
    "formulas that are not whole": lambda: with_parts(para("<m:oMath><m:e/><m:den/><m:d><m:e/></m:d><m:num/><m:deg/><m:nary/></m:oMath>", run("正文"))),
    "pictures that are not there": lambda: with_parts(para(pictured("rId9"), pictured("rId1"), run("正文")), {        "word/_rels/document.xml.rels": relations(("image", "media/none.png"))}),
    "pictures from outside": lambda: with_parts(para(pictured(link=True), pictured(), run("正文")), {        "word/_rels/document.xml.rels": relations(("image", OUTSIDE, True))}),
    "a picture whose name leads out of the folder": lambda: with_parts(para(pictured(), run("正文")), {        "word/_rels/document.xml.rels": relations(("image", "../../../../../etc/passwd.png")), "etc/passwd.png": png()}),
    "a template and a text from outside": lambda: with_parts(TEXT + '<w:altChunk r:id="rId1"/>', {        "word/_rels/document.xml.rels": relations(("aFChunk", OUTSIDE, True)),
        "word/_rels/settings.xml.rels": relations(("attachedTemplate", "http://template.example/a.dotm", True))}),
    "a chart that is its own text": lambda: with_parts(para('<w:r><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/></w:r>', run("正文")), {        "word/_rels/document.xml.rels": relations(("chart", "document.xml"))}),
    "macros": lambda: with_parts(TEXT, {"word/vbaProject.bin": compound("VBA")}),
}  # fmt: skip
MEASURED = """
import resource, sys
from xuanlan.imports.official import recognise
from xuanlan.imports.word import read
from xuanlan.office.contents import UnreadableError
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        data = stream.read()
    try:
        found = recognise(read(data), ("通知",))
        print("read", len(found.blocks))
    except UnreadableError as error:
        print(error)
"""


@every("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(UnreadableError, match=r"[\u4e00-\u9fff]"):
        read(REFUSED[name]())


@every("name", READ)
def test_whatever_is_wrong_around_it_the_text_is_read(name: str) -> None:
    original = read(READ[name]())
    recognise(original, ("通知",))
    assert "正文" in repr(original.blocks) or name in ("nothing in it", "a note that is meant three thousand times")
    assert not [one.name for one in original.pictures if "/" in one.name or "\\" in one.name or ".." in one.name]


def test_hostile_documents_take_no_more_than_five_hundred_megabytes(tmp_path: Path) -> None:
    files = []
    for number, make in enumerate((*REFUSED.values(), *READ.values())):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, files)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(done.stdout.splitlines()) == len(files)


def test_documents_whose_bytes_are_changed_are_read_or_refused() -> None:
    chance = Random(20)
    for make in ALL.values():
        data = make().paper.bytes()
        with zipfile.ZipFile(BytesIO(data)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        for _ in range(4):
            name = chance.choice(list(parts))
            part = bytearray(parts[name])
            for _ in range(chance.randrange(1, 4)):
                part[chance.randrange(len(part))] = chance.randrange(256)
            with suppress(UnreadableError):
                recognise(read(archive({**parts, name: bytes(part)})), ("通知",))
