"""What a plan asks of its units."""

from __future__ import annotations

from cases import every

from xuanlan.proofreading.burden import asked, counted, judged_by_traces, length

ASKS = {
    "各单位于每月25日前报送工作进度表。": ["定期报送", "时限", "表格和台账"],
    "活动结束后一周内提交书面总结。": ["总结和材料"],
    "请上传活动照片不少于3张。": ["照片和截图"],
    "召开动员大会，组织座谈会。": ["会议", "会议"],
    "每月检查一次，结果通报排名。": ["检查和评比", "检查和评比"],
    "建立问题整改台账，逐项销号。": ["表格和台账"],
    "照片和小结于4月3日前报教务处。": ["照片和截图", "总结和材料", "时限"],
    "工作台账每季度交后勤处。": ["表格和台账", "定期报送"],
    "请于月底前完成，本周五前反馈。": ["时限", "时限"],
}
ASKS_NOT = (
    "请各部门按照任务分解表认真落实。",
    "图书馆开放时间不变。",
    "报名表见附件。",
    "拍摄照片时请注意安全。",
    "不要求层层报送纸质材料，不得要求上传照片。",
    "结果在宣传栏通报。",
    "做好汇报、总结和宣传报道,及时总结。",
    "加强交流，总结经验材料库建设。",
    "组织开展好年初确定的读书大会。",
    "3月20日至25日为宣传周。",
    "报名表见附件，登记表放在窗口。",
)


@every("text", ASKS)
def test_what_is_asked_is_counted_by_kind(text: str) -> None:
    assert [one.what for one in asked(text)] == ASKS[text]


@every("text", ASKS_NOT)
def test_what_asks_for_nothing_counts_nothing(text: str) -> None:
    assert list(asked(text)) == []


def test_a_thing_has_its_line_and_the_counts_leave_days_out_of_the_sum() -> None:
    text = "一、要求\n3月20日前报送活动照片和小结。"
    found = list(asked(text))
    assert [(one.what, one.line) for one in found] == [("时限", 2), ("总结和材料", 2), ("照片和截图", 2)]
    assert counted(found) == (2, "总结和材料 1 处、照片和截图 1 处、时限 1 处")
    assert length(" 甲 乙\n") == 2


JUDGED = {
    "照片数量列入年度考核。": ["照片数量列入年度考核"],
    "工作留痕情况作为评分依据；按时完成。": ["工作留痕情况作为评分依据"],
    "不以照片、截图作为考核依据。": [],
    "报送照片。考核采取现场查看的方式。": [],
    "坚决防止痕迹管理，不搞排名。": [],
}


@every("text", JUDGED)
def test_a_sentence_that_judges_work_by_its_traces_is_told(text: str) -> None:
    assert list(judged_by_traces(text)) == JUDGED[text]


def test_reading_takes_time_in_proportion_to_the_length() -> None:
    for text in ("报送" * 20_000, "照片和小结于" * 8_000, "不得" * 20_000 + "报送照片", "每月" * 20_000):
        assert len(list(asked(text))) <= 8_000
