"""A process of its own for what may end a process, take its memory or never come back: a typesetter, a reader of PDF

It ends by itself when the process that has started it does, since then its pipe is closed.
"""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PATIENCE = 4 if find_spec("resource") else 1
"""How many times longer than it may compute a process may take, where others use the machine too."""


class DiedError(Exception):
    """The process has ended in the middle of its work: no memory, a fault of what it runs, or far too long."""


class Helper:
    """One process for many requests, and another when it has died; whoever forks has a helper of his own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    @property
    def is_fresh(self) -> bool:
        """Whether the next request begins a process, which no earlier one can have spoiled."""
        return self._process is None or self._owner != os.getpid()

    def request(self, program: Path, longest: float, asked: Any) -> Any:
        """What `program`, which runs `serve`, answers to `asked` within `longest` seconds. Raises DiedError."""
        if self._owner != os.getpid():
            self.__init__()  # type: ignore[misc]  # whoever forked may hold the lock, and needs the process
            self._owner = os.getpid()
        with self._lock:
            return self._answer(program, longest, asked)

    def _answer(self, program: Path, longest: float, asked: Any) -> Any:
        timer = threading.Timer(longest, self._kill)
        timer.daemon = True
        timer.start()
        try:
            self._process = self._process or _started(program)
            assert self._process.stdin
            assert self._process.stdout
            pickle.dump(asked, self._process.stdin)
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.stop()
            raise DiedError from error
        except BaseException:  # an answer that nobody has read would be taken for that to the next request
            self.stop()
            raise
        finally:
            timer.cancel()
            timer.join()

    def _kill(self) -> None:
        if process := self._process:
            process.kill()

    def stop(self) -> None:
        """End the process; the next request begins another."""
        process, self._process = self._process, None
        if process:
            with suppress(OSError):
                process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            process.wait()


def _started(program: Path) -> subprocess.Popen[bytes]:
    # A host that has loaded the engine from a hook's folder may have taken that off its path again.
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-P", str(program)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def bound(seconds: float) -> None:
    """In the process: from now on it may compute for so long, however much else the machine has to do, and is ended
    then; where the system has no such limit, whoever has asked must end it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        latest = math.ceil(time.process_time() + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (latest, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def serve(answer: Callable[[Any], Any], most_memory: int) -> None:
    """In the process: answer requests until there are no more, within `most_memory` bytes of addresses where the
    system has such a limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    while True:
        try:
            asked = pickle.load(sys.stdin.buffer)
        except (EOFError, KeyboardInterrupt):
            return
        pickle.dump(answer(asked), sys.stdout.buffer)
        sys.stdout.buffer.flush()
