"""The desk's server: for one person as long as a page is open, for several until it is ended"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import Callable

import uvicorn

from xuanlan.desk.app import Desk
from xuanlan.diagnostics.report import MachineError, reason

PATIENCE = 30 * 60.0
"""Seconds after the last page was closed."""
_LOOK = 5.0
_SWITCH = 0.0005
"""Seconds after which the thread that builds lets the one that shows a text go on."""


def serve(desk: Desk, place: tuple[str, int], began: Callable[[int], None], *, patience: float = PATIENCE) -> None:
    """Serve `desk` at `place`, an address of this machine and a port, until nobody has needed it for so long.

    Port 0 is any free one; `began` gets the port that it is. Raises MachineError.
    """
    host, port = place
    try:
        listening = socket.create_server(place, family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        words = reason(error) if isinstance(error, OSError) else str(error)
        raise MachineError(f"写稿台在 {host}:{port} 打不开：{words}。") from error
    with listening, contextlib.suppress(KeyboardInterrupt):
        sys.setswitchinterval(_SWITCH)
        asyncio.run(_run(desk, listening, began, patience))


async def _run(desk: Desk, listening: socket.socket, began: Callable[[int], None], patience: float) -> None:
    # Who sends a request is what its connection says: a header about that could come from anybody.
    config = uvicorn.Config(
        desk.guard, log_level="critical", access_log=False, server_header=False, ws="none", timeout_keep_alive=30,
        timeout_graceful_shutdown=1, limit_concurrency=200, proxy_headers=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    builds = asyncio.create_task(desk.work.run_builds())
    watch = asyncio.create_task(_end_when_unused(desk, server, patience))
    began(listening.getsockname()[1])
    try:
        await server.serve([listening])
    finally:
        for task in (builds, watch):
            task.cancel()


async def _end_when_unused(desk: Desk, server: uvicorn.Server, patience: float) -> None:
    unused, before = 0.0, -1
    while unused < patience:
        await asyncio.sleep(_LOOK)
        is_used = len(desk.work.audience) or desk.work.questions != before
        unused, before = 0.0 if is_used else unused + _LOOK, desk.work.questions
    server.should_exit = True
