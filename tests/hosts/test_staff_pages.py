"""Pages of docs/ for staff: in no menu, search or site map, at their address all the same, and marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import call_build
from sites import CONFIG, Site, new_site, notice
from trees import Tree, line, one, words

from xuanlan.index import PAGES

NAV = """
nav:
  - 首页: index.md
  - 关于本站:
      - 关于本站: about.md
      - 使用手册: [manual/first.md, manual/more/second.md]
  - 值班: rota.md
"""
FILES = {
    "docs/index.md": "欢迎。\n",
    "docs/about.md": "# 关于本站\n\n主办单位。\n",
    "docs/manual/first.md": "# 怎样发通知\n\n打开写稿台。\n",
    "docs/manual/more/second.md": "# 怎样撤回\n\n写上撤回说明。\n",
    "docs/manuals.md": "# 说明书下载\n\n各种说明书。\n",
    "docs/rota.md": "# 值班表\n\n只给门卫。\n",
    "notices/2026/a.md": notice("关于开放日的通知", "2026-01-05", id="a"),
    "notices/settings.yml": "编辑人员页面: manual、docs/rota.md\n",
}
STAFF = {"manual/first.html", "manual/more/second.html", "rota.html"}
SHOWN = ("index.html", "about.html", "manuals.html")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    folder = tmp_path_factory.mktemp("staff")
    root = new_site(folder / "site", {}, config=CONFIG + NAV)
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return Tree(call_build(root, folder / "out"))


def test_menu_site_maps_and_search_agree_that_they_are_not_for_readers(tree: Tree) -> None:
    menu = {link.target for link in tree.links("n/a/index.html")}
    site_map = {link.target for link in tree.links("sitemap/index.html")}
    machines = {path for path in tree.files if f"board.college.example/{path}" in tree.text("sitemap.xml")}
    assert [STAFF & found for found in (menu, site_map, machines)] == [set()] * 3
    assert {"about.html", "manuals.html"} <= site_map & machines
    index = json.loads(tree.text("search/index.js").removeprefix("xl(").rstrip(")\n"))
    assert sum(size for _, _, size, _ in index[PAGES]) == len(SHOWN)


def test_they_answer_at_their_address_are_marked_and_not_for_search_engines(tree: Tree) -> None:
    for path in STAFF:
        assert line(one(tree.main(path), ".xl-staff")) == "给编辑人员"
        assert one(tree.page(path), "meta[name=robots]").attributes["content"] == "noindex"
    for path in SHOWN:
        assert not tree.main(path).css(".xl-staff")
        assert not tree.page(path).css("meta[name=robots]")


def test_beside_the_pages_of_their_section_there_is_a_marked_way_to_them(tree: Tree) -> None:
    aside = one(tree.main("about.html"), ".xl-siblings")
    assert words(aside).split() == ["关于本站", "关于本站", "使用手册（给编辑人员）"]
    assert "manual/first.html" in {link.target for link in tree.links("about.html")}


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write({"docs/manual/a.md": "# 手册\n", "notices/settings.yml": "标语: 好\n编辑人员页面: manual、handbook\n"})
    found = [(one.code, one.position.line) for one in site.inspect().report if one.code.startswith("staff-")]
    assert found == [("staff-pages-missing", 2)]
