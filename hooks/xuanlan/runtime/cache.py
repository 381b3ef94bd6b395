"""The cache: earlier results, keyed by what they were made from, in one SQLite file that may be lost at any time.

A key is a digest of everything that a value depends on, the engine included, so no value can be out of date; it can
only be missing. Every value carries a seal: a digest of value and key, keyed with a secret of the user (`secret`), so
that nobody else can put words into a site. A value with a wrong seal counts as missing. The file contains drafts, so
only the user can read it. A build whose cache cannot be read or written goes on without it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from xuanlan.runtime.secret import keep_private, own_secret

Key = bytes
VARIABLE = "XUANLAN_CACHE"
"""The environment variable with the path of the cache's folder; several sites may share one."""
_UNUSED = 60 * 86_400
"""Seconds without a build after which a site's cache is removed."""
_FILE = "cache.sqlite"
_SEAL_BYTES = 8
_AT_ONCE = 500
PATIENCE = 5.0
"""Seconds to wait for another build that is writing."""
_SOUND = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
"""SQLite's error codes that do not mean a damaged file."""
SPARE = 1000
"""Values kept beyond twice the number of used ones, so that a site can go back and forth between two states."""
_ENGINES = (
    "markdown",
    "pymdown-extensions",
    "nh3",
    "jinja2",
    "pydantic",
    "pyyaml",
    "mkdocs",
    "mkdocs-material",
    "opencc",
    "deflate",
    "typst",
    "zxing-cpp",
    "pypdfium2",
    "rjieba",
    "pillow",
)


def digest(*parts: str | bytes) -> Key:
    """A digest of the list `parts`; where one part ends and the next begins counts too."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20).digest()


@cache
def engine() -> Key:
    """Digest of everything in this program that can change a result: its own files and the libraries it is built on."""
    root = Path(__file__).parent.parent
    files = sorted(file for file in root.rglob("*") if file.is_file() and file.suffix != ".pyc")
    parts = [
        part for file in files for part in (file.relative_to(root).as_posix(), blake2b(file.read_bytes()).digest())
    ]
    return digest(sys.version, *(_version(name) for name in _ENGINES), *parts)


def _version(name: str) -> str:
    from importlib import metadata  # and with it a parser of mail, for the few commands that ask for a version

    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return name


@dataclass(slots=True)
class Cache:
    """Values by key. `folder` is where the file lies; without one, everything stays in memory."""

    folder: Path | None = None
    _memory: dict[Key, bytes] = field(default_factory=dict)
    """what could not be written"""
    _used: set[Key] = field(default_factory=set)
    _secret: bytes = b""
    """the key of the seals, once the file is open"""
    _connection: sqlite3.Connection | None = None
    _owner: int = 0
    """id of the process that opened the connection: a forked process must not use it"""

    @classmethod
    def of_site(cls, root: Path) -> Cache:
        """The cache of the site at `root`: in the user's cache folder, since the content may lie anywhere."""
        if os.environ.get(VARIABLE):
            return cls(Path(os.environ[VARIABLE]))
        try:
            base = _own_folder()
        except OSError:
            return cls()
        _remove_unused(base)
        return cls(base / f"{root.name[:40]}-{digest(str(root.resolve())).hex()[:12]}")

    def get(self, key: Key) -> bytes | None:
        """The value of `key`, or None."""
        return self.many([key]).get(key)

    def many(self, keys: Iterable[Key]) -> dict[Key, bytes]:
        """The values of those of `keys` that have one."""
        wanted = self._asked(keys)
        found = {key: self._memory[key] for key in wanted if key in self._memory}
        for key, value in self._rows("key, value", wanted):
            if isinstance(value, bytes) and compare_digest(value[:_SEAL_BYTES], self._seal(key, value[_SEAL_BYTES:])):
                found[key] = value[_SEAL_BYTES:]
        return found

    def has(self, keys: Iterable[Key]) -> set[Key]:
        """Those of `keys` that have a value; values are not read, so a wrong seal goes unnoticed."""
        wanted = self._asked(keys)
        return {key for (key,) in self._rows("key", wanted)}.union(key for key in wanted if key in self._memory)

    def spare(self, keys: Iterable[Key]) -> None:
        """Count `keys` as used, so that `tidy` keeps them."""
        self._used.update(keys)

    def put(self, values: Mapping[Key, bytes]) -> None:
        """Keep `values`; where they cannot be written, in memory for the rest of this build."""
        self._used.update(values)

        def insert(file: sqlite3.Connection) -> None:
            rows = ((key, self._seal(key, value) + value) for key, value in values.items())
            file.executemany("INSERT OR REPLACE INTO parts VALUES (?, ?)", rows)

        if not self._write(insert):
            self._memory.update(values)

    def tidy(self, needed: Iterable[Key] = ()) -> None:
        """Delete what this build did not use, once that is more than it used plus `SPARE`; `needed` stays too."""
        (number,) = next(self._select("SELECT count(*) FROM parts", []), (0,))
        if number > 2 * len(self._used) + SPARE:
            self._used.update(needed)
            self._write(self._forget)

    def clear(self) -> None:
        """Forget everything."""
        self.close()
        self._memory.clear()
        if self.folder and not _remove(self.folder / _FILE):
            self.folder = None

    def close(self) -> None:
        """Close the file; the next access opens it again."""
        if self._connection is not None and self._owner == os.getpid():
            self._connection.close()
        self._connection = None

    def __getstate__(self) -> tuple[Any, ...]:
        return (self.folder, self._memory)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.folder, self._memory = state
        self._used, self._connection, self._owner, self._secret = set(), None, 0, b""

    def _seal(self, key: Key, value: bytes) -> bytes:
        return blake2b(value, key=self._secret + key, digest_size=_SEAL_BYTES).digest()

    def _asked(self, keys: Iterable[Key]) -> list[Key]:
        wanted = list(keys)
        self._used.update(wanted)
        return wanted

    def _forget(self, file: sqlite3.Connection) -> None:
        file.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
        file.executemany("INSERT INTO used VALUES (?)", [(key,) for key in self._used])
        file.execute("DELETE FROM parts WHERE key NOT IN (SELECT key FROM used)")
        file.execute("DROP TABLE used")

    def _rows(self, columns: str, keys: list[Key]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(keys), _AT_ONCE):
            chunk = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(chunk))
            yield from self._select(f"SELECT {columns} FROM parts WHERE key IN ({marks})", chunk)

    def _select(self, ask: str, values: list[Key]) -> Iterator[tuple[Any, ...]]:
        try:
            file = self._open()
            found = file.execute(ask, values).fetchall() if file else []
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the message may quote a name from a damaged file
            self._failed(error)
            found = []
        yield from found

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        """Do `work` in one transaction; returns whether that succeeded."""
        file = None
        try:
            file = self._open()
            if file is None:
                return False
            file.execute("BEGIN IMMEDIATE")
            work(file)
            file.execute("COMMIT")
            return True
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._failed(error)
            return False

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is not None and self._owner != os.getpid():
            _ABANDONED.append(self._connection)
            self._connection = None
        if self._connection is None and self.folder is not None:
            try:
                self._secret = own_secret(_own_folder())
                self._connection = _connect(self.folder)
                self._owner = os.getpid()
            except OSError:
                self.folder = None
        return self._connection

    def _failed(self, error: sqlite3.Error | UnicodeDecodeError) -> None:
        """Remove a damaged file; do without one that is locked, full or not ours from now on."""
        with suppress(sqlite3.Error):
            self.close()
        self._connection = None
        sound = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _SOUND
        if sound or not self.folder or not _remove(self.folder / _FILE):
            self.folder = None


_ABANDONED: list[sqlite3.Connection] = []
"""Connections of the process that this one was forked from: kept, so that they are not closed here."""


def _connect(folder: Path) -> sqlite3.Connection:
    folder.mkdir(0o700, parents=True, exist_ok=True)
    keep_private(folder / _FILE)
    file = sqlite3.connect(folder / _FILE, timeout=PATIENCE, isolation_level=None)
    for setting in (
        "page_size=8192",
        "journal_mode=MEMORY",
        "synchronous=OFF",
        "temp_store=MEMORY",
        "cache_size=-32000",
    ):
        file.execute(f"PRAGMA {setting}")
    file.execute("CREATE TABLE IF NOT EXISTS parts (key BLOB PRIMARY KEY, value BLOB NOT NULL)")
    return file


def _own_folder() -> Path:
    """The user's cache folder: for the secret, and for every cache unless XUANLAN_CACHE is set. Raises OSError."""
    try:
        return user_cache_path("xuanlan", appauthor=False)
    except RuntimeError as error:  # the user has no home folder
        raise FileNotFoundError(str(error)) from error


@cache
def _remove_unused(base: Path) -> None:
    """Remove the caches below `base` that nothing was written to for `_UNUSED` seconds; once in a process is enough."""
    for file in base.glob(f"*/{_FILE}"):
        with suppress(OSError):
            if file.stat().st_mtime < time.time() - _UNUSED:
                shutil.rmtree(file.parent)


def _remove(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
        return True
    except OSError:
        return False
