"""The sheet of every public notice of the demo site, measured against GB/T 9704-2012, and what is hard to print."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import paper
import pytest
from sheets import BOTTOM, HANZI, LEFT, NUMBER, RIGHT, TOP, faces, library_of, pdf_of, printed, red_areas, sheets_of
from trees import Built

from xuanlan import text
from xuanlan.library.entry import Entry
from xuanlan.markup.rendered import PICTURE
from xuanlan.render.entries import head_offices, list_gone, signatories

PITCH = 225 / 22
SIGN = re.compile(r"(?:[0-9]{1,3}\.|（[0-9]{1,3}）|[①-⑳]|·)*")
"""Numbers and dots that lists have on paper; the text has none."""


@pytest.fixture(scope="module")
def sheets(official_sheets: dict[str, bytes]) -> dict[str, bytes]:
    return official_sheets


def _words(demo: Built, entry: Entry) -> list[str]:
    """What must be on the sheet of `entry`, in order, without white space."""
    notice, library = entry.notice, demo.library
    gone = list_gone(library, entry)
    body = "" if gone else entry.rendered.text.replace("↩", "")
    lines = body.split("\n")
    said = notice.date in map(text.read_date, lines[-2:])
    to = f"{notice.to.rstrip('：:')}：" if notice.to and not gone else ""
    head = [notice.title, notice.doc_no or ""]
    offices = head_offices(library, entry)
    red = [*(offices if len(offices) > 1 else "".join(offices).split()), "文件", *reversed(head)]
    parts = [*(red if _red(demo, entry) else head), "" if to in lines else to]
    end = lines[-2:] if said else [*signatories(library, entry), text.chinese_date(notice.date)]
    parts += lines[: -2 if said else None]
    for title, _ in [] if gone else entry.attachments:
        parts.append(title)
    day = text.chinese_date(notice.issued_on or notice.date)
    end += [notice.remark or "", *notice.cc, *([notice.issuer, f"{day}印发"] if notice.issuer else [])]
    return [paper.letters(part) for part in (*parts, *([] if entry.state == "withdrawn" else end)) if part]


def _red(demo: Built, entry: Entry) -> bool:
    return bool(entry.notice.doc_no) and demo.library.kinds[entry.notice.kind].official


def _heads(entry: Entry) -> list[str]:
    """The heads of its tables, which stand on every page that a table reaches."""
    rows = re.findall(r"<thead>(.*?)</thead>", entry.rendered.html, re.DOTALL)
    return [paper.letters(re.sub(r"<[^>]*>", "", row)) for row in rows]


def _body(pdf: bytes, entry: Entry) -> str:
    """The letters of a sheet without page numbers and without what stands in the margin."""
    found = paper.letters(NUMBER.sub("", paper.text(pdf).replace("\f", "\n")))
    return found.replace(f"https://xuanlan.ysvc.example/n/{entry.id}/", "", 1)


def test_each_sheet_says_what_its_notice_says_in_the_same_order(demo: Built, sheets: dict[str, bytes]) -> None:
    for entry in demo.library.public:
        found, at, between = _body(sheets[entry.id], entry), 0, []
        for words in _words(demo, entry):
            place = found.find(words, at)
            assert place >= 0, f"{entry.id}: {words} is not after {found[max(at - 20, 0) : at]}"
            between.append(found[at:place])
            at = place + len(words)
        for rest in [*between, found[at:]]:
            words = SIGN.sub("", rest, count=1)
            if words in _heads(entry):
                continue
            known = (
                "附件：",
                "公示期：",
                "公示结果：",
                "受理异议的部门：",
                "时间：",
                "地点：",
                "截止：",
                "（",
                "）",
                "抄送：",
                "，",
                "。",
                "本公示",
                "本文",
                "响应倡议，签名承诺：",
            )
            assert not words or words.startswith(known), f"{entry.id}: {rest}"


def test_each_sheet_has_as_many_pages_as_its_text_needs(demo: Built, sheets: dict[str, bytes]) -> None:
    for entry in demo.library.public:
        signs = len(paper.letters(paper.text(sheets[entry.id])))
        assert 1 <= paper.pages(sheets[entry.id]) <= 2 + signs // 300 + len(PICTURE.findall(entry.rendered.html)), (
            entry.id
        )
        assert paper.sizes(sheets[entry.id])[0] == pytest.approx((210, 297), abs=0.1)


def test_each_font_is_embedded_and_cut_to_what_is_used(sheets: dict[str, bytes]) -> None:
    for ident, pdf in sheets.items():
        fonts = paper.fonts(pdf)
        assert fonts, ident
        assert all(font.embedded and font.subset and font.unicode for font in fonts), fonts


def test_no_word_stands_outside_the_type_area_but_page_numbers_and_the_foot(sheets: dict[str, bytes]) -> None:
    for ident, pdf in sheets.items():
        last = paper.pages(pdf)
        for word in paper.words(pdf):
            # A mark at the edge of a line has half a hanzi of white in its box, and that white may hang.
            before, after = (
                156 / 56 * (word.text[at] in signs) for at, signs in ((0, "（《“〔"), (-1, "，。、；：）》”〕"))
            )
            assert LEFT - 0.5 - before <= word.x0 < word.x1 <= RIGHT + 0.5 + after, (ident, word)
            assert word.y0 >= TOP - 1.5, (ident, word)
            if word.y1 > BOTTOM + 1:
                assert word.text in ("—", str(word.page)) or word.page == last, (ident, word)
                assert word.y0 > BOTTOM, (ident, word)
                assert word.y1 < 290, (ident, word)


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(sheets: dict[str, bytes]) -> None:
    em = 14 * paper.POINT
    for ident, pdf in sheets.items():
        dashes = [word for word in paper.words(pdf) if word.text == "—" and word.y0 > BOTTOM]
        for page in range(1, paper.pages(pdf) + 1):
            left, right = (
                sorted(word.x0 for word in dashes if word.page == page),
                sorted(word.x1 for word in dashes if word.page == page),
            )
            assert len(left) == 2, (ident, page)
            if page % 2:
                assert right[-1] == pytest.approx(RIGHT - em, abs=1), (ident, page)
            else:
                assert left[0] == pytest.approx(LEFT + em, abs=1), (ident, page)


def test_the_dashes_of_a_page_number_are_seven_millimetres_below_the_type_area(sheets: dict[str, bytes]) -> None:
    pdf = next(iter(sheets.values()))
    dash = min(
        (word for word in paper.words(pdf) if word.text == "—" and word.page == 1 and word.y0 > BOTTOM),
        key=lambda w: w.x0,
    )
    picture = paper.pictures(pdf, 300)[0]
    middle = (dash.x0 + dash.x1) / 2
    dark = next(y / 10 for y in range(2620, 2800) if picture.at(middle, y / 10) < 128)
    assert dark == pytest.approx(BOTTOM + 7, abs=0.3)


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_hanzi(tmp_path: Path) -> None:
    pdf = printed(tmp_path, HANZI[:28] * 22 * 3 + "\n").pdf
    words = [word for word in paper.words(pdf) if word.page == 2 and word.y1 < BOTTOM + 1]
    assert [len(word.text) for word in words] == [28] * 22
    assert [after.y0 - before.y0 for before, after in pairwise(words)] == pytest.approx([PITCH] * 21, abs=0.1)
    for word in words:
        assert (word.x0, word.x1) == pytest.approx((LEFT, RIGHT), abs=0.5)
        assert (word.x1 - word.x0) / 28 == pytest.approx(156 / 28, abs=0.03)
    picture = paper.pictures(pdf, 150)[1]
    rows = [y for y in range(picture.height) if min(picture.dots[y * picture.width : (y + 1) * picture.width]) < 128]
    top, dots = rows[0] / 150 * 25.4, [y / 150 * 25.4 for y in rows if y / 150 * 25.4 < BOTTOM]
    assert top == pytest.approx(TOP, abs=1)
    assert dots[-1] == pytest.approx(
        BOTTOM - (PITCH - 16 * paper.POINT), abs=1
    )  # the white under the 22nd line belongs to it


def test_a_first_line_is_indented_by_two_hanzi_and_the_addressee_is_not(tmp_path: Path) -> None:
    words = paper.words(printed(tmp_path, f"{HANZI}。\n", "to: 各部门").pdf)
    (to,) = (word for word in words if word.text == "各部门：")
    first = next(word for word in words if word.text.startswith(HANZI[:10]))
    assert (to.x0, first.x0) == pytest.approx((LEFT, LEFT + 2 * 156 / 28), abs=0.5)


def test_a_long_title_is_set_in_centred_lines_of_22_points(tmp_path: Path) -> None:
    library = library_of(tmp_path, "正文。\n")
    title = "关于进一步加强校园机动车停放秩序管理和非机动车充电安全检查工作的通知"
    entry = library.by_id["case"]
    entry.notice = entry.notice.model_copy(update={"title": title})
    words = [
        word
        for word in paper.words(pdf_of(library, sheets_of(library, "sheet", entry)))
        if word.text in title and len(word.text) > 4
    ]
    assert "".join(word.text for word in words) == title
    assert len(words) == 2
    for word in words:
        assert (word.x1 - word.x0) / len(word.text) == pytest.approx(22 * paper.POINT, abs=0.05)
        assert word.x0 - LEFT == pytest.approx(RIGHT - word.x1, abs=1)


@pytest.mark.parametrize("lines", [1, 2, 3, 4, 5])
def test_the_number_of_a_document_stands_clear_of_the_last_line_of_its_title(tmp_path: Path, lines: int) -> None:
    library = library_of(tmp_path, "正文。\n", "doc_no: 云职院〔2026〕7号")
    entry = library.by_id["case"]
    entry.notice = entry.notice.model_copy(update={"title": (HANZI[:18] * lines)[: 18 * lines]})
    (sheet,) = sheets_of(library, "sheet", entry)
    assert len(sheet.data["title_lines"]) == lines
    words = paper.words(pdf_of(library, [sheet]))
    bottom = max(word.y1 for word in words if word.text in sheet.data["title_lines"])
    (number,) = (word for word in words if word.text == "云职院〔2026〕7号")
    body = next(word for word in words if word.text == "正文。")
    assert number.y0 > bottom
    assert (body.y0 - TOP) / PITCH == pytest.approx(round((body.y0 - TOP) / PITCH), abs=0.15)


LEVELS = (
    "一、黑体\n\n（一）楷体\n\n文字。\n\n1. 仿宋甲\n    1. 仿宋乙\n\n## 二、又是黑体\n\n### （二）又是楷体\n\n文。\n"
)


def test_levels_are_told_by_their_typeface_however_they_are_written(tmp_path: Path) -> None:
    made = printed(tmp_path, LEVELS)
    heads = {"一、黑体": "hei", "（一）楷体": "kai", "二、又是黑体": "hei", "（二）又是楷体": "kai"}
    fonts = {font.name.split("+")[1].split("-")[0] for font in paper.fonts(made.pdf)}
    assert {"NotoSansCJKsc", "FandolKai", "FandolFang"} <= fonts
    assert [("".join(run["s"] for run in b["i"])) for b in made.sheet.data["blocks"] if b["t"] == "h"] == list(heads)
    assert paper.letters("1.仿宋甲（1）仿宋乙") in paper.letters(paper.text(made.pdf))
    bare = printed(
        tmp_path / "bare", LEVELS.replace("一、", "").replace("二、", "").replace("（一）", "").replace("（二）", "")
    )
    assert not [block for block in bare.sheet.data["blocks"] if block["t"] == "h" and block["i"][0]["s"] == "黑体"]


RED = {"notices/settings.yml": "unit: 云山职业技术学院\nred_head: 云山职业技术学院文件\n"}
NUMBERED = "doc_no: 云职院〔2026〕7号"


def test_a_red_head_stands_where_the_standard_wants_it(tmp_path: Path) -> None:
    pdf = printed(tmp_path, f"{HANZI}。\n", NUMBERED, files=RED).pdf
    head, rule = red_areas(pdf)
    assert head.y0 == pytest.approx(TOP + 35, abs=1)
    assert (head.x0 - LEFT) == pytest.approx(RIGHT - head.x1, abs=1.5)
    assert (rule.x0, rule.x1) == pytest.approx((LEFT, RIGHT), abs=1)
    picture = paper.pictures(pdf, 150)[0]
    words = paper.words(pdf)
    number = next(word for word in words if word.text == "云职院〔2026〕7号")
    title = next(word for word in words if word.text == "关于开放日的通知")
    inked = [
        y
        for y in range(int(head.y1 * 10) + 5, int(rule.y0 * 10) - 2)
        if any(picture.at(x, y / 10) < 128 for x in range(80, 130))
    ]
    assert rule.y0 - inked[-1] / 10 == pytest.approx(4, abs=1)
    assert inked[0] / 10 - head.y1 == pytest.approx(2 * PITCH, abs=1.5)
    assert (number.x0 - LEFT) == pytest.approx(RIGHT - number.x1, abs=1)
    below = next(
        y / 10 for y in range(int(rule.y1 * 10) + 10, 2000) if any(picture.at(x, y / 10) < 128 for x in range(80, 130))
    )
    assert below - rule.y1 == pytest.approx(2 * PITCH, abs=1)
    assert title.y0 < below < title.y1
    assert not paper.codes(pdf)


def test_a_long_red_head_is_set_in_two_lines_larger_than_the_title(tmp_path: Path) -> None:
    words = "中国共产党云山职业技术学院委员会党委办公室学生工作部文件"
    settings = {"notices/settings.yml": f"red_head: {words}\n"}
    made = printed(tmp_path, "正文。\n", NUMBERED, files=settings)
    heads = [word for word in paper.words(made.pdf) if len(word.text) > 8 and word.text in words and word.y0 < 120]
    assert [word.text for word in heads] == made.sheet.data["red_head"]
    assert "".join(made.sheet.data["red_head"]) == words
    assert len(heads) == 2
    for head in heads:
        assert (head.x1 - head.x0) / len(head.text) > 26 * paper.POINT
        assert head.x0 - LEFT == pytest.approx(RIGHT - head.x1, abs=1)
    paper.apart(paper.words(made.pdf))


def test_there_is_no_red_but_in_the_head_of_a_numbered_document(tmp_path: Path) -> None:
    assert not red_areas(printed(tmp_path / "a", "正文。\n", files=RED).pdf)
    assert not red_areas(printed(tmp_path / "b", "正文。\n", NUMBERED).pdf)
    rules = {
        **RED,
        "notices/2026/r.md": "---\ntitle: 规定\nkind: 启事\ndate: 2026-01-06\nid: rule\ndoc_no: 云职院〔2026〕8号\n---\n正文。\n",
    }
    library = library_of(tmp_path / "c", "正文。\n", files=rules)
    assert not red_areas(pdf_of(library, sheets_of(library, "sheet", library.by_id["rule"])))


def test_the_code_in_the_margin_leads_to_the_page_and_a_red_head_has_none(
    demo: Built, sheets: dict[str, bytes]
) -> None:
    red = [_red(demo, entry) for entry in demo.library.public[::8]]
    assert set(red) == {True, False}
    for entry, head in zip(demo.library.public[::8], red, strict=True):
        assert paper.codes(sheets[entry.id]) == ([] if head else [f"https://xuanlan.ysvc.example/n/{entry.id}/"])


def test_fonts_are_told_in_the_properties_of_the_file_and_not_on_the_paper(
    demo: Built, sheets: dict[str, bytes]
) -> None:
    told = "、".join(faces(demo.library).substitutes)
    for entry in demo.library.public:
        found = paper.letters(paper.text(sheets[entry.id]))
        assert "自由字体" not in found
        assert "代替" not in found or "代替" in entry.rendered.text
        assert "GB/T" not in found
        assert "符合" not in found or "符合" in entry.rendered.text
    assert f"本件以自由字体排印（{told}），供张贴和阅读。".encode() in next(iter(sheets.values()))


def test_an_initiative_has_lines_to_sign_and_an_open_letter_has_not(demo: Built, sheets: dict[str, bytes]) -> None:
    for entry in demo.library.public:
        assert ("签名承诺" in paper.text(sheets[entry.id])) == (entry.notice.kind == "倡议书"), entry.id


def test_sheets_in_one_file_each_begin_with_page_one(tmp_path: Path) -> None:
    more = {
        "notices/2026/b.md": "---\ntitle: 乙\nkind: 通知\ndate: 2026-01-06\nid: other\n---\n" + f"{HANZI}。\n\n" * 30
    }
    library = library_of(tmp_path, f"{HANZI}。\n\n" * 30, files=more)
    pdf = pdf_of(library, sheets_of(library, "sheet", library.by_id["case"], library.by_id["other"]))
    assert [page.strip() for page in NUMBER.findall(paper.text(pdf))] == ["— 1 —", "— 2 —", "— 3 —"] * 2


def test_the_same_notice_gives_the_same_bytes(demo: Built, sheets: dict[str, bytes]) -> None:
    library = demo.library
    for entry in library.public[:6]:
        assert pdf_of(library, sheets_of(library, "sheet", entry)) == sheets[entry.id]
