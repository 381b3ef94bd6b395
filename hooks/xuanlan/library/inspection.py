"""Whether a file is complete and harmless, by the structure of its format: headers, ends and lists of contents.

Nothing is unpacked. `fault` returns a code of `messages` and the values for its wording, except the target.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from functools import lru_cache
from typing import BinaryIO

MOST_PIXELS = 50_000_000
"""A larger image takes more memory than a reader's telephone, or the typesetter, has."""
MOST_UNPACKED = 1_000_000_000
"""Bytes that all files of an archive may have together, unpacked."""
_MOST_RATIO, _MOST_NAMES, _TAIL = 1000, 50_000, 2048
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)", re.DOTALL)
_MACROS = re.compile(r"(?:.*/)?(?:vbaproject\.bin|vbadata\.xml)|xl/macrosheets/.+|basic/.+", re.IGNORECASE | re.DOTALL)
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,15})")

_MOST_COUNTED = 8_000_000
"""Most bytes of a JPEG scan whose blocks are counted, which takes some ten seconds."""
_MARKER, _RESTART = re.compile(rb"\xff[^\0\xd0-\xd7\xff]"), re.compile(rb"\xff+[\xd0-\xd7]")
"""Markers that end a JPEG scan, and restart markers, which divide one."""

Fault = tuple[str, dict[str, str]]


class _DamagedError(Exception):
    """The file violates its format; the reason in Chinese."""


def fault(suffix: str, stream: BinaryIO, size: int) -> Fault | None:
    """Why the file in `stream`, whose first bytes are those of the format `suffix`, is unfit; None when it is fit."""
    try:
        if suffix in PICTURES:
            return _pixels(*PICTURES[suffix](stream, size))
        stream.seek(0)
        head = stream.read(8)
        if head.startswith(b"PK"):
            return _archive(suffix, stream, size)
        if head == _OLE:
            return _compound(stream, size)
        if suffix == "pdf":
            _pdf(stream, size)
        elif suffix == "7z":
            _seven(stream, size)
    except _DamagedError as error:
        return ("file-damaged", {"problem": str(error)})
    except (struct.error, zipfile.BadZipFile, EOFError, LookupError, ValueError, NotImplementedError):
        return ("file-damaged", {"problem": "结构不完整"})
    return None


def _pixels(width: int, height: int) -> Fault | None:
    if not width or not height:
        raise _DamagedError("没有写明宽和高")
    if width * height > MOST_PIXELS:
        limit = f"{MOST_PIXELS // 10_000}万"
        return ("picture-pixels", {"width": str(width), "height": str(height), "limit": limit})
    return None


def _png(stream: BinaryIO, size: int) -> tuple[int, int]:
    found, at = (0, 0), 8
    while at + 12 <= size:
        stream.seek(at)
        length, kind = struct.unpack(">I4s", stream.read(8))
        if at == 8:
            if kind != b"IHDR" or length != 13:
                break
            found = struct.unpack(">II", stream.read(8))
        if kind == b"IEND":
            return found
        at += length + 12
    raise _DamagedError("图片只有前一部分")


def _gif(stream: BinaryIO, size: int) -> tuple[int, int]:
    """Complete when one image is: no viewer minds what comes after it, or a missing trailer."""
    stream.seek(0)
    content = stream.read(size)
    width, height, flags = struct.unpack_from("<HHB", content, 6)
    at, pictures = 13 + _colours(flags), 0
    while at < size and content[at] in (0x21, 0x2C):
        is_picture = content[at] == 0x2C
        at += 11 + _colours(content[at + 9]) if is_picture else 2
        while length := content[at]:
            at += length + 1
        at, pictures = at + 1, pictures + is_picture
    if not pictures:
        raise _DamagedError("图片只有前一部分")
    return width, height


def _colours(flags: int) -> int:
    """Size in bytes of a GIF colour table."""
    return 3 * (2 << (flags & 7)) if flags & 0x80 else 0


def _jpeg(stream: BinaryIO, size: int) -> tuple[int, int]:
    """Complete when it has its end marker or else all blocks of its last scan: telephones and scanners may leave the
    marker out, and pad with zeros. Blocks are counted in baseline and extended scans of limited size only."""
    stream.seek(0)
    content = stream.read(size)
    tables: dict[int, list[int]] = {}
    frame, restart, found, at = b"", 0, (0, 0), 2
    colours: set[int] = set()
    while at + 4 <= size:
        kind = content[at + 1]
        if content[at] != 0xFF or kind in (0, 0xFF):  # padding
            at = max(content.find(b"\xff", at + 1), 0) or size
            continue
        length = struct.unpack_from(">H", content, at + 2)[0]
        segment, at = content[at + 4 : at + 2 + length], at + length + 2
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", segment, 1)
            found, frame = (width, height), segment if kind in (0xC0, 0xC1) else b""
        elif kind == 0xC4:
            tables |= _codes(segment)
        elif kind == 0xDD:
            restart = struct.unpack_from(">H", segment)[0]
        # Cameras write videos after the end marker; a thumbnail before the scan may have an end marker of its own.
        elif kind == 0xDA and content.find(b"\xff\xd9", at) >= 0:
            return found
        elif kind == 0xDA and (marker := _MARKER.search(content, at)):  # another scan
            colours.update(segment[1 : 2 * segment[0] : 2])
            at = marker.start()
        elif kind == 0xDA:
            colours.update(segment[1 : 2 * segment[0] : 2])
            told = bool(frame) and len(colours) == frame[5] and size - at <= _MOST_COUNTED
            if told and _has_all_blocks(content[at:], frame, segment, tables, restart):
                return found
            break
    raise _DamagedError("图片只有前一部分")


@lru_cache(maxsize=4)  # nearly all pictures of a site have the same tables
def _codes(segment: bytes) -> dict[int, list[int]]:
    """The Huffman tables of a segment, by class and number. Each has an entry for any 16 bits: 256 times the bits of
    the code that these begin with, its value bits included, plus the coefficients of a block that it fills."""
    found, at = {}, 0
    while at + 17 <= len(segment):
        table, first = [], at + 17
        for length, count in enumerate(segment[at + 1 : first], 1):
            for symbol in segment[first : first + count]:
                places = 1 if segment[at] < 16 else (symbol >> 4) + 1 if symbol else 64
                table += [length + (symbol & 15) << 8 | places] * (1 << 16 - length)
            first += count
        found[segment[at]] = (table + [0] * 65536)[:65536]
        at = first
    return found


def _has_all_blocks(data: bytes, frame: bytes, scan: bytes, tables: dict[int, list[int]], restart: int) -> bool:
    """Whether `data`, the last scan of the image that `frame` describes, has codes for all of its blocks."""
    height, width = struct.unpack_from(">HH", frame, 1)
    sides = {frame[at]: (frame[at + 1] >> 4, frame[at + 1] & 15) for at in range(6, 6 + 3 * frame[5], 3)}
    wide, high = max(across for across, _ in sides.values()), max(down for _, down in sides.values())
    chosen = [(scan[at], tables[scan[at + 1] >> 4], tables[scan[at + 1] & 15 | 16]) for at in range(1, 2 * scan[0], 2)]
    if len(chosen) == 1:
        across, down = sides[chosen[0][0]]
        blocks, rows = chosen, -(-height * down // (8 * high))
        units = rows * -(-width * across // (8 * wide))
    else:
        blocks = [one for one in chosen for _ in range(sides[one[0]][0] * sides[one[0]][1])]
        units = -(-height // (8 * high)) * -(-width // (8 * wide))
    solid = data.rstrip(b"\0")
    parts = _RESTART.split(solid)
    before = (units - 1) // restart if restart else 0
    if len(parts) <= before:
        return False
    part = parts[before].replace(b"\xff\0", b"\xff")
    end, start, left, word = 8 * len(part), 0, 48, int.from_bytes(part[:8].ljust(8, b"\0"))
    for _ in range(units - before * restart):
        for _, first, others in blocks:
            filled, table = 0, first
            while filled < 64:
                if left < 0:  # too few bits of the current eight bytes are left
                    at = 8 * start + 48 - left
                    start, left = at >> 3, 48 - (at & 7)
                    word = int.from_bytes(part[start : start + 8].ljust(8, b"\0"))
                code = table[word >> left & 0xFFFF]
                if not code or start > len(part):
                    return False
                left -= code >> 8
                filled += code & 255
                table = others
    used = 8 * start + 48 - left
    return used <= end or (used == end + 8 and len(solid) < len(data))  # the last byte may be zero, and was stripped


def _webp(stream: BinaryIO, size: int) -> tuple[int, int]:
    stream.seek(0)
    _, length, _, kind, _, data = struct.unpack("<4sI4s4sI10s", stream.read(30).ljust(30, b"\0"))
    if length + 8 > size:
        raise _DamagedError("图片只有前一部分")
    if kind == b"VP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[6:10])
    return width & 0x3FFF, height & 0x3FFF


PICTURES: dict[str, Callable[[BinaryIO, int], tuple[int, int]]] = {
    "png": _png, "gif": _gif, "jpg": _jpeg, "jpeg": _jpeg, "webp": _webp,
}  # fmt: skip
"""Width and height of a picture, given its bytes and how many they are, by its suffix."""


def _pdf(stream: BinaryIO, size: int) -> None:
    tail = _tail(stream, size)
    while size and not tail.strip(b"\0\r\n "):  # scanners pad the last block
        size = max(size - _TAIL, 0)
        tail = _tail(stream, size)
    tail = _tail(stream, size - len(tail) + len(tail.rstrip(b"\0\r\n ")))
    stream.seek(0)
    said = _LINEARIZED.search(stream.read(_TAIL))
    if b"startxref" not in tail or b"%%EOF" not in tail or (said and int(said[1]) > size):
        raise _DamagedError("后一部分没有了")


def _seven(stream: BinaryIO, size: int) -> None:
    stream.seek(12)
    offset, length = struct.unpack("<QQ", stream.read(16))
    if 32 + offset + length > size:
        raise _DamagedError("后一部分没有了")


def _archive(suffix: str, stream: BinaryIO, size: int) -> Fault | None:
    _bound_list(stream, size)
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        end = archive.start_dir
        for member in members:
            name = member.orig_filename
            if _OUTSIDE.match(name) or "\0" in name:
                return ("file-archive", {"problem": f"要解压到文件夹外面去的文件名“{name[:40]!a}”".replace("'", "")})
            if member.flag_bits & 1:
                return ("file-archive", {"problem": "加了密码，读者打不开"})
            if member.header_offset + 30 + member.compress_size > end:
                raise _DamagedError("后一部分没有了")
        packed, whole = sum(one.compress_size for one in members), sum(one.file_size for one in members)
        if packed > size or whole > max(MOST_UNPACKED, 1) or (whole > 50_000_000 and whole > _MOST_RATIO * packed):
            return ("file-archive", {"problem": f"解压后会有 {whole / 1e6:.0f} MB，会占满读者的电脑"})
        if suffix == "zip":
            return None
        if any(_MACROS.fullmatch(member.orig_filename) for member in members):
            return ("file-macro", {})
        if suffix in ("docx", "xlsx", "pptx"):
            types = next((member for member in members if member.filename == "[Content_Types].xml"), None)
            if types is None:
                raise _DamagedError(f"里面没有 {suffix} 文档")
            with archive.open(types) as text:
                if b"macroEnabled" in text.read(1_000_000):
                    return ("file-macro", {})
    return None


def _bound_list(stream: BinaryIO, size: int) -> None:
    """Refuse a ZIP archive with too many files, before its directory is read."""
    start = max(0, size - 65557)
    stream.seek(start)
    tail = stream.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0:
        raise _DamagedError("后一部分没有了")
    if struct.unpack_from("<H", tail, place + 10)[0] > _MOST_NAMES:
        raise _DamagedError(f"里面有超过 {_MOST_NAMES} 个文件")


def _compound(stream: BinaryIO, size: int) -> Fault | None:
    """A file of the older office programs (compound file): complete when it has all sectors that its header names."""
    stream.seek(0)
    head = stream.read(512)
    power, directory = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<I", head, 48)[0]
    tables = [sector for sector in struct.unpack_from("<109I", head, 76) if sector < 0xFFFFFFFA]
    if power not in (9, 12) or (max([directory, *tables]) + 1 << power) >= size:
        raise _DamagedError("后一部分没有了")
    mark, before = "_VBA_PROJECT".encode("utf-16-le"), b""
    stream.seek(0)
    while block := stream.read(1 << 20):
        if mark in before + block:
            return ("file-macro", {})
        before = block[-len(mark) :]
    return None


def _tail(stream: BinaryIO, size: int) -> bytes:
    stream.seek(max(0, size - _TAIL))
    return stream.read(min(size, _TAIL))
