"""Writing a text of the site's folder again: whatever happens meanwhile, the old one is there or the new one, whole"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from xuanlan.diagnostics.report import MachineError, reason


def save(root: Path, path: str, content: bytes, *, rehearsal: bool = False) -> None:
    """Replace the file `path` of the site at `root` by `content`, in one step that a power cut does not undo.

    Its permissions stay. A `rehearsal` stops before that step. Raises MachineError.
    """
    file = root / path
    try:
        for left in file.parent.glob(f"{glob.escape(file.name)}.*.part"):  # left by a run that was killed
            left.unlink()
        with beside(file, file.with_name(f"{file.name}.{os.getpid()}.part"), rehearsal=rehearsal) as part:
            part.write(content)
            if file.exists():
                shutil.copymode(file, part.name)
    except OSError as error:
        raise MachineError(f"{path} 没有更新：{reason(error)}。请解决以后再做一次。") from error


@contextmanager
def beside(file: Path, part: Path, *, rehearsal: bool = False) -> Iterator[BinaryIO]:
    """The new file `part`, which takes the place of `file` at the end of the block, unless that is left by an error or
    is a `rehearsal`: then nothing is left of it. Raises OSError."""
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if not rehearsal:
            part.replace(file)
    finally:
        part.unlink(missing_ok=True)
