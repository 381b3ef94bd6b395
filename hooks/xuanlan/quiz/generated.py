"""Questions made from what a site says: rule sets, core values, hotlines, days. Each has exactly one right answer"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.core_values import core_values
from xuanlan.models.hotline_register import phone_words
from xuanlan.models.rulesets import plain_item
from xuanlan.models.schedule import from_words, until_words
from xuanlan.quiz.clauses import clause
from xuanlan.quiz.questions import Question, number_of
from xuanlan.quiz.reading import Made
from xuanlan.text.folding import fold

WRONG = 3
"""How many wrong options a question has, all of the set that the right one is of."""
_DAYS = (
    ("deadline", "截止时间", until_words),
    ("event_from", "活动开始时间", from_words),
    ("open_from", "公示开始时间", from_words),
    ("open_until", "公示结束时间", until_words),
)


def questions(library: Library, entry: Entry, made: Made) -> list[Question]:
    """The questions that a line of the quiz `entry` asks for: the same ones each time, fewer where there is too
    little to make them from."""
    found = list(_all(library, entry, made))
    chance = random.Random(number_of(f"{entry.id} {made.target}"))
    chance.shuffle(found)
    return found[: made.most]


def _all(library: Library, entry: Entry, made: Made) -> Iterable[Question]:
    path = addresses.file(unquote(made.target).partition("#")[0].lstrip("/"))
    if made.target.startswith("/") and path == addresses.HOTLINES:
        return _hotlines(library)
    if made.target.startswith("/") and path == addresses.VALUES:
        return _values()
    source = clause(library, entry, made.target)
    if source is None or source.entry is None or source.old:
        return []
    there = source.entry
    rules = library.kinds[there.notice.kind].layout == "rules"
    return [*(_rules(library, there, made.target) if rules else []), *_days(library, there, made.target)]


def _asked(stem: str, right: str, others: Sequence[str], basis: str, target: str, reason: str) -> Question | None:
    """A question with three of `others`, which all differ from `right`; None where there are too few of them."""
    seen = {_same(right)}
    wrong = [each for each in others if not (_same(each) in seen or seen.add(_same(each)))]  # type: ignore[func-returns-value]
    if len(wrong) < WRONG:
        return None
    chance = random.Random(number_of(stem + right))
    options = [right, *chance.sample(wrong, WRONG)]
    chance.shuffle(options)
    return Question("single", stem, tuple(options), (options.index(right),), (), reason, basis, target)


def _same(text: str) -> str:
    return fold(plain_item(text))


def _kept(found: Iterable[Question | None]) -> list[Question]:
    return [each for each in found if each]


def _rules(library: Library, there: Entry, target: str) -> list[Question]:
    title = there.notice.title
    file = target.partition("#")[0]
    items = [_lead(item.text) for item in there.rendered.items]
    if len({_same(item) for item in items}) < len(items):
        return []
    found = []
    for number, item in enumerate(items, start=1):
        basis, place = f"《{title}》第{number}条", f"{file}#item-{number}"
        others = [other for other in items if other != item]
        found.append(
            _asked(f"《{title}》的第{number}条是（　）。", item, others, basis, place, f"第{number}条：{item}")
        )
    for outside, whose in _outside(library, there, items):
        stem, reason = f"下列哪一项不属于《{title}》？", f"“{outside}”出自《{whose}》。"
        found.append(_asked(stem, outside, items, f"《{title}》", file, reason))
    return _kept(found)


def _lead(text: str) -> str:
    """The item, or its first sentence where it goes on to explain itself."""
    line = " ".join(text.split())
    first = line.split("。")[0]
    return plain_item(line if len(line) <= 40 else first)


def _outside(library: Library, there: Entry, items: Sequence[str]) -> list[tuple[str, str]]:
    """Items of other rule sets in force that share no two characters in a row with any of `items`, one a set."""
    pairs = {pair for item in items for pair in _pairs(item)}
    found = []
    for other in library.listed:
        if other is there or library.kinds[other.notice.kind].layout != "rules":
            continue
        for item in map(_lead, (item.text for item in other.rendered.items)):
            if not pairs & _pairs(item) and len(item) <= 40:
                found.append((item, other.notice.title))
                break
    return found[:2]


def _pairs(text: str) -> set[str]:
    bare = "".join(sign for sign in _same(text) if sign.isalnum()).removeprefix("不准").removeprefix("不")
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def _values() -> list[Question]:
    page = "/core-values/"
    levels, words = core_values().levels, core_values().words
    aims = [level.aim for level in levels]
    found: list[Question] = []
    for level in levels:
        own = [word.word for word in level.words]
        for word in own:
            options = [*aims]
            chance = random.Random(number_of(word))
            chance.shuffle(options)
            reason = f"{level.aim}是{'、'.join(own)}。"
            stem = f"“{word}”属于社会主义核心价值观的（　）。"
            right = (options.index(level.aim),)
            found.append(
                Question("single", stem, tuple(options), right, (), reason, f"核心价值观：{word}", f"{page}#{word}")
            )
        for other in (word for word in words if word not in own):
            stem = f"下列哪个词不属于{level.aim}？"
            reason = f"{level.aim}是{'、'.join(own)}。"
            made = _asked(stem, other, own, f"核心价值观：{other}", f"{page}#{other}", reason)
            if made and not any(one.stem == stem for one in found):
                found.append(made)
        for at, word in enumerate(own):
            shown = "、".join("____" if index == at else each for index, each in enumerate(own))
            found.append(
                Question(
                    "blank",
                    f"{level.aim}是{shown}。",
                    (),
                    (),
                    ((word,),),
                    f"按次序是{'、'.join(own)}。",
                    f"核心价值观：{word}",
                    f"{page}#{word}",
                )
            )
    return found


def _hotlines(library: Library) -> list[Question]:
    lines = [line for line in library.hotlines if line.number and line.tel and "、" not in line.number]
    spoken = {line.slug: phone_words(line.number, line.extension) for line in lines}
    names = Counter(_same(line.name) for line in library.hotlines)
    found = []
    for line in lines:
        if names[_same(line.name)] > 1:
            continue
        number, place = spoken[line.slug], f"/hotlines/#{addresses.hotline_anchor(line.slug)}"
        alike = [other for other in lines if (len(other.number) < 6) == (len(line.number) < 6)] + lines
        same = {_same(other.name) for other in library.hotlines if other.number == line.number}
        reason = f"{line.name} {number}：{line.purpose}" if line.purpose else f"{line.name} {number}"
        others = [spoken[other.slug] for other in alike if other.number != line.number]
        found.append(
            _asked(f"“{line.name}”的电话号码是（　）。", number, others[: max(6, WRONG)], line.name, place, reason)
        )
        names_of_others = [other.name for other in alike if _same(other.name) not in same]
        found.append(_asked(f"{number} 是（　）的电话号码。", line.name, names_of_others, line.name, place, reason))
    return _kept(found)


def _days(library: Library, there: Entry, target: str) -> list[Question]:
    own = list(_moments(there))
    more = [words for other in library.listed if other is not there for _, words in _moments(other)]
    found = []
    for label, words in own:
        stem = f"《{there.notice.title}》的{label}是（　）。"
        others = [each for each in (*(other for _, other in own), *more) if not each.startswith(words[:8])]
        found.append(_asked(stem, words, others, f"《{there.notice.title}》", target, f"{label}：{words}"))
    return _kept(found)


def _moments(entry: Entry) -> Iterable[tuple[str, str]]:
    for name, label, words in _DAYS:
        if moment := getattr(entry.notice, name):
            yield label, words(moment)
