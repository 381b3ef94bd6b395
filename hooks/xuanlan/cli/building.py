"""`xuanlan build` and `serve`: the site, and how it looks while it is written."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console


@click.command(help="生成网站。有错误时什么都不改，除非用 --keep-going 略过有错误的文稿。")
@site_option
@now_option
@click.option("--out", type=click.Path(path_type=Path), help="生成到这个文件夹，默认为 mkdocs.yml 中的 site_dir。")
@click.option("--full", is_flag=True, help="不用以前的缓存，全部重新生成。")
@click.option("--keep-going", is_flag=True, help="略过有错误的文稿，其余照常生成。")
@click.option("--force", is_flag=True, help="文稿比原来的网站里少了很多，也照样生成。")
@click.option("--strict", is_flag=True, help="有提醒也不生成。")
def build(
    site: Path, now: datetime | None, out: Path | None, full: bool, keep_going: bool, force: bool, strict: bool
) -> None:
    gc.disable()
    from xuanlan.hosts import run
    from xuanlan.hosts.options import Options

    options = Options(now=now, keep_going=keep_going, full=full, force=force, strict=strict or None, console=Console())
    target = run.build(site, out, options)
    Console().say(f"网站在 {target}", "good")


@click.command(help="在本机预览网站；保存文稿后网页自动更新。按 Ctrl+C 结束。")
@site_option
@click.option("--address", metavar="主机:端口", help="默认为 127.0.0.1:8000。")
def serve(site: Path, address: str | None) -> None:
    from xuanlan.hosts import run

    console = Console()
    run.serve(site, address, lambda where: console.say(f"预览网址 {where} ，按 Ctrl+C 结束。", "good"))
