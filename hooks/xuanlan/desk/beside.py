"""The tabs beside a text: another medium than its page, made when its tab is open; what screens show has a stage"""

from __future__ import annotations

import asyncio
import base64
import mimetypes
import secrets
import struct
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan import addresses
from xuanlan.desk import asked
from xuanlan.desk.guard import PREVIEW
from xuanlan.desk.media import MEDIA, Medium, made
from xuanlan.desk.work import Work
from xuanlan.outputs.kiosk import SIZE

_STAGES = 4
"""Stages that are kept of each person's: a screen's page goes on asking for its show as long as it is open."""


class Beside:
    """What the tabs ask. `root` is what the addresses of the previews begin with that a request may see."""

    def __init__(self, work: Work, root: Callable[[Request], str]) -> None:
        self._work, self._root = work, root
        self._stages: dict[str, OrderedDict[str, Mapping[str, bytes]]] = {}
        """by what the addresses of somebody's previews begin with"""

    def routes(self) -> list[Route]:
        return [
            Route("/api/texts/{ident}/beside/{medium}", self.make, methods=["POST"]),
            Route(PREVIEW + "{known}/~{stage}/{path:path}", self.staged),
        ]

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
                "screens": self._screens(found, self._root(request)),
            }
        )

    def _screens(self, found: Medium, previews: str) -> list[dict[str, Any]]:
        """The screens of a medium for the browser, which finds them on a stage of their own."""
        if not found.screens or not found.clock:
            return []
        stage = secrets.token_urlsafe(8)
        stages = self._stages.setdefault(previews, OrderedDict())
        stages[stage] = found.files
        while len(stages) > _STAGES:
            stages.popitem(last=False)
        root = f"{previews}~{stage}/"
        clock = quote(f"{found.clock:%Y-%m-%dT%H:%M:%S}")
        return [
            {
                "title": screen.title or screen.id,
                "page": f"{root}{addresses.screen(screen.id)}?clock={clock}",
                "size": screen.size or SIZE,
            }
            for screen in found.screens
        ]

    async def staged(self, request: Request) -> Response:
        """A file of a stage, or of the site behind it."""
        known, stage, path = (request.path_params[name] for name in ("known", "stage", "path"))
        files = self._stages.get(f"{PREVIEW}{known}/", OrderedDict()).get(stage)
        content = None
        if files is not None:
            content = files.get(path) or await asyncio.to_thread(self._work.texts.shown, path)
        if content is None:
            raise HTTPException(404, "没有这一页。")
        return framed(path, content)


def framed(path: str, content: bytes) -> Response:
    """A file for a frame that shows a preview, which has no origin."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers={"Access-Control-Allow-Origin": "null"})


def _picture(png: bytes) -> dict[str, Any]:
    wide, tall = struct.unpack_from(">II", png, 16)  # IHDR is the first chunk
    return {"data": "data:image/png;base64," + base64.b64encode(png).decode(), "size": [wide, tall]}
