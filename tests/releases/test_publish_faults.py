"""Publications on disks that may not be written, in processes of their own: readers keep what they have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import as_nobody, call, environment
from sites import new_site, notice, write
from trees import digests

LOCKED = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
"""Has a command find the folder on a disk that is read only; nobody else sees that."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one release in `www`, and a notice that is not in it yet."""
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    write(root, {"notices/settings.yml": "打印件: 不做\n"})
    assert call("publish", "www", cwd=root).returncode == 0
    return write(root, {"notices/b.md": notice("停电通知", "2026-01-06", id="b")})


def may_mount() -> bool:
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


def folders(root: Path) -> list[Path]:
    return [root, *(item for item in root.rglob("*") if item.is_dir() and not item.is_symlink())]


@pytest.mark.parametrize("command", ["publish", "rollback"])
@pytest.mark.parametrize("fault", ["a disk that is read only", "permission lost"])
def test_what_may_not_be_written_exits_with_3_and_readers_keep_what_they_have(
    root: Path, tmp_path: Path, fault: str, command: str
) -> None:
    www = root / "www"
    if command == "rollback":
        assert call("publish", "www", "--now", "2026-12-01", cwd=root).returncode == 0
    before, current = digests(www), (www / "current").readlink()
    prefix = as_nobody()
    if fault == "a disk that is read only" and may_mount():
        prefix = ["unshare", "-rm", "sh", "-c", LOCKED, str(www)]
    else:
        for folder in folders(www):
            folder.chmod(0o555)
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "xuanlan", command, "www"], cwd=root, capture_output=True, encoding="utf-8",
        env=environment(HOME=str(tmp_path), XDG_CACHE_HOME=os.devnull), check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "www" in done.stderr
    for folder in folders(www):
        folder.chmod(0o755)
    assert (digests(www), (www / "current").readlink()) == (before, current)
    assert call(command, "www", cwd=root).returncode == 0
    assert (www / "current").readlink() != current
