"""What is pasted into a text: the clipboard of another program becomes Markdown, by the code that reads files"""

from __future__ import annotations

import asyncio
import base64
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.desk import asked
from xuanlan.desk.guard import PASTE
from xuanlan.imports import web
from xuanlan.imports.markdown import body
from xuanlan.imports.told import left_out


def routes() -> list[Route]:
    return [asked.post(f"/api{PASTE}", _paste, *asked.EDITORS)]


async def _paste(request: Request) -> Response:
    sent = await asked.sent(request)
    page, rtf = sent.get("html"), sent.get("rtf", "")
    if not isinstance(page, str) or not isinstance(rtf, str):
        raise HTTPException(422, "粘贴的内容没有传完整。")
    return JSONResponse(await asyncio.to_thread(_read, page, rtf))


def _read(page: str, rtf: str) -> dict[str, Any]:
    """The text as Markdown, in which pictures are named as the original names them, and those pictures."""
    found = web.read(page, rtf)
    pictures = [{"name": one.name, "data": base64.b64encode(one.data).decode()} for one in found.pictures]
    return {"text": body(found.blocks).strip("\n"), "left": left_out(found), "pictures": pictures}
