"""A clerk fills the forms of registers in a real browser: only what was changed is written, and nothing is lost."""

from __future__ import annotations

import pytest
from desks import ready
from playwright.sync_api import Page
from sites import Site, sample

SAVED, UNSAVED = "html[data-saved='true']", "html[data-saved='false']"
HOTLINES = """# 电话表
- name: 总值班室   # 全天
  number: 0000-8888001
  unit: 党政办公室

# 校内
- {名称: 报修, 号码: 0000-8888010, 单位: 后勤保障处}

- national: "110"
""".replace("\n", "\r\n").encode()
NAMES = "- {类别: 部门, 名称: 学生工作处}\n- {类别: 单位, 名称: 云山学院}\n".encode("gb18030")
SCREENS = (
    "- 编号: lobby\n  播放:\n    - {内容: 文稿, 最新: 6}\n    - 内容: 标语\n      文字: |\n        明德\n        笃学\n"
)
PUBLIC = sample("公示如下。\n", "unit: 学生工作处", "objections: 总值班室", "open_from: 2026-09-28", "open_until: 2026-10-12").replace("kind: 通知", "kind: 公示")  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("office") / "网站").write(
        {
            "notices/hotlines.yml": HOTLINES,
            "notices/names.yml": NAMES,
            "notices/screens.yml": SCREENS,
            "notices/wording.yml": "- {误: 布署, 正: 部署\n",
            "notices/a.md": PUBLIC,
        }
    )


def opened(page: Page, place: str) -> None:
    page.goto(f"http://{page.url.split('/')[2]}/{place}")
    ready(page)


def content(office: Site, name: str) -> bytes:
    return (office.root / f"notices/{name}.yml").read_bytes()


def save(page: Page) -> None:
    page.wait_for_selector(UNSAVED)
    page.click("[data-action='save']")
    page.wait_for_selector(SAVED)


def entry(page: Page, number: int) -> None:
    """Opens an entry."""
    page.locator(".items").first.locator(":scope > .item > details > summary").nth(number).click()


def test_an_entry_is_changed_checked_and_saved_in_its_line(office: Site, page: Page) -> None:
    opened(page, "")
    page.click("text=登记册")
    ready(page)
    page.click("a:has-text('电话热线')")
    ready(page)
    entry(page, 1)
    page.fill(".item [data-field='number']", "12369")
    note = page.locator(".item .note")
    note.wait_for()
    assert "已经取消" in note.inner_text()
    assert page.locator("[data-finding='hotline-cancelled']").count() == 1
    page.fill(".item [data-field='number']", "0000-8888011")
    note.wait_for(state="detached")
    page.click(".item .rest summary")
    page.fill(".item [data-field='hours']", "24小时")
    save(page)
    changed = HOTLINES.replace(b"0000-8888010", b"0000-8888011").replace(
        "后勤保障处}".encode(), "后勤保障处, 时间: 24小时}".encode()
    )
    assert content(office, "hotlines") == changed
    assert page.locator(".item [data-field='hours']").input_value() == "24小时", "the entry is still open"
    page.click("#versions summary")
    page.click("#versions li:last-child [data-version]")
    save(page)
    assert content(office, "hotlines") == HOTLINES
    assert page.locator(".item").count() == 3, "it is a form again"


def test_entries_are_added_moved_taken_away_and_brought_back_with_the_keyboard_alone(office: Site, page: Page) -> None:
    opened(page, "registers/hotlines")
    page.locator("[data-act='add']").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("门诊")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("0000-8888003")
    page.get_by_label("上移：门诊").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    for _ in range(2):
        page.get_by_label("删去：总值班室").or_(page.get_by_label("恢复：总值班室")).focus()
        page.keyboard.press("Enter")
    page.get_by_label("删去：110").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    page.wait_for_selector(SAVED)
    after = content(office, "hotlines").decode()
    assert after.index("门诊") < after.index("报修")
    assert "national" not in after
    assert after.startswith(HOTLINES.decode().split("\r\n\r\n", maxsplit=1)[0])
    assert "# 校内" in after
    assert "\n" not in after.replace("\r\n", "")
    (office.root / "notices/hotlines.yml").write_bytes(HOTLINES)


def test_fields_of_another_kind_are_not_in_the_way_and_lines_stay_lines(office: Site, page: Page) -> None:
    opened(page, "registers/screens")
    entry(page, 0)
    page.locator(".item .item summary").nth(1).click()
    inner = page.locator(".item .item").nth(1)
    assert inner.locator("[data-field='columns']").is_hidden()
    inner.locator("[data-field='lines']").fill("明德，笃学\n至善")
    save(page)
    assert content(office, "screens").decode() == SCREENS.replace(
        "|\n        明德\n        笃学", "|-\n        明德，笃学\n        至善"
    )


def test_a_register_that_somebody_else_has_changed_is_not_overwritten(office: Site, page: Page) -> None:
    opened(page, "registers/names")
    entry(page, 0)
    page.fill(".item [data-field='name']", "学生处")
    page.wait_for_selector(UNSAVED)
    theirs = "- {类别: 单位, 名称: 云山学院}\n".encode("gb18030")
    (office.root / "notices/names.yml").write_bytes(theirs)
    page.click("[data-action='save']")
    page.wait_for_selector("#conflict:not([hidden])")
    assert content(office, "names") == theirs
    assert "学生处" in page.locator("[data-side='mine']").input_value()
    assert "学生工作处" not in page.locator("[data-side='theirs']").input_value()
    page.check("[name='conflict-0'][value='mine']")
    page.click("#over")
    page.wait_for_selector(SAVED)
    assert content(office, "names") == NAMES.replace("学生工作处".encode("gb18030"), "学生处".encode("gb18030"))


def test_what_was_typed_is_offered_again_whatever_became_of_the_file(office: Site, page: Page) -> None:
    before = content(office, "names")
    for changed in (before, before + "- {类别: 部门, 名称: 保卫处}\n".encode("gb18030")):
        opened(page, "registers/names")
        entry(page, 1)
        with page.expect_response("**/api/registers/names/keep"):
            page.fill(".item [data-field='name']", "云山大学")
        (office.root / "notices/names.yml").write_bytes(changed)
        opened(page, "registers/names")
        page.click("#take")
        if changed == before:
            page.wait_for_selector(UNSAVED)
            save(page)
        else:
            page.wait_for_selector("#conflict:not([hidden])")
            assert "保卫处" in page.locator("#conflict [data-side='theirs']").input_value()
            assert content(office, "names") == changed
            page.check("#conflict input[value='mine']")
            with page.expect_response("**/api/registers/names/save"):
                page.click("#over")
            page.wait_for_selector(SAVED)
        assert content(office, "names") == before.replace("云山学院".encode("gb18030"), "云山大学".encode("gb18030"))
        (office.root / "notices/names.yml").write_bytes(before)


def test_a_register_with_a_slip_is_mended_as_text(office: Site, page: Page) -> None:
    opened(page, "registers/wording")
    page.locator("[data-finding='yaml-syntax']").wait_for()
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    page.keyboard.type("}")
    page.locator("[data-finding='yaml-syntax']").wait_for(state="detached")
    page.click("[data-action='save']")
    page.wait_for_selector(".item summary")
    assert content(office, "wording").decode() == "- {误: 布署, 正: 部署}"
    entry(page, 0)
    page.fill(".item [data-field='note']", "常错")
    save(page)
    assert content(office, "wording").decode() == "- {误: 布署, 正: 部署, 说明: 常错}"


def test_a_text_is_told_the_days_of_its_period_and_what_the_registers_hold(office: Site, page: Page) -> None:
    (office.root / "notices/names.yml").write_bytes(NAMES)
    opened(page, "t/case")
    period = page.locator("[data-row='open_until'] [role='status']")
    period.get_by_text("共15天，其中工作日7天").wait_for()
    page.click("button:text-is('5个工作日')")
    period.get_by_text("共12天").wait_for()
    assert page.input_value("[data-field='open_until']") == "2026-10-09"
    page.focus("[data-field='unit']")
    page.keyboard.press("End")
    page.keyboard.type("、")
    offered = page.evaluate("Array.from(document.querySelector('#offer-units').options, (one) => one.value)")
    assert "学生工作处、党政办公室" in offered
    assert "学生工作处、云山职业技术学院" in offered
    page.focus("[data-field='objections/phone']")
    assert page.evaluate("document.activeElement.list.options[0].value") == "0000-8888001"
    page.click(".cm-content")
    page.click("summary:text-is('表格')")
    page.click("summary:text-is('电话')")
    page.wait_for_function("() => document.querySelectorAll('#tools details[open]').length === 1")
    page.fill("[aria-label='找电话']", "报修")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".cm-content").get_by_text("报修（电话：0000-8888010）").wait_for()
    page.click("[data-action='undo']")
    page.click("#leave")
