"""GIFT: what is exported is read by another program, gift-pegjs, as the same questions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from office_files import png
from sites import DEMO_NOW, REPO, bare, notice, write

from xuanlan.build.build import inspect
from xuanlan.hosts import run
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.schedule import parse_now
from xuanlan.quiz.gather import questions
from xuanlan.quiz.gift import gift
from xuanlan.quiz.marked import Marked, lost, plain
from xuanlan.quiz.questions import Question, shuffled
from xuanlan.quiz.reading import read

LOWERED = str.maketrans("₀₁₂₃", "0123")
NODE = Path(sys.executable).with_name("node")
READER = REPO / "tests/kit/gift.js"
SIGNS = (
    r"甲~乙=丙#丁{戊}己:庚",
    r"50%以上 a -> b",
    "%50%的",
    "一 < 二 & 三 > 四",
    r"反斜杠\\后面",
    "[单位]",
    "::1::",
    "=一",
    "//注",
    "$CATEGORY: x",
)
BODY = """1. 下列**不**正确的是（　）。
A. H<sub>2</sub>O
B. m<sup>2</sup> 和 2\\*3
C. 看图 ![标志](a.png)
答案：C
解析：见[说明](https://board.college.example/x?a=1&b=2)，**不得**占用。
依据：规定第一条
2. 违规的有（　）。
A. 甲
B. 乙
C. 丙
D. 丁
E. 戊
F. 己
G. 庚
H. 辛
答案：ABH
3. 金额小就可以收。
答案：错
解析：不收。
4. 氧是____。
答案：O<sub>2</sub> / 氧气
5. 首都是____，简称____。
答案：北京；京
"""  # fmt: skip


def _hostile() -> str:
    options = "".join(f"{letter}. {sign}\n" for letter, sign in zip("ABCDEFGH", SIGNS, strict=False))
    return "".join(
        f"{number}. {sign}的说法（　）。\n{options}答案：{answer}\n解析：{sign}\n"
        for number, (sign, answer) in enumerate(zip(SIGNS, ("A", "BC", "H", "AB", "C", "GH", "E", "F", "D", "A"), strict=True), 11)
    )  # fmt: skip


def _parsed(text: str) -> list[dict[str, Any]]:
    done = subprocess.run([NODE, READER], input=text, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _words(text: Any) -> str:
    return "" if not text else plain(text["text"]) if text["format"] == "html" else str(text["text"])


def _read_back(found: dict[str, Any]) -> tuple[Any, ...]:
    """Stem, what may be chosen or typed, what of it is right, and what is told afterwards."""
    choices = [_words(each["text"]) for each in found.get("choices", ())]
    right: list[Any] = [
        at for at, each in enumerate(found.get("choices", ())) if each["isCorrect"] or (each["weight"] or 0) > 0
    ]
    if found["type"] == "TF":
        right = [0 if found["isTrue"] else 1]
    if found["type"] == "Matching":
        right = [pair["subanswer"] for pair in found["matchPairs"]]
    return found["type"], _words(found["stem"]), choices, right, _words(found["globalFeedback"])


def _meant(question: Question) -> tuple[Any, ...]:
    """The same of `question`, whose texts are HTML."""
    told = "　".join(filter(None, (plain(question.reason), f"依据：{question.basis}" if question.basis else "")))
    stem = plain(question.stem)
    if question.kind == "judge":
        return "TF", stem, [], list(question.right), told
    if question.kind != "blank":
        return "MC", stem, list(map(plain, question.options)), list(question.right), told
    if len(question.blanks) > 1:
        numbered = stem
        for at in range(len(question.blanks)):
            numbered = numbered.replace("____", f"（{at + 1}）", 1)
        return "Matching", numbered, [], [plain(each[0]) for each in question.blanks], told
    words = list(map(plain, question.blanks[0]))
    forms = list(dict.fromkeys(form for word in words for form in (word, word.translate(LOWERED))))
    return "Short", stem, forms, list(range(len(forms))), told


def _require_equal(library: Library, entry: Entry, seed: int) -> list[Question]:
    marked = Marked(library, entry)
    asked = list(map(marked.for_files, shuffled([each.question for each in questions(library, entry)], seed)))
    found = [_read_back(one) for one in _parsed(gift(asked))]
    assert len(found) == len(asked)
    for one, question in zip(found, asked, strict=True):
        assert one == _meant(question)
    return asked


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("gift")
    write(root / "notices", {"问答.md": notice("问答", body=BODY + _hostile(), kind="知识问答", id="quiz")})
    (root / "notices/a.png").write_bytes(png(8, 8))
    return inspect(bare(root), parse_now("2026-03-01T09:00")).library


def test_another_program_reads_the_same_questions_whatever_signs_are_in_them(library: Library) -> None:
    entry = library.by_id["quiz"]
    assert len(read(BODY + _hostile()).questions) == 15
    for seed in (0, 7):
        assert len(_require_equal(library, entry, seed)) == 15


def test_so_it_does_those_of_the_demo_and_generated_ones() -> None:
    demo = inspect(run.facts(REPO), parse_now(DEMO_NOW)).library
    asked = _require_equal(demo, demo.by_id["2026-031"], 7)
    assert len(asked) >= 10
    assert any(not question.line for question in asked)


def test_marks_go_along_as_html_and_what_cannot_is_told(library: Library) -> None:
    entry = library.by_id["quiz"]
    marked = Marked(library, entry)
    first = next(each.question for each in questions(library, entry))
    text = gift([marked.for_files(first)])
    assert "[html]下列<strong>不</strong>正确的是（　）。" in text
    assert "=看图 （图：标志）" in text
    shown = marked.question(first)
    assert lost(shown, only="img") == ["图片"]
    assert lost(shown) == ["加粗", "图片", "链接"]
    assert plain(shown.options[0]) == "H₂O"
    assert plain(shown.options[1]) == "m² 和 2*3"
