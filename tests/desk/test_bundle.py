"""The editor that ships is the one that its packages make, and the desk is small."""

from __future__ import annotations

import subprocess
from pathlib import Path

from house import ENGINE
from sites import REPO

BROWSER = ENGINE / "theme" / "browser" / "desk"
LARGEST = 450_000
"""Bytes of all that the desk's pages load."""


def test_the_shipped_editor_is_what_its_command_makes(tmp_path: Path) -> None:
    subprocess.run(["make", "-s", "editor", f"OUT={tmp_path / 'editor.js'}"], cwd=REPO, check=True, timeout=120)
    assert (tmp_path / "editor.js").read_bytes() == (BROWSER / "codemirror.js").read_bytes()


def test_the_desk_is_small() -> None:
    files = [*BROWSER.glob("*.js"), *(ENGINE / "theme" / "desk").iterdir()]
    assert sum(file.stat().st_size for file in files) <= LARGEST
