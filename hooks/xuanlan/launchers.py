"""What starts a browser on the machine behind a screen: scripts for Linux and Windows, filled in with an address."""

from __future__ import annotations

import re
import shlex
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

from xuanlan.diagnostics import CallError
from xuanlan.shipped import DATA

_SAFE = "-._~:/?#[]@!$&()*+,;=%"
"""Of an address, beside letters and digits; no kind of quotation mark, no backslash, no ^ < > |."""
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HERE = re.compile(r"localhost|.+\.localhost|127(\.\d+){3}|\[?::1\]?")
_EXAMPLE = "例如 https://board.college.example/kiosk/lobby/index.html 或者 file:///D:/宣传栏/kiosk/lobby/index.html"


def files(address: str) -> dict[str, bytes]:
    """The files of a screen that shows `address`, by their names. Raises CallError when it cannot be shown."""
    address = checked(address)
    parts = urlsplit(address)
    shell = {"ADDRESS": address, "ORIGIN": _insecure(parts), "PATH": unquote(parts.path) * (parts.scheme == "file")}
    batch = {name: value.replace("%", "%%") for name, value in shell.items()}
    return {
        "xuanlan-screen.sh": _filled("xuanlan-screen.sh", {k: shlex.quote(v) for k, v in shell.items()}).encode(),
        "xuanlan-screen.service": _filled("xuanlan-screen.service", {}).encode(),
        "xuanlan-screen.desktop": _filled("xuanlan-screen.desktop", {}).encode(),
        "启动屏幕.cmd": _windows(_filled("screen.cmd", batch)).encode("gb2312"),
        "说明.txt": _windows(_filled("readme.txt", shell)).encode("utf-8-sig"),
    }


def checked(address: str) -> str:
    """`address` in ASCII, with everything encoded that a shell could take for its own. Raises CallError."""
    address = address.strip()
    if any(unicodedata.category(char)[0] in "CZ" and char != " " for char in address):
        raise CallError("网址里有换行或者看不见的字符，请重新输入。")
    place, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address).groups()  # type: ignore[union-attr]
    address = quote(_LONE_PERCENT.sub("%25", place.replace("\\", "/") + mark + rest), safe=_SAFE)
    try:
        parts = urlsplit(address)
        known = bool(parts.hostname if parts.scheme in ("http", "https") else parts.path.strip("/"))
        sound = parts.port is None or parts.scheme != "file"
    except ValueError:
        known = sound = False
    if not address.lower().startswith(("http://", "https://", "file://")) or not known or not sound:
        raise CallError(f"不能播放“{address}”：网址要以 http://、https:// 或者 file:/// 开头。{_EXAMPLE}")
    return address


def _insecure(parts: SplitResult) -> str:
    """The site of a page that browsers give no service worker: plain http, and not from this machine."""
    if parts.scheme != "http" or _HERE.fullmatch(parts.hostname or ""):
        return ""
    return f"http://{parts.netloc.rpartition('@')[2]}"


def _filled(name: str, values: dict[str, str]) -> str:
    text = (DATA / "kiosk" / name).read_text(encoding="utf-8")
    return re.sub("@(ADDRESS|ORIGIN|PATH)@", lambda match: values[match[1]], text)


def _windows(text: str) -> str:
    """`text` with the line ends of Windows.

    A script for cmd.exe is then written in GB2312: that is what Chinese editions read, cmd.exe loses line ends in UTF-8,
    and because no byte of a Chinese character is below 0xA1, none is taken for a command wherever else it runs.
    """
    return text.replace("\n", "\r\n")
