"""Related notices: those that share the most tags and values, newest first."""

from __future__ import annotations

from collections import Counter, defaultdict

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library

MOST = 5
NEWEST_PER_WORD = 30
"""Most notices considered for each word, the newest, so that the work for a notice does not grow with the site."""


class Related:
    """Index of listed notices by word, made once for a build."""

    def __init__(self, library: Library) -> None:
        self._by_id = library.by_id
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for entry in library.listed:
            for word in _words(entry):
                if len(self._by_word[word]) < NEWEST_PER_WORD:
                    self._by_word[word].append(entry.id)

    def of(self, entry: Entry) -> list[Entry]:
        """The notices that share the most words with `entry`, at most `MOST`; of equals the newest first."""
        if not (words := _words(entry)):
            return []
        shared = Counter(ident for word in words for ident in self._by_word.get(word, ()))
        shared.pop(entry.id, None)
        found = [self._by_id[ident] for ident in shared]
        found.sort(key=lambda other: (shared[other.id], other.facts.publish, other.id), reverse=True)
        return found[:MOST]


def _words(entry: Entry) -> set[str]:
    return {*entry.notice.tags, *entry.notice.values}
