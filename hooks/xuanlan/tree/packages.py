"""Packages of parts in a zip, for office programs and for downloads: the same parts give the same bytes"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can tell."""


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of `parts`, each the path and the content of a file, in their order; the same on every system."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(info, content)
    return stream.getvalue()
