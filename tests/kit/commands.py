"""The commands of xuanlan: in processes of their own, as a user runs them, or in this one."""

from __future__ import annotations

import gc
import io
import logging
import os
import resource
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import click
import pytest
from forks import Forked, starts_alike
from sites import DEMO_NOW, REPO

from xuanlan.cli.app import main, xuanlan

COMPILED = REPO / ".pytest_cache" / "compiled"
"""Where tests keep compiled modules and templates, so that no site and no engine has additional files. Without them
every process takes a second longer, and every little build four times as long. A process with a limit on the size of
files must write none: Python would take a module that was written only half for a whole one."""
NOBODY = 65534
"""The id of a user who owns nothing."""


def every_command() -> dict[str, click.Command]:
    """Every command by its name."""
    context = click.Context(xuanlan)
    found = {name: xuanlan.get_command(context, name) for name in xuanlan.list_commands(context)}
    return {name: command for name, command in found.items() if command}


@cache
def _start() -> str:
    """A folder for Python's path that makes a start of it shorter; see `start/sitecustomize.py` in it."""
    program = Path(__file__).with_name("start") / "sitecustomize.py"
    kept = [file.stat().st_mtime for file in COMPILED.glob("patterns-*")]
    if max(kept, default=0) < max(file.stat().st_mtime for file in (program, *(REPO / "hooks").rglob("*.py"))):
        COMPILED.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, program], env={**os.environ, "PYTHONPATH": str(REPO / "hooks")}, check=True)
    return str(program.parent)


def environment(**more: str) -> dict[str, str]:
    """This process's environment with the engine on the path, the demo's clock, and `more`; "" removes a variable."""
    path = more.pop("PYTHONPATH", str(REPO / "hooks"))
    given = {
        "PYTHONPATH": path and os.pathsep.join((path, _start())),
        "XUANLAN_NOW": DEMO_NOW,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(COMPILED),
        **more,
    }
    return {name: value for name, value in {**os.environ, **given}.items() if value}


def as_nobody() -> list[str]:
    """The words before a command by which root runs it as `NOBODY`, who may still read the interpreter and the engine
    wherever they lie. Empty if this process is not root's: permissions bind it anyway.
    """
    if os.geteuid() != 0:
        return []
    sets = (f"--{name}=-all,+dac_read_search" for name in ("inh-caps", "ambient-caps", "bounding-set"))
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *sets]


def run(*words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`python -m words...` in the folder `cwd`; what it prints is read as UTF-8."""
    env = environment(**variables)
    if words[0] == "xuanlan" and starts_alike(env, environment()):
        forked = Forked(words, cwd, env)
        try:
            told = forked.communicate(timeout=120)
        finally:
            forked.kill()
        return subprocess.CompletedProcess(words, forked.wait(), *told)
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )


def run_cramped(largest: int, *words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`python words...` where no file may grow beyond `largest` bytes, as on a disk that takes no more."""

    def small_files_only() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env=environment(PYTHONDONTWRITEBYTECODE="1", **variables),
        capture_output=True,
        encoding="utf-8",
        preexec_fn=small_files_only,
        check=False,
    )


def call(*words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`xuanlan words...` in this process, which saves a second, for tests to which that makes no difference."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(cwd)
        patch.setattr(logging.root, "handlers", [])  # users see log messages that pytest would capture
        for name, value in {"XUANLAN_NOW": DEMO_NOW, **variables}.items():
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
    """`build` in this process, for tests of what is built."""
    done = call("build", "--out", str(out), *words, cwd=root, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return out
