"""What proofreading does with texts that no person has written"""

from __future__ import annotations

import pytest

from xuanlan.checks.proofread import Proofreader
from xuanlan.diagnostics.messages import MORE
from xuanlan.diagnostics.report import Position, Report
from xuanlan.markup.visible import Shown, Source
from xuanlan.models.baseline import Baseline
from xuanlan.proofreading import personal_numbers
from xuanlan.proofreading.rule import MOST
from xuanlan.proofreading.rules import TEXT

RULES = {rule.code: rule for rule in TEXT}


def test_of_one_rule_so_many_findings_are_told_each_at_its_own_place() -> None:
    body, report = "请尽快布署。\n" * (MOST + 5), Report()
    html = "".join(f"<p>{line}</p>" for line in body.splitlines())
    Proofreader()._body(Shown(html, body, "a.md", 1), report)
    told = [item for item in report if item.words != MORE.found]
    assert [item.position for item in told] == [Position("a.md", line, 4) for line in range(1, MOST + 1)]


def test_that_there_are_more_is_told_once_as_a_finding_of_the_rule() -> None:
    """So the baseline, a waiver and the strength of the rule hold for it, and no correction is made of it."""
    texts = {count: "请尽快布署。\n" * count for count in (MOST, MOST + 1, 3 * MOST)}
    more = {}
    for count, body in texts.items():
        report = Report()
        Proofreader()._body(Shown("".join(f"<p>{line}</p>" for line in body.splitlines()), body, "a.md", 1), report)
        more[count] = [item for item in report if item.words == MORE.found]
        assert not Baseline.of(report).new(report)
        assert len([item for item in report if item.fix]) == len(list(report)) - len(more[count]) or not more[count]
    assert [len(found) for found in more.values()] == [0, 1, 1]
    (one,) = more[3 * MOST]
    assert (one.code, one.severity, one.fix) == ("wording-slip", "warning", None)
    assert [word for word in ("wording-slip", str(MOST), f"“{one.words}”") if word not in one.message] == []


def test_of_all_values_of_a_register_so_many_findings_are_told_and_once_that_there_are_more() -> None:
    text = "".join(f"- number: '{number}'\n  name: 请尽快布署\n" for number in range(MOST + 5))
    report = Report()
    Proofreader().register("notices/hotlines.yml", text, report)
    told = [item for item in report if item.code == "wording-slip"]
    assert [item.position.line for item in told if item.words != MORE.found] == list(range(2, 2 * MOST + 2, 2))
    assert len(told) == MOST + 1


def test_addresses_are_read_once_each_whatever_their_number_of_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of short words: what several rules look at together is looked at once for each."""
    html = "".join(f'<a href="https://a.example/{number % 9}">甲</a>' for number in range(99))
    looked: list[str] = []

    def parted(text: str) -> tuple[()]:
        looked.append(text)
        return ()

    monkeypatch.setattr(personal_numbers, "parted", parted)
    personal_numbers.numbers.cache_clear()
    Proofreader()._body(Shown(f"<p>{html}</p>", "甲", "a.md", 1), Report())
    assert [text for text in looked if text.startswith("http")] == [f"https://a.example/{one}" for one in range(9)]


def test_occurrences_are_found_in_any_order() -> None:
    source = Source("甲乙甲乙甲")
    assert [source.find("甲", number) for number in (0, 2, 1, 1, 5)] == [(0, 1), (4, 5), (2, 3), (2, 3), (4, 5)]


def test_no_message_has_the_number_of_a_person_whatever_the_rule() -> None:
    number = "000000" + "19900101" + "001X"
    report = Report()
    report.add("title-no-kind", Position("a.md", 1, 1), found=f"关于{number}的通知", kind="通知")
    (item,) = report
    assert number not in item.message + item.hint + item.words


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("mark-dash", "汉-汉 汉----汉 a--b", ["----"]),
        ("character-lookalike", "AВ ОООA Москва", ["В", "ООО"]),
        ("mark-straight-quotes", '"汉"和"字"\n"一"', ['"汉"', '"字"', '"一"']),
        ("mark-spaces", "汉 字汉字汉字汉字汉字汉字汉，字\n汉 字\n汉， 字。", ["汉 字", "， 字"]),
        ("mark-unbalanced", "他说：“一\n" + "二\n" * 9 + "三人）", ["“", "）"]),
    ],
)
def test_rules_that_go_through_a_text_once_find_what_they_found(code: str, text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in RULES[code].find(text)] == found
