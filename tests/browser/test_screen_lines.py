"""Lines on screens end where the sense does: titles and rules between phrases, slogans at their clauses"""

from __future__ import annotations

from typing import Any

import pytest
from browsers import LINE_ENDS
from playwright.sync_api import Browser
from slides import Screen, a_screen, demo, notice
from titles import KEPT, USED, found, titles

from xuanlan.render.phrases import html_in_phrases

SIZES = [(1920, 1080), (1080, 1920)]
SLOGANS = {
    "节约用水、用电，从随手做起": ["节约用水、用电", "从随手做起"],
    "门前三包，人人有责": ["门前三包", "人人有责"],
    "高高兴兴上学来，平平安安回家去": ["高高兴兴上学来", "平平安安回家去"],
    "光盘行动，从我做起": ["光盘行动", "从我做起"],
    "严禁烟火": ["严禁烟火"],
}


def lines(screen: Screen, selector: str) -> list[int]:
    """Where the lines of the element end that `selector` finds on the slide that was laid out last."""
    ends: list[int] = screen.page.evaluate(
        f"(selector) => ({LINE_ENDS})(show(slides[0]).querySelector(selector))", selector
    )
    return ends


def slogan(text: str) -> dict[str, Any]:
    return {"kind": "slogan", "text": text, "phrases": found(text).lengths}


@pytest.mark.parametrize("size", SIZES, ids=["landscape", "portrait"])
def test_titles_slogans_and_rules_break_between_phrases(browser: Browser, size: tuple[int, int]) -> None:
    wrong, broken = [], 0
    with a_screen(browser) as screen:
        screen.open(size)
        for title in (titles(USED) + titles(KEPT))[::3]:
            screen.slides(notice("<p>文。</p>", title=title.text, phrases=found(title.text).lengths))
            ends = lines(screen, ".kx-title")
            wrong += title.wrong(set(ends))
            broken += bool(ends)
            html = html_in_phrases(f"<p>{title.text}</p>", found)
            screen.slides(notice(html, kind="rule", id="r", number=1, count=9, title="规定", phrases=""))
            wrong += title.wrong(set(lines(screen, ".kx-text")))
        for text, wanted in SLOGANS.items():
            screen.slides(slogan(text))
            shown = screen.page.evaluate("show(slides[0]).innerText")
            assert shown.split() in (wanted, [text])
            wrong += [] if shown.split() == wanted or size[0] > size[1] else [text]
    assert wrong == []
    assert broken > 20


def test_every_title_of_the_demo_comes_with_its_phrases() -> None:
    items, _ = demo()
    named = [item for item in items.values() if item.get("title") and "id" in item]
    assert len(named) > 20
    assert [item["title"] for item in named if len(item["title"]) > 9 and not item["phrases"]] == []
    assert all("<wbr>" in item["html"] for item in items.values() if item["kind"] == "rule" and len(item["html"]) > 30)
