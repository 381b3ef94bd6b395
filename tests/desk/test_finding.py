"""The desk's list finds every text that holds the words, as the site's own search does, and drafts too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from desks import clerk, desk_of
from playwright.sync_api import Browser, Page
from sites import NOW, Site, notice

from xuanlan.desk.edits import Edit
from xuanlan.desk.folder import VARIABLE, Folder
from xuanlan.desk.texts import Texts
from xuanlan.diagnostics.console import Console
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.runtime.progress import silent

DRAFT = "图书馆\n周末**闭**馆，请提前还书。\n"
FILES = {
    "notices/water.md": notice("关于停水的通知", "2026-01-07", "教学楼 #3 从 １２ 时起停水。\n", id="water", doc_no="云职院〔2026〕5号", unit="党政办公室、体育部"),
    "notices/book.md": notice("关于借书的通知", "2026-01-06", DRAFT, id="book", draft="是"),
    "notices/wrong.md": "---\ntitle 少了冒号\nid: wrong\n---\n\n体育馆开放。\n",
}  # fmt: skip
FOUND = {
    "停水": ["water"],
    "从12时起": ["water"],
    "云职院[2026]5号": ["water"],
    "闭馆": ["book"],
    "馆 书": ["book"],
    "馆": ["wrong", "book"],
    "体育馆": ["wrong"],
    "通知停水": [],
    "后勤处": [],
    "值班": ["duty"],
    "云山职业技术学院 借书": ["book"],
}
"""The ids of the texts that hold the words, in the order of the list."""


def test_every_text_with_the_words_is_found_whatever_its_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    site = Site(tmp_path / "网站").write(FILES)
    begun: dict[str, list[str]] = {}

    def listed(words: str) -> list[str]:
        return [row["id"] for row in texts.rows() if row["id"] in texts.find(words)]

    options = Options(now=NOW, keep_going=True, force=True, strict=False, console=Console(io.StringIO()))

    def make(out: Path, told: object, _: object) -> object:
        def read(sources: object, report: object) -> None:
            told(sources, report)  # type: ignore[operator]
            begun.update({words: listed(words) for words in ("停水", "闭馆", "体育馆")} if not begun else {})

        options.told = read
        return run.build_pages(site.root, out, options)

    texts = Texts(site.root, make, Folder(site.root))  # type: ignore[arg-type]
    texts.build(silent)
    assert begun == {"停水": ["water"], "闭馆": [], "体育馆": ["wrong"]}, "before there are pages, titles are searched"
    assert {words: listed(words) for words in FOUND} == FOUND
    assert texts.around("从12时起", ["water", "book", "none"]) == {"water": "教学楼 #3 从 １２ 时起停水。"}
    assert texts.around("停水", ["duty", "book"]) == {}
    opened = texts.open("water")
    texts.save("water", Edit(opened["base"], {}, "前" * 100 + "改成停电。" + "后" * 100 + "\n"), NOW)
    assert (listed("停电"), listed("从12时起")) == (["water"], [])
    assert texts.around("停电", ["water"])["water"] == f"…{'前' * 12}改成停电。{'后' * 53}…"
    texts.build(silent)
    assert (listed("停电"), listed("闭馆"), listed("从12时起")) == (["water"], ["book"], [])


def shown(page: Page) -> list[str]:
    return [str(row.get_attribute("data-notice")) for row in page.locator("#rows tr").all()]


def test_what_was_found_is_marked_in_the_list(tmp_path: Path, browser: Browser) -> None:
    site = Site(tmp_path / "网站").write(FILES)
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        page.wait_for_function("() => !document.getElementById('state').textContent", timeout=60_000)
        page.fill("[name='words']", "停水")
        page.wait_for_selector("#rows[data-found='停水']")
        assert shown(page) == ["water"]
        assert page.locator("#rows a mark").all_inner_texts() == ["停水"]
        assert page.locator("#rows .around").inner_text() == "教学楼 #3 从 １２ 时起停水。"
        assert page.locator("#rows .around mark").all_inner_texts() == ["停水"]
        page.fill("[name='words']", "馆")
        page.wait_for_selector("#rows[data-found='馆']")
        page.select_option("[name='state']", "draft")
        page.wait_for_selector("[data-notice='wrong']", state="detached")
        assert shown(page) == ["book"]
        page.fill("[name='words']", "")
        page.select_option("[name='state']", "")
        page.wait_for_selector("[data-notice='duty']")
        assert len(shown(page)) == 4
        assert page.locator("mark").count() == 0
        units = page.locator("[name='unit'] option").all_inner_texts()
        assert "体育部" in units
        assert not any("、" in unit for unit in units)
        page.select_option("[name='unit']", "体育部")
        page.wait_for_selector("[data-notice='duty']", state="detached")
        assert shown(page) == ["water"]
