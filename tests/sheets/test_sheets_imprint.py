"""What a document (公文) has beside its text, measured against GB/T 9704-2012: 紧急程度, 签发人, 附注 and 版记."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import paper
import pytest
from sheets import BOTTOM, HANZI, LEFT, NUMBER, RIGHT, TOP, library_of, pdf_of, printed, sheets_of
from word import as_pdf

from xuanlan.channels.docx import docx

RED = {"notices/settings.yml": "unit: 云山职业技术学院\nred_head: 云山职业技术学院文件\n"}
NUMBERED = "doc_no: 云职院〔2026〕7号"
RECORD = ("cc: 市教育局，市人力资源和社会保障局，市总工会，各县（区）教育局，各有关学校，市妇女联合会", "issuer: 学院党政办公室",
          "issued_on: 2026-01-08")  # fmt: skip
SMALL = 14 * paper.POINT
"""A hanzi of 4号."""


def rules(pdf: bytes, page: int) -> list[tuple[float, float]]:
    """The rules across the lower half of the type area of a page: their middles and how thick they are, in millimetres."""
    picture = paper.pictures(pdf, 600)[page - 1]
    step = 25.4 / 600
    across = [LEFT + 1 + 2 * number for number in range(77)]
    dark = [
        y for y in range(round(150 / step), round(290 / step)) if all(picture.at(x, y * step) < 140 for x in across)
    ]
    runs = [[y for _, y in group] for _, group in groupby(enumerate(dark), lambda one: one[1] - one[0])]
    return [((run[0] + run[-1] + 1) / 2 * step, len(run) * step) for run in runs]


def numbers(pdf: bytes) -> list[str]:
    """The number on each page; empty where there is none."""
    return ["".join(NUMBER.findall(page)) for page in paper.text(pdf).split("\f")[:-1]]


@pytest.mark.parametrize(
    ("paragraphs", "pages", "page"),
    [pytest.param(2, 2, 2, id="odd"), pytest.param(9, 2, 2, id="even"), pytest.param(14, 4, 4, id="no room")],
)
def test_the_printing_record_is_at_the_foot_of_an_even_page(
    tmp_path: Path, paragraphs: int, pages: int, page: int
) -> None:
    pdf = printed(
        tmp_path, f"{HANZI}。\n\n" * paragraphs, NUMBERED, "remark: 此件公开发布", *RECORD, files=RED
    ).pdf  # fmt: skip
    assert paper.pages(pdf) == pages
    found = rules(pdf, page)
    assert [thick for _, thick in found] == pytest.approx([0.35, 0.25, 0.35], abs=0.06)
    assert found[-1][0] == pytest.approx(BOTTOM, abs=1)
    words = [word for word in paper.words(pdf) if word.page == page and word.y0 > found[0][0]]
    first = next(word for word in words if word.text.startswith("抄送"))
    office = next(word for word in words if word.text == "学院党政办公室")
    day = next(word for word in words if word.text == "2026年1月8日印发")
    assert first.x0 == pytest.approx(LEFT + SMALL, abs=1)
    assert office.x0 == pytest.approx(LEFT + SMALL, abs=1)
    assert day.x1 == pytest.approx(RIGHT - SMALL, abs=1)
    assert office.y0 == pytest.approx(day.y0, abs=1)
    second = next(word for word in words if first.y1 < word.y1 < found[1][0])
    assert second.x0 == pytest.approx(LEFT + 4 * SMALL, abs=1)
    assert all(found[0][0] < word.y0 + 1 and word.y1 - 1 < found[-1][0] for word in words if word.y1 < BOTTOM + 1)
    assert [bool(one) for one in numbers(pdf)] == [True] * pages if pages < 4 else [True, True, False, False]


def test_a_record_may_have_copies_or_an_office_alone(tmp_path: Path) -> None:
    for name, lines, count, told in (
        ("a", RECORD[:1], 2, "各有关学校，市妇女联合会。"),
        ("b", RECORD[1:2], 2, "2026年1月6日印发"),
        ("c", (), 0, ""),
    ):
        pdf = printed(tmp_path / name, "正文。\n", NUMBERED, *lines, files=RED).pdf
        assert len(rules(pdf, paper.pages(pdf))) == count, name
        assert told in paper.letters(paper.text(pdf)), name


def test_urgency_and_signer_stand_where_the_standard_wants_them(tmp_path: Path) -> None:
    pdf = printed(tmp_path, "正文。\n", NUMBERED, "urgency: 特急", "signer: 王某某", files=RED).pdf
    words = {word.text: word for word in paper.words(pdf)}
    urgency, number, signer = words["特急"], words["云职院〔2026〕7号"], words["签发人：王某某"]
    em = 16 * paper.POINT
    assert (urgency.x0, urgency.y0) == pytest.approx((LEFT, TOP), abs=1)
    assert number.x0 == pytest.approx(LEFT + em, abs=1)
    assert signer.x1 == pytest.approx(RIGHT - em, abs=1)
    assert signer.y0 == pytest.approx(number.y0, abs=1)
    bare = {word.text for word in paper.words(printed(tmp_path / "b", "正文。\n", "urgency: 加急", NUMBERED).pdf)}
    assert {"加急", "云职院〔2026〕7号"} <= bare


def test_a_remark_is_in_brackets_two_hanzi_in_below_the_date(tmp_path: Path) -> None:
    for name, written in (("a", "此件公开发布"), ("b", "（此件公开发布）")):
        found = {
            word.text: word for word in paper.words(printed(tmp_path / name, "正文。\n", f"remark: {written}").pdf)
        }
        remark, day = found["（此件公开发布）"], found["2026年1月6日"]
        assert remark.x0 == pytest.approx(LEFT + 2 * 156 / 28, abs=1)
        assert 0 < remark.y0 - day.y1 < 8


def test_a_word_document_has_the_same_parts(tmp_path: Path) -> None:
    more = (NUMBERED, "urgency: 特急", "signer: 王某某", "remark: 此件公开发布", *RECORD)
    library = library_of(tmp_path / "site", f"{HANZI}。\n\n" * 9, *more, files=RED)
    entry = library.by_id["case"]
    ours = pdf_of(library, sheets_of(library, "sheet", entry))
    (tmp_path / "word").mkdir()
    theirs = as_pdf(tmp_path / "word", {"case": docx(library, entry)})["case"]
    places = [
        {word.text.replace(" ", ""): word for word in paper.words(pdf) if word.page == paper.pages(pdf)}
        for pdf in (ours, theirs)
    ]
    for words in ("学院党政办公室", "（此件公开发布）"):
        one, other = (found[words] for found in places)
        assert (one.page, one.x0, one.y0) == pytest.approx((other.page, other.x0, other.y0), abs=2.5), words
    lines = paper.letters(paper.text(theirs))
    for words in ("特急", "签发人：王某某", "2026年1月8日印发", "抄送：市教育局，市人力资源"):
        assert words in lines
    found = rules(theirs, 2)  # LibreOffice draws none between paragraphs
    assert found[-1][0] == pytest.approx(BOTTOM, abs=2)
    assert len(found) >= 2


def test_a_withdrawn_notice_has_no_record(tmp_path: Path) -> None:
    pdf = printed(tmp_path, "正文。\n", NUMBERED, *RECORD, "withdrawn: 内容有误。", files=RED).pdf
    assert "抄送" not in paper.text(pdf)
