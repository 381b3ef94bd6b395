"""At a desk of several people each has only their own, and nothing any more once they are taken off the list."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from commands import call
from desks import DeskProcess, desk_of
from sites import Site, sample

from xuanlan.desk.folder import VARIABLE

HOST = "desk.college.example"
COMMAND = "lftp -e 'mirror -R {folder} /' 服务器"


class Office:
    def __init__(self, site: Site, desk: DeskProcess) -> None:
        self.site, self.desk = site, desk

    def people(self, **roles: str) -> None:
        rows = "".join(f"    - {{账号: {name}, 职责: {role}}}\n" for name, role in roles.items())
        text = f"写稿台:\n  网址: https://{HOST}\n  身份: X-User\n  人员:\n{rows}"
        self.site.write({"notices/settings.yml": text})

    def request(self, account: str, path: str, sent: Any = None) -> tuple[int, str]:
        own = {"Host": HOST, "Origin": f"https://{HOST}", "Content_Type": "application/json"}
        body = b"" if sent is None else json.dumps(sent).encode()
        given = {**own, **({"X_User": account} if account else {})}
        status, _, content = self.desk.request("GET" if sent is None else "POST", path, body, **given)
        return status, content.decode()

    def ask(self, account: str, path: str, sent: Any = None) -> Any:
        status, content = self.request(account, path, sent)
        assert status == 200, content
        return json.loads(content)

    def typed(self, account: str, words: str, what: str) -> Any:
        base = self.ask(account, "/api/texts/case")["base"]
        return self.ask(account, f"/api/texts/case/{what}", {"base": base, "body": words})


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    site = Site(folder / "网站").write({"notices/a.md": sample("正文。\n")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder / "kept"))
        assert call("desk", "--upload", COMMAND, cwd=site.root).returncode == 0
    found = Office(site, NotImplemented)
    found.people(wang="撰稿", li="审核", zhao="发布")
    with desk_of(site.root, folder / "kept", listen=True) as found.desk:
        while found.ask("li", "/api/site")["state"] != "ready":
            time.sleep(0.05)
        yield found


def test_whoever_is_taken_off_the_list_sees_no_preview_and_hears_nothing(office: Office) -> None:
    page = office.typed("wang", "还没有人看过的话。", "try")["page"]
    assert "还没有人看过的话" in office.request("", page)[1]
    hearing = http.client.HTTPConnection("127.0.0.1", office.desk.port, timeout=60)
    hearing.request("GET", "/api/events?text=case", headers={"Host": HOST, "X-User": "wang"})
    told = hearing.getresponse()
    assert told.readline()
    office.people(li="审核", zhao="发布")
    site = page.partition("n/")[0]
    for address in (page, f"{site}index.html", f"{site}~a/index.html", f"{site}desk-scrolling.js"):
        assert office.request("", address)[0] == 404
    office.typed("li", "另外的话。", "save")
    assert b"saved" not in told.read()
    office.people(wang="撰稿", li="审核", zhao="发布")
    assert office.request("", page)[0] == 200


def test_what_somebodys_screens_show_is_theirs_however_many_others_look(office: Office) -> None:
    mine = office.typed("wang", "大厅里的话。", "beside/screen")["screens"][0]["page"]
    for number in range(5):
        others = office.typed("li", f"第{number}句。", "beside/screen")["screens"][0]["page"]
    assert office.request("", mine)[0] == 200
    swapped = mine.replace(mine.split("/~")[0], others.split("/~")[0])
    assert office.request("", swapped)[0] == 404


def test_only_who_publishes_sees_the_command_that_uploads(office: Office) -> None:
    shown = {name: office.ask(name, "/api/publish")["upload"] for name in ("wang", "li", "zhao")}
    assert shown == {"wang": "", "li": "", "zhao": COMMAND}
