"""Parts told in a sentence: what cannot make the whole is told, what may overlap or was left out is not."""

from __future__ import annotations

import random

from cases import every

from xuanlan.proofreading.parts import RULES

(RULE,) = RULES
WAYS = (
    "共{whole}，其中{parts}。",
    "总计{whole}（其中：{parts}）。",
    "安排{whole}，其中{parts}；",
    "各校合计{whole}，分别为{parts}。",
    "{parts}，合计{whole}。",
)
LABELS = ("甲校", "乙校", "丙校", "丁校", "戊校")


def told(text: str) -> list[str]:
    return [hit.values["sum"] for hit in RULE.find(text)]


def test_parts_of_any_unit_that_make_too_much_are_told_and_those_that_make_the_whole_are_not() -> None:
    chance, missed, alarms = random.Random(11), [], []
    for way in WAYS:
        for unit in ("万元", "元", "人", "名", "个", "项", "台", "户"):
            labels = LABELS[: chance.randrange(2, 6)]
            values = [chance.randrange(10, 900) for _ in labels]
            parts = chance.choice("、，").join(
                f"{label}{value}{unit}" for label, value in zip(labels, values, strict=True)
            )
            right = way.format(whole=f"{sum(values)}{unit}", parts=parts)
            wrong = way.format(whole=f"{sum(values) - chance.randrange(5, 10)}{unit}", parts=parts)
            alarms += [right] if told(right) else []
            missed += [wrong] if len(told(wrong)) != 1 else []
    assert not alarms
    assert not missed


@every(
    "text",
    [
        "共有学生300名，其中男生180名、女生130名。",
        "全县有医院12家，其中公立8家、民营6家。",
        "现有床位200张，其中内科120张、外科90张。",
        "招聘20人，其中语文8人、数学8人、英语6人。",
        "今年投入100万元，其中设备80万元、其他30万元。",
        "总投资1亿元，其中中央资金6000万元，地方配套5000万元。",
        "共评出奖项30个，其中一等奖5个、二等奖10个、三等奖16个。",
    ],
)
def test_what_is_divided_by_one_thing_is_added_up(text: str) -> None:
    assert told(text)


@every(
    "text",
    [
        "现有教师150人，其中高级职称80人，中级职称60人，硕士90人。",
        "共有职工100人，其中党员60人、女职工55人。",
        "共有学生100人，其中住校生80人、贫困生30人。",
        "投入100万元，其中财政资金80万元、设备60万元。",
        "共100万元，其中甲60万元、乙40万元，已支付90万元。",
        "共100万元，其中甲60万元，比上年增加50万元。",
        "共100余万元，其中甲60万元、乙50万元。",
        "净增10人，其中甲校增加30人、乙校减少20人。",
        "共捐款3.2万元，其中教师捐款2万元，学生捐款1.25万元。",
        "培训费1200元/人，其中资料费200元、餐费1100元。",
        "一等奖2名，二等奖5名，每班合计3名。",
        "每人每天伙食费50元、住宿费100元，合计450元。",
        "上年结转20万元，本年收入100万元，其中财政拨款70万元、事业收入40万元（含捐赠）等。",
        "培训120人，其中一线教师100人、农村教师60人。",
        "全校15个班级，其中优秀班级10个、文明班级8个。",
        "全镇帮扶30户，其中低收入户20户、残疾人户15户。",
        "全市学校300所，其中小学200所、寄宿制学校150所。",
        "共30万元，三档分别为12万元、10万元、6万元。",
        "门票50元、餐费30元，三人合计240元。",
        "采购复印纸10箱、打印机2台，合计5000元。",
        "共2人，分别是1名教师、1名学生。",
        "项目10个，总投资100万元，其中续建项目60个。",
    ],
)
def test_what_may_overlap_or_is_no_part_is_not_added_up(text: str) -> None:
    assert not told(text)


def test_men_and_women_are_told_by_one_rule_alone() -> None:
    assert not told("共30人，其中男18人、女13人。")
