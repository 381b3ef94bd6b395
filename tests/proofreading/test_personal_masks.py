"""Masks: the standard form, those that hide too little, those that undo each other."""

from __future__ import annotations

import random

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from persons import id_number, mobile

from xuanlan.proofreading import masks
from xuanlan.proofreading.personal_masks import birth_and_sex, rebuilt, with_names


@every(
    ("kind", "value", "shown"),
    [
        ("id", "99999919491231005X", "99*************05X"),
        ("id", "999999491231005", "99**********005"),
        ("mobile", "19900000000", "199****0000"),
        ("card", "6200000000000000000", "***************0000"),
        ("email", "nobody@qq.com", "n***@qq.com"),
        ("", "E00000000", "E*******0"),
        ("", "0000A", "0****"),
        ("digits", "2010年10月10日", "****年**月**日"),
    ],
)
def test_a_value_is_shown_masked(kind: str, value: str, shown: str) -> None:
    assert masks.masked(kind, value) == shown


@given(st.integers(0, 2**32))
def test_the_standard_masks_are_neither_weak_nor_numbers(seed: int) -> None:
    chance = random.Random(seed)
    for kind, number in (("id", id_number(chance)), ("mobile", mobile(chance))):
        form = masks.masked(kind, number)
        assert masks.hidden(form) >= masks.ENOUGH
        assert not masks.too_weak(form)
        assert not masks.shows_birth(form)


@pytest.mark.parametrize("sign", "*＊×●■X")
def test_a_mask_is_read_whatever_its_sign(sign: str) -> None:
    (found,) = masks.forms(f"王某，199{sign * 4}0000，三班")
    assert found.form == "199****0000"
    (found,) = masks.forms(f"王某 99999919491231{sign * 4}")
    assert found.form == "99999919491231****"


@every(
    ("text", "form"),
    [
        *(
            (f"身份证号：9999{mask}1234", "9999**********1234")
            for mask in ("……", "…", "····", "＊＊", "××", "□□", "xx", "...", "****")
        ),
        *((f"手机 199{mask}0000", "199****0000") for mask in ("……", "··", "＊＊", "×××××", "□□", "xx", "。。。")),
        ("姓名\t身份证号\t手机号\n王某\t999999……005X\t1990……0000", "999999********005X"),
        ("姓名\t手机号\n王某\t1990……0000", "1990***0000"),
        ("王某 99999919491231…", "99999919491231****"),
    ],
)
def test_a_mask_of_any_number_of_signs_is_read_where_words_say_what_it_hides(text: str, form: str) -> None:
    assert masks.forms(text)[0].form == form


@pytest.mark.parametrize(
    "text",
    [
        "第100……200页",
        "编号2026……1234",
        "电话0571……",
        "手机型号 13……",
        "价格 199……299元",
        "姓名\t备注\n王某\t1990……0000",
        "身份证号后四位……1234",
        "电话：1、2、3……20",
        "圆周率3.14159……",
        "1990……2026年",
    ],
)
def test_dots_between_other_numbers_are_no_masks(text: str) -> None:
    assert not masks.forms(text)


@pytest.mark.parametrize(
    "text", ["1500*200*20", "2000*1500*1200*800", "**199****0000**x", "3.14159*2.71828", "2026XXXXXXX", "***********"]
)
def test_what_is_no_mask_is_not_weak(text: str) -> None:
    assert [found for found in masks.forms(text) if masks.too_weak(found.form)] == []


JOINS = [
    ("999999********005X", "99****19491231005X", "", True),
    ("999999********005X", "******19491231005X", "", True),
    ("999999********005X", "******19491231****", "", False),
    ("999999********005X", "******19491231****", "王某", True),
    ("999999********005X", "******19491231006X", "王某", False),
    ("999999********005X", "999999********005X", "王某", False),
    ("199****0000", "1990000****", "", False),
    ("199****0000", "1990000****", "王某", True),
    ("199****0000", "******00000", "", True),
    ("199****0000", "99999919491231****", "王某", False),
]


@every(("one", "other", "name", "join"), JOINS)
def test_masks_of_one_person_that_together_hide_nothing_are_told(one: str, other: str, name: str, join: bool) -> None:
    found = list(masks.joined([("a.md:1", one, name), ("b.md:2", other, name)]))
    assert [(pair.first, pair.second) for pair in found] == [("a.md:1", "b.md:2")] * join


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姓名\t号码\n张三\t199****0000", "张三"),
        ("1\t三班\t张三\t199****0000", "张三"),
        ("张三，199****0000", "张三"),
        ("王某，199****0000", ""),
        ("号码 199****0000", ""),
    ],
)
def test_a_masked_number_is_read_with_the_name_beside_it(text: str, name: str) -> None:
    assert [(found.form, beside) for found, beside in with_names(text)] == [("199****0000", name)]


def test_masks_of_persons_with_different_names_are_not_joined() -> None:
    assert list(masks.joined([(1, "999999********005X", "王某"), (2, "99****19491231005X", "李某")])) == []


def test_two_long_lists_with_complementary_masks_give_one_pair_for_each_person() -> None:
    chance = random.Random(7)
    numbers = [id_number(chance) for _ in range(300)]
    lists = [(("a", at), f"{number[:6]}********{number[14:]}", str(at)) for at, number in enumerate(numbers)]
    lists += [(("b", at), f"******{number[6:]}", str(at)) for at, number in enumerate(numbers)]
    assert sorted((pair.first[1], pair.second[1]) for pair in masks.joined(lists)) == [(at, at) for at in range(300)]


@every(
    ("form", "birth", "sex", "back"),
    [
        ("999999********005X", "1949-12-31", "", True),
        ("999999********005X", "1949年12月31日", "", True),
        ("999999********005X", "19491231", "", True),
        ("999************05X", "1949-12", "", False),
        ("99*************05X", "1949-12-31", "女", False),
        ("999999************", "1949-12-31", "", False),
        ("999999************", "1949-12-31", "女", True),
        ("999999********005X", "1949", "", False),
        ("9999991950****005X", "1949-12-31", "", False),
    ],
)
def test_birth_date_and_sex_in_a_row_give_back_what_a_mask_hides(form: str, birth: str, sex: str, back: bool) -> None:
    beside = birth_and_sex(["王某", sex, birth, form], ["姓名", "性别", "出生日期", "身份证号"])
    assert rebuilt(form, *beside) is back


@pytest.mark.parametrize("between", ["，身份证号", "，身份证号码：", "的公民身份号码为", "，手机"])
def test_the_words_for_a_number_may_stand_between_a_name_and_its_mask(between: str) -> None:
    ((_, name),) = with_names(f"李建国{between}999999********005X")
    assert name == "李建国"
