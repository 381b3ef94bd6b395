"""Many cases in one test: each is tried, and each that fails is told with its values."""

from __future__ import annotations

import pytest
from cases import every


def test_every_case_that_fails_is_told_with_its_values_and_its_reason() -> None:
    tried = []

    @every("number", [1, 2, 3])
    @every(("sign", "word"), [("+", "plus"), ("-", "minus")])
    def is_small(number: int, sign: str, word: str) -> None:
        tried.append((number, sign, word))
        assert number < 2 or sign == "-", "too large"

    with pytest.raises(ExceptionGroup, match="cases that fail: 2") as found:
        is_small()
    assert len(tried) == 6
    assert [(str(one).splitlines()[0], one.__notes__) for one in found.value.exceptions] == [
        ("too large", ["sign='+', word='plus'", "number=2"]),
        ("too large", ["sign='+', word='plus'", "number=3"]),
    ]


def test_what_stops_a_case_by_hand_counts_as_a_failure() -> None:
    @every("number", [1, 2])
    def stops(number: int) -> None:
        if number == 2:
            pytest.fail("not two")

    with pytest.raises(ExceptionGroup, match="cases that fail: 1"):
        stops()


def test_a_case_for_an_argument_that_a_test_does_not_have_is_refused() -> None:
    with pytest.raises(AssertionError, match="does not take"):
        every("other", [1])(test_arguments_without_cases_are_fixtures)


@every("number", [1, 2])
def test_arguments_without_cases_are_fixtures(number: int, request: pytest.FixtureRequest) -> None:
    assert request.node.name == "test_arguments_without_cases_are_fixtures"
    assert number in (1, 2)
