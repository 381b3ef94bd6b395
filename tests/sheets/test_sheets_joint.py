"""Heads of several offices, signatures with and without seals (GB/T 9704-2012, 7.2.4 and 7.3.5), and the weight of digits."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import median

import paper
import pytest
from paper import Word
from sheets import HANZI, LEFT, RIGHT, library_of, pdf_of, printed, red_areas, sheets_of
from word import as_pdf

from xuanlan.channels.docx import docx
from xuanlan.render.entries import signatories

RED = {"notices/settings.yml": "unit: 云山职业技术学院\nred_head: 云山职业技术学院文件\n"}
NUMBERED = "doc_no: 云职院〔2026〕7号"
OWN, OTHERS = "云山职业技术学院", ("云山市教育局", "共青团云山市委员会", "云山市妇女联合会")
DAY = "2026年1月6日"
EM, PITCH = 156 / 28, 225 / 22
SEAL = 42.0
"""Diameter of a seal in millimetres."""


def _signed(pdf: bytes) -> tuple[dict[str, Word], float]:
    """The words of the page with the date by their text, and where the text above the signature ends."""
    words = paper.words(pdf)
    page = next(word.page for word in words if word.text == DAY)
    found = {word.text: word for word in words if word.page == page}
    last = max(word.y1 for word in found.values() if set(word.text) <= {*HANZI, "。"} and len(word.text) > 1)
    return found, last


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def test_offices_stand_one_under_the_other_as_wide_as_each_other_with_the_word_document_beside_them(
    tmp_path: Path,
) -> None:
    pdf = printed(tmp_path, "正文。\n", NUMBERED, f"joint: {'、'.join(OTHERS)}", files=RED).pdf
    *names, rule = red_areas(pdf)
    assert names[0].y0 == pytest.approx(37 + 35, abs=1)
    words = [word for word in paper.words(pdf) if word.page == 1 and word.y1 < rule.y0]
    lines = paper.letters("".join(word.text for word in words if word.text != "云职院〔2026〕7号").replace("文件", ""))
    assert lines == OWN + "".join(OTHERS)
    beside = next(word for word in words if word.text == "文件")
    ends = [(min(w.x0 for w in row), max(w.x1 for w in row)) for row in _rows(words, beside)]
    assert len(ends) == 4
    for start, end in ends:
        assert (start, end) == pytest.approx(ends[0], abs=1)
        assert end < beside.x0
    assert (beside.y0 + beside.y1) / 2 == pytest.approx((names[0].y0 + names[-1].y1) / 2, abs=2)
    assert (ends[0][0] - LEFT) == pytest.approx(RIGHT - beside.x1, abs=1)


def _rows(words: list[Word], beside: Word) -> list[list[Word]]:
    rows: dict[int, list[Word]] = {}
    for word in words:
        if word is not beside and "〔" not in word.text:
            rows.setdefault(round(word.y0), []).append(word)
    return list(rows.values())


def test_without_seals_offices_sign_one_under_the_other_in_their_order(tmp_path: Path) -> None:
    found, last = _signed(
        printed(tmp_path, f"{HANZI}。\n\n" * 2, NUMBERED, f"joint: {'、'.join(OTHERS)}", files=RED).pdf
    )
    names = [found[name] for name in (OWN, *OTHERS)]
    assert [after.y0 - before.y0 for before, after in pairwise(names)] == pytest.approx([PITCH] * 3, abs=0.2)
    assert len({round(name.x0, 1) for name in names}) == 1
    assert max(name.x1 for name in names) == pytest.approx(RIGHT - 2 * EM, abs=1)
    assert found[DAY].x0 - names[0].x0 == pytest.approx(2 * EM, abs=1)
    assert names[0].y0 - last == pytest.approx(2 * PITCH - (names[0].y1 - names[0].y0), abs=1)


def test_with_a_seal_the_date_ends_four_hanzi_from_the_right_and_the_name_is_in_the_middle_above_it(
    tmp_path: Path,
) -> None:
    pdf = printed(tmp_path, f"{HANZI}。\n\n" * 2, NUMBERED, "seal: 加盖", "remark: 此件公开发布", files=RED).pdf
    found, last = _signed(pdf)
    name, day, remark = found[OWN], found[DAY], found["（此件公开发布）"]
    assert day.x1 == pytest.approx(RIGHT - 4 * EM, abs=1)
    assert _middle(name) == pytest.approx(_middle(day), abs=1)
    assert day.y0 - name.y0 == pytest.approx(PITCH, abs=0.2)
    top = name.y1 - SEAL / 2
    assert 0 <= top - last <= PITCH  # the upper edge of a seal on both is within a line of the text
    assert (remark.x0, remark.y0) == pytest.approx((LEFT + 2 * EM, day.y0 + PITCH), abs=1)


@pytest.mark.parametrize(
    "others", [OTHERS[:1], ("市教育局", "团市委"), OTHERS, ("共青团云山市委员会青年发展部办公室",)]
)
def test_seals_of_several_offices_do_not_touch_and_stay_in_the_type_area(
    tmp_path: Path, others: tuple[str, ...]
) -> None:
    pdf = printed(
        tmp_path, f"{HANZI}。\n\n" * 2, NUMBERED, f"joint: {'、'.join(others)}", "seal: 加盖", files=RED
    ).pdf  # fmt: skip
    found, last = _signed(pdf)
    names, day = [found[name] for name in (OWN, *others)], found[DAY]
    assert [(name.y0, name.x0) for name in names] == sorted((name.y0, name.x0) for name in names)
    assert day.x1 == pytest.approx(RIGHT - 4 * EM, abs=1)
    assert day.y0 - names[-1].y0 == pytest.approx(PITCH, abs=0.2)
    seals = [(_middle(name), (name.y0 + name.y1) / 2) for name in names[:-1]]
    seals.append((_middle(day), names[-1].y1))
    for x, y in seals:
        assert x - SEAL / 2 >= LEFT - 0.5
        assert x + SEAL / 2 <= RIGHT + 0.5
        assert y - SEAL / 2 >= last
    for number, (x, y) in enumerate(seals):
        assert all((x - a) ** 2 + (y - b) ** 2 > SEAL**2 for a, b in seals[:number])
    assert min(y for _, y in seals) - SEAL / 2 - last <= PITCH


def test_who_signs_is_who_stands_in_the_red_head(tmp_path: Path) -> None:
    body, unit = "正文。\n", "unit: 学生工作处"
    numbered = library_of(tmp_path / "a", body, NUMBERED, unit, files=RED)
    assert signatories(numbered, numbered.by_id["case"]) == [OWN]
    for name, lines, files in (("b", (unit,), RED), ("c", (unit, NUMBERED), {})):
        library = library_of(tmp_path / name, body, *lines, files=files)
        assert signatories(library, library.by_id["case"]) == ["学生工作处"]
    pdf = pdf_of(numbered, sheets_of(numbered, "sheet", numbered.by_id["case"]))
    assert "学生工作处" not in paper.text(pdf)


def test_a_word_document_has_the_offices_and_the_place_of_the_seal_too(tmp_path: Path) -> None:
    library = library_of(
        tmp_path / "site", f"{HANZI}。\n\n" * 2, NUMBERED, f"joint: {OTHERS[0]}", "seal: 加盖", files=RED
    )
    (tmp_path / "word").mkdir()
    pdf = as_pdf(tmp_path / "word", {"case": docx(library, library.by_id["case"])})["case"]
    text = paper.letters(paper.text(pdf))
    assert text.count(OWN) == text.count(OTHERS[0]) == 2
    name = [word for word in paper.words(pdf) if word.text == OTHERS[0]][-1]
    day = [word for word in paper.words(pdf) if word.page == name.page and 0 < word.y0 - name.y1 < PITCH]
    assert paper.letters("".join(word.text for word in day)) == DAY
    assert _middle(name) == pytest.approx((day[0].x0 + day[-1].x1) / 2, abs=2)
    assert day[-1].x1 == pytest.approx(RIGHT - 4 * EM, abs=4)


def _stroke(picture: paper.Picture, word: Word) -> float:
    """The usual width in dots of the dark strokes that rows of dots across `word` cross."""
    dot, runs = 25.4 / picture.dpi, []
    for y in range(round(word.y0 / dot), round(word.y1 / dot)):
        row = picture.dots[y * picture.width + round(word.x0 / dot) : y * picture.width + round(word.x1 / dot)]
        length = 0
        for grey in [*row, 255]:
            if grey < 128:
                length += 1
            elif length:
                runs.append(length)
                length = 0
    return float(median(runs))


@pytest.mark.parametrize("body", ["正文玄黄 20263847 天地\n", "> 正文玄黄 20263847 天地\n"], ids=["fangsong", "kai"])
def test_digits_are_as_heavy_as_their_text(tmp_path: Path, body: str) -> None:
    pdf = printed(tmp_path, body).pdf
    (picture,) = paper.pictures(pdf, 600)
    words = {word.text: word for word in paper.words(pdf)}
    digits, hanzi = _stroke(picture, words["20263847"]), _stroke(picture, words["正文玄黄"])
    assert 0.6 < digits / hanzi < 1.5


def test_an_office_that_is_named_twice_signs_once(tmp_path: Path) -> None:
    joint = f"joint: {OWN}、{'、'.join(OTHERS)}"
    red = library_of(tmp_path / "red", "正文。\n", NUMBERED, joint, files=RED)
    plain = library_of(tmp_path / "plain", "正文。\n", f"unit: {OWN}、{OTHERS[0]}", joint)
    for library in (red, plain):
        assert signatories(library, library.by_id["case"]) == [OWN, *OTHERS]
