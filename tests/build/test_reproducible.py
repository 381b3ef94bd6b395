"""The same content, clock and engine give the same release, byte for byte, whoever publishes it, on what machine and in what folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import NOBODY, as_nobody, environment
from sites import notice, write
from trees import Built, digests


def published(
    root: Path, *words: str, umask: int = 0o022, cores: int | None = None, someone: bool = False, **variables: str
) -> Path:
    """The current release of the site, published into `www` beside it."""

    def on_so_many_cores() -> None:
        if cores:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    other = as_nobody() if someone else []
    if other:
        for item in [root.parent, *root.parent.rglob("*")]:
            os.chown(item, NOBODY, NOBODY)
    command = [*other, sys.executable, "-m", "xuanlan", "publish", "../www", *words]
    done = subprocess.run(
        command, cwd=root, env=environment(**variables), capture_output=True, encoding="utf-8", errors="replace",
        umask=umask, preexec_fn=on_so_many_cores, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return root.parent / "www/current"


def copied(demo: Built, folder: Path) -> Path:
    """The demo site in the new folder, written file by file in another order."""
    files = [file for file in demo.root.rglob("*") if file.is_file()]
    return write(folder / "site", {str(file.relative_to(demo.root)): file.read_bytes() for file in sorted(files)[::-1]})


MACHINES: dict[str, dict[str, Any]] = {
    "a bare server with one core at the other end of the world": {
        "folder": "a%20b&c'd", "cores": 1, "umask": 0o002, "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1", "COLUMNS": "7",
    },
    "an old Chinese desktop of somebody else": {
        "folder": "别人的 文件夹 [2026]（试）#1", "someone": True, "umask": 0o077, "TZ": "America/St_Johns",
        "LC_ALL": "zh_CN.GBK", "PYTHONHASHSEED": "random", "USER": "王小明",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the locales that machines had before UTF-8, where the system can make them."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        subprocess.run(
            ["localedef", "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")], capture_output=True, check=False
        )
    return str(folder)


@pytest.mark.parametrize("machine", MACHINES)
def test_a_release_is_the_same_on(demo: Built, locales: str, tmp_path: Path, machine: str) -> None:
    of_machine = dict(MACHINES[machine])
    root = copied(demo, tmp_path / of_machine.pop("folder"))
    home = str(root.parent)
    here = published(root, HOME=home, XDG_CACHE_HOME=home, TMPDIR=home, LOCPATH=locales, **of_machine)
    assert digests(here) == digests(demo.tree.folder)


def test_a_release_is_the_same_with_what_other_builds_have_left(demo: Built, tmp_path: Path) -> None:
    root = copied(demo, tmp_path / "folder")
    ledger = root / "notices/ledger.yml"
    before = ledger.read_bytes() if ledger.exists() else None
    write(root, {"notices/另一份.md": notice("别的内容", "2026-11-01", id="other-one")})
    published(root, "--now", "2026-11-21")
    (root / "notices/另一份.md").unlink()
    ledger.unlink()
    if before is not None:
        ledger.write_bytes(before)
    assert digests(published(root, "--force")) == digests(demo.tree.folder)
