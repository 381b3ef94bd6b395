"""Approval at the desk: buttons by role, the same words as the command, and nothing published that was not approved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import DeskProcess, clerk, desk_of, ready
from playwright.sync_api import Browser, Page, expect
from sites import Site, sample

from xuanlan.diagnostics.report import Report
from xuanlan.models import approvals

TEXT = "notices/case.md"
WORDS = "请按时到场。\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("office") / "网站")
    return site.write({TEXT: sample(WORDS), "notices/settings.yml": "审批: [{名称: 初审}, {名称: 终审}]\n"})


@pytest.fixture(scope="module")
def page(desk: DeskProcess, browser: Browser) -> Iterator[Page]:
    """A clerk who is refused once."""
    with clerk(browser, desk, refused=None) as page:
        yield page


def said(office: Site) -> list[str]:
    found = approvals.load(office.root, Report()).by_id.get("case", [])
    return [f"{one.step or ''}{one.decision} {one.by}" for one in found]


def say(page: Page, word: str, by: str, note: str = "") -> None:
    page.fill("#approval [name=by]", by)
    page.fill("#approval [name=note]", note)
    page.click(f'[data-action="approve"][data-word="{word}"]')


def test_a_text_is_sent_returned_sent_again_agreed_to_and_changed_at_the_desk(office: Site, page: Page) -> None:
    page.goto(page.url.split("?")[0] + "t/case")
    ready(page)
    place = page.locator("#approval")
    expect(place).to_contain_text("审批：拟稿", timeout=60_000)
    say(page, "送审", "宣传部编辑")
    expect(place).to_contain_text("送审，等初审")
    say(page, "退回", "党办")
    expect(page.locator("#problem-words")).to_contain_text("退回要写原因")
    say(page, "退回", "党办", "日期不对")
    expect(place).to_contain_text("退回：日期不对")
    say(page, "送审", "宣传部编辑")
    expect(place).to_contain_text("等初审")
    say(page, "同意", "党办")
    expect(place).to_contain_text("等终审")
    say(page, "同意", "校长")
    expect(place).to_contain_text("审批：待发")
    assert said(office) == [
        "送审 宣传部编辑", "初审退回 党办", "送审 宣传部编辑", "初审同意 党办", "终审同意 校长",
    ]  # fmt: skip
    assert "case" in {entry.id for entry in office.inspect().library.public}
    # What is typed then is saved before it is sent, and told as a change.
    page.locator(".cm-content").click()
    page.keyboard.type("改")
    expect(page.locator("html")).to_have_attribute("data-saved", "false")
    page.click('[data-action="approve"][data-word="退回"]')
    expect(page.locator("#state")).to_contain_text("请先保存")
    page.click('[data-action="save"]')
    expect(page.locator("#approval")).to_contain_text("批准以后改过，还没有送审", timeout=60_000)
    assert "approval-changed" in [item.code for item in office.inspect().report]


SETTINGS = """\
审批: [{名称: 审核, 谁: 宣传部审稿}]
写稿台:
  网址: http://127.0.0.1:%d
  身份: X-Remote-User
  人员:
    - {账号: wang, 姓名: 宣传部编辑, 职责: 撰稿}
    - {账号: li, 姓名: 宣传部审稿, 职责: 审核}
    - {账号: sun, 姓名: 办公室审稿, 职责: 审核}
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskProcess]:
    folder = tmp_path_factory.mktemp("shared")
    site = Site(folder / "网站").write({TEXT: sample(WORDS), "notices/settings.yml": SETTINGS % 80})
    with desk_of(site.root, folder / "kept", listen=True) as desk:
        site.write({"notices/settings.yml": SETTINGS % desk.port})
        yield desk


def asked(desk: DeskProcess, who: str, sent: bytes = b"") -> tuple[int, str]:
    own = {"X_Remote_User": who, "Origin": desk.home.rstrip("/"), "Content_Type": "application/json"}
    path = "/api/texts/case/approval"
    status, _, content = desk.request("POST" if sent else "GET", path, sent, **own)
    return status, content.decode()


def test_each_may_say_what_their_role_allows_and_is_named_by_the_desk(shared: DeskProcess) -> None:
    while "words" not in asked(shared, "wang")[1]:
        pass  # the site is being built
    assert '"can":["送审"]' in asked(shared, "wang")[1]
    assert '"can":[]' in asked(shared, "li")[1]
    assert asked(shared, "li", '{"word": "送审"}'.encode())[0] == 403
    assert asked(shared, "wang", '{"word": "送审", "by": "校长"}'.encode())[0] == 200
    assert '"can":["同意","退回"]' in asked(shared, "li")[1]
    assert '"can":["退回"]' in asked(shared, "sun")[1]
    assert asked(shared, "wang", '{"word": "同意"}'.encode())[0] == 403
    status, problem = asked(shared, "sun", '{"word": "同意", "by": "宣传部审稿"}'.encode())
    assert (status, "不能记作办公室审稿" in problem) == (409, True)
    assert asked(shared, "li", '{"word": "算了"}'.encode())[0] == 422
    assert asked(shared, "li", '{"word": "同意"}'.encode())[0] == 200
    assert "待发" in asked(shared, "wang")[1]
    assert asked(shared, "nobody")[0] == 403


def test_a_site_without_approval_has_none_of_it(tmp_path: Path) -> None:
    site = Site(tmp_path / "网站").write({TEXT: sample(WORDS)})
    with desk_of(site.root, tmp_path / "kept") as desk:
        cookie = desk.login()
        desk.until_read(cookie)
        assert desk.ask(cookie, "/api/texts/case/approval") == {}
