"""Banks of questions in files (txt, docx, xlsx) as questions, and what of them is not taken, with its place"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xuanlan.imports.any_file import read as read_file
from xuanlan.imports.original import Cell, Original, Paragraph, Table
from xuanlan.quiz.lines import LABELS
from xuanlan.quiz.questions import LETTERS, Question
from xuanlan.quiz.reading import read

_HEADS = {
    "题干": "stem", "题目": "stem", "试题": "stem", "问题": "stem", "题目内容": "stem", "试题内容": "stem",
    "题型": "kind", "类型": "kind", "题目类型": "kind", "试题类型": "kind",
    "答案": "answer", "正确答案": "answer", "参考答案": "answer", "标准答案": "answer",
    "解析": "reason", "答案解析": "reason", "试题解析": "reason", "说明": "reason",
    "依据": "basis", "出处": "basis", "来源": "basis", "选项": "options", "备选项": "options", "题目选项": "options",
    "序号": "number", "题号": "number", "编号": "number",
}  # fmt: skip
_OPTION_HEAD = re.compile(r"(?:选项)?\s*([A-H1-8])\s*(?:选项|项)?")


class Untold(NamedTuple):
    """Something of a file that is not taken: where, which diagnostic says so, and with which facts."""

    where: str
    code: str
    facts: dict[str, object]


class Bank(NamedTuple):
    """What a file of questions comes to."""

    questions: list[Question]
    untaken: list[Untold]
    begun: int
    """questions that were begun, taken or not"""


def bank(name: str, data: bytes) -> Bank:
    """The questions in the file called `name`. Raises UnreadableError for what is no file of a known kind."""
    original = read_file(name, data)
    rows = list(_lines(original))
    paper = read("\n".join(text for text, _ in rows))
    places = [where for _, where in rows]
    untaken = [Untold(places[one.line - 1], one.code, one.facts) for one in paper.problems]
    untaken += [Untold("", "quiz-line", {"found": line[:30]}) for line in paper.intro[1:]]  # the first is a title
    untaken += [Untold(one.where, "quiz-line", {"found": one.what}) for one in original.lost]
    untaken += [Untold("", "quiz-line", {"found": picture.name}) for picture in original.pictures]
    return Bank(paper.questions, untaken, paper.drafts)


def _lines(original: Original) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(original.blocks, start=1):
        where = block.where or f"第{number}段"
        if isinstance(block, Paragraph):
            yield from ((line, where) for line in block.text.split("\n"))
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[tuple[str, str]]:
    """The rows of a table whose head names its columns; those of any other, line by line."""
    columns: list[str] = []
    for at, row in enumerate(table.rows, start=1):
        cells = [_text(cell) for cell in row]
        where = f"{table.where}第{at}行"
        if not columns:
            heads = [_head(cell) for cell in cells]
            if "stem" in heads and "answer" in heads:
                columns = heads
            else:
                yield from ((line, where) for cell in cells for line in cell.split("\n") if line)
        elif any(cells):
            yield from ((line, where) for line in _question(columns, cells, at))


def _text(cell: Cell) -> str:
    return "\n".join(paragraph.text.strip() for paragraph in cell.paragraphs)


def _head(words: str) -> str:
    words = "".join(words.split())
    option = _OPTION_HEAD.fullmatch(words)
    if option:
        return option[1] if option[1].isalpha() else LETTERS[int(option[1]) - 1]
    return _HEADS.get(words, "")


def _question(columns: list[str], cells: list[str], row: int) -> Iterator[str]:
    """A row of a table as a question is typed."""
    by_head = {head: cell for head, cell in zip(columns, cells, strict=False) if head}
    kind = by_head.get("kind", "")
    label = f"【{kind}】" if any(word in kind for word, _ in LABELS) else ""
    yield f"第{row}题 {label}{' '.join(by_head.get('stem', '').split())}"
    for letter in LETTERS:
        if text := " ".join(by_head.get(letter, "").split()):
            yield f"{letter}. {text}"
    yield from _in_one_cell(by_head.get("options", ""))
    for head, name in (("answer", "答案"), ("reason", "解析"), ("basis", "依据")):
        if text := " ".join(by_head.get(head, "").split()):
            yield f"{name}：{text}"


def _in_one_cell(text: str) -> Iterator[str]:
    """Options that stand in one cell: one a line, or between bars; letters are put where there are none."""
    parts = [part.strip() for part in re.split(r"[\n|｜]|\$;\$", text) if part.strip()]
    lettered = any(re.match(r"[（(]?[A-HＡ-Ｈ][.．、:：)）]", part) for part in parts)
    for letter, part in zip(LETTERS, parts, strict=False):
        yield part if lettered else f"{letter}. {part}"
