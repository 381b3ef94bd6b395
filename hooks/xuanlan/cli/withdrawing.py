"""`xuanlan withdraw`: a notice comes down, and its address says why"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.library.read import read
from xuanlan.models import ledger
from xuanlan.models.notice import Notice
from xuanlan.models.schedule import machine_now
from xuanlan.reading.edit_values import NotEditableError
from xuanlan.reading.field_edits import with_fields
from xuanlan.reading.keys import nearest
from xuanlan.reading.saving import save
from xuanlan.reading.source import read_bytes
from xuanlan.reading.written import Written


@click.command(help="撤回一份文稿：写上撤回说明。网址照旧打得开，只显示说明；列表、查找、屏幕里不再有。")
@click.argument("ident", metavar="编号")
@click.option("--why", default="", metavar="原因", help="为什么撤回，读者看得到，例如 内容有误，已重新发布。")
@click.option("--undo", is_flag=True, help="不撤回了：去掉撤回说明。")
@site_option
@now_option
def withdraw(ident: str, why: str, undo: bool, site: Path, now: datetime | None) -> None:
    from xuanlan.hosts import run

    why = " ".join(why.split())
    if undo == bool(why):
        raise CallError("请写明原因：--why 原因，读者看得到。" if not undo else "--undo 不用写原因。")
    console, facts, report = Console(), run.facts(site), Report()
    sources = read(facts, now or machine_now(), report)
    found = next((one for one in sources.notices if one.id == ident), None)
    entry = sources.ledger.entries.get(ident)
    if found is None and entry is None:
        faulty = [item for item in report.errors if item.position.file.endswith(".md")]
        known = nearest(ident, [one.id for one in sources.notices])
        more = "有的文稿有错误，读不出编号，请先用 xuanlan check 查看。" if faulty and not known else known
        raise CallError(f"没有编号为 {ident} 的文稿。{more}")
    if found is None:
        ledger.withdraw(facts.root, ident, None if undo else why)
        console.say(f"文稿已经不在，写进了登记簿 {ledger.PATH}：{ident}。{_PUBLISH}", "good")
        return
    if undo != bool(found.notice.withdrawn):
        raise CallError(f"{found.path} 没有撤回。" if undo else f"{found.path} 已经撤回：{found.notice.withdrawn}")
    data = read_bytes(facts.root / found.path, found.path, report)
    if data is None:
        raise ContentError(report)
    file = Written(data)
    try:
        text = with_fields(file.text, {"withdrawn": "" if undo else why}, Notice)
    except NotEditableError:
        raise CallError(f"{found.path} 的文件头不能逐行改，请在里面写一行“撤回说明: {why}”。") from None
    save(facts.root, found.path, file.with_text(text))
    done = "去掉了撤回说明" if undo else "写上了撤回说明"
    console.say(f"{done}：{found.path}《{found.notice.title}》。{_PUBLISH}", "good")


_PUBLISH = "再发布一次，读者才看得到。"
