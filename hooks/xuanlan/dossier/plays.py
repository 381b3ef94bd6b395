"""Records of what screens have shown, as a kiosk saves them with the key `s`: which texts, how often, when"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import NamedTuple

from xuanlan.dossier.contents import Plays, Told
from xuanlan.dossier.standing import Looked
from xuanlan.office import plain
from xuanlan.office.contents import UnreadableError
from xuanlan.text.characters import CONTROL, UNSEEN
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.release import Release
from xuanlan.tree.standing import SCREEN, SITE

HEAD = ("时间", "画面", "版本")
_NAME = re.compile(r"播放记录-(.+?)-\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2}) +(\d{1,2}):(\d{2})(?::(\d{2}))?")
"""As it is saved, and as Excel writes it when somebody has saved the file again."""


_LONGEST = 100
"""Most characters of what a record says; ids and releases have fewer."""
_NEVER = datetime.max.replace(tzinfo=UTC)


class _Played(NamedTuple):
    """A line of a record."""

    screen: str
    moment: datetime
    slide: str
    """kind/ID, or kind/ID/number for further slides of a text"""
    release: str

    @property
    def ident(self) -> str:
        return self.slide.split("/")[1]


def read(
    files: Iterable[tuple[str, bytes]],
    made: datetime,
    looked: Sequence[Looked] | None,
    since: Callable[[str], datetime | None] = lambda _: None,
) -> tuple[dict[str, tuple[Plays, ...]], list[Told]]:
    """What records, given by their files' names, tell of each text by its id. A line that cannot be true does not
    count: one from after the clock, from before its release was made, of a text that its release does not show, or
    from before the text was first seen: in the releases, or else by `since`, which takes its id."""
    told: list[Told] = []
    lines: set[_Played] = set()
    known = {one.release.id: one for one in looked or ()}
    first = cache(since if looked is None else partial(_first, looked))
    for given, content in files:
        name = _seen(given)
        for number, line in _lines(name, content, told):
            if why := _wrong(line, made, known, first(line.ident)):
                told.append(Told(f"{name} 第 {number} 行", f"{why}，没有算"))
            else:
                lines.add(line)
    texts: dict[str, dict[str, list[_Played]]] = defaultdict(lambda: defaultdict(list))
    for line in sorted(lines):
        texts[line.ident][line.screen].append(line)
    return {ident: tuple(_summed(screens)) for ident, screens in sorted(texts.items())}, _shortened(told)


def _summed(screens: Mapping[str, Sequence[_Played]]) -> Iterable[Plays]:
    """A text of several slides was shown as often as that of its slides which was shown most."""
    for screen, lines in sorted(screens.items()):
        times = max(Counter(line.slide for line in lines).values())
        yield Plays(screen, times, lines[0].moment, lines[-1].moment)


def _lines(name: str, content: bytes, told: list[Told]) -> Iterable[tuple[int, _Played]]:
    """The lines of a record that are of texts, by their numbers."""
    try:
        rows = list(csv.reader(io.StringIO(plain.text_of(content), newline="")))
    except (UnreadableError, csv.Error):
        rows = []
    if not rows or tuple(cell.strip() for cell in rows[0][:3]) != HEAD:
        told.append(Told(name, f"不是屏幕的播放记录（第一行应当是 {'、'.join(HEAD)}），没有用"))
        return
    screen = match[1] if (match := _NAME.match(name)) else name.rpartition(".")[0]
    if not match:
        told.append(Told(name, f"文件改过名，屏幕按“{screen}”记"))
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        moment = _moment(row[0])
        if moment is None or len(row) < 3:
            told.append(Told(f"{name} 第 {number} 行", "读不懂，没有算"))
        elif row[1].count("/"):
            yield number, _Played(screen, moment, _seen(row[1]), _seen(row[2]))


def _seen(words: str) -> str:
    """What people see of words that a file or its name has, and not more than a line of it."""
    return UNSEEN.sub("", CONTROL.sub("", words)).strip()[:_LONGEST]


def _moment(words: str) -> datetime | None:
    match = _TIME.fullmatch(words.strip())
    try:
        return datetime(*(int(part or 0) for part in match.groups()), tzinfo=SHANGHAI) if match else None  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _first(looked: Sequence[Looked], ident: str) -> datetime:
    """When the first release was made that lists the text; the end of all time where none does."""
    return min((one.begun for one in looked if (ident, SITE) in one.stands), default=_NEVER)


def _wrong(line: _Played, made: datetime, known: Mapping[str, Looked], first: datetime | None) -> str:
    """Why a line cannot be true, or ""."""
    if line.moment > made:
        return "时间晚于做档案的时间"
    if not Release.is_id(line.release):
        return f"版本“{line.release}”不是网站的版本"
    try:
        begun = datetime.strptime(line.release[:12], "%Y%m%d%H%M").replace(tzinfo=SHANGHAI)
    except ValueError:
        return f"版本“{line.release}”不是网站的版本"
    if line.moment < begun:
        return f"时间早于那时的版本 {line.release}"
    looked = known.get(line.release)
    if looked and (line.ident, f"{SCREEN}{line.screen}") not in looked.stands:
        return f"版本 {line.release} 里，这块屏幕不播放 {line.ident}"
    if first and line.moment < first:
        when = "没有哪个版本里有它" if first == _NEVER else f"第一次公开是 {first.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        return f"{line.ident} 那时还没有公开（{when}）"
    return ""


_MOST = 5


def _shortened(told: Sequence[Told]) -> list[Told]:
    """Of each file a few lines of each kind, and how many more there are."""
    found: list[Told] = []
    kinds: Counter[tuple[str, str]] = Counter()
    for one in told:
        key = re.sub(r" 第 \d+ 行$", "", one.where), re.sub(r"[0-9a-f-]+", "", one.what)
        kinds[key] += 1
        if kinds[key] <= _MOST:
            found.append(one)
    more = [Told(name, f"同样的还有 {count - _MOST} 行") for (name, _), count in kinds.items() if count > _MOST]
    return found + more
