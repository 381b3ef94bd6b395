"""The desk's server: on this machine only, as long as a page of it is open"""

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


def serve(desk: Desk, announce: Callable[[str], None], *, port: int = 0, patience: float = PATIENCE) -> None:
    """Serve `desk` at 127.0.0.1 until nobody has needed it for so long; `announce` gets the address to begin with.

    Raises MachineError.
    """
    try:
        listening = socket.create_server(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        words = reason(error) if isinstance(error, OSError) else str(error)
        raise MachineError(f"写稿台打不开：{words}。") from error
    with listening:
        desk.guard.port = listening.getsockname()[1]
        with contextlib.suppress(KeyboardInterrupt):
            sys.setswitchinterval(_SWITCH)
            asyncio.run(_run(desk, listening, announce, patience))


async def _run(desk: Desk, listening: socket.socket, announce: Callable[[str], None], patience: float) -> None:
    config = uvicorn.Config(
        desk.guard, log_level="critical", access_log=False, server_header=False, ws="none", timeout_keep_alive=30,
        timeout_graceful_shutdown=1, limit_concurrency=200,
    )  # fmt: skip
    server = uvicorn.Server(config)
    builds = asyncio.create_task(desk.work.run_builds())
    watch = asyncio.create_task(_end_when_unused(desk, server, patience))
    announce(desk.guard.address)
    try:
        await server.serve([listening])
    finally:
        for task in (builds, watch):
            task.cancel()


async def _end_when_unused(desk: Desk, server: uvicorn.Server, patience: float) -> None:
    unused = 0.0
    while unused < patience:
        await asyncio.sleep(_LOOK)
        unused = 0.0 if desk.work.listeners else unused + _LOOK
    server.should_exit = True
