"""Texts of attached files for the search: from the cache, or from the file where the cache has lost one"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from xuanlan.library.attachments import Attached, Checked
from xuanlan.office.contents import Unreadable
from xuanlan.office.read import read
from xuanlan.office.text import plain_text
from xuanlan.runtime.cache import Cache, Key, digest
from xuanlan.runtime.workers import in_chunks

_CHUNK = 20
"""Texts that are in memory at a time."""


def text_key(text: str) -> Key:
    """The cache key of the text of a file."""
    return digest("file text", text)


def texts_of(root: Path, cache: Cache, files: Sequence[tuple[str, Attached]]) -> Iterator[str]:
    """The text of each of `files`, given with their paths, which `checks.attached` has read. Raises MachineError."""
    for chunk in in_chunks(files, _CHUNK):
        kept = cache.many(attached.plain for _, attached in chunk)
        for path, attached in chunk:
            value = kept.get(attached.plain)
            yield _again(Checked(root, path, attached.sha256)) if value is None else value.decode()


def _again(file: Checked) -> str:
    data = file.original()
    found = read(file.suffix, io.BytesIO(data), len(data))
    return "" if isinstance(found, Unreadable) else plain_text(found)
