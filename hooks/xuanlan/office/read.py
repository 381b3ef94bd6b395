"""Any file that may be published, read by its suffix: what it says, what it hides, or why that cannot be told"""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from xuanlan.office import legacy, opendocument, pdf, pictures, plain, slides, word
from xuanlan.office.contents import (
    EMBEDDED,
    TOO_MUCH,
    Budget,
    Collector,
    Contents,
    Unreadable,
    UnreadableError,
)  # fmt: skip
from xuanlan.office.package import Package
from xuanlan.office.workbook import Workbook

MOST_BYTES = 50_000_000
"""Largest file that is read."""
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_WORD, _SHEET, _SLIDES = ("docx", "doc", "wps"), ("xlsx", "xls", "et"), ("pptx", "ppt", "dps")
_OPEN = ("odt", "ods", "odp")
_PICTURES = ("jpg", "jpeg", "png", "webp", "gif")
_PLAIN = ("txt", "csv")
_CLOSED = ("ofd", "rar", "7z")
"""What may be published though no program of ours can look into it."""
SUFFIXES = frozenset((*_WORD, *_SHEET, *_SLIDES, *_OPEN, *_PICTURES, *_PLAIN, *_CLOSED, "pdf", "zip"))
"""What `read` has something to say of; of anything else, such as a film, it says nothing."""
_SILENT = frozenset(("mp3", "mp4"))
_INNER = r"(?:word|xl|ppt)/(?:embeddings|media)/[^/]+"


def read(suffix: str, stream: BinaryIO, size: int) -> Contents | Unreadable:
    """What is in the file of `size` bytes, whose name ends in `suffix`, without a point, in small letters."""
    return _read(suffix, stream, size, Budget(), is_inner=False)


def _read(suffix: str, stream: BinaryIO, size: int, budget: Budget, *, is_inner: bool) -> Contents | Unreadable:
    if suffix not in SUFFIXES:
        return Contents()
    if suffix in _CLOSED:
        return Unreadable("程序打不开这种格式的文件，没有检查")
    if size > MOST_BYTES:
        return Unreadable(f"文件超过 {MOST_BYTES // 1_000_000} MB，没有检查")
    found = Collector(budget)
    try:
        stream.seek(0)
        head = stream.read(4)
        stream.seek(0)
        if suffix == "zip":
            _archive(Package(stream, size, budget), found, is_inner)
        elif suffix in (*_WORD, *_SHEET, *_SLIDES, *_OPEN):
            if head == _OLE:
                legacy.read(stream.read(size), found)
            else:
                _package(suffix, Package(stream, size, budget), found, is_inner)
        elif suffix == "pdf":
            for name, data in pdf.read(stream.read(size), found):
                found.hide(EMBEDDED, "附件", name)
                if not is_inner:
                    _inner(name, data, f"附件“{name}”", EMBEDDED, found)
        elif suffix in _PICTURES:
            pictures.read(suffix, stream.read(size), found)
        else:
            plain.read(suffix, stream.read(size), found)
    except UnreadableError as error:
        return Unreadable(str(error))
    except (MemoryError, RecursionError):
        return Unreadable(TOO_MUCH)
    return found.contents()


def _package(suffix: str, package: Package, found: Collector, is_inner: bool) -> None:
    """A document of a newer program; WPS gives its own suffixes to the same formats."""
    if package.size("content.xml"):
        opendocument.read(package, found)
    elif suffix in _WORD:
        word.read(package, found)
    elif suffix in _SHEET:
        Workbook(package, found).read()
    else:
        slides.read(package, found)
    if is_inner:
        return
    for part in package.under(_INNER):
        name = part.rpartition("/")[2]
        is_picture = "/media/" in part.lower()
        if is_picture or PurePosixPath(name).suffix.lower()[1:] in SUFFIXES:
            where = f"{'图片' if is_picture else '嵌入的文件'} {name}"
            _member(package, part, where, "" if is_picture else EMBEDDED, found)


def _archive(package: Package, found: Collector, is_inner: bool) -> None:
    unread = []
    for name in package.names():
        shown = _name(name)
        found.see(shown, "压缩包里的文件名")
        suffix = PurePosixPath(name).suffix.lower()[1:]
        if not is_inner and suffix in SUFFIXES.difference(_CLOSED, ("zip",)):
            if reason := _member(package, name, shown, "", found):
                unread.append(f"{shown}（{reason}）")
        elif suffix in ("zip", "rar", "7z"):
            unread.append(f"{shown}（压缩包里的压缩包）")
        elif not name.endswith("/") and suffix not in _SILENT:
            unread.append(shown)
    if unread:
        found.facts["unread"] = "没有检查：" + "、".join(unread[:5]) + ("等" if len(unread) > 5 else "")


def _inner(name: str, data: bytes, where: str, kind: str, found: Collector) -> str:
    """A file inside another; why it could not be read, or ""."""
    suffix = PurePosixPath(name).suffix.lower()[1:]
    inner = _read(suffix, BytesIO(data), len(data), found.budget, is_inner=True)
    if isinstance(inner, Unreadable):
        return inner.reason
    found.take(inner, where, kind)
    if inner.facts.ai:
        found.facts.setdefault("ai", inner.facts.ai)
    return inner.facts.unread


def _member(package: Package, part: str, where: str, kind: str, found: Collector) -> str:
    """The same of a part of a package."""
    if package.size(part) > MOST_BYTES:
        return TOO_MUCH
    try:
        data = package.read(part)
    except UnreadableError as error:  # the others may be whole
        return str(error)
    return _inner(part, data, where, kind, found)


def _name(name: str) -> str:
    """A name as Chinese programs mean it, which write it in GB18030 without saying so."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
