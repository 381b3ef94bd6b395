"""Web pages, and what Word, WPS, Excel and editors of public accounts put on the clipboard: what their readers see"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from xuanlan.imports import rtf_pictures
from xuanlan.imports.html_reader import Reader
from xuanlan.imports.neighbours import file_name
from xuanlan.imports.original import Beside, Original
from xuanlan.library.attachments import IMAGES
from xuanlan.office.contents import UnreadableError
from xuanlan.office.plain import text_of

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a page says how it is written."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8"}
"""Encodings by names that programs give to narrower ones than they use."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(page: str | bytes, rtf: str = "", beside: Beside = lambda _: None) -> Original:
    """A page, or what is on the clipboard; `rtf` is the same text there, with the pictures that HTML only names.
    `beside` has the files beside a page, by their addresses from there."""
    text = _decoded(page) if isinstance(page, bytes) else page

    def named(address: str) -> tuple[str, bytes] | None:
        suffix = PurePosixPath(file_name(address)).suffix.lower()[1:]
        data = beside(address) if suffix in IMAGES else None
        return (suffix.replace("jpeg", "jpg"), data) if data is not None else None

    found = Reader(text, named, beside)
    if rtf and found.unfound:
        pictures = rtf_pictures.pictures(rtf)
        if len(pictures) == found.unfound:
            ready = iter(pictures)
            found = Reader(text, lambda _: next(ready, None), beside)
    return found.original()


def _decoded(page: bytes) -> str:
    """The text of a page by its mark, by what it says of itself, or by what it looks like."""
    told = _CHARSET.search(page[:_HEAD])
    if told and not page.startswith(_MARKS):
        name = told[1].decode("ascii").lower()
        try:
            return page.decode(_WIDER.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass  # what it says of itself is wrong
    try:
        return text_of(page)
    except UnreadableError:
        return page.decode("gb18030", "replace")
