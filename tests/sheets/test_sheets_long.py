"""What is far too long for a sheet is found to be so at once, and told: no loop tries every way there is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sheets import faces, library_of, pdf_of, sheets_of
from sites import front

from xuanlan.library.render import Library
from xuanlan.sheets.plan import pdf
from xuanlan.sheets.poster import divisions
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import CannotPrintError
from xuanlan.text.segmenter import usual_phrases

WORDS = "关于进一步加强和规范校园安全工作管理的若干规定补充说明"
TITLES = {
    "words": WORDS * 20, "one sign": "安" * 490, "marks": "《安全》" * 120, "Latin": "A" * 490, "digits": "2026年11月1日" * 50,
    "long, but it can be divided": (WORDS * 4)[:98], "openings": "（" * 490,
}  # fmt: skip
RULES = "1. 甲。\n2. 乙。\n"


def _library(root: Path, body: str = RULES, title: str = "规定", *more: str) -> Library:
    rule = front(f"title: {title[:490]}", "kind: 规定", "date: 2026-01-06", "id: rule", *more, body=body)
    return library_of(root, "正文。\n", files={"notices/2026/rule.md": rule})


def _seconds() -> float:
    """Of this process alone: what others do on the machine does not count."""
    return time.process_time()


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_of_any_length_is_divided_or_not_within_a_second(tmp_path: Path, title: str) -> None:
    library = _library(tmp_path, title=title)
    started = _seconds()
    divisions(library.by_id["rule"])
    for most in (8, 16, 20, 33, 60):
        title_lines(usual_phrases(title), most)
    assert _seconds() - started < 1
    assert pdf(library, library.by_id["rule"], faces(library)).startswith(b"%PDF")


CASES = {
    "a long unit": ((RULES, "规定", "unit: " + WORDS * 8), {"cards": "sheet-card-too-long"}),
    "many items": (("".join(f"{n}. 不准在教室里吃东西{n}。\n" for n in range(1, 201)),), {"poster": "sheet-too-long"}),
    "one long item": (("1. " + "不准在教室里吃东西，" * 500 + "\n2. 乙。\n",), {"poster": "sheet-too-long", "cards": "sheet-card-too-long"}),
    "a long cell": ((RULES + "\n| 甲 | 乙 |\n|---|---|\n| " + "长文字" * 1500 + " | 丙 |\n",), {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", ["sheet", "poster", "pledge", "labels", "cards"])
def test_what_is_too_long_is_refused_by_name_and_everything_else_set(tmp_path: Path, case: str, kind: str) -> None:
    given, refused = CASES[case]
    if (case, kind) == ("many items", "cards"):
        given = (given[0][: given[0].index("41. ")],)
    library = _library(tmp_path, *given)
    code = ""
    try:
        made = pdf_of(library, sheets_of(library, kind, library.by_id["rule"]))
        assert made.startswith(b"%PDF")
    except CannotPrintError as error:
        code = error.code
    assert code == refused.get(kind, "")


def test_rules_that_no_poster_holds_are_refused_before_they_are_tried(tmp_path: Path) -> None:
    body = "".join(f"{number}. 第{number}项，{'不准在教室里吃东西，' * 9}\n" for number in range(1, 90))
    library = _library(tmp_path, body)
    for paper in ("a4", "a3"):
        with pytest.raises(CannotPrintError) as caught:
            sheets_of(library, "poster", library.by_id["rule"], paper=paper)
        assert caught.value.code == "sheet-too-long"
