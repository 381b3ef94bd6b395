"""Pictures of a text in a docx: each file once, in a format that every Word and WPS shows"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from xuanlan.channels.word_values import Picture
from xuanlan.library.attachments import Checked
from xuanlan.library.inspection import PICTURES
from xuanlan.sheets.blocks import Block
from xuanlan.sheets.typeset import Picture as SetPicture
from xuanlan.sheets.typeset import Typesetter

EMU = 914400
"""To an inch."""
_KNOWN = ("png", "jpg", "jpeg", "gif")


class Pictures:
    """The pictures of a document, with their numbers."""

    def __init__(self, root: Path, setter: Callable[[], Typesetter]) -> None:
        """They lie in the folder `root`; a typesetter is asked for only where one has to be changed."""
        self._root, self._setter = root, setter
        self._known: dict[str, tuple[str, bytes, tuple[int, int]]] = {}
        self._last = 0

    def number(self) -> int:
        self._last += 1
        return self._last

    def of(self, block: Block, wide: float, high: float) -> Picture | None:
        """As `word_flow.Pictures`; a picture that has room is as large as it is, at 72 dots an inch."""
        if not block["src"]:
            return None
        name, content, (across, down) = self._known.get(block["src"]) or self._read(block)
        scale = min(1 / 72, wide / 25.4 / across, high / 25.4 / down) * EMU
        return Picture(self.number(), name, content, block["alt"], round(across * scale), round(down * scale))

    def _read(self, block: Block) -> tuple[str, bytes, tuple[int, int]]:
        name, file = block["src"], Checked(self._root, block["path"], block["sha256"])
        if file.suffix in _KNOWN:
            content, suffix = file.read_bytes(), file.suffix
        else:
            content, suffix = self._setter().as_png(SetPicture(name, block["path"], block["sha256"])), "png"
            name = f"{name}.png"
        found = name, content, PICTURES[suffix](BytesIO(content), len(content))
        self._known[block["src"]] = found
        return found
