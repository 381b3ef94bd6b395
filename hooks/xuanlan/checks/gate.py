"""The gate: which findings count for a site, by its own settings, and which somebody answers for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import timedelta

from xuanlan.checks import rules
from xuanlan.diagnostics.report import Diagnostic, Position, Report, Severity
from xuanlan.library.render import Library
from xuanlan.models.baseline import Baseline
from xuanlan.models.gate import Waived
from xuanlan.models.notice import field_position
from xuanlan.models.settings import Settings
from xuanlan.reading.keys import aliases, nearest
from xuanlan.text.dates import chinese_date

_INSTANT = timedelta(microseconds=1)
"""Before which a day that is an end lies: the moment itself belongs to the next."""
_NAMED = 4
"""Characters on either side by which a single sign is told from its like."""
_LONGEST = 500
"""Characters of a finding's words that a waiver has to repeat; a field is no longer."""


def settle(library: Library, report: Report) -> Report:
    """The findings of `report` as this site wants them: with its own strengths, without what is waived or was there
    before. What is wrong with a waiver or with the settings is added."""
    settled = Report()
    strengths = _strengths(library, settled)
    waived = list(_waived(library, settled))
    kept, used = _weighed(library, report, strengths, waived)
    settled.extend(kept)
    drafts = {entry.path for entry in library.entries if entry.state == "draft"}
    for number, each in enumerate(waived):
        rule = each.waiver.rule
        unused = number not in used and each.file not in drafts and rule not in rules.ONLINE
        if unused and strengths.get(rule, "error"):
            settled.add("waiver-unused", each.position, rule=rule, words=each.waiver.words)
    return settled


def settle_more(library: Library, report: Report) -> Report:
    """The findings of a later look as this site wants them; what is wrong with waivers was told before."""
    more = Report()
    more.extend(_weighed(library, report, _strengths(library, Report()), list(_waived(library, Report())))[0])
    return more


def _weighed(
    library: Library, report: Report, strengths: Mapping[str, Severity | None], waived: Sequence[Waived]
) -> tuple[list[Diagnostic], set[int]]:
    """The findings with their strengths that nobody answers for, and the numbers of the waivers that were used."""
    owners: dict[str, set[str]] = {}
    for entry in library.entries:
        for path in entry.files:
            owners.setdefault(path, set()).add(entry.path)
    used: dict[int, str] = {}
    kept: list[Diagnostic] = []
    for item in report:
        if item.code not in rules.CODES:
            kept.append(item)
            continue
        strength = strengths.get(item.code, item.severity)
        number = _answer(item, waived, owners, used)
        if number is not None:
            used[number] = item.mark
        elif strength:
            kept.append(item if strength == item.severity else replace(item, severity=strength))
    return kept, set(used)


def waivable(item: Diagnostic) -> str:
    """The words by which a waiver names a finding; "" where nobody can answer for it."""
    if item.code not in rules.CODES or not item.words.strip():
        return ""
    before, after = item.beside
    return (
        f"{before[-_NAMED:]}{item.words}{after[:_NAMED]}"
        if before or after
        else " ".join(item.words.split())[:_LONGEST]
    )


def baseline_of(report: Report) -> Baseline:
    """The baseline that takes all findings of `report` as they are."""
    return Baseline.of(item for item in report if item.code in rules.CODES)


def new_since(baseline: Baseline | None, report: Report) -> Report:
    """The findings that are new since `baseline` was written; all of them without one."""
    if baseline is None:
        return report
    fresh = Report()
    fresh.extend(item for item in report if item.code not in rules.CODES)
    fresh.extend(baseline.new(item for item in report if item.code in rules.CODES))
    return fresh


def _strengths(library: Library, report: Report) -> Mapping[str, Severity | None]:
    """How strongly each rule speaks where it is not as strong as it was made: by the profile, then by the site."""
    gate = library.settings.gate
    if gate is None:
        return {}
    for code in gate.strengths:
        if code not in rules.CODES:
            report.add("gate-rule-unknown", _place(library, code), found=code, suggestion=nearest(code, rules.CODES))
    return {**rules.profile(gate.profile), **gate.strengths}


def _place(library: Library, code: str) -> Position:
    """Where the settings name the rule `code`."""
    written = library.settings_written
    key = next((key for key in written.value if aliases(Settings).get(key) == "gate"), "gate")
    inner = next((name for name in ("strengths", "轻重") if (key, name, code) in written.keys), "strengths")
    return written.keys.get((key, inner, code), written.position((key, inner)))


def _waived(library: Library, report: Report) -> Iterator[Waived]:
    """The waivers that hold by the clock; those that do not are reported."""
    every = [
        Waived(waiver, field_position(entry.places, "waivers", number), entry.path)
        for entry in library.entries
        for number, waiver in enumerate(entry.notice.waivers)
    ]
    for waiver, place in library.waivers.rows:
        there = library.by_id.get(waiver.notice) if waiver.notice else None
        if waiver.notice and there is None:
            report.add(
                "waiver-notice-unknown", place, id=waiver.notice, suggestion=nearest(waiver.notice, library.by_id)
            )
            continue
        every.append(Waived(waiver, place, there.path if there else ""))
    for each in every:
        rule, until = each.waiver.rule, each.waiver.until
        if rule not in rules.CODES:
            report.add("waiver-rule-unknown", each.position, found=rule, suggestion=nearest(rule, rules.CODES))
        elif until <= library.now:
            last = chinese_date((until - _INSTANT).date())
            report.add("waiver-expired", each.position, rule=rule, words=each.waiver.words, until=last)
        else:
            yield each


def _answer(
    item: Diagnostic, waived: Sequence[Waived], owners: Mapping[str, Set[str]], used: Mapping[int, str]
) -> int | None:
    """The number of the waiver that answers for a finding: of numbers of persons that look the same when they are
    masked, for the one that it was `used` for first."""
    files = {item.position.file, "", *owners.get(item.position.file, ())}
    for number, each in enumerate(waived):
        is_meant = each.waiver.rule == item.code and each.file in files and _means(each.waiver.words, item)
        if is_meant and used.get(number, item.mark) == item.mark:
            return number
    return None


def _means(waived: str, item: Diagnostic) -> bool:
    """Whether a waiver of these words means a finding: it names what was found, and of a single sign in a line what
    stands beside it, too, for a comma alone would be every comma of the file."""
    if not any(item.beside):
        return waived in (" ".join(item.words.split())[:_LONGEST], item.words)
    named, before, sign, after = (
        "".join(words.split()) for words in (waived, item.beside[0], item.words, item.beside[1])
    )
    around, first = before + sign + after, max(len(before) - len(named) + len(sign), 0)
    return len(named) > len(sign) and any(around.startswith(named, at) for at in range(first, len(before) + 1))
