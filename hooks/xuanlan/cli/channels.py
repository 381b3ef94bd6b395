"""`xuanlan channel` and `agree`: the texts of all channels, and whether what stands there still agrees"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from xuanlan import channels
from xuanlan.build.build import inspect
from xuanlan.channels import CHANNELS
from xuanlan.channels.agree import differences
from xuanlan.channels.correction import COMPARED
from xuanlan.channels.source import source_of
from xuanlan.cli import results
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console, printable
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.library.entry import Entry
from xuanlan.models import approvals, publications, schedule
from xuanlan.models.schedule import machine_now
from xuanlan.office.contents import UnreadableError
from xuanlan.office.plain import text_of
from xuanlan.render.pages import Pages
from xuanlan.runtime.cache import Cache
from xuanlan.tree.out import Out
from xuanlan.tree.standing import Stand


def _choices(names: Sequence[str]) -> str:
    return "、".join(f"{name}（{CHANNELS[name].TITLE}）" for name in names)


@click.command(help=f"把文稿做成各渠道的文字和文件：{_choices(list(CHANNELS))}。")
@click.argument("idents", metavar="编号…", nargs=-1, required=True)
@click.option("--for", "only", type=click.Choice(list(CHANNELS)), help="只做这一个渠道，直接显示出来。")
@click.option("--out", type=click.Path(path_type=Path), help="写到这个文件夹，默认为当前文件夹里的“渠道-编号”。")
@click.option(
    "--sent",
    type=click.Choice(list(CHANNELS)),
    multiple=True,
    help="不做文件，只在信息发布台账里记下：已经发到这个渠道了。可以写几个，以后更正要用。",
)
@site_option
@now_option
def channel(
    idents: tuple[str, ...], only: str | None, out: Path | None, sent: tuple[str, ...],
    site: Path, now: datetime | None,
) -> None:  # fmt: skip
    console, now = Console(), now or machine_now()
    if sent and (only or out):
        raise CallError("--sent 只记台账，不做文件，不能和 --for、--out 一起用。")
    if only and out:
        raise CallError("--for 直接显示，不写文件，不能和 --out 一起用。")
    if only and len(idents) > 1:
        raise CallError("用 --for 时只能写一个编号。")
    first, _, number = idents[0].partition("#")
    if number and only == "card":
        idents = (first,)
    pages = pages_of(site, now, console)
    entries = [entry_of(pages, ident) for ident in dict.fromkeys(idents)]
    if sent:
        _note_sent(pages, entries, list(dict.fromkeys(sent)), now, console)
        return
    for entry in entries:
        if "state" in source_of(pages, entry).fields:
            console.complain(f"{entry.id}：{source_of(pages, entry).words('state')}")
    if only:
        _show(pages, entries[0], only, number if only == "card" else "")
        return
    site_files = [pages.library.root / "notices", pages.library.root / "docs", pages.library.site.overrides]
    results.require_elsewhere("--out", out or Path(), site_files)
    for entry in entries:
        report = Report()
        made = channels.folder(pages, entry, report)
        folder = _folder(entry, out, alone=len(entries) == 1)
        for item in report:
            console.say(console.line(item))
        for file in made:
            results.write(folder / file.path, _bytes(file))
        console.say(f"{folder}/index.html（{len(made)} 个文件）", "good")


def _note_sent(pages: Pages, entries: Sequence[Entry], names: Sequence[str], now: datetime, console: Console) -> None:
    root = pages.library.root
    approved = approvals.load(root, Report()).words
    stands = {entry.id: Stand(entry.notice.title, entry.digest, None) for entry in entries}
    for name in names:
        publications.sent(root, publications.CHANNEL + CHANNELS[name].TITLE, stands, now, approved)
    where = "、".join(CHANNELS[name].TITLE for name in names)
    console.say(f"台账里记下了：{'、'.join(stands)} 已经发到{where}。", "good")


def _folder(entry: Entry, out: Path | None, *, alone: bool) -> Path:
    if out is None:
        return Path(f"渠道-{entry.id}")
    return out if alone else out / entry.id


def _bytes(file: Out) -> bytes:
    return file.content if isinstance(file.content, bytes) else file.content.read_bytes()


def _show(pages: Pages, entry: Entry, only: str, item: str) -> None:
    """The first text of the channel, in UTF-8 whatever its file has; of a channel of files the first file, or the card
    of the `item`."""
    if only in COMPARED and only != "wechat":
        print(CHANNELS[only].text(source_of(pages, entry)))  # type: ignore[attr-defined]
        return
    wanted = f"card-{item}.png" if item else ""
    made = CHANNELS[only].files(pages, entry)
    first = next((file for file in made if wanted in ("", file.path)), None)
    if first is None and item:
        raise CallError(f"{entry.id} 里没有第 {item} 条可以做成图片；只有规定的各条可以。")
    if first is None:
        raise CallError(f"{entry.id} 里没有{CHANNELS[only].TITLE}的内容。")
    if only == "wechat":
        print(_bytes(first).decode())
    elif sys.stdout.isatty():
        raise CallError(f"{CHANNELS[only].TITLE}不是文字，屏幕上显示不了。请在后面写 > {first.path}，或者改用 --out。")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(_bytes(first))


@click.command(help="核对：把渠道上实际的文字粘进来，看日期、时间、数字、名称与文稿是否一致。")
@click.argument("ident", metavar="编号")
@click.option("--for", "name", type=click.Choice(COMPARED), required=True, help="文字是从哪个渠道来的。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：[{fact, here, there}]。")
@site_option
@now_option
def agree(ident: str, name: str, as_json: bool, site: Path, now: datetime | None) -> None:
    console = Console()
    pages = pages_of(site, now, console)
    entry = entry_of(pages, ident)
    pasted = _pasted()
    if not pasted.strip():
        raise CallError("没有收到文字。请这样送进来：xuanlan agree 2026-017 --for sms < 短信.txt")
    source = source_of(pages, entry)
    found = differences(source, CHANNELS[name].text(source), pasted)  # type: ignore[attr-defined]
    if as_json:
        print(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1))
    for one in () if as_json else found:
        here, there = one.here or "没有", one.there or "没有"
        print(printable(f"{one.fact}：文稿 {here}，{CHANNELS[name].TITLE} {there}"))
    if found:
        raise ContentError(Report())
    if not as_json:
        console.say("日期、时间、数字、名称都一致。", "good")


def _pasted() -> str:
    try:
        return text_of(sys.stdin.buffer.read())
    except UnreadableError as error:
        raise CallError("收到的不是文字，读不出来。请把渠道上的文字复制到一个文本文件里，再送进来。") from error


def pages_of(site: Path, now: datetime | None, console: Console) -> Pages:
    """The site, which has no errors. Raises ContentError."""
    from xuanlan.hosts import run

    facts = run.facts(site)
    found = inspect(facts, now or machine_now(), progress=console.progress, cache=Cache.of_site(facts.root))
    if found.report.errors:
        raise ContentError(found.report)
    return Pages(found.library, None, sheets=found.sheets)


def entry_of(pages: Pages, ident: str) -> Entry:
    """The notice that is named, which readers may see. Raises CallError."""
    entry = pages.library.named(ident)
    if entry.state == schedule.INTERNAL:
        raise CallError(f"{ident} 不公开，不能发到各渠道。")
    if not entry.public:
        raise CallError(f"{ident} 还没有公开（{schedule.label(entry.state)}），不能发到各渠道；请先发布。")
    return entry
