"""`xuanlan pledge`: letters of responsibility for a table of shops or dormitories, and who has signed"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable
from datetime import date, datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.cli import results
from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.cli.tables import table
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report, reason
from xuanlan.imports import recipients
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import approvals, ledger, pledges, publications
from xuanlan.models.pledges import Pledge
from xuanlan.models.schedule import machine_now
from xuanlan.runtime.cache import Cache
from xuanlan.sheets.pledge import letters
from xuanlan.sheets.setting import blaming, setter_of
from xuanlan.text.csv_rows import spelled
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.standing import Stand

_FILE = click.Path(path_type=Path)
_HEAD = ("号", "名称", "门牌", "负责人", "签订")


@click.command("pledge", help="责任书：按商铺或者寝室的表格每家做一份，记下谁签了。只写编号，就列出名册。")
@click.argument("ident", metavar="规定的编号")
@click.option("--for", "source", type=_FILE, metavar="表格", help="商铺或者寝室的表格，csv 或 xlsx；按表头认各列。")
@click.option("--out", type=_FILE, metavar="责任书.pdf", help="写到这个文件，默认为当前文件夹里的“责任书-编号.pdf”。")
@click.option("--unsigned", is_flag=True, help="与 --for 一起：只做还没有签的。")
@click.option("--proof", is_flag=True, help="与 --for 一起：只看样张，不给号，不记进名册。")
@click.option("--signed", metavar="号", help="记下这些签了，例如 1,3,5-9；写 - 就从标准输入读，扫码枪扫出的网址也行。")
@click.option("--on", type=Moment(), metavar="日期", help="与 --signed 一起：哪一天签的，默认为今天。")
@click.option("--not-signed", "withdrawn", metavar="号", help="记错了的，改回没有签。")
@click.option("--csv", "sheet", type=_FILE, metavar="名册.csv", help="把名册写成电子表格能打开的 CSV 文件。")
@site_option
@now_option
def pledge(
    ident: str, source: Path | None, out: Path | None, unsigned: bool, proof: bool, signed: str | None,
    on: datetime | None, withdrawn: str | None, sheet: Path | None, site: Path, now: datetime | None,
) -> None:  # fmt: skip
    from xuanlan.hosts import run

    console, now = Console(), now or machine_now()
    if sum(option is not None for option in (source, signed, withdrawn, sheet)) > 1:
        raise CallError("--for、--signed、--not-signed、--csv 一次只写一样。")
    if not source and (out or unsigned or proof):
        raise CallError("--out、--unsigned、--proof 要与 --for 一起写。")
    facts = run.facts(site)
    sources = [facts.root / "notices", facts.docs, facts.overrides]
    for option, suffix, target in (("--out", ".pdf", out), ("--csv", ".csv", sheet)):
        if target:
            results.require_target(option, suffix, target, sources)
    if source:
        found = inspect(facts, now, progress=console.progress, cache=Cache.of_site(facts.root))
        if found.report.errors:
            raise ContentError(found.report)
        _make(found.library, ident, source, out or Path(f"责任书-{ident}.pdf"), unsigned=unsigned, proof=proof)
        return
    if signed is not None or withdrawn is not None:
        day = (on or now).astimezone(SHANGHAI).date() if signed is not None else None
        _mark(facts.root, ident, signed if signed is not None else withdrawn or "", day)
        return
    _list(facts.root, ident, sheet)


def _make(library: Library, ident: str, source: Path, out: Path, *, unsigned: bool, proof: bool) -> None:
    console = Console()
    entry = _rules(library, ident, proof=proof)
    try:
        found = recipients.read(source.suffix.lower().removeprefix("."), source.read_bytes())
    except OSError as error:
        raise MachineError(f"无法读取 {source}：{reason(error)}") from error
    except recipients.UnreadableListError as error:
        raise CallError(f"{source}：{error}") from error
    for words in found.told:
        console.say(f"{source}：{words}")
    if not found.rows:
        raise CallError(f"{source} 里没有一家可以做责任书。")
    before = _loaded(library.root)
    known = pledges.entered(before, entry.id, found.rows)
    of = {row.number: one for one in found.rows for row in known if _is_for(row, entry.id, one.name, one.door)}
    rows = [row for row in known if row.id == entry.id and row.number in of and not (unsigned and row.signed)]
    if not rows:
        raise CallError("表格里的都已经签了。")
    with blaming(library, entry.path, entry.places.start):
        pdf = setter_of(library).pdf([letters(library, entry, rows, of, found.heads)], "责任书", entry.facts.publish)
    results.write(out, pdf)
    if not proof:
        pledges.rewrite(library.root, lambda now: pledges.entered(now, entry.id, found.rows))
        ledger.mark_printed(library.root, [entry.id], library, library.now)
        stands = {entry.id: Stand(entry.notice.title, entry.digest, None)}
        approved = approvals.load(library.root, Report()).words
        publications.sent(library.root, publications.PAPER, stands, library.now, approved)
    console.say(f"{out}（{len(rows)} 份）", "good")


def _is_for(row: Pledge, ident: str, name: str, door: str) -> bool:
    return row.id == ident and row.name == name and (row.door or "") == door


def _rules(library: Library, ident: str, *, proof: bool) -> Entry:
    entry = library.named(ident)
    if library.kinds[entry.notice.kind].layout != "rules":
        raise CallError(f"责任书只能从规定来做，{entry.id} 是{entry.notice.kind}。")
    if entry.state == "withdrawn" or not (entry.public or proof):
        raise CallError(f"{entry.id} 没有公开，印出的二维码打不开。只看样张，请加 --proof。")
    return entry


def _loaded(root: Path) -> list[Pledge]:
    report = Report()
    rows = pledges.load(root, report)
    if report.errors:
        raise ContentError(report)
    return rows


def _of(rows: Iterable[Pledge], ident: str) -> list[Pledge]:
    if not (found := [row for row in rows if row.id == ident]):
        raise CallError(f"名册里没有 {ident} 的责任书。先用 xuanlan pledge {ident} --for 表格 做出来。")
    return found


def _mark(root: Path, ident: str, words: str, day: date | None) -> None:
    known = {row.number for row in _of(_loaded(root), ident)}
    numbers = _numbers(sys.stdin.read() if words == "-" else words, ident)
    if unknown := sorted(numbers - known):
        raise CallError(f"名册里没有这些号：{'、'.join(map(str, unknown[:10]))}。")
    rows = _of(pledges.rewrite(root, lambda rows: pledges.marked(rows, ident, numbers, day)), ident)
    Console().say(f"记下了 {len(numbers)} 份。{_summary(rows)}", "good")


def _numbers(words: str, ident: str) -> set[int]:
    """Numbers, spans of them, printed codes, and addresses as codes on paper have them."""
    found: set[int] = set()
    for word in filter(None, re.split(r"[\s,，、;；]+", words)):
        plain = re.sub(rf"^(?:.*#no-|{re.escape(ident)}-(?=\d{{4,}}$))", "", word)
        match = re.fullmatch(r"(\d{1,6})(?:(?:-|—|~|至|到)(\d{1,6}))?", plain)
        if match is None or ("#no-" in word and f"/{ident}/" not in word):
            raise CallError(f"“{word}”不是 {ident} 的责任书的号。请写成 1,3,5-9。")
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last <= first + recipients.MOST:
            raise CallError(f"“{word}”不是从小到大的一段号。")
        found.update(range(first, last + 1))
    if not found:
        raise CallError("请写明哪几号，例如 --signed 1,3,5-9。")
    return found


def _list(root: Path, ident: str, sheet: Path | None) -> None:
    rows = _of(_loaded(root), ident)
    cells = [(f"{row.number}", row.name, row.door or "", row.person or "", f"{row.signed or ''}") for row in rows]
    if sheet:
        results.write(sheet, spelled((_HEAD, *cells)))
        Console().say(f"{sheet}（{len(rows)} 条）", "good")
        return
    for line in table(_HEAD, cells):
        click.echo(line)
    Console().say(_summary(rows))


def _summary(rows: Collection[Pledge]) -> str:
    signed = sum(row.signed is not None for row in rows)
    return f"共 {len(rows)} 份，签了 {signed} 份，还有 {len(rows) - signed} 份。"
