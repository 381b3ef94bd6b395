"""The foot of an official text (GB/T 9704-2012, 7.3.4 to 7.4): attachments, signature and date, the printing record"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from xuanlan.imports.official_lines import BLANKS, Line, closed_up, table_words
from xuanlan.imports.original import Block, Lost, Paragraph, Table
from xuanlan.markup.paragraphs import UNIT, signs_for
from xuanlan.text.dates import SEAL, read_date

_ONE_LINE = re.compile(
    rf"(\S.*?)[{BLANKS}]{{1,}}((?:\d{{4}}|[〇○零一二三四五六七八九]{{4}})\s*[年.．/-].{{3,14}})", re.DOTALL
)
_RECORD = re.compile(
    rf"(?:抄[{BLANKS}]*[送报]|分[{BLANKS}]*送|主题词)[{BLANKS}]*[:：].*|.{{0,40}}[日号][{BLANKS}]*印发", re.DOTALL
)
_REMARK = re.compile(r"[（(].*[）)]", re.DOTALL)
_APPENDIX = re.compile(rf"附[{BLANKS}]*件[{BLANKS}]*[\d一二三四五六七八九十]{{0,3}}[:：]?")
_LISTED = re.compile(rf"附[{BLANKS}]*件[{BLANKS}]*[:：][{BLANKS}]*\S.*", re.DOTALL)
_SEVERAL = re.compile(rf"[{BLANKS}]{{2,}}")
_MOST_UNITS = 8
_ROWS = "零一两三四五六七八九十"


class Tail(NamedTuple):
    """What the foot says; `taken` are the places of the blocks that become fields or are `lost`."""

    fields: dict[str, str | tuple[str, ...]]
    because: tuple[str, ...]
    lost: tuple[Lost, ...]
    taken: frozenset[int]


class _Signature(NamedTuple):
    units: tuple[str, ...]
    day: date
    lines: tuple[Line, ...]
    is_far: bool


def tail(blocks: tuple[Block, ...], lines: Sequence[Line]) -> Tail:
    """Read the foot of a text whose head is not among `lines`."""
    fields: dict[str, str | tuple[str, ...]] = {}
    because: list[str] = []
    taken: set[int] = set()
    for line in lines:
        if _LISTED.fullmatch(line.words):
            because.append(f"{line.where}：这里列了附件，文字留在正文里；请把附件的文件一个一个加上。")
    lost = []
    for place, text in _record(blocks, lines):
        lost.append(Lost(closed_up(text), _where(blocks[place]), "版记（抄送、印发），网页上不登"))
        taken.add(place)
    rest = [line for line in lines if line.place not in taken and not line.is_note]
    if found := _signature(rest):
        fields["date"] = found.day.isoformat()
        if found.units:
            fields["unit"] = found.units[0] if len(found.units) == 1 else found.units
        places = "、".join(dict.fromkeys(line.where for line in found.lines))
        side = "右侧" if found.is_far else "末尾"
        raw = "／".join(" ".join(line.words.split()) for line in found.lines)
        unit = "落款和" if found.units else ""
        because.append(f"{places}：把{side}{_ROWS[len(found.lines)]}行“{raw}”识别为{unit}成文日期。")
        last = max(line.place for line in found.lines)
        own = {line.place for line in rest if line.place > last and not _REMARK.fullmatch(line.words)}
        own |= {place for place, block in enumerate(blocks) if place > last and isinstance(block, Table)} - taken
        if own:
            because.append("落款后面还有内容，所以落款留在原处。")
        else:
            taken.update(line.place for line in found.lines)
    return Tail(fields, tuple(because), tuple(lost), frozenset(taken))


def _where(block: Block) -> str:
    return block.where or "文末"


def _record(blocks: tuple[Block, ...], lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The printing record at the very end: places and texts."""
    found: list[tuple[int, str]] = []
    notes = {line.place for line in lines if line.is_note}
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        text = block.text if isinstance(block, Paragraph) else table_words(block)
        if place in notes or not text.strip(BLANKS):
            continue
        if not all(_RECORD.fullmatch(line.strip(BLANKS)) for line in text.strip(BLANKS).split("\n")):
            break
        found.append((place, text))
    return found[::-1]


def _signature(lines: Sequence[Line]) -> _Signature | None:
    """The first unit and date at the right; else those at the end of the text."""
    last = None
    for number in range(len(lines)):
        if (found := _signed(lines, number)) is None:
            continue
        if found.is_far and (found.units or all(_REMARK.fullmatch(one.words) for one in lines[number + 1 :])):
            return found
        behind = [one for one in lines[number + 1 :] if not _REMARK.fullmatch(one.words)]
        if not behind or _APPENDIX.fullmatch(behind[0].words):
            last = last or found
    return last


def _signed(lines: Sequence[Line], number: int) -> _Signature | None:
    """The signature whose date stands in the line `number`."""
    line = lines[number]
    words = line.words
    parts = [part for part in words.split("\n") if part.strip(BLANKS)]
    day = read_date(parts[-1]) if parts else None
    if day and len(parts) > 1:
        units = tuple(closed_up(SEAL.sub("", part)) for part in parts[:-1])
        return _Signature(units, day, (line,), line.is_far) if all(map(UNIT.fullmatch, units)) else None
    if day is None:
        match = _ONE_LINE.fullmatch(words) if len(words) < 90 else None
        day = read_date(match[2]) if match else None
        if match is None or day is None:
            return None
        unit = closed_up(SEAL.sub("", match[1]))
        return _Signature((unit,), day, (line,), line.is_far) if signs_for(unit) else None
    names: list[str] = []
    taken = [line]
    for above in reversed(lines[max(number - _MOST_UNITS, 0) : number]):
        own = _units(SEAL.sub("", above.words))
        is_seal = bool(SEAL.fullmatch(above.words))
        if not is_seal and not (own and (above.is_far or all(map(signs_for, own))) and not above.is_centred):
            break
        if above.place < taken[-1].place - 1:
            break
        names[:0] = own
        taken.append(above)
    if number + 1 < len(lines) and SEAL.fullmatch(lines[number + 1].words):
        taken.insert(0, lines[number + 1])
    is_far = line.is_far and (not names or all(one.is_far for one in taken))
    return _Signature(tuple(names), day, tuple(reversed(taken)), is_far or line.is_far)


def _units(text: str) -> list[str]:
    """The units that a line names; none where it is none."""
    parts = [closed_up(part) for part in _SEVERAL.split(text.strip(BLANKS)) if part.strip(BLANKS)]
    if len(parts) > 1 and not all(map(signs_for, parts)):
        parts = [closed_up(text)]
    return parts if all(UNIT.fullmatch(part) for part in parts) else []
