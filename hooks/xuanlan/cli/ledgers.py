"""`xuanlan ledger`: what stood where, from when to when, and who had approved it"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.build.publication_table import Period, as_csv, as_pdf, table
from xuanlan.checks import minors
from xuanlan.cli import results
from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.diagnostics.console import Console, printable
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.models import publications, screens
from xuanlan.models.schedule import machine_now
from xuanlan.runtime.cache import Cache

_FILE = click.Path(path_type=Path)


@click.command(help="信息发布台账：什么时候在网站、屏幕和纸上公开过什么，谁同意的。")
@click.option("--from", "since", type=Moment(), metavar="日期", help="从这一天起，例如 2026-01-01；不写就是从头。")
@click.option("--to", "until", type=Moment(), metavar="日期", help="到这一天为止，不含这一天；不写就是到现在。")
@click.option("--csv", "sheet", type=_FILE, metavar="台账.csv", help="写成电子表格能打开的 CSV 文件。")
@click.option("--pdf", "paper", type=_FILE, metavar="台账.pdf", help="排成可打印的 PDF 文件。")
@click.option("--minors", "young", is_flag=True, help="只列可能涉及未成年人个人信息的，供每年的合规审计报告使用。")
@site_option
@now_option
def ledger(
    since: datetime | None, until: datetime | None, sheet: Path | None, paper: Path | None, young: bool,
    site: Path, now: datetime | None,
) -> None:  # fmt: skip
    from xuanlan.hosts import run

    console, now = Console(), now or machine_now()
    facts = run.facts(site)
    for option, suffix, target in (("--csv", ".csv", sheet), ("--pdf", ".pdf", paper)):
        if target:
            results.require_target(option, suffix, target, [facts.root / "notices", facts.docs, facts.overrides])
    if since and until and since >= until:
        raise CallError("--from 要早于 --to。")
    report = Report()
    rows = publications.load(facts.root, report)
    if report.errors:
        raise ContentError(report)
    why, library = None, None
    if young or paper:  # its texts, and the fonts that it prints with
        found = inspect(facts, now, keep_going=True, progress=console.progress, cache=Cache.of_site(facts.root))
        library = found.library
    if young and library:
        gone = {row.id: listed for row in rows if (listed := minors.of_title(row.title))}
        why = gone | minors.reasons(library, found.report)
    made = table(rows, Period(since, until), screens.load(facts.root, Report()), why, now)
    if sheet:
        results.write(sheet, as_csv(made))
    if paper and library:
        results.write(paper, as_pdf(library, made))
    for target in filter(None, (sheet, paper)):
        console.say(f"{target}（{len(made.rows)} 条）", "good")
    if not (sheet or paper):
        for row in (made.head, *made.rows):
            print("\t".join(map(printable, row)))
