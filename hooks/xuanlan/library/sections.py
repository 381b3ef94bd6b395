"""Sections of a text that somebody names by its heading or by its anchor"""

from __future__ import annotations

from xuanlan.library.entry import Entry
from xuanlan.markup.clean import ID_PREFIX
from xuanlan.markup.rendered import Heading
from xuanlan.text.folding import fold


def section(entry: Entry, named: str) -> Heading | None:
    """What `named` leads to in the text of `entry`: an anchor, as references in texts name it, or the words of a
    heading. None where there is no such place."""
    rendered = entry.rendered
    by_anchor = {heading.anchor: heading for heading in rendered.outline}
    if named in rendered.anchors:
        anchor = ID_PREFIX + named
        item = next((one for one in rendered.items if one.anchor == anchor), None)
        return by_anchor.get(anchor) or Heading(f"第{item.number}项" if item else named, anchor, 0)
    wanted = fold(named)
    return next((heading for heading in rendered.outline if wanted and fold(heading.title) == wanted), None)
