"""Failures that are no mistake in the content, as a sentence for people, with the details in a file.

Only the standard library and `diagnostics` are imported, so that a damaged installation can still be reported.
"""

from __future__ import annotations

import errno
import mmap
import os
import platform
import struct
import sys
import tempfile
import traceback
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from pathlib import Path
from types import ModuleType

from xuanlan import __version__
from xuanlan.diagnostics.report import MachineError, reason

_NO_MEMORY = ("can't start new thread", "failed to map segment", "cannot allocate memory")
"""How libraries word a lack of memory that they do not raise as MemoryError."""
_TOO_LITTLE = "内存不够，没有做完。请关掉别的程序，或者换一台内存大一些的电脑再试。"


_WRITING = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS))
"""Errors that only writing causes."""
_ROOM = 96 << 20
"""Bytes of memory that loading the libraries of the search index takes."""


def require_memory() -> None:
    """Raise MachineError when memory is short: some libraries end the process when they cannot get any."""
    if _is_short():
        raise MachineError(_TOO_LITTLE)


def _is_short() -> bool:
    try:
        mmap.mmap(-1, _ROOM).close()
    except OSError:
        return True
    return False


def explained(error: BaseException) -> str:
    """The Chinese sentences for an unforeseen `error`: what happened, where the details are, what to do."""
    damage = _is_damage(error)
    if _is_memory(error) or (damage and _is_short()):  # without memory, a module fails to load in any way
        return _TOO_LITTLE
    if damage:
        name = getattr(error, "name", None) or "/".join(Path(getattr(error, "filename", None) or "").parts[-2:])
        what = f"（{name}）" if name else ""
        return f"宣栏的程序文件不齐，或者损坏了{what}，请重新安装宣栏。{_details(error)}"
    if refusal := refused(error):
        return told(refusal)
    return f"宣栏自己出了错，不是您写错了什么，没有做完。{_details(error)}请把它交给维护这个网站的人。"


def refused(error: BaseException) -> OSError | None:
    """The system's error in `error`; None when it has none. Python 3.11 hides that of a link loop in a RuntimeError."""
    if isinstance(error, RuntimeError) and isinstance(error.__context__, OSError):
        return error.__context__ if error.__context__.errno == errno.ELOOP else None
    return error if isinstance(error, OSError) else None


def told(error: OSError) -> str:
    """A Chinese sentence for `error`: what the system refuses, and for which file."""
    said = reason(error)
    if error.filename is None:
        return f"系统出错：{said}。" if said == error.strerror else f"系统出错：{said}（{error.strerror}）。"
    what = "无法写入" if error.errno in _WRITING else "无法读写"
    return f"{what} {os.fsdecode(error.filename2 or error.filename)}：{said}。"


def _is_memory(error: BaseException) -> bool:
    text = str(error).lower()
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or any(words in text for words in _NO_MEMORY)
    )


def _is_damage(error: BaseException) -> bool:
    """Whether `error` means that a module cannot be loaded: missing, truncated, or of another version."""
    if isinstance(error, (ImportError, SyntaxError)):
        return True
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1].line if frames else None
    while_imported = any(frame.name == "<module>" for frame in frames)
    return not isinstance(error, OSError) and (while_imported or (last or "").startswith(("import ", "from ")))


def require_whole_extensions() -> None:
    """From now on, importing a truncated extension module raises ImportError; the system would end the process."""
    create = ExtensionFileLoader.create_module

    def create_module(loader: ExtensionFileLoader, spec: ModuleSpec) -> ModuleType:
        if spec.origin and not _is_whole(spec.origin):
            raise ImportError(f"{spec.origin} is cut", name=spec.name, path=spec.origin)
        return create(loader, spec)

    setattr(ExtensionFileLoader, "create_module", create_module)  # noqa: B010


def _is_whole(file: str) -> bool:
    """Whether an ELF file includes all of its section header table, which comes last; True for any other file."""
    try:
        with Path(file).open("rb") as stream:
            head = stream.read(64)
            size = stream.seek(0, os.SEEK_END)
    except OSError:
        return True
    if len(head) < 64 or head[:6] != b"\x7fELF\x02\x01":  # not 64-bit little-endian
        return True
    (start,), (length, number) = struct.unpack_from("<Q", head, 40), struct.unpack_from("<HH", head, 58)
    return bool(start + length * number <= size)


def _details(error: BaseException) -> str:
    """Write what a programmer needs into a new temporary file; returns a Chinese sentence that says where."""
    lines = (f"xuanlan {__version__}", f"Python {sys.version}", platform.platform(), " ".join(sys.argv), "")
    text = "\n".join([*lines, *traceback.format_exception(error)])
    try:
        number, name = tempfile.mkstemp(prefix="xuanlan-error-", suffix=".txt")
        os.close(number)
        Path(name).write_text(text, encoding="utf-8", errors="replace")
    except OSError:
        return f"（{' '.join(traceback.format_exception_only(error)[-1].split())}）"
    return f"详情记在 {name}。"
