"""`xuanlan counts`: how much was published in a period, by unit, column, kind, month, channel, for the unit itself"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.counting import REMARKS, counts
from xuanlan.build.counting_files import files
from xuanlan.build.publication_table import Period
from xuanlan.cli import results
from xuanlan.cli.listing import sources_of, untold
from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.cli.tables import table
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.models import publications

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("counts", help="发布情况：一段时间里按单位、栏目、文种、月份、渠道各发布了几篇，只供本单位了解。")
@click.option("--from", "since", type=Moment(), metavar="日期", help="从这一天起，例如 2026-01-01；不写就是从头。")
@click.option("--to", "until", type=Moment(), metavar="日期", help="到这一天为止，不含这一天；不写就是到现在。")
@click.option("--out", type=_FOLDER, metavar="文件夹", help="写成网页、图和电子表格。")
@site_option
@now_option
def counts_(since: datetime | None, until: datetime | None, out: Path | None, site: Path, now: datetime | None) -> None:
    console = Console()
    if since and until and since >= until:
        raise CallError("--from 要早于 --to。")
    sources, faulty = sources_of(site, now)
    place = sources.site
    if out:
        results.require_elsewhere("--out", out / "x", [place.root / "notices", place.docs, place.overrides])
    report = Report()
    rows = publications.load(place.root, report)
    if report.errors:
        raise ContentError(report)
    made = counts(sources, rows, Period(since, until))
    if out:
        for name, content in files(made, sources.settings.unit or place.name, sources.now):
            results.write(out / name, content)
            console.say(str(out / name), "good")
    else:
        click.echo(f"{made.period.words}　共 {made.total} 篇")
        for one in made.tables:
            if one.rows:
                click.echo("")
            for line in table(one.head, [(name, f"{count}") for name, count in one.rows]) if one.rows else ():
                click.echo(line)
        for remark in ("", *REMARKS):
            click.echo(remark)
    if faulty:
        console.say(untold(faulty))
