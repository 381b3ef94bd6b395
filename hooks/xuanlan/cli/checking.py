"""`xuanlan check`: what is wrong with a site, in every form in which somebody may want to read it."""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import Inspected, inspect
from xuanlan.build.check_page import check_page
from xuanlan.checks import gate
from xuanlan.cli import results
from xuanlan.cli.formats import FORMATS
from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.diagnostics.console import FEW, Console
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.library.site import SiteFacts
from xuanlan.library.write_ids import write_ids
from xuanlan.models import baseline as baselines
from xuanlan.models.schedule import machine_now
from xuanlan.reading.repair import Repaired, repair
from xuanlan.releases.acceptance import check_place, check_promises
from xuanlan.render import template_check
from xuanlan.runtime.cache import Cache

_PASSES = 3
"""How often a site is corrected and checked again: a correction can make room for another."""


@click.command(help="检查全部文稿、登记表和手写页面，一次列出所有问题。")
@site_option
@now_option
@click.option("--hints", is_flag=True, help="连提示一起列出：可能没有错、由人判断的地方。")
@click.option("--all", "every", is_flag=True, help="同类的问题也逐条列出，不折叠。")
@click.option(
    "--fix",
    is_flag=True,
    help="把 GBK 等编码的文稿转存为 UTF-8，写上缺少的编号，改正能够自动改正的写法，列出改动，再检查。",
)
@click.option("--baseline", is_flag=True, help="把现有的问题记进 notices/baseline.yml，以后只提示新出现的。")
@click.option("--report", "page", type=click.Path(path_type=Path), help="另写一份审读报告，网页格式，可以打印。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 列表输出，供其他程序使用；同 --format json。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="输出的格式，供其他程序使用。")
@click.option("--at", "until", type=Moment(), help="列出到这一天为止到期的：栏目、公示、放行等，例如 2026-12-31。")
@click.option("--ics", type=click.Path(path_type=Path), help="把 --at 列出的另存为日历文件，可以导入手机。")
@click.option("--online", is_flag=True, help="逐个打开文稿里指向别的网站的链接；要联网，平时不做。")
@click.option("--qr", is_flag=True, help="再逐个打开登记簿里的和公开文稿的网址，看生成的网站里有没有。")
@click.option(
    "--tree", type=click.Path(path_type=Path), help="--qr 打开这个文件夹里的网站，默认为 mkdocs.yml 中的 site_dir。"
)
def check(
    site: Path,
    now: datetime | None,
    hints: bool,
    every: bool,
    fix: bool,
    baseline: bool,
    page: Path | None,
    as_json: bool,
    form: str | None,
    until: datetime | None,
    ics: Path | None,
    online: bool,
    qr: bool,
    tree: Path | None,
) -> None:
    gc.disable()  # what a command makes lasts until its end; looking through it for garbage takes a tenth of the time
    from xuanlan.hosts import configuration, run

    if ics and until is None:
        raise CallError("--ics 要和 --at 一起用，例如 --at 2026-12-31 --ics 到期.ics。")
    if as_json and form and form != "json":
        raise CallError(f"--json 和 --format {form} 只能写一个。")
    sources = [site / name for name in ("notices", "docs", "overrides", "hooks")]
    for option, suffix, target in (("--report", ".html", page), ("--ics", ".ics", ics)):
        if target:
            results.require_target(option, suffix, target, sources)
    form = form or ("json" if as_json else None)
    console = Console(sys.stderr if form else sys.stdout)  # the report is what was asked for
    clock = now or machine_now()
    found: Inspected | None = None
    try:
        if fix:
            _show(repair(site, configuration.complaints(site)), console)  # without which nothing else can be read
        facts, built = run.places(site)
        found = _inspected(facts, clock, fix, console)
        library, report = found.library, found.report
        check_place(library, built, report)
        if template_check.own(library) and not report.errors:
            report.extend(run.trial(site, clock))
        if qr or tree:
            check_promises(library, tree or built, report)
        if online:
            _ask(found, report, console)
        if baseline:
            report = _beside_baseline(found, report, console)
    except ContentError as error:
        report = error.report
    if page:
        results.write(page, check_page(found.library if found else None, report, clock).encode())
        console.say(f"审读报告在 {page}", "good")
    if until and found:
        _show_due(found, until, ics, console)
    if form:
        click.echo(FORMATS[form](report if hints else report.without_hints()))
    else:
        console.report(report, hints, every=every)
    if report.errors:
        raise ContentError(Report())


def _inspected(facts: SiteFacts, clock: datetime, fix: bool, console: Console) -> Inspected:
    """The site, checked; with `fix`, after every safe correction was made."""
    cache = Cache.of_site(facts.root)
    found = inspect(facts, clock, progress=console.progress, cache=cache)
    for _ in range(_PASSES if fix else 0):
        repaired = repair(facts.root, found.report)
        named = write_ids(found.library)
        if not repaired and not named:
            break
        _show(repaired, console)
        _show_named(named, console)
        found = inspect(facts, clock, progress=console.progress, cache=cache)
    return found


def _show(repaired: list[Repaired], console: Console) -> None:
    """Print which files were rewritten, and each line of them that has changed."""
    for each in repaired:
        console.say(f"已改好：{each.path}", "good")
        for number, old, new in each.changes():
            console.change(number, old, new)


def _show_named(paths: list[str], console: Console) -> None:
    """Print into which files an id was written."""
    for path in paths[:FEW]:
        console.say(f"已写上编号：{path}", "good")
    if more := paths[FEW:]:
        console.say(f"    还有 {len(more)} 份文稿也写上了编号", "good")


def _beside_baseline(found: Inspected, report: Report, console: Console) -> Report:
    """Write the site's baseline unless it has one; returns the findings that count beside it."""
    if found.library.baseline is not None:
        console.say(f"已有 {baselines.PATH}，只列出里面没有的。要重新记，请先删去这个文件。", "hint")
        return report
    old = gate.baseline_of(report)
    baselines.write(found.library.root, old)
    console.say(f"已把现有的 {old.counts.total()} 处问题记进 {baselines.PATH}，以后只提示新出现的。", "good")
    return gate.new_since(old, report)


def _ask(found: Inspected, report: Report, console: Console) -> None:
    """Ask every outside link whether it is still there."""
    from xuanlan.checks import online  # which nobody else needs

    more = Report()
    if not online.check(found.library, more, console.progress):
        console.say(online.OFFLINE)
    report.extend(gate.settle_more(found.library, more))


def _show_due(found: Inspected, until: datetime, ics: Path | None, console: Console) -> None:
    """Print what falls due until then, and write it as a calendar."""
    from xuanlan.checks.due import due  # which nobody else needs
    from xuanlan.cli.due import calendar, table

    rows = due(found.library, until, found.library.holidays.settled)
    for line in table(rows):
        console.say(line)
    if ics:
        results.write(ics, calendar(found.library, rows))
        console.say(f"到期的日历在 {ics}", "good")
