"""Uploading a tree to stores that cannot switch folders: what goes up first, and what may be deleted afterwards."""

from __future__ import annotations

from pathlib import Path

from xuanlan import addresses
from xuanlan.addresses import Upload
from xuanlan.diagnostics.report import CallError
from xuanlan.tree.folder import Present
from xuanlan.tree.release import read_manifest


def in_order(folder: Path) -> list[str]:
    """Paths of all files of the tree in `folder`: what pages load, then pages, then what links to them, release last.

    So during an upload every page finds what it loads and links to.
    """
    return sorted(Present.scan(folder).files.keys() - {addresses.SIGNED, *addresses.SIGNATURES}, key=_rank)


def _rank(path: str) -> tuple[int, int, str]:
    """A sort key: notices come before the lists that name them, lists before what links to them, the home page last."""
    row = addresses.made(path)
    if row and row.upload is not None:
        return (row.upload, 0, path)
    return (Upload.PAGES, -path.count("/"), path) if path.endswith(".html") else (Upload.NEEDED, 0, path)


def gone(before: Path, folder: Path) -> list[str]:
    """Paths in the list of an earlier upload, the file `before`, that the tree in `folder` lacks.

    Raises CallError, OSError.
    """
    try:
        known = read_manifest(before.read_bytes())
    except ValueError:
        raise CallError(f"{before} 不是网站的 {addresses.MANIFEST}。") from None
    return sorted(known.keys() - Present.scan(folder).files.keys())
