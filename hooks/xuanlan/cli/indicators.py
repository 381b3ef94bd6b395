"""`xuanlan campaign indicators`: a system of indicators out of a file into the plan of a campaign"""

from __future__ import annotations

from pathlib import Path

import click

from xuanlan.cli.options import site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report, reason

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command(help="把测评体系的表格（xlsx、docx、csv）读进方案文件；已经有的，列出变化。")
@click.argument("name", metavar="方案")
@click.argument("file", metavar="表格", type=_FILE)
@click.option("--update", is_flag=True, help="把列出的变化写进方案文件；写好的佐证都留着。")
@site_option
def indicators(name: str, file: Path, update: bool, site: Path) -> None:
    from xuanlan.campaigns.indicators import differences, drawn
    from xuanlan.cli.plans import filled, named
    from xuanlan.hosts import run
    from xuanlan.models.campaign import load
    from xuanlan.office.contents import UnreadableError
    from xuanlan.reading.edit_values import NotEditableError
    from xuanlan.reading.saving import save
    from xuanlan.reading.source import read_bytes
    from xuanlan.reading.written import Written

    console, facts, report = Console(), run.facts(site), Report()
    campaigns = load(facts.root, report)
    if report.errors:
        raise ContentError(report)
    planned = named(campaigns, name)
    try:
        read = drawn(file.name, file.read_bytes())
    except UnreadableError as error:
        raise CallError(f"{file}：{error}。") from None
    except OSError as error:
        raise MachineError(f"无法读取 {file}：{reason(error)}") from error
    for one in read.told:
        console.say(f"{one.where}：{one.what}", "warning")
    told, rows = differences(planned.campaign.indicators, read.rows)
    begun = bool(planned.campaign.indicators)
    for difference in told if begun else ():
        click.echo(f"指标 {difference.task}：{difference.what}")
    if not told:
        console.say(f"{planned.path} 与表格一致。", "good")
    elif update or not begun:
        written = Written(read_bytes(facts.root / planned.path, planned.path, Report()) or b"")
        try:
            save(facts.root, planned.path, written.with_text(filled(written.text, {"indicators": rows})))
        except NotEditableError:
            raise CallError(f"{planned.path} 不能逐行改，请在里面改。") from None
        console.say(f"写进了 {planned.path}：指标 {len(rows)} 项。", "good")
    else:
        console.say(f"共 {len(told)} 处变化；要写进 {planned.path}，请加 --update。")
