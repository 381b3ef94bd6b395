"""A site made up for the tests of releases, and a folder to publish it into."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from releases import Site


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for the disk: what a process has written is there when it is killed, and nobody pulls the plug."""
    monkeypatch.setattr(os, "sync", lambda: None, raising=False)
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site", "a", "b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "www"
