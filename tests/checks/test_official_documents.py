"""The form of official documents and of 公示: where findings stand, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import bare, write

from xuanlan.build.build import inspect
from xuanlan.checks import (
    attachment_list,
    document_dates,
    level_skips,
    official_form,
    picture_words,
    public_notice,
    titles,
)
from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Diagnostic
from xuanlan.models.schedule import parse_now
from xuanlan.proofreading import official, secrecy

NOW = parse_now("2026-03-10T09:00")
SITE = (
    *titles.RULES,
    *official_form.RULES,
    *level_skips.RULES,
    *picture_words.RULES,
    *attachment_list.RULES,
    *document_dates.RULES,
    *public_notice.RULES,
)
CODES = frozenset([*(rule.code for rule in SITE), *(rule.code for rule in (*official.RULES, *secrecy.RULES))])
BODY = 6
"""The line on which the text of an example without further fields begins."""
_LINES = ["一、甲", "二、乙", "三、丙", "（一）a", "（二）b", "1．c", "2．d", "附件：1.甲", "2.乙", "教务处", "2026年3月9日",
          "3月9日（星期一）", "公示期5个工作日", "# 总则。", "机密★", "1990年3月生，36岁"]  # fmt: skip


def found(root: Path, text: str, **more: str) -> list[Diagnostic]:
    files = {"例.md": text, **{name.replace("_", "."): words for name, words in more.items()}}
    write(root / "notices", files)
    return [item for item in inspect(bare(root), NOW, keep_going=True).report if item.code in CODES]


def public(body: str, *fields: str, title: str = "关于某事的公示", date: str = "2026-03-09") -> str:
    return notice(body, *fields, title=title, kind="公示", date=date)


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        ("一、甲\n\n**三、乙**", "level-order", 2, 3),
        ("## 一、甲\n\n## 三、乙", "level-order", 2, 4),
        ("一、甲\n1．a\n2．b\n　　4．d", "level-order", 3, 3),
        ("一、甲\n\n　　**（1）a**\n\n　　（2）b", "level-skipped", 2, 5),
        ("## 一、甲\n\n（一）乙\n\n1. a\n\n（二）丙\n\n(1)b\n(2)c", "level-skipped", 8, 1),
        ("请填表。\n\n附件：1.报名表；\n　　　2.回执\n\n附件1\n\n表", "attachment-mark", 2, 6),
        ("请填表。\n\n　　附件：1.报名表\n　　　　　2.回执", "attachment-unsupplied", 2, 8),
        ("请执行。\n\n教务处\n\n　　　2026年3月8日", "signature-differs", 4, 4),
        ("## 安排。 ##\n\n如下。", "heading-stop", 0, 6),
        ("会议定于3月12日（星期三）召开。", "date-weekday-year", 0, 5),
        ("| 时间 |\n| --- |\n| 3月16日（星期二） |", "date-weekday-year", 2, 3),
        ("各处室：\n\n请于**3月5日**前交。", "reply-before-issue", 2, 5),
        ("张某，男，1990年3月生，中共党员，30岁。", "age-differs", 0, 6),
        ("**机密★1年**\n\n各处室：", "secrecy-mark", 0, 3),
    ],
)
def test_a_finding_stands_where_its_words_are(tmp_path: Path, body: str, code: str, line: int, column: int) -> None:
    item = next(item for item in found(tmp_path, notice(body)) if item.code == code)
    assert (item.position.line, item.position.column) == (BODY + line, column)


@pytest.mark.parametrize(
    "text",
    [
        notice("一、甲\n\n1. a\n2. b\n\n二、乙\n\n3. c"),
        notice("一、甲：（一）a；（二）b\n\n二、乙"),
        notice("1．a。2．b。3．c。\n4．d。"),
        notice("二、乙\n\n三、丙"),
        notice("一、甲\n\n（1）只有一条。"),
        notice("一、甲\n\n### 小标题\n\n（1）a\n\n（2）b"),
        notice("一、甲\n\n（一）乙\n\n（1）a\n\n（2）b"),
        notice("一、甲\n\n1. a\n    （1）b\n    （2）c"),
        notice("一、甲\n\n| （1）a |\n| --- |\n| （2）b |"),
        notice("1.甲\n2.乙\n3.2026年3月起丙\n4.5月1日前丁\n5.戊"),
        notice("1.甲\n2.乙\n3.丙\n0.5米以上\n4.丁"),
        notice("| 一、甲 |\n| --- |\n| 三、丙 |"),
        notice("```\n一、甲\n三、丙\n```"),
        notice("第一部分\n\n一、甲\n\n二、乙\n\n附件1\n\n一、丙\n\n二、丁"),
        notice("参加人员：\n\n1．某某\n\n2．某某\n\n要求：\n\n1．准时\n\n2．着装"),
        notice("附件：[报名表](报名表.txt)"),
        notice("附件：名单\n\n教务处\n\n2026年3月9日\n\n附件：\n\n名单\n\n某某"),
        notice("时间安排：\n\n2026年3月20日\n\n地点：礼堂"),
        notice("**报名时间**\n\n2026年3月20日"),
        notice("请执行。\n\n云山职业技术学院\n\n教务处\n\n二〇二六年三月九日", "unit: 教务处"),
        notice("凡于3月1日前入学的学生均可报名。"),
        notice("2月27日（星期五）开过，12月25日（星期四）也开过。"),
        notice("2025年安排如下：\n\n3月10日（星期一）开学。"),
        notice("2月29日（星期日）"),
        notice("生于1990年3月，18岁参军，20岁入党。"),
        notice(title="关于转发《市教育局关于开展安全检查的通知》的通知"),
        notice(title="关于同意使用场地的复函", kind="函"),
        notice(title="云山职业技术学院2026年工作报告", kind="报告"),
        notice(title="关于8:30上课的通知"),
        notice("- 绝密\n- 机密\n- 秘密"),
        notice("| 密级 | 期限 |\n| --- | --- |\n| 绝密 | 30年 |\n| 机密 | 20年 |\n| 秘密 | 10年 |"),
        notice("下列信息不外借：\n\n1. 古籍\n2. 内部资料"),
        notice("**答复类型**\n\n1. 予以公开\n2. 不予公开"),
        public("公示时间：2026年3月9日—2026年3月13日（5个工作日）。"),
        public("公示期5个工作日：2026年4月30日至5月9日", date="2026-04-30"),
        public("公示期内有异议的，请在5个工作日内反映。", "open_from: 2026-03-09", "open_until: 2026-03-20"),
        public("公示期从发布之日起5个工作日。", "open_from: 2026-03-09 09:00", "open_until: 2026-03-13 17:00"),
    ],
)
def test_what_a_careful_reader_would_let_stand_is_let_stand(tmp_path: Path, text: str) -> None:
    write(tmp_path / "notices", {"报名表.txt": "内容\n"})
    assert found(tmp_path, text) == []


def test_the_number_of_days_behind_the_days_is_found_where_it_stands(tmp_path: Path) -> None:
    [item] = found(tmp_path, public("公示期自4月1日至4月7日，共5个工作日。", date="2026-04-01"))
    assert (item.code, item.words, item.position.column) == ("period-days", "共5个工作日", 15)


def test_a_year_that_a_site_adds_counts_at_once(tmp_path: Path) -> None:
    text = public("公示期为5个工作日。", "open_from: 2035-03-05", "open_until: 2035-03-09", date="2035-03-05")
    assert found(tmp_path, text) == []
    year = "- {year: 2035, source: 通知, off: 3月6日至3月7日}\n"
    [item] = found(tmp_path, text, holidays_yml=year)
    assert (item.code, item.words) == ("period-days", "公示期为5个工作日")
    assert "3 个工作日" in item.message


def test_a_withdrawn_notice_is_left_in_peace(tmp_path: Path) -> None:
    wrong = notice("一、甲\n\n三、乙", "withdrawn: 内容有误。", "deadline: 2026-03-01", title="关于开会的公告")
    assert found(tmp_path, wrong) == []


def test_a_text_that_is_one_mistake_after_the_other_is_not_told_of_each(tmp_path: Path) -> None:
    items = found(tmp_path, notice("一、甲\n" + "三、乙\n" * 2000 + "3月12日（星期三）\n" * 2000))
    assert 0 < len(items) <= 40


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_LINES), max_size=12))
def test_whatever_the_lines_a_finding_names_words_and_a_place_in_the_file(tmp_path: Path, lines: list[str]) -> None:
    text = public("\n\n".join(lines) or "正文。", "open_from: 2026-03-09", "open_until: 2026-03-12")
    last = text.count("\n") + 1
    for item in found(tmp_path, text):
        assert item.words
        assert 1 <= item.position.line <= last
