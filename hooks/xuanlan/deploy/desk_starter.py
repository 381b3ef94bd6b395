"""The starter of the desk for the desktop: a double click opens it, without a black window"""

from __future__ import annotations

import re
from pathlib import PurePath

from xuanlan.diagnostics.report import CallError
from xuanlan.render.texts import printed

NAME = "写稿台"
_ENCODING = "gb18030"
"""Of scripts for cmd.exe: Chinese editions of Windows read it as their own, GBK."""
_SPECIAL = re.compile(r'(["`$\\])')
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f]")


def starter(program: PurePath, site: PurePath, *, windows: bool) -> tuple[str, bytes]:
    """Name and content of the file that opens the desk of `site` with the Python interpreter `program`.

    Raises CallError for a path that no starter can hold.
    """
    if any(_UNSPEAKABLE.search(str(path)) or "\ufffd" in str(path) for path in (program, site)):
        raise CallError("文件夹的名称里有看不见的字符，做不了桌面上的图标。")
    if windows:
        quiet = program.with_name("pythonw.exe")  # without a black window
        values = {"program": str(quiet).replace("%", "%%"), "site": str(site).replace("%", "%%")}
        return f"{NAME}.cmd", printed("desk/starter.cmd", values).replace("\n", "\r\n").encode(_ENCODING)
    values = {"program": _quoted(str(program)), "site": _quoted(str(site))}
    return f"{NAME}.desktop", printed("desk/starter.desktop", values).encode()


def _quoted(path: str) -> str:
    """A path in quotes, as the key Exec of a desktop entry has it: the value itself is unescaped once before that."""
    inside = _SPECIAL.sub(r"\\\1", path).replace("%", "%%")
    return '"' + inside.replace("\\", "\\\\") + '"'
