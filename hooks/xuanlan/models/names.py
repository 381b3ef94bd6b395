"""The register of names: units, offices, posts, leaders, addresses and meetings as the site writes them"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading import registers
from xuanlan.reading.fields import Day, Model, Number, Text, TextList, choice, declare

PATH = "notices/names.yml"
KINDS = {"单位": "unit", "部门": "office", "职务": "post", "领导": "leader", "地址": "address", "会议": "meeting"}
_EXAMPLE = "- {类别: 部门, 名称: 学生工作处}"


class FormerName(Model):
    """A name that was used before."""

    name: Text = declare("名称", "以前的全称。", "云山技工学校", ...)
    until: Day | None = declare("用到", "用到哪一天为止。", "2019-08-31")


class Tenure(Model):
    """A post that a leader holds or has held."""

    post: Text = declare("职务", "职务的全称，不写姓名。", "院长", ...)
    rank: Number | None = declare("排序", "在领导名单里排第几；不写就不核对先后。", "1")
    since: Day | None = declare("起", "从哪一天起担任；不写就是一直以来。", "2024-03-01")
    until: Day | None = declare("止", "担任到哪一天；不写就是现任。", "2027-02-28")

    def held(self, day: date) -> bool:
        """Whether somebody had this post on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _former(value: Any) -> Any:
    items = value if isinstance(value, list) else [value]
    return [{"name": item} if isinstance(item, str) else item for item in items]


class RegisteredName(Model):
    """One name as this site writes it."""

    kind: Annotated[str, choice(KINDS)] = declare(
        "类别", "单位、部门、职务、领导、地址、会议。", "部门", ..., also="种类"
    )
    name: Text = declare("名称", "规范的全称；领导写姓名。", "学生工作处", ..., also="姓名")
    short: TextList = declare("简称", "可以使用的简称，一个或几个。", "学工处", ())
    former: Annotated[tuple[FormerName, ...], BeforeValidator(_former)] = declare(
        "曾用名", "以前的名称，写明用到哪一天。", "[{名称: 学生处, 用到: 2019-08-31}]", ()
    )
    posts: tuple[Tenure, ...] = declare(
        "任职", "领导现在和以前的职务、排序和起止日期。", "[{职务: 院长, 排序: 1, 起: 2024-03-01}]", ()
    )

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which the name is right, or was."""
        return (self.name, *self.short, *(former.name for former in self.former))


@dataclass(frozen=True, slots=True)
class Names:
    """The register; empty when a site has none."""

    rows: tuple[RegisteredName, ...] = ()

    @property
    def forms(self) -> Iterator[str]:
        """All names in all their forms."""
        return (form for row in self.rows for form in row.forms)

    @property
    def leaders(self) -> tuple[RegisteredName, ...]:
        """The leaders whose posts are registered."""
        return tuple(row for row in self.rows if row.kind == "leader" and row.posts)


def load(root: Path, report: Report) -> Names:
    """The register of the site at `root`. Mistakes are reported."""
    found = []
    for row, place in registers.rows(root, PATH, RegisteredName, _EXAMPLE, report):
        _check(row, place, report)
        found.append(row)
    return Names(tuple(found))


def _check(row: RegisteredName, place: Position, report: Report) -> None:
    if row.posts and row.kind != "leader":
        report.add("names-posts", place, found=row.name)
    for post in row.posts:
        if post.since and post.until and post.until < post.since:
            report.add("date-order", place, earlier="起", later="止")
