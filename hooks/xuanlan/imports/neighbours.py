"""Files beside a page that is brought in: those below one folder which may be published, and no others."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from xuanlan.imports.original import Beside
from xuanlan.library.attachments import MAX_BYTES, objection

STYLES = ".css"
"""What the names of style sheets end with: read for what they hide, and never published."""


def file_name(address: str) -> str:
    """The name of the file that an address from a page leads to; "" for what is no file beside it."""
    try:
        parts = _split(address)
    except ValueError:
        return ""
    return PurePosixPath(unquote(parts.path)).name if parts.scheme in ("", "file") else ""


def _split(address: str) -> SplitResult:
    """Of an address as Windows writes it, too. Raises ValueError."""
    return urlsplit(address.strip().replace("\\", "/"))


class Neighbours:
    """The files of folders, as pages in these ask for them."""

    def __init__(self) -> None:
        self.taken: set[Path] = set()
        """what pages have taken so far"""

    def beside(self, file: Path, top: Path) -> Beside:
        """Gives the content of files by their addresses from the page `file`, if they lie below the folder `top`."""

        def content(address: str) -> bytes | None:
            try:
                parts = _split(address)
                if parts.scheme or parts.netloc or not parts.path:
                    return None
                start = top if parts.path.startswith("/") else file.parent
                found = (start / unquote(parts.path).lstrip("/")).resolve()
                if not found.is_relative_to(top.resolve()) or not found.is_file() or found.stat().st_size > MAX_BYTES:
                    return None
                data = found.read_bytes()
            except (OSError, ValueError):  # a name that no disk can have
                return None
            if found.name.lower().endswith(STYLES):
                return data
            if objection(found.name, io.BytesIO(data), len(data)):
                return None
            self.taken.add(found)
            return data

        return content
