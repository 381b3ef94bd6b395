"""`xuanlan print`: sheets of notices and registers in one PDF, and a note in the ledger that they hang somewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from xuanlan.build.build import inspect
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Position, Report, reason
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import ledger
from xuanlan.models.schedule import machine_now
from xuanlan.reading.fields import nearest
from xuanlan.runtime.cache import Cache
from xuanlan.sheets import KINDS, usual
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.plan import SETTINGS, blame, ready, typefaces, typesetter
from xuanlan.sheets.typeset import CannotPrintError, Sheet

_NAMES = {**{name: name for name in KINDS}, **{kind.label: name for name, kind in KINDS.items()}}
_PAPERS = ("a4", "a3")


class _KindName(click.ParamType[str]):
    """A kind of sheet, by either of its names."""

    name = "样式"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value) not in _NAMES:
            self.fail(f"没有“{value}”这种样式。{nearest(str(value), _NAMES)}可以写：{_choices()}。", param, ctx)
        return _NAMES[str(value)]


def _choices() -> str:
    return "、".join(f"{kind.label}（{name}）" for name, kind in KINDS.items())


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed."""

    entries: Sequence[Entry]
    kind: str | None
    paper: str


@click.command("print", help=f"把文稿排成可打印的 PDF，几份合成一个文件。样式有：{_choices()}。")
@click.argument("idents", metavar="编号…", nargs=-1)
@click.option("--as", "kind", type=_KindName(), help="样式；不写时规定用海报，其余用全文。")
@click.option("--paper", type=click.Choice(_PAPERS, case_sensitive=False), default="a4", help="海报的纸张，a4 或 a3。")
@click.option("--all-new", is_flag=True, help="登记簿里还没有印过的全部现行文稿。")
@click.option("--proof", is_flag=True, help="只看样张：不在登记簿里记为已印刷。")
@click.option("--out", type=click.Path(path_type=Path), help="写到这个文件，默认为当前文件夹里的“打印件-….pdf”。")
@site_option
@now_option
def print_(
    idents: tuple[str, ...], kind: str | None, paper: str, all_new: bool, proof: bool,
    out: Path | None, site: Path, now: datetime | None,
) -> None:  # fmt: skip
    from xuanlan.hosts import run

    console, now = Console(), now or machine_now()
    facts = run.facts(site)
    if out:
        _require_target(out, [facts.root / "notices", facts.docs, facts.overrides])
    if idents and all_new:
        raise CallError("编号和 --all-new 只能写一样。")
    found = inspect(facts, now, progress=console.progress, cache=Cache.of_site(facts.root))
    if found.report.errors:
        raise ContentError(found.report)
    library = found.library
    order = Order(_entries(library, idents, kind, all_new), kind, paper.lower())
    _require_paper(library, order)
    try:
        pdf = make(library, order)
    except ContentError as error:
        console.report(error.report)
        raise ContentError(Report()) from None
    target = out or Path(f"打印件-{'-'.join([kind or '文稿', *(entry.id for entry in order.entries[:3])])}.pdf")
    _write(target, pdf)
    if not proof and order.entries:
        ledger.mark_printed(facts.root, [entry.id for entry in order.entries], library, now)
    console.say(f"{target}（{len(order.entries) or 1} 份）", "good")


def make(library: Library, order: Order) -> bytes:
    """The PDF. Raises ContentError, its report telling what stands in the way of which notice, or MachineError."""
    report = Report()
    faces = typefaces(library)
    if not ready(faces, report):
        raise MachineError("\n".join(f"{item.message}。{item.hint}" for item in report))
    try:
        sheets = _sheets(library, order, faces)
        title = order.entries[0].notice.title if order.entries else library.site.name
        moment = max((entry.facts.publish for entry in order.entries), default=library.now)
        return typesetter(library, faces).pdf(sheets, title, moment)
    except CannotPrintError as error:
        _blame(library, order, faces, error, report)
        raise ContentError(report.stricter()) from error


def _sheets(library: Library, order: Order, faces: Typefaces) -> list[Sheet]:
    if order.kind:
        return KINDS[order.kind].make(library, order.entries, faces, order.paper)
    parts = (KINDS[usual(library, entry)].make(library, [entry], faces, order.paper) for entry in order.entries)
    return [sheet for part in parts for sheet in part]


def _blame(library: Library, order: Order, faces: Typefaces, error: CannotPrintError, report: Report) -> None:
    """Find out which notices cannot be printed, all of them at once."""
    for entry in order.entries:
        try:
            setter = typesetter(library, faces)
            setter.pdf(_sheets(library, Order([entry], order.kind, order.paper), faces), "", library.now)
        except CannotPrintError as found:
            blame(library, entry.path, entry.places.start, found.code, found.facts, report)
    if not report.warnings:  # of a register, or only of all of them together
        blame(library, SETTINGS, Position(SETTINGS), error.code, error.facts, report)


def _entries(library: Library, idents: Sequence[str], kind: str | None, all_new: bool) -> list[Entry]:
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
        found = [_entry(library, ident) for ident in dict.fromkeys(idents)]
    if not found:
        raise CallError(
            "没有还没印过的文稿。"
            if all_new
            else f"请写明要印哪几份文稿的编号，或写 --all-new。例如 {_example(library)}"
        )
    wrong = [entry for entry in found if chosen and chosen.only not in ("", library.kinds[entry.notice.kind].layout)]
    if chosen and wrong:
        raise CallError(f"{chosen.label}只能从规定来做，{wrong[0].id} 是{wrong[0].notice.kind}。")
    return found


def _require_paper(library: Library, order: Order) -> None:
    """Raise CallError when a sheet of the order is never on that paper."""
    kinds = [order.kind] if order.kind else [usual(library, entry) for entry in order.entries]
    for name in kinds:
        if order.paper not in KINDS[name].papers:
            raise CallError(f"{KINDS[name].label}只有 A4，不能用 --paper {order.paper}。")


def _entry(library: Library, ident: str) -> Entry:
    entry = library.by_id.get(ident) or library.by_path.get(ident)
    if entry is None:
        raise CallError(f"没有编号为 {ident} 的文稿。{nearest(ident, library.by_id)}")
    if not entry.public:
        raise CallError(f"{ident} 还没有公开，印出的二维码打不开；请先发布。")
    if entry.state == "withdrawn":
        raise CallError(f"{ident} 已经撤回，不能再印。")
    return entry


def _example(library: Library) -> str:
    return f"xuanlan print {library.listed[0].id if library.listed else '2026-001'} --as 海报"


def _require_target(target: Path, sources: Iterable[Path | None]) -> None:
    """Raise CallError where a PDF has no business: the content of the site, and files of other kinds."""
    if target.suffix.lower() != ".pdf" or target.is_dir():
        raise CallError(f"--out 要写一个 .pdf 文件的名字，不能是 {target}。")
    for source in filter(None, sources):
        if target.resolve().is_relative_to(source.resolve()):
            raise CallError(f"打印件不能写进 {source}，那里是网站的内容。请换一个地方。")


def _write(target: Path, pdf: bytes) -> None:
    """Put the PDF there whole, or leave what is there as it is."""
    place = target.resolve()
    part = place.with_name(f".{place.name[:40]}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("xb") as stream:
                stream.write(pdf)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(f"无法写入 {target}：{reason(error)}") from error
