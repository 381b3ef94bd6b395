"""`xuanlan check`, `build` and `serve`: what is wrong with a site, the site itself, and how it looks meanwhile."""

from __future__ import annotations

import gc
import json
import sys
from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.models.schedule import machine_now
from xuanlan.reading.repair import repair
from xuanlan.releases.acceptance import check_place, check_promises
from xuanlan.render import template_check
from xuanlan.runtime.cache import Cache


@click.command(help="检查全部文稿、登记表和手写页面，一次列出所有问题。")
@site_option
@now_option
@click.option("--json", "as_json", is_flag=True, help="以 JSON 列表输出，供其他程序使用。")
@click.option("--fix", is_flag=True, help="把 GBK 等编码的文稿转存为 UTF-8，改正能够自动改正的写法，再检查。")
@click.option("--qr", is_flag=True, help="再逐个打开登记簿里的和公开文稿的网址，看生成的网站里有没有。")
@click.option(
    "--tree", type=click.Path(path_type=Path), help="--qr 打开这个文件夹里的网站，默认为 mkdocs.yml 中的 site_dir。"
)
def check(site: Path, now: datetime | None, as_json: bool, fix: bool, qr: bool, tree: Path | None) -> None:
    gc.disable()  # what a command makes lasts until its end; looking through it for garbage takes a tenth of the time
    from xuanlan.hosts import configuration, run

    console = Console(sys.stdout)  # the report is what was asked for
    try:
        if fix and (recoded := repair(site, configuration.complaints(site))):  # without which nothing else can be read
            console.say(f"已改好：{'、'.join(recoded)}", "good")
        facts, built = run.places(site)
        cache = Cache.of_site(facts.root)
        found = inspect(facts, now or machine_now(), progress=console.progress, cache=cache)
        if fix and (repaired := repair(facts.root, found.report)):
            console.say(f"已改好：{'、'.join(repaired)}", "good")
            found = inspect(facts, now or machine_now(), progress=console.progress, cache=cache)
        library, report = found.library, found.report
        check_place(library, built, report)
        if template_check.own(library) and not report.errors:
            report.extend(run.trial(site, now or machine_now()))
        if qr or tree:
            check_promises(library, tree or built, report)
    except ContentError as error:
        report = error.report
    if as_json:
        click.echo(json.dumps([item.as_json() for item in report], ensure_ascii=False, indent=1))
    else:
        console.report(report)
    if report.errors:
        raise ContentError(Report())


@click.command(help="生成网站。有错误时什么都不改，除非用 --keep-going 略过有错误的文稿。")
@site_option
@now_option
@click.option("--out", type=click.Path(path_type=Path), help="生成到这个文件夹，默认为 mkdocs.yml 中的 site_dir。")
@click.option("--full", is_flag=True, help="不用以前的缓存，全部重新生成。")
@click.option("--keep-going", is_flag=True, help="略过有错误的文稿，其余照常生成。")
@click.option("--force", is_flag=True, help="文稿比原来的网站里少了很多，也照样生成。")
def build(site: Path, now: datetime | None, out: Path | None, full: bool, keep_going: bool, force: bool) -> None:
    gc.disable()
    from xuanlan.hosts import run
    from xuanlan.hosts.mkdocs import Options

    options = Options(now=now, keep_going=keep_going, full=full, force=force, console=Console())
    target = run.build(site, out, options)
    Console().say(f"网站在 {target}", "good")


@click.command(help="在本机预览网站；保存文稿后网页自动更新。按 Ctrl+C 结束。")
@site_option
@click.option("--address", metavar="主机:端口", help="默认为 127.0.0.1:8000。")
def serve(site: Path, address: str | None) -> None:
    from xuanlan.hosts import run

    console = Console()
    run.serve(site, address, lambda where: console.say(f"预览网址 {where} ，按 Ctrl+C 结束。", "good"))
