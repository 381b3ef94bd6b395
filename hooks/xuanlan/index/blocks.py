"""Documents, and which of them share a block of the index.

Every document has a key of 64 bits: its minute of publication, then 32 bits of a hash of its name. A block holds all
keys with a common prefix: the whole range is one block until it holds more than `LARGEST` characters; then its two
halves are blocks by the same rule. So the blocks depend on what is there and not on the order in which it came; a
document that comes, goes or changes touches only the block it lies in; and new notices, with late keys, leave the
blocks of old years alone.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

CALL = "xl"
"""The function that every file of the index calls with its content."""
CHARACTERS_PER_FILE = 2048
"""A file of lists comes to about 2 KB: a character costs eleven to twelve bits."""
LARGEST = 1 << 22
"""Characters in one block, unless a single document has more."""
_KEY_BITS = 64
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One document as readers see it: a notice, a hand-written page or an attached file."""

    name: str
    """id of a notice; address of a page; of a file, the name of its text in the index, a slash, its name beside the
    notice"""
    title: str
    body: str
    """digest of the text"""
    length: int
    """characters of the text"""
    doc_no: str = ""
    unit: tuple[str, ...] = ()
    kind: str = ""
    column: str = ""
    date: str = ""
    """of publication, as 2026-03-08"""
    moment: int = 0
    """of publication, in seconds since 1970; its minute decides the block and the order"""
    changes: str = ""
    """JSON of the facts that the state depends on beside publication; empty for what stays in force"""
    named: str = ""
    """of a notice, the names of its attachments, a line each, which are searched with its text"""
    within: str = ""
    """of a file, the title of the notice that it goes with"""

    @property
    def size(self) -> int:
        """Characters that are searched."""
        return len(self.title) + len(self.doc_no) + self.length + len(self.named)


def file_bits(characters: int) -> int:
    """The binary logarithm of the number of list files for texts of `characters` in all."""
    return max(0, characters // CHARACTERS_PER_FILE - 1).bit_length()


def divide(cards: Sequence[Card]) -> Iterator[tuple[str, list[Card]]]:
    """The name and the cards of each block, the oldest block first; in it the oldest card first, same minutes by name,
    Z to A."""
    keyed = sorted(((_key(card), card) for card in cards), key=itemgetter(0))
    cards = [card for _, card in keyed]
    yield from _halve([key for key, _ in keyed], cards, [card.size for card in cards], 0, 0)


def _halve(
    keys: list[int], cards: list[Card], sizes: list[int], depth: int, prefix: int
) -> Iterator[tuple[str, list[Card]]]:
    if not cards:
        return
    if len(cards) == 1 or depth == _KEY_BITS or sum(sizes) <= LARGEST:
        later_names_first = sorted(cards, key=lambda card: card.name, reverse=True)
        yield f"{depth}-{prefix:x}", sorted(later_names_first, key=_minute)
        return
    middle = bisect_left(keys, (2 * prefix + 1) << (_KEY_BITS - depth - 1))
    yield from _halve(keys[:middle], cards[:middle], sizes[:middle], depth + 1, prefix * 2)
    yield from _halve(keys[middle:], cards[middle:], sizes[middle:], depth + 1, prefix * 2 + 1)


def _minute(card: Card) -> int:
    return max(0, min(card.moment // _MINUTE, (1 << 32) - 1))


def _key(card: Card) -> int:
    return _minute(card) << 32 | int.from_bytes(hashlib.sha256(card.name.encode()).digest()[:4])
