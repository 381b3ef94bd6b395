"""Rendering of every text, once for each content, with the rules that look at texts.

A rendered text depends on its own file and on where its references lead. So the cache keeps the answers to its
references with it: as long as a later build gives the same answers, it is still right.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xuanlan.diagnostics.report import Diagnostic, Position, Report
from xuanlan.library.asking import Asked, Expected, Gathered
from xuanlan.library.docs import DocPage
from xuanlan.library.entry import EXCERPT, Entry, Text
from xuanlan.library.front_matter import content_of
from xuanlan.library.references import PageResolver, Targets
from xuanlan.library.rows import finding_rows, findings_of, rendered_of, rendered_row
from xuanlan.markup.rendered import Rendered
from xuanlan.markup.visible import Shown
from xuanlan.reading.source import body_of, read_bytes, text_of
from xuanlan.runtime.cache import Cache, Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads, loads_all, mapping
from xuanlan.runtime.progress import Progress
from xuanlan.runtime.workers import in_chunks, in_processes
from xuanlan.text.excerpts import excerpt
from xuanlan.text.folding import fold

if TYPE_CHECKING:
    from xuanlan.markup.render import Renderer

CHUNK = 50
"""How many texts a process renders at a time."""
WORTH_A_PROCESS = 60
"""How many texts are rendered in about the time that a process takes to start."""


@dataclass(frozen=True)
class Manuscript:
    """A notice with its text, for the rules that look at texts."""

    entry: Entry
    layout: str
    """of its kind"""
    lines: list[str]
    """of the whole file"""
    body: str
    rendered: Rendered

    @cached_property
    def shown(self) -> Shown:
        return Shown(self.rendered.html, self.body, self.entry.path, self.entry.body_line)


Rule = Callable[[Manuscript, Report], None]
PageRule = Callable[[DocPage, str, Rendered, Report], None]
"""Looks at a hand-written page: its text, what it comes to."""

Notes = list[list[Any]]
"""Rows of JSON values that the cache keeps with a text, for rules over several texts."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that look at texts while they are at hand. They may look only at what is part of a text's key."""

    notices: Sequence[Rule] = ()
    pages: Sequence[PageRule] = ()
    notes: Callable[[Manuscript], Notes] | None = None
    """what rules over several texts need to know of one"""
    begin: Callable[[Cache], None] | None = None
    """reads what they go by, before texts are read; a second call costs nothing"""
    key: Key = b""
    """digest of whatever of the site the rules go by"""


NO_RULES = Rules()

KeptText = dict[str, Any]
"""What the cache keeps of a text besides the text: answers to its references (r), findings (d), fields of `Text`."""
_Made = tuple[KeptText, dict[Key, bytes], Gathered]
_Outcome = tuple[Text, list[Diagnostic], Gathered]


@dataclass(slots=True, repr=False)
class TextStore:
    """Renders texts, and gets them from the cache. `layouts` has the layout of each kind, by its name."""

    targets: Targets
    layouts: dict[str, str]
    rules: Rules
    cache: Cache
    _last: tuple[Key, Rendered] = (b"", Rendered("", ""))
    _brought: dict[Key, bytes] = field(default_factory=dict)
    """values of the cache for texts that are needed next"""

    def bring(self, entries: Iterable[Entry]) -> None:
        """Get the texts of `entries` from the cache at once, which is faster than one by one."""
        self._brought = self.cache.many(self.parts(entries))

    def rendered(self, entry: Entry) -> Rendered:
        """The text of `entry`, which is no draft; rendered again if the cache has lost it."""
        if self._last[0] != entry.text.html:
            found = None
            with suppress(*MISSHAPEN):
                found = self._kept(entry.text.html, entry.text.plain)
            self._last = (entry.text.html, found or self._render(entry)[1])
        return self._last[1]

    def folded(self, entry: Entry) -> str:
        """The text of `entry`, folded for search."""
        found = self.folded_text(entry.text.plain)
        return fold(self.rendered(entry).text) if found is None else found

    def folded_many(self, entries: Sequence[Entry]) -> Iterator[str]:
        """The folded texts of `entries`, in order."""
        for chunk in in_chunks(entries, CHUNK):
            kept = self.cache.many(entry.text.plain for entry in chunk if entry.text.html)
            for entry in chunk:
                value = kept.get(entry.text.plain)
                yield entry.folded if value is None else fold(value.decode())

    def folded_text(self, plain: Key) -> str | None:
        """The folded text whose digest is `plain`; None when it is not in the cache."""
        value = self.cache.get(plain)
        return None if value is None else fold(value.decode())

    def _kept(self, html: Key, plain: Key) -> Rendered:
        """The text with these digests. Raises one of `MISSHAPEN` when the cache does not have it."""
        brought = html in self._brought and plain in self._brought
        parts = self._brought if brought else self.cache.many([html, plain])
        return rendered_of(loads(parts[html]), parts[plain].decode())

    def render_all(self, entries: Iterable[Entry], report: Report, progress: Progress) -> list[Expected]:
        """Render every notice that is no draft, and complete its entry; all findings go to `report`.

        Returns the anchors that the texts refer to.
        """
        anchors: list[Expected] = []
        written = [entry for entry in entries if entry.state != "draft"]
        keys = [self._key(entry) for entry in written]
        rows: dict[Key, KeptText] = loads_all(self.cache.many(keys))
        stale = []
        for key, entry in zip(keys, written, strict=True):
            outcome = self._same_as(entry, rows[key]) if key in rows else None
            if outcome:
                anchors += _tell(entry, *outcome, report)
            else:
                stale.append(entry)
        done = 0
        if stale:
            self._begin()  # once, for all processes forked from this one
        processes = len(stale) // WORTH_A_PROCESS
        for made in in_processes(_render_chunk, (self, stale), in_chunks(range(len(stale)), CHUNK), processes):
            chunk = stale[done : done + len(made)]
            kept = {key: value for _, parts, _ in made for key, value in parts.items()}
            kept |= {self._key(entry): dumps(row) for entry, (row, parts, _) in zip(chunk, made, strict=True) if parts}
            self.cache.put(kept)
            for entry, (row, _, gathered) in zip(chunk, made, strict=True):
                anchors += _tell(entry, _text(row), findings_of(row["d"]), gathered, report)
            done += len(made)
            progress("排版文稿", done, len(stale))
        return anchors

    def _begin(self) -> None:
        _renderer()
        if self.rules.begin:
            self.rules.begin(self.cache)

    def parts(self, entries: Iterable[Entry]) -> Iterator[Key]:
        """The keys of the texts of `entries` in the cache."""
        for entry in entries:
            yield from (entry.text.html, entry.text.plain)

    def render_one(self, entry: Entry, report: Report, data: bytes | None = None) -> None:
        """Render one notice, whatever the cache has, and complete its entry. `data` is what its file would hold."""
        row, _, parts, gathered = self._render(entry, data)
        self.cache.put(parts)
        _tell(entry, _text(row), findings_of(row["d"]), gathered, report)

    def render_page(self, page: DocPage, body: str, report: Report) -> tuple[Rendered, list[Expected]]:
        """The rendered `body` of a hand-written page, from its file or changed by a plugin of the host; and the anchors
        that it refers to."""
        key = digest("page", engine(), self.rules.key, page.path, page.address, page.title, str(page.body_line), body)
        with suppress(*MISSHAPEN):
            row = mapping(self.cache.get(key))
            if row:
                found = self._kept(bytes.fromhex(row["h"]), bytes.fromhex(row["p"]))
                asked = Asked(PageResolver(self.targets, page.path, page.address))
                if asked.again(row["r"]):
                    report.extend([*asked.gathered.findings, *findings_of(row["d"])])
                    return found, asked.gathered.anchors
        own, asked = Report(), Asked(PageResolver(self.targets, page.path, page.address))
        self._begin()
        found = _renderer().render(body, page.title, page.path, page.body_line, asked, own)
        for rule in self.rules.pages:
            rule(page, body, found, own)
        row, parts = _packed(found, asked, own)
        self.cache.put({**parts, key: dumps(row)})
        report.extend([*asked.gathered.findings, *own])
        return found, asked.gathered.anchors

    def _key(self, entry: Entry) -> Key:
        """The cache key of a text: all that it depends on except the answers to its references."""
        layout = self.layouts[entry.notice.kind]
        return digest("text", engine(), self.rules.key, entry.path, entry.content, entry.id, entry.state, layout)

    def _same_as(self, entry: Entry, row: KeptText) -> _Outcome | None:
        """What `row` says of a text; None when its references have other answers now, or `row` is malformed."""
        with suppress(*MISSHAPEN):
            text, findings = _text(row), findings_of(row["d"])
            if not row["r"] and not entry.notice.attachments and entry.notice.source_url is None:
                return text, findings, Gathered()  # most texts have no references
            asked = Asked(PageResolver(self.targets, entry.path, entry.address, entry))
            if asked.again(row["r"]):
                asked.front_matter(entry)
                return text, findings, asked.gathered
        return None

    def _render(self, entry: Entry, data: bytes | None = None) -> tuple[KeptText, Rendered, dict[Key, bytes], Gathered]:
        """Render the text of `entry` from its file; if that has changed since it was read, nothing is to be cached."""
        self._begin()
        own, asked = Report(), Asked(PageResolver(self.targets, entry.path, entry.address, entry))
        if data is None:
            data = read_bytes(self.targets.root / entry.file, entry.path, own)
        text = text_of(data, entry.path, Report()) if data is not None and content_of(data) == entry.content else None
        if text is None:
            own.add("file-changed", Position(entry.path))
            return _packed(Rendered("", ""), asked, own)[0], Rendered("", ""), {}, asked.gathered
        body = body_of(text, entry.body_line)
        found = Rendered("", "")
        start = Position(entry.path, entry.body_line, 1)
        if body.strip():
            found = _renderer().render(body, entry.notice.title, entry.path, entry.body_line, asked, own)
            if not (found.text or found.media) and not own.error_count and not asked.gathered.findings.error_count:
                own.add("body-unseen", start)
        elif not entry.notice.withdrawn:
            own.add("body-empty", start)
        manuscript = Manuscript(entry, self.layouts[entry.notice.kind], text.split("\n"), body, found)
        for rule in self.rules.notices:
            rule(manuscript, own)
        row, parts = _packed(found, asked, own)
        if self.rules.notes and (notes := self.rules.notes(manuscript)):
            row["s"] = notes
        asked.front_matter(entry)
        return row, found, parts, asked.gathered


def _render_chunk(shared: tuple[TextStore, Sequence[Entry]], numbers: Sequence[int]) -> list[_Made]:
    store, entries = shared
    made = (store._render(entries[number]) for number in numbers)
    return [(row, parts, gathered) for row, _, parts, gathered in made]


def _text(row: KeptText) -> Text:
    return Text(bytes.fromhex(row["h"]), bytes.fromhex(row["p"]), int(row["n"]), str(row["x"]), tuple(row.get("s", ())))


def _tell(
    entry: Entry, text: Text, findings: Iterable[Diagnostic], gathered: Gathered, report: Report
) -> list[Expected]:
    """Complete `entry` by what is known of its text; returns the anchors that it refers to."""
    entry.text, entry.files, entry.attachments = text, gathered.files, gathered.attachments
    report.extend([*gathered.findings, *findings])
    return gathered.anchors


def _renderer() -> Renderer:
    """The thread's renderer: to create one takes as long as rendering a text."""
    from xuanlan.markup.render import Renderer  # here: it takes 0.1 s, which builds without a new text save

    if not hasattr(_own, "renderer"):
        _own.renderer = Renderer()
    renderer: Renderer = _own.renderer
    return renderer


_own = threading.local()


def _packed(found: Rendered, asked: Asked, findings: Report) -> tuple[KeptText, dict[Key, bytes]]:
    value = dumps(rendered_row(found))
    html, plain = content_of(value), digest("plain", found.text)
    row = {
        "r": asked.answers,
        "d": finding_rows(findings),
        "h": html.hex(),
        "p": plain.hex(),
        "n": len(found.text),
        "x": excerpt(found.text, EXCERPT) if found.text else "",
    }
    return row, {html: value, plain: found.text.encode()}
