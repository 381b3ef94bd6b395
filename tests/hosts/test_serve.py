"""Preview: both commands answer, and a saved notice shows up by itself, also after a mistake."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import environment
from local_server import free_port
from sites import new_site, notice, write

PATIENCE = 60
"""Seconds after which something that should happen by itself counts as not happening."""
COMMANDS = {"xuanlan serve": ("xuanlan", "serve", "--address"), "mkdocs serve": ("mkdocs", "serve", "--dev-addr")}
FIRST = {"a.md": notice("第一篇通知", "2026-01-05", id="first")}


def answer(address: str) -> str:
    """The page at `address`; empty while there is none."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return str(response.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def wait(what: Callable[[], bool], log: Path, process: subprocess.Popen[bytes]) -> None:
    """Until `what` holds; fails with the server's own words when it does not come about."""
    end = time.monotonic() + PATIENCE
    while not what():
        told = log.read_text(encoding="utf-8", errors="replace")
        assert process.poll() is None, told
        assert time.monotonic() < end, told
        time.sleep(0.1)


@contextmanager
def started(command: tuple[str, ...], root: Path, port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as stream:
        words = [sys.executable, "-m", *command, f"127.0.0.1:{port}"]
        process = subprocess.Popen(words, cwd=root, env=environment(), stdout=stream, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_saved_notice_shows_up_by_itself_also_after_a_mistake(command: tuple[str, ...], tmp_path: Path) -> None:
    root, port, log = new_site(tmp_path / "project", FIRST), free_port(), tmp_path / "log"
    site = f"http://127.0.0.1:{port}/"
    with started(command, root, port, log) as process:
        wait(lambda: "第一篇通知" in answer(site), log, process)

        write(root, {"notices/b.md": notice("刚保存的通知", "2026-01-06", id="second")})
        wait(lambda: "刚保存的通知" in answer(f"{site}n/second/"), log, process)
        assert "刚保存的通知" in answer(site)

        write(root, {"notices/c.md": "---\ntitle: 写错的通知\ndate: 2026-01-07\n---\n正文。\n"})
        wait(lambda: "仍是上一次的内容" in log.read_text(encoding="utf-8", errors="replace"), log, process)
        said = answer(f"{site}n/second/")
        assert "刚保存的通知" in said, "the last good site is still served"
        assert 'data-problems="1"' in said, "with what is wrong above it"
        assert "<b>notices/c.md:2:1</b> 缺少“文种”<small>请补上，例如 kind: 通知</small>" in said
        assert ".preview-problems" in answer(f"{site}livereload/problems.css")

        write(root, {"notices/c.md": notice("改好的通知", "2026-01-07", id="third")})
        wait(lambda: "改好的通知" in answer(f"{site}n/third/"), log, process)
        assert "data-problems" not in answer(site)
    assert not (root / "site").exists(), "a preview publishes nothing"
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_notice_that_is_saved_again_shows_on_its_own_page_first_and_then_everywhere(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    root, port, log = new_site(tmp_path / "project", FIRST), free_port(), tmp_path / "log"
    site = f"http://127.0.0.1:{port}/"
    with started(command, root, port, log) as process:
        wait(lambda: "第一篇通知" in answer(site), log, process)
        write(root, {"notices/a.md": notice("改过的标题", "2026-01-05", id="first")})
        wait(lambda: "改过的标题" in answer(f"{site}n/first/"), log, process)
        assert "第一篇通知" in answer(site), "the lists follow when nothing is saved for a while"
        wait(lambda: "改过的标题" in answer(site) and "第一篇通知" not in answer(site), log, process)


SLOW = """\
import pathlib, time

def on_env(env, config, files):
    folder = pathlib.Path(config.config_file_path).parent
    if (folder / "slow").exists():
        (folder / "building").touch()
        while not (folder / "go").exists():
            time.sleep(0.05)
    return env
"""


def test_a_notice_that_is_saved_while_everything_is_built_shows_at_once(tmp_path: Path) -> None:
    root, port, log = new_site(tmp_path / "project", FIRST), free_port(), tmp_path / "log"
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("  - hooks/mkdocs_events.py\n", "  - hooks/mkdocs_events.py\n  - slow.py\n")
    write(root, {"slow.py": SLOW, "mkdocs.yml": config})
    site = f"http://127.0.0.1:{port}/"
    with started(COMMANDS["xuanlan serve"], root, port, log) as process:
        wait(lambda: "第一篇通知" in answer(site), log, process)
        write(root, {"slow": "", "notices/a.md": notice("改过的标题", "2026-01-05", id="first")})
        wait((root / "building").exists, log, process)
        for title in ("再改的标题", "又改的标题"):
            write(root, {"notices/a.md": notice(title, "2026-01-05", id="first")})
            wait(lambda title=title: title in answer(f"{site}n/first/"), log, process)  # type: ignore[misc]
            assert "第一篇通知" in answer(site), "it is still being built"
        (root / "go").touch()
        wait(lambda: "又改的标题" in answer(site), log, process)
        assert "又改的标题" in answer(f"{site}n/first/")
