"""The lists of one block as bits, spread over small files. The reader is `theme/browser/search-lists.js`.

There are two fields of texts. In the head, text 2n is the title of document n and text 2n + 1 its 发文字号; in the
body, text n is the text of document n. A file begins with five bits that say among how many files, as a power of two,
the lists are spread, and the number of its lists; then come the lists in the order of their keys (x, y):

    x, as the difference from the list before · one bit and y in 16 bits (0) or 21 (1)
    and twice, for the head and for the body:
        the number of texts; unless that is none:
        the texts
        for pairs: how many of these texts hold the pair more than once, which of them, and how often, less two
        for pairs: all i; then all j

Ascending numbers are written as the gaps between them: 3, 4, 9 as 3, 0, 4. Numbers are coded as `codes.py` says.
Before the texts, the texts with more than one, the i and the j stand four bits with their parameter, unless there is
only one number: its parameter is in `_LONE_K`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xuanlan.index.codes import Layout, Numbers, Starts, best_k, rice, run_starts, starts_of
from xuanlan.index.occurrences import CHARACTER_BITS, Occurrences, in_order, of_texts

CHARACTERS_PER_FILE = 2048
"""A file comes to about 2 KB: a character costs eleven to twelve bits."""
_LISTS_K, _X_K, _MORE_K, _TIMES_K = 5, 8, 2, 0
_COUNT_K = (0, 2)
"""for the head, where most keys do not stand, and for the body"""
_K_BITS = 4
# The pieces of a list, in the order in which they are written; a parameter stands one before its numbers.
_BITS, _LISTS, _X, _Y = range(4)
_COUNT, _TEXTS, _MORE, _WHICH, _TIMES, _I, _J = 4, 6, 7, 9, 10, 12, 14
_LONE_K = {_TEXTS: 10, _WHICH: 2, _I: 1, _J: 1}
"""the parameter for a number that stands alone: half of all pairs stand in one text only"""
_FIELD = 11
"""pieces of each field, from _COUNT on"""
_PIECES = _COUNT + 2 * _FIELD


def file_bits(characters: int) -> int:
    """The logarithm to base 2 of the number of files for the lists of texts of so many characters."""
    return max(0, characters // CHARACTERS_PER_FILE - 1).bit_length()


def file_of(x: Numbers, y: Numbers, bits: int) -> Numbers:
    """The number of the file, among 2^`bits`, that holds the list of the key (x, y); the reader has the same."""
    mixed = x.astype(np.uint32) * np.uint32(0x9E3779B1) + y.astype(np.uint32) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    file: Numbers = ((mixed ^ (mixed >> np.uint32(13))) & np.uint32((1 << bits) - 1)).astype(np.int32)
    return file


def list_files(heads: Sequence[str], bodies: Sequence[str], bits: int) -> list[bytes]:
    """The lists of folded texts, in 2^`bits` files; one without any list says no more than among how many."""
    fields = [[_Group(found, bits) for found in of_texts(texts)] for texts in (heads, bodies)]
    keys = np.unique(np.concatenate([group.keys for groups in fields for group in groups]))
    files = [bytes([bits << 3])] * (1 << bits)
    if not len(keys):
        return files
    file = keys >> 2 * CHARACTER_BITS
    first = run_starts(file)
    layout = _Lists(len(keys))
    layout.add(first * _PIECES + _BITS, np.ones_like(first), np.full_like(first, bits), np.full_like(first, 5))
    layout.add_keys(keys & ((1 << 2 * CHARACTER_BITS) - 1), first)
    for number, groups in enumerate(fields):
        layout.shift = number * _FIELD
        counts = np.zeros(len(keys), dtype=np.int64)
        for group in groups:
            lists = np.searchsorted(keys, group.keys)
            counts[lists] = group.counts
            group.lay_out(layout, lists)
        layout.add_each(_COUNT, np.arange(len(keys)), counts, _COUNT_K[number])
    for at, content in zip(file[first].tolist(), layout.write(first * _PIECES), strict=True):
        files[at] = content
    return files


class _Lists(Layout):
    """A layout of lists; the pieces of a field begin `shift` after those of the head."""

    def __init__(self, count: int) -> None:
        super().__init__(count * _PIECES)
        self.shift = 0

    def add_keys(self, keys: Numbers, first: Starts) -> None:
        """The beginnings of all lists; `first` are those that begin a file."""
        lists = np.arange(len(keys))
        self.add_each(_LISTS, first, np.diff(first, append=len(keys)), _LISTS_K)
        x, y = keys >> CHARACTER_BITS, keys & ((1 << CHARACTER_BITS) - 1)
        before = np.concatenate(([0], x[:-1]))
        before[first] = 0
        self.add_each(_X, lists, x - before, _X_K)
        wide = y > 0xFFFF
        widths = np.where(wide, CHARACTER_BITS + 1, 17)
        self.add(lists * _PIECES + _Y, np.ones_like(lists), y | wide.astype(np.int64) << CHARACTER_BITS, widths)

    def add_each(self, piece: int, lists: Numbers, numbers: Numbers, k: int) -> None:
        """One number for each of `lists`."""
        self.add(lists * _PIECES + piece + self.shift, np.ones_like(lists), *rice(numbers, k))

    def add_gaps(self, piece: int, lists: Numbers, lengths: Numbers, numbers: Numbers, starts: Starts) -> None:
        """For each of `lists` as many numbers as its length says, after the parameter that suits them best.

        The numbers ascend from each of `starts` on and are written as gaps.
        """
        gaps = np.empty_like(numbers)
        np.subtract(numbers[1:], numbers[:-1] + 1, out=gaps[1:])
        gaps[starts] = numbers[starts]
        k = best_k(gaps, lengths)
        k[lengths == 1] = _LONE_K[piece]
        places = lists * _PIECES + piece + self.shift
        several = np.flatnonzero(lengths > 1)
        self.add(places[several] - 1, np.ones_like(several), k[several], np.full(len(several), _K_BITS))
        self.add(places, lengths, *rice(gaps, np.repeat(k, lengths)))


class _Group:
    """The occurrences of one field that have or have not numbers, in their final order: by file, then by key."""

    def __init__(self, found: Occurrences, bits: int) -> None:
        file = file_of(found.x, found.y, bits)
        order = in_order(file, found.x, found.y)
        address = file.astype(np.int64) << 2 * CHARACTER_BITS | found.x.astype(np.int64) << CHARACTER_BITS | found.y
        address = address[order]
        starts = run_starts(address)
        self.keys: Numbers = address[starts]
        """file, x and y of each list in one number, ascending"""
        self._found, self._order = found, order
        self._text = found.text[order]
        self._lengths = np.diff(starts, append=len(order))
        self._first = run_starts(address, self._text)
        """where the occurrences in one text begin"""
        self._begin = np.searchsorted(self._first, starts)
        self.counts: Numbers = np.diff(self._begin, append=len(self._first))
        """in how many texts each key stands"""

    def lay_out(self, layout: _Lists, lists: Numbers) -> None:
        """Add the group to `layout`; `lists` says which of all lists each key has."""
        if not len(lists):
            return
        layout.add_gaps(_TEXTS, lists, self.counts, self._text[self._first], self._begin)
        if self._found.i is None or self._found.j is None:
            return
        times = np.diff(self._first, append=len(self._text))
        more = np.flatnonzero(times > 1)
        more_end = np.searchsorted(more, self._begin + self.counts)
        number = np.diff(more_end, prepend=0)
        layout.add_each(_MORE, lists, number, _MORE_K)
        some = np.flatnonzero(number)
        which = (more - np.repeat(self._begin, number)).astype(np.int32)
        layout.add_gaps(_WHICH, lists[some], number[some], which, starts_of(number[some]))
        layout.add(lists[some] * _PIECES + _TIMES + layout.shift, number[some], *rice(times[more] - 2, _TIMES_K))
        layout.add_gaps(_I, lists, self._lengths, self._found.i[self._order], self._first)
        layout.add_gaps(_J, lists, self._lengths, self._found.j[self._order], self._first)
