"""Notices of every state and shape, harmless and hostile, generated; and what their projections say, channel by channel."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from sites import NOW, Site, notice

from xuanlan.channels import CHANNELS, banners, cards, wechat
from xuanlan.channels.correction import COMPARED
from xuanlan.channels.docx import docx
from xuanlan.channels.source import Source
from xuanlan.channels.wechat_blocks import DESIGNS
from xuanlan.diagnostics.report import Report
from xuanlan.library.read import read
from xuanlan.library.render import Library, render
from xuanlan.render.pages import Pages

PHRASES = (
    "请各部门于{day}前将材料报送{unit}", "{day}{time}在{place}召开会议", "参加人数不超过{n}人", "每人补助{n}元",
    "咨询电话 {phone}", "到会率达到{n}%", "比去年增加{n}.{n}万元", "依据〔2026〕{n}号文件", "{day}至{day}停水",
    "共{n}户、{n}间、{n}㎡", "星期五{time}—{time}值班", "4×100米接力", "{n}级{n}班", "第{n}条规定", "2026—2027学年",
    "见 https://a.example/x-{n}?y={n}", "满分{n}分，{n}/{n}通过", "气温{n}℃至-{n}℃", "二三十人参加", "一百二十人",
    "十二月三十日下午两点半", "{n}号楼{n}室", "按一、二、三等奖{n}:{n}:{n}评选", "编号{n}{n}{n}-{n}", "**重要**：{n}天内办结",
)  # fmt: skip
HOSTILE = (
    "𠮷{n}", "😀{n}😀", "\u202e{n}\u202c", "{n}\u200b{n}", "１２{n}", "{n}e{n}", "{n}.{n}.{n}", "{n}，{n}，{n}", "一{n}二", "零{n}",
    "{n}年{n}月{n}日{n}点{n}分{n}秒", "{n}" * 30, "千万亿{n}", "\\{n}", "&#5{n};", "`{n}`", "～{n}～", "——{n}——", "({n})[{n}]{{{n}}}",
    "第第{n}条条", "人民币￥{n}.{n}元整", "A{n}B{n}", "{n}%%{n}‰", "两{n}", "半{n}", "{n}时{n}", "月{n}日", "年{n}",
)  # fmt: skip
_ENDS = ("，", "。", "；", "、", "！", "", " ", "：")
STATES: tuple[dict[str, str], ...] = (
    {}, {}, {}, {"expires": "2026-02-01"}, {"withdrawn": "内容有误。"}, {"repealed": "自2026年2月1日起废止。"}, {"urgent": "是"},
    {"aigc": "是"}, {"event_from": "2026-03-08 14:30", "event_until": "2026-03-08 16:00", "place": "行政楼 301 室"},
    {"deadline": "2026-03-20 17:00", "audience": "学生, 家长"}, {"contact": "教务处"}, {"summary": "3月8日开会，120人参加。"},
)  # fmt: skip
OPEN = {"open_from": "2026-02-25", "open_until": "2026-03-05", "objections": "{电话: 0000-8888002}"}
CLOSED = {"open_from": "2026-02-01", "open_until": "2026-02-10", "list_until_closed": "是", "result": "未收到异议。"}


def library(root: Path, count: int, seed: int) -> Library:
    """A site of `count` generated notices, of which those with errors are left out."""
    chance = Random(seed)
    texts = {f"notices/2026/{number}.md": _notice(chance, number) for number in range(count)}
    site = Site(root).write({**texts, "notices/screens.yml": "- {id: gate, title: 门头屏, size: 352x32}\n"})
    report = Report()
    return render(read(site.facts(), NOW, report), report)


def _notice(chance: Random, number: int) -> str:
    hostile = number % 2 == 1
    more: dict[str, str] = dict(chance.choice((*STATES, OPEN, CLOSED)))
    kind = "公示" if "open_from" in more else chance.choice(("通知", "公告", "倡议书", "通报"))
    title = re.sub(r"[\\`*&{}\[\]<>😀]", "", f"关于{_words(chance, hostile=hostile).strip('，。；、！： ')}的{kind}")
    return notice(title, body=_body(chance, hostile=hostile), kind=kind, id=f"g-{number}", **more)


def _body(chance: Random, *, hostile: bool) -> str:
    def words() -> str:
        return "".join(_words(chance, hostile=hostile) for _ in range(chance.randrange(1, 5)))

    parts = []
    for _ in range(chance.randrange(1, 7)):
        shape = chance.randrange(6)
        if shape == 0:
            parts.append("".join(f"{number}. {words()}\n" for number in range(1, chance.randrange(3, 6))))
        elif shape == 1:
            cell = words().replace("|", "").replace("`", "")
            parts.append(f"| 时间 | 内容 |\n| --- | --- |\n| 3月{chance.randrange(1, 29)}日 | {cell} |\n")
        elif shape == 2:
            parts.append(f"## {words()}\n")
        else:
            parts.append(words() + "\n")
    return "\n".join(parts)


def _words(chance: Random, *, hostile: bool) -> str:
    phrase = chance.choice(HOSTILE if hostile and chance.random() < 0.6 else PHRASES)
    fills: dict[str, Callable[[], str]] = {
        "{day}": lambda: chance.choice(
            (f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日", "2026年3月9日", "本月15日")
        ),
        "{time}": lambda: chance.choice((f"{chance.randrange(24)}:{chance.randrange(60):02}", "下午3点", "八点半")),
        "{n}": lambda: str(chance.choice((chance.randrange(10), chance.randrange(100), chance.randrange(100_000)))),
        "{phone}": lambda: f"0000-8888{chance.randrange(1000):03}",
        "{unit}": lambda: chance.choice(("教务处", "党政办公室")),
        "{place}": lambda: chance.choice(("报告厅", "行政楼301室")),
    }
    made = re.sub(r"\{\w+\}", lambda match: fills[match[0]]() if match[0] in fills else match[0], phrase)
    return made + chance.choice(_ENDS)


def projections(pages: Pages, source: Source) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every channel by its name, and a function that gives all of its words."""
    made, entry = pages.library, source.library.by_id[source.entry.id]
    for name in COMPARED:
        yield name, partial(CHANNELS[name].text, source)  # type: ignore[attr-defined]
    for design in DESIGNS:
        yield f"wechat {design}", partial(_article, source, design)
    yield "docx", lambda: document(docx(made, entry))
    yield "card", lambda: "\n".join(_strings([sheet.data for sheet in cards.sheets_of(made, entry).values()]))
    yield "banner", lambda: "\n".join(banners.slogans(made, entry))


def _article(source: Source, design: str) -> str:
    return unescape(re.sub("<[^>]*>", "\n", re.sub("</?span[^>]*>", "", wechat.html(source, design))))


def document(content: bytes) -> str:
    """The words of a docx, a paragraph a line."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        text = package.read("word/document.xml").decode()
    lines = ("".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", line)) for line in text.split("</w:p>"))
    return unescape("\n".join(lines))


_UNSAID = frozenset({"svg", "colours", "t", "role", "state", "layout", "id", "src", "path", "sha256", "key", "link"})


def _strings(value: Any) -> Iterator[str]:
    """The texts among the values of a sheet; runs that follow each other are one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if "i" in value:
            yield "".join(run.get("s", " ") for run in value["i"])
        for key, inner in value.items():
            if key not in _UNSAID and key not in ("i", "divisions"):
                yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
