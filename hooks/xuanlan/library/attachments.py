"""Attachments: which files may be published beside a notice, and whether each is what its name says."""

from __future__ import annotations

import csv
import errno
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, NamedTuple

from xuanlan.diagnostics.report import MachineError, Position, Report, reason
from xuanlan.library.file_names import is_control, name_problem
from xuanlan.library.inspection import Fault, fault
from xuanlan.office import plain
from xuanlan.office.contents import UnreadableError
from xuanlan.office.pictures import STRIPPED, strip

FileState = tuple[int, int, int, int]
"""Size in bytes, mtime and ctime in nanoseconds, and inode of a file."""

MAX_BYTES = 50_000_000
"""Largest attachment, in bytes."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_TEXT: tuple[bytes, ...] = ()
_MAGIC: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("docx", "xlsx", "pptx", "zip", "ofd", "odt", "ods", "odp"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt"), _OLE),
    **dict.fromkeys(("wps", "et", "dps"), _OLE + _ZIP),
    **dict.fromkeys(("txt", "csv"), _TEXT),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "rar": (b"Rar!",),
    "7z": (b"7z\xbc\xaf",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "mp4": (b"\x00\x00\x00",),
}
IMAGES = ("png", "jpg", "jpeg", "gif", "webp")
MEDIA = ("mp3", "mp4")
_FORMULA = re.compile(r"\s*(?:[=@＝＠]|[-+＋－]\s*[A-Za-z]|[-+＋－][^|(]*(?:\||[A-Za-z]\())")
_WEB = re.compile(
    rb"\s*<(?:!doctype|!--|\?xml|(?:html|head|body|title|meta|link|style|script|svg|iframe|table|div|h1|p|br|a)[\s/>])",
    re.IGNORECASE,
)
csv.field_size_limit(MAX_BYTES)


@dataclass(slots=True)
class Attached:
    """A file that goes with a page. `name` is its file name in the output."""

    file: Path
    name: str
    stamp: FileState
    """its state when it was checked"""
    sha256: str = ""
    """in hexadecimal; known once all texts are rendered"""
    plain: bytes = b""
    """key of the text that the search may show of it; known once it is checked, empty where there is none"""
    length: int = 0
    """characters of that text"""
    pictured: bool = False
    """whether the text shows it as a picture"""

    @property
    def size(self) -> int:
        """Bytes."""
        return self.stamp[0]

    def published(self, root: Path) -> tuple[int, str]:
        """Size and SHA-256 of what readers get: of a picture, the content without what it tells of people and places.

        Raises MachineError when the file has changed since it was checked.
        """
        checked = Checked(root, self.file.relative_to(root).as_posix(), self.sha256)
        if checked.suffix not in STRIPPED:
            return self.size, self.sha256
        content = checked.read_bytes()
        return len(content), hashlib.sha256(content).hexdigest()


TYPES = frozenset(_MAGIC)
"""Suffixes, without the dot, of files that may be published."""


class Checked(NamedTuple):
    """A file of the site with the content that was checked: no other content is ever copied."""

    root: Path
    path: str
    sha256: str
    """in hexadecimal"""

    @property
    def suffix(self) -> str:
        return Path(self.path).suffix.lower().removeprefix(".")

    def read_bytes(self) -> bytes:
        """The content as it is published: pictures without what they tell of people and places.

        Raises MachineError when the file is no longer the one that was checked.
        """
        return strip(self.suffix, self.original())

    def original(self) -> bytes:
        """The content as it lies in the site's folder. Raises MachineError as `read_bytes` does."""
        try:
            with opened(self.root, self.path) as stream:
                content = stream.read()
                if hashlib.sha256(content).hexdigest() == self.sha256:
                    return content
        except ReplacedError:
            pass
        raise MachineError(f"{self.path}：生成网站的时候，这个文件被换掉了。请再生成一次。")


class ReplacedError(OSError):
    """A file has changed since it was checked, or is no regular file inside the site's folder."""


def opened(root: Path, path: str) -> BufferedReader:
    """The regular file `path` inside `root`, opened without following any link. Raises ReplacedError or OSError."""
    if not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise ReplacedError(errno.ELOOP, "not a path inside a folder", path)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW"):
        flags |= os.O_NOFOLLOW
        here = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            *folders, name = path.split("/")
            for folder in folders:
                here, above = os.open(folder, flags | os.O_DIRECTORY, dir_fd=here), here
                os.close(above)
            number = os.open(name, flags, dir_fd=here)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
                raise ReplacedError(errno.ELOOP, "not a plain file", str(root / path)) from error
            raise
        finally:
            os.close(here)
    else:
        if os.path.realpath(root / path) != os.path.join(os.path.realpath(root), *path.split("/")):  # noqa: PTH118
            raise ReplacedError(errno.ELOOP, "not a plain file", str(root / path))
        number = os.open(root / path, flags)
    stream = os.fdopen(number, "rb")
    if not stat.S_ISREG(os.fstat(number).st_mode):
        stream.close()
        raise ReplacedError(errno.ELOOP, "not a plain file", str(root / path))
    return stream


def laid(status: os.stat_result) -> FileState:
    """The state of a file, which changes with its content."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def check_file(root: Path, path: str, target: str, position: Position, report: Report) -> FileState | None:
    """The state of the file `path` inside `root`; None, with every reason reported, when it may not be published."""
    try:
        with opened(root, path) as stream:
            status = os.fstat(stream.fileno())
            found = objection(path.rpartition("/")[2], stream, status.st_size)
    except ReplacedError:
        found = ("file-not-regular", {})
    except OSError as error:
        found = ("file-unreadable", {"reason": reason(error)})
    if found:
        report.add(found[0], position, **{"target": target, **found[1]})
        return None
    return laid(status)


def objection(name: str, stream: BinaryIO, size: int) -> Fault | None:
    """Why the file in `stream`, of `size` bytes, may not be published as `name`; None when it may."""
    suffix = Path(name).suffix.lower().removeprefix(".")
    if is_control(name):
        return ("file-control", {})
    if problem := name_problem(name):
        return ("file-name", {"problem": problem})
    if suffix not in _MAGIC:
        return ("file-type", {"type": f".{suffix}" if suffix else "无扩展名", "allowed": "、".join(_MAGIC)})
    if size > MAX_BYTES:
        return ("file-too-large", {"size": f"{size / 1e6:.0f} MB", "limit": f"{MAX_BYTES / 1e6:.0f} MB"})
    if wrong := _disguise(suffix, stream.read(4096)):
        return ("file-disguised", {"actual": wrong})
    if found := fault(suffix, stream, size):
        return found
    if suffix == "csv" and (cell := _formula(stream)):
        return ("csv-formula", {"cell": cell})
    return None


def sha256_of(root: Path, path: str, stamp: FileState) -> bytes:
    """SHA-256 of the file `path` inside `root`. Raises ReplacedError when its state is not `stamp`, and OSError."""
    with opened(root, path) as stream:
        if laid(os.fstat(stream.fileno())) != stamp:
            raise ReplacedError(errno.ESTALE, "replaced", str(root / path))
        return hashlib.file_digest(stream, "sha256").digest()


def checked(root: Path, path: str, stamp: FileState) -> Checked:
    """The file with its digest. Raises like `sha256_of`."""
    return Checked(root, path, sha256_of(root, path, stamp).hex())


def _disguise(suffix: str, head: bytes) -> str:
    """What a file that begins with `head` is, in Chinese, if not what its suffix says; "" when they agree."""
    if _WEB.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "是网页"
    magic = _MAGIC[suffix]
    if magic is _TEXT:
        return "不是文字" if b"\0" in head and not plain.wide(head) else ""
    if not head:
        return "是空的"
    if magic is _ZIP and head.startswith(_OLE):
        return "加了密码，或者其实是旧版的 doc、xls、ppt 格式"
    fits = head.startswith(magic)
    if suffix == "webp":
        fits = fits and head[8:12] == b"WEBP"
    if suffix == "mp4":
        fits = head[4:8] == b"ftyp"
    return "" if fits else f"不是 {suffix} 格式"


def _formula(stream: BinaryIO) -> str:
    """The first cell of a CSV file that a spreadsheet program would run as a formula, or ""."""
    stream.seek(0)
    try:
        lines = re.split(r"\r\n|\r|\n", plain.text_of(stream.read()))
    except UnreadableError:
        return ""
    cells = (cell for mark in ",;\t" for row in csv.reader(lines, delimiter=mark) for cell in row)
    return next((cell[:30] for cell in cells if _FORMULA.match(cell)), "")
