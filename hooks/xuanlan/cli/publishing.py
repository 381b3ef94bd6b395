"""`xuanlan publish` and `rollback`: which of the built sites readers see."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.app import SETTLED
from xuanlan.cli.options import folder_argument, now_option, site_option
from xuanlan.cli.packing import tell
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import Report
from xuanlan.library.render import Library
from xuanlan.models import ledger, page_ledger
from xuanlan.models.schedule import machine_now
from xuanlan.reading.fields import shown
from xuanlan.releases import packs
from xuanlan.releases import publish as release
from xuanlan.releases.acceptance import require_clock


@click.command(help="检查、生成、核对，然后一步换上新的网站，并记入登记簿。网站服务器应指向 DIR/current。")
@folder_argument
@site_option
@now_option
@click.option("--keep", type=click.IntRange(min=1), default=release.KEEP, help="留几个版本供回退，默认 5 个。")
@click.option("--keep-days", type=click.IntRange(min=1), default=None, help="这么多天以内的版本也都留着。")
@click.option("--pack", "file", metavar="包.zip", type=click.Path(path_type=Path), help="发布以后再打成一个 zip 包。")
@click.option("--force", is_flag=True, help="比上次少了很多，有链接打不开，或者时间不对，也照样发布。")
def publish(
    folder: Path, site: Path, now: datetime | None, keep: int, keep_days: int | None, file: Path | None, force: bool
) -> int:
    from xuanlan.hosts import run
    from xuanlan.hosts.options import Options

    gc.disable()
    console = Console()
    facts, built = run.places(site)
    sources = [facts.root / "notices", facts.docs, facts.overrides, built]
    release.Store(folder).require_place([source for source in sources if source])
    if file:
        packs.require_target(file, folder)
    options = Options(now=now or machine_now(), force=force, console=console)
    if not force:
        require_clock(options.now or machine_now(), release.Store(folder).current())

    def build(out: Path) -> Library:
        return run.build_library(site, out, options)

    report = Report()
    try:
        done, entered = release.publish(
            folder, build, keep=keep, keep_days=keep_days or 0, force=force, report=report
        )  # fmt: skip
    finally:
        for item in [] if report.errors else report:  # with errors, all is told together
            console.say(console.line(item))
    console.say(f"已发布 {done.id}，{done.notices} 份文稿，网站在 {folder / 'current'}", "good")
    if entered:
        console.say(
            f"登记簿新记了 {entered} 个网址，请把 notices 文件夹里的 ledger.yml、pages.yml 和 publications.yml "
            "随网站内容一起保存。"
        )
    if file:
        tell(packs.pack(folder, file))
    return SETTLED


@click.command(help="换回以前的版本：ID 这一个（写开头几位就行），不写就是上一个。")
@folder_argument
@click.argument("ident", metavar="ID", required=False)
@click.option("--force", is_flag=True, help="会让撤下的内容重新公开，也照样换回。")
@site_option
@now_option
def rollback(folder: Path, ident: str | None, force: bool, site: Path, now: datetime | None) -> int:
    console, report = Console(), Report()
    known = ledger.load(site, Report())
    withdrawn = page_ledger.load(site, Report()).withdrawn
    here = release.Site(site, now or machine_now()) if (site / "notices").is_dir() else None
    done, lost = release.rollback(
        folder, ident, force=force, ledger=known, withdrawn=withdrawn, site=here, report=report
    )
    for item in report:
        console.say(item.message, "warning")
    if here is None:
        console.say("这里不是网站的文件夹，这次回退没有记进信息发布台账；下次请用 --site 指明。", "warning")
    console.say(f"已换回 {done.id}，{done.notices} 份文稿，网站在 {folder / 'current'}", "good")
    if lost:
        console.say(
            f"这个版本里没有 {len(lost)} 份后来发布的文稿，它们的网址暂时打不开：{shown(sorted(lost))}", "warning"
        )
    return SETTLED
