"""Faults of what the organisation has put in overrides/: `check` finds them, at their place, in Chinese."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commands import as_nobody, call, environment, run
from sites import new_site, notice, themed, write
from trees import digests

from xuanlan.checks import styles
from xuanlan.diagnostics.report import Report

FOOT, HEADER, MAIN = (
    f"overrides/{name}" for name in ("xuanlan/parts/notice_foot.html", "xuanlan/frame/header.html", "main.html")
)
BASE = '{% extends "base.html" %}\n'
TEMPLATES = Path(__file__).parents[2] / "hooks/xuanlan/theme"
OURS = (TEMPLATES / "host/main.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_site(
        tmp_path_factory.mktemp("overrides") / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")}
    )
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write(root, {"mkdocs.yml": themed(config), "overrides/readme.txt": "", "notices/settings.yml": "打印件: 不做\n"})
    return root


def checked(site: Path, file: str, content: str | bytes) -> subprocess.CompletedProcess[str]:
    place = write(site, {file: content}) / file
    try:
        return call("check", cwd=site)
    finally:
        place.unlink()


@pytest.mark.parametrize(
    ("file", "content", "place", "said"),
    [
        (FOOT, "<p>\n  {% if %}", "2:3", "写法不对（标签里没有写内容）"),
        (FOOT, "<p>\n {% blok x %}", "2:5", "没有 blok 这个标签"),
        (FOOT, "{% if true %}", "1:4", "标签没有结束"),
        (FOOT, "<b>{{ site.name", "1:4", "少了 }}"),
        (FOOT, "{# 说明", "1:1", "注释 {# 没有结束"),
        (FOOT, "{{ site.name | nofilter }}", "1:16", "没有 nofilter 这个过滤器"),
        (FOOT, "{% if site is notest %}{% endif %}", "1:15", "没有 notest 这种判断"),
        (FOOT, "\n\n {{ nothing.root }}", "3:5", "用了没有的名称（nothing）"),
        (FOOT, "a\n {{ site.nothing }}", "2:10", "用了没有的名称（nothing）"),
        (FOOT, "{{ notice.title.nothing }}", "1:17", "用了没有的名称（nothing）"),
        (FOOT, '<p>{% include "none.html" %}', "1:16", "找不到模板 none.html"),
        (FOOT, '{% import "none.html" as none_ %}', "1:12", "找不到模板 none.html"),
        (FOOT, "<p>\n<p>{{ 1 / 0 }}", "2:4", "出错了"),
        (FOOT, b"<p>\n  \xc4\xe3\xba\xc3", "2:3", "编码不是 UTF-8"),
        (HEADER, "{{ nothing }}", "1:4", "用了没有的名称（nothing）"),
        ("overrides/xuanlan/unused.html", "{{ nothing }}", "1:4", "用了没有的名称（nothing）"),
        ("overrides/partials/footer.html", "\n{% blok %}", "2:4", "没有 blok 这个标签"),
        (MAIN, BASE + "{% block x %}", "2:4", "标签没有结束"),
        (MAIN, BASE + '{% block announce %}{% include "none.html" %}{% endblock %}', "2:33", "找不到模板"),
        (MAIN, BASE + "{% block announce %}今晚停水{% endblock %}", "1:4", "没有印出宣栏的 正文"),
        (MAIN, OURS.replace("{{ frame.main }}", "\n{{ nothing.at_all }}{{ frame.main }}"), "28:4", "用了没有的名称（nothing）"),
        (MAIN, OURS.replace("{{ frame.main }}", ""), "", "没有印出宣栏的 正文"),
        (MAIN, b"\xff\xfe{", "1:1", "编码不是 UTF-8"),
        ("overrides/assets/brand.css", "a {}\n\n  b { color: red;\n", "3:5", "{ 没有结束"),
        ("overrides/assets/brand.css", b"/* \xd1\xd5\xc9\xab */", "1:4", "编码不是 UTF-8"),
    ],
)  # fmt: skip
def test_a_fault_is_found_by_check_at_its_place(
    site: Path, file: str, content: str | bytes, place: str, said: str
) -> None:
    done = checked(site, file, content)
    lines = [line for line in done.stdout.splitlines() if line.startswith(file)]
    (line,) = lines if len(lines) == 1 else [line for line in lines if said in line]
    assert (done.returncode, done.stderr) == (1, "")
    assert line.startswith(f"{file}:{place}: " if place else f"{file}: "), line
    assert said in line


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (FOOT, (TEMPLATES / "templates/parts/notice_foot.html").read_text(encoding="utf-8")),
        (FOOT, "{% if nothing is defined %}{{ nothing }}{% endif %}{{ nothing | default('无') }}"),
        (FOOT, '{% include "none.html" ignore missing %}{% set mine = 1 %}{{ mine }}{% for n in range(2) %}{{ loop.index + n }}{% endfor %}'),
        (FOOT, ""),
        (MAIN, OURS),
        ("overrides/partials/footer.html", "{% trans %}x{% endtrans %}{{ nothing }}{{ page.url | url }}"),
        ("overrides/assets/brand.css", "/* } */ :root { --xl-main: #1f4e8c }\n.a::after { content: '}' }\n"),
    ],
)  # fmt: skip
def test_what_works_is_not_complained_about(site: Path, file: str, content: str) -> None:
    done = checked(site, file, content)
    assert (done.returncode, done.stdout, done.stderr) == (0, "检查完毕，没有发现问题。\n", "")


def test_all_faults_are_told_at_once(site: Path) -> None:
    done = checked(site, FOOT, '{{ no_such }}\n{% include "none.html" %}\n{{ nor_this }}\n')
    assert [line.split(": ")[0] for line in done.stdout.splitlines() if line.startswith(FOOT)] == [
        f"{FOOT}:{place}" for place in ("1:4", "2:13", "3:4")
    ]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (MAIN, BASE + "{% block announce %}今晚停水{% endblock %}"),
        (MAIN, OURS.replace("{{ frame.main }}", "{{ nothing.at_all }}")),
        (FOOT, "{{ 1 / 0 }}"),
        (FOOT, b"\xc4\xe3\xba\xc3"),
    ],
    ids=["after the theme's manual", "in the host's page", "in a page of ours", "in another encoding"],
)
def test_mkdocs_build_says_what_xuanlan_build_says(site: Path, file: str, content: str | bytes, tmp_path: Path) -> None:
    place = write(site, {file: content}) / file
    try:
        ours = call("build", "--out", str(tmp_path / "ours"), cwd=site)
        theirs = run("mkdocs", "build", "--site-dir", str(tmp_path / "theirs"), cwd=site)
    finally:
        place.unlink()
    (line,) = [line for line in ours.stderr.splitlines() if line.startswith("overrides/")]
    assert [row.partition("-  ")[2] for row in theirs.stderr.splitlines() if "-  overrides/" in row] == [line]
    assert (ours.returncode, theirs.returncode) == (1, 1)
    assert "Traceback" not in ours.stderr + theirs.stderr
    assert "Error building page" not in ours.stderr + theirs.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_read_is_told(site: Path) -> None:
    write(site, {"overrides/assets/brand.css": "a {}", "overrides/assets/logo.svg": "<svg/>", FOOT: "x"})
    names = ("overrides/assets/brand.css", "overrides/assets/logo.svg", FOOT)
    for name in names:
        (site / name).chmod(0)
    probe = [*(["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if as_nobody() else [])]
    try:
        done = subprocess.run(
            [*probe, sys.executable, "-m", "xuanlan", "check"], cwd=site, env=environment(), capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
    finally:
        for name in names:
            (site / name).unlink()
    assert done.returncode == 1, done.stderr
    for name in names:
        assert f"{name}: 错误 无法读取文件：没有权限" in done.stdout


IN_AN_EVENT = "def on_files(files, config):\n    raise KeyError('x')\n"


@pytest.mark.parametrize(
    ("command", "hook"),
    [
        (("xuanlan", "build"), "raise KeyError('x')\n"),
        (("xuanlan", "check"), "import (\n"),
        (("xuanlan", "build"), IN_AN_EVENT),
        (("mkdocs", "build"), IN_AN_EVENT),
    ],
)
def test_a_program_of_the_site_that_fails_is_named(tmp_path: Path, command: tuple[str, ...], hook: str) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write(root, {"own.py": hook, "mkdocs.yml": config.replace("mkdocs_events.py\n", "mkdocs_events.py\n  - own.py\n")})
    done = run(*command, cwd=root)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "own.py:" in done.stdout + done.stderr
    assert "网站自己的程序出错了" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "sheet", ["", "a{b:c}", "@media x{a{}}", "a{background:url(x'y)}", "a{content:'\\''}", 'a{content:"/*"}', "a\\{b{}",
              "a{background:url('a)b')}", "a{content:'\\\n'}", "\ufeffa{}"],
)  # fmt: skip
def test_a_sound_style_sheet_is_sound(sheet: str) -> None:
    report = Report()
    styles.check(sheet.encode(), "brand.css", report)
    assert list(report) == []


@pytest.mark.parametrize("sign", ["{", "}", "/*", "url(", "'", '"', "\\", "/*/", "'a\n", "url('"])
def test_a_hostile_style_sheet_takes_no_time(sign: str) -> None:
    report = Report()
    styles.check(sign.encode() * 100_000, "brand.css", report)
    assert len(list(report)) <= 1


ADVICE = {"NO_MKDOCS_2_WARNING": ""}


def test_xuanlan_build_shows_nothing_of_the_theme_s_advice(site: Path, tmp_path: Path) -> None:
    done = run("xuanlan", "build", "--out", str(tmp_path / "out"), cwd=site, **ADVICE)
    assert done.returncode == 0
    assert "ensical" not in done.stdout + done.stderr


def test_mkdocs_build_shows_nothing_of_it_in_a_site_that_init_made(tmp_path: Path) -> None:
    assert call("init", str(tmp_path / "project"), cwd=tmp_path).returncode == 0
    done = run("mkdocs", "build", cwd=tmp_path / "project", **ADVICE)
    assert done.returncode == 0
    assert "ensical" not in done.stdout + done.stderr


def test_mkdocs_build_answers_the_advice_at_once_where_mkdocs_yml_does_not_keep_it_off(
    site: Path, tmp_path: Path
) -> None:
    done = run("mkdocs", "build", "--site-dir", str(tmp_path / "out"), cwd=site, **ADVICE)
    assert done.returncode == 0
    _, advice, after = done.stderr.partition("https://zensical.org")
    assert advice
    assert "请不要照做" in after.split("INFO")[0]
    silent = run("mkdocs", "build", "--site-dir", str(tmp_path / "out"), cwd=site, NO_MKDOCS_2_WARNING="1")
    assert "请不要照做" not in silent.stderr
    assert "ensical" not in silent.stderr


def test_an_output_that_another_program_has_emptied_is_not_taken_for_ours(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    write(root, {"notices/settings.yml": "打印件: 不做\n"})
    assert call("build", cwd=root).returncode == 0
    sound = digests(root / "site")

    (root / "site/n/a/index.html").unlink()
    (root / "site/release.js").unlink()
    done = call("build", cwd=root)
    assert (done.returncode, "2 个文件被别的程序删去了" in done.stderr) == (0, True), done.stderr
    assert digests(root / "site") == sound
    assert "删去" not in call("build", cwd=root).stderr

    for file in [*(root / "site").rglob("*")]:
        if file.is_file():
            file.unlink()
    write(root, {"site/index.html": "<title>别的程序</title>"})
    for command in (("xuanlan", "build"), ("mkdocs", "build")):
        done = run(*command, cwd=root)
        assert done.returncode == (2 if command[0] == "xuanlan" else 1)
        assert "另一种网站生成器" in done.stderr
        assert (root / "site/index.html").read_text(encoding="utf-8") == "<title>别的程序</title>"
