"""The queries, the right answers, and how answers are scored."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from xuanlan.text.folding import fold

WORDS = (
    *("门前三包", "投诉举报", "九不准", "八不", "文明校园", "倡议书", "志愿服务", "社会主义核心价值观"),
    *("寒假", "放假有关", "学生停课", "值班", "消防安全", "食品安全", "心理健康", "公示期"),
    *("光盘行动", "校园安全", "园安全", "教务处", "图书馆", "报名表", "责任制", "奖学金"),
    *("12356", "2024", "垃圾分类", "诚信", "爱国", "后勤保障处", "辅导员", "运动会"),
    *("防溺水", "诈骗", "责任区", "云职院〔2024〕7号", "云职院[2019]12号", "〔2018〕", "消防 寝室", "停电 8:00"),
)
"""Domain words; a segmenter would cut 园安全 apart, and the last two are several words each."""
SUBSTRINGS, LONGEST = 300, 8


@dataclass(frozen=True, slots=True)
class Article:
    """The visible text of one notice, which every contender is given."""

    id: str
    title: str
    doc_no: str
    text: str
    folded: tuple[str, str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", (fold(self.title), fold(self.doc_no), fold(self.text)))


def save(articles: Iterable[Article], file: Path) -> None:
    rows = [{name: value for name, value in asdict(article).items() if name != "folded"} for article in articles]
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def read(file: Path) -> list[Article]:
    return [Article(**row) for row in json.loads(file.read_text(encoding="utf-8"))]


def questions(articles: Sequence[Article], count: int = SUBSTRINGS) -> list[str]:
    """The domain words, then `count` different random substrings of folded texts; the same for the same articles."""
    rng = random.Random(7)
    asked = list(WORDS)
    while len(asked) < len(WORDS) + count:
        text, length = rng.choice(articles).folded[2], rng.randint(1, LONGEST)
        start = rng.randrange(max(1, len(text) - length))
        piece = text[start : start + length].strip()
        if piece and piece not in asked:
            asked.append(piece)
    return asked


def scan(query: str, articles: Iterable[Article]) -> set[str]:
    """The right answer, by a full scan: ids of the articles that contain every part of the query."""
    parts = [fold(part) for part in query.split()]
    return {article.id for article in articles if all(any(part in text for text in article.folded) for part in parts)}


@dataclass(slots=True)
class Score:
    """How answers compare with the right ones."""

    asked: int = 0
    exact: int = 0
    """number of answers without a missing or wrong notice"""
    recalls: list[float] = field(default_factory=list)
    """for each query that has a right answer, the share of it that was found"""
    precisions: list[float] = field(default_factory=list)
    """for each query that was answered, the share of the answer that is right"""

    def add(self, right: set[str], found: Sequence[str]) -> None:
        """Judge one answer. An id that comes twice counts as a wrong one."""
        hits = len(right & set(found))
        self.asked += 1
        self.exact += hits == len(right) == len(found)
        if right:
            self.recalls.append(hits / len(right))
        if found:
            self.precisions.append(hits / len(found))
