"""Names of a dossier's folders and files, which every disk takes: short, unique, and as a clerk reads them"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from xuanlan.library.file_names import SPECIAL, name_key, name_problem, storable
from xuanlan.text.characters import CONTROL, UNSEEN

_LONGEST = 40
"""Characters: Windows takes 260 for a whole path, Linux 255 bytes for a name."""


class Names:
    """The names in one folder; `taken` are there already."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name_key(name) for name in taken}

    def free(self, words: str, suffix: str = "") -> str:
        """A name made of `words` that no other has here, with `suffix` (.html) at its end."""
        plain = " ".join(storable(UNSEEN.sub("", CONTROL.sub("", words))).split())
        stem = plain[:_LONGEST].rstrip(SPECIAL) or "未命名"
        if name_problem(stem + suffix):
            stem = f"_{stem}"
        name, number = stem + suffix, 2
        while name_key(name) in self._taken:
            name, number = f"{stem} ({number}){suffix}", number + 1
        self._taken.add(name_key(name))
        return name

    def free_file(self, name: str) -> str:
        """The same for a file, which keeps its suffix."""
        path = PurePosixPath(name)
        return self.free(path.stem, path.suffix.lower())
