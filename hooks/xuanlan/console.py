"""What the commands print: diagnostics, progress, summary. Colours and progress only on a terminal."""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from xuanlan.characters import CONTROL, UNSEEN
from xuanlan.diagnostics import Diagnostic, Report

_COLOURS = {"error": "31", "warning": "33", "hint": "36", "good": "32", "dim": "2"}
_UNPRINTABLE = re.compile(f"{CONTROL.pattern}|{UNSEEN.pattern}|[\t\r\n\ud800-\udfff]")
_WORDS = {"error": "错误", "warning": "提醒"}


def prepare_streams() -> None:
    """Old Windows consoles speak GBK; a sign they lack becomes a question mark instead of a crash."""
    if sys.stdin is None:  # closed by whoever called; the host reads from it
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  (for as long as the process lives)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def printable(text: str) -> str:
    """`text` in one line, with what a terminal would obey or hide written out: no file's name moves the cursor."""
    return _UNPRINTABLE.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", text)


@dataclass(slots=True)
class Console:
    """Prints to `stream` (standard error unless told otherwise)."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _last: float = 0.0
    _started: dict[str, float] = field(default_factory=dict)

    @property
    def terminal(self) -> bool:
        return self.stream.isatty() and os.environ.get("TERM") != "dumb"

    def say(self, text: str, colour: str = "") -> None:
        print(self.paint(text, colour), file=self.stream)

    def paint(self, text: str, colour: str) -> str:
        wanted = colour and self.terminal and "NO_COLOR" not in os.environ
        return f"\033[{_COLOURS[colour]}m{text}\033[0m" if wanted else text

    def report(self, report: Report) -> None:
        """Every diagnostic, then one line that counts them."""
        for item in report:
            self.say(self.line(item))
        errors, warnings = len(report.errors), len(report.warnings)
        if not errors and not warnings:
            self.say("检查完毕，没有发现问题。", "good")
        else:
            self.say(f"检查完毕：{errors} 个错误，{warnings} 个提醒。", "error" if errors else "warning")

    def line(self, item: Diagnostic) -> str:
        """One diagnostic: place, severity, what was found and what to do, and the code to look up."""
        word = self.paint(_WORDS[item.severity], item.severity)
        hint = f"\n    {self.paint(printable(item.hint), 'hint')}" if item.hint else ""
        place, message = printable(str(item.position)), printable(item.message)
        return f"{place}: {word} {message} {self.paint(f'[{item.code}]', 'dim')}{hint}"

    def progress(self, what: str, done: int, total: int) -> None:
        """One line that is written over: how many files, how many seconds left. Nothing in a log."""
        if not self.terminal:
            return
        now = time.monotonic()
        started = self._started.setdefault(what, now)
        if done < total and now - self._last < 0.1:
            return
        self._last = now
        left = (now - started) / done * (total - done) if done else 0
        text = f"{what} {done}/{total}" + (f"，约剩 {left:.0f} 秒" if done < total and left >= 1 else "")
        end = "\n" if done >= total else ""
        print(f"\r\033[2K{text}", end=end, file=self.stream, flush=True)
