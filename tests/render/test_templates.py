"""Templates of the organisation's own that cannot be used: told with their line, and the site that there was stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import call, run
from sites import new_site, notice, themed, write
from trees import digests

FOOT = "overrides/xuanlan/parts/notice_foot.html"
MAIN = '{% extends "base.html" %}\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with enough notices to be made in processes of their own, and an output."""
    notices = {f"{n}.md": notice(f"第{n}份通知", "2026-01-05", id=f"n{n}") for n in range(310)}
    root = new_site(tmp_path_factory.mktemp("templates") / "project", notices)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write(root, {"mkdocs.yml": themed(config), "overrides/readme.txt": "", "notices/settings.yml": "打印件: 不做\n"})
    assert run("xuanlan", "build", cwd=root).returncode == 0
    return root


@pytest.mark.parametrize(
    ("file", "text", "line", "said"),
    [
        (FOOT, "<p>\n{% if %}", 2, "写法不对"),
        (FOOT, "\n\n{{ nothing.root }}", 3, "用了没有的名称"),
        (FOOT, '{% include "none.html" %}', 1, "找不到模板 none.html"),
        (FOOT, "{{ 1 / 0 }}", 1, "出错了"),
        ("overrides/xuanlan/frame/header.html", "{{ nothing }}", 1, "用了没有的名称"),
        ("overrides/main.html", MAIN + "{% block x %}", 2, "写法不对"),
        ("overrides/main.html", MAIN + '{% block htmltitle %}{% include "none.html" %}{% endblock %}', 2, "找不到模板"),
        ("overrides/main.html", MAIN, 0, "没有印出"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_with_its_line(
    site: Path, file: str, text: str, line: int, said: str
) -> None:
    before = digests(site / "site")
    write(site, {file: text})
    try:
        # Pages of ours are made in processes of a process that has no threads; the host's in the first one.
        done = call("build", cwd=site) if file == "overrides/main.html" else run("xuanlan", "build", cwd=site)
    finally:
        (site / file).unlink()
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert f"{file}:{line}:" in done.stderr or not line
    assert said in done.stderr
    assert digests(site / "site") == before
