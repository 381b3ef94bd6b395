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
"""How many times as long a spawned process takes to start as a forked one: it loads the program and the shared data."""
_given: list[Any] = []
"""In a worker: the function, and the data that all its tasks share."""


def in_processes(
    work: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task], most: int
) -> Iterator[Result]:
    """`work(shared, task)` for each of `tasks`, in order, in at most `most` processes, and no more than processors.

    With fewer than two processes, or where none can be started, the work is done in this one. `work` must be a
    module-level function; its arguments and results must be picklable. `most` counts forked processes; of spawned ones
    there are at most a `SPAWNING`th of it.
    """
    fork = may_fork()
    processes = min(processors(), len(tasks), most if fork else most // SPAWNING)
    done = 0
    if processes > 1:
        context = multiprocessing.get_context("fork" if fork else "spawn")
        gc.freeze()  # or a garbage collection in a worker would copy all memory that it shares with this process
        pool = None
        try:
            with _uninterrupted():
                pool = ProcessPoolExecutor(processes, context, _take, (work, shared))
                results = pool.map(_run, tasks)  # starts the processes
            for result in results:
                yield result
                done += 1
        except (BrokenProcessPool, OSError, RuntimeError):
            _end_processes()  # killed for lack of memory, or too many processes: the rest is done here, slower
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
    """`work(argument)`, started at once in a forked process, if there is a second processor and forking is safe.

    The result must be picklable.
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
        """What `work` returns; without a process, or when that failed, it runs here. Raises what `work` raises."""
        if self._end:
            with suppress(EOFError, OSError), self._end as end:
                found: Result = end.recv()
                return found
        return self._work(self._argument)

    def stop(self) -> None:
        """Kill the process: its result is no longer wanted."""
        if self._process:
            self._process.kill()
            self._process.join()


def _send(end: Connection, other: Connection, work: Callable[[Any], Any], argument: Any) -> None:
    with suppress(Exception):  # the parent then does the work itself, and meets the same error
        end_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        other.close()  # so that `send` fails, and does not wait, once the parent has ended
        end.send(work(argument))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold SIGINT back until the block has ended: in the middle of a start it would leave a process behind."""
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends its workers
    _given[:] = work, shared


def _run(task: Any) -> Any:
    work, shared = _given
    return work(shared, task)


def end_with_parent() -> None:
    """From now on, this process ends when its parent is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        with suppress(RuntimeError):  # no thread can be started: it ends when its work does
            threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def may_fork() -> bool:
    """Whether forking is safe: locks of other threads, as in a preview server, would never be released in a fork."""
    return threading.active_count() == 1 and sys.platform == "linux"


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
