"""The feet of pages: no heading is the last line of one, and the last page is not empty, whatever is written."""

from __future__ import annotations

import random
from pathlib import Path

import paper
from paper import Word, letters
from rounds import times
from sheets import BOTTOM, HANZI, library_of, pdf_of, sheets_of
from trees import Built

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.sheets.blocks import blocks_of, text_of


def _heads(entry: Entry) -> set[str]:
    """Headings, titles of boxes and terms with an explanation, as their letters."""
    blocks = blocks_of(entry.rendered.html)
    return {letters(text_of([block])) for block in blocks if block["t"] == "h" or block.get("title")}


def _last_lines(pdf: bytes) -> list[str]:
    """The last line in the type area of each page."""
    found = []
    for page in range(1, paper.pages(pdf) + 1):
        words = [word for word in paper.words(pdf) if word.page == page and word.y1 < BOTTOM + 1]
        low = max((word.y0 for word in words), default=0.0)
        found.append("".join(word.text for word in sorted(filter(lambda word: low - word.y0 < 1, words), key=_left)))
    return found


def _left(word: Word) -> float:
    return word.x0


def _sound(library: Library, entry: Entry, kind: str) -> list[str]:
    """What is wrong with the pages of a sheet."""
    last = _last_lines(pdf_of(library, sheets_of(library, kind, entry)))
    heads = _heads(entry)
    alone = [f"{entry.id}: {line} is alone" for line in last[:-1] if letters(line) in heads]
    return alone + ([f"{entry.id}: the last page is empty"] if not last[-1] else [])


def test_no_sheet_of_the_demo_has_a_heading_alone_or_an_empty_last_page(demo: Built) -> None:
    library = demo.library
    wrong = [found for entry in library.public for found in _sound(library, entry, "sheet")]
    rules = [entry for entry in library.public if library.kinds[entry.notice.kind].layout == "rules"]
    wrong += [found for entry in rules for found in _sound(library, entry, "pledge")]
    assert wrong == []


def test_no_sheet_of_any_text_has_a_heading_alone_or_an_empty_last_page(tmp_path: Path) -> None:
    chance = random.Random(9704)
    table = "| 甲 | 乙 |\n|---|---|\n" + "| 一 | 二 |\n" * 3
    box = f'!!! warning "停水提醒"\n\n    {HANZI}。\n\n材料\n:   {HANZI}。\n'
    for number in range(times(8)):
        parts = []
        for place in range(1, chance.randrange(4, 30)):
            parts.append(f"{'#' * chance.choice((2, 2, 3))} 第{place}项{HANZI[: chance.randrange(1, 40)]}")
            parts.append(
                chance.choice((f"{HANZI}。" * chance.randrange(1, 6), table, "1. 甲\n2. 乙\n", box, f"{HANZI}。"))
            )
        lines = ["doc_no: 云职院〔2026〕7号", chance.choice(("seal: 加盖", "seal: 不加盖"))]
        lines += ["joint: 市教育局、团市委"] if chance.random() < 0.5 else []
        lines += ["issuer: 学院办公室"] if chance.random() < 0.3 else []
        files: dict[str, str | bytes] = {"notices/settings.yml": "red_head: 云山职业技术学院文件\n"}
        library = library_of(tmp_path / str(number), "\n\n".join(parts) + "\n", *lines, files=files)
        assert _sound(library, library.by_id["case"], "sheet") == []
