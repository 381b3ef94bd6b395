"""Links to other sites say so; on an authority's site readers are told before they leave, and may stay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import complaints_of
from local_server import serving
from playwright.sync_api import Browser, Dialog, Page, Route, expect
from sites import Site
from twin import twin_page, vectors

from xuanlan.markup.links import belongs
from xuanlan.render import leaving

HOSTS = vectors("hosts.json")
OFFICE = "审读: {单位类型: 机关}\ndomain: www.own.example\nlink_hosts: WWW.College.example、www.own.example\n"
LINKS = {
    "[甲](https://www.shop.example/a?b=1&c=2)": "marked",
    "[乙](http://WWW.SHOP.EXAMPLE)": "marked",
    "[丙](https://www.gov.cn/)": "marked",
    "[壬](HTTPS://WWW.SHOP.EXAMPLE/)": "marked",
    "[癸](https://www.own.example./n/a)": "plain",
    "[丁](https://www.college.example/)": "marked",
    "[戊](https://www.own.example/n/a)": "plain",
    "[己](https://sub.www.own.example/)": "plain",
    "<https://www.shop.example/>": "plain",
    "[庚](mailto:office@own.example)": "plain",
    "[辛](tel:0000-8888001)": "plain",
}


def notice(body: str) -> str:
    return f"---\ntitle: 关于报名的通知\nkind: 通知\ndate: 2026-02-02\nid: a\n---\n{body}\n"


def test_python_and_the_browser_agree_on_what_belongs_to_a_host(browser: Browser) -> None:
    names = HOSTS["names"]
    assert [belongs(host, names) for host, _ in HOSTS["rows"]] == [wanted for _, wanted in HOSTS["rows"]]
    with twin_page(browser) as page:
        found = page.evaluate("([hosts, names]) => hosts.map((host) => twin.belongs(host, names))",
                              [[host for host, _ in HOSTS["rows"]], names])  # fmt: skip
    assert found == [wanted for _, wanted in HOSTS["rows"]]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_in_a_text_that_leads_to_another_site_says_so(site: Site, link: str) -> None:
    site.write({"notices/settings.yml": OFFICE, "notices/a.md": notice(f"请看{link}。")})
    library = site.inspect().library
    shown = leaving.body(library, library.by_id["a"].rendered.html)
    assert ("external" in shown) == (LINKS[link] == "marked")
    assert shown.replace(' rel="external noopener"', "") == library.by_id["a"].rendered.html


def test_a_class_that_the_author_gave_stays(site: Site) -> None:
    library = site.inspect().library
    shown = leaving.body(library, '<p><a class="one two" title="a" href="https://x.example/?a=1&amp;b=2">甲</a></p>')
    assert shown == (
        '<p><a class="one two" title="a" href="https://x.example/?a=1&amp;b=2" rel="external noopener">甲</a></p>'
    )


@pytest.mark.parametrize("kind", ["学校", "医院", ""])
def test_other_units_ask_nobody(site: Site, kind: str) -> None:
    site.write({"notices/settings.yml": f"审读: {{单位类型: {kind}}}\n" if kind else "phone: 0000-8888001\n"})
    assert leaving.trusted(site.inspect().library) == ""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the notice of an authority's site with all these links."""
    site = Site(tmp_path_factory.mktemp("office") / "site")
    site.write({"notices/settings.yml": OFFICE, "notices/a.md": notice("\n\n".join(LINKS))})
    with serving(site.build()) as address:
        yield f"{address}n/a/"


def elsewhere(route: Route) -> None:
    route.fulfill(body="别处", content_type="text/html; charset=utf-8")


@pytest.fixture
def page(browser: Browser, office: str) -> Iterator[Page]:
    """That notice; every other host answers with a page of one word."""
    context = browser.new_context()
    context.route(lambda url: "127.0.0.1" not in url, elsewhere)
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(office)
    yield page
    context.close()
    assert complaints == []


def test_a_reader_is_asked_and_stays_or_goes(page: Page, office: str) -> None:
    page.get_by_text("甲", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("您将离开本网站，前往 www.shop.example")
    dialog.get_by_role("button", name="留在本网站").click()
    expect(dialog).to_have_count(0)
    assert page.url == office
    page.get_by_text("甲", exact=True).press("Enter")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("甲", exact=True)).to_be_focused()
    page.get_by_text("甲", exact=True).press("Enter")
    dialog.get_by_role("button", name="继续前往").click()
    expect(page).to_have_url("https://www.shop.example/a?b=1&c=2")
    expect(page.get_by_text("别处")).to_be_visible()


@pytest.mark.parametrize("words", ["丙", "丁", "戊", "癸"])
def test_nobody_is_asked_on_the_way_to_authorities_and_to_hosts_that_are_relied_on(page: Page, words: str) -> None:
    page.get_by_text(words, exact=True).click()
    expect(page.get_by_text("别处")).to_be_visible()


def test_a_new_tab_is_asked_for_too(page: Page) -> None:
    link = page.get_by_text("乙", exact=True)
    for how in ("middle", "Control"):
        link.click(button="middle") if how == "middle" else link.click(modifiers=["Control"])
        with page.context.expect_page() as opened:
            page.get_by_role("button", name="继续前往").click()
        expect(opened.value.get_by_text("别处")).to_be_visible()
        opened.value.close()


def test_without_a_dialog_the_browser_asks(browser: Browser, office: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("HTMLDialogElement.prototype.showModal = undefined")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.goto(office)
    page.get_by_text("甲", exact=True).click()
    assert page.url == office
    assert [words.startswith("您将离开本网站，前往 www.shop.example") for words in asked] == [True]
    context.close()
