"""The page of a quiz: small, read without script and from a folder, answered by keyboard, without a fault of access."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsers import PHONE
from commands import call
from looks import violations
from playwright.sync_api import Browser, expect
from sites import new_site, notice, rules

from xuanlan.quiz.questions import order

RULES = [f"不准在第{number}号仓库存放易燃易爆物品" for number in range(1, 41)]
LARGEST = 40 * 1024
LONG = (
    "1. 值班员发现仓库门前的消防通道被临时停放的车辆占用，一时又联系不上车主，下列做法**不**正确的是（　）。\n"
    + "".join(f"{letter}. 先向值班领导报告，再按第{letter}类情形的办法处置\n" for letter in "ABCDEF")
    + "答案：F\n解析：第F类情形不在处置办法里。\n"
)


def _question(number: int) -> str:
    item = (number - 1) % len(RULES)
    source = f"依据：[第{item + 1}条](规定.md#item-{item + 1})\n原文：{RULES[item]}\n"
    if number % 5 == 3:
        return f"{number}. 第{number}号仓库下班以后可以不断电。\n答案：错\n解析：下班必须断电。\n{source}"
    if number % 5 == 4:
        return f"{number}. 第{number}号仓库的报修电话是____。\n答案：0000-888{number:04d}\n{source}"
    options = "A. 可以临时停车\nB. 任何时候保持畅通\nC. 夜间可以堆物\nD. 由值班员决定\n"
    answer = "BC" if number % 5 == 0 else "B"
    return f"{number}. 第{number}号仓库门前的消防通道应当怎样管理（　）。\n{options}答案：{answer}\n解析：不得占用。\n{source}"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "规定.md": rules(RULES, "仓库管理规定", id="bans"),
        "长题.md": notice("仓库安全管理规定知识问答", body=LONG, kind="知识问答", id="long"),
        "screens.yml": "- 编号: hall\n  播放: [{内容: 知识问答, 编号: long, 最新: 1}]\n",
        "问答.md": notice("仓库问答", body="".join(map(_question, range(1, 101))), kind="知识问答", id="quiz"),
    }
    root = new_site(tmp_path_factory.mktemp("quiz"), files)
    assert call("build", "--out", "site", "--now", "2026-03-01", cwd=root).returncode == 0
    return root / "site/n/quiz/index.html"


def test_a_hundred_questions_are_forty_kilobytes(page_file: Path) -> None:
    assert page_file.read_text(encoding="utf-8").count("<details>") == 100
    assert page_file.stat().st_size <= LARGEST


def test_everything_can_be_read_without_script(page_file: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    first = page.locator("[data-q]").first
    expect(first.locator("ol li")).to_have_count(4)
    first.locator("summary").press("Enter")
    expect(first.locator("details")).to_contain_text("B　不得占用。　依据：第1条")
    assert first.locator("details a").get_attribute("href") == "../bans/index.html#s-item-1"
    context.close()


def test_a_question_is_answered_by_keyboard_and_nothing_is_kept(page_file: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    single, multiple, judge, blank = (page.locator("[data-q]").nth(at) for at in (0, 4, 2, 3))
    single.locator("input").nth(0).press("Space")
    expect(single.get_by_role("status")).to_contain_text("不对")
    single.locator("input").nth(0).press("ArrowDown")
    expect(single.get_by_role("status")).to_have_text("答对了。")
    judge.get_by_label("错").press("Space")
    expect(judge.get_by_role("status")).to_have_text("答对了。")
    for at in (1, 2):
        multiple.locator("input").nth(at).press("Space")
    multiple.get_by_role("button", name="核对").press("Enter")
    expect(multiple.get_by_role("status")).to_have_text("答对了。")
    blank.get_by_label("第 1 空").fill("0000-8880004")
    blank.get_by_role("button", name="核对").press("Enter")
    expect(blank.get_by_role("status")).to_have_text("答对了。")
    single.locator("summary").press("Enter")
    assert violations(page) == []
    assert all(url.startswith("file:") for url in asked)
    assert page.evaluate("[document.cookie, localStorage.length]") == ["", 0]
    context.close()


def test_a_number_gives_the_same_order_as_on_paper(page_file: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    before = page.locator("[data-q] > p[id]").all_inner_texts()
    field = page.get_by_label("卷号")
    field.fill("7")
    field.press("Tab")
    assert page.locator("[data-q] > p[id]").all_inner_texts() == [before[index] for index in order(100, 7)]
    first = page.locator("[data-q]").filter(has_text="第1号仓库门前").first
    letter = first.locator("b").text_content() or ""
    expect(first.locator("label").filter(has_text="任何时候保持畅通")).to_contain_text(f"{letter}．")
    field.fill("0")
    field.press("Tab")
    assert page.locator("[data-q] > p[id]").all_inner_texts() == before
    page.close()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_a_long_question_with_six_options_is_one_slide(
    page_file: Path, browser: Browser, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto((page_file.parents[2] / "kiosk/hall/index.html").as_uri())
    slide = page.locator('[data-slide][data-current="true"]')
    expect(slide.locator(".kx-option")).to_have_count(6)
    expect(slide).not_to_contain_text("1/2")
    expect(slide).to_contain_text("稍后给出答案")
    boxes = [slide.locator(".kx-option").nth(at).bounding_box() for at in (0, 5)]
    assert all(box and box["x"] >= 0 and box["y"] + box["height"] <= size[1] for box in boxes)
    page.close()
