"""`xuanlan campaign`: from a notice to a file, its changes later, and what is due; and what `check` finds in such a file."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from commands import call
from selectolax.lexbor import LexborHTMLParser
from sites import CONFIG, Site, lines, notice, write

from xuanlan.build.build import inspect
from xuanlan.hosts import run

HEAD = "| 序号 | 任务 | 牵头单位 | 配合单位 | 完成时限 |\n|--|--|--|--|--|\n"
TABLE = HEAD + (
    "| 1 | 清理楼道杂物 | 后勤处 | 各系 | 6月底前 |\n"
    "| 2 | 开设讲座 | 宣传部 | — | 每月 |\n"
    "| 3 | 修补路面 | 基建处 | 后勤处 | 择机 |\n"
)
BODY = f"现将方案印发给你们。\n\n（一）动员阶段（2026年1月—2月）\n\n召开动员大会。\n\n（二）总结阶段\n\n{TABLE}"
NAMES = "".join(f"- {{类别: 部门, 名称: {name}}}\n" for name in ("后勤处", "宣传部"))
PLAN = "notices/campaigns/tidy.yml"
AT = ("--now", "2026-03-01T09:00")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "欢迎。\n",
        "notices/plan.md": notice("关于印发《环境整治方案》的通知", "2026-01-05", BODY, id="plan"),
        "notices/names.yml": NAMES,
    }
    return write(tmp_path, files)


def draw(root: Path, *more: str) -> tuple[int, str, str]:
    done = call("campaign", "from", "plan", *more, *AT, cwd=root)
    return done.returncode, done.stdout, done.stderr


def test_a_plan_is_read_and_what_a_person_must_look_at_is_told_with_its_line(root: Path) -> None:
    code, _, told = draw(root, "--name", "tidy")
    assert code == 0, told
    text = (root / PLAN).read_text(encoding="utf-8")
    assert text.startswith("title: 环境整治方案\nplan: plan\nsince: 2026-01-05\n")
    assert "name: 动员阶段" in text
    assert "总结阶段" not in text
    at = 1 + (root / "notices/plan.md").read_text(encoding="utf-8").splitlines().index(
        "| 3 | 修补路面 | 基建处 | 后勤处 | 择机 |"
    )
    for wanted in (
        f"notices/plan.md:{at}：时限“择机”读不出日子",
        f"notices/plan.md:{at}：单位“基建处”没有登记",
        "“总结阶段”没有写时间",
    ):
        assert wanted in told
    assert "1 个阶段，3 项任务" in told


def test_a_changed_table_is_shown_and_written_without_losing_what_was_done(root: Path) -> None:
    draw(root, "--name", "tidy")
    plan = root / PLAN
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("term: 6月底前", "term: 6月底前\n    done: 2026-02-20 # 提前"),
        encoding="utf-8",
    )
    assert "一致" in draw(root)[2]
    source = root / "notices/plan.md"
    changed = (
        TABLE.replace("6月底前", "7月底前").replace("| 2 | 开设讲座 | 宣传部 | — | 每月 |\n", "")
        + "| 4 | 更新宣传栏 | 宣传部 | | 12月 |\n"
    )
    source.write_text(source.read_text(encoding="utf-8").replace(TABLE, changed), encoding="utf-8")
    before = plan.read_bytes()
    code, told, _ = draw(root)
    assert code == 0
    assert told.splitlines() == [
        "任务 1：时限由“6月底前”改为“7月底前”",
        "任务 2：表里没有了：开设讲座",
        "任务 4：新增：更新宣传栏",
    ]
    assert plan.read_bytes() == before
    draw(root, "--update")
    text = plan.read_text(encoding="utf-8")
    assert "done: 2026-02-20 # 提前" in text
    assert "开设讲座" not in text
    assert "更新宣传栏" in text
    assert "一致" in draw(root)[2]


def test_what_is_due_is_told_by_unit_and_as_a_calendar(root: Path) -> None:
    draw(root, "--name", "tidy")
    found = json.loads(call("campaign", "due", "--at", "2026-06-25", "--json", cwd=root).stdout)
    assert [(row["task"], row["due"], row["days"]) for row in found] == [
        ("2", "2026-05-31", -25),
        ("1", "2026-06-30", 5),
        ("2", "2026-06-30", 5),
    ]
    done = call("campaign", "due", "tidy", "--at", "2026-06-25", "--unit", "后勤处", "--ics", "due.ics", cwd=root)
    assert "7 天以内：\n" in done.stdout
    assert "开设讲座" not in done.stdout
    calendar = (root / "due.ics").read_bytes()
    assert calendar.count(b"BEGIN:VEVENT") == 1
    assert "清理楼道杂物".encode() in calendar


def test_a_draft_is_read_before_it_is_issued(root: Path) -> None:
    source = root / "notices/plan.md"
    source.write_text(source.read_text(encoding="utf-8").replace("id: plan", "id: plan\ndraft: 是"), encoding="utf-8")
    told = call("campaign", "burden", "plan", *AT, cwd=root).stdout
    assert "会议：1 处。召开动员大会" in told
    assert draw(root, "--name", "tidy")[0] == 0
    assert "清理楼道杂物" in (root / PLAN).read_text(encoding="utf-8")


WRONG = {
    "title: 甲\nsince: 2026-01-05\ntasks:\n- {id: 1, text: 甲, lead: 后勤出}\n": "warning campaign-unit notices/campaigns/tidy.yml:4:26",
    "title: 甲\nsince: 2026-01-05\ntasks:\n- {id: 1, text: 甲, notices: [nope]}\n": "error campaign-notice notices/campaigns/tidy.yml:4:29",
    "title: 甲\nsince: 2026-01-05\nplan: nope\n": "error campaign-notice notices/campaigns/tidy.yml:3:7",
    "title: 甲\nsince: 2026-01-05\ntasks:\n- {id: 1, text: 甲}\n- {id: 1, text: 乙}\n": "error campaign-task-twice notices/campaigns/tidy.yml:5:8",
    "title: 甲\nsince: 2026-01-05\ntasks:\n- {id: 1, text: 甲, term: 择机}\n": "warning campaign-term notices/campaigns/tidy.yml:4:26",
    "title: 甲\nsince: 2026-01-05\nphases:\n- {name: 甲, term: 长期}\n": "warning campaign-term notices/campaigns/tidy.yml:4:19",
    "title: 甲\nsince: 2026-01-05\ntasks:\n- {id: 1, text: 甲, done: 2025-01-01}\n": "error campaign-done-before notices/campaigns/tidy.yml:4:26",
    "title: 甲\nsince: 2026-01-05\nuntil: 2025-01-05\n": "error date-order notices/campaigns/tidy.yml:3:8",
    "title: 甲\nsince: 2026-01-05\nhidden: [任务]\n": "error campaign-column notices/campaigns/tidy.yml:3:9",
    "title: 甲\n": "error field-missing notices/campaigns/tidy.yml:1:1",
    "- 甲\n": "error front-matter-not-mapping notices/campaigns/tidy.yml:1:1",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_mistakes_in_a_plan_are_told_at_their_places(text: str, site: Site) -> None:
    site.write({PLAN: text, "notices/names.yml": NAMES})
    assert lines(inspect(run.facts(site.root), site.inspect().library.now).report) == [WRONG[text]]


def test_the_name_of_a_plan_is_part_of_an_address(site: Site) -> None:
    site.write({"notices/campaigns/文明校园.yml": "title: 甲\nsince: 2026-01-05\n"})
    assert site.found() == ["error campaign-name notices/campaigns/文明校园.yml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("from", "nope"), "没有编号为 nope 的文稿"),
        (("from", "plan", "--name", "方案"), "不能用作网址"),
        (("due", "nope"), "没有叫“nope”的方案"),
        (("due", "--unit", "后勤出"), "没有“后勤出”的任务"),
    ],
)
def test_wrong_calls_say_what_is_wrong(root: Path, words: tuple[str, ...], said: str) -> None:
    done = call("campaign", *words, *AT, cwd=root)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_staff_get_every_column_what_is_due_a_table_on_a3_and_calendars(root: Path) -> None:
    draw(root, "--name", "tidy")
    plan = root / PLAN
    text = plan.read_text(encoding="utf-8").replace("term: 6月底前", "term: 6月底前\n    person: 处长")
    plan.write_text(f"public: 否\n{text}", encoding="utf-8")
    done = call("campaign", "--out", "given", "--now", "2026-07-25", cwd=root)
    assert done.returncode == 0, done.stderr
    given = root / "given"
    assert {file.name for file in given.iterdir()} == {
        "tidy.html", "tidy.pdf", "tidy-后勤处.ics", "tidy-宣传部.ics",
    }  # fmt: skip
    page = (given / "tidy.html").read_text(encoding="utf-8")
    for words in ("处长", "已过 25 天", "不上网站", "动员阶段"):
        assert words in page
    assert "src=" not in page
    table = next(one for one in LexborHTMLParser(page).css("table") if one.css("th")[0].text() == "单位")
    units = [[cell.text() for cell in row.css("th, td")] for row in table.css("tbody tr")]
    assert units == [["后勤处", "1", "", ""], ["宣传部", "2", "", ""]]
    assert [round(float(side) / 72 * 25.4) for side in page_size(given / "tidy.pdf")] == [420, 297]


def test_no_name_of_a_unit_leads_out_of_the_folder(root: Path) -> None:
    long = "处" * 300
    rows = [
        f"- {{id: {at}, text: 甲, lead: '{unit}', term: 每月}}"
        for at, unit in enumerate(("../../外", "外", "C:\\x", long), 1)
    ]
    write(root, {PLAN: "\n".join(["title: 甲", "since: 2026-01-05", "tasks:", *rows, ""]), "notices/names.yml": ""})
    (root / "notices/names.yml").unlink()
    before = set(root.rglob("*"))
    done = call("campaign", "--out", "given/deep", "--now", "2026-03-01", cwd=root)
    assert done.returncode == 0, done.stderr
    made = {file.relative_to(root).as_posix() for file in set(root.rglob("*.ics")) - before}
    assert made == {f"given/deep/tidy-{name}.ics" for name in ("外", "外_", "Cx", "处" * 40)}


def page_size(file: Path) -> list[str]:
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    return re.findall(r"Page size: +([\d.]+) x ([\d.]+)", told)[0]  # type: ignore[no-any-return]
