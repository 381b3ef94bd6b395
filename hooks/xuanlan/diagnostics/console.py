"""What the commands print: diagnostics, progress, summary. Colours and progress only on a terminal."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from xuanlan.diagnostics.report import Diagnostic, Report, reason
from xuanlan.text.characters import CONTROL, UNSEEN

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_COLOURS = {"error": "31", "warning": "33", "info": "36", "hint": "36", "good": "32", "dim": "2"}
_UNPRINTABLE = re.compile(f"{CONTROL.pattern}|{UNSEEN.pattern}|[\t\r\n\ud800-\udfff]")
_SHOWN = 60
"""How many characters of a very long name are shown at its beginning, and at its end."""
_LONG = re.compile(rf"\S{{{3 * _SHOWN},}}")
_WORDS = {"error": "错误", "warning": "提醒", "info": "提示"}
FEW = 5
_SHOWN_ALIKE = {"error": 4 * FEW, "warning": FEW, "info": FEW}
"""How many findings of one kind are shown."""


class Stream(io.TextIOWrapper):
    """Standard output or error that never stops a command: an error of writing is remembered in `failure`.

    A closed pipe is no failure: its reader, such as `head`, wants no more.
    """

    def __init__(self, number: int, encoding: str, at_once: bool) -> None:
        self._end = _End(number, "wb", closefd=False)
        super().__init__(io.BufferedWriter(self._end), encoding=encoding, errors="replace", line_buffering=at_once)

    @property
    def failure(self) -> OSError | None:
        """Why output was lost; None when none was."""
        return self._end.failure


class _End(io.FileIO):
    """The file under a `Stream`: `write` never raises."""

    failure: OSError | None = None
    _unread = False

    def write(self, data: Buffer, /) -> int:
        size = memoryview(data).nbytes
        if self._unread or self.failure:
            return size
        try:
            return super().write(data)
        except OSError as error:
            if isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL):
                self._unread = True
            else:
                self.failure = error
            return size


def prepare_streams() -> None:
    """Make standard output and error never raise. Old Windows consoles use GBK: a character that it lacks becomes a
    question mark. What a closed or full stream has not taken is reported at the end (`lost`)."""
    if sys.stdin is None:  # closed by the caller, but MkDocs reads from it
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  (for as long as the process lives)
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if stream is None or _is_systems(stream, number):
            encoding, at_once = (stream.encoding, stream.line_buffering) if stream else ("utf-8", True)
            setattr(sys, name, Stream(number, encoding, at_once))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _is_systems(stream: TextIO, number: int) -> bool:
    """Whether `stream` is the process's own: not a replacement, as in tests, and not a Windows console."""
    if type(stream) is not io.TextIOWrapper:
        return False
    raw = getattr(stream.buffer, "raw", stream.buffer)
    return type(raw) is io.FileIO and raw.fileno() == number


def lost() -> bool:
    """Flush standard output and error; whether output of one was lost, which is then reported on the other."""
    names = {"stdout": "标准输出", "stderr": "标准错误"}
    for name in names:
        with suppress(OSError, ValueError):
            getattr(sys, name).flush()
    failed = {name: stream.failure for name in names if isinstance(stream := getattr(sys, name), Stream)}
    found = {name: error for name, error in failed.items() if error}
    for name, error in found.items():
        other = sys.stdout if name == "stderr" else sys.stderr
        print(f"要显示的内容没能写到{names[name]}：{reason(error)}。", file=other, flush=True)
    return bool(found)


def known_words(known: Collection[Diagnostic]) -> str:
    """The line that stands for reminders that were told before."""
    return f"另有 {len(known)} 个提醒上次已经列出，用 xuanlan check 可以再看。"


def printable(text: str) -> str:
    """`text` on one line, control and invisible characters escaped, so that no file name can move the cursor."""
    return _UNPRINTABLE.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", text)


@dataclass(slots=True)
class Console:
    """Prints to `stream` (standard error unless told otherwise)."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    is_read: bool = True
    """whether anybody sees what is printed"""
    _last: float = 0.0
    _started: dict[str, float] = field(default_factory=dict)

    @property
    def terminal(self) -> bool:
        return self.stream.isatty() and os.environ.get("TERM") != "dumb"

    def say(self, text: str, colour: str = "") -> None:
        print(self.paint(text, colour), file=self.stream)

    def complain(self, text: str) -> None:
        """Print why a command failed; `text` may contain names of any length, with any characters."""
        for line in text.split("\n"):
            self.say(_LONG.sub(lambda word: f"{word[0][:_SHOWN]}…{word[0][-_SHOWN:]}", printable(line)), "error")

    def paint(self, text: str, colour: str) -> str:
        wanted = colour and self.terminal and "NO_COLOR" not in os.environ
        return f"\033[{_COLOURS[colour]}m{text}\033[0m" if wanted else text

    def report(
        self, report: Report, hints: bool = False, *, every: bool = False, known: Collection[Diagnostic] = ()
    ) -> None:
        """Every diagnostic, then one line that counts them. Of many findings of one kind the first few are shown unless
        `every` one is asked for, and of hints, and of those that are `known`, only their number."""
        shown: Counter[str] = Counter()
        everything = list(report)
        wanted = [item for item in everything if (hints or item.severity != "info") and item not in known]
        alike = Counter(item.code for item in wanted)
        for item in wanted:
            shown[item.code] += 1
            most = _SHOWN_ALIKE[item.severity]
            if every or shown[item.code] <= most:
                self.say(self.line(item))
            if not every and shown[item.code] == most < alike[item.code]:
                told = f"    还有 {alike[item.code] - most} 条同类 {self.paint(f'[{item.code}]', 'dim')}，"
                self.say(f"{told}xuanlan check {'--hints ' * hints}--all 全部列出")
        if known:
            self.say(known_words(known))
        counts = Counter(item.severity for item in everything)
        errors, warnings, more = counts["error"], counts["warning"], counts["info"]
        told = f"另有 {more} 个提示，加 --hints 可以看到。" if more and not hints else ""
        if not errors and not warnings and not (more and hints):
            self.say(f"检查完毕，没有发现问题。{told}", "good")
        else:
            counted = f"，{more} 个提示" if more and hints else ""
            colour = "error" if errors else "warning"
            self.say(f"检查完毕：{errors} 个错误，{warnings} 个提醒{counted}。{told}", colour)

    def line(self, item: Diagnostic) -> str:
        """One diagnostic: place, severity, what was found and what to do, and the code to look up."""
        word = self.paint(_WORDS[item.severity], item.severity)
        hint = f"\n    {self.paint(printable(item.hint), 'hint')}" if item.hint else ""
        place, message = printable(str(item.position)), printable(item.message)
        return f"{place}: {word} {message} {self.paint(f'[{item.code}]', 'dim')}{hint}"

    def change(self, number: int, old: str, new: str) -> None:
        """Print a corrected line of a file: its number, and how it was and is."""
        for sign, words, colour in (("-", old, "error"), ("+", new, "good")):
            self.say(f"    {number:>4} {sign} {printable(words)}", colour)

    def progress(self, what: str, done: int, total: int) -> None:
        """One line that overwrites itself: how many are done, how many seconds are left. Nothing but on a terminal."""
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
