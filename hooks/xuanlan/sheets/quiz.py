"""试卷: the questions of a quiz with a card for the answers; and 参考答案, their key, which the teacher keeps"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.quiz.gather import intro, questions
from xuanlan.quiz.marked import Marked
from xuanlan.quiz.questions import KINDS, LETTERS, Question, shuffled
from xuanlan.sheets.blocks import Block, blocks_of
from xuanlan.sheets.common import about, with_pictures
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import Sheet

TITLE_LINE = 20
"""Most hanzi of the title in a line."""
_NUMBERS = "一二三四"
_ROOM = {4: 6, 2: 16}
"""By how many options stand in a line: how many signs the longest may have."""


def papers(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """The questions of each of `entries`, which are quizzes, with a card for the answers, always on A4."""
    return [paper(library, entry) for entry in entries]


def keys(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """The answers to the questions of each of `entries`."""
    return [key(library, entry) for entry in entries]


def paper(library: Library, entry: Entry, seed: int = 0) -> Sheet:
    """The questions in the order of `seed`, without an answer; 0 is the order of the page."""
    marked, groups = Marked(library, entry), dict[str, list[dict[str, Any]]]()
    for number, question in enumerate(_asked(library, entry, seed), start=1):
        groups.setdefault(KINDS[question.kind], []).append(_row(entry, marked.question(question), number))
    data = _head(library, entry, seed) | {
        "intro": with_pictures(blocks_of(intro(entry), may_turn=False), entry),
        "groups": [
            {"title": f"{sign}、{kind}（共 {len(rows)} 题）", "rows": rows}
            for sign, (kind, rows) in zip(_NUMBERS, groups.items(), strict=False)
        ],
    }
    return Sheet("quiz", data, entry.path)


def key(library: Library, entry: Entry, seed: int = 0) -> Sheet:
    """The answers to the paper of the same `seed`, with reasons and sources."""
    marked, rows = Marked(library, entry), []
    for number, question in enumerate(_asked(library, entry, seed), start=1):
        shown = marked.question(question)
        told = "　".join(
            filter(None, (shown.reason, f"依据：{marked.html(question, question.basis)}" if question.basis else ""))
        )
        rows.append({"number": number, "answer": _set(entry, shown.answer), "told": _set(entry, told)})
    return Sheet("quiz-key", _head(library, entry, seed) | {"rows": rows}, entry.path)


def _asked(library: Library, entry: Entry, seed: int) -> list[Question]:
    kinds = list(KINDS)
    asked = shuffled([each.question for each in questions(library, entry)], seed)
    return sorted(asked, key=lambda question: kinds.index(question.kind))


def _head(library: Library, entry: Entry, seed: int) -> dict[str, Any]:
    facts = about(library, entry)
    return {name: facts[name] for name in ("title", "units", "state_words", "code")} | {
        "seed": str(seed),
        "title_lines": title_lines(library.phrasing.of(entry.notice.title), TITLE_LINE),
    }


def _row(entry: Entry, question: Question, number: int) -> dict[str, Any]:
    """A question, whose texts are HTML, and what its place on the card is like."""
    options = [] if question.kind == "judge" else [_set(entry, text) for text in question.options]
    longest = max((_length(block) for option in options for block in option), default=0)
    return {
        "number": number,
        "stem": _set(entry, question.stem),
        "options": [{"letter": letter, "text": text} for letter, text in zip(LETTERS, options, strict=False)],
        "columns": next((count for count, room in _ROOM.items() if longest <= room), 1),
        "marks": list(question.options if question.kind == "judge" else LETTERS[: len(options)]),
        "blanks": len(question.blanks),
    }


def _set(entry: Entry, html: str) -> list[Block]:
    return with_pictures(blocks_of(f"<p>{html}</p>", may_turn=False), entry)


def _length(block: Block) -> float:
    return sum(len(run.get("s", "")) for run in block["i"]) if "i" in block else inf
