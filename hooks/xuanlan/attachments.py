"""Which files may be published beside a notice, and whether a file is what its name says."""

from __future__ import annotations

import csv
import hashlib
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from xuanlan.characters import CONTROL, UNSEEN, label
from xuanlan.diagnostics import Position, Report

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
_CONTROL = re.compile(
    r"\.ht\w+|web\.config|nginx\.conf|\.user\.ini|crossdomain\.xml"
    r"|.*\.(php\d?|phtml|phar|asp|aspx|ashx|jsp|jspx|cgi|fcgi|shtml)(\..*)?",
    re.IGNORECASE | re.DOTALL,
)
"""Files that a server obeys or runs. Some servers look at every extension: they run e.php.pdf."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
_OF_SYSTEM = re.compile(r"(eh)?thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE)
_LEFTOVER = re.compile(
    r"~\$.*|~.*\.tmp|#.*#|.*~|.*\.(?:tmp|bak|old|orig|sw[opx]|wbk|asd|part|crdownload)", re.IGNORECASE | re.DOTALL
)
_LINE, _UNREADABLE = re.compile(r"[\t\r\n]"), re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile(r'[\\:*?"<>|]|[. ]$')
_FORMULA = re.compile(r"\s*(?:[=@＝＠]|[-+＋－]\s*[A-Za-z]|[-+＋－][^|(]*(?:\||[A-Za-z]\())")
_WEB = re.compile(
    rb"\s*<(?:!doctype|!--|\?xml|(?:html|head|body|title|meta|link|style|script|svg|iframe|table|div|h1|p|br|a)[\s/>])",
    re.IGNORECASE,
)
csv.field_size_limit(MAX_BYTES)


@dataclass(slots=True)
class Attached:
    """A file that goes with a page. `name` is its file name in the output; `size` in bytes."""

    file: Path
    name: str
    size: int
    sha256: str = ""
    """in hexadecimal, once all texts are rendered"""


MISNAMED = (".md.txt", ".markdown", ".mdown", ".md.docx")
"""How files end that were meant to be Markdown."""
TYPES = frozenset(_MAGIC)
"""Suffixes of files that may be published."""


def check_file(file: Path, target: str, position: Position, report: Report) -> bool:
    """Whether `file` may be published (all that speaks against it is reported)."""
    suffix = file.suffix.lower().removeprefix(".")
    if not stat.S_ISREG(file.lstat().st_mode):
        report.add("file-not-regular", position)
        return False
    if is_control(file.name):
        report.add("file-control", position, target=target)
        return False
    if problem := name_problem(file.name):
        report.add("file-name", position, target=target, problem=problem)
        return False
    if suffix not in _MAGIC:
        kind = f".{suffix}" if suffix else "无扩展名"
        report.add("file-type", position, target=target, type=kind, allowed="、".join(_MAGIC))
        return False
    size = file.stat().st_size
    if size > MAX_BYTES:
        report.add("file-too-large", position, size=f"{size / 1e6:.0f} MB", limit=f"{MAX_BYTES / 1e6:.0f} MB")
        return False
    with file.open("rb") as stream:
        head = stream.read(4096)
    wrong = _disguise(suffix, head)
    if wrong:
        report.add("file-disguised", position, target=target, actual=wrong)
        return False
    if suffix == "csv" and (cell := _formula(file)):
        report.add("csv-formula", position, target=target, cell=cell)
        return False
    return True


def is_control(name: str) -> bool:
    """Whether a server would obey or run a file called `name`."""
    return bool(_CONTROL.fullmatch(name))


def name_problem(name: str) -> str:
    """Why a file or folder may not be called `name` wherever it is copied to, or ""."""
    if _DEVICE.fullmatch(name):
        return "Windows 系统的保留名称"
    if found := CONTROL.search(name) or UNSEEN.search(name) or _LINE.search(name):
        return f"含有看不见的字符 {label(found[0])}"
    return "含有无法辨认的字符" if _UNREADABLE.search(name) else ""


def unstorable(name: str) -> str:
    """The sign in `name` that Windows does not store, or ""."""
    found = _UNSTORABLE.search(name)
    return found[0] if found else ""


def of_system(name: str) -> bool:
    """Whether a file called `name` is what Windows or macOS keep in a folder for themselves."""
    return bool(_OF_SYSTEM.fullmatch(name))


def is_leftover(name: str) -> bool:
    """Whether a file called `name` is what a program keeps beside a file that it has open, or has left behind."""
    return bool(_LEFTOVER.fullmatch(name))


def folded(path: str) -> str:
    """`path` as disks compare it that do not tell upper from lower case, nor composed from decomposed signs."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def sha256_of(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _disguise(suffix: str, head: bytes) -> str:
    """What the content is instead of what the suffix says; "" when they agree."""
    if _WEB.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "是网页"
    magic = _MAGIC[suffix]
    if magic is _TEXT:
        return "不是文字" if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    if not head:
        return "是空的"
    fits = head.startswith(magic)
    if suffix == "webp":
        fits = fits and head[8:12] == b"WEBP"
    if suffix == "mp4":
        fits = head[4:8] == b"ftyp"
    return "" if fits else f"不是 {suffix} 格式"


def _formula(file: Path) -> str:
    """The first cell that a spreadsheet program would run, or ""."""
    data = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    for encoding in ("utf-8", "gb18030", "utf-16"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        lines = re.split(r"\r\n|\r|\n", text.replace("\0", "").removeprefix("\ufeff"))
        cells = (cell for mark in ",;\t" for row in csv.reader(lines, delimiter=mark) for cell in row)
        return next((cell[:30] for cell in cells if _FORMULA.match(cell)), "")
    return ""
