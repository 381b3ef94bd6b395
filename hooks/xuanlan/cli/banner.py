"""`xuanlan banner`: slogans as print files for banners"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.channels.banners import USUAL, Size, banners, require_short, size_of, slogans
from xuanlan.cli import results
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.schedule import machine_now
from xuanlan.runtime.cache import Cache
from xuanlan.sheets.setting import blaming_words, setter_of


class _Size(click.ParamType[Size]):
    name = "高x宽"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Size:
        if isinstance(value, Size):
            return value
        if (size := size_of(str(value))) is None:
            self.fail(f"“{value}”不是横幅的尺寸，请写高和宽，单位是米，例如 0.7x8；宽至少是高的两倍。", param, ctx)
        return size


@click.command(help="把标语排成横幅的印制文件（PDF，1:10），一条标语一页，每条排成一行。")
@click.argument("lines", metavar="标语…", nargs=-1)
@click.option("--from", "ident", metavar="编号", help="用这篇文稿的标语：“标语”标题下面的，或各条开头的粗体字。")
@click.option("--size", type=_Size(), default=USUAL, help="成品的高和宽，单位是米，默认 0.7x8。")
@click.option("--out", type=click.Path(path_type=Path), default=Path("横幅.pdf"), help="写到这个文件，默认“横幅.pdf”。")
@site_option
@now_option
def banner(
    lines: tuple[str, ...], ident: str | None, size: Size, out: Path, site: Path, now: datetime | None
) -> None:  # fmt: skip
    from xuanlan.hosts import run

    console, now = Console(), now or machine_now()
    facts = run.facts(site)
    results.require_target("--out", ".pdf", out, [facts.root / "notices", facts.docs, facts.overrides])
    library = inspect(facts, now, progress=console.progress, cache=Cache.of_site(facts.root)).library
    wanted = [" ".join(line.split()) for line in lines] or _of_notice(library, ident)
    if not all(wanted) or (lines and ident):
        raise CallError("标语是空的。" if not all(wanted) else "标语和 --from 只能写一样。")
    require_short(wanted)
    setter, source = setter_of(library), library.named(ident).path if ident else "标语"
    with blaming_words(source):
        pdf = setter.pdf(banners(library, wanted, size, source), wanted[0], now)
    results.write(out, pdf)
    console.say(f"{out}（{len(wanted)} 条，{size.words}，1:10）", "good")


def _of_notice(library: Library, ident: str | None) -> list[str]:
    if not ident:
        raise CallError('请写标语，例如 xuanlan banner "爱护校园，从我做起"，或写 --from 和文稿的编号。')
    entry = library.named(ident)
    if not entry.public:
        raise CallError(f"{ident} 还没有公开（{schedule.label(entry.state)}）；请先发布。")
    if not (found := slogans(library, entry)):
        raise CallError(f"{ident} 里没有找到标语。标语要列在“标语”或“口号”标题下面，或者是各条开头的粗体字。")
    return found
