"""`xuanlan list`, `this-week` and `next-change`: which texts there are, what begins and ends, when the site changes"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import click

from xuanlan.cli.options import now_option, site_option
from xuanlan.cli.tables import table
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, Report
from xuanlan.library.occasions import between
from xuanlan.library.read import NoticeSource, Sources, read
from xuanlan.models import schedule
from xuanlan.models.days import LABELS
from xuanlan.reading.keys import nearest
from xuanlan.runtime.cache import Cache
from xuanlan.text.dates import SHANGHAI, chinese_date
from xuanlan.text.folding import fold

_CURRENT = "现行"
"""What the state is called that needs no word on a page."""
_json_option = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供其他程序使用。")


class Change(NamedTuple):
    """Something that happens to a notice by the clock alone."""

    when: datetime
    what: str
    begins: bool
    notice: NoticeSource

    @property
    def words(self) -> str:
        """When, as a reader would say it: an end at 00:00 is the day before."""
        return schedule.from_words(self.when) if self.begins else schedule.until_words(self.when)


def changes(notice: NoticeSource) -> Iterator[Change]:
    """What begins and ends for a notice, in no order."""
    facts, written = notice.facts, notice.notice
    if facts.fixed:
        return
    for when, what, begins in (
        (facts.publish, "发布", True),
        (facts.open_from, "公示开始", True),
        (written.event_from, "活动开始", True),
        (written.event_until, "活动结束", False),
        (written.deadline, "截止", False),
        (facts.open_until, "公示结束", False),
        (facts.pinned_until, "置顶到期", False),
        (facts.expires, "失效", False),
    ):
        if when:
            yield Change(when, what, begins, notice)


@click.command("list", help="列出文稿：编号、日期、文种、状态、标题、文件。写几个字，就只列标题里有的。")
@click.argument("words", metavar="[字词]…", nargs=-1)
@click.option("--kind", metavar="文种", help="只列这个文种，例如 公示。")
@click.option("--unit", metavar="单位", help="只列这个单位发布的。")
@click.option("--state", metavar="状态", help="只列这个状态的：现行、公示中、草稿、待发布、已失效等。")
@_json_option
@site_option
@now_option
def list_notices(
    words: tuple[str, ...], kind: str | None, unit: str | None, state: str | None, as_json: bool,
    site: Path, now: datetime | None,
) -> None:  # fmt: skip
    sources, faulty = sources_of(site, now)
    _require("文种", kind, sources.kinds)
    _require("单位", unit, {name for one in sources.notices for name in sources.units(one)})
    _require("状态", state, {_CURRENT, *filter(None, schedule.wording()["labels"].values())})
    found = [
        one
        for one in sources.notices
        if (not kind or one.notice.kind == kind)
        and (not unit or unit in sources.units(one))
        and (not state or _state(one) == state)
        and all(fold(word) in fold(one.notice.title) for word in words)
    ]
    rows = [(one.id, f"{one.notice.date}", one.notice.kind, _state(one), one.notice.title, one.path) for one in found]
    if as_json:
        keys = ("id", "date", "kind", "state", "title", "file")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
        return
    for line in table(("编号", "成文日期", "文种", "状态", "标题", "文件"), rows):
        click.echo(line)
    Console().say(f"共 {len(rows)} 份。{untold(faulty)}")


@click.command("this-week", help="这一周（星期一到星期日）什么开始，什么结束。")
@_json_option
@site_option
@now_option
def this_week(as_json: bool, site: Path, now: datetime | None) -> None:
    sources, faulty = sources_of(site, now)
    today = sources.now.astimezone(SHANGHAI).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time(), SHANGHAI)
    within = sorted(
        (
            one
            for notice in sources.notices
            for one in changes(notice)
            if monday <= (one.when if one.begins else schedule.last_moment(one.when)) < monday + timedelta(days=7)
        ),
        key=lambda one: (one.when, one.what, one.notice.id),
    )
    sunday = (monday + timedelta(days=6)).date()
    if as_json:
        click.echo(json.dumps([_row(one) for one in within], ensure_ascii=False, indent=1))
        return
    click.echo(f"{chinese_date(monday.date())}（星期一）—{chinese_date(sunday)}（星期日）")
    days = between(sources, monday.date(), sunday)
    visits = list(sources.visits.between(monday.date(), sunday))
    click.echo("\n日子：" + ("" if days else "没有"))
    named = [(one.words, one.day.name, LABELS[one.day.group]) for one in days]
    for line in table(("时间", "名称", "类别"), named) if named else ():
        click.echo(f"  {line}")
    if visits:
        click.echo("\n进校园：")
        for line in table(("时间", "事项", "单位"), [(f"{one.day}", one.title, one.unit or "") for one in visits]):
            click.echo(f"  {line}")
    for begins, head in ((True, "开始"), (False, "结束")):
        rows = [(one.words, one.what, one.notice.id, one.notice.notice.title) for one in within if one.begins == begins]
        click.echo(f"\n{head}：" + ("" if rows else "没有"))
        for line in table(("时间", "事项", "编号", "标题"), rows) if rows else ():
            click.echo(f"  {line}")
    if faulty:
        Console().say(untold(faulty))


@click.command("next-change", help="不改文稿，网站下一次在什么时候变样：到那时重新生成，例如写进定时任务。")
@_json_option
@site_option
@now_option
def next_change(as_json: bool, site: Path, now: datetime | None) -> None:
    sources, faulty = sources_of(site, now)
    moments = [(when, one) for one in sources.notices if (when := schedule.next_change(one.facts, sources.now))]
    first = min((when for when, _ in moments), default=None)
    then = [one for when, notice in moments if when == first for one in changes(notice) if one.when == first]
    if as_json:
        moment = first.isoformat() if first else None
        click.echo(json.dumps({"when": moment, "changes": [_row(one) for one in then]}, ensure_ascii=False, indent=1))
        return
    if first is None:
        click.echo("没有会随时间变化的文稿。")
    else:
        click.echo(first.isoformat())
        for one in then:
            click.echo(f"  {one.what}：{one.notice.notice.title}（{one.notice.id}）")
    if faulty:
        Console().say(untold(faulty))


def sources_of(site: Path, now: datetime | None) -> tuple[Sources, int]:
    """What is in the site's folders, and how many of its texts have errors, so that they are not among them."""
    from xuanlan.hosts import run

    facts, report = run.facts(site), Report()
    cache = Cache.of_site(facts.root)
    try:
        sources = read(facts, now or schedule.machine_now(), report, Console().progress, cache=cache)
    finally:
        cache.close()
    known = {one.path for one in sources.notices}
    faulty = {path for path in report.files_with_errors() if path.endswith(".md") and path not in known}
    return sources, len(faulty)


def untold(faulty: int) -> str:
    return f"另有 {faulty} 个文件有错误，没有列出，请用 xuanlan check 查看。" if faulty else ""


def _require(what: str, given: str | None, known: Iterable[str]) -> None:
    """Raise CallError for a word that would find nothing, because there is no such kind, unit or state."""
    words = sorted(known)
    if given and given not in words:
        raise CallError(f"没有“{given}”这个{what}。{nearest(given, words)}可以写：{'、'.join(words)}。")


def _state(notice: NoticeSource) -> str:
    return schedule.label(notice.state) or _CURRENT


def _row(one: Change) -> dict[str, str]:
    row = {"when": one.when.isoformat(), "what": one.what, "id": one.notice.id, "title": one.notice.notice.title}
    return {**row, "file": one.notice.path}
