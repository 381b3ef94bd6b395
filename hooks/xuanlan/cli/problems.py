"""`xuanlan campaign open`: which problems of inspections are open at a clock, and what was said of each"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from xuanlan.cli.options import Moment, now_option, site_option
from xuanlan.cli.tables import table
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError
from xuanlan.library.problems import Known, Problems, open_problems, today
from xuanlan.models.due import LATER, SOON
from xuanlan.models.problems import BACK, DONE, LATE, WORKING
from xuanlan.models.schedule import INTERNAL, machine_now
from xuanlan.reading.keys import nearest

_SHOWN = 30


@click.command("open", help="检查发现的问题，哪些还没有整改：已经超期的、7 天内和 30 天内到期的，谁回复过。")
@click.option("--at", "at", type=Moment(), metavar="日期", help="看这一天的情况，例如 2026-12-01；不写就是现在。")
@click.option("--unit", metavar="单位", help="只看这个单位的。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供其他程序使用。")
@site_option
@now_option
def open_(at: datetime | None, unit: str | None, as_json: bool, site: Path, now: datetime | None) -> None:
    from xuanlan.build.build import inspect
    from xuanlan.hosts import run
    from xuanlan.runtime.cache import Cache

    console, facts = Console(), run.facts(site)
    cache = Cache.of_site(facts.root)
    looked = inspect(facts, now or machine_now(), keep_going=True, progress=console.progress, cache=cache)
    library = looked.library
    clock = at or library.now
    found = list(Problems(library, public=False).at(clock))
    units = {name for one in found for name in one.problem.units}
    if unit and unit not in units:
        raise CallError(f"没有“{unit}”的问题。{nearest(unit, units)}")
    rows = open_problems(library, clock, unit or "")
    if as_json:
        click.echo(json.dumps([_row(one, clock) for one in rows], ensure_ascii=False, indent=1))
        return
    click.echo(f"{today(clock)}")
    for head, inside in _groups(rows, clock):
        click.echo(f"\n{head}：" + ("" if inside else "没有"))
        heads = ("责任单位", "时限", "还有", "检查", "序号", "问题", "进展")
        for line in table(heads, [_cells(one, clock) for one in inside]) if inside else ():
            click.echo(f"  {line}")
    done = sum(one.standing.state == DONE and (not unit or unit in one.problem.units) for one in found)
    console.say(f"没有整改的 {len(rows)} 项，已经整改的 {done} 项。")
    if wrong := looked.report.error_count:
        console.say(f"网站里有 {wrong} 处错误，有错误的文稿可能没有算；请用 xuanlan check 查看。", "warning")
    if hidden := len({one.entry.id for one in rows if one.entry.state == INTERNAL}):
        console.say(f"其中有 {hidden} 份不公开的检查，请不要把这张表放到网站上。")


def _groups(rows: Sequence[Known], clock: datetime) -> list[tuple[str, list[Known]]]:
    left = {id(one): one.standing.left(today(clock)) for one in rows}

    def within(first: int, last: int) -> list[Known]:
        return [one for one in rows if (days := left[id(one)]) is not None and first <= days <= last]

    return [
        ("已经超期", [one for one in rows if one.standing.state == LATE]),
        (f"{SOON} 天以内", within(0, SOON)),
        (f"{LATER} 天以内", within(SOON + 1, LATER)),
        ("以后，或者没有日子", [one for one in rows if (days := left[id(one)]) is None or days > LATER]),
    ]


def _cells(one: Known, clock: datetime) -> tuple[str, ...]:
    problem, days = one.problem, one.standing.left(today(clock))
    words = f"{problem.place} {problem.what}".strip()
    time = "" if days is None else f"已过 {-days} 天" if days < 0 else f"{days} 天" if days else "今天"
    return (
        "、".join(problem.units) or "（没有写）",
        f"{one.standing.due or problem.term}",
        time,
        one.entry.id,
        problem.number,
        words if len(words) <= _SHOWN else words[:_SHOWN] + "…",
        _said(one),
    )


def _said(one: Known) -> str:
    said = one.standing.said
    if said is None:
        return ""
    words = {WORKING: "正在整改", BACK: "没有整改到位"}.get(said.word, "")
    promised = f"，答应 {one.standing.promised} 前" if one.standing.promised else ""
    return f"{words}{promised}（{said.notice}）"


def _row(one: Known, clock: datetime) -> dict[str, object]:
    standing, problem = one.standing, one.problem
    said = standing.said
    return {
        "inspection": one.entry.id,
        "number": problem.number,
        "place": problem.place,
        "problem": problem.what,
        "clause": problem.clause,
        "units": problem.units,
        "state": standing.state,
        "due": f"{standing.due}" if standing.due else None,
        "days": standing.left(today(clock)),
        "back": standing.is_back,
        "answer": said
        and {
            "notice": said.notice,
            "word": said.word,
            "at": said.at.isoformat(),
            "until": f"{said.until}" if said.until else None,
        },
        "internal": one.entry.state == INTERNAL,
        "file": one.entry.path,
        "line": problem.line,
    }
