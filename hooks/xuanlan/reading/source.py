"""Reading one author's file: from bytes to text, front matter with positions, and body.

What Windows Notepad and copy-paste do to a file is undone here, or reported with the line it happened on.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from xuanlan.diagnostics.report import Fix, Position, Report, reason
from xuanlan.reading import yaml_marks
from xuanlan.reading.yaml_marks import Marked
from xuanlan.text.characters import CONTROL, LOST, UNSEEN, doubles, ideograph, label, plain
from xuanlan.text.mojibake import misread

MAX_BYTES = 2_000_000
"""Largest Markdown or YAML file that is read, in bytes."""

_SHOWN = 20
"""How many characters of mojibake a finding quotes."""
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_FRONT_MATTER = YAMLHandler(fm_boundary=re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE))
"""The handler of python-frontmatter with all delimiters that YAML has: `---` or `...`, with trailing blanks."""


Spot = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the fields of one file's front matter are."""

    file: str
    keys: dict[str, Spot]
    """of each value, by its key; inside another mapping by both keys, such as contact/phone"""
    items: dict[str, list[Spot]]
    """of the items of each list, by its key"""

    @property
    def start(self) -> Position:
        return Position(self.file, 1, 1)

    def of(self, keys: Iterable[str], item: int | None = None) -> Position:
        """The value of the first of `keys` that was written, or its item number `item` (from 0); else the start."""
        for key in keys:
            if item is not None and item < len(self.items.get(key, ())):
                return Position(self.file, *self.items[key][item])
            if key in self.keys:
                return Position(self.file, *self.keys[key])
        return self.start


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file as read. `path` is POSIX, from the site's root; `body_line` counts from 1."""

    path: str
    meta: Marked
    body: str
    body_line: int

    @property
    def start(self) -> Position:
        return Position(self.path, 1, 1)

    @property
    def places(self) -> Places:
        """The positions that diagnostics about fields need; they can be kept without the text."""
        keys: dict[str, Spot] = {}
        items: dict[str, list[Spot]] = {}
        for key, value in self.meta.value.items():
            place = self.meta.position((key,))
            keys[key] = (place.line, place.column)
            if isinstance(value, list):
                found = [self.meta.position((key, number)) for number in range(len(value))]
                items[key] = [(place.line, place.column) for place in found]
            elif isinstance(value, dict):
                for part in value:
                    place = self.meta.position((key, part))
                    keys[f"{key}/{part}"] = (place.line, place.column)
        return Places(self.path, keys, items)


def read_text(file: Path, name: str, report: Report, limit: int = MAX_BYTES) -> str | None:
    """The text of `file` with LF line ends, or None (reported). `name` is its path in diagnostics."""
    data = read_bytes(file, name, report, limit)
    return None if data is None else text_of(data, name, report)


def text_of(data: bytes, name: str, report: Report) -> str | None:
    """The text that a file's `data` hold, with LF line ends, or None (reported)."""
    text = _decode(data, name, report)
    return None if text is None else _clean(text, name, report)


def body_of(text: str, first_line: int) -> str:
    """The body in a file's `text`: all from line `first_line` on, counted from 1."""
    lines = text.split("\n", first_line - 1)
    return lines[-1] if len(lines) == first_line else ""


def source_of(data: bytes, name: str, report: Report) -> Source | None:
    """A Markdown file with front matter, from its `data`; None when it cannot be used (reported)."""
    text = text_of(data, name, report)
    return None if text is None else source_in(text, name, report)


def source_in(text: str, name: str, report: Report) -> Source | None:
    """A Markdown file with front matter, from its `text`; None when it cannot be used (reported)."""
    if not text.strip():
        report.add("file-empty", Position(name))
        return None
    return split_source(text, name, report)


def closing(text: str) -> int | None:
    """The number, from 0, of the line that closes the front matter of `text`; None where there is none."""
    if not re.match(r"---[ \t]*\n", text):
        return None
    ends = _FRONT_MATTER.FM_BOUNDARY.finditer(text)
    next(ends, None)
    end = next(ends, None)
    return None if end is None else text.count("\n", 0, end.start())


def split_source(text: str, name: str, report: Report) -> Source | None:
    """Split `text` into front matter and body; None when the front matter has errors (reported)."""
    if not re.match(r"---[ \t]*(\n|$)", text):
        late = re.match(r"\s+---[ \t]*\n", text)
        report.add("front-matter-not-first" if late else "front-matter-missing", Position(name, 1, 1))
        return None
    try:
        front, body = _FRONT_MATTER.split(text.rstrip())
    except ValueError:  # no second delimiter
        report.add("front-matter-unclosed", Position(name, 1, 1))
        return None
    inside = front.removeprefix("\n").removesuffix("\n")
    meta = yaml_marks.parse(inside, name, report, first_line=2)
    if meta is None:
        return None
    if not isinstance(meta.value, dict):
        report.add("front-matter-not-mapping", Position(name, 2, 1))
        return None
    return Source(path=name, meta=meta, body=body.removeprefix("\n"), body_line=front.count("\n") + 2)


def read_bytes(file: Path, name: str, report: Report, limit: int = MAX_BYTES) -> bytes | None:
    """The content of `file`; None (reported) if unreadable, no regular file, or longer than `limit` bytes."""
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            report.add("file-not-regular", Position(name))
            return None
        if status.st_size > limit:
            size, most = (f"{n / 1_000_000:.1f} MB" for n in (status.st_size, limit))
            report.add("file-too-large", Position(name), size=size, limit=most)
            return None
        return file.read_bytes()
    except OSError as error:
        report.add("file-unreadable", Position(name), reason=reason(error))
        return None


def _decode(data: bytes, name: str, report: Report) -> str | None:
    # Every file of ours begins with ASCII, so UTF-16 without a byte order mark has a zero among its first two bytes.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:2]:
        report.add("encoding-utf16", Position(name))
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _decode_gb18030(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), name, report)


def _decode_gb18030(data: bytes, name: str, report: Report) -> str | None:
    """The text of a GB18030 file, as older Windows programs write it; None (reported) if some lines are UTF-8."""
    lines = data.split(b"\n")
    modern = [number for number, line in enumerate(lines, start=1) if _surely_utf8(line)]
    foreign = [number for number, line in enumerate(lines, start=1) if _fault(line, "utf-8") is not None]
    broken = next((n for n in foreign if _fault(lines[n - 1], "gb18030") is not None), 0)
    if broken:
        report.add("encoding-broken", _byte_place(lines, broken, "gb18030", name))
        return None
    if modern:
        odd = foreign[0] if len(foreign) <= len(modern) else modern[0]
        report.add("encoding-mixed", _byte_place(lines, odd, "utf-8", name))
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        report.add("encoding-mixed", _byte_place(lines, foreign[0], "utf-8", name))
        return None
    report.add("encoding-gbk", Position(name))
    return text


def _surely_utf8(line: bytes) -> bool:
    """Whether the line reads as UTF-8 with at least two ideographs, which no line of GB18030 does by accident."""
    return not line.isascii() and _fault(line, "utf-8") is None and len(_HANZI.findall(line.decode())) >= 2


def _fault(line: bytes, encoding: str) -> int | None:
    """Offset of the first byte of `line` that is invalid in `encoding`; None when all are valid."""
    try:
        line.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _byte_place(lines: list[bytes], number: int, encoding: str, name: str) -> Position:
    line = lines[number - 1]
    return Position(name, number, len(line[: _fault(line, encoding) or 0].decode(encoding)) + 1)


def _clean(text: str, name: str, report: Report) -> str | None:
    """`text` with LF line ends, without zero-width characters (reported); None if it has control characters (error)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain(text):
        return text
    control = CONTROL.search(text)
    if control:
        report.add("character-control", _place(text, control.start(), name), name=label(control[0]))
        return None
    for code, pattern in (("character-zero-width", UNSEEN), ("character-lost", LOST)):
        for number, line in enumerate(text.split("\n"), start=1):
            if match := pattern.search(line):
                place = Position(name, number, match.start() + 1)
                report.add(code, place, name=label(match[0][0]), found=match[0])
    text = UNSEEN.sub("", text)
    for number, line in enumerate(text.split("\n"), start=1):
        if plain(line):
            continue
        if double := doubles(line):
            at, found, put = double
            sign = next(sign for sign in found if ideograph(sign) != sign)
            values = {"found": sign, "name": f"U+{ord(sign):04X}", "put": ideograph(sign)}
            report.add_with_fix(Fix(found, put), "character-radical", Position(name, number, at + 1), **values)
        for at, found, meant in misread(line):
            place = Position(name, number, at + 1)
            report.add("character-misread", place, found=found[:_SHOWN], meant=meant[:_SHOWN])
            break
    return text


def _place(text: str, offset: int, name: str) -> Position:
    before = text[:offset]
    return Position(name, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
