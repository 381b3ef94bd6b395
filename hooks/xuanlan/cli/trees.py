"""`xuanlan verify`, `files` and `releases`: whether trees are whole, what goes up first, and which there are."""

from __future__ import annotations

from pathlib import Path

import click

from xuanlan.cli.options import folder_argument, unused_site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, MachineError
from xuanlan.releases import uploads
from xuanlan.releases.signing import signed_files
from xuanlan.releases.store import Store
from xuanlan.releases.unpacked import INSIDE, LISTS
from xuanlan.tree.disk import told
from xuanlan.tree.release import Release, differences, recovered

SHOWN = 20
"""Differences that are named."""


@click.command(help="核对 DIR 里的网站，或者发布到 DIR 的各个版本：文件是否齐全，有没有被改动。")
@folder_argument
@click.option(
    "--signers",
    metavar="公钥",
    type=click.Path(path_type=Path),
    help="DIR 是解压的包：先核对签名。写自己保存的公钥文件，不要用包里带来的。",
)
@unused_site_option
def verify(folder: Path, signers: Path | None) -> None:
    console, damaged = Console(), False
    if signers:
        with told(folder):
            count = signed_files(folder, signers)
        console.say(f"签名有效，{count} 个文件与签名的清单一致", "good")
        if (folder / LISTS).is_dir():
            return  # a pack of changes is no tree
    for found in _trees(folder):
        with told(folder):
            wrong = differences(found)
        damaged = damaged or bool(wrong)
        name = found.id or found.folder
        console.say(
            f"{name} 完整，{found.notices} 份文稿" if not wrong else f"{name} 不完整：",
            "error" if wrong else "good",
        )
        for line in wrong[:SHOWN]:
            console.say(f"  {line}")
        if len(wrong) > SHOWN:
            console.say(f"  ……共 {len(wrong)} 处")
    if damaged:
        raise MachineError("请重新发布，或者重新复制。")


@click.command(help="按上传的先后列出 DIR 里网站的文件，每行一个：样式和图片、网页、索引，最后是版本文件。")
@folder_argument
@click.option(
    "--gone",
    "before",
    metavar="清单",
    type=click.Path(path_type=Path),
    help="改为列出该删去的文件：上次上传时的 manifest.sha256 里有、现在没有的。",
)
@unused_site_option
def files(folder: Path, before: Path | None) -> None:
    (found,) = _trees(folder)[:1]
    with told(folder):
        paths = uploads.gone(before, found.folder) if before else uploads.in_order(found.folder)
    for path in paths:
        click.echo(path)


@click.command(help="列出 DIR 里的各个版本，新的在前，星号是正在使用的。")
@folder_argument
@unused_site_option
def releases(folder: Path) -> None:
    store = Store(folder)
    store.require()
    now = store.current()
    for item in store.releases():
        mark = "*" if now and item.id == now.id else " "
        click.echo(f"{mark} {item.id}  {item.built_at:%Y-%m-%d %H:%M}  {item.notices} 份文稿")
    for item in store.damaged():
        mark = "*" if now and item.id == now.id else " "
        click.echo(f"{mark} {item.id}  损坏了，用 xuanlan verify 看是哪些文件")


def _trees(folder: Path) -> list[Release]:
    """The tree in `folder`, the one of an offline pack, or those that were published there, the current one first."""
    for place in (folder, folder / INSIDE):
        if tree := Release.of(place) or recovered(place, ""):
            return [tree]
    store = Store(folder)
    store.require()
    now = store.current()
    there = sorted([*store.releases(), *store.damaged()], key=lambda one: now is not None and one.id != now.id)
    if not there:
        raise CallError(f"{folder} 里没有发布过网站。")
    return there
