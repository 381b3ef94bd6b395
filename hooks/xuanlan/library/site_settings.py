"""The settings of a site, with its columns and kinds, the engine's and its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.site import SiteFacts
from xuanlan.markup.links import site_of
from xuanlan.models.kinds import Column, Kind, shipped_kinds
from xuanlan.models.notice import Notice
from xuanlan.models.settings import Settings
from xuanlan.reading import yaml_marks
from xuanlan.reading.keys import aliases, nearest
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate
from xuanlan.reading.yaml_marks import Marked


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The values in `notices/settings.yml`, and their places in the file."""

    settings: Settings
    written: Marked
    columns: dict[str, Column]
    """by slug: those that ship, then the site's"""
    kinds: dict[str, Kind]
    """by name: those that ship, then the site's"""

    @classmethod
    def read(cls, root: Path, report: Report) -> SiteSettings:
        """The settings of the site at `root`; invalid ones are reported and left out."""
        settings, written = _settings(root, report)
        return cls(settings, written, *_kinds(settings, written, report))


GOVERNMENT = ("gov.cn", "政务", "政务.cn")
"""Names below which the sites of authorities lie."""


def own_hosts(site: SiteFacts, settings: Settings) -> frozenset[str]:
    """Names of hosts, in small letters, that are the site itself."""
    return frozenset(filter(None, (site_of(site.url), (settings.domain or "").lower())))


def trusted_hosts(site: SiteFacts, settings: Settings) -> frozenset[str]:
    """Names of hosts, in small letters, to which the site's links may lead without a word: its own, those that it has
    registered, and those of authorities."""
    return own_hosts(site, settings).union(GOVERNMENT, (name.lower() for name in settings.link_hosts))


def _settings(root: Path, report: Report) -> tuple[Settings, Marked]:
    """The settings, and where each of them was written."""
    file, name = root / "notices" / "settings.yml", "notices/settings.yml"
    text = read_text(file, name, report) if file.exists() else None
    marked = yaml_marks.parse(text, name, report) if text else None
    if marked is None or marked.value is None:
        return Settings(), Marked()
    return validate(Settings, marked, report) or Settings(), marked


def _kinds(settings: Settings, written: Marked, report: Report) -> tuple[dict[str, Column], dict[str, Kind]]:
    """Columns by slug and kinds by name: those that ship, then the site's; invalid ones are reported and left out."""
    shipped = shipped_kinds()
    columns = {column.slug: column for column in shipped.columns}
    for index, column in enumerate(settings.columns):
        if _is_free(column, columns, partial(_place, written, "columns", index), report):
            columns[column.slug] = column
    kinds = {kind.name: kind for kind in shipped.kinds}
    for index, kind in enumerate(settings.kinds):
        _check_fields(kind, partial(_place, written, "kinds", index), report)
        if kind.column in columns:
            kinds[kind.name] = kind
        else:
            report.add(
                "choice-invalid",
                _place(written, "kinds", index, "column"),
                label=f"{kind.name}的栏目",
                found=kind.column,
                choices="、".join(columns),
                suggestion="",
            )
    return columns, kinds


def _check_fields(kind: Kind, place: Callable[[str], Position], report: Report) -> None:
    """Report each required or expected field of `kind` that does not exist."""
    names = aliases(Notice)
    for setting in ("requires", "expects"):
        for word in getattr(kind, setting):
            if word not in names:
                label = Kind.model_fields[setting].title
                values = {"kind": kind.name, "label": label, "found": word, "suggestion": nearest(word, names)}
                report.add("kind-field-unknown", place(setting), **values)


def _is_free(column: Column, taken: dict[str, Column], place: Callable[[str], Position], report: Report) -> bool:
    """Whether the address and the title of `column` are free (reported if not); case is ignored, as on some disks."""
    before = report.error_count
    for other in taken.values():
        if other.slug.lower() == column.slug.lower():
            report.add("column-twice", place("slug"), label="网址", found=column.slug, other=other.title)
        elif other.title.casefold() == column.title.casefold():
            report.add("column-twice", place("title"), label="名称", found=column.title, other=other.title)
    if report.error_count == before and column.slug.lower() in addresses.NO_COLUMN:
        report.add("column-reserved", place("slug"), slug=column.slug)
    return report.error_count == before


def _place(written: Marked, setting: str, index: int, name: str) -> Position:
    """Where the field `name` of item `index` of a setting was written, under whichever of its keys."""
    key = next(key for key in written.value if aliases(Settings).get(key) == setting)
    model = Column if setting == "columns" else Kind
    field_key = next(key for key in written.value[key][index] if aliases(model).get(key) == name)
    return written.position((key, index, field_key))
