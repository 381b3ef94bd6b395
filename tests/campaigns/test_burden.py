"""What a plan asks of its units."""

from __future__ import annotations

from cases import every

from xuanlan.campaigns.burden import LONGEST, asked, length, remarks

ASKS = {
    "各单位于每月25日前报送工作进度表。": ["定期报送", "表格和台账"],
    "活动结束后一周内提交书面总结。": ["总结和材料"],
    "请上传活动照片不少于3张。": ["照片和截图"],
    "召开动员大会，组织座谈会。": ["会议", "会议"],
    "每月检查一次，结果通报排名。": ["检查和评比", "检查和评比"],
    "建立问题整改台账，逐项销号。": ["表格和台账"],
}
ASKS_NOT = (
    "请各部门按照任务分解表认真落实。",
    "图书馆开放时间不变。",
    "报名表见附件。",
    "拍摄照片时请注意安全。",
    "不要求层层报送纸质材料，不得要求上传照片。",
    "结果在宣传栏通报。",
)


@every("text", ASKS)
def test_what_is_asked_is_counted_by_kind(text: str) -> None:
    assert [one.what for one in asked(text)] == ASKS[text]


@every("text", ASKS_NOT)
def test_what_asks_for_nothing_counts_nothing(text: str) -> None:
    assert list(asked(text)) == []


def test_lines_and_limits_are_told() -> None:
    text = "一、要求\n报送活动照片。\n" + "做好工作。" * 1200
    assert [(one.what, one.line) for one in asked(text)] == [("照片和截图", 2)]
    assert length(" 甲 乙\n") == 2
    assert [remark.split("，")[0] for remark in remarks(text)] == [
        f"正文 {length(text)} 字",
        "要求报送照片、截图的有 1 处",
    ]
    assert length(text) > LONGEST
    assert list(remarks("做好工作。")) == []
