"""What is written in a text, seen on the pages that a build makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import call, call_build
from sites import new_site, notice, write

BODIES = {
    "own": "请遵照执行。\n",
    "line": "请遵照执行。\n\n云山学院　2026. 11. 1\n",
    "right": '请遵照执行。\n\n<div align="right">云山学院<br>学生处<br>2026年11月1日</div>\n',
    "bold": "请遵照执行。\n\n**云山学院** **二〇二六年十一月一日**\n",
    "rules": "1. 甲。\n2. 乙。\n\n云山学院 2026.11.1\n",
}
TEXT = '!!! 紧急\n    今晚停水。\n\n--8<-- "a.md"\n\n=== "学生"\n    甲\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    notices = {
        f"{name}.md": notice(
            f"关于{name}的通知", "2026-11-01", body, "规定" if name == "rules" else "通知", id=name, unit="云山学院"
        )
        for name, body in BODIES.items()
    }
    root = new_site(
        tmp_path_factory.mktemp("texts") / "site",
        notices,
        config="site_url: https://board.college.example/\nmarkdown_extensions:\n  - admonition\n  - pymdownx.tabbed\ncopyright: 甲",
    )
    return write(root, {"docs/page.md": TEXT})


@pytest.fixture(scope="module")
def tree(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return call_build(site, tmp_path_factory.mktemp("texts") / "tree")


@pytest.mark.parametrize("name", BODIES)
def test_a_page_is_signed_once(tree: Path, name: str) -> None:
    article = (tree / f"n/{name}/index.html").read_text(encoding="utf-8").split("<article", 1)[1].split("</article>")[0]
    assert article.count('class="xl-signature"') == (name == "own")
    assert ('class="xl-signed"' in article) == (name != "own")


def test_a_page_written_by_hand_is_read_like_a_notice(tree: Path) -> None:
    page = (tree / "page.html").read_text(encoding="utf-8")
    assert '<p class="admonition-title">紧急</p>' in page
    assert '<p class="admonition-title">学生</p>' in page
    assert "--8&lt;-- &quot;a.md&quot;" in page or '--8&lt;-- "a.md"' in page


def test_a_setting_of_the_host_without_effect_is_told_once(site: Path) -> None:
    found = json.loads(call("check", "--json", cwd=site).stdout)
    idle = [
        (item["code"], item["severity"], item["file"], item["line"]) for item in found if item["code"] == "config-idle"
    ]
    assert idle == [("config-idle", "warning", "mkdocs.yml", 3), ("config-idle", "warning", "mkdocs.yml", 6)]
    foreign = [(item["file"], item["line"]) for item in found if item["code"] == "syntax-foreign"]
    assert foreign == [("docs/page.md", 4)]
