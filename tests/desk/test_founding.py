"""From an empty folder to a published 公示, without a command: a clerk's first ten minutes."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path

import pytest
from desks import clerk, desk_of, ready
from playwright.sync_api import Browser, Page
from sites import NOW, Site, sample

from xuanlan import addresses
from xuanlan.diagnostics.report import CallError
from xuanlan.library.new_site import contrast, found_site

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


class Hand:
    """Counts what a clerk does besides typing."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.done += 1


def test_an_empty_folder_becomes_a_site_with_a_published_notice(tmp_path: Path, browser: Browser) -> None:
    root, target = tmp_path / "宣传栏", tmp_path / "发布"
    with desk_of(root, tmp_path / "kept", "2026-03-08T09:00") as desk, clerk(browser, desk) as page:
        hand = Hand(page)
        page.fill("[name='name']", "永安小学宣传栏")
        page.fill("[name='unit']", "永安小学")
        hand.click("[data-action='found']")
        page.wait_for_selector("[data-desk='list']")
        ready(page)
        hand.click("[data-action='new']")
        ready(page)
        page.fill("[data-field='title']", "关于先进班集体推荐名单的公示")
        hand.click(".card:has(input[value='公示'])")
        hand.click("button[data-action='new']")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        page.fill("[data-field='open_from']", "2026-03-08")
        page.fill("[data-field='open_until']", "2026-03-16")
        page.fill("[data-field='objections/name']", "学校办公室")
        page.fill("[data-field='objections/phone']", "0000-8888001")
        page.locator(".cm-content").fill("经评选，推荐三年级一班为先进班集体，现予公示。")
        hand.click("[data-action='save']")
        page.wait_for_selector("html[data-saved='true']")
        hand.click("[data-action='publish']")
        ready(page)
        page.fill("[name='folder']", str(target))
        hand.click("#target button")
        page.wait_for_selector("#changes:not([hidden])")
        page.wait_for_function(
            "() => document.getElementById('lists').textContent.includes('先进班集体')", timeout=30_000
        )
        hand.click("button[data-action='publish']")
        page.wait_for_selector("html[data-published]", timeout=60_000)
        assert hand.done <= 8
        assert "先进班集体" in page.locator("#done-list").inner_text()
    pages = [page.read_text(encoding="utf-8") for page in (target / "current" / "n").glob("*/index.html")]
    (text,) = [page for page in pages if "推荐三年级一班为先进班集体" in page]
    assert "2026年3月16日" in text
    assert "永安小学宣传栏" in text


COPY = "import shutil, sys; shutil.rmtree(sys.argv[2], ignore_errors=True); shutil.copytree(*sys.argv[1:])"


def test_the_release_before_comes_back_and_both_are_uploaded(tmp_path: Path, browser: Browser) -> None:
    site = Site(tmp_path / "网站").write({"notices/a.md": sample("请按时到场。\n")})
    target, server = tmp_path / "发布", tmp_path / "别的 服务器"
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        page.click("[data-action='publish']")
        ready(page)
        page.fill("[name='folder']", str(target))
        page.click("#uploading summary")
        page.fill("[name='upload']", shlex.join([sys.executable, "-c", COPY, "{folder}", str(server)]))
        page.click("#target button")
        page.wait_for_selector("#changes:not([hidden])")
        for words in ("", "改过的话。"):
            if words:
                text = (site.root / "notices/a.md").read_text(encoding="utf-8")
                (site.root / "notices/a.md").write_text(text + words, encoding="utf-8")
            page.evaluate("delete document.documentElement.dataset.published")
            page.click("button[data-action='publish']")
            page.wait_for_selector("html[data-published]", timeout=60_000)
            if not words:
                assert "https://board.college.example/n/case/" in page.locator("#done-list").inner_text()
                code = page.locator("#done-list img[alt*='开放日']")
                assert code.evaluate("image => image.naturalWidth > 0")
        assert "改过的话" in (target / "current/n/case/index.html").read_text(encoding="utf-8")
        assert "改过的话" in (server / "n/case/index.html").read_text(encoding="utf-8")
        page.evaluate("delete document.documentElement.dataset.published")
        page.click("[data-action='back']")
        page.wait_for_selector("html[data-published]", timeout=60_000)
    assert "改过的话" not in (target / "current/n/case/index.html").read_text(encoding="utf-8")
    assert "改过的话" not in (server / "n/case/index.html").read_text(encoding="utf-8")


def test_what_comes_to_its_end_is_told_before_it_is_published(tmp_path: Path) -> None:
    site = Site(tmp_path / "网站").write({"notices/a.md": sample("请按时到场。\n", "expires: 2026-03-05")})
    target = {"folder": str(tmp_path / "发布"), "upload": ""}
    told = []
    for day in ("2026-03-01", "2026-03-10"):
        with desk_of(site.root, tmp_path / "kept", day) as desk:
            cookie = desk.login()
            while desk.ask(cookie, "/api/site")["state"] != "ready":
                time.sleep(0.05)
            desk.ask(cookie, "/api/publish/target", target)
            told.append(desk.ask(cookie, "/api/publish"))
            if day == "2026-03-01":
                desk.ask(cookie, "/api/publish", {})
            else:  # a release of which nothing is known any more but its pages
                (tmp_path / "发布" / "current" / addresses.API).write_bytes(b"")
                assert [row["id"] for row in desk.ask(cookie, "/api/publish")["ended"]] == ["case"]
    assert [[row["id"] for row in one["ended"]] for one in told] == [[], ["case"]]
    assert told[1]["counts"] == [0, 0, 0, 1]


def test_a_text_with_a_stop_is_not_published(tmp_path: Path, browser: Browser) -> None:
    site = Site(tmp_path / "网站").write({"notices/a.md": sample("王某 99999919491231005X。\n")})
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        page.click("[data-action='publish']")
        ready(page)
        page.fill("[name='folder']", str(tmp_path / "发布"))
        page.click("#target button")
        page.wait_for_selector("#changes:not([hidden])")
        assert page.locator("button[data-action='publish']").is_disabled()
        assert "要先改好" in page.locator("#stops").inner_text()
    assert not (tmp_path / "发布" / "current").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": " "}, "名称"), ({"unit": ""}, "单位"), ({"colour": "red"}, "颜色"), ({"colour": "#ffdd00"}, "太浅"),
        ({"logo": b"GIF89a"}, "PNG"), ({"logo": PNG + b"0" * 300_000}, "300 KB"),
    ],
)  # fmt: skip
def test_a_site_is_not_made_of_what_cannot_be(tmp_path: Path, given: dict[str, object], words: str) -> None:
    with pytest.raises(CallError, match=words):
        found_site(tmp_path / "a", NOW, **({"name": "甲", "unit": "乙"} | given))  # type: ignore[arg-type]
    assert not (tmp_path / "a").exists()


def test_a_new_site_has_its_name_colour_and_logo(tmp_path: Path) -> None:
    found_site(tmp_path / "a", NOW, name='永安"小学"', unit="永安: 小学", colour="#1d4f91", logo=PNG)
    assert 'site_name: "永安\\"小学\\""' in (tmp_path / "a/mkdocs.yml").read_text(encoding="utf-8")
    assert "--xl-main: #1d4f91;" in (tmp_path / "a/overrides/assets/brand.css").read_text(encoding="utf-8")
    assert (tmp_path / "a/overrides/assets/logo.png").read_bytes() == PNG


def test_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
