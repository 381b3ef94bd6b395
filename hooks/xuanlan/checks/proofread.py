"""Proofreading: the rules over words, applied to every word of a site, each finding at its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from xuanlan.diagnostics.report import Fix, Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.docs import DocPage
from xuanlan.library.render import Library
from xuanlan.library.rows import finding_rows, findings_of
from xuanlan.markup.entities import plain, says
from xuanlan.markup.rendered import Rendered
from xuanlan.markup.visible import BESIDE, Shown
from xuanlan.models.notice import Notice, field_position
from xuanlan.models.screens import PATH as SCREENS
from xuanlan.proofreading import wording
from xuanlan.proofreading.names import near_misses
from xuanlan.proofreading.rule import MOST, Hit, Rule
from xuanlan.proofreading.rules import TEXT
from xuanlan.proofreading.wording_data import Entry
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import Model
from xuanlan.reading.source import Places, read_text
from xuanlan.runtime.cache import digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads

_REGISTERS = ("notices/settings.yml", "notices/hotlines.yml", SCREENS)
_NOW = 9999
"""The year of a text without a date: it speaks of today."""
_NOT_READ = frozenset(("kind", "official", "replaces", "values", "waivers", "aigc"))
"""Fields without words of the author's own, or with words that are quoted to be answered for."""
_CHECKED = {("doc_no", "file-number-form")}
"""Fields with checks of their own, each with the rule over texts that would say the same again."""
_PUBLIC_CONTACTS = re.compile(r"(?:contact|objections|phone|mobile|number)\b")
"""Fields whose very purpose is to publish how a unit is reached."""
_QUOTED = {"《": "》", "“": "”", "「": "」"}
_WAIVED = 40
"""Characters on either side of a finding that a waiver of it may name."""
_QUOTED_WITHIN = 500
"""Characters before a finding in which what opens a quotation is looked for."""


class _Told:
    """Counts what is told of one file that speaks of a certain `year`: of each rule, so many findings and no more."""

    def __init__(self, report: Report, year: int = _NOW) -> None:
        self.report, self._year = report, year
        self._counts: dict[str, int] = {}

    def hits(self, rule: Rule, text: str, place: Position) -> Iterable[Hit]:
        """Those of `rule` in a `text` that begins at `place`, as long as no more were found than are told."""
        found = rule.hits(text)
        return self._counted(rule.code, found, place) if found else ()

    def _counted(self, code: str, found: Iterable[Hit | None], place: Position) -> Iterator[Hit]:
        count = self._counts.get(code, 0)
        for hit in found if count <= MOST else ():
            if hit is None or count == MOST:
                self.report.add_more(code, place, MOST)
                count = MOST + 1
                break
            if not _came_later(hit, self._year):
                count += 1
                yield hit
        self._counts[code] = count


class _Reader(Protocol):
    """Applies `rules` to notices, to hand-written pages and to registers."""

    @property
    def rules(self) -> tuple[Rule, ...]: ...

    def notice(self, manuscript: Manuscript, report: Report) -> None:
        """Read the text and the front matter of one notice."""
        entry = manuscript.entry
        year = entry.notice.date.year
        self.body(manuscript, report)
        head = manuscript.lines[: max(entry.body_line - 1, 0)]
        told = _Told(report, year)
        for name, words, place in _fields(entry.notice, entry.places):
            self._field(name, words, place, head, told)

    def body(self, manuscript: Manuscript, report: Report) -> None:
        """Read the text of one notice."""
        notice = manuscript.entry.notice
        if manuscript.rendered.html:
            self._body(manuscript.shown, report, notice.date.year, corrects=not notice.official)

    def page(self, page: DocPage, body: str, rendered: Rendered, report: Report) -> None:
        """Read one hand-written page, and the heading that is its title and stands above the rest."""
        if rendered.html:
            self._body(Shown(rendered.html, body, page.path, page.body_line), report)
        lines = [""] * (page.body_line - 1) + body.split("\n")
        number = next((number for number, line in enumerate(lines, 1) if line.startswith("# ")), 0)
        if number and (heading := lines[number - 1][2:].strip()):
            self._field("title", heading, Position(page.path, number, 3), lines, _Told(report))

    def _body(self, shown: Shown, report: Report, year: int = _NOW, *, corrects: bool = True) -> None:
        """Read one text. Where a machine `corrects` nothing, its words are somebody else's."""
        visible, source, body = shown.visible, shown.source, shown.body
        told = _Told(report, year)
        for rule in self.rules:
            text = visible.all if rule.everywhere else visible.wording
            seen: dict[str, tuple[int, int]] = {}
            for hit in told.hits(rule, text, shown.place(None)):
                found = text[hit.start : hit.end]
                number, counted = seen.get(found, (0, 0))
                number += text.count(found, counted, hit.start)
                seen[found] = number, hit.start
                span = source.find(found, number, rule.everywhere, beside(text, hit, BESIDE))
                written = body[slice(*span)] if span else ""
                if rule.plain and span and not says(written, found):
                    continue
                fix = None
                if (
                    corrects
                    and hit.put is not None
                    and _correctable(written, found, hit.put)
                    and not _quoted(text, hit)
                ):
                    fix = Fix(written, hit.put)
                report.add_in_text(fix, found, beside(text, hit), rule.code, shown.place(span), **_values(hit, found))
        self._unseen(shown, told)

    def _unseen(self, shown: Shown, told: _Told) -> None:
        """Read what programs and assistive technology are told beside the text: short words, thousands of them where a
        text is full of links, so each is read once, and by one rule after the other, which share what they look at."""
        rules = [rule for rule in self.rules if rule.everywhere]
        for words in dict.fromkeys(shown.visible.unseen):
            for rule in rules:
                for hit in told.hits(rule, words, shown.place(None)):
                    found = words[hit.start : hit.end]
                    place = shown.place_of(found)
                    told.report.add_in_text(None, found, ("", ""), rule.code, place, **_values(hit, found))

    def _field(self, name: str, words: str, place: Position, lines: Sequence[str], told: _Told) -> None:
        for rule in self.rules:
            if rule.code in NUMBERS_OF_UNITS and _PUBLIC_CONTACTS.match(name):
                continue
            if (name == "id" and not rule.everywhere) or (name, rule.code) in _CHECKED:
                continue  # an id is an address and no text
            for hit in told.hits(rule, words, place):
                found = words[hit.start : hit.end]
                at = _in_lines(found, place, lines)
                put = hit.put if at and name != "id" and "\n" not in found and not _quoted(words, hit) else None
                fix = Fix(found, put) if put is not None and _stays_plain(put) else None
                told.report.add_in_text(fix, found, beside(words, hit), rule.code, at or place, **_values(hit, found))


@dataclass(frozen=True)
class Applied(_Reader):
    """Applies just these rules."""

    given: tuple[Rule, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.given


@dataclass(frozen=True)
class Proofreader(_Reader):
    """Applies all rules over words.

    It goes to other processes, where the rules, most of which hold functions, are made again.
    """

    own: tuple[Entry, ...] = ()
    """wrong and right forms that the site has registered"""
    names: tuple[str, ...] = ()
    """names that the site has registered"""

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return (*TEXT, *wording.rules(self.own), *near_misses(self.names))

    def __getstate__(self) -> dict[str, object]:
        return {key: value for key, value in self.__dict__.items() if key != "rules"}

    def registers(self, library: Library, report: Report) -> None:
        """Read every value of the registers that readers see; each register once for each content."""
        for name in _REGISTERS:
            file = library.root / name
            text = read_text(file, name, Report()) if file.is_file() else None
            if text is None:
                continue
            key = digest("register", engine(), repr((self.own, self.names)), name, text)
            with suppress(*MISSHAPEN):
                report.extend(findings_of(loads(library.cache.many([key])[key])))
                continue
            found = Report()
            self.register(name, text, found)
            library.cache.put({key: dumps(finding_rows(found))})
            report.extend(found)

    def register(self, name: str, text: str, report: Report) -> None:
        """Read the values of one register, if readers see them."""
        marked = yaml_marks.parse(text, name, Report()) if name in _REGISTERS else None
        if marked is None:
            return
        lines = text.split("\n")
        told = _Told(report)
        for loc, place in marked.values.items():
            value = marked.value
            for step in loc:
                value = value[step]
            if isinstance(value, str):
                label = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
                self._field(_ENGLISH.get(label, label), value, place, lines, told)


NUMBERS_OF_UNITS = frozenset(
    (
        "personal-mobile",
        "personal-mobile-alone",
        "personal-mobile-contact",
        "personal-email",
        "personal-wechat",
        "personal-qq",
    )
)
"""Rules about what a unit may well publish of itself."""
_ENGLISH = {
    "联系方式": "contact",
    "受理": "objections",
    "电话": "phone",
    "号码": "number",
    "邮箱": "phone",
    "email": "phone",
}


def beside(text: str, hit: Hit, reach: int = _WAIVED) -> tuple[str, str]:
    """What stands before and behind a hit, in its line or cell, so far."""
    before = re.split("[\\n\\t]", text[max(hit.start - reach, 0) : hit.start])[-1]
    return before, re.split("[\\n\\t]", text[hit.end : hit.end + reach], maxsplit=1)[0]


def _came_later(hit: Hit, year: int) -> bool:
    """Whether what the hit says has been so only since a later year: old notices name offices as they were called."""
    return year < int(hit.values.get("since") or 0)


def _values(hit: Hit, found: str) -> dict[str, str]:
    return {"found": found, **hit.values}


def _correctable(written: str, found: str, put: str) -> bool:
    """Whether `put` may replace what is `written` for the words `found`. Blanks written as entities are meant."""
    return written == found or (says(written, found) and plain(put) and not any(map(str.isspace, found)))


def _quoted(text: str, hit: Hit) -> bool:
    """Whether the words stand in a title or a quotation, which nobody corrects for its author."""
    before = text[max(hit.start - _QUOTED_WITHIN, 0) : hit.start].rpartition("\n")[2]
    return before.count('"') % 2 == 1 or any(before.rfind(start) > before.rfind(end) for start, end in _QUOTED.items())


def _stays_plain(put: str) -> bool:
    """Whether `put` means to YAML what it meant before: words, and no sign of its own."""
    return all(sign.isalnum() or sign in "，。、；：？！“”‘’《》（）〔〕—…·*" for sign in put)


def _in_lines(found: str, place: Position, lines: Sequence[str]) -> Position | None:
    """Where in the lines from `place` on `found` is written."""
    for number in range(place.line, min(place.line + 20, len(lines)) + 1):
        at = lines[number - 1].find(found, place.column - 1 if number == place.line else 0)
        if at >= 0:
            return Position(place.file, number, at + 1)
    return None


def _fields(notice: Notice, places: Places) -> Iterator[tuple[str, str, Position]]:
    """The words of a notice's front matter, each with the name of its field and its place."""
    for name in type(notice).model_fields:
        if name in _NOT_READ:
            continue
        value = getattr(notice, name)
        items: Iterable[object] = value if isinstance(value, tuple) else (value,)
        for number, item in enumerate(items):
            at = number if isinstance(value, tuple) else None
            if isinstance(item, str):
                yield name, item, field_position(places, name, at)
            elif isinstance(item, Model):
                for part in type(item).model_fields:
                    words = getattr(item, part)
                    if isinstance(words, str):
                        inner = part if at is None else ""
                        yield f"{name}/{part}", words, field_position(places, name, at, inner)
