"""A tree for stores that have no folders to switch: what goes up first, and what may be deleted afterwards."""

from __future__ import annotations

import re
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import CallError
from xuanlan.tree.folder import Present
from xuanlan.tree.release import listed

_LAST = (addresses.MANIFEST, addresses.RELEASE_SCRIPT, addresses.RELEASE)
_NOTICES = addresses.notice("").split("/")[0] + "/"
_INDEXES = re.compile(
    r"search/.*\.js|kiosk/[^/]+/show\.js|[^/]*\.(?:xml|json|ics)|api/.*|assets/xuanlan/built\.js|kiosk/sw\.js"
)


def in_order(folder: Path) -> list[str]:
    """Every file of the tree in `folder`: what pages need, then pages, then what leads to them, the release last.

    So whoever reads during an upload finds all that a page asks for.
    """
    return sorted(Present.scan(folder).files.keys() - {addresses.SIGNED, *addresses.SIGNATURES}, key=_rank)


def _rank(path: str) -> tuple[int, int, str]:
    """Notices come before the lists that name them, and lists before those that lead to them: the home page last."""
    if path in _LAST:
        return (4 + _LAST.index(path), 0, path)
    if _INDEXES.fullmatch(path):
        return (3, 0, path)
    if not path.endswith(".html"):
        return (0, 0, path)
    return (1, 0, path) if path.startswith(_NOTICES) else (2, -path.count("/"), path)


def gone(before: Path, folder: Path) -> list[str]:
    """What the list of an earlier upload, the file `before`, has and the tree in `folder` has not.

    Raises CallError, OSError.
    """
    try:
        known = listed(before.read_bytes())
    except ValueError:
        raise CallError(f"{before} 不是网站的 {addresses.MANIFEST}。") from None
    return sorted(known.keys() - Present.scan(folder).files.keys())
