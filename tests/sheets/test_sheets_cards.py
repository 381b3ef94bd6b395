"""Cards to be cut and labels to be stuck: where they lie on the sheet to a millimetre, and what stands on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import paper
import pytest
from commands import run
from paper import Picture, Word, letters
from sheets import library_of, pdf_of, sheets_of
from sites import NOW, Site, front, new_site, notice
from trees import Built

from xuanlan import addresses
from xuanlan.build.build import inspect
from xuanlan.library.render import Library
from xuanlan.sheets.labels import label_of_page
from xuanlan.sheets.typeset import CannotPrintError, Sheet

CARD = (95.0, 68.0)
CARD_EDGES = ([10.0, 105.0, 200.0], [12.5, 80.5, 148.5, 216.5, 284.5])
"""Where the cards are cut, in millimetres from the left and from the top."""
LABEL_MARGIN, LABEL_EDGE = 9.0, 4.0
"""White around all labels, and within each."""
LABEL = ((210 - 2 * LABEL_MARGIN) / 3, (297 - 2 * LABEL_MARGIN) / 8)
NINE = ("2024-003", "2024-004")
"""Rule sets of the demo site with nine items each."""


@pytest.fixture(scope="module")
def cards(demo: Built) -> bytes:
    entries = [demo.library.by_id[ident] for ident in NINE]
    return pdf_of(demo.library, sheets_of(demo.library, "cards", *entries))


@pytest.fixture(scope="module")
def labels(demo: Built) -> bytes:
    return pdf_of(demo.library, sheets_of(demo.library, "labels", *demo.library.listed))


def _rules(body: str, title: str = "学生行为规定") -> dict[str, str | bytes]:
    return {"notices/2026/r.md": front(f"title: {title}", "kind: 规定", "date: 2026-01-06", "id: r", body=body)}


def _cards(root: Path, body: str, title: str = "学生行为规定") -> bytes:
    library = library_of(root, "正文。\n", files=_rules(body, title))
    return pdf_of(library, sheets_of(library, "cards", library.by_id["r"]))


def _cell(
    word: Word, left: float, top: float, size: tuple[float, float]
) -> tuple[int, int, float, float, float, float]:
    """Column and row of the card or label that the middle of `word` is on, and its edges from that one's corner."""
    column, row = int(((word.x0 + word.x1) / 2 - left) // size[0]), int(((word.y0 + word.y1) / 2 - top) // size[1])
    x, y = left + column * size[0], top + row * size[1]
    return column, row, word.x0 - x, word.y0 - y, word.x1 - x, word.y1 - y


def test_nine_items_are_nine_cards_on_two_pages_and_each_rule_set_begins_a_page(demo: Built, cards: bytes) -> None:
    assert paper.pages(cards) == 4
    assert paper.sizes(cards)[0] == pytest.approx((210, 297), abs=0.1)
    found: dict[tuple[int, int, int], str] = {}
    for word in paper.words(cards):
        column, row, *_ = _cell(word, 10, 12.5, CARD)
        found[word.page, row, column] = found.get((word.page, row, column), "") + letters(word.text)
    assert len(found) == 18
    for first, ident in ((1, NINE[0]), (3, NINE[1])):
        entry = demo.library.by_id[ident]
        for item in entry.rendered.items:
            place = (first + (item.number - 1) // 8, (item.number - 1) % 8 // 2, (item.number - 1) % 2)
            words = (item.text, entry.notice.title, str(item.number), "卫生所", f"/n/{ident}/")
            assert [part for part in words if letters(part) not in found[place]] == []
            assert ("已废止" in found[place]) == (entry.state == "repealed")


def test_words_and_codes_keep_away_from_where_cards_are_cut(cards: bytes) -> None:
    paper.apart(paper.words(cards))
    for word in paper.words(cards):
        _, _, x0, y0, x1, y1 = _cell(word, 10, 12.5, CARD)
        half = 0.55 * (word.y1 - word.y0)
        assert 6 - half <= x0 < x1 <= CARD[0] - 6 + half
        assert 5.7 <= y0 < y1 <= CARD[1] - 5.7
    (first, *_) = paper.pictures(cards, 200)
    codes = paper.code_boxes(first)
    assert len(codes) == 8
    for number, (address, left, _, right, bottom) in enumerate(codes):
        x, y = 10 + number % 2 * CARD[0], 12.5 + number // 2 * CARD[1]
        assert address == f"https://xuanlan.ysvc.example/n/{NINE[0]}/"
        assert right - left == pytest.approx(20 * 33 / 41, abs=0.3)  # version 4 with its quiet zone: 20 mm
        assert left >= x + 5
        assert right <= x + CARD[0] - 5
        assert bottom <= y + CARD[1] - 5


def _lines(picture: Picture, at: float, *, upright: bool, span: tuple[float, float]) -> list[float]:
    """Where between `span` dark lines cross the line that lies `at` from the left (or from the top), each once."""
    dot = 25.4 / picture.dpi
    first, last = (int(edge / dot) for edge in span)
    dark = [n for n in range(first, last) if (picture.at(at, n * dot) if upright else picture.at(n * dot, at)) < 128]
    return [n * dot for n in dark if n - 1 not in dark]


def test_cutting_marks_lie_on_the_lines_of_the_cards_and_not_on_a_card(cards: bytes) -> None:
    across, down = CARD_EDGES
    for picture in paper.pictures(cards, 300):
        for y in (8.5, 297 - 8.5):
            assert _lines(picture, y, upright=False, span=(0, 209.8)) == pytest.approx(across, abs=0.3)
        for x in (6.5, 210 - 6.5):
            assert _lines(picture, x, upright=True, span=(0, 296.8)) == pytest.approx(down, abs=0.3)
        for x in across[:-1]:  # nothing at all on a card within 4 mm of where it is cut
            assert _lines(picture, x + 1, upright=True, span=(12, 285)) == []
            assert _lines(picture, x + CARD[0] - 1, upright=True, span=(12, 285)) == []
        for y in down:
            assert _lines(picture, y, upright=False, span=(9.6, 200.4)) == []


def test_an_item_is_as_large_as_its_card_allows_and_one_that_is_too_long_is_refused(tmp_path: Path) -> None:
    pdf = _cards(tmp_path / "1", f"1. 短\n2. {'不乱扔垃圾，' * 10}\n")
    heights = {word.text[0]: (word.y1 - word.y0) / paper.POINT for word in paper.words(pdf)}
    assert heights["短"] == pytest.approx(22, abs=0.1)
    assert 8 <= heights["不"] < 16
    with pytest.raises(CannotPrintError, match="sheet-card-too-long"):
        _cards(tmp_path / "2", f"1. 短\n2. {'不乱扔垃圾，' * 100}\n")


def test_items_with_parts_and_long_words_stay_on_their_cards(tmp_path: Path) -> None:
    body = f"1. 甲\n\n    又一段\n\n    1. 子一\n    2. 子二\n\n2. https://example.example/{'abcdefghij' * 8}\n"
    pdf = _cards(tmp_path, body, f"关于使用https://example.example/{'abcdefghij' * 6}的规定")
    text = letters(paper.text(pdf))
    assert "甲又一段（1）子一（2）子二" in text
    assert f"https://example.example/{'abcdefghij' * 8}" in text
    for word in paper.words(pdf):
        _, _, x0, _, x1, _ = _cell(word, 10, 12.5, CARD)
        half = 0.55 * (word.y1 - word.y0)
        assert 6 - half <= x0 < x1 <= CARD[0] - 6 + half


def test_a_rule_set_without_items_has_no_cards(tmp_path: Path) -> None:
    with pytest.raises(CannotPrintError, match="sheet-no-items"):
        _cards(tmp_path, "不准这样，不准那样。\n")


def _on_labels(pdf: bytes) -> Iterator[tuple[int, Word, float, float, float, float]]:
    """Every word with the number of its label and its edges from the label's corner."""
    for word in paper.words(pdf):
        column, row, left, top, right, bottom = _cell(word, LABEL_MARGIN, LABEL_MARGIN, LABEL)
        yield (word.page - 1) * 24 + row * 3 + column, word, left, top, right, bottom


def test_every_label_has_its_title_its_address_and_its_code(demo: Built, labels: bytes) -> None:
    listed = demo.library.listed
    assert paper.pages(labels) == -(-len(listed) // 24)
    texts = [""] * len(listed)
    for number, word, *_ in _on_labels(labels):
        texts[number] += letters(word.text)
    for entry, text in zip(listed, texts, strict=True):
        address = addresses.public(demo.library.site.url, entry.address)
        assert address in text  # a reader of the PDF may take it before or behind the title
        title = text.replace(address, "")
        assert letters(entry.notice.title).startswith(title.removesuffix("…"))
        assert title.endswith("…") == (title != letters(entry.notice.title))
    read = [code for picture in paper.pictures(labels, 300) for code, *_ in paper.code_boxes(picture)]
    assert read == [addresses.public(demo.library.site.url, entry.address) for entry in listed]


def test_labels_lie_on_a_grid_and_keep_4_mm_from_their_edges(labels: bytes) -> None:
    assert paper.sizes(labels)[0] == pytest.approx((210, 297), abs=0.1)
    paper.apart(paper.words(labels))
    for _, word, x0, y0, x1, y1 in _on_labels(labels):
        half = 0.55 * (word.y1 - word.y0)
        assert LABEL_EDGE <= x0 < x1 <= LABEL[0] - LABEL_EDGE + half, word
        assert LABEL_EDGE <= y0 < y1 <= LABEL[1] - LABEL_EDGE, word
    for picture in paper.pictures(labels, 300):
        for number, (_, left, top, right, bottom) in enumerate(paper.code_boxes(picture)):
            x, y = LABEL_MARGIN + number % 3 * LABEL[0], LABEL_MARGIN + number // 3 * LABEL[1]
            assert min(right - left, bottom - top) >= 21.9
            assert left - x == pytest.approx(LABEL_EDGE, abs=1)
            assert (top - y) - (y + LABEL[1] - bottom) == pytest.approx(0, abs=1)


def test_labels_are_cut_along_lines_that_any_printer_reaches(labels: bytes) -> None:
    first = paper.pictures(labels, 300)[0]
    for at, upright, edges, last in (
        (LABEL_MARGIN + 1.5, False, [LABEL_MARGIN + n * LABEL[0] for n in range(4)], 209.8),
        (LABEL_MARGIN + 1.5, True, [LABEL_MARGIN + n * LABEL[1] for n in range(9)], 296.8),
    ):
        # Dashed: each line is there at one of three places near each other.
        found = {round(x) for n in range(3) for x in _lines(first, at + 0.5 * n, upright=upright, span=(0, last))}
        assert found == {round(edge) for edge in edges}
        assert min(found) >= 8
        assert max(found) <= last - 8


def test_a_long_title_ends_in_dots_on_its_label_and_a_state_is_told(tmp_path: Path) -> None:
    title = "关于" + "进一步加强和改进新时代校园安全工作" * 4 + "的通知"
    library = library_of(tmp_path, "正文。\n", "expires: 2026-02-01", files=_rules("1. 甲\n", title))
    pdf = pdf_of(library, sheets_of(library, "labels", library.by_id["r"], library.by_id["case"]))
    texts = ["", ""]
    for number, word, *_ in _on_labels(pdf):
        texts[number] += letters(word.text)
    assert "…https" in texts[0]
    assert len(texts[0].split("…")[0]) > 20
    assert texts[1].startswith("已失效")
    lines = {round(word.y0, 1) for number, word, *_ in _on_labels(pdf) if number == 0 and "https" not in word.text}
    assert len(lines) <= 4


def test_the_page_of_hotlines_may_have_a_label_too(demo: Built) -> None:
    label = label_of_page(demo.library, addresses.HOTLINES, "投诉举报电话")
    pdf = pdf_of(demo.library, [Sheet("labels", {"labels": [label]}, "")])
    assert paper.codes(pdf) == ["https://xuanlan.ysvc.example/hotlines/"]
    assert "投诉举报电话" in letters(paper.text(pdf))


def test_without_an_address_there_are_no_labels_but_cards(tmp_path: Path) -> None:
    site = Site(tmp_path).write(_rules("1. 甲\n2. 乙\n"))
    library: Library = inspect(replace(site.facts(), url=""), NOW).library
    with pytest.raises(CannotPrintError, match="sheet-no-address"):
        sheets_of(library, "labels", library.by_id["r"])
    pdf = pdf_of(library, sheets_of(library, "cards", library.by_id["r"]))
    assert paper.codes(pdf) == []
    assert "甲" in paper.text(pdf)


def test_every_font_is_embedded_and_subset(cards: bytes, labels: bytes) -> None:
    assert all(font.embedded and font.subset and font.unicode for pdf in (cards, labels) for font in paper.fonts(pdf))


@pytest.mark.parametrize("kind", ["卡片", "标签"])
def test_the_same_cards_and_labels_have_the_same_bytes_in_any_process(tmp_path: Path, kind: str) -> None:
    site = new_site(
        tmp_path,
        {
            "r.md": notice(
                "学生“三不”规定", "2026-01-05", "1. 不迟到；\n2. 不早退；\n3. 不旷课。\n", kind="规定", id="r"
            )
        },
    )
    made = set()
    for variables in ({}, {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C"}):
        done = run("xuanlan", "print", "r", "--as", kind, "--proof", "--out", "x.pdf", cwd=site, **variables)
        assert done.returncode == 0, done.stderr
        made.add(hashlib.sha256((site / "x.pdf").read_bytes()).hexdigest())
    assert len(made) == 1
