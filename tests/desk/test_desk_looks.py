"""Everybody can use the desk: with the keyboard alone, with large text, with a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desks import clerk, desk_of, ready
from looks import STICKING_OUT, set_text, violations
from playwright.sync_api import Browser, Page, ViewportSize
from sites import Site, sample

PLACES = (
    "",
    "new",
    "import",
    "publish",
    "t/case",
    "t/wrong",
    "due",
    "registers",
    "registers/hotlines",
    "registers/settings",
    "registers/names",
)
TOLD = """() => {
  document.getElementById("problem-words").textContent = "notices/通知.md:12:5：没有保存。".repeat(20);
  document.getElementById("problem").hidden = false;
}"""
"""Shows a long problem."""
SHOWN = (
    "() => Array.from(document.querySelectorAll('[hidden]')).filter(one => one.checkVisibility()).map(one => one.id)"
)
REGISTERS = {
    "notices/hotlines.yml": "- {name: 总值班室, number: '12369', unit: 党政办公室}\n- national: '110'\n",
    "notices/settings.yml": "unit: 云山职业技术学院\nbadge: {image: assets/none.png}\n审读: {轻重: {wording-variant: 不查}}\n",
    "notices/names.yml": "- {类别: 部门, 名称: [\n",
}
PLAN = (
    "title: 校园环境综合整治和文明创建工作方案\nsince: 2026-01-05\ntasks:\n"
    "- {id: 1, text: 清理教学楼和宿舍楼楼道里堆放的杂物, lead: 后勤保障处, joint: 学生工作处、各系部, term: 2026年11月, notices: [case]}\n"
    "- {id: 2, text: 更新宣传栏, lead: 党委宣传部, term: 每月}\n"
)
LAPTOP, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=360, height=740)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    wrong = "---\ntitle 少了冒号\nid: wrong\n---\n\n正文。\n"
    return Site(tmp_path_factory.mktemp("desk") / "网站").write(
        {
            **REGISTERS,
            "notices/campaigns/tidy.yml": PLAN,
            "notices/a.md": sample("请各单位按装设备，布署到位,谢谢。\n"),
            "notices/b.md": wrong,
        }
    )


@pytest.fixture(scope="module")
def page(site: Site, browser: Browser) -> Iterator[Page]:
    with desk_of(site.root, site.root.parent / "kept") as desk, clerk(browser, desk) as page:
        page.wait_for_selector("[data-notice='wrong']")
        yield page


def opened(page: Page, place: str) -> None:
    page.goto(f"http://{page.url.split('/')[2]}/{place}")
    ready(page)
    if place.startswith("t/"):
        page.wait_for_selector("#findings [data-finding]", timeout=30_000)
    for entry in page.locator(".item summary").all():
        entry.click()


@pytest.mark.parametrize("place", PLACES)
def test_no_rule_of_accessibility_is_broken_and_nothing_sticks_out(page: Page, place: str) -> None:
    found = {}
    opened(page, place)
    page.evaluate("for (const frame of document.querySelectorAll('iframe')) frame.remove()")  # looked at elsewhere
    page.evaluate(TOLD)
    for name, size, text in (("laptop", LAPTOP, 16), ("large text", LAPTOP, 32), ("phone", PHONE, 16)):
        page.set_viewport_size(size)
        set_text(page, text)
        found[name] = page.evaluate(STICKING_OUT) + (violations(page) if size == LAPTOP else [])
    set_text(page, 16)
    page.set_viewport_size(LAPTOP)
    assert found == {"laptop": [], "large text": [], "phone": []}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_hidden_is_not_seen(page: Page, place: str) -> None:
    opened(page, place)
    assert page.locator("[hidden]").count() > 0
    assert page.evaluate(SHOWN) == []


def test_a_text_is_written_and_saved_with_the_keyboard_alone(page: Page, site: Site) -> None:
    opened(page, "t/case")
    page.keyboard.press("Tab")
    for _ in range(60):
        if page.evaluate("document.activeElement.classList.contains('cm-content')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+End")
    page.keyboard.type("只用键盘。")
    page.wait_for_selector("html[data-saved='false']")
    page.keyboard.press("Control+s")
    page.wait_for_selector("html[data-saved='true']")
    assert "只用键盘。" in (site.root / "notices/a.md").read_text(encoding="utf-8")


def test_a_correction_is_made_with_the_keyboard_alone(page: Page) -> None:
    opened(page, "t/case")
    page.locator("[data-finding='wording-slip'] [data-act='correct']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.cm-content').textContent.includes('安装')")
    page.click("[data-action='undo']")
