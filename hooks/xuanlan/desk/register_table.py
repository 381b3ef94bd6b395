"""The registers that have forms at the desk, each under a name of its own, and what an edit of one is"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from xuanlan.desk.asked import EDITORS
from xuanlan.desk.edits import LONGEST, RefusedEditError, plain
from xuanlan.models import days, gate, holidays, names, screens, visits
from xuanlan.models.days import Day
from xuanlan.models.desk_settings import Role
from xuanlan.models.gate import SiteWaiver
from xuanlan.models.holidays import Year
from xuanlan.models.hotlines import Hotline
from xuanlan.models.names import RegisteredName
from xuanlan.models.screens import Screen
from xuanlan.models.settings import Settings
from xuanlan.models.visits import Visit
from xuanlan.proofreading.wording_data import Entry
from xuanlan.reading.edit_values import KEPT, Value, inner_of
from xuanlan.reading.field_edits import with_register
from xuanlan.reading.fields import Model
from xuanlan.reading.written import Written

_MOST, _DEEPEST = 10_000, 6


class Register(NamedTuple):
    """One register."""

    title: str
    path: str
    model: type[Model]
    """of the register, or where it is a list, of each entry"""
    about: str
    entry: str
    """what one entry is called; "" for a register that is no list"""
    roles: tuple[Role, ...] = EDITORS
    """who changes it"""


REGISTERS: Mapping[str, Register] = {
    "hotlines": Register(
        "电话热线",
        "notices/hotlines.yml",
        Hotline,
        "投诉举报和服务电话。文稿的联系方式、热线页、打印件都取自这里，改一处就处处改好。",
        "一个电话",
    ),
    "names": Register(
        "单位和人名",
        names.PATH,
        RegisteredName,
        "单位、部门、领导、会议的规范名称。文稿里与它们只差一个字的写法，检查时会指出来。",
        "一个名称",
    ),
    "screens": Register("大厅屏幕", screens.PATH, Screen, "大厅、走廊的每块屏幕播放什么、什么时候开。", "一块屏幕"),
    "settings": Register(
        "网站设置",
        "notices/settings.yml",
        Settings,
        "主办单位、网页底部的信息、栏目和文种、按什么要求审读。",
        "",
        (Role.PUBLISH,),  # it says who may do what at the desk
    ),
    "wording": Register(
        "本单位的写法",
        "notices/wording.yml",
        Entry,
        "本单位自己规定的正确写法，检查时和通用的词表一起用。",
        "一个写法",
    ),
    "waivers": Register(
        "不算错的",
        gate.WAIVERS,
        SiteWaiver,
        "看过以后认为不用改的检查结果，写明谁负责、为什么、到哪一天。",
        "一条",
    ),
    "holidays": Register(
        "放假安排",
        holidays.PATH,
        Year,
        "软件里还没有的年份，国务院办公厅公布以后补在这里，公示的工作日按它计算。",
        "一年",
    ),
    "calendar": Register(
        "年历",
        days.PATH,
        Day,
        "本单位自己的节日和主题日；软件里已有的日子，改日期、不用的也写在这里。",
        "一个日子",
    ),
    "visits": Register("进校园", visits.PATH, Visit, "什么活动进校园、哪一天来、凭什么依据；太多了会提醒。", "一项"),
}
"""By the names that addresses have."""


@dataclass(frozen=True, slots=True)
class RegisterEdit:
    """What was typed since the register with the digest `base` was opened."""

    base: str
    change: Value = None
    """of the fields or the entries; None for none"""
    text: str | None = None
    """the whole text, where it cannot be taken apart into fields"""

    @classmethod
    def of(cls, sent: Mapping[str, Any], register: Register) -> RegisterEdit:
        """Raises RefusedEditError."""
        base, change, text = (sent.get(key) for key in ("base", "fields", "text"))
        is_text = text is None or (isinstance(text, str) and len(text) <= LONGEST)
        if not isinstance(base, str) or not is_text or not (change is None or _fits(change, register)):
            raise RefusedEditError("an edit has base, fields, text")
        return cls(base, change, plain(text))


def _fits(change: Any, register: Register) -> bool:
    if register.entry:
        return isinstance(change, list) and len(change) <= _MOST and all(_is_row(one, register.model) for one in change)
    return _is_row(change, register.model)


def _is_row(value: Any, model: type[Model] | None, depth: int = 0) -> bool:
    """Whether a value has the form of the fields of `model`, or of words by words without one."""
    known = {KEPT, *model.model_fields} if model else None
    return (
        isinstance(value, dict)
        and len(value) <= _MOST
        and all(known is None or key in known for key in value)
        and all(_is_value(part, inner_of(model, key), depth + 1) for key, part in value.items())
    )


def _is_value(value: Any, model: type[Model] | None, depth: int) -> bool:
    if value is None or isinstance(value, str):
        return value is None or len(value) <= LONGEST
    if depth > _DEEPEST:
        return False
    if isinstance(value, list):
        rows = (isinstance(one, str) if model is None else _is_row(one, model, depth) for one in value)
        return len(value) <= _MOST and all(rows)
    return _is_row(value, model, depth)


def applied(data: bytes, edit: RegisterEdit, register: Register) -> bytes:
    """The file `data` with the edit; the same bytes when nothing was typed. Raises NotEditableError."""
    written = Written(data)
    if edit.text is not None:
        return written.with_text(edit.text)
    return data if edit.change is None else written.with_text(with_register(written.text, edit.change, register.model))
