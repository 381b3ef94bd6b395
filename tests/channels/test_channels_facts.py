"""Facts of texts: one in all its forms is one, another is another, and numerals are read as they are written."""

from __future__ import annotations

from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.channels.facts import facts, implied
from xuanlan.text.numerals import MOST, in_words, value_of

FORMS = (
    ("date 2026-03-05", ("2026年3月5日", "二〇二六年三月五日", "2026-03-05", "2026.3.5", "２０２６年３月５日")),
    ("date ?-03-05", ("3月5日", "三月五日", "3 月 5 日")),
    ("date 2026-?-?", ("2026年", "二〇二六年")),
    ("weekday 五", ("周五", "星期五", "礼拜五")),
    ("time 14:30", ("14:30", "14：30", "下午2:30", "下午两点半", "14时30分", "下午二点三十分")),
    ("time 8:00", ("8:00", "八点", "8点整", "8时", "上午八点")),
    ("time 12:00", ("12:00", "中午十二点", "十二点")),
    ("time 24:00", ("24:00", "二十四点", "晚上12点")),
    ("number 120 人", ("120人", "120 人", "一百二十人", "１２０人")),
    ("number 2 名", ("2名", "两名", "二名")),
    ("number 105 室", ("105室", "幺零五室")),
    ("number 5.5 公里", ("5.5公里", "5.5km", "五点五公里")),
    ("number 12000 人", ("1.2万人", "一点二万人", "12000人", "12,000人")),
    ("number 30 %", ("30%", "30％", "百分之三十")),
    ("amount 1250", ("1250元", "1,250元", "￥1250", "¥1,250", "一千二百五十元", "0.125万元")),
    ("code 12345", ("12345", "幺二三四五")),
    ("code 00008888040", ("0000-8888040", "0000 8888040", "00008888040", "零零零零 八八八八零四零")),
    ("document 2026-37", ("云职院〔2026〕37号", "云职院[2026]37号", "二〇二六年第三十七号")),
)


@every(("key", "forms"), FORMS)
def test_a_fact_is_one_in_all_its_forms(key: str, forms: tuple[str, ...]) -> None:
    for form in forms:
        assert [fact.key for fact in facts(form)] == [key], form


def test_other_facts_have_other_keys() -> None:
    keys = [key for key, _ in FORMS]
    assert len(set(keys)) == len(keys)


@every("text", ("一、时间地点", "（二）报名办法", "1. 报名", "（11）其他", "第十一，", "统一安排[12]", "人人参与"))
def test_numbers_of_items_and_notes_are_no_facts(text: str) -> None:
    assert not [fact for fact in facts(text) if fact.kind != "number" or fact.value[0] not in "1"]
    assert not [fact for fact in facts(text) if "11" in fact.value or "12" in fact.value]


def test_a_time_behind_a_colon_is_a_time() -> None:
    assert [fact.key for fact in facts("上课时间：15:50")] == ["time 15:50"]


def test_who_knows_a_date_knows_its_parts_and_not_the_reverse() -> None:
    assert {"date ?-03-05", "date 2026-03-?", "date ?-?-05"} <= implied(facts("2026年3月5日"))
    assert "date 2026-03-05" not in implied(facts("3月5日"))


def test_a_registered_name_is_a_fact_and_the_longer_one_counts() -> None:
    assert [fact.key for fact in facts("请到信息工程系", ("信息工程系", "工程系"))] == ["name 信息工程系"]


@given(st.integers(0, MOST - 1))
def test_a_number_in_words_is_read_as_that_number(number: int) -> None:
    assert value_of(in_words(number)) == number


@given(st.text())
def test_facts_stand_where_they_say(text: str) -> None:
    for fact in facts(text):
        assert 0 <= fact.start < fact.end <= len(text)
