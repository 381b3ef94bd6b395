"""A build tells of what is new; what the last one has told is one line, unless it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import call
from sites import CONFIG, notice, write

NO_ID = notice()
NOW = "2026-03-01T09:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "site", {"mkdocs.yml": CONFIG, "docs/index.md": "欢迎。\n", "notices/a.md": NO_ID})


def built(root: Path, *words: str) -> str:
    done = call("build", "--now", NOW, *words, cwd=root, XUANLAN_CACHE=str(root.parent / "cache"))
    return done.stdout + done.stderr


def test_a_reminder_is_told_once_and_a_new_one_beside_a_line_for_the_others(root: Path) -> None:
    assert "a.md:1:1: 提醒" in built(root)
    again = built(root)
    assert "a.md" not in again
    assert "另有 1 个提醒上次已经列出，用 xuanlan check 可以再看。" in again
    assert "0 个错误，1 个提醒" in again
    write(
        root, {"notices/b.md": notice("关于停电的通知"), "notices/a.md": NO_ID.replace("title", "draft: 否\ntitle", 1)}
    )
    told = built(root)
    assert ("b.md:1:1: 提醒" in told, "a.md" in told, "另有 1 个提醒" in told) == (True, False, True)
    (root / "notices/b.md").unlink()
    built(root)
    write(root, {"notices/b.md": notice("关于停电的通知")})
    assert "b.md:1:1: 提醒" in built(root), "it was gone in between"


def test_all_reminders_are_told_by_check_by_strict_and_by_a_full_build(root: Path) -> None:
    built(root)
    built(root)
    assert "a.md:1:1" in built(root, "--full")
    assert "a.md:1:1" in built(root, "--strict")
    assert "a.md:1:1" in call("check", "--now", NOW, cwd=root).stdout


def test_errors_are_told_each_time(root: Path) -> None:
    write(root, {"notices/c.md": "---\n标题: 甲\n---\n正文。\n"})
    for _ in range(2):
        assert "c.md:2:1: 错误" in built(root)
