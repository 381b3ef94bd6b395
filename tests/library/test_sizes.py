"""Texts of a hostile size: each is read or refused with a word, and its cost grows no faster than it does.

No times are compared. Where the work grew with the square of the size, a test here would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from rendering import nowhere, referring, render

from xuanlan.diagnostics.report import Diagnostic, Position, Report
from xuanlan.library.docs import Docs
from xuanlan.markup.places import Locator, comments
from xuanlan.models.core_values import miswritings
from xuanlan.models.rulesets import title_count
from xuanlan.reading.fields import Model, Text, declare
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate
from xuanlan.reading.yaml_marks import parse


class Card(Model):
    """A model with one field."""

    title: Text | None = declare("标题", "标题。", "通知")


def codes(report: Iterable[Diagnostic]) -> set[str]:
    return {item.code for item in report}


def test_each_of_many_links_is_found_in_its_own_line() -> None:
    _, findings, asked = referring("\n".join(f"[甲](a{number}.md)" for number in range(2000)), nowhere)
    assert [reference.position.line for reference in asked] == list(range(1, 2001))
    assert findings == []


def test_a_text_that_is_nowhere_is_looked_for_once() -> None:
    locator = Locator("（见 a.md）\n" * 100_000 + "[甲](b&amp;c.md)", "a.md", 5)
    assert {locator.find("nowhere.md") for _ in range(5000)} == {Position("a.md", 5, 1)}
    assert {locator.find("b&c.md").line for _ in range(2000)} == {100_005}
    assert [locator.find("a.md").line for _ in range(3)] == [5, 6, 7]


def test_many_footnotes_are_set() -> None:
    rendered, _ = render("\n\n".join(f"文字[^{n}]\n\n[^{n}]: 注{n}" for n in range(300)))
    assert rendered.text.count("注") == 300


def test_many_short_lines_are_as_many_paragraphs() -> None:
    rendered, _ = render("字\n" * 20_000)
    assert rendered.html.count("<p>") == 20_000


def test_spaces_inside_a_list_item_mean_nothing() -> None:
    rendered, _ = render("- 甲" + " " * 100_000 + "乙\n  丙")
    assert "丙" in rendered.text


def test_every_item_of_a_long_list_has_its_line() -> None:
    rendered, _ = render("\n".join(f"{number}. 甲" for number in range(1, 5001)))
    assert [item.position.line for item in rendered.items] == list(range(1, 5001))


@pytest.mark.parametrize(
    "body",
    ["<div>" * 300_000, "<blockquote>" * 100_000, "<b><i>" * 50_000, "<!--" * 400_000, "<!-- -->" * 3000],
    ids=["div", "blockquote", "inline", "comments open", "comments closed"],
)
def test_nesting_and_comments_without_end_are_refused(body: str) -> None:
    rendered, findings = render(body)
    assert rendered.html == ""
    assert "body-too-complex" in codes(findings)


def test_more_lines_than_any_document_has_are_refused() -> None:
    rendered, findings = render("1. 甲\n" * 300_000)
    assert rendered.html == ""
    assert codes(findings) == {"body-too-long"}


def test_honest_html_is_not_nested() -> None:
    _, findings = render("<div>甲</div>\n\n" * 1000 + "甲<br>\n" * 1000)
    assert findings == []


def test_no_open_comment_is_closed() -> None:
    assert comments("<!--" * 300_000)[-1] == (1_199_996, -1)


def test_a_heading_of_spaces_gives_the_page_its_title(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# 甲" + " " * 200_000 + "乙 ##\n", encoding="utf-8")
    (tmp_path / "docs" / "b.md").write_text("#\n\n# **关于** ##\n", encoding="utf-8")
    docs = Docs.read(tmp_path, tmp_path / "docs", False, set(), Report())
    assert docs.pages["docs/a.md"].title == "甲 乙"
    assert docs.pages["docs/b.md"].title == "关于"


def test_only_the_end_of_a_title_names_a_count() -> None:
    assert title_count("九不准" + "”" * 100_000) is None
    assert title_count("关" * 100_000 + "师德“十不准”") == 10


def test_a_list_of_words_may_go_on_for_ever() -> None:
    assert miswritings("民主、文明、" * 40_000) == []


def test_unseen_characters_are_reported_once_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("甲\n\n" + "\u200b" * 300_000 + "\n乙\u200b", encoding="utf-8")
    report = Report()
    assert read_text(tmp_path / "a.md", "a.md", report) == "甲\n\n\n乙"
    assert [(item.position.line, item.position.column) for item in report] == [(3, 1), (4, 2)]


def test_too_many_fields_are_refused_together() -> None:
    report = Report()
    marked = parse("\n".join(f"titl{number}: 甲" for number in range(5000)), "a.yml", report)
    assert marked is not None
    assert validate(Card, marked, report) is None
    assert codes(report) == {"fields-too-many"}


def test_only_the_first_unknown_fields_get_a_suggestion() -> None:
    report = Report()
    marked = parse("\n".join(f"titl{number}: 甲" for number in range(30)), "a.yml", report)
    assert marked is not None
    validate(Card, marked, report)
    assert sum("title" in item.hint for item in report) == 20


@pytest.mark.parametrize(("length", "found"), [(500, set()), (501, {"field-type"}), (600_000, {"field-type"})])
def test_a_line_has_at_most_500_characters(length: int, found: set[str]) -> None:
    report = Report()
    marked = parse("title: " + "甲" * length, "a.yml", report)
    assert marked is not None
    assert (validate(Card, marked, report) is None) is bool(found)
    assert codes(report) == found
