"""Files of other programs at the desk: shown beside their originals, taken in with what was corrected, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from desks import DeskProcess, clerk, ready
from looks import STICKING_OUT, violations
from playwright.sync_api import Browser, FilePayload, Page
from sites import Site, sample

from xuanlan.desk.importing import Waiting
from xuanlan.imports.draft import draft

TEXT = "关于做好防汛工作的通知\n\n各部门：\n\n请检查排水设施。\n\n　　　　　　　　　　　　　　　　　　云山学院\n　　　　　　　　　　　　　　　　　　2026年2月3日\n"
PAGE = "<h1>关于停水的公告</h1><p>明天停水。</p><p style='display:none'>内部编号 A-778</p>"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("importing") / "网站").write({"notices/a.md": sample("原文。\n")})


@pytest.fixture(scope="module")
def page(desk: DeskProcess, browser: Browser) -> Iterator[Page]:
    """A clerk's page, to which some things are refused."""
    with clerk(browser, desk, refused=None) as page:
        yield page


def payload(name: str, text: str, encoding: str = "utf-8") -> FilePayload:
    return FilePayload(name=name, mimeType="", buffer=text.encode(encoding))


SEND = """async (sent) => {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/api/import/files", { method: "POST", headers, body: JSON.stringify(sent) });
  return [answer.status, (await answer.json()).key];
}"""


def choose(page: Page, *files: FilePayload) -> None:
    """The page of import, with these files chosen."""
    ready(page)
    with page.expect_file_chooser() as chooser:
        page.click("button[data-action='import']")
    chooser.value.set_files(list(files))


def drop(page: Page, name: str, text: str) -> None:
    """Let a file fall on the page, as from a folder."""
    page.evaluate(
        """([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text], name));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [name, text],
    )


def home(page: Page, desk: DeskProcess) -> None:
    page.goto(desk.home)
    ready(page)


def test_a_file_of_notepad_is_looked_at_corrected_and_taken_in(desk: DeskProcess, page: Page, office: Site) -> None:
    home(page, desk)
    page.click("a[data-action='import']")
    choose(page, payload("防汛.txt", TEXT, "gbk"))
    page.wait_for_selector("[data-desk='imported']")
    ready(page)
    assert page.input_value("[data-field='title']") == "关于做好防汛工作的通知"
    assert page.input_value("[data-field='date']") == "2026-02-03"
    assert page.locator(".before").inner_text().count("请检查排水设施") == 1
    assert page.locator(".after").inner_text().count("请检查排水设施") == 1
    page.evaluate("document.querySelector('.because').open = true")
    assert page.evaluate(STICKING_OUT) + violations(page) == []
    page.fill("[data-field='title']", "关于做好防汛工作的紧急通知")
    page.click("[data-action='take']")
    page.wait_for_selector(".cm-content")
    assert page.input_value("[data-field='title']") == "关于做好防汛工作的紧急通知"
    assert (office.root / "notices/2026/关于做好防汛工作的紧急通知.md").is_file()


def test_a_file_dropped_on_the_list_is_shown_with_what_is_not_taken(
    desk: DeskProcess, page: Page, office: Site
) -> None:
    home(page, desk)
    drop(page, "停水.html", PAGE)
    page.wait_for_selector("[data-desk='imported']")
    ready(page)
    assert "内部编号 A-778" in page.locator("table.left").inner_text()
    assert "A-778" not in page.locator(".sides").inner_text()
    page.click("#drop")
    page.wait_for_selector("[data-desk='import']")
    assert page.locator("tr[data-draft]").count() == 0
    assert not list(office.root.rglob("*停水*"))


def test_several_files_are_listed_and_taken_in_together_and_faults_are_told(
    desk: DeskProcess, page: Page, office: Site
) -> None:
    home(page, desk)
    page.click("a[data-action='import']")
    choose(
        page, payload("甲.txt", TEXT.replace("防汛", "防火")), payload("坏.docx", "PK\3\4"), payload("乙.html", PAGE)
    )
    page.get_by_role("link", name="看已经读好的").click()
    page.wait_for_selector("tr[data-draft]")
    ready(page)
    assert page.locator("tr[data-draft]").count() == 2
    page.click("#all")
    page.wait_for_selector("[data-desk='list']")
    assert len(list(office.root.rglob("*防火*.md"))) == 1
    assert len(list(office.root.rglob("*停水*.md"))) == 1
    home(page, desk)
    page.click("a[data-action='import']")
    choose(page, payload("又是甲.txt", TEXT.replace("防汛", "防火")))
    page.wait_for_selector("[data-desk='imported']")
    ready(page)
    page.click("[data-action='take']")
    page.wait_for_selector("#problem:not([hidden])")
    assert "一样，没有再导入" in page.locator("#problem-words").inner_text()


def test_what_is_no_file_is_refused(desk: DeskProcess, page: Page) -> None:
    home(page, desk)
    for sent in (
        {},
        {"name": 1, "data": ""},
        {"name": "a.txt", "data": "*"},
        {"name": "a.exe", "data": "TVo="},
        {"name": "a.txt", "data": "5L2g", "changed": 1e300},
    ):
        assert page.evaluate(SEND, sent)[0] == 422, sent
    assert page.evaluate("async () => (await fetch('/import/none')).status") == 404


def test_a_file_was_changed_on_the_day_it_was_in_china(desk: DeskProcess, page: Page) -> None:
    home(page, desk)
    evening = datetime(2026, 2, 3, 20, 0, tzinfo=UTC)  # four in the morning of the 4th
    sent = {"name": "说明.txt", "data": "5rC05bey6YCa44CC", "changed": evening.timestamp() * 1000}
    status, key = page.evaluate(SEND, sent)
    assert status == 200
    page.goto(f"{desk.home}import/{key}")
    ready(page)
    assert page.input_value("[data-field='date']") == "2026-02-04"


def test_drafts_that_wait_never_hold_more_than_the_room_for_them_whatever_holds_it() -> None:
    made = draft("名单.csv", "姓名\n甲\n".encode(), ["通知"], date(2026, 2, 3))
    assert made.whole
    large = made._replace(whole=made.whole._replace(data=bytes(120_000_000)))
    waiting = Waiting()
    waiting.add("clerk", large)
    key = waiting.add("clerk", large)
    assert [one for one, _ in waiting.of("clerk")] == [key]
