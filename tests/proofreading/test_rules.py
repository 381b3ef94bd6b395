"""Every rule over words: its own examples, its wording, its correction, and texts that nobody has written."""

from __future__ import annotations

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanlan.diagnostics.messages import MESSAGES
from xuanlan.proofreading.rule import Rule
from xuanlan.proofreading.rules import TEXT

FIRES = [(rule, text) for rule in TEXT for text in rule.fires]
PASSES = [(rule, text) for rule in TEXT for text in rule.passes]
_SIGNS = '的了是关于安全通知学校年月日一二三〇１２3450.,，。、；：:;()（）“”"《》〔〕-—~～%…\n\t  元壹贰拾万人共几千百從學Вx\ue000'


def corrected(rule: Rule, text: str) -> str:
    for hit in reversed(list(rule.find(text))):
        if hit.put is not None:
            text = text[: hit.start] + hit.put + text[hit.end :]
    return text


@every(("rule", "text"), FIRES)
def test_what_a_rule_names_as_wrong_is_found(rule: Rule, text: str) -> None:
    hits = list(rule.find(text))
    assert hits
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@every(("rule", "text"), PASSES)
def test_what_a_rule_names_as_right_is_left_alone(rule: Rule, text: str) -> None:
    assert not list(rule.find(text))


@every("rule", TEXT)
def test_a_rule_says_why_and_shows_what_it_means(rule: Rule) -> None:
    assert rule.about.endswith("。")
    assert rule.source
    assert rule.fires
    assert rule.passes
    assert rule.code in MESSAGES


@every(("rule", "text"), FIRES)
def test_the_wording_has_all_that_it_needs_and_names_the_words_in_question(rule: Rule, text: str) -> None:
    message = MESSAGES[rule.code]
    for hit in rule.find(text):
        values = {"found": text[hit.start : hit.end], **hit.values}
        assert values["found"] in message.text.format_map(values), "so a waiver copies what is read"
        assert message.hint.format_map(values)


@every(("rule", "text"), FIRES)
def test_what_a_machine_has_corrected_is_right(rule: Rule, text: str) -> None:
    if any(hit.put is not None for hit in rule.find(text)):
        again = corrected(rule, text)
        assert all(hit.put is None for hit in rule.find(again)), again


@settings(max_examples=150)
@given(st.text(alphabet=_SIGNS, max_size=80))
def test_no_text_stops_a_rule(text: str) -> None:
    for rule in TEXT:
        for hit in rule.find(text):
            assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("piece", ["的", "一", "1", "“", "（", ".", "2026年", "壹", "%", "、", " ", "共1人："])
def test_a_text_of_one_sign_over_and_over_takes_no_time_that_grows_faster_than_itself(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    for rule in TEXT:
        sum(1 for _ in rule.find(text))
