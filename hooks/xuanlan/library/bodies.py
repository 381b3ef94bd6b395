"""Every text rendered and looked over, once for each content.

What a text comes to depends on its own file and on where its references lead. So the answers to its references are
kept with it: while a later build gives the same answers, what was made of the text is still right.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.docs import DocPage
from xuanlan.library.entry import EXCERPT, Entry, Text
from xuanlan.library.front_matter import content_of
from xuanlan.library.references import PageResolver, Targets
from xuanlan.library.rows import finding_rows, findings_of, rendered_of, rendered_row
from xuanlan.markup import Reference, Rendered, Renderer
from xuanlan.reading.source import body_of, read_bytes, text_of
from xuanlan.runtime.cache import Cache, Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads, loads_all, mapping
from xuanlan.runtime.progress import Progress
from xuanlan.runtime.workers import in_chunks, in_processes
from xuanlan.text.excerpts import excerpt
from xuanlan.text.folding import fold

CHUNK = 50
"""Texts that a process renders at once."""
WORTH_A_PROCESS = 60
"""Texts that are rendered in about the time that a process takes to start."""
FAILURES = (ValueError, OSError)
"""What a reference that no disk understands may raise; rendering reports it."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A notice with its text at hand, for the rules that look at texts."""

    entry: Entry
    layout: str
    """of its kind"""
    lines: list[str]
    """the whole file"""
    body: str
    rendered: Rendered


Rule = Callable[[Manuscript, Report], None]
Row = dict[str, Any]
"""What a text came to, without the text: answers to its references (r), findings (d), and what `Text` says of it."""


@dataclass(slots=True)
class TextStore:
    """Renders texts and fetches them again. `layouts` are those of the kinds, by name."""

    targets: Targets
    layouts: dict[str, str]
    rules: Sequence[Rule]
    cache: Cache
    _last: tuple[Key, Rendered] = (b"", Rendered("", ""))
    _brought: dict[Key, bytes] = field(default_factory=dict)
    """of texts that are wanted next, what the cache holds"""

    def bring(self, entries: Iterable[Entry]) -> None:
        """Get the texts of `entries` from the cache at once, which is quicker than one by one."""
        self._brought = self.cache.many(self.parts(entries))

    def rendered(self, entry: Entry) -> Rendered:
        """The text of `entry`, which has one; rendered once more if the cache has lost it."""
        if self._last[0] != entry.text.html:
            found = None
            with suppress(*MISSHAPEN):
                found = self._kept(entry.text.html, entry.text.plain)
            self._last = (entry.text.html, found or self._render(entry)[1])
        return self._last[1]

    def folded(self, entry: Entry) -> str:
        """The text of `entry` as search sees it."""
        found = self.folded_text(entry.text.plain)
        return fold(self.rendered(entry).text) if found is None else found

    def folded_many(self, entries: Sequence[Entry]) -> Iterator[str]:
        """The same of many notices."""
        for chunk in in_chunks(entries, CHUNK):
            kept = self.cache.many(entry.text.plain for entry in chunk if entry.text.html)
            for entry in chunk:
                value = kept.get(entry.text.plain)
                yield entry.folded if value is None else fold(value.decode())

    def folded_text(self, plain: Key) -> str | None:
        """A text as search sees it, from what stands for it; None when it is not in the cache."""
        value = self.cache.get(plain)
        return None if value is None else fold(value.decode())

    def _kept(self, html: Key, plain: Key) -> Rendered:
        """A text from what stands for its HTML and for what readers see; one of `MISSHAPEN` when the cache has not."""
        brought = html in self._brought and plain in self._brought
        parts = self._brought if brought else self.cache.many([html, plain])
        return rendered_of(loads(parts[html]), parts[plain].decode())

    def render_all(self, entries: Iterable[Entry], report: Report, progress: Progress) -> None:
        """Render every notice that is no draft, and tell its entry; all findings go to `report`."""
        written = [entry for entry in entries if entry.state != "draft"]
        keys = [self._key(entry) for entry in written]
        rows: dict[Key, Row] = loads_all(self.cache.many(keys))
        stale = [
            entry
            for key, entry in zip(keys, written, strict=True)
            if key not in rows or not self._take_kept(entry, rows[key], report)
        ]
        done = 0
        processes = len(stale) // WORTH_A_PROCESS
        for made in in_processes(_render_chunk, (self, stale), in_chunks(range(len(stale)), CHUNK), processes):
            chunk = stale[done : done + len(made)]
            kept = {key: value for _, parts in made for key, value in parts.items()}
            kept |= {self._key(entry): dumps(row) for entry, (row, parts) in zip(chunk, made, strict=True) if parts}
            self.cache.put(kept)
            for entry, (row, _) in zip(chunk, made, strict=True):
                self._take(entry, row, report, fresh=True)
            done += len(made)
            progress("排版文稿", done, len(stale))

    def parts(self, entries: Iterable[Entry]) -> Iterator[Key]:
        """The keys of what the cache holds of the texts of `entries`."""
        for entry in entries:
            yield from (entry.text.html, entry.text.plain)

    def render_one(self, entry: Entry, report: Report) -> None:
        """Render one notice and tell its entry, whatever is known of it."""
        row, _, parts = self._render(entry)
        self.cache.put(parts)
        self._take(entry, row, report, fresh=True)

    def render_page(self, page: DocPage, body: str, report: Report) -> Rendered:
        """A hand-written page's `body`, as its file has it or as a plugin of the host has changed it."""
        key = digest("page", engine(), page.path, page.address, page.title, str(page.body_line), body)
        with suppress(*MISSHAPEN):
            row = mapping(self.cache.get(key))
            if row:
                found = self._kept(bytes.fromhex(row["h"]), bytes.fromhex(row["p"]))
                live = Report()
                if self._same_answers(PageResolver(self.targets, page.path, page.address, live), row["r"]):
                    report.extend([*live, *findings_of(row["d"])])
                    return found
        own, live = Report(), Report()
        resolver = PageResolver(self.targets, page.path, page.address, live)
        asked = _Asked(resolver)
        found = _renderer().render(body, page.title, page.path, page.body_line, asked, own)
        row, parts = _packed(found, asked, own)
        resolver.expect_anchors()
        self.cache.put({**parts, key: dumps(row)})
        report.extend([*live, *own])
        return found

    def _key(self, entry: Entry) -> Key:
        """All that a text depends on but for the answers to its references."""
        layout = self.layouts[entry.notice.kind]
        return digest("text", engine(), entry.path, entry.content, entry.id, entry.state, layout)

    def _take_kept(self, entry: Entry, row: Row, report: Report) -> bool:
        try:
            return self._take(entry, row, report)
        except MISSHAPEN:
            return False

    def _take(self, entry: Entry, row: Row, report: Report, *, fresh: bool = False) -> bool:
        """Give `entry` what `row` says of its text, unless its references have other answers now."""
        text = Text(bytes.fromhex(row["h"]), bytes.fromhex(row["p"]), int(row["n"]), str(row["x"]))
        findings = findings_of(row["d"])
        notice = entry.notice
        if not row["r"] and not notice.attachments and notice.source_url is None:  # most texts: nothing to ask
            entry.text = text
            report.extend(findings)
            return True
        live = Report()
        before, entry.files = entry.files, {}
        resolver = PageResolver(self.targets, entry.path, entry.address, live, entry)
        if not self._same_answers(resolver, row["r"]) and not fresh:
            entry.files = before
            return False
        entry.text = text
        entry.attachments = resolver.attachments()
        resolver.check_source()
        report.extend([*live, *findings])
        return True

    def _same_answers(self, resolver: PageResolver, answers: Iterable[list[Any]]) -> bool:
        """Ask the references of a text again. Only then do the files and anchors that they name count."""
        asked = _Asked(resolver)
        for use, target, line, column, trapped, *_ in answers:
            with suppress(*FAILURES):
                asked(Reference(use, target, Position(resolver.path, line, column), trapped))
        if asked.answers != list(answers):
            return False
        resolver.expect_anchors()
        return True

    def _render(self, entry: Entry) -> tuple[Row, Rendered, dict[Key, bytes]]:
        """The text of `entry` as its file has it now; nothing is to be kept when that is not what was read before."""
        own, live = Report(), Report()
        asked = _Asked(PageResolver(self.targets, entry.path, entry.address, live, replace(entry, files={})))
        data = read_bytes(self.targets.root / entry.path, entry.path, own)
        text = text_of(data, entry.path, Report()) if data is not None and content_of(data) == entry.content else None
        if text is None:
            own.add("file-changed", Position(entry.path))
            return _packed(Rendered("", ""), asked, own)[0], Rendered("", ""), {}
        body = body_of(text, entry.body_line)
        found = Rendered("", "")
        start = Position(entry.path, entry.body_line, 1)
        if body.strip():
            found = _renderer().render(body, entry.notice.title, entry.path, entry.body_line, asked, own)
            shown = found.text or re.search(r"<(?:img|audio|video)\b", found.html)
            if not shown and not own.error_count and not live.error_count:
                own.add("body-unseen", start)
        elif not entry.notice.withdrawn:
            own.add("body-empty", start)
        manuscript = Manuscript(entry, self.layouts[entry.notice.kind], text.split("\n"), body, found)
        for rule in self.rules:
            rule(manuscript, own)
        row, parts = _packed(found, asked, own)
        return row, found, parts


class _Asked:
    """A resolver that writes down what was asked, what the answer was, and what was said of it."""

    def __init__(self, resolver: PageResolver) -> None:
        self._resolver = resolver
        self.answers: list[list[Any]] = []

    def __call__(self, reference: Reference) -> str | None:
        said = self._resolver.report
        before = said.error_count
        href = None
        try:
            href = self._resolver(reference)
        finally:
            place = reference.position
            question = [reference.use, reference.target, place.line, place.column, reference.trapped]
            self.answers.append([*question, href, said.error_count > before])
        return href


def _render_chunk(
    shared: tuple[TextStore, Sequence[Entry]], numbers: Sequence[int]
) -> list[tuple[Row, dict[Key, bytes]]]:
    store, entries = shared
    made = (store._render(entries[number]) for number in numbers)
    return [(row, parts) for row, _, parts in made]


def _renderer() -> Renderer:
    """One for each thread: to make it takes as long as a text."""
    if not hasattr(_own, "renderer"):
        _own.renderer = Renderer()
    renderer: Renderer = _own.renderer
    return renderer


_own = threading.local()


def _packed(found: Rendered, asked: _Asked, findings: Report) -> tuple[Row, dict[Key, bytes]]:
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
