"""`xuanlan bulletin`: a bulletin of what was published in a period, which is edited and made again"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.channels import bulletin as channel
from xuanlan.channels.bulletin_text import begun, known, with_new
from xuanlan.cli import results
from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, MachineError, Report, reason
from xuanlan.library.render import Library
from xuanlan.models.schedule import machine_now
from xuanlan.reading.written import Written
from xuanlan.runtime.cache import Cache


@click.command(help="把一段时间里发布的文稿编成简报：一个可以修改的 Markdown 文件，和由它做成的网页、PDF、Word。")
@click.option("--from", "first", type=Moment(), required=True, help="从这一天起发布的，例如 2026-11-01。")
@click.option("--to", "last", type=Moment(), required=True, help="到这一天为止，含这一天。")
@click.option("--issue", type=click.IntRange(1, 99999), help="期号，写进新的简报。")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="放在这个文件夹，默认“简报-开始日期至结束日期”。"
)
@site_option
@now_option
def bulletin(
    first: datetime, last: datetime, issue: int | None, out: Path | None, site: Path, now: datetime | None
) -> None:
    from xuanlan.hosts import run

    console, now = Console(), now or machine_now()
    if last.date() < first.date():
        raise CallError(f"--to（{last:%Y-%m-%d}）比 --from（{first:%Y-%m-%d}）早。")
    facts = run.facts(site)
    folder = out or Path(f"{channel.NAME}-{first:%Y-%m-%d}至{last:%Y-%m-%d}")
    source = folder / channel.SOURCE
    results.require_target("--out", ".md", source, [facts.root / "notices", facts.docs, facts.overrides])
    library = inspect(facts, now, progress=console.progress, cache=Cache.of_site(facts.root)).library
    parts = list(channel.gathered(library, first.date(), last.date()))
    old = _old(source)
    if old is None and not parts:
        raise CallError(f"{first:%Y-%m-%d} 至 {last:%Y-%m-%d} 没有发布过文稿。")
    if old is None:
        text = begun(channel.head_of(library, issue, now.date()), parts)
        data, before = text.encode(), frozenset[str]()
    else:
        written = Written(old)
        text, before = with_new(written.text, parts), known(written.text)
        data = written.with_text(text)
    if data != old:
        results.write(source, data)
    _make(library, folder, data, console)
    if new := len(known(text)) - len(before):
        console.say(
            f"{source} 编入 {new} 篇。" + ("请修改以后再运行一次这条命令。" if old is None else "原有的内容没有动。")
        )
    elif issue and old is not None:
        console.say(f"{source} 已经有了，期号以文件里写的为准。")
    console.say(f"{folder}（{channel.NAME}.html、.pdf、.docx）", "good")


def _old(source: Path) -> bytes | None:
    try:
        return source.read_bytes() if source.exists() else None
    except OSError as error:
        raise MachineError(f"无法读取 {source}：{reason(error)}") from error


def _make(library: Library, folder: Path, data: bytes, console: Console) -> None:
    """Page, PDF and docx of the text `data`; raises ContentError, and then none of them is changed."""
    report = Report()
    made = channel.made(library, folder, data, report)
    for item in report:
        console.say(console.line(item))
    for out in made:
        assert isinstance(out.content, bytes)
        results.write(folder / out.path, out.content)
