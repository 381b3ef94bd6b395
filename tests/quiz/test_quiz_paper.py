"""A quiz on paper: questions and a card without a single answer, the key on a sheet of its own, marks in every medium."""

from __future__ import annotations

from pathlib import Path

import paper
import pytest
from commands import call
from looks import NARROW, STICKING_OUT, violations
from office_files import png
from playwright.sync_api import Browser
from sites import new_site, notice

from xuanlan.build.build import inspect
from xuanlan.hosts import run
from xuanlan.models.schedule import parse_now
from xuanlan.models.screens import Play
from xuanlan.outputs.slides import Slides

NOW = ("--now", "2026-03-01T09:00")
BODY = """先看规定，再做题目。

1. 下列**不**正确的是（　）。
A. H<sub>2</sub>O
B. 锁上安全出口
C. 看图 ![红底标志](标志.png)
答案：B
解析：出口要**畅通**，见[规定](https://board.college.example/rule)。
2. 金额小就可以收。
答案：错
解析：一分也不收。
3. 氧是____。
答案：O<sub>2</sub>
4. 违规的有（　）。
A. 甲
B. 乙
C. 丙
D. 丁
E. 戊
F. 己
G. 庚
H. 辛
答案：AH
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quiz = notice("值班问答", body=BODY, kind="知识问答", id="quiz")
    place = new_site(tmp_path_factory.mktemp("quiz"), {"问答.md": quiz, "settings.yml": "sheets: all\n"})
    (place / "notices/标志.png").write_bytes(png(640, 200))
    assert call("build", "--out", "site", *NOW, cwd=place).returncode == 0
    return place


def _printed(root: Path, *words: str) -> str:
    target = root / "out.pdf"
    done = call(*words, *NOW, cwd=root)
    assert done.returncode == 0, done.stderr
    return paper.text(target.read_bytes())


def test_what_is_printed_of_a_quiz_and_lies_beside_its_page_has_no_answer(root: Path) -> None:
    beside = paper.text((root / "site/print/quiz.pdf").read_bytes())
    for text in (beside, _printed(root, "print", "quiz", "--proof", "--out", "out.pdf")):
        for words in ("先看规定", "下列不正确的是", "H2O", "答题卡", "H.", "一、单选题（共 1 题）", "姓名"):
            assert words in text, words
        for words in ("解析", "出口要畅通", "一分也不收", "参考答案", "O2。"):
            assert words not in text, words


def test_the_key_is_printed_for_itself_and_exported_behind_the_paper(root: Path) -> None:
    key = _printed(root, "print", "quiz", "--as", "参考答案", "--proof", "--out", "out.pdf")
    for words in ("参考答案", "出口要畅通", "一分也不收", "AH"):
        assert words in key, words
    assert "答题卡" not in key
    whole = _printed(root, "quiz", "export", "quiz", "out.pdf", "--seed", "7")
    assert whole.index("答题卡") < whole.index("参考答案")
    assert "卷号 7" in whole


def test_marks_of_a_question_are_on_its_page_and_on_screens(root: Path) -> None:
    page = (root / "site/n/quiz/index.html").read_text(encoding="utf-8")
    assert "<p>下列<strong>不</strong>正确的是（　）。</p>" in page
    assert "<li>H<sub>2</sub>O</li>" in page
    assert 'alt="红底标志"' in page
    assert '<a href="https://board.college.example/rule">规定</a>' in page
    slides = Slides(inspect(run.facts(root), parse_now("2026-03-01T09:00")).library)
    keys = slides.of(Play(show="quiz", latest=1))
    asked, answered = (str(slides.items[key].get("html")) for key in keys)
    assert "<strong>不</strong>" in asked
    assert 'src="media:' in asked
    assert len(slides.pictures) == 1
    assert "<strong>畅通</strong>" in answered


def test_a_wide_picture_of_a_question_fits_a_telephone_and_is_accessible(root: Path, browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    page.goto((root / "site/n/quiz/index.html").as_uri())
    page.locator("[data-q] input").first.wait_for()
    assert page.evaluate(STICKING_OUT) == []
    assert violations(page) == []
    assert page.locator("[data-q]").first.locator("label").nth(2).locator("img").count() == 1
    page.close()


def test_what_a_file_cannot_show_is_told(root: Path) -> None:
    for name, told in (("a.gift", "第 1 题的图片没有导出"), ("a.xlsx", "第 1 题的加粗、图片、链接没有导出")):
        done = call("quiz", "export", "quiz", f"out/{name}", *NOW, cwd=root)
        assert told in done.stderr + done.stdout
