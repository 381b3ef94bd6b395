"""Pictures of every notice of the demo site, and of texts that leave little room."""

from __future__ import annotations

import struct
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import paper
import pytest
from sheets import HANZI, library_of, pdf_of
from sites import URL, rules
from trees import Built

from xuanlan.channels.cards import CARD, COVER, files, sheets_of
from xuanlan.diagnostics.report import ContentError
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.render.entries import list_gone
from xuanlan.render.pages import Pages
from xuanlan.sheets.colours import NAMES, colours
from xuanlan.sheets.versions import gists


def _made(library: Library, ident: str = "case") -> dict[str, bytes]:
    found = {}
    for out in files(Pages(library, None), library.by_id[ident]):
        assert isinstance(out.content, bytes)
        found[out.path] = out.content
    return found


def _size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


class Card(NamedTuple):
    """A picture as a page of a PDF, whose words and codes can be read."""

    text: str
    words: list[paper.Word]
    codes: list[str]


@pytest.fixture(scope="module")
def papers(demo: Built) -> dict[str, dict[str, Card]]:
    """Every picture of every notice, all of them set in one PDF: a page each."""
    library = demo.library
    sheets = {entry.id: sheets_of(library, entry) for entry in library.public}
    pdf = pdf_of(library, [sheet for those in sheets.values() for sheet in those.values()])
    texts, words = paper.text(pdf).split("\f")[:-1], defaultdict[int, list[paper.Word]](list)
    for word in paper.words(pdf):
        words[word.page].append(word)
    codes = [[text for text, *_ in paper.code_boxes(page)] for page in paper.pictures(pdf, 72)]
    assert len(texts) == len(codes) == sum(map(len, sheets.values()))
    pages = (Card(text, words[number], codes[number - 1]) for number, text in enumerate(texts, start=1))
    return {ident: {name: next(pages) for name in those} for ident, those in sheets.items()}


def _of(demo: Built, ident: str) -> Entry:
    return demo.library.by_id[ident]


def test_a_card_and_a_cover_say_title_kind_and_site_of_every_notice(
    demo: Built, papers: dict[str, dict[str, Card]]
) -> None:
    for ident, pictures in papers.items():
        entry = _of(demo, ident)
        for name in (CARD, COVER):
            found = paper.letters(pictures[name].text)
            for words in (entry.notice.title, entry.notice.kind, "云山职业技术学院"):
                assert paper.letters(words) in found, (ident, name)


def test_every_card_bears_the_code_of_its_page_and_nothing_overlaps(
    demo: Built, papers: dict[str, dict[str, Card]]
) -> None:
    for ident, pictures in papers.items():
        for name, card in pictures.items():
            if name != COVER:
                (code,) = card.codes
                page = f"https://xuanlan.ysvc.example/n/{ident}/"
                anchors = {f"card-{item.number}.png": f"#{item.anchor}" for item in _of(demo, ident).rendered.items}
                assert code == page + anchors.get(name, ""), (ident, name)
            paper.apart(card.words)


def test_what_a_card_tells_is_in_the_notice(demo: Built, papers: dict[str, dict[str, Card]]) -> None:
    for ident, pictures in papers.items():
        entry, found = _of(demo, ident), paper.letters(pictures[CARD].text)
        told = [paper.letters("".join(run.get("s", "") for run in part["i"])) for text in gists(demo.library, entry)
                for part in text["parts"]]  # fmt: skip
        if not list_gone(demo.library, entry):
            assert any(words in found for words in told), ident
        if not entry.listed:
            said = sheets_of(demo.library, entry)[CARD].data["state_words"]
            assert said
            assert paper.letters(said) in found, ident


def test_every_item_of_a_rule_set_has_a_card_of_its_own(demo: Built, papers: dict[str, dict[str, Card]]) -> None:
    several = 0
    for ident, pictures in papers.items():
        entry = _of(demo, ident)
        is_set = demo.library.kinds[entry.notice.kind].layout == "rules" and not list_gone(demo.library, entry)
        items = entry.rendered.items if is_set else ()
        assert len(pictures) == 2 + len(items), ident
        for item in items:
            assert paper.letters(item.text) in paper.letters(pictures[f"card-{item.number}.png"].text)
        several += bool(items)
    assert several > 3


def test_pictures_have_the_size_that_is_asked_for_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    library = library_of(tmp_path, HANZI * 30)
    made = _made(library)
    assert {name: _size(picture) for name, picture in made.items()} == {CARD: (1080, 1440), COVER: (900, 383)}
    assert made == _made(library)


def test_a_label_of_generated_content_is_seen_and_is_in_the_file(tmp_path: Path) -> None:
    library = library_of(tmp_path, "正文。", "aigc: 是")
    for picture in _made(library).values():
        assert b"iTXtAIGC" in picture
    for sheet in sheets_of(library, library.by_id["case"]).values():
        (word,) = [word for word in paper.words(pdf_of(library, [sheet])) if word.text == "本文含人工智能生成内容"]
        short = min(paper.sizes(pdf_of(library, [sheet]))[0])
        assert word.y1 - word.y0 >= 0.0499 * short
    assert b"iTXt" not in b"".join(_made(library_of(tmp_path / "other", "正文。")).values())


def test_long_titles_texts_and_items_are_set_smaller_and_never_cut_off(tmp_path: Path) -> None:
    title = "关于" + HANZI * 3 + "的通知"
    library = library_of(
        tmp_path,
        HANZI * 100,
        f"unit: {HANZI}处、{HANZI}室",
        f"place: {HANZI}",
        "event_from: 2026-03-20 14:00",
        "event_until: 2026-03-20 16:00",
        "deadline: 2026-03-10",
        "audience: 学生、教职工、家长",
        "urgent: 是",
        "expires: 2026-04-01",
        files={
            "notices/2026/case.md": f"---\ntitle: {title}\nkind: 通知\ndate: 2026-01-06\nid: case\n"
            f"place: {HANZI}\nevent_from: 2026-03-20 14:00\nurgent: 是\nexpires: 2026-04-01\n---\n{HANZI * 100}\n",
            "notices/2026/rules.md": rules([HANZI * 8, "不迟到。"], "课堂守则", id="rules"),
        },
    )
    for ident in ("case", "rules"):
        for name, sheet in sheets_of(library, library.by_id[ident]).items():
            pdf = pdf_of(library, [sheet])
            assert paper.pages(pdf) == 1
            ((wide, high),) = paper.sizes(pdf)
            assert all(word.x0 > 0 and word.x1 < wide and word.y0 > 0 and word.y1 < high for word in paper.words(pdf))
            assert paper.letters(library.by_id[ident].notice.title) in paper.letters(paper.text(pdf)), name
    (code,) = paper.codes(pdf_of(library, [sheets_of(library, library.by_id["rules"])["card-1.png"]]), dpi=72)
    assert code.startswith(f"{URL}n/rules/#")


def test_the_colours_are_those_of_the_sites_own_style(tmp_path: Path) -> None:
    library = library_of(tmp_path, "正文。")
    usual = colours(library)
    assert usual.keys() == set(NAMES)
    own = library.site.overrides / "assets" / "brand.css"
    own.parent.mkdir(parents=True)
    own.write_text(":root { --xl-main: #036; /* --xl-accent: #ffffff; */ --xl-main-deep: rgb(1 2 3); }\n", "utf-8")
    assert colours(library) == usual | {"main": "#003366"}
    assert _made(library)[COVER] != _made(library_of(tmp_path / "other", "正文。"))[COVER]


def test_a_text_that_cannot_be_set_is_told_at_its_place(tmp_path: Path) -> None:
    library = library_of(tmp_path, "正文\U00012000。")
    with pytest.raises(ContentError) as refused:
        _made(library)
    assert [(item.code, item.position.line) for item in refused.value.report] == [("sheet-character", 7)]
