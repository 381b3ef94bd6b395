"""`xuanlan days`: what days are coming, what was published for them before, and which materials there are"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import click

from xuanlan.channels.word_cards import LONGEST
from xuanlan.cli.listing import sources_of, untold
from xuanlan.cli.options import now_option, site_option
from xuanlan.cli.tables import table
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError
from xuanlan.library.occasions import between, published, today
from xuanlan.library.read import NoticeSource, Sources
from xuanlan.models.days import LABELS, Occasion
from xuanlan.reading.keys import nearest

_FAR = 400
"""Days within which every day of the year comes round."""


@click.command(help="年历：近来有哪些节日和主题日，以前发布过什么。写一个名称，就列出它现成的材料。")
@click.argument("name", metavar="[名称]", default="")
@click.option("--days", "ahead", type=click.IntRange(1, _FAR), default=60, metavar="天数", help="往后看几天，默认 60。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供其他程序使用。")
@site_option
@now_option
def days(name: str, ahead: int, as_json: bool, site: Path, now: datetime | None) -> None:
    sources, faulty = sources_of(site, now)
    first = today(sources)
    found = between(sources, first, first + timedelta(days=_FAR if name else ahead))
    if name:
        found = [next((one for one in found if one.day.name == name), None) or _unknown(sources, name)]
    texts = published(sources, sources.notices, (one.day for one in found))
    if as_json:
        click.echo(json.dumps([_row(one, texts[one.day.name]) for one in found], ensure_ascii=False, indent=1))
        return
    if name:
        _tell(found[0], texts[name])
    else:
        rows = [
            (one.words, one.day.name, LABELS[one.day.group], f"{len(texts[one.day.name])}",
             "、".join(dict.fromkeys(kind for kind, _ in one.day.texts)))
            for one in found
        ]  # fmt: skip
        for line in table(("时间", "名称", "类别", "发布过", "材料"), rows) if rows else ():
            click.echo(line)
        Console().say(f"共 {len(rows)} 个。写上名称，就列出它现成的材料，例如 xuanlan days {_example(found)}。")
    if faulty:
        Console().say(untold(faulty))


def _example(found: list[Occasion]) -> str:
    return found[0].day.name if found else "国庆节"


def _unknown(sources: Sources, name: str) -> Occasion:
    raise CallError(
        f"年历里没有“{name}”。{nearest(name, sources.days.names)}本单位自己的日子写在 notices/calendar.yml。"
    )


def _row(one: Occasion, texts: list[NoticeSource]) -> dict[str, object]:
    day = one.day
    return {
        "name": day.name,
        "from": f"{one.first}",
        "to": f"{one.last}",
        "group": LABELS[day.group],
        "basis": day.basis or "",
        "varies": day.varies,
        "material": [{"kind": kind, "title": title} for kind, title in day.texts],
        "slogans": list(day.slogans),
        "published": [
            {"id": text.id, "date": f"{text.facts.publish.date()}", "title": text.notice.title} for text in texts
        ],
    }


def _tell(one: Occasion, texts: list[NoticeSource]) -> None:
    day = one.day
    varies = "，起止日期以当年的通知为准" if day.varies else ""
    click.echo(f"{day.name}（{LABELS[day.group]}）　{one.first.year}年{one.words}{varies}")
    if day.basis:
        click.echo(f"依据：{day.basis}")
    click.echo("\n以前发布过：" + ("" if texts else "没有"))
    for text in texts:
        click.echo(f"  {text.facts.publish.date()}　{text.id}　{text.notice.title}")
    click.echo("\n现成的材料：")
    for kind, title in day.texts:
        click.echo(f"  {kind}　xuanlan new {kind} {_quoted(title)}")
    for slogan in day.slogans:
        click.echo(f"  标语　{slogan}　xuanlan banner {_quoted(slogan)}")
    word = day.name if len(day.name) <= LONGEST else ""
    if day.slogans and word:
        click.echo(f"  图片卡　xuanlan card {word}")
    click.echo("  大厅屏幕　播放里写“内容: 年历”，从前一周起播放")


def _quoted(words: str) -> str:
    """`words` as a shell takes them for one."""
    return f'"{words}"' if any(sign in words for sign in " ，；“”（）&|") else words
