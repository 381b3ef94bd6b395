"""Styles, scripts and icons of the engine, under assets/xuanlan/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from xuanlan import addresses
from xuanlan.render.bundles import ASSETS, bundles
from xuanlan.render.pages import Pages, Unit
from xuanlan.tree.out import Out


def built_part(built_at: datetime) -> bytes:
    """The bytes of built.js, the one file of the manifest that has the clock of the build: release.json, which names
    the digest of the manifest, cannot be in it."""
    return f"window.xuanlanBuilt={json.dumps(built_at.isoformat())};\n".encode()


def units(_: Pages) -> Iterator[Unit]:
    yield Unit("assets", _make)


def _make(pages: Pages) -> Iterator[Out]:
    for address, content in bundles().values():
        yield Out(address, content)
    # The build time has a file of its own, so that a build without changes changes no page.
    yield Out(addresses.BUILT, built_part(pages.library.now))
    for file in sorted(ASSETS.iterdir()):
        if file.suffix not in (".css", ".txt"):
            yield Out(addresses.ASSETS + file.name, file)
