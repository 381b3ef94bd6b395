"""`xuanlan channel`, `agree`, `correct`: the texts of all channels, whether they still agree, and what to correct"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from xuanlan import channels
from xuanlan.build.build import inspect
from xuanlan.channels import CHANNELS, correction
from xuanlan.channels.agree import differences
from xuanlan.channels.source import source_of
from xuanlan.cli import results
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console, printable
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report, reason
from xuanlan.library.entry import Entry
from xuanlan.models import schedule
from xuanlan.models.schedule import machine_now
from xuanlan.reading.keys import nearest
from xuanlan.releases.store import Store
from xuanlan.render.pages import Pages
from xuanlan.runtime.cache import Cache
from xuanlan.tree.out import Out

_COMPARED = [name for name, channel in CHANNELS.items() if hasattr(channel, "text")]


def _choices(names: Sequence[str]) -> str:
    return "、".join(f"{name}（{CHANNELS[name].TITLE}）" for name in names)


@click.command(help=f"把文稿做成各渠道的文字和文件：{_choices(list(CHANNELS))}。")
@click.argument("idents", metavar="编号…", nargs=-1, required=True)
@click.option("--for", "only", type=click.Choice(list(CHANNELS)), help="只做这一个渠道，直接显示出来。")
@click.option("--out", type=click.Path(path_type=Path), help="写到这个文件夹，默认为当前文件夹里的“渠道-编号”。")
@site_option
@now_option
def channel(idents: tuple[str, ...], only: str | None, out: Path | None, site: Path, now: datetime | None) -> None:
    console = Console()
    if only and out:
        raise CallError("--for 直接显示，不写文件，不能和 --out 一起用。")
    if only and len(idents) > 1:
        raise CallError("用 --for 时只能写一个编号。")
    pages = _pages(site, now, console)
    entries = [_entry(pages, ident) for ident in dict.fromkeys(idents)]
    for entry in entries:
        if "state" in source_of(pages, entry).fields:
            console.complain(f"{entry.id}：{source_of(pages, entry).words('state')}")
    if only:
        _show(pages, entries[0], only)
        return
    site_files = [pages.library.root / "notices", pages.library.root / "docs", pages.library.site.overrides]
    for entry in entries:
        report = Report()
        made = channels.folder(pages, entry, report)
        folder = _folder(entry, out, alone=len(entries) == 1)
        results.require_elsewhere("--out", folder, site_files)
        for item in report:
            console.say(console.line(item))
        for file in made:
            results.write(folder / file.path, _bytes(file))
        console.say(f"{folder}/index.html（{len(made)} 个文件）", "good")


def _folder(entry: Entry, out: Path | None, *, alone: bool) -> Path:
    if out is None:
        return Path(f"渠道-{entry.id}")
    return out if alone else out / entry.id


def _bytes(file: Out) -> bytes:
    return file.content if isinstance(file.content, bytes) else file.content.read_bytes()


def _show(pages: Pages, entry: Entry, only: str) -> None:
    """The first text of the channel, in UTF-8 whatever its file has."""
    if only in _COMPARED and only != "wechat":
        print(CHANNELS[only].text(source_of(pages, entry)))  # type: ignore[attr-defined]
        return
    first = next(iter(CHANNELS[only].files(pages, entry)))
    print(_bytes(first).decode())


@click.command(help="核对：把渠道上实际的文字粘进来，看日期、时间、数字、名称与文稿是否一致。")
@click.argument("ident", metavar="编号")
@click.option("--for", "name", type=click.Choice(_COMPARED), required=True, help="文字是从哪个渠道来的。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：[{fact, here, there}]。")
@site_option
@now_option
def agree(ident: str, name: str, as_json: bool, site: Path, now: datetime | None) -> None:
    console = Console()
    pages = _pages(site, now, console)
    entry = _entry(pages, ident)
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
    data = sys.stdin.buffer.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CallError("收到的文字不是 UTF-8 或 GBK 编码，读不出来。")


@click.command(help="更正：与上一次发布相比，日期、时间、数字、名称改了哪些，给出过旧内容的渠道各发什么更正。")
@click.argument("ident", metavar="编号")
@click.option(
    "--from", "published", type=click.Path(path_type=Path), required=True, help="发布到的文件夹，旧的内容从那里取。"
)
@site_option
@now_option
def correct(ident: str, published: Path, site: Path, now: datetime | None) -> None:
    console = Console()
    pages = _pages(site, now, console)
    entry = _entry(pages, ident)
    store = Store(published)
    store.require()
    for release in store.releases():
        page = release.folder / entry.address
        try:
            before = correction.article(page.read_text(encoding="utf-8")) if page.is_file() else ""
        except (OSError, UnicodeDecodeError) as error:
            why = reason(error) if isinstance(error, OSError) else "不是网页"
            raise MachineError(f"无法读取 {page}：{why}") from error
        if before and (changed := correction.changes(pages, entry, before)):
            for one in changed:
                console.say(f"{one.fact}：原来 {one.there}，现在 {one.here}")
            for name, words in correction.corrections(pages, entry, changed).items():
                print(printable(f"{CHANNELS[name].TITLE}　{words}"))
            return
    console.say("与发布过的各个版本相比，日期、时间、数字、名称都没有改，不用更正。", "good")


def _pages(site: Path, now: datetime | None, console: Console) -> Pages:
    from xuanlan.hosts import run

    facts = run.facts(site)
    found = inspect(facts, now or machine_now(), progress=console.progress, cache=Cache.of_site(facts.root))
    if found.report.errors:
        raise ContentError(found.report)
    return Pages(found.library, None, sheets=found.sheets)


def _entry(pages: Pages, ident: str) -> Entry:
    library = pages.library
    entry = library.by_id.get(ident) or library.by_path.get(ident)
    if entry is None:
        raise CallError(f"没有编号为 {ident} 的文稿。{nearest(ident, library.by_id)}")
    if not entry.public:
        raise CallError(f"{ident} 还没有公开（{schedule.label(entry.state)}），不能发到各渠道；请先发布。")
    return entry
