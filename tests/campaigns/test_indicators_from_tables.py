"""Systems of indicators read out of tables: levels over merged cells, numbers, rows that cannot be read; and changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import call
from sites import new_site, write
from workbooks import Number, Sheet, workbook

from xuanlan.campaigns.indicators import drawn
from xuanlan.diagnostics.report import Report
from xuanlan.models import campaign
from xuanlan.models.indicators import derived, numbered, served
from xuanlan.office.contents import UnreadableError

LEVELS = Sheet(
    [
        ["某某测评体系", None, None, None, None],
        ["序号", "一级指标", "二级指标", "测评标准", "指标类别"],
        [Number("1"), "I 思想道德", "I-1 理论学习", "每月一次", "A类"],
        [Number("2"), None, None, "有记录", None],
        [Number("3"), None, "I-2 志愿服务", "人人参加", "B"],
        [Number("4"), "Ⅱ－优美环境", "II-3 垃圾分类", "全覆盖", "A"],
        [Number("5"), None, None, None, "A"],
    ],
    merged=["A1:E1", "B3:B5", "C3:C4", "E3:E4", "B6:B7"],
)


def rows(name: str, data: bytes) -> list[tuple[str, ...]]:
    keys = ("id", "name", "above", "grade", "wanted")
    return [tuple(row.get(key, "") for key in keys) for row in drawn(name, data).rows]


def test_levels_over_merged_cells_are_read_as_they_are_seen() -> None:
    read = drawn("体系.xlsx", workbook({"测评": LEVELS}))
    assert rows("体系.xlsx", workbook({"测评": LEVELS})) == [
        ("I", "思想道德", "", "", ""),
        ("I-1", "理论学习", "I", "A", "每月一次；有记录"),
        ("I-2", "志愿服务", "I", "B", "人人参加"),
        ("II", "优美环境", "", "", ""),
        ("II-3", "垃圾分类", "II", "A", "全覆盖"),
    ]
    assert [(one.where, one.what) for one in read.told] == [("工作表“测评”第7行", "没有指标的名称，没有用")]


CSV = (
    "编号,指标名称,类别,上级指标,测评标准\n"
    "II,环境,A,,\n"
    "II-3,垃圾分类,A,II,全覆盖\n"
    "II-3,又一个,A,II,\n"
    ",没有编号,B,II,\n"
    "II-5,,B,II,绿化\n"
    "II-6,绿化,B,IX,绿化\n"
    "a,甲,,b,\n"
    "b,乙,,a,\n"
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_rows_that_cannot_be_read_are_told_with_their_numbers(encoding: str) -> None:
    read = drawn("表.csv", CSV.encode(encoding))
    assert [row["id"] for row in read.rows] == ["II", "II-3", "II-6", "a", "b"]
    assert [(one.where, one.what) for one in read.told] == [
        ("第4行", "编号“II-3”前面有了，没有用"),
        ("第5行", "“没有编号”没有编号，没有用"),
        ("第6行", "没有指标的名称，没有用"),
        ("", "指标“II-6”的上级“IX”不对，没有写上级"),
        ("", "指标“a”的上级“b”不对，没有写上级"),
    ]


def test_numbers_tell_levels_where_no_column_does() -> None:
    assert rows("表.csv", "序号,测评指标,标准\n1,思想,\n1.1,理论,学\n1.2,志愿,做\n2,环境,\n".encode()) == [
        ("1", "思想", "", "", ""),
        ("1.1", "理论", "1", "", "学"),
        ("1.2", "志愿", "1", "", "做"),
        ("2", "环境", "", "", ""),
    ]


def test_indicators_without_numbers_of_their_own_get_some() -> None:
    table = "测评项目,测评内容,测评标准\n思想道德,1.理论学习,学\n,2.志愿服务,做\n优美环境,1.垃圾分类,分\n"
    assert rows("表.csv", table.encode()) == [
        ("一", "思想道德", "", "", ""),
        ("一-1", "理论学习", "一", "", "学"),
        ("一-2", "志愿服务", "一", "", "做"),
        ("二", "优美环境", "", "", ""),
        ("二-1", "垃圾分类", "二", "", "分"),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("表.csv", "序号,任务,指标,牵头单位\n1,做事,100%,后勤处\n".encode()),
        ("表.csv", "姓名,电话\n甲,1\n".encode()),
        ("表.xlsx", b"PK\x03\x04 broken"),
        ("表.txt", "指标：一\n".encode()),
        ("表.exe", b"MZ"),
        ("表.csv", b""),
    ],
)
def test_what_is_no_table_of_indicators_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        drawn(name, data)


PLAN = "# 别动\ntitle: 计划\nsince: 2026-01-05\ntasks:\n  - {id: 1, text: 做事}\n"
AT = "notices/campaigns/tidy.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(new_site(tmp_path, {}), {AT: PLAN, "表.csv": CSV.encode("gb18030")})


def bring(root: Path, *more: str) -> str:
    done = call("campaign", "indicators", "tidy", "表.csv", *more, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_list_is_written_once_and_later_its_changes_are_shown(root: Path) -> None:
    assert "第4行：编号“II-3”前面有了，没有用" in bring(root)
    text = (root / AT).read_text(encoding="utf-8")
    head, tail = PLAN.split("tasks:")
    assert text.startswith(head)
    assert text.endswith(f"tasks:{tail}")
    (planned,) = campaign.load(root, report := Report())
    assert not report.errors
    assert [one.id for one in planned.campaign.indicators] == ["II", "II-3", "II-6", "a", "b"]
    assert "与表格一致" in bring(root)
    proved = text.replace("name: 垃圾分类", "proofs: [x]\n    name: 垃圾分类")
    (root / AT).write_text(proved, encoding="utf-8")
    (root / "表.csv").write_text("编号,指标名称,类别\nII,大环境,A\nII-9,新的,B\n", encoding="utf-8")
    said = bring(root)
    for wanted in ("指标 II：指标由“环境”改为“大环境”", "指标 II-9：新增：新的", "指标 II-3：表里没有了：垃圾分类；已有佐证，留着",
                   "指标 a：表里没有了：甲", "请加 --update"):  # fmt: skip
        assert wanted in said
    assert (root / AT).read_text(encoding="utf-8") == proved
    bring(root, "--update")
    (planned,) = campaign.load(root, report := Report())
    assert [(one.id, one.name) for one in planned.campaign.indicators] == [
        ("II", "大环境"), ("II-3", "垃圾分类"), ("II-9", "新的"),
    ]  # fmt: skip
    assert planned.campaign.indicators[1].proofs == ("x",)


def test_a_task_names_indicators_by_id_or_name() -> None:
    known = derived(["II-3 垃圾分类", "II-30 绿化", "II-3-1 覆盖率", "一、思想道德", "绿化率"])
    for words, wanted in (
        ("II-3 垃圾分类覆盖率", ["II-3"]),
        ("Ⅱ－3垃圾分类", ["II-3"]),
        ("ii-3、II-30", ["II-3", "II-30"]),
        ("II-3-1：100%", ["II-3-1"]),
        ("垃圾分类", ["II-3"]),
        ("一体化", []),
        ("II-31", []),
        ("II-3；一、学习", ["II-3", "一"]),
        ("", []),
    ):
        assert [one.id for one in served(words, known)] == wanted, words


def test_the_number_of_an_indicator_is_told_from_its_name() -> None:
    for words, wanted in (
        ("Ⅱ-3 垃圾分类", ("II-3", "垃圾分类")),
        ("（一）学习（5分）", ("一", "学习（5分）")),
        ("3.2处置率", ("3.2", "处置率")),
        ("100%", ("", "100%")),
        ("一体化", ("", "一体化")),
        ("A类企业", ("", "A类企业")),
    ):
        assert numbered(words) == wanted


def test_of_a_table_that_never_ends_the_first_rows_are_taken() -> None:
    endless = "一级指标,二级指标\n" + "".join(f"甲{number},乙\u202e{number}\n" for number in range(5000))
    read = drawn("表.csv", endless.encode())
    assert len(read.rows) == 2000
    assert read.rows[1] == {"id": "一-1", "name": "乙0", "above": "一"}
    assert [(one.where, one.what) for one in read.told] == [("第1002行", "这一行起没有用：最多 2000 项")]


def test_a_table_of_another_program_is_read_as_well() -> None:
    page = "<table><tr><th>一级指标</th><th>二级指标</th></tr><tr><td rowspan=2>I 环境</td><td>I-1 绿化</td></tr><tr><td>I-2 净化</td></tr></table>"
    assert [row[0] for row in rows("体系.html", page.encode())] == ["I", "I-1", "I-2"]


def test_what_is_read_is_never_more_than_a_plan_may_hold(root: Path) -> None:
    """A standard may be of any length; a name that no field of a plan takes is told."""
    file = root / "体系.csv"
    file.write_text(f"编号,指标名称,测评标准\n1,短的,{'要求' * 2000}\n2,{'长' * 501},有\n3,别的,有\n", encoding="utf-8")
    done = call("campaign", "indicators", "tidy", str(file), cwd=root)
    assert (done.returncode, "第3行：名称、编号或者类别超过 500 字，没有用" in done.stderr) == (0, True), done.stderr
    report = Report()
    (read,) = campaign.load(root, report)
    assert not report.errors
    assert [one.id for one in read.campaign.indicators] == ["1", "3"]
    assert read.campaign.indicators[0].wanted == "要求" * 2000
