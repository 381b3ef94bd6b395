"""A folder in memory for what a test run writes: no test waits for a disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PLACE, ROOMY = Path("/dev/shm"), 6 << 30
"""Where Linux keeps files in memory, and how many bytes must be free there and of the memory as a whole."""
_NAME = "xl-"


def new_folder() -> Path | None:
    """A new folder, as open to everybody as that of the system; None where there is too little room, or where no
    program may be run. What failed runs have left goes.
    """
    if not os.access(PLACE, os.W_OK):
        return None
    for old in PLACE.glob(f"{_NAME}*"):
        if not Path("/proc", old.name.removeprefix(_NAME)).exists():
            shutil.rmtree(old, ignore_errors=True)
    free = int(Path("/proc/meminfo").read_text(encoding="ascii").split("MemAvailable:")[1].split()[0]) << 10
    there = os.statvfs(PLACE)
    if there.f_flag & os.ST_NOEXEC or min(there.f_bavail * there.f_frsize, free) < ROOMY:
        return None
    folder = PLACE / f"{_NAME}{os.getpid()}"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o1777)
    return folder
