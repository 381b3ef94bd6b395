"""Who may read and write what builds remember: nobody but the user whose builds they are."""

from __future__ import annotations

import os
import sqlite3
import stat
from hashlib import blake2b
from pathlib import Path

import pytest

from xuanlan.runtime.cache import Cache, digest
from xuanlan.runtime.secret import keep_private, own_secret

KEY = digest("page")


def mode(place: Path) -> int:
    return stat.S_IMODE(place.lstat().st_mode)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "xuanlan"


def filled(folder: Path, value: bytes = b"page") -> Path:
    cache = Cache(folder)
    cache.put({KEY: value})
    cache.close()
    return folder / "cache.sqlite"


def forge(file: Path, stored: bytes) -> None:
    with sqlite3.connect(file) as opened:
        opened.execute("UPDATE parts SET value = ?", [stored])
    opened.close()


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_reads_what_is_remembered_or_the_secret(tmp_path: Path, home: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        file = filled(tmp_path / "shared" / "new")
    finally:
        os.umask(before)
    assert [mode(place) for place in (file.parent, file, home, home / "key")] == [0o700, 0o600, 0o700, 0o600]
    assert len((home / "key").read_bytes()) == 32


def test_a_cache_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = filled(tmp_path)
    file.chmod(0o644)
    assert Cache(tmp_path).get(KEY) == b"page"
    assert mode(file) == 0o600


@pytest.mark.parametrize("size", [8, 16])
@pytest.mark.parametrize("key", [KEY, b"", bytes(32) + KEY], ids=["the key", "none", "a guessed secret"])
def test_a_value_that_somebody_else_has_written_is_not_taken(tmp_path: Path, size: int, key: bytes) -> None:
    forge(filled(tmp_path), blake2b(b"forged", key=key, digest_size=size).digest() + b"forged")
    assert Cache(tmp_path).get(KEY) is None


def test_a_value_that_was_sealed_for_another_key_is_not_taken(tmp_path: Path) -> None:
    other = digest("other")
    cache = Cache(tmp_path)
    cache.put({KEY: b"page", other: b"draft"})
    cache.close()
    with sqlite3.connect(tmp_path / "cache.sqlite") as opened:
        opened.execute("UPDATE parts SET value = (SELECT value FROM parts WHERE key = ?)", [other])
    opened.close()
    assert cache.many([KEY, other]) == {other: b"draft"}


def test_in_a_folder_that_users_share_none_believes_what_another_has_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path / "shared", b"mine")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another home"))
    assert Cache(tmp_path / "shared").get(KEY) is None


@pytest.mark.parametrize("harm", ["too short", "readable", "gone", "a link", "empty"])
def test_a_secret_that_is_none_is_replaced_and_what_it_sealed_forgotten(tmp_path: Path, home: Path, harm: str) -> None:
    filled(tmp_path / "cache")
    key = home / "key"
    known = key.read_bytes()
    if harm in ("too short", "empty"):
        key.write_bytes(known[:5] if harm == "too short" else b"")
    elif harm == "readable":
        key.chmod(0o640)
    else:
        key.unlink()
    if harm == "a link":
        (tmp_path / "theirs").write_bytes(known)
        key.symlink_to(tmp_path / "theirs")
    own_secret.cache_clear()  # as in the next process
    assert Cache(tmp_path / "cache").get(KEY) is None
    assert key.read_bytes() != known
    assert [mode(key), key.is_symlink(), list(home.iterdir())] == [0o600, False, [key]]


@pytest.mark.parametrize("what", ["a link", "a link to nothing", "a folder"])
def test_what_is_no_file_of_ours_is_done_without(tmp_path: Path, what: str) -> None:
    place, letter = tmp_path / "cache" / "cache.sqlite", tmp_path / "letter.txt"
    place.parent.mkdir()
    letter.write_text("a letter", encoding="utf-8")
    if what == "a folder":
        place.mkdir()
    else:
        place.symlink_to(letter if what == "a link" else tmp_path / "nothing")
    with pytest.raises(OSError, match=r"others|ours"):
        keep_private(place)
    cache = Cache(place.parent)
    cache.put({KEY: b"page"})
    assert cache.get(KEY) == b"page"
    assert letter.read_text(encoding="utf-8") == "a letter"
    assert not (tmp_path / "nothing").exists()


def test_without_a_place_for_the_secret_nothing_is_kept_on_the_disk(tmp_path: Path, home: Path) -> None:
    home.parent.mkdir()
    home.write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "cache")
    cache.put({KEY: b"page"})
    assert cache.get(KEY) == b"page"
    assert not (tmp_path / "cache").exists()
