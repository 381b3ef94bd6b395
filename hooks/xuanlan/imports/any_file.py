"""Any file that may be brought in, read by what it is, whatever its name says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from xuanlan.imports import convert, plain, sheets, web, word
from xuanlan.imports.original import Beside, Original
from xuanlan.office.contents import MOST_BYTES, Unreadable, UnreadableError

_OLE, _ZIP, _RTF = b"\xd0\xcf\x11\xe0", b"PK", b"{\\rtf"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|div|p)\b", re.I | re.S
)
_TEXTS, _SHEETS = ("docx", "docm", "dotx", *(old for old, new in convert.TARGETS.items() if new == "docx")), (
    "xlsx", "xlsm", "xls", *(old for old, new in convert.TARGETS.items() if new == "xlsx"),
)  # fmt: skip
_PAGES, _PLAIN, _ROWS = ("html", "htm", "xhtml"), ("txt", "text"), ("csv", "tsv")
SUFFIXES = frozenset((*_TEXTS, *_SHEETS, *_PAGES, *_PLAIN, *_ROWS, "ofd"))
"""What names of files end in that can be brought in."""


def read(name: str, data: bytes, beside: Beside = lambda _: None) -> Original:
    """What the file called `name` says; `beside` has the files beside it.

    Raises UnreadableError, whose reason follows “：”.
    """
    suffix = PurePosixPath(name).suffix.lower()[1:]
    if suffix not in SUFFIXES:
        raise UnreadableError("不认识这种文件，可以导入的有 Word、WPS、Excel 文件，网页，txt 和 csv")
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"文件超过 {MOST_BYTES // 1_000_000} MB")
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise UnreadableError("文件是空的")
    found = _read(suffix, data, beside)
    if isinstance(found, Unreadable):
        raise UnreadableError(found.reason)
    return found


def is_page(name: str) -> bool:
    """Whether a file is a web page by its name."""
    return PurePosixPath(name).suffix.lower()[1:] in _PAGES


def is_sheet(name: str) -> bool:
    """Whether a file is a table by its name."""
    return PurePosixPath(name).suffix.lower()[1:] in (*_SHEETS, *_ROWS)


def _read(suffix: str, data: bytes, beside: Beside) -> Original | Unreadable:
    if data.startswith(_RTF):
        return _converted("rtf", data)
    if data.startswith((_OLE, _ZIP)) or suffix == "ofd":
        return _office(suffix, data)
    if suffix in _PAGES or _PAGE.match(data[:4000]):  # many systems call their pages .doc or .xls
        return web.read(data, beside=beside)
    return sheets.read("csv", data) if suffix in (*_SHEETS, *_ROWS) else plain.read(data)


def _office(suffix: str, data: bytes) -> Original | Unreadable:
    """A file of an office program: by its structure, for many a docx is called .doc."""
    is_old, is_sheet = data.startswith(_OLE), suffix in _SHEETS
    if is_sheet and suffix != "ods":
        return sheets.read("xls" if is_old else "xlsx", data)
    if is_old or suffix in ("odt", "ods", "ofd"):
        return _converted("doc" if is_old and suffix not in convert.TARGETS else suffix, data)
    return word.read(data)


def _converted(suffix: str, data: bytes) -> Original | Unreadable:
    made = convert.convert(suffix, data)
    if isinstance(made, Unreadable):
        return made
    return word.read(made.data) if made.suffix == "docx" else sheets.read(made.suffix, made.data)
