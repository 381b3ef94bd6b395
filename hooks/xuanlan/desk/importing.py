"""Files of other programs at the desk: shown beside what would become of them, then taken in or not"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.desk import asked
from xuanlan.desk.asked import EDITORS, person_of, post
from xuanlan.desk.work import Work
from xuanlan.imports.comparing import compared
from xuanlan.imports.draft import Draft, draft
from xuanlan.imports.taking import TwiceError
from xuanlan.office.contents import UnreadableError
from xuanlan.text.dates import SHANGHAI

_MOST_WAITING = 200
_MOST_BYTES = 200_000_000
"""Of the pictures and files of all drafts that wait."""
_CHANGEABLE = ("title", "kind", "date")

Page = Callable[..., Callable[[Request], Any]]


class Waiting:
    """Drafts that nobody has taken in yet, by their owners and keys; the oldest go where there are too many."""

    def __init__(self) -> None:
        self._drafts: OrderedDict[tuple[str, str], Draft] = OrderedDict()

    def add(self, account: str, one: Draft) -> str:
        key = secrets.token_hex(8)
        self._drafts[account, key] = one
        while len(self._drafts) > _MOST_WAITING or sum(map(_size, self._drafts.values())) > _MOST_BYTES:
            self._drafts.popitem(last=False)
        return key

    def of(self, account: str) -> list[tuple[str, Draft]]:
        held = list(self._drafts.items())  # at once: pages are made in threads of their own
        return [(key, one) for (whose, key), one in held if whose == account]

    def one(self, account: str, key: str) -> Draft:
        """Raises HTTPException."""
        found = self._drafts.get((account, key))
        if found is None:
            raise HTTPException(404, "这份文件已经收下或者不要了，请重新导入。")
        return found

    def drop(self, account: str, key: str) -> None:
        self._drafts.pop((account, key), None)


def _size(one: Draft) -> int:
    held = {id(file): file for file in (*one.original.pictures, *one.original.files, one.whole) if file}
    return sum(len(file.data) for file in held.values())


def routes(work: Work, page: Page) -> list[Route]:
    waiting = Waiting()

    def values(request: Request) -> dict[str, Any]:
        """What the pages show: all drafts of who asks, or the one that is named."""
        account, key = person_of(request).account, request.path_params.get("name", "")
        if key:
            one = waiting.one(account, key)
            return {"draft": compared(one), "fields": one.fields, "kinds": list(work.texts.known().kinds)}
        return {
            "rows": [
                {"key": key, "file": one.file, "fields": one.fields, "look": one.look}
                for key, one in waiting.of(account)
            ]
        }

    async def bring(request: Request) -> Response:
        sent = await asked.sent(request)
        name, content, changed = sent.get("name"), asked.decoded(sent.get("data")), sent.get("changed", 0)
        if not isinstance(name, str) or content is None or not isinstance(changed, int | float):
            raise HTTPException(422, "文件没有传完整。")
        kinds = list(work.texts.known().kinds)
        try:
            day = datetime.fromtimestamp(changed / 1000, SHANGHAI).date() if changed else work.clock().date()
            made = await asyncio.to_thread(draft, name, content, kinds, day)
        except UnreadableError as error:
            raise HTTPException(422, f"{name}：{error}。") from error
        except (ValueError, OverflowError, OSError) as error:
            raise HTTPException(422, "文件没有传完整。") from error
        return JSONResponse({"key": waiting.add(person_of(request).account, made)})

    async def take(request: Request) -> Response:
        account, key = person_of(request).account, request.path_params["name"]
        sent = await asked.sent(request)
        changed = {name: sent[name] for name in _CHANGEABLE if isinstance(sent.get(name), str)}
        one = waiting.one(account, key)
        try:
            ident = await work.with_engine(work.texts.take, one, changed, sent.get("attach") is True)
        except TwiceError as error:
            raise HTTPException(409, f"和 {error} 一样，没有再导入。") from error
        waiting.drop(account, key)
        work.build_soon()
        return JSONResponse({"id": ident})

    async def drop(request: Request) -> Response:
        waiting.drop(person_of(request).account, request.path_params["name"])
        return JSONResponse({})

    return [
        Route("/import", page("import.html", more=values)),
        Route("/import/{name}", page("imported.html", more=values)),
        post("/api/import/files", bring, *EDITORS),
        post("/api/import/{name}/take", take, *EDITORS),
        post("/api/import/{name}/drop", drop, *EDITORS),
    ]
