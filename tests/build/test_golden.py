"""Pages of a small site that never changes, compared with how they once were found right.

`UPDATE_GOLDEN=1 make test` writes them anew; the difference is then there to be read before it is committed.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from commands import call_build
from sites import REPO
from trees import Tree

GOLDEN = REPO / "tests" / "golden"
EXPECTED = GOLDEN / "expected"
DURING, AFTER = "2026-03-10T10:00", "2026-06-30T23:00"
PAGES = {
    "home": (DURING, "index.html"),
    "notice": (DURING, "n/2026-001/index.html"),
    "publicity-open": (DURING, "n/2026-002/index.html"),
    "publicity-list-removed": (AFTER, "n/2026-002/index.html"),
    "letter": (DURING, "n/2026-003/index.html"),
    "rules": (DURING, "n/2026-004/index.html"),
    "reprint": (DURING, "n/2026-005/index.html"),
    "expired": (AFTER, "n/2026-006/index.html"),
    "withdrawn": (DURING, "n/2026-007/index.html"),
    "superseded": (DURING, "n/2025-101/index.html"),
    "repealed": (DURING, "n/2024-201/index.html"),
    "column": (DURING, "notices/index.html"),
    "hotlines": (DURING, "hotlines/index.html"),
    "values": (DURING, "core-values/index.html"),
    "sitemap": (DURING, "sitemap/index.html"),
    "missing": (DURING, "404.html"),
    "doc": (DURING, "about.html"),
}
BLOCKS = (
    "article|blockquote|button|dd|details|div|dl|dt|footer|form|h[1-6]|header|li|nav|ol|p|section|table|td|th|tr|ul"
)


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """The little site by both clocks."""
    root = shutil.copytree(GOLDEN / "site", tmp_path_factory.mktemp("golden") / "site")
    (root / "hooks").mkdir()
    shutil.copy(REPO / "hooks" / "mkdocs_events.py", root / "hooks")
    return {clock: Tree(call_build(root, root / f"out-{clock[:10]}", XUANLAN_NOW=clock)) for clock in (DURING, AFTER)}


def normal(html: str) -> str:
    """The markup with each block on a line of its own: how lines are broken and indented makes no difference."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(rf" ?(<(?:{BLOCKS})[ >])", r"\n\1", html)
    html = re.sub(rf" ?(</(?:{BLOCKS})>) ?", r"\1", html)
    return html.strip() + "\n"


@pytest.mark.parametrize("name", PAGES)
def test_a_golden_page_is_as_it_was_found_right(trees: dict[str, Tree], name: str) -> None:
    clock, path = PAGES[name]
    found = normal(trees[clock].main(path).html or "")
    file = EXPECTED / f"{name}.html"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        EXPECTED.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8", newline="\n")
    assert found.splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_every_expected_page_is_one_that_is_compared() -> None:
    assert {file.stem for file in Path(EXPECTED).iterdir()} == set(PAGES)
