"""`xuanlan names collect`: names that the texts use, to be looked through and registered"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.report import Report
from xuanlan.library.name_finds import collect as finds
from xuanlan.library.read import read
from xuanlan.library.render import render
from xuanlan.models.schedule import machine_now
from xuanlan.runtime.cache import Cache


@click.group(help="名称登记表 notices/names.yml：单位、部门、职务、领导、地址、会议的规范名称。")
def names() -> None:
    """The group of commands about the register of names."""


@names.command(help="从文稿里找出可以登记的名称，打印出来供挑选，什么文件都不改。")
@site_option
@now_option
def collect(site: Path, now: datetime | None) -> None:
    from xuanlan.hosts import run

    facts, _ = run.places(site)
    report = Report()
    sources = read(facts, now or machine_now(), report, cache=Cache.of_site(facts.root))
    click.echo("# 从文稿里找出来的名称。看过以后，把对的几行抄进 notices/names.yml，写错的不要抄。")
    for kind, name, count, where in finds(render(sources, report)):
        click.echo(f"- {{类别: {kind}, 名称: {name}}}  # {count} 次，{where}")
