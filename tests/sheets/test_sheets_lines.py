"""Where lines of sheets end: never in a number, never beside a mark that belongs to what is on the other line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from math import inf
from pathlib import Path

import paper
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rendering import render, there
from sheets import library_of, pdf_of, printed, sheets_of
from sites import BODY, Site, front, sample

from xuanlan.library.render import Library
from xuanlan.sheets.blocks import blocks_of
from xuanlan.sheets.common import with_pictures
from xuanlan.sheets.lines import DIVIDER, JOINER, bare, ems, kept, wholes
from xuanlan.sheets.typeset import CannotPrintError, Sheet, tight

TOKENS = (
    "000-88880001", "000-88880002转8001", "（000）88880003", "400-8880-0001", "2026年11月1日", "2026年12月31日", "二〇二六年三月十日", "11月3日",
    "8:30—11:30", "8：30～17：00", "14时30分", "¥1,234.50", "￥98.5", "3.5万元", "98.5%", "12.5％", "100㎡", "3—5人", "３～５人", "第12号", "〔2026〕7号",
    "（一）", "11月1—3日", "1/2", "±5℃", "GB9704—2012", "24小时", "5000元",
)  # fmt: skip
WORDS = (
    "请拨打",
    "请于",
    "在",
    "“停水”",
    "（见附件）",
    "《通知》",
    "甲乙丙",
    "联系",
    "，",
    "。",
    "、",
    "：",
    "A座",
    "和",
)
TEXTS = st.lists(st.sampled_from(TOKENS) | st.sampled_from(WORDS), min_size=20, max_size=60)
_NEVER_LAST, _NEVER_FIRST = "（“《〔【「‘", "，。）》”、；：！？〕】」’％%"


def lines(pdf: bytes, wide: float = 6) -> list[str]:
    """The words of each line of each column, without spaces between them; what is so `wide` lies between columns.

    A justified line of a few numbers is as wide between its signs: without columns, none is too wide.
    """
    found = []
    for _, row in groupby(paper.words(pdf), key=lambda word: (word.page, round(word.y1, 1))):
        line, end = "", 0.0
        for word in row:
            if line and not -3 < word.x0 - end < wide:  # another cell
                found.append(line)
                line = ""
            line, end = line + word.text, word.x1
        found.append(line)
    return found


def assert_sound(pdf: bytes, tokens: set[str], where: str = "", wide: float = 6) -> None:
    found = lines(pdf, wide)
    assert all(JOINER not in line and DIVIDER not in line for line in found)
    broken = {token for token in tokens if not any(token in line for line in found)}
    assert not broken, (where, broken, found)
    for line in found:
        assert line[-1] not in _NEVER_LAST, (where, line)
        at = found.index(line)
        assert line[0] not in _NEVER_FIRST, (where, found[max(at - 2, 0) : at + 2])


def _said(parts: list[str]) -> Iterator[str]:
    """`parts` as people write them: no mark twice, none at the beginning."""
    last = "，"
    for part in parts:
        if not (part in "，。、：" and last in "，。、："):
            yield part if part in "，。、：" or last in "，。、：" else "、" + part
            last = part


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(tmp_path_factory.mktemp("site"), "正文。\n")


def test_nothing_that_belongs_together_is_broken_in_paragraphs_lists_headings_and_tables(library: Library) -> None:
    entry = library.by_id["case"]
    (sheet,) = sheets_of(library, "sheet", entry)

    @settings(max_examples=12)
    @given(parts=TEXTS, shift=st.integers(0, 27))
    @example(parts=[*["000-88880001"] * 12, "（000）88880003", *["000-88880001"] * 2], shift=26)
    def never_broken(parts: list[str], shift: int) -> None:
        text = "字" * shift + "".join(_said(parts)) + "。"
        head = "".join(_said(parts[:9]))
        prose = f"{text}\n\n## {head}\n\n1. {text}\n\n- 甲\n    - {text}\n\n> {text}\n"
        table = f"| 项 | 内容 | 说明 |\n|---|---|---|\n| 甲 | {text} | {'字' * 300} |\n"
        tokens = {part for part in parts if part in TOKENS}
        for body, wide in ((prose, inf), (table, 6)):
            blocks = with_pictures(blocks_of(render(body, there)[0].html), entry)
            pdf = pdf_of(library, [Sheet(sheet.template, {**sheet.data, "blocks": blocks}, sheet.source)])
            assert_sound(pdf, tokens, wide=wide)

    never_broken()


LONG = "、".join(TOKENS)


@pytest.mark.parametrize("kind", ["sheet", "poster", "cards", "pledge", "labels"])
@pytest.mark.parametrize("shift", [0, 3])
def test_no_kind_of_sheet_breaks_what_belongs_together(tmp_path: Path, kind: str, shift: int) -> None:
    items = "\n".join(f"{number}. {'字' * (shift + number)}{'、'.join(TOKENS[number::9])}。" for number in range(1, 9))
    notice = front(
        "title: 2026年11月11日8:30—11:30停水责任制", "kind: 规定", "date: 2026-01-06", "id: rule",
        "contact: {name: 后勤处2026年办公室, phone: 000-88880001}", body=items + "\n",
    )  # fmt: skip
    library = library_of(tmp_path, "正文。\n", files={"notices/2026/rule.md": notice})
    (sheet,) = sheets_of(library, kind, library.by_id["rule"])
    tokens = {"2026年11月11日", "8:30—11:30"}
    if kind in ("sheet", "pledge", "poster", "cards"):
        tokens |= {token for number in range(1, 9) for token in TOKENS[number::9]}
    assert_sound(pdf_of(library, [sheet]), tokens, kind)


def test_the_sheet_of_hotlines_breaks_none_either(tmp_path: Path) -> None:
    rows = [
        f"- {{name: 值班室{number}, number: 000-8888000{number}, purpose: '{'字' * (number * 3)}{'、'.join(TOKENS[number::6])}', hours: '8:30—11:30'}}"
        for number in range(1, 7)
    ]
    library = library_of(tmp_path, "正文。\n", files={"notices/hotlines.yml": "\n".join(rows) + "\n"})
    (sheet,) = sheets_of(library, "hotlines")
    tokens = {token for number in range(1, 7) for token in TOKENS[number::6]}
    assert_sound(pdf_of(library, [sheet]), {*tokens, "8:30—11:30", *(f"000-8888000{n}" for n in range(1, 7))})


def test_a_sign_that_no_font_has_is_told_whatever_it_is(tmp_path: Path) -> None:
    for number, sign in enumerate(("\U00012000", "\ue9f3", "\U00100001")):
        with pytest.raises(CannotPrintError) as caught:
            printed(tmp_path / str(number), f"甲{sign}乙。\n")
        assert (caught.value.code, caught.value.facts) == ("sheet-character", {"found": sign})


def test_six_numbers_in_a_row_stand_whole_on_their_lines(tmp_path: Path) -> None:
    numbers = [f"000-8888000{number}" for number in range(1, 7)]
    pdf = printed(tmp_path, f"请拨打{'、'.join(numbers)}（24小时）。\n").pdf
    assert_sound(pdf, {*numbers, "（24小时）"})


def test_a_number_that_begins_in_bold_type_or_has_spaces_is_whole_too(tmp_path: Path) -> None:
    for shift in range(0, 24, 4):
        text = f"{'字' * shift}**2026**年11月1日，{'字' * shift}000 8888 0001，{'字' * shift}2026 年 11 月 1 日"
        found = lines(printed(tmp_path / str(shift), text + "。\n").pdf)
        for token in ("2026年11月1日", "00088880001"):
            assert any(token in line for line in found), (shift, token, found)


@pytest.mark.parametrize("before", ["附件2：", "3.", "98.5：", "1,", "8:30:", "第１．"])
@pytest.mark.parametrize("date", ["11月1日", "14时30分", "2026年11月1日", "11月1—3日", "２０２６年１１月"])
def test_a_number_before_a_date_takes_no_part_of_it(before: str, date: str) -> None:
    text = before + date
    assert any(start <= len(before) and end >= len(text) for start, end in wholes(text, 26)), list(wholes(text, 26))


@pytest.mark.parametrize("sign", ["1", "a", "）", "（", "—", "年1", "。", "-1", "é", "。（"])
@pytest.mark.parametrize("kind", ["sheet", "poster", "cards", "labels"])
def test_what_is_longer_than_a_line_is_set_in_several(tmp_path: Path, kind: str, sign: str) -> None:
    long = sign * (120 // len(sign))
    notice = front("title: 规定", "kind: 规定", "date: 2026-01-06", "id: rule", body=f"1. 甲{long}乙\n2. 丙\n")
    library = library_of(tmp_path, "正文。\n", files={"notices/2026/rule.md": notice})
    (sheet,) = sheets_of(library, kind, library.by_id["rule"])
    pdf = pdf_of(library, [sheet])
    assert all(word.x0 >= -0.5 and word.x1 <= 210.5 for word in paper.words(pdf))
    assert kind == "labels" or long in paper.letters(paper.text(pdf)).replace("1.甲", "甲")


PARTS = st.lists(st.sampled_from([*TOKENS, *WORDS, " ", "a", "/", "-", "\u0301"])).map("".join)


@given(text=PARTS | st.text(), room=st.integers(4, 30))
def test_only_unset_signs_are_added_and_nothing_whole_is_divided(text: str, room: int) -> None:
    text = bare(text)
    marked = kept(text, room)
    assert bare(marked) == text
    places, at = set(), 0
    for sign in marked:
        if sign == DIVIDER:
            places.add(at)
        at += sign not in (JOINER, DIVIDER)
    for start, end in wholes(text, room):
        assert ems(text[start:end]) <= room
        assert not places & set(range(start + 1, end))


@pytest.mark.parametrize("text", ["1", "1-", "1 ", "年一", "1.1.1", "(019", "111 ", "十", "—", "（0001）", "a", "+1-"])
def test_long_texts_are_looked_at_in_no_time(text: str) -> None:
    assert bare(kept(text * 20_000, 26)) == text * 20_000


@pytest.mark.parametrize("kind", ["sheet", "poster", "cards", "pledge", "labels", "values", "hotlines"])
def test_the_address_is_copied_as_it_is_and_can_be_clicked(tmp_path: Path, kind: str) -> None:
    library = library_of(
        tmp_path, "1. 甲。\n2. 乙。\n", "expires: 2027-01-01",
        files={"notices/hotlines.yml": "- {name: 值班室, number: 000-88880001, purpose: 值班}\n",
               "notices/2026/case.md": front("title: 规定", "kind: 规定", "date: 2026-01-06", "id: case", body="1. 甲。\n2. 乙。\n")},
    )  # fmt: skip
    entries = [library.by_id["case"]] if kind not in ("values", "hotlines") else []
    (sheet,) = sheets_of(library, kind, *entries)
    pdf = pdf_of(library, [sheet])
    address = (sheet.data.get("code") or sheet.data["labels"][0]["code"])["address"]
    text = paper.text(pdf)
    assert not re.search("[\u200b\u2060\ufeff]", text)
    assert address in "".join(text.split("\n"))
    assert b"/URI" in pdf
    assert address.encode() in pdf


CELLS = st.lists(st.sampled_from([*TOKENS, "甲", "教务处", "Wang", "", "说明" * 9]), min_size=1, max_size=2).map(
    "、".join
)


def test_a_table_breaks_no_number_in_a_cell_unless_it_says_so(library: Library) -> None:
    entry = library.by_id["case"]
    (sheet,) = sheets_of(library, "sheet", entry)

    def checked(rows: list[list[str]]) -> tuple[bool, bool]:
        """Whether the table is turned, and whether it is told that it is tight."""
        columns = len(rows[0])
        head = "".join(f"|列{number}" for number in range(columns))
        body = f"{head}|\n{'|---' * columns}|\n" + "".join("|" + "|".join(row) + "|\n" for row in rows)
        blocks = with_pictures(blocks_of(render(body)[0].html), entry)
        (made,) = (block for block in blocks if block["t"] == "table")
        told = bool(list(tight(blocks)))
        pdf = pdf_of(library, [Sheet(sheet.template, {**sheet.data, "blocks": blocks}, sheet.source)])
        found = lines(pdf)
        used = {token.removeprefix("GB") for token in TOKENS for row in rows for cell in row if token in cell}
        broken = {token for token in used if not any(token in line for line in found)}
        assert told or not broken, (broken, made["widths"], made["size"])
        return made["turned"], told

    @settings(max_examples=15)
    @given(columns=st.integers(1, 20), data=st.data())
    def whole_or_told(columns: int, data: st.DataObject) -> None:
        checked(data.draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=1, max_size=3)))

    whole_or_told()
    assert [checked([["2026年11月1日"] * columns]) for columns in (2, 9, 20)] == [
        (False, False), (True, False), (True, True),
    ]  # fmt: skip


def _phones(columns: int) -> str:
    rows = "".join(f"|000-8888{number:04}" for number in range(columns))
    return f"{''.join(f'|电话{number}' for number in range(columns))}|\n{'|---' * columns}|\n{rows}|\n"


@pytest.mark.parametrize(("columns", "turned", "told"), [(2, False, False), (7, False, False), (8, True, False),
                                                         (11, True, False), (16, True, True), (19, True, True)])  # fmt: skip
def test_a_page_is_turned_where_numbers_need_it_and_what_fits_nowhere_is_told(
    tmp_path: Path, columns: int, turned: bool, told: bool
) -> None:
    made = printed(tmp_path, f"请拨打000-88880000。\n\n{_phones(columns)}")
    (table,) = (block for block in made.sheet.data["blocks"] if block["t"] == "table")
    assert (table["turned"], bool(table["tight"])) == (turned, told)
    assert any(width > height for width, height in paper.sizes(made.pdf)) == turned
    if not told:
        assert_sound(made.pdf, {f"000-8888{number:04}" for number in range(columns)})


def test_a_table_that_is_too_tight_is_told_at_its_line_and_its_sheet_is_made(tmp_path: Path) -> None:
    text = sample(f"请拨打000-88880000。\n\n{_phones(16)}", "urgent: 是", "expires: 2026-04-01")
    site = Site(tmp_path).write({"notices/case.md": text})
    for _ in range(2):  # the second time with what the first has kept
        told = [item for item in site.inspect().report if item.code == "sheet-table-tight"]
        assert [str(item.position) for item in told] == [f"notices/case.md:{BODY + 6}:2"]
        assert "“电话0”、“电话1”、“电话2”等 16 列" in told[0].message
    assert (site.build() / "print/case.pdf").is_file()


def test_a_pledge_is_never_turned_and_never_refused_for_its_numbers(tmp_path: Path) -> None:
    rule = front(
        "title: 规定",
        "kind: 规定",
        "date: 2026-01-06",
        "id: rule",
        body=f"1. 甲。\n2. 乙。\n\n    {_phones(12).replace(chr(10), chr(10) + '    ')}\n",
    )
    library = library_of(tmp_path, "正文。\n", files={"notices/2026/rule.md": rule})
    (sheet,) = sheets_of(library, "pledge", library.by_id["rule"])
    assert all(width < height for width, height in paper.sizes(pdf_of(library, [sheet])))
    assert list(tight(sheet.data))


@pytest.mark.parametrize("sign", "￥¥＄€±№+")
def test_a_long_list_of_amounts_ends_its_lines_between_them(tmp_path: Path, sign: str) -> None:
    amounts = [f"{sign}{number}.50" for number in range(100, 130)]
    pdf = printed(
        tmp_path, f"价目：{'、'.join(amounts)}。\n\n|甲|乙|\n|---|---|\n|{'、'.join(amounts)}|{'字' * 99}|\n"
    ).pdf
    assert all(28 - 0.5 <= word.x0 < word.x1 <= 184 + 2.9 for word in paper.words(pdf))
    assert_sound(pdf, set(amounts))
