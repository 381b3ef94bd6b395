"""Screens in lobbies and corridors, `notices/screens.yml`: what each plays, and when."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from xuanlan.diagnostics.report import Position, Report
from xuanlan.models.hours import Hours, parse_hours
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import (
    Flag,
    FromMoment,
    Ident,
    Model,
    RelPath,
    Text,
    TextList,
    UntilMoment,
    choice,
    declare,
    shown,
    within,
)
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate, written_at
from xuanlan.reading.yaml_marks import Marked
from xuanlan.text.dates import SHANGHAI

PATH = "notices/screens.yml"
SHOWS = {
    "文稿": "notices",
    "规定": "rules",
    "核心价值观": "values",
    "热线": "hotlines",
    "知识问答": "quiz",
    "标语": "slogans",
    "图片": "pictures",
    "照片": "photos",
    "倒计时": "countdown",
    "时钟": "clock",
    "年历": "days",
    "近期任务": "tasks",
}
OF_NOTICES = frozenset({"notices", "rules", "photos"})
"""What is shown of notices, which an entry of a playlist chooses by column, kind, tag, unit or id."""
THEMES = {"浅色": "light", "深色": "dark", "红色": "red"}
SHORTEST, LONGEST = 3, 3600
"""Least and most seconds that a slide may stay."""
AFTER = 7
"""Days for which a countdown says that its day is past, unless its end is given."""
LED_HEIGHT = 128
"""Pixels: no monitor is lower, so a lower screen is made of LED modules."""
SIDES = range(16, 16385)
"""Pixels that a screen may have across and down."""


def _hours(value: Any) -> Any:
    found = parse_hours(value) if isinstance(value, str) else value
    if not isinstance(found, tuple):
        raise PydanticCustomError("hours-unclear", "{found}", {"found": shown(value)})
    return found


def _size(value: Any) -> Any:
    match = re.fullmatch(r"\s*(\d{2,5})\s*[xX×*＊]\s*(\d{2,5})\s*", value) if isinstance(value, str) else None
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(side in SIDES for side in size):
        raise PydanticCustomError(
            "field-type", "{found}", {"expected": "“宽×高”，单位是像素，例如 1920×1080", "found": shown(value)}
        )
    return size


def _lines(value: Any) -> Any:
    """The lines of a text, or the items of a list; commas and the like do not divide them."""
    parts = value.split("\n") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise PydanticCustomError("field-type", "{found}", {"expected": "每行一条标语", "found": shown(value)})
    return tuple(line for part in parts if (line := " ".join(part.split())))


Times = Annotated[Hours, BeforeValidator(_hours)]
Size = Annotated[tuple[int, int], BeforeValidator(_size)]
Lines = Annotated[tuple[str, ...], BeforeValidator(_lines)]
Seconds = Annotated[int, within(SHORTEST, LONGEST)]
Count = Annotated[int, within(1, 100)]


class Dwell(Model):
    """How many seconds a slide of each kind stays, unless its item says otherwise."""

    notice: Seconds = declare("文稿", "文稿的每一屏。", "20", 20)
    rules: Seconds = declare("规定", "规定的每一屏，逐条播放时是每一条。", "12", 12)
    values: Seconds = declare("核心价值观", "核心价值观的每一屏。", "10", 10)
    hotlines: Seconds = declare("热线", "热线的每一屏。", "15", 15)
    slogans: Seconds = declare("标语", "每条标语。", "10", 10)
    pictures: Seconds = declare("图片", "每张图片、照片。", "12", 12)
    countdown: Seconds = declare("倒计时", "倒计时。", "10", 10)
    clock: Seconds = declare("时钟", "时钟。", "8", 8)


class Play(Model):
    """One item of a playlist."""

    show: Annotated[str, choice(SHOWS)] = declare(
        "内容",
        "播放什么：文稿、规定、核心价值观、热线、知识问答、标语、图片、照片、倒计时、时钟、年历、近期任务。",
        "文稿",
        ...,
    )
    ids: TextList = declare("编号", "只播这几份文稿或规定；近期任务写方案文件的名称。", "2026-017, 2026-021", ())
    columns: TextList = declare("栏目", "只播这几个栏目的文稿。", "通知公告", ())
    kinds: TextList = declare("文种", "只播这几个文种的文稿。", "通知", ())
    tags: TextList = declare("标签", "只播有这些标签之一的文稿。", "安全", ())
    units: TextList = declare("发布单位", "只播这几个单位的文稿；近期任务是它们牵头、配合的。", "学生工作处", ())
    latest: Count = declare(
        "最新", "最多播几份，从最新的数起，已经失效的不算；知识问答是几题，近期任务是几项。", "10", 10
    )
    full: Flag = declare("全文", "写“否”时只播标题、单位、日期和二维码。", "是", True)
    each: Flag = declare("逐条", "规定一条一屏，核心价值观一词一屏；写“否”时合在一起。", "是", True)
    lines: Lines = declare("文字", "标语，一行一条。", "[强国有我, 请讲普通话]", ())
    images: TextList = declare("图片", "图片文件，从 notices 文件夹算起。", "图片/校园平面示意图.png", ())
    caption: Text | None = declare("说明", "图片下面的一句话。", "校园平面示意图")
    event: Text | None = declare("事项", "倒计时到什么事，前面自动加“距离”。", "2027年高考")
    date: FromMoment | None = declare("日期", "倒计时到哪一天。", "2027-06-07")
    on_day: Text | None = declare("当天", "到了那一天说什么；不写就说“今天”和事项。", "高考加油")
    after: Text | None = declare(
        "之后", "过了那一天说什么，播到“结束”，不写结束就播七天；不写就不再播。", "高考圆满结束"
    )
    dwell: Annotated[int, within(SHORTEST, LONGEST)] | None = declare("停留", "每一屏停留几秒。", "15")
    hours: Times | None = declare("时间", "只在这些时间播放，写法与热线的时间一样。", "工作日 11:00—13:00")
    start: FromMoment | None = declare("开始", "从哪一天起播放。", "2026-12-01")
    end: UntilMoment | None = declare("结束", "播放到哪一天，当天过完为止。", "2026-12-10")

    @property
    def until(self) -> datetime | None:
        """When it is played no more: a countdown ends by itself, on the day or some days after it."""
        if self.show != "countdown" or self.date is None:
            return self.end
        day = datetime.combine(self.date.astimezone(SHANGHAI), time(), SHANGHAI)
        over = day + timedelta(days=1 + (AFTER if self.after else 0))
        return over if self.end is None else self.end if self.after else min(self.end, over)


class Screen(Model):
    """One screen."""

    id: Ident = declare("编号", "网址 /kiosk/编号/ 的一部分。", "lobby", ...)
    title: Text | None = declare("名称", "给工作人员看的名称。", "教学楼大厅")
    size: Size | None = declare("尺寸", "屏幕的宽和高，预览时用；播放时以实际的屏幕为准。", "1920×1080")
    led: Flag = declare(
        "电子屏",
        f"由控制卡播放文本的 LED 电子屏写“是”，xuanlan channel 就给它做文本文件；高不到 {LED_HEIGHT} 像素的不用写。",
        "是",
        False,
    )
    theme: Annotated[str, choice(THEMES)] = declare("主题", "浅色、深色或红色。", "浅色", "light")
    hours: Times | None = declare("时间", "开屏的时间，写法与热线的时间一样；不写就是全天。", "工作日 7:00—21:00")
    night: RelPath | None = declare(
        "夜间图片", "不开屏时显示的图片，从 notices 文件夹算起；不写就是黑屏。", "图片/夜间.png"
    )
    ended: Flag = declare("结束的公示", "写“是”时，公示期过了还播；不写就不再播。", "是", False)
    max_slides: Annotated[int, within(1, 50)] = declare(
        "最多屏数", "一份文稿最多播几屏，放不下的请读者扫码看全文。", "5", 5, also="max-slides"
    )
    ticker: Flag = declare("滚动字幕", "在屏幕底部滚动最新文稿的标题。", "是", False)
    dwell: Dwell = declare("停留", "各种内容每一屏停留几秒。", "{文稿: 20, 标语: 8}", Dwell())
    play: tuple[Play, ...] = declare(
        "播放", "依次播放什么；不写就播放常用的内容。", "[{内容: 文稿, 栏目: 通知公告}]", ()
    )

    @property
    def is_led(self) -> bool:
        """Whether it is an LED screen, which shows what its controller is given."""
        return self.led or (self.size is not None and self.size[1] < LED_HEIGHT)


USUAL = (
    Play(show="notices"),
    Play(show="rules", latest=3),
    Play(show="values"),
    Play(show="hotlines"),
    Play(show="clock"),
)
"""The playlist of a screen that has none."""
DEFAULT = Screen(id="default", title="大厅屏幕")
"""The screen of a site that has no file of screens."""


@dataclass(slots=True)
class Screens:
    """The screens of a site, and where they were written."""

    screens: list[Screen] = field(default_factory=lambda: [DEFAULT])
    written: dict[str, int] = field(default_factory=dict)
    """index of each screen in the file's list, by its id"""
    marked: Marked = field(default_factory=Marked)

    def place(self, screen: Screen, *steps: str | int) -> Position:
        """Where the value that `steps` (field names, list indexes) lead to was written, or the nearest parent."""
        if screen.id not in self.written:
            return Position(PATH)
        return written_at(self.marked, Screen, steps, (self.written[screen.id],))


def load(root: Path, report: Report) -> Screens:
    """The screens of the site at `root`: those of its file, or the usual one. Mistakes are reported."""
    file = root / PATH
    text = read_text(file, PATH, report) if os.path.lexists(file) else None
    marked = yaml_marks.parse(text, PATH, report) if text else None
    if marked is None or marked.value is None:
        return Screens()
    if not isinstance(marked.value, list):
        report.add("register-not-list", marked.position(()), example="- id: lobby")
        return Screens()
    found = Screens([], {}, marked)
    first: dict[str, int] = {}
    for number in range(len(marked.value)):
        screen = validate(Screen, marked, report, (number,))
        if screen is None:
            continue
        if screen.id.lower() in first:
            at = marked.position((number,))
            report.add("screen-twice", at, id=screen.id, first=marked.position((first[screen.id.lower()],)).line)
            continue
        first[screen.id.lower()] = number
        found.written[screen.id] = number
        found.screens.append(screen)
    return found
