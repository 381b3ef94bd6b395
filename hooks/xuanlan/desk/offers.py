"""What the registers hold and a form may offer: units, whom to ask, telephone numbers, columns and kinds"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xuanlan.library.read import Sources
from xuanlan.models.gate import SiteWaiver
from xuanlan.models.hotline_register import phone_words
from xuanlan.models.hotlines import Hotline
from xuanlan.models.kinds import Kind
from xuanlan.models.notice import Contact, Notice
from xuanlan.models.screens import Play
from xuanlan.reading.fields import Model

OFFERED: Mapping[tuple[type[Model], str], str] = {
    (Notice, "unit"): "units",
    (Contact, "name"): "contacts",
    (Contact, "phone"): "phones",
    (Hotline, "unit"): "units",
    (Hotline, "national"): "national",
    (Play, "units"): "units",
    (Play, "columns"): "columns",
    (Play, "kinds"): "kinds",
    (Kind, "column"): "slugs",
    (SiteWaiver, "who"): "units",
}
"""What is offered for a field; several of them stand in one line, with signs between."""
_UNITS = ("unit", "office")


def offers(library: Sources) -> dict[str, list[tuple[str, str]]]:
    """What is offered, by its name: words, and what they are."""
    names = {row.name: "、".join(row.short) for row in library.names.rows if row.kind in _UNITS}
    own = {name: "" for name in (library.settings.unit or library.site.name, *_units(library)) if name}
    numbers = [(one, phone_words(one.number, one.extension)) for one in library.hotlines if one.number]
    return {
        "units": list({**own, **names}.items()),
        "contacts": [(one.name, words) for one, words in numbers if one.name],
        "phones": [(words, one.name) for one, words in numbers],
        "national": [(row.number, row.name) for row in library.national.entries.values()],
        "columns": [(one.title, one.slug) for one in library.columns.values()],
        "slugs": [(one.slug, one.title) for one in library.columns.values()],
        "kinds": [(name, "") for name in library.kinds],
    }


def _units(library: Sources) -> Iterable[Any]:
    """The units that answer the site's own telephones."""
    return sorted({one.unit for one in library.hotlines if one.unit and not one.national})
