"""The files of a site looked at by another process, again and again."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

from xuanlan.build import preview, watcher
from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.hosts.watching import QUIET, Follower


def test_all_files_come_at_first_and_whenever_one_has_changed(tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    (notices / "2026").mkdir(parents=True)
    (notices / "2026/a.md").write_text("一", encoding="utf-8")
    (notices / ".draft.swp").write_text("x", encoding="utf-8")
    told = watcher.changes({"notices": notices, "overrides": tmp_path / "none"})
    first = next(told)
    assert first.keys() == {"notices/2026/a.md"}
    (notices / "2026/a.md").write_text("二二", encoding="utf-8")
    second = next(told)
    assert second.keys() == first.keys()
    assert second != first
    (notices / "2026/a.md").unlink()
    (notices / "b.md").write_text("三", encoding="utf-8")
    while (third := next(told)).keys() != {"notices/b.md"}:  # it may have looked between the two
        assert third.keys() <= {"notices/2026/a.md", "notices/b.md"}
    told.close()


@pytest.mark.parametrize("when", ["never begun", "killed"])
def test_without_its_process_it_goes_on(when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise OSError("no more processes")

    if when == "never begun":
        monkeypatch.setattr(multiprocessing.context.SpawnProcess, "start", refused)
    (tmp_path / "a.md").write_text("一", encoding="utf-8")
    before = multiprocessing.active_children()
    told = watcher.changes({"n": tmp_path})
    assert next(told).keys() == {"n/a.md"}
    begun = [process for process in multiprocessing.active_children() if process not in before]
    assert len(begun) == (when == "killed")
    for process in begun:
        process.kill()
        process.join()
    (tmp_path / "b.md").write_text("二", encoding="utf-8")
    while next(told).keys() != {"n/a.md", "n/b.md"}:
        pass


class Shown:
    """A preview of which nothing is known but how it shows what was saved."""

    seen: ClassVar = {"n/a.md": "1"}
    tried: ClassVar[dict[str, str]] = {}

    def __init__(self, answer: bool | Exception) -> None:
        self._answer = answer

    def show_saved(self, _: watcher.Files) -> bool:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


@pytest.mark.parametrize("answer", [True, False, ContentError(Report()), PermissionError("locked")])
def test_what_cannot_be_shown_by_itself_has_everything_built(
    answer: bool | Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later: list[SimpleNamespace] = []

    def timer(seconds: float, ring: Callable[[], None]) -> SimpleNamespace:
        later.append(SimpleNamespace(seconds=seconds, ring=ring, begun=False, cancel=lambda: None))
        later[-1].start = partial(setattr, later[-1], "begun", True)
        return later[-1]

    shown = Shown(answer)
    monkeypatch.setattr(preview, "of", {tmp_path: shown}.__getitem__)
    monkeypatch.setattr(threading, "Timer", timer)
    server = SimpleNamespace(_epoch_cond=threading.Condition(), _wanted_epoch=0, _visible_epoch=0)
    follower = Follower(tmp_path, server, tmp_path / "bell")
    follower.see({"n/a.md": "2"})
    assert (tmp_path / "bell").exists() == (answer is not True)
    assert (server._visible_epoch > 0) == (answer is True)
    assert server._visible_epoch == server._wanted_epoch
    (tmp_path / "bell").unlink(missing_ok=True)
    follower.react()
    assert not (tmp_path / "bell").exists(), "once is enough, as long as nothing else changes"
    waiting = [one for one in later if one.begun]
    assert [one.seconds for one in waiting] == [QUIET] * (answer is True)
    for one in waiting:
        one.ring()
    assert (tmp_path / "bell").exists() == (answer is True), "when nothing more is saved, everything is built"


def test_a_file_that_is_removed_while_it_is_looked_at_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("一", encoding="utf-8")
    looks = iter([OSError("gone"), OSError("gone")])
    look = watcher.look

    def failing(folders: dict[str, Path]) -> watcher.Files:
        if error := next(looks, None):
            raise error
        return look(folders)

    monkeypatch.setattr(watcher, "look", failing)
    assert next(watcher.changes_by_itself({"n": tmp_path})).keys() == {"n/a.md"}
