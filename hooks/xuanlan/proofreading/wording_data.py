"""Lists of words as they are written down: entries, fixed phrases, sets of members, and the shipped files of them"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from xuanlan.diagnostics.report import Report
from xuanlan.reading import registers, shipped
from xuanlan.reading.fields import Flag, Model, Number, Text, TextList, at_least, declare, shown
from xuanlan.runtime.cache import Cache, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads


class Entry(Model):
    """A wrong form and its right one.

    In longer texts `#` stands for a digit, `^` for the beginning of a line or cell, `$` for its end.
    """

    wrong: Annotated[Text, at_least(2)] = declare("误", "要找的写法，至少两个字。", "布署", ...)
    right: Text = declare("正", "应当的写法。", "部署", ...)
    within: TextList = declare("除外", "包含这个写法而没有错的更长的文字。", "分布署名", ())
    only: TextList = declare("限于", "只在这些更长的文字里才算错；不写就是处处算错。", "截止目前", ())
    since: Number | None = declare("起始年份", "从哪一年起不再这样写；同一句里有更早的年份就不提示。", "2018")
    note: Text | None = declare("说明", "一句话的理由，会告诉写稿人。", "“截至”后面跟时间")

    @field_validator("right")
    @classmethod
    def _other(cls, right: str, info: ValidationInfo) -> str:
        if right == info.data.get("wrong"):
            raise PydanticCustomError("wording-own-same", "{found}", {"found": shown(right)})
        return right

    @field_validator("within", "only")
    @classmethod
    def _around(cls, longer: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        """A longer text without the wrong form would go unheeded, and an entry tied to it would fire everywhere."""
        wrong = info.data.get("wrong", "")
        for text in longer:
            if wrong not in text:
                values = {"found": shown(text), "wrong": shown(wrong)}
                raise PydanticCustomError("wording-own-outside", "{found}", values)
        return longer

    def pair(self) -> Pair:
        return Pair(*(getattr(self, name) for name in Pair._fields))


class Pair(NamedTuple):
    """The same as a plain value: thousands of them are made at once."""

    wrong: str
    right: str
    within: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    since: int | None = None
    note: str | None = None


class WordList(NamedTuple):
    """What a file of words comes to: everything that is looked for, and where none of it is told."""

    pairs: tuple[Pair, ...]
    spared: tuple[str, ...] = ()
    spared_after: tuple[str, ...] = ()
    spared_before: tuple[str, ...] = ()
    titles: bool = True


class Beside(Model):
    """Wrong forms of one word that are told only directly beside the company it often keeps."""

    right: Text = declare("正", "应当的写法。", "提高", ...)
    wrong: TextList = declare("误", "要找的写法，都是两个字。", "题高、堤高", ...)
    before: TextList = declare("在前", "紧接在前面的词。", "不断、着力", ())
    after: TextList = declare("在后", "紧接在后面的词。", "质量、能力", ())


class Words(Model):
    """One file of words."""

    pairs: dict[str, str] = Field(default_factory=dict)
    """wrong form to right form, for those that are wrong wherever they stand"""
    entries: tuple[Entry, ...] = declare("条目", "要多说几句的写法。", "布署—部署", ())
    beside: tuple[Beside, ...] = declare("相邻", "只有和某些词相邻才算错的写法。", "不断题高", ())
    spared: TextList = declare("不计", "写法前面是这些文字时不提示。", "原、时任", ())
    spared_after: TextList = declare("后面不计", "写法后面是这些文字时不提示。", "令", ())
    spared_before: TextList = declare("句后不计", "同一句里后面有这些文字时不提示。", "同时废止", ())
    titles: Flag = declare("书名号内", "书名号和引号里的也提示。", "true", True)

    def plain(self) -> WordList:
        plain = (Pair(wrong, right) for wrong, right in self.pairs.items())
        beside = (
            Pair(wrong, group.right, only=tuple(_longer(wrong, group)))
            for group in self.beside
            for wrong in group.wrong
        )
        pairs = (*plain, *(entry.pair() for entry in self.entries), *beside)
        return WordList(pairs, self.spared, self.spared_after, self.spared_before, self.titles)


def _longer(wrong: str, group: Beside) -> Iterator[str]:
    """The longer texts in which `wrong` is a slip for the word of its group."""
    yield from (word + wrong for word in group.before)
    yield from (wrong + word for word in group.after)


class Phrase(Model):
    """A form of words that is laid down to the character."""

    text: Text = declare("提法", "规范的写法，至少六个字。", "社会主义核心价值观", ...)
    right: TextList = declare("也对", "只差一个字而同样正确的写法。", "社会主义核心价值", ())


class MemberSet(Model):
    """A name and the members that belong to it, in order."""

    name: Text = declare("名称", "这一组的名称。", "四个意识", ...)
    members: tuple[Text, ...] = declare("成员", "按规范次序。", "政治意识、大局意识", ...)
    ordered: Flag = declare("有次序", "次序也固定。", "true", True)


class Phrases(Model):
    """The file of fixed phrases."""

    sets: tuple[MemberSet, ...] = declare("成员组", "名称和成员。", "四个意识", ...)
    phrases: tuple[Phrase, ...] = declare("提法", "一字不能改的写法。", "社会主义核心价值观", ...)


class Source(Model):
    """Fixed phrases as one document, or one kind of documents, words them."""

    source: Text = declare("出处", "文件的名称。", "《中国共产党章程》", ...)
    phrases: tuple[Text, ...] = declare("提法", "规范的写法，至少四个字。", "科学发展观", ...)


class Fixed(Model):
    """The file of fixed phrases that are told at their ends too."""

    groups: tuple[Source, ...] = declare("来源", "按出处分组的提法。", "科学发展观", ...)
    labels: tuple[Text, ...] = declare("简称", "引号里的简称，至少四个字。", "四个意识", ...)
    right: tuple[Text, ...] = declare("也对", "与提法相近而同样正确的写法。", "全面从严治校", ())

    def phrases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(phrase for group in self.groups for phrase in group.phrases))


_read: dict[str, WordList] = {}
_Texts = list[str]


def words(name: str) -> WordList:
    """The file `name` of words that ships with the engine. Raises ValueError when it is broken."""
    if name not in _read:
        _read[name] = shipped.read(f"wording/{name}.yml", Words).plain()
    return _read[name]


def recall(kept: Cache, names: Iterable[str]) -> None:
    """Read the files `names` from the cache: YAML takes 0.2 s for thousands of words, which one new text would wait."""
    missing = [name for name in names if name not in _read]
    if not missing:
        return
    key = digest("wording", engine(), *missing)
    with suppress(*MISSHAPEN):
        _read.update({name: _of_row(*row) for name, row in loads(kept.many([key])[key]).items()})
        return
    kept.put({key: dumps({name: words(name) for name in missing})})


def _of_row(pairs: list[list[Any]], spared: _Texts, after: _Texts, before: _Texts, titles: bool) -> WordList:
    """The list that JSON has made of it: there a tuple is a list too."""
    made = tuple(
        Pair(wrong, right, tuple(within), tuple(only), *others) for wrong, right, within, only, *others in pairs
    )
    return WordList(made, tuple(spared), tuple(after), tuple(before), titles)


@cache
def phrases() -> Phrases:
    """The fixed phrases that ship with the engine. Raises ValueError when the file is broken."""
    return shipped.read("wording/phrases.yml", Phrases)


@cache
def fixed() -> Fixed:
    """The fixed phrases that ship with the engine, and labels. Raises ValueError when the file is broken."""
    return shipped.read("wording/fixed.yml", Fixed)


def own(root: Path, report: Report) -> tuple[Entry, ...]:
    """What the site at `root` has registered in `notices/wording.yml`. Mistakes are reported."""
    example = "- {误: 布署, 正: 部署}"
    return tuple(row for row, _ in registers.rows(root, "notices/wording.yml", Entry, example, report))
