"""`xuanlan pledge`: a letter with a number and a code for each shop of a table, and who has signed; nothing is published."""

from __future__ import annotations

from pathlib import Path

import paper
import pytest
from cases import every
from commands import call
from sites import new_site, rules
from trees import Built
from workbooks import Sheet, Value, workbook

from xuanlan.diagnostics.report import Report
from xuanlan.imports.recipients import UnreadableListError, read
from xuanlan.models import pledges
from xuanlan.models.pledges import Pledge, Recipient, entered

NOW = ("--now", "2026-03-01T09:00")
SHOPS = (
    "商户一览,,,\n店名（全称）, 门牌号,负责人,手机,面积\n学府书店,1号,负责人甲,0000-8888101,40\n,2号,负责人乙,,\n"
    "青禾文具店,2号,,0000-8888102,\n学府书店,1号,负责人甲,,\n学府书店,5号,负责人丙,,\n,,,\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    text = rules(["扫净门前。", "爱护树木。", "停好车辆。"], "门前三包责任制", id="r1")
    place = new_site(tmp_path / "site", {"r1.md": text})
    (tmp_path / "商户.csv").write_bytes(SHOPS.encode("gb18030"))
    return place


def rows(root: Path) -> list[Pledge]:
    report = Report()
    found = pledges.load(root, report)
    assert not list(report)
    return found


def test_the_columns_of_a_table_are_known_by_their_heads() -> None:
    found = read("csv", SHOPS.encode())
    assert found.rows == [
        Recipient("学府书店", "1号", "负责人甲", "0000-8888101"), Recipient("青禾文具店", "2号", "", "0000-8888102"),
        Recipient("学府书店", "5号", "负责人丙", ""),
    ]  # fmt: skip
    assert found.heads == {"name": "店名", "door": "门牌号", "person": "负责人", "phone": "手机"}
    assert found.told == [
        "没有用到的列：面积。", "第 4 行没有名称，没有做。", "第 6 行与前面的“学府书店”重复，没有做。",
    ]  # fmt: skip


def test_a_workbook_of_dormitories_is_read_too() -> None:
    book = workbook({"寝室": Sheet([["楼栋", "寝室号", "寝室长"], ["1号楼", "101", "室长甲"], ["1号楼", "102", None]])})
    assert read("xlsx", book).rows == [Recipient("101", "1号楼", "室长甲"), Recipient("102", "1号楼")]


def test_merged_cells_count_for_every_row_that_they_go_over() -> None:
    rooms: list[list[Value]] = [
        ["楼栋", "寝室", "寝室长"],
        ["1号楼", "101", "甲"],
        [None, "102", "乙"],
        ["2号楼", "101", "丙"],
        [None, "102", "丁"],
    ]
    found = read("xlsx", workbook({"寝室": Sheet(rooms, ["A2:A3", "A4:A5"])}))
    assert [(one.door, one.name) for one in found.rows] == [
        ("1号楼", "101"),
        ("1号楼", "102"),
        ("2号楼", "101"),
        ("2号楼", "102"),
    ]
    assert not found.told
    heads: list[list[Value]] = [
        ["商户登记表", None, None, None], ["商铺信息", None, "经营者", "联系电话"], ["名称", "门牌号", None, None],
        ["甲店", "1号", "负责人甲", "0000-8888101"],
    ]  # fmt: skip
    found = read("xlsx", workbook({"商铺": Sheet(heads, ["A1:D1", "A2:B2", "C2:C3", "D2:D3"])}))
    assert found.rows == [Recipient("甲店", "1号", "负责人甲", "0000-8888101")]


@every("code", ["gbk", "utf-8-sig", "utf-16"])
def test_a_table_is_read_in_whatever_code_a_spreadsheet_writes_it(code: str) -> None:
    assert len(read("csv", SHOPS.encode(code)).rows) == 3


def test_a_number_that_a_spreadsheet_has_spoiled_is_not_printed() -> None:
    found = read("csv", "店名,电话\n甲店,1.38E+10\n".encode())
    assert found.rows == [Recipient("甲店")]
    assert "第 2 行的电话成了“1.38E+10”" in found.told[0]


@every(("suffix", "data", "told"), [
    ("csv", "品名,数量\n笔,3\n", "读到的是：品名、数量、笔、3。"), ("csv", "", "没有找到“名称”一列"), ("docx", "x", "要用 csv"),
    ("xlsx", "no zip", "文件的结构不完整"),
])  # fmt: skip
def test_what_is_no_table_of_shops_is_told(suffix: str, data: str, told: str) -> None:
    with pytest.raises(UnreadableListError, match=r".") as error:
        read(suffix, data.encode())
    assert told in str(error.value)


def test_a_number_stays_with_whoever_has_it() -> None:
    first = entered([], "r1", [Recipient("甲", "1号", "张某"), Recipient("乙")])
    other = entered(first, "r2", [Recipient("甲", "1号")])
    again = entered(other, "r1", [Recipient("丙"), Recipient("乙", "", "李某"), Recipient("甲", "2号")])
    assert [(row.id, row.number, row.name, row.door, row.person) for row in again] == [
        ("r1", 1, "甲", "1号", "张某"), ("r1", 2, "乙", None, "李某"), ("r1", 3, "丙", None, None),
        ("r1", 4, "甲", "2号", None), ("r2", 1, "甲", "1号", None),
    ]  # fmt: skip


def test_each_shop_gets_a_letter_with_its_number_and_the_register_keeps_who_signed(root: Path) -> None:
    table, pdf = str(root.parent / "商户.csv"), root.parent / "责任书.pdf"
    done = call("pledge", "r1", "--for", table, "--out", str(pdf), *NOW, cwd=root)
    assert (done.returncode, "（3 份）" in done.stderr + done.stdout) == (0, True), done.stderr
    texts = paper.text(pdf.read_bytes())
    for words in ("编号：r1-0001", "学府书店", "负责人甲", "0000-8888101", "r1/#no-3", "编号：r1-0003", "青禾文具店"):
        assert words in texts, words
    assert [(row.number, row.name, row.person, row.signed) for row in rows(root)] == [
        (1, "学府书店", "负责人甲", None), (2, "青禾文具店", None, None), (3, "学府书店", "负责人丙", None)]  # fmt: skip
    assert "0000-8888101" not in (root / pledges.PATH).read_text(encoding="utf-8")
    assert "printed: 是" in (root / "notices/ledger.yml").read_text(encoding="utf-8")
    assert call("pledge", "r1", "--signed", "1,3", "--on", "2026-02-08", *NOW, cwd=root).returncode == 0
    assert [f"{row.signed}" for row in rows(root)] == ["2026-02-08", "None", "2026-02-08"]
    assert call("pledge", "r1", "--not-signed", "https://board.college.example/n/r1/#no-3", cwd=root).returncode == 0
    assert [f"{row.signed}" for row in rows(root)] == ["2026-02-08", "None", "None"]
    again = call("pledge", "r1", "--for", table, "--unsigned", "--out", str(pdf), *NOW, cwd=root)
    assert "（2 份）" in again.stderr + again.stdout
    told = call("pledge", "r1", cwd=root)
    assert "共 3 份，签了 1 份，还有 2 份。" in told.stderr + told.stdout
    assert call("pledge", "r1", "--csv", str(root.parent / "名册.csv"), cwd=root).returncode == 0
    assert "1,学府书店,1号,负责人甲,2026-02-08" in (root.parent / "名册.csv").read_text(encoding="utf-8-sig")


def test_a_proof_leaves_no_trace(root: Path) -> None:
    pdf = root.parent / "样张.pdf"
    done = call("pledge", "r1", "--for", str(root.parent / "商户.csv"), "--proof", "--out", str(pdf), *NOW, cwd=root)
    assert done.returncode == 0
    assert not (root / pledges.PATH).exists()
    assert not (root / "notices/ledger.yml").exists()


@every(("words", "told"), [
    ([], "名册里没有 r1 的责任书"), (["--signed", "1"], "名册里没有 r1 的责任书"), (["--proof"], "要与 --for 一起写"),
    (["--signed", "1", "--csv", "x.csv"], "一次只写一样"), (["--for", "nothing.csv"], "无法读取"),
    (["--csv", "notices/x.csv"], "不能写进"),
])  # fmt: skip
def test_a_wrong_call_is_told(words: list[str], told: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = new_site(
        tmp_path_factory.mktemp("wrong") / "site", {"r1.md": rules(["扫。", "种。", "停。"], "门前三包责任制", id="r1")}
    )
    done = call("pledge", "r1", *words, *NOW, cwd=root)
    assert (done.returncode in (2, 3), told in done.stderr) == (True, True), done.stderr


def test_no_file_of_the_site_has_a_name_of_the_register(demo: Built) -> None:
    kept = rows(demo.library.root)
    assert len(kept) >= 5
    names = [word.encode() for row in kept for word in (row.name, row.person or row.name)]
    names += [word.decode().encode("ascii", "backslashreplace") for word in names]
    for path in demo.tree.files:
        data = (demo.tree.folder / path).read_bytes()
        assert [word for word in names if word in data] == [], path
    assert not any("pledges" in path and not path.startswith("manual/") for path in demo.tree.files)
