"""What failed at the desk is told until the same thing succeeds, whatever else succeeds meanwhile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desks import clerk, desk_of, ready
from playwright.sync_api import Browser, Page
from sites import Site, notice, sample


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "网站").write({"notices/a.md": sample("请按时到场。\n")})


def test_why_a_site_was_not_published_stays_on_the_page(site: Site, tmp_path: Path, browser: Browser) -> None:
    target = tmp_path / "发布"
    site.write({"notices/screens.yml": "- {编号: lobby, 名称: 一楼大厅, 播放: [{内容: 文稿}]}\n"})
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk, refused=1) as page:
        page.click("[data-notice='case'] a")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        page.click(".cm-content")
        page.keyboard.type("没有保存的话。")
        page.click("[data-action='publish']")
        ready(page)
        page.fill("[name='folder']", str(target))
        page.click("#target button")
        page.wait_for_selector("#changes:not([hidden])")
        assert "屏幕 1 块（一楼大厅）" in page.locator("#summary").inner_text()
        assert page.locator("#unsaved").inner_text() == "这几篇有没保存的内容，发布的是上次保存的样子：关于开放日的通知"
        site.write(
            {
                "notices/b.md": notice(body="![](无.png)\n"),
                "notices/c.md": notice("关于放假的通知", body="![](无.png)\n"),
            }
        )
        page.click("button[data-action='publish']")
        page.wait_for_selector("#problem:not([hidden])", timeout=60_000)
        page.wait_for_function("() => !document.querySelector('[data-action=back]').disabled", timeout=60_000)
        page.wait_for_timeout(1000)
        told = page.locator("#problem-words").inner_text().splitlines()
        assert [line.partition(":")[0] for line in told] == ["notices/b.md", "notices/c.md"]
        assert page.locator("#state").inner_text() == ""
        for path in ("notices/b.md", "notices/c.md"):
            (site.root / path).unlink()
        page.click("button[data-action='publish']")
        page.wait_for_selector("html[data-published]", timeout=60_000)
        assert page.locator("#problem").is_hidden()
    assert (target / "current/n/case/index.html").exists()


def give(page: Page, *files: Path) -> None:
    with page.expect_file_chooser() as chosen:
        page.click("button:text-is('附件')")
    chosen.value.set_files(files)


def test_a_file_that_was_refused_is_told_though_the_next_one_came(site: Site, tmp_path: Path, browser: Browser) -> None:
    good, bad, worse = tmp_path / "报名表.csv", tmp_path / "程序.exe", tmp_path / "网页.html"
    for file in (good, bad, worse):
        file.write_text("姓名,班级\n", encoding="utf-8")
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk, refused=2) as page:
        page.click("[data-notice='case'] a")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        give(page, bad, worse, good)
        page.frame_locator("iframe[data-preview='page']").get_by_text("报名表").first.wait_for()
        told = page.locator("#problem-words").inner_text().splitlines()
        assert ["程序.exe" in told[0], "网页.html" in told[1], len(told)] == [True, True, 2]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        box = page.locator("#problem").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 400, "it is seen from everywhere"
        give(page, good)
        page.wait_for_selector("#problem[hidden]", state="attached")


def test_what_is_asked_of_a_desk_that_is_gone_fails_in_words_and_loses_nothing(
    site: Site, tmp_path: Path, browser: Browser
) -> None:
    context = browser.new_context(locale="zh-CN")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    with desk_of(site.root, tmp_path / "kept") as desk:
        page.goto(desk.address)
        ready(page)
        page.click("[data-notice='case'] a")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        page.click(".cm-content")
        page.keyboard.type("第一次。")
        page.click("[data-action='save']")
        page.wait_for_selector("html[data-saved='true']")
        desk.kill()
    page.click(".cm-content")
    page.keyboard.type("第二次。")
    page.click("[data-action='save']")
    page.click("#versions summary")
    page.click("#versions li:first-child [data-act='look']")
    page.click("#versions li:last-child [data-version]")
    page.click("summary:text-is('链接文稿')")
    page.wait_for_selector("#problem:not([hidden])")
    page.wait_for_timeout(500)
    assert page.locator("#problem-words").inner_text() == "写稿台已经关闭，请重新打开它。您写的内容还在这个网页里。"
    assert "第二次。" in page.locator(".cm-content").inner_text()
    page.click("[data-action='undo']")
    page.wait_for_timeout(500)
    assert faults == []
    context.close()


def test_a_site_that_refuses_warnings_opens_and_tells_which_keep_it_from_its_readers(
    site: Site, tmp_path: Path
) -> None:
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    site.write({"mkdocs.yml": config + "strict: true\n", "notices/b.md": notice(body="请各单位布署到位。\n", id="b")})
    with desk_of(site.root, tmp_path / "kept") as desk:
        cookie = desk.login()
        desk.until_read(cookie)
        assert desk.ask(cookie, "/api/site")["state"] == "ready"
        desk.ask(cookie, "/api/publish/target", {"folder": str(tmp_path / "发布")})
        own = {"Cookie": cookie, "Origin": desk.home.rstrip("/"), "Content_Type": "application/json"}
        status, _, content = desk.request("POST", "/api/publish", b"{}", **own)
    assert status == 409
    told = json.loads(content)["problem"].splitlines()
    assert [line for line in told if line.startswith("notices/b.md:7:5：") and "布署" in line] == told[:1]
    assert not (tmp_path / "发布" / "current").exists()


def test_eight_pages_at_once_all_work_and_hear_of_what_is_saved(site: Site, tmp_path: Path, browser: Browser) -> None:
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        others = [page.context.new_page() for _ in range(7)]
        for other in others:
            other.goto(desk.home)
            ready(other)
        (site.root / "notices" / "later.md").write_text(
            sample("正文。\n").replace("id: case", "id: later"), encoding="utf-8"
        )
        page.goto(f"{desk.home}t/case")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        page.fill("[data-field='title']", "关于停水的通知")
        page.click("[data-action='save']")
        others[-1].wait_for_selector("[data-notice='later']", timeout=30_000)
