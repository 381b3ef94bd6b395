"""Reading one author's file: bytes to text, front matter with marks, body with its first line.

What Windows Notepad and copy-paste do to a file is undone here, or reported with the line it happened on.
"""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from xuanlan import yamlmarks
from xuanlan.diagnostics import Position, Report
from xuanlan.yamlmarks import Marked

MAX_BYTES = 2_000_000
"""Largest Markdown or YAML file that is read, in bytes."""

_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f]")
_HANZI = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file as read. `path` is posix, from the site's root; `body_line` counts from 1."""

    path: str
    text: str
    meta: Marked
    body: str
    body_line: int
    digest: str

    @property
    def start(self) -> Position:
        return Position(self.path, 1, 1)


def read_text(file: Path, name: str, report: Report) -> str | None:
    """The text of `file` with LF line ends, or None (reported). `name` is what diagnostics call it."""
    data = _read_bytes(file, name, report)
    if data is None:
        return None
    text = _decode(data, name, report)
    return None if text is None else _clean(text, name, report)


def convert_to_utf8(root: Path, report: Report) -> list[str]:
    """Rewrite as UTF-8 the files that `report` found in another encoding or with zero-width characters; their paths."""
    wanted = {item.position.file for item in report if item.code in ("encoding-gbk", "character-zero-width")}
    converted = []
    for name in sorted(wanted):
        text = read_text(root / name, name, Report())
        if text is not None:
            (root / name).write_text(text, encoding="utf-8", newline="\n")
            converted.append(name)
    return converted


def read_source(file: Path, name: str, report: Report) -> Source | None:
    """Read a Markdown file with front matter; None when it cannot be used (reported)."""
    text = read_text(file, name, report)
    if text is None:
        return None
    if not text.strip():
        report.add("file-empty", Position(name))
        return None
    return split_source(text, name, report)


def split_source(text: str, name: str, report: Report) -> Source | None:
    """Split `text` into front matter and body; None when the front matter has errors (reported)."""
    if not re.match(r"---[ \t]*\n", text):
        late = re.match(r"\s+---[ \t]*\n", text)
        report.add("front-matter-not-first" if late else "front-matter-missing", Position(name, 1, 1))
        return None
    handler = _MarkedYAMLHandler(name, report)
    frontmatter.parse(text, handler=handler)
    if handler.body is None:
        report.add("front-matter-unclosed", Position(name, 1, 1))
        return None
    meta = handler.marked
    if meta is None:
        return None
    if not isinstance(meta.value, dict):
        report.add("front-matter-not-mapping", Position(name, 2, 1))
        return None
    return Source(
        path=name,
        text=text,
        meta=meta,
        body=handler.body,
        body_line=handler.body_line,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


class _MarkedYAMLHandler(YAMLHandler):  # type: ignore[misc]  # python-frontmatter has no types
    """python-frontmatter's YAML handler, composing with marks and keeping where the body begins."""

    def __init__(self, name: str, report: Report) -> None:
        super().__init__()
        self.name = name
        self.report = report
        self.marked: Marked | None = None
        self.body: str | None = None
        self.body_line = 1

    def detect(self, text: str) -> bool:
        return True

    def split(self, text: str) -> tuple[str, str]:
        lines = text.split("\n")
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() in ("---", "..."):
                self.body = "\n".join(lines[number + 1 :])
                self.body_line = number + 2
                return "\n".join(lines[1:number]), self.body
        return "", ""

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        self.marked = yamlmarks.parse(fm, self.name, self.report, first_line=2)
        value = self.marked.value if self.marked else None
        return value if isinstance(value, dict) else {}


def _read_bytes(file: Path, name: str, report: Report) -> bytes | None:
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            report.add("file-not-regular", Position(name))
            return None
        if status.st_size > MAX_BYTES:
            size, limit = (f"{n / 1_000_000:.1f} MB" for n in (status.st_size, MAX_BYTES))
            report.add("file-too-large", Position(name), size=size, limit=limit)
            return None
        return file.read_bytes()
    except OSError as error:
        report.add("file-unreadable", Position(name), reason=error.strerror or "未知原因")
        return None


def _decode(data: bytes, name: str, report: Report) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.add("encoding-utf16", Position(name))
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _decode_gb18030(data, name, report)


def _decode_gb18030(data: bytes, name: str, report: Report) -> str | None:
    """Chinese from an older Windows program, unless some lines are certainly UTF-8 already."""
    lines = data.split(b"\n")
    foreign = [number for number, line in enumerate(lines, start=1) if not _decodes(line, "utf-8")]
    certain = any(
        _decodes(line, "utf-8") and len(_HANZI.findall(line.decode())) >= 4 and not line.isascii()
        for line in lines
    )
    if certain:
        report.add("encoding-mixed", Position(name, foreign[0], 1))
        return None
    for number in foreign:
        if not _decodes(lines[number - 1], "gb18030"):
            report.add("encoding-broken", Position(name, number, 1))
            return None
    report.add("encoding-gbk", Position(name))
    return data.decode("gb18030")


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _clean(text: str, name: str, report: Report) -> str | None:
    """LF line ends, no invisible characters; a control character is an error, a zero-width one goes with a warning."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        report.add("character-control", _place(text, control.start(), name), name=f"U+{ord(control[0]):04X}")
        return None
    seen: set[int] = set()
    for match in _ZERO_WIDTH.finditer(text):
        place = _place(text, match.start(), name)
        if place.line not in seen:
            seen.add(place.line)
            label = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
            report.add("character-zero-width", place, name=f"U+{ord(match[0]):04X}（{label}）")
    return _ZERO_WIDTH.sub("", text) if seen else text


def _place(text: str, offset: int, name: str) -> Position:
    before = text[:offset]
    return Position(name, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
