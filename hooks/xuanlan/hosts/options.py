"""What our commands ask of a build, and the clock that it goes by."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime

from xuanlan.build.build import Told
from xuanlan.diagnostics.console import Console
from xuanlan.models import schedule

NOW_VARIABLE = "XUANLAN_NOW"


@dataclass(slots=True)
class Options:
    """What our commands ask of a build; for `mkdocs build` itself the defaults."""

    now: datetime | None = None
    keep_going: bool = False
    full: bool = False
    """forget the cache of earlier builds"""
    force: bool = False
    """replace the tree in the output folder even if that looks like a mistake"""
    strict: bool | None = None
    """refuse warnings, too, as the host's own option does; None: as mkdocs.yml says"""
    console: Console | None = None
    """where the report is printed; None: through the host's logger"""
    told: Told | None = None
    """called as soon as the sources are read"""


def clock(options: Options) -> datetime:
    """The build's clock: the command's, else the environment's, else the machine's, in Shanghai time."""
    text = os.environ.get(NOW_VARIABLE)
    if options.now:
        return options.now
    return schedule.parse_now(text) if text else schedule.machine_now()
