"""Which notices and pictures the playlists of screens select."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.attachments import IMAGES, Checked, check_file, checked
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.campaign import Planned
from xuanlan.models.screens import Play, Screen

SPARE = 4
"""A screen gets at most this many times the notices that it shows, to replace those that end before a new release."""


def columns_of(library: Library, names: tuple[str, ...]) -> set[str]:
    """Slugs of the columns called `names`, by address or title."""
    return {slug for slug, column in library.columns.items() if slug in names or column.title in names}


def with_entry(library: Library, entry: Entry) -> Library:
    """The library as playlists see it once `entry`, a text that is written or waits, is public and listed."""
    others = (one for one in library.listed if one.path != entry.path)
    newest = sorted([*others, entry], key=lambda one: (one.facts.publish, one.id), reverse=True)
    return replace(library, listed=newest, by_id={**library.by_id, entry.id: entry})


def candidates(library: Library, play: Play, screen: Screen | None = None) -> list[Entry]:
    """The notices that `play` of `screen` may show until the next release, in the order of the site or of its ids.

    A 公示 whose period is over is among them only where it is asked for: by the screen, or by its id.

    They are more than are shown at once: the next takes the place of one that ends. They include as many without an end
    as are shown, unless `SPARE` is reached before.
    """
    if play.ids:
        return [entry for ident in play.ids if (entry := library.by_id.get(ident)) and entry.listed]
    found: list[Entry] = []
    lasting = 0
    ended = screen is not None and screen.ended
    for entry in _matching(library, play):
        if entry.state == "closed" and not ended:
            continue
        found.append(entry)
        lasting += entry.facts.expires is None and (ended or entry.facts.open_until is None)
        if lasting == play.latest or len(found) == SPARE * play.latest:
            break
    return found


def plans(library: Library, play: Play) -> list[Planned]:
    """The public plans whose tasks `play` shows: those that it names, or all. Others are on no screen."""
    public = [planned for planned in library.campaigns if planned.campaign.public]
    return [planned for planned in public if not play.ids or planned.name in play.ids]


def _matching(library: Library, play: Play) -> Iterator[Entry]:
    slugs = columns_of(library, play.columns)
    for entry in library.listed:
        kind = library.kinds[entry.notice.kind]
        rules = kind.layout == "rules"
        if (
            _is_shown(play, entry, rules)
            and (not play.columns or kind.column in slugs)
            and (not play.kinds or kind.name in play.kinds)
            and (not play.tags or not set(play.tags).isdisjoint(entry.notice.tags))
            and (not play.units or not set(play.units).isdisjoint(library.units(entry)))
        ):
            yield entry


def _is_shown(play: Play, entry: Entry, rules: bool) -> bool:
    """Whether `entry`, which may be a rule set, is of the sort that `play` shows."""
    if play.show == "photos":
        return has_pictures(entry)
    return rules if play.show == "rules" else not rules or bool(play.columns or play.kinds)


def has_pictures(entry: Entry) -> bool:
    """Whether pictures lie beside the text of `entry`."""
    return any(posixpath.splitext(path)[1].lower().removeprefix(".") in IMAGES for path in entry.files)


def picture_path(library: Library, name: str) -> str:
    """The picture that a playlist calls `name`, from the site's root; "" when there is none."""
    path = posixpath.normpath(f"notices/{name}")
    suffix = posixpath.splitext(path)[1].lower().removeprefix(".")
    try:
        there = (library.root / path).is_file()
    except (OSError, ValueError):
        return ""
    return path if there and path.startswith("notices/") and suffix in IMAGES else ""


def picture(library: Library, name: str) -> Checked | None:
    """The picture as it is now; None when it may not be shown (`checks.screens` reports why)."""
    path = picture_path(library, name)
    with suppress(OSError):
        if path and (stamp := check_file(library.root, path, path, Position(path), Report())):
            return checked(library.root, path, stamp)
    return None
