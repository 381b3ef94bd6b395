"""A finished tree, as commands that build nothing read it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"markdown", "nh3", "jinja2", "pydantic", "numpy", "mkdocs", "yaml", "opencc", "selectolax"}
"""Libraries that only a build needs: most of the time that a command takes to start."""


def test_a_tree_is_read_without_what_builds_it() -> None:
    words = "import sys, xuanlan.tree.release; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(done.stdout.split())
