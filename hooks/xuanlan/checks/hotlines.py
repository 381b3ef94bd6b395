"""Hotlines: numbers that are gone or going, entries that cannot be shown, names that nearly match."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from functools import cache, partial

from xuanlan.checks.examples import files, notice
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.hotline_register import (
    NationalRegister,
    ResolvedHotline,
    by_name,
    phone_words,
    short_number,
    split_phone,
)
from xuanlan.models.hotlines import NationalHotline
from xuanlan.models.notice import Contact, field_position
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.keys import nearest
from xuanlan.text.folding import fold

NEAR = 0.8
"""From this similarity (difflib ratio) on, a contact's name counts as a misspelt name of a register entry."""
_WINDOW = 12
_LOCAL = 7
"""Fewest digits of a telephone number without its area code."""
_AND = re.compile(r"[、，,；;/\s]+|和|及|或")
_CALL = re.compile("举报|热线|拨打|电话|投诉|咨询|致电|请拨")
_GONE = re.compile("停用|停止|取消|撤销|并入|归并|整合|合并|不再|关停|注销|原先|原来|原有|原环保|原12")


def check(library: Library, report: Report) -> None:
    _register(library.hotlines, library.national, report)
    names = {hotline.name for hotline in library.hotlines if hotline.name}
    near: dict[str, str] = {}
    for entry in library.entries:
        if entry.state != "draft":
            _contacts(library, entry, names, near, report)


def cancelled_numbers(manuscript: Manuscript, report: Report) -> None:
    """Report cancelled numbers that the text asks to call; a text that says that they are gone is left alone."""
    cancelled, pattern = _cancelled()
    body = manuscript.body
    for match in pattern.finditer(body):
        around = body[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
        if _CALL.search(around) and not _GONE.search(around):
            row = cancelled[match[0]]
            place = manuscript.shown.locator.at(match.start())
            report.add("hotline-cancelled-text", place, **_row_values(row))


@cache
def _cancelled() -> tuple[dict[str, NationalHotline], re.Pattern[str]]:
    """The cancelled national numbers with their entries, and a pattern that finds them in a text."""
    entries = NationalRegister.shipped().entries
    rows = {number: row for number, row in entries.items() if row.status == "cancelled"}
    whole = "|".join(rf"{number}(?<!\d{number})" for number in rows)  # begins with a literal, so the search is fast
    return rows, re.compile(rf"(?:{whole})(?!\d)")


def _register(hotlines: list[ResolvedHotline], national: NationalRegister, report: Report) -> None:
    seen: dict[str, ResolvedHotline] = {}
    for hotline in hotlines:
        place = hotline.position
        if hotline.national and hotline.national not in national.entries:
            suggestion = nearest(hotline.national, national.entries)
            report.add("hotline-national-unknown", place, found=hotline.national, suggestion=suggestion)
        elif not hotline.name:
            report.add("hotline-nameless", place)
        first = seen.setdefault(hotline.slug.lower(), hotline)
        if first is not hotline:
            report.add("hotline-twice", place, slug=hotline.slug, first=first.position.line, name=first.name)
        _number(hotline, national, report)


def _number(hotline: ResolvedHotline, national: NationalRegister, report: Report) -> None:
    short = short_number(hotline.number)
    row = national.find(hotline.number)
    values = {**_row_values(row), "found": short, "number": short} if row else {}
    if row is None:
        if re.fullmatch(r"12\d{3}", short) and not hotline.kept and not hotline.national:
            report.add("hotline-unknown", hotline.position, found=short, number=short)
    elif row.status == "cancelled":
        report.add("hotline-cancelled", hotline.position, **values)
    elif row.status == "web":
        report.add("hotline-not-phone", hotline.position, **values)
    elif row.status == "merging" and not hotline.kept:
        report.add("hotline-merging", hotline.position, **values)


def _row_values(row: NationalHotline) -> dict[str, str]:
    instead, page = row.replaced_by or "", row.page or ""
    return {"found": row.number, "number": row.number, "name": row.name, "instead": instead, "page": page}


def _contacts(library: Library, entry: Entry, names: set[str], near: dict[str, str], report: Report) -> None:
    for field in ("contact", "objections"):
        contact: Contact | None = getattr(entry.notice, field)
        if contact is None:
            continue
        place: Position = field_position(entry.places, field)
        name = contact.name or ""
        if known := by_name(library.hotlines, name):
            _compare(contact, known, partial(field_position, entry.places, field), report)
        elif contact.phone:
            row = library.national.find(contact.phone)
            if row and row.status == "cancelled":
                report.add("hotline-cancelled-text", place, **_row_values(row))
        elif part := next((part for part in _AND.split(name) if by_name(library.hotlines, part)), ""):
            report.add("contact-several", place, found=name, name=part)
        elif name:
            if name not in near:
                near[name] = next(iter(difflib.get_close_matches(name, sorted(names), n=1, cutoff=NEAR)), "")
            if near[name]:
                report.add("contact-near", place, found=name, name=near[name])


def _compare(contact: Contact, known: ResolvedHotline, place: Callable[..., Position], report: Report) -> None:
    """Report where `contact` differs from the entry that it names: pages show the entry, so the rest would be lost."""
    phone = phone_words(known.number, known.extension)
    there = {"phone": phone, "address": known.address, "email": known.email, "hours": known.hours}
    for part, registered in there.items():
        written = getattr(contact, part)
        same = _same_number(written or "", known) if part == "phone" else fold(written or "") == fold(registered)
        if written and not same:
            values = {"label": Contact.model_fields[part].title, "found": written, "there": registered or "（没有写）"}
            report.add("contact-differs", place(part=part), name=known.name, **values)


def _same_number(written: str, known: ResolvedHotline) -> bool:
    """Whether `written` and the entry's number reach the same telephone: one of them may lack the area code."""
    number, extension, _ = split_phone(written)
    here, there = (re.sub(r"[^0-9]", "", text) for text in (number, known.number))
    shorter, longer = sorted((here, there), key=len)
    alike = here == there or (len(shorter) >= _LOCAL and longer.endswith(shorter))
    return alike and extension in ("", known.extension)


_MERGED = "国办发〔2020〕53号；国办函〔2025〕66号"
_REGISTER = "hotlines.yml"


def _registered(*lines: str, contact: str = "") -> str:
    """A register of one entry with these lines, and a notice that refers to `contact`."""
    register = (_REGISTER, "- " + "\n  ".join(lines) + "\n")
    return files(register, ("a.md", notice("请来电。", *([f"contact: {contact}"] if contact else []))))


_OFFICE = ("name: 学院总值班室", "number: 0000-8888001")
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "hotline-cancelled",
        "登记的全国热线已经取消，打不通。",
        _MERGED,
        (_registered("name: 环保举报", 'number: "12369"'),),
        (_registered("name: 政务服务便民热线", 'number: "12345"'), _registered(*_OFFICE)),
    ),
    SiteRule(
        "hotline-merging",
        "登记的全国热线各地正在归并，要在当地核实。",
        _MERGED,
        (_registered("name: 文化市场举报", 'number: "12318"'),),
        (_registered("name: 文化市场举报", 'number: "12318"', "kept: 是"), _registered(*_OFFICE)),
    ),
    SiteRule(
        "hotline-not-phone",
        "登记的不是电话号码，只在网上受理。",
        _MERGED,
        (_registered("name: 智能化举报平台", 'number: "12337"'),),
        (_registered("name: 政务服务便民热线", 'number: "12345"'), _registered(*_OFFICE)),
    ),
    SiteRule(
        "hotline-unknown",
        "五位数的 12 开头的号码不在全国热线表里，多半是写错了。",
        _MERGED,
        (_registered("name: 某热线", 'number: "12399"'),),
        (_registered("name: 某热线", 'number: "12399"', "kept: 是", "source: 本地公告"), _registered(*_OFFICE)),
    ),
    SiteRule(
        "hotline-cancelled-text",
        "文稿请读者拨打的号码已经取消。",
        _MERGED,
        (notice("发现污染请拨打环保举报热线12369。"), notice("请来电。", "contact: {name: 环保举报, phone: '12369'}")),
        (notice("环保举报热线12369已经停用，请拨打12345。"), notice("请拨打12345热线。")),
    ),
    SiteRule(
        "contact-near",
        "联系方式与登记的名称差一两个字，网页上就没有电话和时间。",
        "核对",
        (_registered(*_OFFICE, contact="学院总值班"),),
        (_registered(*_OFFICE, contact="学院总值班室"), _registered(*_OFFICE, contact="图书馆借阅台")),
    ),
    SiteRule(
        "contact-differs",
        "联系方式与登记的号码不同，网页上只写登记的。",
        "核对",
        (_registered(*_OFFICE, contact="{name: 学院总值班室, phone: 0000-8888002}"),),
        (
            _registered(*_OFFICE, contact="{name: 学院总值班室, phone: 0000-8888001}"),
            _registered(*_OFFICE, contact="{name: 图书馆, phone: 0000-8888002}"),
        ),
    ),
    SiteRule(
        "contact-several",
        "一处写了几个联系人，登记的电话列不出来。",
        "核对",
        (_registered(*_OFFICE, contact="学院总值班室、教务处"),),
        (_registered(*_OFFICE, contact="学院总值班室"), _registered(*_OFFICE, contact="图书馆、教务处")),
    ),
)
