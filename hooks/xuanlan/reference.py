"""The reference pages of the handbook, and JSON Schemas for editors, generated from the declarations of the fields.

`python -m xuanlan.reference DIR` writes the pages into DIR; `--schema NAME` prints a schema instead.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo

from xuanlan.checks import rules
from xuanlan.diagnostics.messages import MESSAGES
from xuanlan.library.docs import DocMeta
from xuanlan.models.baseline import Known
from xuanlan.models.gate import STRENGTHS, GateSettings, SiteWaiver, Waiver
from xuanlan.models.holidays import Year
from xuanlan.models.hotline_register import NationalRegister
from xuanlan.models.hotlines import Hotline, NationalHotline
from xuanlan.models.kinds import Column, Kind, shipped_kinds
from xuanlan.models.ledger import LedgerEntry
from xuanlan.models.names import FormerName, RegisteredName, Tenure
from xuanlan.models.notice import Attachment, Contact, Notice
from xuanlan.models.page_ledger import PageEntry
from xuanlan.models.rulesets import official_rulesets
from xuanlan.models.screens import Dwell, Play, Screen
from xuanlan.models.settings import Badge, DeskSettings, Settings, SheetFonts
from xuanlan.proofreading.rule import Rule, SiteRule
from xuanlan.proofreading.rules import TEXT
from xuanlan.proofreading.wording_data import Entry
from xuanlan.reading import fields
from xuanlan.reading.fields import Model, nested_model

_MADE = "<!-- Made by `python -m xuanlan.reference docs/manual`. Change the declarations, not this page. -->"
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
    ("栏目", Column, "网站设置的“栏目”里面，每个栏目可以写的内容。"),
    ("文种", Kind, "网站设置的“文种”里面，每个文种可以写的内容。"),
    ("屏幕", Screen, "写在 `notices/screens.yml`，每块屏幕以减号和空格开头。"),
    ("播放的内容", Play, "屏幕的“播放”里面，每一项可以写的内容。"),
    ("停留", Dwell, "屏幕的“停留”里面可以写的内容，单位是秒。"),
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
    (fields.TextList, "一个或几个词"),
    (fields.Ident, "英文字母、数字和减号"),
    (fields.RelPath, "文件的相对路径"),
    (fields.Url, "网址"),
)
_WORDS = {get_args(kind)[1].func: words for kind, words in _TYPES}
_LAYOUTS = {"notice": "公文式", "letter": "书信式", "rules": "条文式"}
_STRENGTHS = {severity: word for word, severity in STRENGTHS.items()}
_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {
        "fields.md": field_page(),
        "codes.md": code_page(),
        "rules.md": rule_page(),
        "numbers.md": number_page(),
    }


def field_page() -> str:
    """Every field of everything that staff write, and the kinds and official texts that ship with the engine."""
    parts = ["“字段”就是文件头里每行冒号前面的那个词。中文名、英文名任选一个，意思一样，同一个字段不要写两次。", ""]
    parts += ["日期写成 `2026-03-08` 或者 `2026年3月8日`；加时间写成 `2026-03-08 09:30`。几个词之间用顿号或逗号。", ""]
    for title, model, intro in _SECTIONS:
        rows = (_field_row(model, name, info) for name, info in model.model_fields.items())
        head = ("中文名", "英文名", "怎么写", "不写时", "说明", "例子")
        parts += [f"## {title}", "", intro, "", *_table(head, rows), ""]
    return _page("字段说明", [*parts, *_kinds(), "", *_official()])


def code_page() -> str:
    """Every diagnostic, by code."""
    rows = (
        (f"`{code}`", _SEVERITIES[message.severity], _sentence(message.text), _sentence(message.hint))
        for code, message in sorted(MESSAGES.items())
    )
    intro = "检查结果每一条的末尾，方括号里是它的代码。省略号代表具体的内容，检查时会写明。"
    return _page("检查代码一览", [intro, "", *_table(("代码", "程度", "意思", "怎么办"), rows)])


def rule_page() -> str:
    """Every rule of the gate: how strong it is, what it is about and why, with examples."""
    intro = [
        "审读规则逐字看每一篇文稿、手写页面和登记表。轻重有三种：**停发**，改好或者放行以前不能发布；**提醒**，"
        "照样发布；**提示**，只在 `xuanlan check --hints` 时列出。一条规则的轻重可以在网站设置的“审读”里改，"
        "看过而不用改的可以放行，见[审读](gate.md)。",
        "",
    ]
    parts = []
    every: tuple[Rule | SiteRule, ...] = (*TEXT, *rules.SITE)
    for rule in every:
        message = MESSAGES[rule.code]
        words = [f"## {rule.code}", "", f"**{_STRENGTHS[message.severity]}**：{_escaped(rule.about)}", ""]
        words += [f"依据：{_escaped(rule.source)}", ""]
        if isinstance(rule, Rule):
            # Examples of what is found everywhere would be found here, too.
            kinds = () if rule.everywhere else (("会提出", rule.fires), ("不会提出", rule.passes))
            words += [f"- {label}：{'、'.join(f'`{_one_line(text)}`' for text in texts[:3])}" for label, texts in kinds]
        parts += [*words, ""]
    return _page("审读规则", [*intro, *parts[:-1]])


def _one_line(text: str) -> str:
    return " / ".join(" ".join(line.split()) for line in text.split("\n") if line.strip()).replace("`", "'")


def number_page() -> str:
    """The national hotlines and their status."""
    intro = [
        '热线登记表里写 `national: "12345"`，就从这张表取用名称、受理范围和时间。',
        "各地做法不同，号码也在陆续并入 12345，发布以前请在当地逐个拨打核对。",
    ]
    rows = (
        (row.number, _escaped(row.name), _escaped(row.purpose), _standing(row), _escaped(row.source))
        for row in sorted(NationalRegister.shipped().entries.values(), key=lambda row: (len(row.number), row.number))
    )
    return _page("全国热线表", [*intro, "", *_table(("号码", "名称", "受理", "状态", "依据"), rows)])


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
    extra = info.json_schema_extra
    also: Any = extra.get("x-also", ()) if isinstance(extra, dict) else ()
    return [info.title or name, *also, name]


def _field_row(model: type[Model], name: str, info: FieldInfo) -> tuple[str, ...]:
    inner = nested_model(model, name)
    title = next((title for title, shown, _ in _SECTIONS if shown is inner), "")
    words = f"见“[{title}](#{title})”" if title else _type_words(info)
    names = "、".join(_spellings(name, info)[:-1])
    example = str((info.examples or [""])[0])
    return names, f"`{name}`", words, _default(info), _escaped(info.description or ""), f"`{example}`"


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
    return str(info.default) if info.default else "—"


def _standing(row: NationalHotline) -> str:
    instead = f"请拨 {row.replaced_by}" if row.replaced_by else ""
    words = {"current": "在用", "merging": "各地归并中，打不通", "cancelled": "**已取消**，", "web": "只在网上受理"}
    return words[row.status] + instead


def _official() -> Iterator[str]:
    """The official rule sets with the ids by which notices refer to them."""
    yield from ("## 随软件提供的官方条文", "", "规定的“官方文本”写左边的编号，检查时与官方条文逐字比对。", "")
    rows = (
        (
            f"`{item.id}`",
            _escaped(item.title),
            str(len(item.items)),
            f"已被 `{item.superseded_by}` 取代" if item.superseded_by else "现行",
            _escaped(str(item.source)),
        )
        for item in official_rulesets().values()
    )
    yield from _table(("编号", "名称", "条数", "状态", "出处"), rows)


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
    yield from _table(("文种", "栏目", "版式", "法定公文种类", "还应写明"), rows)


def _page(title: str, lines: list[str]) -> str:
    return "\n".join([f"# {title}", "", _MADE, "", *lines]) + "\n"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _sentence(text: str) -> str:
    """A message with its placeholders removed."""
    plain = re.sub(r"\{suggestion\}", "", text)
    if not plain or plain in ("{advice}", "{missing}"):
        return "检查时会写明。"
    return _escaped(re.sub(r"\{\w+\}", "……", plain))


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]{}|])", r"\\\1", text)


def main() -> None:
    """Write the pages, or print a schema."""
    models: dict[str, type[Model]] = {"notice": Notice, "settings": Settings, "hotlines": Hotline}
    parser = argparse.ArgumentParser(prog="python -m xuanlan.reference", description=__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("folder", nargs="?", type=Path, help="where the pages are written")
    choice.add_argument("--schema", choices=sorted(models), help="print this JSON Schema")
    wanted = parser.parse_args()
    if wanted.schema:
        found = schema(models[wanted.schema])
        found = {"type": "array", "items": found} if wanted.schema == "hotlines" else found
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, text in pages().items():
        (wanted.folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
