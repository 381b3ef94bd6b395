"""How much of a text stands on a poster: to the end of a sentence, or with dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.sheets.gist import beginning


@pytest.mark.parametrize(
    ("lines", "most", "kept"),
    [
        (["全文。"], 60, ["全文。"]),
        (["甲。乙。", "丙。", "丁。"], 55, ["甲。乙。", "丙。"]),
        (["甲。乙丙丁。"], 4, ["甲。"]),
        (["他说：“好。”大家同意。"], 8, ["他说：“好。”"]),
        (["甲" * 30], 10, ["甲" * 8 + "……"]),
        (
            ["网址是 https://board.college.example/list?kind=1&year=2026"],
            48,
            ["网址是……"],
        ),
        (["真的吗? 是的。" + "长" * 30], 12, ["真的吗? 是的。"]),
        (["现将有关事项通知如下：", "长" * 90 + "。"], 40, ["现将有关事项通知如下……"]),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_sentence_or_says_that_it_goes_on(
    lines: list[str], most: int, kept: list[str]
) -> None:
    assert beginning(lines, most) == kept


@given(st.lists(st.text("甲乙，。：；！”… a", min_size=1, max_size=80), min_size=1, max_size=5), st.integers(20, 200))
def test_what_is_kept_is_the_beginning_and_not_longer(lines: list[str], most: int) -> None:
    kept = beginning(lines, most)
    assert sum(map(len, kept)) <= most + 2
    for line, written in zip(kept, lines, strict=False):
        plain = line.rstrip("…：:，,；;、")
        assert " ".join(written.split()).startswith(" ".join(plain.split())) or written.startswith(plain)
