"""QR codes for walls and boards: pictures under qr/ for every notice, the hotlines and the core values.

A code depends only on the site's address and the id, so codes have units apart from the pages: no edit makes one again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from zlib import crc32

from xuanlan import addresses, qr
from xuanlan.library.render import Library
from xuanlan.models.core_values import core_values
from xuanlan.render.pages import Pages, Unit
from xuanlan.runtime.cache import digest
from xuanlan.tree.out import Out
from xuanlan.views import CodeView

PARTS = 256
"""Number of units that all codes are divided into. A new notice causes only one of them, 40 codes of 10,000."""


def units(pages: Pages) -> Iterator[Unit]:
    """Units of codes; none for a site without an address, which a code needs."""
    library = pages.library
    if not library.site.url:
        return
    parts: dict[int, list[str]] = defaultdict(list)
    for entry in library.public:
        parts[crc32(entry.id.encode()) % PARTS].append(entry.id)
    targets = {f"codes-{part}": {ident: addresses.notice(ident) for ident in idents} for part, idents in parts.items()}
    for name, found in {"codes": _registers(), **targets}.items():
        named = sorted(found.items())
        yield Unit(name, partial(_make, named), digest(library.site.url, repr(named)), len(named))


def of_notice(pages: Pages, ident: str) -> Iterator[Out]:
    """The code of one notice; none for a site without an address."""
    if pages.library.site.url:
        yield from _make([(ident, addresses.notice(ident))], pages)


def code_view(library: Library, name: str, page: str) -> CodeView | None:
    """The code `name`, which leads to the page at `page`, as that page shows it; None if the site has no address."""
    if not library.site.url:
        return None
    svg, png = (addresses.relative(page, addresses.qr(name, kind)) for kind in ("svg", "png"))
    return CodeView(svg, png, addresses.public(library.site.url, page))


def modules_of(library: Library, page: str) -> str:
    """The modules of the code of `page`, for a script that draws them: a page opened from a folder may draw no picture
    that lies beside it. The side, a point, and rows from the top as hexadecimal digits."""
    if not library.site.url:
        return ""
    rows = qr.modules(addresses.public(library.site.url, page))
    bits = "".join("1" if module == 0 else "0" for row in rows for module in row)
    bits += "0" * (-len(bits) % 4)
    return f"{len(rows)}.{int('1111' + bits, 2):x}".replace(".f", ".", 1)


def _registers() -> dict[str, str]:
    """The targets of the codes that are not of notices, by name."""
    numbers = range(1, len(core_values().words) + 1)
    return {
        **{name: page for page, name in addresses.CODES.items()},
        **{addresses.qr_value(number): f"{addresses.VALUES}#{addresses.value_anchor(number)}" for number in numbers},
    }


def _make(named: list[tuple[str, str]], pages: Pages) -> Iterator[Out]:
    for name, target in named:
        page, mark, anchor = target.partition("#")
        address = addresses.public(pages.library.site.url, page) + mark + anchor
        yield Out(addresses.qr(name, "svg"), qr.svg(address))
        yield Out(addresses.qr(name, "png"), qr.png(address))
