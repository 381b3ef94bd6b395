"""Days of a screen in a minute: hundreds of slides, releases, outages; nothing grows, nothing is blank, nobody complains."""

from __future__ import annotations

from pathlib import Path

from commands import call_build
from playwright.sync_api import Browser
from rounds import times
from screens import Screen, serving
from sites import new_site, notice, write

NOW = "2026-03-03T10:00:00+08:00"
ROUND, SETTLED = 200, 60
"""Slides of one round, and after how many of them the screen holds all that it will hold."""
LONG = "请各部门认真组织学习，结合实际抓好落实，并于本月底前把情况报送学院办公室。\n\n" * 12
SCREENS = """\
- id: lobby
  ticker: 是
  dwell: {文稿: 3, 规定: 3, 核心价值观: 3, 热线: 3, 标语: 3, 时钟: 3}
  play:
    - {内容: 文稿, 最新: 4}
    - {内容: 规定}
    - {内容: 核心价值观}
    - {内容: 标语, 文字: [强国有我, 请讲普通话]}
    - {内容: 热线}
    - {内容: 时钟}
"""
NOTICES = {
    "a.md": notice("关于值班的通知", "2026-01-05", LONG, id="a"),
    "b.md": notice("关于停水的通知", "2026-01-06", "| 时间 | 地点 |\n| --- | --- |\n| 周六 | 一号楼 |\n", id="b"),
    "c.md": notice("门前三包", "2026-01-07", "1. 包卫生\n2. 包秩序\n3. 包绿化\n", kind="规定", id="c"),
    "hotlines.yml": "- {name: 总值班室, number: 0000-8888000, hours: 24小时}\n",
    "screens.yml": SCREENS,
}


def measured(screen: Screen) -> tuple[float, float]:
    """Bytes of the heap and nodes of the document that are still reachable, always with the same slide on."""
    screen.until("clock", 600)
    screen.run(1)
    session = screen.context.new_cdp_session(screen.page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    found = {row["name"]: row["value"] for row in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return found["JSHeapUsedSize"], found["Nodes"]


def browser_blank(screen: Screen) -> bytes:
    """A picture of the screen with nothing on it: of one colour, so it takes least."""
    page = screen.context.new_page()
    picture = page.screenshot()
    page.close()
    return picture


def test_hundreds_of_slides_later_nothing_has_grown_and_no_frame_was_blank(browser: Browser, tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", NOTICES)
    call_build(root, root / "site", "--now", "2026-03-03T09:00")
    with serving(root / "site") as source:
        screen = Screen(browser, f"{source.address}kiosk/lobby/", NOW)
        screen.foreseen = ("net::ERR_",)
        before = (0.0, 0.0)
        names = set()
        blank = len(browser_blank(screen))
        for seen in range(1, times(ROUND) + 1):
            name = screen.change(60)
            names.add(name)
            if seen == SETTLED:
                before = measured(screen)
            if seen % ROUND == 100:
                write(root, {"notices/d.md": notice("关于会议的通知", "2026-01-08", f"第{seen}次会议。\n", id="d")})
                call_build(root, root / "site", "--now", "2026-03-03T09:00")
            source.down = 150 <= seen % ROUND < 180
            if seen % 50 == 0:
                assert len(screen.page.screenshot()) > 2 * blank, name
        after = measured(screen)
        assert {
            "values",
            "value/12",
            "hotlines/1",
            "clock",
            "slogan/请讲普通话",
            "rule/c/3",
            "notice/a/2",
            "notice/d/1",
        } <= names
        assert screen.errors == ""
        screen.close()
    assert after[0] <= 1.2 * before[0]
    assert after[1] <= 1.2 * before[1]
