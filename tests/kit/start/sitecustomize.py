"""Read by Python at the start of each command of the tests: a pattern that was compiled once is not compiled again.

The seven hundred patterns of the program and its libraries are a third of the processor time of a start, and the tests
start hundreds of processes. What the engine of patterns is given is the same; only the way to it is shorter. Run as a
program, this file writes what is kept.
"""

from __future__ import annotations

import marshal
import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

COMPILER: Any = re._compiler  # type: ignore[attr-defined]
ENGINE: Any = COMPILER._sre
STORE = Path(__file__).parents[3] / f".pytest_cache/compiled/patterns-{ENGINE.MAGIC}"
"""For one edition of the engine of patterns, which another does not understand."""
Kept = dict[tuple[str | bytes, int], tuple[Any, ...]]
"""What the engine was given for a pattern and its flags."""


def use(kept: Kept) -> None:
    """Give the engine what is kept of a pattern; compile all others."""
    compile_it = COMPILER.compile

    def compiled(pattern: Any, flags: int = 0) -> Any:
        found = kept.get((pattern, int(flags))) if isinstance(pattern, (str, bytes)) else None
        return ENGINE.compile(pattern, *found) if found else compile_it(pattern, flags)

    COMPILER.compile = compiled


def remember() -> Kept:
    """What the engine is given for each pattern from now on, a growing table."""
    kept: Kept = {}
    given: list[tuple[Any, ...]] = []
    compile_it = COMPILER.compile

    def taken(pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        given.append((int(flags), [int(one) for one in code], *groups))
        return ENGINE.compile(pattern, flags, code, *groups)

    def compiled(pattern: Any, flags: int = 0) -> Any:
        found = compile_it(pattern, flags)
        if isinstance(pattern, (str, bytes)):
            kept[pattern, int(flags)] = given[-1]
        return found

    COMPILER._sre = SimpleNamespace(**{**vars(ENGINE), "compile": taken})
    COMPILER.compile = compiled
    return kept


def main() -> None:
    """Load every command, and keep what that has compiled."""
    kept = remember()
    import click

    from xuanlan.cli.app import xuanlan

    context = click.Context(xuanlan)
    for name in xuanlan.list_commands(context):
        xuanlan.get_command(context, name)
    new = STORE.with_name(f"{STORE.name}-{os.getpid()}")
    new.write_bytes(marshal.dumps(kept))
    new.replace(STORE)


if __name__ == "__main__":
    main()
elif STORE.is_file():
    use(marshal.loads(STORE.read_bytes()))
