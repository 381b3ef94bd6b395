"""What a screen plays at a moment, worked out in a real browser on a machine with a wrong zone too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from twin import ZONES

from xuanlan.models import hours
from xuanlan.models.schedule import Facts, parse_now, to_row
from xuanlan.render.scripts import bundle, modules
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.release import screen_part

ENTRY = """import { Clock } from "./clock.js";
import { fileOf } from "./parts.js";
import { indexOf, nextChange, nextIndex, planAt } from "./plan.js";
import { sha256 } from "./sha256.js";
window.kiosk = {
  sha256, fileOf, planAt, nextIndex, indexOf, nextChange,
  clock: (search, built) => {
    const clock = new Clock(search);
    clock.built = built;
    return [clock.now(), clock.implausible()];
  },
};
"""
DWELL = dict.fromkeys(("notice", "rule", "values", "slogan", "clock"), 10)


@pytest.fixture(scope="module", params=ZONES)
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with the pure modules as `window.kiosk`."""
    context = browser.new_context(timezone_id=request.param)
    page = context.new_page()
    page.evaluate(bundle(modules() | {"kiosk/entry.js": ENTRY}, "kiosk/entry.js"))
    yield page
    context.close()


def show(
    *playlist: dict[str, Any], items: dict[str, Any] | None = None, urgent: tuple[str, ...] = (), **screen: Any
) -> Any:
    things = {"clock": {"kind": "clock"}, **(items or {})}
    return {
        "format": 1, "screen": screen, "dwell": DWELL, "playlist": playlist, "urgent": urgent, "items": things,
        "ticker": [], "media": {},
    }  # fmt: skip


def plan(tab: Page, given: Any, at: str | datetime) -> tuple[str, list[str]]:
    """Mode and items of the plan at a moment in Shanghai."""
    moment = parse_now(at) if isinstance(at, str) else at
    found = tab.evaluate("([show, now]) => window.kiosk.planAt(show, now)", [given, moment.timestamp()])
    return found["mode"], [slot["key"] for slot in found["slots"]]


def windows(text: str) -> Any:
    found = hours.parse_hours(text)
    assert found is not None
    return found


def facts(publish: str = "2026-01-01", **moments: Any) -> Any:
    plain: dict[str, Any] = {
        name: parse_now(value) if isinstance(value, str) and name != "fixed" else value
        for name, value in moments.items()
    }
    return to_row(Facts(publish=parse_now(publish), **plain))


HOURS = [
    "工作日 7:30—19:00",
    "每天 22:00—次日6:00",
    "周五 20:00—次日8:00；周日 9:00—12:00",
    "24小时",
    "周六 0:00—24:00",
]


@pytest.mark.parametrize("text", HOURS)
def test_the_truth_table_of_weekdays_nights_and_boundaries(tab: Page, text: str) -> None:
    given = show({"items": ["clock"]}, hours=windows(text))
    inner = show({"items": ["clock"], "hours": windows(text)})
    monday = datetime(2026, 3, 2, tzinfo=SHANGHAI)
    moments = [
        monday + timedelta(days=day, minutes=minute, seconds=second)
        for day in range(7)
        for minute in (0, 360, 450, 480, 540, 720, 1140, 1200, 1320, 1439)
        for second in (-1, 0, 1)
    ]
    found = tab.evaluate(
        "([one, other, moments]) => moments.map((at) => [window.kiosk.planAt(one, at).mode, window.kiosk.planAt(other, at).slots.length])",
        [given, inner, [moment.timestamp() for moment in moments]],
    )
    expected = [hours.is_open(windows(text), moment) for moment in moments]
    assert [mode == "play" for mode, _ in found] == expected
    assert [count == 1 for _, count in found] == expected


def test_dates_of_an_item_are_half_open(tab: Page) -> None:
    first, last = parse_now("2026-03-02"), parse_now("2026-03-04")
    given = show({"items": ["clock"], "from": first.timestamp(), "until": last.timestamp()})
    second = timedelta(seconds=1)
    assert [plan(tab, given, at)[1] for at in (first - second, first, last - second, last)] == [
        [],
        ["clock"],
        ["clock"],
        [],
    ]


def test_a_notice_leaves_when_it_expires_and_the_next_one_moves_up(tab: Page) -> None:
    items = {
        f"notice:{name}": {"kind": "notice", "id": name, "facts": facts(expires=end) if end else facts()}
        for name, end in (("c", "2026-03-02"), ("b", "2026-03-03"), ("a", ""))
    }
    given = show({"items": list(items), "limit": 2}, items=items)
    assert plan(tab, given, "2026-03-01T23:59:59")[1] == ["notice:c", "notice:b"]
    assert plan(tab, given, "2026-03-02")[1] == ["notice:b", "notice:a"]
    assert plan(tab, given, "2026-03-03")[1] == ["notice:a"]


def test_a_limit_counts_rule_sets_and_not_their_items(tab: Page) -> None:
    items = {f"rule:{name}:{n}": {"kind": "rule", "id": name, "facts": facts()} for name in "ab" for n in (1, 2, 3)}
    assert len(plan(tab, show({"items": list(items), "limit": 1}, items=items), "2026-03-01")[1]) == 3


@pytest.mark.parametrize("fixed", ["withdrawn", "superseded", "repealed"])
def test_what_no_longer_stands_is_not_shown(tab: Page, fixed: str) -> None:
    items = {"notice:a": {"kind": "notice", "id": "a", "facts": facts(fixed=fixed)}}
    assert plan(tab, show({"items": ["notice:a", "clock"]}, items=items), "2026-03-01")[1] == ["clock"]


def test_an_emergency_takes_the_screen_day_and_night_and_ends_by_itself(tab: Page) -> None:
    items = {"notice:u": {"kind": "notice", "id": "u", "facts": facts("2026-03-01T20:00", expires="2026-03-02T08:00")}}
    given = show({"items": ["clock"]}, items=items, urgent=("notice:u",), hours=windows("每天 9:00—18:00"))
    assert plan(tab, given, "2026-03-01T17:59:59") == ("play", ["clock"])
    assert plan(tab, given, "2026-03-01T19:59:59") == ("night", [])
    assert plan(tab, given, "2026-03-01T20:00") == ("emergency", ["notice:u"])
    assert plan(tab, given, "2026-03-02T07:59:59") == ("emergency", ["notice:u"])
    assert plan(tab, given, "2026-03-02T08:00") == ("night", [])


def test_the_loop_goes_on_behind_what_was_on_whatever_came_or_went(tab: Page) -> None:
    slots = [{"slot": f"0/{name}", "key": name} for name in "abcd"]

    def following(there: list[dict[str, str]], name: str, index: int, place: str = "0") -> str:
        last = {"slot": f"{place}/{name}", "key": name, "index": index}
        at = tab.evaluate("([slots, last]) => window.kiosk.nextIndex(slots, last)", [there, last])
        return str(there[at]["key"])

    assert [following(slots, name, at) for at, name in enumerate("abcd")] == ["b", "c", "d", "a"]
    assert following([*slots[:1], *slots[2:]], "b", 1) == "c"
    assert following(slots[:3], "d", 3) == "a"
    assert following([{"slot": "0/new", "key": "new"}, *slots], "b", 1) == "c"
    assert following(slots, "b", 1, place="7") == "c"
    assert tab.evaluate("() => window.kiosk.nextIndex([], null)") == -1


def test_the_next_change_is_foretold(tab: Page) -> None:
    items = {"notice:a": {"kind": "notice", "id": "a", "facts": facts(expires="2026-03-03T12:00")}}
    given = show({"items": ["notice:a"]}, items=items, hours=windows("每天 7:30—19:00"))

    def change(at: str) -> datetime:
        found = tab.evaluate("([show, now]) => window.kiosk.nextChange(show, now)", [given, parse_now(at).timestamp()])
        return datetime.fromtimestamp(found, SHANGHAI)

    assert change("2026-03-02T10:00") == parse_now("2026-03-02T19:00")
    assert change("2026-03-02T20:00") == parse_now("2026-03-03T07:30")
    assert change("2026-03-03T10:00") == parse_now("2026-03-03T12:00")


@pytest.mark.parametrize(
    ("search", "now"),
    [
        ("?clock=2026-03-08", "2026-03-08"),
        ("?clock=2026-03-08T09:30", "2026-03-08T09:30"),
        ("?clock=2026-03-08T09:30:15%2B08:00", "2026-03-08T09:30:15"),
        ("?clock=2026-03-08T09:30+08:00", "2026-03-08T09:30"),
        ("?clock=2026-03-08T01:30Z", "2026-03-08T09:30"),
    ],
)
def test_a_preview_sets_the_clock(tab: Page, search: str, now: str) -> None:
    found, implausible = tab.evaluate("([search]) => window.kiosk.clock(search, 0)", [search])
    assert abs(found - parse_now(now).timestamp()) <= 5
    assert not implausible


@pytest.mark.parametrize(("days", "wrong"), [(-1, True), (1, False), (399, False), (401, True)])
def test_an_implausible_clock_gives_way_to_the_time_of_the_build(tab: Page, days: int, wrong: bool) -> None:
    built = tab.evaluate("(days) => Math.floor(Date.now() / 1000) - days * 86400", days)
    found, implausible = tab.evaluate("([built]) => window.kiosk.clock('', built)", [built])
    assert implausible is wrong
    assert (found == built) is wrong


@pytest.mark.parametrize(
    "text", ["", "abc", "a" * 55, "a" * 56, "a" * 63, "a" * 64, "a" * 119, '通知\u2028\x7f\x00😀\\"</script>' * 9]
)
def test_a_part_is_known_by_its_digest(tab: Page, text: str) -> None:
    file = screen_part(text)
    assert tab.evaluate("(text) => window.kiosk.fileOf(text)", text) == file.decode("ascii")
    assert tab.evaluate("(text) => window.kiosk.sha256(text)", file.decode()) == hashlib.sha256(file).hexdigest()


def test_a_large_part_too(tab: Page) -> None:
    text = "0123456789abcdef" * 200_000
    assert tab.evaluate("(text) => window.kiosk.sha256(text)", text) == hashlib.sha256(text.encode()).hexdigest()
