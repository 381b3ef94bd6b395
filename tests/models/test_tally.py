"""How many notices of an archive are in force: in Python by the build's clock, in the browser by the reader's."""

from __future__ import annotations

from typing import Any

from cases import every
from playwright.sync_api import Browser
from twin import twin_page, vectors

from xuanlan.models.schedule import Facts, parse_now
from xuanlan.models.tally import Tally

ROWS = vectors("tally.json")["rows"]


def tally_of(row: dict[str, Any], moment: str) -> Tally:
    notices = [
        Facts(
            parse_now("2025-01-01"),
            expires=parse_now(one["expires"]) if "expires" in one else None,
            fixed=one.get("fixed", ""),
        )
        for one in row["notices"]
    ]
    return Tally.of(notices, parse_now(moment))


@every(("row", "moment"), [(row, moment) for row in ROWS for moment in row["at"]])
def test_a_list_and_the_link_to_it_tell_how_many_are_in_force(row: dict[str, Any], moment: str) -> None:
    tally = tally_of(row, moment)
    assert [tally.words(), tally.short()] == row["at"][moment][:2]


def test_the_browser_tells_the_same_of_a_page_that_was_built_earlier(browser: Browser) -> None:
    cases = [(row, built, moment) for row in ROWS for built in row["at"] for moment in row["at"] if built <= moment]
    with twin_page(browser) as page:
        asked = [[tally_of(row, built).to_json(), parse_now(moment).timestamp()] for row, built, moment in cases]
        told = page.evaluate("(asked) => asked.map(([json, now]) => twin.tally(json, now))", asked)
    assert told == [row["at"][moment] for row, _, moment in cases]
