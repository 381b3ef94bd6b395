"""Inspections on pages, on paper and in `xuanlan campaign open`: how each problem stands, and who is told of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import paper
import pytest
from commands import call, call_build
from office_files import png
from sites import new_site, notice
from trees import Tree

HEAD = "| 序号 | 地点 | 问题 | 责任单位 | 整改时限 | 图片 |\n|---|---|---|---|---|---|\n"
TABLE = HEAD + (
    "| 1 | 东楼 | 灯不亮 | 后勤处 | 2月20日前 | ![灯](灯.png) |\n"
    "| 2 | 西楼 | 通道堵塞 | 后勤处、保卫处 | 3月20日前 | |\n"
    "| 3 | 机房 | 没有登记 | 信息中心 | 长期坚持 | |\n"
)
REPLY = "| 序号 | 结果 |\n|---|---|\n| 1 | 已整改 |\n"
AGAIN = "| 序号 | 复查结果 | 整改时限 |\n|---|---|---|\n| 1 | 反弹 | 3月5日前 |\n"
TEXTS = {
    "a.md": notice("关于安全检查情况的通报", "2026-02-02", TABLE, kind="督查通报", id="list", unit="保卫处"),
    "b.md": notice("关于灯具整改的回复", "2026-02-10", REPLY, kind="整改回复", id="reply", 回复="list"),
    "c.md": notice("关于安全检查“回头看”的通报", "2026-02-24", AGAIN, kind="督查通报", id="again", 复查="list"),
    "d.md": notice(
        "关于暗访情况的通报", "2026-02-05", TABLE.replace("灯不亮", "暗访发现漏电"), kind="督查通报", id="hush", 公开="否"
    ),
    "e.md": notice("关于暗访问题的回复", "2026-02-12", REPLY, kind="整改回复", id="open-reply", 回复="hush"),
}  # fmt: skip
AT = "2026-03-01T09:00"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = new_site(tmp_path_factory.mktemp("problems") / "site", TEXTS)
    (place / "notices/灯.png").write_bytes(png(60, 40))
    return place


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(call_build(root, tmp_path_factory.mktemp("tree") / "out", "--now", AT))


def words(tree: Tree, path: str, selector: str) -> list[str]:
    return [re.sub(r"\s+", " ", node.text()).strip() for node in tree.page(path).css(selector)]


def test_the_page_tells_how_each_problem_stands_and_leads_to_what_said_so(tree: Tree) -> None:
    page = "n/list/index.html"
    assert words(tree, page, "td.xl-progress") == [
        "待整改2月24日复查：没有整改到位，3月5日前改好",
        "待整改",
        "待整改",
    ]
    assert [node.attributes["id"] for node in tree.page(page).css("tr[id]")] == ["problem-1", "problem-2", "problem-3"]
    assert "后勤处第1项、第2项" in "".join(words(tree, page, ".xl-problems")).replace(" ", "")
    hrefs = [node.attributes["href"] for node in tree.page(page).css(".xl-problems a")]
    assert "../reply/index.html" in hrefs
    assert "../again/index.html" in hrefs
    labels = tree.page(page).css("[data-problem-until]")
    assert len(labels) == 2  # what has no last day is never late
    back = [node.attributes["href"] for node in tree.page("n/reply/index.html").css(".xl-problems a")]
    assert back == ["../list/index.html", "../list/index.html#problem-1"]


def test_a_public_reply_to_what_is_for_staff_says_nothing_of_it(tree: Tree) -> None:
    everything = "".join(
        (tree.folder / path).read_text(encoding="utf-8")
        for path in tree.files
        if path.endswith((".html", ".js", ".json", ".xml"))
    )
    assert "暗访发现漏电" not in everything
    assert "hush" not in everything
    assert not tree.page("n/open-reply/index.html").css(".xl-problems")


def test_a_later_reply_makes_the_page_of_the_list_anew(root: Path, tmp_path: Path) -> None:
    out = call_build(root, tmp_path / "out", "--now", "2026-02-05T09:00")
    page = "n/list/index.html"
    assert words(Tree(out), page, "td.xl-progress")[0] == "待整改"
    call_build(root, out, "--now", "2026-02-12T09:00")
    assert words(Tree(out), page, "td.xl-progress")[0] == "已整改2月10日回复"


def test_what_is_open_is_told_at_any_clock_and_of_any_unit(root: Path) -> None:
    def told(*more: str) -> list[tuple[str, str, str, int | None]]:
        found = json.loads(call("campaign", "open", "--json", "--now", AT, *more, cwd=root).stdout)
        return [(row["inspection"], row["number"], row["state"], row["days"]) for row in found]

    assert told() == [
        ("list", "1", "open", 4), ("hush", "2", "open", 19), ("list", "2", "open", 19),
        ("hush", "3", "open", None), ("list", "3", "open", None),
    ]  # fmt: skip
    assert told("--at", "2026-03-06", "--unit", "后勤处")[0] == ("list", "1", "late", -1)
    assert told("--at", "2026-02-03", "--unit", "后勤处") == [("list", "1", "open", 17), ("list", "2", "open", 45)]
    assert told("--at", "2026-02-01") == []
    said = call("campaign", "open", "--now", AT, cwd=root)
    assert re.search(r"7 天以内：\n.*\n.*2026-03-05 .*list +1 +东楼 灯不亮 +没有整改到位（again）", said.stdout)
    assert "没有整改的 5 项，已经整改的 1 项。" in said.stderr
    assert "1 份不公开的检查" in said.stderr
    wrong = call("campaign", "open", "--unit", "后勤科", "--now", AT, cwd=root)
    assert (wrong.returncode, "没有“后勤科”的问题" in wrong.stderr) == (2, True)


def test_each_unit_gets_a_sheet_with_its_problems_alone_and_a_code_of_the_first(root: Path, tmp_path: Path) -> None:
    made = tmp_path / "a.pdf"
    done = call("print", "list", "--proof", "--out", str(made), "--now", AT, cwd=root)
    assert done.returncode == 0, done.stderr
    pdf = made.read_bytes()
    assert paper.pages(pdf) == 3
    told = paper.letters(paper.text(pdf))
    assert told.count("整改回执") == 3
    assert (told.count("编号：list-01"), told.count("编号：list-03")) == (2, 2)
    assert told.count("灯不亮") == 2  # the problem and its line on the slip, for one unit alone
    assert told.count("通道堵塞") == 4
    assert paper.codes(pdf) == [f"https://board.college.example/n/list/#problem-{number}" for number in (1, 2, 3)]


def test_a_sheet_for_staff_has_no_code_and_says_that_it_is_for_them(root: Path, tmp_path: Path) -> None:
    made = tmp_path / "a.pdf"
    done = call("print", "hush", "--out", str(made), "--now", AT, cwd=root)
    assert done.returncode == 0, done.stderr
    pdf = made.read_bytes()
    assert paper.codes(pdf) == []
    told = paper.letters(paper.text(pdf))
    assert told.count("内部使用，不公开") == 3
    assert "board.college.example" not in told
    assert not (root / "notices/ledger.yml").exists()


def test_the_page_has_the_sheets_beside_it(tree: Tree) -> None:
    assert "print/list.pdf" in tree.files
    assert "print/again.pdf" not in tree.files
    assert "print/hush.pdf" not in tree.files


def test_a_sheet_is_made_of_inspections_alone(root: Path) -> None:
    done = call("print", "reply", "--as", "整改通知单", "--now", AT, cwd=root)
    assert (done.returncode, "只能从督查通报、问题清单、整改通知单来做" in done.stderr) == (2, True)
