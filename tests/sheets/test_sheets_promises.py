"""What a poster tells of a text: no promise without what is promised, no heading alone, and the list or how long it is."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import paper
import pytest
from office_files import png
from paper import letters
from rounds import times
from sheets import library_of, pdf_of, printed, sheets_of
from sites import front
from trees import Built

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.sheets.gist import line_of
from xuanlan.sheets.look import PAPERS, Look
from xuanlan.sheets.promises import how_many, kept, named, promises, sentences
from xuanlan.sheets.versions import gists

OPEN = ("open_from: 2026-02-25", "open_until: 2026-03-03")
SENTENCE = "春节期间校园实行封闭管理，外来人员须持有效证件登记进入。"
LEAD = "经本人申请、班级评议、学院评审，现将拟资助学生名单公示如下："
"""The beginning of a 公示 as most are written."""
NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"


def _rank(words: str) -> str:
    """The sign that a number of a heading ends in, or begins with: 、 for 一、, （ for （一）."""
    found = re.match(r"[一二三四五六七八九十]+(、)|(（)|[0-9]+([.．、])", words)
    return next(filter(None, found.groups()), "") if found else ""


def _told(parts: list[dict[str, Any]]) -> None:
    """Fails where one of `parts` speaks of what is not behind it."""
    assert parts
    for part, after in pairwise([*parts, {}]):
        words = ("" if "table" in part else line_of(part["i"])).strip()
        if part.get("head"):
            told = "扫码" in words or "见网站" in words  # where a list is, and no heading
            assert told or (after and not (after.get("head") and _rank(line_of(after["i"])) == _rank(words))), words
        if words and promises(sentences(words)[-1]):
            assert after, words


def test_no_version_of_a_demo_text_promises_what_it_does_not_tell(demo: Built) -> None:
    for entry in demo.library.public:
        for version in gists(demo.library, entry) if entry.state != "withdrawn" else ():
            if version["parts"]:
                _told(version["parts"])


@pytest.fixture(scope="module")
def posters(demo: Built) -> dict[str, str]:
    """What stands on the poster of each notice of the demo that is public, as letters."""
    library = demo.library
    entries = [entry for entry in library.public if entry.state != "withdrawn"]
    return {entry.id: _poster(library, entry) for entry in entries}


def _poster(library: Library, entry: Entry, paper_size: str = "a4", design: str = "") -> str:
    pdf = pdf_of(library, sheets_of(library, "poster", entry, paper=paper_size, look=Look(design)))
    assert paper.pages(pdf) == 1
    return letters(paper.text(pdf))


def test_every_list_of_a_demo_notice_is_on_its_poster_or_counted(demo: Built, posters: dict[str, str]) -> None:
    counted = 0
    for ident, found in posters.items():
        entry = demo.library.by_id[ident]
        if entry.notice.kind == "公示" and "<table" in entry.rendered.html and entry.state == "open":
            rows = entry.rendered.html.count("<tr>") - 1
            names = [letters(line) for line in entry.rendered.text.split("\n") if "*" in line]
            assert f"名单共{rows}" in found or all(name.split("\t")[-1] in found for name in names)
            counted += 1
    assert counted


def _public(root: Path, body: str, *lines: str, files: Mapping[str, str | bytes] = {}) -> tuple[Library, Entry]:
    """A site with a 公示 of this text."""
    written = front("title: 关于资助名单的公示", "kind: 公示", "date: 2026-02-25", "id: g", *OPEN, *lines, body=body)
    library = library_of(root, "正文。\n", files={"notices/2026/g.md": written, **files}, now="2026-02-26")
    return library, library.by_id["g"]


def _rows(count: int) -> str:
    rows = (f"| {n} | 护理{n:02}班 | {NAMES[n % 30]}某某 |" for n in range(1, count + 1))
    return "| 序号 | 班级 | 姓名 |\n|---|---|---|\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize(("count", "listed"), [(8, True), (16, True), (58, False), (200, False)])
def test_a_list_stands_on_the_poster_where_it_fits_and_is_counted_where_not(
    tmp_path: Path, count: int, listed: bool
) -> None:
    found = _poster(*_public(tmp_path, f"{LEAD}\n\n{_rows(count)}"))
    names = [f"护理{n:02}班{NAMES[n % 30]}某某" for n in range(1, count + 1)]
    assert all(name in found for name in names) == listed
    assert (f"名单共{count}人，扫码查看。" in found) != listed
    assert ("公示如下" in found) == listed


def test_the_same_list_fits_on_larger_paper(tmp_path: Path) -> None:
    library, entry = _public(tmp_path, f"{LEAD}\n\n{_rows(34)}")
    found = {size: _poster(library, entry, size) for size in PAPERS}
    assert "名单共34人" in found["a4"]
    assert "名单共34人" not in found["a2"]
    assert "护理34班" in found["a2"]


def test_names_in_lines_and_in_attachments_are_lists_too(tmp_path: Path) -> None:
    names = "、".join(f"{sign}某某" for sign in NAMES)
    short = _poster(*_public(tmp_path / "a", f"{LEAD}\n\n{names}\n"))
    assert letters(names) in short
    many = "\n\n".join([names] * 60)
    long = _poster(*_public(tmp_path / "b", f"{LEAD}\n\n{many}\n"))
    assert f"名单共{30 * 60}人，扫码查看。" in long
    assert "如下" not in long
    given = "attachments: [{file: 名单.png, title: 拟资助学生名单}]"
    files: dict[str, str | bytes] = {"notices/2026/名单.png": png()}
    assert "名单见附件，扫码查看。" in _poster(*_public(tmp_path / "c", f"{SENTENCE * 30}\n", given, files=files))


def test_a_text_that_does_not_fit_is_told_heading_by_heading_each_with_a_sentence(tmp_path: Path) -> None:
    body = "现将有关事项通知如下。\n\n" + "".join(
        f"## {number}、要求{number}\n\n{SENTENCE}{'细则。' * 90}\n\n" for number in "一二三四"
    )
    found = letters(paper.text(printed(tmp_path, body, kind="poster").pdf))
    assert all(f"{number}、要求{number}{SENTENCE}" in found for number in "一二三四")
    assert "通知如下" in found
    alone = "现将有关事项通知如下。\n\n" + "".join(f"## {n}、要求\n\n{SENTENCE * 40}\n\n" for n in "一二三四五六七八九")
    assert "如下" not in paper.text(printed(tmp_path / "b", alone, kind="poster").pdf)


def test_promises_are_known_and_what_can_stand_without_them_is_kept() -> None:
    for words in (
        "现将有关事项通知如下。",
        "安排如下：",
        "各系情况见下表。",
        "拟推荐下列12名学生，现予公示。",
        "以下几点请注意。",
    ):
        assert promises(words), words
    for words in ("18岁以下儿童免费。", "以下简称“学院”。", "校园封闭。", "8:30开始。"):
        assert not promises(words), words
    for words, told, left in (
        ("根据校历，学院定于1月20日放假，现将有关事项通知如下。", False, "根据校历，学院定于1月20日放假。"),
        ("为做好假期工作，确保师生安全，现将有关事项通知如下：", False, ""),
        ("拟推荐下列12名学生，现予公示。", True, "拟推荐下列12名学生，现予公示。"),
        ("拟推荐下列12名学生，现予公示。", False, ""),
        ("现将名单公示如下：", True, ""),
        ("校园封闭。", False, "校园封闭。"),
    ):
        assert kept(words, told=told) == left, words


def test_what_a_list_is_of_is_told_by_its_head() -> None:
    rows = [["1", "甲"], ["2", "乙"], ["合计", "2"]]
    assert how_many([["序号", "姓名"], *rows], 1) == (2, "人")
    assert how_many([["序号", "班级"], *rows], 1) == (2, "个班级")
    assert how_many([["序号", "内容"], *rows], 1) == (2, "项")
    assert how_many([["姓名", "姓名"], ["甲", "乙"], ["丙", ""]], 1) == (3, "人")
    assert named([{"i": [{"s": "张三、李四、王五、赵六"}]}, {"i": [{"s": "请于明天报到。"}]}]) == 4
    assert named([{"i": [{"s": "请于明天报到。"}]}]) == 0


def _made_up(chance: random.Random) -> str:
    """A text as offices write them."""
    lead = chance.choice(
        (LEAD, "现将有关事项通知如下。", SENTENCE, f"{SENTENCE}现就有关事项通知如下：", "拟表彰下列同学。")
    )
    parts = [lead]
    listed = chance.choice(("", _rows(chance.randrange(2, 90)), "、".join(f"{n}某某" for n in NAMES)))
    parts += [listed] if listed else []
    for number in range(chance.choice((0, 0, 2, 4, 7, 9) if listed else (2, 4, 7, 9))):
        parts.append(f"{'一二三四五六七八九'[number]}、{chance.choice(('时间', '地点和要求', '其他事项'))}")
        inside = [SENTENCE * chance.randrange(1, 9), "安排如下：\n\n" + _rows(chance.randrange(2, 9)), "1. 甲\n2. 乙\n"]
        parts.append(chance.choice([*inside, f"{SENTENCE}要求如下：\n\n1. 甲{SENTENCE}\n2. 乙{SENTENCE}\n"]))
    return "\n\n".join(parts) + "\n"


def test_whatever_is_written_a_poster_promises_nothing_that_it_does_not_tell(tmp_path: Path) -> None:
    chance = random.Random(22)
    for number in range(times(6)):
        body = _made_up(chance)
        library, entry = _public(tmp_path / str(number), body)
        for one in (entry, library.by_id["case"]):
            for version in gists(library, one):
                if version["parts"]:
                    _told(version["parts"])
        design = chance.choice(("plain", "red", "safety", "festival", "urgent"))
        found, rows = _poster(library, entry, design=design), body.split("\n\n")[1].count("班") - 1
        if "公示如下" in found and rows > 0:
            assert f"护理{rows:02}班" in found
