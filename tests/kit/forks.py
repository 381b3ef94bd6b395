"""Processes of xuanlan that are forked from one in which everything is imported: a tenth of the time of a start.

Each is a process of its own, with its own folder, environment, streams and end. Only what Python does at a start is not
done again; where that is what is tested, and wherever the environment says how Python starts, nothing is forked.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from runpy import run_module

_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC", "OPENBLAS")
"""What Python, the C library and libraries read of the environment once, when they start."""
_LATER = ("xuanlan.hosts.run", "xuanlan.desk.app", "xuanlan.desk.doors", "xuanlan.desk.office", "xuanlan.desk.publishing",
          "xuanlan.desk.roster", "xuanlan.desk.serving", "xuanlan.desk.work")  # fmt: skip
"""What commands import when they run."""


class Forked:
    """A running `python -m words...` with pipes for what it prints; as subprocess.Popen has it."""

    def __init__(self, words: Sequence[str], cwd: Path, env: Mapping[str, str]) -> None:
        out, out_end = os.pipe()
        err, err_end = os.pipe()
        self._news, theirs = socket.socketpair()
        asked = json.dumps([list(words), str(cwd), dict(env)]).encode()
        control = _server(_start_of(env))
        with theirs:
            socket.send_fds(control, [len(asked).to_bytes(8)], [theirs.fileno(), out_end, err_end])
        control.sendall(asked)
        os.close(out_end)
        os.close(err_end)
        self.stdout = open(out, encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115
        self.stderr = open(err, encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115
        self.pid = int.from_bytes(self._news.recv(8))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while the process runs."""
        if self.returncode is None and select.select([self._news], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, when it has ended. Raises subprocess.TimeoutExpired."""
        if self.returncode is None and not select.select([self._news], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self.returncode if self.returncode is not None else self._end()

    def _end(self) -> int:
        self.returncode = int.from_bytes(self._news.recv(8), signed=True)
        self._news.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float) -> tuple[str, str]:
        """All that it prints until its end. Raises subprocess.TimeoutExpired."""
        latest = time.monotonic() + timeout
        told = {self.stdout: [b""], self.stderr: [b""]}
        waiting = [self.stdout, self.stderr]
        while waiting:
            ready = select.select(waiting, [], [], max(latest - time.monotonic(), 0))[0]
            if not ready:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            for stream in ready:
                told[stream].append(os.read(stream.fileno(), 1 << 16))
                if not told[stream][-1]:
                    waiting.remove(stream)
        self.wait(max(latest - time.monotonic(), 0))
        words = [b"".join(parts).decode("utf-8", "replace") for parts in told.values()]
        self.close()
        return words[0], words[1]

    def close(self) -> None:
        """Read no more of what it prints."""
        self.stdout.close()
        self.stderr.close()


def starts_alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether Python starts in the same way in both environments."""
    return _start_of(one) == _start_of(other)


def _start_of(env: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What of the environment is read at the start."""
    return tuple(sorted(row for row in env.items() if row[0].startswith(_AT_START)))


@cache
def _server(start: tuple[tuple[str, str], ...]) -> socket.socket:
    """The way to a process with this start."""
    ours, theirs = socket.socketpair()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_AT_START)}
    with theirs:
        running = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            env={**kept, **dict(start), "OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
        )  # fmt: skip

    def end() -> None:
        ours.close()
        running.wait()

    atexit.register(end)
    return ours


def _serve(control: socket.socket) -> list[str]:
    """Fork a process for each request until there are no more. In such a process: its words; at the end: none."""
    running: dict[int, tuple[int, socket.socket]] = {}
    while True:
        for ready in select.select([control.fileno(), *running], [], [])[0]:
            if ready != control.fileno():
                pid, news = running.pop(ready)
                os.close(ready)
                with news:
                    _tell(news, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                continue
            size, given, *_ = socket.recv_fds(control, 8, 3)
            if not size:
                return []
            asked = b""
            while left := int.from_bytes(size) - len(asked):
                asked += control.recv(left)
            news = socket.socket(fileno=given[0])
            if pid := os.fork():
                _tell(news, pid)
                running[os.pidfd_open(pid)] = pid, news
                for stream in given[1:]:
                    os.close(stream)
                continue
            for held in (control, news, *(one for _, one in running.values())):
                held.close()
            for number in running:
                os.close(number)
            return _become(given[1:], *json.loads(asked))


def _become(streams: list[int], words: list[str], cwd: str, env: dict[str, str]) -> list[str]:
    """Make this process what was asked for; returns `words`."""
    for number, stream in enumerate(streams, 1):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.path.insert(0, cwd)
    return words


def _tell(news: socket.socket, number: int) -> None:
    """Nobody may be there any more to hear it."""
    try:
        news.sendall(number.to_bytes(8, signed=True))
    except OSError:
        return


def main() -> None:
    gc.disable()
    del sys.path[0]  # of this file
    import click

    from xuanlan.cli.app import xuanlan

    context = click.Context(xuanlan)
    for name in xuanlan.list_commands(context):
        xuanlan.get_command(context, name)
    for name in _LATER:
        import_module(name)
    gc.freeze()
    gc.enable()
    words = _serve(socket.socket(fileno=int(sys.argv[1])))
    if words:
        sys.argv = words
        run_module(words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
