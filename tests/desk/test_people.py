"""Several people at one desk, behind the organisation's reverse proxy: who is let in, what each may do, what each sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cases import every
from commands import call
from desks import DeskProcess, desk_of, ready
from local_server import free_port
from playwright.sync_api import Browser, Page, expect
from sites import REPO, Site, sample
from web_servers import started

IDENTITY = "X_Remote_User"
PEOPLE = {"wang": "撰稿", "li": "撰稿、审核", "zhao": "发布", "kan": ""}
SETTINGS = """\
写稿台:
  网址: {address}
  身份: X-Remote-User
  代理: {proxies}
  人员:
    - {{账号: wang, 姓名: 宣传部编辑, 职责: 撰稿}}
    - {{账号: li, 姓名: 宣传部审稿, 职责: 撰稿、审核}}
    - {{账号: zhao, 姓名: 办公室, 职责: 发布}}
    - {{账号: kan}}
"""


@dataclass(frozen=True)
class Office:
    site: Site
    desk: DeskProcess
    proxy: int
    """port of the proxy"""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.proxy}"

    def settings(self, proxies: str = "127.0.0.1") -> None:
        self.site.write({"notices/settings.yml": SETTINGS.format(address=self.address, proxies=proxies)})

    def get(self, path: str, headers: dict[str, str]) -> int:
        """The status of what is answered to the proxy."""
        return self.desk.request("GET", path, b"", **{"Host": f"127.0.0.1:{self.proxy}", **headers})[0]

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        own = {"Host": f"127.0.0.1:{self.proxy}", "Origin": self.address, "Content_Type": "application/json"}
        return self.desk.request("POST", path, body, **{**own, **headers})[0]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    texts = {
        f"notices/{name}.md": sample("请按时到场。\n").replace("id: case", f"id: {name}") for name in ("one", "two")
    }
    site = Site(folder / "网站").write({path: text.replace("开放日", path[8:11]) for path, text in texts.items()})
    port = free_port()
    site.write({"notices/settings.yml": SETTINGS.format(address=f"http://127.0.0.1:{port}", proxies="127.0.0.1")})
    with desk_of(site.root, folder / "kept", listen=True) as desk:
        text = proxy(desk.port, port, folder)
        with started("nginx", text, port, folder / "nginx"):
            found = Office(site, desk, port)
            while found.get("/api/texts", {IDENTITY: "wang"}) != 200:
                pass
            yield found


def proxy(desk: int, port: int, folder: Path) -> str:
    """The configuration that the manual gives, for this machine and without TLS."""
    page = (REPO / "docs/manual/together.md").read_text(encoding="utf-8")
    found = re.search(r"```nginx\n(.*?)```", page, re.DOTALL)
    assert found
    passwords = folder / "desk.htpasswd"
    passwords.write_text("".join(f"{name}:{{PLAIN}}{name}\n" for name in (*PEOPLE, "stranger")))
    text = (
        found[1].replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace("127.0.0.1:8765", f"127.0.0.1:{desk}")
    )
    text = re.sub(r" *ssl_certificate.*\n", "", text).replace("desk.college.example", "127.0.0.1")
    return text.replace("/etc/nginx/desk.htpasswd", str(passwords))


STRANGERS: dict[str, dict[str, str]] = {
    "nobody": {},
    "an empty name": {IDENTITY: ""},
    "an account that is not on the list": {IDENTITY: "stranger"},
    "an account in capitals": {IDENTITY: "WANG"},
    "two accounts in one header": {IDENTITY: "wang, zhao"},
    "bytes that are no text": {IDENTITY: "\xff\xfe"},
    "somebody in another header": {"X_Forwarded_User": "wang"},
    "another host": {IDENTITY: "wang", "Host": "evil.example"},
    "a host with a user": {IDENTITY: "wang", "Host": "wang@127.0.0.1"},
    "another site's script": {IDENTITY: "wang", "Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "cors"},
    "another site's picture": {IDENTITY: "wang", "Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
    "another site's frame of what scripts ask": {
        IDENTITY: "wang",
        "Sec_Fetch_Site": "cross-site",
        "Sec_Fetch_Mode": "navigate",
    },
}


@every("name", STRANGERS)
def test_whoever_is_not_known_gets_nothing(name: str, office: Office) -> None:
    assert office.get("/api/texts", STRANGERS[name]) == 403


def test_a_link_elsewhere_leads_to_a_page_but_no_other_site_can_send_anything(office: Office) -> None:
    led = {IDENTITY: "wang", "Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert office.get("/t/one", led) == 200
    assert office.post("/api/texts/one/save", b"{}", led) == 403
    for origin in ("https://evil.example", "null", "http://127.0.0.1"):
        assert office.post("/api/texts/one/drop", b"{}", {IDENTITY: "wang", "Origin": origin}) == 403
    assert office.get("/start/abc", {IDENTITY: "wang"}) == 404


def test_only_the_proxy_is_believed_and_a_change_of_the_settings_counts_at_once(office: Office) -> None:
    known = {IDENTITY: "wang"}
    office.settings("10.0.0.5")
    assert office.get("/api/texts", known) == 403
    assert office.get("/api/texts", {**known, "X_Forwarded_For": "10.0.0.5", "X_Real_IP": "10.0.0.5"}) == 403
    assert office.get("/preview/abc/index.html", {}) == 403
    office.settings("10.0.0.5、127.0.0.0/8")
    assert office.get("/api/texts", known) == 200
    office.site.write({"notices/settings.yml": "写稿台: {人员: [{账号: wang, 职责: 站长}]}\n"})
    assert office.get("/api/texts", known) == 200, "a wrong file changes nothing"
    office.settings()
    assert office.get("/api/texts", {IDENTITY: "stranger"}) == 403


SENT: dict[str, tuple[bytes, set[str]]] = {
    "/api/texts": (b"{}", {"wang", "li"}),
    "/api/texts/one/save": (b'{"base": "a"}', {"wang", "li"}),
    "/api/texts/one/keep": (b'{"base": "a"}', {"wang", "li"}),
    "/api/texts/one/drop": (b"{}", {"wang", "li"}),
    "/api/texts/one/files": (b"{}", {"wang", "li"}),
    "/api/texts/one/try": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/texts/one/channels": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/texts/one/channels/agree": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/texts/one/channels/correct": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/bulletin": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/bulletin/keep": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/banner": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/registers/names/save": (b'{"base": "a"}', {"wang", "li"}),
    "/api/registers/names/keep": (b'{"base": "a"}', {"wang", "li"}),
    "/api/registers/names/drop": (b"{}", {"wang", "li"}),
    "/api/registers/settings/save": (b'{"base": "a"}', {"zhao"}),
    "/api/registers/settings/keep": (b'{"base": "a"}', {"zhao"}),
    "/api/registers/settings/drop": (b"{}", {"zhao"}),
    "/api/registers/settings/try": (b"{}", {"wang", "li", "zhao", "kan"}),
    "/api/publish": (b"{}", {"zhao"}),
    "/api/publish/target": (b"{}", {"zhao"}),
    "/api/publish/back": (b"{}", {"zhao"}),
    "/api/found": (b'{"name": "a", "unit": "a"}', {"zhao"}),
}


def test_each_does_what_their_role_allows_and_everybody_reads(office: Office) -> None:
    for path, (body, may) in SENT.items():
        allowed = {name for name in PEOPLE if office.post(path, body, {IDENTITY: name}) != 403}
        assert allowed == may, path
    for path in (
        "/",
        "/t/one",
        "/api/texts",
        "/api/texts/one",
        "/api/texts/one/channels/docx",
        "/api/kinds",
        "/api/publish",
        "/registers",
        "/api/registers/settings",
        "/api/offers",
    ):
        assert {office.get(path, {IDENTITY: name}) for name in PEOPLE} == {200}, path


def test_whoever_may_not_write_is_shown_the_text_and_no_button(office: Office, browser: Browser) -> None:
    with person(office, browser, "kan") as page:
        assert page.locator("[data-action='new'], [data-action='publish']").count() == 0
        opened(page, "two")
        assert page.locator("[data-action='save']").is_hidden()
        assert page.locator("[data-field='title']").is_disabled()
        page.click(".cm-content")
        page.keyboard.type("不该写进去")
        assert "不该写进去" not in page.locator(".cm-content").inner_text()
    with person(office, browser, "wang") as page:  # who writes does not say who may do what
        page.goto(f"{office.address}/registers/settings")
        ready(page)
        assert page.locator("[data-action='save']").is_hidden()
        assert page.locator("[data-field='unit']").is_disabled()


def test_two_people_in_one_text_see_each_other_and_overwrite_nothing(office: Office, browser: Browser) -> None:
    with ExitStack() as stack:
        wang, li = (stack.enter_context(person(office, browser, name)) for name in ("wang", "li"))
        opened(wang, "one")
        assert wang.locator("#others").inner_text() == ""
        opened(li, "one")
        expect(wang.locator("#others")).to_have_text("宣传部审稿也打开着这篇文稿")
        expect(li.locator("#others")).to_have_text("宣传部编辑也打开着这篇文稿")

        wang.fill("[data-field='title']", "关于运动会的通知")
        typed(li, "带好雨具。")
        heading(li, "关于one的通知")  # what the other types is not shown here
        saved(wang)
        expect(li.locator("#state")).to_contain_text("宣传部编辑刚保存了")
        li.click("[data-action='save']")
        li.wait_for_selector("#conflict:not([hidden])")
        assert "对方改了：标题" in li.locator("#conflict-words").inner_text()
        li.click("#over")
        settled(li)
        assert text(office) == ("关于运动会的通知", "请按时到场。\n带好雨具。")

        expect(wang.locator(".cm-content")).to_contain_text("带好雨具")
        typed(wang, "上午到。")
        typed(li, "下午到。")
        saved(wang)
        li.click("[data-action='save']")
        li.wait_for_selector("#conflict:not([hidden])")
        assert li.locator("#over").is_disabled(), "somebody has to choose"
        assert "从第 2 行起不一样" in li.locator("#conflict legend").inner_text()
        assert [area.input_value()[-4:] for area in li.locator("#conflict textarea").all()] == ["下午到。", "上午到。"]
        assert text(office)[1].endswith("上午到。")
        li.check("#conflict input[value='mine']")
        li.click("#over")
        settled(li)
        assert text(office)[1].endswith("下午到。")
        li.click("#versions summary")
        assert "宣传部编辑" in li.locator("#versions").inner_text()
    with person(office, browser, "li") as again:
        opened(again, "one")
        assert again.locator("#recovered").is_hidden()


@contextmanager
def person(office: Office, browser: Browser, name: str) -> Iterator[Page]:
    """Somebody's browser, once they have logged in at the proxy."""
    context = browser.new_context(locale="zh-CN", http_credentials={"username": name, "password": name})
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("request", lambda one: None if one.url.startswith((office.address, "data:")) else said.append(one.url))
    page.on("response", lambda one: said.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(office.address)
    ready(page)
    try:
        yield page
        assert said == []
    finally:
        context.close()


def opened(page: Page, ident: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + f"/t/{ident}")
    page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)


def typed(page: Page, words: str) -> None:
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    page.wait_for_selector("html[data-saved='false']")


def saved(page: Page) -> None:
    page.click("[data-action='save']")
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator("#state")).to_have_text("已保存")


def heading(page: Page, words: str) -> None:
    page.frame_locator("iframe[data-preview='page']").get_by_role("heading", name=words).wait_for()


def text(office: Office) -> tuple[str, str]:
    """The title and the body of the text that both write."""
    content = (office.site.root / "notices/one.md").read_text(encoding="utf-8")
    title = re.search("^title: (.*)$", content, re.MULTILINE)
    assert title
    return title[1], content.rpartition("---\n")[2].strip()


def test_without_people_in_the_settings_the_command_says_what_to_write(tmp_path: Path) -> None:

    root = Site(tmp_path / "网站").root
    done = call("desk", "--listen", "127.0.0.1:0", cwd=root)
    assert done.returncode == 2
    assert "notices/settings.yml" in done.stderr
    assert "账号" in done.stderr
    for wrong in ("8765", "desk.example:8765", "127.0.0.1:70000"):
        done = call("desk", "--listen", wrong, cwd=root)
        assert done.returncode == 2
        assert "不是地址和端口" in done.stderr
