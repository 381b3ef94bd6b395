"""A secret of the user, the user's own folders, and files that only the user can read.

On Windows, where files have no modes, other users cannot read the user's folders anyway.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_data_path, user_desktop_path

_FILE, _BYTES = "key", 32
_OTHERS = 0o077


def own_folder() -> Path:
    """Where the user's programs keep what must not be lost."""
    return user_data_path("xuanlan", appauthor=False)


def desktop() -> Path:
    """The user's desktop."""
    return user_desktop_path()


@cache
def own_secret(folder: Path) -> bytes:
    """The user's secret, 32 bytes, kept in `folder`, closed to others; made when there is none. Raises OSError."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    if sys.platform != "win32":
        folder.chmod(0o700)  # fails where it is somebody else's
    file = folder / _FILE
    found = _known(file)
    if found is None:
        part = folder / f"{_FILE}.{secrets.token_hex(8)}"
        _write(part, secrets.token_bytes(_BYTES))
        part.replace(file)
        found = _known(file)
    if found is None:
        raise PermissionError(f"cannot be kept from others: {file}")
    return found


def _known(file: Path) -> bytes | None:
    """The secret in `file`; None when there is none, or others could have read or written it."""
    with suppress(FileNotFoundError):
        if _private(file.lstat()) and len(found := file.read_bytes()) == _BYTES:
            return found
    return None


def keep_private(file: Path) -> None:
    """Make `file` readable by this user only, empty if new. Raises OSError when it is somebody else's, or a link.

    An existing file is not opened: closing it would release all locks that SQLite holds on it in this process.
    """
    with suppress(FileExistsError):
        _write(file, b"")
    status = file.lstat()
    if sys.platform != "win32" and stat.S_ISREG(status.st_mode) and status.st_mode & _OTHERS:
        file.chmod(0o600)
        status = file.lstat()
    if not _private(status):
        raise PermissionError(f"others can read it: {file}")


def _write(file: Path, content: bytes) -> None:
    """Create `file` with `content`; at no moment can anybody else read it."""
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(number, content)
    finally:
        os.close(number)


def _private(status: os.stat_result) -> bool:
    ours = sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & _OTHERS)
    return stat.S_ISREG(status.st_mode) and ours
