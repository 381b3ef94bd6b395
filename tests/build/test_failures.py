"""When something is wrong, what was published stays, and the exit code says whose fault it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands import build, call, run, run_cramped
from sites import new_site, notice, write
from trees import Tree, digests, stamps

GOOD = {"good.md": notice("好的通知", "2026-01-05", id="good"), "b.md": notice("另一篇通知", "2026-01-06", id="other")}
BAD = "notices/bad.md"
BUILDS = {
    "xuanlan build": ("xuanlan", "build"),
    "mkdocs build": ("mkdocs", "build"),
    "mkdocs build -q --strict": ("mkdocs", "build", "-q", "--strict"),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been built into its folder `site`."""
    root = new_site(tmp_path_factory.mktemp("original") / "project", GOOD)
    build(root, root / "site")
    return root


@pytest.fixture
def published(original: Path, tmp_path: Path) -> Path:
    """The published site, for one test to spoil."""
    return shutil.copytree(original, tmp_path / "project")


def spoil(root: Path) -> None:
    """Puts a notice without a kind beside the good ones."""
    write(root, {BAD: "---\ntitle: 坏的通知\ndate: 2026-01-07\nid: bad\n---\n正文。\n"})


@pytest.mark.parametrize("command", BUILDS.values(), ids=BUILDS)
def test_an_error_leaves_the_published_site_untouched_and_exits_with_1(
    published: Path, command: tuple[str, ...]
) -> None:
    before = stamps(published / "site")
    spoil(published)
    done = run(*command, cwd=published)
    assert done.returncode == 1
    assert "notices/bad.md" in done.stdout + done.stderr
    assert "文种" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert stamps(published / "site") == before
    assert [path.name for path in published.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize("quiet", [(), ("-q",)], ids=["loud", "quiet"])
def test_a_warning_stops_a_strict_build_and_leaves_the_published_site_untouched(
    published: Path, quiet: tuple[str, ...]
) -> None:
    before = stamps(published / "site")
    write(published, {"notices/warned.md": notice("没有编号的通知", "2026-01-07")})
    done = run("mkdocs", "build", "--strict", *quiet, cwd=published)
    assert done.returncode == 1
    assert "--strict" in done.stderr
    assert quiet or "notices/warned.md" in done.stderr
    assert stamps(published / "site") == before


def test_a_warning_does_not_stop_an_ordinary_build(published: Path) -> None:
    write(published, {"notices/warned.md": notice("没有编号的通知", "2026-01-07")})
    done = call("build", cwd=published)
    assert done.returncode == 0
    assert "notices/warned.md" in done.stdout + done.stderr
    assert "没有编号的通知" in (published / "site/index.html").read_text(encoding="utf-8")


def test_with_keep_going_all_but_the_faulty_notice_is_published(published: Path) -> None:
    spoil(published)
    write(published, {"notices/fresh.md": notice("新的通知", "2026-01-08", id="fresh")})
    done = call("build", "--keep-going", cwd=published)
    assert "notices/bad.md" in done.stdout + done.stderr
    tree = Tree(published / "site")
    assert {path for path in tree.pages if path.startswith("n/")} == {
        f"n/{ident}/index.html" for ident in ("fresh", "good", "other")
    }
    assert [path for path, text in tree.texts() if "坏的通知" in text] == []
    assert done.returncode == 0


def test_the_first_build_of_a_faulty_site_writes_nothing(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", GOOD)
    spoil(root)
    assert call("build", cwd=root).returncode == 1
    assert sorted(path.name for path in root.iterdir()) == ["docs", "hooks", "mkdocs.yml", "notices"]


def test_a_sound_build_and_a_sound_check_exit_with_0(published: Path) -> None:
    assert run("xuanlan", "build", cwd=published).returncode == 0
    assert run("xuanlan", "check", cwd=published).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--site", "nowhere"),
        ("build", "--now", "gestern"),
        ("build", "--fast"),
        ("bild",),
        ("new", "通知"),
        ("new", "通之", "标题"),
        ("init", "."),
        ("check", "extra"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_exits_with_2_and_says_in_chinese_what_is_wrong(published: Path, words: tuple[str, ...]) -> None:
    before = digests(published)
    done = call(*words, cwd=published)
    assert done.returncode == 2
    assert any("\u4e00" <= sign <= "\u9fff" for sign in done.stderr + done.stdout)
    assert "Traceback" not in done.stderr
    assert digests(published) == before


def test_no_command_at_all_shows_the_commands(published: Path) -> None:
    done = call("--help", cwd=published)
    assert done.returncode == 0
    for command in ("init", "new", "check", "build", "serve"):
        assert command in done.stdout


@pytest.mark.parametrize("command", [("xuanlan", "build", "--out"), ("mkdocs", "build", "--site-dir")], ids=" ".join)
def test_a_place_that_cannot_be_written_is_told_in_one_sentence(published: Path, command: tuple[str, ...]) -> None:
    (published / "file").write_text("", encoding="utf-8")
    done = run(*command, str(published / "file" / "below" / "out"), cwd=published)
    assert done.returncode == (3 if command[0] == "xuanlan" else 1)
    assert "无法写入" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_disk_that_takes_no_more_exits_with_3_and_leaves_the_published_site_untouched(published: Path) -> None:
    before = stamps(published / "site")
    write(published, {"notices/fresh.md": notice("新的通知", "2026-01-08", id="fresh")})
    done = run_cramped(4000, "-m", "xuanlan", "build", cwd=published)
    assert done.returncode == 3, done.stderr
    assert "无法写入" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert stamps(published / "site") == before
    assert [path.name for path in published.iterdir() if path.name.startswith(".site")] == []


def test_a_clock_in_the_environment_that_is_none_is_refused(published: Path) -> None:
    done = run("mkdocs", "build", cwd=published, XUANLAN_NOW="gestern")
    assert done.returncode == 1
    assert "XUANLAN_NOW" in done.stderr
    assert "gestern" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_skeleton_of_a_new_site_builds_at_once(tmp_path: Path) -> None:
    assert call("init", "board", cwd=tmp_path).returncode == 0
    done = call("build", "--site", "board", cwd=tmp_path, XUANLAN_NOW="")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "board/site/index.html").is_file()


def test_a_configuration_without_the_engine_is_refused(published: Path) -> None:
    before = digests(published / "site")
    config = published / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("  - hooks/mkdocs_events.py", "  []"), encoding="utf-8"
    )
    for command in ("build", "check"):
        done = call(command, cwd=published)
        assert done.returncode == 1
        assert "hooks/mkdocs_events.py" in done.stdout + done.stderr
    assert digests(published / "site") == before
