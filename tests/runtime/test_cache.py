"""The cache: what was put in comes out or is missing; whatever happens to its file, nobody gets something else."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanlan.runtime import cache as module
from xuanlan.runtime.cache import Cache, digest, engine

PARTS = st.lists(st.one_of(st.text(max_size=6), st.binary(max_size=6)), max_size=4)
VALUES = {digest("a"): b"one", digest("b"): b"", digest("c"): "字".encode() * 5000}


def opened(folder: Path) -> Cache:
    """The cache in `folder` with what the tests keep in it."""
    cache = Cache(folder)
    cache.put(VALUES)
    cache.close()
    return Cache(folder)


@given(one=PARTS, other=PARTS)
def test_only_the_same_parts_have_the_same_digest(one: list[str | bytes], other: list[str | bytes]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_signs_that_no_encoding_has_can_stand_in_a_key() -> None:
    assert digest("\udc80") != digest("\udc81")


def test_what_was_put_in_comes_out_in_another_process_too(tmp_path: Path) -> None:
    cache = opened(tmp_path / "深" / "处")
    assert cache.many([*VALUES, digest("d")]) == VALUES
    assert cache.has([*VALUES, digest("d")]) == set(VALUES)
    assert cache.get(digest("d")) is None
    read, write = os.pipe()
    if not (child := os.fork()):
        os.write(write, cache.get(digest("a")) or b"nothing")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 10) == b"one"
    assert cache.get(digest("a")) == b"one"


@settings(max_examples=60)
@given(at=st.integers(0, 10**6), noise=st.binary(min_size=1, max_size=3000), cut=st.booleans())
def test_a_damaged_file_gives_what_was_put_in_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    opened(folder).close()
    file = next(folder.iterdir())
    data = bytearray(file.read_bytes())
    at %= len(data)
    data[at:] = b"" if cut else (noise + data[at + len(noise) :])
    file.write_bytes(data)
    cache = Cache(folder)
    for key, value in VALUES.items():
        assert cache.get(key) in (value, None)
    cache.put(VALUES)
    assert cache.many(VALUES) == VALUES


@pytest.mark.parametrize("what", ["a folder", "a file", "a link to nowhere"])
def test_where_nothing_can_be_written_it_is_kept_for_this_build(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "cache"
    if what == "a folder":
        (folder / "cache.sqlite" / "x").mkdir(parents=True)
    elif what == "a file":
        folder.write_text("x", encoding="utf-8")
    else:
        folder.symlink_to(tmp_path / "nowhere" / "at" / "all")
    cache = Cache(folder)
    cache.put(VALUES)
    assert cache.many(VALUES) == VALUES
    cache.clear()
    assert cache.many(VALUES) == {}


def test_a_file_that_another_program_writes_to_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    cache = opened(tmp_path)
    other = sqlite3.connect(tmp_path / "cache.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.put({digest("e"): b"five"})
    assert cache.get(digest("e")) == b"five"
    other.execute("COMMIT")
    other.close()
    assert Cache(tmp_path).many(VALUES) == VALUES, "it was not taken for damaged"


def test_what_a_build_did_not_ask_for_goes_when_there_is_much_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SPARE", 2)
    cache = opened(tmp_path)
    cache.put({digest("old", str(number)): b"x" for number in range(20)})
    cache.close()
    cache = Cache(tmp_path)
    cache.many(VALUES)
    cache.tidy()
    assert cache.has([*VALUES, digest("old", "3")]) == set(VALUES)


def test_a_site_has_its_own_cache_and_one_that_nobody_uses_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    for name in ("甲", "乙"):
        cache = Cache.of_site(tmp_path / name)
        cache.put({digest(name): b"x"})
        cache.close()
    files = sorted((tmp_path / "caches").rglob("cache.sqlite"))
    assert len(files) == 2
    long_ago = time.time() - 100 * 86_400
    for file in files:
        os.utime(file, (long_ago, long_ago))
    module._remove_unused.cache_clear()  # as in the next process
    Cache.of_site(tmp_path / "丙").put(VALUES)
    assert len(list((tmp_path / "caches").rglob("cache.sqlite"))) == 1
    monkeypatch.setenv("XUANLAN_CACHE", str(tmp_path / "here"))
    assert Cache.of_site(tmp_path / "甲").folder == tmp_path / "here"


def test_the_engine_s_digest_stands_for_its_files() -> None:
    assert engine() == engine()
    assert len(engine()) == 20
