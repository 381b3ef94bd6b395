"""Banners: slogans of the command line and of notices as print files."""

from __future__ import annotations

from pathlib import Path

import paper
import pytest
from cases import every
from commands import call
from sheets import library_of, pdf_of
from sites import new_site, notice

from xuanlan.channels.banners import LONGEST, USUAL, Size, banners, files, slogans
from xuanlan.render.pages import Pages
from xuanlan.sheets.typeset import CannotPrintError

AROUND = 14
"""Millimetres around a banner for the marks where it is cut."""
LISTED = "各位同学：\n\n## 宣传标语\n\n1. 爱护校园，从我做起。\n2. “节约粮食”\n\n### 备用标语\n\n- 讲文明\n\n## 其他\n\n- 不是标语\n"
LEADS = "我们倡议：\n\n1. **文明就餐。** 不剩饭菜。\n2. **排队取餐。** 不插队。\n"


@every(
    ("line", "size"),
    [(line, size) for line in ("节约", "爱护校园，从我做起", "字" * 30, "AED 在一楼") for size in (USUAL, Size(1, 6))],
)
def test_a_slogan_is_one_line_in_the_middle_of_a_tenth_of_its_size(
    tmp_path_factory: pytest.TempPathFactory, line: str, size: Size
) -> None:
    library = library_of(tmp_path_factory.mktemp("site"), "正文。")
    pdf = pdf_of(library, banners(library, [line], size, "标语"))
    ((wide, high),) = paper.sizes(pdf)
    assert (round(wide), round(high)) == (size.wide * 100 + 2 * AROUND, size.high * 100 + 2 * AROUND)
    note = [word for word in paper.words(pdf) if word.y0 > high - AROUND]
    assert f"成品{size.words}".replace(" ", "") in "".join(word.text for word in note)
    words = [word for word in paper.words(pdf) if word not in note]
    assert paper.letters("".join(word.text for word in words)) == paper.letters(line)
    assert max(word.y1 for word in words) - min(word.y0 for word in words) < size.high * 100
    left, right = min(word.x0 for word in words) - AROUND, wide - AROUND - max(word.x1 for word in words)
    assert left >= 0.3 * size.high * 100
    assert abs(left - right) < 0.02 * wide


def test_a_slogan_for_which_the_cloth_is_too_short_is_refused(tmp_path: Path) -> None:
    library = library_of(tmp_path, "正文。")
    with pytest.raises(CannotPrintError, match="sheet-banner-too-long"):
        pdf_of(library, banners(library, ["字" * LONGEST], Size(5, 10), "标语"))


@every(
    ("body", "expected"),
    [
        (LISTED, ["爱护校园，从我做起", "节约粮食", "讲文明"]),
        (LEADS, ["文明就餐", "排队取餐"]),
        ("没有。\n\n1. 普通的条目。\n", []),
        ("## 口号\n\n" + "长" * (LONGEST + 1) + "\n\n短\n", ["短"]),
    ],
)
def test_a_notice_has_the_slogans_that_it_lists(
    tmp_path_factory: pytest.TempPathFactory, body: str, expected: list[str]
) -> None:
    library = library_of(tmp_path_factory.mktemp("site"), body)
    entry = library.by_id["case"]
    assert slogans(library, entry) == expected
    made = list(files(Pages(library, None), entry))
    assert [paper.pages(out.content) for out in made if isinstance(out.content, bytes)] == [len(expected)] * bool(made)
    assert bool(made) == bool(expected)


def test_a_withdrawn_notice_has_none(tmp_path: Path) -> None:
    library = library_of(tmp_path, LISTED, "withdrawn: 内容有误。")
    assert slogans(library, library.by_id["case"]) == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_site(
        tmp_path_factory.mktemp("command") / "网站", {"a.md": notice("倡议书", kind="倡议书", body=LEADS, id="a")}
    )


def test_the_command_writes_a_page_for_every_slogan(site: Path, tmp_path: Path) -> None:
    done = call("banner", "讲文明", "树新风", "--size", "1×6", "--out", str(tmp_path / "一.pdf"), cwd=site)
    assert done.returncode == 0, done.stderr
    assert "2 条，1 米 × 6 米" in done.stdout + done.stderr
    assert paper.pages((tmp_path / "一.pdf").read_bytes()) == 2
    done = call("banner", "--from", "a", "--out", str(tmp_path / "二.pdf"), cwd=site)
    assert done.returncode == 0, done.stderr
    assert "排队取餐" in paper.letters(paper.text((tmp_path / "二.pdf").read_bytes()))


@every(
    ("arguments", "told"),
    [
        ((), "请写标语"),
        (("字" * 41,), "最多 40 个字"),
        ((" ",), "标语是空的"),
        (("讲文明", "--size", "大"), "不是横幅的尺寸"),
        (("讲文明", "--size", "2x3"), "不是横幅的尺寸"),
        (("--from", "b"), "没有编号为 b 的文稿"),
        (("讲文明", "--from", "a"), "只能写一样"),
        (("讲文明", "--out", "notices/一.pdf"), "那里是网站的内容"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(site: Path, arguments: tuple[str, ...], told: str) -> None:
    done = call("banner", *arguments, cwd=site)
    assert done.returncode == 2
    assert told in done.stderr
