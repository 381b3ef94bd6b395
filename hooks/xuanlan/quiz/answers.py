"""From the parts of a question as written to the question, or to what is wrong with it"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from xuanlan.quiz.lines import EMPTY, LINK, label_of
from xuanlan.quiz.questions import JUDGED, LETTERS, Question
from xuanlan.text.folding import fold

_TRUE = {"对", "正确", "√", "✓", "✔", "是", "t", "true", "y", "yes"}
_FALSE = {"错", "错误", "×", "✗", "✘", "否", "不对", "不正确", "f", "false", "n", "no", "x", "╳"}
_IN_STEM = re.compile(r"[(（]\s*\**\s*([A-H](?:[、,，\s]*[A-H]){0,7}|[√×✓✗✔✘]|对|错|正确|错误)\s*\**\s*[)）]")
_BRACKETS = re.compile(r"[(（][\s\u3000]*[)）]")
_LETTERS = re.compile(r"[A-H](?:[\s、,，;；/和]*[A-H])*")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_PARTS = re.compile(r"[;；|｜]|\s{2,}|\u3000+")


@dataclass(slots=True)
class Draft:
    """A question while it is read: its parts as written, each with the line on which it stands, from 1."""

    line: int
    number: int = 0
    section: str = ""
    """the kind that the heading above names; "" if none"""
    group: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    """by the keys of `lines.FIELDS`"""
    lines: dict[str, int] = field(default_factory=dict)
    options: list[tuple[str, str]] = field(default_factory=list)
    last: str = "stem"
    last_line: int = 0

    def add(self, part: str, text: str, line: int) -> None:
        self.parts.setdefault(part, []).append(text)
        self.lines.setdefault(part, line)
        self.last, self.last_line = part, line

    def text(self, part: str) -> str:
        return " ".join(filter(None, self.parts.get(part, ()))).strip()


class WrongError(Exception):
    """A question that cannot be taken: the code of a diagnostic, the part that it is about, and what it says."""

    def __init__(self, code: str, part: str = "stem", **facts: object) -> None:
        super().__init__(code)
        self.code, self.part, self.facts = code, part, facts


def judged(text: str) -> int | None:
    """0 for a word that says yes, 1 for one that says no, None for any other."""
    word = unicodedata.normalize("NFKC", text).strip(" 。.，,").lower()
    return 0 if word in _TRUE else 1 if word in _FALSE else None


def finished(draft: Draft) -> Question:
    """The question that `draft` is. Raises WrongError."""
    label, stem = label_of(draft.text("stem"))
    label = label_of(f"【{draft.text('kind')}】")[0] or label or draft.section
    answer = _STRONG.sub(r"\1", draft.text("answer"))
    stem, inside = _inside(_BRACKETS.sub("（　）", stem))
    if not stem:
        raise WrongError("quiz-stem-none")
    if inside and answer and _same(inside) != _same(answer):
        raise WrongError("quiz-answers-two", "answer", found=answer, other=inside)
    answer = answer or inside
    if not answer:
        raise WrongError("quiz-answer-none", found=stem[:20])
    options = tuple(text for _, text in draft.options)
    _require_options(draft.options)
    if options:
        kind, options, right = _chosen(label, options, answer)
        blanks: tuple[tuple[str, ...], ...] = ()
    elif label != "blank" and judged(answer) is not None and not re.search("_{2,}|＿", stem):
        kind, options, right, blanks = "judge", JUDGED, (judged(answer) or 0,), ()
        stem = EMPTY.sub("", stem).strip() if EMPTY.search(stem[-8:]) else stem
    else:
        kind, right, blanks = "blank", (), _blanks(label, stem, answer)
    if label and label != kind:
        raise WrongError("quiz-kind", "answer", found=answer, label=label, kind=kind)
    link = LINK.search(draft.text("basis"))
    return Question(
        kind=kind,
        stem=stem,
        options=options,
        right=right,
        blanks=blanks,
        reason=draft.text("reason"),
        basis=LINK.sub(lambda found: found["words"], draft.text("basis")),
        target=link["target"] if link else "",
        quote=draft.text("quote"),
        group=draft.group,
        line=draft.line,
        basis_line=draft.lines.get("basis", 0),
        quote_line=draft.lines.get("quote", 0),
        last_line=draft.last_line or draft.line,
    )


def _inside(stem: str) -> tuple[str, str]:
    """The stem without an answer that stands in its brackets, and that answer."""
    found = list(_IN_STEM.finditer(stem))
    if len(found) != 1:
        return stem, ""
    return f"{stem[: found[0].start()]}（　）{stem[found[0].end() :]}", found[0][1]


def _same(answer: str) -> str:
    return re.sub(r"[\s、,，;；/。.]", "", fold(answer))


def _require_options(options: list[tuple[str, str]]) -> None:
    if not options:
        return
    letters = [letter for letter, _ in options]
    if letters != list(LETTERS[: len(letters)]):
        raise WrongError(
            "quiz-options-order", "options", found=" ".join(letters), expected=" ".join(LETTERS[: len(letters)])
        )
    if len(options) < 2:
        raise WrongError("quiz-options-one", "options")
    first: dict[str, str] = {}
    for letter, text in options:
        if not text:
            raise WrongError("quiz-option-empty", "options", found=letter)
        same = first.setdefault(fold(text).rstrip("。.；;"), letter)
        if same != letter:
            raise WrongError("quiz-options-same", "options", found=text, first=same, other=letter)


def _chosen(label: str, options: tuple[str, ...], answer: str) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """The kind of question, its options, and which of them are right."""
    words = [judged(option) for option in options]
    is_judge = len(options) == 2 and sorted(word for word in words if word is not None) == [0, 1]
    if label == "judge" and not is_judge:
        raise WrongError("quiz-judge-options", "options")
    right = _right(options, answer)
    if is_judge:
        if len(right) != 1:
            raise WrongError("quiz-kind", "answer", found=answer, label="judge", kind="multiple")
        return "judge", JUDGED, (words[right[0]] or 0,)
    return "single" if len(right) == 1 else "multiple", options, right


def _right(options: tuple[str, ...], answer: str) -> tuple[int, ...]:
    bare = unicodedata.normalize("NFKC", answer).strip(" 。.,，、;；").upper().removeprefix("选").strip()
    named = [index for index, option in enumerate(options) if fold(option).rstrip("。") == fold(answer).rstrip("。")]
    if len(named) == 1 and not re.fullmatch(r"[A-H]", bare):
        return (named[0],)
    if _LETTERS.fullmatch(bare):
        letters = re.findall("[A-H]", bare)
        if gone := [letter for letter in letters if LETTERS.index(letter) >= len(options)]:
            raise WrongError("quiz-answer-gone", "answer", found="".join(gone), last=LETTERS[len(options) - 1])
        if len(set(letters)) < len(letters):
            raise WrongError("quiz-answer-unclear", "answer", found=answer)
        return tuple(sorted(LETTERS.index(letter) for letter in letters))
    whole = re.fullmatch(r"([A-H])\s*[.、:：)]?\s*(.+)", bare)
    index = LETTERS.index(whole[1]) if whole else len(options)
    if whole and index < len(options) and fold(whole[2]) == fold(options[index]).rstrip("。.,，、;；"):
        return (index,)
    verdict = judged(answer)
    matching = [index for index, option in enumerate(options) if verdict is not None and judged(option) == verdict]
    if len(matching) == 1:
        return (matching[0],)
    raise WrongError("quiz-answer-unclear", "answer", found=answer)


def _blanks(label: str, stem: str, answer: str) -> tuple[tuple[str, ...], ...]:
    count = len(EMPTY.findall(stem))
    if not count:
        if re.fullmatch(r"[A-H]{1,8}", answer):
            raise WrongError("quiz-options-none", found=answer)
        raise WrongError("quiz-blank-none", found=stem[:20])
    if re.fullmatch(r"[A-H]{1,8}", answer) and label != "blank":
        raise WrongError("quiz-options-none", found=answer)
    if count == 1:
        parts = [answer]
    else:
        parts = [part.strip() for part in _PARTS.split(answer) if part.strip()]
        if len(parts) != count:
            parts = [part.strip() for part in re.split(r"[、,，\s]+", answer) if part.strip()]
    if len(parts) != count:
        raise WrongError("quiz-blanks", "answer", blanks=count, found=len(parts))
    return tuple(
        tuple(each.strip(" 。") for each in re.split(r"\s+[/／]\s+|(?<=[\u3400-\u9fff])／(?=[\u3400-\u9fff])", part))
        for part in parts
    )
