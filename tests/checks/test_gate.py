"""The gate: strengths, waivers, the baseline, and where in a file a finding about words stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import DEMO_NOW, NOW, REPO, Site, front, instead, sample

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import Diagnostic
from xuanlan.hosts import run
from xuanlan.models.baseline import PATH as BASELINE
from xuanlan.models.baseline import Baseline
from xuanlan.models.schedule import parse_now
from xuanlan.reading.repair import repair

FILE = "notices/a.md"
TWICE = sample("关于关于开放日，请各部门按时到场。\n")
ANSWERED = "{rule: word-twice, words: 关于关于, who: 宣传部, why: 引用原文, until: 2026-12-31}"


def found(tmp_path: Path, files: dict[str, str]) -> list[Diagnostic]:
    site = Site(tmp_path).write(files)
    return list(inspect(site.facts(), NOW).report)


def told(tmp_path: Path, files: dict[str, str]) -> list[str]:
    return [f"{item.severity} {item.code} {item.position}" for item in found(tmp_path, files)]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("第一段。\n\n请各单位按时报名,逾期不候。\n", "9:9"),
        ("- 一项\n- 请各单位按时报名,逾期不候。\n", "8:11"),
        ("> 请各单位按时报名,逾期不候。\n", "7:11"),
        ("| 事项 |\n|---|\n| 请各单位按时报名,逾期不候 |\n", "9:11"),
        ("请各单位**按时报名**,逾期不候。\n", "7:13"),
        ("<!-- 报名,逾期 -->\n\n请各单位按时报名,逾期不候。\n", "9:9"),
        ("## 请各单位按时报名,逾期不候\n", "7:12"),
        ("见[报名,逾期](https://www.example.cn/)。\n", "7:5"),
    ],
)
def test_a_finding_stands_where_its_words_are_written(tmp_path: Path, body: str, place: str) -> None:
    assert told(tmp_path, {FILE: sample(body)}) == [f"warning mark-half {FILE}:{place}"]


def test_the_second_of_equal_words_is_found_at_its_own_place(tmp_path: Path) -> None:
    body = "安排于2月30日进行。\n\n`2月30日`\n\n补考于2月30日进行。\n"
    assert told(tmp_path, {FILE: sample(body)}) == [
        f"error date-impossible {FILE}:7:4",
        f"error date-impossible {FILE}:11:4",
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("![报名,逾期](https://www.example.cn/a.png)\n\n甲报名,逾期\n\n乙报名,逾期\n", [9, 11]),
        ("- 甲报名,逾期[^1]\n- 乙报名,逾期\n\n[^1]: 注报名,逾期\n\n丙报名,逾期\n", [7, 8, 10, 12]),
        ("报名,逾期\n\n| 报名,逾期 | 不候 |\n|---|---|\n| 甲报名,逾期 | 报名,逾期 |\n", [7, 9, 11, 11]),
    ],
)
def test_equal_words_are_told_apart_by_what_stands_beside_them(tmp_path: Path, body: str, lines: list[int]) -> None:
    halves = [item for item in found(tmp_path, {FILE: sample(body)}) if item.code == "mark-half"]
    assert sorted(item.position.line for item in halves) == lines
    assert len({item.position for item in halves}) == len(lines)


def test_a_blank_beside_marks_belongs_to_these(tmp_path: Path) -> None:
    lines = told(tmp_path, {FILE: sample("**一是安全第一。** 不玩火。\n\n请各 单位按时报名。\n")})
    assert lines == [f"info mark-spaces {FILE}:9:2"]


def test_the_title_of_a_page_is_read_and_moves_no_finding(tmp_path: Path) -> None:
    page = "# 学院,简介\n\n本学院,简称\n\n| 学院,简 |\n|---|\n| 甲 |\n"
    assert [
        place.rpartition("md:")[2] for place in told(tmp_path, {"docs/about.md": page}) if "mark-half" in place
    ] == [
        "1:5",
        "3:4",
        "5:5",
    ]


@pytest.mark.parametrize(
    ("written", "right"),
    [("请大家, 明天到场。", "请大家，明天到场。"), ('称为"题高,能力"的', "称为“题高,能力”的")],
)
def test_a_correction_takes_the_blank_along_and_leaves_what_is_quoted(tmp_path: Path, written: str, right: str) -> None:
    site = Site(tmp_path).write({FILE: sample(written + "\n")})
    repair(tmp_path, inspect(site.facts(), NOW).report)
    assert right in (tmp_path / FILE).read_text("utf-8")


@pytest.mark.parametrize(
    "body",
    [
        "`报名,逾期`\n",
        "见https://www.example.cn/报名,逾期。\n",
        "```\n报名,逾期\n```\n",
        '![图](a.png "a")\n\n<!-- 报名,逾期 -->正文\n',
    ],
)
def test_code_and_comments_are_not_read_for_their_wording(tmp_path: Path, body: str) -> None:
    assert "mark-half" not in " ".join(told(tmp_path, {FILE: sample(body)}))


def test_front_matter_pages_and_registers_are_read_too(tmp_path: Path) -> None:
    files = {
        FILE: front(*instead("title: 关于关于开放日的通知"), "summary: 请各部门按时报名,逾期不候"),
        "docs/about.md": "# 关于我们\n\n请各部门按时报名,逾期不候。\n",
        "notices/settings.yml": "unit: 云山职业技术学院\nslogan: 明德笃学,精技致远\n",
        "notices/hotlines.yml": "- name: 值班室\n  number: 0000-8888001\n  purpose: 白天报修,夜间求助\n",
    }
    assert told(tmp_path, files) == [
        "warning mark-half docs/about.md:3:9",
        f"warning word-twice {FILE}:2:8",
        f"warning mark-half {FILE}:6:18",
        "warning mark-half notices/hotlines.yml:3:16",
        "warning mark-half notices/settings.yml:2:13",
    ]


@pytest.mark.parametrize(
    ("word", "severity"),
    [("停发", "error"), ("提醒", "warning"), ("提示", "info"), ("stop", "error"), ("hint", "info")],
)
def test_a_site_sets_how_strong_a_rule_is(tmp_path: Path, word: str, severity: str) -> None:
    files = {FILE: TWICE, "notices/settings.yml": f"审读:\n  轻重:\n    word-twice: {word}\n"}
    assert told(tmp_path, files) == [f"{severity} word-twice {FILE}:7:1"]


def test_a_rule_that_a_site_does_not_want_is_silent(tmp_path: Path) -> None:
    assert not told(tmp_path, {FILE: TWICE, "notices/settings.yml": "gate: {strengths: {word-twice: 不查}}\n"})


def test_an_unknown_rule_or_strength_is_told_where_it_is_written(tmp_path: Path) -> None:
    settings = "gate:\n  strengths:\n    word-twise: 停发\n"
    assert "error gate-rule-unknown notices/settings.yml:3:5" in told(
        tmp_path, {FILE: TWICE, "notices/settings.yml": settings}
    )
    settings = "gate:\n  strengths:\n    word-twice: 严\n"
    assert "choice-invalid" in " ".join(told(tmp_path, {"notices/settings.yml": settings}))


@pytest.mark.parametrize("where", ["front matter", "register", "register for one notice"])
def test_what_somebody_answers_for_is_not_told(tmp_path: Path, where: str) -> None:
    files = {FILE: TWICE}
    if where == "front matter":
        files[FILE] = sample("关于关于开放日，请各部门按时到场。\n", f"放行:\n  - {ANSWERED}")
    elif where == "register":
        files["notices/waivers.yml"] = f"- {ANSWERED}\n"
    else:
        files["notices/waivers.yml"] = f"- {ANSWERED[:-1]}, notice: case}}\n"
    assert not told(tmp_path, files)


def test_a_waiver_is_for_its_own_rule_words_and_notice_only(tmp_path: Path) -> None:
    other = (
        sample("关于关于开放日，请各部门按时到场。\n").replace("id: case", "id: other").replace("开放日的", "校庆的")
    )
    files = {FILE: TWICE, "notices/b.md": other, "notices/waivers.yml": f"- {ANSWERED[:-1]}, notice: other}}\n"}
    assert told(tmp_path, files) == [f"warning word-twice {FILE}:7:1"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (ANSWERED.replace("2026-12-31", "2026-02-28"), "waiver-expired"),
        (ANSWERED.replace("关于关于", "有关有关"), "waiver-unused"),
        (ANSWERED.replace("word-twice", "word-twise"), "waiver-rule-unknown"),
        (ANSWERED[:-1] + ", notice: nobody}", "waiver-notice-unknown"),
        (ANSWERED.replace("who: 宣传部, ", ""), "field-missing"),
    ],
)
def test_a_waiver_that_does_not_hold_is_told_and_the_finding_stays(tmp_path: Path, changed: str, code: str) -> None:
    lines = told(tmp_path, {FILE: TWICE, "notices/waivers.yml": f"- {changed}\n"})
    assert any(code in line and "notices/waivers.yml:1" in line for line in lines)
    assert f"warning word-twice {FILE}:7:1" in lines


def test_a_waiver_of_a_single_sign_holds_where_the_words_beside_it_are(tmp_path: Path) -> None:
    """A comma alone would be every comma of the file: it is not answered for without its surroundings."""
    body = "报名,逾期不候。\n\n面试,择优录取。\n\n| 事项 | 地点 |\n|---|---|\n| 报名,逾期 | 一楼,大厅 |\n"
    waiver = "{{rule: mark-half, words: '{}', who: 宣传部, why: 引用原文, until: 2026-12-31}}"
    expected = {
        "报名,逾期": ["mark-half 10", "mark-half 14"],
        "名 , 逾": ["mark-half 10", "mark-half 14"],
        "面试,择优录取。": ["mark-half 8", "mark-half 14", "mark-half 14"],
        "楼,大厅": ["mark-half 8", "mark-half 10", "mark-half 14"],
        ",": ["waiver-unused 6", "mark-half 8", "mark-half 10", "mark-half 14", "mark-half 14"],
        "报名": ["waiver-unused 6", "mark-half 8", "mark-half 10", "mark-half 14", "mark-half 14"],
    }
    told = {}
    for words in expected:
        files = {FILE: sample(body, f"放行: [{waiver.format(words)}]")}
        told[words] = [f"{item.code} {item.position.line}" for item in found(tmp_path, files)]
    assert told == expected


def test_only_what_is_new_counts_beside_a_baseline(tmp_path: Path) -> None:
    old = found(tmp_path, {FILE: TWICE})
    files = {BASELINE: Baseline.of(old).dump()}
    assert not told(tmp_path, files)
    files[FILE] = sample("关于关于开放日，请各部门按时到场。关于关于校庆。\n")
    assert told(tmp_path, files) == [f"warning word-twice {FILE}:7:18"]


def test_a_site_without_findings_has_a_baseline_all_the_same(tmp_path: Path) -> None:
    assert not told(tmp_path, {BASELINE: Baseline().dump()})
    assert told(tmp_path, {FILE: TWICE}) == [f"warning word-twice {FILE}:7:1"]


def test_safe_corrections_leave_code_quotations_addresses_and_official_texts_alone(tmp_path: Path) -> None:
    body = "请各单位按时报名,逾期不候。\n\n`报名,逾期`\n\n据《报名,逾期办法》办理。\n\n[报名](https://www.example.cn/报名,逾期)\n"
    site = Site(tmp_path).write({FILE: sample(body, "summary: 按时报名,逾期不候")})
    repair(tmp_path, inspect(site.facts(), NOW).report)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "请各单位按时报名，逾期不候。" in text
    assert "summary: 按时报名，逾期不候" in text
    for kept in ("`报名,逾期`", "《报名,逾期办法》", "https://www.example.cn/报名,逾期"):
        assert kept in text


def test_the_demo_site_has_nothing_to_be_told() -> None:
    report = inspect(run.facts(REPO), parse_now(DEMO_NOW)).report
    assert not [f"{item.position} {item.code} {item.message}" for item in report]


def test_a_waiver_that_is_over_is_told_with_the_day_that_it_names(tmp_path: Path) -> None:
    until = ANSWERED.replace("2026-12-31", "2026-02-20")
    body = sample("关于关于开放日，请各部门按时到场。\n", f"放行:\n  - {until}")
    (expired,) = (item for item in found(tmp_path, {FILE: body}) if item.code == "waiver-expired")
    assert "2026年2月20日" in expired.message


def test_a_waiver_of_a_masked_number_holds_for_one_number_however_it_is_written(tmp_path: Path) -> None:
    """Of two people born in one place the masked numbers may well look the same."""
    first, second = "999999197501018015", "999999198912310015"
    waiver = "{rule: personal-id, words: '99*************015', who: 宣传部, why: 本人同意, until: 2026-12-31}"
    body = f"甲：{first}。\n\n乙：{second}。\n\n甲：{first[:6]} {first[6:14]} {first[14:]}。\n"
    told = {}
    for waivers in ((waiver,), (waiver, waiver)):
        files = {FILE: sample(body, f"放行: [{', '.join(waivers)}]")}
        told[len(waivers)] = [f"{item.code} {item.position.line}" for item in found(tmp_path, files)]
    assert told == {1: ["personal-id 10"], 2: []}
