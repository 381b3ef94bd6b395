"""The text of a bulletin (简报), one Markdown file: begun once, and added to without touching what a clerk has written

Each item stands below a mark with the id of its notice; a line at the end names all that were ever put in. So an item
that was removed stays away, and nothing but new items, new headings and that line is ever written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xuanlan.render.texts import printed

NO_REMARK = "> 按语：（在这里写按语；不写就删去这一行。）"
"""What stands in place of the editor's remark until somebody writes it."""
_MARK = re.compile(r"<!--[ \t]*文稿[ \t]*([\w.-]+)[ \t]*-->")
_KNOWN = re.compile(r"<!--[ \t]*已编入：([^>]*?)。[^>]*-->")
_ID = re.compile(r"[\w.-]+")
_COLUMN = re.compile(r"##[ \t]+(.+?)[ \t#]*")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~=#])|^(?=[-+>:])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")


class Item(NamedTuple):
    """One notice in a bulletin, as plain text."""

    ident: str
    title: str
    words: str
    """what it is about; may be empty"""
    origin: str
    """who has published it, and when"""
    address: str
    """where the whole text is; empty for a site without an address"""


class Part(NamedTuple):
    """The items of one column."""

    title: str
    items: Sequence[Item]


def known(text: str) -> frozenset[str]:
    """The ids of all notices that are in `text` or were once."""
    listed = (ident for row in _KNOWN.findall(text) for ident in _ID.findall(row))
    return frozenset((*_MARK.findall(text), *listed))


def present(text: str) -> frozenset[str]:
    """The ids of the notices whose items are in `text`."""
    return frozenset(_MARK.findall(text))


def begun(head: str, parts: Iterable[Part]) -> str:
    """A new bulletin with this front matter."""
    return with_new(f"{head}\n{NO_REMARK}\n", parts)


def with_new(text: str, parts: Iterable[Part]) -> str:
    """`text` with those items of `parts` that it has never had: below the heading of their column, behind what stands
    there already, or else under a new heading at the end."""
    there = known(text)
    lines, added = text.split("\n"), []
    for part in parts:
        new = [item for item in part.items if item.ident not in there]
        if not new:
            continue
        added += [item.ident for item in new]
        written = [line for item in new for line in _written(item)]
        at = _end_of_column(lines, part.title)
        if at is None:
            at, written = _end(lines), [f"## {escaped(part.title)}", "", *written]
        before = [""] if at and lines[at - 1].strip() else []
        lines[at:at] = [*before, *written]
    return _recorded("\n".join(lines), added) if added else text


def for_reading(text: str) -> str:
    """The body `text` as readers get it, with as many lines: without marks, and without a remark that nobody wrote."""
    return _KNOWN.sub("", _MARK.sub("", text)).replace(NO_REMARK, "")


def escaped(words: str) -> str:
    """`words` as a line of Markdown that says just this."""
    return _SPECIAL.sub(lambda match: "\\" + (match[1] or ""), " ".join(words.split())).replace("&", "&amp;")


def _written(item: Item) -> list[str]:
    values = {"item": item._replace(title=escaped(item.title), words=escaped(item.words))}
    return printed("bulletin/item.md", values).split("\n")


def _end_of_column(lines: Sequence[str], title: str) -> int | None:
    """Where the section under the heading `title` ends; None without one."""
    found = [number for number, line in enumerate(lines) if (match := _COLUMN.fullmatch(line)) and match[1] == title]
    if not found:
        return None
    after = range(found[0] + 1, len(lines))
    stop = next((number for number in after if re.match(r"#{1,2}[ \t]", lines[number])), len(lines))
    return min(stop, _end(lines)) if _end(lines) > found[0] else stop


def _end(lines: Sequence[str]) -> int:
    """Where the text ends and the line with all ids begins."""
    return next((number for number, line in enumerate(lines) if _KNOWN.search(line)), len(lines))


def _recorded(text: str, added: Sequence[str]) -> str:
    match = _KNOWN.search(text)
    before = _ID.findall(match[1]) if match else []
    line = f"<!-- 已编入：{'、'.join([*before, *added])}。删去的文稿不会再编入；想再编入，把编号也从这里删去。 -->"
    if match:
        return text[: match.start()] + line + text[match.end() :]
    return f"{text.rstrip()}\n\n{line}\n"
