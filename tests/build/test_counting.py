"""`xuanlan counts`: what was published in a period, in the order of the registers, on a page, as SVG and as a workbook."""

from __future__ import annotations

import json
from collections import Counter
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cases import every
from commands import call
from selectolax.lexbor import LexborHTMLParser
from sites import new_site, notice
from trees import line

from xuanlan.build.counting import Counts, counts
from xuanlan.build.counting_files import files
from xuanlan.build.publication_table import Period
from xuanlan.diagnostics.report import Report
from xuanlan.hosts import run
from xuanlan.library.read import Sources, read
from xuanlan.models import publications
from xuanlan.models.schedule import parse_now
from xuanlan.office.contents import Contents
from xuanlan.office.read import read as read_file

NOW = parse_now("2026-12-01T09:00")
UNITS = ("后勤处", "教务处", "学生处")
NAMES = "- {类别: 部门, 名称: 学生处}\n- {类别: 部门, 名称: 教务处}\n"


def _notice(number: int) -> str:
    units = UNITS[number % 3] if number % 4 else "教务处、后勤处"
    day = f"2026-{number % 12 + 1:02}-0{number % 9 + 1}"
    return notice(
        f"第{number}号", day, kind=("通知", "公示", "通知", "倡议书")[number % 4], id=f"n{number}", unit=units
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = {f"{number}.md": _notice(number) for number in range(40)}
    texts["draft.md"] = notice("草稿", "2026-05-01", id="draft", draft="是")
    place = new_site(tmp_path_factory.mktemp("counts") / "site", texts)
    (place / "notices/names.yml").write_text(NAMES, encoding="utf-8")
    rows = [("n1", "网站"), ("n1", "网站"), ("n2", "网站"), ("n2", "渠道 公众号"), ("n3", "屏幕 lobby")]
    ledger = [{"id": ident, "place": at, "title": "甲", "since": f"2026-0{number}-01T09:00:00+08:00"}
              for number, (ident, at) in enumerate(rows, start=1)]  # fmt: skip
    text = "".join(f"- {json.dumps(row, ensure_ascii=False)}\n" for row in ledger)
    (place / "notices/publications.yml").write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def sources(root: Path) -> Sources:
    return read(run.facts(root), NOW, Report())


def made(sources: Sources, since: str | None = None, until: str | None = None) -> Counts:
    rows = publications.load(sources.root, Report())
    return counts(sources, rows, Period(parse_now(since) if since else None, parse_now(until) if until else None))


@every(("since", "until"), [
    (None, None), ("2026-03-01", None), (None, "2026-03-02"), ("2026-03-01", "2026-07-01"), ("2030-01-01", None),
])  # fmt: skip
def test_counts_are_those_of_a_plain_loop(since: str | None, until: str | None, sources: Sources) -> None:
    first, last = parse_now(since or "2000-01-01"), parse_now(until or "2100-01-01")
    texts = [one for one in sources.notices if one.public and first <= one.facts.publish < last]
    found = made(sources, since, until)
    by = {table.title: dict(table.rows) for table in found.tables}
    assert found.total == len(texts)
    assert by["按单位"] == Counter(unit for one in texts for unit in one.notice.unit)
    assert by["按文种"] == Counter(one.notice.kind for one in texts)
    assert by["按月份"] == Counter(f"{one.notice.date.year}年{one.notice.date.month}月" for one in texts)
    assert sum(by["按栏目"].values()) == len(texts)


def test_rows_stand_in_the_order_of_the_registers_and_never_by_size(sources: Sources) -> None:
    tables = {table.title: [name for name, _ in table.rows] for table in made(sources).tables}
    assert tables["按单位"] == ["学生处", "教务处", "后勤处"]
    assert tables["按文种"] == ["通知", "公示", "倡议书"]
    assert tables["按栏目"] == ["通知公告", "公示", "倡议书"]
    assert tables["按月份"] == [f"2026年{month}月" for month in range(1, 12)]  # December is still to come
    assert tables["按渠道"] == ["公众号", "屏幕 lobby", "网站"]


def test_a_text_counts_once_at_a_channel_however_often_it_was_changed(sources: Sources) -> None:
    channels = {table.title: dict(table.rows) for table in made(sources).tables}["按渠道"]
    assert channels == {"公众号": 1, "屏幕 lobby": 1, "网站": 2}
    later = {table.title: dict(table.rows) for table in made(sources, "2026-03-01", "2026-05-01").tables}["按渠道"]
    assert later == {"公众号": 1, "网站": 1}


def test_page_charts_and_workbook_say_the_same_and_are_the_same_twice(sources: Sources) -> None:
    found = made(sources)
    first, again = (dict(files(found, "学院 & 处", NOW)) for _ in range(2))
    assert first == again
    expected = [[name, f"{count}"] for table in found.tables for name, count in table.rows]
    page = LexborHTMLParser(first["index.html"].decode())
    assert [[line(cell) for cell in row.css("td")] for row in page.css("tbody tr")] == expected
    chart = ElementTree.fromstring(first["counts.svg"])
    told = [node.text for node in chart.iter("{http://www.w3.org/2000/svg}text") if not node.get("font-weight")]
    assert told == [word for row in expected for word in row]
    book = read_file("xlsx", BytesIO(first["counts.xlsx"]), len(first["counts.xlsx"]))
    assert isinstance(book, Contents)
    cells = [[row.cells[at] for at in sorted(row.cells)] for table in book.tables[1:] for row in table.rows]
    assert [row for row in cells if row[1] != "篇数"] == expected
    assert b"http" not in first["index.html"].replace(b"http://www.w3.org/2000/svg", b"")


def test_the_command_prints_and_writes_but_nothing_into_the_site(root: Path, tmp_path: Path) -> None:
    clock = ("--now", "2026-12-01T09:00")
    told = call("counts", *clock, cwd=root).stdout
    assert [words for words in ("学生处", "不用于计分、排名和考核") if words not in told] == []
    assert call("counts", "--out", str(tmp_path / "发布情况"), *clock, cwd=root).returncode == 0
    assert sorted(file.name for file in (tmp_path / "发布情况").iterdir()) == [
        "counts.svg",
        "counts.xlsx",
        "index.html",
    ]
    assert call("counts", "--out", "notices/x", *clock, cwd=root).returncode == 2
    wrong = call("counts", "--from", "2026-03-01", "--to", "2026-02-01", *clock, cwd=root)
    assert (wrong.returncode, "--from 要早于 --to" in wrong.stderr) == (2, True)
