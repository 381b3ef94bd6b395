"""Every case has its test."""

from __future__ import annotations

import importlib
from pathlib import Path

import casebook


def test_every_case_of_the_groups_a_c_and_d_is_shown_by_a_test() -> None:
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        importlib.import_module(file.stem)
    assert sorted(casebook.OUTCOMES.keys() - casebook.SHOWN) == []
