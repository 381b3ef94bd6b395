"""Texts as they were approved, kept with the site: `notices/approved/ID/DIGEST/`, with the files that go with each

A digest is over what readers get: the text with its fields, whatever its encoding and line ends, and the files beside
it. It is the beginning of the SHA-256 of lines as `sha256sum` writes them, so that it can be made without this program.
"""

from __future__ import annotations

import difflib
import hashlib
import posixpath
import shutil
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from xuanlan.diagnostics.report import MachineError, Report, reason
from xuanlan.reading.source import read_text

FOLDER = "notices/approved"
TEXT = "text.txt"
"""Not .md, so that nobody takes it for a notice."""
_FILES, _UP = "files", "__up__"
LENGTH = 16
"""Hexadecimal digits of a digest: few enough to be compared on paper."""
_AROUND, _SHOWN = 12, 30


def digest(text: str, files: Iterable[tuple[str, str]]) -> str:
    """The digest of a text whose SHA-256 is `text`, and of its files: path from the text's folder, and SHA-256."""
    lines = [(TEXT, text), *sorted(files)]
    return hashlib.sha256("".join(f"{sha}  {name}\n" for name, sha in lines).encode()).hexdigest()[:LENGTH]


def sha256(text: str) -> str:
    """The SHA-256 of a text that was read, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def beside(path: str, file: str) -> str:
    """The path of `file` from the folder of the text `path`; both from the site's root."""
    return posixpath.relpath(file, posixpath.dirname(path))


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of the text `ident` that was approved with the digest `of`, in the site at `root`."""

    root: Path
    ident: str
    of: str

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.ident}/{self.of}"

    @property
    def text(self) -> str:
        """Path of the text."""
        return f"{self.path}/{TEXT}"

    def files(self) -> dict[str, str]:
        """The paths of its files, by their paths from the text's folder."""
        folder = self.root / self.path / _FILES
        found = sorted(file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
        return {
            "/".join(".." if part == _UP else part for part in file.parts): f"{self.path}/{_FILES}/{file.as_posix()}"
            for file in found
        }

    def is_whole(self, sha_of: Callable[[str], str]) -> bool:
        """Whether it is as it was approved; `sha_of` gives the SHA-256 of a file by its path, "" for none."""
        return digest(sha_of(self.text), ((name, sha_of(path)) for name, path in self.files().items())) == self.of

    def keep(self, text: str, files: Mapping[str, Path]) -> None:
        """Make the copy, whole or not at all; `files` by their paths from the text's folder. Raises MachineError."""
        place = self.root / self.path
        part = place.with_name(f"{place.name}.part")
        try:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            (part / TEXT).write_bytes(text.encode())
            for name, file in files.items():
                target = part / _FILES / "/".join(_UP if step == ".." else step for step in name.split("/"))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
            shutil.rmtree(place, ignore_errors=True)
            part.rename(place)
        except OSError as error:
            raise MachineError(f"没有留下批准稿 {self.path}：{reason(error)}。请解决以后再做一次。") from error

    def tidy(self, kept: Set[str]) -> None:
        """Remove the copies of the same text but those with the digests `kept`."""
        for other in (self.root / FOLDER / self.ident).iterdir():
            if other.name not in kept:
                shutil.rmtree(other, ignore_errors=True)

    def restore(self, path: str) -> list[str]:
        """Put the text back to `path`, and its files beside it; returns what was written. Raises MachineError."""
        there = {path: self.text}
        there |= {posixpath.normpath(f"{posixpath.dirname(path)}/{name}"): file for name, file in self.files().items()}
        try:
            for target, source in there.items():
                (self.root / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.root / source, self.root / target)
        except OSError as error:
            raise MachineError(f"没有换回批准稿：{reason(error)}。请解决以后再做一次。") from error
        return list(there)


def difference(old: str, new: str) -> tuple[int, str, str]:
    """The line, from 1, at which two texts first differ, and what stands there in each; 0 where they do not."""
    before, after = old.split("\n"), new.split("\n")
    pairs = enumerate(zip([*before, ""], [*after, ""], strict=False), start=1)
    line, (was, now) = next(((number, pair) for number, pair in pairs if pair[0] != pair[1]), (0, ("", "")))
    at = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, at - _AROUND)
    return line, was[start : start + _SHOWN].strip(), now[start : start + _SHOWN].strip()


def compared(copy: Copy, path: str) -> str:
    """The copy and the text `path` as it is now, line by line: - was approved, + is there now."""
    old = read_text(copy.root / copy.text, copy.text, Report()) or ""
    new = read_text(copy.root / path, path, Report()) or ""
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), "批准的稿子", "现在的稿子", lineterm="")
    return "\n".join(lines)
