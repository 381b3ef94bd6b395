"""Problems of inspections: read from their own tables, answered by notices, and how each stands at any clock."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from cases import every
from sites import Site, notice

from xuanlan.library.problems import Problems, open_problems, problems_of
from xuanlan.models import problems
from xuanlan.models.problems import Answer, Problem, numbers_in, word_of
from xuanlan.text.dates import SHANGHAI

NAMES = "".join(f"- {{类别: 部门, 名称: {name}}}\n" for name in ("后勤处", "保卫处", "教务处"))
HEAD = "| 序号 | 地点 | 存在问题 | 依据 | 责任单位 | 整改时限 |\n|---|---|---|---|---|---|\n"
TABLE = HEAD + (
    "| 1 | 3号楼**一层** | 灯不亮 | [第二条](rules.md) | 后勤处 | 2月20日前 |\n"
    "| 2 | 东门 | 堆放杂物，<br>通道不畅 | 第5条 | 保卫处、后勤处 | 7日内 |\n"
    "| 3 | 教室 | 桌椅损坏 | | 教务处（李某） | 立行立改 |\n"
)
RULES = notice("宿舍管理规定", "2025-01-05", "1. 灯要亮。\n", kind="规定", id="rules")


def listed(body: str = TABLE, **fields: str) -> str:
    kind = fields.pop("kind", "督查通报")
    return notice(
        f"关于检查情况的{kind.removeprefix('督查')}",
        "2026-02-02",
        f"发现下列问题：\n\n{body}",
        kind=kind,
        id="list",
        **fields,
    )


def reply(
    rows: str, date: str = "2026-02-10", ident: str = "reply", head: str = "序号 | 整改结果", **fields: str
) -> str:
    kind = fields.pop("kind", "整改回复")
    table = f"| {head} |\n|{'---|' * len(head.split('|'))}\n{rows}"
    fields = {"回复": "list", **fields}
    return notice(
        f"关于整改情况的{kind.removeprefix('督查')}", date, f"现回复如下：\n\n{table}", kind=kind, id=ident, **fields
    )


def seen(site: Site, now: str) -> dict[str, tuple[str, str]]:
    """State and last word of each problem by its number."""
    found = Problems(site.inspect().library, public=False).at(datetime.fromisoformat(now).replace(tzinfo=SHANGHAI))
    return {
        one.problem.number: (one.standing.state, one.standing.said.word if one.standing.said else "") for one in found
    }


def test_problems_are_read_from_the_table_of_their_notice(site: Site) -> None:
    site.write({"notices/a.md": listed(), "notices/rules.md": RULES, "notices/names.yml": NAMES})
    library = site.inspect().library
    found = problems_of(library, library.by_id["list"])
    assert [(one.number, one.place, one.what, one.clause, one.units, one.due, one.line) for one in found] == [
        ("1", "3号楼一层", "灯不亮", "第二条", ("后勤处",), date(2026, 2, 20), 11),
        ("2", "东门", "堆放杂物， 通道不畅", "第5条", ("保卫处", "后勤处"), date(2026, 2, 9), 12),
        ("3", "教室", "桌椅损坏", "", ("教务处",), date(2026, 2, 2), 13),
    ]
    assert site.found() == []


def test_what_the_notice_says_of_all_problems_need_not_be_typed_for_each(site: Site) -> None:
    table = "| 问题 | 照片 |\n|---|---|\n| 灯不亮 | |\n| 门坏了 | |\n"
    site.write({"notices/a.md": listed(table, kind="整改通知单", 主送="后勤处", 截止时间="2026-02-20 17:00")})
    library = site.inspect().library
    assert [(one.number, one.units, one.due) for one in problems_of(library, library.by_id["list"])] == [
        ("1", ("后勤处",), date(2026, 2, 20)),
        ("2", ("后勤处",), date(2026, 2, 20)),
    ]
    assert site.found() == []


def test_merged_cells_count_for_each_of_their_rows(site: Site) -> None:
    table = (
        "<table><tr><th>编号</th><th>问题</th><th>整改单位</th><th>整改期限</th></tr>\n"
        '<tr><td>1</td><td>灯不亮</td><td rowspan="2">后勤处</td><td rowspan="2">3个工作日内</td></tr>\n'
        "<tr><td>2</td><td>门坏了</td></tr>\n"
        '<tr><td colspan="4">二、校外</td></tr></table>\n'
    )
    site.write({"notices/a.md": listed(table)})
    library = site.inspect().library
    found = problems_of(library, library.by_id["list"])
    assert [(one.what, one.units, one.due, one.line) for one in found] == [
        ("灯不亮", ("后勤处",), date(2026, 2, 5), 10),
        ("门坏了", ("后勤处",), date(2026, 2, 5), 11),
    ]


def test_a_reply_closes_and_another_look_opens_again(site: Site) -> None:
    site.write(
        {
            "notices/a.md": listed(),
            "notices/rules.md": RULES,
            "notices/b.md": reply("| 1、3 | 已整改 |\n| 2 | 正在整改，2月25日前完成 |\n"),
            "notices/c.md": reply(
                "| 第3项 | 反弹 | 3月10日前 |\n| 1 | 整改到位 | |\n", "2026-02-26", "again",
                "序号 | 复查结果 | 整改时限", kind="督查通报", 复查="list",
            ).replace("回复: list\n", ""),
        }
    )  # fmt: skip
    assert site.found() == []
    assert seen(site, "2026-02-01T23:59:59") == {}
    assert seen(site, "2026-02-02T08:00") == {"1": ("open", ""), "2": ("open", ""), "3": ("open", "")}
    assert seen(site, "2026-02-09T23:59:59") == {"1": ("open", ""), "2": ("open", ""), "3": ("late", "")}
    assert seen(site, "2026-02-10T00:00") == {"1": ("done", "done"), "2": ("late", "working"), "3": ("done", "done")}
    assert seen(site, "2026-02-26T12:00") == {"1": ("done", "done"), "2": ("late", "working"), "3": ("open", "back")}
    assert seen(site, "2026-03-11T00:00")["3"] == ("late", "back")
    due = {one.problem.number: one.standing for one in open_problems(site.inspect().library, at(2026, 3, 1))}
    assert (due["2"].promised, due["3"].due) == (date(2026, 2, 25), date(2026, 3, 10))
    assert [one.problem.number for one in open_problems(site.inspect().library, at(2026, 3, 1), "教务处")] == ["3"]


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type,misc]


def plainly(problem: Problem, issued: datetime, answers: list[Answer], now: datetime) -> tuple[str, date | None] | None:
    """State and last day, computed by going through the notices as they were published, one after the other."""
    if now < issued:
        return None
    closed, due = False, problem.due
    moments = sorted({one.at for one in answers})
    for moment in moments:
        if moment > now:
            break
        of_moment = [one for one in answers if one.at == moment and one.number == problem.number]
        for by_inspection in (False, True):
            for one in sorted(of_moment, key=lambda one: one.notice):
                if one.checked == by_inspection:
                    closed = one.word == "done"
                    if one.checked and one.until:
                        due = one.until
    if closed:
        return "done", due
    day = now.astimezone(SHANGHAI).date()
    return ("late" if due and day > due else "open"), due


def test_how_a_problem_stands_equals_a_plain_computation_at_random_clocks() -> None:
    chance = random.Random(23)
    start = at(2026, 2, 2)
    for _ in range(1000):
        issued = start + timedelta(hours=chance.randint(-48, 48))
        due = (start + timedelta(days=chance.randint(-3, 30))).date() if chance.random() < 0.8 else None
        problem = Problem("list", "1", 1, "灯不亮", "", "", ("后勤处",), "", due, 1)
        answers = [
            Answer(
                "list",
                chance.choice("112"),
                chance.choice(("done", "working", "back")),
                start + timedelta(hours=6 * chance.randint(-8, 160)),
                f"n{number}",
                chance.random() < 0.4,
                (start + timedelta(days=chance.randint(0, 50))).date() if chance.random() < 0.4 else None,
            )
            for number in range(chance.randint(0, 6))
        ]
        now = start + timedelta(minutes=chance.randint(-5000, 70000))
        found = problems.standing(problem, issued, answers, now)
        assert (found and (found.state, found.due)) == plainly(problem, issued, answers, now), (problem, answers, now)


WORDS = {
    "已整改": "done", "整改完成，已销号": "done", "11月18日已更换": "done", "未发现反弹": "done", "属实": "done",
    "正在整改，12月10日前完成": "working", "部分完成": "working", "尚未整改": "working", "基本整改到位": "working",
    "反弹": "back", "整改不到位": "back", "问题依然存在": "back", "已整改，后又出现": "back", "没有整改": "back",
    "已于11月30日前完成": "done", "不合格的灭火器已更换": "done", "已整改，待验收": "done", "已组织整改完毕": "done",
    "拟12月5日完成": "working", "12月5日前完成": "working", "争取12月完成": "working", "延期至12月5日完成": "working",
    "完成80%": "working", "无法解决": "working", "需上级部门解决": "working", "暂缓销号": "working", "已采购，未到货": "working",
    "未解决": "back", "未按期整改": "back", "没有消除": "back", "不通过": "back", "不予销号": "back", "未清理": "back",
    "已制定整改方案": "", "已上报后勤处": "", "已要求商户清理": "", "已列入明年计划": "",
    "见附件": "", "": "",
}  # fmt: skip


@every(("words", "word"), WORDS.items())
def test_results_are_read_as_they_are_worded(words: str, word: str) -> None:
    assert word_of(words) == word


KNOWN = ("1", "2", "3", "2-1", "一")
CELLS = {
    "1": ["1"], "第1项": ["1"], "1、3": ["1", "3"], "1—3": ["1", "2", "3"], "2-1": ["2-1"], "（一）": ["一"],
    "问题2": ["2"], "": [], "1.": ["1"], "1;2\n3": ["1", "2", "3"], "1和3": ["1", "3"], "1 2": ["1", "2"], "第 1 项": ["1"],
    "二": ["2"], "②": ["2"], "02": ["2"], "二至三": ["2", "3"], "01": ["01"], "全部": ["1", "2", "3", "2-1", "一"],
}  # fmt: skip


@every(("cell", "numbers"), CELLS.items())
def test_the_numbers_of_a_cell(cell: str, numbers: list[str]) -> None:
    assert numbers_in(cell, KNOWN) == numbers


ROW = "| 1 | 东门 | 灯不亮 | | 后勤处 | 2月20日前 |\n"
WRONG = {
    "no unit": (HEAD + ROW.replace("后勤处", ""), "error problem-unit-none notices/a.md:11:1"),
    "no deadline": (HEAD + ROW.replace("2月20日前", "—".replace("—", "")), "error problem-term-none notices/a.md:11:1"),
    "a deadline of a month that is over": (
        HEAD + ROW.replace("2月20日前", "1月底前"),
        "warning problem-term-year notices/a.md:11:1",
    ),
    "a deadline without a day": (HEAD + ROW.replace("2月20日前", "尽快"), "error problem-term notices/a.md:11:1"),
    "a deadline before the notice": (
        HEAD + ROW.replace("2月20日前", "2025年2月20日前"),
        "warning problem-term-past notices/a.md:11:1",
    ),
    "no problem": (HEAD + ROW.replace("灯不亮", ""), "error problem-what-none notices/a.md:11:1"),
    "a unit that nobody knows": (HEAD + ROW.replace("后勤处", "后勤出"), "warning problem-unit notices/a.md:11:1"),
    "a number twice": (HEAD + ROW + ROW.replace("东门", "西门"), "error problem-number-twice notices/a.md:12:1"),
    "a clause that is not there": (
        HEAD + ROW.replace("| | 后勤处", "| [第九条](no.md) | 后勤处"), "error link-missing notices/a.md:11:24"),
    "no table": ("没有问题。\n", "info problem-none notices/a.md:7:1"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_a_list_lacks_is_told_at_its_line(case: str, site: Site) -> None:
    body, said = WRONG[case]
    site.write({"notices/a.md": listed(body), "notices/names.yml": NAMES})
    assert site.found() == [said]


REPLIES = {
    "a problem that is not there": (reply("| 7 | 已整改 |\n"), "error problem-answer-number notices/b.md:12:1"),
    "words that say nothing": (reply("| 1 | 见附件 |\n"), "warning problem-answer-word notices/b.md:12:1"),
    "no table": (
        notice("关于整改的回复", "2026-02-10", "都改了。\n", kind="整改回复", id="reply", 回复="list"),
        "error problem-answer-none notices/b.md:8:1",
    ),
    "a list that is not there": (reply("| 1 | 已整改 |\n", 回复="lost"), "error problem-answers notices/b.md:6:5"),
    "an answer before the question": (
        reply("| 1 | 已整改 |\n", "2026-01-10"), "warning problem-answer-early notices/b.md:6:5"),
    "one of several lists": (
        reply("| 1 | 已整改 |\n", 回复="[list, rules]"), "error problem-answers notices/b.md:6:12"),
    "nothing to answer": (
        notice("关于整改的回复", "2026-02-10", "都改了。\n", kind="整改回复", id="reply"),
        "error field-missing notices/b.md:2:1"),
    "another kind": (
        notice("关于整改的通知", "2026-02-10", "都改了。\n", id="reply", 回复="list"),
        "warning problem-elsewhere notices/b.md:6:5"),
    "a reply after the last day": (reply("| 1 | 已整改 |\n", "2026-02-28"), ""),
}  # fmt: skip


@pytest.mark.parametrize("case", REPLIES)
def test_what_is_wrong_with_a_reply_is_told_at_its_line(case: str, site: Site) -> None:
    text, said = REPLIES[case]
    site.write({"notices/a.md": listed(), "notices/rules.md": RULES, "notices/b.md": text})
    found = site.found()
    assert said in found if said else not found, found


def test_a_withdrawn_list_or_reply_says_nothing(site: Site) -> None:
    files = {"notices/a.md": listed(), "notices/rules.md": RULES, "notices/b.md": reply("| 1 | 已整改 |\n")}
    site.write({**files, "notices/b.md": files["notices/b.md"].replace("id: reply", "id: reply\n撤回说明: 有误")})
    assert seen(site, "2026-02-28")["1"] == ("late", "")
    site.write({**files, "notices/a.md": files["notices/a.md"].replace("id: list", "id: list\n撤回说明: 有误")})
    assert seen(site, "2026-02-28") == {}


def test_readers_learn_nothing_of_what_is_for_staff(site: Site) -> None:
    site.write(
        {
            "notices/a.md": listed(),
            "notices/rules.md": RULES,
            "notices/b.md": reply("| 1 | 已整改 |\n", 公开="否"),
        }
    )
    library = site.inspect().library
    states = {one.problem.number: one.standing.state for one in Problems(library, public=True).at(at(2026, 2, 28))}
    assert states == {"1": "late", "2": "late", "3": "late"}
    assert seen(site, "2026-02-28")["1"] == ("done", "done")


def test_a_list_for_staff_that_replaces_another_takes_its_place(site: Site) -> None:
    site.write(
        {
            "notices/a.md": listed(HEAD + ROW, 公开="否"),
            "notices/b.md": listed(HEAD + ROW, 公开="否", 替代="list").replace("id: list", "id: later"),
        }
    )
    found = Problems(site.inspect(keep_going=True).library, public=False).at(at(2026, 2, 28))
    assert [one.problem.list_id for one in found] == ["later"]


HOSTILE = (
    "| 1 | <script>alert(1)</script> | <b onclick=x>粗</b><img src=x onerror=y> | 甲处、\u202e乙处 | 9999-12-31 |\n"
    "| 2 | 楼 | " + "长" * 4000 + " | " + "、".join(["丙处"] * 300) + " | 999个月内 |\n"
    "| 3 | 楼 | 门坏了 | 丁处 | " + "9" * 300 + "个工作日内 |\n"
)


def test_no_content_of_a_cell_stops_the_reading(site: Site) -> None:
    head = "| 序号 | 地点 | 问题 | 责任单位 | 整改时限 |\n|---|---|---|---|---|\n"
    site.write(
        {
            "notices/a.md": listed(head + HOSTILE),
            "notices/b.md": reply("| 1-999 | 已整改 |\n| " + "9" * 400 + " | x |\n"),
        }
    )
    found = site.found()
    assert [line for line in found if "problem-answer-number" in line] == [
        "error problem-answer-number notices/b.md:12:1",
        "error problem-answer-number notices/b.md:13:1",
    ]
    assert "error problem-term notices/a.md:13:1" in found
    two = "".join(HOSTILE.splitlines(keepends=True)[:2])
    site.write({"notices/a.md": listed(head + two), "notices/b.md": reply("| 1-2 | 已整改 |\n")})
    known = Problems(site.inspect().library, public=True).at(at(2026, 3, 1))
    assert [one.standing.state for one in known] == ["done", "done"]


def test_one_reply_may_answer_several_lists(site: Site) -> None:
    rows = "| list 第1项 | 已整改 |\n| list-2 第1项 | 正在整改 |\n"
    site.write(
        {
            "notices/a.md": listed(HEAD + ROW),
            "notices/a2.md": listed(HEAD + ROW).replace("id: list", "id: list-2").replace("检查情况", "复查情况"),
            "notices/b.md": reply(rows, 回复="[list, list-2]"),
        }
    )
    found = Problems(site.inspect().library, public=False).at(at(2026, 2, 15))
    assert {one.problem.list_id: one.standing.said and one.standing.said.word for one in found} == {
        "list": "done",
        "list-2": "working",
    }


def test_a_reply_with_a_day_to_come_is_a_promise_and_one_with_a_day_that_is_over_is_done(site: Site) -> None:
    rows = "| 一 | 2月20日更换 |\n| 二 | 2月5日更换 |\n| 三 | 已整改 |\n"
    site.write({"notices/a.md": listed(), "notices/rules.md": RULES, "notices/b.md": reply(rows)})
    assert site.found() == []
    states = {"1": ("open", "working"), "2": ("done", "done"), "3": ("done", "done")}
    assert seen(site, "2026-02-10T09:00") == states


def test_cells_that_repeat_those_above_are_read_as_such_and_empty_ones_are_told(site: Site) -> None:
    rows = "| 一 | 东门 | 灯不亮 | | 后勤处 | 月底前 |\n| 二 | 同上 | 门坏了 | | 〃 | 同上 |\n| 三 | 西门 | 堆物 | | | 一周内 |\n"
    site.write({"notices/a.md": listed(HEAD + rows, 主送="后勤处、保卫处"), "notices/names.yml": NAMES})
    library = site.inspect().library
    found = [(one.number, one.place, one.units, one.due) for one in problems_of(library, library.by_id["list"])]
    assert found == [
        ("一", "东门", ("后勤处",), date(2026, 2, 28)),
        ("二", "东门", ("后勤处",), date(2026, 2, 28)),
        ("三", "西门", (), date(2026, 2, 9)),
    ]
    assert site.found() == ["error problem-unit-none notices/a.md:14:1"]


def test_a_public_reply_that_shows_the_number_of_a_text_for_staff_is_told(site: Site) -> None:
    hidden = listed(公开="否", kind="问题清单").replace("id: list", "id: list-staff")
    rows = "| list-staff 第1项 | 已整改 |\n| list 第1项 | 已整改 |\n"
    both = {"回复": "[list, list-staff]"}
    site.write(
        {
            "notices/a.md": listed(),
            "notices/h.md": hidden,
            "notices/rules.md": RULES,
            "notices/b.md": reply(rows, **both),
        }
    )
    assert site.found() == ["warning problem-answer-staff notices/b.md:12:1"]
    site.write({"notices/b.md": reply(rows, 公开="否", **both)})
    assert site.found() == []
