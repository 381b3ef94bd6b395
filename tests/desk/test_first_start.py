"""The first start at a large site: texts are listed and written before there are pages to show them on."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from desks import clerk, desk_of, ready
from playwright.sync_api import Browser, Route
from sites import NOW, Site, sample

from xuanlan.build.build import Told
from xuanlan.desk.edits import Edit
from xuanlan.desk.folder import Folder
from xuanlan.desk.texts import Texts
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import Report
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.library.read import Sources
from xuanlan.render.pages import Pages
from xuanlan.runtime.progress import Progress, silent


def test_texts_are_listed_opened_and_saved_before_any_page_is_made(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("XUANLAN_DESK", str(tmp_path / "kept"))
    wrong = "---\ntitle 少了冒号\nid: wrong\n---\n\n正文。\n"
    site = Site(tmp_path / "网站").write({"notices/a.md": sample("请布署。\n"), "notices/b.md": wrong})
    found: dict[str, Any] = {}

    def make(out: Path, told: Told, _: Progress) -> tuple[Pages, Report]:
        def read(sources: Sources, report: Report) -> None:
            told(sources, report)
            found["pages"] = texts.is_built or any(out.rglob("*.html"))
            found["rows"] = {row["id"]: row["stops"] for row in texts.rows()}
            found["kinds"] = len(texts.kinds())
            opened = texts.open("case")
            faulty = Edit(opened["base"], {"expires": "后天"}, "请按时到场。\n")
            tried = texts.try_("case", faulty)
            found["tried"] = tried.is_whole, [(item.code, item.position.line) for item in tried.findings]
            texts.save("case", Edit(opened["base"], {}, "请按时到场。\n"), NOW)

        options = Options(now=NOW, keep_going=True, force=True, strict=False, console=Console(io.StringIO()), told=read)
        return run.build_pages(site.root, out, options)

    texts = Texts(site.root, make, Folder(site.root))
    texts.build(silent)
    assert found.pop("kinds") > 20
    assert found == {
        "pages": False,
        "rows": {"wrong": 1, "case": 0, "duty": 0},
        "tried": (False, [("date-invalid", 6)]),
    }
    assert texts.is_built
    assert (site.root / "notices/a.md").read_text(encoding="utf-8") == sample("请按时到场。\n")
    again = texts.try_("case", Edit(texts.open("case")["base"], {}, "请布署。\n"))
    assert (again.is_whole, [item.code for item in again.findings]) == (True, ["wording-slip"])


def test_whoever_opens_a_desk_without_pages_is_told_that_they_are_coming_and_writes(
    tmp_path: Path, browser: Browser
) -> None:
    site = Site(tmp_path / "网站").write({"notices/a.md": sample("请按时到场。\n")})

    def coming(route: Route) -> None:
        route.fulfill(json={"findings": [], "page": "", "whole": False})

    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        page.route("**/api/site", lambda route: route.fulfill(json={"state": "listed", "problem": ""}))
        page.route("**/try", coming)
        page.goto(desk.home)
        ready(page)
        told = page.locator("#state").inner_text()
        assert (told[:6], told[-5:]) == ("正在准备网页", "，可以先写")
        assert page.locator("[data-notice='case'] td").last.inner_text() == "还没有检查"
        page.click("[data-notice='case'] a")
        page.wait_for_selector("#frames .wait:not([hidden])")
        assert "网页正在准备" in page.locator("#frames").inner_text()
        assert "网页准备好以后检查正文" in page.locator("#findings-title").inner_text()
        page.unroute("**/api/site")
        page.unroute("**/try")
        page.click(".cm-content")
        page.keyboard.press("Control+End")
        page.keyboard.type("请带伞。")
        page.click("[data-action='save']")
        page.frame_locator("iframe[data-preview='page']").get_by_text("请带伞。").wait_for(timeout=30_000)
        assert page.locator("#frames .wait").is_hidden()
