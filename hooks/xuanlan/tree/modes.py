"""Modes of published files: the web server, another user, must be able to read them, whatever the umask of a build."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

READ, ENTER = 0o444, 0o555
"""The mode bits that the server needs on a file and on a folder."""
FILE = 0o644
"""The mode of a published file."""


@contextmanager
def for_readers(place: Path) -> Iterator[None]:
    """Have everybody be able to read what the block writes. Only its owner may change it, and the group where the
    folder `place` lies in a setgid folder, which a group shares."""
    mask = os.umask(0o002 if _shared(place) else 0o022)
    try:
        yield
    finally:
        os.umask(mask)


def folder_mode(place: Path) -> int:
    """The mode of a published folder at `place`."""
    return stat.S_ISGID | 0o775 if _shared(place) else 0o755


def _shared(place: Path) -> bool:
    """Whether the nearest folder that exists at or above `place` is setgid: what is made there belongs to its group."""
    there = next(folder for folder in (place, *place.absolute().parents) if folder.is_dir())
    return bool(there.stat().st_mode & stat.S_ISGID)


def let_in(place: Path, mode: int) -> None:
    """Set the `mode` of `place`, unless that is a link; a mounted disk may refuse."""
    if sys.platform != "win32":
        with suppress(OSError):
            number = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                os.fchmod(number, mode)
            finally:
                os.close(number)
