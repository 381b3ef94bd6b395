"""Values as the cache stores them: JSON, because reading it runs no code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from xuanlan.runtime.cache import Key

MISSHAPEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What reading a value may raise that has the right key and seal but another form: this program did not write it."""


def dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def loads(data: bytes) -> Any:
    return json.loads(data.decode("utf-8", "surrogatepass"))


def loads_all(values: Mapping[Key, bytes]) -> dict[Key, Any]:
    """The decoded `values` by key; empty when one of them is no JSON.

    They are parsed as one text, in two thirds of the time: 0.2 s for ten thousand, fetching included. One more row with
    all of them would save 0.06 s, so there is none.
    """
    with suppress(*MISSHAPEN):
        return dict(zip(values, loads(b"[%b]" % b",".join(values.values())), strict=True))
    return {}


def mapping(data: bytes | None) -> dict[str, Any]:
    """The JSON object that `data` holds; empty when it holds none."""
    with suppress(*MISSHAPEN):
        value = loads(data) if data else {}
        if isinstance(value, dict):
            return value
    return {}
