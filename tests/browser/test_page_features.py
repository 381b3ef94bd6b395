"""What readers can do: 长辈版, the / key, printing, short addresses, and all of it in a locked browser."""

from __future__ import annotations

import paper
import pytest
from pages import PageFolder, entry, facts
from playwright.sync_api import Route, expect

from xuanlan.render import bundles

SWITCH = '<button type="button" data-elder-switch aria-pressed="false">长辈版</button>'
FORM = '<form data-search action="search/index.html"><input id="{id}" name="q"{more}></form>'
LOCKED = """
for (const name of ["localStorage", "history"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied"); } });
}
"""


def test_the_page_knows_that_scripts_run(page_folder: PageFolder) -> None:
    expect(page_folder.open("").locator("html")).to_have_class("js")


def test_elder_version_is_remembered(page_folder: PageFolder) -> None:
    page = page_folder.open(SWITCH)
    button, root = page.get_by_role("button", name="长辈版"), page.locator("html")
    expect(root).to_have_class("js")
    button.click()
    expect(root).to_have_class("js elder")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(root).to_have_class("js elder")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.press("Enter")
    page.reload()
    expect(root).to_have_class("js")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_locked_browser_loses_nothing_else(page_folder: PageFolder) -> None:
    address = page_folder.write(SWITCH + f"<ul>{entry('gone', facts(expires='2026-03-02'))}</ul>")
    page = page_folder.page("2026-03-05", before=LOCKED)
    page.goto(address)
    button = page.get_by_role("button", name="长辈版")
    button.click()
    expect(page.locator("html")).to_have_class("js elder")
    expect(page.locator("li")).to_be_hidden()
    page.reload()
    expect(page.locator("html")).to_have_class("js")


def test_slash_goes_to_the_search_box(page_folder: PageFolder) -> None:
    page = page_folder.open(FORM.format(id="head", more="") + "<textarea></textarea>")
    page.keyboard.press("/")
    expect(page.locator("#head")).to_be_focused()
    expect(page.locator("#head")).to_have_value("")
    page.keyboard.type("1/2")
    expect(page.locator("#head")).to_have_value("1/2")
    page.locator("textarea").press("/")
    expect(page.locator("textarea")).to_have_value("/")
    expect(page.locator("textarea")).to_be_focused()


def test_slash_prefers_the_pages_own_box_and_skips_hidden_ones(page_folder: PageFolder) -> None:
    page = page_folder.open(
        FORM.format(id="head", more="") + FORM.format(id="own", more="") + FORM.format(id="no", more=" hidden")
    )
    page.keyboard.press("Control+/")
    expect(page.locator("#own")).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#own")).to_be_focused()


def test_print_buttons_print(page_folder: PageFolder) -> None:
    address = page_folder.write('<button type="button" data-print>打印本页</button>')
    page = page_folder.page(before="window.print = () => { document.title = 'printed'; };")
    page.goto(address)
    page.get_by_role("button", name="打印本页").click()
    expect(page).to_have_title("printed")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_folded_away_is_on_paper_and_folded_again_afterwards(page_folder: PageFolder, scripts: bool) -> None:
    style = f'<link rel="stylesheet" href="{bundles.address("xuanlan.css")}">'
    folded = '<details class="{name}"{state}><summary>{name}</summary><p>in {name}</p></details>'
    parts = [folded.format(name=name, state=state) for name, state in (("open", " open"), ("shut", ""))]
    address = page_folder.write(
        f'<div class="xl-text">{"".join(parts)}</div><details>menu<p>in menu</p></details>', head=style
    )
    page = page_folder.context(java_script_enabled=scripts).new_page()
    page.goto(address)
    words = paper.letters(paper.text(page.pdf()))
    assert [name for name in ("open", "shut", "menu") if f"in{name}" in words] == ["open", "shut"]
    assert page.locator("details[open]").count() == 1
    page.context.close()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/n/1/index.html", "/n/1/"),
        ("/index.html?q=1#top", "/?q=1#top"),
        ("/sub/path/index.html#s-1", "/sub/path/#s-1"),
        ("/n/1/", "/n/1/"),
        ("/404.html", "/404.html"),
        ("/myindex.html", "/myindex.html"),
    ],
)
def test_addresses_are_shown_short_on_a_server(page_folder: PageFolder, path: str, shown: str) -> None:
    page_folder.write("<p>页</p>", root="/")

    def serve(route: Route) -> None:
        name = bundles.address("xuanlan.js") if route.request.url.endswith(".js") else "index.html"
        route.fulfill(path=page_folder.folder / name)

    page = page_folder.page()
    page.route("http://site.example/**", serve)
    page.goto(f"http://site.example{path}")
    assert page.url == f"http://site.example{shown}"


def test_addresses_in_a_folder_stay_whole(page_folder: PageFolder) -> None:
    assert page_folder.open("").url.endswith("/index.html")
