"""Which asterisks and underscores are emphasis, in Chinese, which has no spaces around words.

- Literal: 李*、张*军、王**同学 are masked names, 3*4 is a product, 共____人 is a blank to fill in, a_b.docx is a file.
- Emphasis: **重点：**内容 and __联系人：__保卫处, although CommonMark has none between punctuation and a word.
- One line is one paragraph, so emphasis across lines becomes emphasis in each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xuanlan.markup.fences import verbatim
from xuanlan.markup.places import code_spans
from xuanlan.markup.signs import LINE, STAR

_TOKEN = re.compile(
    r"""\\.|<[^<>\n]*+>|\[\^[^\]\s]{1,200}\]|\]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|https?://(?:[!-)+-;=?-^`-~]|_(?!_*(?:[^!-~]|\Z)))++
    |(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]++|(?P<run>\*+|_+|==+|~~+)|`""",
    re.VERBOSE,
)
"""Delimiter runs (group `run`), backticks, and tokens in which such characters are literal."""
_BEFORE = r"(?:[ \t\u3000]*(?:>|(?:[-*+]|[0-9]{1,9}[.)])[ \t\u3000]))"
_PREFIX = re.compile(rf"{_BEFORE}*+[ \t\u3000]*(?:\[\^[^\]\n]+\]:[ ]*)?")
_RULE = re.compile(rf"{_BEFORE}*?[ \t]*(?:(?:\*[ \t]*){{3,}}|(?:_[ \t]*){{3,}})$")
_WIDEST_RULE = 400
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]+\]:[ ]*[!-~]+[ ]*$")
_BEGINS_BLOCK = re.compile(r"[ \t\u3000>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#|\||```|~~~|!!!|:::)")
_ENDS = frozenset("，。、：；！？）》】〉」』〕”’…—,;:!?)]}%|")
"""Characters that no emphasis begins with."""
_STOPS = frozenset("，。、；！？,.;!?")
"""Punctuation that bold may begin with behind white space, where ** cannot close anything: **，甲**."""
_OPENS = frozenset("（《【〈「『〔“‘([{")
"""Characters that no emphasis ends with."""
_CLOSES = frozenset("）》】〉」』〕”’)]}")
_PARTED = r"[、，,；;/\s和与及]+[\u4e00-\u9fff]{1,2}"
_TITLE = "同学|老师|先生|女士|同志|医生|护士|教授|家长|师傅|某"
_MASKED = {
    1: re.compile(rf"(?:[\u4e00-\u9fff]|{_TITLE})?(?:[（(][^（()）]*[）)])?{_PARTED}"),
    2: re.compile(rf"(?:{_TITLE})?(?:[（(][^（()）]*[）)])?{_PARTED}"),
}
"""The text between two masked names' asterisks, by their number: 张*军、李*华 has one, 王**同学、李**同学 two."""
_NUMBERS = re.compile(r"\d{1,6}[^\d\w]+[\u4e00-\u9fff]{0,4}|\d{1,6}[和与及][\u4e00-\u9fff]{0,4}")
"""The text between two masked numbers' asterisks: 尾号**12、**34."""
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_UNITS = "年月日时分秒点元角页号路栋幢室楼层班级组届期第字同先女老人名份个件台次周岁处"
"""Characters beside a blank to fill in, as in 2026年__月__日."""
_WITHIN = re.compile(rf"(?<!_)__(?![{_UNITS}起止至往于系负])([\u4e00-\u9fff]{{2,20}})__(?![{_UNITS}_])")
"""Emphasis between hanzi: 请__务必__参加."""
_FILE = re.compile(r"[\w-]*\.[A-Za-z]")
_GAP = re.compile(r"__+")
_BAR = re.compile(r"(?<!\\)\|")
_FAR = 50
"""How many lines emphasis may extend over."""


_Place = tuple[int, int]
"""Line and column, from 0."""


@dataclass(slots=True)
class Run:
    """A delimiter run: characters of one kind in a row. `role` is open or close once its partner is known."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool
    role: str = ""
    first: bool = False
    """whether only list and quote markers stand before it"""

    @property
    def kind(self) -> tuple[str, int]:
        return self.sign, self.end - self.start


@lru_cache(maxsize=1024)
def runs(line: str) -> tuple[Run, ...]:
    """The delimiter runs in `line`, paired as people mean them."""
    if _DEFINITION.match(line) or (len(line) < _WIDEST_RULE and _RULE.match(line)):
        return ()
    prefix = _PREFIX.match(line)
    start = prefix.end() if prefix else 0
    found, row = list(_runs(line, start)), line.startswith("|", start)
    _divide_threes(line, found)
    waiting: dict[tuple[str, int], list[int]] = {}
    for number, run in enumerate(found):
        if row and number and _BAR.search(line, found[number - 1].end, run.start):
            waiting.clear()
        if run.role:
            continue
        stack = waiting.setdefault(run.kind, [])
        if run.closes and stack and (masks(line, found[stack[-1]], run) or _is_gap(line, found[stack[-1]], run)):
            stack.pop()
        elif run.closes and stack:
            found[opened := stack.pop()].role, run.role = "open", "close"
            for other in waiting.values():  # what was opened inside the pair cannot be closed outside
                while other and other[-1] > opened:
                    other.pop()
        if run.opens and not run.role:
            stack.append(number)
    return tuple(found)


def _divide_threes(line: str, found: list[Run]) -> None:
    """Pair a run of three asterisks with runs of one and two, in any order: ***甲**乙*, **甲*乙***."""
    stars = [run for run in found if run.sign == "*"] if any(run.kind == ("*", 3) for run in found) else []
    for first, second, third in zip(stars, stars[1:], stars[2:], strict=False):
        lengths, begun = [run.kind[1] for run in (first, second, third)], begins_word(line, first.start)
        middle = second.closes if lengths[0] == 3 else second.opens
        if sorted(lengths) == [1, 2, 3] and lengths[1] < 3 and begun and first.opens and middle and third.closes:
            first.role, second.role, third.role = "open", "close" if lengths[0] == 3 else "open", "close"


def _runs(line: str, start: int) -> Iterator[Run]:
    spans = code_spans(line) if "`" in line else []
    code = dict(spans)
    within = _within(line) if "__" in line else {}
    at = start
    while match := _TOKEN.search(line, at):
        at = match.end()
        if match["run"]:
            opens, closes = within.get(match.start()) or _flanks(line, match.start(), match.end())
            yield Run(match.start(), match.end(), match[0][0], opens, closes, first=match.start() == start)
        elif match[0] == "`":
            at = code.get(match.start(), at)


def _within(line: str) -> dict[int, tuple[bool, bool]]:
    """Whether a run of two underscores between hanzi opens or closes emphasis, by its offset."""
    found: dict[int, tuple[bool, bool]] = {}
    for match in underlined(line):
        if "\u4e00" <= line[match.end() : match.end() + 1] <= "\u9fff":
            found[match.start()], found[match.end(1)] = (True, False), (False, True)
    return found


def underlined(line: str) -> list[re.Match[str]]:
    """Matches of `_WITHIN`, unless a file's name follows; none unless they have all runs of underscores in the line."""
    found = [match for match in _WITHIN.finditer(line) if not _FILE.match(line, match.end())]
    return found if len(found) * 2 == len(_GAP.findall(line)) else []


def _flanks(line: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the delimiter run can open, and can close, emphasis."""
    before = line[start - 1] if start else " "
    after = line[end] if end < len(line) else " "
    sign, length = line[start], end - start
    if length > 3 or (length > 2 and sign in "=~") or (before.isdigit() and after.isdigit()):
        return False, False
    opens = not after.isspace() and (
        after not in _ENDS
        or (length == 2 and before.isspace() and after in _STOPS and line[end + 1 : end + 2].isalnum())
    )
    closes = not before.isspace() and before not in _OPENS
    if sign == "*" and length == 1:
        opens = opens and (not _is_mark(after) or before.isspace() or _is_mark(before) or after in _OPENS)
    elif sign == "_":
        opens = opens and not _is_word(before)
        closes = closes and (not _is_word(after) or (_is_mark(before) and not after.isascii()))
    elif sign == "=":
        opens = opens and not (before.isascii() and before.isalnum())
    return opens, closes


def masks(line: str, opening: Run, closing: Run) -> bool:
    """Whether two runs of asterisks hide parts of names or numbers."""
    if opening.sign != "*":
        return False
    content = line[opening.end : closing.start]
    if len(content) > 60:
        return False
    before, after = line[opening.start - 1 : opening.start], line[closing.end : closing.end + 1]
    if after.isdigit() and _NUMBERS.fullmatch(content):
        return True
    if opening.end - opening.start == 1 and content[0] in _OPENS and _is_word(before) and content[-1] not in _CLOSES:
        return True  # 王*（男）、李*
    names = _MASKED.get(opening.end - opening.start)
    return names is not None and "\u4e00" <= before <= "\u9fff" and bool(names.fullmatch(content))


def _is_gap(line: str, opening: Run, closing: Run) -> bool:
    """Whether two runs of underscores are literal: __init__ is a name, 电话：__ has a blank to fill in."""
    if opening.sign != "_" or opening.kind[1] < 2:
        return False
    content = line[opening.end : closing.start]
    if _IDENTIFIER.fullmatch(content):
        return True
    after = line[closing.end : closing.end + 1]
    return content[-1] in "：:" and not _is_word(after) and bool(line[: opening.start].strip())


def as_meant(line: str) -> str:
    """`line` with asterisks for all emphasis, and placeholders (`signs`) for literal asterisks and underscores."""
    parts: list[str] = []
    done = 0
    for run in runs(line):
        put = _put(line, run)
        if put:
            parts += [line[done : run.start], put]
            done = run.end
    return "".join(parts) + line[done:]


def _put(line: str, run: Run) -> str:
    """The replacement for `run`; "" leaves it."""
    before, after = line[run.start - 1 : run.start], line[run.end : run.end + 1]
    if run.sign == "*":
        return "" if run.role else STAR * (run.end - run.start)
    if run.sign != "_":
        return ""
    if not run.role:
        return "" if _is_word(before) and _is_word(after) else LINE * (run.end - run.start)
    return "" if before in ("*", "_") or after in ("*", "_") else "*" * (run.end - run.start)


def _may_have(text: str) -> bool:
    return "*" in text or "_" in text or "==" in text or "~~" in text


def spread(body: str) -> str:
    """`body` with emphasis across lines closed at the end of each line and opened again in the next."""
    if not _may_have(body):
        return body
    lines = body.split("\n")
    code = verbatim(lines)
    for (first, _), (last, _), marker in over_lines(["" if at in code else line for at, line in enumerate(lines)]):
        lines[first] = _closed(lines[first], marker)
        for number in range(first + 1, last):
            lines[number] = _closed(_opened(lines[number], marker), marker)
        lines[last] = _opened(lines[last], marker)
    return "\n".join(lines)


def begins_word(line: str, at: int) -> bool:
    """Whether the character before `at` is not part of a word."""
    before = line[at - 1 : at]
    return not before or before.isspace() or _is_mark(before)


def over_lines(lines: list[str]) -> Iterator[tuple[_Place, _Place, str]]:
    """Where emphasis across lines opens and closes, and its delimiter."""
    done = 0
    for number, line in enumerate(lines):
        if number >= done and line and _may_have(line):
            opening = next((run for run in reversed(runs(line)) if _may_go_on(line, run)), None)
            closing = _close(lines, number, opening) if opening else None
            if opening and closing:
                yield (number, opening.start), closing, opening.sign * opening.kind[1]
                done = closing[0]


def _may_go_on(line: str, run: Run) -> bool:
    if run.role or not run.opens or "|" in line:
        return False
    return run.first or (run.kind[1] > 1 and begins_word(line, run.start))


def _close(lines: list[str], first: int, opening: Run) -> _Place | None:
    """Where `opening` is closed in the lines below `first`, up to an empty one or the start of another block."""
    for number in range(first + 1, min(first + _FAR, len(lines))):
        line = lines[number]
        if not line or line.isspace() or _BEGINS_BLOCK.match(line):
            return None
        for run in runs(line) if opening.sign in line else ():
            if run.kind == opening.kind and not run.role:
                return (number, run.start) if run.closes and _may_end(line, run, opening) else None
    return None


def _may_end(line: str, run: Run, opening: Run) -> bool:
    after = line[run.end : run.end + 1]
    if run.kind[1] == 1 or not line[run.end :].strip():
        return not line[run.end :].strip()
    return opening.first or after.isspace() or _is_mark(after) or _is_mark(line[run.start - 1])


def _closed(line: str, marker: str) -> str:
    bare = line.rstrip(" \t\u3000")
    return f"{bare}{marker}{line[len(bare) :]}"


def _opened(line: str, marker: str) -> str:
    prefix = _PREFIX.match(line)
    at = prefix.end() if prefix else 0
    return f"{line[:at]}{marker}{line[at:]}"


def _is_mark(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "PS"


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
