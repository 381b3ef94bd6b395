"""Where two whole words meet, what their border makes by chance is no slip; inside a word it still is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from cases import every

from xuanlan.proofreading import seams, wording, wording_data
from xuanlan.proofreading.name_words import known
from xuanlan.reading.shipped import DATA

RULES = {rule.code: rule for rule in wording.RULES}
WORDS = sorted(seams.words())


def told(text: str) -> list[str]:
    return [hit.values["found"] for rule in wording.RULES for hit in rule.find(text)]


@every(
    "text",
    [
        "应聘人员必须品行端正。",
        "推荐对象必须品学兼优。",
        "请将材料按装订顺序扫描。",
        "投标文件按装订要求密封。",
        "按装饰装修工程招标。",
        "图书按装帧质量评定。",
        "考生须注意保证卷面整洁。",
        "各校要部署假期安全教育工作。",
        "新增病例本土占比较高。",
        "经办人预付食品款。",
        "财务处实付教授课酬。",
        "与上月相比，物价局部上涨。",
        "教育局部署假日值班。",
        "部分地区停课，农业局部受灾。",
        "长期关注消费者权益。",
        "已经厉行节约三年。",
        "请登录图书馆网页导航栏。",
        "各部门组织务实培训。",
        "本次调查觉察到三个问题。",
        "汇集休闲设施。",
        "公司公布署名文章。",
        "工程师强调查看现场。",
        "财政投资询价采购。",
    ],
)
def test_two_words_that_meet_are_no_slip(text: str) -> None:
    assert not told(text)


@every(
    ("text", "wrong"),
    [
        ("现将工作布署如下", "布署"),
        ("设备按装完毕", "按装"),
        ("生活必须品充足", "必须品"),
        ("聘请付教授讲课", "付教授"),
        ("认真落实署假安全工作", "署假"),
        ("购买证卷的人员", "证卷"),
        ("请带好病例本就诊", "病例本"),
        ("召开座谈汇的通知", "座谈汇"),
        ("经理付食品公司", "付食品"),
    ],
)
def test_a_slip_is_told_whatever_words_stand_beside_it(text: str, wrong: str) -> None:
    assert told(text) == [wrong]


def meetings() -> Iterator[tuple[str, str, str]]:
    """For each entry that two listed words can make: its wrong form and three such pairs of words."""
    ends, begins = defaultdict(list), defaultdict(list)
    for word in WORDS:
        for size in range(1, len(word)):
            ends[word[-size:]].append(word)
            begins[word[:size]].append(word)
    for code, name in wording.FILES.items():
        for wrong in dict.fromkeys(entry.wrong for entry in wording_data.words(name).pairs):
            for at in range(1, len(wrong)):
                pairs = zip(ends[wrong[:at]], begins[wrong[at:]], strict=False)
                yield from ((code, wrong, one + other) for one, other in list(pairs)[:3])


def test_no_entry_is_told_where_listed_words_meet() -> None:
    cases = list(meetings())
    assert len(cases) > 4000
    loud = []
    for code, wrong, text in cases:
        place = f"其中：{text}，"
        loud += [(wrong, text) for hit in RULES[code].find(place) if hit.values["found"] == wrong]
    assert not loud


def test_the_list_has_no_slip_in_it_and_none_of_the_words_of_names_again() -> None:
    lines = (DATA / "wording" / "words.txt").read_text(encoding="utf-8").split("\n")
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert words == sorted(set(words))
    assert not set(words) & known()[0]
    free = {entry.wrong for name in wording.FILES.values() for entry in wording_data.words(name).pairs}
    assert not [word for word in words if word in free]


@pytest.mark.parametrize("text", ["署", "署假", "部署", "", "假"])
def test_the_ends_of_a_text_are_no_words(text: str) -> None:
    assert not seams.met(text, 0, len(text))
