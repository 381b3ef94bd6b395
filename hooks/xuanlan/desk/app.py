"""The desk's pages and what their scripts ask: every answer is JSON, every text is named by its id"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from xuanlan.desk import approving, asked, bulletins, due, importing, pasting, periods, registers, searching
from xuanlan.desk.asked import EDITORS, person_of, post
from xuanlan.desk.beside import Beside
from xuanlan.desk.channels import Channels
from xuanlan.desk.doors import Door
from xuanlan.desk.files import ConflictError
from xuanlan.desk.guard import NONCE, PREVIEW, Guard
from xuanlan.desk.office import Founding
from xuanlan.desk.stages import Stages, framed
from xuanlan.desk.work import Work
from xuanlan.models.desk_settings import Role
from xuanlan.render.pages import THEME
from xuanlan.render.scripts import without_comments
from xuanlan.render.texts import printed
from xuanlan.runtime.progress import Progress

_FILES = {"desk": THEME / "desk", "browser": THEME / "browser", "channels": THEME / "channels"}
_SUFFIXES = {".txt": "text/plain", ".js": "text/javascript", ".css": "text/css"}
_EDITOR = "codemirror.js"
_TYPES = re.compile(r"/\*\* @(?:(?!\*/).)*\*/ ?")
"""Types within a line of a module, which only the type checker reads."""
_SCROLLING = "desk-scrolling.js"
"""The script that a page in the preview has beside its own."""


class Desk:
    """The desk, as a web application."""

    def __init__(self, work: Work, door: Door) -> None:
        self.work = work
        self.guard = Guard(self._app(), door)

    def _app(self) -> Starlette:
        text, stages = "/api/texts/{ident}", Stages(self.work, lambda one: self.guard.preview_of(person_of(one)))
        return Starlette(
            routes=[
                Route("/", self._page("list.html")),
                Route("/new", self._page("new.html")),
                Route("/publish", self._page("publish.html")),
                Route("/t/{ident}", self._page("text.html")),
                Route("/files/{room}/{path:path}", self.file),
                *stages.routes(),
                *Beside(self.work, stages).routes(),
                *Channels(self.work, stages).routes(),
                *searching.routes(self.work),
                Route(PREVIEW + "{known}/{path:path}", self.preview),
                Route("/api/site", self.site),
                post("/api/found", self.found, Role.PUBLISH),
                Route("/api/publish", self.changes),
                post("/api/publish", self.publish, Role.PUBLISH),
                post("/api/publish/target", self.aim, Role.PUBLISH),
                post("/api/publish/back", self.back, Role.PUBLISH),
                Route("/api/kinds", self.kinds),
                Route("/api/texts", self.list),
                post("/api/texts", self.new, *EDITORS),
                Route(text, self.open),
                post(text + "/try", self.try_),
                post(text + "/save", self.save, *EDITORS),
                post(text + "/keep", self.keep, *EDITORS),
                post(text + "/drop", self.drop, *EDITORS),
                post(text + "/files", self.put, *EDITORS),
                Route(text + "/versions/{name}", self.version),
                Route("/api/events", self.events),
                *registers.routes(self.work, self._page),
                *periods.routes(self.work),
                *due.routes(self.work, self._page),
                *pasting.routes(),
                *importing.routes(self.work, self._page),
                *approving.routes(self.work),
                *bulletins.routes(self.work, self._page),
            ],
            exception_handlers={Exception: _failed, HTTPException: _refused},
        )

    def _page(
        self, template: str, *writers: Role, more: Callable[[Request], Mapping[str, Any]] | None = None
    ) -> Callable[[Request], Any]:
        """What answers with a page; in it `writers` may change something, or whoever changes texts. `more` gives what
        the template prints beside what all pages have."""

        async def page(request: Request) -> Response:
            ident = request.path_params.get("ident", request.path_params.get("name", ""))
            name = self.work.office.name if self.work.is_founded else "新网站"
            person = person_of(request)
            may = {role.name.lower(): bool({role} & set(person.roles)) for role in Role}
            values = {"name": name, "ident": ident, "nonce": request.scope[NONCE], "person": person.shown, "may": may}
            values["writes"] = bool(set(writers or EDITORS) & set(person.roles))
            if not self.work.is_founded:
                return HTMLResponse(printed("desk/found.html", values))
            if more:  # it may render a whole text, and others are waiting
                values |= await asyncio.to_thread(more, request)
            return HTMLResponse(printed(f"desk/{template}", values))

        return page

    async def file(self, request: Request) -> Response:
        folder, path = _FILES.get(request.path_params["room"]), request.path_params["path"]
        file = folder / path if folder else None
        kind = _SUFFIXES.get(PurePosixPath(path).suffix)
        with suppress(OSError, ValueError):  # a name that no disk can have
            if file and kind and file.resolve().is_relative_to(THEME.resolve()) and file.is_file():
                return Response(asset(file), media_type=kind)
        raise HTTPException(404, "没有这个文件。")

    async def preview(self, request: Request) -> Response:
        path = request.path_params["path"]
        if path == _SCROLLING:
            return Response((THEME / "browser" / "desk" / "scrolling.js").read_bytes(), media_type="text/javascript")
        known = request.path_params["known"]
        file, account = path + ("index.html" if path.endswith("/") else ""), self.guard.previewed(known)
        content = await asyncio.to_thread(self.work.texts.shown, file, account)
        if content is None:
            raise HTTPException(404, "没有这一页。")
        if file.endswith(".html"):
            script = f'<script src="{PREVIEW}{known}/{_SCROLLING}"></script>'.encode()
            content = content.replace(b"</body>", script + b"</body>", 1)
        return framed(file, content)

    async def site(self, _: Request) -> Response:
        texts = self.work.texts
        self.work.questions += 1
        states = {"ready": texts.is_built, "failed": texts.problem, "listed": texts.is_read, "reading": True}
        state = next(state for state, holds in states.items() if holds)
        name, builds = self.work.office.name, self.work.builds
        return JSONResponse({"name": name, "state": state, "problem": texts.problem, "builds": builds})

    async def found(self, request: Request) -> Response:
        sent = await asked.sent(request)
        given = {key: sent.get(key, "") for key in ("name", "unit", "colour", "logo")}
        if not all(isinstance(one, str) for one in given.values()):
            raise HTTPException(422, "新网站要有名称和主办单位。")
        given["logo"] = asked.decoded(given["logo"])
        if given["logo"] is None:
            raise HTTPException(422, "标志的文件没有传完整。")
        await self.work.found(Founding(**given))
        return JSONResponse({})

    async def changes(self, request: Request) -> Response:
        found = await self.work.with_engine(self.work.office.publishing.changes)
        may = Role.PUBLISH in person_of(request).roles  # a command may hold a password
        return JSONResponse(found if may else {**found, "upload": ""})

    async def aim(self, request: Request) -> Response:
        sent = await asked.sent(request)
        given = [one if isinstance(one, str) else "" for one in (sent.get("folder"), sent.get("upload"))]
        await self.work.with_engine(self.work.office.publishing.aim, *given)
        return JSONResponse({})

    async def publish(self, _: Request) -> Response:
        return JSONResponse(await self._released(self.work.office.publishing.publish, self.work.progress))

    async def back(self, _: Request) -> Response:
        return JSONResponse(await self._released(self.work.office.publishing.back))

    async def _released(self, switch: Callable[..., dict[str, Any]], *given: Progress) -> dict[str, Any]:
        """Another release, and then where its readers are."""
        done = await self.work.with_builder(switch, *given)
        await self.work.with_uploader(self.work.office.publishing.upload, self.work.progress)
        return done

    async def list(self, request: Request) -> Response:
        return JSONResponse(await self.work.with_engine(self.work.texts.rows, person_of(request)))

    async def kinds(self, _: Request) -> Response:
        return JSONResponse(await self.work.with_engine(self.work.texts.kinds))

    async def new(self, request: Request) -> Response:
        sent = await asked.sent(request)
        kind, title = sent.get("kind"), sent.get("title")
        if not isinstance(kind, str) or not isinstance(title, str):
            raise HTTPException(422, "新文稿要有文种和标题。")
        ident = await self.work.with_engine(self.work.texts.new, kind, title, self.work.clock())
        self.work.build_soon()
        return JSONResponse({"id": ident})

    async def open(self, request: Request) -> Response:
        given = request.path_params["ident"], person_of(request)
        return JSONResponse(await self.work.with_engine(self.work.texts.open, *given))

    async def try_(self, request: Request) -> Response:
        ident = request.path_params["ident"]
        self.work.typed()
        person = person_of(request)
        found = await self.work.with_engine(self.work.texts.try_, ident, await asked.edit(request), person)
        page = f"{self.guard.preview_of(person)}{found.entry.address}" if found.entry else ""
        rows = [found.row(item) for item in found.findings]
        return JSONResponse({"findings": rows, "page": page, "whole": found.is_whole})

    async def save(self, request: Request) -> Response:
        ident = request.path_params["ident"]
        try:
            given = ident, await asked.edit(request), self.work.clock(), person_of(request)
            now = await self.work.with_engine(self.work.texts.save, *given)
        except ConflictError as error:
            return JSONResponse({"theirs": error.theirs})
        self.work.saved(ident, person_of(request))
        return JSONResponse(
            {**now, "remark": await self.work.with_recorder(self.work.texts.recorded, ident, given[-1])}
        )

    async def keep(self, request: Request) -> Response:
        given = request.path_params["ident"], await asked.sent(request), person_of(request)
        await self.work.with_engine(self.work.texts.keep, *given)
        return JSONResponse({})

    async def drop(self, request: Request) -> Response:
        await self.work.with_engine(self.work.texts.drop, request.path_params["ident"], person_of(request))
        return JSONResponse({})

    async def put(self, request: Request) -> Response:
        sent = await asked.sent(request)
        name, data = sent.get("name"), asked.decoded(sent.get("data"))
        if not isinstance(name, str) or data is None:
            raise HTTPException(422, "文件没有传完整。")
        found = await self.work.with_engine(self.work.texts.put, request.path_params["ident"], name, data)
        return JSONResponse(found._asdict())

    async def version(self, request: Request) -> Response:
        given = request.path_params["ident"], request.path_params["name"]
        return JSONResponse(await self.work.with_engine(self.work.texts.version, *given))

    async def events(self, request: Request) -> Response:
        """Tells an open page what happens, as server-sent events; one of a text also who else has it open."""
        person, door = person_of(request), self.guard.door
        ident = request.query_params.get("text", "")
        told = self.work.audience.events(person, ident, lambda: door.knows(person.account))
        return StreamingResponse(told, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


def asset(file: Path) -> bytes:
    """What the browser gets of a file of the desk: of its own modules and styles, all but comments and indents.

    None of them has a text of several lines, in which an indent would mean something.
    """
    content = file.read_bytes()
    if file.suffix not in (".js", ".css") or file.name == _EDITOR:
        return content
    lines = _TYPES.sub("", without_comments(content.decode())).split("\n")
    return "\n".join(filter(None, map(str.strip, lines))).encode()


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"problem": error.detail}, error.status_code)


async def _failed(_: Request, error: Exception) -> Response:
    return JSONResponse({"problem": f"写稿台出了错，内容没有保存：{error}"}, 500)
