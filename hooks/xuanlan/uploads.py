"""A tree for stores that have no folders to switch: what goes up first, and what may be deleted afterwards."""

from __future__ import annotations

import re
from pathlib import Path

from xuanlan import addresses
from xuanlan.finished import listed
from xuanlan.tree import Present

_LAST = (addresses.MANIFEST, addresses.RELEASE_SCRIPT, addresses.RELEASE)
_INDEXES = re.compile(
    r"search/.*\.js|kiosk/[^/]+/show\.js|[^/]*\.(?:xml|json|ics)|api/.*|assets/xuanlan/built\.js|kiosk/sw\.js"
)


def in_order(folder: Path) -> list[str]:
    """Every file of the tree in `folder`: what pages need, then pages, then what leads to them, the release last.

    So whoever reads during an upload finds all that a page asks for.
    """
    return sorted(Present.scan(folder).files, key=lambda path: (_rank(path), path))


def _rank(path: str) -> int:
    if path in _LAST:
        return 3 + _LAST.index(path)
    return 2 if _INDEXES.fullmatch(path) else 1 if path.endswith(".html") else 0


def gone(before: Path, folder: Path) -> list[str]:
    """What the list of an earlier upload, the file `before`, has and the tree in `folder` has not. Raises OSError."""
    return sorted(listed(before.read_bytes()).keys() - Present.scan(folder).files.keys())
