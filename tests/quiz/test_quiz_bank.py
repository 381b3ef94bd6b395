"""Banks of questions in six layouts: what is taken is what stands there, and what is not taken is told."""

from __future__ import annotations

import random
from pathlib import Path

from commands import call
from sites import new_site, notice
from workbooks import Sheet, Value
from workbooks import workbook as other_workbook

from xuanlan.imports.question_bank import Bank, bank
from xuanlan.quiz.questions import Question
from xuanlan.quiz.workbook import rows as rows_of
from xuanlan.render.workbook import workbook

WORDS = [
    "预防",
    "消毒",
    "隔离",
    "疏散",
    "登记",
    "报告",
    "值班",
    "巡查",
    "维修",
    "公示",
    "培训",
    "演练",
    "核对",
    "归档",
    "评估",
    "宣传",
]
COUNT = 170
"""Items of each layout: 1,020 in all."""


def _bank(chance: random.Random) -> list[Question]:
    found = []
    for number in range(1, COUNT + 1):
        kind = chance.choice(("single", "multiple", "judge", "blank"))
        first, second = chance.sample(WORDS, 2)
        options = tuple(
            f"{each}{number + at}次" for at, each in enumerate(chance.sample(WORDS, chance.choice((3, 4, 5))))
        )
        reason = chance.choice(("", f"第{number}条写明，{first}在先。"))
        if kind == "judge":
            found.append(
                Question(
                    kind,
                    f"{number + 2000}年起{first}以前要先{second}。",
                    ("对", "错"),
                    (chance.randrange(2),),
                    reason=reason,
                )
            )
        elif kind == "blank":
            found.append(Question(kind, f"{first}{number}分钟以后进行____。", blanks=((second,),), reason=reason))
        else:
            right = (
                (chance.randrange(len(options)),)
                if kind == "single"
                else tuple(sorted(chance.sample(range(len(options)), 2)))
            )
            found.append(
                Question(kind, f"第{number}号规定要求{first}、{second}的是（　）。", options, right, reason=reason)
            )
    return found


def _typed(question: Question, number: int, layout: int) -> str:
    options = [] if question.kind == "judge" else list(zip("ABCDE", question.options, strict=False))
    told = f"\n解析：{question.reason}" if question.reason else ""
    verdict = {"对": "√", "错": "×"}.get(question.answer, question.answer)
    if layout == 0:
        return "\n".join(
            [f"{number}. {question.stem}", *(f"{a}. {b}" for a, b in options), f"答案：{question.answer}{told}"]
        )
    if layout == 1:
        return (
            f"{number}、{question.stem}\n"
            + "　　".join(f"{a}、{b}" for a, b in options)
            + f"\n【答案】{verdict}"
            + told.replace("解析：", "【解析】")
        )
    if layout == 2:
        stem = question.stem.replace("（　）", f"（{question.answer}）") if options else question.stem
        last = "" if options else f"（{verdict}）" if question.kind == "judge" else f"\n答案：{question.answer}"
        return f"{number}．{stem}{last}\n" + "\n".join(f"（{a}）{b}" for a, b in options) + told
    if layout == 3:
        return f"{number}. {question.stem}\n" + "\n".join(f"{a}．{b}" for a, b in options)
    return ""


def _file(questions: list[Question], layout: int) -> tuple[str, bytes]:
    if layout < 3:
        body = "\n\n".join(_typed(question, number, layout) for number, question in enumerate(questions, 1))
        return "题库.txt", f"应知应会题库\n{body}\n".encode("gb18030" if layout == 1 else "utf-8")
    if layout == 3:
        body = "\n".join(_typed(question, number, 3) for number, question in enumerate(questions, 1))
        key = "\n".join(f"{number}. {question.answer}" for number, question in enumerate(questions, 1))
        return "题库.txt", f"{body}\n参考答案\n{key}\n".encode()
    if layout == 4:
        return "题库.xlsx", workbook({"题库": rows_of(questions)})
    head: list[Value] = ["序号", "题目", "选项", "正确答案", "解析"]
    rows: list[list[Value]] = [
        [str(n), q.stem, "" if q.kind == "judge" else "|".join(q.options), q.answer, q.reason]
        for n, q in enumerate(questions, 1)
    ]
    return "题库.xlsx", other_workbook({"题库": Sheet([head, *rows])})


def test_of_a_thousand_items_in_six_layouts_nearly_all_are_taken_and_none_is_wrong() -> None:
    taken = wrong = total = 0
    for layout in range(6):
        written = _bank(random.Random(layout))
        made: Bank = bank(*_file(written, layout))
        known = {_core(question)[: 4 if layout == 3 else 5] for question in written}  # which has no reasons
        wrong += sum(_core(question)[: 4 if layout == 3 else 5] not in known for question in made.questions)
        taken += len(made.questions)
        total += len(written)
        assert len(made.questions) + len(made.untaken) >= len(written)
    assert wrong == 0
    assert (taken, total) == (total, 6 * COUNT)


def _core(question: Question) -> tuple[object, ...]:
    return (question.kind, question.stem, question.options, question.answer, question.reason)


def test_broken_items_are_told_with_their_place_and_no_other_is_lost() -> None:
    text = "1. 甲（　）\nA. 一\nB. 二\n答案：D\n\n2. 乙。\n答案：对\n随手写的一行\n3. 丙（　）\nA. 一\nB. 一\n答案：A\n"
    made = bank("题库.txt", text.encode())
    assert [question.stem for question in made.questions] == ["乙。"]
    assert sorted(one.code for one in made.untaken) == ["quiz-answer-gone", "quiz-line", "quiz-options-same"]
    assert all(one.where for one in made.untaken)


def test_a_bank_becomes_a_draft_and_a_quiz_becomes_files(tmp_path: Path) -> None:
    root = new_site(
        tmp_path,
        {
            "问答.md": notice(
                "值班问答", body="1. 甲（　）\nA. 一\nB. 二=\n答案：B\n2. 乙。\n答案：错\n", kind="知识问答", id="quiz"
            )
        },
    )
    (tmp_path / "题库.txt").write_text("1. 值班要记录。\n答案：对\n2. 没有答案。\n", encoding="utf-8")
    told = call("quiz", "import", "题库.txt", "--now", "2026-03-01", cwd=root)
    assert told.returncode == 1
    assert "没有答案" in told.stderr + told.stdout
    [draft] = (root / "notices/2026").glob("*.md")
    assert "1. 值班要记录。\n答案：对" in draft.read_text(encoding="utf-8")
    for name in ("a.gift", "a.xlsx", "a.pdf"):
        assert (
            call("quiz", "export", "quiz", f"out/{name}", "--seed", "7", "--now", "2026-03-01", cwd=root).returncode
            == 0
        ), name
    assert "=二\\=" in (root / "out/a.gift").read_text(encoding="utf-8")
    again = bank("a.xlsx", (root / "out/a.xlsx").read_bytes())
    assert sorted(question.answer for question in again.questions)[-1] == "错"
    assert (root / "out/a.pdf").read_bytes().startswith(b"%PDF")


def test_a_sheet_has_a_column_for_every_option_and_is_read_back_as_the_same_questions() -> None:
    asked = [
        Question(
            "single", f"共{count}项的是（　）。", tuple(f"{word}{count}次" for word in WORDS[:count]), (count - 1,)
        )
        for count in range(2, 9)
    ]
    sheet = rows_of(asked)
    assert sheet[0][2:10] == [f"选项{letter}" for letter in "ABCDEFGH"]
    made = bank("题库.xlsx", workbook({"题库": sheet}))
    assert not made.untaken
    assert list(map(_core, made.questions)) == list(map(_core, asked))
    assert len(rows_of(asked[:3])[0]) == 11
