"""What an element is to its text: said once, by a name that stands in one place, and read as it was said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from house import ENGINE
from hypothesis import example, given
from random_texts import MARKDOWN_TEXTS, ODD_TEXTS
from rendering import render, shown
from selectolax.lexbor import LexborHTMLParser

from xuanlan.library.rows import rendered_of, rendered_row
from xuanlan.markup import rendered
from xuanlan.markup.rendered import ADDRESS, GIVEN, NOTE_TITLE, PICTURE, TABLE
from xuanlan.render.ragged import CLASS as RAGGED
from xuanlan.runtime.json_values import dumps, loads

THEME = ENGINE / "theme"
NAME = re.compile(r"\bxl-[\w-]+")
KINDS = {"xl-notice", "xl-search"}
"""What `page.html` calls a page after its kind, as far as style sheets ask."""
EVERYTHING = (
    "A&amp;B公司各部门：\n\n1. 甲\n2. 乙\n\n- [x] 丙\n- [ ] 丁\n\n![图](a.png)\n\n| 甲 |\n|---|\n| 乙 |\n\n"
    "!!! note \"标题\"\n    文字\n\n网址 https://www.example.cn/ 。\n\n学生会\n\n2026年3月8日\n"
)  # fmt: skip


def names(pattern: str, folder: str = "", find: re.Pattern[str] = NAME) -> set[str]:
    return {name for file in (THEME / folder).rglob(pattern) for name in find.findall(file.read_text())}


def words(file: Path) -> Iterator[str]:
    """The texts in a module that are no descriptions."""
    tree = ast.parse(file.read_text())
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_a_class_of_a_text_is_called_by_its_name_in_one_module_alone() -> None:
    of_texts = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted({*GIVEN, ADDRESS, TABLE, NOTE_TITLE}))})(?![\w-])")
    files = [file for file in ENGINE.rglob("*.py") if file != Path(rendered.__file__)]
    assert [(file.name, found) for file in files for text in words(file) for found in of_texts.findall(text)] == []


def test_whoever_asks_for_a_class_asks_for_one_that_is_given() -> None:
    printed = names("*.html", "templates")
    begun = tuple(name for name in printed if name.endswith("-") and name != "xl-")
    made = " ".join(names("*.js", "browser", re.compile(r"""(?:class: |classList\.add\()"([^"]*)\"""")))
    written = " ".join(
        re.findall(r'class="([^"]*)"', "".join(map("".join, map(words, (ENGINE / "render").glob("*.py")))))
    )
    given = {*printed, *GIVEN, ADDRESS, TABLE, RAGGED, *KINDS, *NAME.findall(f"{made} {written}")}
    asked = names("*.css", find=re.compile(r"\.(xl-[\w-]+)"))
    asked |= names("*.js", "browser", re.compile(r"""(?:["', ]\.|contains\(")(xl-[\w-]+)"""))
    asked |= {name for file in ENGINE.rglob("*.py") for text in words(file) for name in NAME.findall(text)}
    assert {"xl-figure", "xl-task", "xl-signed", "xl-article__foot"} <= asked
    assert sorted(name for name in asked - given if not name.startswith(begun)) == []


def test_each_name_is_given_to_a_text_that_has_its_like() -> None:
    classes = set(" ".join(re.findall('class="([^"]*)"', shown(EVERYTHING))).split())
    assert {*GIVEN, ADDRESS, TABLE, NOTE_TITLE} <= classes


def test_who_signs_and_whom_it_is_for_is_told_in_the_words_of_the_page() -> None:
    text = render(EVERYTHING)[0]
    assert (text.signed, text.addressees) == (("学生会", "2026年3月8日"), ("A&B公司各部门：",))
    assert [text.is_signed(date(2026, 3, day)) for day in (8, 9)] == [True, False]
    assert [text.is_addressed(to) for to in ("A&B公司各部门", "各部门", "")] == [True, False, False]


@pytest.mark.parametrize(
    ("body", "around"),
    [
        ("前。\n\n1. 甲\n2. 乙\n\n后。", ("<p>前。</p>", "<p>后。</p>")),
        ("1. 甲", ("", "")),
        ("1. 甲\n\n文字\n\n1. 乙", None),
        ("文字", None),
        ('1. 甲\n\n写作 class="xl-items" 的话。', ("", '<p>写作 class="xl-items" 的话。</p>')),
    ],
)
def test_what_stands_around_the_items_is_told_when_they_are_in_one_list(
    body: str, around: tuple[str, str] | None
) -> None:
    assert render(body)[0].around_items == around


@given(body=ODD_TEXTS | MARKDOWN_TEXTS)
@example(body=EVERYTHING)
@example(body="1. 甲")
def test_a_text_comes_out_of_the_cache_as_it_went_in(body: str) -> None:
    text = render(body)[0]
    assert rendered_of(loads(dumps(rendered_row(text))), text.text) == text


@given(body=ODD_TEXTS | MARKDOWN_TEXTS)
@example(body='![甲 > "乙" src="丙"](a.png "题 < alt=丁")')
@example(body="<img alt='a > b' title=\"src='x'\" src=c.png> `<img src=d.png>` <video src=e.mp4></video>")
def test_the_pictures_of_a_text_are_those_that_a_browser_sees(body: str) -> None:
    html = shown(body)
    seen = [element.attributes["src"] for element in LexborHTMLParser(html).css("img")]
    assert [match[1].replace("&amp;", "&") for match in PICTURE.finditer(html)] == seen
