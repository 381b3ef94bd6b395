"""The head of an official text (GB/T 9704-2012, 7.2 and 7.3.1): red head, number, title, addressees"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from xuanlan.imports.official_lines import BLANKS, Line, closed_up, table_words
from xuanlan.imports.original import Block, Lost, Table
from xuanlan.markup.paragraphs import FOR_WHOM, heading_level, signs_for
from xuanlan.text.dates import read_date

_MOST, _LONGEST, _LONGEST_TITLE = 15, 80, 120
"""Lines of a head, and characters of one of them, and of a title of several."""
_OPEN, _CLOSE = r"[〔\[［【（(]", r"[〕\]］】）)]"
_NUMBER = re.compile(
    rf"{_OPEN}?((?:[\u4e00-\u9fffA-Za-z]{{0,20}}\s*{_OPEN}\s*(?:19|20)\d\d\s*{_CLOSE}\s*第?\s*|[\u4e00-\u9fff]{{0,20}}(?:19|20)\d\d\s*年\s*第\s*)"
    rf"\d{{1,5}}\s*号){_CLOSE}?"
)
_SIGNER = re.compile(rf"签[{BLANKS}]*发[{BLANKS}]*人[{BLANKS}]*[:：]?.*", re.DOTALL)
_COPY = re.compile(r"\d{6}|(?:份号|编号)[:：]?\s*\d{1,8}")
_SECRET = re.compile(r"(?:绝密|机密|秘密)[★☆*]?.{0,8}|内部(?:资料|文件).{0,12}")
_URGENT = re.compile(r"(?:特提|特急|加急|平急|急件)")
_HEAD = re.compile(r".{2,60}(?:文件|公报|简报|便函|会议纪要)")
_SUBTITLE = re.compile(r"[（(][^（）()]{1,16}[）)]")
_DATED = re.compile(r"\d月|\d{4}\D\d")
_STOP = re.compile(r"[。；！？;!?]$")
_ANNOUNCES = re.compile(r"如下|附件|联系|通知[:：]$|公告[:：]$|公示[:：]$")
_PARTS = re.compile(r"[、，,；;]")
_WHO = re.compile(
    r"(?:各|全体|尊敬|亲爱|广大|有关).+|.+(?:单位|部门|企业|机构|同志|家长|同学|老师|师生|居民|市民|业主|朋友)(?:们)?"
)
_SIGNERS, _HEADS = "签发人，网页上不登", "红头（发文机关标志），网页另有自己的页头"
_ALIKE = 0.6
"""Points by which lines of one title may differ in size."""


class Head(NamedTuple):
    """What the head says; `taken` are the places of the lines that become fields or are `lost`."""

    fields: dict[str, str]
    because: tuple[str, ...]
    lost: tuple[Lost, ...]
    taken: frozenset[int]
    after: int
    """the place of the first block behind it"""


def head(blocks: tuple[Block, ...], lines: Sequence[Line], kinds: Sequence[str], title: str = "") -> Head:
    """Read the head of a text; `lines` are the paragraphs among its blocks, `title` is what the file is called."""
    fields: dict[str, str] = {}
    because: list[str] = []
    lost: list[Lost] = []
    taken: set[int] = set()
    opening = _opening(lines)
    plain: list[Line] = []
    numbered = -1
    for line in opening:
        words = closed_up(line.words)
        signer = _SIGNER.search(line.words)
        bare = closed_up(line.words[: signer.start()]) if signer else words
        number = _NUMBER.fullmatch(bare)
        if number and "doc_no" not in fields:
            fields["doc_no"], numbered = re.sub(r"\s", "", number[1]), line.place
            taken.add(line.place)
            because.append(f"{line.where}：“{bare}”识别为发文字号。")
            if signer:
                lost.append(Lost(" ".join(signer[0].split()), line.where, _SIGNERS))
        elif signer and not bare:
            taken.add(line.place)
            lost.append(Lost(words, line.where, _SIGNERS))
        elif not number and (mark := _mark(words, plain)):
            because.append(f"{line.where}：“{words}”像是{mark}，留在正文里，请看看这份文件能不能上网。")
        elif not number and not read_date(words.rpartition(" ")[2]):
            plain.append(line)
    for place, block in enumerate(blocks[: numbered + 1]):
        if isinstance(block, Table) and _HEAD.fullmatch(name := closed_up(table_words(block))):
            lost.append(Lost(name, "开头的表格", _HEADS))
            taken.add(place)
    red, plain = _red_head(plain, numbered)
    for line in red:
        lost.append(Lost(closed_up(line.words), line.where, _HEADS))
        taken.add(line.place)
    if found := _title(plain, kinds):
        fields["title"] = closed_up("\n".join(line.words for line in found))
        taken.update(line.place for line in found)
        places = "、".join(dict.fromkeys(line.where for line in found))
        because.append(f"{places}：识别为标题“{fields['title']}”。")
    elif title.strip():
        fields["title"] = closed_up(title)
        because.append(f"正文里看不出标题，用了文件自己的标题“{fields['title']}”。")
    if red and (unit := _unit_of(red)):
        fields["unit"] = unit
    after = max((place + 1 for place in taken), default=0)
    whom = next((line for line in lines if line.place >= after and line.place not in taken), None)
    if whom and ("title" in fields or whom is lines[0]) and is_addressees(whom.words):
        fields["to"] = closed_up(whom.words).rstrip("：:")
        taken.add(whom.place)
        after = whom.place + 1
        because.append(f"{whom.where}：“{closed_up(whom.words)}”识别为主送。")
    return Head(fields, tuple(because), tuple(lost), frozenset(taken), after)


def _opening(lines: Sequence[Line]) -> list[Line]:
    """The lines that may belong to the head."""
    found: list[Line] = []
    for line in lines[:_MOST]:
        words = line.words
        is_text = len(words) > _LONGEST or _STOP.search(words) or heading_level(words) or is_addressees(words)
        if is_text or (found and line.place > found[-1].place + 2):
            break
        found.append(line)
    return found


def _mark(words: str, plain: list[Line]) -> str:
    """What a line is that stands above the title of a document which is not for everybody, or ""."""
    if plain:
        return ""
    if _SECRET.fullmatch(words):
        return "密级"
    return "份号" if _COPY.fullmatch(words) else "紧急程度" if _URGENT.fullmatch(words) else ""


def _red_head(plain: list[Line], numbered: int) -> tuple[list[Line], list[Line]]:
    """The lines that name the office in red, and the others."""
    above = [line for line in plain if line.place < numbered]
    if above and len(above) < len(plain):  # the number stands between the red head and the title
        return above, plain[len(above) :]
    red: list[Line] = []
    for line, below in pairwise(plain):
        is_large = line.paragraph.size > below.paragraph.size + 1 and signs_for(closed_up(line.words))
        is_head = bool(_HEAD.fullmatch(closed_up(line.words))) and line.words.endswith("文件")
        if not (line.paragraph.is_red or is_head or is_large):
            break
        red.append(line)
    return red, plain[len(red) :]


def _unit_of(red: list[Line]) -> str:
    words = [re.sub("文件$", "", closed_up(line.words)) for line in red]
    units = [unit for unit in words if unit and signs_for(unit)]
    return units[0] if len(units) == 1 else ""


def _title(plain: list[Line], kinds: Sequence[str]) -> list[Line]:
    """The lines of the title: the largest, or those in the middle, or the first that may be one."""
    largest = max((line.paragraph.size for line in plain), default=0.0)
    smallest = min((line.paragraph.size for line in plain), default=0.0)
    of_style = [line for line in plain if line.paragraph.level == 1]
    centred = [line for line in plain if line.is_centred]
    if largest - smallest > _ALIKE:
        first = next(line for line in plain if line.paragraph.size > largest - _ALIKE)
    elif centred or of_style:
        first = (centred or of_style)[0]
    else:
        first = next((line for line in plain if _ends(line.words, kinds)), plain[0] if plain else None)  # type: ignore[assignment]
    if first is None or len(first.words) > _LONGEST:
        return []
    found = [first]
    while (above := plain.index(found[0]) - 1) >= 0 and _goes_on(plain[above], found[0]):
        found.insert(0, plain[above])
    for before, line in pairwise(plain[plain.index(first) :]):
        words = closed_up(line.words)
        is_alike = abs(line.paragraph.size - first.paragraph.size) <= _ALIKE
        is_alike = is_alike and line.paragraph.align == first.paragraph.align and line.place == before.place + 1
        is_whole = _ends(before.words, kinds)
        if _SUBTITLE.fullmatch(words) and is_whole and line.is_centred and not _DATED.search(words):
            found.append(line)
            continue
        is_title = first.is_centred or first.paragraph.size > smallest + _ALIKE
        if not is_alike or is_whole or not is_title or sum(len(one.words) for one in (*found, line)) > _LONGEST_TITLE:
            break
        found.append(line)
    return found


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a title that begins in one line ends in the next."""
    words = line.words
    begins = "关于" in words or words.count("《") > words.count("》")
    return begins and line.place + 1 == below.place and "关于" not in below.words


def _ends(words: str, kinds: Sequence[str]) -> bool:
    """Whether a line ends as a title does."""
    return closed_up(_SUBTITLE.sub("", words)).endswith(tuple(kinds))


def is_addressees(words: str) -> bool:
    """Whether a line says for whom the text is."""
    words = words.strip(BLANKS)
    if not words.endswith(("：", ":")) or _ANNOUNCES.search(words) or len(words) > _LONGEST_TITLE:
        return False
    if FOR_WHOM.fullmatch(words):
        return True
    parts = [closed_up(part) for part in _PARTS.split(words[:-1])]
    return all(part and (_WHO.fullmatch(part) or signs_for(part)) for part in parts)
