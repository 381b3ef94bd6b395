"""Files of the older office programs made by code: compound files, documents, workbooks, slides"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file of version 3; short streams lie in its stream of small ones. `a/b` is the stream b in the storage
    a."""
    sectors: list[bytes] = []
    chain: list[int] = []
    small, small_chain = b"", list[int]()

    def put(data: bytes) -> int:
        first = len(sectors)
        count = -(-len(data) // _SECTOR)
        sectors.extend(data[at * _SECTOR :][:_SECTOR].ljust(_SECTOR, b"\0") for at in range(count))
        chain.extend([*range(first + 1, first + count), _END] if count else [])
        return first if count else _END

    rows: list[tuple[str, int, int, int]] = []
    inside: dict[str, list[int]] = {"": []}
    """numbers of the entries of each storage"""

    for path, data in streams.items():
        storage, _, name = path.rpartition("/")
        if storage not in inside:
            rows.append((storage, 1, 0, 0))
            inside[""].append(len(rows))
            inside[storage] = []
        inside[storage].append(len(rows) + 1)
        if len(data) >= _CUTOFF:
            rows.append((name, 2, put(data), len(data)))
            continue
        first, count = len(small_chain), -(-len(data) // _SMALL)
        small += data.ljust(count * _SMALL, b"\0")
        small_chain += [*range(first + 1, first + count), _END] if count else []
        rows.append((name, 2, first if count else _END, len(data)))
    small_start = put(small)
    small_table = put(b"".join(struct.pack("<I", one) for one in small_chain))
    rows.insert(0, ("Root Entry", 5, small_start, len(small)))
    following = {one: after for listed in inside.values() for one, after in pairwise(listed)}
    heads = {row[0]: inside[row[0]][0] for row in rows if row[1] == 1} | {"Root Entry": 1}
    directory = put(b"".join(
        _entry(*row, following.get(number, _FREE), heads.get(row[0], _FREE) if row[1] != 2 else _FREE)
        for number, row in enumerate(rows)))  # fmt: skip
    tables = 1
    while len(chain) + tables > tables * _SECTOR // 4:
        tables += 1
    first = len(sectors)
    chain += [_TABLE] * tables
    table = b"".join(struct.pack("<I", one) for one in chain).ljust(tables * _SECTOR, b"\xff")
    sectors += [table[at * _SECTOR :][:_SECTOR] for at in range(tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, directory, 0, _CUTOFF, small_table, 1, _END, 0)
    places = [*range(first, first + tables), *[_FREE] * (109 - tables)]
    return head + struct.pack("<109I", *places) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, after: int, first: int) -> bytes:
    """An entry of the list: `after` is its neighbour to the right, `first` the first entry of a storage."""
    raw = name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<HBBIII", len(raw), kind, 1, _FREE, after, first)
    return raw.ljust(64, b"\0") + head + struct.pack("<36xII4x", start, size)


def summary(texts: dict[int, str], page: int = 936) -> bytes:
    """A property set of texts by their numbers, in the encoding of a code page."""
    values = [(1, struct.pack("<IHH", 2, page, 0))]
    for ident, text in texts.items():
        raw = text.encode("gb18030") + b"\0"
        values.append((ident, struct.pack("<II", 30, len(raw)) + raw + b"\0" * (-len(raw) % 4)))
    at = 8 + 8 * len(values)
    index, body = b"", b""
    for ident, raw in values:
        index += struct.pack("<II", ident, at + len(body))
        body += raw
    section = struct.pack("<II", 8 + len(index) + len(body), len(values)) + index + body
    return struct.pack("<HHI16xI16xI", 0xFFFE, 0, 0, 1, 48) + section


def doc(text: str, *, comment: str = "", narrow: str = "", author: str = "") -> bytes:
    """A document of Word 97 of two pieces, `text` and then `narrow`, which has no Chinese; and a comment."""
    wide = text.encode("utf-16-le")
    tail = comment.encode("utf-16-le")
    start = 1024
    head = bytearray(start)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 10, 0x0200)
    struct.pack_into("<I", head, 0x4C, len(text) + len(narrow))
    struct.pack_into("<I", head, 0x5C, len(comment))
    pieces = [
        (len(text), start),
        (len(narrow), 0x40000000 | 2 * (start + len(wide))),
        (len(comment), start + len(wide) + len(narrow)),
    ]
    places, table = [0], b""
    for size, place in pieces:
        places.append(places[-1] + size)
        table += struct.pack("<HIH", 0, place, 0)
    pieces_table = struct.pack(f"<{len(places)}I", *places) + table
    clx = b"\2" + struct.pack("<I", len(pieces_table)) + pieces_table
    struct.pack_into("<II", head, 0x1A2, 0, len(clx))
    stream = bytes(head) + wide + narrow.encode("cp1252") + tail
    return compound_file(
        {"WordDocument": stream.ljust(_CUTOFF, b"\0"), "1Table": clx, "\5SummaryInformation": summary({4: author})}
    )


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def shared_strings(texts: list[str], room: int = 8000) -> bytes:
    """The record of strings, cut wherever `room` bytes are full, in the middle of a string too."""
    parts = [struct.pack("<II", len(texts), len(texts))]
    for text in texts:
        head = struct.pack("<HB", len(text), 1)
        if len(parts[-1]) + len(head) > room:
            parts.append(b"")
        parts[-1] += head
        for sign in text:
            if len(parts[-1]) + 2 > room:
                parts.append(b"\1")
            parts[-1] += sign.encode("utf-16-le")
    return record(0xFC, parts[0]) + b"".join(record(0x3C, part) for part in parts[1:])


def xls(
    strings: list[str],
    sheets: list[tuple[str, int, list[bytes]]],
    room: int = 8000,
    before: tuple[bytes, ...] = (),
    streams: dict[str, bytes] | None = None,
) -> bytes:
    """A workbook of Excel 97: its strings, and sheets by name and state with their records; `before` are records of the
    whole book, `streams` stand beside it."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + b"".join(before)
    shared = shared_strings(strings, room)
    names = [name.encode("utf-16-le") for name, *_ in sheets]
    at = len(start) + sum(4 + 8 + len(name) for name in names) + len(shared) + 4
    listed, bodies = b"", b""
    for (name, state, rows), raw in zip(sheets, names, strict=True):
        listed += record(0x85, struct.pack("<IBBBB", at + len(bodies), state, 0, len(name), 1) + raw)
        bodies += record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + b"".join(rows) + record(0x0A, b"")
    book = start + listed + shared + record(0x0A, b"") + bodies
    return compound_file({"Workbook": book.ljust(_CUTOFF, b"\0"), **(streams or {})})


def ppt_of(*records: bytes, streams: dict[str, bytes] | None = None) -> bytes:
    """Slides of these records; `streams` stand beside them."""
    return compound_file({"PowerPoint Document": b"".join(records).ljust(_CUTOFF, b"\0"), **(streams or {})})


def ppt(*texts: str) -> bytes:
    """Slides with these texts, each in a container."""
    return ppt_of(*_atoms(texts))


def _atoms(texts: tuple[str, ...]) -> Iterator[bytes]:
    for text in texts:
        raw = text.encode("utf-16-le")
        yield struct.pack("<HHI", 15, 0x03EE, 8 + len(raw)) + struct.pack("<HHI", 0, 0x0FA0, len(raw)) + raw
