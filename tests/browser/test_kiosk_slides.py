"""Slides of screens, laid out and measured in a real browser: nothing is cut off, nothing is dropped, all can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error
from slides import CODE, NOW, Screen, a_screen, assert_whole, demo, notice, plain

SIZES = [(1920, 1080), (1080, 1920), (3840, 2160), (1366, 768), (1280, 720), (704, 64)]
CLOSING, OPENING = "，。、；：？！）》〉」』】〕”’…—", "（《〈「『【〔“‘"


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[Screen]:
    with a_screen(browser) as opened:
        yield opened


@pytest.fixture
def screen(shared: Screen) -> Iterator[Screen]:
    """One tab for all: a window of its own takes the browser half a second."""
    yield shared
    shared.leave()


@pytest.fixture
def timed(browser: Browser) -> Iterator[Screen]:
    """A tab whose clock a test may stop."""
    with a_screen(browser) as opened:
        opened.page.clock.install()
        yield opened


def rows(count: int, columns: int) -> str:
    return "".join("<tr>" + "".join(f"<td>值{row}之{n}</td>" for n in range(columns)) + "</tr>" for row in range(count))


def heads(columns: int) -> str:
    return "<thead><tr>" + "".join(f"<th>第{n}列</th>" for n in range(columns)) + "</tr></thead>"


HOSTILE = {
    "31 columns": notice(f"<table>{heads(31)}<tbody>{rows(6, 31)}</tbody></table>"),
    "200 items": notice("<ol start='7'>" + "".join(f"<li>第{n}项{'很长' * (n % 9)}。</li>" for n in range(200)) + "</ol>"),
    "5,000 characters": notice("<p>" + "".join(chr(0x4E00 + n * 7 % 6000) for n in range(5000)) + "</p>"),
    "400-character word": notice(f"<p>看{'Abcdefgh' * 50}完</p><p>{'https://example.cn/a?b=c' * 20}</p>"),
    "nested lists": notice("".join(f"<ul><li>层{n}" for n in range(25)) + "</li></ul>" * 25),
    "nested quotes": notice("<blockquote>" * 20 + f"<p>{'深处的话。' * 200}</p>" + "</blockquote>" * 20),
    "nothing": notice(""),
    "right to left": notice(f"<p dir='rtl'>{'هذا نص طويل باللغة العربية، ' * 40}</p><p>混<span dir='rtl'>שלום</span>排</p>"),
    "emoji": notice("<p>" + "👨‍👩‍👧‍👦🇨🇳👍🏽é" * 120 + "</p>"),
    "closing marks": notice(f"<p>{'。' * 1500}</p>"),
    "spanning cells": notice(
        "<table><thead><tr><th rowspan=2>系部</th><th colspan=2>人数</th></tr><tr><th>男</th><th>女</th></tr></thead><tbody>"
        + "".join(f"<tr>{f'<td rowspan=20>第{n}系</td>' if n % 20 == 0 else ''}<td>男{n}</td><td>女{n}</td></tr>" for n in range(40))
        + "</tbody></table>"
    ),
    "a cell like a book": notice(f"<table><tr><th>甲</th><th>乙</th></tr><tr><td>{'很长的内容，' * 300}</td><td>短</td></tr></table>"),
    "code": notice("<pre><code>" + "\n".join(f"line {n}  {'x' * (n * 7 % 190)}" for n in range(60)) + "</code></pre>"),
    "a title like a book": notice("<p>正文。</p>", title=f"关于{'非常长的标题' * 60}的通知"),
    "many units": notice("<p>正文。</p>" * 40, unit="第一个单位　第二个单位　第三个很长名字的单位　第四个单位", docNo="云职院〔2026〕123号"),
    "facts like books": notice("<p>正文</p>", rows=[["说明" * 9, "内容，" * 120], ["时间", "2026年"]] * 3),
    "a long address": notice("<p>正文。</p>" * 40, code=CODE | {"address": f"{'very-long-' * 5}host.example/prefix/n/2026-001/"}),
    "pictures": notice(
        "<p>前文。</p>" * 6
        + "<figure><img src='media:plan' alt='图'><figcaption>说明</figcaption></figure><p>段落。</p>" * 3
        + "<ul><li>项<img src='media:plan' alt=x></li></ul><p class='xl-figure'><img src='media:plan' alt=x></p>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_all_text_of_the_demo_site_is_shown_in_order_and_nothing_is_cut_off(
    screen: Screen, size: tuple[int, int]
) -> None:
    items, pictures = demo()
    screen.open(size, **pictures)
    usual = size in (SIZES[0], SIZES[1], SIZES[-1])
    for number, item in enumerate(items.values()):
        if not usual and number % 4:
            continue
        slides = screen.slides(item)
        assert_whole(item, slides)
        shown = [slide["text"].strip() for slide in slides if size[1] > 200 and item["kind"] == "notice"]
        assert [text[:9] for text in shown[1:] if text[:1] in CLOSING and text] == []
        assert [text[-9:] for text in shown[:-1] if text[-1:] in OPENING and text] == []


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 720), (704, 64)], ids=str)
def test_the_worst_texts_are_shown_whole_as_well(screen: Screen, size: tuple[int, int]) -> None:
    screen.open(size)
    for item in HOSTILE.values():
        slides = screen.slides(item)
        assert_whole(item, slides)
        assert size[1] < 200 or sum(slide["pictures"] for slide in slides) == item["html"].count("<img")


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (704, 64)], ids=str)
@pytest.mark.parametrize("theme", ["light", "dark", "red"])
def test_every_kind_can_be_read_in_every_theme(screen: Screen, theme: str, size: tuple[int, int]) -> None:
    screen.open(size, theme)
    for urgent in (False, True):
        item = notice("<h2>一、标题</h2><p>正文<mark>重点</mark>。</p>" * 9, urgent=urgent, rows=[["地点", "礼堂"]])
        screen.slides(item)
    for item in BOARDS:
        assert screen.slides(item)


HOURS = [[[480, 1200]]] * 7
BOARDS: list[dict[str, Any]] = [
    notice("不准违规收费", kind="rule", number=3, count=9),
    {
        "kind": "values", "code": CODE,
        "levels": [{"title": "国家", "aim": "国家层面的价值目标", "words": ["富强", "民主", "文明", "和谐"]}] * 3,
    },
    {"kind": "value", "number": 7, "word": "公正", "english": "justice", "level": "社会", "code": CODE},
    {
        "kind": "hotlines", "code": CODE,
        "lines": [
            {"name": f"热线{n}", "number": "0000-8888001", "hours": "每天", "open": HOURS, "purpose": "咨询", "note": ""}
            for n in range(9)
        ],
    },
    {"kind": "slogan", "text": "绿水青山就是金山银山"},
    {"kind": "picture", "media": "plan", "alt": "图", "caption": "校园平面示意图"},
    notice("", kind="photo", media="plan", caption="校园平面示意图", captionPhrases="2,5", number=1, count=3),
    {"kind": "countdown", "event": "2027年高考", "phrases": "", "day": NOW + 86400 * 190, "onDay": "", "after": ""},
    {"kind": "clock"},
]  # fmt: skip


def test_every_slide_of_a_notice_says_who_and_when_and_carries_its_code(screen: Screen) -> None:
    item = notice(
        "<p>一段文字，说明情况。</p>" * 80, title="关于做好二〇二六年秋季学期开学前校园环境卫生整治工作的通知"
    )
    for size in SIZES[:2]:
        slides = screen.open(size).slides(item)
        assert [slide["name"] for slide in slides] == [f"notice/2026-001/{n}" for n in range(1, len(slides) + 1)]
        assert item["title"] in slides[0]["all"]
        for number, slide in enumerate(slides, 1):
            assert slide["code"] == 1
            for part in ("关于做好", "通知", "办公室", "2026年3月8日", CODE["address"], f"{number}/{len(slides)}"):
                assert part in slide["all"]


def test_modules_of_a_code_are_whole_pixels_even_on_a_strip(screen: Screen) -> None:
    across = int(re.findall(r'viewBox="0 0 (\d+)', CODE["svg"])[0])
    for size in [*SIZES, (704, 96)]:
        screen.open(size).slides(notice("<p>正文。</p>"))
        width = screen.page.evaluate("show(slides[0]).querySelector('.kx-code__picture').getBoundingClientRect().width")
        assert width >= across
        assert width % across == 0


def test_a_list_keeps_its_numbers_and_an_item_that_goes_on_has_no_second_one(screen: Screen) -> None:
    slides = screen.open().slides(notice(f"<ol start=3><li>甲{'，很长的一项' * 90}。</li><li>乙。</li></ol>"))
    assert len(slides) > 1
    screen.page.evaluate("show(slides[slides.length - 1])")
    item = screen.page.locator(".kx-text li")
    assert item.evaluate_all("all => all.map((one) => [one.value, getComputedStyle(one).listStyleType])") == [
        [3, "none"],
        [4, "decimal"],
    ]


def test_a_numbered_task_keeps_its_number_and_a_column_its_side(screen: Screen) -> None:
    task = '<li class="task-list-item"><span class="xl-task"></span> 甲</li>'
    cells = '<tr><td>甲</td><td align="right">1,200</td></tr>'
    screen.open().slides(notice(f"<ol>{task}</ol><ul>{task}</ul><table><tbody>{cells}</tbody></table>"))
    screen.page.evaluate("show(slides[0])")
    seen = "(all, name) => all.map((one) => getComputedStyle(one)[name])"
    assert screen.page.locator(".kx-text li").evaluate_all(seen, "listStyleType") == ["decimal", "none"]
    assert screen.page.locator(".kx-text td").evaluate_all(seen, "textAlign")[1] in ("right", "-webkit-right")


def test_a_table_that_goes_on_has_its_head_again_and_the_cell_that_reaches_down(screen: Screen) -> None:
    screen.open().slides(HOSTILE["spanning cells"])
    screen.page.evaluate("show(slides[1])")
    assert screen.page.locator(".kx-text thead.kx-again th").all_inner_texts() == ["系部", "人数", "男", "女"]
    first = screen.page.locator(".kx-text tbody tr").first
    assert first.locator("td").count() == 3
    assert first.locator("td").first.inner_text() == "第0系"


def test_a_table_too_wide_becomes_records_that_name_each_value(screen: Screen) -> None:
    slides = screen.open().slides(notice(f"<table>{heads(31)}<tbody>{rows(2, 31)}</tbody></table>"))
    shown = plain("".join(slide["text"] for slide in slides))
    assert screen.page.locator("table").count() == 0
    assert all(f"第{n}列：值{row}之{n}" in shown for row in range(2) for n in range(31))


def test_no_heading_stands_alone_at_the_end_of_a_slide(screen: Screen) -> None:
    parts = [f"<h2>标题{n}</h2><h3>小标题{n}</h3><p>{'内容。' * (11 + n * 7 % 40)}</p>" for n in range(25)]
    for size in SIZES[:2]:
        slides = screen.open(size).slides(notice("".join(parts)))
        assert len(slides) > 3
        assert [slide["text"][-8:] for slide in slides if re.search(r"标题\d+$", slide["text"])] == []


def test_nothing_of_a_page_is_left_that_a_screen_cannot_do(screen: Screen) -> None:
    html = (
        "<p><a href='https://a.example/' id='s-x'>链接</a><video src='a.mp4'></video><audio src='b.mp3'></audio></p>"
        "<details><summary>名单</summary><p>张三</p></details><p><img src='x.png' alt='旧图'></p>"
    )
    (slide,) = screen.open().slides(notice(html))
    assert all(word in slide["text"] for word in ("链接", "（视频，请扫码观看）", "名单", "张三", "（旧图）"))
    assert "音频" in slide["text"]
    screen.page.evaluate("show(slides[0])")
    assert screen.page.locator(".kx-slide :is([href], [id], video, audio, details, [src])").count() == 0


def test_what_is_nothing_but_a_broken_picture_is_rejected_and_leaves_nothing_behind(screen: Screen) -> None:
    screen.open()
    for item in ({"kind": "picture", "media": "broken", "alt": "坏", "caption": ""}, {"kind": "unknown"}):
        with pytest.raises(Error):
            screen.page.evaluate("(item) => lay(item)", item)
        assert screen.page.locator(".kx-measure *").count() == 0


def test_in_a_text_words_stand_where_a_picture_cannot_be_shown(screen: Screen) -> None:
    screen.open()
    for name in ("broken", "none"):
        slides = screen.slides(notice(f"<p>前文</p><p><img src='media:{name}' alt='坏'></p><p>后文</p>"))
        assert re.search("前文.*（图片，请扫码查看）.*后文", slides[0]["all"], re.DOTALL)
        assert screen.page.locator(".kx-measure *").count() == 0


def test_of_a_list_that_has_gone_the_result_is_shown_and_nothing_in_its_place(screen: Screen) -> None:
    for size in (SIZES[0], SIZES[-1]):
        item = notice("<p>名单：张三</p>", rows=[["公示结果", "无异议。"]])
        slides = screen.open(size).slides(item, removed=True)
        assert len(slides) == 1
        assert "无异议" in slides[0]["all"]
        assert "张三" not in slides[0]["all"]
        assert "撤下" not in slides[0]["all"]


def test_a_strip_shows_pieces_of_bounded_length_and_gives_each_the_time_that_it_needs(screen: Screen) -> None:
    slides = screen.open((704, 64)).slides(notice("<p>一段不短的文字，说明情况和办法。</p>" * 60))
    assert max(len(slide["text"]) for slide in slides) <= 200
    assert all("办公室" in slide["all"] and "2026年3月8日" in slide["all"] for slide in slides)
    timing = screen.page.evaluate("""() => slides.map((slide) => {
      const line = show(slide).querySelector(".kx-strip__line"), before = document.getAnimations().length;
      slide.start(slide.element);
      const run = line.getAnimations()[0], time = run.effect.getComputedTiming();
      slide.stop();
      return [before, document.getAnimations().length, slide.seconds * 1000 >= time.endTime + 1000,
        time.duration / line.textContent.length];
    })""")
    assert {tuple(row[:3]) for row in timing} == {(0, 0, True)}
    assert all(200 < row[3] < 500 for row in timing)  # milliseconds a character


def test_a_strip_that_must_not_move_changes_line_by_line(browser: Browser) -> None:
    with a_screen(browser, reduced_motion="reduce") as screen:
        page = screen.page
        page.clock.install()
        screen.open((704, 64)).slides(notice("<p>一段不短的文字，说明情况和办法。</p>" * 9))
        page.evaluate("() => { slides[0].start(show(slides[0])); }")
        line = page.locator(".kx-strip__line")
        assert page.evaluate("document.getAnimations().length") == 0
        before = line.evaluate("(line) => line.style.transform")
        page.clock.run_for(20_000)
        assert line.evaluate("(line) => line.style.transform") != before
        page.evaluate("slides[0].stop()")
        assert line.evaluate("(line) => line.style.transform") == ""


def test_the_clock_and_the_hotlines_follow_the_time_while_they_are_shown(timed: Screen) -> None:
    timed.open()
    hotlines = next(board for board in BOARDS if board["kind"] == "hotlines")
    for item, later in (({"kind": "clock"}, "10:13"), (hotlines, "现在无人接听")):
        timed.page.evaluate("async (item) => { await lay(item); slides[0].start(show(slides[0])); }", item)
        assert later not in timed.page.inner_text(".kx-slide")
        timed.page.evaluate(f"window.now = {NOW} + {3600 if later == '10:13' else 43200}")
        timed.page.clock.run_for(11_000)
        assert later in timed.page.inner_text(".kx-slide")
        timed.page.evaluate(f"slides[0].stop(); window.now = {NOW}")


def test_at_night_there_is_black_or_the_picture_chosen_for_it(screen: Screen) -> None:
    screen.open()
    for night, pictures in (("", 0), ("plan", 1), ("none", 0)):
        screen.page.evaluate("(night) => show(screens.idle('night', context({ screen: { night } })))", night)
        assert screen.page.locator(".kx-slide img").count() == pictures
        color = screen.page.evaluate("getComputedStyle(document.querySelector('.kx-slide')).backgroundColor")
        assert color == "rgb(0, 0, 0)"


def test_the_line_at_the_foot_shows_one_title_after_another_and_ends_with_itself(timed: Screen) -> None:
    timed.open()
    titles = [notice("", title=title) for title in ("关于开放日的通知", "关于停电的通告")]
    timed.page.evaluate("(items) => document.body.append(screens.ticker(items, context()))", titles)
    top = "() => document.querySelector('.kx-ticker__lines').style.transform"
    before = timed.page.evaluate(top)
    timed.page.clock.run_for(8_000)
    assert timed.page.evaluate(top) != before
    assert timed.page.evaluate("screens.ticker([], context())") is None
    type_size = "parseFloat(getComputedStyle(document.querySelector('.kx-ticker')).fontSize) / innerHeight"
    assert timed.page.evaluate(type_size) >= 0.035
    assert timed.open((704, 64)).page.evaluate("(items) => screens.ticker(items, context())", titles) is None
