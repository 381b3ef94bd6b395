"""What a page of the desk sends, and who sends it: JSON, from those who may"""

from __future__ import annotations

import asyncio
import base64
import json
import math
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from xuanlan.desk.edits import Edit, RefusedEditError
from xuanlan.desk.guard import PERSON
from xuanlan.models.desk_settings import Person, Role

EDITORS = (Role.WRITE, Role.REVIEW)
"""Who changes texts."""
_MUCH = 200_000
"""Bytes of a request that are read aside: five million of them take seconds, in which nobody else is answered."""
Answer = Callable[[Request], Awaitable[Response]]


def post(path: str, answer: Answer, *roles: Role) -> Route:
    """A route to which something is sent, for those who have one of these roles; without any, for everybody."""

    async def allowed(request: Request) -> Response:
        require(request, roles)
        return await answer(request)

    return Route(path, allowed, methods=["POST"])


def require(request: Request, roles: tuple[Role, ...]) -> None:
    """Raise HTTPException unless who sends this has one of these roles, if there are any."""
    if roles and not set(roles) & set(person_of(request).roles):
        raise HTTPException(403, f"您没有做这件事的权限，要有“{'”或“'.join(roles)}”的职责。")


def person_of(request: Request) -> Person:
    found = request.scope[PERSON]
    assert isinstance(found, Person)
    return found


async def sent(request: Request) -> dict[str, Any]:
    """Raises HTTPException."""
    try:
        body = await request.body()
        found = _read(body) if len(body) < _MUCH else await asyncio.to_thread(_read, body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(422, "收到的不是 JSON。") from error
    if not isinstance(found, dict):
        raise HTTPException(422, "收到的不是 JSON 的对象。")
    return found


async def edit(request: Request) -> Edit:
    """What was typed in a text. Raises HTTPException."""
    return edit_of(await sent(request))


def edit_of(given: dict[str, Any]) -> Edit:
    """What was typed in a text, out of what was `given`. Raises HTTPException."""
    try:
        return Edit.of(given)
    except RefusedEditError as error:
        raise HTTPException(422, "收到的不是对文稿的改动。") from error


def decoded(value: Any) -> bytes | None:
    """What was sent in Base64; None where it is not whole."""
    try:
        return base64.b64decode(value, validate=True) if isinstance(value, str) else None
    except ValueError:
        return None


def _read(body: bytes) -> Any:
    return _storable(json.loads(body))


def _storable(value: Any) -> Any:
    """What was sent, as it can be written into a file and sent back: half a sign, as is left of an emoji that was cut,
    becomes the sign for what is lost. Raises ValueError for numbers that JSON does not have."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(value)
    return value
