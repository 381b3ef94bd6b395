"""Banks in Word and in sheets with merged heads: automatic numbers, answers in brackets, tables of answers, layouts."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from cases import every
from commands import call
from office_texts import para, run
from sites import new_site
from word_paper import Paper, level, lists
from workbooks import Sheet, Value, workbook

from xuanlan.imports.question_bank import bank
from xuanlan.quiz.questions import Question
from xuanlan.quiz.reading import read

WORDS = ("预防", "消毒", "隔离", "疏散", "登记", "报告", "值班", "巡查", "维修", "公示", "培训", "演练")
COUNT = 60
LETTERS = "ABCDEFGH"


def _bank(seed: int) -> list[Question]:
    """Questions of all kinds, with two to eight options."""
    chance, found = random.Random(seed), list[Question]()
    for number in range(1, COUNT + 1):
        first, second = chance.sample(WORDS, 2)
        kind = chance.choice(("single", "multiple", "judge", "blank"))
        options = tuple(f"{word}{number + at}次" for at, word in enumerate(chance.sample(WORDS, chance.randint(3, 8))))
        if kind == "judge":
            found.append(Question(kind, f"第{number}条：{first}以前先{second}。", ("对", "错"), (chance.randrange(2),)))
        elif kind == "blank":
            found.append(Question(kind, f"{first}{number}分钟以后进行____。", blanks=((second,),)))
        else:
            right = sorted(chance.sample(range(len(options)), 1 if kind == "single" else 2))
            found.append(Question(kind, f"第{number}号规定要求{first}、{second}的是（　）。", options, tuple(right)))
    return found


def _options(question: Question) -> list[tuple[str, str]]:
    return [] if question.kind == "judge" else list(zip(LETTERS, question.options, strict=False))


def numbered(questions: Sequence[Question]) -> Paper:
    """Numbers and letters come from word/numbering.xml; each question has options that begin with A anew."""
    paper = Paper()
    paper.parts["word/numbering.xml"] = lists(level(0, "decimal", "%1．") + level(1, "upperLetter", "%2．"))
    paper.title("应知应会题库")
    for question in questions:
        paper.item(question.stem)
        for _, text in _options(question):
            paper.item(text, 1)
        paper.line(f"【答案】{question.answer}")
    return paper


def bracketed(questions: Sequence[Question]) -> Paper:
    """Answers in the brackets of the stem, options two in a line with tabs between them."""
    paper = Paper().title("应知应会题库")
    for number, question in enumerate(questions, start=1):
        mark = {"对": "√", "错": "×"}.get(question.answer, question.answer)
        stem = question.stem.replace("（　）", f"（ {mark} ）")
        paper.line(f"{number}、{stem}" + (f"（{mark}）" if question.kind == "judge" else ""))
        texts = [f"{letter}．{text}" for letter, text in _options(question)]
        for at in range(0, len(texts), 2):
            paper.line("\t".join(texts[at : at + 2]))
        if question.kind == "blank":
            paper.line(f"答案：{question.answer}")
    return paper


def with_key(questions: Sequence[Question], *, upright: bool) -> Paper:
    """A table of answers at the end: in pairs of rows, ten to each; or upright, in three pairs of columns."""
    paper = Paper().title("应知应会题库")
    for number, question in enumerate(questions, start=1):
        paper.line(f"{number}. {question.stem}")
        for letter, text in _options(question):
            paper.line(f"{letter}. {text}")
    paper.line("参考答案")
    pairs = [(str(number), question.answer) for number, question in enumerate(questions, start=1)]
    rows: list[tuple[str, ...]] = []
    if upright:
        rows = [("题号", "答案") * 3]
        rows += [tuple(cell for pair in pairs[at : at + 3] for cell in pair) for at in range(0, len(pairs), 3)]
    else:
        for at in range(0, len(pairs), 10):
            numbers, answers = zip(*pairs[at : at + 10], strict=True)
            rows += [("题号", *numbers), ("答案", *answers)]
    return paper.rows(*rows)


def laid_out(questions: Sequence[Question]) -> Paper:
    """A table as a layout: the number in a cell of its own, the question with all its lines in the next."""
    rows = []
    for number, question in enumerate(questions, start=1):
        lines = [
            question.stem,
            *(f"{letter}、{text}" for letter, text in _options(question)),
            f"答案：{question.answer}",
        ]
        rows.append((f"{number}.", "".join(para(run(line)) for line in lines)))
    return Paper().title("应知应会题库").rows(*rows)


def columned(questions: Sequence[Question]) -> Paper:
    """A table with a head."""
    head = ("题号", "题型", "题目", *(f"选项{letter}" for letter in LETTERS), "答案")
    rows = []
    for number, question in enumerate(questions, start=1):
        texts = [text for _, text in _options(question)]
        rows.append((str(number), "", question.stem, *texts, *[""] * (8 - len(texts)), question.answer))
    return Paper().title("应知应会题库").rows(head, *rows)


def _core(question: Question) -> tuple[object, ...]:
    return (question.kind, question.stem, question.options, question.right, question.blanks)


LAYOUTS: dict[str, Callable[[Sequence[Question]], Paper]] = {
    "numbered": numbered, "bracketed": bracketed, "key": lambda asked: with_key(asked, upright=False),
    "upright key": lambda asked: with_key(asked, upright=True), "laid out": laid_out, "columned": columned,
}  # fmt: skip


@every("name", list(LAYOUTS))
def test_banks_in_word_are_taken_whole_and_none_is_wrong(name: str) -> None:
    written = _bank(len(name))
    made = bank("题库.docx", LAYOUTS[name](written).bytes())
    assert [one for one in made.questions if _core(one) not in set(map(_core, written))] == []
    assert len(made.questions) == COUNT, made.untaken[:3]
    assert not made.untaken


def test_marks_of_word_come_along_and_signs_stay_signs() -> None:
    low, high = '<w:vertAlign w:val="subscript"/>', '<w:vertAlign w:val="superscript"/>'
    paper = Paper().add(run("1. 下列"), run("不", "<w:b/>"), run("是水的是（　）。"))
    paper.add(run("A. H"), run("2", low), run("O")).add(run("B. m"), run("2", high)).line("C. 2*3 与 <b>").line(
        "答案：C"
    )
    paper.add(run("2. 整行都是粗的。", "<w:b/>")).line("答案：对").add(
        run("3. 划线处填"), run("        ", '<w:u w:val="single"/>'), run("。")
    )
    paper.line("答案：甲")
    made = bank("题库.docx", paper.bytes())
    assert not made.untaken
    first, second, third = made.questions
    assert first.stem == "下列**不**是水的是（　）。"
    assert first.options == ("H<sub>2</sub>O", "m<sup>2</sup>", r"2\*3 与 \<b>")
    assert (second.stem, second.answer) == ("整行都是粗的。", "对")
    assert (third.kind, third.answer) == ("blank", "甲")


@every("merged", [True, False])
def test_a_sheet_with_two_rows_of_heads_and_merged_cells_is_read(merged: bool) -> None:
    written = _bank(3)
    top: list[Value] = ["序号", "题干", "选项", *[None] * 7, "答案", "解析"]
    below: list[Value] = [None, None, *LETTERS, None, None]
    rows: list[list[Value]] = []
    for number, question in enumerate(written, start=1):
        texts: list[Value] = [text for _, text in _options(question)]
        rows.append([str(number), question.stem, *texts, *[None] * (8 - len(texts)), question.answer, "略。"])
    spans = ["A1:L1", "A2:A3", "B2:B3", "C2:J2", "K2:K3", "L2:L3"] if merged else ["A1:L1"]
    made = bank("题库.xlsx", workbook({"题库": Sheet([["应知应会题库"], top, below, *rows], spans)}))
    assert [_core(one) for one in made.questions] == [_core(one) for one in written]
    assert all(one.reason == "略。" for one in made.questions)


def test_a_table_of_numbers_inside_a_question_is_no_key() -> None:
    paper = (
        Paper()
        .line("1. 下表说的是____。")
        .rows(("1", "2"), ("3", "4"))
        .line("答案：人数")
        .line("2. 对不对。")
        .line("答案：对")
    )
    made = bank("题库.docx", paper.bytes())
    assert all(question.answer in ("人数", "对") for question in made.questions)
    assert made.untaken or len(made.questions) == 2


def test_the_command_brings_in_a_bank_of_word_and_tells_every_line_that_it_does_not(tmp_path: Path) -> None:
    root = new_site(tmp_path, {})
    written = _bank(1)
    paper = numbered(written).line("1、没有答案的一题（　）。").line("A、甲").line("B、乙").line("随便写的一行")
    (tmp_path / "题库.docx").write_bytes(paper.bytes())
    done = call("quiz", "import", "题库.docx", "--now", "2026-03-01", cwd=root)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    for words in ("没有答案", "随便写的一行", f"共 {COUNT + 1} 道题，{COUNT} 道读了出来"):
        assert words in told, words
    [draft] = (root / "notices/2026").glob("*.md")
    again = read(draft.read_text(encoding="utf-8").split("---", 2)[2])
    assert not again.problems
    assert [_core(one) for one in again.questions] == [_core(one) for one in written]
