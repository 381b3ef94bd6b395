"""Related notices: those that share a tag, or two telling words of their titles. None is better than a wrong one."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.text.segmenter import lexicon

MOST = 5
NEWEST_PER_WORD = 30
"""Most notices considered for each word, the newest, so that the work for a notice does not grow with the site."""
_TAG, _WORD, _ENOUGH = 3, 1, 2
"""What a shared tag and a shared word count for, and how much it takes."""
_COMMON = 20
"""A word of more than one title in so many, and of more than three, tells nothing."""
_FILE = Path(__file__).parent.parent / "data" / "common_words.txt"


@cache
def tell_nothing() -> frozenset[str]:
    """Words that any title may have."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    listed = (word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset(listed).union(lexicon().heads, lexicon().acts)


class Related:
    """Index of listed notices by tag and word, made once for a build."""

    def __init__(self, library: Library) -> None:
        self._by_id = library.by_id
        titles = library.phrasing.words(entry.notice.title for entry in library.public)
        site = library.phrasing.words([library.site.name, library.settings.unit or ""])
        nothing = tell_nothing().union(library.kinds, *site.values())
        self._words = {entry.id: frozenset(titles[entry.notice.title]) - nothing for entry in library.public}
        often = Counter(word for entry in library.listed for word in self._words[entry.id])
        limit = max(3, len(library.listed) // _COMMON)
        self._common = frozenset(word for word, times in often.items() if times > limit)
        self._by_key: dict[tuple[int, str], list[str]] = defaultdict(list)
        for entry in library.listed:
            for key in self._keys(entry):
                if len(self._by_key[key]) < NEWEST_PER_WORD:
                    self._by_key[key].append(entry.id)

    def of(self, entry: Entry) -> list[Entry]:
        """The notices that share most with `entry`, at most `MOST`; of equals the newest first."""
        shared = Counter[str]()
        for key in self._keys(entry):
            for ident in self._by_key.get(key, ()):
                shared[ident] += key[0]
        shared.pop(entry.id, None)
        found = [self._by_id[ident] for ident, weight in shared.items() if weight >= _ENOUGH]
        found.sort(key=lambda other: (shared[other.id], other.facts.publish, other.id), reverse=True)
        return found[:MOST]

    def _keys(self, entry: Entry) -> set[tuple[int, str]]:
        """Tags and telling words, each with what it counts for. Of a withdrawn notice, whose text may have been wrong,
        no words."""
        words = frozenset[str]() if entry.state == "withdrawn" else self._words.get(entry.id, frozenset())
        tags = {(_TAG, tag) for tag in entry.notice.tags}
        return tags | {(_WORD, word) for word in words - self._common}
