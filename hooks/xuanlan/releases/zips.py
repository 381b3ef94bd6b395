"""Zip files that are the same wherever they are made, and open everywhere; if split, each part is a zip of its own."""

from __future__ import annotations

import binascii
import glob
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xuanlan.diagnostics.report import CallError
from xuanlan.tree.disk import names_to_disk

_HEADERS = 200
"""Upper bound of the bytes that a file takes in a zip beside its content and twice its name."""
_PART = re.compile(r"-\d+of\d+\.[Zz][Ii][Pp]")
_UNIX = 3
"""The system that a zip names as its origin: the one whose file modes are used; Windows ignores it."""
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""Every byte with its bits reversed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a pack."""

    path: str
    content: bytes | Path
    executable: bool = False

    @property
    def size(self) -> int:
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)


def cksum(content: bytes) -> str:
    """The checksum and size of `content` as POSIX cksum prints them. The CRC has the reverse bit order of zlib's, and
    goes over the content and its size."""
    size = len(content)
    tail = size.to_bytes((size.bit_length() + 7) // 8, "little")
    crc = binascii.crc32((content + tail).translate(_REVERSED), 0xFFFFFFFF)
    return f"{int(f'{crc:032b}'[::-1], 2)} {size}"


def write(items: Sequence[Item], file: Path, moment: datetime, limit: int | None) -> list[Path]:
    """Pack the items as `file`; if they exceed the `limit` of bytes, as `file-1of3.zip` and so on. Returns what was
    written. Parts of an earlier pack of that name are removed.

    Parts unpack into the same folder, in any order. Raises OSError, and CallError for an item over the limit.
    """
    groups = _groups(items, limit) if limit else [list(items)]
    names = [file] if len(groups) == 1 else [
        file.with_name(f"{file.stem}-{number}of{len(groups)}{file.suffix}") for number in range(1, len(groups) + 1)
    ]  # fmt: skip
    parts = [name.with_name(f"{name.name}.{os.getpid()}.part") for name in names]
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        for part, group in zip(parts, groups, strict=True):
            _write(part, group, moment)
        for part, name in zip(parts, names, strict=True):
            part.replace(name)
        for other in file.parent.glob(f"{glob.escape(file.stem)}-*of*{glob.escape(file.suffix)}"):
            if other not in names and _PART.fullmatch(other.name.removeprefix(file.stem)):
                other.unlink()  # a part of an earlier pack with another number of parts
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    names_to_disk(file.parent)
    return names


def _groups(items: Sequence[Item], limit: int) -> list[list[Item]]:
    """The items in as few parts as their unpacked sizes allow, so that the number of parts is known beforehand."""
    groups: list[list[Item]] = [[]]
    room = limit
    for item in items:
        needed = item.size + item.size // 1000 + _HEADERS + 2 * len(item.path.encode())
        if needed > limit:
            raise CallError(f"{item.path} 有 {item.size / 1e6:.0f} MB，比一个包还大。请把 --split 写大一些。")
        if needed > room:
            groups.append([])
            room = limit
        room -= needed
        groups[-1].append(item)
    return groups


def _write(file: Path, items: Sequence[Item], moment: datetime) -> None:
    year = min(max(moment.year, 1980), 2107)  # the years that a zip can express
    date = (year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with file.open("wb") as stream:
        with zipfile.ZipFile(stream, "w") as pack:
            for item in items:
                info = zipfile.ZipInfo(item.path, date)
                info.create_system = _UNIX
                info.external_attr = (stat.S_IFREG | (0o755 if item.executable else 0o644)) << 16
                info.compress_type = zipfile.ZIP_DEFLATED  # at zlib's own level, 6
                info.file_size = item.size  # so that zipfile knows whether it needs ZIP64
                with pack.open(info, "w") as target:
                    if isinstance(item.content, bytes):
                        target.write(item.content)
                    else:
                        with item.content.open("rb") as source:
                            shutil.copyfileobj(source, target, 1 << 20)
        stream.flush()
        os.fsync(stream.fileno())
