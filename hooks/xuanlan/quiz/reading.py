"""A text of questions, read line by line: the questions, and every line that belongs to none of them"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from xuanlan.quiz import lines
from xuanlan.quiz.answers import Draft, WrongError, finished
from xuanlan.quiz.lines import MADE, Line
from xuanlan.quiz.questions import KINDS, Question
from xuanlan.text.folding import fold

USUAL = 5
"""How many questions are made from a source that does not say how many."""
_RANGE = re.compile(r"(\d{1,4})\s*[-—–~～至到]\s*(\d{1,4})\s*[.．、:：题]?\s*([A-H√×✓✗对错][A-H√×✓✗对错\s,，、]*)")
_KEYED = re.compile(
    r"(?<![\d.])(\d{1,4})\s*[.．、:：)）]?\s*([A-H]{1,8}(?![A-Za-z])|正确|错误|[对错√×✓✗])(?=[\s,，;；、。]|\d|$)"
)
_ALONE = re.compile(r"(\d{1,4})\s*[.．、:：)）]\s*(.+)")

_ANOTHER = re.compile(r"^[(（]?\d|[(（]\s*(?:[A-H]{0,8}|[√×✓✗]|对|错)\s*[)）][。？?]?$")
"""What looks like a question of its own, and is not to become part of what is said of another."""


class Problem(NamedTuple):
    """What is wrong at a line (from 1): the code of a diagnostic, and what it says."""

    line: int
    code: str
    facts: dict[str, Any]


class Made(NamedTuple):
    """A line that asks for questions made from a source."""

    line: int
    words: str
    target: str
    most: int


@dataclass(slots=True)
class Paper:
    """What a text of questions comes to."""

    questions: list[Question] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    """the lines before the first question"""
    made: list[Made] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    drafts: int = 0
    """how many questions were begun, good ones and others"""


def read(text: str) -> Paper:
    """Read a text: no line of it is lost, each is in a question, in the introduction or told."""
    return _Reader().read(text.split("\n"))


class _Reader:
    def __init__(self) -> None:
        self.paper = Paper()
        self._drafts: list[Draft] = []
        self._section = self._group = ""
        self._begun = self._in_key = False

    def read(self, rows: Sequence[str]) -> Paper:
        for number, raw in enumerate(rows, start=1):
            for piece in lines.pieces(raw):
                self._take(lines.read(piece), piece, number)
        self._finish()
        return self.paper

    @property
    def _draft(self) -> Draft | None:
        return self._drafts[-1] if self._drafts else None

    def _take(self, line: Line, piece: str, number: int) -> None:
        if line.what == "made":
            self._directive(piece, number)
        elif line.what == "key" or (line.what == "answer" and _is_key(line.text)):
            self._in_key, self._begun = True, True
            self._key(line.text, number)
        elif line.what in ("section", "heading"):
            self._begin(line.text)
        elif self._in_key and line.what in ("question", "text", "options"):
            self._key(piece, number)
        elif line.what == "question" and self._counts(line, piece):
            self._question(line, number)
        elif line.what == "question":
            self._part(Line("text", piece), piece, number)
        else:
            self._part(line, piece, number)

    def _counts(self, line: Line, piece: str) -> bool:
        """Whether a number at the beginning of a line is that of a question: 3.5 is one only behind question 2."""
        if not re.match(r"\d{1,4}[.:]\d", piece):
            return True
        return line.number == 1 or bool(self._draft and line.number == self._draft.number + 1)

    def _begin(self, words: str) -> None:
        """A heading: of the questions below it, or, before the first of them, of the introduction."""
        self._section, self._group = lines.kind_named(words), words
        if not self._section and "答案" in words:
            self._in_key = True
        elif not self._begun:
            self.paper.intro.append(words)

    def _question(self, line: Line, number: int) -> None:
        if not self._drafts and self._group and self.paper.intro[-1:] == [self._group]:
            self.paper.intro.pop()
        self._begun = True
        stem, options = lines.with_options(line.text)
        draft = Draft(number, line.number, self._section, self._group)
        draft.add("stem", stem, number)
        self._drafts.append(draft)
        if options:
            self._part(Line("options", options), options, number)

    def _part(self, line: Line, piece: str, number: int) -> None:
        draft = self._draft
        if line.what == "stem":
            self._question(Line("question", line.text), number)
            return
        if draft is None:
            if self._begun:
                self._lost(piece, number)
            else:
                self.paper.intro.append(piece)
            return
        if line.what == "options":
            found = lines.options(line.text)
            draft.options += found
            draft.last, draft.last_line = "options", number
            draft.lines.setdefault("options", number)
        elif line.what == "aside":
            self.paper.problems.append(Problem(number, "quiz-aside", {"found": piece}))
        elif line.what == "text":
            self._more(draft, piece, number)
        elif line.what in draft.parts and line.what != "reason":
            self.paper.problems.append(Problem(number, "quiz-part-twice", {"found": piece[:30]}))
        else:
            draft.add(line.what, line.text, number)

    def _more(self, draft: Draft, piece: str, number: int) -> None:
        """A line that does not say what it is: more of a stem or of a reason, and else of nothing."""
        if draft.last == "stem":
            stem, options = lines.with_options(piece)
            draft.add("stem", stem, number)
            if options:
                self._part(Line("options", options), options, number)
        elif _ANOTHER.search(piece):
            self._lost(piece, number)
        elif draft.last == "reason" or (draft.last in draft.parts and not draft.text(draft.last)):
            draft.add(draft.last, piece, number)
        else:
            self._lost(piece, number)

    def _lost(self, piece: str, number: int) -> None:
        self.paper.problems.append(Problem(number, "quiz-line", {"found": piece[:30]}))

    def _directive(self, piece: str, number: int) -> None:
        self._begun = True
        found = MADE.match(piece)
        if found:
            made = Made(number, found["words"], found["target"], int(found["count"] or USUAL))
            self.paper.made.append(made)
        else:
            self.paper.problems.append(Problem(number, "quiz-made-unclear", {"found": piece[:30]}))

    def _key(self, text: str, number: int) -> None:
        """Answers by numbers, which stand behind all questions."""
        rest = text
        for found in _RANGE.finditer(text):
            first, last = int(found[1]), int(found[2])
            answers = re.findall("[A-H√×✓✗对错]", found[3])
            if last - first + 1 != len(answers):
                self.paper.problems.append(
                    Problem(
                        number,
                        "quiz-key-count",
                        {"found": found[0].strip(), "answers": len(answers), "questions": last - first + 1},
                    )
                )
            else:
                for at, answer in enumerate(answers):
                    self._keyed(first + at, answer, number)
            rest = rest.replace(found[0], " ", 1)
        keyed = list(_KEYED.finditer(rest))
        left = _KEYED.sub(" ", rest).strip(" ,，;；、。\t\u3000")
        if not left:
            for found in keyed:
                self._keyed(int(found[1]), found[2], number)
        elif alone := _ALONE.fullmatch(rest.strip()):
            self._keyed(int(alone[1]), alone[2].strip(), number)
        else:
            self._lost(text, number)

    def _keyed(self, question: int, answer: str, line: int) -> None:
        those = [one for one in self._drafts if one.number == question]
        if len(those) > 1 and self._section:
            those = [one for one in those if one.section == self._section]
        if len(those) != 1:
            code = "quiz-key-none" if not those else "quiz-key-many"
            self.paper.problems.append(Problem(line, code, {"number": question, "found": answer}))
        elif "answer" in those[0].parts:
            if those[0].text("answer") != answer:
                self.paper.problems.append(Problem(line, "quiz-part-twice", {"found": f"{question}. {answer}"}))
        else:
            last = those[0].last_line
            those[0].add("answer", answer, line)
            those[0].last_line = last

    def _finish(self) -> None:
        first: dict[str, Question] = {}
        self.paper.drafts = len(self._drafts)
        for draft in self._drafts:
            try:
                question = finished(draft)
            except WrongError as wrong:
                facts = {key: KINDS.get(str(value), value) for key, value in wrong.facts.items()}
                line = draft.lines.get(wrong.part, draft.line)
                self.paper.problems.append(Problem(line, wrong.code, {"number": draft.number or "", **facts}))
                continue
            same = first.setdefault(fold(question.stem + "".join(sorted(question.options))), question)
            if same is not question:
                self.paper.problems.append(
                    Problem(question.line, "quiz-twice", {"found": question.stem[:20], "first": same.line})
                )
            else:
                self.paper.questions.append(question)
        self.paper.problems.sort(key=lambda one: one.line)


def _is_key(text: str) -> bool:
    """Whether an answer is one of many, by numbers."""
    return bool(_RANGE.match(text)) or len(_KEYED.findall(text)) >= 2
