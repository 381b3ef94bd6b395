"""Parts of a package that no reader of its format has asked for: whatever they are, they go out with the file"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from xuanlan.office.contents import EMBEDDED, MOST_BYTES, TOO_MUCH, Collector, UnreadableError
from xuanlan.office.package import Package
from xuanlan.office.plain import text_of
from xuanlan.office.sniffing import OLE, ZIP, suffix_of
from xuanlan.office.strings import strings

Inner = Callable[[str, bytes, str, str], str]
"""Reads a file inside this one: its name, its content, its place, what hides it; gives why it could not, or ""."""
_PICTURES = frozenset(("jpg", "jpeg", "png", "webp", "gif"))
_FILES = frozenset(
    ("docx", "doc", "wps", "xlsx", "xls", "et", "pptx", "ppt", "dps", "odt", "ods", "odp", "pdf", "txt", "csv", "zip")
)
_MARKED = re.compile(rb"\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
_TAG = re.compile(r"<([^<>]*)>")
_SILENT = frozenset(("mp3", "mp4", "m4a", "wav", "wma", "wmv", "avi", "mov", "m4v", "mpg", "mpeg"))
"""Sounds and films, in which nobody looks for words."""
_USUAL = re.compile(
    r"mimetype|.*\.(?:odttf|fntdata|ttf|otf|emf|wmf|emz|wmz|bmp|tif|tiff|ico|gdi|svm)|.*printersettings\d*\.bin|.*customproperty\d*\.bin|.*\.wdp|.*\.lck|metadata|"
    r".*/activex\d*\.bin|docprops/thumbnail\..*|thumbnails/.*|objectreplacements/.*|layout-cache|fonts/.*|pictures/.*",
    re.IGNORECASE,
)
"""Parts that programs write and that hold no words but what is looked for in any bytes: fonts, drawings, settings."""


def sweep(package: Package, found: Collector, inner: Inner) -> None:
    """Read everything in `package` that was not read yet."""
    package.loose.is_sweeping = True
    unknown = []
    for name in package.names():
        suffix = PurePosixPath(name).suffix.lower()[1:]
        if package.is_asked(name) or suffix in _SILENT:
            continue
        shown = PurePosixPath(name).name
        if package.size(name) > MOST_BYTES:
            unknown.append(f"{shown}（{TOO_MUCH}）")
            continue
        data = package.read(name)
        where = f"{'图片' if suffix in _PICTURES else '嵌入的文件'} {shown}"
        if suffix in _PICTURES:
            if reason := inner(shown, data, where, ""):
                package.loose.lines(name, strings(data, found.budget))
                unknown.append(f"{shown}（{reason}）")
        elif data[:4] in (OLE, ZIP) or suffix in _FILES:
            known = suffix_of(data) or suffix
            if reason := inner(f"{shown}.{known}", data, where, EMBEDDED):
                unknown.append(f"{shown}（{reason}）")
        elif _MARKED.match(data):
            _marked_up(package, name, data)
        else:
            package.loose.lines(name, strings(data, found.budget))
            if data and not _USUAL.fullmatch(name):
                unknown.append(shown)
    between = package.between()
    package.loose.lines("压缩包的目录以外", strings(between, found.budget))
    if ZIP in between:
        unknown.append("目录里没有列出的文件")
    if unknown:
        found.miss("文件里面的" + "、".join(dict.fromkeys(unknown[:5])) + ("等" if len(unknown) > 5 else ""))
    package.loose.tell(found)


def _marked_up(package: Package, name: str, data: bytes) -> None:
    """A part in XML, or in something like it that programs write for themselves (VML, HTML)."""
    try:
        for _ in package.events(name):
            pass
    except UnreadableError:
        text = text_of(data)
        for line in _TAG.sub("\n", text).splitlines():
            package.loose.add(name, line.strip(), True)
        for tag in _TAG.findall(text):
            for value in tag.split('"')[1::2]:
                package.loose.add(name, value)
