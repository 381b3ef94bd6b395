"""Wording: slips, outdated names, variants and fixed phrases, as far as lists of words can tell"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from itertools import islice

from xuanlan.proofreading import fixed_phrases, wording_data
from xuanlan.proofreading.name_words import known
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.seams import met
from xuanlan.proofreading.wording_data import Entry, MemberSet, Pair, WordList
from xuanlan.proofreading.wording_match import (
    MOST,
    Coded,
    Index,
    Places,
    dated_before,
    followed,
    issuer,
    key,
    mentioned,
    named_before,
    occurrences,
    padded,
    pairs_of,
    quoted,
)
from xuanlan.proofreading.wording_phrases import halves, members, near_misses
from xuanlan.runtime.cache import Cache

FILES = {
    "wording-slip": "slips",
    "wording-context": "context",
    "wording-outdated": "outdated",
    "wording-variant": "variants",
}
"""The shipped files of words, by the code under which their finds are told."""
_RANK = {code: rank for rank, code in enumerate(("wording-phrase", "wording-order", *FILES, "wording-fixed"))}
"""Of two finds that overlap, the one that stands first here is told."""
_SAFE = {"wording-slip", "wording-context"}
"""Whose finds a machine may put right."""


class _Words:
    """Finds one entry of a file of words."""

    def __init__(self, code: str, entry: Pair, words: WordList) -> None:
        self._code, self._entry, self._words = code, entry, words

    @cached_property
    def _only(self) -> Places:
        return Places.of(self._entry.wrong, self._entry.only)

    @cached_property
    def _within(self) -> Places:
        return Places.of(self._entry.wrong, (*self._entry.within, self._entry.right))

    @cached_property
    def _values(self) -> Mapping[str, str]:
        entry = self._entry
        note = f"（{entry.note}）" if entry.note else ""
        return {"found": entry.wrong, "right": entry.right, "note": note, "since": str(entry.since or "")}

    def __call__(self, text: str) -> Iterator[Coded]:
        entry = self._entry
        for start in islice(occurrences(text, entry.wrong), MOST):
            end = start + len(entry.wrong)
            if not self._spared(text, start, end):
                put = entry.right if self._code in _SAFE and not quoted(text, start) else None
                yield self._code, Hit(start, end, self._values, put)

    def _spared(self, text: str, start: int, end: int) -> bool:
        """Whether the wrong form is right at this place."""
        words, since = self._words, self._entry.since
        return (
            (bool(self._only.longer) and not self._only.around(text, start))
            or self._within.around(text, start)
            or mentioned(text, start, end)
            or named_before(text, start, words.spared)
            or text.startswith(words.spared_after, end)
            or followed(text, end, words.spared_before)
            or met(text, start, end)
            or (since is not None and dated_before(text, start, end, since))
            or (not words.titles and (quoted(text, start) or issuer(text, end)))
        )


def _put_words(index: Index, code: str, words: WordList) -> None:
    common = pairs_of(entry.right for entry in words.pairs)
    for entry in words.pairs:
        index.put(_Words(code, entry, words), key(entry.wrong, common))


def _near_misses(text: str, half: str, phrases: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Coded]:
    return (("wording-phrase", hit) for hit in near_misses(text, half, phrases))


def _members(text: str, group: MemberSet) -> Iterator[Coded]:
    for wrong, hit in members(text, group.members, group.name):
        if wrong or group.ordered:
            yield "wording-phrase" if wrong else "wording-order", hit


def _fixed(text: str, find: Callable[[str], Iterator[Hit]]) -> Iterator[Coded]:
    return (("wording-fixed", hit) for hit in find(text))


def load(kept: Cache) -> None:
    """Read the shipped lists, from the cache if it has them, and make them ready."""
    wording_data.recall(kept, FILES.values())
    _shipped()


@cache
def _shipped() -> Index:
    """Everything that ships with the engine."""
    index = Index()
    for code, name in FILES.items():
        _put_words(index, code, wording_data.words(name))
    common, _ = known()
    fixed = wording_data.phrases()
    with_half: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for phrase in fixed.phrases:
        for half in halves(phrase.text):
            with_half.setdefault(half, []).append((phrase.text, phrase.right))
    for half, forms in with_half.items():
        index.put(partial(_near_misses, half=half, phrases=forms), key(half, common))
    table = wording_data.fixed()
    texts = dict.fromkeys((*table.phrases(), *(phrase.text for phrase in fixed.phrases)))
    for half, phrases in fixed_phrases.by_half(tuple(texts)).items():
        index.put(partial(_fixed, find=partial(fixed_phrases.slips, half=half, phrases=phrases)), key(half, common))
    for whole in texts:
        form, middle = fixed_phrases.turned(whole), len(whole) // 2
        if form != whole:
            index.put(
                partial(_fixed, find=partial(fixed_phrases.turns, form=form, phrase=whole)),
                form[middle - 1 : middle + 1],
            )
    index.put(partial(_fixed, find=fixed_phrases.labels), *pairs_of(table.labels))
    for group in fixed.sets:
        # all members but one are there, so one of the first two is
        index.put(partial(_members, group=group), group.members[0][:2], group.members[1][:2])
    return index


def _told(index: Index, text: str) -> Mapping[str, tuple[Hit, ...]]:
    """The hits in `text` by code and in order; of those that overlap only one, the longest of the first rank."""
    taken: list[Coded] = []
    found = sorted(index.hits(padded(text)), key=lambda one: (one[1].start, _RANK.get(one[0], 0), -one[1].end))
    for code, hit in found:
        while taken and taken[-1][1].end > hit.start and _first(code, hit) < _first(*taken[-1]):
            taken.pop()
        if not taken or taken[-1][1].end <= hit.start:
            taken.append((code, hit))
    told: dict[str, list[Hit]] = {}
    for code, hit in taken:
        told.setdefault(code, []).append(Hit(hit.start - 1, hit.end - 1, hit.values, hit.put))
    return {code: tuple(hits) for code, hits in told.items()}


def _first(code: str, hit: Hit) -> tuple[int, int]:
    """What is told before other finds that overlap with it: the lower rank, then the longer words."""
    return _RANK.get(code, 0), hit.start - hit.end


@lru_cache(maxsize=1)
def _all(text: str) -> Mapping[str, tuple[Hit, ...]]:
    """Everything found in `text`. All rules read a text one after the other; it is gone through once for all."""
    return _told(_shipped(), text)


def _find(text: str, code: str) -> Iterable[Hit]:
    return _all(text).get(code, ())


def _rule(code: str, about: str, source: str, fires: tuple[str, ...], passes: tuple[str, ...]) -> Rule:
    return Rule(code, about, source, partial(_find, code=code), fires, passes)


RULES: tuple[Rule, ...] = (
    _rule(
        "wording-slip",
        "输入法造成的同音字、形近字，以及常见的错别字，例如“布署”应为“部署”。",
        "《通用规范汉字表》、现代汉语通行写法",
        ("现将有关工作布署如下：", "各单位要再接再励。"),
        ("现将有关工作部署如下：", "各校区的分布署名见附件。"),
    ),
    _rule(
        "wording-context",
        "词本身没有错，用在这里不对，例如后面跟着时间，却不写“截至”。",
        "现代汉语通行用法",
        ("截止2026年5月，共有12家单位报名。", "请登陆网站查询。"),
        ("报名于2026年5月截止。", "台风昨夜登陆。"),
    ),
    _rule(
        "wording-outdated",
        "机构、法律、文件已经改名、撤并或者废止，正文里还在用旧名。",
        "历次机构改革方案，全国人民代表大会及其常务委员会公布的法律",
        ("请到市工商局办理。", "根据《合同法》签订协议。"),
        ("请到原市工商局旧址领取。", "2016年，市工商局开展了检查。"),
    ),
    _rule(
        "wording-variant",
        "音义相同的两种写法里，推荐用另一种。",
        "GF 1001-2001《第一批异形词整理表》；表外的按《现代汉语词典》的推荐词形",
        ("请核对帐户信息。", "其它事项另行通知。"),
        ("请核对账户信息。", "蚊帐由学校统一发放。"),
    ),
    _rule(
        "wording-phrase",
        "固定提法写错、漏写了字，或者成员写错。",
        "《中国共产党章程》《中华人民共和国宪法》，党的全国代表大会报告中的规范表述",
        ("坚持中国特设社会主义道路。", "增强政治意识、大局意识、核心意识、看起意识。"),
        ("坚持中国特色社会主义道路。", "增强政治意识、大局意识。"),
    ),
    _rule(
        "wording-fixed",
        "与固定提法只差一个字：写错、漏写、多写，或者颠倒了次序；可能是另一个词的不提示。",
        "《中国共产党章程》《中华人民共和国宪法》，党的全国代表大会报告、中央全会决定中的规范表述",
        ("践行科学发展关。", "增强“四个意思”。"),
        ("抓住科学发展关键。", "全面从严治校。", "加强生态文明建设者队伍。"),
    ),
    _rule(
        "wording-order",
        "固定提法的成员齐全，次序与规范表述不一致。",
        "《中国共产党章程》，党的全国代表大会报告中的规范表述",
        ("坚定理论自信、道路自信、制度自信、文化自信。",),
        ("坚定道路自信、理论自信、制度自信、文化自信。", "坚持绿色、创新。"),
    ),
)


def rules(own: Sequence[Entry]) -> tuple[Rule, ...]:
    """The rules for a site's `own` entries; none where there are none."""
    if not own:
        return ()
    index = Index()
    _put_words(index, "wording-own", WordList(tuple(entry.pair() for entry in own)))

    @lru_cache(maxsize=1)
    def find(text: str) -> Iterable[Hit]:
        return _told(index, text).get("wording-own", ())

    fires = tuple(one.only[0].strip("^$").replace("#", "1") if one.only else one.wrong for one in own)
    rights = tuple(dict.fromkeys(one.right for one in own))
    about = "本单位自己登记的写法：应当写成另一种样子。"
    return (Rule("wording-own", about, "notices/wording.yml", find, fires, rights),)
