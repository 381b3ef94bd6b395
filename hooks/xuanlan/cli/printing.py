"""`xuanlan print`: sheets of notices and registers in one PDF, and a note in the ledger that they hang somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.approving import Approving
from xuanlan.build.build import inspect
from xuanlan.cli import results
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.library.entry import Entry
from xuanlan.library.file_names import storable
from xuanlan.library.render import Library
from xuanlan.models import approvals, ledger, publications
from xuanlan.models.designs import DESIGNS
from xuanlan.models.schedule import INTERNAL, machine_now
from xuanlan.reading.keys import nearest
from xuanlan.runtime.cache import Cache
from xuanlan.sheets import KINDS, usual
from xuanlan.sheets.look import PAPERS, Look
from xuanlan.sheets.order import Order, make, order_of, require_paper
from xuanlan.sheets.plan import typefaces
from xuanlan.sheets.words import LONGEST, LONGEST_LINE, LONGEST_WORD
from xuanlan.tree.standing import Stand

_NAMES = {**{name: name for name in KINDS}, **{kind.label: name for name, kind in KINDS.items()}}
_OUTWARD = ("poster", "labels")
"""Kinds of sheets that send their readers to a page."""
_DESIGNS = {**DESIGNS, **{name: name for name in DESIGNS.values()}}


_SAYINGS = {"标语": '标语 "节约用水，从我做起"', "节日": "节日 重阳节 --line 敬老爱老"}


class _KindName(click.ParamType[str]):
    """A kind of sheet, by either of its names."""

    name = "样式"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value) not in _NAMES:
            self.fail(f"没有“{value}”这种样式。{nearest(str(value), _NAMES)}可以写：{_choices()}。", param, ctx)
        return _NAMES[str(value)]


class _Design(click.ParamType[str]):
    """A design of posters, by either of its names."""

    name = "海报样式"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value) not in _DESIGNS:
            words = f"没有“{value}”这种海报样式。{nearest(str(value), _DESIGNS)}可以写：{'、'.join(DESIGNS)}。"
            self.fail(words, param, ctx)
        return _DESIGNS[str(value)]


def _choices() -> str:
    return "、".join(f"{kind.label}（{name}）" for name, kind in KINDS.items())


@click.command("print", help=f"把文稿排成可打印的 PDF，几份合成一个文件。样式有：{_choices()}。")
@click.argument("idents", metavar="编号…", nargs=-1)
@click.option(
    "--as", "kind", type=_KindName(),
    help="样式；不写时规定用海报，知识问答用试卷，检查用整改通知单，其余用全文。",
)  # fmt: skip
@click.option(
    "--size",
    "--paper",
    "paper",
    type=click.Choice(tuple(PAPERS), case_sensitive=False),
    default="a4",
    help="海报、热线、标语等的纸张：a4、a3、a2、a1。",
)
@click.option("--design", type=_Design(), help=f"海报样式：{'、'.join(DESIGNS)}；不写就照文稿和 settings.yml 里写的。")
@click.option("--line", default="", metavar="一句话", help="节日下面的一句话，例如 --as 节日 重阳节 --line 敬老爱老。")
@click.option("--all-new", is_flag=True, help="登记簿里还没有印过的全部现行文稿。")
@click.option("--proof", is_flag=True, help="只看样张：不在登记簿里记为已印刷；还没有公开的也能看。")
@click.option("--out", type=click.Path(path_type=Path), help="写到这个文件，默认为当前文件夹里的“打印件-….pdf”。")
@site_option
@now_option
def print_(
    idents: tuple[str, ...], kind: str | None, paper: str, design: str | None, line: str, all_new: bool, proof: bool,
    out: Path | None, site: Path, now: datetime | None,
) -> None:  # fmt: skip
    from xuanlan.hosts import run

    console, now = Console(), now or machine_now()
    facts = run.facts(site)
    if out:
        results.require_target("--out", ".pdf", out, [facts.root / "notices", facts.docs, facts.overrides])
    if idents and all_new:
        raise CallError("编号和 --all-new 只能写一样。")
    look = _look(idents, kind, design, line)
    idents = () if look.words else idents
    for_wall = kind is None or KINDS[kind].for_wall
    if for_wall:
        found = inspect(facts, now, progress=console.progress, cache=Cache.of_site(facts.root))
        library, report = found.library, found.report
        if report.errors:
            raise ContentError(report)
        entries = _entries(library, idents, kind, all_new, proof=proof)
    else:
        approving, report = Approving.read(facts, now), Report()
        library = approving.library
        entries = [approving.paper(ident)[0].entry for ident in dict.fromkeys(idents)]
        if not entries:
            raise CallError("请写明要审哪几份文稿的编号。")
    order = order_of(library, entries, kind, paper.lower(), look)
    require_paper(library, order)
    try:
        pdf = make(library, order, report := Report())
    except ContentError as error:
        console.report(error.report)
        raise ContentError(Report()) from None
    for item in report:
        console.say(console.line(item))
    target = out or Path(f"打印件-{'-'.join([kind or '文稿', *_names(order)])}.pdf")
    results.write(target, pdf)
    hung = [entry for entry in order.entries if entry.public]  # no address is promised of what only staff may read
    if for_wall and not proof and hung:
        ledger.mark_printed(facts.root, [entry.id for entry in hung], library, now)
        approved = approvals.load(facts.root, Report()).words
        stands = {entry.id: Stand(entry.notice.title, entry.digest, None) for entry in hung}
        publications.sent(facts.root, publications.PAPER, stands, now, approved)
    console.say(f"{target}（{len(order.entries) or len(look.words) or 1} 份）", "good")
    if kind in (None, "sheet") and (fonts := typefaces(library).substitutes):
        console.say(f"以自由字体排印：{'、'.join(fonts)}。这句话只在这里和 PDF 的属性里，不在纸上。")


def _names(order: Order) -> list[str]:
    words = [storable(word) for word in order.look.words]
    return [name for name in [*(entry.id for entry in order.entries), *words] if name][:3]


def _look(idents: Sequence[str], kind: str | None, design: str | None, line: str) -> Look:
    """Raises CallError for words that no poster can say."""
    chosen = KINDS.get(kind or "")
    if design and chosen and "a3" not in chosen.papers:
        raise CallError(f"{chosen.label}没有海报样式，请不要写 --design。")
    if line and kind != "festival":
        raise CallError("--line 只用于节日，例如 xuanlan print --as 节日 重阳节 --line 敬老爱老。")
    if not chosen or not chosen.of_words:
        return Look(design or "")
    words, line = tuple(" ".join(word.split()) for word in idents), " ".join(line.split())
    longest = LONGEST_WORD if kind == "festival" else LONGEST
    if not words or not all(words):
        raise CallError(f"请写明{chosen.label}，例如 xuanlan print --as {_SAYINGS[chosen.label]}。")
    if long := next((word for word in words if len(word) > longest), ""):
        raise CallError(f"“{long[:20]}”有 {len(long)} 个字，{chosen.label}最多 {longest} 个字。")
    if kind == "festival" and not 1 <= len(line) <= LONGEST_LINE:
        raise CallError(f"节日下面要有一句话，最多 {LONGEST_LINE} 个字，例如 --line 敬老爱老。")
    return Look(design or "", words, line)


def _entries(library: Library, idents: Sequence[str], kind: str | None, all_new: bool, *, proof: bool) -> list[Entry]:
    chosen = KINDS.get(kind or "")
    if chosen and not chosen.of_notices:
        if idents or all_new:
            raise CallError(f"{chosen.label}不是从文稿来的，请不要写编号。")
        return []
    if all_new:
        known = ledger.load(library.root, Report()).entries
        found = [e for e in library.listed if e.id not in known or not known[e.id].printed]
        found = [e for e in found if not chosen or chosen.only in ("", library.kinds[e.notice.kind].layout)]
    else:
        found = [_entry(library, ident, kind, proof=proof) for ident in dict.fromkeys(idents)]
    if not found:
        raise CallError(
            "没有还没印过的文稿。"
            if all_new
            else f"请写明要印哪几份文稿的编号，或写 --all-new。例如 {_example(library)}"
        )
    wrong = [entry for entry in found if chosen and chosen.only not in ("", library.kinds[entry.notice.kind].layout)]
    if chosen and wrong:
        kinds = "规定" if chosen.only == "rules" else "督查通报、问题清单、整改通知单"
        raise CallError(f"{chosen.label}只能从{kinds}来做，{wrong[0].id} 是{wrong[0].notice.kind}。")
    return found


def _entry(library: Library, ident: str, kind: str | None, *, proof: bool) -> Entry:
    entry = library.named(ident)
    if entry.state == INTERNAL:
        if (kind or usual(library, entry)) in _OUTWARD:
            raise CallError(f"{ident} 不公开，没有网页可看，不能做成海报和标签；印全文请加 --as 全文。")
        return entry
    if not entry.public and not proof:
        raise CallError(f"{ident} 还没有公开，印出的二维码打不开；请先发布。只看样张，请加 --proof。")
    if entry.state == "withdrawn":
        raise CallError(f"{ident} 已经撤回，不能再印。")
    return entry


def _example(library: Library) -> str:
    return f"xuanlan print {library.listed[0].id if library.listed else '2026-001'} --as 海报"
