"""A little site for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.register_assert_rewrite("casebook")

from sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one sound notice."""
    return Site(tmp_path / "网站")
