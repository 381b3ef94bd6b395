"""A program of this machine that is run: what it says, and its end where it takes too long"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import BinaryIO, NamedTuple

TooLongError = subprocess.TimeoutExpired
_LAST = 100_000
"""Bytes of what a program says that are kept; one that shows how far it has come says much."""
_FAREWELL = 5.0
"""Seconds for a program that is to end, in which it takes its locks away."""


class Done(NamedTuple):
    code: int
    said: str
    complained: str


def run(
    words: Sequence[str], patience: float, *, apart: bool = False, settings: Mapping[str, str] | None = None
) -> Done:
    """Run a program, without a shell, for at most so many seconds, with these variables beside those of this process.

    One that runs `apart` ends with all that it has started. What is said goes into files: a program that is left in
    the background holds a pipe open, and whoever reads that waits for it too.

    Raises OSError, TooLongError.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=complained,
            start_new_session=apart,
            env={**os.environ, **(settings or {})},
        )
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            _end(process, signal.SIGTERM, apart=apart)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_FAREWELL)
            raise
        finally:
            if process.poll() is None:
                _end(process, getattr(signal, "SIGKILL", signal.SIGTERM), apart=apart)
                process.wait()
        return Done(process.returncode, _end_of(said), _end_of(complained))


def _end(process: subprocess.Popen[bytes], how: signal.Signals, *, apart: bool) -> None:
    with suppress(OSError):
        if apart and sys.platform != "win32":
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)


def _end_of(stream: BinaryIO) -> str:
    stream.seek(max(stream.seek(0, os.SEEK_END) - _LAST, 0))
    return stream.read().decode(errors="replace")
