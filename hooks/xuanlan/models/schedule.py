"""Time rules: which state a notice is in, by a clock that is an argument.

Every rule here has a twin in `theme/browser/shared/schedule.js` and `words.js`; both are held together by
`tests/vectors/schedule.json`. Intervals are half-open: from ≤ now < until. A clock is an aware datetime.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NotRequired, cast

from typing_extensions import TypedDict

from xuanlan.text.dates import SHANGHAI, chinese_date

if TYPE_CHECKING:
    from xuanlan.models.notice import Notice  # which takes as long to load as all else that a clock is asked for

WORDING_FILE = Path(__file__).parent.parent / "data" / "states.json"
LISTED = frozenset({"current", "open", "closed"})
"""The states whose notices stand in lists, feeds and on screens; the others only keep their address."""
INTERNAL = "internal"
"""The state of what only staff may read: no public output has anything of it, at any time."""
_FIXED = frozenset({"draft", INTERNAL, "withdrawn", "superseded", "repealed"})


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about a notice that its state depends on. Moments are aware; None means without limit."""

    publish: datetime
    expires: datetime | None = None
    open_from: datetime | None = None
    open_until: datetime | None = None
    pinned_until: datetime | None = None
    fixed: str = ""
    """draft, internal, withdrawn, superseded, repealed, or empty"""
    list_goes: bool = False
    """the list of names comes down when the period is over"""

    def __post_init__(self) -> None:
        if self.fixed and self.fixed not in _FIXED:
            raise ValueError(f"unknown fixed state: {self.fixed}")


def parse_now(text: str) -> datetime:
    """The clock that `text` sets: an ISO date (its 00:00) or date-time; without a zone it is Shanghai time.

    Raises ValueError with a complete Chinese sentence.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=SHANGHAI)
        return moment.astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        raise ValueError(
            f"“{text}”不是有效的时间，请写成 2026-03-08、2026-03-08T09:30 或 2026-03-08T09:30+08:00。"
        ) from None


def machine_now() -> datetime:
    """The machine's clock in Shanghai time, to the second."""
    return datetime.now(SHANGHAI).replace(microsecond=0)


def facts_of(notice: Notice, superseded: bool) -> Facts:
    """The time facts of `notice`; `superseded` says whether another published notice replaces it."""
    fixed = ""
    for word, holds in (
        ("draft", notice.draft),
        (INTERNAL, not notice.public),
        ("withdrawn", notice.withdrawn is not None),
        ("superseded", superseded),
        ("repealed", notice.repealed is not None),
    ):
        if holds:
            fixed = word
            break
    return Facts(
        publish=notice.publish_at or datetime.combine(notice.date, time(), SHANGHAI),
        expires=notice.expires,
        open_from=notice.open_from,
        open_until=notice.open_until,
        pinned_until=notice.pinned_until,
        fixed=fixed,
        list_goes=notice.list_until_closed,
    )


def without_draft(notice: Notice) -> str:
    """The fixed state of a draft once it is one no more; what only staff may read remains so."""
    return "" if notice.public else INTERNAL


def state(facts: Facts, now: datetime) -> str:
    """draft, internal, scheduled, withdrawn, superseded, expired, repealed, open, closed or current; the first that holds."""
    if facts.fixed in ("draft", INTERNAL):
        return facts.fixed
    if now < facts.publish:
        return "scheduled"
    if facts.fixed in ("withdrawn", "superseded"):
        return facts.fixed
    if facts.expires and now >= facts.expires:
        return "expired"
    if facts.fixed == "repealed":
        return "repealed"
    if facts.open_until and now >= facts.open_until:
        return "closed"
    if facts.open_from:
        return "open" if now >= facts.open_from else "current"
    return "open" if facts.open_until else "current"


def is_listed(word: str) -> bool:
    """Whether a notice in state `word` stands in lists."""
    return word in LISTED


def is_pinned(facts: Facts, now: datetime) -> bool:
    """Whether the notice is at the top of its lists."""
    return facts.pinned_until is not None and now < facts.pinned_until and is_listed(state(facts, now))


def list_removed(facts: Facts, now: datetime) -> bool:
    """Whether the list of names has come down: after the period, or with the notice itself if that ends earlier."""
    ends = [end for end in (facts.open_until, facts.expires) if end]
    return facts.list_goes and bool(ends) and now >= min(ends)


def next_change(facts: Facts, now: datetime) -> datetime | None:
    """The next moment at which state, pin or list change; None when nothing changes any more."""

    def shown(at: datetime) -> tuple[str, bool, bool]:
        return state(facts, at), is_pinned(facts, at), list_removed(facts, at)

    moments = (facts.publish, facts.expires, facts.open_from, facts.open_until, facts.pinned_until)
    ahead = sorted(moment for moment in moments if moment and moment > now)
    return next((moment for moment in ahead if shown(moment) != shown(now)), None)


def days_left(facts: Facts, now: datetime) -> int | None:
    """How many days of 公示 follow today; 0 on its last day, None when it is not open or has no end."""
    if state(facts, now) != "open" or not facts.open_until:
        return None
    return (last_moment(facts.open_until).date() - now.astimezone(SHANGHAI).date()).days


def days_until(day: datetime, now: datetime) -> int:
    """How many days there are from today to the day of `day`, by the Shanghai calendar; below 0 when it is past."""
    return (day.astimezone(SHANGHAI).date() - now.astimezone(SHANGHAI).date()).days


def over_words(until: datetime, now: datetime) -> str:
    """What stands behind an end, such as a deadline: nothing until then, afterwards that it is past."""
    return str(wording()["sentences"]["over"]) if now >= until else ""


def last_moment(until: datetime) -> datetime:
    """The last second before `until`, Shanghai time: the day it is on is the last valid day."""
    return (until - timedelta(seconds=1)).astimezone(SHANGHAI)


def from_words(moment: datetime) -> str:
    """A beginning in words: 2026年3月8日, with a time unless it is 00:00 (9时, 9时30分)."""
    local = moment.astimezone(SHANGHAI)
    clock = ""
    if local.hour or local.minute:
        clock = f"{local.hour}时" + (f"{local.minute:02d}分" if local.minute else "")
    return chinese_date(local.date()) + clock


def until_words(until: datetime) -> str:
    """An end in words; 00:00 is shown as the day before, the last valid day."""
    local = until.astimezone(SHANGHAI)
    return from_words(until) if local.hour or local.minute else chinese_date(last_moment(until).date())


def to_json(facts: Facts) -> str:
    """`to_row` as JSON."""
    return json.dumps(to_row(facts), separators=(",", ":"))


class FactsRow(TypedDict):
    """`Facts` for the browser, moments in epoch seconds. What is not there has no key."""

    p: int
    """publish"""
    e: NotRequired[int]
    """expires"""
    o: NotRequired[int]
    """open_from"""
    c: NotRequired[int]
    """open_until"""
    t: NotRequired[int]
    """pinned_until"""
    f: NotRequired[str]
    """fixed state"""
    r: NotRequired[Literal[1]]
    """the list goes"""


def to_row(facts: Facts) -> FactsRow:
    moments = {
        "p": facts.publish,
        "e": facts.expires,
        "o": facts.open_from,
        "c": facts.open_until,
        "t": facts.pinned_until,
    }
    row: dict[str, int | str] = {key: int(moment.timestamp()) for key, moment in moments.items() if moment}
    if facts.fixed:
        row["f"] = facts.fixed
    if facts.list_goes:
        row["r"] = 1
    return cast(FactsRow, row)


@cache
def wording() -> dict[str, Any]:
    """The words of `data/states.json`, which the browser code carries too."""
    table: dict[str, Any] = json.loads(WORDING_FILE.read_text(encoding="utf-8"))
    return table


def label(word: str) -> str:
    """The short label of state `word`; empty when there is nothing to say. Raises KeyError for an unknown state."""
    return str(wording()["labels"][word])


def sentence(word: str, facts: Facts, now: datetime, reason: str = "") -> str:
    """The sentence at the top of a notice in state `word`; empty when there is nothing to say.

    `reason` is what the author wrote about a withdrawal or repeal.
    """
    templates = wording()["sentences"]
    values = {"publish": from_words(facts.publish)}
    key = word
    if word in ("withdrawn", "repealed") and reason.strip():
        key = f"{word}_why"
        values["reason"] = reason.strip() if reason.strip()[-1] in "。！？" else reason.strip() + "。"
    if word == "open" and facts.open_until:
        days = (last_moment(facts.open_until).date() - now.astimezone(SHANGHAI).date()).days
        key = "open_until" if days > 0 else "open_last"
        values["days"] = str(days)
    if facts.open_from:
        values["open_from"] = from_words(facts.open_from)
    if facts.open_until:
        values["open_until"] = until_words(facts.open_until)
    if facts.expires:
        values["expires"] = until_words(facts.expires)
    words = str(templates[key]).format_map(values)
    # A withdrawn notice shows nothing but its reason, so there is no list to speak of.
    tail = word != "withdrawn" and words and list_removed(facts, now)
    return words + str(templates["list_removed"]) if tail else words
