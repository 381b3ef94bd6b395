"""Columns of a site with 95 notices: pages of twenty that lose and double nothing, and change little when one more comes."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from commands import call_build
from sites import new_site, notice, write
from trees import Tree, changed, digests, line, words

COUNT = 95
CLOCK = "2026-06-01T09:00"
UNITS = ("教务处", "后勤管理处")
NEW = "notices/2026/new.md"


def sources() -> dict[str, str]:
    """95 notices over three years and two units; five of one day, so that the order needs more than the day."""
    files = {}
    for number in range(COUNT):
        year, month, day = 2024 + number // 40, number % 12 + 1, number % 28 + 1
        date = (
            "2025-05-05"
            if number in (50, 51, 52, 53, 54)
            else f"{year}-{min(month, 5 if year == 2026 else 12):02d}-{day:02d}"
        )
        unit = UNITS[number % 3 == 0]
        files[f"{year}/{number:03d}.md"] = notice(f"第{number:03d}号通知", date, id=f"no-{number:03d}", unit=unit)
    files["2025/rule.md"] = notice("实验室守则", "2025-02-03", "1. 进门登记。\n2. 离开断电。\n", kind="规定", id="rule")
    return files


@dataclass(frozen=True)
class Two:
    """The site before and after one more notice."""

    before: Tree
    after: Tree


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    folder = tmp_path_factory.mktemp("archive")
    root = new_site(folder / "site", sources())
    before = call_build(root, folder / "before", XUANLAN_NOW=CLOCK)
    write(root, {NEW: notice("新的通知", "2026-05-30", id="new", unit=UNITS[0])})
    after = call_build(root, folder / "after", XUANLAN_NOW=CLOCK)
    return Two(Tree(before), Tree(after))


def pages_of(tree: Tree, front: str) -> list[str]:
    """Front page and numbered pages of a list, newest first, as a reader pages through them."""
    found = [front]
    while older := tree.page(found[-1]).css("a[rel=next]"):
        href = older[0].attributes["href"]
        found.append(next(link.target for link in tree.links(found[-1]) if link.value == href))
        assert len(found) < 50
    return found


def fronts(tree: Tree) -> list[str]:
    """Front page of each list of the column of notices: the whole, the years, the units."""
    return [path for path in tree.pages if re.fullmatch(r"notices/((20\d\d|unit-\w+)/)?index\.html", path)]


def listed(tree: Tree, front: str) -> list[str]:
    return [ident for page in pages_of(tree, front) for ident in tree.listed(page)]


def test_the_column_lists_every_notice_once_over_its_front_page_and_its_numbered_pages(two: Two) -> None:
    assert sorted(listed(two.before, "notices/index.html")) == [f"no-{number:03d}" for number in range(COUNT)]


def test_no_page_of_a_list_holds_more_than_twenty(two: Two) -> None:
    for front in fronts(two.before):
        sizes = [len(two.before.listed(page)) for page in pages_of(two.before, front)]
        assert max(sizes) <= 20
        assert min(sizes) >= 1


def test_every_list_is_newest_first_and_the_next_page_goes_on_where_the_last_ended(two: Two) -> None:
    for front in fronts(two.before):
        days = [
            node.attributes["datetime"] or ""
            for page in pages_of(two.before, front)
            for node in two.before.main(page).css(".xl-entry time")
        ]
        assert days == sorted(days, reverse=True)


def test_the_way_back_leads_through_the_same_pages(two: Two) -> None:
    for front in fronts(two.before):
        there = pages_of(two.before, front)
        for page, newer in zip(there[1:], there, strict=False):
            back = {node.attributes["href"] for node in two.before.page(page).css("a[rel=prev]")}
            assert {link.target for link in two.before.links(page) if link.value in back} == {newer}


def test_the_years_together_hold_every_notice_once(two: Two) -> None:
    years = [front for front in fronts(two.before) if "/20" in front]
    assert years == ["notices/2024/index.html", "notices/2025/index.html", "notices/2026/index.html"]
    together = [ident for front in years for ident in listed(two.before, front)]
    assert sorted(together) == sorted(listed(two.before, "notices/index.html"))
    for front in years:
        dates = {(node.attributes["datetime"] or "")[:4] for node in two.before.main(front).css(".xl-entry time")}
        assert dates == {front.split("/")[1]}


def test_the_units_together_hold_every_notice_once(two: Two) -> None:
    units = [front for front in fronts(two.before) if "unit-" in front]
    assert len(units) == len(UNITS)
    together = [ident for front in units for ident in listed(two.before, front)]
    assert sorted(together) == sorted(listed(two.before, "notices/index.html"))


def test_the_number_told_is_the_number_listed(two: Two) -> None:
    for front in fronts(two.before):
        told = line(two.before.main(front).css(".xl-title-row__note")[0])
        assert told == f"共 {len(listed(two.before, front))} 条"
        for page in pages_of(two.before, front)[1:]:
            assert line(two.before.main(page).css(".xl-title-row__note")[0]) == f"共 {len(two.before.listed(page))} 条"


def test_links_to_years_and_units_tell_how_many_they_lead_to(two: Two) -> None:
    tree = two.before
    seen = 0
    for node in tree.main("notices/index.html").css(".xl-filter a"):
        count = re.search(r"（(\d+)）", line(node))
        target = next(link.target for link in tree.links("notices/index.html") if link.value == node.attributes["href"])
        if count:
            assert int(count[1]) == len(listed(tree, target))
            seen += 1
    assert seen == 5


def test_another_column_lists_its_own_only(two: Two) -> None:
    assert two.before.listed("rules/index.html") == ["rule"]
    assert "这里还没有内容" in words(two.before.main("public/index.html"))


def test_one_more_notice_changes_its_own_lists_and_the_files_that_name_everything(two: Two) -> None:
    files = changed(digests(two.before.folder), digests(two.after.folder))
    kept = {path for path in files if re.fullmatch(r"n/no-\d+/index\.html|(rules|public|initiatives)/.*", path)}
    assert kept == set()
    assert "n/new/index.html" in files
    named = {
        "index.html",
        "release.json",
        "release.js",
        "manifest.sha256",
        "kiosk/default/show.js",
        "feed.xml",
        "feed.json",
        "api/notices.json",
        "sitemap.xml",
        "n/new/index.html",
        "qr/new.svg",
        "qr/new.png",
    }
    assert named <= files
    rest = {path for path in files - named if not path.startswith("search/")}
    assert "search/n/text/new.js" in files
    assert all(path.startswith("notices/") for path in rest), rest
    numbered = {path for path in rest if re.search(r"/p\d+/", path)}
    assert len(numbered) <= 3, "of each list that the notice belongs to, one numbered page"
    assert rest - numbered == set(fronts(two.after))


def test_a_full_numbered_page_stays_as_it_is(two: Two) -> None:
    before, after = digests(two.before.folder), digests(two.after.folder)
    for front in fronts(two.before):
        full = pages_of(two.before, front)[2:]
        assert {len(two.before.listed(page)) for page in full} <= {20}
        assert [page for page in full if before[page] != after[page]] == []
