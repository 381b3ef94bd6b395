"""The work behind the desk's pages: the engine, builds, commits and uploads, each in its thread; open pages are told"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from starlette.exceptions import HTTPException

from xuanlan.desk.audience import Audience
from xuanlan.desk.files import UnknownTextError
from xuanlan.desk.office import Founding, Office
from xuanlan.desk.texts import Texts
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, reason
from xuanlan.models.desk_settings import Person
from xuanlan.reading.edit_values import NotEditableError

_QUIET, _LONGEST_WAIT = 2.0, 60.0
"""Seconds without a key before a build, and the most that it waits for them."""
_SHOWN = 20
"""Most mistakes that are told at once."""
Value = TypeVar("Value")


class Work:
    """What a desk does. Without an `office` one is made by `found`, which raises CallError or MachineError."""

    def __init__(
        self, office: Office | None, found: Callable[[Founding], Office] | None, clock: Callable[[], datetime]
    ) -> None:
        self._office, self._found, self.clock = office, found, clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tried = 0.0
        self._engine = ThreadPoolExecutor(1, "engine")
        self._builder = ThreadPoolExecutor(1, "build")
        self._recorder = ThreadPoolExecutor(1, "record")
        self._uploader = ThreadPoolExecutor(1, "upload")
        self._wanted = asyncio.Event()
        self.audience = Audience()
        self.builds = self.questions = 0
        """how often the site was built, and how often a page has asked about it that hears of nothing"""

    @property
    def office(self) -> Office:
        """Raises HTTPException while there is none."""
        if self._office is None:
            raise HTTPException(409, "还没有网站，请先新建。")
        return self._office

    @property
    def texts(self) -> Texts:
        return self.office.texts

    async def run_builds(self) -> None:
        """Build whenever something was saved, as long as the server runs."""
        self._loop = asyncio.get_running_loop()
        if self._office:
            self._wanted.set()
        while True:
            await self._wanted.wait()
            await self._until_quiet()
            self._wanted.clear()
            self.audience.tell("building")
            try:
                await self._loop.run_in_executor(self._builder, self.texts.build, self._preparing)
            except Exception as error:  # whatever it is, the next save is to be built again
                self.texts.problem = f"网站没有更新：{reason(error) if isinstance(error, OSError) else error}"
            self.builds += 1
            self.audience.tell("built")

    async def _until_quiet(self) -> None:
        """A build takes time from what is shown while somebody types, so it waits for a pause, though not for ever."""
        last = time.monotonic() + _LONGEST_WAIT
        while self.texts.is_built and self._tried + _QUIET > time.monotonic() < last:
            await asyncio.sleep(_QUIET / 10)

    async def with_engine(self, ask: Callable[..., Value], *given: Any) -> Value:
        """The engine keeps much for each thread that uses it, so one thread asks it all."""
        return await self._in(self._engine, ask, *given)

    async def with_recorder(self, ask: Callable[..., Value], *given: Any) -> Value:
        """A commit may wait for a hook, or for another machine; nobody else is to wait with it."""
        return await self._in(self._recorder, ask, *given)

    async def with_uploader(self, ask: Callable[..., Value], *given: Any) -> Value:
        """An upload may take an hour, in which texts are saved and built."""
        return await self._in(self._uploader, ask, *given)

    async def _in(self, thread: ThreadPoolExecutor, ask: Callable[..., Value], *given: Any) -> Value:
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, ask, *given)
        except UnknownTextError as error:
            raise HTTPException(404, "没有这篇文稿。") from error
        except NotEditableError as error:
            raise HTTPException(422, "这样改不了：这个文件的写法不对。") from error
        except (CallError, MachineError) as error:
            raise HTTPException(409, str(error)) from error
        except OSError as error:
            raise HTTPException(409, f"没有做成：{reason(error)}。请解决以后再做一次。") from error
        except ContentError as error:
            lines = [f"{item.position}：{item.as_text}" for item in error.report.errors[:_SHOWN]]
            raise HTTPException(409, "\n".join(lines) or "内容有错误，没有发布。") from error

    def progress(self, what: str, done: int, total: int) -> None:
        """How far a release has come. Called from the thread that builds."""
        if self._loop:
            self._loop.call_soon_threadsafe(self.audience.tell, "progress", f"{what} {done}/{total}")

    def _preparing(self, what: str, done: int, total: int) -> None:
        """How far a build for the desk has come. Called from the thread that builds."""
        if self._loop:
            self._loop.call_soon_threadsafe(self.audience.tell, "building", f"{what} {done}/{total}")

    @property
    def is_founded(self) -> bool:
        """Whether there is a site."""
        return self._office is not None

    async def found(self, given: Founding) -> None:
        """Make the site, and begin to build it."""
        if self._office is not None or self._found is None:
            raise HTTPException(409, "网站已经有了。")
        self._office = await self.with_engine(self._found, given)
        self._wanted.set()

    def typed(self) -> None:
        """Note that somebody types."""
        self._tried = time.monotonic()

    def build_soon(self) -> None:
        self._wanted.set()

    def saved(self, ident: str, person: Person) -> None:
        """Tell those who have the text open, and build."""
        self.audience.tell_of_save(person, ident)
        self.build_soon()

    async def with_builder(self, ask: Callable[..., Value], *given: Any) -> Value:
        """While the site is built for readers, it is not built for the desk."""
        return await self._in(self._builder, ask, *given)
