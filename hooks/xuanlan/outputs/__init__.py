"""Media of the public site, one module each; `MEDIA` names them."""

from __future__ import annotations

from xuanlan.outputs import (
    assets,
    calendar,
    campaign_pages,
    columns,
    core_values,
    feeds,
    home,
    hotline_page,
    kiosk,
    licences,
    notices,
    paper,
    pictures,
    qr_codes,
    search,
    share_picture,
    sitemaps,
    tombstones,
    year,
)

MEDIA = (
    search,
    assets,
    home,
    columns,
    tombstones,
    hotline_page,
    core_values,
    campaign_pages,
    sitemaps,
    feeds,
    calendar,
    qr_codes,
    paper,
    pictures,
    share_picture,
    kiosk,
    licences,
    year,
)
"""Every medium: its `units(pages)` yields the units that it makes. First the one that takes longest after an edit."""
OF_NOTICES = (notices, search)
"""Media that make files for each notice: their `files(pages, entry)` yields them."""
