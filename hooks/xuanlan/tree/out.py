"""What a tree is made of: files, each with its path and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Readable(Protocol):
    """A file that is checked once more while it is read (`library.attachments.Checked`)."""

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Out:
    """One file of the output: its path from the root and its bytes, or the file to copy."""

    path: str
    content: bytes | Path | Readable
    script: bool = False
    """whether the content is still to be packed as a script (`index.packing`), which is faster for many at once"""
