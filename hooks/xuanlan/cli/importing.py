"""`xuanlan import`: files of Word, Excel, web pages and plain texts become notices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from xuanlan.cli.options import site_option
from xuanlan.cli.results import require_target, write
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, Report, reason
from xuanlan.hosts import configuration
from xuanlan.imports.any_file import SUFFIXES, is_page, is_sheet
from xuanlan.imports.comparing import comparison
from xuanlan.imports.draft import Draft, draft
from xuanlan.imports.neighbours import Neighbours
from xuanlan.imports.original import Beside
from xuanlan.imports.taking import Taker, TwiceError
from xuanlan.models.ledger import locked
from xuanlan.office.contents import UnreadableError
from xuanlan.text.dates import SHANGHAI

_MOST_COMPARED = 50
"""Drafts on one page: a browser must be able to show it."""


class _Wanted(NamedTuple):
    """What was asked for beside the files."""

    kind: str
    as_draft: bool
    attach: bool
    dry_run: bool


@click.command("import", help="把 Word、WPS、Excel 文件、网页、txt 变成文稿；写文件夹，就导入里面所有能导入的文件。")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", metavar="文种", default="", help="都算这个文种；不写就看标题。")
@click.option("--draft", "as_draft", is_flag=True, help="先作草稿，不公开。")
@click.option("--attach", is_flag=True, help="表格文件作附件，不放进正文。")
@click.option("--dry-run", is_flag=True, help="只看，不写进网站。")
@click.option(
    "--page", metavar="对照.html", type=click.Path(path_type=Path), help="写一个网页，左边原文，右边导入以后的样子。"
)
@click.option("--json", "as_json", is_flag=True, help="用 JSON 说明每份文件的结果。")
@site_option
def import_(
    files: tuple[Path, ...], kind: str, as_draft: bool, attach: bool, dry_run: bool,
    page: Path | None, as_json: bool, site: Path,
) -> None:  # fmt: skip
    root = configuration.root(site)
    if page:
        require_target("--page", ".html", page, [root / "notices", root / "docs", root / "overrides"])
    wanted = _Wanted(kind, as_draft, attach, dry_run)
    console = Console()
    rows: list[dict[str, Any]] = []
    drafts: list[Draft] = []
    try:
        with locked(root):  # of two at once each gives ids of its own
            _take(Taker(root), files, wanted, rows, drafts, None if as_json else console)
        if page:
            write(page, comparison(drafts).encode())
    finally:  # whatever happens, what has been taken is told
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        elif rows:
            _summary(console, rows, dry_run, page)
    if any(row["problem"] for row in rows):
        raise ContentError(Report(), is_told=True)


def _take(
    taker: Taker, files: tuple[Path, ...], wanted: _Wanted, rows: list[dict[str, Any]], drafts: list[Draft],
    console: Console | None,
) -> None:  # fmt: skip
    """Bring in one file after the other; what is told of each goes to `rows`, the first drafts to `drafts`."""
    if wanted.kind:
        taker.require_kind(wanted.kind)
    neighbours = Neighbours()
    for file, shown, top in _files(files):
        made = None
        if file.resolve() in neighbours.taken:
            row = {**_row(shown), "attached": True}
        else:
            row, made = _one(taker, file, shown, wanted, neighbours.beside(file, top))
        rows.append(row)
        if made and len(drafts) < _MOST_COMPARED:
            drafts.append(made)
        if console:
            _tell(console, row)


def _files(given: tuple[Path, ...]) -> Iterator[tuple[Path, str, Path]]:
    """Each file, what it is called, and the folder that was given: its own where none was. Pages come before the files
    that they may have as attachments. Raises CallError."""
    for one in given:
        if one.is_dir():
            every = (file for file in one.rglob("*") if _is_importable(file))
            found = sorted(every, key=lambda file: (not is_page(file.name), file))
            if not found:
                raise CallError(f"{one} 里没有能导入的文件。")
            yield from ((file, file.relative_to(one).as_posix(), one) for file in found)
        elif one.is_file():
            yield one, one.name, one.parent
        else:
            raise CallError(f"没有 {one} 这个文件。")


def _is_importable(file: Path) -> bool:
    return file.suffix.lower()[1:] in SUFFIXES and not file.name.startswith((".", "~$")) and file.is_file()


def _row(shown: str) -> dict[str, Any]:
    """What is told of a file, before anything is known of it."""
    row: dict[str, Any] = {"file": shown, "notice": None, "id": None, "fields": {}, "because": [], "look": []}
    return {**row, "lost": [], "hidden": [], "same": "", "attached": False, "problem": ""}


def _one(taker: Taker, file: Path, shown: str, wanted: _Wanted, beside: Beside) -> tuple[dict[str, Any], Draft | None]:
    row = _row(shown)
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime, SHANGHAI).date()
        made = draft(file.name, file.read_bytes(), list(taker.kinds), changed, wanted.kind, beside)
    except UnreadableError as error:
        return {**row, "problem": str(error)}, None
    except OSError as error:
        return {**row, "problem": f"读不了：{reason(error)}"}, None
    row |= {"fields": made.fields, "because": list(made.because), "look": list(made.look), **made.told}
    try:
        attach = wanted.attach and is_sheet(shown)
        if wanted.dry_run:
            taker.look(made, attach=attach)
        else:
            taken = taker.take(made, {"draft": "是"} if wanted.as_draft else None, attach=attach)
            row |= {"notice": taken.path, "id": taken.ident}
    except TwiceError as error:
        row["same"] = str(error)
    except CallError as error:
        row["problem"] = str(error)
    return row, made


def _tell(console: Console, row: dict[str, Any]) -> None:
    if row["problem"]:
        console.say(f"{row['file']}：{row['problem']}", "error")
        return
    if row["same"]:
        console.say(f"{row['file']}：和 {row['same']} 一样，没有再导入。", "warning")
        return
    if row["attached"]:
        console.say(f"{row['file']}：已经是上面一篇的附件，不再单独导入。")
        return
    console.say(f"{row['file']} → {row['notice'] or row['fields']['title']}")
    for one in row["look"]:
        console.say(f"  {one}", "warning")


def _summary(console: Console, rows: list[dict[str, Any]], dry_run: bool, page: Path | None) -> None:
    good = sum(not (row["problem"] or row["same"] or row["attached"]) for row in rows)
    look = sum(bool(row["look"]) and not row["same"] for row in rows)
    bad, same = sum(bool(row["problem"]) for row in rows), sum(bool(row["same"]) for row in rows)
    parts = [f"{'可以导入' if dry_run else '导入了'} {good} 份"]
    if look:
        parts.append(f"其中 {look} 份要看一看")
    if same:
        parts.append(f"{same} 份网站里已经有了")
    if bad:
        parts.append(f"{bad} 份没有导入")
    console.say("，".join(parts) + "。" + (f"对照在 {page}。" if page else ""), "good")
