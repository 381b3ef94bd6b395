"""`xuanlan quiz`: questions are bound to the wording of clauses, brought in from files, taken out of the site"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from xuanlan.checks import text_rules
from xuanlan.checks.quiz import check
from xuanlan.cli import results
from xuanlan.cli.options import now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Position, Report, reason
from xuanlan.hosts import configuration
from xuanlan.imports.question_bank import bank
from xuanlan.library.entry import Entry
from xuanlan.library.new_notice import create_notice
from xuanlan.library.read import read
from xuanlan.library.render import Library, render
from xuanlan.models.notice import Notice
from xuanlan.models.schedule import machine_now
from xuanlan.office.contents import UnreadableError
from xuanlan.quiz import gather
from xuanlan.quiz.clauses import clause
from xuanlan.quiz.gift import gift
from xuanlan.quiz.marked import Marked, in_words, lost
from xuanlan.quiz.questions import Question, shuffled
from xuanlan.quiz.workbook import rows
from xuanlan.quiz.writing import markdown, with_quotes
from xuanlan.reading.field_edits import with_fields
from xuanlan.reading.saving import save
from xuanlan.reading.source import read_bytes
from xuanlan.reading.written import Written
from xuanlan.render.workbook import workbook
from xuanlan.runtime.cache import Cache
from xuanlan.sheets.quiz import key, paper
from xuanlan.sheets.setting import blaming, setter_of

_FILE = click.Path(path_type=Path)
_KIND = "知识问答"


@click.group(help="知识问答：条文改了更新题目，把题库变成文稿，把题目导出或者印成试卷。")
def quiz() -> None:
    """The group of commands about questions."""


@quiz.command(help="给题目补上“原文”；条文改过、题目也核对过的，用 --line 写题目所在的行，换成现在的条文。")
@click.argument("ident", metavar="编号")
@click.option("--line", "lines", multiple=True, type=int, metavar="行", help="核对过的题目在第几行；可以写几次。")
@site_option
@now_option
def renew(ident: str, lines: tuple[int, ...], site: Path, now: datetime | None) -> None:
    console, library, entry = _quiz(ident, site, now)
    above = entry.body_line - 1
    those = {question.line + above: question for question in gather.written(entry)}
    if wrong := [line for line in lines if line not in those]:
        raise CallError(f"第 {wrong[0]} 行不是一道题的第一行。题目在第 {'、'.join(map(str, those))} 行。")
    quotes, waiting = {}, []
    for line, question in those.items():
        source = clause(library, entry, question.target)
        if source is None or not source.text or source.old or (question.quote and source.agrees(question.quote)):
            continue
        if question.quote and line not in lines:
            waiting.append(line)
            continue
        quotes[question.basis_line + above, question.quote_line and question.quote_line + above] = source.to_quote
    if quotes:
        report = Report()
        data = read_bytes(library.root / entry.file, entry.path, report)
        if data is None:
            raise ContentError(report)
        file = Written(data)
        save(library.root, entry.path, file.with_text(with_quotes(file.text, quotes)))
    console.say(f"{entry.path}：写上了 {len(quotes)} 道题的原文。", "good")
    if waiting:
        console.say(
            f"还有 {len(waiting)} 道题的条文改过，没有动：第 {'、'.join(map(str, waiting))} 行。"
            "核对以后用 --line 写明。"
        )


@quiz.command("import", help="把题库（txt、Word、Excel）变成一份知识问答草稿；没有读出来的，逐行列出。")
@click.argument("file", metavar="FILE", type=_FILE)
@click.option("--title", default="", metavar="标题", help="文稿的标题；不写就用文件的名字。")
@site_option
@now_option
def import_(file: Path, title: str, site: Path, now: datetime | None) -> None:
    console = Console()
    try:
        found = bank(file.name, file.read_bytes())
    except UnreadableError as error:
        raise CallError(f"{file} 读不出来：{error}") from None
    except OSError as error:
        raise MachineError(f"无法读取 {file}：{reason(error)}") from error
    report = Report()
    for where, code, said in found.untaken:
        report.add(code, Position(f"{file.name} {where}".strip()), **said)
    if found.questions:
        root = configuration.root(site)
        path = create_notice(root, _KIND, title or file.stem, now or machine_now(), bare=True)
        head = with_fields((root / path).read_text(encoding="utf-8"), {"draft": "是"}, Notice)
        save(root, path, f"{head.rstrip()}\n\n{markdown(found.questions)}".encode())
        console.say(f"{path}：读出了 {len(found.questions)} 道题，先作草稿，看过以后去掉“草稿”。", "good")
    if found.untaken:
        console.report(report)
        console.say(f"共 {found.begun} 道题，{len(found.questions)} 道读了出来，以上各行没有。")
    if report.errors or not found.questions:
        raise ContentError(report, is_told=True)


@quiz.command(help="导出题目：扩展名 .gift 给 Moodle 等考试软件，.xlsx 是表格，.pdf 是试卷、答题卡和参考答案。")
@click.argument("ident", metavar="编号")
@click.argument("target", metavar="文件", type=_FILE)
@click.option(
    "--seed", default=0, type=click.IntRange(0, 999_999), metavar="卷号", help="题目和选项按卷号重排，0 不排。"
)
@site_option
@now_option
def export(ident: str, target: Path, seed: int, site: Path, now: datetime | None) -> None:
    console, library, entry = _quiz(ident, site, now)
    kind = target.suffix.lower()
    if kind not in (".gift", ".xlsx", ".pdf"):
        raise CallError(f"导出的文件名要以 .gift、.xlsx 或 .pdf 结尾，不能是 {target}。")
    results.require_elsewhere("导出的文件", target, [library.root / "notices", library.root / "docs"])
    report = Report()
    check(library, report)
    if wrong := [item for item in report.errors if item.position.file == entry.path]:
        console.report(report)
        raise ContentError(report, is_told=bool(wrong))
    asked = shuffled([each.question for each in gather.questions(library, entry)], seed)
    marked = Marked(library, entry)
    if kind == ".pdf":
        with blaming(library, entry.path, entry.places.start):
            sheets = [paper(library, entry, seed), key(library, entry, seed)]
            content = setter_of(library).pdf(sheets, entry.notice.title, entry.facts.publish)
    elif kind == ".gift":
        _tell_lost(console, map(marked.question, asked), only="img")
        for number, question in enumerate(asked, start=1):
            if len(question.blanks) > 1 and any(len(each) > 1 for each in question.blanks):
                console.say(f"第 {number} 题有几个空，每个空只导出了第一种写法。")
        content = gift(map(marked.for_files, asked)).encode()
    else:
        shown = list(map(marked.question, asked))
        _tell_lost(console, shown)
        content = workbook({"题库": rows(list(map(in_words, shown)))})
    results.write(target, content)
    console.say(f"{target}：{len(asked)} 道题。", "good")


def _tell_lost(console: Console, asked: Iterable[Question], *, only: str = "") -> None:
    """Tell of which questions the file shows less than the page."""
    for number, question in enumerate(asked, start=1):
        if gone := lost(question, only=only):
            console.say(f"第 {number} 题的{'、'.join(gone)}没有导出，文字都在。")


def _quiz(ident: str, site: Path, now: datetime | None) -> tuple[Console, Library, Entry]:
    """The quiz that a command names. Raises CallError for what is none."""
    from xuanlan.hosts import run

    console, facts, report = Console(), run.facts(site), Report()
    sources = read(facts, now or machine_now(), report, console.progress, cache=Cache.of_site(facts.root))
    # Not `inspect`, which leaves out texts with errors: a question whose clause has changed is one.
    library = render(sources, report, rules=text_rules(sources))
    entry = library.named(ident)
    if not gather.is_quiz(library, entry):
        raise CallError(f"{entry.path} 不是知识问答。")
    return console, library, entry
