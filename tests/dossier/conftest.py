"""Dossiers without the bound PDF, which takes longer than all else; a test that wants it runs the command by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def unbound() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xuanlan.dossier.files.bound", lambda *_: b"%PDF-1.7\n")
        yield
