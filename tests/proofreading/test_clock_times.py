"""Times that no clock shows: told where the words around say that it is a time, and nowhere else."""

from __future__ import annotations

from cases import every

from xuanlan.proofreading.clock_times import RULES

(RULE,) = RULES


def told(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in RULE.find(text)]


@every(
    ("text", "time"),
    [
        (frame.format(time), time)
        for frame in (
            "会议时间：3月9日{}。",
            "上午{}集合",
            "每天{}熄灯。",
            "请于星期三{}前报送",
            "自8:00起至{}止",
            "定于{}召开",
        )
        for time in ("25:30", "12:75", "24:30", "12：60", "25:00:00")
    ],
)
def test_a_time_that_does_not_exist_is_told(text: str, time: str) -> None:
    assert told(text) == [time]


@every(
    ("text", "time"),
    [
        ("下午15时70分报到", "15时70分"),
        ("3月9日25时", "25时"),
        ("于24时30分前提交", "24时30分"),
        ("晚上8点70分集合", "8点70分"),
        ("凌晨14时", "14时"),
        ("门诊时间：上午8:00—11:60，下午14:30—17:30", "11:60"),
        ("2026-03-09 24:30", "24:30"),
    ],
)
def test_a_time_in_words_or_in_a_span_is_told(text: str, time: str) -> None:
    assert told(text) == [time]


@every(
    "text",
    [
        *(
            f"{before}25:75{behind}"
            for before, behind in (("比分", ""), ("比例为", ""), ("以", "战胜对手"), ("诗篇", ""), ("消毒液按", "稀释"))
        ),
        "下午14:00开赛，主队以25:30告负。",
        "地址 10.0.0.1:99，端口 10:99",
        "fe80::25:75",
        "第12:75条",
        "比例尺1:75，上午施工。",
        "师生比1:65，学校8:00上课。",
        "历时25时70分",
        "北纬30点75分",
        "得分12点75分",
        "会议时间：24:00",
        "0:00—24:00开放",
        "上午12:30",
        "下午15时30分",
        "25时装周",
        "GB 25:75",
        "请在规定时间25:30内跑完",
        "完成时间：25:75",
        "5000米成绩25:30",
    ],
)
def test_scores_ratios_verses_and_addresses_are_no_times(text: str) -> None:
    assert not told(text)
