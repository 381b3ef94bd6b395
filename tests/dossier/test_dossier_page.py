"""The page of a dossier as it is opened from a folder: every proof at once, readable on a telephone and on paper."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from dossiers import large, make, publish, site, tree
from looks import NARROW, PAPER, STICKING_OUT, violations
from playwright.sync_api import Page
from sites import REPO, notice

TABLE = "| 一个很长的表头一个很长的表头 | 乙 | 丙 | 丁 |\n|--|--|--|--|\n| 1 | 2 | 3 | 4 |\n"
LONG = "关于" + "很长" * 30 + "的通知"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with everything that a page can have."""
    root = site(tmp_path_factory.mktemp("site"))
    (root / "notices/图 1.png").write_bytes((REPO / "notices/图片/校园平面示意图.png").read_bytes())
    (root / "notices/名单 #1.csv").write_text("序号,数量\n1,2\n", encoding="utf-8")
    body = (
        f'## 一、成效\n\n![校园里分类桶的位置](<图 1.png>)\n\n{TABLE}\n!!! note "注意"\n    见[值班通知](other.md)。\n'
    )
    (root / "notices/sort.md").write_text(
        notice(LONG, "2026-01-06", body, id="sort", kind="通报", attachments="'名单 #1.csv'"), encoding="utf-8"
    )
    publish(root, root / "public", "2026-01-10T09:00")
    text = root / "notices/old.md"
    text.write_text(text.read_text(encoding="utf-8").replace("就有", "就有了"), encoding="utf-8")
    made = root.parent / "档案 100%"
    make(root, made, "--releases", str(root / "public"))
    return made


def look(page: Page, where: str) -> list[str]:
    faults = [f"{where}: {one}" for one in violations(page)]
    for size in (NARROW, {"width": 360, "height": 640}, PAPER):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        faults += [f"{where}, {size['width']} px: {one}" for one in page.evaluate(STICKING_OUT)]
    return faults


def test_every_proof_is_one_click_away_and_every_page_can_be_used(tab: Page, out: Path) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((out / "index.html").as_uri())
    faults = look(tab, "index")
    hrefs = tab.locator("a[href]").evaluate_all("links => links.map(one => one.href)")
    for href in hrefs:
        assert Path(unquote(urlsplit(href).path)).exists(), href
    proofs = tab.locator("[data-proof]")
    titles = []
    assert proofs.count() == 2
    for number in range(proofs.count()):
        tab.locator("[data-proof] > a").nth(number).click()
        titles.append(tab.locator("h1").inner_text())
        faults += look(tab, titles[-1][:8])
        assert tab.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)")
        tab.locator("header a").first.click()
    assert titles == [LONG, "关于多年以前的通知"]
    tab.locator("[data-gaps] a").first.click()
    assert tab.locator(".indicator:target .missing").count() == 1
    tab.locator("[data-proof] p a").first.click()
    assert unquote(tab.url).endswith("#s-一-成效")
    assert tab.locator("h2.cited:target").count() == 1
    assert faults == []
    assert all(url.startswith("file://") for url in asked)


def test_sixty_indicators_and_three_hundred_texts_take_seconds_and_give_the_same_bytes(tmp_path: Path) -> None:
    root = large(tmp_path / "site")
    begun = time.process_time()
    make(root, tmp_path / "one")
    make(root, tmp_path / "two")
    assert time.process_time() - begun < 60
    one = tree(tmp_path / "one")
    assert one == tree(tmp_path / "two")
    assert sum(path.endswith(".html") for path in one) == 601
