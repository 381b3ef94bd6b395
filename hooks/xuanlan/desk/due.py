"""What is due of the site's plans, at the desk: overdue, in 7 and in 30 days, by unit, at any day"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xuanlan.campaigns.due import DueTask, by_time, due_tasks
from xuanlan.desk.work import Work
from xuanlan.library.read import Sources
from xuanlan.models.campaign import is_everybody
from xuanlan.text.dates import SHANGHAI


def routes(work: Work, page: Callable[..., Callable[[Request], Any]]) -> list[Route]:
    async def due(request: Request) -> Response:
        at, unit = (request.query_params.get(name, "")[:100] for name in ("at", "unit"))
        today = _day(at) if at else work.clock().astimezone(SHANGHAI).date()
        return JSONResponse(await work.with_engine(lambda: told(work.texts.known(), today, unit)))

    return [Route("/due", page("due.html")), Route("/api/due", due)]


def _day(words: str) -> date:
    try:
        found = date.fromisoformat(words)
    except ValueError:
        found = date.min
    if not 1900 <= found.year < 2200:
        raise HTTPException(422, "日期请写成 2026-12-01 这样。")
    return found


def told(sources: Sources, today: date, unit: str = "") -> dict[str, Any]:
    """For the browser: all units, and what is due of `unit`, or of all, in three groups."""
    rows = due_tasks(sources.campaigns, today)
    units = (one for planned in sources.campaigns for task in planned.campaign.tasks for one in task.units)
    titles = {notice.id: notice.notice.title for notice in sources.notices}
    mine = [row for row in rows if not unit or unit in row.task.units]
    return {
        "at": f"{today}",
        "plans": len(sources.campaigns),
        "units": [one for one in dict.fromkeys(units) if not is_everybody(one)],
        "groups": [
            {"title": title, "rows": [_row(row, titles, several=len(sources.campaigns) > 1) for row in inside]}
            for title, inside in by_time(mine)
        ],
    }


def _row(row: DueTask, titles: dict[str, str], *, several: bool) -> dict[str, Any]:
    campaign, task = row.planned.campaign, row.task
    named = dict.fromkeys([*task.notices, *([campaign.plan] if campaign.plan else [])])
    return {
        "text": task.text,
        "plan": campaign.title if several else "",
        "lead": "、".join(task.lead),
        "joint": "、".join(task.joint),
        "day": f"{row.day}",
        "left": row.words,
        "over": row.left < 0,
        "texts": [[ident, titles[ident]] for ident in named if ident in titles],
    }
