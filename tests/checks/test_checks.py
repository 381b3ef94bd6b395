"""Rule sets, hotlines and core values: little sites, and the findings they must give."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import codes, findings, notice, rules

from xuanlan.models.core_values import core_values
from xuanlan.models.rulesets import official_rulesets

FULL = "、".join(core_values().words)


def test_a_sound_site_has_no_findings(tmp_path: Path) -> None:
    files = {
        "a.md": notice(id="a", doc_no="云职院〔2026〕1号", values="诚信、友善", contact="总值班室"),
        "b.md": rules(["不迟到", "不早退"], "“两不”公约", id="b", replaces="c"),
        "c.md": notice(body=f"弘扬{FULL}。\n", id="c", title="关于宣传栏的通知"),
        "hotlines.yml": "- national: 12345\n- {name: 总值班室, number: 0000-8888001}\n",
    }
    assert findings(tmp_path, files) == []


# Rule sets


def test_the_number_in_the_title_must_be_the_number_of_items(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"a.md": rules(["不迟到", "不早退", "不喧哗"], "课堂“四不准”", id="a")})
    assert (finding.code, finding.severity, finding.position.line) == ("rules-count", "error", 2)
    assert "4" in finding.message
    assert "3" in finding.message


def test_a_notice_of_another_kind_may_speak_of_nine_rules(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a.md": notice(body="1. 一\n2. 二\n", title="学习“九不准”", id="a")}) == []


def test_items_that_repeat_are_named_with_both_numbers(tmp_path: Path) -> None:
    text = rules(["不迟到", "不早退。", "不早退"], "课堂公约", id="a")
    [finding] = findings(tmp_path, {"a.md": text})
    assert (finding.code, finding.position.line) == ("rules-repeated", 9)
    assert "第 3 条" in finding.message
    assert "第 2 条" in finding.message


def test_a_rule_set_without_a_list_is_a_warning(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(body="第一章 总则\n", kind="规定", title="学生管理规定", id="a")})
    assert (finding.code, finding.severity) == ("rules-no-items", "warning")


def test_written_numbers_with_a_gap_are_a_warning(tmp_path: Path) -> None:
    text = notice(body="1. 不迟到\n2. 不早退\n4. 不喧哗\n", kind="规定", title="课堂公约", id="a")
    [finding] = findings(tmp_path, {"a.md": text})
    assert (finding.code, finding.position.line) == ("rules-number", 9)


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
@pytest.mark.parametrize("inner", ["- 甲\n{0}- 乙", "1. 甲\n{0}2. 乙", "1) 甲\n{0}2) 乙", "续行", "\n{0}  第二段"])
@pytest.mark.parametrize("appendix", ["", "\n附则\n\n1. 本公约自发布之日起施行。\n2. 由教务处解释。\n"])
def test_a_rule_set_has_the_rules_of_its_main_list_and_of_no_list_within_or_behind_it(
    tmp_path: Path, indent: str, inner: str, appendix: str
) -> None:
    body = f"1. 不迟到：\n{indent}{inner.format(indent)}\n2. 不早退\n{appendix}"
    files = {"a.md": notice(body=body, kind="规定", title="课堂“两不”公约", id="a")}
    assert codes(tmp_path, files) == []


@pytest.mark.parametrize("ident", sorted(official_rulesets()))
def test_a_true_copy_of_an_official_set_passes_or_names_its_successor(tmp_path: Path, ident: str) -> None:
    official = official_rulesets()[ident]
    text = rules(official.items, "学习材料", id="a", official=ident)
    expected = ["official-superseded"] if official.status == "superseded" else []
    assert codes(tmp_path, {"a.md": text}) == expected


def test_a_copy_that_differs_names_the_item_and_the_character(tmp_path: Path) -> None:
    official = official_rulesets()["jiu-xiang-zhun-ze-2021"]
    items = [*official.items[:8], "恪守交往底线，不接受企业回扣"]
    [finding] = findings(tmp_path, {"a.md": rules(items, official.title, id="a", official=official.id)})
    assert (finding.code, finding.position.line) == ("official-differs", 16)
    assert "第 9 条" in finding.message
    assert "第 9 个字是“接”，官方文本是“收”" in finding.message


def test_a_copy_that_lacks_an_item_names_it(tmp_path: Path) -> None:
    official = official_rulesets()["shou-ze-2015"]
    text = rules(official.items[:-1], "中小学生守则", id="a", official=official.id)
    [finding] = findings(tmp_path, {"a.md": text})
    assert finding.code == "official-count"
    assert "9. 勤俭节约护家园" in finding.hint


def test_an_unknown_official_set_is_answered_with_the_nearest(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"a.md": rules(["甲", "乙"], "公约", id="a", official="jiu-bu-zhun-2012")})
    assert finding.code == "official-unknown"
    assert "是不是“jiu-bu-zhun-2013”" in finding.hint


def test_a_superseded_set_is_recognised_by_its_items_and_names_its_successor(tmp_path: Path) -> None:
    official = official_rulesets()["jiu-bu-zhun-2013"]
    [finding] = findings(tmp_path, {"a.md": rules(official.items, "医务人员行为规范", id="a")})
    assert (finding.code, finding.severity) == ("official-superseded", "warning")
    assert "九项准则" in finding.message


def test_a_superseded_set_is_recognised_by_its_title(tmp_path: Path) -> None:
    assert "official-superseded" in codes(
        tmp_path, {"a.md": rules(list("甲乙丙丁戊己庚辛壬"), "医疗卫生行风建设“九不准”", id="a")}
    )


@pytest.mark.parametrize("field", ["withdrawn", "repealed"])
def test_a_superseded_set_that_was_taken_back_is_left_alone(tmp_path: Path, field: str) -> None:
    official = official_rulesets()["jiu-bu-zhun-2013"]
    assert codes(tmp_path, {"a.md": rules(official.items, official.title, id="a", **{field: "自今年起废止。"})}) == []


def test_a_set_that_is_mostly_official_is_offered_the_comparison(tmp_path: Path) -> None:
    schools = official_rulesets()["shi-xiang-zhun-ze-zhong-xiao-xue-2018"]
    text = rules([*schools.items[:9], "积极奉献社会"], "教师职业行为十项准则", id="a")
    [finding] = findings(tmp_path, {"a.md": text})
    assert (finding.code, finding.severity) == ("official-suggested", "warning")
    assert schools.id in finding.hint
    assert "9 条" in finding.message


# Hotlines


@pytest.mark.parametrize(
    ("row", "code", "severity"),
    [
        ("national: 12369", "hotline-cancelled", "error"),
        ("{name: 环保举报, number: 12369}", "hotline-cancelled", "error"),
        ("{name: 环保举报, number: 0000-12369}", "hotline-cancelled", "error"),
        ("national: 12318", "hotline-merging", "warning"),
        ("national: 12337", "hotline-not-phone", "error"),
        ("{name: 某热线, number: 12399}", "hotline-unknown", "warning"),
        ("national: 12344", "hotline-national-unknown", "error"),
        ("number: 0000-8888001", "hotline-nameless", "error"),
    ],
)
def test_an_entry_that_cannot_be_called_is_found_at_its_line(
    tmp_path: Path, row: str, code: str, severity: str
) -> None:
    [finding] = findings(tmp_path, {"hotlines.yml": f"- national: 110\n- {row}\n"})
    assert (finding.code, finding.severity) == (code, severity)
    assert (finding.position.file, finding.position.line) == ("notices/hotlines.yml", 2)


def test_the_finding_says_what_to_dial_instead(tmp_path: Path) -> None:
    hints = {row: findings(tmp_path, {"hotlines.yml": f"- national: {row}\n"})[0].hint for row in ("12369", "12358")}
    assert "12345" in hints["12369"]
    assert "12315" in hints["12358"]


def test_a_verified_number_is_kept(tmp_path: Path) -> None:
    register = "- {national: 12318, kept: 是}\n- {name: 某热线, number: 12399, kept: 是}\n"
    assert codes(tmp_path, {"hotlines.yml": register}) == []


def test_an_unknown_national_number_is_answered_with_the_nearest(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"hotlines.yml": "- national: 95589\n"})
    assert "是不是“95598”" in finding.hint


def test_two_entries_with_one_address_are_an_error(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"hotlines.yml": "- national: 12345\n- {name: 市民热线, number: 12345}\n"})
    assert (finding.code, finding.position.line) == ("hotline-twice", 2)
    assert "第 1 行" in finding.message


DUTY = (
    "- {name: 值班室, number: 0000-8888001, extension: '801', hours: 24小时}\n- {name: 保卫处, number: 0000-8888002}\n"
)


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("{名称: 值班室, 电话: 0000-8888009}", ["contact-differs 6:24 0000-8888009 0000-8888001 转 801"]),
        ("{名称: 保卫处, 电话: 0000-8888002 转 5}", ["contact-differs 6:24 0000-8888002 转 5 0000-8888002"]),
        ("{phone: 0000-8888002、0000-8888003, name: 保卫处}", ["contact-differs 6:18 0000-8888002、0000-8888003 0000-8888002"]),
        ("{名称: 值班室, 时间: 工作日}", ["contact-differs 6:24 工作日 24小时"]),
        ("{名称: 值班室, 地址: 行政楼}", ["contact-differs 6:24 行政楼 （没有写）"]),
        ("{名称: 值班室, 邮箱: a@b.example, 电话: 12345}", ["contact-differs 6:24 a@b.example （没有写）", "contact-differs 6:41 12345 0000-8888001 转 801"]),
        ("{名称: 值班室, 电话: ００００－８８８８００１ 转 801}", []),
        ("{名称: 值班室, 电话: 8888001, 时间: 24 小时}", []),
        ("{名称: 值班室, 电话: （0000）8888001转801}", []),
        ("{名称: 传达室, 电话: 0000-8888009}", []),
        ("值班室", []),
    ],
)  # fmt: skip
def test_what_a_contact_says_otherwise_than_the_register_is_told(
    tmp_path: Path, contact: str, found: list[str]
) -> None:
    files = {"hotlines.yml": DUTY, "a.md": notice(id="a", contact=contact)}
    told = [item for item in findings(tmp_path, files) if item.code != "character-wide"]
    places = [f"{item.code} {item.position.line}:{item.position.column}" for item in told]
    assert places == [row.rsplit(" ")[0] + " " + row.split(" ")[1] for row in found]
    for item, row in zip(told, found, strict=True):
        assert all(word in item.message for word in row.split(" ")[2:])


@pytest.mark.parametrize("field", ["contact", "objections"])
@pytest.mark.parametrize(
    "written",
    [
        "值班室、保卫处",
        "值班室，保卫处",
        "值班室 保卫处",
        "保卫处和传达室",
        "值班室/门房",
        "12345或值班室",
        "值班室 0000-8888001",
    ],
)
def test_several_contacts_on_one_line_are_told(tmp_path: Path, field: str, written: str) -> None:
    files = {"hotlines.yml": DUTY, "a.md": notice(id="a", **{field: written})}
    assert codes(tmp_path, files) == ["contact-several"]


def test_a_name_that_has_and_in_it_is_one_contact(tmp_path: Path) -> None:
    register = "- {name: 后勤和安保处, number: 0000-8888001}\n"
    assert codes(tmp_path, {"hotlines.yml": register, "a.md": notice(id="a", contact="后勤和安保处")}) == []
    assert codes(tmp_path, {"hotlines.yml": register, "a.md": notice(id="a", contact="教务处、学生处")}) == []


def test_a_contact_that_nearly_names_an_entry_is_a_warning(tmp_path: Path) -> None:
    register = "- {name: 学院总值班室, number: 0000-8888001}\n"
    files = {"hotlines.yml": register, "a.md": notice(id="a", contact="学院总值班")}
    [finding] = findings(tmp_path, files)
    assert (finding.code, finding.position.line) == ("contact-near", 6)
    assert "学院总值班室" in finding.hint


def test_a_contact_with_a_phone_of_its_own_or_another_name_is_fine(tmp_path: Path) -> None:
    register = "- {name: 学院总值班室, number: 0000-8888001}\n"
    own = notice(id="a", contact="{name: 学院总值班, phone: 0000-8888002}")
    other = notice(id="b", title="关于报到的通知", contact="招生办公室")
    assert codes(tmp_path, {"hotlines.yml": register, "a.md": own, "b.md": other}) == []


def test_a_text_that_asks_to_dial_a_cancelled_number_is_a_warning(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(body="一行。\n\n发现污染请拨打 12369 反映。\n", id="a")})
    assert (finding.code, finding.severity) == ("hotline-cancelled-text", "warning")
    assert (finding.position.line, finding.position.column) == (9, 9)


@pytest.mark.parametrize(
    "body",
    [
        "12369 热线已经停用，请拨打 12345。\n",
        "本批共 12369 册。\n",
        "举报编号 112369 已办结。\n",
        "原环保举报热线 12369\n",
    ],
)
def test_a_text_that_only_mentions_the_number_is_left_alone(tmp_path: Path, body: str) -> None:
    assert codes(tmp_path, {"a.md": notice(body=body, id="a")}) == []


def test_a_contact_with_a_cancelled_number_is_a_warning(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a.md": notice(id="a", contact="{name: 环境科, phone: 0000-12369}")}) == [
        "hotline-cancelled-text"
    ]


# Core values


def test_a_word_that_is_none_of_the_twelve_is_an_error(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(id="a", values="诚信、法制")})
    assert (finding.code, finding.position.line) == ("value-unknown", 6)
    assert "是不是“法治”" in finding.hint


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        (FULL.replace("法治", "法制"), "value-slip", 22),
        (FULL.replace("敬业、诚信", "诚信、敬业"), "value-order", 28),
        (FULL.replace("平等、", ""), "value-missing", 16),
    ],
)
def test_a_slip_in_the_listed_words_is_an_error_at_its_place(tmp_path: Path, text: str, code: str, column: int) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(body=f"\n{text}\n", id="a")})
    assert (finding.code, finding.severity) == (code, "error")
    assert (finding.position.line, finding.position.column) == (8, column)


def test_legal_education_in_prose_is_no_slip(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a.md": notice(body="开展法制教育，推进民主法制建设。\n", id="a")}) == []
