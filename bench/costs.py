"""What running a program costs: the clock's time, the processors' time, the memory of all its processes together.

Memory is the sum of the proportional set sizes (PSS) in `/proc/PID/smaps_rollup` of the process that was started and of
all its descendants. A page that several processes share counts in each as that part of it, so in the sum once; a sum of
resident sizes would count what forked workers share as often as there are workers. The peak is the largest of the sums
that a thread of the bench takes, 50 ms apart; a peak that lasts less may be missed. The system counts page by page (for
Pagefind's 4 GB at 10,000 notices it took a quarter of one processor), so the pauses grow with the memory: looking takes
a twentieth of one processor at most. Linux only.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.peers import Command

INTERVAL = 0.05
"""Seconds between two looks at the memory, at least."""
SHARE = 1 / 20
"""Of one processor's time, what looking may take."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds by the clock, seconds of the processors (user and system), largest memory in bytes."""

    wall: float
    cpu: float
    memory: int

    def then(self, other: Usage) -> Usage:
        """Of two programs, one run after the other."""
        return Usage(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


def run(command: Command) -> Usage:
    """Run a program and its processes to the end; the processors' time is of all that were waited for.

    What earlier programs have left to write is written first. Raises SystemExit with all that was said when it fails.
    """
    os.sync()
    with tempfile.TemporaryFile() as said:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT) as process:
            watch = _Watch(process.pid)
            watch.start()
            process.wait()
            wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            peak = watch.stop()
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")
            raise SystemExit(f"{text}\n{' '.join(map(str, command))}: exit code {process.returncode}")
    return Usage(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self._peak, self._over = root, 0, threading.Event()

    def run(self) -> None:
        while True:
            start = time.thread_time()
            self._peak = max(self._peak, sum(map(_memory, family(_parents(), self._root))))
            if self._over.wait(max(INTERVAL, (time.thread_time() - start) / SHARE)):
                break

    def stop(self) -> int:
        """The largest sum seen, in bytes."""
        self._over.set()
        self.join()
        return self._peak


def family(parents: Mapping[int, int], root: int) -> set[int]:
    """`root` and its descendants, of the processes whose parents are given."""
    found, wanted = set(), {root} & parents.keys()
    while wanted:
        found |= wanted
        wanted = {child for child, parent in parents.items() if parent in wanted} - found
    return found


def parent(stat: str) -> int:
    """The parent's number in a process's `stat`; the name before it may hold spaces and brackets."""
    return int(stat.rpartition(")")[2].split()[1])


def proportional(rollup: str) -> int:
    """The proportional set size in a process's `smaps_rollup`, in bytes."""
    return next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))


def _parents() -> dict[int, int]:
    pids = (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit())
    return {pid: parent(stat) for pid in pids if (stat := _read(pid, "stat"))}


def _memory(pid: int) -> int:
    rollup = _read(pid, "smaps_rollup")
    return proportional(rollup) if rollup else 0


def _read(pid: int, name: str) -> str:
    """A file of a process; "" when the process has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
