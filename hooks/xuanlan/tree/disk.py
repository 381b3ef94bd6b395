"""What releases need of a disk: copies that share equal files, modes, locks, and files that survive a power cut."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from xuanlan.diagnostics.report import MachineError, reason
from xuanlan.tree.folder import Present
from xuanlan.tree.modes import ENTER, FILE, folder_mode, let_in

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def fill(target: Path, source: Path, like: Path | None) -> list[Path]:
    """Copy the tree `source` to the new folder `target`; a file that is the same in the tree `like` becomes a hard link
    to that where the disk has them. Returns the files that were written.
    """
    present, written = Present.scan(source), []
    target.mkdir()
    for folder in present.folders:
        (target / folder).mkdir()
    for path in present.files:
        given, known, place = f"{source}/{path}", f"{like}/{path}", f"{target}/{path}"
        same = like is not None and _same(given, known)
        if not (same and _linked(known, place)):
            _copy(known if same else given, place)
            written.append(target / path)
    return written


def _same(one: str, other: str) -> bool:
    try:
        with open(one, "rb", 0) as first, open(other, "rb", 0) as second:  # noqa: PTH123  (thousands of them)
            numbers = first.fileno(), second.fileno()
            return os.path.sameopenfile(*numbers) or first.read() == second.read()
    except OSError:
        return False


def _linked(known: str, place: str) -> bool:
    try:
        os.link(known, place)
    except OSError:
        return False
    return True


def _copy(source: str, target: str) -> None:
    """Copy the content, and the times where the disk stores them; no modes, which a mounted disk may refuse."""
    shutil.copyfile(source, target)
    status = os.stat(source)  # noqa: PTH116
    with suppress(OSError):
        os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))


def set_modes(tree: Path) -> None:
    """Give all files and folders in `tree` the modes of published ones."""
    present, mode = Present.scan(tree, stamped=False), folder_mode(tree)
    for path in present.folders:
        let_in(tree / path, mode)
    for path in present.files:
        let_in(tree / path, FILE)


def open_up(tree: Path) -> None:
    """Let everybody read all of `tree`; builds with a stricter umask may have left some of it closed."""
    present, mode = Present.scan(tree), folder_mode(tree)
    open_folder(tree)
    for path in present.closed:
        let_in(tree / path, mode)
    for path, stamp in present.files.items():
        if not stamp:
            let_in(tree / path, FILE)


def open_folder(folder: Path) -> None:
    """Let everybody enter `folder` itself."""
    if folder.stat().st_mode & ENTER != ENTER:
        let_in(folder, folder_mode(folder.parent))


def is_link(place: Path) -> bool:
    """Whether `place` is a symbolic link or a Windows junction."""
    try:
        status = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def to_disk(written: list[Path]) -> None:
    """Wait until the files `written` are on the disk, so that a power cut takes nothing of the new tree."""
    if hasattr(os, "sync"):
        os.sync()  # one call for thousands of files
        return
    for file in written:
        with file.open("r+b") as stream:
            os.fsync(stream.fileno())


def names_to_disk(folder: Path) -> None:
    """Wait until renames in `folder` are on the disk, where the system can sync a folder."""
    if hasattr(os, "O_DIRECTORY"):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        with suppress(OSError):
            os.fsync(number)
        os.close(number)


def lock(file: BinaryIO, folder: Path) -> None:
    """Lock `file`, so that no other process writes `folder`; a forked process does not inherit the lock.

    Raises MachineError when another process has the lock.
    """
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise MachineError(f"另一个发布正在写 {folder}，请等它结束以后再试。") from None
    except OSError as error:
        raise MachineError(f"不能锁定 {folder}：{reason(error)}") from error


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn an OSError of the block into a MachineError that says in Chinese what the disk refuses."""
    try:
        yield
    except OSError as error:
        raise MachineError(f"无法读写 {error.filename or folder}：{reason(error)}") from error
