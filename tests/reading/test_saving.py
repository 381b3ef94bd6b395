"""A text that is saved is there whole, or the old one is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from xuanlan.diagnostics.report import MachineError
from xuanlan.reading.saving import save

NAMES = ("a.md", "通知[1].md", "a*b.md", "100%.md")


def folder(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_replaced_and_its_file_keeps_its_permissions(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("旧\n", encoding="utf-8")
    (tmp_path / name).chmod(0o640)
    (tmp_path / f"{name}.1.part").write_text("半", encoding="utf-8")  # left by a run that was killed
    save(tmp_path, name, "新\n".encode())
    assert (tmp_path / name).read_bytes() == "新\n".encode()
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o640
    assert folder(tmp_path) == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_new_text_is_written_and_a_rehearsal_writes_none(tmp_path: Path, name: str) -> None:
    save(tmp_path, name, "新\n".encode(), rehearsal=True)
    assert folder(tmp_path) == []
    save(tmp_path, name, "新\n".encode())
    assert folder(tmp_path) == [name]


@pytest.mark.parametrize("step", ["fsync", "replace", "copymode"])
def test_a_disk_that_fails_at_any_step_leaves_the_old_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (tmp_path / "a.md").write_text("旧\n", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    where = {"fsync": os, "replace": Path, "copymode": os}[step]
    monkeypatch.setattr(where, {"copymode": "chmod"}.get(step, step), full)
    with pytest.raises(MachineError, match=r"a\.md 没有更新：磁盘满了"):
        save(tmp_path, "a.md", "新\n".encode())
    monkeypatch.undo()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "旧\n"
    assert folder(tmp_path) == ["a.md"]
