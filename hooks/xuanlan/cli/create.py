"""`xuanlan new`: a notice with its front matter filled in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.options import now_option, site_option
from xuanlan.hosts import configuration
from xuanlan.library.new_notice import create_notice
from xuanlan.models.schedule import machine_now


@click.command(help="新建一篇文稿：写好文件头和编号。例如 xuanlan new 通知 关于寒假值班的通知")
@click.argument("kind", metavar="文种")
@click.argument("title", metavar="标题")
@site_option
@now_option
def new(kind: str, title: str, site: Path, now: datetime | None) -> None:
    path = create_notice(configuration.root(site), kind, title, now or machine_now())
    click.echo(path)
