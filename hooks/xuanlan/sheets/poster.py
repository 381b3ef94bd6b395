"""Posters: a notice in a few lines, and the items of a rule set in full, each on one sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.rulesets import official_rulesets
from xuanlan.render.entries import list_gone
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.common import about, titled
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.gist import beginning, item_paragraphs, paragraphs
from xuanlan.sheets.lines import ems
from xuanlan.sheets.look import AS_USUAL, PAPERS, Look, design_of, dressed
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import CannotPrintError, Sheet
from xuanlan.sheets.versions import gists
from xuanlan.text.phrases import Phrases
from xuanlan.text.segmenter import usual_phrases

LEAST_RULES = 11
"""Smallest type, in points, for the items of a rule set on any paper."""
LEAST = 6.5
"""Smallest type of a layout for A4 that is enlarged, in points: beside its title nothing may look like dust."""
_AREA, _COLUMN = 504 * 752, 18
"""Square points of a poster inside its margins, and ems of most of a line in a column: rules that need more room are
refused without trying."""
STATE = 160
"""Most characters of the sentence about a notice's state, such as why it is no longer in force."""
MOST_LINES = 5
"""Most lines that a title is divided into; a longer one is left to the typesetter."""
WIDEST = 100
"""Widest title, in ems, that is divided: divided, a wider one would have smaller type than the text."""
UNEVEN = (1.02, 1.08, 1.15, 1.22, 1.3, 1.45, 1.6)
"""How much longer than the average the longest line of a divided title may be, as factors to be tried in turn."""
_TWO = re.compile("([^：]{2,20}：)([^：]{2,20})")
_LATIN = re.compile(r"[!-~]{13,}")


def poster(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, paper: str = "a4", look: Look = AS_USUAL
) -> list[Sheet]:
    """A poster of each of `entries`."""
    return [_sheet(library, entry, paper, look) for entry in entries]


def _sheet(library: Library, entry: Entry, paper: str, look: Look) -> Sheet:
    title = {
        "title": titled(library, entry.notice.title, "poster"),
        "divisions": divisions(entry, library.phrasing.of),
    }
    data = about(library, entry) | title | {"paper": paper} | dressed(library, design_of(library, look, entry))
    # The sentence about an open 公示 says how many days are left, which would be wrong tomorrow.
    data["state_words"] = "" if entry.state == "open" else "".join(beginning([data["state_words"]], STATE))
    if data["contact"] and not any(data["contact"].values()):  # only an address or an e-mail: too long for a poster
        data["contact"] = None
    data["contact_label"] = "受理" if entry.state == "open" and entry.notice.objections else "联系"
    if data["layout"] == "rules" and not list_gone(library, entry):
        least = max(LEAST_RULES / PAPERS[paper], LEAST)
        rules = _rules(entry)
        if _ems(rules["items"]) * 1.3 * least**2 > _AREA:
            raise CannotPrintError("sheet-too-long")
        return Sheet("rules-poster", data | rules | {"origin": origin(entry), "least": least}, entry.path)
    return Sheet("poster", data | {"texts": _sized(gists(library, entry), paper)}, entry.path)


def _sized(texts: list[dict[str, Any]], paper: str) -> list[dict[str, Any]]:
    """`texts` for `paper`: what is laid out on A4 and enlarged may have a table in smaller type."""
    return [
        text | {"least": max(text["least"] / PAPERS[paper], LEAST)}
        if any("table" in part for part in text["parts"])
        else text
        for text in texts
    ]


def _rules(entry: Entry) -> dict[str, list[Block]]:
    """The items {sign, parts} of a rule set, and the text before and after them; without a list, all of it is items."""
    rendered = entry.rendered
    if rendered.around_items:
        before, after = map(_parts, rendered.around_items)
        items = [{"sign": str(item.number), "parts": item_paragraphs(item.html)} for item in rendered.items]
        return {"items": items, "before": before, "after": after}
    return {"items": [{"sign": "", "parts": [part]} for part in _parts(rendered.html)], "before": [], "after": []}


def _ems(items: Sequence[Block]) -> float:
    """The approximate length of all lines of `items`, in ems; each paragraph takes at least `_COLUMN`."""
    return sum(max(ems(part["sign"] + text_of([part])), _COLUMN) for item in items for part in item["parts"])


def _parts(html: str) -> list[Block]:
    return list(paragraphs(blocks_of(html)))


def origin(entry: Entry) -> list[str]:
    """Lines that name the source of the rules of `entry`."""
    notice = entry.notice
    official = official_rulesets().get(notice.official or "")
    source = str(official.source) if official else notice.source or ""
    basis = [document for document in notice.basis if document not in source]
    named = (("依据", "、".join(basis)), ("出处", source))
    return [f"{label}：{words}" for label, words in named if words]


def divisions(entry: Entry, phrases: Callable[[str], Phrases] = usual_phrases) -> list[list[str]]:
    """The title in one line, in two, and so on, one division for each number of lines, between `phrases`; [] if it
    cannot be divided. A clause loses its comma at the end of a line, as on a banner."""
    title = entry.notice.title
    wide = len(title.encode("gbk", "replace")) / 2
    if _LATIN.search(title) or wide > WIDEST:
        return []
    known = phrases(title)
    found: dict[int, list[str]] = {1: [title]}
    for most in (wide / count * uneven for count in range(2, MOST_LINES + 1) for uneven in UNEVEN):
        lines = title_lines(known, most)
        if lines and max(map(ems, lines)) < max(map(ems, found.get(len(lines), [title * 2]))):
            found[len(lines)] = [*(line.rstrip("，；") for line in lines[:-1]), lines[-1]]
    if match := _TWO.fullmatch(title):
        found[2] = list(match.groups())
    return [found[count] for count in sorted(found)]
