"""`xuanlan pack`: a site in a zip, to take along, to open without a server, or to bring another copy up to date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from xuanlan.cli.options import folder_argument, unused_site_option
from xuanlan.diagnostics.console import Console
from xuanlan.releases import packs

_FILE = click.argument("file", metavar="包.zip", type=click.Path(path_type=Path))
_MB = 1_000_000


@click.command(help="把 DIR 里的网站，或者发布到 DIR 的当前版本，打成一个 zip 包。")
@folder_argument
@_FILE
@click.option("--offline", is_flag=True, help="离线包：解压以后双击“打开首页.html”就能看，可以放在 U 盘里。")
@click.option("--delta", "since", metavar="版本", help="更新包：只装这个版本以来变了的文件，附更新脚本。")
@click.option(
    "--split",
    type=click.IntRange(min=1),
    metavar="MB",
    help="每个包最多这么多 MB，装不下就分成几个。",
)
@click.option(
    "--sign",
    "key",
    metavar="私钥",
    type=click.Path(path_type=Path),
    help="签名：写 ssh-keygen 或者 minisign 的私钥文件，收到的人用公钥核对是谁打的包。",
)
@unused_site_option
def pack(folder: Path, file: Path, offline: bool, since: str | None, split: int | None, key: Path | None) -> None:
    tell(packs.pack(folder, file, offline=offline, since=since, limit=split and split * _MB, key=key))


def tell(written: Iterable[Path]) -> None:
    console = Console()
    for file in written:
        console.say(f"{file}（{file.stat().st_size / _MB:.1f} MB）", "good")
