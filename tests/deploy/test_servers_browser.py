"""The site in a browser at a real nginx with the configuration that `xuanlan server` gives: all works, nothing else does."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from browsers import PAGES, Reader, place, reading
from playwright.sync_api import Browser
from screens import wait_until_kept
from trees import Built
from web_servers import Server, attached

from xuanlan import security_headers


def test_a_browser_saves_an_attachment_under_its_chinese_name(nginx: Server, published: Path, browser: Browser) -> None:
    path = attached(published, "docx")
    page = browser.new_page(accept_downloads=True)
    page.goto(nginx.home + path.split("files/")[0])
    with page.expect_download() as download:
        page.locator(f'a[href="files/{quote(path.rpartition("/")[2])}"]').first.click()
    assert download.value.suggested_filename == path.rpartition("/")[2]
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_works_under_the_policy(demo: Built, browser: Browser, nginx: Server, name: str) -> None:
    with reading(browser, nginx.home) as reader:
        page = reader.open(place(demo, name))
        answer = page.goto(page.url)
        assert answer is not None
        assert answer.headers["content-security-policy"] == security_headers.HEADERS["Content-Security-Policy"]
        if "?q=" in page.url:
            page.wait_for_selector("#search-results a[data-hit]")


def test_the_page_for_what_is_missing_shows_itself_at_any_depth(browser: Browser, nginx: Server) -> None:
    context = browser.new_context()
    reader = Reader(context.new_page(), nginx.home)
    reader.open("n/nowhere/files/a/b/c")
    assert reader.page.locator(".xl-header").is_visible()
    assert reader.page.evaluate("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    context.close()
    assert [text for text in reader.complaints if "status of 404" not in text] == []


def test_a_screen_plays_and_keeps_its_worker_under_the_policy(browser: Browser, nginx: Server) -> None:
    with reading(browser, nginx.home) as reader:
        page = reader.open("kiosk/lobby/index.html")
        assert wait_until_kept(page)


def test_the_page_of_all_screens_shows_them_in_frames_under_the_policy(browser: Browser, nginx: Server) -> None:
    with reading(browser, nginx.home) as reader:
        page = reader.open("kiosk/index.html")
        frames = page.locator("iframe")
        assert frames.count() == 4
        for number in range(4):
            page.frame_locator("iframe").nth(number).locator("[data-slide][data-current]").first.wait_for()


def test_the_policy_stops_what_somebody_smuggles_into_a_page(published: Path, nginx: Server, browser: Browser) -> None:
    page_file = published / "current/smuggled.html"
    page_file.write_text(
        '<body onload="window.hit=1" style="color:red"><script>window.hit=2</script><img src=x onerror="window.hit=3">'
        '<script src="https://elsewhere.example/x.js"></script><iframe src="https://elsewhere.example/"></iframe>',
        encoding="utf-8",
    )
    page = browser.new_page()
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url))
    page.goto(nginx.home + "smuggled.html")
    assert page.evaluate("window.hit === undefined && getComputedStyle(document.body).color === 'rgb(0, 0, 0)'")
    assert not [url for url in asked if "elsewhere" in url]
    page.close()
    page_file.unlink()
