"""`xuanlan dossier`: what proves each indicator of a campaign and what nothing proves, as a folder with a bound PDF"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.cli import results
from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.cli.plans import named
from xuanlan.diagnostics.console import Console, printable
from xuanlan.diagnostics.report import CallError, ContentError, Diagnostic, MachineError, Report, reason
from xuanlan.dossier.contents import Told
from xuanlan.models import publications
from xuanlan.models.campaign import FOLDER
from xuanlan.models.schedule import machine_now
from xuanlan.releases.store import Store
from xuanlan.runtime.cache import Cache
from xuanlan.text.dates import SHANGHAI

_FOLDER = click.Path(path_type=Path, file_okay=False)
_PATH = click.Path(path_type=Path, exists=True)
_TOLD = 20
_LARGEST = 50_000_000


@click.command(help="佐证档案：每项指标有哪些佐证，缺哪些，连同装订成册的 PDF，写进一个文件夹。")
@click.argument("name", metavar="方案")
@click.argument("out", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--at", "at", type=Moment(), metavar="日期", help="按这个时间做，例如 2026-12-01；不写就是现在。")
@click.option(
    "--releases", "store", type=_FOLDER, metavar="DIR", help="发布到的文件夹：台账里的日期逐条用发布过的版本核对。"
)
@click.option(
    "--plays",
    "records",
    type=_PATH,
    multiple=True,
    metavar="记录.csv",
    help="屏幕的播放记录（在屏幕上按 s 存的文件），或者放这些文件的文件夹；可以写几次。",
)
@site_option
@now_option
def dossier(
    name: str, out: Path, at: datetime | None, store: Path | None, records: tuple[Path, ...], site: Path,
    now: datetime | None,
) -> None:  # fmt: skip
    from xuanlan.dossier import folder, plays
    from xuanlan.dossier.files import files
    from xuanlan.dossier.gather import gather, indicators_of
    from xuanlan.dossier.standing import Standings, looked_at
    from xuanlan.hosts import run

    console, facts = Console(), run.facts(site)
    today = (now or machine_now()).astimezone(SHANGHAI)
    made = (at or today).astimezone(SHANGHAI)
    if made > today:
        raise CallError(f"--at 写的是 {made:%Y-%m-%d %H:%M}，还没有到：以后会怎样，没有什么能证明。")
    results.require_elsewhere("文件夹", out, [facts.root / "notices", facts.docs, facts.overrides, store])
    results.require_private("文件夹", out)
    folder.require_place(out)
    found = inspect(facts, made, progress=console.progress, cache=Cache.of_site(facts.root))
    library, report = found.library, Report()
    report.extend(one for one in found.report.errors if at is None or _matters(one))
    if report.errors:
        raise ContentError(report)
    planned = named(library.campaigns, name)
    if not indicators_of(planned):
        raise CallError(
            f"{planned.path} 里没有指标。有测评体系表格的，用 xuanlan campaign indicators {planned.name} 表格.xlsx；"
            "没有的，在任务的“指标”里写。"
        )
    rows = publications.load(facts.root, report)
    if report.errors:
        raise ContentError(report)
    looked = None
    told: list[Told] = []
    if store:
        Store(store).require()
        looked, told = looked_at(Store(store).releases(), made)
        if not looked:
            raise CallError(f"{store} 里没有 {made:%Y-%m-%d %H:%M} 以前的版本。")
    standings = Standings(rows, made, library.ledger, looked, told)
    played, untrue = plays.read(_records(records), made, looked, standings.since)
    told.extend(untrue)
    gathered = gather(library, planned, made, standings, played, today)
    digest = folder.write(out, files(library, gathered))
    _tell(console, [f"{one.where}：{one.what}" for one in gathered.told])
    gaps = gathered.gaps
    for one in gaps:
        click.echo(printable(f"缺口：{one.indicator.id} {one.indicator.name}"))
    console.say(f"{out}：指标 {len(gathered.measured)} 项，没有佐证的 {len(gaps)} 项。", "good")
    if not store:
        console.say("日期取自信息发布台账；要用发布过的版本核对，请加 --releases 发布到的文件夹。")
    click.echo(f"清单摘要（manifest.sha256）：{digest}")


def _matters(error: Diagnostic) -> bool:
    """Whether an error changes what a dossier of an earlier day says; registers name texts that came only later."""
    file = error.position.file
    return file.startswith(FOLDER) or file.endswith(".md") or not file.startswith("notices/")


def _tell(console: Console, lines: Sequence[str]) -> None:
    for line in lines[:_TOLD]:
        console.say(printable(f"{line}。"), "warning")
    if len(lines) > _TOLD:
        console.say(f"还有 {len(lines) - _TOLD} 处，都列在 index.html 里。", "warning")


def _records(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """The records by their names, each once."""
    files = {file.resolve(): file for path in paths for file in _inside(path)}
    if paths and not files:
        raise CallError(f"{paths[0]} 里没有播放记录（csv 文件）。")
    found = []
    for file in files.values():
        try:
            if file.stat().st_size > _LARGEST:
                raise CallError(f"{file} 超过 {_LARGEST // 1_000_000} MB，不是播放记录。")
            found.append((file.name, file.read_bytes()))
        except OSError as error:
            raise MachineError(f"无法读取 {file}：{reason(error)}") from error
    return sorted(found)


def _inside(path: Path) -> list[Path]:
    return sorted(path.glob("*.csv")) if path.is_dir() else [path]
