"""Official rule sets, and the number that a name promises."""

from __future__ import annotations

from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.models.rulesets import numeral, official_rulesets, title_count


def test_every_official_set_has_the_items_its_name_promises() -> None:
    for official in official_rulesets().values():
        assert official.items
        assert len(set(official.items)) == len(official.items)
        assert title_count(official.title) in (None, len(official.items)), official.title
        assert official.status in {"current", "superseded"}
        assert official.confidence in {"V", "K"}


def test_a_superseded_set_names_a_successor_that_is_in_force() -> None:
    old = official_rulesets()["jiu-bu-zhun-2013"]
    assert official_rulesets()[old.superseded_by or ""].status == "current"
    assert len(old.items) == 9


def test_the_ten_rules_of_colleges_and_of_schools_end_differently() -> None:
    sets = official_rulesets()
    assert sets["shi-xiang-zhun-ze-gao-xiao-2018"].items[-1] == "积极奉献社会"
    assert sets["shi-xiang-zhun-ze-zhong-xiao-xue-2018"].items[-1] == "规范从教行为"


def test_an_item_may_go_on_only_where_the_official_text_does() -> None:
    explained = official_rulesets()["jiu-bu-zhun-2013"]
    assert explained.same(2, "不准开单提成。医院要完善管理。")
    assert not explained.same(2, "不准开单提成费")
    assert not official_rulesets()["liu-bu-fang-ni-shui"].same(1, "不私自下水游泳。要有大人陪同")


def test_the_first_difference_is_counted_in_characters() -> None:
    official = official_rulesets()["jiu-bu-zhun-2013"]
    assert official.difference(9, "不准收受病人“红包”") == (5, "病", "患")
    assert official.difference(2, "不准开单") == (5, "", "提")
    assert official.difference(2, "不准 开单提成。") is None


# The number in a name


@every(
    ("title", "count"),
    [
        ("加强医疗卫生行风建设“九不准”", 9),
        ("医疗机构工作人员廉洁从业九项准则", 9),
        ("“八不”行为规范", 8),
        ("门前三包", 3),
        ("市容环境卫生“门前三包”责任制", 3),
        ("门前五包", 5),
        ("学生宿舍安全十二条规定", 12),
        ("优化服务二十四条", 24),
        ("课堂纪律两不准", 2),
        ("实验室安全管理10项", 10),
        ("图书馆１０条守则", 10),
        ("值班人员“七个不得”", 7),
        ("食堂工作七个严禁", 7),
        ("宿舍管理“十不准”（试行）", 10),
        ("防范电信网络诈骗“三不一多”", 4),
        ("校园文明“八不”公约（八条）", 8),
        ("2026年度便民服务十项措施", 10),
    ],
)
def test_the_number_in_a_name_is_found(title: str, count: int) -> None:
    assert title_count(title) == count


@every(
    "title",
    [
        "2026年工作要点",
        "二〇二六年寒假安排",
        "第3号公告",
        "第十二条",
        "关于修改第二十四条的规定",
        "第三次会议纪要",
        "3月15日放假通知",
        "校园一体化管理规定",
        "三好学生评选办法",
        "五四青年节活动方案",
        "十四五规划",
        "一条龙服务",
        "三不管地带整治方案",
        "家用汽车三包规定",
        "中央八项规定精神实施细则",
        "关于贯彻落实中央八项规定",
        "关于印发“九不准”的通知",
        "十项准则学习计划",
        "文明用语“五要五不要”",
        "三项制度与十不准",
        "三严三实",
        "一岗双责",
        "学生管理规定",
        "",
    ],
)
def test_other_numbers_are_no_promise(title: str) -> None:
    assert title_count(title) is None


def spelled(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens] if tens else "") + ("十" if tens else "") + (digits[ones] if ones else "")


UNITS = st.sampled_from(
    ["不准", "项准则", "条规定", "条", "个不得", "严禁", "项服务承诺", "不”行为规范", "条措施（试行）"]
)


@given(st.integers(2, 99), UNITS, st.sampled_from(["", "宿舍", "2026年", "学院教师", "“"]))
def test_the_number_is_found_in_words_and_in_digits(number: int, unit: str, before: str) -> None:
    assert title_count(f"{before}{spelled(number)}{unit}") == number
    assert title_count(f"{before}{number}{unit}") == number


@given(st.integers(1, 99), st.sampled_from(["条", "项", "条规定", "项准则"]))
def test_an_ordinal_is_never_a_count(number: int, unit: str) -> None:
    assert title_count(f"办法第{spelled(number)}{unit}") is None
    assert title_count(f"办法第{number}{unit}") is None


@given(st.integers(1949, 2100), st.integers(1, 12), st.integers(1, 31))
def test_years_dates_and_issue_numbers_are_never_a_count(year: int, month: int, day: int) -> None:
    for title in (
        f"{year}年工作总结",
        f"{month}月{day}日停水通知",
        f"公告{year}年第{day}号",
        f"第{spelled(day)}期简报",
    ):
        assert title_count(title) is None


@given(st.text(max_size=30))
def test_any_title_can_be_asked(title: str) -> None:
    found = title_count(title)
    assert found is None or found >= 2


@given(st.integers(1, 999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    hundreds, rest = divmod(number, 100)
    tail = spelled(rest) if rest else ""
    if hundreds and 0 < rest < 10:
        tail = "零" + tail
    if hundreds and 10 <= rest < 20:
        tail = "一" + tail
    text = (spelled(hundreds) + "百" if hundreds else "") + tail
    assert numeral(text) == number
