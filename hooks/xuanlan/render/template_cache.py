"""Compiled templates, kept from build to build as Python keeps the code of its modules: beside the engine."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_SEAL_BYTES = hashlib.sha256().digest_size


class Compiled(BytecodeCache):
    """Jinja's bytecode, kept in the engine's own folder: the next build runs it, so only those may be able to write it
    who can change the engine. Where this user cannot write there, each build compiles again. A changed template is
    compiled anew, a damaged file ignored.
    """

    def __init__(self) -> None:
        self._folder = Path(cache_from_source(__file__)).parent
        self._kind = f"jinja2-{version('jinja2')}"

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            content = self._file(bucket).read_bytes()
            if content[:_SEAL_BYTES] == _seal(content[_SEAL_BYTES:]):
                bucket.bytecode_from_string(content[_SEAL_BYTES:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        content = bucket.bytecode_to_string()
        file = self._file(bucket, f".{os.getpid()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_seal(content) + content)
            file.replace(self._file(bucket))

    def _file(self, bucket: Bucket, part: str = "") -> Path:
        return self._folder / f"{bucket.key}.{self._kind}{part}.pyc"  # `cache.engine` ignores .pyc


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
