"""A thousand bare notices in a new site: all there, all listed, all linked, and no page grows with them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from commands import build, call
from sites import write
from trees import Tree, one

COUNT = 1000
TITLES = [f"第{number}号通知：关于第{number}项工作的安排" for number in range(1, COUNT + 1)]


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """What `xuanlan init` makes, with 1,000 notices of title, date and kind."""
    folder: Path = tmp_path_factory.mktemp("scale")
    done = call("init", "demo-site", cwd=folder)
    assert done.returncode == 0, done.stderr
    first = date(2024, 1, 1)
    write(
        folder / "demo-site" / "notices",
        {
            f"batch/{number:04d}.md": f"---\ntitle: {title}\ndate: {first + timedelta(days=number)}\nkind: 通知\n---\n正文。\n"
            for number, title in enumerate(TITLES)
        },
    )
    return Tree(build(folder / "demo-site", folder / "out", XUANLAN_NOW="2027-06-01T09:00"))


def addresses_by_title(tree: Tree) -> dict[str, str]:
    found = {}
    for path in tree.pages:
        if path.startswith("n/"):
            found[one(tree.page(path), "article h1").text(strip=True)] = path
    return found


def test_each_of_a_thousand_notices_has_its_page(thousand: Tree) -> None:
    assert set(TITLES) <= set(addresses_by_title(thousand))


def test_each_is_listed_in_its_column_and_in_its_year_and_linked_there(thousand: Tree) -> None:
    wanted = {thousand_path for title, thousand_path in addresses_by_title(thousand).items() if title in TITLES}
    assert len(wanted) == COUNT
    for lists in (("notices/index.html", "notices/p"), ("notices/20",), ("notices/unit-",)):
        linked = [
            link.target
            for path in thousand.pages
            if path.startswith(lists)
            for link in thousand.links(path)
            if link.target.startswith("n/")
        ]
        assert wanted <= set(linked)


def test_each_is_in_the_open_list(thousand: Tree) -> None:
    text = thousand.text("api/notices.json")
    assert [title for title in TITLES if title not in text] == []


def test_a_notice_page_stays_small_however_many_there_are(thousand: Tree) -> None:
    sizes = {path: (thousand.folder / path).stat().st_size for path in thousand.pages}
    assert max(size for path, size in sizes.items() if path.startswith("n/")) <= 40_000
    assert max(sizes.values()) <= 60_000, "lists and home page do not grow either"
