"""What running a program costs: wall-clock time, CPU time, and the memory of all its processes together.

Memory is the sum of the proportional set sizes (PSS) in `/proc/PID/smaps_rollup` of the started process and all its
descendants. A page shared by n processes counts 1/n in each, so once in the sum; a sum of resident sizes would count
what forked workers share once for each worker. The peak is the largest of the sums that a thread of the bench samples,
at least 50 ms apart; a shorter peak may be missed. The system counts page by page (Pagefind's 4 GB at 10,000 notices
took a quarter of one processor), so the pauses grow with the memory: sampling takes a twentieth of one processor at
most. Linux only.
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
"""Least seconds between two samples of the memory."""
SHARE = 1 / 20
"""The share of one processor that sampling may take."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Wall-clock seconds, CPU seconds (user and system), peak memory in bytes."""

    wall: float
    cpu: float
    memory: int

    def then(self, other: Usage) -> Usage:
        """The usage of two programs run one after the other."""
        return Usage(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


def run(command: Command) -> Usage:
    """Run a program to its end; CPU time includes all child processes that were waited for.

    Pending writes of earlier programs are flushed first. Raises SystemExit with the program's output when it fails.
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
    """Samples the memory of a process and its descendants until it is stopped."""

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
    """`root` and its descendants, given the parent of each process."""
    found, wanted = set(), {root} & parents.keys()
    while wanted:
        found |= wanted
        wanted = {child for child, parent in parents.items() if parent in wanted} - found
    return found


def parent(stat: str) -> int:
    """The parent's PID in a process's `stat`; the process's name before it may hold spaces and brackets."""
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
    """The file `name` of a process in /proc; "" when the process has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
