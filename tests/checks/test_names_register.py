"""The register of names on a site: near misses, leaders, facts told twice, and names collected out of texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import call
from sites import NOW, Site, bare, front, instead, sample, write

from xuanlan.build.build import inspect
from xuanlan.checks import consistency, names_register
from xuanlan.checks.rules import CODES
from xuanlan.models.names import RegisteredName
from xuanlan.proofreading.rule import SiteRule

RULES = (*names_register.RULES, *consistency.RULES)
FIRES = [pytest.param(rule, text, id=f"{rule.code}-{n}") for rule in RULES for n, text in enumerate(rule.fires)]
PASSES = [pytest.param(rule, text, id=f"{rule.code}-{n}") for rule in RULES for n, text in enumerate(rule.passes)]
LEADERS = (
    "- {类别: 单位, 名称: 云山职业技术学院, 简称: 学院}\n"
    "- {类别: 领导, 姓名: 王甲, 任职: [{职务: 院长, 排序: 1, 起: 2024-03-01}]}\n"
    "- {类别: 领导, 姓名: 李乙, 任职: [{职务: 副院长, 排序: 2}, {职务: 院长, 止: 2024-02-29}]}\n"
    "- {类别: 领导, 姓名: 赵丙, 任职: [{职务: 总会计师, 排序: 3}]}\n"
)


def codes(root: Path, example: str) -> list[str]:
    parts = re.split(r"(?m)^# notices/(\S+)\n", example)
    files = dict(zip(parts[1::2], parts[2::2], strict=True)) or {"a.md": example}
    write(root / "notices", files)
    return [item.code for item in inspect(bare(root), NOW).report]


def told(root: Path, body: str, register: str = LEADERS, more: str = "") -> list[str]:
    site = Site(root).write({"notices/a.md": sample(body, *filter(None, [more])), "notices/names.yml": register})
    return [f"{item.severity} {item.code} {item.position} {item.words}" for item in inspect(site.facts(), NOW).report]


@pytest.mark.parametrize(("rule", "example"), FIRES)
def test_what_a_rule_names_as_wrong_is_found(tmp_path: Path, rule: SiteRule, example: str) -> None:
    assert rule.code in codes(tmp_path, example)


@pytest.mark.parametrize(("rule", "example"), PASSES)
def test_what_a_rule_names_as_right_is_left_alone(tmp_path: Path, rule: SiteRule, example: str) -> None:
    assert rule.code not in codes(tmp_path, example)


def test_all_rules_can_be_set_and_waived() -> None:
    assert {rule.code for rule in RULES} <= CODES


def test_a_near_miss_stands_where_it_is_written_and_is_waived_by_its_words(tmp_path: Path) -> None:
    register = "- {类别: 部门, 名称: 网络安全领导小组}\n"
    body = "第一段。\n\n由网络安全**领云**小组负责。\n"
    assert told(tmp_path, body, register) == ["error name-near notices/a.md:9:2 网络安全领云小组"]
    answer = "放行: [{rule: name-near, words: 网络安全领云小组, who: 办公室, why: 引文, until: 2026-12-31}]"
    assert not told(tmp_path, body, register, answer)


def test_the_title_is_read_and_a_change_of_the_register_is_seen_at_once(tmp_path: Path) -> None:
    site = Site(tmp_path).write({"notices/a.md": sample("正文。\n").replace("开放日", "教云学院开放日")})
    assert not list(inspect(site.facts(), NOW).report)
    site.write({"notices/names.yml": "- {类别: 单位, 名称: 教育学院, 简称: 云山教育学院}\n"})
    assert [str(item.position) for item in inspect(site.facts(), NOW).report] == ["notices/a.md:2:10"]


@pytest.mark.parametrize(
    "body",
    [
        "院长李乙主持会议。",
        "会议由学院院长李乙主持。",
        "李乙院长讲话。",
        "李乙（院长）到会。",
        "由副院长、院长李乙主持。",
    ],
)
def test_a_post_that_a_leader_did_not_hold_that_day_is_told(tmp_path: Path, body: str) -> None:
    assert [line.split()[1] for line in told(tmp_path, body + "\n")] == ["leader-post"]


@pytest.mark.parametrize(
    "body",
    [
        "院长王甲、副院长李乙到会。", "原院长李乙到会。", "时任院长李乙到会。", "2023年，院长李乙到会。",
        "信息工程系院长李乙到会。", "李乙院长助理到会。", "李乙同学获奖。", "院长会见李乙。",
    ],
)  # fmt: skip
def test_right_posts_former_ones_and_longer_titles_are_left_alone(tmp_path: Path, body: str) -> None:
    assert not told(tmp_path, body + "\n")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("李乙、王甲出席。", "李乙、王甲"),
        ("王甲、赵丙和李乙出席。", "赵丙和李乙"),
        ("副院长李乙、院长王甲出席。", "李乙、院长王甲"),
        ("赵丙\n\n王甲\n\n李乙\n", "赵丙 王甲"),
    ],
)
def test_a_leader_before_a_senior_is_told(tmp_path: Path, body: str, words: str) -> None:
    (line,) = told(tmp_path, body + "\n")
    assert " ".join(line.split()).endswith(words)
    assert "leader-order" in line


@pytest.mark.parametrize(
    "body",
    [
        "王甲、李乙、赵丙出席。",
        "赵丙、王甲出席，按姓氏笔画排序。",
        "李乙说明情况，王甲讲话。",
        "| 值班 | 日期 |\n|---|---|\n| 李乙 | 1月2日 |\n| 王甲 | 1月3日 |\n",
    ],
)
def test_lists_in_order_and_rosters_are_left_alone(tmp_path: Path, body: str) -> None:
    assert not told(tmp_path, body + "\n")


@pytest.mark.parametrize(
    ("register", "code"),
    [
        ("类别: 部门", "register-not-list"),
        ("- {类别: 部们, 名称: 学生处}", "choice-invalid"),
        ("- {类别: 部门}", "field-missing"),
        ("- {类别: 部门, 名称: 学生处, 任职: [{职务: 处长}]}", "names-posts"),
        ("- {类别: 领导, 姓名: 王甲, 任职: [{职务: 处长, 起: 2026-01-02, 止: 2026-01-01}]}", "date-order"),
    ],
)
def test_mistakes_in_the_register_are_told_at_their_place(tmp_path: Path, register: str, code: str) -> None:
    assert any(f"error {code} notices/names.yml:1" in line for line in told(tmp_path, "正文。\n", register + "\n"))


def test_a_former_name_is_a_registered_form() -> None:
    row = RegisteredName(kind="单位", name="云山职业技术学院", short="云职院", former="云山技工学校")
    assert row.forms == ("云山职业技术学院", "云职院", "云山技工学校")


def test_notices_that_nobody_goes_by_are_not_compared(tmp_path: Path) -> None:
    files = {
        "notices/hotlines.yml": "- {name: 学院总值班室, number: 0000-8888001, purpose: 值班}\n",
        "notices/a.md": sample("请拨打学院总值班室电话：0000-8888002。\n", "expires: 2026-01-31"),
    }
    site = Site(tmp_path).write(files)
    assert not list(inspect(site.facts(), NOW).report)


def test_names_are_collected_out_of_texts_and_nothing_is_written(tmp_path: Path) -> None:
    body = "由网络安全领导小组负责。\n\n请报网络安全领导小组。\n\n经网络安全领导小组同意。\n"
    site = Site(tmp_path).write({"notices/a.md": sample(body, "unit: 学生工作处")})
    before = sorted(tmp_path.rglob("*"))
    done = call("names", "collect", "--now", "2026-03-01T09:00", cwd=site.root)
    assert done.returncode == 0
    assert "- {类别: 单位, 名称: 学生工作处}  # 1 次，notices/a.md" in done.stdout
    assert "名称: 网络安全领导小组}" in done.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_the_last_cell_of_a_table_is_no_signature_and_a_school_is_a_unit(tmp_path: Path) -> None:
    row = "值班：\n\n| 日期 | 领导 | 科室 |\n|---|---|---|\n| 一日 | 主任 | 应急管理办 |\n"
    signed = "由云山市第二中学承办。\n\n报云山市第二中学。\n\n经云山市第二中学同意。\n\n体育卫生处\n\n2026年1月6日\n"
    site = Site(tmp_path).write({"notices/a.md": sample(row), "notices/b.md": front(*instead("id: b"), body=signed)})
    told = call("names", "collect", "--now", "2026-03-01T09:00", cwd=site.root).stdout
    assert "应急管理办" not in told
    assert "- {类别: 单位, 名称: 云山市第二中学}  # 3 次" in told
    assert "- {类别: 单位, 名称: 体育卫生处}" in told
