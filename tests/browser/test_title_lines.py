"""Lines of titles in a real browser, in the theme's own headings and lists: they end where the sense does"""

from __future__ import annotations

import pytest
from browsers import PHONE, place, reading
from playwright.sync_api import Browser, Page, ViewportSize
from titles import KEPT, LINES, USED, found, titles
from trees import Built

from xuanlan.render.phrases import in_phrases

WIDE = ViewportSize(width=1366, height=768)
PLACES = {"notice": ("h1.xl-article__title", ""), "column": (".xl-entry", ".xl-entry__title a")}


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "desk"])
def test_titles_break_between_phrases_on_pages_and_in_lists(
    demo: Built, browser: Browser, served: str, size: ViewportSize
) -> None:
    wanted = titles(USED) + titles(KEPT)
    html = [str(in_phrases(found(title.text))) for title in wanted]
    for name, (selector, within) in PLACES.items():
        with reading(browser, served) as reader:
            page = reader.open(place(demo, name))
            page.set_viewport_size(size)
            lines = page.evaluate(LINES, [selector, within, html])
        wrong = [place for title, line in zip(wanted, lines, strict=True) for place in title.wrong(set(line["ends"]))]
        assert (name, wrong) == (name, [])
        assert sum(bool(line["ends"]) for line in lines) > 50 or size is WIDE
        for title, line in zip(wanted, lines, strict=True):
            assert (line["text"], line["copied"], line["over"]) == (title.text, title.text, False)


def test_a_title_is_found_in_the_page_as_one_string(demo: Built, browser: Browser, served: str) -> None:
    with reading(browser, served) as reader:
        page = reader.open(place(demo, "notice"))
        title = page.locator("h1.xl-article__title").inner_text()
        assert "<wbr>" in page.locator("h1.xl-article__title").inner_html()
        assert finds(page, title)
        assert not finds(page, title + title)


def finds(page: Page, text: str) -> bool:
    """Whether the browser's own search in the page finds `text`."""
    found_it: bool = page.evaluate("text => (getSelection().removeAllRanges(), window.find(text))", text)
    return found_it
