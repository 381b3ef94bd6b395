"""Many small cases in one test, which reports every one that fails: for cases that take less time than reporting one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]
_LONGEST = 300
"""Characters of a value that are shown."""


def every(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Like `pytest.mark.parametrize`, with one item for all cases: each is tried, whatever the others do, and all that
    fail are raised together, each with its values. Several of them stand for all combinations. No fixture that a case
    changes may be among the arguments.
    """
    rows = [(case,) if isinstance(names, str) else tuple(case) for case in cases]
    keys = (names,) if isinstance(names, str) else names
    assert rows, "without a case nothing would be tested"
    assert all(len(row) == len(keys) for row in rows)

    def decorate(test: Test) -> Test:
        @wraps(test)
        def tried(**given: Any) -> None:
            failed: list[Exception] = []
            for row in rows:
                values = dict(zip(keys, row, strict=True))
                try:
                    test(**given, **values)
                except (Exception, pytest.fail.Exception) as fault:
                    failed += _of(fault, values)
            if failed:
                raise ExceptionGroup(f"cases that fail: {len(failed)}", failed)

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in keys]
        assert len(left) + len(keys) == len(signature.parameters), f"{test.__name__} does not take {keys}"
        tried.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return tried

    return decorate


def _of(fault: BaseException, values: dict[str, Any]) -> list[Exception]:
    """What has failed in one case, with its values; the cases of another `every` one by one."""
    inner = fault.exceptions if isinstance(fault, ExceptionGroup) else [fault]
    faults = [one if isinstance(one, Exception) else AssertionError(str(one)) for one in inner]
    for one in faults:
        one.add_note(", ".join(f"{name}={repr(value)[:_LONGEST]}" for name, value in values.items()))
    return faults
