"""The core values, and the slips in lists of them."""

from __future__ import annotations

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.models.core_values import Confusion, Miswriting, core_values, miswritings

WORDS = core_values().words
FULL = "、".join(WORDS)


def test_the_twelve_words_are_twenty_four_characters_in_their_order() -> None:
    assert "".join(WORDS) == "富强民主文明和谐自由平等公正法治爱国敬业诚信友善"
    assert [len(level.words) for level in core_values().levels] == [4, 4, 4]
    assert all(slip.right in WORDS and slip.wrong not in WORDS for slip in core_values().slips)


SEPARATORS = st.sampled_from(["、", " ", "", "，", " · ", "\n", "\n- ", " | ", ", "])


@given(SEPARATORS, st.sampled_from(["\n", "；", "。", "\n\n", " "]))
def test_the_right_list_passes_however_it_is_set(separator: str, between: str) -> None:
    levels = [separator.join(WORDS[at : at + 4]) for at in (0, 4, 8)]
    assert miswritings(between.join(levels)) == []
    for level in levels:
        assert miswritings(f"要做到{level}的好公民") == []


def test_a_table_with_a_column_for_each_level_passes() -> None:
    rows = [f"| {WORDS[row]} | {WORDS[row + 4]} | {WORDS[row + 8]} |" for row in range(4)]
    assert miswritings("\n".join(rows)) == []
    assert miswritings("\n".join(rows).replace("公正", "公证")) == [
        Miswriting("\n".join(rows).index("公正"), "公证", "公正")
    ]


@given(st.sampled_from(core_values().slips), SEPARATORS)
def test_a_known_slip_is_found_in_the_list(slip: Confusion, separator: str) -> None:
    text = "二十四字：" + separator.join(WORDS).replace(slip.right, slip.wrong)
    assert miswritings(text) == [Miswriting(text.index(slip.wrong), slip.wrong, slip.right)]


@pytest.mark.parametrize(("right", "wrong"), [("法治", "法制"), ("公正", "公证"), ("友善", "友爱")])
def test_a_known_slip_is_found_where_one_level_is_listed(right: str, wrong: str) -> None:
    level = next(level for level in core_values().levels if right in [word.word for word in level.words])
    text = "、".join(word.word for word in level.words).replace(right, wrong)
    assert [(slip.found, slip.expected) for slip in miswritings(text)] == [(wrong, right)]


def test_an_unknown_word_in_the_place_of_one_of_the_twelve_is_found() -> None:
    assert [slip[1:] for slip in miswritings(FULL.replace("诚信", "守信"))] == [("守信", "诚信")]


@given(st.integers(0, 10))
def test_two_words_exchanged_are_found(at: int) -> None:
    words = list(WORDS)
    words[at], words[at + 1] = words[at + 1], words[at]
    assert miswritings("、".join(words))


def test_the_exchanged_pair_of_the_last_level_is_named() -> None:
    assert miswritings("爱国、诚信、敬业、友善") == [Miswriting(3, "诚信", "敬业")]


@given(st.integers(0, 11))
def test_a_word_left_out_of_twelve_is_found(at: int) -> None:
    text = "、".join(WORDS[:at] + WORDS[at + 1 :])
    assert [(slip.found, slip.expected) for slip in miswritings(text)] == [("", WORDS[at])]


@every(
    "text",
    [
        "开展法制教育，推进民主法制建设",
        "建设富强民主文明和谐美丽的社会主义现代化强国",
        "坚持公开、公平、公正的原则",
        "营造民主、和谐、文明的校园氛围",
        "团结友爱、诚实守信",
        "爱国守法、明礼诚信、团结友善、勤俭自强、敬业奉献",
        f"弘扬精神文明\n\n{FULL}\n\n文明校园，诚信考试",
        "讲诚信\n\n爱国、敬业、诚信、友善\n\n诚信考试",
        "公证处提供公证服务，公正、平等对待每一位申请人",
    ],
)
def test_prose_with_some_of_the_words_is_left_alone(text: str) -> None:
    assert miswritings(text) == []


@given(st.lists(st.sampled_from([*"的和在是把讲法制公证友爱，。", "法制", "公证"]), max_size=40))
def test_prose_without_the_words_never_has_a_slip(parts: list[str]) -> None:
    assert miswritings("".join(parts)) == []


@given(st.lists(st.sampled_from([*WORDS, "法制", "公平", "的", "、", "\n", " "]), max_size=40))
def test_every_slip_points_at_what_it_names(parts: list[str]) -> None:
    text = "".join(parts)
    for slip in miswritings(text):
        assert text.startswith(slip.found, slip.offset)
        assert slip.expected in WORDS
        assert slip.found != slip.expected
