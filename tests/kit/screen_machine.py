"""A fake machine with a screen, for the tests of the launchers that start its browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xuanlan.deploy.launchers import files

ADDRESS = "https://board.college.example/kiosk/lobby/index.html"
SCRIPT, BATCH = "xuanlan-screen.sh", "启动屏幕.cmd"
HOSTILE = (
    "https://a.example/k/?a=1&b=2",
    "https://a.example/两个 空格/k",
    "https://a.example/'; touch hit; '",
    'https://a.example/"; touch hit; "',
    'https://a.example/" & calc & "',
    "https://a.example/$(touch hit)`touch hit`${HOME}",
    "https://a.example/%PATH%%~f0/%41%",
    "https://a.example/^&|<>!x!/(a)*?;,=+@~#'\"",
    "https://a.example/\\' & \\\"",
    'file:///srv/it\'s $(touch hit) & "100%"/k.html?a=1&b=%PATH%',
    "file:///D:\\宣传栏 & %TEMP% ^!\\kiosk\\index.html",
    "file:///D:/%22%26calc%26%22/%0Acalc/k.html",
)
SHELL, SLEEP = shutil.which("sh"), shutil.which("sleep")
STAYS = f"trap 'echo ended >>\"$NOTES/ends\"; exit 0' TERM\nwhile :; do {SLEEP} 0.05; done"


class Machine:
    """A machine with a screen: a home, fake programs that record their calls, and a launcher."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "a home"
        self.programs = folder / "programs"
        self.notes = folder / "notes"
        self.profile = self.home / "xuanlan-screen" / "browser"
        for path in (self.home, self.programs, self.notes):
            path.mkdir()
        self.env = {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "DISPLAY": ":none",
            "LANG": "C.UTF-8",
            "NOTES": str(self.notes),
        }
        self.program("chromium", "exit 1")
        self.program("sleep", f"exec {SLEEP} 0.02")
        self.program("curl", "exit 0")
        self.program("xset", "")
        self.running: subprocess.Popen[str] | None = None

    def program(self, name: str, body: str) -> None:
        """Put the program `name` in front of the system's own."""
        new = f'"$NOTES/{name}.$$"'
        note = f'printf "%s\\n" "$@" "" >{new} && cat {new} >>"$NOTES/{name}"'
        (self.programs / name).write_text(f"#!/bin/sh\n{note}\n{body}\n", encoding="utf-8")
        (self.programs / name).chmod(0o755)

    def calls(self, name: str) -> list[list[str]]:
        """The arguments of each call of the program `name`."""
        note = self.notes / name
        text = note.read_text(encoding="utf-8") if note.exists() else ""
        return [call.split("\n") for call in text.split("\n\n")[:-1]]

    def start(self, address: str = ADDRESS, **env: str) -> subprocess.Popen[str]:
        script = self.home / "xuanlan-screen" / SCRIPT
        script.parent.mkdir(exist_ok=True)
        script.write_bytes(files(address)[SCRIPT])
        self.running = subprocess.Popen(
            [str(SHELL), str(script)], env=self.env | env, cwd=self.notes, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        return self.running

    def stop(self) -> str:
        """End the launcher as a system does; returns its output."""
        assert self.running
        self.running.terminate()
        _, said = self.running.communicate(timeout=30)
        assert self.running.returncode == 0, said
        return said

    def owner(self) -> int:
        """The PID of the browser that has the profile open, 0 when there is none."""
        try:
            number = int((self.profile / "SingletonLock").readlink().name.rpartition("-")[2])
            return number if Path(f"/proc/{number}/cmdline").read_bytes() else 0
        except OSError:
            return 0


@contextmanager
def a_machine(folder: Path) -> Iterator[Machine]:
    """A new machine in `folder`; at the end whatever still runs on it is killed."""
    made = Machine(folder)
    yield made
    if made.running:
        for end in (made.owner(), -made.running.pid):
            try:
                os.kill(end, signal.SIGKILL) if end else None
            except ProcessLookupError:
                continue
        made.running.wait(timeout=30)


def until(true: Callable[[], object]) -> None:
    """Wait until `true` gives something true; fails after a minute."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
