"""Rice and Elias codes of whole numbers, many at once; the most significant bit comes first.

The Rice code (1979) of n with the parameter k: n >> k zeros, a one, the k lower bits. Sixteen zeros are an escape: the
number itself follows in 21 bits, so no code is longer than 37 bits. A list of numbers has one parameter, which is
written in four bits. It is negative where most of the numbers are 0:

     k ≥ 0     each number, coded with k
    -4 ≤ k < 0 in turns: the length of a run of zeros, coded with -k; the number that ends the run, less one, coded
               with 0. The last run, which may be empty, ends with the list
     k = -5    nothing: all numbers are 0

Numbers without a parameter have the Elias gamma code (1975) of n + 1: if that has b bits, b - 1 zeros, then the bits.
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
"""Codes written at once, so that the arrays of their places and shifts fit into the processor's cache."""


def rice(numbers: Numbers, k: Numbers | int) -> Coded:
    """The Rice codes of `numbers` (0 ≤ n < 2^21); `k` ≥ 0 is one parameter for all or one for each."""
    runs = numbers >> k
    codes = numbers - ((runs - 1) << k)
    widths = runs + (k + 1)
    long = np.flatnonzero(runs >= LONGEST_RUN)
    codes[long], widths[long] = numbers[long], LONGEST_RUN + PLAIN_BITS
    return codes, widths


def elias(numbers: Numbers) -> Coded:
    """The Elias gamma codes of `numbers` + 1."""
    codes = numbers + 1
    return codes, 2 * np.frexp(codes)[1].astype(np.int32) - 1


def parameters(sums: Numbers, lengths: Numbers) -> Numbers:
    """The parameter of each list, from the sum and the count of its numbers.

    It is the best one for numbers that are distributed geometrically: with the mean m, the largest k such that
    2^k ≤ 0.96 m + 0.48. The mean length of runs of zeros is about 1/m. In whole numbers, so that all machines agree.
    """
    best = np.zeros(len(lengths), dtype=np.int32)
    for k in range(1, LARGEST_K + 1):
        best[(lengths << k) * 25 <= sums * 24 + lengths * 12] = k
    for k in range(1, -SMALLEST_K + 1):
        best[(sums << k) * 25 <= lengths * 24 + sums * 12] = -k
    best[sums == 0] = ALL_ZERO
    return best


def zero_runs(numbers: Numbers, lengths: Numbers, k: Numbers) -> tuple[Numbers, Coded]:
    """Code adjacent lists of mostly zeros, with parameters from -4 to -1: how many codes each has, and the codes."""
    lists = np.arange(len(lengths))
    others = np.add.reduceat(numbers != 0, starts_of(lengths), dtype=np.int64)
    owner = np.repeat(lists, others)
    stops = np.empty(len(owner) + len(lists), dtype=np.int64)  # where each run of zeros ends
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
    """Where each of adjacent pieces begins, the first one at 0."""
    return np.cumsum(lengths) - lengths


def run_starts(*columns: Numbers) -> Starts:
    """Where the combination of values in `columns` changes, the first place included."""
    changes = np.zeros(len(columns[0]), dtype=bool)
    changes[:1] = True  # a slice, because the columns may be empty
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changes)


class Layout:
    """Collects codes by the piece of the result that they belong to, then writes the pieces one after another."""

    def __init__(self, pieces: int) -> None:
        self._sizes = np.zeros(pieces, dtype=np.int64)
        self._streams: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []

    def add(self, pieces: Numbers, lengths: Numbers, coded: Coded) -> None:
        """Add codes to `pieces`, which ascend: to each as many as its length says (> 0)."""
        if len(pieces):
            codes, widths = coded
            self._sizes[pieces] += np.add.reduceat(widths, starts_of(lengths))
            self._streams.append((pieces, lengths, codes, widths))

    def add_lists(self, pieces: Numbers, lengths: Numbers, numbers: Numbers, k: Numbers) -> None:
        """Add a list of numbers to each of `pieces`, coded with its parameter in `k`; the rest as for `add`."""
        dense = k >= 0
        chosen = np.repeat(dense, lengths)
        self.add(pieces[dense], lengths[dense], rice(numbers[chosen], np.repeat(k[dense], lengths[dense])))
        sparse = (k < 0) & (k > ALL_ZERO)
        if sparse.any():
            chosen = np.repeat(sparse, lengths)
            counts, coded = zero_runs(numbers[chosen], lengths[sparse], k[sparse])
            self.add(pieces[sparse], counts, coded)

    def write(self, first_pieces: Numbers) -> list[bytes]:
        """The bits as files: each holds the pieces from one of `first_pieces` to the next, padded with zero bits."""
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
