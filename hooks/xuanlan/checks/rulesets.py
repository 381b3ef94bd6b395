"""Rule sets: the number that the title promises, repeated items, copies of official texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.markup.rendered import Item
from xuanlan.models.notice import field_position
from xuanlan.models.rulesets import OfficialRuleSet, official_rulesets, plain_item, title_count
from xuanlan.reading.fields import nearest
from xuanlan.text.folding import fold

SIMILAR = 0.7
"""A notice with at least this share of an official set's items counts as a copy of it."""
Items = Sequence[Item]
_OUT_OF_FORCE = ("expired", "withdrawn", "superseded", "repealed")


def compare(manuscript: Manuscript, report: Report) -> None:
    """Check the items of a rule set, and compare the notice with the official set that it names or copies."""
    entry, items = manuscript.entry, manuscript.rendered.items
    if entry.notice.withdrawn:
        return
    rules = manuscript.layout == "rules"
    if rules:
        _items(manuscript, report)
    official = _official(entry, items, report)
    copied = official
    if rules and not entry.notice.official:
        copied = _namesake(entry) or _likeness(items)
    if copied and copied.status == "superseded":
        _superseded(entry, copied, report)
    elif copied and not official and _share(items, copied) >= SIMILAR:
        title = field_position(entry.places, "title")
        same = sum(_pairs(items, copied))
        report.add("official-suggested", title, title=copied.title, same=same, id=copied.id)


def _items(manuscript: Manuscript, report: Report) -> None:
    entry, items = manuscript.entry, manuscript.rendered.items
    title = field_position(entry.places, "title")
    if not items:
        if manuscript.body.strip():
            report.add("rules-no-items", entry.places.start, kind=entry.notice.kind)
        return
    promised = title_count(entry.notice.title)
    if promised is not None and promised != len(items):
        report.add("rules-count", title, promised=promised, found=len(items))
    first: dict[str, Item] = {}
    for item in items:
        same = first.setdefault(fold(plain_item(item.text)), item)
        if same is not item:
            report.add("rules-repeated", item.position, number=item.number, first=same.number, text=_short(item.text))
    _numbers(items, manuscript.lines, report)


def _numbers(items: Items, lines: Sequence[str], report: Report) -> None:
    """Report a written number out of order: the page numbers the items itself, so a gap would not show."""
    found = [re.match(r"\s*(\d{1,9})[.)]", lines[item.position.line - 1]) for item in items]
    written = [int(match[1]) for match in found if match]
    if len(written) < len(items) or len(set(written)) == 1:
        return
    for item, number in zip(items, written, strict=True):
        if number != item.number:
            report.add("rules-number", item.position, written=number, number=item.number)
            return


def _official(entry: Entry, items: Items, report: Report) -> OfficialRuleSet | None:
    """The official set that the notice names, if there is one; differences from its items are reported."""
    ident = entry.notice.official
    if not ident:
        return None
    place = field_position(entry.places, "official")
    official = official_rulesets().get(ident)
    if official is None:
        choices = official_rulesets()
        report.add(
            "official-unknown", place, found=ident, suggestion=nearest(ident, choices), choices="、".join(choices)
        )
        return None
    if len(items) != len(official.items):
        lacking = [
            f"{number}. {text}" for number, text in enumerate(official.items, 1) if not _has(items, official, number)
        ]
        missing = f"缺少或不同的是：{'；'.join(lacking)}。" if lacking else "官方各条都在，请删去多余的条目。"
        report.add(
            "official-count",
            place,
            title=official.title,
            found=len(items),
            expected=len(official.items),
            missing=missing,
        )
        return official
    for item in items:
        difference = official.difference(item.number, item.text)
        if difference:
            at, found, expected = difference
            report.add(
                "official-differs",
                item.position,
                number=item.number,
                at=at,
                found=f"是“{found}”" if found else "没有了",
                expected=f"是“{expected}”" if expected else "到此结束",
                text=official.items[item.number - 1],
                source=official.source,
                id=official.id,
            )
    return official


def _has(items: Items, official: OfficialRuleSet, number: int) -> bool:
    return any(official.same(number, item.text) for item in items)


def _pairs(items: Items, official: OfficialRuleSet) -> list[bool]:
    """For each official item, whether the notice has it somewhere."""
    return [_has(items, official, number) for number in range(1, len(official.items) + 1)]


def _share(items: Items, official: OfficialRuleSet) -> float:
    return sum(_pairs(items, official)) / len(official.items)


def _in_place(items: Items, official: OfficialRuleSet) -> int:
    """How many items have their official number: distinguishes sets that share most of their items."""
    return sum(official.same(item.number, item.text) for item in items[: len(official.items)])


def _likeness(items: Items) -> OfficialRuleSet | None:
    """The official set with the largest share of its items among `items`, if that share is at least `SIMILAR`."""
    if not items:
        return None
    best = max(official_rulesets().values(), key=lambda official: (_share(items, official), _in_place(items, official)))
    return best if _share(items, best) >= SIMILAR else None


def _namesake(entry: Entry) -> OfficialRuleSet | None:
    return _by_name().get(_name(entry.notice.title))


@cache
def _by_name() -> dict[str, OfficialRuleSet]:
    sets = official_rulesets().values()
    return {_name(name): official for official in sets for name in (official.title, *official.names)}


def _name(title: str) -> str:
    return re.sub(r"[\"'《》<>]", "", fold(title))


def _superseded(entry: Entry, official: OfficialRuleSet, report: Report) -> None:
    if entry.state in _OUT_OF_FORCE:
        return
    successor = official_rulesets().get(official.superseded_by or "")
    by = f"《{successor.title}》（{successor.source.number or successor.source.date}）" if successor else "新的规定"
    place = field_position(entry.places, "title")
    report.add("official-superseded", place, title=official.title, successor=by)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "…"
