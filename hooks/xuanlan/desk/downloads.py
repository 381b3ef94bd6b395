"""Files that are taken away from the desk: each with its name, several in a zip"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.responses import Response

_MOMENT = (1980, 1, 1, 0, 0, 0)


class Download(NamedTuple):
    """A file that is taken away."""

    name: str
    content: bytes


def attached(file: Download) -> Response:
    told = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"}
    return Response(file.content, media_type="application/octet-stream", headers=told)


def packed(contents: Mapping[str, bytes]) -> bytes:
    """A zip of these files by their paths."""
    stream = BytesIO()
    with ZipFile(stream, "w") as pack:
        for name, content in contents.items():
            info = ZipInfo(name, _MOMENT)
            info.compress_type = ZIP_DEFLATED
            pack.writestr(info, content)
    return stream.getvalue()
