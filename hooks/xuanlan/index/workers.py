"""Work spread over processes, with results that do not depend on their number."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_processes(work: Callable[[Task], Result], tasks: Sequence[Task], most: int) -> Iterator[Result]:
    """`work` of each of `tasks`, in their order, in as many processes as there are processors, tasks and `most`.

    With fewer than two, or where the system starts none, everything is done here. `work` must be a function of a
    module.
    """
    processes = min(_processors(), len(tasks), most)
    done = 0
    if processes > 1:
        context = multiprocessing.get_context("fork" if _may_fork() else "spawn")
        try:
            with ProcessPoolExecutor(processes, mp_context=context) as pool:
                for result in pool.map(work, tasks):
                    yield result
                    done += 1
        except (BrokenProcessPool, OSError):
            pass  # killed for lack of memory, or not allowed: slower, but the same
    for task in tasks[done:]:
        yield work(task)


def _may_fork() -> bool:
    """Whether a copy of this process is safe: a preview server has threads, whose locks would never be released."""
    return threading.active_count() == 1 and sys.platform == "linux"


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
