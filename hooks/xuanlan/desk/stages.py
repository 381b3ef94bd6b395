"""Stages: what frames of the desk show that is in no build, for as long as they may still ask for it"""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from xuanlan.desk.guard import ARTICLE, PREVIEW
from xuanlan.desk.work import Work
from xuanlan.library.attachments import Checked

_KEPT = 4
"""Stages of a kind that are kept for each person: a screen's page asks for its show as long as it is open."""
Files = Mapping[str, bytes | Checked]
"""Contents by address."""


class Stages:
    """The stages of everybody. `root` is what the addresses of the previews begin with that a request may see."""

    def __init__(self, work: Work, root: Callable[[Request], str]) -> None:
        self._work, self._root = work, root
        self._stages: dict[tuple[str, str], OrderedDict[str, Files]] = {}
        """by what the addresses of somebody's previews begin with, and by kind"""

    def routes(self) -> list[Route]:
        return [Route(PREVIEW + "{known}/~{stage}/{path:path}", self.staged)]

    def put(self, request: Request, files: Files, *, article: bool = False) -> str:
        """What the addresses of `files` begin with from now on. An `article` has styles of its own and no script."""
        root, kind = self._root(request), ARTICLE if article else ""
        stage = kind + secrets.token_urlsafe(8)
        stages = self._stages.setdefault((root, kind), OrderedDict())
        stages[stage] = files
        while len(stages) > _KEPT:
            stages.popitem(last=False)
        return f"{root}~{stage}/"

    async def staged(self, request: Request) -> Response:
        """A file of a stage, or of the site behind it."""
        known, stage, path = (request.path_params[name] for name in ("known", "stage", "path"))
        kind = ARTICLE if stage.startswith(ARTICLE) else ""
        files = self._stages.get((f"{PREVIEW}{known}/", kind), OrderedDict()).get(stage)
        if files is None:
            raise HTTPException(404, "没有这一页。")
        found = files.get(path)
        content = await asyncio.to_thread(found.read_bytes) if isinstance(found, Checked) else found
        if content is None and not kind:
            content = await asyncio.to_thread(self._work.texts.shown, path)
        if content is None:
            raise HTTPException(404, "没有这一页。")
        return framed(path, content)


def framed(path: str, content: bytes) -> Response:
    """A file for a frame that shows a preview, which has no origin."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers={"Access-Control-Allow-Origin": "null"})
