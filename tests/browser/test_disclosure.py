"""What an attacker, or a slip, could make the pages say: nothing that was taken back, nothing that is still to come."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pages import PageFolder, facts
from playwright.sync_api import expect
from sites import Site, front, instead, sample

from xuanlan import addresses

SECRET = "张三丰"
LIST = (
    *instead("kind: 公示"),
    "open_from: 2026-01-06",
    "objections: 纪检监察室",
    "list_until_closed: 是",
    f"summary: 拟录用{SECRET}一人。",
)
SETTINGS = "notices/settings.yml"


def texts(root: Path) -> dict[str, str]:
    """Every file of an output that is text."""
    found = {}
    for file in root.rglob("*"):
        if file.suffix in (".html", ".xml", ".json", ".js", ".ics", ".vcf", ".txt"):
            found[file.relative_to(root).as_posix()] = file.read_text(encoding="utf-8")
    return found


def where(root: Path, word: str) -> list[str]:
    return sorted(name for name, text in texts(root).items() if word in text)


def test_the_summary_of_a_list_goes_with_the_list(tmp_path: Path) -> None:
    over = front(*LIST, "open_until: 2026-01-12", body=f"{SECRET}，计算机系。\n")
    assert where(Site(tmp_path).write({"notices/2026/a.md": over}).build(), SECRET) == []


def test_the_summary_of_a_list_stands_while_the_period_lasts(tmp_path: Path) -> None:
    running = front(*LIST, "open_until: 2026-03-12", body=f"{SECRET}，计算机系。\n")
    found = where(Site(tmp_path).write({"notices/2026/a.md": running}).build(), SECRET)
    assert {"feed.xml", "feed.json", "n/case/index.html"} <= set(found)


WITHHELD = {
    "doc_no": "云职院〔2026〕17号",
    "to": "甲收文者",
    "result": "甲结果",
    "objections": "甲受理者",
    "contact": "甲联系人",
    "place": "甲地点",
    "audience": "甲读者",
    "basis": "甲依据",
    "tags": "甲标签",
    "summary": "甲摘要",
    "author": "甲编辑",
    "source": "甲来源",
    "source_url": "https://other.example/jia",
    "deadline": "2026-04-17",
    "event_from": "2026-04-18",
    "open_from": "2026-04-19",
    "open_until": "2026-04-21",
    "expires": "2026-04-22",
    "values": "诚信",
    "replaces": "duty",
}
SHOWN_OF = WITHHELD | {"deadline": "4月17日", "event_from": "4月18日", "open_from": "4月19日", "open_until": "4月21日"}
SHOWN_OF |= {"expires": "4月22日", "values": ">诚信<", "replaces": "关于寒假值班的通知"}


def test_a_withdrawn_notice_shows_title_units_date_reason_and_nothing_else(tmp_path: Path) -> None:
    lines = [f"{name}: {value}" for name, value in WITHHELD.items()]
    files = {
        "notices/2026/a.md": sample("甲正文\n", *lines, "unit: 甲单位", "withdrawn: 数字有误"),
        "notices/2026/b.md": front(
            "title: 乙文", "kind: 通知", "date: 2026-01-07", "id: b", "replaces: case", body="乙\n"
        ),
    }
    site = Site(tmp_path).write(files).build()
    page = (site / "n/case/index.html").read_text(encoding="utf-8")
    assert [name for name, words in SHOWN_OF.items() if words in page] == []
    for words in ("关于开放日的通知", "甲单位", "2026-01-06 00:00", "本文已撤回：数字有误。", 'href="../b/index.html"'):
        assert words in page
    for name in ("Keywords", "Description"):
        assert f'<meta name="{name}" content="关于开放日的通知">' in page
    assert 'name="Author"' not in page
    everywhere = [name for name, words in WITHHELD.items() if words.startswith("甲") and where(site, words)]
    assert everywhere == []
    rows = json.loads((site / "api/notices.json").read_text(encoding="utf-8"))["notices"]
    row = next(row for row in rows if row["id"] == "case")
    assert (row["tags"], row["doc_no"], row["open_until"], row["state"]) == ([], None, None, "withdrawn")


@pytest.mark.parametrize("line", ["draft: 是", "publish_at: 2026-12-01"])
def test_nothing_names_a_draft_or_a_scheduled_notice_that_is_to_be_replaced(tmp_path: Path, line: str) -> None:
    hidden = front("title: 密件", "kind: 通知", "date: 2026-01-01", "id: merger-plan", line, body="密。\n")
    files = {"notices/2026/a.md": sample("正文。\n", "replaces: merger-plan、duty"), "notices/2026/h.md": hidden}
    site = Site(tmp_path).write(files).build()
    assert where(site, "merger-plan") == []
    assert "替代</dt><dd><a href=" in (site / "n/case/index.html").read_text(encoding="utf-8")


def test_no_hotline_can_take_an_id_that_the_page_uses_itself(tmp_path: Path) -> None:
    ids = ("search-results", "content", "xl-q")
    rows = "".join(f"- {{name: 值班{n}, number: 0000-888800{n}, id: {ident}}}\n" for n, ident in enumerate(ids))
    files = {
        "notices/hotlines.yml": rows,
        "notices/2026/a.md": sample("见[总值班](/hotlines/#h-content)。\n", "contact: 值班2"),
    }
    site = Site(tmp_path).write(files).build()
    page = (site / "hotlines/index.html").read_text(encoding="utf-8")
    anchors = re.findall(r'\sid="([^"]*)"', page)
    assert len(anchors) == len(set(anchors))
    assert {f"h-{ident}" for ident in ids} <= set(anchors)
    linking = (site / "n/case/index.html").read_text(encoding="utf-8")
    assert 'href="../../hotlines/index.html#h-content"' in linking
    assert 'href="../../hotlines/index.html#h-xl-q"' in linking


def test_an_anchor_with_a_stray_percent_sign_does_not_save_the_attachments(page_folder: PageFolder) -> None:
    over = facts(open_from="2026-03-02", open_until="2026-03-09", list_goes=True)
    page = page_folder.open(
        f'<article data-notice="n1" data-state="open" data-facts=\'{over}\'>'
        '<nav><ol><li><a href="#s-a%zz">名单</a></li></ol></nav>'
        '<div data-removable><h2 id="s-a%zz">名单</h2></div><div data-removable><p>附件</p></div></article>',
        now="2026-03-10T00:00:00+08:00",
    )
    expect(page.locator("nav")).to_be_hidden()
    for part in page.locator("[data-removable]").all():
        expect(part).to_be_hidden()
        expect(part).to_have_text("")


def columns(*rows: str) -> dict[str, str | bytes]:
    return {SETTINGS: "unit: 学院\ncolumns:\n" + "".join(f"  - {{slug: {row}, description: 甲}}\n" for row in rows)}


@pytest.mark.parametrize("slug", sorted(addresses.NO_COLUMN))
def test_a_column_cannot_take_an_address_of_the_engine(tmp_path: Path, slug: str) -> None:
    for spelling in {slug, slug.upper()}:
        site = Site(tmp_path).write(columns(f'"{spelling}", title: 党建'))
        assert site.found() == [f"error column-reserved {SETTINGS}:3:12"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (["Notices, title: 党建"], "3:12"),
        (["notices, title: 党建"], "3:12"),
        (["party, title: 党建", "Party, title: 团建"], "4:12"),
        (["party, title: 党建", "league, title: 党建"], "4:27"),
        (["party, title: 公示"], "3:26"),
    ],
)
def test_no_two_columns_share_an_address_or_a_title(tmp_path: Path, rows: list[str], place: str) -> None:
    assert Site(tmp_path).write(columns(*rows)).found() == [f"error column-twice {SETTINGS}:{place}"]


def test_a_column_of_the_sites_own_is_fine_under_its_chinese_names(tmp_path: Path) -> None:
    settings = (
        "栏目:\n  - {网址: party, 名称: 党建, 说明: 党建工作}\n文种:\n  - {名称: 党课, 栏目: party, 版式: letter}\n"
    )
    lesson = front(*instead("kind: 党课"))
    site = Site(tmp_path).write({SETTINGS: settings, "notices/2026/a.md": lesson})
    assert site.found() == []
    years = re.findall(r'href="(\.\./\w+/2026/index\.html)"', (site.build() / "sitemap/index.html").read_text("utf-8"))
    assert sorted(years) == ["../notices/2026/index.html", "../party/2026/index.html"]


@pytest.mark.parametrize(
    ("line", "place"),
    [("layout: ../../x", "4:13"), ("版式: rule", "4:9"), ("layout: Notice", "4:13")],
)
def test_a_layout_is_one_of_the_three(tmp_path: Path, line: str, place: str) -> None:
    settings = f"kinds:\n  - name: 招聘\n    column: notices\n    {line}\n"
    assert Site(tmp_path).write({SETTINGS: settings}).found() == [f"error choice-invalid {SETTINGS}:{place}"]


def test_a_kind_in_an_unknown_column_is_reported_where_it_is_written(tmp_path: Path) -> None:
    settings = "文种:\n  - 名称: 招聘\n    栏目: jobs\n"
    assert Site(tmp_path).write({SETTINGS: settings}).found() == [f"error choice-invalid {SETTINGS}:3:9"]


def test_many_units_have_addresses_of_their_own() -> None:
    slugs = {addresses.unit_slug(f"第{number}车间") for number in range(20_000)}
    assert len(slugs) == 20_000
    assert all(re.fullmatch(r"unit-[0-9a-f]{16}", slug) for slug in slugs)
