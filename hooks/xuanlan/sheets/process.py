"""Requests to the process that typesets (`sheets.setter`): one process for many sheets, a new one when it has died."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xuanlan.runtime.helper import DiedError, Helper

__all__ = ["LONGEST", "LONGEST_BOOK", "PROGRAM", "SETTER", "DiedError", "RefusedError", "SetterProcess"]

LONGEST = 120
"""Seconds after which a sheet is given up: a thousand times what an ordinary one takes."""
LONGEST_BOOK = 600
"""The same for a book, which has hundreds of pages, on a machine that has other things to do."""
PROGRAM = Path(__file__).with_name("setter.py")
"""The program that the process runs."""


class RefusedError(Exception):
    """The typesetter refuses a sheet; the error holds its own message."""


class SetterProcess(Helper):
    """The process of this process."""

    def ask(self, what: str, folders: tuple[str, ...], **request: Any) -> Any:
        """The answer, within `longest` seconds where the request has them. Raises DiedError, RefusedError, or
        ImportError where there is no typesetter."""
        longest = request.pop("longest", LONGEST)
        kind, value = self.request(PROGRAM, longest, (what, folders, request))
        if kind == "absent":
            raise ImportError(value)
        if kind == "refused":
            raise RefusedError(value)
        return value


SETTER = SetterProcess()
