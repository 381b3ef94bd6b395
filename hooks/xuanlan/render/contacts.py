"""Contacts and entries of the hotline register as every medium prints them: parts by keys, and their labels."""

from __future__ import annotations

from datetime import date

from xuanlan import addresses
from xuanlan.library.render import Library
from xuanlan.models import hours
from xuanlan.models.hotline_register import ResolvedHotline, by_name, phone_words, split_phone
from xuanlan.models.notice import Contact
from xuanlan.text.dates import chinese_date
from xuanlan.views import ContactView

LABELS = {
    "name": "部门",
    "phone": "电话",
    "hours": "接听时间",
    "unit": "受理单位",
    "address": "地址",
    "email": "电子邮箱",
    "page": "网上受理",
    "note": "说明",
}
"""Labels of the parts of a contact."""
SHORT_LABELS = LABELS | {"hours": "时间", "email": "邮箱"}
"""Labels within a sentence."""


def grouped(library: Library) -> dict[str, list[ResolvedHotline]]:
    """The hotlines of the register by group; groups and hotlines are in the order of the register."""
    groups: dict[str, list[ResolvedHotline]] = {}
    for hotline in library.hotlines:
        groups.setdefault(hotline.group, []).append(hotline)
    return groups


def contact_view(library: Library, contact: Contact | None, page: str) -> ContactView | None:
    """`contact` for the page at `page`: the register's entry if it names one, else as it was written."""
    if contact is None:
        return None
    if hotline := by_name(library.hotlines, contact.name or ""):
        return hotline_view(library, hotline, page)
    number, extension, tel = split_phone(contact.phone or "")
    return ContactView(
        labels=LABELS,
        name=contact.name or "",
        number=number,
        extension=extension,
        phone=phone_words(number, extension),
        tel=tel,
        hours=contact.hours or "",
        address=contact.address or "",
        email=contact.email or "",
    )


def contact_words(library: Library, contact: Contact | None, page: str, *more: str) -> str:
    """Name and telephone of `contact`, and its parts `more`, in one line; empty without any."""
    view = contact_view(library, contact, page)
    return " ".join(filter(None, (view.name, view.phone, *(str(getattr(view, key)) for key in more)))) if view else ""


def hotline_view(library: Library, hotline: ResolvedHotline, page: str) -> ContactView:
    """`hotline` for the page at `page`."""
    windows = hours.parse_hours(hotline.hours) if hotline.hours else None
    return ContactView(
        labels=LABELS,
        name=hotline.name,
        number=hotline.number,
        tel=hotline.tel,
        extension=hotline.extension,
        phone=phone_words(hotline.number, hotline.extension),
        purpose=hotline.purpose,
        unit=hotline.unit,
        hours=hotline.hours,
        hours_facts=hours.to_json(windows) if windows else "",
        open_now=hours.is_open(windows, library.now) if windows else None,
        address=hotline.address,
        email=hotline.email,
        page=hotline.page,
        checked_on=chinese_date(date.fromisoformat(hotline.checked_on)) if hotline.checked_on else "",
        source=hotline.source,
        note=hotline.note,
        anchor=addresses.hotline_anchor(hotline.slug),
        vcard=addresses.relative(page, addresses.vcard(hotline.slug)),
        href=addresses.relative(page, f"{addresses.HOTLINES}#{addresses.hotline_anchor(hotline.slug)}"),
    )
