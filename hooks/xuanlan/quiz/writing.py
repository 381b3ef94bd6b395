"""Questions written into texts: as a clerk types them, and the wording of the clause that each was written for"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xuanlan.quiz.questions import LETTERS, Question

_QUOTE = "原文："


def with_quotes(text: str, quotes: Mapping[tuple[int, int], str]) -> str:
    """`text` with the wordings `quotes` of clauses. The key of each: the line of the source, behind which the wording
    goes, and the line of the old wording, which it replaces, 0 if there is none; both from 1."""
    rows = text.split("\n")
    for (basis, old), quote in sorted(quotes.items(), reverse=True):
        line = _QUOTE + " ".join(quote.split())
        if old:
            rows[old - 1] = line
        else:
            rows.insert(basis, line)
    return "\n".join(rows)


def markdown(questions: Iterable[Question]) -> str:
    """The questions as a text that `reading.read` reads as the same questions."""
    parts: list[str] = []
    group = ""
    for number, question in enumerate(questions, start=1):
        if question.group != group:
            group = question.group
            parts.append(f"## {group}\n")
        parts.append("\n".join(_lines(question, number)) + "\n")
    return "\n".join(parts)


def _lines(question: Question, number: int) -> Iterable[str]:
    yield f"{number}. {question.stem}"
    if question.kind != "judge":
        for letter, option in zip(LETTERS, question.options, strict=False):
            yield f"{letter}. {option}"
    yield f"答案：{question.answer}"
    if question.reason:
        yield f"解析：{question.reason}"
    if question.basis:
        yield f"依据：[{question.basis}]({question.target})" if question.target else f"依据：{question.basis}"
    if question.quote:
        yield f"{_QUOTE}{question.quote}"
