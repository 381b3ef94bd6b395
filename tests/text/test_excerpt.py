"""The line of text under a hit, as the browser cuts it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from twin import twin_page, vectors

ROWS = vectors("excerpts.json")["rows"]
TEXTS = st.lists(
    st.sampled_from(["门前三包", "通知", "，", "。", "\n", " ", "word", "12.5", "𠀀", "葛\U000e0100", "（2026）", "é"])
)
ALONE = """line => {
  for (let at = 0; at < line.length; at += 1) {
    const unit = line.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && (line.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at += 1;
    else if (unit >= 0xd800 && unit < 0xe000) return true;
  }
  return false;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with twin_page(browser) as page:
        yield page


def cut(page: Page, text: str, query: str, length: int) -> str:
    line: str = page.evaluate(
        "([text, query, length]) => twin.excerptAround(text, twin.queryParts(query), length)", [text, query, length]
    )
    return line


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["about"])
def test_the_line_stands_around_what_was_searched(page: Page, row: dict[str, str | list[str] | int]) -> None:
    asked = [row["text"], row["parts"], row["length"]]
    found = page.evaluate("([text, parts, length]) => twin.excerptAround(text, parts, length)", asked)
    assert found == row["line"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=TEXTS,
    query=st.sampled_from(["门前", "三包", "通知", "word", "2.5", "𠀀", "葛", "(2026)"]),
    length=st.integers(10, 90),
)
def test_a_line_holds_the_hit_whole_and_cuts_nothing_in_two(
    page: Page, pieces: list[str], query: str, length: int
) -> None:
    text = "".join(pieces)
    line = cut(page, text, query, length)
    assert "\n" not in line
    assert "  " not in line
    assert len(line) <= 2 * length + 30
    assert not page.evaluate(ALONE, line)
    found = page.evaluate("([text, query]) => twin.fold(text).includes(twin.fold(query))", [text, query])
    assert found == page.evaluate("([line, query]) => twin.fold(line).includes(twin.fold(query))", [line, query])
    inner = line.strip("…")
    assert not inner or page.evaluate("([a, b]) => twin.fold(a).includes(twin.fold(b))", [text, inner])


def test_a_text_without_end_is_cut_like_any_other(page: Page) -> None:
    long = "门前三包是责任，" * 12_500
    assert cut(page, long + "最后一句。", "最后", 40).endswith("最后一句。")
    assert len(cut(page, "a" * 100_000, "a", 40)) < 80
    assert cut(page, " " * 100_000 + "字", "字", 40) == "字"
