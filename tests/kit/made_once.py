"""Files that several tests look at, made by whichever process of a run comes first; the others wait, and read them."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Mapping
from pathlib import Path


def made_once(folder: Path, make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
    """What `make` gives, by name and in its order; kept in `folder`, which all processes of a run have in common."""
    folder.mkdir(exist_ok=True)
    names = folder / "names"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not names.exists():
            made = make()
            for number, content in enumerate(made.values()):
                (folder / f"{number}").write_bytes(content)
            names.write_text("\n".join(made), encoding="utf-8")
    return {name: (folder / f"{at}").read_bytes() for at, name in enumerate(names.read_text("utf-8").split("\n"))}
