"""The page of hotlines, and a vCard for each entry."""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan import addresses
from xuanlan.outputs.contacts import contact_view
from xuanlan.outputs.pages import Out, Pages, Unit, page_view
from xuanlan.vcard import vcard
from xuanlan.views import ContactView, HotlineGroupView

TITLE = "投诉举报电话"


def units(_: Pages) -> Iterator[Unit]:
    yield Unit("hotline-page", _make)


def _make(pages: Pages) -> Iterator[Out]:
    library, address = pages.library, addresses.HOTLINES
    groups: dict[str, list[ContactView]] = {}
    for hotline in library.hotlines:
        group = hotline.group or ("全国统一号码" if hotline.national else "本单位")
        groups.setdefault(group, []).append(contact_view(library, hotline, address))
        yield Out(addresses.vcard(hotline.slug), vcard(hotline).encode())
    page = page_view(
        library, address, "hotlines", TITLE, [(TITLE, "")], ColumnName=TITLE, ColumnType="咨询投诉",
        Description="投诉、举报、咨询和求助的电话号码与接听时间",
    )  # fmt: skip
    views = [HotlineGroupView(title, entries) for title, entries in groups.items()]
    yield pages.page(address, "hotlines", page, "hotlines.html", groups=views)
