"""A site of any size whose text has the statistics of real Chinese, the same on every machine.

The text is a random walk over the visible text of the demo's own notices: it follows a sentence for a few characters,
then jumps to another place with the same last two characters. Half of the commas are preceded by an invented name of
two to four characters, drawn with Zipf's weights from 26,000 names made of the 3,755 characters of GB 2312, level 1;
they add the long tail of rare pairs that real archives have. The first notices are the same however many are made.

`python -m bench.corpus COUNT...` prints the statistics; those of 10,000 notices (13.1 million characters): 3,770
different characters, 152,898 different pairs, of which the 100 commonest make up 16.7 % and the 1,000 commonest 42.8 %
of the text. In the demo's own text (20,541 characters) they are 17.9 % and 45.4 %.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice, pairwise
from pathlib import Path

from xuanlan.build.build import inspect
from xuanlan.hosts import run
from xuanlan.models.schedule import parse_now

DEMO = Path(__file__).parent.parent
NOW = "2026-12-31T12:00"
"""The clock of every build in the bench; no notice is dated later."""
FIRST_DAY, DAYS = date(2011, 1, 4), 5_830
LENGTH, SPREAD, SHORTEST = 1_220, 325, 300
"""Length of a body in characters: mean, standard deviation, minimum."""
RUN = 6
"""Mean number of characters after which the walk jumps."""
LONGEST_SENTENCE = 80
NAMES = 26_000
KINDS = ("通知",) * 8 + ("公告", "通告", "通报", "意见", "函", "启事", "公示", "倡议书", "公开信")
UNITS = ("党政办公室", "教务处", "学生工作处", "后勤保障处", "保卫处", "图书馆", "卫生所", "信息技术中心")
NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Sample:
    """One notice of the corpus; `body` is Markdown."""

    id: str
    fields: dict[str, str]
    body: str

    @property
    def path(self) -> str:
        return f"notices/{self.id[:4]}/{self.id}.md"

    def source(self) -> str:
        head = "".join(f"{name}: {value}\n" for name, value in self.fields.items())
        return f"---\nid: {self.id}\n{head}---\n\n{self.body}\n"


class Walk:
    """An endless source of sentences that look like those of `text`, which has one a line."""

    def __init__(self, text: str, rng: random.Random) -> None:
        self._text, self._rng = text, rng
        self._starts = [match.start() for match in re.finditer(r"^.", text, re.MULTILINE)]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at in range(len(text) - 1):
            self._places[text[at : at + 2]].append(at)
        self._names = list(_names(rng))
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(NAMES)))

    def sentence(self) -> str:
        written, at = "", self._rng.choice(self._starts)
        while len(written) < LONGEST_SENTENCE:
            run = 2 + int(self._rng.expovariate(1 / (RUN - 1.5)))
            piece, end, _ = self._text[at : at + run].partition("\n")
            written += piece
            if end or at + run >= len(self._text):
                break
            at = self._rng.choice(self._places[written[-2:]]) + 2
        return re.sub("，", self._named, written.rstrip("。！？；，：、")) + "。"

    def clause(self, shortest: int, longest: int) -> str:
        """A piece of a sentence without punctuation, of `shortest` to `longest` characters."""
        while True:
            for piece in re.findall(r"\w+", self.sentence()):
                if shortest <= len(piece) <= longest and not piece[0].isdigit():
                    return str(piece)

    def _named(self, comma: re.Match[str]) -> str:
        if self._rng.random() < 0.5:
            return comma[0]
        return self._rng.choices(self._names, cum_weights=self._weights)[0] + comma[0]


def _names(rng: random.Random) -> Iterator[str]:
    """Invented names; their characters are as unevenly frequent as those of real ones."""
    cells = [bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    signs = [cell.decode("gb2312") for cell in cells if cell < b"\xd7\xfa"]
    rng.shuffle(signs)
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(signs))))
    for _ in range(NAMES):
        yield "".join(rng.choices(signs, cum_weights=weights, k=rng.choice((2, 2, 2, 3, 4))))


def demo_text() -> str:
    """The sentences that readers see in the demo's notices, one a line."""
    library = inspect(run.facts(DEMO), parse_now(NOW)).library
    lines = "\n".join(entry.rendered.text for entry in library.public).splitlines()
    return "\n".join(sentence for line in lines for sentence in re.findall(r"[^。！？；]{7,}[。！？；]?", line))


def notices() -> Iterator[Sample]:
    """The corpus, without end."""
    rng = random.Random(2026)
    walk = Walk(demo_text(), rng)
    numbers: Counter[int] = Counter()
    documents: Counter[int] = Counter()
    while True:
        day = FIRST_DAY + timedelta(rng.randrange(DAYS))
        kind = rng.choice(KINDS)
        fields = {
            "title": f"关于{walk.clause(5, 18)}的{kind}",
            "kind": kind,
            "date": f"{day}",
            "unit": rng.choice(UNITS),
        }
        if rng.random() < 0.4:
            documents[day.year] += 1
            fields["doc_no"] = f"云职院〔{day.year}〕{documents[day.year]}号"
        if kind == "公示":
            fields |= {"open_from": f"{day}", "open_until": f"{day + timedelta(7)}", "objections": "学院纪检监察室"}
        if rng.random() < 0.2:
            fields["expires"] = f"{day + timedelta(rng.randint(10, 90))}"
        numbers[day.year] += 1
        yield Sample(f"{day.year}-{numbers[day.year]:04}", fields, _body(walk, rng))


def _body(walk: Walk, rng: random.Random) -> str:
    """Paragraphs, some under headings, some with a word in bold."""
    length = max(SHORTEST, rng.gauss(LENGTH, SPREAD))
    parts: list[str] = []
    while (so_far := sum(map(len, parts))) < length:
        if len(parts) % 4 == 1 and so_far < length - 100:
            parts.append(f"{NUMERALS[len(parts) // 4 % 9]}、{walk.clause(3, 10)}")
        paragraph = "".join(walk.sentence() for _ in range(rng.randint(2, 6)))
        if rng.random() < 0.2:
            paragraph = re.sub(r"(?<=\w\w)(\w\w)(?=\w)", r"**\1**", paragraph, count=1)
        parts.append(paragraph)
    return "\n\n".join(parts)


_MADE_UP = "\n审读:\n  轻重: {date-weekday: 提醒, date-weekday-year: 提醒, date-impossible: 提醒, personal-row: 提醒}\n"
"""Sentences made of parts of others have dates, weekdays and masks that do not belong together; they must not stop a
build."""


def write_site(folder: Path, made: Iterable[Sample]) -> None:
    """A new site in `folder`, as `xuanlan init` leaves it but with an address, with `made` in place of the example."""
    subprocess.run([sys.executable, "-m", "xuanlan", "init", folder], check=True, stderr=subprocess.DEVNULL)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("# site_url", "site_url"), encoding="utf-8")
    with (folder / "notices" / "settings.yml").open("a", encoding="utf-8") as settings:
        settings.write(_MADE_UP)
    for example in (folder / "notices").glob("*/"):
        shutil.rmtree(example)
    for notice in made:
        file = folder / notice.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(notice.source(), encoding="utf-8")


def statistics(text: str) -> str:
    """The statistics of `text`: characters, different ones, different pairs within a line, share of the commonest."""
    pairs = Counter(left + right for left, right in pairwise(text) if "\n" not in left + right)
    shares = [sum(count for _, count in pairs.most_common(top)) / pairs.total() for top in (100, 1_000)]
    once = sum(count == 1 for count in pairs.values()) / len(pairs)
    return (
        f"{len(text):>10,} characters, {len(set(text)):,} different, {len(pairs):,} pairs; the 100 commonest pairs "
        f"are {shares[0]:.1%}, the 1,000 commonest {shares[1]:.1%}; {once:.0%} of the pairs stand once"
    )


if __name__ == "__main__":
    print("demo   ", statistics(demo_text()))
    for number in map(int, sys.argv[1:]):
        print(f"{number:<7}", statistics("\n".join(notice.body for notice in islice(notices(), number))))
