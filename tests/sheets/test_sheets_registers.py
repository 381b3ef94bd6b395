"""The sheets of registers and the responsibility letter: what the registers say, large, on the pages it should take."""

from __future__ import annotations

from pathlib import Path

import paper
import pytest
from sheets import faces, library_of, pdf_of, printed, sheets_of
from trees import Built

from xuanlan.library.render import Library
from xuanlan.models.core_values import core_values
from xuanlan.render.contacts import grouped
from xuanlan.sheets.pledge import pledge_title
from xuanlan.sheets.typeset import CannotPrintError

A4, A3 = (210, 297), (297, 420)


def _register(library: Library, kind: str, size: str = "a4") -> bytes:
    return pdf_of(library, sheets_of(library, kind, paper=size))


def _sound(pdf: bytes, library: Library, size: tuple[int, int]) -> None:
    """Fonts are embedded, pages are of their size, words are inside them."""
    assert all(font.embedded and font.subset and font.unicode for font in paper.fonts(pdf))
    assert all(found == pytest.approx(size, abs=0.3) for found in paper.sizes(pdf))
    for word in paper.words(pdf):
        assert 15 <= word.x0 < word.x1 <= size[0] - 13, word
        assert 5 <= word.y0 < word.y1 <= size[1] - 5, word
    assert faces(library).complete


@pytest.mark.parametrize(("name", "size"), [("a4", A4), ("a3", A3)])
def test_the_core_values_are_one_page_with_the_twelve_words_in_order(
    demo: Built, name: str, size: tuple[int, int]
) -> None:
    pdf = _register(demo.library, "values", name)
    _sound(pdf, demo.library, size)
    assert paper.pages(pdf) == 1
    levels = core_values().levels
    order = "社会主义核心价值观" + "".join(level.aim + "".join(word.word for word in level.words) for level in levels)
    assert order in paper.letters(paper.text(pdf))
    large = [word for word in paper.words(pdf) if word.text in core_values().words]
    assert len(large) == 12
    assert all(word.x1 - word.x0 > 0.16 * size[0] for word in large)
    assert [len({round(word.y0) for word in large[row : row + 4]}) for row in (0, 4, 8)] == [1, 1, 1]
    assert paper.codes(pdf, 200) == ["https://xuanlan.ysvc.example/core-values/"]


@pytest.mark.parametrize(("name", "size"), [("a4", A4), ("a3", A3)])
def test_the_hotline_sheet_says_exactly_what_the_register_says_in_its_groups(
    demo: Built, name: str, size: tuple[int, int]
) -> None:
    library = demo.library
    pdf = _register(library, "hotlines", name)
    _sound(pdf, library, size)
    found, at = paper.letters(paper.text(pdf)), 0
    for group, entries in grouped(library).items():
        at = found.index(paper.letters(group), at)
        for hotline in entries:
            for words in (
                hotline.name,
                hotline.number,
                hotline.extension and f"转{hotline.extension}",
                hotline.purpose,
                hotline.hours,
            ):
                place = found.find(paper.letters(words), at)
                assert place >= 0, (hotline, words)
                at = place
    assert paper.codes(pdf, 200) == ["https://xuanlan.ysvc.example/hotlines/"] * paper.pages(pdf)
    heads = [word for word in paper.words(pdf) if word.text == "投诉举报电话"]
    assert [word.page for word in heads] == list(range(1, paper.pages(pdf) + 1))


def _lines(count: int, **more: str) -> dict[str, str | bytes]:
    rows = [
        {
            "name": f"第{number}服务台",
            "number": f"0000-88880{number:02d}",
            "purpose": "报修、咨询、投诉和建议",
            "hours": "工作日 8:30—17:00",
            **more,
        }
        for number in range(count)
    ]
    text = "".join("- " + "\n  ".join(f'{key}: "{value}"' for key, value in row.items()) + "\n" for row in rows)
    return {"notices/hotlines.yml": text}


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (3, 1), (10, 1), (25, 3)])
def test_about_ten_numbers_fit_one_page_and_fewer_are_larger(tmp_path: Path, count: int, pages: int) -> None:
    library = library_of(tmp_path, "正文。\n", files=_lines(count))
    pdf = _register(library, "hotlines")
    assert paper.pages(pdf) == pages
    numbers = [word for word in paper.words(pdf) if word.text.startswith("0000-")]
    assert len(numbers) == count
    heights = {round(word.y1 - word.y0, 1) for word in numbers}
    assert len(heights) == 1
    assert min(word.x1 - word.x0 for word in numbers) > (85 if count == 3 else 60)


@pytest.mark.parametrize(
    "number", ["0000-8888000、0000-8888001、0000-8888002", "+86-0000-88880000-8888-0000-8888-0000-8888"]
)
def test_a_long_number_is_printed_whole_inside_the_page(tmp_path: Path, number: str) -> None:
    library = library_of(
        tmp_path, "正文。\n", files=_lines(1, number=number, name="名称很长很长的服务和投诉举报受理中心总台")
    )
    pdf = _register(library, "hotlines")
    assert number in paper.letters(paper.text(pdf))
    _sound(pdf, library, A4)


def test_a_register_without_numbers_makes_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(CannotPrintError) as caught:
        _register(library_of(tmp_path, "正文。\n"), "hotlines")
    assert caught.value.code == "sheet-no-hotlines"


def test_a_number_that_is_no_longer_answered_says_so(tmp_path: Path) -> None:
    files = {"notices/hotlines.yml": '- national: "12318"\n- national: "12345"\n'}
    library = library_of(tmp_path, "正文。\n", files=files)
    notes = [hotline.note for hotline in library.hotlines if hotline.note]
    assert notes
    assert all(paper.letters(note) in paper.letters(paper.text(_register(library, "hotlines"))) for note in notes)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("校园“门前三包”责任制", "校园“门前三包”责任书"), ("安全生产责任制度", "安全生产责任书"), ("门前三包责任书", "门前三包责任书"),
        ("学生“三不”规定", "学生“三不”规定责任书"),
    ],
)  # fmt: skip
def test_a_responsibility_letter_is_called_after_its_rule_set(title: str, made: str) -> None:
    assert pledge_title(title) == made


BLANKS = ("责任单位（店名）：", "地址：", "责任人姓名：", "电话：", "发放单位（盖章）：", "责任单位（盖章）：")
SIGNED = ("经办人签名：", "责任人签名：", "日期：")


def test_each_rule_set_of_the_demo_site_makes_a_letter_of_one_page_with_all_items(demo: Built) -> None:
    library = demo.library
    entries = [entry for entry in library.public if library.kinds[entry.notice.kind].layout == "rules"]
    assert len(entries) >= 4
    for entry in entries:
        pdf = pdf_of(library, sheets_of(library, "pledge", entry))
        _sound(pdf, library, A4)
        assert paper.pages(pdf) == 1, entry.id
        found, at = paper.letters(paper.text(pdf)), 0
        for words in (
            pledge_title(entry.notice.title),
            *(item.text for item in entry.rendered.items),
            "一式两份",
            *BLANKS,
        ):
            place = found.find(paper.letters(words), at)
            assert place >= 0, (entry.id, words, found)
            at = place
        assert paper.letters("、".join(library.units(entry))) in found
        assert "甲方" not in found
        rest = found[found.index("发放单位（盖章）：") :]
        assert [rest.count(words) for words in SIGNED] == [1, 1, 2]
        assert paper.codes(pdf, 200) == [f"https://xuanlan.ysvc.example/n/{entry.id}/"]


def _rules(count: int, item: str = "责任区内每天清扫、全天保洁，地面无垃圾、无积水、无烟头") -> str:
    return "".join(f"{number}. {item}；\n" for number in range(1, count + 1))


@pytest.mark.parametrize("count", [1, 3, 12, 40])
def test_twelve_items_fit_one_page_and_more_flow_on(tmp_path: Path, count: int) -> None:
    made = printed(tmp_path, _rules(count), "tags: 门前三包", kind="pledge")
    found = paper.letters(paper.text(made.pdf))
    assert (paper.pages(made.pdf) == 1) == (count <= 12)
    assert all(f"{number}.责任区内每天清扫" in found for number in range(1, count + 1))
    assert found.count("责任人签名：") == 1
    body = [word for word in paper.words(made.pdf) if "责任区内每天清扫" in word.text]
    assert min((word.y1 - word.y0) for word in body) >= 12 * paper.POINT - 0.2


def test_a_rule_set_without_numbers_is_printed_whole_and_a_wide_table_is_refused(tmp_path: Path) -> None:
    found = paper.letters(
        paper.text(printed(tmp_path / "a", "门前要扫。\n\n## 二、绿化\n\n树要护。\n", kind="pledge").pdf)
    )
    assert "门前要扫。二、绿化树要护。" in found
    table = "| 甲 " * 20 + "|\n" + "|---" * 20 + "|\n" + "| 乙 " * 20 + "|\n"
    with pytest.raises(CannotPrintError) as caught:
        printed(tmp_path / "b", table, kind="pledge")
    assert caught.value.code == "sheet-table-too-wide"


def test_the_same_registers_give_the_same_bytes(demo: Built) -> None:
    for kind in ("values", "hotlines"):
        assert _register(demo.library, kind) == _register(demo.library, kind)
