"""The register `notices/approvals.yml`: who said what of which text. The state of a text is computed from it, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.models.approval_steps import Step, steps_of
from xuanlan.models.ledger import locked
from xuanlan.reading.fields import Flag, Ident, LongText, Model, Text, choice, declare
from xuanlan.reading.saving import save
from xuanlan.reading.written_rows import WrittenRows, grouped

PATH = "notices/approvals.yml"


class Word(StrEnum):
    """What somebody says of a text."""

    SENT = "送审"
    AGREED = "同意"
    RETURNED = "退回"


class Standing(StrEnum):
    """How far a text has come. 已发 is what the ledger of publication adds to 待发."""

    DRAFT = "拟稿"
    SENT = "送审"
    RETURNED = "退回"
    APPROVED = "待发"
    PUBLISHED = "已发"


class Decision(Model):
    """One decision on one text."""

    id: Ident = declare("编号", "文稿的永久编号。", "2026-017", ...)
    digest: Text = declare("摘要", "所审稿件（连同附件、图片）的摘要，改动一个字就不同。", "3f9a0c51b2d4e6f8", ...)
    decision: Annotated[str, choice({str(word): str(word) for word in Word})] = declare(
        "意见", "送审、同意或者退回。", "同意", ...
    )
    step: Text | None = declare("环节", "哪一步的意见。", "初审")
    by: Text = declare("谁", "谁的意见。", "党委办公室", ...)
    at: Text = declare("时间", "什么时候。", "2026-03-08T09:00:00+08:00", ...)
    note: LongText | None = declare("说明", "退回的原因，或者签在哪里。", "纸质已签")
    final: Flag = declare("审结", "当时设置的各步都已同意。", "是", False)


REGISTER = WrittenRows(
    PATH,
    Decision,
    "# 审批登记簿：由审批命令和写稿台写入，请随网站内容一起保存，不要手工修改。\n",
    '- {"id": "2026-017", "digest": "3f9a0c51b2d4e6f8", "decision": "送审", "by": "宣传部", "at": "2026-03-08T09:00"}',
)


@dataclass(frozen=True, slots=True)
class Approvals:
    """The decisions on each text by its id, oldest first."""

    by_id: dict[str, list[Decision]]

    def steps(self, steps: tuple[Step, ...], ident: str, kind: str) -> tuple[Step, ...]:
        """The steps that a text takes: those of its kind. One that was sent or agreed to before takes all of them where
        its kind has none by now, so that another kind is no way round them."""
        return steps_of(steps, kind) or (steps if ident in self.by_id else ())

    def approved(self, ident: str) -> Decision | None:
        """The last decision that a text may be public, of those that were not taken back by returning that same text."""
        back: set[str] = set()
        for one in reversed(self.by_id.get(ident, ())):
            if one.final and one.decision == Word.AGREED and one.digest not in back:
                return one
            if one.decision == Word.RETURNED:
                back.add(one.digest)
        return None

    def copied(self, ident: str) -> set[str]:
        """The digests of which copies are kept: of the last two texts that were approved, as the last may be returned
        before it is published."""
        return set(list(dict.fromkeys(one.digest for one in reversed(self.by_id.get(ident, ())) if one.final))[:2])

    def of(self, ident: str, digest: str) -> list[Decision]:
        """What was said of the text with this digest since it was sent last, or returned."""
        said = [one for one in self.by_id.get(ident, ()) if one.digest == digest]
        fresh = [number for number, one in enumerate(said) if one.decision != Word.AGREED]
        return said[fresh[-1] :] if fresh else said

    def standing(self, ident: str, digest: str) -> Standing:
        """How far the text with this digest has come, publication aside."""
        approved, said = self.approved(ident), self.of(ident, digest)
        if approved and approved.digest == digest:
            return Standing.APPROVED
        if not said:
            return Standing.DRAFT
        return Standing.RETURNED if said[-1].decision == Word.RETURNED else Standing.SENT

    def next_step(self, ident: str, digest: str, steps: Sequence[Step]) -> Step | None:
        """The first of `steps` that nobody has agreed to; None when all have been taken."""
        agreed = {one.step for one in self.of(ident, digest) if one.decision == Word.AGREED}
        return next((step for step in steps if step.name not in agreed), None)

    def lacks(self, agreed: Decision, steps: Sequence[Step]) -> bool:
        """Whether a text that may be public by `agreed` has not taken all of `steps`: some came later, or somebody
        wrote the line by hand. A line without a step speaks of what was published before there was approval."""
        return agreed.step is not None and self.next_step(agreed.id, agreed.digest, steps) is not None

    def words(self, ident: str, digest: str) -> str:
        """By whom the text with this digest was approved, as a ledger says it; "" where nobody did."""
        said = self.of(ident, digest)
        final = any(one.final for one in said)
        agreed = [f"{one.step or ''} {one.by}".strip() for one in said if one.decision == Word.AGREED]
        return "、".join(agreed) if final else ""


def load(root: Path, report: Report) -> Approvals:
    """The decisions of the site at `root`; none when there is no file. Mistakes are reported."""
    return Approvals(grouped(_ordered(REGISTER.load(root, report)), "id"))


def _ordered(rows: Iterable[Decision]) -> list[Decision]:
    """By id, so that the lines of two texts never meet in a merge, and by time."""
    return sorted(rows, key=lambda row: (row.id, row.at))


def enter(root: Path, decisions: Sequence[Decision]) -> None:
    """Add `decisions` to the register of the site at `root`, in one step. Raises ContentError, so that nothing
    unreadable is lost, and MachineError."""
    with locked(root):
        report = Report()
        known = REGISTER.load(root, report)
        if report.errors:
            raise ContentError(report)
        save(root, PATH, REGISTER.dump(_ordered([*known, *decisions])))
