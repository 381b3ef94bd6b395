"""What a page of the desk sends: JSON, an object"""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request


async def sent(request: Request) -> dict[str, Any]:
    """Raises HTTPException."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(422, "收到的不是 JSON。") from error
    if not isinstance(found, dict):
        raise HTTPException(422, "收到的不是 JSON 的对象。")
    return found
