"""Files of the older programs (doc, xls, ppt; wps, et, dps): compound files, with the files that are inside them"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from contextlib import suppress

from xuanlan.office import biff, pictures, ppt97, word97, xml
from xuanlan.office.compound import Compound, properties
from xuanlan.office.contents import DAMAGED, EMBEDDED, LINK, Collector, UnreadableError
from xuanlan.office.loose import Loose
from xuanlan.office.sniffing import found_in, suffix_of
from xuanlan.office.strings import strings

_WORD, _BOOKS, _SLIDES = "worddocument", ("workbook", "book"), "powerpoint document"
_PIVOTS = "_sx_db_cur"
_PACKED, _NATIVE = ("package", "contents", "package_stream"), "\1ole10native"
"""Streams that are a file of another program ([MS-OLEDS])."""
_HARMLESS = re.compile(
    r"[\1\2\3\5].*|equation native|1table|0table|data|ctls|pictures|current user|contents|package|user names|"
    r"revision log|item|properties|properties_stream|[0-9a-f]{4}|versionlist|layout-cache|encryption|items|.*\.xml"
)
"""Streams of which nothing is said: what programs note of objects, formulas, and what belongs to a document."""
_PICTURE = re.compile(rb"\xff\xd8\xff[\xe0\xe1]")
_MOST_PICTURES, _HEAD_OF_PICTURE = 200, 200_000
Files = list[tuple[str, bytes]]


def read(content: bytes, found: Collector) -> Files:
    """Everything that can be told of such a file, and the files inside it by their names. Raises UnreadableError."""
    file = Compound(content, found.budget)
    inside: Files = []
    loose = Loose(found.budget)
    is_known = False
    for number, (name, streams) in enumerate(file.storages()):
        if number == 0 and "encryptedpackage" in streams:
            raise UnreadableError("加了密码，打不开")
        if number == 0 or not is_known:
            is_known = _document(streams, found, inside)
            properties(streams, found)
        elif name.lower() == _PIVOTS:
            for data in streams.values():
                biff.pivot(data, found)
        else:
            inside += _inner(streams, found)
            _custom(streams.get("item", b""), loose)
        for stream, data in streams.items():
            loose.lines(f"{name}/{stream}", strings(data, found.budget))
            _photographs(data, found)
    loose.lines("", strings(content, found.budget))
    loose.tell(found)
    if not is_known:
        found.miss("这种旧格式的文字没有检查，只找了长的号码")
    return inside


def _custom(data: bytes, loose: Loose) -> None:
    """Data of somebody's own that newer programs keep in older files, too."""
    loose.is_sweeping = True
    with suppress(UnreadableError):
        for _ in loose.watch("item", xml.events([data] if data else [], loose.budget)):
            pass
    loose.is_sweeping = False


def _document(streams: Mapping[str, bytes], found: Collector, inside: Files) -> bool:
    """Read what a storage holds, and note the files inside it; whether it is a document at all."""
    try:
        if _WORD in streams:
            word97.read(streams, found)
        elif book := next((streams[name] for name in _BOOKS if name in streams), b""):
            biff.read(book, found)
        elif _SLIDES in streams:
            inside += ((f"文件.{suffix_of(one) or 'bin'}", one) for one in ppt97.read(streams, found))
        else:
            return False
    except (struct.error, IndexError) as error:
        raise UnreadableError(DAMAGED) from error
    return True


def _inner(streams: Mapping[str, bytes], found: Collector) -> Files:
    """A file inside this one."""
    own, inside = Collector(found.budget), Files()
    try:
        if _document(streams, own, inside):
            properties(streams, own)
            found.take(own.contents(), "嵌入的文件", EMBEDDED)
            return inside
    except UnreadableError as error:
        found.miss(f"嵌入的文件（{error}）")
        return []
    inside = [(f"文件.{kind}", streams[name]) for name in _PACKED if (kind := suffix_of(streams.get(name, b"")))]
    if native := streams.get(_NATIVE):
        for path in native[6:1500].split(b"\0")[:4]:
            if b"\\" in path:
                found.hide(LINK, "嵌入的文件", path.decode("gb18030", "replace"))
        if data := found_in(native):
            inside.append((f"文件.{suffix_of(data)}", data))
        else:
            found.miss("嵌入的文件（程序打不开这种格式的文件）")
    elif not inside and not all(_HARMLESS.fullmatch(name) for name in streams):
        found.miss("嵌入的文件（程序打不开这种格式的文件）")
    return inside


def _photographs(data: bytes, found: Collector) -> None:
    """What photographs inside tell of places and people: it stands at their beginning."""
    for number, start in enumerate(_PICTURE.finditer(data)):
        if number >= _MOST_PICTURES:
            return
        own = Collector(found.budget)
        try:
            pictures.read("jpg", data[start.start() : start.start() + _HEAD_OF_PICTURE], own)
        except UnreadableError:
            continue
        found.take(own.contents(), f"图片 {number + 1}")
