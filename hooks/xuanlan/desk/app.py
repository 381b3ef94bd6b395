"""The desk's pages and what their scripts ask: every answer is JSON, every text is named by its id"""

from __future__ import annotations

import asyncio
import base64
import json
import mimetypes
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from xuanlan.desk.edits import Edit, RefusedEditError
from xuanlan.desk.guard import NONCE, PREVIEW, Guard
from xuanlan.desk.office import Founding, Office
from xuanlan.desk.texts import ConflictError, Texts, UnknownTextError
from xuanlan.diagnostics.report import CallError, ContentError, MachineError
from xuanlan.reading.field_edits import NotEditableError
from xuanlan.render.texts import printed

THEME = Path(__file__).parent.parent / "theme"
_FILES = {"desk": THEME / "desk", "browser": THEME / "browser"}
_SUFFIXES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_UNKNOWN = "application/octet-stream"
_SCROLLING = "desk-scrolling.js"
"""The script that a page in the preview has beside its own."""
_QUIET, _LONGEST_WAIT = 2.0, 60.0
"""Seconds without a key before a build, and the most that it waits for them."""
_SHOWN = 20
"""Most mistakes that are told at once."""
_PULSE = 20.0
"""Seconds after which an open page is written to, so that one that has gone is noticed."""
Value = TypeVar("Value")


class Desk:
    """The desk, as a web application. Without an `office` its first page makes one by `found`, which raises CallError
    or MachineError."""

    def __init__(
        self, office: Office | None, found: Callable[[Founding], Office], clock: Callable[[], datetime]
    ) -> None:
        self._office, self._found, self._clock = office, found, clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tried = 0.0
        self._engine = ThreadPoolExecutor(1, "engine")
        self._builder = ThreadPoolExecutor(1, "build")
        self._wanted = asyncio.Event()
        self._listeners: set[asyncio.Queue[str]] = set()
        self.guard = Guard(self._app())

    @property
    def office(self) -> Office:
        """Raises HTTPException while there is none."""
        if self._office is None:
            raise HTTPException(409, "还没有网站，请先新建。")
        return self._office

    @property
    def texts(self) -> Texts:
        return self.office.texts

    @property
    def listeners(self) -> int:
        """How many pages are open."""
        return len(self._listeners)

    def _app(self) -> Starlette:
        text = "/api/texts/{ident}"
        return Starlette(
            routes=[
                Route("/", self._page("list.html")),
                Route("/new", self._page("new.html")),
                Route("/publish", self._page("publish.html")),
                Route("/t/{ident}", self._page("text.html")),
                Route("/files/{room}/{path:path}", self.file),
                Route(PREVIEW + "{known}/{path:path}", self.preview),
                Route("/api/site", self.site),
                Route("/api/found", self.found, methods=["POST"]),
                Route("/api/publish", self.changes),
                Route("/api/publish", self.publish, methods=["POST"]),
                Route("/api/publish/target", self.aim, methods=["POST"]),
                Route("/api/publish/back", self.back, methods=["POST"]),
                Route("/api/kinds", self.kinds),
                Route("/api/texts", self.list),
                Route("/api/texts", self.new, methods=["POST"]),
                Route(text, self.open),
                Route(text + "/try", self.try_, methods=["POST"]),
                Route(text + "/save", self.save, methods=["POST"]),
                Route(text + "/keep", self.keep, methods=["POST"]),
                Route(text + "/drop", self.drop, methods=["POST"]),
                Route(text + "/versions/{name}", self.version),
                Route("/api/events", self.events),
            ],
            exception_handlers={Exception: _failed, HTTPException: _refused},
        )

    async def run_builds(self) -> None:
        """Build whenever something was saved, as long as the server runs."""
        self._loop = asyncio.get_running_loop()
        if self._office:
            self._wanted.set()
        while True:
            await self._wanted.wait()
            await self._until_quiet()
            self._wanted.clear()
            self._tell("building")
            await self._loop.run_in_executor(self._builder, self.texts.build)
            self._tell("built")

    async def _until_quiet(self) -> None:
        """A build takes time from what is shown while somebody types, so it waits for a pause, though not for ever."""
        last = time.monotonic() + _LONGEST_WAIT
        while self.texts.is_read and self._tried + _QUIET > time.monotonic() < last:
            await asyncio.sleep(_QUIET / 10)

    async def _with_engine(self, ask: Callable[..., Value], *given: Any) -> Value:
        """The engine keeps much for each thread that uses it, so one thread asks it all."""
        return await self._in(self._engine, ask, *given)

    async def _in(self, thread: ThreadPoolExecutor, ask: Callable[..., Value], *given: Any) -> Value:
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, ask, *given)
        except UnknownTextError as error:
            raise HTTPException(404, "没有这篇文稿。") from error
        except (RefusedEditError, NotEditableError) as error:
            raise HTTPException(422, "这样改不了：文件头的写法不对。") from error
        except (CallError, MachineError) as error:
            raise HTTPException(409, str(error)) from error
        except ContentError as error:
            lines = [f"{item.position}：{item.message}。{item.hint}" for item in error.report.errors[:_SHOWN]]
            raise HTTPException(409, "\n".join(lines) or "内容有错误，没有发布。") from error

    def _tell(self, event: str, words: str = "") -> None:
        for queue in self._listeners:
            queue.put_nowait(json.dumps({"event": event, "words": words}))

    def _progress(self, what: str, done: int, total: int) -> None:
        """Called from the thread that builds."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._tell, "progress", f"{what} {done}/{total}")

    def _page(self, template: str) -> Callable[[Request], Any]:
        async def page(request: Request) -> Response:
            ident = request.path_params.get("ident", "")
            name = self._office.name if self._office else "新网站"
            values = {"name": name, "ident": ident, "nonce": request.scope[NONCE]}
            return HTMLResponse(printed(f"desk/{template if self._office else 'found.html'}", values))

        return page

    async def file(self, request: Request) -> Response:
        folder, path = _FILES.get(request.path_params["room"]), request.path_params["path"]
        file = folder / path if folder else None
        kind = _SUFFIXES.get(Path(path).suffix)
        if file is None or kind is None or not file.resolve().is_relative_to(THEME.resolve()) or not file.is_file():
            raise HTTPException(404, "没有这个文件。")
        return Response(file.read_bytes(), media_type=kind)

    async def preview(self, request: Request) -> Response:
        path = request.path_params["path"]
        if path == _SCROLLING:
            return Response((THEME / "browser" / "desk" / "scrolling.js").read_bytes(), media_type="text/javascript")
        content = await asyncio.to_thread(self.texts.shown, path + ("index.html" if path.endswith("/") else ""))
        if content is None:
            raise HTTPException(404, "没有这一页。")
        kind = "text/html" if path.endswith(("/", ".html")) else mimetypes.guess_type(path)[0] or _UNKNOWN
        if kind == "text/html":
            script = f'<script src="{PREVIEW}{self.guard.preview}/{_SCROLLING}"></script>'.encode()
            content = content.replace(b"</body>", script + b"</body>", 1)
        return Response(content, media_type=kind, headers={"Access-Control-Allow-Origin": "null"})

    async def site(self, _: Request) -> Response:
        state = "ready" if self.texts.is_read else "failed" if self.texts.problem else "reading"
        return JSONResponse({"name": self.office.name, "state": state, "problem": self.texts.problem})

    async def found(self, request: Request) -> Response:
        sent = await _sent(request)
        given = {key: sent.get(key, "") for key in ("name", "unit", "colour", "logo")}
        if self._office is not None or not all(isinstance(one, str) for one in given.values()):
            raise HTTPException(409, "网站已经有了。")
        try:
            given["logo"] = base64.b64decode(given["logo"], validate=True)
        except ValueError as error:
            raise HTTPException(422, "标志的文件没有传完整。") from error
        self._office = await self._with_engine(self._found, Founding(**given))
        self._wanted.set()
        return JSONResponse({})

    async def changes(self, _: Request) -> Response:
        return JSONResponse(await self._with_engine(self.office.publishing.changes))

    async def aim(self, request: Request) -> Response:
        folder = (await _sent(request)).get("folder")
        await self._with_engine(self.office.publishing.aim, folder if isinstance(folder, str) else "")
        return JSONResponse({})

    async def publish(self, _: Request) -> Response:
        done = await self._in(self._builder, self.office.publishing.publish, self._progress)
        return JSONResponse(done)

    async def back(self, _: Request) -> Response:
        return JSONResponse(await self._in(self._builder, self.office.publishing.back))

    async def list(self, _: Request) -> Response:
        return JSONResponse(await self._with_engine(self.texts.rows))

    async def kinds(self, _: Request) -> Response:
        return JSONResponse(await self._with_engine(self.texts.kinds))

    async def new(self, request: Request) -> Response:
        sent = await _sent(request)
        kind, title = sent.get("kind"), sent.get("title")
        if not isinstance(kind, str) or not isinstance(title, str):
            raise HTTPException(422, "新文稿要有文种和标题。")
        ident = await self._with_engine(self.texts.new, kind, title, self._clock())
        self._wanted.set()
        return JSONResponse({"id": ident})

    async def open(self, request: Request) -> Response:
        return JSONResponse(await self._with_engine(self.texts.open, request.path_params["ident"]))

    async def try_(self, request: Request) -> Response:
        ident = request.path_params["ident"]
        self._tried = time.monotonic()
        found = await self._with_engine(self.texts.try_, ident, Edit.of(await _sent(request)))
        page = f"{PREVIEW}{self.guard.preview}/{found.entry.address}" if found.entry else ""
        return JSONResponse({"findings": [found.row(item) for item in found.findings], "page": page})

    async def save(self, request: Request) -> Response:
        ident = request.path_params["ident"]
        try:
            now = await self._with_engine(self.texts.save, ident, Edit.of(await _sent(request)), self._clock())
        except ConflictError as error:
            return JSONResponse({"theirs": error.theirs})
        self._wanted.set()
        return JSONResponse(now)

    async def keep(self, request: Request) -> Response:
        await self._with_engine(self.texts.keep, request.path_params["ident"], await _sent(request))
        return JSONResponse({})

    async def drop(self, request: Request) -> Response:
        await self._with_engine(self.texts.drop, request.path_params["ident"])
        return JSONResponse({})

    async def version(self, request: Request) -> Response:
        given = request.path_params["ident"], request.path_params["name"]
        return JSONResponse({"text": await self._with_engine(self.texts.version, *given)})

    async def events(self, _: Request) -> Response:
        """Tells an open page what happens, as server-sent events."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            while True:
                try:
                    yield f"data: {await asyncio.wait_for(queue.get(), _PULSE)}\n\n"
                except TimeoutError:
                    yield ": \n\n"
        finally:
            self._listeners.discard(queue)


async def _sent(request: Request) -> dict[str, Any]:
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(422, "收到的不是 JSON。") from error
    if not isinstance(found, dict):
        raise HTTPException(422, "收到的不是 JSON 的对象。")
    return found


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"problem": error.detail}, error.status_code)


async def _failed(_: Request, error: Exception) -> Response:
    return JSONResponse({"problem": f"写稿台出了错，内容没有保存：{error}"}, 500)
