"""Bulletins and banners at the desk: gathered, edited as one text, and made into files"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.channels import banners, bulletin
from xuanlan.channels.bulletin_text import begun, known, with_new
from xuanlan.desk.asked import person_of, post, sent
from xuanlan.desk.downloads import Download, attached, packed
from xuanlan.desk.work import Work
from xuanlan.diagnostics.report import CallError, Report
from xuanlan.render.pages import Pages
from xuanlan.sheets.setting import blaming_words, setter_of

_MOST_SIGNS = 200_000
"""Signs of a bulletin."""
_MOST_BANNERS = 50
_MOST_ISSUE = 99_999
_WAIT = "网站正在准备，请稍等再做。"


def routes(work: Work, page: Callable[..., Callable[[Request], Any]]) -> list[Route]:
    def pages() -> Pages:
        if (found := work.texts.pages) is None:
            raise CallError(_WAIT)
        return found

    def begins(request: Request) -> dict[str, str]:
        today = work.clock().date()
        old = work.texts.folder.unsaved(bulletin.SOURCE, person_of(request).account) or {}
        return {"first": today.replace(day=1).isoformat(), "last": today.isoformat(), "text": str(old.get("text", ""))}

    async def keep(request: Request) -> Response:
        text, account, folder = (await sent(request)).get("text"), person_of(request).account, work.texts.folder
        if not isinstance(text, str) or len(text) > _MOST_SIGNS:
            raise HTTPException(422, "简报太长，没有记下。请分成几期。")
        if text:
            await work.with_engine(folder.keep_unsaved, bulletin.SOURCE, {"text": text}, account)
        else:
            await work.with_engine(folder.drop_unsaved, bulletin.SOURCE, account)
        return JSONResponse({})

    async def gather(request: Request) -> Response:
        given = await sent(request)
        first, last, issue, text = (given.get(key, "") for key in ("first", "last", "issue", "text"))
        if not all(isinstance(one, str) for one in (first, last, issue, text)):
            raise HTTPException(422, "编简报要有开始和结束的日期。")
        today = work.clock().date()
        found = await work.with_engine(lambda: _gathered(pages(), (first, last), issue, text, today))
        return JSONResponse(found)

    async def make(request: Request) -> Response:
        text = (await sent(request)).get("text")
        if not isinstance(text, str) or not text.strip():
            raise HTTPException(422, "请先编一期简报。")
        return attached(await work.with_engine(lambda: _made(pages(), text)))

    async def banner(request: Request) -> Response:
        given = await sent(request)
        lines, size = given.get("lines"), given.get("size")
        if not isinstance(lines, str) or not isinstance(size, str):
            raise HTTPException(422, "请写标语和尺寸。")
        return attached(await work.with_engine(lambda: _banner(work, pages(), lines, size)))

    return [
        Route("/bulletin", page("bulletin.html", more=begins)),
        post("/api/bulletin", gather),
        post("/api/bulletin/keep", keep),
        post("/api/bulletin/files", make),
        post("/api/banner", banner),
    ]


def _gathered(pages: Pages, period: tuple[str, str], issue: str, text: str, today: date) -> dict[str, Any]:
    """A new bulletin, or `text` with what it does not have yet. Raises CallError."""
    try:
        first, last = map(date.fromisoformat, period)
    except ValueError as error:
        raise CallError("请选开始和结束的日期。") from error
    if last < first:
        raise CallError("结束的日期比开始的早。")
    number = int(issue) if issue.isascii() and issue.isdigit() and len(issue) <= len(str(_MOST_ISSUE)) else None
    if issue.strip() and not number:
        raise CallError(f"期号请写 1 到 {_MOST_ISSUE} 的数字。")
    try:
        parts = list(bulletin.gathered(pages.library, first, last))
    finally:
        pages.library.cache.close()
    if not text.strip() and not parts:
        raise CallError("这段时间没有发布过文稿。")
    made = with_new(text, parts) if text.strip() else begun(bulletin.head_of(pages.library, number, today), parts)
    return {"text": made, "added": len(known(made)) - len(known(text))}


def _made(pages: Pages, text: str) -> Download:
    """Raises CallError, ContentError, MachineError."""
    if len(text) > _MOST_SIGNS:
        raise CallError("简报太长，请分成几期。")
    data = text.encode()
    try:
        with tempfile.TemporaryDirectory(prefix="xuanlan-") as folder:
            made = bulletin.made(pages.library, Path(folder), data, Report())
    finally:
        pages.library.cache.close()
    contents = {out.path: out.content for out in made if isinstance(out.content, bytes)}
    return Download(f"{bulletin.NAME}.zip", packed({bulletin.SOURCE: data, **contents}))


def _banner(work: Work, pages: Pages, lines: str, size: str) -> Download:
    """Raises CallError, ContentError, MachineError."""
    wanted = [words for line in lines.splitlines() if (words := " ".join(line.split()))]
    if not wanted or len(wanted) > _MOST_BANNERS:
        raise CallError(f"请写标语，一行一条，最多 {_MOST_BANNERS} 条。")
    banners.require_short(wanted)
    if (found := banners.size_of(size)) is None:
        raise CallError("请写横幅的高和宽，单位是米，例如高 0.7、宽 8；宽至少是高的两倍。")
    try:
        sheets = banners.banners(pages.library, wanted, found, "标语")
        with blaming_words("标语"):
            pdf = setter_of(pages.library).pdf(sheets, wanted[0], work.clock())
    finally:
        pages.library.cache.close()
    return Download(f"{banners.TITLE}.pdf", pdf)
