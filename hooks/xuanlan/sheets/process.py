"""Requests to the process that typesets (`sheets.setter`): one process for many sheets, a new one when it has died."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

LONGEST = 120
"""Seconds after which a sheet is given up: a thousand times what an ordinary one takes."""
PROGRAM = Path(__file__).with_name("setter.py")
"""The program that the process runs."""


class DiedError(Exception):
    """The process has died at work: out of memory, crashed, or killed after `LONGEST`."""


class RefusedError(Exception):
    """The typesetter refuses a sheet; the error holds its own message."""


class SetterProcess:
    """The typesetting process of this process; after a fork the child starts its own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, what: str, folders: tuple[str, ...], **request: Any) -> Any:
        """The answer to a request, as `setter.answer` takes it. Raises DiedError, RefusedError, or ImportError where no
        typesetter is installed."""
        if self._owner != os.getpid():
            self.__init__()  # type: ignore[misc]  # whoever forked may hold the lock, and needs the process
            self._owner = os.getpid()
        with self._lock:
            kind, value = self._answer((what, folders, request))
        if kind == "absent":
            raise ImportError(value)
        if kind == "refused":
            raise RefusedError(value)
        return value

    def _answer(self, request: tuple[Any, ...]) -> tuple[str, Any]:
        timer = threading.Timer(LONGEST, self._kill)
        timer.daemon = True
        timer.start()
        try:
            self._process = self._process or _started()
            assert self._process.stdin
            assert self._process.stdout
            pickle.dump(request, self._process.stdin)
            self._process.stdin.flush()
            kind, value = pickle.load(self._process.stdout)
            return kind, value
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.stop()
            raise DiedError from error
        except BaseException:  # an unread answer would be taken for that to the next request
            self.stop()
            raise
        finally:
            timer.cancel()
            timer.join()

    def _kill(self) -> None:
        if process := self._process:
            process.kill()

    def stop(self) -> None:
        """End the process; the next request starts a new one."""
        process, self._process = self._process, None
        if process:
            with suppress(OSError):
                process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            process.wait()


def _started() -> subprocess.Popen[bytes]:
    """Start the process. It ends when this process ends, because then its pipe is closed."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-P", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


SETTER = SetterProcess()
