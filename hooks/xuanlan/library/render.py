"""The second step: the texts of `Sources` are rendered, and their references resolved, into one `Library`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from xuanlan import addresses
from xuanlan.diagnostics.report import CallError, Report
from xuanlan.library.asking import Expected
from xuanlan.library.attachments import Checked
from xuanlan.library.bodies import NO_RULES, Rules, TextStore
from xuanlan.library.docs import DocPage
from xuanlan.library.entry import Entry
from xuanlan.library.front_matter import Contents
from xuanlan.library.read import NoticeSource, Sources
from xuanlan.library.references import Targets
from xuanlan.markup.rendered import Rendered
from xuanlan.models.core_values import core_values
from xuanlan.reading.keys import nearest
from xuanlan.runtime.progress import Progress, silent


@dataclass(frozen=True, slots=True, repr=False)
class Library(Sources):
    """The content of a site's folders by the clock `now`, every text rendered."""

    entries: list[Entry]
    """newest first, drafts and scheduled ones included"""
    public: list[Entry]
    """entries that have a page now"""
    listed: list[Entry]
    """entries that lists, feeds and screens name now"""
    by_id: dict[str, Entry]
    by_path: dict[str, Entry]
    targets: Targets
    texts: TextStore
    originals: dict[str, Checked]
    """the files of docs/, which the host copies, by path from the site's root"""

    def named(self, ident: str) -> Entry:
        """The notice that somebody names by its id, or by its path. Raises CallError, with what may have been meant."""
        entry = self.by_id.get(ident) or self.by_path.get(ident)
        if entry is None:
            raise CallError(f"没有编号为 {ident} 的文稿。{nearest(ident, self.by_id)}")
        return entry

    def with_pages(self, rendered: Mapping[str, Rendered]) -> Library:
        """A copy with the texts `rendered`, by path, for hand-written pages."""
        changed = {path: replace(self.docs.pages[path], rendered=text) for path, text in rendered.items()}
        return replace(self, docs=replace(self.docs, pages=self.docs.pages | changed))


def render(sources: Sources, report: Report, progress: Progress = silent, *, rules: Rules = NO_RULES) -> Library:
    """Render every text of `sources`, resolve its references and check the files that it names.

    Rendering never stops at a mistake; all findings go to `report`. `rules` look at each text when it is rendered.
    """
    notices = {notice.path: notice for notice in sources.notices}
    targets = Targets(sources.root, notices, sources.docs, _generated(sources))
    texts = TextStore(targets, {kind.name: kind.layout for kind in sources.kinds.values()}, rules, sources.cache)
    entries = _entries(sources, texts)
    anchors = texts.render_all(entries, report, progress)
    contents = Contents(sources.root, "files", sources.cache)
    for entry in entries:
        for path, attached in entry.files.items():
            attached.sha256 = contents.sha256(path, attached.stamp, report)
    originals = {
        path: Checked(sources.root, path, contents.sha256(path, stamp, report))
        for path, stamp in sources.docs.stamps.items()
    }
    contents.keep()
    pages = {}
    for path, page in sources.docs.pages.items():
        rendered, named = texts.render_page(page, page.body, report)
        pages[path] = replace(page, rendered=rendered)
        anchors += named
    library = Library(
        **values_of(replace(sources, docs=replace(sources.docs, pages=pages))),
        entries=entries,
        public=[entry for entry in entries if entry.public],
        listed=[entry for entry in entries if entry.listed],
        by_id={entry.id: entry for entry in reversed(entries)},
        by_path={entry.path: entry for entry in entries},
        targets=targets,
        texts=texts,
        originals=originals,
    )
    _check_anchors(anchors, {**library.by_path, **pages}, report)
    return library


def _check_anchors(anchors: Iterable[Expected], texts: Mapping[str, Entry | DocPage], report: Report) -> None:
    for position, path, anchor in anchors:
        if anchor not in texts[path].rendered.anchors:
            report.add("anchor-missing", position, anchor=anchor, where=path)


def values_of(source: Sources | NoticeSource) -> dict[str, Any]:
    """Its fields by name, to make a larger one of them."""
    return {field.name: getattr(source, field.name) for field in fields(source)}


def _entries(sources: Sources, texts: TextStore) -> list[Entry]:
    entries = [Entry(**values_of(source), texts=texts) for source in sources.notices]
    by_path = {entry.path: entry for entry in entries}
    for entry in entries:
        entry.replaced_by = by_path.get(entry.successor)
    return entries


def _generated(sources: Sources) -> dict[str, frozenset[str]]:
    """Generated pages that a text may link to by an address from the site's root, with their anchors."""
    pages = dict.fromkeys((*addresses.LISTED, *(addresses.column(slug) for slug in sources.columns)), frozenset[str]())
    pages[addresses.HOTLINES] = frozenset(addresses.hotline_anchor(hotline.slug) for hotline in sources.hotlines)
    words = core_values().words
    shorts = (addresses.value_anchor(number) for number, _ in enumerate(words, start=1))
    pages[addresses.VALUES] = frozenset((*words, *shorts))
    return pages
