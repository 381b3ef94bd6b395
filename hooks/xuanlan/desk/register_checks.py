"""What `xuanlan check` would say of a register, before it is saved: the same findings at the same places"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xuanlan import checks
from xuanlan.checks import columns, gate, hotlines, public_site, screens, year
from xuanlan.desk.register_table import Register
from xuanlan.diagnostics.report import Diagnostic, Position, Report
from xuanlan.library.read import check_badge
from xuanlan.library.render import Library
from xuanlan.library.site_settings import SiteSettings
from xuanlan.models import days, holidays, names, visits
from xuanlan.models import gate as waivers
from xuanlan.models import screens as screen_register
from xuanlan.models.hotline_register import NationalRegister, load_hotlines
from xuanlan.proofreading import wording_data
from xuanlan.reading import yaml_marks
from xuanlan.reading.edit_values import inner_of
from xuanlan.reading.fields import Model
from xuanlan.reading.keys import aliases
from xuanlan.reading.source import text_of
from xuanlan.reading.validation import validate
from xuanlan.reading.yaml_marks import Loc, Marked

_WHOLE = frozenset(("waiver-unused",))
"""What only a look at the whole site can tell."""
Check = Callable[[Library, Report], None]
_CHECKS: Mapping[str, tuple[Check, ...]] = {
    "notices/hotlines.yml": (hotlines.check,),
    "notices/settings.yml": (columns.check, public_site.check),
    screen_register.PATH: (screens.check,),
    days.PATH: (year.check,),
    visits.PATH: (year.check,),
}
"""Which checks of the whole library speak of a register."""


def findings(register: Register, data: bytes, library: Library | None) -> list[Diagnostic]:
    """What there is to say of the register when its file holds `data`, by line; without a library less."""
    report = Report()
    with TemporaryDirectory(prefix="xuanlan-") as folder:
        root = Path(folder)
        if data:
            (root / register.path).parent.mkdir()
            (root / register.path).write_bytes(data)
        read = _read(register, root, data, library, report)
    if library is None:
        return _of(register, report)
    site = _with(library, read)
    for check in _CHECKS.get(register.path, ()):
        check(site, report)
    if text := text_of(data, register.path, Report()):
        checks.read_register(site, register.path, text, report)
    settled = gate.new_since(site.baseline, gate.settle(site, report))
    return [item for item in _of(register, settled) if item.code not in _WHOLE]


def _with(library: Library, read: Mapping[str, Any]) -> Library:
    """The library with another register. A notice of a kind that is there no longer is not in it."""
    site = replace(library, **read)
    entries, public, listed = (
        [one for one in every if one.notice.kind in site.kinds] for every in (site.entries, site.public, site.listed)
    )
    return replace(site, entries=entries, public=public, listed=listed)


def _of(register: Register, report: Report) -> list[Diagnostic]:
    return [item for item in report if item.position.file == register.path]


def _read(register: Register, root: Path, data: bytes, library: Library | None, report: Report) -> dict[str, Any]:
    """What a library has of the register, read from the site at `root`."""
    if register.path == "notices/settings.yml":
        known = SiteSettings.read(root, report)
        if library:
            check_badge(known, library.docs, report)
        written = {"settings": known.settings, "settings_written": known.written}
        return {**written, "columns": known.columns, "kinds": known.kinds}
    if register.path == "notices/hotlines.yml":
        text = text_of(data, register.path, report)
        return {"hotlines": load_hotlines(text or "", register.path, report, NationalRegister.shipped())}
    field, load = _LOADERS[register.path]
    return {field: load(root, report)}


_LOADERS: Mapping[str, tuple[str, Callable[[Path, Report], Any]]] = {
    names.PATH: ("names", names.load),
    screen_register.PATH: ("screens", screen_register.load),
    waivers.WAIVERS: ("waivers", waivers.load),
    holidays.PATH: ("holidays", holidays.load),
    days.PATH: ("days", days.load),
    visits.PATH: ("visits", visits.load),
    "notices/wording.yml": ("wording", wording_data.own),
}


def marked_of(register: Register, data: bytes) -> Marked | None:
    """What the register says, with places; None where its fields cannot be told apart: it is edited as text."""
    text = text_of(data, register.path, Report())
    marked = None if text is None else yaml_marks.parse(text, register.path, Report())
    kind = list if register.entry else dict
    if marked is None or not isinstance(marked.value or kind(), kind):
        return None
    is_plain = not register.entry or all(isinstance(one, dict) for one in marked.value or ())
    return marked if is_plain and not _twice(register, marked) else None


def _twice(register: Register, marked: Marked) -> bool:
    """Whether a field is written under two of its names, so that no form can show both."""
    report = Report()
    for loc in [(number,) for number in range(len(marked.value or ()))] if register.entry else [()]:
        if marked.value:
            validate(register.model, marked, report, loc)
    return any(item.code == "field-twice" for item in report)


def spot(register: Register, marked: Marked | None, place: Position) -> list[str]:
    """The way to the field in which a place is: numbers of entries from 0, and names of fields."""
    if marked is None or not place.line:
        return []
    here = (place.line, place.column)
    known = [((at.line, at.column), loc) for loc, at in (*marked.values.items(), *marked.keys.items())]
    exact = [loc for at, loc in known if at == here]
    before = [(at, len(loc), loc) for at, loc in known if at <= here]
    loc = min(exact, key=len) if exact else max(before, key=lambda one: one[:2])[2] if before else ()
    return _named(register.model, loc)


def _named(model: type[Model] | None, loc: Loc) -> list[str]:
    way: list[str] = []
    for step in loc:
        if isinstance(step, int):
            if model is None:
                break  # an item of a list of plain words
            way.append(str(step))
        else:
            name = aliases(model).get(step, "") if model else ""
            if not name:
                break
            way.append(name)
            model = inner_of(model, name)
    return way
