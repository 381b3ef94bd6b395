"""Numbers as bits, many at once.

A number n is written with a parameter k as Rice proposed (1979): n >> k zeros, a one, the k lower bits. Sixteen zeros
announce the number itself in 21 bits instead, so that no code is longer than 37 bits. The first bit is the highest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.signedinteger]
"""Whole numbers; 32 bits wherever there are many of them."""
Starts = NDArray[np.intp]

LONGEST_RUN = 16
PLAIN_BITS = 21
LARGEST_K = 15


def rice(numbers: Numbers, k: Numbers | int) -> tuple[Numbers, Numbers]:
    """Code and width in bits of each of `numbers` (0 ≤ n < 2^21) with its parameter."""
    runs = numbers >> k
    codes = numbers - ((runs - 1) << k)
    widths = runs + (k + 1)
    long = np.flatnonzero(runs >= LONGEST_RUN)
    codes[long], widths[long] = numbers[long], LONGEST_RUN + PLAIN_BITS
    return codes, widths


def best_k(numbers: Numbers, lengths: Numbers) -> Numbers:
    """The parameter under which each of neighbouring pieces of `numbers`, of the given lengths, takes the fewest bits.

    It is looked for around the largest k with 2^k ≤ 0.7 · mean + 0.5, in whole numbers, so that all machines agree.
    """
    starts = starts_of(lengths)
    sums = np.add.reduceat(numbers, starts, dtype=np.int64)
    guess = np.zeros(len(lengths), dtype=np.int32)
    for larger in range(1, LARGEST_K + 1):
        guess[(lengths << larger) * 10 <= sums * 7 + lengths * 5] = larger
    nearby = [np.clip(guess + step, 0, LARGEST_K) for step in (-1, 0, 1)]
    bits = [np.add.reduceat(numbers >> np.repeat(k, lengths), starts) + lengths * (k + 1) for k in nearby]
    best: Numbers = np.choose(np.argmin(bits, axis=0), nearby).astype(np.int32)
    return best


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

    def add(self, pieces: Numbers, lengths: Numbers, codes: Numbers, widths: Numbers) -> None:
        """Codes with their widths in bits: for each of `pieces`, which ascend, as many as its length says (not 0)."""
        if len(pieces):
            self._sizes[pieces] += np.add.reduceat(widths, starts_of(lengths))
            self._streams.append((pieces, lengths, codes, widths))

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
            _put(words, codes, places, widths)
        whole = words.astype(">u8").tobytes()
        ends = np.cumsum(sizes) // 8
        return [whole[end - size : end] for end, size in zip(ends.tolist(), (sizes // 8).tolist(), strict=True)]


def _put(words: NDArray[np.uint64], codes: Numbers, places: Numbers, widths: Numbers) -> None:
    """Write each code into the bits that begin at its place; places ascend and nothing overlaps."""
    word = places >> 6
    room = (64 - widths - (places & 63)).astype(np.int8)
    shifted = codes.astype(np.uint64)
    shifted <<= np.maximum(room, 0).astype(np.uint64)
    over = np.flatnonzero(room < 0)  # a code that crosses the end of its word: at most one for each word
    beyond = (-room[over]).astype(np.uint64)
    crossing = codes[over].astype(np.uint64)
    shifted[over] = crossing >> beyond
    first = run_starts(word)
    words[word[first]] |= np.bitwise_or.reduceat(shifted, first)
    words[word[over] + 1] |= crossing << (np.uint64(64) - beyond)
