"""Work in several processes: the same results in the same order, and without processes too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xuanlan.runtime import workers


def plus(shared: int, number: int) -> int:
    return shared + number


def process(_: None, __: int) -> int:
    return os.getpid()


def failing(_: None, number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("most", [0, 1, 2, 9])
def test_results_come_in_the_order_of_the_tasks_however_many_processes_there_are(most: int) -> None:
    assert list(workers.in_processes(plus, 100, range(50), most)) == list(range(100, 150))


def test_processes_are_started_where_they_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    assert os.getpid() not in workers.in_processes(process, None, range(20), 2 * workers.SPAWNING)
    assert set(workers.in_processes(process, None, range(20), 1)) == {os.getpid()}


def test_processes_that_share_nothing_by_birth_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    assert list(workers.in_processes(plus, 100, range(50), 2 * workers.SPAWNING)) == list(range(100, 150))


def test_where_no_process_can_be_started_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("not allowed")

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refused)
    monkeypatch.setattr(workers, "processors", lambda: 2)
    assert list(workers.in_processes(plus, 0, [1, 2, 3], 3)) == [1, 2, 3]


def test_a_process_that_dies_is_made_up_for_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    parent = os.getpid()
    assert list(workers.in_processes(dying, parent, range(20), 2 * workers.SPAWNING)) == list(range(20))


def dying(parent: int, number: int) -> int:
    if number == 7 and os.getpid() != parent:
        os._exit(1)
    return number


def test_a_mistake_in_the_work_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    with pytest.raises(ValueError, match="three"):
        list(workers.in_processes(failing, None, range(9), 2 * workers.SPAWNING))


WORKING = """
import signal
import time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is begun with it ignored
from xuanlan.runtime import workers
def slow(_, number):
    time.sleep(0.02)
    return number
print("begun", flush=True)
for _ in range(1000):
    list(workers.in_processes(slow, None, range(4), 2))
"""


@pytest.mark.parametrize("delay", range(12))
def test_an_interruption_ends_all_processes_whenever_it_comes(delay: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(workers.__file__).parents[2])}
    running = subprocess.Popen(
        [sys.executable, "-c", WORKING], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    time.sleep(0.3 + delay * 0.007)
    os.killpg(running.pid, signal.SIGINT)
    try:
        _, said = running.communicate(timeout=20)
    except subprocess.TimeoutExpired:  # Python drops what is raised while it clears up a weak reference
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == -signal.SIGINT
    assert said.rstrip().endswith("KeyboardInterrupt")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, time\nfrom xuanlan.runtime import workers\n"
        "def work(folder, number):\n    pathlib.Path(folder, str(os.getpid())).touch()\n    time.sleep(number)\n"
        "workers.processors = lambda: 2\n"
        f"if __name__ == '__main__':\n    list(workers.in_processes(work, {str(tmp_path)!r}, [0, 3600, 0, 0], 2))\n"
    )
    hooks = str(Path(workers.__file__).parents[2])
    with subprocess.Popen([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": hooks}) as running:
        while len(found := list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
        running.kill()
    for file in found:
        status = Path("/proc", file.name, "stat")
        limit = time.monotonic() + 30
        while status.exists() and ") Z " not in status.read_text():
            assert time.monotonic() < limit, "it goes on"
            time.sleep(0.01)
