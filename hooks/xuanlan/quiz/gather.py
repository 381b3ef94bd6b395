"""All questions of one quiz, written and generated, each with where its source is; and the rows that the cache keeps"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from xuanlan.library.bodies import Manuscript, Notes
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.quiz import generated
from xuanlan.quiz.clauses import Clause, clause
from xuanlan.quiz.questions import Question
from xuanlan.quiz.reading import Made, read

LAYOUT = "quiz"
"""The layout of kinds of notices whose texts are questions."""
_QUESTION, _MADE, _INTRO = "quiz-question", "quiz-made", "quiz-intro"
_TAGS = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"\n(?=<(?:p|h[1-6]|ol|ul|div|table|blockquote|details|pre)\b)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked, and its source as it is now."""

    question: Question
    source: Clause | None


def notes(manuscript: Manuscript) -> Notes:
    """The questions of a text, as rows of the form that all notes have."""
    if manuscript.layout != LAYOUT:
        return []
    paper = read(manuscript.body)
    above = manuscript.entry.body_line - 1
    rows: Notes = [[_INTRO, _intro(manuscript.rendered.html, paper.intro), "", 0, 0]]
    rows += [[_QUESTION, question.row(), "", question.line + above, 1] for question in paper.questions]
    return rows + [[_MADE, list(made), "", made.line + above, 1] for made in paper.made]


def written(entry: Entry) -> list[Question]:
    """The questions that stand in the text of `entry`."""
    return [Question.of(value) for what, value, *_ in entry.text.notes if what == _QUESTION]


def asked_for(entry: Entry) -> list[Made]:
    """The lines of `entry` that ask for generated questions."""
    return [Made(*value) for what, value, *_ in entry.text.notes if what == _MADE]


def intro(entry: Entry) -> str:
    """The HTML before the first question."""
    return next((str(value) for what, value, *_ in entry.text.notes if what == _INTRO), "")


def is_quiz(library: Library, entry: Entry) -> bool:
    return library.kinds[entry.notice.kind].layout == LAYOUT


def quizzes(library: Library) -> list[Entry]:
    """The quizzes that readers may see now."""
    return [entry for entry in library.public if is_quiz(library, entry) and not entry.notice.withdrawn]


def questions(library: Library, entry: Entry) -> list[Asked]:
    """All questions of `entry` whose sources are in force; those made from sources at the end."""
    found = [Asked(question, clause(library, entry, question.target)) for question in written(entry)]
    for made in asked_for(entry):
        for question in generated.questions(library, entry, made):
            found.append(Asked(question, clause(library, entry, question.target)))
    return [asked for asked in found if not (asked.source and asked.source.old)]


def key(library: Library, entry: Entry) -> str:
    """What a page of `entry` depends on beyond its own text."""
    if not is_quiz(library, entry):
        return ""
    found = questions(library, entry)
    return repr([(each.question, each.source and (each.source.href, each.source.text)) for each in found])


def _intro(html: str, lines: list[Any]) -> str:
    """The blocks at the top of `html` whose words stand in `lines`."""
    left = _bare("".join(map(str, lines)))
    kept = []
    for block in _BLOCK.split(html):
        words = _bare(_TAGS.sub("", block))
        if not words or words not in left:
            break
        kept.append(block)
    return "\n".join(kept)


def _bare(text: str) -> str:
    return "".join(re.findall(r"[\u3400-\u9fff]+", text))
