"""Work that is begun in a process of its own, ahead of its time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xuanlan.runtime import workers
from xuanlan.runtime.workers import Ahead

HOOKS = str(Path(workers.__file__).parents[2])


def where(argument: str) -> tuple[str, int]:
    return argument, os.getpid()


def ended(argument: int) -> int:
    if os.getpid() != argument:
        os.kill(os.getpid(), signal.SIGKILL)
    return 1


def large(_: object) -> bytes:
    return b"x" * 10_000_000


def wrong(_: object) -> None:
    raise OSError("no such disk")


def test_another_process_does_it_where_there_is_a_processor_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(workers, "processors", lambda: 2)
    argument, process = Ahead(where, "a").result()
    assert (argument, process != os.getpid()) == ("a", True)
    assert len(Ahead(large, None).result()) == 10_000_000
    monkeypatch.setattr(workers, "processors", lambda: 1)
    assert Ahead(where, "a").result() == ("a", os.getpid())


def test_what_another_process_could_not_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(workers, "processors", lambda: 2)
    assert Ahead(ended, os.getpid()).result() == 1
    with pytest.raises(OSError, match="no such disk"):
        Ahead(wrong, None).result()


def test_work_that_nobody_wants_any_more_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(workers, "processors", lambda: 2)
    before = multiprocessing.active_children()
    begun = Ahead(time.sleep, 3600)
    (process,) = (child for child in multiprocessing.active_children() if child not in before)
    begun.stop()
    assert not process.is_alive()
    monkeypatch.setattr(workers, "processors", lambda: 1)
    Ahead(time.sleep, 3600).stop()


def test_a_process_that_nobody_waits_for_ends_with_the_one_that_began_it(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys, time\nfrom xuanlan.runtime import workers\n"
        "def work(place):\n    pathlib.Path(place).write_text(str(os.getpid()))\n    return b'x' * 10_000_000\n"
        "workers.may_fork = lambda: True\nworkers.processors = lambda: 2\n"
        f"made = workers.Ahead(work, {str(tmp_path / 'pid')!r})\nprint('begun', flush=True)\ntime.sleep(60)\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": HOOKS}) as running:
        assert running.stdout
        assert running.stdout.readline() == b"begun\n"
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.01)
        running.kill()
    other = int((tmp_path / "pid").read_text())
    while Path(f"/proc/{other}").exists() and ") Z " not in Path(f"/proc/{other}/stat").read_text():
        time.sleep(0.01)
