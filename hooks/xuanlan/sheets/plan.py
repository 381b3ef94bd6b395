"""Which notices get a printed sheet beside their page: each is tried before the site is written."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.entry import Entry
from xuanlan.library.problems import problems_of
from xuanlan.library.render import Library
from xuanlan.models.hotline_register import by_name
from xuanlan.quiz import gather
from xuanlan.reading.fields import shown
from xuanlan.reading.source import read_text
from xuanlan.render.entries import fingerprint
from xuanlan.runtime.cache import Cache, Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads, mapping
from xuanlan.runtime.progress import Progress, silent
from xuanlan.runtime.workers import in_chunks, in_processes
from xuanlan.sheets import KINDS, usual
from xuanlan.sheets.fonts import Face, Typefaces, find, packages
from xuanlan.sheets.look import AS_USUAL, emblem_digest
from xuanlan.sheets.process import DiedError
from xuanlan.sheets.typeset import CannotPrintError, Sheet, Typesetter, tight

SETTINGS = "notices/settings.yml"
_SOURCES = (SETTINGS, "notices/hotlines.yml", "mkdocs.yml")
"""Files other than the notice's own from which the words of a sheet may come."""
_AS_SAVED: Mapping[str, str] = {}
_NAMED = 3
"""Most columns of a table that a message names."""
CHUNK = 20
"""Sheets that are given to a process at a time."""


def wanted(library: Library) -> list[Entry]:
    """The notices that should have a sheet on the site: by the settings all, none, or those likely to be hung up."""
    if library.settings.sheets == "none":
        return []
    if library.settings.sheets == "all":
        return [entry for entry in library.public if entry.state != "withdrawn"]
    return [entry for entry in library.listed if _is_hung_up(library, entry)]


def _is_hung_up(library: Library, entry: Entry) -> bool:
    pinned = entry.facts.pinned_until is not None and library.now < entry.facts.pinned_until
    return entry.notice.urgent or pinned or usual(library, entry) != "sheet"


def plan(library: Library, report: Report, progress: Progress = silent) -> dict[str, Key]:
    """The ids of the notices that get a sheet, each with the digest of everything that the sheet depends on.

    A sheet that cannot be made is reported, and its notice goes without.
    """
    entries = wanted(library)
    if not entries:
        return {}
    faces = typefaces(library)
    if not ready(faces, report):
        return {}
    keys = {entry.id: key_of(library, entry, faces) for entry in entries}
    found = {key: mapping(value) for key, value in library.cache.many(keys.values()).items()}
    new = [entry.id for entry in entries if not found.get(keys[entry.id])]
    done = 0
    for results in in_processes(_try, (library, faces), in_chunks(new, CHUNK), len(new) // CHUNK):
        for ident, outcome in results.items():
            found[keys[ident]] = outcome
            if outcome.get("code") != "sheet-died":  # not cached: with more memory it may succeed
                library.cache.put({keys[ident]: dumps(outcome)})
        done += len(results)
        progress("排打印件", done, len(new))
    planned: dict[str, Key] = {}
    for entry in entries:
        outcome = found[keys[entry.id]]
        tell_tight(library, entry.path, entry.places.start, outcome.get("tight"), report)
        if outcome.get("code"):
            facts = outcome.get("facts")
            known = facts if isinstance(facts, dict) else {}
            blame(library, entry.path, entry.places.start, str(outcome["code"]), known, report)
        else:
            planned[entry.id] = keys[entry.id]
    return planned


def blame(
    library: Library,
    path: str,
    start: Position,
    code: str,
    facts: Mapping[str, object],
    report: Report,
    typed: Mapping[str, str] = _AS_SAVED,
) -> None:
    """Report, with `code` and `facts`, why the sheet of the file `path` cannot be made: a character that no font has at
    its place, in this file or in a register; everything else at `start`. `typed` has texts that are not saved."""
    if code != "sheet-character":
        report.add(code, start, **facts)
        return
    places: dict[Position, str] = {}
    for sign in str(facts.get("found", "")):
        if unicodedata.category(sign) not in ("Cf", "Mn", "Me"):  # joins the signs of an emoji, and is none itself
            place = next(
                filter(None, (_place(_text(library.root, file, typed), file, sign) for file in (path, *_SOURCES))),
                start,
            )
            places[place] = places.get(place, "") + sign
    lines: dict[tuple[str, int], Position] = {}
    for place in sorted(places):
        first = lines.setdefault((place.file, place.line), place)
        if first != place:
            places[first] += places.pop(place)
    for place in lines.values():
        report.add(code, place, found=places[place])


def tell_tight(
    library: Library,
    path: str,
    start: Position,
    tables: object,
    report: Report,
    typed: Mapping[str, str] = _AS_SAVED,
) -> None:
    """Report each of `tables` (`typeset.tight`) in the file `path`, at the row where a number is broken. `typed` has
    texts that are not saved."""
    for table in tables if isinstance(tables, list) else ():
        names = [*dict.fromkeys(f"“{shown(name)}”" for name in table["columns"])]
        columns = "、".join(names[:_NAMED]) + (f"等 {len(names)} 列" if len(names) > _NAMED else "")
        place = _row(_text(library.root, path, typed), path, [table["found"], *table["row"]]) or start
        report.add("sheet-table-tight", place, found=shown(table["found"]), columns=columns)


def _row(text: str, path: str, words: Sequence[str]) -> Position | None:
    """Where in the `text` of the file `path` the first of `words` stands, in the line that has the most of them."""
    lines = text.split("\n")
    most, number = max(((sum(word in line for word in words), -at) for at, line in enumerate(lines, 1)), default=(0, 0))
    return Position(path, -number, lines[-number - 1].find(words[0]) + 1) if most else None


def _place(text: str, path: str, sign: str) -> Position | None:
    """The first place of `sign` in the `text` of the file `path`."""
    at = text.find(sign)
    if at < 0:
        return None
    return Position(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _text(root: Path, path: str, typed: Mapping[str, str]) -> str:
    if path in typed:
        return typed[path]
    return (read_text(root / path, path, Report()) or "") if (root / path).is_file() else ""


def key_of(library: Library, entry: Entry, faces: Typefaces) -> Key:
    """Digest of everything that the sheet of `entry` depends on."""
    settings = library.settings
    contacts = (contact for contact in (entry.notice.contact, entry.notice.objections) if contact)
    return digest(
        "sheet",
        engine(),
        faces.key(),
        fingerprint(library, entry),
        repr(library.kinds[entry.notice.kind]),
        *(settings.unit or "", settings.red_head or "", library.site.name, library.site.url),
        *(settings.poster, settings.seal, emblem_digest(library)),
        library.phrasing.token(settings.red_head or ""),
        *(repr(by_name(library.hotlines, contact.name or "")) for contact in contacts),
        *(repr(problem) for problem in problems_of(library, entry)),
        gather.key(library, entry),
    )


def pdf(library: Library, entry: Entry, faces: Typefaces) -> bytes:
    """The PDF of the sheet beside the page of `entry`. Raises CannotPrintError."""
    return _made(library, entry, faces)[0]


def _made(library: Library, entry: Entry, faces: Typefaces) -> tuple[bytes, list[Sheet]]:
    setter = typesetter(library, faces)
    for kind in dict.fromkeys((usual(library, entry), "sheet")):
        try:
            sheets = KINDS[kind].make(library, [entry], faces, "a4", AS_USUAL)
            return setter.pdf(sheets, entry.notice.title, entry.facts.publish), sheets
        except CannotPrintError as error:
            if error.code != "sheet-too-long" or kind == "sheet":
                raise
    raise AssertionError("the sheet in full is never too long")


def typesetter(library: Library, faces: Typefaces) -> Typesetter:
    return Typesetter(library.root, library.site.overrides, faces)


def typefaces(library: Library) -> Typefaces:
    """The fonts of the site; cached until one of those found last time has changed or gone."""
    cache, settings, own = library.cache, library.settings, library.site.overrides
    installed = _typst()
    if not installed:
        return Typefaces(missing=("typst",))
    key = digest("typefaces", engine(), installed, repr(settings.fonts), str(own))
    if (kept := _kept(cache, key)) is not None:
        return kept
    try:
        faces = find(settings, own)
    except (ImportError, DiedError):  # the typesetter is installed, but does not run
        return Typefaces(missing=("typst",))
    if faces.complete:
        sizes = {face.path: Path(face.path).stat().st_size for face in faces.faces.values()}
        fonts = {name: [*astuple(face), sizes[face.path]] for name, face in faces.faces.items()}
        cache.put({key: dumps({"families": faces.families, "faces": fonts})})
    return faces


def _kept(cache: Cache, key: Key) -> Typefaces | None:
    value = cache.get(key)
    with suppress(OSError, *MISSHAPEN):
        if value:
            kept = loads(value)
            rows = {name: (Face(*row[:4]), row[4]) for name, row in kept["faces"].items()}
            if all(Path(face.path).stat().st_size == size for face, size in rows.values()):
                return Typefaces(kept["families"], {name: face for name, (face, _) in rows.items()})
    return None


def _typst() -> str:
    """Digest of the installed typesetter, whether it runs or not; empty when there is none."""
    spec = importlib.util.find_spec("typst")
    with suppress(OSError):
        if spec and spec.origin:
            return f"{spec.origin} {Path(spec.origin).stat().st_mtime_ns}"
    return ""


def ready(faces: Typefaces, report: Report) -> bool:
    """Whether sheets can be made on this machine; if not, `report` says what to install."""
    if faces.missing == ("typst",):
        report.add("sheet-typst", Position(SETTINGS))
    elif faces.missing:
        names = packages(faces.missing)
        command = f"请运行 sudo apt install {' '.join(names)}；其他系统请" if names else "请"
        report.add("sheet-fonts", Position(SETTINGS), missing="、".join(faces.missing), command=command)
    return faces.complete


def _try(shared: tuple[Library, Typefaces], idents: Sequence[str]) -> dict[str, dict[str, object]]:
    """The outcome of trying each sheet, by id: {code, facts} of a problem, or {made, tight}."""
    library, faces = shared
    return {ident: _outcome(library, library.by_id[ident], faces) for ident in idents}


def _outcome(library: Library, entry: Entry, faces: Typefaces) -> dict[str, object]:
    try:
        _, sheets = _made(library, entry, faces)
    except CannotPrintError as error:
        return {"code": error.code, "facts": error.facts}
    return {"made": True, "tight": [table for sheet in sheets for table in tight(sheet.data)]}
