"""What a text that is brought in says of itself, read by place and pattern: title, kind, number, unit, date, headings

Nothing here is certain: every step is told in a sentence, for somebody to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from xuanlan.imports.official_head import head
from xuanlan.imports.official_levels import levels
from xuanlan.imports.official_lines import closed_up, lines
from xuanlan.imports.official_tail import tail
from xuanlan.imports.original import Block, Lost, Original
from xuanlan.text.dates import chinese_date

_BRACKET = re.compile(r"[（(][^（）()]{1,20}[）)]\Z")
_LETTER = re.compile(r"一封(?:公开)?信\Z")
_DAY = r"\s*(\d{1,2})\s*[日号]"
_PERIOD = re.compile(
    rf"公示(?:期限?|时间|日期|起止时间)?[^。\n]{{0,12}}?(\d{{4}})\s*年\s*(\d{{1,2}})\s*月{_DAY}[^。，；\n]{{0,8}}?(?:至|到|[—－–~～-]{{1,2}})"
    rf"\s*(?:(\d{{4}})\s*年)?\s*(?:(\d{{1,2}})\s*月)?{_DAY}"
)


class Recognised(NamedTuple):
    """A text as the front matter and the body that it may become."""

    fields: dict[str, str | tuple[str, ...]]
    """by their English names: title, kind, unit, doc_no, to, date, open_from, open_until"""
    blocks: tuple[Block, ...]
    """the body, without what has become a field; the level of a heading is 1 right below the title"""
    because: tuple[str, ...] = ()
    """what was taken for what, with the place, in Chinese sentences"""
    lost: tuple[Lost, ...] = ()
    """what is in neither: red head, signer, printing record"""


def recognise(original: Original, kinds: Sequence[str]) -> Recognised:
    """What a text says of itself. `kinds` are the names of the site's kinds."""
    rows = lines(original.blocks)
    top = head(original.blocks, [line for line in rows if not line.is_note], kinds, original.title)
    foot = tail(original.blocks, [line for line in rows if line.place >= top.after])
    fields: dict[str, str | tuple[str, ...]] = {**top.fields, **foot.fields}
    because = [*top.because, *foot.because]
    taken = top.taken | foot.taken
    rest = tuple(block for place, block in enumerate(original.blocks) if place not in taken)
    title = str(fields.get("title", ""))
    if kind := kind_of(title, kinds):
        fields["kind"] = kind
        because.append(f"按标题，文种填为“{kind}”。")
    if kind == "公示" and (period := _period("\n".join(line.words for line in rows))):
        fields["open_from"], fields["open_until"] = (day.isoformat() for day in period)
        because.append(f"正文里的公示期填为{chinese_date(period[0])}至{chinese_date(period[1])}。")
    return Recognised(fields, levels(rest), tuple(because), (*top.lost, *foot.lost))


def kind_of(title: str, kinds: Sequence[str]) -> str:
    """The kind that a title names at its end, or ""."""
    whole = _BRACKET.sub("", closed_up(title).strip("。！"))
    if "公开信" in kinds and _LETTER.search(whole):
        return "公开信"
    return next((kind for kind in sorted(kinds, key=len, reverse=True) if whole.endswith(kind)), "")


def _period(text: str) -> tuple[date, date] | None:
    """The first and the last day of a public notice."""
    match = _PERIOD.search(text)
    if match is None:
        return None
    year, month, day, other_year, other_month, last = match.groups()
    try:
        begin = date(int(year), int(month), int(day))
        end = date(int(other_year or year), int(other_month or month), int(last))
    except ValueError:
        return None
    return (begin, end) if begin <= end else None
