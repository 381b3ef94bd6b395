"""Files of older programs become docx or xlsx by LibreOffice, where this machine has it; nothing in them runs"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from xuanlan.office.contents import MOST_BYTES, Unreadable
from xuanlan.runtime.programs import TooLongError, run

TARGETS = {
    "doc": "docx", "wps": "docx", "rtf": "docx", "odt": "docx", "wpt": "docx", "dot": "docx",
    "et": "xlsx", "ett": "xlsx", "ods": "xlsx",
}  # fmt: skip
"""What files of a suffix become."""
_BY_HAND = {
    "docx": "请在 WPS 或 Word 里打开它，另存为 docx，再导入",
    "xlsx": "请在 WPS 或 Excel 里打开它，另存为 xlsx，再导入",
}
_FIXED = "这是版式文件，里面只有排好的页面；请找它的 Word 或 WPS 原稿导入，或者在阅读器里转成 docx，再导入"
_PATIENCE = 60.0
"""Seconds."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
"""Nothing in a file runs, and nothing is loaded from elsewhere."""
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that is none, through which whatever tries to reach the network all the same does not."""


class Converted(NamedTuple):
    """A file in a newer form."""

    suffix: str
    data: bytes


def program() -> str:
    """LibreOffice on this machine; "" where it is not."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def convert(suffix: str, data: bytes, office: str | None = None) -> Converted | Unreadable:
    """A file whose name ends in `suffix`, in small letters, as docx or xlsx; or why there is none, in Chinese. `office`
    is the program; without it, that of this machine."""
    if suffix == "ofd":
        return Unreadable(_FIXED)
    target = TARGETS.get(suffix)
    if target is None:
        return Unreadable("这种格式的文件不能导入")
    by_hand = _BY_HAND[target]
    office = program() if office is None else office
    if len(data) > MOST_BYTES:
        return Unreadable(f"文件超过 {MOST_BYTES // 1_000_000} MB")
    if not office:
        return Unreadable(by_hand)
    try:
        made = _made(office, suffix, target, data)
    except TooLongError:
        return Unreadable(f"等了一分钟还没有转换好；{by_hand}")
    except OSError:
        made = b""
    return Converted(target, made) if made else Unreadable(f"没有转换成功；{by_hand}")


def _made(office: str, suffix: str, target: str, data: bytes) -> bytes:
    """Raises OSError, TooLongError."""
    with tempfile.TemporaryDirectory(prefix="xuanlan-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        profile, source, out = folder / "profile", folder / f"file.{suffix}", folder / "out"
        (profile / "user").mkdir(parents=True)
        out.mkdir()
        (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        source.write_bytes(data)
        words = [
            office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nofirststartwizard", "--convert-to", target, "--outdir", str(out), str(source),
        ]  # fmt: skip
        settings = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
        run(words, _PATIENCE, apart=sys.platform != "win32", settings={**settings, "TMPDIR": made, "HOME": made})
        result = out / f"file.{target}"
        if not result.is_file() or result.is_symlink() or result.stat().st_size > MOST_BYTES:
            return b""
        return result.read_bytes()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
