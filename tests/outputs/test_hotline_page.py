"""The page of telephone numbers: emergencies first, then name, number and hours of each, the rest folded."""

from __future__ import annotations

from browsers import PHONE, reading
from playwright.sync_api import Browser
from trees import Built

from xuanlan.models.hotline_register import ResolvedHotline

SCREENS = 6
"""Most heights of a telephone's screen that the page of the demo's 26 numbers may have; thirteen before it was folded."""
HOTLINES = "hotlines/index.html"
SHUT = "folds => folds.filter((fold) => !fold.open).length"


def test_emergency_numbers_are_large_buttons_on_the_first_screen(browser: Browser, served: str) -> None:
    with reading(browser, served, viewport=PHONE) as reader:
        page = reader.open(HOTLINES)
        buttons = page.locator(".xl-sos a").evaluate_all(
            "links => links.map((link) => [link.getAttribute('href'), link.getBoundingClientRect().toJSON()])"
        )
        assert [href for href, _ in buttons] == ["tel:110", "tel:119", "tel:120", "tel:12345"]
        assert all(box["bottom"] <= PHONE["height"] and min(box["width"], box["height"]) >= 64 for _, box in buttons)


def test_the_page_is_short_and_its_groups_are_a_tap_away(demo: Built, browser: Browser, served: str) -> None:
    with reading(browser, served, viewport=PHONE) as reader:
        page = reader.open(HOTLINES)
        assert page.evaluate("document.documentElement.scrollHeight") <= SCREENS * PHONE["height"]
        titles = page.locator(".xl-jumps a").all_inner_texts()
        assert titles == list(dict.fromkeys(hotline.group for hotline in demo.library.hotlines))
        page.locator(".xl-jumps a").last.click()
        heading = page.locator("h2", has_text=titles[-1]).bounding_box()
        assert heading is not None
        assert 0 <= heading["y"] < 100


def test_name_number_and_hours_are_seen_and_the_rest_unfolds_without_script_too(
    demo: Built, browser: Browser, served: str
) -> None:
    with reading(browser, served, viewport=PHONE, java_script_enabled=False) as reader:
        reader.page.goto(served + HOTLINES)
        for hotline in demo.library.hotlines:
            item = reader.page.locator(f"#h-{hotline.slug}")
            assert all(part in item.inner_text().replace("\n", "") for part in told(hotline))
        item = reader.page.locator(f"#h-{demo.library.hotlines[0].slug}")
        assert not item.locator(".xl-hotline__purpose").is_visible()
        item.locator("summary").click()
        assert item.locator(".xl-hotline__purpose").is_visible()


def told(hotline: ResolvedHotline) -> tuple[str, str, str]:
    return hotline.name, hotline.number, hotline.hours


def test_what_an_address_names_and_what_is_printed_is_unfolded(demo: Built, browser: Browser, served: str) -> None:
    first, last = (demo.library.hotlines[at].slug for at in (0, -1))
    with reading(browser, served, viewport=PHONE) as reader:
        page = reader.open(f"{HOTLINES}#h-{first}")
        folds = page.locator("details[data-unfold]")
        assert folds.evaluate_all(SHUT) == folds.count() - 1
        page.evaluate(f"location.hash = '#h-{last}'")
        page.locator(f"#h-{last} details[open]").wait_for()
        top = page.locator(f"#h-{last}").bounding_box()
        assert top is not None
        assert 0 <= top["y"] < PHONE["height"]
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert folds.evaluate_all(SHUT) == 0
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert folds.evaluate_all(SHUT) == folds.count() - 2
