"""The pictures of the desk in the manual: each can be taken again, and the manual shows those that are there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pictures
import pytest
from desks import desk_of
from playwright.sync_api import Browser
from sites import REPO

LARGEST, LARGEST_OF_ALL = 60_000, 500_000
"""Bytes."""
_SHOWN = re.compile(r"^!\[(.+)\]\(\.\./assets/(.+)\)$", re.MULTILINE)
PAGES = {"desk": 10, "import": 6, "channels": 2}
"""The pages of the manual, and how many pictures each has."""


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a WebP as the browser writes it, lossy."""
    assert (picture[:4], picture[8:15]) == (b"RIFF", b"WEBPVP8")
    at = picture.index(b"\x9d\x01\x2a") + 3
    return int.from_bytes(picture[at : at + 2], "little"), int.from_bytes(picture[at + 2 : at + 4], "little")


def sound(folder: Path) -> list[str]:
    """The names of the pictures in a folder, all of them small and of one size."""
    found = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {size(content) for content in found.values()} == {(1025, 576)}
    assert max(map(len, found.values())) <= LARGEST
    assert sum(map(len, found.values())) <= LARGEST_OF_ALL
    return sorted(found)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site lies, anew for each set: at one place, so that what was read for one is known for the next."""
    return tmp_path_factory.mktemp("pictures") / "宣传栏"


@pytest.mark.parametrize("which", PAGES)
def test_each_picture_of_the_manual_can_be_taken_again(
    tmp_path: Path, place: Path, browser: Browser, which: str
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    shutil.rmtree(place, ignore_errors=True)
    with desk_of(pictures.office(place, which), place.parent / "kept") as desk:
        pictures.take(browser, desk, which, folder, tmp_path / "published", drawn=50)
    names = [f"{name}.webp" for name in pictures.names(which)]
    assert sound(folder) == sound(pictures.ASSETS / which) == sorted(names)
    found = _SHOWN.findall((REPO / f"docs/manual/{which}.md").read_text(encoding="utf-8"))
    assert [name for _, name in found] == [f"{which}/{name}" for name in names]
    assert all(re.search("[\u4e00-\u9fff]{6}", words) for words, _ in found)
    assert len(names) == PAGES[which]


def test_the_manual_begins_with_how_the_program_gets_onto_a_computer_and_the_desk() -> None:
    config = (REPO / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.findall(r"manual/\w+\.md", config)[:2] == ["manual/install.md", "manual/desk.md"]
