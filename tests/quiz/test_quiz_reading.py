"""Texts of questions: every usual way to type one is read, and every line that is none is told."""

from __future__ import annotations

from cases import every

from xuanlan.quiz.questions import Question, order, shuffled
from xuanlan.quiz.reading import read
from xuanlan.quiz.writing import markdown

STEM, OPTIONS = "火警电话是（　）。", ("110", "119", "120", "122")


@every(
    "text",
    [
        "1. 火警电话是（　）。\nA. 110\nB. 119\nC. 120\nD. 122\n答案：B",
        "1、火警电话是（　）。\nA、110　B、119\nC、120　D、122\n【答案】B",
        "１．火警电话是（　）。\nＡ．110\nＢ．119\nＣ．120\nＤ．122\n参考答案：Ｂ",
        "(1) 火警电话是（　）。\n(A)110 (B)119 (C)120 (D)122\n答案:B.",
        "1．火警电话是（　B　）。\nA.110 B.119 C.120 D.122",
        "【单选题】火警电话是（　）。\nA：110\nB：119\nC：120\nD：122\n正确答案：119",
        "一、单选题\n1. 火警电话是（　）。 A.110 B.119 C.120 D.122\n\n参考答案\n1. B",
        "1. 火警电话是（　）。\n- A. 110\n- B. 119\n- C. 120\n- D. 122\n答案：B. 119",
        "**1. 火警电话是（　）。**\n\nA 110\nB 119\nC 120\nD 122\n\n答案 B",
        "题型：单选题\n题干：火警电话是（　）。\nA. 110\nB. 119\nC. 120\nD. 122\n答案：b".replace("题型：单选题\n", ""),
    ],
)  # fmt: skip
def test_every_usual_way_to_type_a_question_is_read_as_the_same_question(text: str) -> None:
    paper = read(text)
    assert not paper.problems
    [question] = paper.questions
    assert (question.kind, question.stem, question.options, question.right) == ("single", STEM, OPTIONS, (1,))


@every(
    ("text", "kind", "answer"),
    [
        ("1. 九条都要遵守。\n答案：√", "judge", "对"),
        ("1. 金额小就可以收。（×）", "judge", "错"),
        ("1. 对不对？\nA. 正确\nB. 错误\n答案：B", "judge", "错"),
        ("1. 违规的有（　）。\nA. 甲\nB. 乙\nC. 丙\n答案：A、C", "multiple", "AC"),
        ("1. 首都是____，简称____。\n答案：北京；京", "blank", "北京；京"),
        ("1. 政务热线是____。\n答案：12345 / 一二三四五", "blank", "12345 / 一二三四五"),
    ],
)
def test_the_kind_of_a_question_follows_from_its_parts(text: str, kind: str, answer: str) -> None:
    paper = read(text)
    assert not paper.problems
    assert [(question.kind, question.answer) for question in paper.questions] == [(kind, answer)]


_FOUR = "1. 甲（　）\nA. 一\nB. 二\nC. 三\nD. 四\n"


@every(
    ("text", "code", "line"),
    [
        (_FOUR, "quiz-answer-none", 1),
        (_FOUR + "答案：E", "quiz-answer-gone", 6),
        (_FOUR + "答案：甲乙", "quiz-answer-unclear", 6),
        (_FOUR.replace("二", "一") + "答案：C", "quiz-options-same", 2),
        (_FOUR.replace("B.", "C.", 1) + "答案：A", "quiz-options-order", 2),
        (_FOUR.replace("二", "") + "答案：A", "quiz-option-empty", 2),
        (_FOUR + "答案：A\n答案：B", "quiz-part-twice", 7),
        (_FOUR + "答案：A\n不知是什么", "quiz-line", 7),
        (_FOUR.replace("（　）", "（B）") + "答案：A", "quiz-answers-two", 6),
        ("1. 【判断题】甲\nA. 一\nB. 二\n答案：A", "quiz-judge-options", 2),
        ("1. 【单选题】甲\nA. 一\nB. 二\nC. 三\n答案：AB", "quiz-kind", 5),
        ("1. 甲（　）\nA. 一\n答案：A", "quiz-options-one", 2),
        ("1. 甲（　）\n答案：B", "quiz-options-none", 1),
        ("1. 甲是什么\n答案：乙", "quiz-blank-none", 1),
        ("1. 甲____乙____\n答案：一", "quiz-blanks", 2),
        ("1.\n答案：对", "quiz-stem-none", 1),
        (_FOUR + "答案：A\n" + _FOUR + "答案：A", "quiz-twice", 7),
        ("1. 甲。（　）\n参考答案：1-3 ABC", "quiz-key-none", 2),
        ("1. 甲。（　）\n参考答案：1-3 AB", "quiz-key-count", 2),
        ("自动出题：热线", "quiz-made-unclear", 1),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_line(text: str, code: str, line: int) -> None:
    paper = read(text)
    assert (code, line) in [(problem.code, problem.line) for problem in paper.problems]


def test_a_text_that_is_written_from_questions_is_read_as_the_same_questions() -> None:
    text = f"{_FOUR}答案：BD\n解析：略。\n依据：[甲](a.md#item-1)\n原文：甲\n2. 乙。\n答案：错\n3. 丙____。\n答案：丁"
    first = read(text).questions
    assert len(first) == 3
    assert [_core(one) for one in read(markdown(first)).questions] == [_core(one) for one in first]


def _core(question: Question) -> tuple[object, ...]:
    return (
        question.kind,
        question.stem,
        question.options,
        question.answer,
        question.reason,
        question.target,
        question.quote,
    )


@every("seed", [0, 1, 7, 999_999])
def test_a_seed_gives_the_same_order_each_time_and_loses_no_question(seed: int) -> None:
    questions = read(
        "".join(f"{n}. 第{n}问（　）\nA. 甲{n}\nB. 乙{n}\nC. 以上都是\n答案：A\n" for n in range(1, 9))
    ).questions
    mixed = shuffled(questions, seed)
    assert mixed == shuffled(questions, seed)
    assert {one.stem for one in mixed} == {one.stem for one in questions}
    assert all(one.options[one.right[0]].startswith("甲") and one.options[2] == "以上都是" for one in mixed)
    assert (mixed == questions) == (seed == 0)
    assert sorted(order(9, seed)) == list(range(9))


@every(
    ("text", "stem", "options"),
    [
        ("**1. 甲（　）**\nA. 一\nB. 二\n答案：**A**", "甲（　）", ("一", "二")),
        ("1. 甲**不**是（　）\n**A.** 一\n**B**. **二**\n**答案：**A", "甲**不**是（　）", ("一", "**二**")),
        ("1\\. 甲（**A**）\nA\\. 2\\*3\nB\\. x<sup>2</sup>", "甲（　）", ("2\\*3", "x<sup>2</sup>")),
        ("1. 看图\n![标志](a.png)\n选择（　）\nA. 一\nB. 见[二](b.md)\n答案：A", "看图 ![标志](a.png) 选择（　）", ("一", "见[二](b.md)")),
    ],
)  # fmt: skip
def test_emphasis_of_a_whole_part_is_dropped_and_marks_inside_it_are_kept(
    text: str, stem: str, options: object
) -> None:
    paper = read(text)
    assert not paper.problems
    [question] = paper.questions
    assert (question.stem, question.options, question.right) == (stem, options, (0,))
