"""Rule sets: the number in the name, items that repeat, copies of official texts."""

from __future__ import annotations

import re
from functools import cache

from xuanlan.diagnostics import Report
from xuanlan.entry import Entry
from xuanlan.fields import nearest
from xuanlan.library import Library
from xuanlan.markup import Item
from xuanlan.notice import field_position
from xuanlan.ruleset import OfficialRuleSet, official_rulesets, plain_item, title_count
from xuanlan.text import fold

SIMILAR = 0.7
"""From this share of its items on, a rule set counts as a copy of an official one."""
_OUT_OF_FORCE = ("draft", "expired", "withdrawn", "superseded", "repealed")


def check(library: Library, report: Report) -> None:
    for entry in library.entries:
        if entry.state == "draft" or entry.notice.withdrawn:
            continue
        rules = library.kinds[entry.notice.kind].layout == "rules"
        if rules:
            _items(entry, report)
        official = _official(entry, report)
        copied = official
        if rules and not entry.notice.official:
            copied = _namesake(entry) or _likeness(entry)
        if copied and copied.status == "superseded":
            _superseded(entry, copied, report)
        elif copied and not official and _share(entry, copied) >= SIMILAR:
            title = field_position(entry.source, "title")
            same = sum(_pairs(entry, copied))
            report.add("official-suggested", title, title=copied.title, same=same, id=copied.id)


def _items(entry: Entry, report: Report) -> None:
    items = entry.rendered.items
    title = field_position(entry.source, "title")
    if not items:
        if entry.source.body.strip():
            report.add("rules-no-items", entry.source.start, kind=entry.notice.kind)
        return
    promised = title_count(entry.notice.title)
    if promised is not None and promised != len(items):
        report.add("rules-count", title, promised=promised, found=len(items))
    first: dict[str, Item] = {}
    for item in items:
        same = first.setdefault(fold(plain_item(item.text)), item)
        if same is not item:
            report.add("rules-repeated", item.position, number=item.number, first=same.number, text=_short(item.text))
    _numbers(entry, report)


def _numbers(entry: Entry, report: Report) -> None:
    """The written numbers must run 1, 2, 3 …, for the page counts by itself and would hide a gap."""
    lines = entry.source.text.split("\n")
    items = entry.rendered.items
    found = [re.match(r"\s*(\d{1,9})[.)]", lines[item.position.line - 1]) for item in items]
    written = [int(match[1]) for match in found if match]
    if len(written) < len(items) or len(set(written)) == 1:
        return
    for item, number in zip(items, written, strict=True):
        if number != item.number:
            report.add("rules-number", item.position, written=number, number=item.number)
            return


def _official(entry: Entry, report: Report) -> OfficialRuleSet | None:
    """The official set that the notice names, compared with its items."""
    ident = entry.notice.official
    if not ident:
        return None
    place = field_position(entry.source, "official")
    official = official_rulesets().get(ident)
    if official is None:
        choices = official_rulesets()
        report.add(
            "official-unknown", place, found=ident, suggestion=nearest(ident, choices), choices="、".join(choices)
        )
        return None
    items = entry.rendered.items
    if len(items) != len(official.items):
        lacking = [
            f"{number}. {text}" for number, text in enumerate(official.items, 1) if not _has(entry, official, number)
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


def _has(entry: Entry, official: OfficialRuleSet, number: int) -> bool:
    return any(official.same(number, item.text) for item in entry.rendered.items)


def _pairs(entry: Entry, official: OfficialRuleSet) -> list[bool]:
    """For each official item, whether the notice has it somewhere."""
    return [_has(entry, official, number) for number in range(1, len(official.items) + 1)]


def _share(entry: Entry, official: OfficialRuleSet) -> float:
    return sum(_pairs(entry, official)) / len(official.items)


def _in_place(entry: Entry, official: OfficialRuleSet) -> int:
    """How many items stand at their official number; tells sets apart that share most of their items."""
    items = entry.rendered.items[: len(official.items)]
    return sum(official.same(item.number, item.text) for item in items)


def _likeness(entry: Entry) -> OfficialRuleSet | None:
    """The official set whose items the notice has most of, if that is enough to call it a copy."""
    if not entry.rendered.items:
        return None
    best = max(official_rulesets().values(), key=lambda official: (_share(entry, official), _in_place(entry, official)))
    return best if _share(entry, best) >= SIMILAR else None


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
    place = field_position(entry.source, "title")
    report.add("official-superseded", place, title=official.title, successor=by)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "…"
