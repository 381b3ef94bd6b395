"""Plans out of the notices that issue them: tables of tasks whatever their heads are, phases, tasks in prose."""

from __future__ import annotations

from itertools import product

from cases import every

from xuanlan.campaigns.prose import stage_of, task_of
from xuanlan.campaigns.tables import rows_of
from xuanlan.imports import web
from xuanlan.imports.original import Table

ROWS = (
    ("环境整治", "清理楼道杂物", "后勤处", "保卫处、各系", "6月底前", "卫生达标率"),
    ("环境整治", "修补破损路面", "基建处", "后勤处", "2026年9月", "完好率"),
    ("宣传教育", "开设讲座", "宣传部和团委", "—", "长期坚持", "场次"),
    ("宣传教育", "更新宣传栏", "宣传部", "学工处,图书馆", "每月25日前", "期数"),
)
HEADS = {
    "plain": ("方面", "任务", "牵头单位", "配合单位", "完成时限", "指标"),
    "long": ("工作类别", "主要任务", "责任部门", "协办部门", "完成时间", "测评指标"),
    "noted": ("类别", "重点工作任务（分解）", "牵头部门（单位）", "参与部门", "时间节点", "考核标准"),
    "spaced": ("项 目", "具 体 措 施", "责任科室", "配合科室", "时 限", "目标要求"),
    "measures": ("板块", "整改措施", "主责单位", "配合", "整改时限", "工作标准"),
}
ORDERS = ((0, 1, 2, 3, 4, 5), (5, 0, 1, 4, 2, 3), (1, 4, 2, 3, 5, 0))
"""In which order the columns stand."""


def cells(words: tuple[str, ...], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{word}</{tag}>" for word in words) + "</tr>"


def table(html: str) -> Table:
    blocks = web.read(f"<html><body><table>{html}</table></body></html>".encode()).blocks
    return next(block for block in blocks if isinstance(block, Table))


def read(html: str) -> list[tuple[str, ...]] | None:
    rows = rows_of(table(html))
    if rows is None:
        return None
    names = ("group", "text")
    return [
        (*(row.values.get(name, "") for name in names), "|".join(row.units("lead")), "|".join(row.units("joint")),
         row.values.get("term", ""), row.values.get("indicator", ""))
        for row in rows
    ]  # fmt: skip


WANTED = [
    ("环境整治", "清理楼道杂物", "后勤处", "保卫处|各系", "6月底前", "卫生达标率"),
    ("环境整治", "修补破损路面", "基建处", "后勤处", "2026年9月", "完好率"),
    ("宣传教育", "开设讲座", "宣传部|团委", "", "长期坚持", "场次"),
    ("宣传教育", "更新宣传栏", "宣传部", "学工处|图书馆", "每月25日前", "期数"),
]


@every(("head", "order"), product(HEADS, ORDERS))
def test_columns_are_known_by_their_heads_in_any_order(head: str, order: tuple[int, ...]) -> None:
    lines = [tuple(line[at] for at in order) for line in (HEADS[head], *ROWS)]
    assert read("".join(map(cells, lines))) == WANTED


def test_what_goes_over_several_rows_counts_for_each() -> None:
    html = (
        f"{cells(HEADS['plain'], 'th')}<tr><td rowspan=2>环境整治</td>{cells(ROWS[0][1:])[4:]}{cells(ROWS[1][1:])}"
        f"<tr><td rowspan=2>宣传教育</td>{cells(ROWS[2][1:])[4:]}{cells(ROWS[3][1:])}"
    )
    assert read(html) == WANTED


def test_titles_above_the_head_and_between_the_rows_are_no_tasks() -> None:
    title = "<tr><td colspan=6>任务分解表（2026年）</td></tr>"
    part = "<tr><td colspan=6>二、宣传教育</td></tr>"
    lines = [title, cells(HEADS["plain"]), *map(cells, ROWS[:2]), part, *map(cells, ROWS[2:])]
    assert read("".join(lines)) == WANTED


@every("html", [
    cells(("姓名", "班级", "电话")) + cells(("甲", "一班", "1")),
    cells(("日期", "天气")) + cells(("3月1日", "晴")),
    cells(("序号", "名称", "单位", "数量")) + cells(("1", "桌子", "张", "3")),
])  # fmt: skip
def test_other_tables_are_no_tables_of_tasks(html: str) -> None:
    assert read(html) is None


STAGES = {
    "（一）动员部署阶段（2026年3月—4月）": ("动员部署阶段", "2026年3月—4月"),
    "1.集中整治阶段（5月-9月）": ("集中整治阶段", "5月-9月"),
    "2、自查自纠阶段(10 月1 日至10 月20 日)。各部门对照清单逐项检查。": ("自查自纠阶段", "10 月1 日至10 月20 日"),
    "第三阶段：总结提高阶段（11月）": ("总结提高阶段", "11月"),
    "（四）巩固阶段。一是总结经验。": ("巩固阶段", ""),
}
NO_STAGES = (
    "各阶段要做好衔接（见附件）。",
    "1.提高认识。",
    "本阶段工作要抓紧。",
    "（二）做好宣传工作，分阶段推进。",
    "2026年3月9日",
)  # fmt: skip


@every("text", STAGES)
def test_a_phase_is_a_numbered_line_with_its_time(text: str) -> None:
    stage = stage_of(text, "第1段")
    assert stage
    assert (stage.name, stage.time) == STAGES[text]


@every("text", NO_STAGES)
def test_other_lines_are_no_phases(text: str) -> None:
    assert stage_of(text, "") is None


PROSE = {
    "1.清理楼道杂物。（牵头单位：后勤处；配合单位：保卫处、各系；完成时限：6月底前）": (
        "清理楼道杂物", "后勤处", "保卫处|各系", "6月底前"),
    "（二）开设讲座——责任部门（宣传部、团委）": ("开设讲座", "宣传部|团委", "", ""),
    "3、更新宣传栏（责任单位：宣传部，完成时间：2026年9月）。": ("更新宣传栏", "宣传部", "", "2026年9月"),
    "（四）宣传部负责全程报道；": ("全程报道", "宣传部", "", ""),
}  # fmt: skip
NO_TASKS = (
    "各部门主要负责人负总责，班子成员各负其责。",
    "（二）明确责任（责任重于泰山）。",
    "联系人：宣传部（电话：0000-1234567）",
    "1.要求各部门认真负责地开展工作。",
)


@every("text", PROSE)
def test_tasks_in_prose_name_who_does_them_and_until_when(text: str) -> None:
    row = task_of(text, "")
    assert row
    found = (row.values["text"], "|".join(row.units("lead")), "|".join(row.units("joint")), row.values.get("term", ""))
    assert found == PROSE[text]


@every("text", NO_TASKS)
def test_other_sentences_are_no_tasks(text: str) -> None:
    assert task_of(text, "") is None


def test_a_unit_below_the_name_of_a_group_leads_it() -> None:
    row = task_of("牵头责任科室：教务处", "", "2.督导组")
    assert row
    assert (row.values["text"], row.units("lead")) == ("督导组", ("教务处",))
