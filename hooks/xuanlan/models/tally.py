"""How many notices of an archive are in force, by a clock, and how that is told

The twin of `theme/browser/shared/tally.js`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xuanlan.models import schedule


@dataclass(frozen=True, slots=True)
class Tally:
    """How many notices there are, how many of them are no longer in force, and when how many more expire."""

    total: int
    gone: int
    """expired, replaced, repealed or withdrawn"""
    expiries: tuple[tuple[int, int], ...]
    """epoch seconds, ascending, and how many of those in force expire then"""

    @classmethod
    def of(cls, all_facts: Iterable[schedule.Facts], now: datetime) -> Tally:
        """The tally of public notices. Its size depends on the days on which something expires, not on the notices."""
        total, gone, expiries = 0, 0, Counter[int]()
        for facts in all_facts:
            total += 1
            if not schedule.is_listed(schedule.state(facts, now)):
                gone += 1
            elif facts.expires:
                expiries[int(facts.expires.timestamp())] += 1
        return cls(total, gone, tuple(sorted(expiries.items())))

    def to_json(self) -> str:
        row: dict[str, Any] = {"n": self.total}
        row |= {"g": self.gone} if self.gone else {}
        row |= {"e": self.expiries} if self.expiries else {}
        return json.dumps(row, separators=(",", ":"))

    def words(self) -> str:
        """Such as 共 9 条（现行 2，已失效 7）; without brackets where all are in force."""
        return self._filled("all" if not self.gone else "split")

    def short(self) -> str:
        """Such as （现行 2，已失效 7）, behind the name of an archive; （9） where all are in force."""
        return self._filled("short_all" if not self.gone else "short")

    def _filled(self, key: str) -> str:
        template = str(schedule.wording()["tally"][key])
        return template.format(total=self.total, current=self.total - self.gone, gone=self.gone)
