"""The register of letters of responsibility, `notices/pledges.yml`: who got which number, and who has signed

It has names of persons, so nothing of it is ever published; only `xuanlan pledge` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.models.ledger import locked
from xuanlan.reading.fields import Day, Ident, Model, Number, Text, declare
from xuanlan.reading.saving import save
from xuanlan.reading.written_rows import WrittenRows

PATH = "notices/pledges.yml"


class Pledge(Model):
    """One letter."""

    id: Ident = declare("编号", "规定的永久编号。", "2024-006", ...)
    number: Number = declare("号", "责任书的号，从 1 起，给了就不再变。", "17", ...)
    name: Text = declare("名称", "店铺、寝室或者单位的名称。", "清风书店", ...)
    door: Text | None = declare("门牌", "门牌或者地址。", "学府路1号附3号")
    person: Text | None = declare("负责人", "负责人的姓名。", "负责人")
    signed: Day | None = declare("签订", "哪一天签的；没有就是还没有签。", "2026-03-09")

    @property
    def code(self) -> str:
        """What is printed on the letter: the id of the rules, and the number."""
        return f"{self.id}-{self.number:04}"


class Recipient(NamedTuple):
    """Who is to get a letter, as a table of them says. What it does not say is empty."""

    name: str
    door: str = ""
    person: str = ""
    phone: str = ""
    """printed on the letter, and kept nowhere"""


REGISTER = WrittenRows(
    PATH,
    Pledge,
    "# 责任书签订名册：由 xuanlan pledge 写入，只供本单位使用，网站上没有。里面有姓名，请妥善保管；不再需要时删去。\n",
    '- {"id": "2024-006", "number": 1, "name": "清风书店"}',
)


def load(root: Path, report: Report) -> list[Pledge]:
    """The rows of the site at `root`; none when there is no file. Mistakes are reported."""
    return REGISTER.load(root, report)


def entered(rows: Iterable[Pledge], ident: str, recipients: Iterable[Recipient]) -> list[Pledge]:
    """`rows` with a number for each of `recipients`, who keep those that they have; the person may be another now."""
    found = list(rows)
    places = {(row.name, row.door): at for at, row in enumerate(found) if row.id == ident}
    last = max((row.number for row in found if row.id == ident), default=0)
    for one in recipients:
        key = (one.name, one.door or None)
        if key in places:
            old = found[places[key]]
            found[places[key]] = old.model_copy(update={"person": one.person or old.person})
            continue
        last += 1
        places[key] = len(found)
        found.append(Pledge(id=ident, number=last, name=one.name, door=one.door or None, person=one.person or None))
    return sorted(found, key=lambda row: (row.id, row.number))


def marked(rows: Iterable[Pledge], ident: str, numbers: Collection[int], day: date | None) -> list[Pledge]:
    """`rows` with those of `numbers` signed on `day`, or with None not signed."""
    return [
        row.model_copy(update={"signed": day}) if row.id == ident and row.number in numbers else row for row in rows
    ]


def rewrite(root: Path, change: Callable[[list[Pledge]], list[Pledge]]) -> list[Pledge]:
    """Make `change` to the rows of the site at `root`, and return them. Raises ContentError, so that nothing unreadable
    is lost, and MachineError."""
    with locked(root):
        report = Report()
        rows = load(root, report)
        if report.errors:
            raise ContentError(report)
        after = change(rows)
        if after != rows:
            save(root, PATH, REGISTER.dump(after))
    return after
