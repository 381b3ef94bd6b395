"""Banks of questions in files (txt, docx, xlsx) as questions, and what of them is not taken, with its place"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xuanlan.imports.any_file import read as read_file
from xuanlan.imports.original import Original, Paragraph, Run, Table
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
_MARK = re.compile(r"[\\`*<]|~~|==|\[(?=[^\[\]]*\]\()")
"""What a quiz would take for a mark (`quiz.marked`)."""
_ALONE = re.compile(r"\d{1,4}\s*[.．、]?")
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
            yield from ((line, where) for line in _source(block).split("\n"))
        else:
            yield from _table(block)


def _source(paragraph: Paragraph) -> str:
    """A paragraph as it is typed in a quiz: emphasis of some of its words, figures above and below the line, and links
    as marks; what looks like a mark and is none with a backslash."""
    runs = [run for run in paragraph.runs if run.text]
    is_bold = all(run.is_bold for run in runs if run.text.strip())
    return paragraph.number + "".join(_marked(run, whole=is_bold) for run in runs)


def _marked(run: Run, *, whole: bool) -> str:
    text = _MARK.sub(r"\\\g<0>", run.text)
    bare = text.strip()
    if not bare or "\n" in bare:
        return text
    before, behind = text[: text.index(bare)], text[text.index(bare) + len(bare) :]
    if run.raised in ("sub", "sup"):
        bare = f"<{run.raised}>{bare}</{run.raised}>"
    if run.is_struck:
        bare = f"~~{bare}~~"
    if run.link.startswith(("http://", "https://")) and run.link != bare:
        bare = f"[{bare}]({run.link})"
    if run.is_bold and not whole and re.search(r"\w", bare):
        bare = f"**{bare}**"
    return before + bare + behind


def _table(table: Table) -> Iterator[tuple[str, str]]:
    """The rows of a table whose head names its columns, or of a table of answers; those of any other line by line."""
    rows = _grid(table)
    if answers := _answers(rows):
        yield "参考答案", table.where
        yield from ((f"{number}. {answer}", table.where) for number, answer in answers)
        return
    columns: list[str] = []
    rest = iter(enumerate(rows, start=1))
    for at, cells in rest:
        where = f"{table.where}第{at}行"
        if columns:
            if any(cells):
                yield from ((line, where) for line in _question(columns, cells, at))
            continue
        is_head = at < len(rows) and any(map(_head, cells)) and all(map(_head, filter(None, rows[at])))
        below = rows[at] if is_head else ()
        columns = _columns(cells, below)
        if columns and any(below):
            next(rest)
        elif not columns:
            yield from ((line, where) for line in _typed(cells))


def _grid(table: Table) -> list[list[str]]:
    """The texts of all cells; where a cell goes over several, it stands in the first of them."""
    taken: dict[tuple[int, int], str] = {}
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            text = "\n".join(_source(paragraph).strip() for paragraph in cell.paragraphs)
            for down in range(min(cell.down, len(table.rows) - row)):
                for across in range(cell.across):
                    taken[row + down, column + across] = "" if down or across else text
            column += cell.across
    width = 1 + max((column for _, column in taken), default=-1)
    return [[taken.get((row, column), "") for column in range(width)] for row in range(len(table.rows))]


def _columns(heads: list[str], below: Sequence[str] = ()) -> list[str]:
    """What each column holds, by the row of heads and perhaps a second one below it; [] where these are no heads."""
    found = [_head(cell) for cell in heads]
    if below:
        found = [under or over for over, under in zip(found, map(_head, below), strict=True)]
    return found if "stem" in found and "answer" in found and len(set(filter(None, found))) > 1 else []


def _answers(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Numbers with their answers in a table that has nothing else: in pairs of rows, or in pairs of columns."""
    for lines in (rows, [list(column) for column in zip(*rows, strict=True)]):
        pairs = list(zip(lines[::2], lines[1::2], strict=False))
        found = [pair for numbers, answers in pairs for pair in zip(numbers, answers, strict=True) if any(pair)]
        heads = [pair for pair in found if (_head(pair[0]), _head(pair[1])) == ("number", "answer")]
        made = [(number.strip(" .．、"), answer) for number, answer in found if (number, answer) not in heads]
        if len(lines) % 2 == 0 and heads and all(number.isdecimal() and answer for number, answer in made):
            return made
    return []


def _typed(cells: Sequence[str]) -> Iterator[str]:
    """The lines of a row that is only a layout. A number in a cell of its own goes before what stands next to it."""
    number = ""
    for line in (line for cell in cells for line in cell.split("\n") if line):
        if _ALONE.fullmatch(line) and not number:
            number = line.strip(" .．、") + "."
        else:
            yield f"{number} {line}".strip()
            number = ""
    if number:
        yield number


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
