"""Which text of a notice readers get where texts are approved: the one that was approved, or none"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library import approved_copies
from xuanlan.library.approved_copies import Copy
from xuanlan.library.front_matter import Contents, Front, read_data, stamp_of
from xuanlan.models.approval_steps import Step
from xuanlan.models.approvals import PATH, Approvals, Decision
from xuanlan.models.kinds import Kind
from xuanlan.models.ledger import LedgerEntry
from xuanlan.reading.source import read_bytes, read_text

WAITS, CHANGED = "waits", "changed"
"""What approval says of a notice: it was never approved, or something else than its file was."""
_NO_LINE = "（没有）"


@dataclass(slots=True)
class Gate:
    """What approval makes of the notices of the site at `root`, which were read; `published` is the ledger, by id."""

    root: Path
    steps: tuple[Step, ...]
    approvals: Approvals
    kinds: Mapping[str, Kind]
    published: Mapping[str, LedgerEntry]
    contents: Contents
    report: Report
    _unapproved: list[str] = field(default_factory=list)
    _short: list[str] = field(default_factory=list)
    """those that were not agreed to in every step that there is now"""

    def passed(self, fronts: Iterable[Front]) -> Iterator[Front]:
        """The notices as readers may have them, in the same order. Findings go to the report."""
        for front in fronts:
            steps = self.approvals.steps(self.steps, front.id, front.notice.kind)
            yield self._passed(front, steps) if steps and not front.notice.draft else front
        if self._unapproved:
            values = {"count": str(len(self._unapproved)), "ids": "、".join(self._unapproved[:5])}
            self.report.add("approval-none", Position("notices/settings.yml"), **values)
        if self._short:
            self.report.add("approval-short", Position(PATH), count=len(self._short), found="、".join(self._short[:5]))

    def _passed(self, front: Front, steps: tuple[Step, ...]) -> Front:
        agreed = self.approvals.approved(front.id)
        if agreed is not None:
            if self.approvals.lacks(agreed, steps) or (agreed.step is None and front.id not in self.published):
                self._short.append(front.id)
            return front if self._is(front, agreed) else self._approved(front, agreed)
        if front.id not in self.published:
            self.report.add("approval-waits", front.places.start, id=front.id)
        elif front.notice.withdrawn:
            return self._withdrawn(front)
        else:
            self._unapproved.append(front.id)
        return replace(front, notice=front.notice.model_copy(update={"draft": True}), approval=WAITS)

    def _is(self, front: Front, agreed: Decision) -> bool:
        """Whether the file and the files beside it are what was agreed to."""
        if approved_copies.digest(front.text_sha, ()) == agreed.digest:
            return True
        names = Copy(self.root, front.id, agreed.digest).files()
        files = [(name, self._sha(_beside(front, name))) for name in names]
        return approved_copies.digest(front.text_sha, files) == agreed.digest

    def _approved(self, front: Front, agreed: Decision) -> Front:
        """The notice as it was approved, though its file is another by now. A withdrawal needs no approval."""
        copy, path = Copy(self.root, front.id, agreed.digest), front.places.file
        when = {"by": agreed.by, "day": agreed.at[:10], "id": front.id}
        data = read_bytes(self.root / copy.text, copy.text, Report()) if copy.is_whole(self._sha) else None
        old = read_data(data, path, self.kinds, self.report) if data is not None else None
        if old is None and front.notice.withdrawn:
            return self._withdrawn(front)
        if old is None:
            self.report.add("approval-lost", front.places.start, **when)
            return front
        place, found = self._difference(copy, front)
        self.report.add("approval-changed", place, **when, **found)
        files = {_beside(front, name): kept for name, kept in copy.files().items()}
        notice = old.notice.model_copy(update={"withdrawn": front.notice.withdrawn or old.notice.withdrawn})
        return replace(old, notice=notice, kept={path: copy.text, **files}, approval=CHANGED)

    def _withdrawn(self, front: Front) -> Front:
        """A text that is taken back at once: readers see the reason, and the title under which it was published."""
        known = self.published.get(front.id)
        title = known.title if known and known.title else front.notice.title
        return replace(front, notice=front.notice.model_copy(update={"title": title}))

    def _difference(self, copy: Copy, front: Front) -> tuple[Position, dict[str, str]]:
        path = front.places.file
        texts = [read_text(self.root / one, one, Report()) or "" for one in (copy.text, path)]
        line, was, now = approved_copies.difference(*texts)
        if line:
            return Position(path, line, 1), {"was": was or _NO_LINE, "found": now or _NO_LINE}
        changed = next(
            name for name, kept in copy.files().items() if self._sha(kept) != self._sha(_beside(front, name))
        )
        return front.places.start, {"was": f"附件 {changed}", "found": "换过的文件，或者没有了"}

    def _sha(self, path: str) -> str:
        stamp = stamp_of(self.root / path)
        return self.contents.sha256(path, stamp, Report()) if stamp else ""


def _beside(front: Front, name: str) -> str:
    """The path from the site's root of the file that has this path from the folder of the text."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(front.places.file), name))
