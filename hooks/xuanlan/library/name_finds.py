"""Names that the texts of a site use, as a person may want to register them, with how often and where"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library

_RUN = re.compile(r"[\u4e00-\u9fff]+")
_UNITS = "中学|小学|大学|学院|学校|医院|幼儿园|公司|协会|街道|社区"
_SUFFIX = re.compile(f"部|处|科|室|院|系|局|委|办|组|所|站|中心|委员会|图书馆|{_UNITS}")
_UNIT = re.compile(rf"(?:{_UNITS})\Z")
_ENDING = re.compile(rf"(?:{_SUFFIX.pattern})\Z")
_ADDRESS = re.compile(r"(?:[\u4e00-\u9fff]{2,8}(?:路|街|大道|巷)\d{1,4}号)(?:[\u4e00-\u9fff]{2,6}(?:\d{1,4}室)?)?")
_LONGEST, _SHORTEST = 14, 4
OFTEN = 3
"""How often words that only look like a name must stand in the texts."""
_LEADS = re.compile("^(?:由|请|经|和|与|及|或|向|到|在|对|将|为|以|各|本|我|该|每|报|送|交|的|了|是|于|从|把|被)")


class Finds:
    """Names by kind, each with how often it was found and in which file first."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.where: dict[tuple[str, str], str] = {}

    def add(self, kind: str, name: str, where: str) -> None:
        self.counts[kind, name] += 1
        self.where.setdefault((kind, name), where)


def collect(library: Library) -> list[tuple[str, str, int, str]]:
    """What is not registered yet: kind, name, how often, first file; the most frequent first.

    Units, contacts and signatures count once they are there, words that end as offices do when they are frequent.
    """
    known = set(library.names.forms)
    sure, maybe = Finds(), Finds()
    for entry in library.entries:
        for kind, name in _declared(entry):
            sure.add(kind, name, entry.path)
        text = entry.rendered.text
        for match in _ADDRESS.finditer(text):
            maybe.add("地址", match[0], entry.path)
        for name in _endings(text):
            maybe.add("单位" if _UNIT.search(name) else "部门", name, entry.path)
    declared = [name for _, name in sure.counts]
    often = {key: count for key, count in maybe.counts.items() if count >= OFTEN and _new(key[1], declared)}
    rows = [(*key, count, sure.where[key]) for key, count in sure.counts.items()]
    rows += [(*key, count, maybe.where[key]) for key, count in often.items() if not _inside(key, count, often)]
    return sorted((row for row in rows if row[1] not in known), key=lambda row: (-row[2], row[0], row[1]))


def _declared(entry: Entry) -> Iterator[tuple[str, str]]:
    """Units and offices that the front matter and the signature name."""
    yield from (("单位", name) for name in entry.notice.unit)
    for contact in (entry.notice.contact, entry.notice.objections):
        if contact and contact.name and _RUN.fullmatch(contact.name) and len(contact.name) >= _SHORTEST:
            yield "部门", contact.name
    lines = ["", *entry.rendered.text.split("\n")[-_SIGNED - 1 :], ""]
    for before, line, behind in zip(lines, lines[1:], lines[2:], strict=False):
        signed = before.endswith(_STOPS) or _DAY.fullmatch(behind)  # the last cell of a table is no signature
        if signed and _SHORTEST <= len(line) <= _LONGEST and _RUN.fullmatch(line) and _ENDING.search(line):
            yield "单位", line


_SIGNED = 3
"""Lines at the end of a text, among which the signature is."""
_STOPS = ("。", "！", "）")
_DAY = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)


def _endings(text: str) -> Iterator[str]:
    """Every run of signs that ends as the name of an office does."""
    for run in _RUN.findall(text):
        for match in _SUFFIX.finditer(run):
            end = match.end()
            for start in range(max(end - _LONGEST, 0), end - _SHORTEST + 1):
                if not _LEADS.match(run[start:end]):
                    yield run[start:end]


def _new(name: str, declared: list[str]) -> bool:
    """Whether `name` is no piece of a declared name, and none with other words before it."""
    return not any(name in other or name.endswith(other) for other in declared)


def _inside(key: tuple[str, str], count: int, others: Mapping[tuple[str, str], int]) -> bool:
    """Whether a name mostly stands in a longer one."""
    return any(len(name) > len(key[1]) and key[1] in name and found * 2 > count for (_, name), found in others.items())
