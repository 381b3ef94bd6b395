"""How long the tests of chance are: the environment's ROUNDS says how many times as long as in `make test`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count

ROUNDS = int(os.environ.get("ROUNDS", "1"))
"""1 in `make test`; `make soak` has more."""


def times(few: int) -> int:
    """`few` in `make test`, and as many times more as there are rounds."""
    return few * ROUNDS


def sampled(first: int = 1) -> Iterator[int]:
    """Numbers without end, from `first` on: every third in `make test`, each of them where there are more rounds."""
    return count(first, 3 if ROUNDS == 1 else 1)
