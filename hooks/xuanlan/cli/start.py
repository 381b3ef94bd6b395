"""`xuanlan init`: a small site that builds at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.options import folder_argument
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, MachineError, reason
from xuanlan.models.schedule import machine_now

SKELETON = Path(__file__).parent.parent / "data" / "skeleton"


@click.command(help="新建一个网站：在 DIR 里放好配置、示例文稿和手写页面。")
@folder_argument
def init(folder: Path) -> None:
    create_site(folder, machine_now())
    Console().say(f"已建好 {folder}。接着：xuanlan build --site {folder}", "good")


def create_site(folder: Path, now: datetime) -> None:
    """Copy the skeleton into `folder`, which must be empty or new. `{{today}}` and `{{year}}` are filled in."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallError(f"{folder} 不是空文件夹，没有改动它。请换一个名字。")
    values = {"{{today}}": now.strftime("%Y-%m-%d"), "{{year}}": str(now.year)}
    try:
        for source in sorted(SKELETON.rglob("*")):
            name = source.relative_to(SKELETON).as_posix().replace("YEAR", str(now.year))
            target = folder / name
            if source.is_dir() or "__pycache__" in source.parts:  # installing compiles the hook file
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            for mark, value in values.items():
                text = text.replace(mark, value)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MachineError(f"无法写入 {error.filename or folder}：{reason(error)}") from error
