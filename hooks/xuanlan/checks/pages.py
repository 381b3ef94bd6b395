"""Published pages other than notices: each must still be there, or be declared withdrawn."""

from __future__ import annotations

from xuanlan import addresses
from xuanlan.diagnostics.report import Report
from xuanlan.library.render import Library
from xuanlan.models import page_ledger, screens
from xuanlan.models.page_ledger import PageEntry
from xuanlan.reading.fields import LONGEST


def check(library: Library, report: Report) -> None:
    ledger = page_ledger.load(library.root, report)
    there, bad = published(library), report.files_with_errors()
    for address, entry in ledger.entries.items():
        if address in there and entry.withdrawn:
            place, file = ledger.positions[address], there[address].file
            report.add("page-still-there", place, address=address, title=there[address].title, file=file)
        elif address not in there and not entry.withdrawn and entry.file not in bad:
            place = ledger.positions[address]
            title = entry.title or address
            report.add("page-vanished", place, address=address, title=title, file=entry.file or "原来的文件")


def published(library: Library) -> dict[str, PageEntry]:
    """The site's pages by address, except notices and pages that every site has: whose addresses readers may keep."""
    found = {page.address: (page.title, page.path) for page in library.docs.pages.values()}
    found.pop(addresses.HOME, None)
    for column in library.settings.columns:
        found[addresses.column(column.slug)] = (column.title, "notices/settings.yml")
    for planned in library.campaigns:
        if planned.campaign.public:
            found[addresses.campaign(planned.name)] = (planned.campaign.title, planned.path)
    for screen in library.screens.screens:
        if screen.id in library.screens.written:
            found[addresses.screen(screen.id)] = (screen.title or screen.id, screens.PATH)
    if library.hotlines:
        found[addresses.HOTLINES] = ("热线登记表", "notices/hotlines.yml")
    entries = {}
    for path, (title, file) in found.items():
        address = addresses.of_file(path)
        if len(address) <= LONGEST:
            entries[address] = PageEntry(address=address, title=title, file=file)
    return entries
