"""Compound files ([MS-CFB]), which doc, xls, ppt and the older formats of WPS are: streams by their names"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping

from xuanlan.office.contents import DAMAGED, TOO_MUCH, Budget, Collector, UnreadableError

_END = 0xFFFFFFFA
"""Numbers from here on are no sectors."""
_STORAGE, _STREAM, _MOST_ENTRIES = 1, 2, 20_000
_SUMMARY = {2: "标题", 3: "主题", 5: "关键词", 6: "备注"}
_FACTS = {4: "author", 8: "editor"}
_COMPANY, _MANAGER, _CODE_PAGE = 15, 14, 1
_TEXT, _WIDE = 30, 31
_MOST_PROPERTIES, _LONGEST = 200, 10_000
PROPERTIES = "文件属性"


class Compound:
    """A compound file. Raises UnreadableError where it is none."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        self._budget = budget
        try:
            self._open(content)
        except (struct.error, IndexError, ValueError) as error:
            raise UnreadableError(DAMAGED) from error

    def _open(self, content: bytes) -> None:
        if content[:8] != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise UnreadableError(DAMAGED)
        power, small = struct.unpack_from("<HH", content, 30)
        if power not in (9, 12) or small != 6:
            raise UnreadableError(DAMAGED)
        self._content, self._size = content, 1 << power
        directory, cutoff, first_small = (struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60))
        tables = list(struct.unpack_from("<109I", content, 76))
        further, seen = struct.unpack_from("<I", content, 68)[0], 0
        while further < _END and seen <= len(content) // self._size:
            more = struct.unpack(f"<{self._size // 4}I", self._sector(further).ljust(self._size, b"\xff"))
            tables += more[:-1]
            further, seen = more[-1], seen + 1
        self._next = array("I")
        for sector in tables[: len(content) // self._size + 1]:
            if sector < _END:
                self._next.frombytes(self._sector(sector).ljust(self._size, b"\xff"))
        listed = self._chain(directory)
        rows = [listed[at : at + 128] for at in range(0, len(listed) - 127, 128)]
        self._storages = _storages(rows)
        root = struct.unpack_from("<II", rows[0], 116) if rows else (0, 0)
        self._cutoff = cutoff
        self._small_next = array("I")
        small_table = self._chain(first_small)
        self._small_next.frombytes(small_table[: len(small_table) // 4 * 4])
        self._small = self._chain(root[0])[: root[1]]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _chain(self, first: int) -> bytes:
        parts = []
        for _ in range(len(self._next)):
            if first >= min(_END, len(self._next)):
                break
            parts.append(self._sector(first))
            first = self._next[first]
        return b"".join(parts)

    def storages(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """The name of each storage and its streams by their names in small letters: first those of the file itself,
        then those of the files inside it, and last what no storage names."""
        for own, storage in self._storages:
            yield own, {name.lower(): self._stream(start, size) for name, (start, size) in storage.items()}

    def _stream(self, start: int, size: int) -> bytes:
        self._budget.spend("unpacked", min(size, len(self._content)))
        if size >= self._cutoff:
            return self._chain(start)[:size]
        parts = []
        for _ in range(min(len(self._small_next), size // 64 + 1)):
            if start >= min(_END, len(self._small_next)):
                break
            parts.append(self._small[start * 64 : start * 64 + 64])
            start = self._small_next[start]
        return b"".join(parts)[:size]


Entry = tuple[int, int]
"""Where a stream begins, and its bytes."""


def _storages(rows: list[bytes]) -> list[tuple[str, dict[str, Entry]]]:
    """The streams of each storage: its entries are a tree in which each one names its neighbours (2.6.4)."""
    if len(rows) > _MOST_ENTRIES:
        raise UnreadableError(TOO_MUCH)
    found: list[tuple[str, dict[str, Entry]]] = []
    left = set(range(len(rows)))
    roots = [0] if rows else []
    while roots:
        storage: dict[str, Entry] = {}
        root = roots.pop(0)
        left.discard(root)
        open_ = [struct.unpack_from("<I", rows[root], 76)[0]]
        while open_:
            one = open_.pop()
            if one not in left:
                continue
            left.discard(one)
            before, after = struct.unpack_from("<II", rows[one], 68)
            open_ += (before, after)
            if rows[one][66] == _STORAGE:
                roots.append(one)
            elif rows[one][66] == _STREAM:
                storage.setdefault(*_entry(rows[one]))
        found.append((_entry(rows[root])[0], storage))
    lost: dict[str, Entry] = {}
    for one in sorted(left):
        if rows[one][66] == _STREAM:
            lost.setdefault(*_entry(rows[one]))
    return [*found, ("", lost)] if lost else found


def _entry(row: bytes) -> tuple[str, Entry]:
    length = struct.unpack_from("<H", row, 64)[0]
    name = row[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return name, struct.unpack_from("<II", row, 116)


def properties(streams: Mapping[str, bytes], found: Collector) -> None:
    """Who wrote it and for whom: [MS-OLEPS]."""
    for ident, value in _property_set(streams.get("\5summaryinformation", b"")):
        if ident in _FACTS:
            found.fact(_FACTS[ident], value, PROPERTIES)
        elif ident in _SUMMARY:
            found.own_word(_SUMMARY[ident], PROPERTIES, value)
    for ident, value in _property_set(streams.get("\5documentsummaryinformation", b"")):
        if ident == _COMPANY:
            found.fact("company", value, PROPERTIES)
        elif ident == _MANAGER:
            found.own_word("经理", PROPERTIES, value)
    for _, value in _property_set(streams.get("\5documentsummaryinformation", b""), 1):
        found.own_word("自定义", PROPERTIES, value)


def _property_set(data: bytes, section: int = 0) -> Iterator[tuple[int, str]]:
    """Texts of a section, by their numbers; the second has what a user has added."""
    try:
        if struct.unpack_from("<I", data, 24)[0] <= section:
            return
        start = struct.unpack_from("<I", data, 44 + 20 * section)[0]
        count = min(struct.unpack_from("<I", data, start + 4)[0], _MOST_PROPERTIES)
        rows = [struct.unpack_from("<II", data, start + 8 + 8 * at) for at in range(count)]
        page = next((struct.unpack_from("<H", data, start + at + 4)[0] for one, at in rows if one == _CODE_PAGE), 936)
        for ident, at in rows:
            kind, length = struct.unpack_from("<II", data, start + at)
            if kind == _TEXT:
                raw = data[start + at + 8 :][: min(length, _LONGEST)]
                code = {65001: "utf-8", 1200: "utf-16-le", 950: "big5"}.get(page, "gb18030")
                yield ident, raw.decode(code, "replace").rstrip("\0")
            elif kind == _WIDE:
                raw = data[start + at + 8 :][: 2 * min(length, _LONGEST)]
                yield ident, raw.decode("utf-16-le", "replace").rstrip("\0")
    except struct.error:
        return
