"""Leaders as a text names them: with a post that they did not hold that day, or before their seniors"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from xuanlan.models.names import RegisteredName
from xuanlan.proofreading.rule import Hit

_NOT_NOW = ("原", "前", "副", "代", "兼", "时任", "曾任", "历任", "拟任", "现任", "首任")
"""Words before a post that make it another one, or one of another day."""
_LEADS = frozenset("由请经和及与向对让给同")
"""Words of one sign before a post, which do not belong to its title."""
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")
_TITLE_GOES_ON = re.compile("[助秘办级]")
"""Signs with which a longer title goes on: 院长助理."""
_YEAR = re.compile(r"\d{4}(?=年)")
_NO_ORDER = re.compile("姓氏笔[画划]|姓氏拼音|排名不分先后|不分先后|音序")


_LINE_END = re.compile(r"[ \u3000]*(?:\n|\Z)")
_TITLE = 40
"""Signs before a name among which a post is looked for."""
_SENTENCE = 200
"""Signs before a name among which a year is looked for."""


class Leaders:
    """The registered `people`, with `units` that may stand before a post, and what finds them in a text of `day`."""

    def __init__(self, people: Sequence[RegisteredName], units: Sequence[str], day: date) -> None:
        self._people = {person.name: person for person in people}
        self._day = day
        posts = sorted({post.post for person in people for post in person.posts}, key=len, reverse=True)
        names = sorted(self._people, key=len, reverse=True)
        self._posts, self._units = posts, tuple(units)
        any_post, any_name = ("|".join(map(re.escape, words)) for words in (posts, names))
        self._name = re.compile(any_name)
        self._before = re.compile(rf"({any_post})[ \u3000]*\Z")
        self._after = re.compile(rf"[ \u3000]*(?:[（(][ \u3000]*)?({any_post})")
        titles = rf"(?:(?:{any_post})[ \u3000\t、]{{0,3}}){{0,5}}"
        self._item = re.compile(
            rf"{titles}(?P<name>{any_name})(?:同志)?[ \u3000]*(?:[（(][^（）()\n]{{1,30}}[）)]|{any_post})?"
        )
        self._joined = re.compile(r"[ \u3000]*(?:、|和|及)[ \u3000]*")

    def posts(self, text: str) -> Iterator[Hit]:
        """Every leader with a post beside the name that the leader did not hold."""
        for match in self._name.finditer(text):
            before = text[max(match.start() - _TITLE, 0) : match.start()].rpartition("\n")[2]
            found = self._before.search(before)
            if found and self._is_title(before[: found.start()]):
                start, end, post = match.start() - (len(before) - found.start()), match.end(), found[1]
            elif (found := self._after.match(text, match.end())) and not _TITLE_GOES_ON.match(text, found.end()):
                start, end, post = match.start(), found.end(), found[1]
            else:
                continue
            if not self._held(self._people[match[0]], post) and not self._of_another_year(text, match.start()):
                yield Hit(start, end, {"name": match[0], "post": post})

    def _is_title(self, before: str) -> bool:
        """Whether a post behind `before` is all of the title: nothing else, or a registered unit, stands there."""
        if before.endswith(_NOT_NOW):
            return False
        return not _HAN.match(before[-1:]) or before[-1] in _LEADS or before.endswith(self._units)

    def _held(self, person: RegisteredName, post: str) -> bool:
        return any(each.post == post and each.held(self._day) for each in person.posts)

    def _of_another_year(self, text: str, at: int) -> bool:
        """Whether the sentence around the place `at` tells of another year than that of the text."""
        sentence = re.split("[。\n]", text[max(at - _SENTENCE, 0) : at])[-1]
        return any(int(year) != self._day.year for year in _YEAR.findall(sentence))

    def order(self, text: str) -> Iterator[Hit]:
        """Every leader in a list who stands right before a senior."""
        if _NO_ORDER.search(text):
            return
        last: re.Match[str] | None = None
        for match in self._item.finditer(text):
            between = text[last.end() : match.start()] if last else ""
            if last and (self._joined.fullmatch(between) or self._lines(text, last, match)):
                first, second = self._rank(last["name"]), self._rank(match["name"])
                if first is not None and second is not None and first > second:
                    yield Hit(last.start("name"), match.end("name"), {"name": last["name"], "senior": match["name"]})
            last = match

    def _lines(self, text: str, one: re.Match[str], other: re.Match[str]) -> bool:
        """Whether two leaders are all of two lines that follow each other; with days or telephones it is a roster."""
        if text[one.end() : other.start()].strip(" \u3000") != "\n":
            return False
        alone = text[one.start() - 1 : one.start()] in ("", "\n") or one.start() == 0
        return alone and _LINE_END.match(text, other.end()) is not None

    def _rank(self, name: str) -> int | None:
        ranks = [post.rank for post in self._people[name].posts if post.rank is not None and post.held(self._day)]
        return min(ranks, default=None)
