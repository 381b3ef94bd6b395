"""The channels beside a text: its words for each as it is typed, files once it may go out, and what stands there"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan import addresses
from xuanlan.channels import CHANNELS
from xuanlan.channels.correction import COMPARED
from xuanlan.desk import asked, projecting
from xuanlan.desk.comparing import agreed, corrected
from xuanlan.desk.downloads import Download, attached
from xuanlan.desk.projecting import Projected, projected
from xuanlan.desk.stages import Stages
from xuanlan.desk.work import Work
from xuanlan.diagnostics.report import CallError
from xuanlan.render.pages import Pages

_PATH = "/api/texts/{ident}/channels"


class Channels:
    """What the tab of the channels asks. Whoever may read a text may take it elsewhere."""

    def __init__(self, work: Work, stages: Stages) -> None:
        self._work, self._stages = work, stages

    def routes(self) -> list[Route]:
        return [
            asked.post(_PATH, self.make),
            asked.post(f"{_PATH}/agree", self.agree),
            asked.post(f"{_PATH}/correct", self.correct),
            Route(f"{_PATH}/{{name}}", self.download),
        ]

    async def make(self, request: Request) -> Response:
        ident, edit = request.path_params["ident"], await asked.edit(request)
        self._work.typed()
        made = partial(self._made, ident)
        found, closed = await self._work.with_engine(self._work.texts.made, ident, edit, made)
        root = self._stages.put(request, found.article, article=True) if found.article else ""
        return JSONResponse(
            {"words": found.words, "told": found.told, "closed": closed, "channels": found.rows, "root": root}
        )

    def _made(self, ident: str, pages: Pages, path: str, data: bytes) -> tuple[Projected, str]:
        found, closed = projected(pages, path, data), self._closed(pages, path, data)
        shown = self._work.office.publishing.shows(addresses.notice(ident))
        if found.rows and not closed and shown is False:
            words = "读者的网站上还没有这篇文稿，二维码和网址打不开。请先发布网站，再发到各渠道。"
            found = replace(found, told=[*found.told, words])
        return found, closed

    def _closed(self, pages: Pages, path: str, data: bytes) -> str:
        texts = self._work.texts
        is_wrong = path in texts.report.files_with_errors()
        return projecting.closed(pages, path, data, texts.files.read(path), wrong=is_wrong)

    async def download(self, request: Request) -> Response:
        ident, name = request.path_params["ident"], request.path_params["name"]
        if name not in CHANNELS and name != projecting.ALL:
            raise HTTPException(404, "没有这个渠道。")
        return attached(await self._work.with_engine(self._download, ident, name))

    def _download(self, ident: str, name: str) -> Download:
        texts = self._work.texts
        path, pages = texts.path(ident), texts.pages
        if pages is None:
            raise CallError("网站正在准备，请稍等再下载。")
        if why := self._closed(pages, path, texts.files.read(path)):
            raise CallError(why)
        return projecting.download(pages, path, name)

    async def agree(self, request: Request) -> Response:
        sent = await asked.sent(request)
        name, pasted = sent.get("channel"), sent.get("pasted")
        if name not in COMPARED or not isinstance(pasted, str):
            raise HTTPException(422, "请选渠道，再粘贴文字。")
        return await self._compared(request, sent, partial(agreed, name=name, pasted=pasted))

    async def correct(self, request: Request) -> Response:
        publishing, ident = self._work.office.publishing, request.path_params["ident"]
        old = await self._work.with_engine(publishing.old_pages, addresses.notice(ident))
        return await self._compared(request, await asked.sent(request), partial(corrected, old=old))

    async def _compared(self, request: Request, sent: dict[str, Any], make: Any) -> Response:
        given = request.path_params["ident"], asked.edit_of(sent), make
        return JSONResponse(await self._work.with_engine(self._work.texts.made, *given))
