"""Approval at the desk: how far a text has come, and what each may say of it by their role"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.build.approving import Approving, Paper
from xuanlan.desk import asked
from xuanlan.desk.asked import person_of, post
from xuanlan.desk.work import Work
from xuanlan.library.approved_copies import FOLDER
from xuanlan.library.entry import Entry
from xuanlan.models.approval_steps import Step
from xuanlan.models.approvals import PATH, Standing, Word
from xuanlan.models.desk_settings import Person, Role

_ROLES = {Word.SENT: Role.WRITE, Word.AGREED: Role.REVIEW, Word.RETURNED: Role.REVIEW}
_AFTER = {
    Standing.DRAFT: (Word.SENT,),
    Standing.RETURNED: (Word.SENT,),
    Standing.SENT: (Word.AGREED, Word.RETURNED),
    Standing.APPROVED: (Word.RETURNED,),
    Standing.PUBLISHED: (),
}
"""What can be said of a text next."""


def routes(work: Work) -> list[Route]:
    path = "/api/texts/{ident}/approval"

    async def standing(request: Request) -> Response:
        given = work, request.path_params["ident"], person_of(request)
        return JSONResponse(await work.with_engine(_standing, *given))

    async def decide(request: Request) -> Response:
        sent, person = await asked.sent(request), person_of(request)
        word, by, note = (sent.get(key, "") for key in ("word", "by", "note"))
        if word not in list(Word) or not isinstance(by, str) or not isinstance(note, str):
            raise HTTPException(422, "没有这样的意见。")
        asked.require(request, (_ROLES[Word(word)],))
        ident = request.path_params["ident"]
        await work.with_engine(_decide, work, ident, person, Word(word), person.shown or by.strip(), note.strip())
        work.build_soon()
        remark = await work.with_recorder(work.texts.committed, [PATH, FOLDER], f"{ident} {word}", person)
        return JSONResponse({"remark": remark})

    async def form(request: Request) -> Response:
        ident = request.path_params["ident"]
        content = await work.with_engine(_form, work, ident)
        name = quote(f"审批表-{ident}.pdf")
        return Response(
            content,
            media_type="application/pdf",
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
        )

    return [Route(path, standing), post(path, decide), Route(f"{path}/form", form)]


def _approving(work: Work) -> Approving | None:
    """None for a site without approval, or that is not built yet."""
    pages = work.texts.pages
    return Approving.of(pages.library) if pages and pages.library.settings.approval else None


def _standing(work: Work, ident: str, person: Person) -> dict[str, Any]:
    """Where a text is, and what this person may say of it; {} where there is nothing to approve."""
    approving = _approving(work)
    entry = approving.library.by_path.get(work.texts.path(ident)) if approving else None
    if not approving or not entry or not _steps(approving, entry):
        return {}
    try:
        paper, found = approving.paper(entry.id)
    finally:
        approving.library.cache.close()
    can = [word for word in _AFTER[paper.standing] if _ROLES[word] in person.roles and _is_theirs(paper, word, person)]
    return {
        "words": _words(paper, bool(found.errors)),
        "can": [] if paper.entry.notice.draft else can,
        "named": bool(person.shown),
        "digest": paper.entry.digest,
    }


def _form(work: Work, ident: str) -> bytes:
    """Raises HTTPException where there is nothing to sign; CallError, ContentError, MachineError."""
    approving = _approving(work)
    entry = approving.library.by_path.get(work.texts.path(ident)) if approving else None
    if not approving or not entry:
        raise HTTPException(404, "这篇文稿没有审批表。")
    try:
        return approving.form(entry.id)
    finally:
        approving.library.cache.close()


def _steps(approving: Approving, entry: Entry) -> tuple[Step, ...]:
    return approving.approvals.steps(approving.library.settings.approval, entry.id, entry.notice.kind)


def _is_theirs(paper: Paper, word: Word, person: Person) -> bool:
    who = paper.step.who if paper.step else ()
    return (
        word is not Word.AGREED or not who or not person.account or not {person.shown, person.account}.isdisjoint(who)
    )


def _words(paper: Paper, is_wrong: bool) -> str:
    return paper.place + ("；有错误，改好以后才能送审" if is_wrong and paper.standing is not Standing.PUBLISHED else "")


def _decide(work: Work, ident: str, person: Person, word: Word, by: str, note: str) -> None:
    """Raises CallError, ContentError, MachineError."""
    approving = _approving(work)
    if approving is None:
        return
    entry = approving.library.by_path.get(work.texts.path(ident))
    try:
        names = (person.account,) if person.account else ()
        approving.decide(entry.id if entry else ident, word, by, work.clock(), note=note, names=names)
    finally:
        approving.library.cache.close()
