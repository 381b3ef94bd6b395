"""`xuanlan kiosk`: a folder for the machine behind a screen."""

from __future__ import annotations

from pathlib import Path

import click

from xuanlan import launchers
from xuanlan.cli import xuanlan
from xuanlan.console import Console
from xuanlan.disk import told


@xuanlan.command(help="在 DIR 里放好屏幕电脑的启动程序，开机就全屏播放，浏览器退出会自动再启动。")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--url", "address", metavar="网址", required=True, help="要播放的网址，屏幕的网址见 /kiosk/。")
def kiosk(folder: Path, address: str) -> None:
    files = launchers.files(address)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
            if name.endswith(".sh"):
                (folder / name).chmod(0o755)
    Console().say(f"{folder}：{launchers.checked(address)}，请把这个文件夹复制到屏幕的电脑上，照“说明.txt”设置", "good")
