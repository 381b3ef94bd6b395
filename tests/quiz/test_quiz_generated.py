"""Generated questions: exactly one answer of each is right, by the sources alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sites import DEMO_NOW, REPO

from xuanlan.build.build import inspect
from xuanlan.hosts import run
from xuanlan.models.core_values import core_values
from xuanlan.models.hotline_register import phone_words
from xuanlan.models.schedule import from_words, parse_now, until_words
from xuanlan.quiz import generated
from xuanlan.quiz.questions import Question
from xuanlan.quiz.reading import Made

SOURCES = (
    "/hotlines/", "/core-values/", "../2024/九项准则.md", "../2024/高校教师职业行为十项准则.md", "../2024/门前三包责任制.md",
    "../2025/八不行为规范.md", "志愿者日活动通知.md", "励志奖学金公示.md", "文明班级公示.md", "征集校园故事启事.md",
)  # fmt: skip


def test_every_generated_question_of_the_demo_has_exactly_one_right_answer() -> None:
    """The checker goes by the wording of the question, back to the registers and files, whatever the engine meant."""
    library = inspect(run.facts(REPO), parse_now(DEMO_NOW)).library
    quiz = library.by_id["2026-031"]
    made = {source: generated.questions(library, quiz, Made(1, "", source, 99)) for source in SOURCES}
    assert sum(map(len, made.values())) >= 60
    assert all(made[source] for source in SOURCES[:4]), {source: len(those) for source, those in made.items()}
    by_title = {entry.notice.title: entry for entry in library.entries}
    for question in (one for those in made.values() for one in those):
        assert len(set(question.options)) == len(question.options)
        right = _right(question, library.hotlines, by_title)
        assert right == (
            [question.blanks[0][0]] if question.kind == "blank" else [question.options[question.right[0]]]
        ), question


def _right(question: Question, hotlines: object, by_title: Mapping[str, object]) -> list[str]:
    """The options that are true by the sources."""
    stem, options = question.stem, question.options
    spoken = [(line.name, phone_words(line.number, line.extension)) for line in hotlines]  # type: ignore[attr-defined]
    levels = core_values().levels
    if found := re.fullmatch(r"“(.+)”的电话号码是（　）。", stem):
        return [option for option in options if (found[1], option) in spoken]
    if found := re.fullmatch(r"(.+) 是（　）的电话号码。", stem):
        return [option for option in options if (option, found[1]) in spoken]
    if found := re.fullmatch(r"“(.+)”属于社会主义核心价值观的（　）。", stem):
        return [level.aim for level in levels if found[1] in [word.word for word in level.words]]
    if found := re.fullmatch(r"下列哪个词不属于(.+)？", stem):
        own = next([word.word for word in level.words] for level in levels if level.aim == found[1])
        return [option for option in options if option not in own]
    if found := re.fullmatch(r"(.+)是(.*____.*)。", stem):
        own = next([word.word for word in level.words] for level in levels if level.aim == found[1])
        shown = found[2].split("、")
        assert [word for word in own if word in shown] == [word for word in shown if word != "____"]
        return [own[shown.index("____")]]
    if found := re.fullmatch(r"《(.+)》的第(\d+)条是（　）。", stem):
        items = [" ".join(item.text.split()) for item in by_title[found[1]].rendered.items]  # type: ignore[attr-defined]
        return [option for option in options if items[int(found[2]) - 1].startswith(option)]
    if found := re.fullmatch(r"下列哪一项不属于《(.+)》？", stem):
        text = by_title[found[1]].rendered.text  # type: ignore[attr-defined]
        return [option for option in options if option not in " ".join(text.split())]
    if found := re.fullmatch(r"《(.+)》的(截止时间|活动开始时间|公示开始时间|公示结束时间)是（　）。", stem):
        notice = by_title[found[1]].notice  # type: ignore[attr-defined]
        moments = {
            "截止时间": notice.deadline and until_words(notice.deadline),
            "活动开始时间": notice.event_from and from_words(notice.event_from),
            "公示开始时间": notice.open_from and from_words(notice.open_from),
            "公示结束时间": notice.open_until and until_words(notice.open_until),
        }
        return [option for option in options if option == moments[found[2]]]
    raise AssertionError(stem)
