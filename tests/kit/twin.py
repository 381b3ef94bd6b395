"""The pure browser modules in a real browser, for tests that compare them with their Python twins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from browsers import complaints_of
from playwright.sync_api import Browser, Page

from xuanlan.render.scripts import bundle, modules

VECTORS = Path(__file__).parents[1] / "vectors"
ZONES = ("America/New_York", "Asia/Shanghai")

_ENTRY = """import { openDays } from "./due.js";
import { excerptAround } from "./excerpts.js";
import { fold, hitRanges, queryParts } from "./folding.js";
import { belongs } from "./hosts.js";
import { isOpen, parseHours } from "./hours.js";
import { inPhrases } from "./phrases.js";
import { daysLeft, daysUntil, isListed, isPinned, listRemoved, parseFacts, plausibleNow, stateAt } from "./schedule.js";
import { parseTally, tallyListed, tallyShort, tallyWords } from "./tally.js";
import { label, overWords, sentence } from "./words.js";
window.twin = {
  phrased: (text, lengths) => {
    const box = document.createElement("div");
    box.append(...inPhrases(text, lengths));
    return box.innerHTML;
  },
  fold, hitRanges, queryParts, excerptAround, label, belongs,
  due: openDays,
  open: (json, now) => isOpen(parseHours(json), now),
  plausibleNow: (clock, built) => plausibleNow(clock, built === null ? NaN : built),
  end: (end, now) => [daysUntil(end, now), overWords(end, now)],
  readable: (json) => [parseFacts(json) !== null, parseHours(json) !== null],
  tally: (json, now) => [tallyWords, tallyShort, tallyListed].map((words) => words(parseTally(json), now)),
  at: (json, now) => {
    const facts = parseFacts(json);
    const state = stateAt(facts, now);
    return [state, isListed(state), isPinned(facts, now), listRemoved(facts, now), daysLeft(facts, now),
      sentence(state, facts, now)];
  },
};
"""


def vectors(name: str) -> dict[str, Any]:
    """One file of tests/vectors."""
    table: dict[str, Any] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return table


@contextmanager
def twin_page(browser: Browser, zone: str = "Asia/Shanghai") -> Iterator[Page]:
    """A blank page in time zone `zone` that holds the pure functions as `window.twin`."""
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    complaints = complaints_of(page)
    page.evaluate(bundle(modules() | {"shared/entry.js": _ENTRY}, "shared/entry.js"))
    yield page
    context.close()
    assert complaints == []
