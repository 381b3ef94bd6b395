"""`xuanlan card`: picture cards of core values and festivals"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.channels import word_cards
from xuanlan.channels.word_cards import ALL, LONGEST, LONGEST_LINE, is_value
from xuanlan.cli import results
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError
from xuanlan.library.file_names import storable
from xuanlan.models.core_values import core_values
from xuanlan.models.days import Days
from xuanlan.models.schedule import machine_now
from xuanlan.runtime.cache import Cache
from xuanlan.sheets.setting import blaming_words


@click.command(help=f"做图片卡：核心价值观的一个词，或者一个节日和一句话。写“{ALL}”，十二个词各做一张。")
@click.argument("words", metavar="词…", nargs=-1, required=True)
@click.option(
    "--line",
    default="",
    metavar="一句话",
    help="节日下面的一句话，例如 --line 敬老爱老；不写就用年历里的标语。",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="写到这个文件夹，默认为当前文件夹。")
@site_option
@now_option
def card(words: tuple[str, ...], line: str, out: Path, site: Path, now: datetime | None) -> None:
    from xuanlan.hosts import run

    console = Console()
    facts = run.facts(site)
    results.require_elsewhere("--out", out / "x", [facts.root / "notices", facts.docs, facts.overrides])
    wanted = list(
        dict.fromkeys(each for word in words for each in (core_values().words if word == ALL else [word.strip()]))
    )
    line = " ".join(line.split())
    _require(wanted, line)
    library = inspect(facts, now or machine_now(), progress=console.progress, cache=Cache.of_site(facts.root)).library
    lines = {word: line or _slogan(library.days, word) for word in wanted}
    with blaming_words("图片卡"):
        made = word_cards.pictures(library, lines)
    for word, picture in zip(wanted, made, strict=True):
        target = out / f"图片卡-{storable(word) or '词'}.png"
        results.write(target, picture)
        console.say(str(target), "good")


def _slogan(days: Days, word: str) -> str:
    """What stands on the card of `word` without a --line: nothing on one of a core value, else the day's own slogan."""
    day = days.named(word) or days.named(f"{word}节")
    if day and day.slogans:
        return day.slogans[0]
    if is_value(word):
        return ""
    raise CallError(f"“{word}”不是核心价值观的词。节日请再写一句话，例如 --line 敬老爱老。")


def _require(words: list[str], line: str) -> None:
    """Raise CallError for what no card can say."""
    if wrong := [word for word in words if not 1 <= len(word) <= LONGEST]:
        raise CallError(f"“{wrong[0][:20]}”要写成 1 到 {LONGEST} 个字的词，例如 爱国、春节。")
    if len(line) > LONGEST_LINE:
        raise CallError(f"--line 最多 {LONGEST_LINE} 个字，现在有 {len(line)} 个。")
