"""Files that are put beside a text: named so that every disk can store them, and looked at before they are written"""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from xuanlan.diagnostics.report import CallError, Position, Report
from xuanlan.library.attachments import IMAGES, objection
from xuanlan.library.file_names import SPECIAL, name_key, storable
from xuanlan.reading.saving import save

FOLDER = "附件"
"""Beside the text."""
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
    plain = storable(name).rstrip(SPECIAL)
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not stem:
        raise CallError(f"文件要有名称和后缀：{name}。请改个名称再加。")
    plain = f"{stem[:_LONGEST]}.{suffix.lower()}"
    report = Report()
    if fault := objection(plain, io.BytesIO(data), len(data)):
        report.add(fault[0], Position(plain), **{"target": plain, **fault[1]})
        raise CallError(next(iter(report)).as_text)
    folder = PurePosixPath(text).parent / FOLDER
    there = {name_key(file.name): file for file in (root / folder).iterdir()} if (root / folder).is_dir() else {}
    for number in range(1, 1000):
        own = plain if number == 1 else f"{stem[:_LONGEST]}-{number}.{suffix.lower()}"
        known = there.get(name_key(own))
        if known is None:
            (root / folder).mkdir(parents=True, exist_ok=True)
            save(root, f"{folder}/{own}", data)
        if known is None or (known.is_file() and not known.is_symlink() and known.read_bytes() == data):
            return Put(f"{FOLDER}/{known.name if known else own}", stem, suffix.lower() in IMAGES)
    raise CallError(f"同名的文件太多了：{name}。请改个名称再加。")
