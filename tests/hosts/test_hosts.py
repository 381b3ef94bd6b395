"""Every way to build gives the same bytes: both commands, twice, in strange terminals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import call_build, run
from sites import DEMO_NOW, new_site, notice
from trees import Built, changed, digests, stamps

import xuanlan


@dataclass(frozen=True)
class Host:
    """What a build by the host's own command has made and said."""

    out: Path
    said: str


@pytest.fixture(scope="module")
def by_mkdocs(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Host:
    out = tmp_path_factory.mktemp("host") / "out"
    done = run("mkdocs", "build", "--site-dir", str(out), cwd=demo.root)
    assert done.returncode == 0, done.stderr
    return Host(out, done.stderr)


def test_mkdocs_build_and_xuanlan_build_give_the_same_tree_byte_for_byte(demo: Built, by_mkdocs: Host) -> None:
    assert changed(digests(demo.tree.folder), digests(by_mkdocs.out)) == set()


def test_mkdocs_build_tells_the_engine_s_version_and_place_before_anything_else(by_mkdocs: Host) -> None:
    told = [row for row in by_mkdocs.said.splitlines() if row.startswith("INFO")]
    assert re.match(rf"INFO +-  宣栏 {re.escape(xuanlan.__version__)}（.*xuanlan）$", told[0])


def test_a_sound_site_passes_mkdocs_build_strict_without_a_word(demo: Built, tmp_path: Path) -> None:
    done = run("mkdocs", "build", "-q", "--strict", "--site-dir", str(tmp_path / "out"), cwd=demo.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert changed(digests(demo.tree.folder), digests(tmp_path / "out")) == set()


def test_building_again_changes_no_file_s_time(demo: Built, tmp_path: Path) -> None:
    out = call_build(demo.root, tmp_path / "out")
    before = stamps(out)
    assert stamps(call_build(demo.root, out)) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "nothing is left beside the site"


def test_building_again_by_mkdocs_changes_no_file_s_time(demo: Built, by_mkdocs: Host) -> None:
    before = stamps(by_mkdocs.out)
    assert run("mkdocs", "build", "--site-dir", str(by_mkdocs.out), cwd=demo.root).returncode == 0
    assert stamps(by_mkdocs.out) == before
    assert [path.name for path in by_mkdocs.out.parent.iterdir()] == ["out"], "nothing is left beside the site"


def test_a_later_build_of_the_same_content_changes_only_what_the_clock_decides(demo: Built, tmp_path: Path) -> None:
    later = call_build(demo.root, tmp_path / "out", XUANLAN_NOW="2026-11-22T11:00")
    assert changed(digests(demo.tree.folder), digests(later)) <= {
        "release.json",
        "release.js",
        "manifest.sha256",
        "assets/xuanlan/built.js",
        "index.html",
        "hotlines/index.html",
    }


def test_the_clock_of_the_command_line_comes_before_that_of_the_environment(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    by_environment = call_build(root, tmp_path / "environment", XUANLAN_NOW=DEMO_NOW)
    by_command = call_build(root, tmp_path / "command", "--now", DEMO_NOW, XUANLAN_NOW="2026-06-01")
    other = call_build(root, tmp_path / "other", XUANLAN_NOW="2026-06-01")
    assert changed(digests(by_environment), digests(by_command)) == set()
    assert "release.json" in changed(digests(by_environment), digests(other))


@pytest.fixture(scope="module")
def in_an_old_terminal(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A build where nothing is in UTF-8 by itself, which tells whenever somebody has relied on that."""
    out = tmp_path_factory.mktemp("old") / "out"
    old = {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0", "NO_COLOR": "1", "PYTHONWARNDEFAULTENCODING": "1"}
    done = run("xuanlan", "build", "--out", str(out), cwd=demo.root, **old)
    assert done.returncode == 0, done.stderr
    return Host(out, done.stderr)


def test_a_console_that_knows_no_chinese_makes_no_difference(demo: Built, in_an_old_terminal: Host) -> None:
    assert changed(digests(demo.tree.folder), digests(in_an_old_terminal.out)) == set()


def test_no_file_is_read_or_written_by_the_machine_s_own_encoding(in_an_old_terminal: Host) -> None:
    told = [row for row in in_an_old_terminal.said.splitlines() if "EncodingWarning" in row]
    assert [row for row in told if "xuanlan" in row] == []
