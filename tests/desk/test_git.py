"""A save becomes a commit where the site asks for it, and is a save all the same where that fails."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desks import desk_of
from sites import Site, sample

from xuanlan.desk.git import commit


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True, timeout=30)
    return done.stdout


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    found = Site(tmp_path / "网站").write(
        {"notices/a.md": sample("正文。\n"), "notices/附件/b.csv": "甲,乙\n", "c.txt": "别的"}
    )
    git(found.root, "init", "--quiet")
    return found


def test_a_text_and_its_files_are_committed_and_nothing_else(site: Site) -> None:
    assert commit(site.root, ["notices/a.md", "notices/附件"], "写稿台：a") == ""
    assert git(site.root, "-c", "core.quotePath=false", "show", "--format=%s", "--name-only").split() == [
        "写稿台：a", "notices/a.md", "notices/附件/b.csv",
    ]  # fmt: skip
    assert commit(site.root, ["notices/a.md"], "又一次") == ""
    assert git(site.root, "rev-list", "--count", "HEAD").strip() == "1"
    assert "c.txt" in git(site.root, "status", "--porcelain")


def test_without_a_repository_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "a.md").write_text("a", encoding="utf-8")
    assert commit(tmp_path, ["a.md"], "a") == ""
    monkeypatch.setenv("PATH", "")
    assert commit(tmp_path, ["a.md"], "a") == ""


def test_a_hook_that_refuses_is_told_and_the_text_is_saved(site: Site) -> None:
    hook(site, "echo 不许提交 >&2\nexit 1")
    assert commit(site.root, ["notices/a.md"], "a") == "已保存，没有提交到 Git：不许提交"


def hook(site: Site, script: str) -> Path:
    found = site.root / ".git/hooks/pre-commit"
    found.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    found.chmod(0o755)
    return found


def test_a_hook_that_never_ends_is_ended_and_stops_no_later_commit(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xuanlan.desk.git._PATIENCE", 1)
    waiting = hook(site, f"echo $$ > '{tmp_path / 'hook'}'; sleep 600; true")
    assert "等了" in commit(site.root, ["notices/a.md"], "a")
    number = (tmp_path / "hook").read_text().strip()
    while Path(f"/proc/{number}/cmdline").exists() and Path(f"/proc/{number}/cmdline").read_bytes():
        time.sleep(0.01)
    waiting.unlink()
    assert commit(site.root, ["notices/a.md"], "a") == ""
    assert git(site.root, "rev-list", "--count", "HEAD").strip() == "1"


def test_nobody_waits_for_the_hook_of_anothers_save(site: Site, tmp_path: Path) -> None:
    waits, may_end = tmp_path / "waits", tmp_path / "may end"
    hook(site, f"touch '{waits}'; while [ ! -e '{may_end}' ]; do sleep 0.1; done")
    site.write({"notices/settings.yml": "写稿台: {提交: 是}\n"})
    with desk_of(site.root, tmp_path / "kept") as desk, ThreadPoolExecutor(1) as other:
        cookie = desk.login()
        desk.until_read(cookie)
        edit = {"base": desk.ask(cookie, "/api/texts/case")["base"], "body": "改过。"}
        saved = other.submit(desk.ask, cookie, "/api/texts/case/save", edit)
        while not waits.exists():
            time.sleep(0.01)
        assert desk.ask(cookie, "/api/texts/case")["body"] == "改过。"
        assert not saved.done()
        may_end.touch()
        assert saved.result(60)["remark"] == ""
