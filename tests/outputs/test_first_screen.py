"""What a reader who has scanned a code sees at once on a telephone, and what the head of a notice says of its state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsers import PHONE, reading
from commands import call_build
from playwright.sync_api import Browser, Page
from sites import new_site, notice
from trees import Built

LOWEST = 420
"""Pixels from the top at which a notice must have begun, of a first screen of 740."""
BEGINS = """() => {
  const parts = ".xl-state, .xl-gist, .xl-period, .xl-article__body";
  const tops = [...document.querySelectorAll(parts)].map((part) => part.getBoundingClientRect())
    .filter((box) => box.height > 1).map((box) => box.top);
  return Math.min(...tops);
}"""
UNITS = "云山市教育局、云山市卫生健康委员会、云山职业技术学院马克思主义学院、云山职业技术学院后勤保障与基建管理处"
LONG = "关于进一步做好二〇二六年冬季学期学生公寓消防安全和用电安全专项检查有关工作的通知"
"""A title of forty characters."""
PERIOD: dict[str, Any] = {
    "open_from": "2026-01-06",
    "open_until": "2026-03-08",
    "objections": "{名称: 纪检监察室, 电话: 0000-8888030}",
}
SITE = {
    "long.md": notice(LONG, "2026-01-05", "一、甲\n\n正文。\n\n二、乙\n\n正文。\n\n三、丙\n\n正文。\n", id="long",
                      unit=UNITS, doc_no="云职院〔2026〕128号", deadline="2026-03-05", place="第一报告厅", audience="学生"),
    "urgent.md": notice("关于停水的紧急通知", "2026-01-05", id="urgent", urgent="是", summary="今晚停水。", expires="2026-04-01"),
    "calm.md": notice("关于供水的通知", "2026-01-05", id="calm", summary="照常供水。"),
    "open.md": notice("关于先进班级的公示", "2026-01-06", id="open", kind="公示", **PERIOD),
    "gone.md": notice("关于旧事的通知", "2026-01-04", id="gone", withdrawn="时间有误"),
    "next.md": notice("关于新事的通知", "2026-01-05", id="next", replaces="gone"),
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = new_site(tmp_path_factory.mktemp("first screen") / "site", SITE)
    out: Path = call_build(root, root / "out", XUANLAN_NOW="2026-03-01T09:00")
    return out.as_uri() + "/"


def test_every_notice_of_the_demo_begins_on_the_first_screen(demo: Built, browser: Browser, served: str) -> None:
    with reading(browser, served, viewport=PHONE) as reader:
        found = {entry.id: reader.open(entry.address).evaluate(BEGINS) for entry in demo.library.public}
    assert len(found) > 40
    assert {ident: top for ident, top in found.items() if top > LOWEST} == {}


def test_so_does_one_of_many_units_with_a_title_of_forty_characters(browser: Browser, home: str) -> None:
    assert len(LONG) == 40
    with reading(browser, home, viewport=PHONE) as reader:
        page = reader.open("n/long/index.html")
        assert page.evaluate(BEGINS) <= LOWEST
        brief = page.locator(".xl-brief summary")
        assert brief.evaluate("node => node.scrollWidth <= node.clientWidth && node.clientHeight < 50")
        brief.click()
        facts = page.locator(".xl-brief .xl-facts")
        assert UNITS in facts.inner_text()
        assert "2026年3月5日" in facts.inner_text()
        assert not page.locator(".xl-article__head > .xl-facts").is_visible()


@pytest.mark.parametrize("clock", ["2026-03-01T09:00", "2026-04-02T09:00"])
def test_an_urgent_notice_says_so_with_its_summary_for_as_long_as_it_is_in_force(
    browser: Browser, home: str, clock: str
) -> None:
    with reading(browser, home, clock) as reader:
        page = reader.open("n/urgent/index.html")
        assert page.locator(".xl-urgency").is_visible() == (clock < "2026-04-01")
        assert page.locator(".xl-gist p").inner_text() == "今晚停水。"
        assert page.locator("h1").inner_text().replace("\n", "") == "关于停水的紧急通知"
        page = reader.open("n/calm/index.html")
        assert page.locator(".xl-urgency, .xl-gist").count() == 0


@pytest.mark.parametrize("clock", ["2026-03-01T09:00", "2026-03-09T00:00"])
def test_nobody_is_asked_to_call_when_the_period_is_over(browser: Browser, home: str, clock: str) -> None:
    def phones(page: Page) -> int:
        return page.locator(".xl-period a[href^='tel:']:visible").count()

    with reading(browser, home, clock) as reader:
        page = reader.open("n/open/index.html")
        over = clock > "2026-03-08T24"
        assert phones(page) == (0 if over else 1)
        assert ("公示期内受理异议的部门：纪检监察室" in page.locator(".xl-period").inner_text()) == over


def test_a_withdrawn_notice_leads_to_the_one_that_replaces_it(browser: Browser, home: str) -> None:
    with reading(browser, home) as reader:
        link = reader.open("n/gone/index.html").locator("[data-state-banner] a")
        assert (link.inner_text(), link.get_attribute("href")) == ("关于新事的通知", "../next/index.html")
