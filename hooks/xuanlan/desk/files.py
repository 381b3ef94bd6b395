"""A file of the site at the desk: read, saved under an optimistic lock, its earlier versions, what is typed in it"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from xuanlan.desk.edits import changes, digest_of
from xuanlan.desk.folder import Folder
from xuanlan.diagnostics.report import CallError, MachineError, Report, reason
from xuanlan.models.desk_settings import Person
from xuanlan.reading.saving import save
from xuanlan.reading.source import MAX_BYTES, read_bytes
from xuanlan.reading.written import Written

_REMEMBERED = 200
"""Contents of files that edits may start from."""


class ConflictError(Exception):
    """Somebody else has changed the file meanwhile: nothing was written. `theirs` is what it holds now, for the
    browser: `whole` is all of its text."""

    def __init__(self, theirs: dict[str, Any]) -> None:
        super().__init__("changed by somebody else")
        self.theirs = theirs


class UnknownTextError(KeyError):
    """There is no such text, or nobody has opened it."""


class Files:
    """The files of the site at `root`, by their paths in it; what the desk keeps of them is in `folder`."""

    def __init__(self, root: Path, folder: Folder) -> None:
        self.root, self.folder = root, folder
        self._lock = threading.Lock()
        self._bases: OrderedDict[str, bytes] = OrderedDict()

    def read(self, path: str, *, may_be_missing: bool = False) -> bytes:
        """Raises CallError."""
        if may_be_missing and not os.path.lexists(self.root / path):
            return b""
        report = Report()
        data = read_bytes(self.root / path, path, report, MAX_BYTES)
        if data is None:
            found = next(iter(report), None)
            raise CallError(f"{path}：{found.as_text}" if found else f"{path} 读不了。")
        return data

    def opened(self, path: str, data: bytes, who: Person) -> dict[str, Any]:
        """What the browser is told of a file beside its content: what edits of it start from, what they typed in it and
        have not saved, and its versions."""
        digest = digest_of(data)
        with self._lock:
            self._bases[digest] = data
            self._bases.move_to_end(digest)
            while len(self._bases) > _REMEMBERED:
                self._bases.popitem(last=False)
        versions = [one._asdict() | {"at": one.at.isoformat()} for one in self.folder.versions(path)]
        return {"path": path, "base": digest, "unsaved": self.folder.unsaved(path, who.account), "versions": versions}

    def base(self, digest: str) -> bytes:
        """What an edit starts from. Raises UnknownTextError."""
        with self._lock:
            if digest not in self._bases:
                raise UnknownTextError(digest)
            return self._bases[digest]

    def save(self, path: str, base: str, applied: Callable[[bytes], bytes], now: datetime, who: Person) -> bytes | None:
        """Write a file with an edit that starts from `base` and is `applied` to what the file holds.

        Returns what was written; None where nothing has changed.

        Raises ConflictError, MachineError, and what `applied` raises.
        """
        data = self.read(path, may_be_missing=base == digest_of(b""))
        if digest_of(data) != base:
            raise ConflictError({"whole": Written(data).text})
        after = applied(data)
        try:
            self.folder.keep_version(path, data, now)
        except OSError as error:
            raise MachineError(f"{path} 没有保存：以前的版本没有地方放，{reason(error)}。请解决以后再保存。") from error
        if after != data:
            save(self.root, path, after)
        with suppress(OSError):  # the file is saved, and whoever is told otherwise would do it again
            if after != data:
                self.folder.keep_version(path, after, now + timedelta(microseconds=1), who.shown)
            self.folder.drop_unsaved(path, who.account)
        return after if after != data else None

    def version(self, path: str, name: str) -> dict[str, Any]:
        """The text of an earlier version, and how the file differs from it now. Raises UnknownTextError."""
        data = self.folder.version(path, name)
        if data is None:
            raise UnknownTextError(name)
        text = Written(data).text
        return {"text": text, "changes": changes(text, Written(self.read(path, may_be_missing=True)).text)}
