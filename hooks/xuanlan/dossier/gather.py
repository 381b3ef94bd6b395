"""A dossier gathered from what a site has: the indicators of a plan, and the texts that were published for each"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from xuanlan.dossier.contents import Dossier, Measured, Plays, Proof, Section
from xuanlan.dossier.standing import Standings
from xuanlan.library.entry import Entry, Text
from xuanlan.library.render import Library
from xuanlan.library.sections import section
from xuanlan.models.campaign import Planned, Task
from xuanlan.models.indicators import Indicator, chain, derived, groups, served
from xuanlan.render.entries import list_gone, shown


def indicators_of(planned: Planned) -> tuple[Indicator, ...]:
    """The indicators of a plan: its own list, or else those that its tasks name."""
    named = (task.indicator for task in planned.campaign.tasks if task.indicator)
    return planned.campaign.indicators or derived(named)


def gather(
    library: Library, planned: Planned, made: datetime, standings: Standings,
    plays: Mapping[str, tuple[Plays, ...]] | None = None, today: datetime | None = None,
) -> Dossier:  # fmt: skip
    """The dossier of a plan by the clock `made`, by which the library was read. `plays` has what screens have shown of
    each text by its id. A list that is down by `today` (as a rule `made`) is not given out again for an earlier day."""
    known = indicators_of(planned)
    heads = groups(known)
    tasks = [(task, served(task.indicator, known)) for task in planned.campaign.tasks if task.indicator]
    proofs = _Proofs(library, standings, plays or {}, max(made, today or made))
    measured = []
    for one in known:
        if one.id not in heads:
            serving = tuple(task for task, found in tasks if one in found)
            measured.append(Measured(one, chain(one, known), serving, tuple(proofs.of(one, serving))))
    checked = standings.looked is not None
    return Dossier(planned, made, tuple(measured), tuple(standings.told), checked)


class _Proofs:
    """Which texts prove what."""

    def __init__(
        self, library: Library, standings: Standings, plays: Mapping[str, tuple[Plays, ...]], today: datetime
    ) -> None:
        self._library, self._standings, self._plays, self._today = library, standings, plays, today
        self._known: dict[str, Proof | None] = {}

    def of(self, indicator: Indicator, tasks: Sequence[Task]) -> list[Proof]:
        """Those of one indicator: first what it names itself, then what its tasks name, each text once."""
        sections: dict[str, list[str]] = {}
        for words in indicator.proofs:
            ident, _, named = words.partition("#")
            sections.setdefault(ident.strip(), []).append(named.strip())
        serving: dict[str, list[Task]] = {}
        for task in tasks:
            for ident in dict.fromkeys(task.notices):
                serving.setdefault(ident, []).append(task)
        found = []
        for ident in dict.fromkeys((*sections, *serving)):
            if proof := self._proof(ident):
                cited = () if proof.gone else _sections(proof.entry, sections.get(ident, ()))
                found.append(replace(proof, sections=cited, tasks=tuple(serving.get(ident, ()))))
        return found

    def _proof(self, ident: str) -> Proof | None:
        if ident not in self._known:
            self._known[ident] = self._looked_up(ident)
        return self._known[ident]

    def _looked_up(self, ident: str) -> Proof | None:
        """The text with its times; None for one that proves nothing: readers cannot have seen it by the clock."""
        entry = self._library.by_id.get(ident)
        if entry is None or not entry.public or self._standings.is_later(entry):
            return None
        stood, earlier = self._standings.of(entry)
        if entry.state == "withdrawn" and not stood:
            return None
        gone = list_gone(self._library, entry, self._today)
        seen = replace(shown(entry), text=Text(), files={}, attachments=[]) if gone else entry
        return Proof(seen, entry.digest, gone, stood=stood, plays=self._plays.get(ident, ()), earlier=earlier)


def _sections(entry: Entry, named: Sequence[str]) -> tuple[Section, ...]:
    """The cited parts; none where the whole text is named too."""
    if "" in named:
        return ()
    found = (section(entry, words) for words in dict.fromkeys(named))
    return tuple(Section(one.anchor, one.title) for one in found if one)
