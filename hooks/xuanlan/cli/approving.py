"""`xuanlan approve`: who has said yes to a text, and what waits for whom"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.approving import Approving, Paper
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError
from xuanlan.library.approved_copies import compared
from xuanlan.models.approvals import Decision, Word
from xuanlan.models.schedule import machine_now
from xuanlan.reading.fields import shown

_KEEP = "请把 notices 文件夹里的 approvals.yml 和 approved 随网站内容一起保存。"


@click.command(help="记下谁同意了哪些文稿：审结的才会发布。不写编号，就列出哪些文稿在等谁审。")
@click.argument("idents", metavar="[编号]…", nargs=-1)
@click.option("--by", default="", metavar="谁", help="谁的意见：部门、岗位或姓名。")
@click.option("--step", default="", metavar="环节", help="哪一步，例如 初审；不写就是轮到的这一步。")
@click.option("--note", default="", metavar="说明", help="补充说明，例如 纸质已签。")
@click.option("--submit", is_flag=True, help="送审。")
@click.option("--return", "back", default="", metavar="原因", help="退回，写明原因。")
@click.option("--diff", is_flag=True, help="批准以后改了什么，逐行列出。")
@click.option("--restore", is_flag=True, help="换回批准的稿子，连同附件；现在的改动就没有了。")
@click.option("--all-published", is_flag=True, help="设审批以前发布的文稿，一次补记。")
@site_option
@now_option
def approve(
    idents: tuple[str, ...], by: str, step: str, note: str, submit: bool, back: str, diff: bool, restore: bool,
    all_published: bool, site: Path, now: datetime | None,
) -> None:  # fmt: skip
    from xuanlan.hosts import run

    if sum((submit, bool(back), diff, restore, all_published)) > 1:
        raise CallError("--submit、--return、--diff、--restore、--all-published 只能写一样。")
    if all_published == bool(idents) and (idents or by or step):
        raise CallError("请写是哪几份文稿的编号。" if not idents else "--all-published 不用写编号。")
    console, now = Console(), now or machine_now()
    approving = Approving.read(run.facts(site), now)
    if diff or restore:
        _kept(approving, idents, console, restore=restore)
    elif all_published:
        _require_name(by)
        done, others = approving.all_published(by, now)
        console.say(f"补记了 {len(done)} 份文稿。{_KEEP if done else ''}", "good")
        if others:
            told = f"有 {len(others)} 份发布以后又改过，没有补记，请送审，或者改回发布的样子：{shown(others)}"
            console.say(told, "warning")
    elif idents:
        word = Word.SENT if submit else Word.RETURNED if back else Word.AGREED
        for ident in dict.fromkeys(idents):
            _say(approving.decide(ident, word, by, now, step=step, note=back or note), console)
            approving = Approving.of(approving.library)
    else:
        _list(list(approving.waiting()), console)


def _require_name(by: str) -> None:
    if not by.strip():
        raise CallError("请写明是谁：--by 部门、岗位或姓名。")


def _say(decision: Decision, console: Console) -> None:
    what = f"{decision.step or ''}{decision.decision}"
    end = f"已经审结，可以发布。{_KEEP}" if decision.final else ""
    console.say(f"{decision.id}：{what}，{decision.by}，摘要 {decision.digest}。{end}", "good")


def _kept(approving: Approving, idents: tuple[str, ...], console: Console, *, restore: bool) -> None:
    if not idents:
        raise CallError("请写是哪几份文稿的编号。")
    for ident in idents:
        copy, path = approving.copy(ident)
        if restore:
            console.say(f"已换回批准的稿子：{'、'.join(copy.restore(path))}", "good")
        else:
            print(compared(copy, path) or f"{ident} 与批准的稿子一样。")


def _list(papers: list[Paper], console: Console) -> None:
    if not papers:
        console.say("没有在等审批的文稿。")
    for paper in papers:
        print(f"{paper.entry.id}\t{paper.place}\t{paper.entry.notice.title}")
