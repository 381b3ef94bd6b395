"""`xuanlan campaign`: the plan of a campaign out of its notice, and what of it is due"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from xuanlan.campaigns.due import DueTask, by_time, due_tasks
from xuanlan.cli.indicators import indicators
from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.cli.plans import filled, named
from xuanlan.cli.problems import open_
from xuanlan.cli.tables import table
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.library.as_published import with_text
from xuanlan.library.render import Library
from xuanlan.library.site import SiteFacts
from xuanlan.models.campaign import FOLDER, Campaign, load
from xuanlan.models.schedule import machine_now
from xuanlan.reading.fields import is_ident
from xuanlan.reading.keys import nearest
from xuanlan.text.dates import SHANGHAI


@click.group(help="创建、整治、主题活动的方案：读出任务，看什么到期。", invoke_without_command=True)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件夹", help="给工作人员看的网页、A3 表和各单位的日历。"
)
@site_option
@now_option
@click.pass_context
def campaign(context: click.Context, out: Path | None, site: Path, now: datetime | None) -> None:
    if context.invoked_subcommand is not None:
        if out:
            raise CallError("--out 单独用：xuanlan campaign --out 文件夹。")
        return
    if out is None:
        raise CallError("请写 from、due、open，或者 --out 文件夹；说明见 xuanlan campaign --help。")
    from xuanlan.build.campaign_files import files
    from xuanlan.cli import results
    from xuanlan.hosts import run

    console, facts = Console(), run.facts(site)
    results.require_elsewhere("--out", out, [facts.root / "notices", facts.docs, facts.overrides])
    results.require_private("--out", out)
    clock = now or machine_now()
    library = _library(facts, clock, console)
    if not library.campaigns:
        raise CallError("这个网站还没有方案文件；请用 xuanlan campaign from 编号，从印发方案的文稿里读出来。")
    made = 0
    for planned in library.campaigns:
        for name, content in files(library, planned, clock.astimezone(SHANGHAI).date()):
            results.write(out / name, content)
            made += 1
    console.say(f"写好了 {made} 个文件：{out}。里面有不公开的栏，请不要放到网站上。", "good")


campaign.add_command(open_)
campaign.add_command(indicators)


@campaign.command("from", help="从印发方案的文稿里读出阶段和任务，写成方案文件；已经有的，列出变化。")
@click.argument("ident", metavar="编号")
@click.option("--name", metavar="名称", help="方案文件的名称，也是网址的一部分，用英文字母和数字；不写就用文稿的编号。")
@click.option("--update", is_flag=True, help="把列出的变化写进方案文件；完成情况、佐证文稿都留着。")
@site_option
@now_option
def draw(ident: str, name: str | None, update: bool, site: Path, now: datetime | None) -> None:
    from xuanlan.campaigns.differences import differences
    from xuanlan.campaigns.plan import drawn
    from xuanlan.hosts import run
    from xuanlan.library.new_notice import has_chinese_fields
    from xuanlan.reading.edit_values import NotEditableError
    from xuanlan.reading.saving import save
    from xuanlan.reading.source import read_bytes
    from xuanlan.reading.written import Written

    console, facts = Console(), run.facts(site)
    if name is not None and not is_ident(name):
        raise CallError(f"名称“{name}”不能用作网址，只用英文字母、数字和连字符，例如 wenming-xiaoyuan。")
    library = _library(facts, now or machine_now(), console, keep_going=True)
    read = drawn(library, with_text(library, library.named(ident)))
    if not read.fields["tasks"] and not read.fields["phases"]:
        raise CallError(f"{ident} 里没有找到任务分解表，也没有写明时间的阶段。")
    there = next((one for one in library.campaigns if one.campaign.plan == ident), None)
    path = there.path if there else f"{FOLDER}/{name or ident}.yml"
    for one in read.told:
        console.say(f"{one.where}：{one.what}", "warning")
    try:
        if there is None:
            if (facts.root / path).exists():
                raise CallError(f"{path} 已经有了，请用 --name 换一个名称，或者先改好里面的错误。")
            (facts.root / FOLDER).mkdir(exist_ok=True)
            paths = [one.path for one in library.notices]
            chinese = has_chinese_fields(facts.root, paths, library.settings.keys)
            save(facts.root, path, filled(_begun(read.fields["title"], chinese=chinese), read.fields).encode())
            tasks, phases = len(read.fields["tasks"]), len(read.fields["phases"])
            console.say(f"写好了 {path}：{phases} 个阶段，{tasks} 项任务（读自{read.read}）。", "good")
            return
        told, changes = differences(there, read.fields)
        for difference in told:
            click.echo(f"任务 {difference.task}：{difference.what}" if difference.task else difference.what)
        if not told:
            console.say(f"{path} 与文稿一致。", "good")
        elif update:
            data = read_bytes(facts.root / path, path, Report())
            file = Written(data or b"")
            save(facts.root, path, file.with_text(filled(file.text, changes)))
            console.say(f"写进了 {path}。", "good")
        else:
            console.say(f"共 {len(told)} 处变化；要写进 {path}，请加 --update。")
    except NotEditableError:
        raise CallError(f"{path} 不能逐行改，请在里面改。") from None


def _library(facts: SiteFacts, now: datetime, console: Console, *, keep_going: bool = False) -> Library:
    """All content of the site; with `keep_going` in spite of its errors."""
    from xuanlan.build.build import inspect
    from xuanlan.runtime.cache import Cache

    cache = Cache.of_site(facts.root)
    return inspect(facts, now, keep_going=keep_going, progress=console.progress, cache=cache).library


def _begun(title: str, *, chinese: bool) -> str:
    """The first line of a plan's file; the language of its key is that of all others."""
    from xuanlan.reading.edit_writing import label, scalar

    return f"{label('title', Campaign, chinese)}: {scalar(title)}\n"


@campaign.command(
    help="一份方案要求下面做多少事：表格、材料、照片、会议、检查、时限，各有几处，原话是什么。发文以前看一看。"
)
@click.argument("ident", metavar="编号")
@site_option
@now_option
def burden(ident: str, site: Path, now: datetime | None) -> None:
    from xuanlan.hosts import run
    from xuanlan.proofreading.burden import LENGTHS, SOURCE, asked, by_kind, judged_by_traces, length

    console, facts = Console(), run.facts(site)
    library = _library(facts, now or machine_now(), console, keep_going=True)
    entry = with_text(library, library.named(ident))
    text, kind = entry.rendered.text, entry.notice.kind
    found = list(asked(text))
    click.echo(f"{entry.notice.title}：正文 {length(text)} 字。")
    for what, ones in by_kind(found):
        click.echo(f"{what}：{len(ones)} 处。{'；'.join(one.words for one in ones)}")
    if not found:
        click.echo("没有要求报送表格、材料、照片，也没有规定会议、检查和时限。")
    longest = (LENGTHS | library.settings.lengths).get(kind, 0)
    told = [f"正文 {length(text)} 字，{kind}一般不超过 {longest} 字"] if 0 < longest < length(text) else []
    told += [f"用照片、截图等留下的痕迹评判工作：“{sentence}”" for sentence in judged_by_traces(text)]
    for remark in told:
        console.say(f"{remark}（{SOURCE}）。", "warning")


@campaign.command(help="什么到期：已经超期的、7 天内和 30 天内要完成的任务。")
@click.argument("name", metavar="[方案]", required=False)
@click.option("--at", "at", type=Moment(), metavar="日期", help="看这一天的情况，例如 2026-12-01；不写就是今天。")
@click.option("--unit", metavar="单位", help="只看这个单位牵头或者配合的。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供其他程序使用。")
@click.option(
    "--ics", "calendar", type=click.Path(path_type=Path), metavar="到期.ics", help="写成日历文件，可以导入手机。"
)
@site_option
@now_option
def due(
    name: str | None, at: datetime | None, unit: str | None, as_json: bool, calendar: Path | None, site: Path,
    now: datetime | None,
) -> None:  # fmt: skip
    from xuanlan.hosts import run

    console, facts, report = Console(), run.facts(site), Report()
    campaigns = load(facts.root, report)
    if report.errors:
        raise ContentError(report)
    if name is not None:
        campaigns = [named(campaigns, name)]
    today = (at or now or machine_now()).astimezone(SHANGHAI).date()
    rows = due_tasks(campaigns, today)
    known = {one for planned in campaigns for task in planned.campaign.tasks for one in task.units}
    if unit and unit not in known:
        raise CallError(f"没有“{unit}”的任务。{nearest(unit, known)}")
    rows = [row for row in rows if not unit or unit in row.task.units]
    if calendar:
        from xuanlan.campaigns.calendar import as_calendar
        from xuanlan.cli import results

        results.require_target("--ics", ".ics", calendar, [facts.root / "notices", facts.docs, facts.overrides])
        results.write(calendar, as_calendar(rows, facts))
    if as_json:
        keys = ("campaign", "task", "text", "lead", "joint", "due", "days")
        values = (
            (row.planned.name, row.task.id, row.task.text, row.task.lead, row.task.joint, f"{row.day}", row.left)
            for row in rows
        )
        click.echo(json.dumps([dict(zip(keys, one, strict=True)) for one in values], ensure_ascii=False, indent=1))
        return
    click.echo(f"{today}")
    for head, inside in by_time(rows):
        click.echo(f"\n{head}：" + ("" if inside else "没有"))
        lines = [_cells(row) for row in inside]
        for line in table(("牵头单位", "时限", "还有", "编号", "任务"), lines) if lines else ():
            click.echo(f"  {line}")
    if not campaigns:
        console.say(
            f"这个网站还没有方案文件；用 xuanlan campaign from 编号，从印发方案的文稿里读出来，放进 {FOLDER}/。"
        )


def _cells(row: DueTask) -> tuple[str, ...]:
    return "、".join(row.task.lead), f"{row.day}", row.words.removeprefix("还有 "), row.task.id, row.task.text
