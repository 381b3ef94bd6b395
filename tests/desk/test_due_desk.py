"""What is due of plans is told at the desk: above the list, and on a page of its own, by unit and at any day."""

from __future__ import annotations

import pytest
from desks import DeskProcess, ready
from playwright.sync_api import Page, expect
from sites import Site, notice, sample

PLANS = {
    "notices/campaigns/tidy.yml": (
        "title: 环境整治\nsince: 2026-01-05\nuntil: 2027-06-30\ntasks:\n"
        "- {id: 1, text: 清理杂物, lead: 后勤处, joint: 保卫处, term: 2026年10月底前, notices: [case], person: 张三}\n"
        "- {id: 2, text: 修补路面, lead: 基建处, term: 2026年11月25日, person: 张三}\n"
        "- {id: 3, text: 更新专栏, lead: 宣传部, term: 2026年12月15日}\n"
        "- {id: 4, text: 总结经验, lead: 宣传部, term: 2027年6月}\n"
    ),
    "notices/campaigns/inside.yml": "title: 内部检查\nsince: 2026-01-05\npublic: 否\ntasks:\n- {id: 1, text: 暗访, lead: 督查室, term: 每月}\n",
}


ASKS = "\n各部门：\n\n召开动员会、推进会、总结会。报送工作小结、活动照片和统计报表。\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Site:
    draft = notice("关于开展检查的通知", "2026-11-20", ASKS, id="asks", draft="是")
    files = {**PLANS, "notices/a.md": sample("正文。\n"), "notices/b.md": draft}
    return Site(tmp_path_factory.mktemp("office") / "网站").write(files)


def groups(page: Page) -> dict[str, list[str]]:
    """The texts of the tasks below each heading."""
    return {
        part.locator("h2").inner_text(): part.locator("tbody th").evaluate_all("(all) => all.map((one) => one.firstChild.textContent)")
        for part in page.locator("#due section").all()
    }  # fmt: skip


def opened(page: Page, desk: DeskProcess, place: str = "due") -> None:
    page.goto(f"{desk.home}{place}")
    ready(page)


def test_the_list_tells_what_is_due_and_leads_to_all_of_it(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "")
    told = page.locator("#near li")
    expect(told).to_have_text([
        "暗访，督查室，已过 22 天", "清理杂物，后勤处，已过 22 天", "修补路面，基建处，还有 3 天",
        "已经超期 2 项，7 天以内 1 项，30 天以内 2 项",
    ])  # fmt: skip
    page.click("#near a")
    ready(page)
    assert groups(page) == {
        "已经超期：2 项": ["暗访", "清理杂物"], "7 天以内：1 项": ["修补路面"], "30 天以内：2 项": ["暗访", "更新专栏"],
    }  # fmt: skip
    assert "张三" not in page.content()
    page.click("text=关于")
    assert page.url.endswith("/t/case")


def test_a_unit_sees_its_own_at_any_day(page: Page, desk: DeskProcess) -> None:
    opened(page, desk)
    assert page.locator("[name='at']").input_value() == "2026-11-22"
    page.select_option("[name='unit']", "宣传部")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.fill("[name='at']", "2027-06-28")
    page.locator("[name='at']").dispatch_event("change")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert groups(page) == {"已经超期：1 项": ["更新专栏"], "7 天以内：1 项": ["总结经验"], "30 天以内：没有": []}


def test_a_day_that_is_none_is_refused_in_words(desk: DeskProcess, page: Page) -> None:
    opened(page, desk)
    for day in ("昨天", "2026-02-30", "0001-01-01", "9999-12-31"):
        told = page.request.get(f"{desk.home}api/due?at={day}")
        assert (told.status, told.json()) == (422, {"problem": "日期请写成 2026-12-01 这样。"})


def test_what_a_draft_lays_on_units_is_told_beside_it(page: Page, desk: DeskProcess) -> None:
    opened(page, desk, "t/asks")
    told = page.locator("#findings [data-finding='burden-asked']")
    expect(told).to_contain_text(
        "超过 5 处：表格和台账 1 处、总结和材料 1 处、照片和截图 1 处、会议 3 处", timeout=30_000
    )
    expect(told).to_contain_text("第 1 行")
