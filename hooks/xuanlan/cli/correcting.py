"""`xuanlan correct`: what to say where an old text of a notice was sent, printed or shown"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.build import corrections as found_by
from xuanlan.cli.channels import entry_of, pages_of
from xuanlan.cli.options import now_option, site_option
from xuanlan.desk.folder import Folder
from xuanlan.diagnostics.console import Console, printable
from xuanlan.diagnostics.report import CallError
from xuanlan.models.publications import CHANNEL, Publication
from xuanlan.releases.store import Store

_HOW = "请写 --from 和发布到的文件夹，旧的内容从那里取。"


@click.command(help="更正：文稿里的日期、时间、数字、名称改了哪些，给出过旧内容的渠道各发什么更正。")
@click.argument("ident", metavar="编号")
@click.option(
    "--from",
    "published",
    type=click.Path(path_type=Path),
    help="发布到的文件夹，旧的内容从那里取；不写就按台账，从批准稿和写稿台发布到的文件夹里取。",
)
@site_option
@now_option
def correct(ident: str, published: Path | None, site: Path, now: datetime | None) -> None:
    console = Console()
    pages = pages_of(site, now, console)
    entry = entry_of(pages, ident)
    if entry.state == "withdrawn":
        raise CallError(f"{ident} 已经撤回，不用更正；要发的是撤回的说明：xuanlan channel {ident}")
    store = _store(published, pages.library.root)
    found = found_by.corrections(pages, entry, store)
    for one in dict.fromkeys(change for made in found.corrections for change in made.changed):
        console.say(f"{one.fact}：原来 {one.there}，现在 {one.here}")
    if found.corrections and not found.sent:
        console.say("台账里没有记发到过哪些渠道，下面是会给出旧内容的各个渠道。")
    for made in found.corrections:
        print(printable(f"{made.place}　{made.words}"))
    if found.unknown:
        raise CallError(f"{'；'.join(map(_known, found.unknown))}，当时的内容没有留下，比不出来。{_HOW}")
    if not found.on_record:
        raise CallError(f"台账和批准稿里都没有 {ident} 以前的内容。{_HOW}")
    if not found.corrections:
        console.say("与发出去的内容相比，日期、时间、数字、名称都没有改，不用更正。", "good")


def _store(published: Path | None, root: Path) -> Store | None:
    """The folder that is named, else that of the desk, if something was published there. Raises CallError."""
    if published:
        store = Store(published)
        store.require()
        return store
    target = Folder(root).target.folder
    return store if target and (store := Store(Path(target))).ours else None


def _known(row: Publication) -> str:
    return f"台账记着 {row.since[:10]} 在{row.place.removeprefix(CHANNEL)}给出过不同的内容"
