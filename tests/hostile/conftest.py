"""A little site for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Site

pytest.register_assert_rewrite("casebook")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one sound notice."""
    return Site(tmp_path / "网站")


@pytest.fixture
def case(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The cases that a test shows, for its id."""
    cases: tuple[str, ...] = request.param
    return cases
