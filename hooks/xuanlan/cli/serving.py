"""`xuanlan server`: the configuration of the web server that shows a published folder."""

from __future__ import annotations

from pathlib import Path

import click

from xuanlan.cli.options import unused_site_option
from xuanlan.deploy import servers
from xuanlan.diagnostics.console import Console
from xuanlan.tree.disk import told


@click.command(help="给网站服务器的配置：种类是 nginx、apache、caddy 或者 iis。不写 --out 就直接显示出来。")
@click.argument("kind", metavar="种类", type=click.Choice(tuple(servers.KINDS)))
@click.option("--folder", metavar="DIR", help="发布到哪个文件夹，不写就是 /srv/xuanlan，在 Windows 上是 D:\\xuanlan。")
@click.option("--host", default="", metavar="域名", help="网站的域名，不写就是这台机器的任何名称。")
@click.option("--port", type=click.IntRange(1, 65535), default=80, metavar="端口", help="不写就是 80。")
@click.option("--prefix", default="/", metavar="路径", help="网站不在最上一层时，它的路径，例如 /board/。")
@click.option("--out", metavar="文件", type=click.Path(path_type=Path, dir_okay=False), help="写到这个文件里。")
@unused_site_option
def server(kind: str, folder: str | None, host: str, port: int, prefix: str, out: Path | None) -> None:
    usual = "D:\\xuanlan" if kind == "iis" else "/srv/xuanlan"
    text = servers.configuration(kind, servers.Place(usual if folder is None else folder, host, port, prefix))
    if out is None:
        click.echo(text, nl=False)
        return
    with told(out):
        out.write_text(text, encoding="utf-8", newline="\n")
    Console().say(f"已写好 {out}，怎样使用见文件开头。", "good")
