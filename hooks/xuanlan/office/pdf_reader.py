"""The process that reads PDF: it alone loads PDFium, which may crash, or take any memory and time, over a hostile file

Started by `office.pdf`; each request is a file and the seconds it may take.
"""

from __future__ import annotations

import ctypes
import time
from functools import cache
from typing import Any, TypedDict

from xuanlan.office.contents import (
    COMMENT,
    COVERED,
    DAMAGED,
    LINK,
    OLDER,
    SCRIPT,
    TOO_MUCH,
    VANISHED,
)  # fmt: skip
from xuanlan.office.pdf_page import Page
from xuanlan.office.pdf_paint import Patience
from xuanlan.office.pdf_raw import Raw, look
from xuanlan.runtime.helper import bound, serve

MOST_MEMORY = 480_000_000
"""Bytes of addresses, of which the libraries take a fourth."""
_MOST_PAGES, _MOST_CHARACTERS, _MOST_ATTACHED, _MOST_NOTES = 3000, 10_000_000, 50, 5000
_LONGEST_ATTACHED, _LONGEST_STRING = 20_000_000, 200_000
_MOST_OLDER, _BLANK = 5, b"\0\t\n\f\r "
_DEEPEST = 20
"""Levels of the outline that are read."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
_META = ("Author", "Title", "Subject", "Keywords", "AIGC")
_LINK, _FREE_TEXT, _POPUP, _FILE, _WIDGET, _REDACT = 2, 3, 16, 17, 20, 28
"""FPDF_ANNOT_*."""
_UNSEEN = 2 | 32
"""Flags of an annotation (12.5.3): hidden, no view."""


class Read(TypedDict):
    """What is in a file: places of `seen` and `hidden` are in Chinese."""

    seen: list[tuple[str, str]]
    hidden: list[tuple[str, str, str]]
    meta: dict[str, str]
    attached: list[tuple[str, bytes]]
    bookmarks: list[str]
    blank: list[int]
    """numbers of pages without a text"""
    rest: list[str]
    """strings of any object, whether shown or not"""
    packets: list[bytes]
    """metadata in XML"""
    unread: list[str]
    """what of the file was not looked at, in Chinese"""


@cache
def _library() -> Any:
    import pypdfium2.raw as r

    r.FPDF_InitLibrary()
    return r


def answer(asked: tuple[bytes, float]) -> tuple[str, Any, float]:
    """What a PDF holds, or why that cannot be told, and how many seconds it took of those that it may take."""
    data, seconds = asked
    bound(seconds)
    begun = time.process_time()
    kind, told = _answer(data)
    return kind, told, time.process_time() - begun


def _answer(data: bytes) -> tuple[str, Any]:
    try:
        r = _library()
    except Exception as error:  # it is not installed, or its library does not load
        return ("refused", f"读 PDF 的组件不能用（{error}）")
    document = r.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return ("refused", "加了密码，打不开" if r.FPDF_GetLastError() == _PASSWORD else DAMAGED)
    try:
        pages = r.FPDF_GetPageCount(document)
        if pages > _MOST_PAGES:
            return ("refused", TOO_MUCH)
        raw = look(data)
        kind, told = _read(r, document, pages, raw)
        if kind == "read":
            _older(r, document, data, told)
        return (kind, told)
    except MemoryError:
        return ("refused", TOO_MUCH)
    finally:
        r.FPDF_CloseDocument(document)


def _older(r: Any, document: Any, data: bytes, told: Read) -> None:
    """What earlier versions of the file show: programs that change a PDF put the change behind it and leave all the
    rest as it was."""
    count = r.FPDF_GetTrailerEnds(document, None, 0)
    ends = (ctypes.c_uint * max(count, 1))()
    r.FPDF_GetTrailerEnds(document, ends, count)
    versions = sorted({end for end in ends[:count] if data[end:].strip(_BLANK)})
    if len(versions) > _MOST_OLDER:
        told["unread"].append(f"{len(versions)} 个以前保存的版本只看了最后 {_MOST_OLDER} 个")
    known = {"".join(line.split()) for text, _ in told["seen"] for line in text.splitlines()}
    known |= {"".join(line.split()) for _, _, text in told["hidden"] for line in text.splitlines()}
    for end in reversed(versions[-_MOST_OLDER:]):
        older = r.FPDF_LoadMemDocument64(data, end, None)
        if not older:
            continue
        try:
            for number in range(min(r.FPDF_GetPageCount(older), _MOST_PAGES)):
                if page := r.FPDF_LoadPage(older, number):
                    try:
                        for line in _all_text(r, page).splitlines():
                            if (bare := "".join(line.split())) and bare not in known:
                                known.add(bare)
                                told["hidden"].append((OLDER, f"第{number + 1}页", line))
                    finally:
                        r.FPDF_ClosePage(page)
        finally:
            r.FPDF_CloseDocument(older)


def _all_text(r: Any, page: Any) -> str:
    text = r.FPDFText_LoadPage(page)
    if not text:
        return ""
    try:
        count = max(r.FPDFText_CountChars(text), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        r.FPDFText_GetText(text, 0, count, buffer)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    finally:
        r.FPDFText_ClosePage(text)


def _read(r: Any, document: Any, pages: int, raw: Raw) -> tuple[str, Any]:
    found = Read(
        seen=[], hidden=[], meta={}, attached=[], bookmarks=[], blank=[], rest=raw.lines, packets=raw.packets, unread=[]
    )
    if raw.has_form:
        found["unread"].append("里面有 XFA 表单")
    if raw.is_locked:
        found["unread"].append("加了限制修改的密码，页面和批注以外的内容打不开")
    if not raw.is_whole:
        found["unread"].append("页面以外的内容太多，没有看完")
    left = _MOST_CHARACTERS
    patience = Patience()
    for number in range(1, pages + 1):
        page = r.FPDF_LoadPage(document, number - 1)
        if not page:
            continue
        try:
            seen, hidden = Page(r, page, patience, raw.has_layers).text()
            left -= len(seen) + sum(map(len, hidden.values()))
            if left < 0:
                return ("refused", TOO_MUCH)
            found["seen"].append((seen, f"第{number}页"))
            found["hidden"] += [(kind, f"第{number}页", text) for kind, text in hidden.items()]
            _annotations(r, document, page, f"第{number}页", found)
            if not seen.strip() and not hidden and r.FPDFPage_CountObjects(page):
                found["blank"].append(number)
            elif _is_annotated(r, page):
                _faces(r, page, seen, f"第{number}页", found)
        finally:
            r.FPDF_ClosePage(page)
    found["meta"] = {key: _string(r.FPDF_GetMetaText, document, key.encode()) for key in _META}
    for at in range(min(r.FPDFDoc_GetAttachmentCount(document), _MOST_ATTACHED)):
        one = r.FPDFDoc_GetAttachment(document, at)
        found["attached"].append((_string(r.FPDFAttachment_GetName, one), _attached(r, one)))
    _bookmarks(r, document, None, found["bookmarks"])
    if raw.has_script or r.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found["hidden"].append((SCRIPT, "整个文件", "JavaScript"))
    return ("read", found)


def _bookmarks(r: Any, document: Any, above: Any, told: list[str], level: int = 0) -> None:
    """The titles of the outline, in its order; a hostile one goes in circles."""
    one = r.FPDFBookmark_GetFirstChild(document, above)
    while one and len(told) < _MOST_NOTES and level < _DEEPEST:
        told.append(_string(r.FPDFBookmark_GetTitle, one))
        _bookmarks(r, document, one, told, level + 1)
        one = r.FPDFBookmark_GetNextSibling(document, one)


def _is_annotated(r: Any, page: Any) -> bool:
    """Whether a page has annotations that have a face of their own."""
    for at in range(min(r.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        if note := r.FPDFPage_GetAnnot(page, at):
            kind, has_face = r.FPDFAnnot_GetSubtype(note), r.FPDFAnnot_GetObjectCount(note) > 0
            r.FPDFPage_CloseAnnot(note)
            if has_face and kind not in (_LINK, _POPUP):
                return True
    return False


def _faces(r: Any, page: Any, seen: str, where: str, found: Read) -> None:
    """What annotations show beside what they say, such as stamps: they are made part of the page, in memory."""
    known = {"".join(line.split()) for line in seen.splitlines()}
    known |= {"".join(line.split()) for text, _ in found["seen"] for line in text.splitlines()}
    if r.FPDFPage_Flatten(page, 0) != 1:
        return
    for line in _all_text(r, page).splitlines():
        if (bare := "".join(line.split())) and bare not in known:
            known.add(bare)
            found["seen"].append((line, f"{where} 注释"))


def _annotations(r: Any, document: Any, page: Any, where: str, found: Read) -> None:
    for at in range(min(r.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = r.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        kind = r.FPDFAnnot_GetSubtype(note)
        is_unseen = bool(r.FPDFAnnot_GetFlags(note) & _UNSEEN)
        text = _string(r.FPDFAnnot_GetStringValue, note, b"V" if kind == _WIDGET else b"Contents")
        author = _string(r.FPDFAnnot_GetStringValue, note, b"T")
        if kind == _FILE:
            if one := r.FPDFAnnot_GetFileAttachment(note):
                found["attached"].append((_string(r.FPDFAttachment_GetName, one), _attached(r, one)))
        elif kind == _REDACT:
            found["hidden"].append((COVERED, where, text or "标了密文，还没有涂去"))
        if kind == _LINK:
            link = r.FPDFAnnot_GetLink(note)
            action = r.FPDFLink_GetAction(link) if link else None
            address = (
                _raw(r.FPDFAction_GetURIPath, document, action).decode("utf-8", "replace").strip("\0") if action else ""
            )
            found["hidden"].append((LINK, where, address))
        elif text and kind in (_FREE_TEXT, _WIDGET):
            place = f"{where} {'表单' if kind == _WIDGET else '文本框'}"
            if is_unseen:
                found["hidden"].append((VANISHED, place, text))
            else:
                found["seen"].append((text, place))
        elif text and kind != _POPUP:
            found["hidden"].append((COMMENT, where, f"{author}：{text}" if author else text))
        r.FPDFPage_CloseAnnot(note)


def _raw(ask: Any, *asked: Any) -> bytes:
    """What a function of the library fills into a buffer whose length it tells first."""
    length = min(ask(*asked, None, 0), _LONGEST_STRING)
    buffer = ctypes.create_string_buffer(length)
    ask(*asked, buffer, length)
    return buffer.raw


def _string(ask: Any, *asked: Any) -> str:
    """The same, of functions that give UTF-16."""
    length = min(ask(*asked, None, 0), _LONGEST_STRING)
    if length < 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    ask(*asked, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]


def _attached(r: Any, one: Any) -> bytes:
    length = ctypes.c_ulong()
    if not r.FPDFAttachment_GetFile(one, None, 0, length) or not 0 < length.value <= _LONGEST_ATTACHED:
        return b""
    buffer = ctypes.create_string_buffer(length.value)
    r.FPDFAttachment_GetFile(one, buffer, length.value, length)
    return buffer.raw


if __name__ == "__main__":
    serve(answer, MOST_MEMORY)
