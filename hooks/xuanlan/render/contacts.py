"""Hotline entries and contacts as the templates see them."""

from __future__ import annotations

from xuanlan import addresses
from xuanlan.library.render import Library
from xuanlan.models import hours
from xuanlan.models.hotline_register import ResolvedHotline, by_name
from xuanlan.views import ContactView


def hotline_by_name(library: Library, name: str) -> ResolvedHotline | None:
    """The register's entry that `name` names: by its name, or by its number."""
    return by_name(library.hotlines, name)


def grouped(library: Library) -> dict[str, list[ResolvedHotline]]:
    """The register by groups, both in the order in which they were written."""
    groups: dict[str, list[ResolvedHotline]] = {}
    for hotline in library.hotlines:
        groups.setdefault(hotline.group, []).append(hotline)
    return groups


def contact_view(library: Library, hotline: ResolvedHotline, page: str) -> ContactView:
    """`hotline` for the page at `page`."""
    windows = hours.parse_hours(hotline.hours) if hotline.hours else None
    return ContactView(
        name=hotline.name,
        number=hotline.number,
        tel=hotline.tel,
        extension=hotline.extension,
        purpose=hotline.purpose,
        unit=hotline.unit,
        hours=hotline.hours,
        hours_facts=hours.to_json(windows) if windows else "",
        open_now=hours.is_open(windows, library.now) if windows else None,
        address=hotline.address,
        email=hotline.email,
        page=hotline.page,
        checked_on=hotline.checked_on,
        source=hotline.source,
        note=hotline.note,
        anchor=addresses.hotline_anchor(hotline.slug),
        vcard=addresses.relative(page, addresses.vcard(hotline.slug)),
        href=addresses.relative(page, f"{addresses.HOTLINES}#{addresses.hotline_anchor(hotline.slug)}"),
    )
