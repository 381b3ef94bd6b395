"""The page of all fields that staff write, with the kinds and official texts that ship, and JSON Schemas for editors"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from xuanlan.library.docs import DocMeta
from xuanlan.models.approval_steps import Step
from xuanlan.models.approvals import Decision
from xuanlan.models.baseline import Known
from xuanlan.models.campaign import Campaign, Phase, Task
from xuanlan.models.days import Day
from xuanlan.models.desk_settings import DeskSettings, Person
from xuanlan.models.gate import GateSettings, SiteWaiver, Waiver
from xuanlan.models.holidays import Year
from xuanlan.models.hotlines import Hotline
from xuanlan.models.indicators import Indicator
from xuanlan.models.kinds import Column, Kind, shipped_kinds
from xuanlan.models.ledger import LedgerEntry
from xuanlan.models.names import FormerName, RegisteredName, Tenure
from xuanlan.models.notice import Attachment, Contact, Notice
from xuanlan.models.page_ledger import PageEntry
from xuanlan.models.pledges import Pledge
from xuanlan.models.publications import Publication
from xuanlan.models.rulesets import official_rulesets
from xuanlan.models.screens import Dwell, Play, Screen
from xuanlan.models.settings import Badge, Settings, SheetFonts
from xuanlan.models.visits import Visit
from xuanlan.proofreading.wording_data import Entry
from xuanlan.reading import fields
from xuanlan.reading.fields import Model, nested_model
from xuanlan.reading.keys import words_beside
from xuanlan.reference.tables import escaped, page, table

_SECTIONS: tuple[tuple[str, type[Model], str], ...] = (
    ("文稿", Notice, "写在文稿开头的两行 `---` 之间。只有标题、文种、成文日期三项非写不可。"),
    ("联系方式", Contact, "文稿的“联系方式”和“受理”里面可以写的内容。只写一行时，就是名称。"),
    ("附件", Attachment, "文稿的“附件”里面，每个文件可以写的内容。只写一行时，就是文件。"),
    ("热线", Hotline, "写在 `notices/hotlines.yml`，每条以减号和空格开头。"),
    ("网站设置", Settings, "写在 `notices/settings.yml`，每项都可以不写。"),
    ("网站标识", Badge, "网站设置的“网站标识”里面可以写的内容。"),
    ("打印字体", SheetFonts, "网站设置的“打印字体”里面可以写的内容，写字体自己的名称。"),
    ("审读", GateSettings, "网站设置的“审读”里面可以写的内容。"),
    ("写稿台", DeskSettings, "网站设置的“写稿台”里面可以写的内容。"),
    ("写稿台的人员", Person, "“写稿台”的“人员”里，每个人可以写的内容。"),
    ("放行", Waiver, "文稿的“放行”里面，每一条可以写的内容。"),
    (
        "全站放行",
        SiteWaiver,
        "写在 `notices/waivers.yml`，每条以减号和空格开头，用于全部文稿或者写明编号的一份。",
    ),
    (
        "登记的名称",
        RegisteredName,
        "写在 `notices/names.yml`，每条以减号和空格开头；`xuanlan names collect` 从文稿里找出来供挑选。",
    ),
    ("曾用名", FormerName, "登记的名称的“曾用名”里面，每一个可以写的内容。只写一行时，就是名称。"),
    ("任职", Tenure, "领导的“任职”里面，每一项可以写的内容。"),
    ("本单位的写法", Entry, "写在 `notices/wording.yml`，每条以减号和空格开头。"),
    ("旧问题清单", Known, "`notices/baseline.yml`，由 `xuanlan check --baseline` 写入，一般不用手工修改。"),
    (
        "放假安排",
        Year,
        "写在 `notices/holidays.yml`，每年一条，以减号和空格开头。公示的工作日按它计算；软件还没有的年份，"
        "国务院办公厅公布以后自己补上。",
    ),
    ("年历", Day, "写在 `notices/calendar.yml`，每条以减号和空格开头，见[年历](year.md)。"),
    ("进校园", Visit, "写在 `notices/visits.yml`，每条以减号和空格开头，见[年历](year.md)。"),
    ("栏目", Column, "网站设置的“栏目”里面，每个栏目可以写的内容。"),
    ("文种", Kind, "网站设置的“文种”里面，每个文种可以写的内容。"),
    (
        "重点工作的方案",
        Campaign,
        "写在 `notices/campaigns/名称.yml`，由 `xuanlan campaign from` 写好，见[重点工作](campaigns.md)。",
    ),
    ("方案的阶段", Phase, "方案的“阶段”里面，每一个可以写的内容。"),
    ("方案的任务", Task, "方案的“任务”里面，每一项可以写的内容。"),
    ("方案的测评指标", Indicator, "方案的“指标体系”里面，每一项可以写的内容。"),
    ("屏幕", Screen, "写在 `notices/screens.yml`，每块屏幕以减号和空格开头。"),
    ("播放的内容", Play, "屏幕的“播放”里面，每一项可以写的内容。"),
    ("停留", Dwell, "屏幕的“停留”里面可以写的内容，单位是秒。"),
    ("审批的一步", Step, "网站设置的“审批”里面，每一步可以写的内容，见[送审和审批](approval.md)。"),
    ("审批登记簿", Decision, "`notices/approvals.yml` 中每条意见一行，由审批命令和写稿台写入，不用手工修改。"),
    (
        "信息发布台账",
        Publication,
        "`notices/publications.yml` 中每次公开一行，由发布、回退和打印命令写入，不用手工修改。",
    ),
    ("责任书名册", Pledge, "`notices/pledges.yml` 中每份责任书一行，由 `xuanlan pledge` 写入，不公开。"),
    ("已发布网页登记簿", PageEntry, "`notices/pages.yml` 中每个网页一条，由发布命令写入；撤下网页时才需要手工修改。"),
    ("已发布网址登记簿", LedgerEntry, "`notices/ledger.yml` 中每个编号一条，文稿撤下或者改址时才需要手工修改。"),
    ("手写页面", DocMeta, "写在 `docs` 文件夹中的页面的开头，可以不写。"),
)
_TYPES: tuple[tuple[Any, str], ...] = (
    (fields.Text, "一行文字"),
    (fields.LongText, "一段文字"),
    (fields.Flag, "是、否"),
    (fields.Number, "整数"),
    (fields.Day, "日期"),
    (fields.FromMoment, "日期，可加时间"),
    (fields.UntilMoment, "日期，可加时间"),
    (fields.Instant, "日期和时间"),
    (fields.TextList, "一个或几个词"),
    (fields.Ident, "英文字母、数字和减号"),
    (fields.RelPath, "文件的相对路径"),
    (fields.Url, "网址"),
)
_WORDS = {get_args(kind)[1].func: words for kind, words in _TYPES}
_LAYOUTS = {"notice": "公文式", "letter": "书信式", "rules": "条文式", "quiz": "问答式", "inspection": "督查式",
            "reply": "整改回复式"}  # fmt: skip


def field_page() -> str:
    """Every field of everything that staff write, and the kinds and official texts that ship with the engine."""
    parts = ["“字段”就是文件头里每行冒号前面的那个词。中文名、英文名任选一个，意思一样，同一个字段不要写两次。", ""]
    parts += ["日期写成 `2026-03-08` 或者 `2026年3月8日`；加时间写成 `2026-03-08 09:30`。几个词之间用顿号或逗号。", ""]
    for title, model, intro in _SECTIONS:
        rows = (_field_row(model, name, info) for name, info in model.model_fields.items())
        head = ("中文名", "英文名", "怎么写", "不写时", "说明", "例子")
        parts += [f"## {title}", "", intro, "", *table(head, rows), ""]
    return page("字段说明", [*parts, *_kinds(), "", *_official()])


def schema(model: type[Model]) -> dict[str, Any]:
    """JSON Schema of `model` as authors write it, with every spelling of its keys; it accepts more than the engine."""
    properties: dict[str, Any] = {}
    required = []
    for name, info in model.model_fields.items():
        inner = nested_model(model, name)
        kinds: list[Any] = [{"type": ["string", "number", "boolean"]}, {"type": "array"}]
        row = {"anyOf": [*kinds, schema(inner)]} if inner else {"anyOf": kinds}
        names = _spellings(name, info)
        properties |= {key: {"description": f"{info.title}：{info.description}", **row} for key in names}
        if info.is_required():
            required.append({"anyOf": [{"required": [key]} for key in names]})
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "allOf": required} if required else found


def _spellings(name: str, info: FieldInfo) -> list[str]:
    """All spellings of a key: the Chinese name, other spellings, then the English key."""
    return [info.title or name, *words_beside(info, "x-also"), name]


def _field_row(model: type[Model], name: str, info: FieldInfo) -> tuple[str, ...]:
    inner = nested_model(model, name)
    title = next((title for title, shown, _ in _SECTIONS if shown is inner), "")
    words = f"见“[{title}](#{title})”" if title else _type_words(info)
    names = "、".join(_spellings(name, info)[:-1])
    example = str((info.examples or [""])[0])
    return names, f"`{name}`", words, _default(info), escaped(info.description or ""), f"`{example}`"


def _type_words(info: FieldInfo) -> str:
    """The type in Chinese words; a type without a word of its own is explained by its example."""
    stack: list[Any] = [*info.metadata, info.annotation]
    checks = []
    while stack:
        part = stack.pop()
        checks += [part.func] if hasattr(part, "func") else []
        stack.extend(get_args(part))
    if not checks:
        raise TypeError(f"no words for the type of {info.title}")
    return next((_WORDS[check] for check in checks if check in _WORDS), "固定的格式，照例子写")


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "**必须写**"
    if isinstance(info.default, bool):
        return "是" if info.default else "否"
    if isinstance(info.default, tuple):
        return escaped("、".join(info.default)) or "—"
    return str(info.default) if info.default else "—"


def _official() -> Iterator[str]:
    """The official rule sets with the ids by which notices refer to them."""
    yield from ("## 随软件提供的官方条文", "", "规定的“官方文本”写左边的编号，检查时与官方条文逐字比对。", "")
    rows = (
        (
            f"`{item.id}`",
            escaped(item.title),
            str(len(item.items)),
            f"已被 `{item.superseded_by}` 取代" if item.superseded_by else "现行",
            escaped(str(item.source)),
        )
        for item in official_rulesets().values()
    )
    yield from table(("编号", "名称", "条数", "状态", "出处"), rows)


def _kinds() -> Iterator[str]:
    """The shipped kinds with their columns."""
    shipped = shipped_kinds()
    columns = {column.slug: column.title for column in shipped.columns}
    yield from ("## 现成的文种", "", "本单位还可以在网站设置里增加文种和栏目。", "")
    alike: dict[tuple[str, ...], list[str]] = {}
    for kind in shipped.kinds:
        wanted = "、".join(str(Notice.model_fields[name].title) for name in (*kind.requires, *kind.expects))
        place = f"{columns[kind.column]}（`{kind.column}`）"
        key = (place, _LAYOUTS[kind.layout], "是" if kind.official else "否", wanted or "—")
        alike.setdefault(key, []).append(kind.name)
    rows = (("、".join(names), *key) for key, names in alike.items())
    yield from table(("文种", "栏目", "版式", "法定公文种类", "还应写明"), rows)
