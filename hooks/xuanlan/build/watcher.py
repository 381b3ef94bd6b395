"""Watches the files that a site is built from, by polling.

A process of its own does it: a thread beside a build would have to wait for the interpreter lock after every answer of
the disk, which takes seconds for ten thousand files. `watchfiles` 1.3 would need no process, but its polling compares
times in whole seconds, so the second of two saves within one second is never seen; its folders must exist; and the
system's notifications, which it can use instead, do not come from network shares. It would be quicker (ten thousand
files: changes after 0.1 to 0.4 s at 0.08 s of processor a second; here after 0.2 to 1.0 s at 0.14).
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from xuanlan.runtime.workers import end_with_parent
from xuanlan.tree.folder import Present, Stamp

MOMENT = 0.1
"""Least seconds between two looks; a long look is followed by a pause three times as long."""
Files = dict[str, Stamp]
"""The stamp of each file, by the name of its folder and its path in there."""


def look(folders: Mapping[str, Path]) -> Files:
    """Every file below `folders` except hidden ones. Raises OSError when one is removed at that moment."""
    return {
        f"{name}/{path}": stamp
        for name, folder in folders.items()
        for path, stamp in Present.scan(folder).files.items()
        if not path.rpartition("/")[2].startswith(".")
    }


def changes(folders: Mapping[str, Path]) -> Generator[Files, None, None]:
    """Yield all files at first, and again whenever one has changed; never ends."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(theirs, folders), daemon=True)
    try:
        with suppress(EOFError, OSError), ours:
            with theirs:
                process.start()
            while True:
                yield ours.recv()
    finally:
        if process.pid:
            process.kill()
    yield from changes_by_itself(folders)  # the process did not start, or has died


def _tell(end: Connection, folders: Mapping[str, Path]) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches its parent too, which stops it
    with suppress(Exception):  # the parent then looks by itself
        for files in changes_by_itself(folders):
            end.send(files)


def changes_by_itself(folders: Mapping[str, Path]) -> Iterator[Files]:
    """`changes` without a process of its own."""
    before: Files | None = None
    while True:
        start, now = time.monotonic(), before
        with suppress(OSError):
            now = look(folders)
        rest = MOMENT + 3 * (time.monotonic() - start)
        if now is not None and now != before:
            before = now
            yield now
        time.sleep(rest)
