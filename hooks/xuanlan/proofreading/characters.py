"""Characters that do not belong: repeated words, traditional forms, letters of other scripts, private characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from xuanlan.proofreading.marks import HAN
from xuanlan.proofreading.rule import Hit, Rule, found_by
from xuanlan.text.traditional import simplified_table

_LAW = "《中华人民共和国国家通用语言文字法》（2025年修订）"
_SINGLE = re.compile(
    r"的的(?<![目标]的的)(?!确|士)|了了(?<!不了了)(?<!完了了)(?![解如之结无])"
    r"|是是(?<!于是是)(?<!但是是)(?<!还是是)(?<!就是是)(?<!只是是)(?!非)"
    r"|在在(?<!现在在)(?<!正在在)(?<!所在在)(?<!存在在)(?<!内在在)(?<!实在在)(?![校职岗线建编读营册任逃押场座])"
    r"|及及(?!时|格|早|物)|与与(?<!参与与)(?!会)|和和(?<!共和和)(?<!饱和和)(?<!温和和)(?<!缓和和)(?!谐|睦|平|气|解)"
)
"""Particles written twice, but for words that end and begin with one."""
_SINGLES = ("的的", "了了", "是是", "在在", "及及", "与与", "和和")
_WORDS = tuple(
    re.findall(
        r"\S+",
        "进行 关于 开展 以及 加强 按照 根据 通过 必须 应当 我们 他们 各级 积极 认真 切实 严格 全面 进一步 情况 措施 "
        "落实 完善 建立 推进 提高 确保 做好 有关 相关 为了 因为 如果 或者 并且 但是 对于 由于 其他 同时 "
        "贯彻 召开 印发 组织开展 是否",
    )
)
"""Words that never follow themselves. Those that may end one phrase and begin the next are none of them: a party
organisation organises (党组织组织学习)."""
_TWICE = tuple(word * 2 for word in _WORDS)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_LATIN_LIKE = "АВЕЗКМНОРСТУХасеорхуіѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LOOKALIKE = re.compile(
    rf"[{_LATIN_LIKE}](?<![{_LATIN_LIKE}]{{2}})[{_LATIN_LIKE}]*+"
    rf"(?:(?<=[A-Za-z0-9][{_LATIN_LIKE}])|(?=[A-Za-z0-9]))(?![\u0370-\u04ff])"
)
_ALSO_SIMPLIFIED = frozenset("乾瞭藉徵於麽夥覆像甯昇喆堃淼鍾鉅薑穀裏係兒誌遊週佔併採託彙摺餘閤噁濬")
"""Traditional characters that simplified texts use too, in names or in meanings of their own."""
_LAST_USUAL = "\uffff"
"""Simplified forms behind it are in no usual font: of a fish or a plant everybody writes the traditional form."""
_FAR = 200
"""Characters before a sign in which the beginning of an address is looked for."""
_MANY = 0.2
"""From this share of its ideographs on, a text is meant to be traditional."""


def _twice(text: str) -> Iterator[Hit]:
    if any(pair in text for pair in _SINGLES):
        for match in _SINGLE.finditer(text):
            yield Hit(*match.span(), {"put": match[0][0]}, match[0][0])
    for word, pair in zip(_WORDS, _TWICE, strict=True):
        at = text.find(pair)
        while at >= 0:
            yield Hit(at, at + len(pair), {"put": word}, word)
            at = text.find(pair, at + len(pair))


@cache
def _simplified() -> dict[str, str]:
    table = simplified_table()
    return {
        sign: form
        for sign, form in zip(table[::2], table[1::2], strict=True)
        if sign not in _ALSO_SIMPLIFIED and form <= _LAST_USUAL
    }


@cache
def _common() -> frozenset[str]:
    """The signs of GB/T 2312, none of which is a traditional form, and ASCII."""
    rows = bytes(byte for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(rows.decode("gb2312", "ignore")) | {chr(point) for point in range(128)}


@cache
def _only_simplified() -> frozenset[str]:
    """Simplified forms that no traditional text has; 后 and 里 are words of their own there."""
    return frozenset(form for form in _simplified().values() if not _in_big5(form))


def _in_big5(sign: str) -> bool:
    try:
        sign.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


class Traditional(NamedTuple):
    """What of a text is traditional."""

    runs: tuple[re.Match[str], ...]
    dense: bool
    """whether there is as much as in a text that is traditional throughout"""
    mixed: bool
    """whether a line of it is simplified, or has a form that only simplified texts have"""


def traditional(text: str) -> Traditional:
    """The runs of traditional signs in `text`."""
    odd = {sign for sign in set(text) - _common() if "\u3400" <= sign <= "\u9fff"}
    table = _simplified() if odd else {}
    known = {sign for sign in odd if sign in table}
    if not known:
        return Traditional((), dense=False, mixed=False)
    signs = re.compile(f"[{''.join(sorted(known))}]+")
    found = tuple(signs.finditer(text))
    dense = sum(match.end() - match.start() for match in found) > _MANY * len(re.findall(f"[{HAN}]", text))
    simplified = set(table.values())
    mixed = not _only_simplified().isdisjoint(text) or any(
        simplified.intersection(line) and not signs.search(line) for line in text.split("\n") if dense
    )
    return Traditional(found, dense, mixed)


_QUOTE = 60
"""Signs of a quotation or a title on either side of a traditional form."""

_NAME = 4
"""Signs that a name on a board or a seal may have, of which one may be traditional: “汲古閣”."""


def _quoted(text: str, run: re.Match[str], table: Mapping[str, str]) -> bool:
    """Whether a run is spoken of (the sign “龍”), or stands in a title or quotation that is traditional itself."""
    before, after = text[max(run.start() - _QUOTE, 0) : run.start()], text[run.end() : run.end() + _QUOTE]
    head = re.search(r"([“《])([^“”《》\n]*)\Z", before)
    tail = re.match("([^“”《》\n]*)([”》])", after)
    if not head or not tail or head[1] + tail[2] not in ("“”", "《》"):
        return False
    words = head[2] + run[0] + tail[1]
    enough = len(words) <= _NAME or sum(sign in table for sign in words) > 1 or words == run[0]
    return _only_simplified().isdisjoint(words) and (enough or head[1] == "《")


def _traditional(text: str) -> Iterator[Hit]:
    runs, dense, mixed = traditional(text)
    table = _simplified() if runs else {}
    line, pasted = (-1, -1), False
    for match in runs if mixed or not dense else ():
        if _quoted(text, match, table):
            continue
        first = match.start() > line[1]
        if first:
            end = text.find("\n", match.end())
            line = (text.rfind("\n", 0, match.start()) + 1, end if end >= 0 else len(text))
            pasted = dense and _only_simplified().isdisjoint(text[slice(*line)])
        if first or not pasted:  # a line that is a paste from elsewhere is told once, and is for a person to correct
            put = "".join(table[sign] for sign in match[0])
            yield Hit(*match.span(), {"put": put}, None if pasted else put)


def _lookalike(text: str) -> Iterator[Hit]:
    """Addresses have a check of their own, which says which site they would lead to."""
    for match in _LOOKALIKE.finditer(text):
        before = text[max(match.start() - _FAR, 0) : match.start()]
        if "://" not in before.rpartition(" ")[2].rpartition("\n")[2]:
            yield Hit(*match.span())


RULES: tuple[Rule, ...] = (
    Rule(
        "word-twice",
        "同一个字词连着写了两遍，多半是改稿时漏删。",
        "核对",
        _twice,
        ("做好安全的的工作", "关于关于寒假值班的通知", "进行进行检查"),
        ("目的的确立", "保险标的的实际价值", "的的确确", "常常检查", "不了了之", "以及及时", "党组织组织学习"),
    ),
    Rule(
        "character-traditional",
        "通用文字用规范汉字，简体文稿里不夹繁体字。",
        _LAW,
        _traditional,
        (
            "做好學生工作的通知，请各部门认真落实。",
            "请各单位於年底前報送。",
            "现将安排通知如下。\n請各單位按時報送材料。",
            "关于開展活動的通知",
            "印发《學生手册管理规定》",
            "树立“以學生为本”的理念",
        ),
        (
            "做好学生工作的通知",
            "乾隆年间的建筑",
            "“龍”字刻在门上",
            "刻本《說文解字》卷首题“漢太尉祭酒許慎記”，版心有“汲古閣”",
            "长江江豚、白鱀豚、黑斑原鮡、二噁英",
            "關於加強學生安全的通知",
        ),
    ),
    Rule(
        "character-lookalike",
        "字母混用了别的文字里形状相同的字母，看不出来，却查不到、点不开。",
        "Unicode 技术报告 UTS #39",
        _lookalike,
        ("ＣО2 请用 CО2", "A4纸写成АB4", "GВ/T 9704"),
        ("GB/T 9704", "Москва", "α、β 两种", "5 μm"),
    ),
    Rule(
        "character-private",
        "这是某一台电脑自造的字，别的电脑和手机上是空白或方框。",
        "GB 18030-2022",
        found_by(_PRIVATE, None),
        ("王\ue000同志",),
        ("王䶮同志", "王同志"),
    ),
)
