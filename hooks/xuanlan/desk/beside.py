"""The tabs beside a text: another medium than its page, made when its tab is open; what screens show has a stage"""

from __future__ import annotations

import base64
import struct
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan import addresses
from xuanlan.desk import asked
from xuanlan.desk.media import MEDIA, Medium, made
from xuanlan.desk.stages import Stages
from xuanlan.desk.work import Work
from xuanlan.library.loops import SIZE


class Beside:
    """What the tabs ask."""

    def __init__(self, work: Work, stages: Stages) -> None:
        self._work, self._stages = work, stages

    def routes(self) -> list[Route]:
        return [Route("/api/texts/{ident}/beside/{medium}", self.make, methods=["POST"])]

    async def make(self, request: Request) -> Response:
        ident, name = request.path_params["ident"], request.path_params["medium"]
        if name not in MEDIA:
            raise HTTPException(404, "没有这种样子。")
        edit, texts = await asked.edit(request), self._work.texts
        self._work.typed()
        found = await self._work.with_engine(texts.made, ident, edit, partial(made, name=name))
        tried = found.tried
        return JSONResponse(
            {
                "words": found.words,
                "findings": [tried.row(item) for item in tried.findings],
                "pictures": [_picture(content) for content in found.pictures],
                "screens": self._screens(found, request),
            }
        )

    def _screens(self, found: Medium, request: Request) -> list[dict[str, Any]]:
        """The screens of a medium for the browser, which finds them on a stage of their own."""
        if not found.screens or not found.clock:
            return []
        root = self._stages.put(request, found.files)
        clock = quote(f"{found.clock:%Y-%m-%dT%H:%M:%S}")
        return [
            {
                "title": screen.title or screen.id,
                "page": f"{root}{addresses.screen(screen.id)}?clock={clock}",
                "size": screen.size or SIZE,
            }
            for screen in found.screens
        ]


def _picture(png: bytes) -> dict[str, Any]:
    wide, tall = struct.unpack_from(">II", png, 16)  # IHDR is the first chunk
    return {"data": "data:image/png;base64," + base64.b64encode(png).decode(), "size": [wide, tall]}
