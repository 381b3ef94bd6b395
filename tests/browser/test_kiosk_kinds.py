"""What screens say at a glance: emergencies, long notices in short, photographs, deadlines and days that are left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from slides import NOW, Screen, a_screen, demo, notice, plain

from xuanlan.library import loops
from xuanlan.render.bundles import THEME

SIZES = [(1920, 1080), (1080, 1920), (1366, 768), (3840, 2160)]
DAY = 86400
TYPE = """(name) => { const found = document.querySelector(`.kx-slide ${name}`);
  return found ? parseFloat(getComputedStyle(found).fontSize) / innerHeight : 0; }"""
WHERE = """() => slides.map((slide) => {
  const boxes = [...show(slide).querySelectorAll(".kx-code__picture, .kx-address")].map((one) => one.getBoundingClientRect());
  return (Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top))) / innerHeight; })"""
LONE_NOTES = """() => slides.filter((slide) => slide.element.querySelector(".footnote")
  && !slide.element.querySelector(".kx-text > :not(.footnote)")).length"""


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[Screen]:
    with a_screen(browser) as opened:
        yield opened


@pytest.fixture
def screen(shared: Screen) -> Iterator[Screen]:
    yield shared
    shared.leave()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Screen]:
    """Of demo notices, laid out upright once for all that is measured of them."""
    with a_screen(browser) as opened:
        yield opened.open((1080, 1920), **demo()[1])


def test_no_slide_needs_what_browsers_below_the_floor_do_not_know() -> None:
    """Gaps in flex boxes (Safari 14.1), paddings and margins with max() and nothing before them (Chromium 79)."""
    wrong = []
    for sheet in sorted((THEME / "kiosk").glob("*.css")):
        for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.read_text(encoding="utf-8")):
            gap = "display: flex" in rule and "gap:" in rule
            bare = [name for name in ("padding", "margin") if len(re.findall(rf"(?m)^ *{name}: ", rule)) == 1
                    and re.search(rf"(?m)^ *{name}:.*\bmax\(", rule)]  # fmt: skip
            wrong += [f"{sheet.name} {selector.strip()}"] if gap or bare else []
    assert wrong == []


def texts() -> list[dict[str, Any]]:
    """Every second text of the demo site that is no emergency."""
    return [item for item in demo()[0].values() if item["kind"] in ("notice", "rules") and not item["alarm"]][::2]


def emergency(html: str = "<p>请大家留在室内。</p>" * 40, **alarm: Any) -> dict[str, Any]:
    told = {
        "text": "今晚大风，请关好门窗，不要外出。",
        "phrases": "",
        "name": "值班室",
        "phone": "0000-8888001",
        "whole": False,
    }
    facts = {"p": NOW - DAY, "e": NOW + 8 * DAY}
    return notice(html, urgent=True, title="关于防范大风天气的紧急通知", facts=facts, spare=0, alarm=told | alarm)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_emergency_says_at_once_what_to_do_until_when_and_whom_to_call(
    screen: Screen, size: tuple[int, int]
) -> None:
    items, pictures = demo()
    urgent = [item for item in items.values() if item.get("alarm") and item["html"]]
    assert urgent
    screen.open(size, **pictures)
    for item in (*urgent, emergency()):
        first = screen.slides(item)[0]
        screen.page.evaluate("show(slides[0])")
        sizes = {name: screen.page.evaluate(TYPE, f".kx-alarm__{name}") for name in ("what", "until", "call")}
        assert min(sizes.values()) >= 0.06
        assert sizes["what"] > max(sizes["until"], sizes["call"], screen.page.evaluate(TYPE, ".kx-title"))
        assert plain(item["alarm"]["text"]) in plain(first["all"])
        assert item["title"] in plain(first["all"])
        assert item["alarm"]["phone"] in first["all"]
        assert re.search(r"有效期至\d+月\d+日", plain(first["all"]))
        assert first["code"] == 1


def test_what_to_do_comes_back_before_every_second_slide_of_a_long_emergency(screen: Screen) -> None:
    for size in ((1920, 1080), (704, 64)):
        slides = screen.open(size).slides(emergency())
        names = [int(slide["name"].rpartition("/")[2]) for slide in slides]
        others = [number for number in names if number > 1]
        assert others == list(range(2, len(others) + 2))
        assert [names[at : at + 3] for at in range(0, len(names), 3)] == [
            [1, *others[at : at + 2]] for at in range(0, len(others), 2)
        ]


def test_an_emergency_that_says_nothing_more_is_one_slide_and_the_worst_ones_are_readable(screen: Screen) -> None:
    for size in (*SIZES[:2], (704, 64)):
        screen.open(size)
        assert len(screen.slides(emergency(whole=True))) == 1
        for worst in (
            {"text": "请立即撤离，" * 15},
            {"text": "撤离！"},
            {"name": "很长名称的值班电话" * 3},
            {"name": "", "phone": ""},
        ):
            assert len(screen.slides(emergency(whole=True, **worst))) == 1


def test_on_an_upright_screen_code_and_address_leave_the_room_to_the_text(tab: Screen) -> None:
    """And no slide has nothing but notes at the foot of a text."""

    found = {}
    for item in texts():
        tab.slides(item)
        found[item["id"]] = (max(tab.page.evaluate(WHERE)) > 0.15, tab.page.evaluate(LONE_NOTES))
    assert {name: wrong for name, wrong in found.items() if any(wrong)} == {}


def test_a_long_notice_is_condensed_and_says_where_the_whole_is(screen: Screen) -> None:
    item = notice("<p>一段文字，说明情况和办法。</p>" * 90, rows=[["地点", "礼堂"], ["面向", "学生"]], spare=1)
    settings = {"site": "云山职业技术学院", "night": "", "maxSlides": 3}
    for size in SIZES[:2]:
        slides = screen.open(size).slides(item, screen=settings)
        assert len(slides) == 3
        assert all("全文请扫码" in slide["all"] for slide in slides)
        assert "礼堂" in slides[0]["all"]
        assert "面向" not in slides[0]["all"]
        (one,) = screen.slides(notice("<p>一段文字。</p>", rows=item["rows"], spare=1), screen=settings)
        assert "全文请扫码" not in one["all"]
        assert "面向" in one["all"]


def test_a_deadline_that_is_past_is_marked(screen: Screen) -> None:
    item = notice("<p>欢迎报名。</p>", rows=[["截止", "2026年11月21日", NOW - 3600], ["地点", "礼堂"]])
    for size in (SIZES[0], (704, 64)):
        screen.open(size)
        assert "2026年11月21日（已截止）" in plain(screen.slides(item)[0]["all"])
        item["rows"][0][2] = NOW + 1
        assert "已截止" not in screen.slides(item)[0]["all"]
        item["rows"][0][2] = NOW


def test_a_countdown_counts_by_the_clock_of_the_screen_and_speaks_on_the_day(screen: Screen) -> None:
    midnight = NOW - (NOW + 8 * 3600) % DAY
    item = {
        "kind": "countdown",
        "event": "2027年高考",
        "phrases": "",
        "day": midnight + 30 * DAY,
        "onDay": "",
        "after": "圆满结束",
    }
    for size in (*SIZES[:2], (704, 64)):
        screen.open(size)
        for days, said in ((30, "距离2027年高考还有30天"), (1, "还有1天"), (0, "今天：2027年高考"), (-1, "圆满结束")):
            screen.page.evaluate("(at) => { window.now = at }", midnight + (30 - days) * DAY + 3600)
            assert said in plain(screen.slides(item)[0]["all"])
        screen.page.evaluate("(at) => { window.now = at }", midnight + 30 * DAY)
        assert "高考加油" in plain(screen.slides(item | {"onDay": "高考加油"})[0]["all"])


def test_what_is_due_is_told_by_the_clock_of_the_screen(screen: Screen) -> None:
    midnight = NOW - (NOW + 8 * 3600) % DAY
    monthly = [midnight + days * DAY for days in (-40, -10, 20, 50)]
    tasks = [
        {"text": "清理楼道杂物", "phrases": "2,4", "who": "后勤处", "plan": "", "days": monthly, "done": [monthly[0]]},
        {"text": "修补破损路面", "phrases": "2,4", "who": "基建处、保卫处", "plan": "", "days": [midnight + 5 * DAY], "done": []},
    ]  # fmt: skip
    item = {"kind": "due", "tasks": tasks, "most": 10, "code": None}
    wanted = {
        0: ("清理楼道杂物 已过10天", "修补破损路面 还有5天", "清理楼道杂物 还有20天"),
        5: ("修补破损路面 今天到期", "清理楼道杂物 还有15天"),
        200: ("修补破损路面 已过195天", "清理楼道杂物 已过150天"),
    }
    heads = {0: ("已经超期", "7天以内", "30天以内"), 5: ("7天以内",), 200: ("已经超期",)}
    for size in (*SIZES[:2], (704, 64)):
        screen.open(size)
        for days, told in wanted.items():
            screen.page.evaluate("(at) => { window.now = at }", midnight + days * DAY + 3600)
            said = plain("".join(slide["all"] for slide in screen.slides(item)))
            assert [part for words in told for part in words.split(" ") if part not in said] == []
            assert size[1] == 64 or [head for head in heads[days] if head not in said] == []
            assert ("今天到期" in said) is (days == 5)
        assert len(screen.slides(item | {"most": 1})) == 1


def test_a_picture_stands_beside_its_text_on_a_wide_screen_and_below_it_on_an_upright_one(screen: Screen) -> None:
    text = f"<p>{'一段文字，说明情况。' * 7}</p>"
    item = notice(f"{text}<p class='xl-figure'><img src='media:plan' alt='图'></p>")
    beside = """() => { const [p, f] = [...show(slides[0]).querySelectorAll(".kx-text > p")].sort((a, b) =>
      a.classList.contains("xl-figure") - b.classList.contains("xl-figure")).map((one) => one.getBoundingClientRect());
      return Math.abs(f.top - p.top) < innerHeight * 0.05; }"""
    for size, wanted in ((SIZES[0], True), (SIZES[1], False)):
        (slide,) = screen.open(size).slides(item)
        assert slide["pictures"] == 1
        assert screen.page.evaluate(beside) is wanted


def test_in_red_a_strip_is_red_and_an_emergency_on_it_is_told_apart(screen: Screen) -> None:
    ground = "getComputedStyle(show(slides[0])).backgroundColor"
    for theme, usual in (("red", "rgb(119, 17, 15)"), ("light", "rgb(0, 0, 0)"), ("dark", "rgb(0, 0, 0)")):
        screen.open((704, 64), theme).slides(notice("<p>正文。</p>"))
        assert screen.page.evaluate(ground) == usual
        screen.slides(emergency())
        assert screen.page.evaluate(ground) != usual


def test_the_number_of_slides_is_foretold_about_as_a_browser_makes_them(tab: Screen) -> None:
    found = [(loops.slides_of(one["html"], one["title"], 1080, 1920), len(tab.slides(one))) for one in texts()]
    assert [(foretold, made) for foretold, made in found if abs(foretold - made) > 2] == []
    foretold, made = (sum(numbers) for numbers in zip(*found, strict=True))
    assert abs(foretold - made) <= made * 0.1
