"""Sites on disk and the commands that build them: in processes of their own, as a user runs them, or in this one."""

from __future__ import annotations

import gc
import hashlib
import io
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from xuanlan.cli.app import main

REPO = Path(__file__).resolve().parents[2]
NOW = "2026-11-22T10:00"
"""The clock that the demo site is shown by."""
CONFIG = """\
site_name: 云山职业技术学院
{more}
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
hooks:
  - hooks/mkdocs_events.py
plugins: []
"""
NOBODY = 65534
"""The number of a user who owns nothing."""
_SOURCES = ("docs", "notices", "overrides", "hooks")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*")


def environment(**more: str) -> dict[str, str]:
    """This process's environment with the engine on the path, the demo's clock, and `more`; "" takes a name out."""
    given = {
        "PYTHONPATH": str(REPO / "hooks"),
        "XUANLAN_NOW": NOW,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }
    return {name: value for name, value in {**os.environ, **given}.items() if value}


def as_nobody() -> list[str]:
    """How a command begins that root has somebody else run, who may still read the interpreter and the engine wherever
    they lie. Empty where this process is not root's, so that the file system binds it anyway.
    """
    if os.geteuid() != 0:
        return []
    sets = (f"--{name}=-all,+dac_read_search" for name in ("inh-caps", "ambient-caps", "bounding-set"))
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *sets]


def run(*words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`python -m words...` in the folder `cwd`; what it prints is read as UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )


def call(*words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`xuanlan words...` in this process, for tests to which that makes no difference: a process takes a second more."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(cwd)
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.setattr(logging.root, "handlers", [])  # what pytest would keep to itself is for the eyes of the user
        for name, value in {"XUANLAN_NOW": NOW, **variables}.items():
            patch.setenv(name, value) if value else patch.delenv(name, raising=False)
        try:
            code = main(list(words))
        finally:
            gc.enable()
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def build(root: Path, out: Path, *words: str, **variables: str) -> Path:
    """`xuanlan build` that must succeed; returns `out`."""
    done = run("xuanlan", "build", "--out", str(out), *words, cwd=root, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def call_build(root: Path, out: Path, *words: str, **variables: str) -> Path:
    """The same in this process: for tests of what is built."""
    done = call("build", "--out", str(out), *words, cwd=root, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def copy_demo(root: Path) -> Path:
    """The demo site with its engine in the new folder `root`: a build of it sees no change made meanwhile."""
    root.mkdir(parents=True)
    shutil.copy(REPO / "mkdocs.yml", root)
    for name in _SOURCES:
        shutil.copytree(REPO / name, root / name, ignore=_LEFT_OUT)
    return root


def write(root: Path, files: Mapping[str, str]) -> Path:
    """`files` (path to text) below `root`."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return root


def new_site(
    root: Path, notices: Mapping[str, str], *, config: str = "site_url: https://board.college.example/"
) -> Path:
    """A site of nothing but `notices` (path below notices/ to text); `config` are further lines of mkdocs.yml."""
    write(root, {"mkdocs.yml": CONFIG.format(more=config), "docs/index.md": "欢迎。\n"})
    (root / "hooks").mkdir()
    shutil.copy(REPO / "hooks" / "mkdocs_events.py", root / "hooks")
    return write(root, {f"notices/{name}": text for name, text in notices.items()})


def notice(title: str, date: str, body: str = "正文。\n", kind: str = "通知", **fields: str) -> str:
    """A notice's file."""
    head = {"title": title, "kind": kind, "date": date, **fields}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + f"---\n{body}"


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below `folder` by its path."""
    return {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths(folder)}


def stamps(folder: Path) -> dict[str, int]:
    """Time of the last change (ns) of every file below `folder` by its path."""
    return {path: (folder / path).stat().st_mtime_ns for path in paths(folder)}


def paths(folder: Path) -> list[str]:
    """Every file below `folder`, sorted."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The paths whose content differs between two `digests`, new and gone ones included."""
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}
