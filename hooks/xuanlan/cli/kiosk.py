"""`xuanlan kiosk`: a folder for the machine behind a screen."""

from __future__ import annotations

from pathlib import Path

import click

from xuanlan.cli.options import folder_argument, unused_site_option
from xuanlan.deploy import launchers
from xuanlan.diagnostics.console import Console
from xuanlan.tree.disk import told


@click.command(help="在 DIR 里放好屏幕电脑的启动程序：开机就全屏播放，浏览器退出会自动再启动。")
@folder_argument
@click.option("--url", "address", metavar="网址", required=True, help="屏幕的网址，在网站的 /kiosk/ 里可以看到。")
@unused_site_option
def kiosk(folder: Path, address: str) -> None:
    files = launchers.files(address)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o755 if name.endswith(".sh") else 0o644)
    Console().say(f"已放好 {folder}，请复制到屏幕的电脑上，照里面的“说明.txt”设置。", "good")
