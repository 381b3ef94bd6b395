"""试卷: the questions of a quiz on paper, with a sheet for the answers, and their key on a sheet of its own"""

from __future__ import annotations

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.quiz.gather import questions
from xuanlan.quiz.questions import KINDS, LETTERS, shuffled
from xuanlan.sheets.common import code_of
from xuanlan.sheets.typeset import Sheet


def paper(library: Library, entry: Entry, seed: int) -> Sheet:
    """The printed paper in the order of `seed`; 0 is the order of the page."""
    asked = [each.question for each in questions(library, entry)]
    kinds = list(KINDS)
    those = sorted(shuffled(asked, seed), key=lambda question: kinds.index(question.kind))
    groups: dict[str, list[dict[str, object]]] = {}
    key = []
    for number, question in enumerate(those, start=1):
        options = [f"{letter}. {text}" for letter, text in zip(LETTERS, question.options, strict=False)]
        row = {"number": number, "stem": question.stem, "options": [] if question.kind == "judge" else options}
        groups.setdefault(KINDS[question.kind], []).append(row)
        key.append({"number": number, "answer": question.answer, "reason": question.reason, "basis": question.basis})
    found = [{"title": title, "rows": rows} for title, rows in groups.items()]
    data = {
        "title": entry.notice.title,
        "site": "、".join(library.units(entry)),
        "seed": str(seed),
        "groups": found,
        "key": key,
        "code": code_of(library, entry),
    }
    return Sheet("quiz", data, entry.path)
