"""Who may read what is written for readers: a web server runs as somebody else, whatever the umask of a build is."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

READ, ENTER = 0o444, 0o555
"""What the server needs of the mode of a file and of a folder."""
FILE = 0o644
"""The mode of a file that readers see."""


@contextmanager
def for_readers(place: Path) -> Iterator[None]:
    """Have everybody be able to read what is written meanwhile. Only its writer may write it, and the group where the
    folder `place` lies in one that a group shares."""
    mask = os.umask(0o002 if _shared(place) else 0o022)
    try:
        yield
    finally:
        os.umask(mask)


def folder_mode(place: Path) -> int:
    """The mode of a folder that readers see, made at `place`."""
    return stat.S_ISGID | 0o775 if _shared(place) else 0o755


def _shared(place: Path) -> bool:
    """Whether what is made at `place` belongs to the group of the folder that is there."""
    there = next(folder for folder in (place, *place.absolute().parents) if folder.is_dir())
    return bool(there.stat().st_mode & stat.S_ISGID)


def let_in(place: Path, mode: int) -> None:
    """Give `place` that mode, unless it is a link; a mounted disk may take none."""
    if sys.platform != "win32":
        with suppress(OSError):
            number = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                os.fchmod(number, mode)
            finally:
                os.close(number)
