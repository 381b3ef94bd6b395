"""Any file that may be published, read by its suffix: what it says, what it hides, or why that cannot be told"""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from xuanlan.office import legacy, opendocument, pdf, pictures, plain, slides, word
from xuanlan.office.contents import (
    EMBEDDED,
    MOST_BYTES,
    REST,
    TOO_MUCH,
    Budget,
    Collector,
    Contents,
    Unreadable,
    UnreadableError,
)  # fmt: skip
from xuanlan.office.package import Package
from xuanlan.office.parts import sweep
from xuanlan.office.strings import strings
from xuanlan.office.workbook import Workbook

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
_DEEPEST = 4
"""Files in files in files that are opened; in real ones a picture lies in a document in an archive."""


def read(suffix: str, stream: BinaryIO, size: int, *, as_shown: bool = False) -> Contents | Unreadable:
    """What is in the file of `size` bytes, whose name ends in `suffix`, without a point, in small letters. Numbers of
    sheets have all their digits, since those go with the file, or are as they are shown."""
    return _read(suffix, stream, size, Collector(Budget(), as_shown=as_shown), 0)


def _read(suffix: str, stream: BinaryIO, size: int, found: Collector, depth: int) -> Contents | Unreadable:
    if suffix not in SUFFIXES:
        return Contents()
    if suffix in _CLOSED:
        return Unreadable("程序打不开这种格式的文件，没有检查")
    if depth > _DEEPEST:
        return Unreadable("一层套一层，太深了，没有检查")
    if size > MOST_BYTES:
        return Unreadable(f"文件超过 {MOST_BYTES // 1_000_000} MB，没有检查")
    budget = found.budget
    try:
        stream.seek(0)
        head = stream.read(4)
        stream.seek(0)
        if suffix == "zip":
            _archive(Package(stream, size, budget), found, depth)
        elif suffix in (*_WORD, *_SHEET, *_SLIDES, *_OPEN):
            if head == _OLE:
                for name, data in legacy.read(stream.read(size), found):
                    if reason := _inner(name, data, "嵌入的文件", EMBEDDED, found, depth):
                        found.miss(f"嵌入的文件（{reason}）")
            else:
                _package(suffix, Package(stream, size, budget), found, depth)
        elif suffix == "pdf":
            for name, data in pdf.read(stream.read(size), found):
                found.hide(EMBEDDED, "附件", name)
                if reason := _inner(name, data, f"附件“{name}”", EMBEDDED, found, depth):
                    found.miss(f"附件“{name}”（{reason}）")
        elif suffix in _PICTURES:
            pictures.read(suffix, stream.read(size), found)
        else:
            plain.read(suffix, stream.read(size), found)
    except UnreadableError as error:
        return Unreadable(str(error))
    except (MemoryError, RecursionError):
        return Unreadable(TOO_MUCH)
    return found.contents()


def _package(suffix: str, package: Package, found: Collector, depth: int) -> None:
    """A document of a newer program; WPS gives its own suffixes to the same formats."""
    if package.size("content.xml"):
        opendocument.read(package, found)
    elif suffix in _WORD:
        word.read(package, found)
    elif suffix in _SHEET:
        Workbook(package, found).read()
    else:
        slides.read(package, found)
    sweep(package, found, lambda name, data, where, kind: _inner(name, data, where, kind, found, depth))


def _archive(package: Package, found: Collector, depth: int) -> None:
    unread = []
    for name in package.names():
        shown = _name(name)
        found.see(shown, "压缩包里的文件名")
        suffix = PurePosixPath(name).suffix.lower()[1:]
        if suffix in SUFFIXES.difference(_CLOSED, ("zip",)):
            if reason := _member(package, name, shown, "", found, depth):
                unread.append(f"{shown}（{reason}）")
        elif suffix in ("zip", "rar", "7z"):
            unread.append(f"{shown}（压缩包里的压缩包）")
        elif not name.endswith("/") and suffix not in _SILENT:
            unread.append(shown)
    package.loose.lines("压缩包的目录以外", strings(package.between(), found.budget))
    package.loose.tell(found)
    if unread:
        found.facts["unread"] = "没有检查：" + "、".join(unread[:5]) + ("等" if len(unread) > 5 else "")


def _inner(name: str, data: bytes, where: str, kind: str, found: Collector, depth: int) -> str:
    """A file inside another; why it could not be read, or ""."""
    suffix = PurePosixPath(name).suffix.lower()[1:]
    if suffix in SUFFIXES:
        inner = _read(suffix, BytesIO(data), len(data), Collector(found.budget), depth + 1)
    else:
        inner = Contents() if suffix in _SILENT or not data else Unreadable("程序打不开这种格式的文件")
    if isinstance(inner, Unreadable):
        for text in strings(data, found.budget):
            found.hide(REST, where, text)
        return inner.reason
    found.take(inner, where, kind)
    if inner.facts.ai:
        found.facts.setdefault("ai", inner.facts.ai)
    return inner.facts.unread


def _member(package: Package, part: str, where: str, kind: str, found: Collector, depth: int) -> str:
    """The same of a part of a package."""
    if package.size(part) > MOST_BYTES:
        return TOO_MUCH
    try:
        data = package.read(part)
    except UnreadableError as error:  # the others may be whole
        return str(error)
    return _inner(part, data, where, kind, found, depth)


def _name(name: str) -> str:
    """A name as Chinese programs mean it, which write it in GB18030 without saying so."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
