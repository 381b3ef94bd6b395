"""The phrases of titles, slogans and rules, kept from build to build: the dictionary is loaded for new ones only"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from xuanlan.runtime.cache import Cache, Key, digest, engine
from xuanlan.runtime.failures import require_memory
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads
from xuanlan.text.phrases import Phrases, WordList, phrases_of
from xuanlan.text.segmenter import dictionary_loaded, lexicon

_WORD = re.compile("[\u4e00-\u9fff]{2,}")


@dataclass(slots=True)
class Phrasing:
    """Texts in phrases, where `own` are the words of the site."""

    cache: Cache
    own: WordList = field(default_factory=WordList)
    _known: dict[str, Phrases] = field(default_factory=dict)
    _new: dict[Key, bytes] = field(default_factory=dict)
    """values that the cache does not have yet"""

    def of(self, text: str) -> Phrases:
        found = self._known.get(text)
        if found is None:
            self.bring([text])
            found = self._known[text]
        return found

    def bring(self, texts: Iterable[str]) -> None:
        """Get the phrases of all `texts` at once, which is faster than one by one. Raises MachineError when memory is
        short."""
        wanted = {text: self._key(text) for text in dict.fromkeys(texts) if text not in self._known}
        kept = self.cache.many(wanted.values())
        for text, key in wanted.items():
            found = _read(text, kept.get(key))
            if found is None:
                if not dictionary_loaded():
                    require_memory()
                found = phrases_of(text, lexicon(), self.own)
                self._new[key] = dumps(_row(found))
            self._known[text] = found

    def words(self, texts: Iterable[str]) -> dict[str, list[str]]:
        """The words of each of `texts`, of two ideographs and more, each once. Raises MachineError when memory is
        short."""
        keys = {text: digest("words", engine(), text) for text in dict.fromkeys(texts)}
        kept = self.cache.many(keys.values())
        found: dict[str, list[str]] = {}
        for text, key in keys.items():
            with suppress(*MISSHAPEN):
                found[text] = [str(word) for word in loads(kept[key])]
                continue
            if not dictionary_loaded():
                require_memory()
            found[text] = [word for word in dict.fromkeys(lexicon().cut(text)) if _WORD.fullmatch(word)]
            self._new[key] = dumps(found[text])
        return found

    def keep(self) -> None:
        """Write what is new to the cache."""
        if self._new:
            self.cache.put(self._new)
            self._new = {}

    def keys(self, texts: Iterable[str]) -> Iterator[Key]:
        """The keys of the cache's values for `texts`."""
        return map(self._key, texts)

    def token(self, *texts: str) -> str:
        """What the phrases of `texts` depend on besides themselves and the program: the words of the site in them."""
        return repr([self.own.found(text) for text in texts])

    def _key(self, text: str) -> Key:
        return digest("phrases", engine(), text, self.token(text))


def _row(found: Phrases) -> list[int]:
    """The lengths of the phrases; of one that is tied to the one before it, below 0."""
    return [-len(part) if number in found.tied else len(part) for number, part in enumerate(found.parts)]


def _read(text: str, value: bytes | None) -> Phrases | None:
    if value is None:
        return None
    with suppress(*MISSHAPEN):
        parts, tied, at = [], set[int](), 0
        for number, length in enumerate(loads(value)):
            parts.append(text[at : at + abs(length)])
            at += abs(length)
            if length < 0:
                tied.add(number)
        if at == len(text) and all(parts):
            return Phrases(tuple(parts), frozenset(tied))
    return None
