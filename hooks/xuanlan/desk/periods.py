"""What forms are told while they are filled: the days of a period, and what the registers offer"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.desk.offers import offers
from xuanlan.desk.work import Work
from xuanlan.models import periods
from xuanlan.models.holidays import Holidays
from xuanlan.reading.fields import FromMoment, UntilMoment

_CHOICES = (5, 7, 10)
"""Working days that are offered."""
_INSTANT = timedelta(microseconds=1)
_FIRST: TypeAdapter[Any] = TypeAdapter(FromMoment)
_LAST: TypeAdapter[Any] = TypeAdapter(UntilMoment)


def routes(work: Work) -> list[Route]:
    async def period(request: Request) -> Response:
        given = (request.query_params.get(name, "")[:100] for name in ("first", "last"))
        return JSONResponse(await work.with_engine(_period, work.texts.known().holidays, *given))

    async def offered(_: Request) -> Response:
        return JSONResponse(await work.with_engine(lambda: offers(work.texts.known())))

    return [Route("/api/period", period), Route("/api/offers", offered)]


def _period(calendar: Holidays, first: str, last: str) -> dict[str, Any]:
    """How long a period is, in words, and where one of so many working days would end; both are as fields have them."""
    begin, end = _read(_FIRST, first), _read(_LAST, last)
    if begin is None:
        return {"words": "", "ends": []}
    ends = [[f"{count}个工作日", periods.end_of(calendar, begin.date(), count).isoformat()] for count in _CHOICES]
    return {"words": periods.words(calendar, begin.date(), (end - _INSTANT).date()) if end else "", "ends": ends}


def _read(kind: TypeAdapter[Any], words: str) -> Any:
    """A moment; None for what is none, which the findings tell."""
    try:
        return kind.validate_python(words)
    except ValidationError:
        return None
