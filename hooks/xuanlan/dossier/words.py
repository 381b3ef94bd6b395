"""Times, places and tasks of a dossier in words, the same on its page, in its texts and in its tables"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xuanlan.dossier.contents import Dossier, Measured, Plays, Proof, Stretch
from xuanlan.dossier.standing import place_words
from xuanlan.library.render import Library
from xuanlan.models.campaign import Task
from xuanlan.models.publications import CHANNEL, PAPER
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.standing import SCREEN

GONE = "正文已经不再公开，这里只留标题和公开过的时间。"


@dataclass(frozen=True, slots=True)
class Words:
    """How things are called at one site."""

    screens: dict[str, str]
    """names of screens by their places"""

    @classmethod
    def of(cls, library: Library) -> Words:
        return cls({f"{SCREEN}{one.id}": f"屏幕“{one.title or one.id}”" for one in library.screens.screens})

    def stretch(self, one: Stretch, *, release: bool = True) -> str:
        """Where and when; with the `release` that shows it, where one was looked at."""
        place = place_words(one.place, self.screens)
        sent = one.place == PAPER or one.place.startswith(CHANNEL)
        until = f" 至 {moment(one.until)}" if one.until else "" if sent else " 至今"
        time = moment(one.since) + until
        return f"{place}：{time}" + (f"（版本 {one.release}）" if one.release and release else "")

    def plays(self, one: Plays) -> str:
        name = self.screens.get(f"{SCREEN}{one.screen}", f"屏幕“{one.screen}”")
        return f"{name}：播放 {one.times} 次，{moment(one.first)} 至 {moment(one.last)}"


def moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def task_words(task: Task) -> str:
    """One task in a line."""
    facts = ["、".join(task.lead), task.term or "", f"已完成 {max(task.done)}" if task.done else "未完成"]
    return f"任务 {task.id}：{task.text}（{'，'.join(filter(None, facts))}）"


def gap_words(one: Measured) -> str:
    """What is known of an indicator that nothing proves."""
    if not one.tasks:
        return "没有任务对应这项指标，也没有写佐证"
    if any(task.notices for task in one.tasks) or one.indicator.proofs:
        return "写了文稿，但到这个时间还没有公开过"
    return "任务和指标都没有写文稿"


def weak_words(dossier: Dossier, proof: Proof) -> str:
    """Why a proof is weak, or ""."""
    if proof.stood:
        return ""
    if proof.earlier:
        return "现在的稿件改动过，还没有发布记录"
    return "没有版本能证明它什么时候公开" if dossier.checked else "没有发布记录，只有稿件自己的日期"
