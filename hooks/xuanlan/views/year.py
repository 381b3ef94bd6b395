"""The page of the year's days"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class PastView:
    """A text that was published for a day."""

    year: int
    title: str
    href: str


@dataclass(slots=True)
class DayView:
    """One festival, memorial day, theme day, week or month."""

    name: str
    when: str
    """such as 12月4日 星期五"""
    start: str
    """YYYY-MM-DD, the first day"""
    group: str
    """such as 传统节日"""
    basis: str
    """what laid it down, or empty"""
    varies: bool
    """whether its dates are laid down year by year, so that these are only probable"""
    notices: list[PastView] = field(default_factory=list)
    """what the site has published for it, the newest first"""


@dataclass(slots=True)
class MonthView:
    """The days that begin in one month."""

    title: str
    """such as 2026年12月"""
    days: list[DayView]
