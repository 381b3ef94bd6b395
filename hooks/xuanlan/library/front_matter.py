"""The front matter of every notice: read once for each content of its file, by several processes if there are many.

A file counts as unchanged while its size, times and inode are those with which its content was last read. If it had
been written just before, it might change again within the same tick of the disk's clock; then it is read again.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from xuanlan import addresses
from xuanlan.diagnostics.report import Diagnostic, Position, Report
from xuanlan.library import approved_copies
from xuanlan.library.attachments import FileState, laid, sha256_of
from xuanlan.library.rows import finding_rows, findings_of, notice_of, notice_row
from xuanlan.models.kinds import Kind
from xuanlan.models.notice import Notice, models, read_notice
from xuanlan.reading.source import Places, read_bytes, source_in, text_of
from xuanlan.runtime.cache import Cache, Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads, loads_all, mapping
from xuanlan.runtime.progress import Progress
from xuanlan.runtime.workers import in_chunks, in_processes

CHUNK = 100
"""How many files a process reads at a time."""
WORTH_A_PROCESS = 400
"""How many files are read in about the time that a process takes to start."""
TICK = 2_000_000_000
"""Nanoseconds: the coarsest resolution of a disk's time stamps (FAT)."""
_Value = list[Any]
"""The cache's value for a file: notice or None, line of the body, places of fields and of their items, findings,
SHA-256 of the text."""


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of one notice. `content` is a digest of its file; its text begins at line `body_line`."""

    notice: Notice
    places: Places
    body_line: int
    content: Key
    text_sha: str
    """SHA-256 of its text with LF line ends, in hexadecimal"""
    kept: Mapping[str, str] = field(default_factory=dict)
    """paths that other files stand for, those that were approved, by the paths of the files"""
    approval: str = ""
    """what approval says of it (`approval_gate`)"""

    @property
    def id(self) -> str:
        return self.notice.id or addresses.derived_id(self.places.file.removeprefix("notices/"))


@dataclass(frozen=True, slots=True)
class _Read:
    """A process's result for one file: its state (None if unreadable), digest of its content, value for the cache."""

    path: str
    stamp: FileState | None
    content: Key
    value: _Value


def stamp_of(file: str | Path) -> FileState | None:
    """The state of `file`, which changes with its content; None when it is no regular file."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    return laid(status) if stat.S_ISREG(status.st_mode) else None


class Contents:
    """The digests of files of the site at `root`, kept from build to build as long as their states do not change.
    `which` is the name under which they are cached."""

    def __init__(self, root: Path, which: str, cache: Cache) -> None:
        self._root, self._cache = root, cache
        self._key = digest("stamps", engine(), which, str(root))
        self._known: dict[str, list[Any]] = mapping(cache.get(self._key))
        self._seen: dict[str, list[Any]] = {}
        self._began = time.time_ns()

    def of(self, path: str) -> Key | None:
        """The digest of the content of `path`; None when the file has to be read."""
        stamp, known = stamp_of(f"{self._root}/{path}"), self._known.get(path)
        with suppress(*MISSHAPEN):
            if stamp is not None and known is not None and tuple(known[:-1]) == stamp:
                content = bytes.fromhex(known[-1])
                self._seen[path] = known
                return content
        return None

    def enter(self, path: str, stamp: FileState, content: Key) -> None:
        """Remember that `path` had this content in the state `stamp`, unless that is too recent to be sure."""
        if max(stamp[1], stamp[2]) < self._began - TICK:
            self._seen[path] = [*stamp, content.hex()]

    def sha256(self, path: str, stamp: FileState, report: Report) -> str:
        """SHA-256, in hexadecimal, of the file that had the state `stamp` when it was checked; "" when it has changed
        since (reported)."""
        known = self._known.get(path)
        with suppress(*MISSHAPEN):
            if known is not None and tuple(known[:-1]) == stamp:
                self._seen[path] = known
                return bytes.fromhex(known[-1]).hex()
        try:
            content = sha256_of(self._root, path, stamp)
        except OSError:
            report.add("file-changed", Position(path))
            return ""
        self.enter(path, stamp, content)
        return content.hex()

    def keep(self) -> None:
        """Write the digests of this build to the cache."""
        if self._seen != self._known:
            self._cache.put({self._key: dumps(self._seen)})
            self._known = dict(self._seen)


def read_all(
    root: Path,
    paths: Sequence[str],
    kinds: Mapping[str, Kind],
    contents: Contents,
    cache: Cache,
    report: Report,
    progress: Progress,
) -> Iterator[Front]:
    """The notices in the files `paths` that have no error, in that order; all findings go to `report`."""
    token = _token(kinds)
    known = {path: content for path in paths if (content := contents.of(path))}
    keys = {path: _key(token, path, content) for path, content in known.items()}
    kept = loads_all(cache.many(keys.values()))
    values = {path: kept[key] for path, key in keys.items() if key in kept}
    fronts = {path: front for path, value in values.items() if (front := _decoded(path, known[path], value, kinds))}
    missing = [path for path in paths if path not in fronts]
    tasks = in_chunks(missing, CHUNK)
    done = 0
    for reads in in_processes(_read_chunk, (root, kinds, token, cache), tasks, len(missing) // WORTH_A_PROCESS):
        for read in reads:
            fronts[read.path] = _front(read.path, read.content, read.value)
            if read.stamp:
                contents.enter(read.path, read.stamp, read.content)
        cache.put({_key(token, read.path, read.content): dumps(read.value) for read in reads if read.stamp})
        done += len(reads)
        progress("读取文稿", done, len(missing))
    for path in paths:
        found, findings = fronts[path]
        report.extend(findings)
        if found:
            yield found


def read_one(root: Path, path: str, kinds: Mapping[str, Kind], cache: Cache, report: Report) -> Front | None:
    """The notice in the file `path` as it is now; None when it has errors (all reported)."""
    read = _read_chunk((root, kinds, _token(kinds), cache), [path])[0]
    front, findings = _front(path, read.content, read.value)
    report.extend(findings)
    return front


def read_data(data: bytes, path: str, kinds: Mapping[str, Kind], report: Report) -> Front | None:
    """The notice that the file `path` would hold with this content; None when it has errors (all reported)."""
    text = text_of(data, path, report)
    source = None if text is None else source_in(text, path, report)
    notice = read_notice(source, _models_of(kinds, _token(kinds)), kinds, report) if source else None
    if text is None or source is None or notice is None:
        return None
    return Front(notice, source.places, source.body_line, content_of(data), approved_copies.sha256(text))


def _front(path: str, content: Key, value: _Value) -> tuple[Front | None, list[Diagnostic]]:
    notice, body_line, places, items, findings, sha = value
    front = Front(notice_of(notice), Places(path, places, items), body_line, content, str(sha)) if notice else None
    return front, findings_of(findings)


def _decoded(
    path: str, content: Key, value: _Value, kinds: Mapping[str, Kind]
) -> tuple[Front | None, list[Diagnostic]] | None:
    """The front matter and findings in a value of the cache; None when the value is malformed."""
    try:
        front, findings = _front(path, content, value)
        return (front, findings) if front is None or front.notice.kind in kinds else None
    except MISSHAPEN:
        return None


def _token(kinds: Mapping[str, Kind]) -> Key:
    """A digest of what reading depends on besides the file: the kinds, and the fields that they require."""
    return digest(engine(), *(repr((kind.name, kind.requires, kind.expects)) for kind in kinds.values()))


def _key(token: Key, path: str, content: Key) -> Key:
    return digest("front", token, path, content)


_models: dict[Key, dict[str, type[Notice]]] = {}
"""The models by `_token`: to make them takes longer than to read ten files."""


def _models_of(kinds: Mapping[str, Kind], token: Key) -> dict[str, type[Notice]]:
    if token not in _models:
        _models[token] = models(kinds)
    return _models[token]


def _read_chunk(shared: tuple[Path, Mapping[str, Kind], Key, Cache], paths: Sequence[str]) -> list[_Read]:
    root, kinds, token, cache = shared
    by_kind = _models_of(kinds, token)
    reports = [Report() for _ in paths]
    files = [
        (stamp_of(root / path), read_bytes(root / path, path, report))
        for path, report in zip(paths, reports, strict=True)
    ]
    contents = [b"" if data is None else content_of(data) for _, data in files]
    keys = [_key(token, path, content) for path, content in zip(paths, contents, strict=True)]
    kept = cache.many(keys)
    reads = []
    for path, report, (stamp, data), content, key in zip(paths, reports, files, contents, keys, strict=True):
        if key in kept and data is not None and _decoded(path, content, value := loads(kept[key]), kinds):
            reads.append(_Read(path, stamp, content, value))
            continue
        text = text_of(data, path, report) if data is not None else None
        source = None if text is None else source_in(text, path, report)
        notice = read_notice(source, by_kind, kinds, report) if source else None
        value = _value(notice, source.places if source else None, report, source.body_line if source else 1, text or "")
        reads.append(_Read(path, None if data is None else stamp, content, value))
    return reads


def content_of(data: bytes) -> Key:
    """Digest of a file's content."""
    return blake2b(data, digest_size=20).digest()


def _value(notice: Notice | None, places: Places | None, findings: Report, body_line: int, text: str) -> _Value:
    keys, items = (places.keys, places.items) if places else ({}, {})
    sha = approved_copies.sha256(text) if notice else ""
    return [notice_row(notice) if notice else None, body_line, keys, items, finding_rows(findings), sha]
