"""Columns, the footer, sources and dates, as an inspection of government sites looks at them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from cases import every
from pydantic import ValidationError
from sites import NOW, Site, front, notice

from xuanlan.build.build import inspect
from xuanlan.checks import columns, public_site
from xuanlan.models.gate import GateSettings
from xuanlan.models.inspection import Term, inspection
from xuanlan.models.schedule import parse_now
from xuanlan.text.dates import SHANGHAI

CODES = {rule.code for rule in (*columns.RULES, *public_site.RULES)}
OFFICE = "审读: {单位类型: 机关}\n"
NEWS = "栏目: [{slug: news, title: 工作动态, description: 工作动态}]\n文种: [{name: 消息, column: news}]\n"
QUIET = "footer-part", "column-blank"


def told(
    tmp_path: Path, settings: str, notices: dict[str, str] | None = None, now: str = "2026-03-01T09:00"
) -> list[str]:
    """The findings of these rules: strength, code, the words in question."""
    files = {f"notices/{name}": text for name, text in (notices or {}).items()}
    site = Site(tmp_path).write({**files, "notices/settings.yml": settings})
    found = inspect(site.facts(), parse_now(now)).report
    return [f"{item.severity} {item.code} {item.words}" for item in found if item.code in CODES]


def loud(lines: list[str]) -> list[str]:
    return [line for line in lines if line.split()[1] not in QUIET]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-01-14T23:00", []),
        ("2026-01-15T00:00", ["info home-early 首页"]),
        ("2026-01-18T23:59", ["info home-early 首页"]),
        ("2026-01-19T00:00", ["warning home-stale 首页"]),
        ("2026-07-04T23:59", ["warning home-stale 首页"]),
        ("2026-07-05T00:00", ["warning column-stale 通知公告", "warning home-stale 首页"]),
    ],
)
def test_the_home_page_is_to_change_in_two_weeks_and_announcements_in_six_months(
    tmp_path: Path, now: str, expected: list[str]
) -> None:
    assert sorted(loud(told(tmp_path, OFFICE, now=now))) == expected


def test_a_column_of_news_is_to_change_in_two_weeks(tmp_path: Path) -> None:
    old = {"n.md": notice("学院召开会议", "2026-02-14", kind="消息", id="news-1")}
    assert loud(told(tmp_path, OFFICE + NEWS, old, "2026-02-27T23:00")) == ["info home-early 首页"]
    assert "warning column-stale 工作动态" in told(tmp_path, OFFICE + NEWS, old, "2026-02-28T00:00")


def test_what_is_not_listed_renews_nothing(tmp_path: Path) -> None:
    fresh = {
        "draft.md": front("title: 草稿", "kind: 通知", "date: 2026-02-27", "id: a", "draft: 是"),
        "later.md": front("title: 以后", "kind: 通知", "date: 2026-02-27", "id: b", "publish_at: 2026-03-09"),
        "gone.md": front("title: 撤回", "kind: 通知", "date: 2026-02-27", "id: c", "withdrawn: 内容有误。"),
    }
    assert "warning home-stale 首页" in told(tmp_path, OFFICE, fresh)
    now = {"now.md": front("title: 关于开放日的通知", "kind: 通知", "date: 2026-02-27", "id: d")}
    assert not loud(told(tmp_path, OFFICE, now))


def test_a_finding_stands_where_the_newest_date_is_written(tmp_path: Path) -> None:
    site = Site(tmp_path).write({"notices/settings.yml": OFFICE})
    found = next(item for item in inspect(site.facts(), NOW).report if item.code == "home-stale")
    assert str(found.position) == "notices/2026/值班.md:4:7"
    assert found.message == "“首页”2周内没有更新，最近一篇是2026年1月5日发布的"


@pytest.mark.parametrize(
    ("settings", "strengths"),
    [("", set()), ("审读: {单位类型: 学校}\n", {"info"}), ("审读: {单位类型: 医院}\n", {"info"})],
)
def test_others_than_authorities_get_hints_at_most(tmp_path: Path, settings: str, strengths: set[str]) -> None:
    assert {line.split()[0] for line in told(tmp_path, settings)} == strengths


@pytest.mark.parametrize("name", ["notices", "通知公告"])
def test_a_site_sets_terms_of_its_own_or_none(tmp_path: Path, name: str) -> None:
    assert loud(told(tmp_path, f"审读: {{栏目期限: {{{name}: 55天}}}}\n")) == ["info column-stale 通知公告"]
    assert not loud(told(tmp_path, f"审读: {{栏目期限: {{{name}: 2个月}}}}\n"))
    never = f"审读: {{单位类型: 机关, 栏目期限: {{首页: 不查, {name}: 不查}}}}\n"
    assert not loud(told(tmp_path, never, now="2028-01-01"))


@pytest.mark.parametrize("name", ["notice", "通知公示", "新闻"])
def test_a_term_for_a_column_that_does_not_exist_is_told(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path).write({"notices/settings.yml": f"审读:\n  栏目期限:\n    首页: 不查\n    {name}: 2周\n"})
    assert "error term-column-unknown notices/settings.yml:4:5" in site.found()


@every(
    ("title", "name"),
    [
        ("工作动态", "动态、要闻类"),
        ("时政要闻", "动态、要闻类"),
        ("通知公告", "通知公告类"),
        ("通告", "通知公告类"),
        ("政策文件", "政策文件类"),
        ("招标公告", None),
        ("录取通知书查询", None),
        ("政策解读", None),
        ("规章制度", None),
    ],
)
def test_columns_are_classed_by_their_titles(title: str, name: str | None) -> None:
    known = inspection().class_of(title)
    assert (known.name if known else None) == name


def test_a_column_that_is_not_watched_may_be_blank(tmp_path: Path) -> None:
    settings = "审读: {单位类型: 机关, 栏目期限: {公示: 不查, initiatives: 不查}}\n"
    assert [line for line in told(tmp_path, settings) if "column-blank" in line] == ["warning column-blank 规章制度"]


@pytest.mark.parametrize(("more", "vetoed"), [(1, False), (2, True)])
def test_five_blank_columns_fail_a_site(tmp_path: Path, more: int, vetoed: bool) -> None:
    rows = "".join(f"  - {{slug: c{n}, title: 专题{n}, description: 专题}}\n" for n in range(more))
    lines = told(tmp_path, f"{OFFICE}栏目:\n{rows}")
    assert ("warning columns-veto 空白栏目" in lines) == vetoed


@pytest.mark.parametrize(
    ("title", "count", "words"),
    [
        ("动态", 4, []),
        ("动态", 5, ["动态要闻、通知公告和政策文件栏目里不更新的"]),
        ("专题", 9, []),
        ("专题", 10, ["应更新而不更新的栏目"]),
    ],
)
def test_five_stale_columns_of_news_or_ten_of_all_fail_a_site(
    tmp_path: Path, title: str, count: int, words: list[str]
) -> None:
    numbers = range(count)
    settings = "审读:\n  单位类型: 机关\n  栏目期限:\n    notices: 不查\n"
    settings += "".join(f"    c{n}: 2周\n" for n in numbers)
    settings += "栏目:\n" + "".join(f"  - {{slug: c{n}, title: {title}{n}, description: 说明}}\n" for n in numbers)
    settings += "文种:\n" + "".join(f"  - {{name: 消息{n}, column: c{n}}}\n" for n in numbers)
    old = {f"c{n}.md": notice(f"第{n}次会议", "2026-01-06", kind=f"消息{n}", id=f"c-{n}") for n in numbers}
    assert [line.split()[2] for line in told(tmp_path, settings, old) if "columns-veto" in line] == words


FULL = """\
unit: 云山市教育局
phone: 0000-8888001
site_code: bm00000000
icp: 云ICP备00000000号
police: 云公网安备00000000000000号
finder: https://zfwzgl.www.gov.cn/exposure/jiucuo.html
badge: {image: assets/badge.png}
"""


def test_an_authority_is_told_what_its_footer_lacks(tmp_path: Path) -> None:
    lines = told(tmp_path, OFFICE)
    assert sum("footer-part" in line for line in lines) == 7
    assert not any("footer-part" in line for line in told(tmp_path, OFFICE + FULL))
    one = OFFICE + FULL.replace("site_code: bm00000000\n", "")
    assert [line for line in told(tmp_path, one) if "footer-part" in line] == ["warning footer-part 网站标识码"]


def test_an_authority_is_told_that_its_page_tags_are_off(tmp_path: Path) -> None:
    assert "warning page-tags-off 网页标签" in told(tmp_path, OFFICE + "网页标签: 否\n")
    assert not any("page-tags" in line for line in told(tmp_path, "网页标签: 否\n"))


def test_a_reprint_names_its_source(tmp_path: Path) -> None:
    url = "https://www.example.cn/a.html"
    text = front("title: 转载", "kind: 通知", "date: 2026-02-27", "id: a", f"source_url: {url}")
    assert told(tmp_path, "", {"a.md": text}) == [f"info source-missing {url}"]
    assert f"warning source-missing {url}" in told(tmp_path, OFFICE, {"a.md": text})
    named = text.replace("source_url", "source: 市教育局网站\nsource_url")
    assert not told(tmp_path, "", {"a.md": named})


@pytest.mark.parametrize(
    ("first", "moved"),
    [("2026-01-04T09:00:00+08:00", True), ("2026-01-05T00:00:00+08:00", False), ("去年", False)],
)
def test_a_date_that_was_moved_after_publication_is_told(tmp_path: Path, first: str, moved: bool) -> None:
    ledger = f'- {{id: "duty", address: "/n/duty/", title: "值班", first_published: "{first}"}}\n'
    assert told(tmp_path, "", {"ledger.yml": ledger}) == ["info date-moved 2026年1月5日"] * moved


OLD = front("title: 考勤管理规定", "kind: 规定", "date: 2024-01-05", "id: old", body="1. 按时上班。\n2. 按时下班。\n")
NEW = ("title: 新的考勤规定", "kind: 规定", "date: 2026-02-28", "id: new")


@pytest.mark.parametrize(
    ("body", "unmarked"),
    [
        ("1. 本规定自发布之日起施行，《考勤管理规定》同时废止。\n", True),
        ("1. 废止《请假规定》（试行）、《考勤管理规定》。\n", True),
        ("1. 原《云山职业技术学院考勤管理规定》同时废止。\n", True),
        ("1. 原《县考勤管理规定》同时废止。\n", False),
        ("1. 本规定自2027年1月1日起施行，《考勤管理规定》同时废止。\n", False),
        ("1. 《考勤管理规定》未废止的条款继续有效。\n", False),
        ("1. 《考勤管理规定》和本规定不一致的，以本规定为准。\n", False),
    ],
)
def test_what_a_newer_text_repeals_is_not_listed_as_in_force(tmp_path: Path, body: str, unmarked: bool) -> None:
    lines = told(tmp_path, "", {"old.md": OLD, "new.md": front(*NEW, body=body)})
    assert lines == ["info repeal-unmarked 考勤管理规定"] * unmarked


def test_what_is_marked_as_repealed_or_replaced_is_not_told(tmp_path: Path) -> None:
    body = "1. 《考勤管理规定》同时废止。\n"
    marked = OLD.replace("---\n1.", "repealed: 已有新规定。\n---\n1.")
    assert not told(tmp_path, "", {"old.md": marked, "new.md": front(*NEW, body=body)})
    assert not told(tmp_path, "", {"old.md": OLD, "new.md": front(*NEW, "replaces: old", body=body)})


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "number", "unit", "end"),
    [
        ("2026-02-28T08:30", 10, "天", "2026-03-10T08:30"),
        ("2026-12-25T08:30", 2, "周", "2027-01-08T08:30"),
        ("2026-08-31T08:30", 6, "个月", "2027-02-28T08:30"),
        ("2027-08-31T08:30", 6, "个月", "2028-02-29T08:30"),
        ("2026-12-31T08:30", 12, "个月", "2027-12-31T08:30"),
        ("2024-02-29T08:30", 1, "年", "2025-02-28T08:30"),
        ("2199-02-28T08:30", 9999, "年", "9998-02-28T08:30"),
    ],
)
def test_terms_end_on_the_same_day_of_a_later_month(start: str, number: int, unit: str, end: str) -> None:
    assert Term(number, unit).after(moment(start)) == moment(end)


@every("words", ["很久", "0天", "2", "两周", "-1天", "2周 3天", ["2周"], None])
def test_terms_that_are_none_are_refused(words: object) -> None:
    with pytest.raises(ValidationError):
        GateSettings.model_validate({"terms": {"首页": words}})


def test_every_measure_has_a_source() -> None:
    measures = inspection()
    assert [str(one.term) for one in measures.classes] == ["2周", "6个月", "6个月"]
    assert (measures.regular.count, measures.every.count, measures.blank.count) == (5, 10, 5)
