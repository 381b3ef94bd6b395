"""How long randomised tests are: the environment variable ROUNDS says how many times as long as in `make test`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count

ROUNDS = int(os.environ.get("ROUNDS", "1"))
"""1 in `make test`, more in `make soak`."""


def times(few: int) -> int:
    """`few` in `make test`, `few` times `ROUNDS` elsewhere."""
    return few * ROUNDS


def sampled(first: int = 1) -> Iterator[int]:
    """Endless numbers from `first` on: every fourth one in `make test`, every one with more rounds."""
    return count(first, 4 if ROUNDS == 1 else 1)
