"""The cases that tests show, in their ids."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("hostile_cases")


@pytest.fixture
def case(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The cases that a test shows, for its id."""
    cases: tuple[str, ...] = request.param
    return cases
