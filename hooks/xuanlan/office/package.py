"""The files inside a zip file, unpacked within bounds"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from xuanlan.office import xml
from xuanlan.office.contents import DAMAGED, Budget, UnreadableError
from xuanlan.office.loose import Loose
from xuanlan.office.xml import Event, local

MOST_NAMES, MOST_LIST = 20_000, 4_000_000
_MOST_NAME = 200
_CHUNK = 1 << 16
_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, LookupError, NotImplementedError,
           RuntimeError, OSError, OverflowError)  # fmt: skip


class Package:
    """A zip file that is read part by part. Everything here raises UnreadableError."""

    def __init__(self, stream: BinaryIO, size: int, budget: Budget, is_watched: bool = True) -> None:
        """`is_watched` keeps what no reader asks for, for `loose` to tell."""
        self._budget, self._stream, self._size, self._is_watched = budget, stream, size, is_watched
        self.loose = Loose(budget)
        try:
            _bound_list(stream, size)
            self._archive = zipfile.ZipFile(stream)
            self._members = {member.filename: member for member in reversed(self._archive.infolist())}
        except _FAULTS as error:
            raise UnreadableError(DAMAGED) from error
        if len(self._members) > MOST_NAMES:
            raise UnreadableError(f"里面有超过 {MOST_NAMES} 个文件，没有检查")
        self._folded = {name.lower().lstrip("/"): name for name in self._members}

    def names(self) -> list[str]:
        """Names of the files in it, in the order of its list."""
        return [name for name in reversed(self._members) if not name.endswith("/")]

    def under(self, pattern: str) -> list[str]:
        """Names that match the whole `pattern`, whatever their case, 2 before 10."""
        fitting = re.compile(pattern, re.IGNORECASE)
        found = [name for name in self._members if len(name) <= _MOST_NAME and fitting.fullmatch(name)]
        return sorted(found, key=lambda name: [(len(part), part) for part in re.findall(r"\d+|\D+", name)])

    def size(self, name: str) -> int:
        """Bytes that the part claims to have; 0 when there is none."""
        found = self._folded.get(name.lower().lstrip("/"))
        return self._members[found].file_size if found is not None else 0

    def read(self, name: str) -> bytes:
        """A whole part; b"" when there is none."""
        return b"".join(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        found = self._folded.get(name.lower().lstrip("/"))
        if found is None:
            return
        member = self._members[found]
        if member.flag_bits & 1:
            raise UnreadableError("加了密码，打不开")
        if member.compress_type not in _PACKING:
            raise UnreadableError("压缩方法少见，打不开")
        try:
            with self._archive.open(member) as part:
                while chunk := part.read(_CHUNK):
                    self._budget.spend("unpacked", len(chunk))
                    yield chunk
        except _FAULTS as error:
            raise UnreadableError(DAMAGED) from error

    def events(self, name: str) -> Iterator[Event]:
        """The XML of a part, piece by piece; nothing when there is no such part."""
        part = self._folded.get(name.lower().lstrip("/"), name)
        found = xml.events(self._chunks(name), self._budget, lambda text: self.loose.add(part, text))
        return self.loose.watch(part, found) if self._is_watched else found

    def texts(self, name: str, text: str, block: str = "") -> Iterator[str]:
        """What stands in the elements called `text` of a part, joined by the elements called `block` around them."""
        parts: list[str] = []
        inside = 0
        for mark, what, _ in self.events(name):
            if mark == "<" and what == text:
                inside += 1
            elif mark == ">" and what == text:
                inside -= 1
                if not block:
                    yield "".join(parts)
                    parts.clear()
            elif mark == ">" and what == block:
                yield "".join(parts)
                parts.clear()
            elif not mark and inside:
                parts.append(what)

    def is_asked(self, name: str) -> bool:
        """Whether a reader has read all of a part."""
        return name in self.loose.asked

    def between(self) -> bytes:
        """What stands before, between and behind the files that the list names, and the remark of the whole: nothing
        that a program would write is there but the heads of the files."""
        spans = []
        for member in self._archive.infolist():
            self._stream.seek(max(member.header_offset, 0))
            head = self._stream.read(30)
            if len(head) == 30:
                name, extra = struct.unpack_from("<HH", head, 26)
                start = member.header_offset + 30 + name + extra
                spans.append((member.header_offset, start + member.compress_size))
        spans.append((self._archive.start_dir, self._size))
        parts, at = [self._archive.comment], 0
        for start, end in sorted(spans):
            if start > at:
                self._stream.seek(at)
                parts.append(self._stream.read(start - at))
            at = max(at, end)
        return b"\n".join(parts)

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """What the part `name` refers to, by ids: the last word of the type, the target, and whether that lies
        outside the file. Targets inside are names of parts."""
        folder, _, base = name.rpartition("/")
        found = {}
        for mark, what, attributes in self.events(f"{folder}/_rels/{base}.rels".lstrip("/")):
            if mark == "<" and local(what) == "Relationship":
                target, outside = attributes.get("Target", ""), attributes.get("TargetMode") == "External"
                if not outside:
                    target = posixpath.normpath(posixpath.join("/" + folder, unquote(target)[:1000])).lstrip("/")
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target, outside)
        return found


def is_path(target: str) -> bool:
    """Whether a target outside the file is somebody's disk, server or mailbox rather than a page of the web."""
    return not re.match(r"https?:|#|$", target, re.IGNORECASE)


def _bound_list(stream: BinaryIO, size: int) -> None:
    """Refuse a list of files that would take long to read, before it is."""
    start = max(0, size - 65557)
    stream.seek(start)
    tail = stream.read(65557)
    place = tail.rfind(b"PK\5\6")
    if place < 0:
        raise UnreadableError(DAMAGED)
    count, length = struct.unpack_from("<HI", tail, place + 10)
    if count > MOST_NAMES or length > MOST_LIST:
        raise UnreadableError(f"里面有超过 {MOST_NAMES} 个文件，没有检查")
