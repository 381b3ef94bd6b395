"""The demo site's own screens: what each shows can be read by everybody, at its size and in its colours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from looks import violations
from playwright.sync_api import Browser
from screens import Screen, Source, serving
from trees import Built

SCREENS = {"lobby": (1920, 1080), "corridor": (1080, 1920), "office": (1920, 1080), "gate": (704, 64)}
DAYS = {"an emergency": "2026-11-22T10:00:00+08:00", "a usual day": "2026-12-08T12:00:00+08:00"}
UNFADED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".kx-faded { opacity: 1 !important; transition: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""
"""A title at the foot that is just giving way to the next is not being read, and may do so while colours are looked at."""


@pytest.fixture(scope="module")
def source(demo: Built) -> Iterator[Source]:
    with serving(demo.tree.folder) as source:
        yield source


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_breaks_no_accessibility_rule_and_says_nothing_in_the_console(
    browser: Browser, source: Source, name: str, day: str
) -> None:
    screen = Screen(browser, f"{source.address}kiosk/{name}/", DAYS[day], size=SCREENS[name], reduced=name == "gate")
    screen.page.evaluate(UNFADED)
    seen: dict[str, list[str]] = {}
    shown: list[str] = []
    for _ in range(5 if day == "an emergency" else 120):
        if shown and screen.on != shown[-1] and screen.on == shown[0]:
            break  # all has been on
        shown.append(screen.on)
        kind = re.sub(r"/.*", "", screen.on)
        if kind not in seen:
            screen.run(1)
            seen[kind] = violations(screen.page)
        screen.run(8, step=8)
    screen.close()
    assert {kind: found for kind, found in seen.items() if found} == {}
    assert (len(seen) > 1) == (day != "an emergency")


def test_every_screen_of_the_site_has_a_page_a_show_and_a_place_in_the_release(demo: Built) -> None:
    part = json.loads(demo.tree.text("release.js").removeprefix("xlPart(").removesuffix(");\n"))
    facts, release = json.loads(part), json.loads(demo.tree.text("release.json"))
    assert facts["release"] == release["release"]
    assert facts["built_at"] == release["built_at"]
    assert sorted(facts["screens"]) == sorted(SCREENS)
    for name in SCREENS:
        assert {f"kiosk/{name}/index.html", f"kiosk/{name}/show.js"} <= demo.tree.files


def test_no_draft_and_nothing_that_is_still_to_come_is_in_any_show(demo: Built) -> None:
    shows = "".join(json.loads(demo.tree.text(f"kiosk/{name}/show.js")[7:-3]) for name in SCREENS)
    hidden = [entry for entry in demo.library.entries if not entry.listed]
    assert hidden
    for entry in hidden:
        assert f'"{entry.notice.title}"' not in shows  # a question may name what was replaced
