"""Questions: whether each can be answered, and whether what it tests is still in force and reads as it did"""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.rulesets import official_rulesets
from xuanlan.quiz import generated
from xuanlan.quiz.clauses import clause, why_old
from xuanlan.quiz.gather import LAYOUT, asked_for, quizzes, written
from xuanlan.quiz.questions import Question
from xuanlan.quiz.reading import read
from xuanlan.text.folding import fold

_SHOWN = 60
"""Characters of a clause that a message repeats."""


def compare(manuscript: Manuscript, report: Report) -> None:
    """Report every line of a quiz that is no part of a question, and every question that cannot be asked."""
    entry = manuscript.entry
    if manuscript.layout != LAYOUT or entry.notice.withdrawn:
        return
    paper = read(manuscript.body)
    for line, code, facts in paper.problems:
        report.add(code, Position(entry.path, entry.body_line + line - 1, 1), **facts)
    if not paper.drafts and not paper.made and manuscript.body.strip():
        report.add("quiz-empty", Position(entry.path, entry.body_line, 1))


def check(library: Library, report: Report) -> None:
    """Compare every question with the clause that it tests."""
    those = quizzes(library)
    old = _old_names(library) if those else {}
    for entry in those:
        for question in written(entry):
            _bound(library, entry, question, report)
            if found := _stale(question, old):
                report.add("quiz-stale", _at(entry, question.line), found=found[0], why=found[1])
        for made in asked_for(entry):
            source = clause(library, entry, made.target)
            place = _at(entry, made.line)
            if source and source.old:
                report.add("quiz-made-old", place, found=made.words, why=source.old)
            elif (count := len(generated.questions(library, entry, made))) < made.most and (source or not count):
                report.add("quiz-made-few", place, found=made.words, made=count, count=made.most)


def _bound(library: Library, entry: Entry, question: Question, report: Report) -> None:
    if not question.target:
        report.add("quiz-basis-none", _at(entry, question.basis_line or question.line), found=question.stem[:20])
        return
    source = clause(library, entry, question.target)
    place = _at(entry, question.basis_line)
    if source is None:
        return  # told as a dead link
    if source.old:
        report.add("quiz-basis-old", place, found=question.basis, why=source.old)
    elif source.text and not question.quote:
        report.add("quiz-quote-none", place, found=question.stem[:20], id=entry.id)
    elif source.text and not source.agrees(question.quote):
        line = entry.body_line + question.line - 1
        place = _at(entry, question.quote_line)
        report.add(
            "quiz-quote-changed", place, found=_short(question.quote), now=_short(source.text), id=entry.id, line=line
        )


def _at(entry: Entry, line: int) -> Position:
    return Position(entry.path, entry.body_line + line - 1, 1)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _old_names(library: Library) -> dict[str, tuple[str, str, str]]:
    """Names of rule sets out of force, folded: the name, why, and the name of what has taken their place."""
    found: dict[str, tuple[str, str, str]] = {}
    for name, why, later in (*_shipped(), *_own(library)):
        found.setdefault(_bare(name), (name, why, later))
    rules = [entry for entry in library.listed if library.kinds[entry.notice.kind].layout == "rules"]
    current = [_bare(entry.notice.title) for entry in rules if not why_old(entry)]
    return {bare: what for bare, what in found.items() if not any(bare in title for title in current)}


def _shipped() -> Iterator[tuple[str, str, str]]:
    for official in official_rulesets().values():
        if official.status == "superseded":
            later = official_rulesets().get(official.superseded_by or "")
            title = later.title if later else ""
            why = f"已被《{title}》取代" if later else "已被取代"
            for name in (official.title, *official.names):
                yield name, why, title
                if "“" in name:
                    yield name[name.index("“") :], why, title


def _own(library: Library) -> Iterator[tuple[str, str, str]]:
    for entry in library.public:
        if library.kinds[entry.notice.kind].layout == "rules" and (why := why_old(entry)):
            yield entry.notice.title, why, entry.replaced_by.notice.title if entry.replaced_by else ""


def _stale(question: Question, old: dict[str, tuple[str, str, str]]) -> tuple[str, str] | None:
    """The name of a rule set out of force that a question asks for as if it were in force, and why it is not."""
    words = _bare(f"{question.stem} {' '.join(question.options)} {question.basis}")
    whole = words + _bare(f"{question.reason} {' '.join(' '.join(each) for each in question.blanks)}")
    for bare, (name, why, later) in old.items():
        if len(bare) < 3 or bare not in words:
            continue
        known = later and any(part in whole for part in _names_of(later))
        if not known and not any(word in whole for word in ("取代", "废止", "替代", "不再执行", "停止执行")):
            return name, why
    return None


def _names_of(title: str) -> list[str]:
    official = next((one for one in official_rulesets().values() if one.title == title), None)
    return [_bare(name) for name in (title, *(official.names if official else ()))]


def _bare(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
