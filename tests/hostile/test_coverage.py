"""Every case has its test."""

from __future__ import annotations

import importlib
from pathlib import Path

import hostile_cases
import pytest


@pytest.fixture(autouse=True, scope="module")
def read_all_modules() -> None:
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        importlib.import_module(file.stem)


def test_every_case_of_the_groups_a_c_and_d_is_shown_by_a_test() -> None:
    assert sorted(hostile_cases.OUTCOMES.keys() - hostile_cases.SHOWN) == []


def test_line_and_column_are_held_exact_for_many_kinds_of_mistakes() -> None:
    assert len(hostile_cases.PLACED) >= 30
