"""Files that are taken away from the desk: each with its name, several in a zip"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from starlette.responses import Response

from xuanlan.tree import packages


class Download(NamedTuple):
    """A file that is taken away."""

    name: str
    content: bytes


def attached(file: Download) -> Response:
    told = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"}
    return Response(file.content, media_type="application/octet-stream", headers=told)


def packed(contents: Mapping[str, bytes]) -> bytes:
    """A zip of these files by their paths."""
    return packages.packed(contents.items())
