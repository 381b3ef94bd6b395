"""Small values that every build asks for, kept together as well: one read of the cache instead of thousands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from xuanlan.runtime.cache import Cache, Key, digest, engine

MISSHAPEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What comes of a value that has the right key and digest but not our form: it was not written by this program."""
ENOUGH = 50
"""One in so many values that stood only by themselves is reason enough to write the whole shelf again."""


def dumps(value: Any) -> bytes:
    """A value as the cache holds it: JSON, which is read without running anything."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def loads(data: bytes) -> Any:
    return json.loads(data.decode("utf-8", "surrogatepass"))


def mapping(data: bytes | None) -> dict[str, Any]:
    """The JSON object that `data` holds; empty when it holds none."""
    with suppress(*MISSHAPEN):
        value = loads(data) if data else {}
        if isinstance(value, dict):
            return value
    return {}


class Shelf:
    """Values of one sort, of one site. Each stands in the cache by itself too, where other sites find it."""

    def __init__(self, cache: Cache, *name: str) -> None:
        self._cache = cache
        self._key = digest("shelf", engine(), *name)
        kept = cache.get(self._key)
        self._kept: dict[str, Any] = mapping(kept)
        self._used: dict[str, Any] = {}
        self._written: dict[str, bytes] = {}
        """what has been put, as the cache holds it"""
        self._missed = 0
        """values that were not on the shelf"""

    def many(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """The values of those of `keys` that have one."""
        wanted = list(keys)
        self._cache.spare(wanted)
        found = {key: value for key in wanted if (value := self._kept.get(key.hex())) is not None}
        alone = self._cache.many(key for key in wanted if key not in found)
        self._missed += len(alone)
        for key, value in alone.items():
            with suppress(*MISSHAPEN):
                found[key] = loads(value)
        self._used.update((key.hex(), value) for key, value in found.items())
        return found

    def put(self, values: Mapping[Key, Any]) -> None:
        written = {key: dumps(value) for key, value in values.items()}
        self._cache.put(written)
        self._written.update((key.hex(), value) for key, value in written.items())
        self._used.update((key.hex(), value) for key, value in values.items())
        renewed = any(key.hex() in self._kept for key in values)  # what stands here would be found first
        self._missed += len(self._kept) if renewed else len(values)

    def keep(self) -> None:
        """Write what has been asked for, unless nearly all of it is there."""
        if self._missed * ENOUGH > len(self._used) or len(self._kept) > 2 * len(self._used):
            rows = (
                b'"%b":%b' % (name.encode(), self._written.get(name) or dumps(value))
                for name, value in self._used.items()
            )
            self._cache.put({self._key: b"{%b}" % b",".join(rows)})
