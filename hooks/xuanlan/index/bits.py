"""Numbers as bits, many at once; the first bit is the highest.

A number n is written with a parameter k as Rice proposed (1979): n >> k zeros, a one, the k lower bits. Sixteen zeros
announce the number itself in 21 bits instead, so that no code is longer than 37 bits. A list of numbers has one
parameter, in four bits. Where most of the numbers are 0, the parameter is negative:

     k ≥ 0     the numbers, each with k
    -4 ≤ k < 0 how many zeros come first, with -k; the number behind them less one, with 0; and so on, until so many
               zeros come as the list has left
     k = -5     nothing: all numbers are 0

Numbers that have no parameter are written as Elias proposed (1975): for n + 1, which has b bits, b - 1 zeros, then it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.signedinteger]
"""Whole numbers; 32 bits wherever there are many of them."""
Starts = NDArray[np.intp]
Coded = tuple[Numbers, Numbers]
"""Codes and their widths in bits."""

LONGEST_RUN = 16
PLAIN_BITS = 21
LARGEST_K = 10
SMALLEST_K = -4
ALL_ZERO = SMALLEST_K - 1
_AT_ONCE = 1 << 16
"""Codes whose places and shifts fit into a processor's own memory."""


def rice(numbers: Numbers, k: Numbers | int) -> Coded:
    """Each of `numbers` (0 ≤ n < 2^21) with its parameter, which is not negative."""
    runs = numbers >> k
    codes = numbers - ((runs - 1) << k)
    widths = runs + (k + 1)
    long = np.flatnonzero(runs >= LONGEST_RUN)
    codes[long], widths[long] = numbers[long], LONGEST_RUN + PLAIN_BITS
    return codes, widths


def elias(numbers: Numbers) -> Coded:
    """Each of `numbers`, which has no parameter."""
    codes = numbers + 1
    return codes, 2 * np.frexp(codes)[1].astype(np.int32) - 1


def parameters(sums: Numbers, lengths: Numbers) -> Numbers:
    """The parameter for each list, from the sum of its numbers and how many they are.

    It is the best one for numbers that are distributed geometrically: with the mean m, the largest k such that
    2^k ≤ 0.96 m + 0.48. Runs of zeros have about 1/m for a mean. In whole numbers, so that all machines agree.
    """
    best = np.zeros(len(lengths), dtype=np.int32)
    for k in range(1, LARGEST_K + 1):
        best[(lengths << k) * 25 <= sums * 24 + lengths * 12] = k
    for k in range(1, -SMALLEST_K + 1):
        best[(sums << k) * 25 <= lengths * 24 + sums * 12] = -k
    best[sums == 0] = ALL_ZERO
    return best


def zero_runs(numbers: Numbers, lengths: Numbers, k: Numbers) -> tuple[Numbers, Coded]:
    """Neighbouring lists of mostly zeros, with their parameters, from -4 to -1: how many codes each has, and they."""
    lists = np.arange(len(lengths))
    others = np.add.reduceat(numbers != 0, starts_of(lengths), dtype=np.int64)
    owner = np.repeat(lists, others)
    stops = np.empty(len(owner) + len(lists), dtype=np.int64)  # where each run of zeros ends: at a number, or the end
    inner = np.arange(len(owner)) + owner
    stops[inner] = np.flatnonzero(numbers)
    stops[np.cumsum(others) + lists] = np.cumsum(lengths)
    runs = np.diff(stops, prepend=0) - 1
    runs[starts_of(others + 1)] += 1
    counts = 2 * others + 1
    owners = np.repeat(lists, others + 1)
    mixed = np.empty(int(counts.sum()), dtype=np.int32)
    k_mixed = np.zeros_like(mixed)
    places = 2 * np.arange(len(stops)) - owners
    mixed[places], k_mixed[places] = runs, -k[owners]
    mixed[places[inner] + 1] = numbers[stops[inner]] - 1
    return counts, rice(mixed, k_mixed)


def starts_of(lengths: Numbers) -> Numbers:
    """Where each of neighbouring pieces begins, the first one at 0."""
    return np.cumsum(lengths) - lengths


def run_starts(*columns: Numbers) -> Starts:
    """Where the combination of values in `columns` changes, the first place included."""
    changes = np.zeros(len(columns[0]), dtype=bool)
    changes[:1] = True  # of nothing there is no first
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changes)


class Layout:
    """Codes collected in streams and written piece after piece; every code belongs to a piece of the result."""

    def __init__(self, pieces: int) -> None:
        self._sizes = np.zeros(pieces, dtype=np.int64)
        self._streams: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []

    def add(self, pieces: Numbers, lengths: Numbers, coded: Coded) -> None:
        """Codes: for each of `pieces`, which ascend, as many as its length says (not 0)."""
        if len(pieces):
            codes, widths = coded
            self._sizes[pieces] += np.add.reduceat(widths, starts_of(lengths))
            self._streams.append((pieces, lengths, codes, widths))

    def add_lists(self, pieces: Numbers, lengths: Numbers, numbers: Numbers, k: Numbers) -> None:
        """Lists of numbers, as `add` takes them, with a parameter each."""
        dense = k >= 0
        chosen = np.repeat(dense, lengths)
        self.add(pieces[dense], lengths[dense], rice(numbers[chosen], np.repeat(k[dense], lengths[dense])))
        sparse = (k < 0) & (k > ALL_ZERO)
        if sparse.any():
            chosen = np.repeat(sparse, lengths)
            counts, coded = zero_runs(numbers[chosen], lengths[sparse], k[sparse])
            self.add(pieces[sparse], counts, coded)

    def write(self, first_pieces: Numbers) -> list[bytes]:
        """The bits as files, each from one of `first_pieces` to the next, filled up with zeros to whole bytes."""
        sizes = (np.add.reduceat(self._sizes, first_pieces) + 7) // 8 * 8
        starts = starts_of(self._sizes)
        starts += np.repeat(starts_of(sizes) - starts[first_pieces], np.diff(first_pieces, append=len(starts)))
        words = np.zeros(int(sizes.sum()) // 64 + 2, dtype=np.uint64)
        number = np.int32 if sizes.sum() < 1 << 31 else np.int64
        for pieces, lengths, codes, widths in self._streams:
            places = np.cumsum(widths, dtype=number) - widths.astype(number)
            places += np.repeat((starts[pieces] - places[starts_of(lengths)]).astype(number), lengths)
            for at in range(0, len(codes), _AT_ONCE):
                part = slice(at, at + _AT_ONCE)
                _put(words, codes[part], places[part], widths[part])
        whole = words.astype(">u8").tobytes()
        ends = np.cumsum(sizes) // 8
        return [whole[end - size : end] for end, size in zip(ends.tolist(), (sizes // 8).tolist(), strict=True)]


def _put(words: NDArray[np.uint64], codes: Numbers, places: Numbers, widths: Numbers) -> None:
    """Write each code into the bits that begin at its place; places ascend and nothing overlaps."""
    word = places >> 6
    room = 64 - widths - (places & 63)
    over = np.flatnonzero(room < 0)  # a code that crosses the end of its word: at most one for each word
    beyond = (-room[over]).astype(np.uint64)
    room[over] = 0
    shifted = codes.astype(np.uint64)
    shifted <<= room.astype(np.uint64)
    crossing = codes[over].astype(np.uint64)
    shifted[over] = crossing >> beyond
    first = run_starts(word)
    words[word[first]] |= np.bitwise_or.reduceat(shifted, first)
    words[word[over] + 1] |= crossing << (np.uint64(64) - beyond)
