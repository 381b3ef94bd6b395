"""Every rule on personal data keeps its own examples, and no message shows what it found."""

from __future__ import annotations

import cProfile
import re

import pytest
from cases import every

from xuanlan.diagnostics.messages import MESSAGES
from xuanlan.proofreading.personal import RULES
from xuanlan.proofreading.rule import Rule

BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_examples_and_leaves_the_others_alone(rule: Rule) -> None:
    assert [text for text in rule.fires if not list(rule.find(text))] == []
    assert [text for text in rule.passes if list(rule.find(text))] == []
    assert len(rule.passes) >= 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_says_fills_its_wording_and_shows_no_number(rule: Rule) -> None:
    message = MESSAGES[rule.code]
    for text in rule.fires:
        for hit in rule.find(text):
            told = (message.text + message.hint).format(**hit.values) + hit.values["found"]
            assert "{" not in told
            assert not re.search(r"[0-9]{6}|[A-Za-z0-9]{7}", told.replace("20170028", ""))
            assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_machine_has_masked_is_not_found_again(rule: Rule) -> None:
    for text in rule.fires:
        for hit in reversed(list(rule.find(text))):
            text = text if hit.put is None else text[: hit.start] + hit.put + text[hit.end :]
        assert all(hit.put is None for hit in rule.find(text))


def found(code: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in BY_CODE[code].find(text)]


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("身份证号：99999919491231005X。", "身份证号：99*************05X。"),
        ("身份证号：999999 19491231 005x", "身份证号：99*************05X"),
        ("卡号 6200 0000 0000 0000 000", "卡号 ***************0000"),
        ("姓名\t手机\n王某\t199-0000-0000", "姓名\t手机\n王某\t199****0000"),
    ],
)
def test_a_number_is_masked_in_the_standard_form_where_it_stands(text: str, put: str) -> None:
    (hit,) = (
        hit for code in ("personal-id", "personal-bank-card", "personal-mobile") for hit in BY_CODE[code].find(text)
    )
    assert text[: hit.start] + (hit.put or "") + text[hit.end :] == put


@pytest.mark.parametrize("gap", ["\n", "\t"])
def test_a_number_over_two_lines_or_cells_is_left_to_a_person(gap: str) -> None:
    (hit,) = BY_CODE["personal-id"].find(f"99999919491{gap}231005X")
    assert hit.put is None


@every(
    ("text", "code"),
    [
        ("联系人：张老师，19900000000。", "personal-mobile-contact"),
        ("值班表\n姓名\t电话\n张三\t19900000000", "personal-mobile-contact"),
        ("学校\t联系人\t联系电话\n一小\t张老师\t19900000000", "personal-mobile-contact"),
        ("咨询电话：0000-88880000、19900000000", "personal-mobile-contact"),
        ("家长电话：19900000000", "personal-mobile-alone"),
        ("学生姓名\t家长电话\n张三\t19900000000", "personal-mobile"),
        ("1. 张三，电话 19900000000\n2. 李四，电话 19900000001\n3. 王五，电话 19900000002", "personal-mobile"),
        ("张三\t三班\t19900000000", "personal-mobile"),
        ("张三19900000000、李四19900000001、王五19900000002", "personal-mobile"),
        ("联系人：张老师 19900000000、李老师 19900000001、王五 19900000002", "personal-mobile-contact"),
        ("供水\t19900000000\n供电\t19900000001\n燃气\t19900000002", "personal-mobile-alone"),
        ("防汛责任人\n姓名\t职务\t联系电话\n张三\t副镇长\t19900000000", "personal-mobile-contact"),
    ],
)
def test_a_contact_is_told_from_a_list_of_people(text: str, code: str) -> None:
    mobiles = {name for name in BY_CODE if name.startswith("personal-mobile")}
    assert {name for name in mobiles if found(name, text)} == {code}


@pytest.mark.parametrize(
    "text",
    [
        "办公室\t88880000\t88880001",
        "办公室\t62880000\t62880003",
        "王某\t19900000000\t19900000001",
        "教务处\t房间\t电话\n教务处\t139\t88880000",
        "村名\t人口\t年份\n某村\t1380000\t2024",
        "2023\t全市\t1380000\n2024\t全市\t1400000",
        "学号\n1390000000\n2\n1390000001\n3",
    ],
)
def test_numbers_side_by_side_do_not_become_one(text: str) -> None:
    for code in ("personal-bank-card", "personal-id", "personal-id-doubtful", "personal-id-old"):
        assert found(code, text) == []
    for code in ("personal-mobile", "personal-mobile-alone", "personal-mobile-contact"):
        assert all("\t" not in number and "\n" not in number for number in found(code, text))


@every(
    ("code", "text"),
    [
        ("personal-plate", "粤 A 型、川A级（00000）"),
        ("personal-passport", "护照\n课程代码\n\n课程 E00000000"),
        ("personal-birth-prose", "凡 2010 年 9 月 1 日前出生"),
        ("personal-birth-prose", "2004年8月31日（含）以前出生"),
        ("personal-address", "家庭住址栏请写到村"),
        ("personal-address", "到户籍所在地派出所3号窗口办理，居住地为农村的12户"),
        ("personal-email", "一小：nobody@qq.com\n二小：nobody1@qq.com\n三小：nobody2@qq.com"),
        ("personal-address", "施工地点：某某小区1栋2单元301室"),
        ("personal-email", "咨询邮箱：nobody@qq.com；投稿邮箱：nobody1@qq.com、nobody2@qq.com"),
        ("personal-wechat", "关注微信：某某教育"),
        ("personal-number", "学号为8位数字"),
        ("personal-list", "志愿服务对象：老人、儿童、残疾学生、家长"),
        ("personal-list", "患者须知如下：张贴、挂号、就诊"),
    ],
)
def test_ordinary_prose_is_left_alone(code: str, text: str) -> None:
    assert found(code, text) == []


def test_names_in_prose_are_never_guessed() -> None:
    assert found("personal-list", "张三、李四、王五因旷课受到处分，贫困生李明也在其中。") == []


@every(
    "unit",
    ["1 ", "1\t", "1\n", "名单：", "姓名\t病种\n张三\t肺炎\n", "贫困生名单：张三、", "家住1号", "*1", "a@qq.com "],
)
def test_a_hostile_text_of_twice_the_length_takes_twice_the_steps(unit: str) -> None:
    def steps(text: str) -> int:
        profile = cProfile.Profile()
        profile.runcall(lambda: sum(1 for rule in RULES for _ in rule.find(text)))
        return sum(entry.callcount for entry in profile.getstats())

    assert steps(unit * 2000) <= 2.2 * steps(unit * 1000)
