"""How readers use the site: by keyboard alone, by search, weeks after it was built."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import DESK, PHONE, place, reading
from commands import call_build
from playwright.sync_api import Browser, Page, ViewportSize
from trees import Built, Tree, line, one

from xuanlan.library.entry import Entry
from xuanlan.models import schedule
from xuanlan.models.schedule import parse_now

FOCUS = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  return { tag: node.tagName, name: node.className, seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 };
}"""


def in_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Presses Tab until what matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if in_focus(page, selector):
            return
    pytest.fail(f"{selector} is not reached by the keyboard")


@pytest.mark.parametrize("name", ["home", "notice", "hotlines"])
def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(
    demo: Built, browser: Browser, served: str, name: str
) -> None:
    with reading(browser, served) as reader:
        page = reader.open(place(demo, name))
        page.keyboard.press("Tab")
        assert in_focus(page, "a.xl-skip")
        assert page.evaluate(FOCUS)["seen"]
        page.keyboard.press("Enter")
        assert in_focus(page, "#content")
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_whatever_has_the_focus_is_seen(demo: Built, browser: Browser, served: str, size: ViewportSize) -> None:
    with reading(browser, served, viewport=size) as reader:
        page = reader.open(place(demo, "notice"))
        stops = 0
        while stops < 120:
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus["tag"] in ("BODY", "HTML"):
                break
            assert focus["seen"], focus
            stops += 1
        assert stops > 15


def test_the_version_for_elders_is_switched_by_keyboard_and_kept_on_the_next_page(
    demo: Built, browser: Browser, served: str
) -> None:
    on = "document.documentElement.classList.contains('elder')"
    with reading(browser, served) as reader:
        page = reader.open("index.html")
        tab_to(page, "button[data-elder-switch]")
        page.keyboard.press("Enter")
        assert page.evaluate(on)
        assert page.locator("button[data-elder-switch]").get_attribute("aria-pressed") == "true"
        reader.open(place(demo, "notice"))
        assert page.evaluate(on)
        tab_to(page, "button[data-elder-switch]")
        page.keyboard.press("Space")
        assert not page.evaluate(on)
        reader.open("index.html")
        assert not page.evaluate(on)


@pytest.mark.parametrize("way", ["server", "folder"])
def test_a_notice_is_found_and_opened_with_the_keyboard_alone(
    demo: Built, browser: Browser, served: str, way: str
) -> None:
    home = served if way == "server" else demo.tree.folder.as_uri() + "/"
    wanted = next(entry for entry in demo.library.public if entry.state == "open")
    with reading(browser, home) as reader:
        page = reader.open(place(demo, "hotlines"))
        page.keyboard.press("/")
        assert in_focus(page, "input[name=q]")
        page.keyboard.type(wanted.notice.title[2:14])
        page.keyboard.press("Enter")
        page.wait_for_selector('#search-results[data-ready="true"]')
        assert page.locator("#search-results").get_attribute("data-total") == "1"
        tab_to(page, f'a[data-hit="{wanted.id}"]')
        page.keyboard.press("Enter")
        page.wait_for_selector(f'article[data-notice="{wanted.id}"]')


def test_every_public_notice_is_found_by_its_title(demo: Built, browser: Browser, served: str) -> None:
    with reading(browser, served) as reader:
        page = reader.open("index.html")
        ask = "title => window.xuanlan.search(title).then((found) => found.ids)"
        for entry in demo.library.public:
            assert entry.id in page.evaluate(ask, entry.notice.title)
        for entry in demo.library.entries:
            if not entry.public:
                assert page.evaluate(ask, entry.notice.title) == []


def test_on_a_server_the_address_is_shown_without_the_file_s_name(demo: Built, browser: Browser, served: str) -> None:
    with reading(browser, served) as reader:
        notice = place(demo, "notice")
        page = reader.open(f"{notice}#content")
        assert page.url == served + notice.removesuffix("index.html") + "#content"


def test_on_a_phone_the_sections_are_behind_one_button(browser: Browser, served: str) -> None:
    with reading(browser, served, viewport=PHONE) as reader:
        page = reader.open("index.html")
        tab_to(page, ".xl-menu summary")
        page.keyboard.press("Enter")
        tab_to(page, '.xl-menu a[href$="public/index.html"]')
        page.keyboard.press("Enter")
        page.wait_for_selector(".xl-column h1")
        assert page.locator("h1").inner_text() == "公示"


CLOCKS = ("2026-11-24T23:30", "2026-12-09T08:00")
"""The last hour of a period of publicity; two weeks later."""


@pytest.fixture(scope="module", params=CLOCKS)
def later(request: pytest.FixtureRequest, demo: Built, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Tree]:
    """A later moment, and the site as a build of that moment shows it."""
    folder = tmp_path_factory.mktemp("later") / "out"
    return request.param, Tree(call_build(demo.root, folder, XUANLAN_NOW=request.param))


@pytest.fixture
def late_tab(browser: Browser, served: str, later: tuple[str, Tree]) -> Iterator[Page]:
    """A tab whose clock stands at the later moment, before the site that was built earlier."""
    with reading(browser, served, clock=later[0]) as reader:
        yield reader.page


SHOWN = """() => {
  const article = document.querySelector("article[data-notice]");
  const [banner, words, label] = ["banner", "sentence", "label"].map((name) => article.querySelector(`[data-state-${name}]`));
  return [article.dataset.state, banner.hidden, words.textContent, label.textContent];
}"""


def test_a_page_built_earlier_shows_the_state_of_today(
    demo: Built, served: str, later: tuple[str, Tree], late_tab: Page
) -> None:
    changed = 0
    for entry in demo.library.public:
        late_tab.goto(served + entry.address, wait_until="domcontentloaded")
        today = one(later[1].page(entry.address), "article[data-notice]")
        hidden = "hidden" in one(today, "[data-state-banner]").attributes
        words = [line(one(today, f"[data-state-{part}]")) for part in ("sentence", "label")]
        shown = late_tab.evaluate(SHOWN)
        assert (entry.id, *shown) == (entry.id, today.attributes["data-state"], hidden, *words)
        changed += shown[0] != entry.state
    assert bool(changed) == (later[0] != CLOCKS[0])


def test_lists_built_earlier_hide_what_is_over_by_now(
    demo: Built, served: str, later: tuple[str, Tree], late_tab: Page
) -> None:
    moment = parse_now(later[0])
    states = {entry.id: schedule.state(entry.facts, moment) for entry in demo.library.public}
    gone = 0
    for path in [path for path in demo.tree.pages if demo.tree.page(path).css("[data-notice-link]")]:
        if path.startswith("n/"):
            continue
        late_tab.goto(served + path, wait_until="domcontentloaded")
        rows = late_tab.locator("li:has(> * [data-notice-link]), li:has(> [data-notice-link])").evaluate_all(
            "rows => rows.map((row) => [row.querySelector('[data-notice-link]').dataset.noticeLink, row.hidden,"
            " row.querySelector('[data-state-label]').hidden ? '' : row.querySelector('[data-state-label]').textContent])"
        )
        assert rows
        for ident, hidden, label in rows:
            # An archive keeps what is over, and says so.
            listed = schedule.is_listed(states[ident]) or demo.tree.page(path).css_first("[data-complete]") is not None
            assert (path, ident, hidden) == (path, ident, not listed)
            if listed:
                assert (path, ident, label) == (path, ident, schedule.label(states[ident]))
            gone += hidden
    assert bool(gone) == (later[0] != CLOCKS[0])


def test_a_pin_that_has_ended_is_gone(demo: Built, served: str, later: tuple[str, Tree], late_tab: Page) -> None:
    def pinned(entry: Entry) -> bool:
        return schedule.is_pinned(entry.facts, parse_now(later[0]))

    late_tab.goto(f"{served}notices/index.html")
    seen = late_tab.locator("[data-pinned-list] li:not([hidden]) [data-notice-link]").evaluate_all(
        "links => links.map((link) => link.dataset.noticeLink)"
    )
    assert seen == [entry.id for entry in demo.library.public if pinned(entry)]


def test_a_list_of_names_goes_with_its_period_in_a_page_built_earlier(
    demo: Built, served: str, later: tuple[str, Tree], late_tab: Page
) -> None:
    entry = next(entry for entry in demo.library.public if entry.state == "open" and entry.notice.list_until_closed)
    rows = [row for row in entry.rendered.text.splitlines() if "2401" in row or "2402" in row]
    assert rows
    late_tab.goto(served + entry.address)
    body = late_tab.locator("article").text_content() or ""
    over = later[0] != CLOCKS[0]
    assert any(row.split()[0] in body for row in rows) != over
    assert (late_tab.locator('article a[href*="files/"]').count() == 0) == over
