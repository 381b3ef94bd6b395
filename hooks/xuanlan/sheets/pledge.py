"""责任书: a rule set to be signed, such as 门前三包: its items in full, blanks for signatories, the issuing unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.pledges import Pledge, Recipient
from xuanlan.sheets.blocks import Block, blocks_of
from xuanlan.sheets.common import about, code, titled, with_pictures
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import Sheet

_USUAL = frozenset(
    ("名称", "单位名称", "责任单位", "负责人", "负责人姓名", "责任人", "责任人姓名", "电话", "联系电话", "地址")
)
"""Heads of columns whose blanks have the usual names."""
TITLE_LINE = 20
"""Most hanzi of size 2号 in a line."""


def pledge(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """One letter for each of `entries`, which are rule sets, always on A4."""
    return [_sheet(library, entry) for entry in entries]


def _sheet(library: Library, entry: Entry) -> Sheet:
    facts = about(library, entry)
    title = pledge_title(entry.notice.title)
    data = facts | {
        "title": titled(library, title, "pledge"),
        "rules": entry.notice.title,
        "title_lines": title_lines(library.phrasing.of(title), TITLE_LINE),
        "blocks": with_pictures(_items(entry), entry),
    }
    return Sheet("pledge", data, entry.path)


def letters(
    library: Library, entry: Entry, pledges: Sequence[Pledge], of: Mapping[int, Recipient], heads: Mapping[str, str]
) -> Sheet:
    """One letter for each of `pledges`, with its number and a code of its own; `of` are who they are for, by number,
    `heads` what the columns of their table are called."""
    blank = _sheet(library, entry)
    letters = [
        {
            **of[one.number]._asdict(),
            "code": code(library, entry.address, f"#no-{one.number}"),
            "number": one.code,
        }
        for one in pledges
    ]
    labels = {what: head for what, head in heads.items() if head not in _USUAL}
    return Sheet(blank.template, {**blank.data, "letters": letters, "labels": labels}, entry.path)


def pledge_title(title: str) -> str:
    """The title of the letter: 校园“门前三包”责任书 for 校园“门前三包”责任制; 责任书 is appended to other titles."""
    return re.sub(r"责任(?:制度?|书)?$", "", title) + "责任书"


def _items(entry: Entry) -> list[Block]:
    """The items of the rule set, or the whole text if it has none; wide tables do not turn the page."""
    rendered = entry.rendered
    if not rendered.items:
        return blocks_of(rendered.html, may_turn=False)
    signs = [f"{item.number}." for item in rendered.items]
    items = [blocks_of(item.html, may_turn=False) for item in rendered.items]
    return [{"t": "list", "ordered": True, "signs": signs, "items": items}]
