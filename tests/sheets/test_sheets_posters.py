"""Posters of any notice: one page, whole, readable, the same bytes; and what is said when there is too much."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import paper
import pytest
from commands import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import letters
from rounds import times
from sheets import library_of, pdf_of, printed, sheets_of
from sites import NOW, Site, front, instead, new_site, notice
from trees import Built

from xuanlan import addresses
from xuanlan.build.build import inspect
from xuanlan.models.schedule import parse_now
from xuanlan.sheets.look import AS_USUAL, Look, design_of
from xuanlan.sheets.poster import divisions
from xuanlan.sheets.typeset import CannotPrintError

MARGIN = 16.0
"""White around an A4 poster, in millimetres."""
GROUND = 12.0
"""White, or ground, around what stands on the ground of a design."""
A3 = 420 / 297
SENTENCE = "春节期间校园实行封闭管理，外来人员须持有效证件登记进入。"
TITLE = (
    "关于进一步做好2026年冬春季节学校食堂食品安全、传染病防控、用电用火安全和极端天气应对等各项安全管理工作"
    "并切实加强值班值守和信息报送有关事项的补充通知"
)


@pytest.fixture(scope="module")
def posters(demo: Built) -> dict[str, bytes]:
    """Every public notice of the demo site as a poster."""
    library = demo.library
    return {e.id: pdf_of(library, sheets_of(library, "poster", e)) for e in library.public if e.state != "withdrawn"}


def _plain(demo: Built, ident: str) -> bool:
    return design_of(demo.library, AS_USUAL, demo.library.by_id[ident]) == "plain"


def test_every_notice_of_the_demo_is_one_page_that_says_all_that_matters(
    demo: Built, posters: dict[str, bytes]
) -> None:
    library = demo.library
    assert len(posters) > 40
    for ident, pdf in posters.items():
        entry = library.by_id[ident]
        address = addresses.public(library.site.url, entry.address)
        assert paper.pages(pdf) == 1, ident
        paper.inside(pdf, MARGIN if _plain(demo, ident) else GROUND)
        text = letters(paper.text(pdf))
        said = [entry.notice.title, entry.notice.kind, *library.units(entry), address, "扫码看全文"]
        said += [f"{entry.notice.date.year}年{entry.notice.date.month}月{entry.notice.date.day}日"]
        said += (
            [entry.notice.place or "", entry.notice.doc_no or ""]
            if library.kinds[entry.notice.kind].layout != "rules"
            else []
        )
        assert [words for words in said if letters(words) not in text] == [], ident
        assert ("紧急" in text.partition(letters(entry.notice.title))[0]) == entry.notice.urgent, ident


def test_the_code_of_every_demo_poster_is_read_from_the_paper_and_large_enough(
    demo: Built, posters: dict[str, bytes]
) -> None:
    for ident, pdf in posters.items():
        (picture,) = paper.pictures(pdf, 150)
        ((address, left, top, right, bottom),) = paper.code_boxes(picture)
        assert address == addresses.public(demo.library.site.url, addresses.notice(ident))
        assert min(right - left, bottom - top) >= 29.7  # corners are found to half a dot
        assert right <= 210 - MARGIN + 0.5


def test_every_font_of_a_poster_is_embedded_subset_and_readable(posters: dict[str, bytes]) -> None:
    for pdf in posters.values():
        for font in paper.fonts(pdf):
            assert font.embedded, font
            assert font.subset, font
            assert font.unicode, font


def test_a_poster_on_a3_is_the_same_enlarged(demo: Built, posters: dict[str, bytes]) -> None:
    for ident in ("2026-024", "2024-003"):
        large = pdf_of(demo.library, sheets_of(demo.library, "poster", demo.library.by_id[ident], paper="a3"))
        assert paper.sizes(large)[0] == pytest.approx((297, 420), abs=0.1)
        assert letters(paper.text(large)) == letters(paper.text(posters[ident]))
        boxes = {word.text: word[1:5] for word in paper.words(posters[ident])}
        same = [word for word in paper.words(large) if word.text in boxes]
        assert len(same) > 0.8 * len(boxes)
        for word in same:
            assert word[1:5] == pytest.approx([A3 * edge for edge in boxes[word.text]], abs=0.2)
        ((_, left, _, right, _),) = paper.code_boxes(paper.pictures(large, 100)[0])
        assert right - left >= 43


def test_urgency_is_seen_without_colours(demo: Built, posters: dict[str, bytes]) -> None:
    entry = demo.library.by_id["2026-024"]
    bare = pdf_of(demo.library, sheets_of(demo.library, "poster", entry, look=Look("plain")))
    for pdf, dark in ((bare, True), (posters[entry.id], False)):
        (picture,) = paper.pictures(pdf, 150)
        mark = next(word for word in paper.words(pdf) if word.text.startswith("紧急"))
        beside = picture.at(mark.x0 - 1, (mark.y0 + mark.y1) / 2)
        assert beside < 30 if dark else beside > 225
    rule = [paper.pictures(bare, 150)[0].at(60, y / 10) for y in range(200, 400)]
    assert min(rule) < 90  # on white: a contrast of more than 6:1


@settings(max_examples=times(4), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_poster_is_one_whole_page_whatever_is_written(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hanzi = st.sampled_from("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁的，、“”《》（）2026年ABCabc ·：—")
    line = st.text(hanzi, min_size=1, max_size=300).map(lambda s: "文" + s.strip())
    title = "题" + data.draw(st.text(hanzi, min_size=3, max_size=79)).replace("#", "").strip()
    body = "\n\n".join(data.draw(st.lists(line, min_size=1, max_size=10)))
    fields = ["expires: 2026-02-01", "place: 大学生活动中心", "event_from: 2026-01-20 14:00", "urgent: 是", "deadline: 2026-01-25",
              "audience: 学生, 家长", "doc_no: 云职院〔2026〕17号", "contact: {name: 值班室, phone: 0000-8888001}"]  # fmt: skip
    chosen = data.draw(st.lists(st.sampled_from(fields), unique=True))
    file = front(f"title: {title!r}".replace("'", '"'), *instead("title: x")[1:], *chosen, body=body)
    library = (
        Site(tmp_path_factory.mktemp("site")).write({"notices/2026/case.md": file}).inspect(keep_going=True).library
    )
    pdf = pdf_of(library, sheets_of(library, "poster", library.by_id["case"]))
    assert paper.pages(pdf) == 1
    paper.inside(pdf, GROUND if library.by_id["case"].notice.urgent else MARGIN)
    text = letters(paper.text(pdf))
    assert letters(library.by_id["case"].notice.title) in text
    assert paper.codes(pdf, 150) == ["https://board.college.example/n/case/"]


@pytest.mark.parametrize("length", [4, 10, 20, 40, 60, 80])
@pytest.mark.parametrize("sentences", [1, 12, 110])
def test_one_page_for_titles_of_4_to_80_characters_and_texts_of_a_line_to_3000(
    tmp_path: Path, length: int, sentences: int
) -> None:
    body = "\n\n".join([SENTENCE * 5] * (sentences // 5) or [SENTENCE])
    library = (
        Site(tmp_path)
        .write({"notices/2026/case.md": front(*instead(f"title: {TITLE[-length:]}"), body=body)})
        .inspect()
        .library
    )
    pdf = pdf_of(library, sheets_of(library, "poster", library.by_id["case"]))
    assert paper.pages(pdf) == 1
    paper.inside(pdf, MARGIN)
    text = letters(paper.text(pdf))
    assert TITLE[-length:] in text
    heights = [round(word.y1 - word.y0, 2) for word in paper.words(pdf) if word.y0 > 33]
    assert max(heights) == heights[0] > 1.2 * sorted(set(heights))[-2]
    assert heights[0] / paper.POINT >= (25 if length > 40 else 36)
    count = text.count(SENTENCE)
    assert count == sentences if sentences == 1 else 3 <= count <= 15


def test_a_short_text_stands_in_full_with_its_lists(tmp_path: Path) -> None:
    _, _, pdf = printed(tmp_path, "各部门：\n\n请带：\n\n1. 身份证\n2. 学生证\n    - 原件\n", kind="poster")
    assert letters("各部门：请带：1.身份证2.学生证·原件") in letters(paper.text(pdf))


def test_a_long_text_is_told_by_its_opening_and_its_headings_each_with_its_first_sentence(tmp_path: Path) -> None:
    body = f"{SENTENCE}\n\n" + "".join(
        f"{head}\n\n{SENTENCE * 20}\n\n" for head in ("一、时间", "二、范围", "三、要求")
    )
    _, _, pdf = printed(tmp_path, body, kind="poster")
    found = letters(paper.text(pdf))
    assert all(f"{head}{SENTENCE}" in found for head in ("一、时间", "二、范围", "三、要求"))


def test_numbered_sentences_are_no_headings(tmp_path: Path) -> None:
    body = f"{SENTENCE}\n\n一、无关\n\n二、{SENTENCE * 30}\n\n三、无关\n"
    _, _, pdf = printed(tmp_path, body, kind="poster")
    assert "一、" not in paper.text(pdf)


def test_the_state_of_a_notice_that_is_over_is_told_but_no_days_that_are_left(tmp_path: Path) -> None:
    open_days = ("open_from: 2026-02-25", "open_until: 2026-03-03")
    over = paper.text(printed(tmp_path / "1", "正文。\n", "expires: 2026-02-01", kind="poster").pdf)
    assert "本文有效期至2026年2月1日，现已失效，仅供查阅。" in letters(over)
    running = letters(paper.text(printed(tmp_path / "2", "正文。\n", *open_days, kind="poster").pdf))
    assert "公示期2026年2月25日至2026年3月3日" in running
    assert "还剩" not in running


def test_the_receiver_of_objections_is_named_while_the_public_may_object(tmp_path: Path) -> None:
    more = ("open_from: 2026-02-25", "open_until: 2026-03-03", "contact: {name: 教务处, phone: 0000-8888014}",
            "objections: {name: 纪检监察室, phone: 0000-8888030}")  # fmt: skip
    text = letters(paper.text(printed(tmp_path / "1", "正文。\n", *more, kind="poster").pdf))
    assert "受理：纪检监察室0000-8888030" in text
    text = letters(paper.text(printed(tmp_path / "2", "正文。\n", *more, kind="poster", now="2026-03-05").pdf))
    assert "联系：教务处0000-8888014" in text
    mail = "contact: {email: office@college.example}"
    assert "联系" not in paper.text(printed(tmp_path / "3", "正文。\n", mail, kind="poster").pdf)


def test_a_list_that_was_taken_down_is_not_on_the_poster(tmp_path: Path) -> None:
    more = (
        "open_from: 2026-02-01",
        "open_until: 2026-02-08",
        "list_until_closed: 是",
        "result: 公示期内未收到异议。",
        "summary: 张三获奖。",
    )
    text = letters(paper.text(printed(tmp_path, "李四获奖。\n", *more, kind="poster").pdf))
    assert "公示期内未收到异议。" in text
    assert "张三" not in text
    assert "李四" not in text


def test_rare_hanzi_print_and_those_without_a_picture_are_named(tmp_path: Path) -> None:
    for number, (words, missing) in enumerate(
        [("喆堃昇𠮷㐂㎡①⑳☎→℃é", ""), ("CO₂、m²、x³、H₂O", ""), ("\U00012000", "\U00012000")]
    ):
        file = {"notices/2026/t.md": front(*instead(f"title: 关于{words}的通知")[:3], "id: t", body="正文。\n")}
        library = library_of(tmp_path / str(number), "正文。\n", files=file)
        sheets = sheets_of(library, "poster", library.by_id["t"])
        if missing:
            with pytest.raises(CannotPrintError) as caught:
                pdf_of(library, sheets)
            assert (caught.value.code, caught.value.facts) == ("sheet-character", {"found": missing})
        else:
            assert words in letters(paper.text(pdf_of(library, sheets)))


def test_long_addresses_in_title_and_text_stay_on_the_sheet(tmp_path: Path) -> None:
    url = (
        "https://very-long-host.example.edu.example/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz?x=1"
    )
    file = front(*instead(f"title: 启用{url}的WebVPN")[:3], "id: t", body=f"请访问 {url} 登录。\n")
    library = library_of(tmp_path, "正文。\n", files={"notices/2026/t.md": file})
    pdf = pdf_of(library, sheets_of(library, "poster", library.by_id["t"]))
    paper.inside(pdf, MARGIN)
    assert letters(paper.text(pdf)).count(url) == 2


def test_without_an_address_a_poster_says_where_the_text_is(tmp_path: Path) -> None:
    site = Site(tmp_path)
    library = inspect(replace(site.facts(), url=""), NOW).library
    pdf = pdf_of(library, sheets_of(library, "poster", library.by_id["duty"]))
    assert paper.codes(pdf, 150) == []
    assert "全文请看云山职业技术学院网站" in letters(paper.text(pdf))


def test_lines_of_a_title_do_not_end_inside_a_short_name(tmp_path: Path) -> None:
    for number, (title, lines) in enumerate(
        [
            ("讲座预告：期末季的压力管理", ["讲座预告：", "期末季的压力管理"]),
            ("“光盘行动”倡议书", ["“光盘行动”", "倡议书"]),
        ]
    ):
        library = (
            Site(tmp_path / str(number))
            .write({"notices/2026/case.md": front(*instead(f"title: {title}"))})
            .inspect()
            .library
        )
        found = divisions(library.by_id["case"])
        assert lines in found
        assert all("".join(way) == title for way in found)
        assert not any(re.search("“[^”]*$", before) for way in found for before, _ in pairwise(way) if number)


def test_the_same_poster_has_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site", {
        "2026/a.md": notice("关于清扫积雪的通知", "2026-11-20", SENTENCE * 9, id="a", urgent="是"),
        "2026/r.md": notice("学生“三不”规定", "2026-01-05", "1. 不迟到；\n2. 不早退；\n3. 不旷课。\n", kind="规定", id="r"),
    })  # fmt: skip
    made = set()
    for variables in ({}, {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C"}):
        done = run("xuanlan", "print", "a", "r", "--as", "海报", "--proof", "--out", "x.pdf", cwd=site, **variables)
        assert done.returncode == 0, done.stderr
        made.add(hashlib.sha256((site / "x.pdf").read_bytes()).hexdigest())
    facts = replace(Site(tmp_path / "other").facts(), root=site, docs=site / "docs")
    library = inspect(facts, parse_now("2026-11-22")).library
    sheets = sheets_of(library, "poster", library.by_id["a"], library.by_id["r"])
    assert pdf_of(library, sheets) == pdf_of(library, sheets)
    assert len(made) == 1
