"""Work spread over processes, with results that do not depend on their number."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")
SPAWNING = 12
"""How much longer a process takes to start that has to load the program and what is shared."""
_given: list[Any] = []
"""In a worker: the function and what all its tasks share."""


def in_processes(
    work: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task], most: int
) -> Iterator[Result]:
    """`work(shared, task)` of each of `tasks`, in their order, in as many processes as there are processors, tasks and
    `most`.

    With fewer than two, or where the system starts none, everything is done here. `work` must be a function of a
    module, and what goes to it and comes from it must be picklable.
    """
    fork = may_fork()
    processes = min(processors(), len(tasks), most if fork else most // SPAWNING)
    done = 0
    if processes > 1:
        context = multiprocessing.get_context("fork" if fork else "spawn")
        gc.freeze()  # a collection in a worker would otherwise copy all memory that it shares with this process
        pool = None
        try:
            with _uninterrupted():
                pool = ProcessPoolExecutor(processes, context, _take, (work, shared))
                results = pool.map(_run, tasks)  # starts the processes
            for result in results:
                yield result
                done += 1
        except (BrokenProcessPool, OSError, RuntimeError):
            _end_processes()  # killed for lack of memory, or no more allowed: slower, but the same
        except KeyboardInterrupt:
            _end_processes()
            raise
        finally:
            with suppress(RuntimeError, AttributeError):
                pool.shutdown(cancel_futures=True)  # type: ignore[union-attr]
            gc.unfreeze()
    for task in tasks[done:]:
        yield work(shared, task)


class Ahead(Generic[Result]):
    """`work(argument)`, begun in a process of its own where that can be forked and has a processor to run on.

    What comes from `work` must be picklable.
    """

    def __init__(self, work: Callable[[Any], Result], argument: Any) -> None:
        self._work, self._argument = work, argument
        self._end: Connection | None = None
        self._process: BaseProcess | None = None
        if processors() > 1 and may_fork():
            context = multiprocessing.get_context("fork")
            self._end, other = context.Pipe(duplex=False)
            with suppress(OSError), _uninterrupted():
                process = context.Process(target=_send, args=(other, self._end, work, argument), daemon=True)
                process.start()
                self._process = process
            other.close()

    def result(self) -> Result:
        """What `work` returns; where its process has failed, it is done again here. Raises what it raises."""
        if self._end:
            with suppress(EOFError, OSError), self._end as end:
                found: Result = end.recv()
                return found
        return self._work(self._argument)

    def stop(self) -> None:
        """End the work wherever it stands, for somebody who does not want its result any more."""
        if self._process:
            self._process.kill()
            self._process.join()


def _send(end: Connection, other: Connection, work: Callable[[Any], Any], argument: Any) -> None:
    with suppress(Exception):  # whoever waits does the work again, and meets the same
        end_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        other.close()  # so that nobody is waited for when the other process has ended
        end.send(work(argument))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interruption waits until the block has ended: one in the middle of a start would leave a process behind."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_processes() -> None:
    for process in multiprocessing.active_children():
        process.kill()


def in_chunks(items: Sequence[Task], size: int) -> list[Sequence[Task]]:
    """`items` in pieces of `size`, the last one shorter."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def _take(work: Callable[[Any, Any], Any], shared: Any) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked for the work is told, and stops it
    _given[:] = work, shared


def _run(task: Any) -> Any:
    work, shared = _given
    return work(shared, task)


def end_with_parent() -> None:
    """See to it that this process does not wait for work, or go on with it, when the one that began it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        with suppress(RuntimeError):  # no thread to be had: it ends when its work does
            threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def may_fork() -> bool:
    """Whether a copy of this process is safe: a preview server has threads, whose locks would never be released."""
    return threading.active_count() == 1 and sys.platform == "linux"


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
