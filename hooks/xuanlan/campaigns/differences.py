"""A plan that is there already, against its notice as it is now: which tasks are new, gone or others"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from xuanlan.models.campaign import Campaign, Planned, Task
from xuanlan.reading.edit_values import KEPT

_COMPARED = ("text", "group", "lead", "joint", "term", "indicator", "person", "clause")


class Difference(NamedTuple):
    """One thing that is other than in the file of the plan."""

    task: str
    """the number of the task, empty for the plan's own fields"""
    what: str
    """in Chinese"""


def differences(planned: Planned, fields: dict[str, Any]) -> tuple[list[Difference], dict[str, Any]]:
    """What `fields`, read out of the notice, change of a plan, in words and as changes for `field_edits`.

    What only the file says stays: who has done what, which texts prove it. A task that is gone from the table goes
    only where nothing was entered for it.
    """
    told: list[Difference] = []
    changes: dict[str, Any] = {}
    if [phase.model_dump() for phase in planned.campaign.phases] != fields["phases"]:
        told.append(Difference("", _phases(planned.campaign, fields["phases"])))
        changes["phases"] = fields["phases"]
    rows = list(_tasks(planned.campaign.tasks, fields["tasks"], told))
    if any(difference.task for difference in told):
        changes["tasks"] = rows
    return told, changes


def _tasks(old: Sequence[Task], new: Sequence[dict[str, Any]], told: list[Difference]) -> Iterator[dict[str, Any]]:
    """Each task as it is to be: changes of one that is there, in the order of the file, then new ones."""
    by_id = {task.id: task for task in old}
    by_text = {task.text: task for task in old}
    pairs: dict[str, dict[str, Any]] = {}
    fresh = []
    for row in new:
        same = by_text.get(row["text"]) or by_id.get(row["id"])
        if same is None or same.id in pairs:
            fresh.append(row)
        else:
            pairs[same.id] = row
    for number, task in enumerate(old):
        now = pairs.get(task.id)
        if now is None:
            kept = bool(task.done or task.notices)
            told.append(Difference(task.id, f"表里没有了：{task.text}" + ("；已有完成情况，留着" if kept else "")))
            if kept:
                yield {KEPT: f"{number}"}
            continue
        changed = {name: now.get(name) for name in _COMPARED if _plain(getattr(task, name)) != now.get(name)}
        told += (Difference(task.id, _change(task, name, value)) for name, value in changed.items())
        yield {KEPT: f"{number}", **changed}
    taken = set(by_id)
    for row in fresh:
        ident = row["id"]
        while ident in taken:
            ident = f"{ident}a"
        taken.add(ident)
        told.append(Difference(ident, f"新增：{row['text']}"))
        yield {**row, "id": ident}


def _plain(value: Any) -> Any:
    """A value as it is read out of a table: a list, a text, or None."""
    return (list(value) or None) if isinstance(value, tuple) else value


def _change(task: Task, name: str, value: Any) -> str:
    title = Task.model_fields[name].title
    return f"{title}由“{_words(_plain(getattr(task, name)))}”改为“{_words(value)}”"


def _words(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else value or "（没有）"


def _phases(campaign: Campaign, new: Sequence[dict[str, str]]) -> str:
    def words(rows: Iterator[tuple[str, str]]) -> str:
        return "；".join(f"{name}（{term}）" for name, term in rows) or "（没有）"

    before = words((phase.name, phase.term) for phase in campaign.phases)
    return f"阶段由“{before}”改为“{words((row['name'], row['term']) for row in new)}”"
