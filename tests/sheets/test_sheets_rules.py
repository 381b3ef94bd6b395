"""Posters of rule sets: every item on one sheet, as large as it goes, or a clear word that there are too many."""

from __future__ import annotations

from pathlib import Path

import paper
import pytest
from paper import letters
from sheets import library_of, pdf_of, sheets_of
from sites import front
from trees import Built

from xuanlan.library.render import Library
from xuanlan.render.entries import list_gone
from xuanlan.sheets.typeset import CannotPrintError

MARGIN = 16.0
A3 = 420 / 297
ITEMS = [f"{number}. 不准第{number}件事情发生\n" for number in range(1, 201)]


def _library(root: Path, body: str, *more: str) -> Library:
    rules = front("title: 学生行为规定", "kind: 规定", "date: 2026-01-06", "id: r", *more, body=body)
    return library_of(root, "正文。\n", files={"notices/2026/r.md": rules})


def _pdf(library: Library, ident: str = "r", size: str = "a4") -> bytes:
    return pdf_of(library, sheets_of(library, "poster", library.by_id[ident], paper=size))


def test_all_items_of_a_rule_set_stand_on_its_poster_in_order(demo: Built) -> None:
    rules = [e for e in demo.library.public if demo.library.kinds[e.notice.kind].layout == "rules"]
    assert len(rules) >= 5
    for entry in rules:
        assert not list_gone(demo.library, entry)
        pdf = _pdf(demo.library, entry.id)
        text, at = letters(paper.text(pdf)), 0
        for item in entry.rendered.items:
            at = text.index(letters(item.text), at)
        assert ("出处" in text) == bool(entry.notice.official or entry.notice.source)
        assert [basis for basis in entry.notice.basis if letters(basis) not in text] == []


def test_short_items_stand_in_two_columns_where_that_makes_them_larger(tmp_path: Path) -> None:
    pdf = _pdf(_library(tmp_path, "".join(f"{number}. 遵守第{number}条\n" for number in range(1, 13))))
    words = [word for word in paper.words(pdf) if "遵守" in word.text]
    assert len({round(word.x0) for word in words}) == 2
    assert sorted(words, key=lambda word: (round(word.x0), word.y0))[6].text == "遵守第7条"


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_list_of_200_items_is_too_long_for_a_poster(tmp_path: Path, size: str) -> None:
    with pytest.raises(CannotPrintError, match="sheet-too-long"):
        _pdf(_library(tmp_path, "".join(ITEMS)), size=size)


def test_a3_has_room_for_more_items_at_the_same_least_size(tmp_path: Path) -> None:
    library = _library(tmp_path, "".join(ITEMS[:60]))
    with pytest.raises(CannotPrintError, match="sheet-too-long"):
        _pdf(library)
    pdf = _pdf(library, size="a3")
    assert paper.pages(pdf) == 1
    paper.inside(pdf, MARGIN, A3)
    item = next(word for word in paper.words(pdf) if "不准第7件" in word.text)
    assert (item.y1 - item.y0) / paper.POINT >= 10.9


def test_items_with_paragraphs_lists_quotes_and_tables_are_printed_in_full(tmp_path: Path) -> None:
    body = (
        "引言。\n\n1. 第一条。\n\n    又一段。\n\n    1. 第一款\n    2. 第二款\n        - 甲\n\n"
        "2. 第二条**加粗**。\n\n    > 引文。\n\n    | 列 | 行 |\n    | --- | --- |\n    | 一 | 二 |\n\n3. 第三条\n\n附则。\n"
    )
    pdf = _pdf(_library(tmp_path, body, "basis: 《甲法》、《乙条例》"))
    paper.inside(pdf, MARGIN)
    text = letters(paper.text(pdf))
    assert "1第一条。又一段。（1）第一款（2）第二款·甲2第二条加粗。引文。列行一二3第三条" in text
    assert text.index("引言。") < text.index("第一条。") < text.index("第三条") < text.index("附则。")
    assert "依据：《甲法》、《乙条例》" in text


def test_what_stands_around_the_items_is_left_to_the_page_where_it_would_make_them_small(tmp_path: Path) -> None:
    text = letters(paper.text(_pdf(_library(tmp_path, "引言很长。" * 60 + "\n\n" + "".join(ITEMS[:9])))))
    assert "引言" not in text
    assert "不准第9件事情发生" in text


def test_rules_in_chapters_are_printed_in_full(tmp_path: Path) -> None:
    body = "## 总则\n\n1. 甲条。\n2. 乙条。\n\n## 细则\n\n1. 丙条。\n2. 丁条。\n"
    text = letters(paper.text(_pdf(_library(tmp_path, body))))
    assert "总则1.甲条。2.乙条。细则1.丙条。2.丁条。" in text


def test_a_long_address_in_an_item_stays_on_the_sheet(tmp_path: Path) -> None:
    url = "https://very-long-host.example.edu.example/" + "abcdefghijklmnopqrstuvwxyz0123456789" * 3
    pdf = _pdf(_library(tmp_path, f"1. 请看 {url}\n2. 乙\n"))
    paper.inside(pdf, MARGIN)
    assert url in letters(paper.text(pdf))
