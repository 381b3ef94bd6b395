"""Writing a text of the site's folder again: whatever happens meanwhile, the old one is there or the new one, whole"""

from __future__ import annotations

import glob
import os
import shutil
from pathlib import Path

from xuanlan.diagnostics.report import MachineError, reason


def save(root: Path, path: str, text: str, *, rehearsal: bool = False) -> None:
    """Replace the file `path` of the site at `root` by `text`, in UTF-8 and in one step that a power cut does not undo.

    Its permissions stay. A `rehearsal` stops before that step. Raises MachineError.
    """
    file = root / path
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        for left in file.parent.glob(f"{glob.escape(file.name)}.*.part"):  # left by a run that was killed
            left.unlink()
        with part.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, part)
        if not rehearsal:
            part.replace(file)
    except OSError as error:
        raise MachineError(f"{path} 没有更新：{reason(error)}。请解决以后再做一次。") from error
    finally:
        part.unlink(missing_ok=True)
