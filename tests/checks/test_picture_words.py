"""Pictures without words: which they are, where they are told, and what is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cases import every
from office_files import png
from sites import BODY, NOW, bare, sample, write

from xuanlan.build.build import inspect

CODES = ("picture-wordless", "picture-named")


def found(root: Path, body: str, page: str = "欢迎。\n") -> list[tuple[str, str, int, int, str]]:
    names = ("图.png", "平面 图.png", "b.png")
    pictures = {f"{folder}/{name}": png() for folder in ("notices", "docs") for name in names}
    write(root, {**pictures, "notices/a.md": sample(body), "docs/index.md": page})
    report = inspect(replace(bare(root), docs=root / "docs"), NOW, keep_going=True).report
    rows = (item for item in report if item.code in CODES)
    return [(one.code, one.position.file, one.position.line, one.position.column, one.words) for one in rows]


def test_each_is_told_at_its_place_with_the_name_of_its_file(tmp_path: Path) -> None:
    body = '![南门](图.png)\n\n文字 ![](<平面 图.png>)\n\n| 图 |\n|---|\n| ![DSC_0001](b.png) |\n\n<img alt="" src="b.png"> <img src="图.png">\n'
    assert found(tmp_path, body) == [
        ("picture-wordless", "notices/a.md", BODY + 2, 4, "平面 图.png"),
        ("picture-named", "notices/a.md", BODY + 6, 3, "DSC_0001"),
        ("picture-wordless", "notices/a.md", BODY + 8, 26, "图.png"),
    ]


def test_pages_written_by_hand_are_looked_at_too(tmp_path: Path) -> None:
    assert found(tmp_path, "正文。\n", "欢迎。\n\n![](b.png)\n") == [
        ("picture-wordless", "docs/index.md", 3, 1, "b.png")
    ]


def test_one_that_is_not_on_the_page_is_told_only_for_that(tmp_path: Path) -> None:
    assert found(tmp_path, "![](无.png)\n\n![南门](图.png)\n\n<!-- ![](图.png) -->\n\n`![](图.png)`\n") == []


@every("words", ["IMG_2034", "图片1", "图1", "1", "微信图片_20260301120000", "a.JPG", "mmexport1700000000000", "0f3a9c7be21d4c55", "截图(2)", "屏幕截图 2026-03-01 120000", "图片说明", "插图"])  # fmt: skip
def test_words_that_are_only_a_name_say_nothing(tmp_path: Path, words: str) -> None:
    assert [row[-1] for row in found(tmp_path, f"![{words}](图.png)\n")] == [words]


@every(
    "words",
    [
        "图1 各楼栋位置",
        "南门",
        "IMG 课题组合影",
        "2026年合影",
        "合影（2）班",
        "装饰",
        r"\[甲\] 教学楼",
        "12345 热线海报",
    ],
)
def test_words_that_say_what_there_is_to_see_are_left_alone(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, f"![{words}](图.png)\n") == []


def test_a_decoration_is_silent_on_the_page(tmp_path: Path) -> None:
    write(tmp_path, {"notices/图.png": png(), "notices/a.md": sample("![装饰](图.png)\n"), "docs/index.md": "欢迎。\n"})
    library = inspect(bare(tmp_path), NOW).library
    assert 'alt=""' in library.by_id["case"].rendered.html
