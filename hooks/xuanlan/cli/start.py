"""`xuanlan init`: a small site that builds at once."""

from __future__ import annotations

from pathlib import Path

import click

from xuanlan.cli.options import folder_argument
from xuanlan.diagnostics.console import Console
from xuanlan.library.new_site import create_site
from xuanlan.models.schedule import machine_now


@click.command(help="新建一个网站：在 DIR 里放好配置、示例文稿和手写页面。")
@folder_argument
def init(folder: Path) -> None:
    create_site(folder, machine_now())
    Console().say(f"已建好 {folder}。接着：xuanlan build --site {folder}", "good")
