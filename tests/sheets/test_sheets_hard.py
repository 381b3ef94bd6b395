"""What is hard to print: ends of documents and of periods, wide and long tables, long Latin, pictures, whole volumes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import paper
import pytest
from hypothesis import given, settings
from office_files import GIF, PDF, WEBP, png
from random_texts import MARKDOWN_TEXTS, ODD_TEXTS
from rendering import render, there
from rounds import times
from sheets import BOTTOM, HANZI, LEFT, NUMBER, RIGHT, library_of, pdf_of, printed, sheets_of

from xuanlan.library.render import Library
from xuanlan.sheets.blocks import blocks_of
from xuanlan.sheets.common import with_pictures
from xuanlan.sheets.typeset import CannotPrintError, Sheet

PITCH = 225 / 22

FILES = {f"notices/2026/{number}.pdf": PDF for number in range(12)}


def _attached(count: int, **title: str) -> str:
    rows = "".join(
        f"\n  - {{file: {number}.pdf, title: {title.get('title', '表')}{number}。}}" for number in range(count)
    )
    return f"attachments:{rows}"


def test_one_attachment_has_no_number_and_no_name_ends_in_a_mark(tmp_path: Path) -> None:
    found = paper.letters(paper.text(printed(tmp_path / "1", "正文。\n", _attached(1), files=FILES).pdf))
    assert "正文。附件：表0云山职业技术学院" in found
    found = paper.letters(paper.text(printed(tmp_path / "3", "正文。\n", _attached(3), files=FILES).pdf))
    assert "附件：1.表02.表13.表2云山职业技术学院" in found


def test_the_names_of_attachments_stand_under_each_other_a_line_below_the_text(tmp_path: Path) -> None:
    words = paper.words(printed(tmp_path, "正文。\n", _attached(11, title="很长的附件名称" * 5), files=FILES).pdf)
    label = next(word for word in words if word.text.startswith("附件"))
    body = next(word for word in words if word.text.startswith("正文"))
    assert label.y0 - body.y0 == pytest.approx(2 * PITCH, abs=0.5)
    assert label.x0 == pytest.approx(LEFT + 2 * 156 / 28, abs=0.5)
    rest = [
        word
        for word in words
        if word.y0 > label.y0 + 1 and word.text.startswith(("附件名称", "的附件", "很长")) and word.y1 < BOTTOM
    ]
    assert len({round(word.x0) for word in rest if word.x0 < 70}) == 1, rest


@pytest.mark.parametrize("lines", range(10, 26))
def test_the_page_of_the_signature_has_some_of_the_text_too(tmp_path: Path, lines: int) -> None:
    for case, body in enumerate((HANZI[:28] * lines, f"{HANZI}\n\n" * lines, "开头。\n\n" + f"1. {HANZI}\n" * lines)):
        pdf = printed(tmp_path / str(case), body + "\n").pdf
        pages = paper.text(pdf).split("\f")
        place = next(number for number, page in enumerate(pages) if "2026年1月6日" in page)
        before = pages[place].split("云山职业技术学院")[0]
        assert any(sign in before for sign in HANZI[:28]), (case, pages[place])


def test_a_signature_in_the_text_is_not_set_twice(tmp_path: Path) -> None:
    made = printed(tmp_path, "正文。\n\n后勤处\n\n二〇二六年一月六日\n", _attached(1), files=FILES)
    assert paper.letters(paper.text(made.pdf)).endswith(
        "附件：表0后勤处二〇二六年一月六日"
    ) or "附件：表0后勤处二〇二六年一月六日" in paper.letters(paper.text(made.pdf))
    assert "云山职业技术学院" not in paper.text(made.pdf)


def test_the_date_begins_two_hanzi_after_the_name_and_the_longer_ends_two_from_the_right(tmp_path: Path) -> None:
    em = 156 / 28
    for unit in ("教务处", "云山职业技术学院创建文明校园工作领导小组办公室"):
        words = paper.words(printed(tmp_path / unit, "正文。\n", f"unit: {unit}").pdf)
        name, day = (next(word for word in words if word.text == wanted) for wanted in (unit, "2026年1月6日"))
        assert day.x0 - name.x0 == pytest.approx(2 * em, abs=1)
        assert max(name.x1, day.x1) == pytest.approx(RIGHT - 2 * em, abs=1)
        assert day.y0 - name.y0 == pytest.approx(PITCH, abs=0.1)


PERIOD = (
    "open_from: 2026-02-27",
    "open_until: 2026-03-05",
    "objections: {name: 纪检监察室, phone: 0000-8888030 转 2, address: 行政楼}",
)


def _public(*front: str) -> tuple[str, ...]:
    return ("title: 关于拟表彰名单的公示", "kind: 公示", "date: 2026-02-27", "id: case", *front)


def _notice(body: str, *front: str) -> dict[str, str]:
    return {"notices/2026/case.md": "---\n" + "\n".join(_public(*front)) + f"\n---\n{body}\n"}


def test_a_public_announcement_tells_its_period_and_who_hears_objections(tmp_path: Path) -> None:
    found = paper.letters(paper.text(printed(tmp_path / "a", "", files=_notice("名单如下。", *PERIOD)).pdf))
    assert (
        "名单如下。公示期：2026年2月27日至2026年3月5日。受理异议的部门：纪检监察室，电话：0000-8888030转2，地址：行政楼。"
        in found
    )
    body = "公示期为2026年2月27日（星期五）至3月5日，电话0000-8888030转2。"
    found = paper.letters(paper.text(printed(tmp_path / "b", "", files=_notice(body, *PERIOD)).pdf))
    assert body in found
    assert "公示期：" not in found
    assert "受理异议" not in found


def test_a_list_that_has_come_down_leaves_title_period_and_result(tmp_path: Path) -> None:
    files = _notice("张*明等三人。", *PERIOD, "list_until_closed: 是", "result: 公示期内未收到异议", "to: 各班级")
    found = paper.letters(paper.text(printed(tmp_path, "", files=files, now="2026-04-01").pdf))
    assert "张*明" not in found
    assert "各班级" not in found
    for words in (
        "关于拟表彰名单的公示",
        "公示期：2026年2月27日至2026年3月5日。",
        "公示结果：公示期内未收到异议。",
        "名单已按规定撤下",
    ):
        assert words in found


def test_a_withdrawn_notice_says_so_and_no_more(tmp_path: Path) -> None:
    found = paper.letters(
        paper.text(printed(tmp_path, "内容有误的正文。\n", "withdrawn: 内容有误", "contact: 学院总值班室").pdf)
    )
    assert "内容有误的正文" not in found
    assert "本文已撤回：内容有误。" in found
    assert "总值班室" not in found


def test_no_sheet_counts_days_from_the_day_it_was_printed(tmp_path: Path) -> None:
    found = paper.text(printed(tmp_path, "", files=_notice("名单如下。", *PERIOD)).pdf)
    assert "还剩" not in found


def _table(columns: int, rows: int, cell: str = "甲") -> str:
    head = "".join(f"| 列{number} " for number in range(columns))
    return f"{head}|\n{'|---' * columns}|\n" + ("".join(f"| {cell} " for _ in range(columns)) + "|\n") * rows


@pytest.mark.parametrize(("columns", "turned"), [(2, False), (18, False), (19, True), (30, True)])
def test_wide_tables_lie_on_a_turned_page_and_pages_are_counted_on(tmp_path: Path, columns: int, turned: bool) -> None:
    made = printed(tmp_path, f"前文。\n\n{_table(columns, 3)}\n后文。\n")
    sizes = paper.sizes(made.pdf)
    assert [width > height for width, height in sizes] == ([False, True, False] if turned else [False])
    assert NUMBER.findall(paper.text(made.pdf)) == [f"— {number} —" for number in range(1, len(sizes) + 1)]
    for word in paper.words(made.pdf):
        if turned and word.page == 2:
            assert 35 - 0.5 <= word.x0 < word.x1 <= 260.5
            assert word.y0 >= 27
        else:
            assert LEFT - 0.5 <= word.x0 < word.x1 <= RIGHT + 0.5
    found = paper.letters(paper.text(made.pdf))
    assert all(f"列{number}" in found for number in range(columns))
    assert found.count("甲") == columns * 3


def test_a_table_of_more_columns_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CannotPrintError) as caught:
        printed(tmp_path, _table(31, 1))
    assert caught.value.code == "sheet-table-too-wide"


def test_the_head_of_a_long_table_stands_on_every_page(tmp_path: Path) -> None:
    pdf = printed(tmp_path, f"前文。\n\n{_table(4, 90)}\n后文。\n").pdf
    pages = paper.text(pdf).split("\f")[:-1]
    assert len(pages) >= 3
    assert all("列3" in page for page in pages if "甲" in page)


@pytest.mark.parametrize("columns", [3, 9, 18])
def test_long_latin_stays_in_its_column_and_in_the_text(tmp_path: Path, columns: int) -> None:
    address = "https://www.example.cn/" + "WMQ" * 20
    pdf = printed(tmp_path, f"网址{address}。\n\n{_table(columns, 1, address)}\n文{'_' * 90}。\n").pdf
    assert all(LEFT - 0.5 <= word.x0 < word.x1 <= RIGHT + 0.5 for word in paper.words(pdf))
    assert paper.letters(paper.text(pdf)).count("WMQWMQ") >= 10
    picture = paper.pictures(pdf, 100)[0]
    for x in (LEFT - 2, RIGHT + 2):
        assert all(picture.at(x, y) > 200 for y in range(40, 255)), "nothing leaves the type area"


def test_merged_cells_are_set_as_a_browser_sets_them(tmp_path: Path) -> None:
    rows = "<tr><th rowspan=2>甲</th><th colspan=2>乙</th></tr><tr><th>丙</th><th>丁</th></tr><tr><td rowspan=9>戊</td><td colspan=7>己</td></tr><tr><td>庚</td></tr>"
    words = {word.text: word for word in paper.words(printed(tmp_path, f"<table>{rows}</table>\n").pdf)}
    assert words["甲"].x0 < words["丙"].x0 < words["丁"].x0
    assert words["乙"].y0 < words["丙"].y0 == words["丁"].y0
    assert words["戊"].x0 < words["己"].x0
    assert words["己"].y0 < words["庚"].y0


def test_two_hundred_items_and_three_thousand_characters_are_printed_whole(tmp_path: Path) -> None:
    items = "".join(f"{number}. 第{number}项{HANZI[:20]}\n" for number in range(1, 201))
    pdf = printed(tmp_path / "items", items).pdf
    found = paper.letters(paper.text(pdf))
    assert all(f"{number}.第{number}项{HANZI[:20]}" in NUMBER.sub("", found) for number in (1, 9, 99, 200))
    assert 8 <= paper.pages(pdf) <= 12
    long = "".join(f"{HANZI[:28] * 7}。\n\n" for _ in range(16))
    pdf = printed(tmp_path / "long", long).pdf
    assert paper.letters(NUMBER.sub("", paper.text(pdf).replace("\f", "\n"))).count("天地玄黄") == 16 * 7
    assert paper.pages(pdf) == 7


LINES = {
    "一": "".join(f"{sign}、遵守纪律，不迟到不早退。\n" for sign in "一二三四五六七八九十" * 3),
    "（一）": "".join(f"（{sign}）遵守纪律，不迟到。\n" for sign in "一二三四五六七八九十" * 3),
    "##": "".join(f"## 标题{number}\n\n" for number in range(40)),
    "-": "".join(f"- # 标题{number}\n" for number in range(40)),
}


@pytest.mark.parametrize("body", LINES.values(), ids=LINES)
def test_a_page_of_headings_begins_below_the_title(tmp_path: Path, body: str) -> None:
    words = paper.words(printed(tmp_path, body).pdf)
    assert (
        len([word for word in words if word.page == 1 and word.y1 < BOTTOM]) == 21
    )  # the title, an empty line, 20 lines


@pytest.mark.parametrize("lines", range(17, 20))
def test_headings_stay_with_the_text_under_them(tmp_path: Path, lines: int) -> None:
    body = "段落。\n\n" * lines + "一、要求\n（一）时间\n请按时到场。\n" + "段落。\n\n" * 9
    words = {word.text: word for word in paper.words(printed(tmp_path, body).pdf)}
    assert words["一、要求"].page == words["（一）时间"].page == words["请按时到场。"].page


def test_a_heading_in_a_list_stands_beside_its_sign(tmp_path: Path) -> None:
    words = paper.words(printed(tmp_path, "1. # 标题\n\n    文字。\n").pdf)
    assert [word.text for word in words if word.y1 < BOTTOM][1:3] == ["1.标题", "文字。"]


def test_footnotes_and_tasks_come_out_sensibly(tmp_path: Path) -> None:
    pdf = printed(tmp_path, "文字[^1]。\n\n- [ ] 甲\n- [x] 乙\n\n[^1]: 注释。\n").pdf
    found = paper.letters(paper.text(pdf))
    assert "文字1。甲乙1.注释。" in found
    assert "↩" not in found


def _jpeg(root: Path, *options: str) -> bytes:
    """A page of ours as poppler writes it in JPEG."""
    pdf = printed(root, "正文。\n").pdf
    command = ("pdftoppm", "-r", "20", "-singlefile", *options, "-", str(root / "page"))
    subprocess.run(command, input=pdf, check=True)
    return (root / "page.jpg").read_bytes()


PICTURES = {
    "a.png": png(300, 200, 6, 4), "rgb.png": png(300, 200, 2, 3), "dot.png": png(1, 1), "wide.png": png(6000, 20),
    "tall.png": png(20, 6000), "a.gif": GIF, "a.webp": WEBP,
}  # fmt: skip


def _sound_with(root: Path, name: str, content: bytes) -> None:
    pdf = printed(root, f"前文。\n\n![图]({name})\n\n后文。\n", files={f"notices/2026/{name}": content}).pdf
    assert paper.pages(pdf) == 1
    picture = paper.pictures(pdf, 60)[0]
    assert all(picture.at(x, y) > 240 for x in (LEFT - 3, RIGHT + 3) for y in range(40, 250))
    assert "前文。后文。" in paper.letters(paper.text(pdf))


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_every_kind_that_a_site_may_have_are_printed_inside_the_type_area(
    tmp_path: Path, name: str
) -> None:
    _sound_with(tmp_path, name, PICTURES[name])


@pytest.mark.parametrize("options", [("-jpeg",), ("-jpeg", "-gray")])
def test_photographs_are_printed_in_colour_or_grey(tmp_path: Path, options: tuple[str, ...]) -> None:
    _sound_with(tmp_path / "sheet", "照片.jpg", _jpeg(tmp_path / "photo", *options))


def test_a_picture_that_cannot_be_printed_is_named(tmp_path: Path) -> None:
    damaged = PICTURES["a.png"].replace(b"IDAT", b"IDOT")
    bad = {"破损.png": damaged, "印刷.jpg": _jpeg(tmp_path / "photo", "-jpegcmyk")}
    for number, (name, content) in enumerate(bad.items()):
        files = {f"notices/2026/{name}": content, "notices/2026/好.png": PICTURES["a.png"]}
        with pytest.raises(CannotPrintError) as caught:
            printed(tmp_path / str(number), f"![图](好.png)\n\n![图]({name})\n", files=files)
        assert (caught.value.code, caught.value.facts) == ("sheet-picture", {"found": f"notices/2026/{name}"})


def test_whatever_is_written_is_printed_or_refused_by_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    library = library_of(tmp_path_factory.mktemp("site"), "正文。\n")
    entry = library.by_id["case"]
    (sheet,) = sheets_of(library, "sheet", entry)

    @settings(max_examples=times(60))
    @given(text=ODD_TEXTS | MARKDOWN_TEXTS)
    def printed_or_refused(text: str) -> None:
        blocks = with_pictures(blocks_of(render(text, there)[0].html), entry)
        code = _problem(library, Sheet(sheet.template, {**sheet.data, "blocks": blocks}, sheet.source))
        assert code in ("", "sheet-character", "sheet-table-too-wide")

    printed_or_refused()


def _problem(library: Library, sheet: Sheet) -> str:
    """The code of what stands in the way of `sheet`; empty when it can be printed."""
    try:
        pdf_of(library, [sheet])
    except CannotPrintError as error:
        return error.code
    return ""
