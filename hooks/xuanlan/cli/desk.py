"""`xuanlan desk`: the page in the browser in which staff write"""

from __future__ import annotations

import io
import webbrowser
from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import Report
from xuanlan.models.schedule import machine_now
from xuanlan.render.pages import Pages


@click.command(help="打开写稿台：在本机的浏览器里写稿、查看、检查。关掉网页半小时后自己结束。")
@site_option
@now_option
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只给出网址。这个网址只能用一次。")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="用这个端口，默认由系统挑一个空的。")
def desk(site: Path, now: datetime | None, no_browser: bool, port: int) -> None:
    from xuanlan.desk.app import Desk
    from xuanlan.desk.folder import Folder
    from xuanlan.desk.serving import serve
    from xuanlan.desk.texts import Texts
    from xuanlan.hosts import run
    from xuanlan.hosts.mkdocs import Options

    facts = run.facts(site)
    console = Console()

    def make(out: Path) -> tuple[Pages, Report]:
        options = Options(now=now, keep_going=True, force=True, console=Console(io.StringIO()))
        return run.build_pages(site, out, options)

    def announce(address: str) -> None:
        if no_browser:
            click.echo(address)
        elif webbrowser.open(address):
            console.say("写稿台已经在浏览器里打开。关掉网页半小时后自己结束，也可以按 Ctrl+C。", "good")
        else:
            console.say(f"请在浏览器里打开 {address} ，这个网址只能用一次。", "good")

    texts = Texts(facts.root, make, Folder(facts.root))
    serve(Desk(texts, lambda: now or machine_now(), facts.name), announce, port=port)
