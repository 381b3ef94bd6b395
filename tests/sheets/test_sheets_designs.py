"""Posters with a design: each is one sheet, read in grey, for every kind of matter and on every paper."""

from __future__ import annotations

from pathlib import Path

import paper
import pytest
from cases import every
from commands import call
from paper import letters
from sheets import faces, library_of, pdf_of, sheets_of
from sites import front, new_site, notice
from trees import Built

from xuanlan.library.render import Library
from xuanlan.models.core_values import core_values
from xuanlan.models.designs import DESIGNS
from xuanlan.sheets import KINDS
from xuanlan.sheets.look import PAPERS, Look, design_of

GROUND = 12.0
"""Millimetres around a sheet in which no word stands."""
SIZES = {"a4": (210, 297), "a3": (297, 420), "a2": (420, 594), "a1": (594, 841)}
SLOGAN, FESTIVAL = "节约用水用电，从随手做起", "重阳节"
MATTERS = {"notice": "2026-024", "initiative": "2026-016", "rule set": "2024-006", "open list": "2026-022"}
"""Notices of the demo by what they are."""


def _of_words(library: Library, kind: str, design: str, size: str = "a4") -> bytes:
    look = Look(design, (SLOGAN,) if kind == "slogan" else (FESTIVAL,), "敬老爱老，从陪伴做起")
    return pdf_of(library, KINDS[kind].make(library, [], faces(library), size, look))


def _faces(library: Library):  # type: ignore[no-untyped-def]
    from sheets import faces

    return faces(library)


def _luminance(grey: int) -> float:
    value = grey / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _sound(pdf: bytes, *, words: int = 1) -> str:
    """The letters on a poster of one A4. Words stand inside, in no other's place, and are read in grey."""
    assert paper.pages(pdf) == 1
    paper.inside(pdf, GROUND)
    (picture,) = paper.pictures(pdf, 100)
    dot, read = 25.4 / 100, 0
    for word in paper.words(pdf):
        if word.y1 - word.y0 < 4:  # at this resolution smaller type has no dot that is all ink
            continue
        left, right = round(word.x0 / dot), round(word.x1 / dot)
        rows = [
            picture.dots[y * picture.width + left : y * picture.width + right]
            for y in range(round(word.y0 / dot), round(word.y1 / dot))
        ]
        light, dark = _luminance(max(map(max, rows))), _luminance(min(map(min, rows)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, word
        read += 1
    assert read >= words
    return letters(paper.text(pdf))


TURNS = [(design, number + turn) for number, design in enumerate(DESIGNS.values()) for turn in range(2)]
"""Each design with two of four matters, so that each matter is there with at least two designs."""


@every(("design", "turn"), TURNS)
def test_every_matter_has_a_poster_in_every_design(demo: Built, design: str, turn: int) -> None:
    ident = list(MATTERS.values())[turn % len(MATTERS)]
    library, entry = demo.library, demo.library.by_id[ident]
    pdf = pdf_of(library, sheets_of(library, "poster", entry, look=Look(design)))
    found = _sound(pdf, words=5)
    for words in (entry.notice.title, entry.notice.kind, *library.units(entry), "扫码看全文"):
        assert letters(words) in found, words
    assert paper.codes(pdf, 150) == [f"https://xuanlan.ysvc.example/n/{ident}/"]
    assert ("紧急" in found.partition(letters(entry.notice.title))[0]) == entry.notice.urgent


@every(("design", "turn"), TURNS)
def test_words_values_and_numbers_have_a_poster_in_every_design(demo: Built, design: str, turn: int) -> None:
    library, kind = demo.library, ("slogan", "festival", "values", "hotline-card")[turn % 4]
    if kind in ("slogan", "festival"):
        pdf, said = _of_words(library, kind, design), ["节约用水用电", "从随手做起"]
        said = [FESTIVAL, "敬老爱老", "从陪伴做起"] if kind == "festival" else said
    else:
        pdf = pdf_of(library, sheets_of(library, kind, look=Look(design)))
        said = list(core_values().words) if kind == "values" else ["110", "119", "120", "0000-8888001"]
    if kind == "values" and design == "plain":
        assert paper.pages(pdf) == 1
        return
    words = [word.text for word in paper.words(pdf)]
    _sound(pdf, words=len(said))
    assert [part for part in said if part not in words] == []
    assert "，" not in "".join(words) or kind == "hotline-card"
    assert len(paper.codes(pdf, 150)) == 1


def test_three_numbers_are_the_largest_on_the_card(demo: Built) -> None:
    words = paper.words(pdf_of(demo.library, sheets_of(demo.library, "hotline-card")))
    large = [word for word in words if word.text in ("110", "119", "120")]
    others = [word.y1 - word.y0 for word in words if word not in large]
    assert len(large) == 3
    assert min(word.y1 - word.y0 for word in large) > 1.4 * max(others)


@every("size", PAPERS)
def test_a_poster_is_as_large_as_its_paper(demo: Built, size: str) -> None:
    library = demo.library
    entry = library.by_id["2024-006"]
    small = pdf_of(library, sheets_of(library, "poster", entry, look=Look("red")))
    large = pdf_of(library, sheets_of(library, "poster", entry, paper=size, look=Look("red")))
    assert paper.sizes(large)[0] == pytest.approx(SIZES[size], abs=0.5)
    assert letters(paper.text(large)) == letters(paper.text(small))
    for pdf in (
        _of_words(library, "slogan", "safety", size),
        pdf_of(library, sheets_of(library, "values", paper=size)),
    ):
        assert paper.sizes(pdf)[0] == pytest.approx(SIZES[size], abs=0.5)
        assert paper.pages(pdf) == 1


def test_a_design_is_ordered_or_written_in_the_notice_or_in_the_settings_and_the_urgent_are_red(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "notices/settings.yml": "海报样式: 蓝绿安全\n",
        "notices/2026/u.md": front("title: 甲", "kind: 通知", "date: 2026-01-05", "id: u", "紧急: 是", body="正文。\n"),
        "notices/2026/f.md": front("title: 乙", "kind: 通知", "date: 2026-01-05", "id: f", "紧急: 是",
                                   "海报样式: 节日", body="正文。\n"),
    }  # fmt: skip
    library = library_of(tmp_path, "正文。\n", files=files)
    found = {ident: design_of(library, Look(), library.by_id[ident]) for ident in ("case", "u", "f")}
    assert found == {"case": "safety", "u": "urgent", "f": "festival"}
    assert design_of(library, Look("plain"), library.by_id["f"]) == "plain"
    bare = library_of(tmp_path / "bare", "正文。\n")
    assert design_of(bare, Look(), bare.by_id["case"]) == "plain"


def test_a_poster_bears_the_emblem_of_the_site_where_it_has_one(tmp_path: Path) -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
    made = []
    for name, files in (("a", {}), ("b", {"overrides/assets/logo.svg": logo})):
        library = library_of(tmp_path / name, "正文。\n", files=files)
        pdf = pdf_of(library, sheets_of(library, "poster", library.by_id["case"], look=Look("safety")))
        made.append(paper.pictures(pdf, 60)[0].at(21.5, 18.5))
    assert made[0] > made[1]
    assert made[1] < 30


WORDS = [
    (("--as", "标语"), "请写明标语"),
    (("--as", "标语", "长" * 61), "标语最多 60 个字"),
    (("--as", "节日", "重阳节"), "节日下面要有一句话"),
    (("--as", "节日", "九个字九个字九个字", "--line", "敬老"), "节日最多 8 个字"),
    (("--as", "标语", "节约用水", "--line", "敬老"), "--line 只用于节日"),
    (("--as", "标签", "a", "--design", "红金"), "标签没有海报样式"),
    (("--as", "海报", "a", "--design", "红"), "没有“红”这种海报样式"),
    (("--as", "卡片", "a", "--size", "a1"), "--size a1"),
]


@every(("args", "told"), WORDS)
def test_words_and_designs_that_cannot_be_meant_are_refused_in_chinese(
    tmp_path_factory: pytest.TempPathFactory, args: tuple[str, ...], told: str
) -> None:
    rules = notice("学生“三不”规定", "2026-01-05", "1. 不迟到；\n2. 不早退；\n3. 不旷课。\n", kind="规定", id="a")
    done = call("print", *args, "--proof", cwd=new_site(tmp_path_factory.mktemp("site"), {"a.md": rules}))
    assert done.returncode == 2, done.stderr
    assert told in done.stderr


def test_posters_of_words_are_printed_by_one_command_and_named_after_them(tmp_path: Path) -> None:
    site = new_site(tmp_path, {"a.md": notice("甲", "2026-01-05", id="a")})
    done = call("print", "--as", "标语", SLOGAN, "人人讲安全，个个会应急", "--size", "a3", "--design", "红金", cwd=site)
    assert done.returncode == 0, done.stderr
    (made,) = site.glob("打印件-slogan-*.pdf")
    assert paper.pages(made.read_bytes()) == 2
    assert "节约用水用电" in made.name
    done = call("print", "a", "--as", "全文", "--proof", "--out", "x.pdf", cwd=site)
    assert "以自由字体排印：小标宋用 Noto Serif CJK SC 代替" in " ".join((done.stdout + done.stderr).split())
    bad = call("print", "--as", "标语", "节约\U00012000用水", "--proof", cwd=site)
    assert bad.returncode == 1
    assert "标语" in bad.stderr
    assert "\U00012000" in bad.stderr
