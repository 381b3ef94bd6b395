"""Pages as the browser prints them: as few sheets as their text needs, numbered, none of them empty."""

from __future__ import annotations

import paper
from browsers import PAGES, place, reading
from cases import every
from playwright.sync_api import Browser
from trees import Built

from xuanlan import addresses

A_SHEET = 480
"""Signs that a sheet has room for, with headings and tables between them."""
FEW = 60
"""A sheet with fewer signs than this was begun for next to nothing."""


def _sheets(pdf: bytes) -> list[str]:
    found = [paper.letters(sheet) for sheet in paper.text(pdf).split("\f")[:-1]]
    assert paper.pages(pdf) == len(found)
    return found


@every("name", [name for name in PAGES if name != "missing"])  # which loads nothing but from a site's own address
def test_every_type_of_page_takes_as_few_sheets_as_it_needs_and_numbers_them(
    demo: Built, browser: Browser, served: str, name: str
) -> None:
    with reading(browser, served) as reader:
        sheets = _sheets(reader.open(place(demo, name)).pdf(prefer_css_page_size=True))
    assert len(sheets) <= 2 + sum(map(len, sheets)) // A_SHEET
    assert min(map(len, sheets)) >= FEW
    assert all(f"{number}/{len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))


def test_notices_end_on_no_empty_sheet(demo: Built, browser: Browser, served: str) -> None:
    few: dict[str, str] = {}
    with reading(browser, served) as reader:
        for entry in demo.library.public[::3]:
            sheets = _sheets(reader.open(addresses.notice(entry.id)).pdf(prefer_css_page_size=True))
            most = 8 if entry.notice.kind == "知识问答" else 3  # with all questions that are made
            few |= {entry.id: sheets[-1]} if len(sheets[-1]) < FEW or len(sheets) > most else {}
    assert few == {}
