"""Columns of lists: what they hold, and which of them no list, or not this one, may have."""

from __future__ import annotations

import pytest
from cases import every

from xuanlan.proofreading.personal_data import person, personal_data
from xuanlan.proofreading.personal_lists import name_lists
from xuanlan.proofreading.personal_tables import columns, read

AID = "某某学校国家助学金受助名单公示"


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("序号 姓名 班级", ("", "姓名", "")),
        ("学生姓名 身份证号码 家长手机号 家庭住址", ("姓名", "身份证号", "电话号码", "家庭住址")),
        ("银行卡号 出生年月日 残疾类别 困难类型 处分 病种", ("银行卡号", "出生日期", "残疾", "困难", "处分", "病情")),
        ("监督电话 办公电话 残疾人数 病种人数 联系人姓名", ("", "", "", "", "")),
        ("学号 准考证号", ("学号", "考号")),
    ],
)
def test_a_head_says_what_a_column_holds(head: str, kinds: tuple[str, ...]) -> None:
    assert columns(head.split()) == kinds


def told(title: str, *rows: str) -> list[tuple[str, int]]:
    return [(hit.code, hit.column) for hit in read([row.split() for row in rows], title)]


@pytest.mark.parametrize("head", ["身份证号", "家庭住址", "联系电话", "出生日期", "银行卡号"])
def test_a_list_of_aided_students_may_not_have_these_columns(head: str) -> None:
    assert told(AID, f"姓名 班级 {head}", "张三 三班 0000") == [("personal-column", 2)]


def test_a_list_of_aided_students_may_have_what_the_ministry_allows() -> None:
    assert told(AID, "姓名 学校 院系 年级 专业 班级", "张三 一中 某系 一 会计 三班") == []


def test_a_masked_column_and_an_empty_one_are_left_alone() -> None:
    assert told(AID, "姓名 身份证号 出生日期", "张三 99*************05X 无") == []


@every(
    ("title", "rows", "codes"),
    [
        ("住院情况", ("姓名 诊断", "张三 肺炎"), ["personal-sensitive-column"]),
        ("住院情况", ("姓名 诊断", "张** 肺炎", "李某 感冒"), []),
        ("住院情况", ("诊断 人数", "肺炎 3"), []),
        ("低保公示", ("户主姓名 低保类别", "张三 A类"), []),
        ("低保公示", ("户主姓名 疾病", "张三 肺炎"), ["personal-sensitive-column"]),
        ("处理情况", ("姓名 处分", "张三 无", "李四 记过"), ["personal-sensitive-column"]),
        ("录用名单", ("姓名 准考证号 成绩", "张三 00000000 90"), []),
        ("花名册", ("姓名 学号", "张三 00000000"), ["personal-private-column"]),
        ("表彰名单", ("标题", "姓名 处分", "李四 记过"), ["personal-sensitive-column"]),
    ],
)
def test_names_beside_what_is_sensitive_are_told(title: str, rows: tuple[str, ...], codes: list[str]) -> None:
    assert [code for code, _column in told(title, *rows)] == codes


@pytest.mark.parametrize("name", ["张三", "王小明", "欧阳小一", "买买提·吐尔逊", "李 四"])
def test_full_names_are_known_in_cells(name: str) -> None:
    assert person(name)


@every("word", ["教务处", "高中", "王庄", "李某", "张某某", "金额", "三班", "", "张三李四王五", "张*", "一"])
def test_other_cells_are_no_names(word: str) -> None:
    assert not person(word)


def test_a_title_makes_a_list_of_names_a_sensitive_one() -> None:
    text = "名单如下：\n张三\n李四\n王小五"
    assert list(name_lists(text)) == []
    (found,) = name_lists(text, "困难职工帮困名单")
    assert (found.names, found.word, text[found.start : found.end]) == (3, "困难职工", "张三\n李四\n王小五")


@pytest.mark.parametrize("title", ["国家助学金受助学生名单（困难学生）", "低保户名单公示"])
def test_a_list_that_a_rule_asks_for_is_left_alone(title: str) -> None:
    assert list(name_lists("名单如下：张三、李四、王小五", title)) == []


def test_the_shipped_table_names_only_columns_that_it_knows() -> None:
    data = personal_data()
    kinds = {column.kind for column in data.columns}
    assert {*data.sensitive, *(kind for each in data.lists for kind in (*each.forbidden, *each.allowed))} <= kinds
