"""What the desk's list asks when words are typed above it"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.desk.asked import sent
from xuanlan.desk.work import Work

_LONGEST, _MOST = 200, 500
"""Characters of the words that are looked for; texts whose words around what was found are told at once."""


def routes(work: Work) -> list[Route]:
    async def find(request: Request) -> Response:
        """The ids of the texts that hold the words; or what stands around them in the texts that are named."""
        asked = await sent(request)
        words, around = asked.get("words"), asked.get("around", [])
        is_list = isinstance(around, list) and len(around) <= _MOST and all(isinstance(one, str) for one in around)
        if not isinstance(words, str) or len(words) > _LONGEST or not is_list:
            raise HTTPException(422, f"要找的字最多 {_LONGEST} 个。")
        if around:
            return JSONResponse({"around": await work.with_engine(work.texts.around, words, around)})
        return JSONResponse({"ids": await work.with_engine(work.texts.find, words)})

    return [Route("/api/find", find, methods=["POST"])]
