"""The registers at the desk: their pages, and what these ask; each is named by a key of the table, never by a path"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.desk import findings, forms, register_checks
from xuanlan.desk.asked import person_of, require, sent
from xuanlan.desk.edits import RefusedEditError, digest_of
from xuanlan.desk.files import ConflictError
from xuanlan.desk.register_table import REGISTERS, Register, RegisterEdit, applied
from xuanlan.desk.texts import Texts
from xuanlan.desk.work import Work
from xuanlan.models.desk_settings import Person
from xuanlan.reading.edit_values import named
from xuanlan.reading.written import Written

Answer = Callable[[Request], Any]


def routes(work: Work, page: Callable[..., Answer]) -> list[Route]:
    """The routes of the registers; `page` gives what answers with a template."""
    one = "/api/registers/{name}"
    desk = _Registers(work)

    async def form(request: Request) -> Response:
        _, register = _known(request)
        answer: Response = await page("register.html", *register.roles)(request)
        return answer

    return [
        Route("/registers", page("registers.html")),
        Route("/registers/{name}", form),
        Route("/api/registers", desk.list),
        Route(one, desk.open),
        Route(one + "/try", desk.try_, methods=["POST"]),
        Route(one + "/save", desk.save, methods=["POST"]),
        Route(one + "/keep", desk.keep, methods=["POST"]),
        Route(one + "/drop", desk.drop, methods=["POST"]),
        Route(one + "/versions/{version}", desk.version),
    ]


def _known(request: Request) -> tuple[str, Register]:
    """The register that a request names. Raises HTTPException."""
    name = request.path_params["name"]
    if name not in REGISTERS:
        raise HTTPException(404, "没有这个登记册。")
    return name, REGISTERS[name]


def _writable(request: Request) -> tuple[str, Register, Person]:
    """The register that a request names, and who changes it. Raises HTTPException."""
    name, register = _known(request)
    require(request, register.roles)
    return name, register, person_of(request)


class _Registers:
    def __init__(self, work: Work) -> None:
        self.work = work

    async def list(self, request: Request) -> Response:
        return JSONResponse(await self.work.with_engine(_rows, self.work.texts, person_of(request)))

    async def open(self, request: Request) -> Response:
        return JSONResponse(await self.work.with_engine(_opened, self.work.texts, *_known(request), person_of(request)))

    async def try_(self, request: Request) -> Response:
        _, register = _known(request)
        self.work.typed()
        edit = _edit(await sent(request), register)
        return JSONResponse({"findings": await self.work.with_engine(_tried, self.work.texts, register, edit)})

    async def save(self, request: Request) -> Response:
        name, register, who = _writable(request)
        edit, texts, now = _edit(await sent(request), register), self.work.texts, self.work.clock()
        try:
            await self.work.with_engine(
                texts.files.save, register.path, edit.base, lambda data: applied(data, edit, register), now, who
            )
        except ConflictError as error:
            mine = edit.text if edit.text is not None else await self.work.with_engine(_text, texts, register, edit)
            theirs = {**error.theirs, "text": None, "body": "", "fields": {}}
            return JSONResponse({"theirs": theirs, "mine": mine})
        remark = await self.work.with_recorder(texts.committed, [register.path], register.title, who)
        self.work.build_soon()
        return JSONResponse({**await self.work.with_engine(_opened, texts, name, register, who), "remark": remark})

    async def keep(self, request: Request) -> Response:
        _, register, who = _writable(request)
        given = await sent(request)
        edit = _edit(given, register)
        await self.work.with_engine(_keep, self.work.texts, register, given, edit, who)
        return JSONResponse({})

    async def drop(self, request: Request) -> Response:
        _, register, who = _writable(request)
        await self.work.with_engine(self.work.texts.folder.drop_unsaved, register.path, who.account)
        return JSONResponse({})

    async def version(self, request: Request) -> Response:
        _, register = _known(request)
        files = self.work.texts.files
        return JSONResponse(await self.work.with_engine(files.version, register.path, request.path_params["version"]))


def _edit(given: dict[str, Any], register: Register) -> RegisterEdit:
    """Raises HTTPException."""
    try:
        return RegisterEdit.of(given, register)
    except RefusedEditError as error:
        raise HTTPException(422, "收到的不是对登记册的改动。") from error


def _text(texts: Texts, register: Register, edit: RegisterEdit) -> str:
    """All of a register with an edit."""
    return Written(applied(texts.files.base(edit.base), edit, register)).text


def _keep(texts: Texts, register: Register, given: dict[str, Any], edit: RegisterEdit, who: Person) -> None:
    """Keep what is being typed, and what the register comes to with it: an edit counts the entries of a file that may
    be another by then."""
    texts.folder.keep_unsaved(register.path, {**given, "whole": _text(texts, register, edit)}, who.account)


def _rows(texts: Texts, who: Person) -> list[dict[str, Any]]:
    """A row for the browser for each register."""
    found = Counter((item.position.file, item.severity) for item in texts.report)
    unsaved = set(texts.folder.all_unsaved(who.account))
    return [
        {
            "name": name,
            "title": one.title,
            "about": one.about,
            "count": _count(texts, one),
            "stops": found[one.path, "error"],
            "warns": found[one.path, "warning"],
            "unsaved": one.path in unsaved,
        }
        for name, one in REGISTERS.items()
    ]


def _count(texts: Texts, register: Register) -> int | None:
    """How many entries a register has, or how many settings are set; None when it cannot be read."""
    marked = register_checks.marked_of(register, texts.files.read(register.path, may_be_missing=True))
    return None if marked is None else len(marked.value or ())


def _opened(texts: Texts, name: str, register: Register, who: Person) -> dict[str, Any]:
    data = texts.files.read(register.path, may_be_missing=True)
    marked = register_checks.marked_of(register, data)
    values: Any = (marked.value if marked else None) or ([] if register.entry else {})
    if marked and register.entry:
        values = [forms.entry(one, register.model) for one in values]
    elif marked:
        values = forms.entry(named(values, register.model), register.model)
    return {
        "id": name,
        "title": register.title,
        "about": register.about,
        "entry": register.entry,
        "form": forms.fields(register.model),
        "text": None if marked else Written(data).text,
        "body": "",
        "fields": values,
        **texts.files.opened(register.path, data, who),
    }


def _tried(texts: Texts, register: Register, edit: RegisterEdit) -> list[dict[str, Any]]:
    """What there is to say about a register with an edit; of one that is as it was built, what the build said."""
    data = applied(texts.files.base(edit.base), edit, register)
    marked = register_checks.marked_of(register, data)
    if texts.built.get(register.path) == digest_of(data):
        found = [item for item in texts.report if item.position.file == register.path]
    else:
        library = texts.pages.library if texts.pages else None
        found = register_checks.findings(register, data, library)
    return [
        findings.row(item, line=item.position.line, at=item.position.line)
        | {"spot": register_checks.spot(register, marked, item.position)}
        for item in found
    ]
