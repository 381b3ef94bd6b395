"""The core socialist values: three levels, twelve words, and the slips people make when listing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Text, declare


class Word(Model):
    """One of the twelve words."""

    word: Text = declare("词", "两个汉字。", "富强", ...)
    english: Text = declare("英文", "英文译法。", "prosperity", ...)


class Level(Model):
    """One of the three levels, with its four words in order."""

    title: Text = declare("层面", "层面的名称。", "国家", ...)
    aim: Text = declare("要求", "这一层面的提法。", "国家层面的价值目标", ...)
    words: tuple[Word, ...] = declare("词语", "四个词，次序固定。", "富强、民主、文明、和谐", ...)


class Confusion(Model):
    """A word often written in place of one of the twelve."""

    wrong: Text = declare("误", "常见的误写。", "法制", ...)
    right: Text = declare("正", "应写的词。", "法治", ...)


class CoreValues(Model):
    """The shipped table."""

    levels: tuple[Level, ...] = declare("层面", "三个层面。", "国家、社会、公民个人", ...)
    slips: tuple[Confusion, ...] = declare("误写", "常见误写对照。", "法制—法治", ...)

    @property
    def words(self) -> tuple[str, ...]:
        """The twelve words in their fixed order."""
        return tuple(word.word for level in self.levels for word in level.words)


@cache
def core_values() -> CoreValues:
    return shipped.read("core_values.yml", CoreValues)


class Miswriting(NamedTuple):
    """A mistake in a list of the words, at `offset` (characters) of the text.

    `found` is empty where `expected` was left out; it is another of the twelve words where the order is wrong.
    """

    offset: int
    found: str
    expected: str


class _Token(NamedTuple):
    """A word as written, and the place (0 to 11) of the official word that is meant."""

    offset: int
    written: str
    place: int


LISTED = 10
"""A list with at least this many different words is meant to have all twelve."""
_SURE = 7
"""In a list with at least this many right words, every other word is a slip, even without an official neighbour."""
_GAP = re.compile(r"(?:[\s、，,；;。·•・|｜/／*+:\-—]|\d{1,2}[.．)）、])*")
_STRANGER = re.compile(r"[\s、，,；;·•・|｜/／*]+([\u4e00-\u9fff]{2})[\s、，,；;·•・|｜/／*]+")
_LONGEST_GAP = 60


@dataclass(frozen=True, slots=True)
class _Table:
    words: tuple[str, ...]
    meant: dict[str, int]
    pattern: re.Pattern[str]
    orders: tuple[tuple[int, ...], ...]
    """the valid orders of all twelve: level by level, or row by row of a table with one column for each level"""


@cache
def _table() -> _Table:
    values = core_values()
    words = values.words
    meant = {word: index for index, word in enumerate(words)}
    meant |= {slip.wrong: words.index(slip.right) for slip in values.slips}
    columns = tuple(level * 4 + row for row in range(4) for level in range(3))
    return _Table(words, meant, re.compile("|".join(meant)), (tuple(range(12)), columns))


def miswritings(text: str) -> list[Miswriting]:
    """Mistakes in lists of the words in `text`: a wrong word, a wrong order, one left out of twelve.

    A list is three or more of the words with nothing but separators between them. A list of one level alone is fine,
    and so is prose that merely uses some of the words.
    """
    table = _table()
    found: list[Miswriting] = []
    for run in _runs(text, table):
        right = sum(token.written == table.words[token.place] for token in run)
        if right >= 3:
            found += _mistakes(run, right, table)
    return sorted(found)


def _runs(text: str, table: _Table) -> Iterator[list[_Token]]:
    """The lists in `text`; a word that stands before or after a whole list, as in a heading, is not part of it."""
    run: list[_Token] = []
    places: set[int] = set()
    for match in table.pattern.finditer(text):
        token = _Token(match.start(), match[0], table.meant[match[0]])
        if run:
            end = run[-1].offset + len(run[-1].written)
            stranger = _stranger(text, end, run[-1], token)
            begins = token.place in (0, run[0].place) or len(places) == 12
            if stranger is not None:
                run.append(stranger)
                places.add(stranger.place)
            elif begins or token.offset - end > _LONGEST_GAP or not _GAP.fullmatch(text, end, token.offset):
                yield from _known(run, table)
                run, places = [], set()
        run.append(token)
        places.add(token.place)
    yield from _known(run, table)


def _stranger(text: str, end: int, before: _Token, after: _Token) -> _Token | None:
    """An unknown word that stands exactly where one of the twelve belongs."""
    if after.place != before.place + 2 or after.offset - end > _LONGEST_GAP:
        return None
    match = _STRANGER.fullmatch(text, end, after.offset)
    return _Token(match.start(1), match[1], before.place + 1) if match else None


def _known(run: list[_Token], table: _Table) -> Iterator[list[_Token]]:
    """The run as it is, or split at its unknown words when it has too few right ones (`_SURE`)."""
    if sum(token.written == table.words[token.place] for token in run) >= _SURE:
        yield run
        return
    part: list[_Token] = []
    for token in run:
        if token.written in table.meant:
            part.append(token)
        else:
            yield part
            part = []
    yield part


def _mistakes(run: list[_Token], right: int, table: _Table) -> Iterator[Miswriting]:
    written = {token.written for token in run}
    tokens: list[_Token] = []
    for number, token in enumerate(run):
        word = table.words[token.place]
        if token.written == word:
            tokens.append(token)
        elif word not in written and (right >= _SURE or _vouched(run, number)):
            tokens.append(token)
            yield Miswriting(token.offset, token.written, word)
    present = {token.place for token in tokens}
    complete = len(present) >= LISTED
    if complete:
        for place in sorted(set(range(12)) - present):
            after = [token.offset for token in tokens if token.place > place]
            end = tokens[-1].offset + len(tokens[-1].written)
            yield Miswriting(min(after, default=end), "", table.words[place])
    if (complete and len(tokens) == len(present)) or len(present) == 12:
        yield from _disorder(tokens, table.orders, table)
    elif not complete:
        for first in range(0, 12, 4):
            level = tuple(range(first, first + 4))
            of_level = [token for token in tokens if token.place in level]
            places = tuple(token.place for token in of_level)
            right_somewhere = any(places[at : at + 4] == level for at in range(len(places) - 3))
            if present.issuperset(level) and not right_somewhere:
                yield from _disorder(of_level, (level,), table)


def _vouched(run: list[_Token], number: int) -> bool:
    """Whether the word before or after is the official neighbour."""
    place = run[number].place
    before = number > 0 and run[number - 1].place == place - 1
    return before or (number + 1 < len(run) and run[number + 1].place == place + 1)


def _disorder(tokens: list[_Token], orders: tuple[tuple[int, ...], ...], table: _Table) -> Iterator[Miswriting]:
    """The first word that does not stand where it should, if any."""
    present = {token.place for token in tokens}
    sequences = [[place for place in order if place in present] for order in orders]
    if [token.place for token in tokens] in sequences:
        return
    for number, token in enumerate(tokens):
        expected = sequences[0][min(number, len(sequences[0]) - 1)]
        if token.place != expected or number >= len(sequences[0]):
            yield Miswriting(token.offset, token.written, table.words[expected])
            return
