"""Scripts for Linux and Windows that start a browser with a screen's page on the machine behind the screen."""

from __future__ import annotations

import re
import shlex
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

from xuanlan.diagnostics.report import CallError
from xuanlan.render.texts import printed

_SAFE = "-._~:/?#[]@!$&()*+,;=%"
"""What stays unencoded in an address, beside letters and digits: no quotation mark, no backslash, none of ^ < > |."""
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?:[\w.%-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?", re.ASCII)
_HERE = re.compile(r"localhost|.+\.localhost|127(?:\.\d+){3}|::1")
_UNSPEAKABLE = re.compile(r'[\x00-\x1f\x7f"*?<>|]')
"""Characters that no path on Windows can have."""
_ENCODING = "gb2312"
"""Encoding of scripts for cmd.exe. Chinese editions of Windows read it; in UTF-8 cmd.exe loses line ends. All bytes of
a Chinese character are ≥ 0xA1, so other editions do not take one for a command either."""


def files(address: str) -> dict[str, bytes]:
    """The files for a machine that shows `address`, by name. Raises CallError for an address that cannot be shown."""
    address = checked(address)
    parts = urlsplit(address)
    values = {"address": address, "origin": _insecure(parts)}
    shell = {name: shlex.quote(value) for name, value in (values | {"path": _path(parts)}).items()}
    batch = {name: value.replace("%", "%%") for name, value in (values | {"path": _windows_path(parts)}).items()}
    return {
        "xuanlan-screen.sh": printed("kiosk/xuanlan-screen.sh", shell).encode(errors="surrogateescape"),
        "xuanlan-screen.service": printed("kiosk/xuanlan-screen.service", {}).encode(),
        "xuanlan-screen.desktop": printed("kiosk/xuanlan-screen.desktop", {}).encode(),
        "启动屏幕.cmd": printed("kiosk/screen.cmd", batch).replace("\n", "\r\n").encode(_ENCODING),
        "说明.txt": printed("kiosk/readme.txt", values).replace("\n", "\r\n").encode("utf-8-sig"),
    }


def checked(address: str) -> str:
    """`address` in ASCII, with every character encoded that a shell would interpret. Raises CallError."""
    written = address.strip()
    if any(unicodedata.category(char)[0] in "CZ" and char != " " for char in written):
        raise CallError("网址里有换行或者看不见的字符，请重新输入。")
    place = re.split("[?#]", written, maxsplit=1)[0]
    address = quote(_LONE_PERCENT.sub("%25", place.replace("\\", "/") + written[len(place) :]), safe=_SAFE)
    if not _possible(address):
        raise CallError(
            f"不能播放“{written}”。网址要以 http://、https:// 或者 file:/// 开头，"
            "例如 https://board.college.example/kiosk/lobby/index.html 或者 file:///D:/宣传栏/kiosk/lobby/index.html"
        )
    return address


def _possible(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme == "file":
        whole = "\0" not in unquote(parts.path) and parts.path.strip("/") != ""
        return whole and address[5:7] == "//" and (not host or _HOST.fullmatch(host) is not None)
    return parts.scheme in ("http", "https") and _HOST.fullmatch(host) is not None


def _insecure(parts: SplitResult) -> str:
    """The origin of a page that browsers allow no service worker (plain http from another machine); else empty."""
    if parts.scheme != "http" or _HERE.fullmatch(parts.hostname or ""):
        return ""
    return f"http://{parts.netloc.rpartition('@')[2]}"


def _path(parts: SplitResult) -> str:
    """The path of a page opened from a folder; empty for one from a web server."""
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return ""
    return unquote(parts.path, errors="surrogateescape")


def _windows_path(parts: SplitResult) -> str:
    """The path of a page opened from a folder on Windows; empty when a script cannot contain that path."""
    path = _path(parts)
    if not re.match("/[A-Za-z]:/", path) or _UNSPEAKABLE.search(path):
        return ""
    try:
        path.encode(_ENCODING)
    except UnicodeEncodeError:
        return ""
    return path[1:].replace("/", "\\")
