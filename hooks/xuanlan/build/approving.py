"""Approving texts: what waits where, and what somebody says of a text. The command and the desk use it"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from xuanlan import checks
from xuanlan.checks import gate
from xuanlan.diagnostics.report import CallError, ContentError, Position, Report
from xuanlan.library.approval_gate import CHANGED, WAITS
from xuanlan.library.approved_copies import Copy, beside
from xuanlan.library.as_published import as_published, complete
from xuanlan.library.entry import Entry
from xuanlan.library.front_matter import read_one
from xuanlan.library.read import read
from xuanlan.library.render import Library, render
from xuanlan.library.site import SiteFacts
from xuanlan.models import approvals, publications
from xuanlan.models.approval_steps import Step
from xuanlan.models.approvals import Approvals, Decision, Standing, Word
from xuanlan.models.schedule import INTERNAL
from xuanlan.reading.keys import nearest
from xuanlan.reading.source import read_text
from xuanlan.runtime.cache import Cache
from xuanlan.sheets.order import make, order_of
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.standing import SITE

BEFORE = "设审批以前已经发布"
"""The note of the one decision on all texts that were published before there was approval."""


class Paper(NamedTuple):
    """A text as it lies before those who approve it: its file as it is now."""

    entry: Entry
    steps: tuple[Step, ...]
    standing: Standing
    step: Step | None
    """the one that is to be taken next"""
    said: list[Decision]
    """on this very text, since it was sent"""
    is_changed: bool
    """whether something else was approved, which readers see"""

    @property
    def place(self) -> str:
        """Where the text is, and for whom it waits, in words."""
        if self.standing is Standing.DRAFT and self.is_changed:
            return "批准以后改过，还没有送审"
        words = str(self.standing)
        if self.standing is Standing.SENT and self.step:
            words += f"，等{self.step.name}" + (f"（{'、'.join(self.step.who)}）" if self.step.who else "")
        elif self.standing is Standing.RETURNED:
            words += f"：{self.said[-1].note}"
        return words


@dataclass(frozen=True, slots=True)
class Approving:
    """Approval in a site that was read; `approvals` is its register, `shown` has the digests of what was published last
    on the site, by id."""

    library: Library
    approvals: Approvals
    shown: Mapping[str, str]

    @classmethod
    def of(cls, library: Library) -> Approving:
        """Raises CallError for a site without approval, ContentError for a register that cannot be read."""
        if not library.settings.approval:
            raise CallError("这个网站没有设审批。要设，请在 notices/settings.yml 里写 approval，例如 [{name: 初审}]。")
        report = Report()
        known = approvals.load(library.root, report)
        if report.errors:
            raise ContentError(report)
        rows = publications.load(library.root, report)
        return cls(library, known, {row.id: row.digest or "" for row in rows if row.place == SITE})

    @classmethod
    def read(cls, site: SiteFacts, now: datetime) -> Approving:
        """The site as it lies there; mistakes of other texts do not matter here. Raises like `of`."""
        sources = read(site, now, Report(), cache=Cache.of_site(site.root))
        return cls.of(render(sources, Report(), rules=checks.text_rules(sources)))

    def paper(self, ident: str) -> tuple[Paper, Report]:
        """The text `ident`, and what there is to say of it. Raises CallError, or ContentError when it is unreadable."""
        library, report = self.library, Report()
        known = library.named(ident)
        front = read_one(library.root, known.path, library.kinds, library.cache, report)
        if front is None:
            raise ContentError(report)
        steps = self.approvals.steps(library.settings.approval, front.id, front.notice.kind)
        if not steps:
            raise CallError(f"{front.notice.kind}不用审批，{known.id} 可以直接发布。")
        entry = as_published(library, front, report)
        complete(library, entry, report)
        others = [one for one in library.entries if one.path != entry.path]
        found = gate.settle_more(replace(library, entries=[*others, entry]), report)
        digest = entry.digest
        step = self.approvals.next_step(entry.id, digest, steps)
        standing = self.approvals.standing(entry.id, digest)
        if standing is Standing.APPROVED and self._is_published(known.id, digest):
            standing = Standing.PUBLISHED
        return Paper(
            entry, steps, standing, step, self.approvals.of(entry.id, digest), known.approval == CHANGED
        ), found

    def waiting(self) -> Iterator[Paper]:
        """The texts that are not published as they are now, newest first."""
        for entry in self.library.entries:
            waits = entry.approval in (WAITS, CHANGED) or not self._is_published(entry.id, entry.digest)
            steps = self.approvals.steps(self.library.settings.approval, entry.id, entry.notice.kind)
            if waits and entry.state not in ("withdrawn", INTERNAL) and steps:
                paper, _ = self.paper(entry.id)
                if not paper.entry.notice.draft:
                    yield paper

    def _is_published(self, ident: str, digest: str) -> bool:
        """Whether this very text was published; of what was published before there was a ledger of that, only the id is
        known."""
        return self.shown.get(ident, digest if ident in self.library.ledger.entries else "") == digest

    def decide(
        self,
        ident: str,
        word: Word,
        by: str,
        now: datetime,
        *,
        step: str = "",
        note: str = "",
        names: tuple[str, ...] = (),
    ) -> Decision:
        """Enter what somebody says of the text as it is now; `names` are other names for them.

        Raises CallError when that is not theirs to say now, ContentError when the text has errors, MachineError.
        """
        paper, found = self.paper(ident)
        wanted = self._require(paper, word, by, step, note, names)
        if found.errors and word is not Word.RETURNED:
            raise ContentError(found)
        entry = paper.entry
        last = word is Word.AGREED and wanted is not None and wanted.name == paper.steps[-1].name
        decision = Decision(
            id=entry.id, digest=entry.digest, decision=word, step=wanted.name if wanted else None,
            by=by, at=_moment(now), note=note or None, final=last,
        )  # fmt: skip
        self._enter([(entry, decision)])
        return decision

    def all_published(self, by: str, now: datetime) -> tuple[list[Decision], list[str]]:
        """One decision on all texts that were published before there was approval; and the ids of those that are not as
        they were published. Raises as `decide`."""
        known, made, others = self.library.ledger.entries, [], []
        for entry in self.library.entries:
            if entry.approval == WAITS and entry.id in known:
                paper, found = self.paper(entry.id)
                if not self._is_published(entry.id, paper.entry.digest):
                    others.append(entry.id)
                    continue
                if found.errors:
                    raise ContentError(found)
                decision = Decision(
                    id=entry.id, digest=paper.entry.digest, decision=Word.AGREED, by=by, at=_moment(now),
                    note=BEFORE, final=True,
                )  # fmt: skip
                made.append((paper.entry, decision))
        self._enter(made)
        return [decision for _, decision in made], others

    def form(self, ident: str) -> bytes:
        """The form that is signed for a text as it is now, as a PDF. Raises CallError, ContentError, MachineError."""
        return make(self.library, order_of(self.library, [self.paper(ident)[0].entry], "approval"), Report())

    def copy(self, ident: str) -> tuple[Copy, str]:
        """The copy of what was approved of the text `ident`, and the path of its file. Raises CallError."""
        entry = self.library.by_id.get(ident)
        agreed = self.approvals.approved(ident)
        if entry is None or agreed is None:
            raise CallError(f"{ident} 没有批准过的稿子。{nearest(ident, self.library.by_id)}")
        copy = Copy(self.library.root, ident, agreed.digest)
        if not (copy.root / copy.text).is_file():
            raise CallError(f"{ident} 的批准稿不在了：{copy.path}。")
        return copy, entry.path

    def _require(self, paper: Paper, word: Word, by: str, step: str, note: str, names: tuple[str, ...]) -> Step | None:
        """The step that is taken with this. Raises CallError when it cannot be."""
        ident, standing = paper.entry.id, paper.standing
        if paper.entry.notice.draft:
            raise CallError(f"{ident} 还写着草稿，请先去掉“草稿”这一项。")
        if not by.strip():
            raise CallError("请写明是谁：--by 部门、岗位或姓名。")
        if standing is Standing.PUBLISHED:
            raise CallError(f"{ident} 已经按批准的稿子发布了。要撤下，请在文稿里写撤回说明。")
        if word is Word.SENT:
            if standing in (Standing.SENT, Standing.APPROVED):
                raise CallError(f"{ident} 现在是“{standing}”，不用再送审。")
            return None
        if word is Word.RETURNED and not note.strip():
            raise CallError("退回要写原因。")
        if word is Word.RETURNED and standing in (Standing.DRAFT, Standing.RETURNED):
            raise CallError(f"{ident} 现在是“{standing}”，没有可以退回的。")
        if word is Word.AGREED and standing in (Standing.APPROVED, Standing.RETURNED):
            more = "，改好以后再送审" if standing is Standing.RETURNED else "，可以发布"
            raise CallError(f"{ident} 现在是“{standing}”{more}。")
        named = {one.name: one for one in paper.steps}
        if step and step not in named:
            raise CallError(f"没有“{step}”这一步。{nearest(step, named)}{ident} 要过：{'、'.join(named)}。")
        if word is Word.RETURNED:
            return named.get(step) or paper.step
        wanted = paper.step
        if wanted is None or (step and step != wanted.name):
            raise CallError(f"{ident} 现在该{wanted.name if wanted else '发布'}，不能{step}。")
        if wanted.who and {by, *names}.isdisjoint(wanted.who):
            raise CallError(f"{wanted.name}要由{'、'.join(wanted.who)}来审，不能记作{by}。")
        return wanted

    def _enter(self, decisions: list[tuple[Entry, Decision]]) -> None:
        """The copies first: a register that names one always finds it."""
        root, kept = self.library.root, []
        for entry, decision in decisions:
            if decision.final:
                text = read_text(root / entry.path, entry.path, Report()) or ""
                copy = Copy(root, entry.id, decision.digest)
                copy.keep(text, {beside(entry.path, path): root / path for path in entry.files})
                if not copy.is_whole(lambda path: _sha256(root, path)):
                    raise ContentError(_changed(entry))
                kept.append(copy)
        approvals.enter(root, [decision for _, decision in decisions])
        known = approvals.load(root, Report())
        for copy in kept:
            copy.tidy(known.copied(copy.ident))


def _moment(now: datetime) -> str:
    return now.astimezone(SHANGHAI).isoformat(timespec="seconds")


def _sha256(root: Path, path: str) -> str:
    return hashlib.sha256((root / path).read_bytes()).hexdigest()


def _changed(entry: Entry) -> Report:
    """Somebody has saved the text, or a file of it, at this very moment."""
    report = Report()
    report.add("file-changed", Position(entry.path))
    return report
