"""The exact search of the desk's list: every text that holds the words, drafts included, folded as on the site"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from xuanlan.desk.trying import read_typed
from xuanlan.diagnostics.report import Report
from xuanlan.library.entry import Entry
from xuanlan.library.read import NoticeSource, Sources
from xuanlan.library.render import Library
from xuanlan.reading.source import MAX_BYTES, read_bytes, read_text, text_of
from xuanlan.render.pages import Pages
from xuanlan.runtime.cache import Key
from xuanlan.text.folding import fold

_BEFORE, _WIDTH = 14, 70
"""Characters that are shown before what was found, and in all."""


class _Text(NamedTuple):
    """A text as it is searched. Its parts are folded, in lines of their own: nothing is found across two of them."""

    content: Key
    """digest of its file"""
    head: str
    """title, 发文字号, id, units, path"""
    body: str
    kept: Key
    """cache key of the text as readers see it; empty where `plain` has it"""
    plain: str


class Finder:
    """All texts of the site at `root`, folded once for each content. The builder's thread brings what it has built, the
    engine's what was saved since."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: Mapping[str, _Text] = {}

    def begin(self, sources: Sources) -> None:
        """Take over what is known of the texts before they are built: all but their bodies."""
        self._texts = {source.path: _Text(b"", _head(sources, source), "", b"", "") for source in sources.notices}

    def refresh(self, pages: Pages) -> None:
        """Take over the texts of a build."""
        library, known = pages.library, self._texts
        old = {entry.path for entry in library.entries if _is_known(known, entry)}
        new = [entry for entry in library.entries if entry.path not in old]
        kept = [entry for entry in new if entry.text.html]
        found = {path: known[path] for path in old}
        for entry, body in zip(kept, library.texts.folded_many(kept), strict=True):
            found[entry.path] = _Text(entry.content, _head(library, entry), body, entry.text.plain, "")
        for entry in new:
            if not entry.text.html and (data := read_bytes(self._root / entry.path, entry.path, Report(), MAX_BYTES)):
                found[entry.path] = _typed(pages, entry.path, data)
        library.cache.close()
        self._texts = found

    def put(self, pages: Pages, path: str, data: bytes) -> None:
        """Take over what was saved in a text."""
        self._texts = {**self._texts, path: _typed(pages, path, data)}
        pages.library.cache.close()

    def find(self, paths: Mapping[str, str], words: str) -> list[str]:
        """The ids among `paths` of the texts in which every part of `words` stands."""
        parts = _parts(words)
        self._read(paths.values())
        texts = self._texts
        return [
            ident
            for ident, path in paths.items()
            if (text := texts.get(path)) and all(part in text.body or part in text.head for part in parts)
        ]

    def around(self, library: Library | None, paths: Mapping[str, str], words: str) -> dict[str, str]:
        """What stands in the texts of `paths` around the first of `words`, by id; nothing where that is in no body."""
        found: dict[str, tuple[_Text, str]] = {}
        for ident, path in paths.items():
            text = self._texts.get(path)
            part = next((part for part in _parts(words) if text and part in text.body), "")
            if text and part:
                found[ident] = (text, part)
        kept = library.cache.many(text.kept for text, _ in found.values() if text.kept) if library else {}
        plain = {ident: kept.get(text.kept, b"").decode() or text.plain for ident, (text, _) in found.items()}
        if library:
            library.cache.close()
        return {ident: _around(plain[ident], part) for ident, (_, part) in found.items()}

    def _read(self, paths: Iterable[str]) -> None:
        """Texts that no build could read are searched as they are written."""
        new = [path for path in paths if path not in self._texts]
        texts = {path: read_text(self._root / path, path, Report()) or "" for path in new}
        if texts:
            self._texts = {**self._texts, **{path: _as_written(path, text) for path, text in texts.items()}}


def _is_known(texts: Mapping[str, _Text], entry: Entry) -> bool:
    return entry.path in texts and texts[entry.path].content == entry.content


def _typed(pages: Pages, path: str, data: bytes) -> _Text:
    """A text with this content, though it be a draft; as it is written where it has errors."""
    entry = read_typed(pages, path, data, Report()).entry
    if entry is None:
        return _as_written(path, text_of(data, path, Report()) or "")
    plain = entry.rendered.text
    return _Text(entry.content, _head(pages.library, entry), fold(plain), b"", plain)


def _as_written(path: str, text: str) -> _Text:
    return _Text(b"", fold(path), fold(text), b"", text)


def _head(sources: Sources, source: NoticeSource) -> str:
    notice = source.notice
    return "\n".join(map(fold, (notice.title, notice.doc_no or "", source.id, *sources.units(source), source.path)))


def _parts(words: str) -> list[str]:
    return [*dict.fromkeys(filter(None, map(fold, words.split())))]


def _around(plain: str, part: str) -> str:
    """One line of a text around the first place of `part`."""
    at = bisect_right(range(len(plain) + 1), fold(plain).find(part), key=lambda end: len(fold(plain[:end]))) - 1
    start, end = max(at - _BEFORE, 0), max(at - _BEFORE, 0) + max(_WIDTH, _BEFORE + len(part))
    line = " ".join(plain[start:end].split())
    return f"{'…' if start else ''}{line}{'…' if end < len(plain) else ''}"
