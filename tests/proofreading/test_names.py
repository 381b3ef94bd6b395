"""Near misses of registered names: every kind of edit is found, other names and ordinary words are left alone."""

from __future__ import annotations

import pickle
import random
import tracemalloc
from collections.abc import Iterator

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanlan.proofreading import name_endings
from xuanlan.proofreading.names import Names, find

PLACES = ["金华", "云山", "临江", "青石", "白河", "明德", "东湖", "海晏", "百泉", "松溪"]
KINDS = ["职业技术学院", "教育学院", "卫生服务中心", "第一人民医院", "街道办事处", "疾病预防控制中心", "妇幼保健院"]
OFFICES = [
    "党委宣传部", "后勤保障处", "国际合作与交流处", "招生就业工作处", "信息化建设中心", "机电工程学院", "纪检监察室",
    "网络安全领导小组", "教学质量监督委员会", "学术委员会", "离退休工作办公室", "心理健康教育中心", "体育教学部",
    "精神文明建设指导委员会", "医疗质量管理科", "感染性疾病科", "综合治理办公室", "档案管理中心", "信访接待室",
    "发展规划处", "校企合作办公室", "学生资助管理中心", "大学生活动中心报告厅", "青石湖校区体育馆",
    "党委理论学习中心组学习会", "教学工作例会", "学院办公会议", "安全生产领导小组", "继续教育学院", "实验实训中心",
]  # fmt: skip
REGISTER = [*OFFICES, *(place + kind for place in PLACES for kind in KINDS)]
SIGNS = "水石田光明色声高飞言语见闻走路山川草木花鸟虫鱼金银铜铁红黄蓝绿甜酸苦辣衣帽鞋袜桌椅灯火风雨雪云星空海湖岛船帆桥"
FRAMES = ["请于三月十日前报送{}。", "由{}负责解释。", "{}：", "各部门、{}、各班级："]


def edits(name: str, chance: random.Random) -> Iterator[str]:
    """One edit of each kind; insertions and omissions not at the ends, which are the ends of other words."""
    at, sign = chance.randrange(len(name)), chance.choice(SIGNS)
    if name[at] != sign:
        yield name[:at] + sign + name[at + 1 :]
    at = chance.randrange(1, len(name))
    yield name[:at] + chance.choice(SIGNS) + name[at:]
    at = chance.randrange(1, len(name) - 1)
    yield name[:at] + name[at + 1 :]
    at = chance.randrange(len(name) - 1)
    if name[at] != name[at + 1]:
        yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def test_nineteen_of_twenty_near_misses_are_found() -> None:
    chance = random.Random(18)
    assert len(REGISTER) == 100
    names = Names(REGISTER)
    texts = [
        (chance.choice(FRAMES).format(wrong), wrong)
        for _ in range(5)
        for name in REGISTER
        for wrong in edits(name, chance)
    ]
    found = [
        any(text.find(wrong) <= hit.start < text.find(wrong) + len(wrong) for hit in names.find(text))
        for text, wrong in texts
    ]
    assert len(texts) > 1900
    assert sum(found) / len(found) >= 0.95


def test_no_registered_form_is_told() -> None:
    names = Names(REGISTER)
    assert [name for name in REGISTER for frame in FRAMES if list(names.find(frame.format(name)))] == []


@pytest.mark.parametrize(
    ("registered", "wrong"),
    [("网络安全领导小组", "网络安全页导小组"), ("金华教育学院", "金华教有学院"), ("领导小组", "页导小组")],
)
def test_the_words_in_question_are_the_string_that_misses_the_name(registered: str, wrong: str) -> None:
    text = f"由{wrong}组长负责。"
    (hit,) = Names([registered]).find(text)
    assert (text[hit.start : hit.end], hit.values["name"], hit.put) == (wrong, registered, None)


OTHERS = """
学生工作处 学生工作部,云山图书馆 云山图书室,第一教学楼 第二教学楼,东区食堂楼 西区食堂楼,一号会议室 二号会议室,
党政办公室 党委办公室,学院办公室 学校办公室,人民医院 人民法院,市人民医院 县人民医院,教育学院 体育学院,
管理学院 护理学院,会计学院 审计学院,机电工程学院 机械工程学院,学术委员会 学位委员会,校务委员会 校友委员会,
领导小组 指导小组,领导小组 督导小组,领导小组 辅导小组,党委书记 党委副书记,党委书记 团委书记,安全工作会议 安全生产会议,
大学生活动中心 学生活动中心,云山市教育局 云山县教育局,云山市教育局 云山教育局,杭州市教育局 广州市教育局,
东阳市人民医院 丹阳市人民医院,学府路1号 学府路2号,行政楼二楼会议室 行政楼三楼会议室,教师发展中心 教学发展中心,
校园卡服务中心 校园服务中心,院长办公会议 校长办公会议,研究生学院 研究生院,云山镇人民政府 云山乡人民政府,
信息中心 信访中心,会议中心 会展中心,外一科病区 外二科病区,院长助理 校长助理,语文教研组 数学教研组,高一年级组 高二年级组
"""
PAIRS = [tuple(pair.split()) for pair in OTHERS.replace("\n", "").split(",")]


@every(("one", "other"), [*PAIRS, *((other, one) for one, other in PAIRS)])
def test_another_office_is_no_near_miss(one: str, other: str) -> None:
    assert not [frame for frame in FRAMES if list(Names([one]).find(frame.format(other)))]


@pytest.mark.parametrize(
    ("registered", "text"),
    [
        ("学生工作处", "学生工作是重点，做好学生工作。"),
        ("教育学院", "教育学的研究方法和教育学基础。"),
        ("服务中心", "在医疗服务中实行公开承诺。"),
        ("大学生活动中心", "由学生活动中心承办。"),
        ("党政办公室", "行政办公时间不变。"),
        ("领导小组", "由学院领导组成检查组。"),
    ],
)
def test_words_that_meet_by_chance_are_no_near_miss(registered: str, text: str) -> None:
    assert not list(Names([registered]).find(text))


@every("wrong", ["党委宣传簿", "体育教学埠", "后勤保障础", "纪检监察势", "金华教育学渊", "后勤保障外"])
def test_a_last_sign_that_is_taken_for_another_is_told_where_nothing_follows(wrong: str) -> None:
    for frame in ("请报送{}。", "{}：", "{}、{}"):
        assert list(Names(REGISTER).find(frame.format(wrong, wrong)))
    assert not list(
        Names(REGISTER).find("党委宣传布置工作，体育教学补课，后勤保障出问题。除后勤保障外，后勤保障外包。")
    )


@every(
    ("registered", "text", "found"),
    [
        ("后勤保障处", "由后勤保障部负责。", ["后勤保障部"]),
        ("金华教育学院", "金华教育学校：", ["金华教育学校"]),
        ("云山市教育局", "请报云山市教育处。", ["云山市教育处"]),
        ("后勤保障处", "由后勤保障部门负责。", []),
        ("后勤保障处", "省教育厅后勤保障部通知", []),
        ("教务处", "教务部", []),
        ("信息中心", "信息中心部", []),
    ],
)
def test_another_word_for_an_office_at_the_end_is_a_hint(registered: str, text: str, found: list[str]) -> None:
    search = name_endings.find((registered,))
    assert [text[hit.start : hit.end] for hit in (search(text) if search else ())] == found
    assert not list(Names([registered]).find(text))


def test_a_form_that_is_registered_too_is_right() -> None:
    assert not list(Names(["金华教育学院", "金华教有学院"]).find("金华教有学院负责。"))
    assert not list(Names(["教育学院", "金华教有学院"]).find("金华教有学院负责。"))


def test_of_two_names_that_are_missed_at_one_place_the_longer_is_told() -> None:
    (hit,) = Names(["教育学院", "金华教育学院"]).find("金华教有学院负责。")
    assert hit.values["name"] == "金华教育学院"


def test_the_search_goes_to_other_processes() -> None:
    again = pickle.loads(pickle.dumps(Names(["领导小组"])))
    assert [hit.values["name"] for hit in again.find("由页导小组负责。")] == ["领导小组"]


def test_short_names_and_empty_registers_make_no_rule() -> None:
    assert find(()) is None
    assert find(("教务处", "团委")) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="领导小组金华教育学院的、\n1市一处", max_size=60))
def test_no_text_stops_the_search(text: str) -> None:
    for hit in Names(["领导小组", "金华教育学院", "金华市教育局1楼"]).find(text):
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("piece", ["领导小组", "页导小组", "金华", "学", "领\n", "教育学"])
def test_a_long_text_of_pieces_of_names_is_read_in_time_that_grows_with_it(piece: str) -> None:
    names = Names(REGISTER)
    assert sum(1 for _ in names.find(piece * (100_000 // len(piece)))) >= 0


def test_the_index_grows_with_the_names_and_not_with_the_square_of_their_length() -> None:
    names = ["云山职业技术学院" * 100 + sign for sign in "处部科室院局"]
    tracemalloc.start()
    index = Names(names)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000, "all strings that are one sign away would be 19 MB"
    (hit,) = index.find(names[0].replace("职业", "职叶", 1))
    assert hit.values["name"] == names[0]
