"""Titles of the field, and where their lines may end: `vectors/titles`, `|` wherever the sense allows a break"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from browsers import LINE_ENDS
from sites import REPO

from xuanlan.text.phrases import Phrases, phrases_of
from xuanlan.text.segmenter import lexicon

VECTORS = REPO / "tests" / "vectors" / "titles"
LINES = f"""([selector, within, titles]) => {{
  const sample = document.querySelector(selector);
  return titles.map((html) => {{
    const copy = sample.cloneNode(true);
    const title = within ? copy.querySelector(within) : copy;
    title.innerHTML = html;
    sample.after(copy);
    const ends = ({LINE_ENDS})(title), over = copy.scrollWidth > copy.clientWidth + 1;
    const text = title.innerText;
    getSelection().selectAllChildren(title);
    const copied = getSelection().toString();
    copy.remove();
    return {{ ends, text, copied, over }};
  }});
}}"""
"""What becomes of titles, as HTML, in copies of the element `selector` (of what is `within` it): its lines and its texts."""
USED, KEPT = "used", "kept"
"""Titles that the rules were written with, and titles that were written before the rules, and not looked at."""


class Marked(NamedTuple):
    """A title, and the places in it where a line may end."""

    text: str
    places: frozenset[int]

    def wrong(self, ends: set[int]) -> list[str]:
        """What stands around each of `ends` where no line may end."""
        return [f"{self.text[:at]}/{self.text[at:]}" for at in sorted(ends - self.places)]


def titles(name: str) -> list[Marked]:
    rows = (VECTORS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [Marked(row.replace("|", ""), frozenset(accumulate(map(len, row.split("|"))))) for row in rows]


def ends_of(phrases: Phrases) -> set[int]:
    return set(accumulate(map(len, phrases.parts[:-1])))


def found(text: str) -> Phrases:
    """The phrases of `text` on a site that knows no words of its own."""
    return phrases_of(text, lexicon())
