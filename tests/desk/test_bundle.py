"""What ships of others' browser code is what their packages make, and the desk is small."""

from __future__ import annotations

from pathlib import Path

import vendored
from house import ENGINE

from xuanlan.desk.app import asset

BROWSER = ENGINE / "theme" / "browser" / "desk"
LARGEST = 450_000
"""Bytes of all that the desk's pages load."""


def test_the_shipped_libraries_are_what_their_command_makes(tmp_path: Path) -> None:
    vendored.make(tmp_path)
    for name in vendored.LIBRARIES:
        for file in (f"{name}.js", f"{name}.txt"):
            assert (tmp_path / file).read_bytes() == (vendored.SOURCE / file).read_bytes(), f"{file}: run make vendored"


def test_the_desk_is_small() -> None:
    files = [*BROWSER.glob("*.js"), *BROWSER.glob("*.txt"), *(ENGINE / "theme" / "desk").iterdir()]
    files.append(BROWSER.parent / "shared" / "folding.js")
    assert sum(len(asset(file)) for file in files) <= LARGEST


def test_no_module_of_the_desk_has_a_text_of_several_lines() -> None:
    """Their lines lose their indents on the way to the browser."""
    own = [file for file in BROWSER.glob("*.js") if file.name != "codemirror.js"]
    assert len(own) > 20
    assert [file.name for file in own if b"`" in asset(file)] == []
