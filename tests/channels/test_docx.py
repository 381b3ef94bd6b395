"""Word: every notice of the demo site as a docx, opened by LibreOffice, against its sheet."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import paper
import pytest
from made_once import made_once
from office_files import WEBP, png
from sheets import NUMBER, faces, library_of
from trees import Built
from word import as_pdf

from xuanlan.channels.docx import docx
from xuanlan.library.entry import Entry
from xuanlan.office.contents import Contents
from xuanlan.office.read import read

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def files(demo: Built) -> dict[str, bytes]:
    return {entry.id: docx(demo.library, entry) for entry in demo.library.public}


@pytest.fixture(scope="module")
def opened(files: dict[str, bytes], common: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice makes of each of them."""
    return made_once(common / "the sheets in Word", lambda: as_pdf(tmp_path_factory.mktemp("word"), files))


@pytest.fixture(scope="module")
def sheets(official_sheets: dict[str, bytes]) -> dict[str, bytes]:
    return official_sheets


def _has_table(entry: Entry) -> bool:
    return "<table" in entry.rendered.html


def _letters(demo: Built, entry: Entry, pdf: bytes) -> list[str]:
    """The letters of a text in any order, for pages are cut elsewhere: without numbers of pages, the heads that tables
    have again on the next page, boxes to be ticked, and what stands in the margin."""
    found = paper.letters(NUMBER.sub("", paper.text(pdf).replace("\f", "\n")))
    for margin in (
        f"https://xuanlan.ysvc.example/n/{entry.id}/",
        f"本件以自由字体排印（{'、'.join(faces(demo.library).substitutes)}），供张贴和阅读。",
    ):
        found = found.replace(paper.letters(margin), "", 1)
    for row in re.findall(r"<thead>(.*?)</thead>", entry.rendered.html, re.DOTALL):
        found = found.replace(paper.letters(re.sub("<[^>]*>", "", row)), "")
    return sorted(re.sub("—[0-9]+—|[☐☑]", "", found))


def _lines(pdf: bytes) -> int:
    """Lines of the text: words whose middles are less than 2 mm apart are on one."""
    found = 0
    for page in range(1, paper.pages(pdf) + 1):
        here = (word for word in paper.words(pdf) if word.page == page and word.y1 - word.y0 > 3.6 and word.y0 < 264)
        last = 0.0
        for middle in sorted((word.y0 + word.y1) / 2 for word in here):
            found += middle - last > 2
            last = middle
    return found


def test_every_notice_opens_in_word_with_all_words_of_its_sheet(
    demo: Built, opened: dict[str, bytes], sheets: dict[str, bytes]
) -> None:
    for entry in demo.library.public:
        assert _letters(demo, entry, opened[entry.id]) == _letters(demo, entry, sheets[entry.id]), entry.id


def test_its_pages_and_lines_are_those_of_the_sheet(
    demo: Built, opened: dict[str, bytes], sheets: dict[str, bytes]
) -> None:
    """LibreOffice puts white between hanzi and digits whatever a file says, so a few texts are a little longer there."""
    same, same_with_tables = 0, 0
    for entry in demo.library.public:
        ours, theirs = sheets[entry.id], opened[entry.id]
        assert abs(paper.pages(ours) - paper.pages(theirs)) <= 1, entry.id
        alike = paper.pages(ours) == paper.pages(theirs) and abs(_lines(ours) - _lines(theirs)) <= 1
        same += alike
        same_with_tables += alike and _has_table(entry)
    assert same_with_tables >= 20
    assert same >= 0.85 * len(demo.library.public)


def test_the_text_stands_in_the_type_area_of_the_standard(opened: dict[str, bytes]) -> None:
    """But for marks at the end of a line, which LibreOffice may set beyond it."""
    for name, pdf in opened.items():
        for (wide, high), page in zip(paper.sizes(pdf), range(1, 99), strict=False):
            assert sorted((round(wide), round(high))) == [210, 297], name
            if wide < high:
                body = [word for word in paper.words(pdf) if word.page == page and word.y0 < 263]
                assert all(word.x0 > 27 and word.x1 < 190 and word.y0 > 34 for word in body), name


def test_every_element_has_its_style_and_every_font_its_name(files: dict[str, bytes]) -> None:
    used = set()
    for name, content in files.items():
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {part: package.read(part) for part in package.namelist()}
        trees = {part: ElementTree.fromstring(data) for part, data in parts.items() if part.endswith((".xml", ".rels"))}
        styles = {style.get(f"{WORD}styleId") for style in trees["word/styles.xml"].iter(f"{WORD}style")}
        named = {style.get(f"{WORD}val") for style in trees["word/document.xml"].iter(f"{WORD}pStyle")}
        assert named <= styles, name
        used |= named
        fonts = {font.get(f"{WORD}name") for font in trees["word/fontTable.xml"].iter(f"{WORD}font")}
        assert fonts == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}, name
        for font in trees["word/document.xml"].iter(f"{WORD}rFonts"):
            assert font.get(f"{WORD}eastAsia") in {None, *fonts}, name
    assert used >= {"Title", "Heading1", "Heading2", "Addressee", "Attachment", "Signature", "Date", "Remark",
                    "RedHead", "DocNoRuled", "Cell", "Picture", "State", "Line"}  # fmt: skip


def test_nothing_is_hidden_in_it(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        found = read("docx", BytesIO(content), len(content))
        assert isinstance(found, Contents), name
        kinds = {hidden.kind for hidden in found.hidden()}
        assert kinds <= {"文档属性（作者）", "文件内部的文字", "文档属性"}, (name, list(found.hidden()))


def test_the_same_notice_gives_the_same_bytes(demo: Built, files: dict[str, bytes]) -> None:
    entry = demo.library.public[0]
    assert docx(demo.library, entry) == files[entry.id]


def test_wide_tables_are_turned_and_pictures_of_the_web_are_changed(tmp_path: Path) -> None:
    wide = "|" + "|".join(f"第{n}列" for n in range(20)) + "|\n" + "|---" * 20 + "|\n"
    wide += "".join("|" + "|".join(f"{row * n}" for n in range(20)) + "|\n" for row in range(12))
    merged = '<table><tr><th rowspan="2">部门</th><th colspan="2">人数</th></tr><tr><th>男</th><th>女</th></tr>'
    merged += "<tr><td>教务处</td><td>3</td><td>4</td></tr></table>"
    body = f"前言 <1> & “二”。\n\n{wide}\n后文。\n\n![照片](a.webp)\n\n![图](b.png)\n\n{merged}\n\n```\nx\ty\n z\n```\n"
    pictures: dict[str, str | bytes] = {"notices/2026/a.webp": WEBP, "notices/2026/b.png": png(400, 300)}
    library = library_of(tmp_path / "site", body, "aigc: 是", files=pictures)
    content = docx(library, library.by_id["case"])
    with zipfile.ZipFile(BytesIO(content)) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert b"AIGC" in package.read("docProps/custom.xml")
    assert all(name.endswith(".png") for name in media)
    (tmp_path / "word").mkdir()
    pdf = as_pdf(tmp_path / "word", {"case": content})["case"]
    sizes = [(round(wide), round(high)) for wide, high in paper.sizes(pdf)]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    text = paper.letters(paper.text(pdf))
    assert "前言<1>&“二”。" in text
    assert "教务处34" in text
    assert "本文含人工智能生成内容" in text


def test_a_document_may_end_with_a_turned_table(tmp_path: Path) -> None:
    wide = "|" + "|".join(f"第{n}列" for n in range(20)) + "|\n" + "|---" * 20 + "|\n"
    wide += "|" + "|".join(map(str, range(20))) + "|\n"
    library = library_of(tmp_path / "site", f"正文。\n\n{wide}", "unit: 教务处")
    (tmp_path / "word").mkdir()
    pdf = as_pdf(tmp_path / "word", {"case": docx(library, library.by_id["case"])})["case"]
    assert [round(wide) for wide, _ in paper.sizes(pdf)] == [210, 297, 210]
