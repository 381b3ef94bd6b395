"""The page of hotlines, and a vCard for each entry."""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan import addresses
from xuanlan.outputs.qr_codes import code_view
from xuanlan.outputs.vcard import vcard
from xuanlan.render.contacts import grouped, hotline_view
from xuanlan.render.pages import Pages, Unit, titled_view
from xuanlan.tree.out import Out
from xuanlan.views import HotlineGroupView

FIRST = ("110", "119", "120", "12345")
"""Numbers of the register that stand at the top as large buttons."""


def units(_: Pages) -> Iterator[Unit]:
    yield Unit("hotline-page", _make)


def _make(pages: Pages) -> Iterator[Out]:
    library, address = pages.library, addresses.HOTLINES
    for hotline in library.hotlines:
        yield Out(addresses.vcard(hotline.slug), vcard(hotline).encode())
    page = titled_view(
        library, address, "hotlines", ColumnName=addresses.TITLES[address], ColumnType="咨询投诉",
        Description="投诉、举报、咨询和求助的电话号码与接听时间",
    )  # fmt: skip
    code = code_view(library, addresses.CODES[address], address)
    views = [
        HotlineGroupView(title, [hotline_view(library, hotline, address) for hotline in entries])
        for title, entries in grouped(library).items()
    ]
    known = {view.number: view for group in views for view in group.entries if view.tel}
    first = [known[number] for number in FIRST if number in known]
    yield pages.page(address, "hotlines", page, "hotlines.html", groups=views, first=first, code=code)
