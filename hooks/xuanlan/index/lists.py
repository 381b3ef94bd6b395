"""The lists of one block as bits, spread over small files. The reader is `theme/browser/search/lists.js`.

There are two fields of texts. In the head, text 2n is the title of document n and text 2n + 1 its 发文字号; in the
body, text n is the text of document n. A file begins with the binary logarithm of the number of files, in five bits,
and the number of its lists; then come the lists in the order of their keys (x, y), which are pairs of characters:

    x, as the difference from the list before · a bit 0 and y in 16 bits, or a bit 1 and y in 21
    and twice, for the head and for the body:
        the number of texts that hold the key; unless that is none:
        the numbers of these texts
        for pairs: how many of these texts hold the pair more than once, which of them, and how often, less two
        for pairs: the i of all occurrences, then their j: which x and which y of its text (`occurrences.py`)

Ascending numbers are written as the gaps between them: 3, 4, 9 as 3, 0, 4. `bits.py` says how numbers are coded.
Before each list of numbers (texts, texts with several, how often, i, j) stands its parameter plus five, in four bits.
A list of only one number has none: its parameter is in `_LONE_K`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from xuanlan.index.bits import ALL_ZERO, Layout, Numbers, Starts, elias, parameters, rice, run_starts, starts_of
from xuanlan.index.occurrences import CHARACTER_BITS, Field, Lists, field_of

_X_K = 8
_K_BITS = 4
# The pieces of a list, in the order in which they are written; a parameter stands one before its numbers.
_BITS, _LISTS, _X, _Y = range(4)
_COUNT, _TEXTS, _MORE, _WHICH, _TIMES, _I, _J = 4, 6, 7, 9, 11, 13, 15
_LONE_K = {_TEXTS: 10, _WHICH: 2, _TIMES: 0, _I: 0, _J: 0}
"""the parameter of a list of one number; they are frequent, for half of all pairs stand in one text only"""
_FIELD = 12
"""pieces of each field, from _COUNT on"""
_PIECES = _COUNT + 2 * _FIELD


def file_of(x: Numbers, y: Numbers, bits: int) -> Numbers:
    """The number of the file, among 2^`bits`, that holds the list of the key (x, y); lists.js has the same hash."""
    mixed = x.astype(np.uint32) * np.uint32(0x9E3779B1) + y.astype(np.uint32) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    file: Numbers = ((mixed ^ (mixed >> np.uint32(13))) & np.uint32((1 << bits) - 1)).astype(np.int32)
    return file


def list_files(
    heads: Sequence[str], bodies: Sequence[str], bits: int, only: Collection[int] | None = None
) -> list[bytes | None]:
    """The lists of folded texts, in 2^`bits` files; a file without lists holds only the head that every file has.

    With `only`, just the files with these numbers are made, and the others are None.
    """
    made = np.ones(1 << bits, dtype=bool)
    if only is not None:
        made[:] = False
        made[list(only)] = True
    empty = bytes([bits << 3 | 1 << 2])  # the one bit: no lists, as an Elias code
    files: list[bytes | None] = [empty if wanted else None for wanted in made.tolist()]
    fields = [_groups(field_of(texts), bits, made) for texts in (heads, bodies)]
    keys = np.unique(np.concatenate([group.keys for groups in fields for group in groups]))
    if not len(keys):
        return files
    file = keys >> 2 * CHARACTER_BITS
    first = run_starts(file)
    layout = _Lists(len(keys))
    layout.add_one(_BITS, first, (np.full_like(first, bits), np.full_like(first, 5)))
    layout.add_keys(keys & ((1 << 2 * CHARACTER_BITS) - 1), first)
    for number, groups in enumerate(fields):
        layout.shift = number * _FIELD
        counts = np.zeros(len(keys), dtype=np.int32)
        for group in groups:
            lists = np.searchsorted(keys, group.keys)
            counts[lists] = group.counts
            group.lay_out(layout, lists)
        layout.add_one(_COUNT, np.arange(len(keys)), elias(counts))
    for at, content in zip(file[first].tolist(), layout.write(first * _PIECES), strict=True):
        files[at] = content
    return files


def touched(old_head: Sequence[str], old_body: str, new_head: Sequence[str], new_body: str, bits: int) -> set[int]:
    """The numbers of a block's files that an edit of one document changes; the document keeps its number in the block.

    The texts are folded; both heads have the same length.
    """
    keys = [_changed(field_of([*old_head, *new_head]), len(old_head)), _changed(field_of([old_body, new_body]), 1)]
    x, y = np.concatenate(keys).T
    return set(file_of(x, y, bits).tolist())


def _changed(field: Field, half: int) -> Numbers:
    """The keys (x, y), one a row, whose occurrences in the first `half` of the texts and in the rest differ."""
    rows = []
    for lists, paired in ((field.pairs, 1), (field.plain, 0)):
        at = lists.at[_indices(lists.starts, lists.lengths)]
        x, y = np.repeat(lists.x, lists.lengths), np.repeat(lists.y, lists.lengths)
        i, j = field.number[at] * paired, field.number[at + 1] * paired
        rows.append(np.stack((x, y, field.text[at] % half, i, j), axis=1))
    different, times = np.unique(np.concatenate(rows), axis=0, return_counts=True)
    keys: Numbers = different[times == 1, :2]
    return keys


def _indices(starts: Starts, lengths: Numbers) -> Numbers:
    """The indices start, start + 1, … of all lists, concatenated: `lengths` says how many from each of `starts` on."""
    indices: Numbers = np.repeat(starts - starts_of(lengths), lengths)
    indices += np.arange(len(indices))
    return indices


def _groups(field: Field, bits: int, made: Numbers) -> list[_Group]:
    return [_Group(field, lists, bits, made) for lists in (field.pairs, field.plain)]


class _Lists(Layout):
    """A layout of lists; the pieces of a field begin `shift` after those of the head."""

    def __init__(self, count: int) -> None:
        super().__init__(count * _PIECES)
        self.shift = 0

    def add_keys(self, keys: Numbers, first: Starts) -> None:
        """Add the keys of all lists, and the number of lists of each file; `first` are the lists that begin a file."""
        lists = np.arange(len(keys))
        self.add_one(_LISTS, first, elias(np.diff(first, append=len(keys))))
        x, y = keys >> CHARACTER_BITS, keys & ((1 << CHARACTER_BITS) - 1)
        before = np.concatenate(([0], x[:-1]))
        before[first] = 0
        self.add_one(_X, lists, rice(x - before, _X_K))
        wide = y > 0xFFFF
        self.add_one(_Y, lists, (y | wide.astype(np.int64) << CHARACTER_BITS, np.where(wide, CHARACTER_BITS + 1, 17)))

    def add_one(self, piece: int, lists: Numbers, coded: tuple[Numbers, Numbers]) -> None:
        """One code for each of `lists`."""
        self.add(lists * _PIECES + piece + self.shift, np.ones_like(lists), coded)

    def add_numbers(self, piece: int, lists: Numbers, lengths: Numbers, numbers: Numbers) -> None:
        """For each of `lists` as many numbers as its length says, after the parameter that is best for them."""
        k = parameters(np.add.reduceat(numbers, starts_of(lengths), dtype=np.int64), lengths)
        k[lengths == 1] = _LONE_K[piece]
        several = np.flatnonzero(lengths > 1)
        self.add_one(piece - 1, lists[several], (k[several] - ALL_ZERO, np.full(len(several), _K_BITS)))
        self.add_lists(lists * _PIECES + piece + self.shift, lengths, numbers, k)

    def add_gaps(self, piece: int, lists: Numbers, lengths: Numbers, numbers: Numbers, starts: Starts) -> None:
        """As `add_numbers`, but the numbers, which ascend from each of `starts` on, are written as gaps."""
        gaps = np.empty_like(numbers)
        np.subtract(numbers[1:], numbers[:-1] + 1, out=gaps[1:])
        gaps[starts] = numbers[starts]
        self.add_numbers(piece, lists, lengths, gaps)


class _Group:
    """Either the pairs or the plain keys of one field, in the final order of the lists: by file, then by key."""

    def __init__(self, field: Field, lists: Lists, bits: int, made: Numbers) -> None:
        file = file_of(lists.x, lists.y, bits)
        order = np.argsort(file, kind="stable")
        order = order[made[file[order]]]
        self._field, self._pairs = field, lists is field.pairs
        self.keys: Numbers = (
            file[order].astype(np.int64) << 2 * CHARACTER_BITS | lists.x[order] << CHARACTER_BITS | lists.y[order]
        )
        """file, x and y of each list in one number, ascending"""
        self._lengths = lists.lengths[order]
        self._at = lists.at[_indices(lists.starts[order], self._lengths)]
        self._text = field.text[self._at]
        starts = starts_of(self._lengths)
        changes = np.ones(len(self._at), dtype=bool)
        np.not_equal(self._text[1:], self._text[:-1], out=changes[1:])
        changes[starts] = True
        self._first = np.flatnonzero(changes)
        """where the occurrences in one text begin"""
        self._begin = np.searchsorted(self._first, starts)
        self.counts: Numbers = np.diff(self._begin, append=len(self._first))
        """the number of texts that hold each key"""

    def lay_out(self, layout: _Lists, lists: Numbers) -> None:
        """Add the group to `layout`; `lists` has the number of each key's list."""
        if not len(lists):
            return
        layout.add_gaps(_TEXTS, lists, self.counts, self._text[self._first], self._begin)
        if not self._pairs:
            return
        times = np.diff(self._first, append=len(self._text))
        more = np.flatnonzero(times > 1)
        more_end = np.searchsorted(more, self._begin + self.counts)
        number = np.diff(more_end, prepend=0)
        layout.add_one(_MORE, lists, elias(number))
        some = np.flatnonzero(number)
        which = (more - np.repeat(self._begin, number)).astype(np.int32)
        layout.add_gaps(_WHICH, lists[some], number[some], which, starts_of(number[some]))
        layout.add_numbers(_TIMES, lists[some], number[some], (times[more] - 2).astype(np.int32))
        layout.add_gaps(_I, lists, self._lengths, self._field.number[self._at], self._first)
        layout.add_gaps(_J, lists, self._lengths, self._field.number[self._at + 1], self._first)
