"""Files that are put beside a text: named so that every disk can store them, and looked at before they are written"""

from __future__ import annotations

import io
import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from xuanlan.diagnostics.report import CallError, Position, Report
from xuanlan.library.attachments import name_key, name_problem, objection, of_system, unstorable
from xuanlan.reading.saving import save

FOLDER = "附件"
"""Beside the text."""
LARGEST = 50_000_000
"""Bytes; larger files are refused by the checks too."""
_PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "webp", "svg"))
_UNUSABLE = re.compile(r'[\\/:*?"<>|#%\x00-\x1f\x7f]+')
_LONGEST = 80


class Put(NamedTuple):
    """A file that was put beside a text."""

    path: str
    """as the text names it"""
    title: str
    is_picture: bool


def put(root: Path, text: str, name: str, data: bytes) -> Put:
    """Write a file beside the text with the path `text`; the same file once more stays one.

    Raises CallError, MachineError.
    """
    plain = _UNUSABLE.sub("", name).strip(" .-~$_")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not stem or len(data) > LARGEST:
        raise CallError("文件要有名称和后缀，不超过 50 MB。" if len(data) <= LARGEST else "文件超过 50 MB，没有收下。")
    plain = f"{stem[:_LONGEST]}.{suffix.lower()}"
    if name_problem(plain) or unstorable(plain) or of_system(plain):
        raise CallError(f"这个文件名不能用：{name}。请改个名称再加。")
    report = Report()
    if fault := objection(plain, io.BytesIO(data), len(data)):
        report.add(fault[0], Position(plain), **{"target": plain, **fault[1]})
        found = next(iter(report))
        raise CallError(f"{found.message}。{found.hint}")
    folder = PurePosixPath(text).parent / FOLDER
    there = {name_key(file.name): file for file in (root / folder).iterdir()} if (root / folder).is_dir() else {}
    for number in range(1, 1000):
        own = plain if number == 1 else f"{stem[:_LONGEST]}-{number}.{suffix.lower()}"
        known = there.get(name_key(own))
        if known is None:
            (root / folder).mkdir(parents=True, exist_ok=True)
            save(root, f"{folder}/{own}", data)
        if known is None or (known.is_file() and not known.is_symlink() and known.read_bytes() == data):
            return Put(f"{FOLDER}/{known.name if known else own}", stem, suffix.lower() in _PICTURES)
    raise CallError(f"同名的文件太多了：{name}。请改个名称再加。")
